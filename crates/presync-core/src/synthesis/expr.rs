//! Expressions while they are built: a tree, its text and what it costs. Their meaning is
//! `presync-expr`'s alone.

use super::plain::OUTER_BLANKS;

/// What an attribute or a call costs; constants cost half, an entry of a table a quarter.
const UNIT: u32 = 4;
/// Letters of a constant that cost one more.
const LETTERS_PER_COST: usize = 8;

/// A tree of the language. Sources are positions among the task's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Expr {
    /// A source attribute.
    Source(usize),
    /// A constant.
    Text(String),
    /// A whole number.
    Number(usize),
    /// A call; an empty position is none.
    Call(&'static str, Vec<Option<Self>>),
}

impl Expr {
    /// A constant text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A call with all its arguments.
    pub(super) fn call<const N: usize>(name: &'static str, arguments: [Self; N]) -> Self {
        Self::Call(name, arguments.into_iter().map(Some).collect())
    }

    /// `Replace` of every match of a regular expression.
    pub(super) fn regex(self, pattern: &str, replacement: &str) -> Self {
        let arguments = vec![
            Some(self),
            None,
            Some(Self::text(pattern)),
            None,
            Some(Self::text(replacement)),
            None,
            None,
        ];
        Self::Call("Replace", arguments)
    }

    /// `Replace` of every occurrence of a text.
    pub(super) fn replaced(self, old: &str, new: &str) -> Self {
        let arguments = vec![
            Some(self),
            Some(Self::text(old)),
            None,
            None,
            Some(Self::text(new)),
            None,
            None,
        ];
        Self::Call("Replace", arguments)
    }

    /// The nth of the words between single-letter delimiters.
    pub(super) fn word(self, number: usize, delimiter: char) -> Self {
        Self::call("Word", [self, Self::Number(number), Self::text(delimiter)])
    }

    /// What it costs to read and keep.
    pub(super) fn complexity(&self) -> u32 {
        match self {
            Self::Source(_) => UNIT,
            Self::Number(_) => 1,
            Self::Text(text) => UNIT / 2 + count(text.chars().count() / LETTERS_PER_COST),
            Self::Call("Switch", arguments) => {
                let fixed: u32 = arguments.iter().take(2).map(argument_cost).sum();
                UNIT + fixed + count(arguments.len().saturating_sub(2) / 2)
            }
            Self::Call("Replace", arguments) if trims(arguments) => {
                UNIT + argument_cost(&arguments[0])
            }
            Self::Call(name, arguments) => {
                let is_regex = *name == "Replace" && arguments.get(2).is_some_and(Option::is_some);
                let inner: u32 = arguments.iter().map(argument_cost).sum();
                UNIT + inner + if is_regex { UNIT } else { 0 }
            }
        }
    }

    /// Its text, sources by these names.
    pub(super) fn print(&self, names: &[&str]) -> String {
        let mut text = String::new();
        self.write(names, &mut text);
        text
    }

    /// The sources it refers to, each as often as it stands there.
    pub(super) fn sources(&self, found: &mut Vec<usize>) {
        match self {
            Self::Source(source) => found.push(*source),
            Self::Call(_, arguments) => {
                let given = arguments.iter().flatten();
                given.for_each(|argument| argument.sources(found));
            }
            Self::Text(_) | Self::Number(_) => {}
        }
    }

    fn write(&self, names: &[&str], text: &mut String) {
        match self {
            Self::Source(source) => {
                text.push('[');
                text.push_str(names[*source]);
                text.push(']');
            }
            Self::Text(constant) => {
                text.push('"');
                for letter in constant.chars() {
                    if matches!(letter, '"' | '\\') {
                        text.push('\\');
                    }
                    text.push(letter);
                }
                text.push('"');
            }
            Self::Number(number) => text.push_str(&number.to_string()),
            Self::Call(name, arguments) => {
                text.push_str(name);
                text.push('(');
                for (at, argument) in arguments.iter().enumerate() {
                    if at > 0 {
                        text.push_str(", ");
                    }
                    if let Some(argument) = argument {
                        argument.write(names, text);
                    }
                }
                text.push(')');
            }
        }
    }
}

/// Whether a Replace takes away outer blanks: long to write because the language has no function for it,
/// but read as one, and safer for values to come than taking away every blank.
fn trims(arguments: &[Option<Expr>]) -> bool {
    matches!(arguments.get(2), Some(Some(Expr::Text(pattern))) if pattern == OUTER_BLANKS)
}

fn argument_cost(argument: &Option<Expr>) -> u32 {
    argument.as_ref().map_or(0, Expr::complexity)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expr: &Expr, text: &str, complexity: u32) {
        let printed = expr.print(&["mail", "city"]);
        assert_eq!(printed, text);
        assert_eq!(expr.complexity(), complexity, "{text}");
        presync_expr::Expression::parse(&printed).expect("it reads back");
    }

    #[test]
    fn trees_print_as_the_language_has_them() {
        let mail = || Expr::Source(0);
        check(&mail(), "[mail]", 4);
        check(&mail().word(1, '@'), r#"Word([mail], 1, "@")"#, 11);
        check(
            &mail().regex("\\s\"", "$1"),
            r#"Replace([mail], , "\\s\"", , "$1", , )"#,
            16,
        );
        check(
            &mail().regex(OUTER_BLANKS, ""),
            r#"Replace([mail], , "^\\s+|\\s+$", , "", , )"#,
            8,
        );
        check(
            &mail().replaced("a", ""),
            r#"Replace([mail], "a", , , "", , )"#,
            12,
        );
        let entries = [mail(), Expr::Source(1), Expr::text("a"), Expr::text("b")];
        check(
            &Expr::call("Switch", entries),
            r#"Switch([mail], [city], "a", "b")"#,
            13,
        );
    }
}
