//! Which assumptions an expression rests on: each once, at the place that first needs it. A function
//! names its own in the registry; here are those that only some calls of it need, and the language's.

use super::{Finding, FindingCode, Findings, Severity, is_null_test, reads_attribute, tests_null};
use crate::Span;
use crate::assumption::{
    Assumption, COMPARISON, CONDITION_NULL, DATE_NOT_REREAD, FORMAT_THREE, KEPT_BACKSLASH,
    NESTED_BRACKETS, NULL_STAYS, REPLACE_GROUP, REPLACE_NO_MATCH, SIGNALS, SWITCH_NO_DEFAULT,
    SWITCH_TRUTH,
};
use crate::functions;
use crate::syntax::{Node, NodeKind, quoted};

impl Findings<'_> {
    pub(super) fn assumptions(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Call {
                name, arguments, ..
            } => {
                let function = functions::find(name);
                for assumption in function.map_or(&[][..], |function| function.assumptions) {
                    if is_needed(*assumption, arguments) {
                        self.assume(*assumption, node.span);
                    }
                }
                self.assume_of_form(name, arguments, node.span);
            }
            NodeKind::Comparison { .. } => self.assume(COMPARISON, node.span),
            NodeKind::Word(word) if word.starts_with("Ignore") => self.assume(SIGNALS, node.span),
            NodeKind::Attribute(name) if name.contains('[') => {
                self.assume(NESTED_BRACKETS, node.span);
            }
            NodeKind::Text(text) if keeps_backslash(node.span.of(self.text), text) => {
                self.assume(KEPT_BACKSLASH, node.span);
            }
            _ => {}
        }
    }

    /// What the way a call is written adds.
    fn assume_of_form(&mut self, name: &str, arguments: &[Node], span: Span) {
        match name {
            "FormatDateTime" if arguments.len() == 3 => self.assume(FORMAT_THREE, span),
            "Switch" if arguments.iter().step_by(2).any(is_truth) => {
                self.assume(SWITCH_TRUTH, span);
            }
            _ => {}
        }
    }

    fn assume(&mut self, assumption: Assumption, span: Span) {
        let known = Some(assumption.name);
        if self.found.iter().any(|found| found.assumption == known) {
            return;
        }
        self.found.push(Finding {
            code: FindingCode::Assumed,
            severity: Severity::Assumption,
            message: assumption.sentence.to_owned(),
            assumption: known,
            span,
        });
    }
}

/// Whether a call with these arguments can come to need the assumption.
fn is_needed(assumption: Assumption, arguments: &[Node]) -> bool {
    let is_given = |position: usize| {
        arguments
            .get(position)
            .is_some_and(|argument| argument.kind != NodeKind::Empty)
    };
    match assumption {
        NULL_STAYS => arguments.first().is_some_and(can_be_null),
        CONDITION_NULL => arguments
            .first()
            .is_some_and(|condition| tests_null(condition) || reads_attribute(condition)),
        SWITCH_NO_DEFAULT => !is_given(1),
        REPLACE_NO_MATCH => is_given(2),
        REPLACE_GROUP => is_given(3) && is_given(4),
        DATE_NOT_REREAD => arguments
            .first()
            .is_some_and(|source| matches!(source.kind, NodeKind::Call { .. })),
        _ => true,
    }
}

/// Whether the node can give null, as far as its function tells.
fn can_be_null(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Attribute(_) | NodeKind::Empty => true,
        NodeKind::Call {
            name, arguments, ..
        } => match name.as_str() {
            "Append" | "Prepend" | "Join" | "Left" | "Word" | "InStr" | "Count" | "Now"
            | "Guid" | "RandomString" | "CDate" | "DateAdd" | "DateDiff" | "CBool" | "Not"
            | "IsString" | "BitAnd" => false,
            name if is_null_test(name) => false,
            "ToLower"
            | "ToUpper"
            | "PCase"
            | "StripSpaces"
            | "NormalizeDiacritics"
            | "Mid"
            | "CStr"
            | "Redact" => arguments.first().is_some_and(can_be_null),
            _ => true,
        },
        _ => false,
    }
}

fn is_truth(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Call { name, .. } => is_null_test(name) || name == "IsString",
        _ => false,
    }
}

/// Whether the text, as written in quotes, has a backslash that escapes nothing.
fn keeps_backslash(written: &str, text: &str) -> bool {
    text.contains('\\') && written != quoted(text)
}
