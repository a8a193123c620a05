//! One row of a comma-separated file, quoted where it must be.

/// A row with its line end.
pub(crate) fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    if !cell.contains([',', '"', '\r', '\n']) {
        return cell.to_owned();
    }
    format!("\"{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn only_cells_that_need_it_are_quoted() {
        assert_eq!(
            row(&["a b", "c,d", "e\"f", ""]),
            "a b,\"c,d\",\"e\"\"f\",\r\n"
        );
    }
}
