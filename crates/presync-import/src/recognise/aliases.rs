//! Headers and the attributes they stand for, looked up by what their spellings share.

use std::sync::LazyLock;

use presync_core::{
    Side,
    catalogue::{self, Attribute, fold_header},
};
use rustc_hash::FxHashMap;

use crate::table::COMPANION_HEADERS;

/// Headers whose meaning is the reverse of the attribute that they name in brackets.
const REVERSED: &[&str] = &["blocksignin"];

type Aliases = FxHashMap<String, (&'static Attribute, bool)>;

static LEGACY: LazyLock<Aliases> = LazyLock::new(|| aliases(Side::Legacy));
static AZURE: LazyLock<Aliases> = LazyLock::new(|| aliases(Side::Azure));

/// An attribute that a header names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named {
    pub(crate) attribute: &'static Attribute,
    /// The header is the attribute's own name, not one it is also found under.
    pub(crate) is_exact: bool,
}

/// The attribute of a side that a header names.
pub(crate) fn named(side: Side, header: &str) -> Option<Named> {
    let aliases = match side {
        Side::Legacy => &*LEGACY,
        Side::Azure => &*AZURE,
    };
    let look = |text: &str| {
        let (attribute, is_exact) = *aliases.get(&fold_header(text))?;
        Some(Named {
            attribute,
            is_exact,
        })
    };
    let whole = fold_header(header);
    if REVERSED.iter().any(|mark| whole.contains(mark)) {
        return None;
    }
    look(header).or_else(|| look(bracketed(header)?))
}

/// Whether any catalogue, or a companion table, knows the header.
pub(crate) fn is_known_header(header: &str) -> bool {
    named(Side::Legacy, header).is_some()
        || named(Side::Azure, header).is_some()
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
                .or_insert((attribute, false));
        }
    }
    // The attribute's own name wins over another's alias.
    for attribute in catalogue::attributes(side) {
        aliases.insert(fold_header(attribute.name), (attribute, true));
    }
    aliases
}
