//! Whether a sheet may show more than its values, told from its raw bytes while they pass.
//!
//! Most exports hold no formula, no merged cell and no hidden row; a second look at them is saved.

use memchr::memmem;

/// What stands in the XML of such sheets, beside formulas.
const NEEDLES: &[&[u8]] = &[b"hidden=", b"mergeCell"];
/// One less than the longest of them: what is cut at the end of a piece begins in so many bytes.
const CUT_BYTES: usize = 8;

/// Looks for marks in one part, piece by piece.
#[derive(Debug, Default)]
pub(super) struct Marks {
    found: bool,
    end: Vec<u8>,
}

impl Marks {
    /// Looks at the next piece.
    pub(super) fn look(&mut self, piece: &[u8]) {
        if self.found {
            return;
        }
        self.end.extend(&piece[..piece.len().min(CUT_BYTES)]);
        // In UTF-16 nothing would be found: every other byte is none.
        let is_wide = piece.iter().take(CUT_BYTES).any(|byte| *byte == 0);
        self.found = is_wide || holds_mark(&self.end) || holds_mark(piece);
        self.end.clear();
        self.end
            .extend(&piece[piece.len().saturating_sub(CUT_BYTES)..]);
    }

    /// Whether any was found.
    pub(super) fn found(&self) -> bool {
        self.found
    }
}

fn holds_mark(bytes: &[u8]) -> bool {
    let stands = |needle: &&[u8]| memmem::find(bytes, needle).is_some();
    holds_formula(bytes) || NEEDLES.iter().any(stands)
}

/// Whether an element `f` opens, with a prefix or without.
fn holds_formula(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'f', bytes).any(|at| {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        matches!(before, Some(b'<' | b':'))
            && matches!(
                bytes.get(at + 1),
                Some(b'>' | b' ' | b'/' | b'\t' | b'\r' | b'\n')
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_across_pieces() {
        let check = |text: &str, expect: bool| {
            for piece_bytes in [8, 9, 13, 4_096] {
                let mut marks = Marks::default();
                text.as_bytes()
                    .chunks(piece_bytes)
                    .for_each(|piece| marks.look(piece));
                assert_eq!(marks.found(), expect, "{text} by {piece_bytes}");
            }
        };
        check("<row r=\"12\"><c r=\"A12\"><v>1</v></c></row>", false);
        check("<row r=\"12\" spans=\"1:9\" hidden=\"1\">", true);
        check(
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/>",
            true,
        );
        check("<c r=\"A1\"><f>A2</f><v>1</v></c>", true);
        check("<x:c r=\"A1\"><x:f t=\"shared\" si=\"0\"/></x:c>", true);
    }
}
