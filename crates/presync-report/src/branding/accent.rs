//! A customer's colour, and whether it can be read where the report uses it (WCAG 2.2, 1.4.3).

use std::{fmt, str::FromStr};

/// Text must stand out from its ground by this much (WCAG 2.2, 1.4.3, level AA).
const CONTRAST_MIN: f64 = 4.5;
/// How much of the colour is in the ground of numbers and marks.
const SOFT_PERCENT: u32 = 10;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent([u8; 3]);

/// A text that is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no colour; write it as #0b4f7d")]
pub struct AccentError(String);

impl FromStr for Accent {
    type Err = AccentError;

    /// `#0b4f7d`, `0B4F7D` or `#05a`.
    fn from_str(text: &str) -> Result<Self, AccentError> {
        let error = || AccentError(text.to_owned());
        let digits = text.trim().trim_start_matches('#');
        let nibble = |c: char| c.to_digit(16).and_then(|value| u8::try_from(value).ok());
        let nibbles: Option<Vec<u8>> = digits.chars().map(nibble).collect();
        match nibbles.as_deref() {
            Some([r, g, b]) => Ok(Self([r * 17, g * 17, b * 17])),
            Some([a, b, c, d, e, f]) => Ok(Self([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => Err(error()),
        }
    }
}

/// As a style sheet spells it: `#0b4f7d`.
impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Accent {
    /// Whether text in this colour can be read, on paper and on its own pale ground.
    #[must_use]
    pub fn is_readable(self) -> bool {
        let white = Self([255; 3]);
        self.contrast(white) >= CONTRAST_MIN && self.contrast(self.soft()) >= CONTRAST_MIN
    }

    /// The pale ground that goes with it.
    pub(crate) fn soft(self) -> Self {
        let mixed = |part: u8| {
            let mixed = (u32::from(part) * SOFT_PERCENT + 255 * (100 - SOFT_PERCENT)) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self(self.0.map(mixed))
    }

    /// As a number, for the workbook.
    pub(crate) fn rgb(self) -> u32 {
        let [red, green, blue] = self.0;
        u32::from_be_bytes([0, red, green, blue])
    }

    /// The contrast ratio, from 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance as WCAG defines it.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_and_spelt() {
        for (text, expect) in [
            ("#0b4f7d", Some("#0b4f7d")),
            (" 0B4F7D ", Some("#0b4f7d")),
            ("#05a", Some("#0055aa")),
            ("", None),
            ("blue", None),
            ("#12345", None),
            ("#0b4f7d;}", None),
        ] {
            let read = text.parse::<Accent>().ok().map(|accent| accent.to_string());
            assert_eq!(read.as_deref(), expect, "{text:?}");
        }
    }

    #[test]
    fn a_pale_colour_cannot_be_read() {
        for (text, expect) in [
            ("#0b4f7d", true),
            ("#000000", true),
            ("#a4262c", true),
            ("#ffcc00", false),
            ("#ffffff", false),
            // Against paper it would do, against its own ground it does not.
            ("#767676", false),
        ] {
            let accent: Accent = text.parse().expect("a colour");
            assert_eq!(accent.is_readable(), expect, "{text}");
        }
    }
}
