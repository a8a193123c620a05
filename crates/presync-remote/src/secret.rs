//! A token or a client secret: it shows itself to nobody, and its memory is overwritten.

use std::fmt;

use reqwest::header::{HeaderValue, InvalidHeaderValue};
use zeroize::Zeroizing;

/// Something that must be in no log, error, address or file.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret as somebody pasted it: blanks and line breaks around it are no part of it.
    #[must_use]
    pub fn new(text: String) -> Self {
        let text = Zeroizing::new(text);
        Self(Zeroizing::new(text.trim().to_owned()))
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The secret itself, for the one place that sends it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// As a bearer token, marked so that no log of the client shows it.
    pub(crate) fn bearer(&self) -> Result<HeaderValue, InvalidHeaderValue> {
        let text = Zeroizing::new(format!("Bearer {}", self.expose()));
        let mut value = HeaderValue::from_str(&text)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_nothing_of_itself() {
        let secret = Secret::new(" s3cret\r\n".to_owned());
        assert_eq!(secret.expose(), "s3cret");
        let shown = format!("{secret:?} {:?}", secret.bearer().expect("a header"));
        assert!(!shown.contains("s3cret"), "{shown}");
        assert!(Secret::new("a\nb".to_owned()).bearer().is_err());
        assert!(Secret::new(" ".to_owned()).is_empty());
    }
}
