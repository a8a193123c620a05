//! Short texts that were asked for again: names of departments and towns, which a million rows share.

/// Places for them.
const PLACES: usize = 1 << 17;
/// The longest of them.
const BYTES_MAX: usize = 43;

/// Each in the one place that its number has.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    places: Vec<Short>,
}

#[derive(Debug, Clone, Copy)]
struct Short {
    /// Number of the text, counted from 1.
    number: u32,
    length: u8,
    bytes: [u8; BYTES_MAX],
}

const NONE: Short = Short {
    number: 0,
    length: 0,
    bytes: [0; BYTES_MAX],
};

/// Numbers that follow each other, as those of one row, are spread.
fn place(number: usize) -> usize {
    number.wrapping_mul(0x9e37_79b1) >> 7 & (PLACES - 1)
}

impl Repeated {
    /// Whether the text of a number is there.
    #[inline]
    pub(super) fn holds(&self, number: usize) -> bool {
        let short = self.places.get(place(number));
        short.is_some_and(|short| short.number as usize == number + 1)
    }

    /// The text in the place of a number.
    #[inline]
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let short = self.places.get(place(number))?;
        std::str::from_utf8(&short.bytes[..short.length.into()]).ok()
    }

    /// Keeps a text if it is short.
    pub(super) fn keep(&mut self, number: usize, text: &str) {
        let mut short = NONE;
        let (Some(room), Ok(length), Ok(next)) = (
            short.bytes.get_mut(..text.len()),
            u8::try_from(text.len()),
            u32::try_from(number + 1),
        ) else {
            return;
        };
        room.copy_from_slice(text.as_bytes());
        (short.number, short.length) = (next, length);
        if self.places.is_empty() {
            self.places.resize(PLACES, NONE);
        }
        self.places[place(number)] = short;
    }
}
