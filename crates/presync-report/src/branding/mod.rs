//! Whose report it is: the customer's name, logo and colour, and the language. Settings of the look alone:
//! no figure depends on them, and the redacted report takes nothing but the language.

mod accent;
mod logo;

pub use accent::{Accent, AccentError};
pub use logo::{LOGO_BYTES_MAX, Logo, LogoError};

use crate::Language;

/// The longest name of a customer, in characters.
pub const CUSTOMER_CHARS_MAX: usize = 120;

/// Whose report it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Branding {
    /// The customer's name; empty when nobody said it.
    pub customer: String,
    /// The customer's logo.
    pub logo: Option<Logo>,
    /// The colour of lines, links and titles; none for our own.
    pub accent: Option<Accent>,
    /// The language of the report.
    pub language: Language,
}
