//! Cautions about an expression that reads well and may still surprise: what documents warn of,
//! what a SCIM app does not take, and what this evaluator had to assume. Not mistakes: those are
//! [`crate::Problem`]s and stop a program from being made.

use crate::functions::{self, Family, Origin};
use crate::syntax::{Node, NodeKind};
use crate::{Program, Span};

/// One caution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind, stable across versions.
    pub code: FindingCode,
    /// How much it matters.
    pub severity: Severity,
    /// A full sentence: what may happen and what to do.
    pub message: String,
    /// The part of the expression concerned.
    pub span: Span,
}

/// How much a caution matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Likely to go wrong for some users.
    Warning,
    /// Will not work in a SCIM app.
    Error,
}

/// The kinds of caution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FindingCode {
    /// IIF decides on whether there is a value, which Microsoft calls unsupported.
    IifOnNull,
    /// IIF compares an attribute that may be null.
    IifMayMeetNull,
    /// SelectUniqueValue in a SCIM app.
    UniqueUnsupported,
    /// SelectUniqueValue inside another function.
    UniqueNested,
    /// Switch may yield null in later cycles.
    SwitchMayNull,
    /// Switch yields null for a value without a key.
    SwitchNoDefault,
    /// IsPresent or IsNull as the source of Switch.
    NullTestInSwitch,
    /// A comparison outside IIF and CBool.
    ComparisonOutsideCondition,
    /// A value that differs from run to run.
    RandomValue,
    /// A value that depends on when the cycle runs.
    TimeDependent,
    /// App roles and the Sync All scope exclude each other.
    RolesNeedAssignment,
    /// A function that only an older listing has.
    OlderFunction,
    /// IgnoreAttributeFlow and IgnoreObjectFlow are documented for HR apps only.
    SignalForHrOnly,
    /// No function at all; a direct or constant mapping says the same.
    NotAFunction,
    /// Letter case alone changes nothing in the target unless it is case-exact.
    CaseOnlyChange,
    /// The documents leave the behaviour open, and the preview assumes one.
    Assumed,
}

impl FindingCode {
    /// The stable spelling used in files and across process borders.
    pub fn as_str(self) -> &'static str {
        match self {
            FindingCode::IifOnNull => "iif-on-null",
            FindingCode::IifMayMeetNull => "iif-may-meet-null",
            FindingCode::UniqueUnsupported => "unique-unsupported",
            FindingCode::UniqueNested => "unique-nested",
            FindingCode::SwitchMayNull => "switch-may-null",
            FindingCode::SwitchNoDefault => "switch-no-default",
            FindingCode::NullTestInSwitch => "null-test-in-switch",
            FindingCode::ComparisonOutsideCondition => "comparison-outside-condition",
            FindingCode::RandomValue => "random-value",
            FindingCode::TimeDependent => "time-dependent",
            FindingCode::RolesNeedAssignment => "roles-need-assignment",
            FindingCode::OlderFunction => "older-function",
            FindingCode::SignalForHrOnly => "signal-for-hr-only",
            FindingCode::NotAFunction => "not-a-function",
            FindingCode::CaseOnlyChange => "case-only-change",
            FindingCode::Assumed => "assumed",
        }
    }
}

/// The cautions about `program`, in the order of places.
pub fn lint(program: &Program) -> Vec<Finding> {
    let mut findings = Findings(Vec::new());
    let root = program.expression().root();
    findings.root(root);
    findings.node(root, None);
    findings
        .0
        .sort_by_key(|finding| (finding.span, finding.code));
    findings.0
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, code: FindingCode, severity: Severity, span: Span, message: &str) {
        self.0.push(Finding {
            code,
            severity,
            message: message.to_owned(),
            span,
        });
    }

    fn root(&mut self, root: &Node) {
        match &root.kind {
            NodeKind::Call { name, .. } if matches!(name.as_str(), "ToLower" | "ToUpper") => self
                .add(
                    FindingCode::CaseOnlyChange,
                    Severity::Note,
                    root.span,
                    "A value that differs in letter case alone is not rewritten unless the target \
                     attribute is marked caseExact in the app's schema.",
                ),
            NodeKind::Call { .. } => {}
            _ => self.add(
                FindingCode::NotAFunction,
                Severity::Note,
                root.span,
                "This is no function; a direct or constant mapping says the same and is easier to \
                 read.",
            ),
        }
    }

    /// `caller` is the function and position in which the node stands.
    fn node(&mut self, node: &Node, caller: Option<(&str, usize)>) {
        match &node.kind {
            NodeKind::Call {
                name, arguments, ..
            } => {
                self.call(node, name, arguments, caller);
                for (position, argument) in arguments.iter().enumerate() {
                    self.node(argument, Some((name, position)));
                }
            }
            NodeKind::Comparison { sides, .. } => {
                if !matches!(caller, Some(("IIF" | "CBool", 0))) {
                    self.add(
                        FindingCode::ComparisonOutsideCondition,
                        Severity::Warning,
                        node.span,
                        "Comparisons are documented for the condition of IIF and for CBool only; \
                         wrap this one in CBool.",
                    );
                }
                sides.iter().for_each(|side| self.node(side, None));
            }
            NodeKind::Word(word) if word.starts_with("Ignore") => self.add(
                FindingCode::SignalForHrOnly,
                Severity::Warning,
                node.span,
                "This signal is documented for HR-driven apps only; in a SCIM app use \
                 IgnoreFlowIfNullOrEmpty.",
            ),
            _ => {}
        }
    }

    fn call(&mut self, node: &Node, name: &str, arguments: &[Node], caller: Option<(&str, usize)>) {
        match name {
            "IIF" => self.iif(arguments),
            "Switch" => self.switch(node, arguments),
            "SelectUniqueValue" => self.unique(node, caller),
            "Guid" | "RandomString" => self.add(
                FindingCode::RandomValue,
                Severity::Warning,
                node.span,
                "The value is drawn anew in each run; the preview shows one possible value. Apply \
                 the mapping only during object creation.",
            ),
            "Now" => self.add(
                FindingCode::TimeDependent,
                Severity::Note,
                node.span,
                "The value depends on the time of the cycle; the preview uses the time it is given.",
            ),
            _ => {}
        }
        let Some(function) = functions::find(name) else {
            return;
        };
        if function.family == Family::Roles {
            self.add(
                FindingCode::RolesNeedAssignment,
                Severity::Warning,
                node.span,
                "App roles cannot be mapped while the scope is “sync all users and groups”; set the \
                 scope to assigned users and groups.",
            );
        }
        if function.origin == Origin::OlderListing {
            self.add(
                FindingCode::OlderFunction,
                Severity::Note,
                node.span,
                "Only an older listing has this function; use one of the current reference.",
            );
        }
        let assumption = function.assumption.filter(|assumption| {
            // Once an expression is enough.
            !self.0.iter().any(|finding| finding.message == *assumption)
        });
        if let Some(assumption) = assumption {
            self.add(FindingCode::Assumed, Severity::Note, node.span, assumption);
        }
    }

    fn iif(&mut self, arguments: &[Node]) {
        let Some(condition) = arguments.first() else {
            return;
        };
        if tests_null(condition) {
            self.add(
                FindingCode::IifOnNull,
                Severity::Warning,
                condition.span,
                "Microsoft lists a test for null or empty in IIF as unsupported, although some of \
                 its examples use it. Write Switch([name], [name], \"\", \"other\") instead.",
            );
            return;
        }
        let mut has_attribute = false;
        condition.walk(&mut |node| has_attribute |= matches!(node.kind, NodeKind::Attribute(_)));
        if has_attribute {
            self.add(
                FindingCode::IifMayMeetNull,
                Severity::Note,
                condition.span,
                "Where the attribute is null, Entra's check “fails”, by its documentation; the \
                 preview compares null as the empty text.",
            );
        }
    }

    fn switch(&mut self, node: &Node, arguments: &[Node]) {
        self.add(
            FindingCode::SwitchMayNull,
            Severity::Note,
            node.span,
            "In later cycles that change other attributes only, Entra may evaluate Switch to null \
             and clear the target; Microsoft's remedy is IIF. The first cycle is not affected.",
        );
        if arguments.first().is_some_and(tests_null) {
            self.add(
                FindingCode::NullTestInSwitch,
                Severity::Warning,
                arguments[0].span,
                "Microsoft advises against IsPresent, IsNull and IsNullOrEmpty here; use the \
                 attribute itself and the key \"\".",
            );
        }
        if arguments
            .get(1)
            .is_none_or(|default| default.kind == NodeKind::Empty)
        {
            self.add(
                FindingCode::SwitchNoDefault,
                Severity::Note,
                node.span,
                "A value without a key here gives null; name a default if every user needs one.",
            );
        }
    }

    fn unique(&mut self, node: &Node, caller: Option<(&str, usize)>) {
        self.add(
            FindingCode::UniqueUnsupported,
            Severity::Error,
            node.span,
            "SelectUniqueValue works only from HR apps to Active Directory, not in a SCIM app; the \
             preview evaluates it all the same.",
        );
        if caller.is_some() {
            self.add(
                FindingCode::UniqueNested,
                Severity::Error,
                node.span,
                "SelectUniqueValue must be the outermost function.",
            );
        }
    }
}

/// Whether the node asks if there is a value.
fn tests_null(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Call { name, .. } => matches!(
            name.as_str(),
            "IsNull" | "IsNullOrEmpty" | "IsNullorEmpty" | "IsPresent" | "IsNothing"
        ),
        NodeKind::Comparison { sides, .. } => sides
            .iter()
            .any(|side| side.kind == NodeKind::Text(String::new()) || tests_null(side)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::FindingCode;
    use crate::{AttributeSlot, Program, lint};

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let program = Program::compile(text, &|_: &str| Some(AttributeSlot(0))).unwrap();
        let found = lint(&program);
        let codes = found.iter().map(|finding| finding.code.as_str());
        let codes: Vec<&str> = codes.filter(|code| *code != "assumed").collect();
        assert_eq!(codes, expect, "{text}");
    }

    #[test]
    fn warns_of_what_documents_warn_of() {
        check(r#"IIF(IsPresent([a]), [a], "x")"#, &["iif-on-null"]);
        check(r#"IIF([a] = "", "x", [a])"#, &["iif-on-null"]);
        check(r#"IIF([a] = "USA", "x", [a])"#, &["iif-may-meet-null"]);
        check(
            r#"Switch(IsPresent([a]), , "True", [a])"#,
            &[
                "switch-may-null",
                "switch-no-default",
                "null-test-in-switch",
            ],
        );
        check(r#"Switch([a], [a], "", "x")"#, &["switch-may-null"]);
    }

    #[test]
    fn names_what_a_scim_app_does_not_take() {
        check(r#"SelectUniqueValue([a], [b])"#, &["unique-unsupported"]);
        check(
            r#"Append(SelectUniqueValue([a], [b]), "x")"#,
            &["unique-unsupported", "unique-nested"],
        );
        check("SingleAppRoleAssignment([a])", &["roles-need-assignment"]);
        check(
            r#"IIF(CBool(1), [a], IgnoreAttributeFlow)"#,
            &["signal-for-hr-only"],
        );
    }

    #[test]
    fn names_each_assumption_once() {
        let text = r#"Join("", Split([a], ","), Split([b], ","))"#;
        let program = Program::compile(text, &|_: &str| Some(AttributeSlot(0))).unwrap();
        let found = lint(&program);
        let places: Vec<&str> = found.iter().map(|finding| finding.span.of(text)).collect();
        assert_eq!(places, [text, r#"Split([a], ",")"#]);
        assert!(
            found
                .iter()
                .all(|finding| finding.code == FindingCode::Assumed)
        );
    }

    #[test]
    fn names_what_a_preview_cannot_promise() {
        check("Append(Guid(), Now())", &["random-value", "time-dependent"]);
        check("ToLower([a])", &["case-only-change"]);
        check("[a]", &["not-a-function"]);
        check(r#"Append(Mid([a], 1, 3), "x")"#, &[]);
        check("Prepend([a], [b])", &["older-function"]);
        check(r#"CStr([a] = "b")"#, &["comparison-outside-condition"]);
        check(r#"CBool([a] = "b")"#, &[]);
    }
}
