//! Cautions about single functions: what documents warn of, and what a kind of job does not take.

use super::{
    Caller, FindingCode, Findings, Job, Severity, is_null_test, reads_attribute, tests_null,
};
use crate::functions::{self, Family, Function, Origin};
use crate::syntax::{Node, NodeKind};

/// Source attributes of Entra that hold references to other objects.
const REFERENCES: [&str; 3] = ["manager", "members", "owners"];

impl Findings<'_> {
    pub(super) fn call(
        &mut self,
        node: &Node,
        name: &str,
        arguments: &[Node],
        caller: Option<Caller<'_>>,
    ) {
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
            "DefaultDomain" => self.add(
                FindingCode::NotOffline,
                Severity::Warning,
                node.span,
                "The tenant's default domain is in no export, so this cannot be previewed; write it \
                 as a text.",
            ),
            _ => {}
        }
        if let Some(function) = functions::find(name) {
            self.availability(node, function);
            self.literals(function, arguments);
        }
    }

    fn availability(&mut self, node: &Node, function: &Function) {
        if function.family == Family::Roles && self.around.job == Job::ScimApp {
            self.add(
                FindingCode::RolesNeedAssignment,
                Severity::Warning,
                node.span,
                "App roles cannot be mapped while the scope is “sync all users and groups”; set the \
                 scope to assigned users and groups.",
            );
        } else if function.family == Family::Roles {
            self.add(
                FindingCode::FunctionUnavailable,
                Severity::Error,
                node.span,
                "App roles exist in Entra only; a job that starts from an HR system has none.",
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
        } else if reads_attribute(condition) {
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
             and clear the target; Microsoft's remedy is IIF. The first cycle reads every attribute, \
             so it should not be affected.",
        );
        if let Some(source) = arguments.first() {
            self.switch_source(source);
            self.switch_keys(source, arguments);
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

    fn switch_source(&mut self, source: &Node) {
        match &source.kind {
            NodeKind::Call { name, .. } if is_null_test(name) => self.add(
                FindingCode::NullTestInSwitch,
                Severity::Warning,
                source.span,
                "Microsoft advises against IsPresent, IsNull and IsNullOrEmpty here; use the \
                 attribute itself and the key \"\".",
            ),
            NodeKind::Attribute(name) if REFERENCES.contains(&name.as_str()) => self.add(
                FindingCode::SwitchOnReference,
                Severity::Warning,
                source.span,
                "Microsoft says not to use Switch on references such as manager; map the reference \
                 directly.",
            ),
            _ => {}
        }
    }

    /// Keys that are found before, or that the source's function cannot yield.
    fn switch_keys(&mut self, source: &Node, arguments: &[Node]) {
        let has_other_case: fn(&u8) -> bool = match &source.kind {
            NodeKind::Call { name, .. } if name == "ToLower" => u8::is_ascii_uppercase,
            NodeKind::Call { name, .. } if name == "ToUpper" => u8::is_ascii_lowercase,
            _ => |_| false,
        };
        let mut seen: Vec<&str> = Vec::new();
        for key in arguments.iter().skip(2).step_by(2) {
            let Some(text) = super::constant(key) else {
                continue;
            };
            if seen.contains(&text) {
                self.add(
                    FindingCode::SwitchUnreachableKey,
                    Severity::Warning,
                    key.span,
                    "An earlier key is the same, so this one is never reached; remove it.",
                );
            } else if text.as_bytes().iter().any(has_other_case) {
                self.add(
                    FindingCode::SwitchUnreachableKey,
                    Severity::Warning,
                    key.span,
                    "The source is converted to one letter case and this key is not, so they are \
                     never equal; write the key in that case.",
                );
            }
            seen.push(text);
        }
    }

    fn unique(&mut self, node: &Node, caller: Option<Caller<'_>>) {
        if self.around.job != Job::HrToActiveDirectory {
            self.add(
                FindingCode::UniqueUnsupported,
                Severity::Error,
                node.span,
                "SelectUniqueValue works only from HR apps to Active Directory, not in a SCIM app; \
                 the preview evaluates it all the same.",
            );
        }
        if caller.is_some() {
            self.add(
                FindingCode::UniqueNested,
                Severity::Error,
                node.span,
                "SelectUniqueValue must be the outermost function.",
            );
        }
        if self.around.target_is_matched_by {
            self.add(
                FindingCode::UniqueOnMatchingAttribute,
                Severity::Error,
                node.span,
                "SelectUniqueValue cannot stand on an attribute that users are matched by.",
            );
        }
    }
}
