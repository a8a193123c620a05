//! A passphrase in memory: never shown, overwritten when it is dropped. Not here: asking for it, which is
//! the hosts', and turning it into a key, which is the engine's (PBKDF2, docs/decisions/0001).

use zeroize::Zeroizing;

/// Characters that a new passphrase has at least.
pub const PASSPHRASE_CHARS_MIN: usize = 8;

/// What a workspace is locked with.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

/// Why a text is no passphrase to lock a workspace with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// It is short.
    #[error("the new passphrase has fewer than {PASSPHRASE_CHARS_MIN} characters")]
    Short,
    /// The engine would take its bytes for a key, or end at a NUL.
    #[error("the new passphrase begins like a raw key or holds a NUL character")]
    Unfit,
}

impl Passphrase {
    /// What somebody typed to open a workspace.
    #[must_use]
    pub fn given(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// What somebody chose to lock a workspace with.
    ///
    /// # Errors
    /// When it is short, or not a text to the engine.
    pub fn chosen(text: String) -> Result<Self, PassphraseError> {
        let given = Self::given(text);
        if given.0.chars().count() < PASSPHRASE_CHARS_MIN {
            return Err(PassphraseError::Short);
        }
        if given.0.starts_with("raw:") || given.0.contains('\0') {
            return Err(PassphraseError::Unfit);
        }
        Ok(given)
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_fit_passphrase_locks() {
        for (text, expect) in [
            ("", Err(PassphraseError::Short)),
            ("sieben7", Err(PassphraseError::Short)),
            ("raw:0123456789", Err(PassphraseError::Unfit)),
            ("with\0a nul", Err(PassphraseError::Unfit)),
            ("äöüßäöüß", Ok(())),
            ("it's 'quoted'; --", Ok(())),
        ] {
            let chosen = Passphrase::chosen(text.to_owned());
            assert_eq!(chosen.map(drop), expect, "{text:?}");
        }
    }

    #[test]
    fn it_is_never_shown() {
        let shown = format!("{:?}", Passphrase::given("open sesame".to_owned()));
        assert_eq!(shown, "Passphrase(…)");
    }
}
