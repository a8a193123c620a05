//! One user as a tree, and the tree as named fields.
//!
//! The vendor's schema for users is not published, so a value is taken from wherever it may stand: an
//! attribute, the text of an element, or a pair that names a field and holds its value.

use crate::values::{has_hidden_controls, show_controls};

use super::xml::Open;

/// An element with all it holds.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) open: Open,
    pub(super) text: String,
    pub(super) children: Vec<Node>,
}

/// One value of a user.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field<'f> {
    /// What the file calls it; parts of a nested one are joined by dots.
    pub(super) name: &'f str,
    /// It stands among the additional fields.
    pub(super) additional: bool,
    /// Its value; empty where the element is.
    pub(super) value: &'f str,
    /// It carries `applyBlank="True"`.
    pub(super) apply_blank: bool,
}

type Give<'g> = dyn FnMut(Field<'_>) + 'g;

/// Elements that hold the customer's own fields.
const ADDITIONAL: &str = "additionalfields";
/// Attributes and elements that name a field.
const NAMES: &[&str] = &["name", "key", "fieldname"];
/// Attributes and elements that hold its value.
const VALUES: &[&str] = &["value", "val"];
/// Elements whose own name says nothing, so that what names them may be inside.
const GENERIC: &[&str] = &[
    "add",
    "additionalfield",
    "attribute",
    "customfield",
    "data",
    "entry",
    "field",
    "item",
    "option",
    "param",
    "parameter",
    "property",
    "setting",
];

/// Gives every field of a user, in the file's order.
pub(super) fn fields(user: &Node, give: &mut Give<'_>) {
    let mut out = Fields {
        additional: false,
        give,
    };
    for (name, value) in &user.open.attributes {
        out.give(name, value, false);
    }
    if let Some(text) = own_text(user) {
        out.give("text", text, false);
    }
    for child in &user.children {
        if child.open.name.eq_ignore_ascii_case(ADDITIONAL) {
            out.additional = true;
            out.inside(child, "");
            out.additional = false;
        } else {
            out.node(child, "");
        }
    }
}

/// Name and value of a setting: of a pair, else of a lone attribute, else of the element itself.
pub(super) fn setting(node: &Node) -> Option<(String, String)> {
    if let Some((name, value)) = pair(node) {
        return Some((name.into(), value.into()));
    }
    let text = own_text(node).or_else(|| attribute(node, VALUES));
    match (text, &node.open.attributes[..]) {
        (Some(text), _) => Some((node.open.name.clone(), text.into())),
        (None, [(name, value)]) => Some((name.clone(), value.clone())),
        (None, _) => None,
    }
}

struct Fields<'g, 'f> {
    additional: bool,
    give: &'g mut Give<'f>,
}

impl Fields<'_, '_> {
    fn give(&mut self, name: &str, value: &str, apply_blank: bool) {
        let shown;
        let value = if has_hidden_controls(value) {
            shown = show_controls(value);
            &shown
        } else {
            value
        };
        (self.give)(Field {
            name,
            additional: self.additional,
            value,
            apply_blank,
        });
    }

    fn node(&mut self, node: &Node, path: &str) {
        let apply_blank = applies_blank(node);
        if (self.additional || is_generic(node))
            && let Some((name, value)) = pair(node)
        {
            return self.give(&joined(path, name), value, apply_blank);
        }
        let name = joined(path, &node.open.name);
        let held = if node.children.is_empty() {
            own_text(node)
                .map(|text| (text, None))
                .or_else(|| held_by_attribute(node))
        } else {
            own_text(node).map(|text| (text, None))
        };
        let (value, taken) = held.unwrap_or(("", None));
        if node.children.is_empty() || apply_blank || !value.is_empty() {
            self.give(&name, value, apply_blank);
        }
        for (key, value) in &node.open.attributes {
            if !key.eq_ignore_ascii_case(APPLY_BLANK) && taken != Some(key.as_str()) {
                self.give(&joined(&name, key), value, false);
            }
        }
        for child in &node.children {
            self.node(child, &name);
        }
    }

    /// What a container holds, without the container's name.
    fn inside(&mut self, container: &Node, path: &str) {
        for (key, value) in &container.open.attributes {
            self.give(&joined(path, key), value, false);
        }
        if let Some(text) = own_text(container) {
            self.give(&joined(path, &container.open.name), text, false);
        }
        for child in &container.children {
            self.node(child, path);
        }
    }
}

const APPLY_BLANK: &str = "applyBlank";

fn applies_blank(node: &Node) -> bool {
    attribute(node, &[APPLY_BLANK])
        .is_some_and(|word| matches!(word.trim().to_lowercase().as_str(), "true" | "1" | "yes"))
}

fn is_generic(node: &Node) -> bool {
    GENERIC
        .iter()
        .any(|name| node.open.name.eq_ignore_ascii_case(name))
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// The name and the value of a field that is written as a pair, in attributes or in elements.
fn pair(node: &Node) -> Option<(&str, &str)> {
    let named = attribute(node, NAMES).or_else(|| leaf(node, NAMES));
    let name = named?.trim();
    let only_pair = node
        .children
        .iter()
        .all(|child| child.children.is_empty() && (is_any(child, NAMES) || is_any(child, VALUES)));
    let value = attribute(node, VALUES)
        .or_else(|| leaf(node, VALUES))
        .or_else(|| own_text(node))
        .unwrap_or_default();
    let surplus = node.open.attributes.iter().any(|(key, _)| {
        !is_word(key, NAMES) && !is_word(key, VALUES) && !key.eq_ignore_ascii_case(APPLY_BLANK)
    });
    (!name.is_empty() && only_pair && !surplus).then_some((name, value))
}

/// An element without text may hold its value in an attribute; gives the attribute's name too.
fn held_by_attribute(node: &Node) -> Option<(&str, Option<&str>)> {
    let find = |names: &[&str]| {
        let mut all = node.open.attributes.iter();
        all.find(|(key, _)| is_word(key, names))
    };
    let (key, value) = find(VALUES).or_else(|| find(NAMES))?;
    Some((value, Some(key)))
}

fn attribute<'n>(node: &'n Node, names: &[&str]) -> Option<&'n str> {
    let mut all = node.open.attributes.iter();
    let found = all.find(|(key, _)| is_word(key, names));
    found.map(|(_, value)| value.as_str())
}

/// The text of a child of one of these names.
fn leaf<'n>(node: &'n Node, names: &[&str]) -> Option<&'n str> {
    let mut all = node.children.iter();
    let found = all.find(|child| child.children.is_empty() && is_any(child, names));
    found.map(|child| own_text(child).unwrap_or_default())
}

fn is_any(node: &Node, names: &[&str]) -> bool {
    is_word(&node.open.name, names)
}

fn is_word(word: &str, names: &[&str]) -> bool {
    names.iter().any(|name| word.eq_ignore_ascii_case(name))
}

const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];

/// The text of an element, without the line breaks and indents that only lay the file out; none when
/// nothing is left.
fn own_text(node: &Node) -> Option<&str> {
    let text = node.text.as_str();
    let end = text.trim_end_matches(WHITE).len();
    let start = end - text[..end].trim_start_matches(WHITE).len();
    let is_layout = |white: &str| !node.children.is_empty() || white.contains('\n');
    let start = if is_layout(&text[..start]) { start } else { 0 };
    let end = if is_layout(&text[end..]) {
        end
    } else {
        text.len()
    };
    let text = text.get(start..end).unwrap_or_default();
    (!text.is_empty()).then_some(text)
}
