//! Text as a cell of a workbook can hold it. No formula is ever made of it: cells are written as text.

use presync_core::record::VALUE_SEPARATOR;

/// Characters that a cell holds.
const CELL_CHARS_MAX: usize = 32_767;

/// A cell as the format can hold it.
pub(crate) fn fitting(cell: &str) -> String {
    let kept = cell
        .chars()
        .filter(|c| !c.is_control() || matches!(*c, '\n' | '\t' | VALUE_SEPARATOR));
    let plain = kept.map(|c| if c == VALUE_SEPARATOR { ';' } else { c });
    plain.take(CELL_CHARS_MAX).collect()
}
