//! Headers and the attributes they stand for, looked up by what their spellings share.

use std::sync::LazyLock;

use presync_core::{
    Side,
    catalogue::{self, Attribute, fold_header},
};
use rustc_hash::FxHashMap;

use super::words;
use crate::table::COMPANION_HEADERS;

/// Headers whose meaning is the reverse of the attribute that they name in brackets.
const REVERSED: &[&str] = &["blocksignin"];

type Aliases = FxHashMap<String, (&'static Attribute, How)>;

static LEGACY: LazyLock<Aliases> = LazyLock::new(|| aliases(Side::Legacy));
static AZURE: LazyLock<Aliases> = LazyLock::new(|| aliases(Side::Azure));

/// An attribute that a header names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named {
    pub(crate) attribute: &'static Attribute,
    pub(crate) how: How,
}

/// How a header names an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// By the attribute's own name.
    Exactly,
    /// By one that it is exported under.
    ByHeader,
    /// By a word of a language, so surely in percent.
    ByWord(u8),
}

/// The attribute of a side that a header means: one that exports have, a word for it in some language, or
/// two of them as in `Vorname / First name`.
pub(crate) fn meant(side: Side, header: &str) -> Option<Named> {
    if is_reversed(header) {
        return None;
    }
    let whole = |text: &str| named(side, text).or_else(|| words::meant(side, text));
    whole(header).or_else(|| {
        let parts = header.split(['/', '|', '\n', '(', ')']);
        let mut parts = parts.filter(|part| !part.trim().is_empty());
        let first = whole(parts.next()?)?;
        let mut others = parts.map(whole).peekable();
        others.peek()?;
        let is_same = |other: Option<Named>| {
            other.is_some_and(|other| other.attribute.name == first.attribute.name)
        };
        others.all(is_same).then_some(first)
    })
}

/// The attribute of a side that a header names.
pub(crate) fn named(side: Side, header: &str) -> Option<Named> {
    let aliases = match side {
        Side::Legacy => &*LEGACY,
        Side::Azure => &*AZURE,
    };
    let look = |text: &str| {
        let (attribute, how) = *aliases.get(&fold_header(text))?;
        Some(Named { attribute, how })
    };
    if is_reversed(header) {
        return None;
    }
    look(header).or_else(|| look(bracketed(header)?))
}

fn is_reversed(header: &str) -> bool {
    let whole = fold_header(header);
    REVERSED.iter().any(|mark| whole.contains(mark))
}

/// Whether any catalogue, or a companion table, knows the header.
pub(crate) fn is_known_header(header: &str) -> bool {
    meant(Side::Legacy, header).is_some()
        || meant(Side::Azure, header).is_some()
        || words::is_name(header)
        || COMPANION_HEADERS.contains(&fold_header(header).as_str())
}

/// The key of a bulk template's heading: `Name [displayName] Required`.
pub(crate) fn bracketed(header: &str) -> Option<&str> {
    let (_, rest) = header.split_once('[')?;
    rest.split_once(']').map(|(key, _)| key)
}

fn aliases(side: Side) -> Aliases {
    let mut aliases = Aliases::default();
    for attribute in catalogue::attributes(side) {
        for header in attribute.headers {
            aliases
                .entry(fold_header(header))
                .or_insert((attribute, How::ByHeader));
        }
    }
    // The attribute's own name wins over another's alias.
    for attribute in catalogue::attributes(side) {
        aliases.insert(fold_header(attribute.name), (attribute, How::Exactly));
    }
    aliases
}
