//! Target attributes as SCIM paths (RFC 7644 §3.5.2): a URN, an attribute, a filter on its entries, a
//! sub-attribute.

use crate::catalogue::{self, Kind};

/// A target attribute taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path<'a> {
    /// The extension's URN; empty for an attribute of the core.
    pub(super) urn: &'a str,
    pub(super) attribute: &'a str,
    /// The sub-attribute and text that pick an entry, as in `[type eq "work"]`.
    pub(super) filter: Option<(&'a str, &'a str)>,
    /// The sub-attribute; empty when there is none.
    pub(super) sub: &'a str,
}

impl<'a> Path<'a> {
    /// What cannot be taken apart is one attribute as it is.
    pub(super) fn of(target: &'a str) -> Self {
        let (urn, rest) = match target.get(..4) {
            Some(head) if head.eq_ignore_ascii_case("urn:") => split_urn(target),
            _ => ("", target),
        };
        let (head, filter, tail) = split_filter(rest);
        let (attribute, sub) = match (filter, head.split_once('.')) {
            (None, Some((attribute, sub))) => (attribute, sub),
            _ => (head, tail),
        };
        Self {
            urn,
            attribute,
            filter,
            sub,
        }
    }
}

/// The attribute follows the last colon; the dot of a version such as `2.0` stands before it.
fn split_urn(target: &str) -> (&str, &str) {
    let end = target.find('[').unwrap_or(target.len());
    match target[..end].rfind(':') {
        Some(at) => (&target[..at], &target[at + 1..]),
        None => ("", target),
    }
}

type Filter<'a> = Option<(&'a str, &'a str)>;

fn split_filter(rest: &str) -> (&str, Filter<'_>, &str) {
    let parts = || {
        let (head, rest) = rest.split_once('[')?;
        let (filter, tail) = rest.rsplit_once(']')?;
        let (sub, text) = filter.split_once(" eq ")?;
        let text = text.trim().strip_prefix('"')?.strip_suffix('"')?;
        Some((head, Some((sub.trim(), text)), tail.trim_start_matches('.')))
    };
    parts().unwrap_or((rest, None, ""))
}

/// What the values of a target are.
pub(super) fn kind_of(target: &str) -> Kind {
    catalogue::find(crate::Side::Legacy, target).map_or(Kind::Text, |known| known.kind)
}

pub(super) fn is_reference(target: &str) -> bool {
    kind_of(target) == Kind::Reference
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, urn: &str, attribute: &str, filter: Filter<'_>, sub: &str) {
        let expect = Path {
            urn,
            attribute,
            filter,
            sub,
        };
        assert_eq!(Path::of(target), expect, "{target}");
    }

    #[test]
    fn targets_are_taken_apart() {
        let enterprise = catalogue::ENTERPRISE_USER;
        let interact = catalogue::INTERACT_USER;
        let work = Some(("type", "work"));
        check("userName", "", "userName", None, "");
        check("name.givenName", "", "name", None, "givenName");
        check(
            "emails[type eq \"work\"].value",
            "",
            "emails",
            work,
            "value",
        );
        check(
            "roles[primary eq \"True\"].display",
            "",
            "roles",
            Some(("primary", "True")),
            "display",
        );
        check(
            &format!("{enterprise}:department"),
            enterprise,
            "department",
            None,
            "",
        );
        check(
            &format!("{interact}:name.title"),
            interact,
            "name",
            None,
            "title",
        );
        check(
            "urn:a:2.0:User:lists[type eq \"a:b\"].value",
            "urn:a:2.0:User",
            "lists",
            Some(("type", "a:b")),
            "value",
        );
        check(
            "emails[type pr].value",
            "",
            "emails[type pr]",
            None,
            "value",
        );
        check("", "", "", None, "");
    }
}
