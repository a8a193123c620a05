//! The code pages of DOS, in which old programs still export. Their tables are `oem_cp`'s.
//!
//! Every byte is a letter in them, so nothing in a text speaks against one: they are only ever stated.

use oem_cp::code_table::{
    DECODING_TABLE_CP437, DECODING_TABLE_CP850, DECODING_TABLE_CP852, DECODING_TABLE_CP858,
};

/// One page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DosPage {
    name: &'static str,
    upper: &'static [char; 128],
}

const PAGES: &[DosPage] = &[
    page("ibm437", &DECODING_TABLE_CP437),
    page("ibm850", &DECODING_TABLE_CP850),
    page("ibm852", &DECODING_TABLE_CP852),
    page("ibm858", &DECODING_TABLE_CP858),
];

const fn page(name: &'static str, upper: &'static [char; 128]) -> DosPage {
    DosPage { name, upper }
}

impl DosPage {
    /// The page of a label such as `ibm850`, `cp850` or `850`.
    pub(super) fn for_label(label: &str) -> Option<Self> {
        let lower = label.to_ascii_lowercase();
        let digits = lower
            .trim_start_matches("ibm")
            .trim_start_matches("cp")
            .trim_start_matches(['-', '_']);
        let found = PAGES.iter().find(|page| page.number() == digits);
        found.copied()
    }

    /// What it is called, and stated as.
    pub(super) fn name(self) -> &'static str {
        self.name
    }

    fn number(self) -> &'static str {
        self.name.trim_start_matches("ibm")
    }

    /// Decodes into an output that is three times as long.
    pub(super) fn decode(self, bytes: &[u8], output: &mut [u8]) -> usize {
        let mut written = 0;
        for byte in bytes {
            let letter = match byte.checked_sub(0x80) {
                None => char::from(*byte),
                Some(upper) => self.upper[usize::from(upper)],
            };
            written += letter.encode_utf8(&mut output[written..]).len();
        }
        written
    }
}
