//! Cautions that constants give away before any row is read: values that a parameter does not take,
//! parts that fail or come out the same everywhere, patterns that other dialects read differently.

use jiff::Timestamp;

use super::{FindingCode, Findings, Severity, constant, reads_attribute};
use crate::dotnet::{self, Culture, ReadStyles};
use crate::functions::{self, Family, Function, Kind};
use crate::lex;
use crate::syntax::{Node, NodeKind};
use crate::value::{AttributeSlot, Context, Input, Inputs, Outcome, Value};
use crate::{Program, Span};

const OLD_VALUE: usize = 1;
const PATTERN: usize = 2;
const REPLACEMENT: usize = 4;
const TEMPLATE: usize = 6;

impl Findings<'_> {
    pub(super) fn literals(&mut self, function: &Function, arguments: &[Node]) {
        for (position, argument) in arguments.iter().enumerate() {
            let place = function.place(arguments.len(), position);
            if let Some(parameter) = function.parameter(place) {
                self.argument(parameter.kind, argument);
            }
        }
        if function.name == "Replace" {
            self.replace(arguments);
        }
        if function.name == "IIF" {
            self.constant_condition(arguments);
        }
    }

    /// What a constant argument says about itself.
    fn argument(&mut self, kind: Kind, argument: &Node) {
        if matches!(kind, Kind::Text | Kind::Date | Kind::Number(_)) && yields_several(argument) {
            self.add(
                FindingCode::SeveralIntoOne,
                Severity::Warning,
                argument.span,
                "This can give several values, and one text is needed here; choose one with Item or \
                 put them together with Join.",
            );
        }
        let Some(text) = constant(argument) else {
            return;
        };
        if let Some(wanted) = refusal(kind, text) {
            self.wrong_literal(argument.span, &wanted);
        }
    }

    fn wrong_literal(&mut self, span: Span, wanted: &str) {
        let message = format!("This constant cannot be used here: {wanted}.");
        self.add(FindingCode::WrongLiteral, Severity::Error, span, message);
    }

    fn constant_condition(&mut self, arguments: &[Node]) {
        let Some(condition) = arguments.first().filter(|condition| is_constant(condition)) else {
            return;
        };
        let Some(Outcome::Value(Value::Text(truth))) =
            self.constant_outcome(&format!("CBool({condition})"))
        else {
            return;
        };
        let (branch, other) = if truth == "True" {
            ("second", "third")
        } else {
            ("third", "second")
        };
        let message = format!(
            "The condition is {truth} on every row: the {branch} argument is always the result, and \
             the {other} never."
        );
        self.add(
            FindingCode::ConstantCondition,
            Severity::Warning,
            condition.span,
            message,
        );
    }

    /// A call of constants whose evaluation fails does so on every row that reaches it. To be asked
    /// after the parts of the call.
    pub(super) fn always_fails(&mut self, node: &Node) {
        let is_known = self.found.iter().any(|found| {
            matches!(
                found.code,
                FindingCode::AlwaysFails | FindingCode::WrongLiteral
            ) && node.span.to(found.span) == node.span
        });
        if is_known || !is_constant(node) {
            return;
        }
        if let Some(Outcome::Error(error)) = self.constant_outcome(&node.to_string()) {
            let message = format!("This fails on every row that reaches it. {}", error.message);
            self.add(
                FindingCode::AlwaysFails,
                Severity::Error,
                node.span,
                message,
            );
        }
    }

    /// What constants come to, as long as there are evaluations left.
    fn constant_outcome(&mut self, text: &str) -> Option<Outcome<'static>> {
        self.evaluations_left = self.evaluations_left.checked_sub(1)?;
        let program = Program::compile(text, &|_: &str| None).ok()?;
        let context = Context {
            now: Timestamp::UNIX_EPOCH,
            seed: 0,
            existing: &[],
        };
        Some(program.evaluate(&NoInputs, &context).into_owned())
    }

    fn replace(&mut self, arguments: &[Node]) {
        let text = |position: usize| arguments.get(position).and_then(constant);
        let is_given = |position: usize| {
            arguments
                .get(position)
                .is_some_and(|argument| argument.kind != NodeKind::Empty)
        };
        let old = text(OLD_VALUE);
        let no_effect = match (old, text(REPLACEMENT), text(TEMPLATE)) {
            (Some(old), Some(new), _) if old == new => Some((
                OLD_VALUE,
                "The text is replaced by itself, so nothing changes.",
            )),
            (Some(old), _, Some(template)) if !template.contains(old) => Some((
                TEMPLATE,
                "The template does not hold oldValue, so the source never gets into it.",
            )),
            _ => match (old, text(0)) {
                (Some(old), Some(source)) if !is_given(TEMPLATE) && !source.contains(old) => {
                    Some((
                        OLD_VALUE,
                        "The source does not hold this text, so nothing changes.",
                    ))
                }
                _ => None,
            },
        };
        if let Some((position, message)) = no_effect {
            let span = arguments[position].span;
            self.add(
                FindingCode::ReplaceNoEffect,
                Severity::Warning,
                span,
                message,
            );
        }
        if is_given(PATTERN) {
            self.pattern(&arguments[PATTERN]);
        }
    }

    fn pattern(&mut self, pattern: &Node) {
        let Some(text) = constant(pattern) else {
            self.add(
                FindingCode::RegexMadeOnRow,
                Severity::Warning,
                pattern.span,
                "The regular expression depends on the row, so it is checked only there; a value \
                 with a sign such as ( or * may break it.",
            );
            return;
        };
        for unusual in dotnet::unusual(text) {
            let message = format!(
                "The regular expression uses {unusual}, which is .NET's own; testers for other \
                 dialects read it differently or refuse it."
            );
            self.add(
                FindingCode::RegexNotPortable,
                Severity::Note,
                pattern.span,
                message,
            );
        }
    }
}

/// What a parameter of this kind takes, if it does not take `text`.
fn refusal(kind: Kind, text: &str) -> Option<String> {
    match kind {
        Kind::Number(min) => {
            let number = lex::whole_number(text.trim());
            let fits = number.is_some_and(|number| number >= min);
            (!fits).then(|| match min {
                i64::MIN => "a whole number is needed".to_owned(),
                _ => format!("a whole number of {min} or more is needed"),
            })
        }
        Kind::Word(words) => {
            let fits = words.iter().any(|word| word.eq_ignore_ascii_case(text));
            (!fits && !text.is_empty()).then(|| format!("one of {} is needed", words.join(", ")))
        }
        Kind::Culture => (!text.is_empty() && Culture::named(text).is_none())
            .then(|| "the name of a culture such as en-US is needed".to_owned()),
        Kind::Styles => (!text.trim().is_empty() && ReadStyles::named(text).is_none())
            .then(|| "names of .NET's DateTimeStyles that go together are needed".to_owned()),
        Kind::Date => dotnet::read_date(text)
            .err()
            .map(|_| "a date is needed".to_owned()),
        Kind::Condition => {
            let is_truth = ["true", "false", ""]
                .iter()
                .any(|truth| truth.eq_ignore_ascii_case(text.trim()));
            (!is_truth && lex::whole_number(text.trim()).is_none())
                .then(|| "True, False, a number or a comparison is needed".to_owned())
        }
        Kind::Text | Kind::Values | Kind::Any => None,
    }
}

/// Whether the node's function gives several values.
fn yields_several(node: &Node) -> bool {
    let NodeKind::Call { name, .. } = &node.kind else {
        return false;
    };
    functions::find(name).is_some_and(|function| match function.family {
        Family::SeveralValues => matches!(function.name, "Split" | "RemoveDuplicates"),
        Family::Roles => function.name != "SingleAppRoleAssignment",
        _ => false,
    })
}

/// Whether neither row nor time nor chance can change the node's value.
fn is_constant(node: &Node) -> bool {
    let mut varies = reads_attribute(node);
    node.walk(&mut |part| match &part.kind {
        NodeKind::Call { name, .. } => {
            varies |= functions::find(name).is_none_or(|function| !function.folds);
        }
        NodeKind::Word(word) => varies |= word.starts_with("Ignore"),
        NodeKind::Broken => varies = true,
        _ => {}
    });
    !varies
}

/// A row without attributes.
struct NoInputs;

impl Inputs for NoInputs {
    fn value(&self, _: AttributeSlot) -> Input<'_> {
        Input::Null
    }
}
