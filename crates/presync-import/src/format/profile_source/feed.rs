//! A feed from its root to its users: settings first, then one user after another.
//!
//! Only one user is in memory at a time, and none may be endless.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    ops::ControlFlow,
};

use super::{
    node::{Node, setting},
    xml::{Open, Token, Xml},
};
use crate::{
    ImportError, RefusalCode,
    limits::{CELLS_PER_ROW_MAX, FIELD_BYTES_MAX, RECORD_BYTES_MAX},
};

/// Names of nodes outside the users that are remembered.
const UNKNOWN_MAX: usize = 50;

/// What a feed holds around its users.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Sync settings as the file spells them.
    pub(super) options: BTreeMap<String, String>,
    /// Elements that are neither settings nor users.
    pub(super) unknown: BTreeSet<String>,
    /// It has the frame of a feed, not only users.
    pub(super) is_feed: bool,
}

type Take<'t> = dyn FnMut(&Node) -> Result<ControlFlow<()>, ImportError> + 't;

/// Gives every user of the document, until it ends or the taker has seen enough.
pub(super) fn users<R: Read>(
    xml: &mut Xml<'_, '_, R>,
    around: &mut Around,
    take: &mut Take<'_>,
) -> Result<(), ImportError> {
    let mut parents: Vec<String> = Vec::new();
    loop {
        let open = match xml.next()? {
            Token::Open(open) => open,
            Token::Text(_) => continue,
            Token::Close => {
                parents.pop();
                continue;
            }
            Token::End => return Ok(()),
        };
        let name = open.name.to_ascii_lowercase();
        around.is_feed |= matches!(name.as_str(), "syncdata" | "syncoptions");
        let parent = parents.last().map(String::as_str);
        match name.as_str() {
            "user" if matches!(parent, None | Some("users" | "syncdata")) => {
                if take(&whole(xml, open)?)? == ControlFlow::Break(()) {
                    return Ok(());
                }
            }
            "syncoptions" => around.set_all(&whole(xml, open)?),
            "syncdata" | "users" => {
                around.set_attributes(&open);
                parents.push(name);
            }
            _ => {
                if around.unknown.len() < UNKNOWN_MAX {
                    around.unknown.insert(open.name);
                }
                parents.push(name);
            }
        }
    }
}

impl Around {
    fn set_all(&mut self, node: &Node) {
        self.set_attributes(&node.open);
        for child in &node.children {
            match setting(child) {
                Some((name, value)) => self.set(name, value),
                None if child.children.is_empty() => {
                    self.set(child.open.name.clone(), String::new());
                }
                None => self.set_all(child),
            }
        }
    }

    fn set_attributes(&mut self, open: &Open) {
        for (name, value) in &open.attributes {
            self.set(name.clone(), value.clone());
        }
    }

    /// A setting that is made twice keeps both values.
    fn set(&mut self, name: String, value: String) {
        let before = self.options.entry(name).or_default();
        if before.is_empty() {
            *before = value;
        } else if *before != value {
            before.push_str("; ");
            before.push_str(&value);
        }
    }
}

/// The element that was opened, with all it holds.
fn whole<R: Read>(xml: &mut Xml<'_, '_, R>, open: Open) -> Result<Node, ImportError> {
    let line = open.line;
    let mut size = Size::default();
    let mut stack = vec![Node::from(open)];
    loop {
        match xml.next()? {
            Token::Open(open) => stack.push(Node::from(open)),
            Token::Text(text) => {
                if let Some(node) = stack.last_mut() {
                    node.text.push_str(&text);
                    size.text_max = size.text_max.max(node.text.len());
                    size.bytes += text.len();
                }
            }
            Token::Close | Token::End => {
                let Some(node) = stack.pop() else {
                    return Ok(Node::default());
                };
                size.add(&node);
                match stack.last_mut() {
                    Some(parent) => parent.children.push(node),
                    None => return Ok(node),
                }
            }
        }
        if size.is_too_much() {
            return Err(too_long(xml, line));
        }
    }
}

impl From<Open> for Node {
    fn from(open: Open) -> Self {
        Self {
            open,
            ..Self::default()
        }
    }
}

/// How much one element holds so far.
#[derive(Default)]
struct Size {
    bytes: usize,
    nodes: usize,
    text_max: usize,
}

impl Size {
    fn add(&mut self, node: &Node) {
        self.nodes += 1 + node.open.attributes.len();
        let attributes = node.open.attributes.iter();
        self.bytes += attributes
            .map(|(key, value)| key.len() + value.len())
            .sum::<usize>();
    }

    fn is_too_much(&self) -> bool {
        self.bytes > RECORD_BYTES_MAX
            || self.text_max > FIELD_BYTES_MAX
            || self.nodes > CELLS_PER_ROW_MAX
    }
}

fn too_long<R: Read>(xml: &Xml<'_, '_, R>, line: u64) -> ImportError {
    let message = format!(
        "The element that begins here holds a text of more than {} KB, more than {} MB in all, or more than {CELLS_PER_ROW_MAX} fields.",
        FIELD_BYTES_MAX >> 10,
        RECORD_BYTES_MAX >> 20
    );
    xml.file()
        .refuse(
            RefusalCode::FieldTooLong,
            message,
            "Leave large values such as photos out of the export.",
        )
        .at_row(line)
}
