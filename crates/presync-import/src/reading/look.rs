//! A look at the text of a whole row before its cells are looked at one by one: for nearly all rows it
//! says that there is nothing to see.

use memchr::{memchr, memchr_iter, memmem::Finder};

/// What is looked for.
#[derive(Debug)]
pub(crate) struct Marks {
    doubled: Finder<'static>,
    lost: Finder<'static>,
    twice: [Finder<'static>; 2],
    types: [Finder<'static>; 4],
}

/// What the text of a row shows about its cells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// No letter beyond ASCII is there.
    pub(crate) ascii: bool,
    /// Runs of blanks may be inside a cell.
    pub(crate) runs: bool,
    /// A replacement character is there.
    pub(crate) lost: bool,
    /// Letters may have been encoded twice.
    pub(crate) twice: bool,
    /// A question mark is there.
    pub(crate) question: bool,
    /// A number in scientific notation may be there.
    pub(crate) exponent: bool,
    /// The name of a type may be there.
    pub(crate) types: bool,
}

impl Marks {
    pub(crate) fn new() -> Self {
        Self {
            doubled: Finder::new("  "),
            lost: Finder::new("\u{fffd}"),
            twice: ["\u{c3}", "\u{c5}"].map(Finder::new),
            types: ["System.", "Microsoft.", "Deserialized.", "[object Object]"].map(Finder::new),
        }
    }

    /// Looks at the cells of a row, one after another.
    pub(crate) fn look(&self, text: &str) -> Look {
        let bytes = text.as_bytes();
        let has = |mark: &Finder<'_>| mark.find(bytes).is_some();
        let ascii = text.is_ascii();
        Look {
            ascii,
            runs: has(&self.doubled) || memchr(b'\t', bytes).is_some(),
            lost: !ascii && has(&self.lost),
            twice: !ascii && self.twice.iter().any(has),
            question: memchr(b'?', bytes).is_some(),
            exponent: memchr_iter(b'+', bytes).any(|plus| is_exponent(bytes, plus)),
            types: self.types.iter().any(has),
        }
    }
}

/// Whether a plus stands in an exponent; a telephone number may come after a cell that ends in `e`.
fn is_exponent(text: &[u8], plus: usize) -> bool {
    let before = plus.checked_sub(2).and_then(|at| text.get(at..plus));
    matches!(before, Some([b'0'..=b'9', b'E' | b'e']))
        && text.get(plus + 1).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_seen_and_telephone_numbers_are_not() {
        let check = |text: &str, expect: bool| {
            assert_eq!(Marks::new().look(text).exponent, expect, "{text}");
        };
        check("1.23457E+15", true);
        check("1,2e+3", true);
        check("ada@contoso.example+44 117", false);
        check("E+15", false);
        check("12E+", false);
    }
}
