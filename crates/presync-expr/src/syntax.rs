//! The tree of an expression as written: names unresolved, every part with its place. Not yet known
//! to mean anything; [`crate::Program`] is.

use std::fmt;

use crate::{Problem, Span, parse};

/// A parsed expression: its text and the tree over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    text: String,
    root: Node,
}

/// One part of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands.
    pub span: Span,
}

/// What a part of an expression can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `[name]`, without the brackets.
    Attribute(String),
    /// `"text"`, escapes resolved.
    Text(String),
    /// A number as spelt: `-10`, `1000`, `&HF7`.
    Number(String),
    /// A bare word: `vbTextCompare`, `IgnoreAttributeFlow`.
    Word(String),
    /// `Name(argument, …)`.
    Call {
        /// The function's name as spelt.
        name: String,
        /// Where the name stands.
        name_span: Span,
        /// The arguments, empty positions included.
        arguments: Vec<Node>,
    },
    /// `left operator right`.
    Comparison {
        /// How the sides are compared.
        operator: Operator,
        /// Left and right side.
        sides: Box<[Node; 2]>,
    },
    /// An argument position left empty.
    Empty,
    /// A part that could not be read; a problem says why.
    Broken,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Expression {
    /// Reads `text`, or says everything that is wrong with it.
    ///
    /// # Errors
    /// All syntax problems, in the order of their places.
    pub fn parse(text: &str) -> Result<Expression, Vec<Problem>> {
        let (expression, problems) = Expression::recover(text);
        if problems.is_empty() {
            Ok(expression)
        } else {
            Err(problems)
        }
    }

    /// Reads as much of `text` as makes sense; unreadable parts become [`NodeKind::Broken`].
    pub fn recover(text: &str) -> (Expression, Vec<Problem>) {
        let (root, problems) = parse::parse(text);
        (
            Expression {
                text: text.to_owned(),
                root,
            },
            problems,
        )
    }

    /// The expression that prints as `root` does, with spans over that text.
    pub(crate) fn from_node(root: &Node) -> Result<Expression, Vec<Problem>> {
        Expression::parse(&root.to_string())
    }

    /// The text as given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Names of the attributes used, each once, in the order of first use.
    pub fn attribute_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.walk(&mut |node| {
            if let NodeKind::Attribute(name) = &node.kind
                && !names.contains(&name.as_str())
            {
                names.push(name.as_str());
            }
        });
        names
    }
}

impl Node {
    /// Calls `visit` on this node and every node below it, in the order of the text.
    pub fn walk<'n>(&'n self, visit: &mut dyn FnMut(&'n Node)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// The nodes directly below.
    pub fn children(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Call { arguments, .. } => arguments,
            NodeKind::Comparison { sides, .. } => sides.as_slice(),
            _ => &[],
        }
    }
}

impl Operator {
    /// The operator's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Operator::Equal => "=",
            Operator::NotEqual => "<>",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
        }
    }

    /// The operator so spelt.
    pub(crate) fn from_spelling(text: &str) -> Option<Operator> {
        [
            Operator::Equal,
            Operator::NotEqual,
            Operator::Less,
            Operator::LessOrEqual,
            Operator::Greater,
            Operator::GreaterOrEqual,
        ]
        .into_iter()
        .find(|operator| operator.as_str() == text)
    }
}

/// Prints the canonical spelling: one blank after each comma and around operators, as Entra does.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::Attribute(name) => write!(f, "[{name}]"),
            NodeKind::Text(text) => f.write_str(&quoted(text)),
            NodeKind::Number(spelling) | NodeKind::Word(spelling) => f.write_str(spelling),
            NodeKind::Call {
                name, arguments, ..
            } => {
                write!(f, "{name}(")?;
                for (position, argument) in arguments.iter().enumerate() {
                    let comma = if position == 0 { "" } else { ", " };
                    write!(f, "{comma}{argument}")?;
                }
                f.write_str(")")
            }
            NodeKind::Comparison { operator, sides } => {
                write!(f, "{} {} {}", sides[0], operator.as_str(), sides[1])
            }
            NodeKind::Empty | NodeKind::Broken => Ok(()),
        }
    }
}

/// `text` as a quoted constant, with backslashes and quotation marks escaped.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}
