//! Headers of many languages, looked up by what their spellings share: case, accents, `ü` and `ue`, signs.
//!
//! Which they are stands in `languages.txt`.

use std::sync::LazyLock;

use presync_core::{
    Side,
    catalogue::{self, ENTERPRISE_USER, INTERACT_USER},
    names::{collapse, fold},
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::aliases::{How, Named};

const TABLE: &str = include_str!("languages.txt");

/// What headers mean, by their keys.
#[derive(Debug, Default)]
struct Words {
    legacy: FxHashMap<String, Named>,
    azure: FxHashMap<String, Named>,
    names: FxHashSet<String>,
    passwords: FxHashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(TABLE));

/// The attribute of a side that a word stands for.
pub(super) fn meant(side: Side, header: &str) -> Option<Named> {
    WORDS.of_side(side).get(&key(header)).copied()
}

/// Whether a header is a word for a password.
pub(super) fn is_password(header: &str) -> bool {
    WORDS.passwords.contains(&key(header))
}

/// Whether a header is a word for a name, which may be a whole one or a part.
pub(super) fn is_name(header: &str) -> bool {
    WORDS.names.contains(&key(header))
}

fn key(header: &str) -> String {
    collapse(&fold(header))
}

impl Words {
    fn of_side(&self, side: Side) -> &FxHashMap<String, Named> {
        match side {
            Side::Legacy => &self.legacy,
            Side::Azure => &self.azure,
        }
    }

    fn of(table: &str) -> Self {
        let mut words = Self::default();
        let mut meaning = (None, None);
        let lines = table
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let (mark, headers) = line.split_once(' ').expect("BUG: a mark and what follows");
            let keys = headers.split(';').map(key);
            match mark {
                "=" => {
                    let (legacy, azure) = headers.split_once(" | ").expect("BUG: both sides");
                    meaning = (Some(legacy), Some(azure));
                }
                "name" => words.names.extend(keys),
                "password" => words.passwords.extend(keys),
                _ => {
                    let (legacy, azure) = mark.split_once('|').unwrap_or((mark, mark));
                    let named = [
                        named(Side::Legacy, meaning.0, legacy),
                        named(Side::Azure, meaning.1, azure),
                    ];
                    keys.for_each(|key| words.add(&key, named));
                }
            }
        }
        words
    }

    fn add(&mut self, key: &str, [legacy, azure]: [Option<Named>; 2]) {
        for (words, named) in [(&mut self.legacy, legacy), (&mut self.azure, azure)] {
            if let Some(named) = named {
                words.insert(key.to_owned(), named);
            }
        }
    }
}

/// The attribute of a side that the table names, and how surely; none where the side has none.
fn named(side: Side, attribute: Option<&str>, confidence: &str) -> Option<Named> {
    let attribute = attribute.filter(|name| *name != "-" && confidence != "-")?;
    let name = match attribute.split_once(':') {
        Some(("enterprise", name)) => format!("{ENTERPRISE_USER}:{name}"),
        Some(("interact", name)) => format!("{INTERACT_USER}:{name}"),
        _ => attribute.to_owned(),
    };
    let confidence = confidence.parse().expect("BUG: a confidence is a number");
    Some(Named {
        attribute: catalogue::find(side, &name).expect("BUG: the table names a known attribute"),
        how: How::ByWord(confidence),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_however_they_are_spelt() {
        let check = |side: Side, header: &str, expect: Option<(&str, u8)>| {
            let found = meant(side, header).map(|named| match named.how {
                How::ByWord(confidence) => (named.attribute.label, confidence),
                other => panic!("{other:?}"),
            });
            assert_eq!(found, expect, "{header}");
        };
        let (legacy, azure) = (Side::Legacy, Side::Azure);
        check(legacy, "Vorname", Some(("First name", 96)));
        check(legacy, " VORNAME: ", Some(("First name", 96)));
        check(legacy, "Führungskraft", Some(("Manager", 88)));
        check(legacy, "Fuehrungskraft", Some(("Manager", 88)));
        check(legacy, "Prenom", Some(("First name", 96)));
        check(azure, "imie", Some(("Given name", 96)));
        check(azure, "Företag", Some(("Company name", 88)));
        check(azure, "Ort", Some(("City", 76)));
        check(legacy, "Ort", Some(("Location", 76)));
        check(legacy, "Benutzerprinzipalname", None);
        check(legacy, "Bemerkung", None);
        check(legacy, "Name", None);
    }

    #[test]
    fn no_word_means_two_things_at_once() {
        let mut meaning = "";
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        let lines = TABLE
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let (mark, headers) = line.split_once(' ').expect("a mark");
            if mark == "=" {
                meaning = headers;
                continue;
            }
            let meaning = if mark.starts_with(|c: char| c.is_ascii_lowercase()) {
                mark
            } else {
                meaning
            };
            for header in headers.split(';') {
                let before = seen.insert(key(header), meaning);
                assert!(
                    before.is_none_or(|before| before == meaning),
                    "{header}: {before:?}, {meaning}"
                );
            }
        }
        assert!(seen.len() > 350, "{} words", seen.len());
    }
}
