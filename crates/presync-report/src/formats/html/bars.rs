//! Lengths of bars, in whole thousandths, so that every machine draws the same.

/// One segment of a stacked bar on a scale of 0 to 1000.
pub(super) struct Segment {
    pub(super) label: &'static str,
    pub(super) count: u32,
    pub(super) class: &'static str,
    pub(super) start: u64,
    pub(super) length: u64,
}

/// Segments side by side; empty ones are left out.
pub(super) fn stacked(parts: &[(&'static str, u32, &'static str)]) -> Vec<Segment> {
    let total: u64 = parts.iter().map(|(_, count, _)| u64::from(*count)).sum();
    let mut before = 0u64;
    let mut segments = Vec::new();
    for (label, count, class) in parts.iter().copied().filter(|(_, count, _)| *count > 0) {
        let start = before * 1000 / total;
        before += u64::from(count);
        let length = before * 1000 / total - start;
        segments.push(Segment {
            label,
            count,
            class,
            start,
            length,
        });
    }
    segments
}

/// Length of a single bar on a scale of 0 to 100, with one decimal; something is never nothing.
pub(super) fn length(part: u32, whole: u32) -> String {
    if part == 0 || whole == 0 {
        return "0".to_owned();
    }
    let tenths = (u64::from(part) * 1000 / u64::from(whole)).clamp(5, 1000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_fill_the_bar_without_a_gap() {
        let segments = stacked(&[("a", 1, "x"), ("b", 0, "x"), ("c", 2, "x"), ("d", 4, "x")]);
        let places: Vec<(u64, u64)> = segments.iter().map(|s| (s.start, s.length)).collect();
        assert_eq!(places, [(0, 142), (142, 286), (428, 572)]);
    }

    #[test]
    fn a_small_part_still_shows() {
        for (part, whole, expect) in [
            (0, 10, "0"),
            (1, 1_000_000, "0.5"),
            (1, 3, "33.3"),
            (7, 7, "100.0"),
            (1, 0, "0"),
        ] {
            assert_eq!(length(part, whole), expect, "{part} of {whole}");
        }
    }
}
