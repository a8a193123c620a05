//! What files tell of each other: a page that is not the last, the same file a second time.

use presync_core::{Diagnostic, Severity, diagnostic::Cases, engagement::InputFile};

use super::reading::IMPORTED_BEFORE;

/// The importer's word for a page whose list goes on in another file.
const MORE_PAGES: &str = "JSON_MORE_PAGES";

/// What importers said of each file, as it stands beside the other files.
pub(crate) fn judged_together(
    mut diagnostics: Vec<Diagnostic>,
    inputs: &[InputFile],
) -> Vec<Diagnostic> {
    if has_last_page(&diagnostics, inputs) {
        diagnostics.retain(|diagnostic| diagnostic.code != MORE_PAGES);
    }
    let is_told = |file: &str| {
        let mut about = diagnostics.iter().filter(|said| said.file == file);
        about.any(|said| said.code == IMPORTED_BEFORE)
    };
    let twice = inputs.iter().enumerate().filter_map(|(at, input)| {
        if is_told(&input.file) {
            return None;
        }
        let is_same = |before: &&InputFile| before.sha256 == input.sha256;
        let mut earlier = inputs[..at]
            .iter()
            .filter(|before| before.side == input.side);
        earlier
            .find(is_same)
            .map(|before| given_twice(input, before))
    });
    let twice: Vec<Diagnostic> = twice.collect();
    diagnostics.extend(twice);
    diagnostics
}

/// A page that names a next one is no trouble when the last page is among the files too.
fn has_last_page(diagnostics: &[Diagnostic], inputs: &[InputFile]) -> bool {
    let is_open = |file: &str| {
        let mut about = diagnostics.iter().filter(|d| d.file == file);
        about.any(|d| d.code == MORE_PAGES)
    };
    let mut pages = inputs.iter().filter(|i| i.format.starts_with("JSON"));
    pages.any(|page| !is_open(&page.file))
}

fn given_twice(input: &InputFile, before: &InputFile) -> Diagnostic {
    let message = if input.file == before.file {
        "The same file is there twice.".to_owned()
    } else {
        format!("The file is the same, byte for byte, as {}.", before.file)
    };
    Diagnostic {
        code: "FILE_TWICE".to_owned(),
        severity: Severity::Warning,
        file: input.file.clone(),
        sheet: None,
        row: None,
        column: None,
        message,
        hint: "Its records add nothing; check that no other file was meant.".to_owned(),
        cases: Cases::default(),
    }
}

#[cfg(test)]
mod tests {
    use presync_core::Side;

    use super::*;

    fn file(side: Option<Side>, file: &str, content: &str) -> InputFile {
        InputFile {
            side,
            role: String::new(),
            file: file.to_owned(),
            sha256: content.to_owned(),
            bytes: 1,
            format: "JSON, UTF-8".to_owned(),
            records: 1,
            rejected: 0,
        }
    }

    fn check(inputs: &[InputFile], expect: &[&str]) {
        let told = judged_together(Vec::new(), inputs);
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        let told: Vec<&str> = told
            .iter()
            .filter_map(|line| line.split_once(" Its records").map(|(told, _)| told))
            .collect();
        assert_eq!(told, expect);
    }

    #[test]
    fn a_file_is_told_the_second_time_it_is_given_to_a_side() {
        let (legacy, azure) = (Some(Side::Legacy), Some(Side::Azure));
        check(&[file(legacy, "a", "1"), file(azure, "b", "1")], &[]);
        check(
            &[file(legacy, "a", "1"), file(legacy, "a", "1")],
            &["a: The same file is there twice."],
        );
        check(
            &[
                file(azure, "a", "1"),
                file(azure, "b", "2"),
                file(azure, "c", "1"),
            ],
            &["c: The file is the same, byte for byte, as a."],
        );
    }
}
