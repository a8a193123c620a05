//! Help and completion, made from the registry: what an editor shows and inserts. Not the pages about
//! the functions; those are written by hand and held to the registry by a test.

use super::{Family, Function, Need, Origin, all};
use crate::assumption::Assumption;

/// What an editor may offer for a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The name as it must be spelt.
    pub name: &'static str,
    /// The call form, see [`Function::signature`].
    pub signature: String,
    /// The text to insert, with numbered stops: `Append(${1:source}, ${2:suffix})`.
    pub snippet: String,
    /// One sentence on what it returns.
    pub help: &'static str,
    /// What it takes, in order.
    pub parameters: Vec<ParameterHelp>,
    /// One call of it.
    pub example: &'static str,
    /// What it is about.
    pub family: Family,
    /// Where it is listed.
    pub origin: Origin,
    /// What its result may rest on.
    pub assumptions: &'static [Assumption],
}

/// What an editor may say of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterHelp {
    /// Its name in Microsoft's reference.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub help: &'static str,
    /// Whether it may be left empty.
    pub is_optional: bool,
    /// Whether it repeats.
    pub repeats: bool,
}

/// What may be offered where `typed` stands: the functions whose names begin so in any case, then
/// those that hold it elsewhere, each group by name.
pub fn completions(typed: &str) -> Vec<Completion> {
    let typed = typed.to_ascii_lowercase();
    let place = |function: &Function| function.name.to_ascii_lowercase().find(&typed);
    let mut found: Vec<(bool, &Function)> = all()
        .filter_map(|function| place(function).map(|at| (at > 0, function)))
        .collect();
    found.sort_by_key(|(inside, function)| (*inside, function.name));
    found
        .into_iter()
        .map(|(_, function)| function.completion())
        .collect()
}

impl Function {
    /// What an editor may offer for this function.
    pub fn completion(&self) -> Completion {
        let once = self.parameters.len() - self.repeats;
        let parameters = self.parameters.iter().enumerate();
        Completion {
            name: self.name,
            signature: self.signature(),
            snippet: self.snippet(),
            help: self.help,
            parameters: parameters
                .map(|(position, parameter)| ParameterHelp {
                    name: parameter.name,
                    help: parameter.help,
                    is_optional: parameter.need == Need::Optional,
                    repeats: position >= once,
                })
                .collect(),
            example: self.example,
            family: self.family,
            origin: self.origin,
            assumptions: self.assumptions,
        }
    }

    /// Optional arguments at the end are left out; those between others become empty positions, and
    /// Replace is written in its commonest mode.
    fn snippet(&self) -> String {
        if self.prints_all_positions {
            return r#"Replace(${1:source}, "${2:oldValue}", , , "${3:replacementValue}", , )"#
                .to_owned();
        }
        let last = self
            .parameters
            .iter()
            .rposition(|parameter| parameter.need == Need::Required);
        let shown = &self.parameters[..last.map_or(0, |last| last + 1)];
        let mut stop = 0;
        let mut parts = Vec::new();
        for parameter in shown {
            if parameter.need == Need::Optional {
                parts.push(String::new());
                continue;
            }
            stop += 1;
            parts.push(format!("${{{stop}:{}}}", parameter.name));
        }
        format!("{}({})", self.name, parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::completions;

    #[track_caller]
    fn check(typed: &str, expect: &[(&str, &str)]) {
        let found = completions(typed);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|found| (found.name, found.snippet.as_str()))
            .collect();
        assert_eq!(found, expect, "{typed}");
    }

    #[test]
    fn offers_what_begins_so_and_then_what_holds_it() {
        check(
            "app",
            &[
                ("AppRoleAssignments", "AppRoleAssignments(${1:source})"),
                (
                    "AppRoleAssignmentsComplex",
                    "AppRoleAssignmentsComplex(${1:source})",
                ),
                ("Append", "Append(${1:source}, ${2:suffix})"),
                (
                    "AssertiveAppRoleAssignmentsComplex",
                    "AssertiveAppRoleAssignmentsComplex(${1:source})",
                ),
                (
                    "SingleAppRoleAssignment",
                    "SingleAppRoleAssignment(${1:source})",
                ),
            ],
        );
        check("now", &[("Now", "Now()")]);
        check("nosuch", &[]);
    }

    #[test]
    fn leaves_out_what_need_not_be_given() {
        check(
            "switch",
            &[("Switch", "Switch(${1:source}, , ${2:key}, ${3:value})")],
        );
        check("tolow", &[("ToLower", "ToLower(${1:source})")]);
        check(
            "formatd",
            &[(
                "FormatDateTime",
                "FormatDateTime(${1:source}, , ${2:inputFormat}, ${3:outputFormat})",
            )],
        );
    }
}
