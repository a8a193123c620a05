//! Cautions about an expression that reads well and may still surprise: what documents warn of,
//! what a kind of job does not take, what constants give away, and what this evaluator had to assume.
//! Not mistakes: those are [`crate::Problem`]s and stop a program from being made.

mod assumed;
mod calls;
mod code;
mod length;
mod literals;
#[cfg(test)]
mod tests;

use crate::syntax::{Node, NodeKind};
use crate::{Program, Span};

pub use code::FindingCode;

/// How many parts of constants are evaluated for one expression; more say nothing new.
const EVALUATIONS_MAX: usize = 16;

/// One caution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind, stable across versions.
    pub code: FindingCode,
    /// How much it matters.
    pub severity: Severity,
    /// A full sentence: what may happen and what to do.
    pub message: String,
    /// The name of what is assumed, where the code is [`FindingCode::Assumed`].
    pub assumption: Option<&'static str>,
    /// The part of the expression concerned.
    pub span: Span,
}

/// How much a caution matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The result rests on something that no document states.
    Assumption,
    /// Good to know.
    Note,
    /// Likely to go wrong for some users.
    Warning,
    /// Will not work in this kind of job.
    Error,
}

impl Severity {
    /// The stable spelling used in files and across process borders.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Assumption => "assumption",
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The kinds of provisioning job that an expression may stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Job {
    /// From Entra to an app by SCIM.
    #[default]
    ScimApp,
    /// From an HR system to Active Directory on premises.
    HrToActiveDirectory,
    /// From an HR system to Entra ID.
    HrToEntra,
}

/// What is known of the mapping around an expression.
#[derive(Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// The job that it is part of.
    pub job: Job,
    /// The most UTF-16 units that the target takes, if it is known.
    pub target_length_max: Option<usize>,
    /// Whether the target attribute is marked caseExact.
    pub target_is_case_exact: bool,
    /// Whether users are matched by the target attribute.
    pub target_is_matched_by: bool,
    /// Whether the export at hand holds an attribute; unknown without it.
    pub is_exported: Option<&'a dyn Fn(&str) -> bool>,
}

/// The cautions about `program` in a SCIM app of which no more is known, in the order of places.
pub fn lint(program: &Program) -> Vec<Finding> {
    lint_in(program, &Surroundings::default())
}

/// The cautions about `program` where it stands, in the order of places.
pub fn lint_in(program: &Program, around: &Surroundings<'_>) -> Vec<Finding> {
    let expression = program.expression();
    let mut findings = Findings {
        text: expression.text(),
        around,
        found: Vec::new(),
        evaluations_left: EVALUATIONS_MAX,
    };
    findings.root(expression.root());
    findings.node(expression.root(), None);
    let mut found = findings.found;
    found.sort_by_key(|finding| (finding.span, finding.code, finding.assumption));
    found
}

struct Findings<'a> {
    text: &'a str,
    around: &'a Surroundings<'a>,
    found: Vec<Finding>,
    evaluations_left: usize,
}

/// The call in which a node stands.
#[derive(Clone, Copy)]
struct Caller<'a> {
    name: &'a str,
    position: usize,
}

impl Findings<'_> {
    fn add(
        &mut self,
        code: FindingCode,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) {
        self.found.push(Finding {
            code,
            severity,
            message: message.into(),
            assumption: None,
            span,
        });
    }

    fn root(&mut self, root: &Node) {
        match &root.kind {
            NodeKind::Call { name, .. } if matches!(name.as_str(), "ToLower" | "ToUpper") => {
                self.case_only_change(root.span);
            }
            NodeKind::Call { .. } => {}
            _ => self.add(
                FindingCode::NotAFunction,
                Severity::Note,
                root.span,
                "This is no function; a direct or constant mapping says the same and is easier to \
                 read.",
            ),
        }
        self.result_length(root);
    }

    fn case_only_change(&mut self, span: Span) {
        if self.around.target_is_case_exact {
            return;
        }
        self.add(
            FindingCode::CaseOnlyChange,
            Severity::Note,
            span,
            "A value that differs in letter case alone is not rewritten unless the target attribute \
             is marked caseExact in the app's schema.",
        );
    }

    fn node(&mut self, node: &Node, caller: Option<Caller<'_>>) {
        self.assumptions(node);
        match &node.kind {
            NodeKind::Call {
                name, arguments, ..
            } => {
                self.call(node, name, arguments, caller);
                for (position, argument) in arguments.iter().enumerate() {
                    self.node(argument, Some(Caller { name, position }));
                }
                self.always_fails(node);
            }
            NodeKind::Comparison { sides, .. } => {
                let is_condition = caller.is_some_and(|caller| {
                    matches!(caller.name, "IIF" | "CBool") && caller.position == 0
                });
                if !is_condition {
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
            NodeKind::Attribute(name) => self.attribute(name, node.span),
            NodeKind::Word(word) if word.starts_with("Ignore") => self.signal(node.span),
            NodeKind::Text(text) => self.quoted_attribute(text, caller, node.span),
            _ => {}
        }
    }

    fn attribute(&mut self, name: &str, span: Span) {
        if self
            .around
            .is_exported
            .is_none_or(|is_exported| is_exported(name))
        {
            return;
        }
        self.add(
            FindingCode::AttributeNotExported,
            Severity::Warning,
            span,
            format!(
                "The export at hand has no column for {name}, so the preview computes it as null; \
                 export it too, for instance with Graph or PowerShell."
            ),
        );
    }

    /// `"[mail]"` outside a pattern is most likely meant as `[mail]`.
    fn quoted_attribute(&mut self, text: &str, caller: Option<Caller<'_>>, span: Span) {
        let is_name = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .is_some_and(|name| {
                !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            });
        if !is_name || caller.is_some_and(|caller| caller.name == "Replace") {
            return;
        }
        let message = format!("This is the text {text}; an attribute stands without quotes.");
        self.add(
            FindingCode::QuotedAttribute,
            Severity::Warning,
            span,
            message,
        );
    }

    fn signal(&mut self, span: Span) {
        if self.around.job != Job::ScimApp {
            return;
        }
        self.add(
            FindingCode::SignalForHrOnly,
            Severity::Warning,
            span,
            "This signal is documented for HR-driven apps only; in a SCIM app use \
             IgnoreFlowIfNullOrEmpty.",
        );
    }
}

/// Whether the node asks if there is a value.
fn tests_null(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Call { name, .. } => is_null_test(name),
        NodeKind::Comparison { sides, .. } => sides
            .iter()
            .any(|side| side.kind == NodeKind::Text(String::new()) || tests_null(side)),
        _ => false,
    }
}

fn is_null_test(name: &str) -> bool {
    matches!(
        name,
        "IsNull" | "IsNullOrEmpty" | "IsNullorEmpty" | "IsPresent" | "IsNothing"
    )
}

/// Whether any part of the node is an attribute.
fn reads_attribute(node: &Node) -> bool {
    let mut found = false;
    node.walk(&mut |part| found |= matches!(part.kind, NodeKind::Attribute(_)));
    found
}

/// The constant that the node is, as a text.
fn constant(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Text(text) => Some(text),
        NodeKind::Number(spelling) | NodeKind::Word(spelling) => Some(spelling),
        _ => None,
    }
}
