//! An expression laid out over several lines for reading and editing. The canonical one-line
//! spelling is the `Display` of [`Expression`]; both read back as the same expression.

use crate::Expression;
use crate::functions;
use crate::syntax::{Node, NodeKind};

const INDENT: usize = 4;

impl Expression {
    /// The expression with every call that is longer than `width` characters broken up: one argument
    /// a line, a key and its value together, empty positions after the argument before them.
    pub fn pretty(&self, width: usize) -> String {
        let mut text = String::new();
        lay_out(self.root(), width, 0, &mut text);
        text
    }
}

fn lay_out(node: &Node, width: usize, indent: usize, text: &mut String) {
    let line = node.to_string();
    let fits = indent + line.chars().count() <= width;
    match &node.kind {
        NodeKind::Call {
            name, arguments, ..
        } if !fits && !arguments.is_empty() => {
            text.push_str(name);
            text.push('(');
            lay_out_arguments(name, arguments, width, indent, text);
            text.push(')');
        }
        NodeKind::Comparison { operator, sides } if !fits => {
            lay_out(&sides[0], width, indent, text);
            text.push_str(&format!(" {} ", operator.as_str()));
            lay_out(&sides[1], width, indent, text);
        }
        _ => text.push_str(&line),
    }
}

fn lay_out_arguments(
    name: &str,
    arguments: &[Node],
    width: usize,
    indent: usize,
    text: &mut String,
) {
    let inner = indent + INDENT;
    for (position, argument) in arguments.iter().enumerate() {
        if position > 0 {
            let after_empty = arguments[position - 1].kind == NodeKind::Empty;
            text.push_str(if after_empty { " ," } else { "," });
        }
        if argument.kind == NodeKind::Empty {
            continue;
        }
        if position > 0 && ends_pair(name, position) {
            text.push(' ');
        } else {
            break_line(text, inner);
        }
        lay_out(argument, width, inner, text);
    }
    break_line(text, indent);
}

fn break_line(text: &mut String, indent: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

/// Whether the position belongs to the one before it, as a value to its key.
fn ends_pair(name: &str, position: usize) -> bool {
    functions::find(name).is_some_and(|function| {
        let once = function.parameters.len() - function.repeats;
        function.repeats == 2 && position > once && (position - once) % 2 == 1
    })
}

#[cfg(test)]
mod tests {
    use crate::Expression;

    #[track_caller]
    fn check(text: &str, width: usize, expect: &str) {
        let expression = Expression::parse(text).unwrap();
        let pretty = expression.pretty(width);
        assert_eq!(pretty, expect);
        let again = Expression::parse(&pretty).unwrap();
        assert_eq!(again.pretty(width), expect);
        assert_eq!(again.to_string(), expression.to_string());
    }

    #[test]
    fn short_calls_stay_on_a_line() {
        check("Join( \" \",[a],[b] )", 40, "Join(\" \", [a], [b])");
        check("Now()", 1, "Now()");
        check("[a]", 1, "[a]");
    }

    #[test]
    fn long_calls_have_an_argument_a_line() {
        check(
            r#"Switch([state], "Australia/Sydney", "QLD", "Australia/Brisbane", "SA", ToLower([city]))"#,
            40,
            "Switch(\n    [state],\n    \"Australia/Sydney\",\n    \"QLD\", \"Australia/Brisbane\",\n    \
             \"SA\", ToLower([city])\n)",
        );
        check(
            r#"Replace(Replace([mobile], , "a", , "b", , ), , "[()]+", , "", , )"#,
            48,
            "Replace(\n    Replace([mobile], , \"a\", , \"b\", , ), ,\n    \"[()]+\", ,\n    \"\", ,\n)",
        );
    }

    #[test]
    fn comparisons_break_inside() {
        check(
            r#"IIF(DateDiff("d", Now(), CDate([hired])) >= 0, [department], "")"#,
            30,
            "IIF(\n    DateDiff(\n        \"d\",\n        Now(),\n        CDate([hired])\n    ) >= 0,\n    \
             [department],\n    \"\"\n)",
        );
    }
}
