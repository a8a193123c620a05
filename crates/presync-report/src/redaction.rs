//! Pseudonyms in place of what people are called, for the redacted twin of the report.
//!
//! Who holds the key can tell again who is who; without it a name that is guessed cannot be tried out.
//! The same key and name give the same pseudonym in every report.

use std::fmt;

use sha2::{Digest, Sha256};

/// Letters and digits that are not taken for one another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Letters of a pseudonym: 40 bits, so that among a million people two alike are unlikely on one page.
const LENGTH: usize = 8;

/// What pseudonyms are made with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RedactionKey([u8; 32]);

/// A key shows nothing of itself, not even in a log.
impl fmt::Debug for RedactionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RedactionKey(..)")
    }
}

impl RedactionKey {
    /// The key that texts make which only the owner of the data has. The order of the texts counts.
    #[must_use]
    pub fn of<'t>(secrets: impl IntoIterator<Item = &'t str>) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"presync redaction 1");
        for secret in secrets {
            hash.update((secret.len() as u64).to_le_bytes());
            hash.update(secret);
        }
        Self(hash.finalize().into())
    }

    /// A key that was kept.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key, to be kept where the data are kept.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        self.0
    }

    /// What somebody is called instead: `Person 7K3F-2Q9A`; nobody stays nobody.
    pub(crate) fn pseudonym(&self, name: &str) -> String {
        if name.trim().is_empty() {
            return String::new();
        }
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(name.trim().to_lowercase());
        let digest = hash.finalize();
        let letter = |at: usize| char::from(LETTERS[usize::from(digest[at] & 31)]);
        let (first, second): (String, String) = (
            (0..LENGTH / 2).map(letter).collect(),
            (LENGTH / 2..LENGTH).map(letter).collect(),
        );
        format!("Person {first}-{second}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_depends_on_the_key_and_the_name_alone() {
        let key = RedactionKey::of(["a", "b"]);
        let named = |name| key.pseudonym(name);
        assert_eq!(
            named("Ada@Northwind.example"),
            named(" ada@northwind.example ")
        );
        assert_ne!(named("ada"), named("adb"));
        assert_ne!(named("ada"), RedactionKey::of(["ab"]).pseudonym("ada"));
        assert_ne!(RedactionKey::of(["a", "b"]), RedactionKey::of(["ab", ""]));
        assert_eq!(named("  "), "");
        let shown = named("ada");
        assert!(
            shown.starts_with("Person ") && shown.len() == "Person 7K3F-2Q9A".len(),
            "{shown}"
        );
        assert_eq!(format!("{key:?}"), "RedactionKey(..)");
    }
}
