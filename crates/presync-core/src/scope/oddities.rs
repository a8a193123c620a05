//! What is odd about assignments and member files once the users are known: said for each file, with
//! how many rows it concerns and the first of them.

use std::collections::BTreeMap;

use super::{Scope, principals::ListPlace};
use crate::{Cases, Diagnostic, Sample, Severity};

/// Rows that are shown of each kind.
const SAMPLES_MAX: usize = 5;

/// A kind of oddity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Odd {
    UnknownUser,
    UnknownMember,
    Repeated,
    NoMembers,
    SharedName,
    UnknownIntranetMember,
}

struct Words {
    code: &'static str,
    severity: Severity,
    message: &'static str,
    hint: &'static str,
}

impl Odd {
    fn words(self) -> Words {
        let (code, severity, message, hint) = match self {
            Self::UnknownUser => (
                "SCOPE_UNKNOWN_USER",
                Severity::Warning,
                "Users are assigned whom the Azure export does not hold; they are left out.",
                "Export all users, with object id and user principal name, on the same day as the assignments.",
            ),
            Self::UnknownMember => (
                "SCOPE_UNKNOWN_MEMBER",
                Severity::Warning,
                "Groups have members whom the Azure export does not hold; they are left out.",
                "Export all users, with object id and user principal name, on the same day as the groups.",
            ),
            Self::Repeated => (
                "SCOPE_ROW_REPEATED",
                Severity::Note,
                "Rows repeat earlier ones and change nothing.",
                "",
            ),
            Self::NoMembers => (
                "SCOPE_GROUP_WITHOUT_MEMBERS",
                Severity::Warning,
                "Groups are assigned whose members were not given: nobody comes into scope through them.",
                "Give their members with --groups FILE, or --groups NAME=FILE for a file of one group's members.",
            ),
            Self::SharedName => (
                "SCOPE_GROUP_NAME_SHARED",
                Severity::Warning,
                "A file of members is named after several assigned groups; its members count for each of them.",
                "Name the file by the object id of its group.",
            ),
            Self::UnknownIntranetMember => (
                "GROUP_MEMBER_UNKNOWN",
                Severity::Warning,
                "Intranet groups have members whom the intranet export does not hold; they are left out.",
                "Give user names, unique IDs or e-mail addresses as the intranet export has them.",
            ),
        };
        Words {
            code,
            severity,
            message,
            hint,
        }
    }
}

/// The oddities of all files.
#[derive(Debug, Default)]
pub(super) struct Oddities {
    cases: BTreeMap<(u16, Odd), Cases>,
}

impl Oddities {
    pub(super) fn add(&mut self, odd: Odd, place: ListPlace, original: &str) {
        let cases = self.cases.entry((place.source, odd)).or_default();
        cases.count += 1;
        if cases.samples.len() < SAMPLES_MAX {
            cases.samples.push(Sample {
                row: place.row.into(),
                original: original.to_owned(),
                reading: None,
            });
        }
    }

    pub(super) fn into_diagnostics(self, scope: &Scope) -> Vec<Diagnostic> {
        self.cases
            .into_iter()
            .map(|((source, odd), cases)| diagnostic(scope, source, odd, cases))
            .collect()
    }
}

fn diagnostic(scope: &Scope, source: u16, odd: Odd, cases: Cases) -> Diagnostic {
    let source = scope
        .sources
        .get(usize::from(source))
        .cloned()
        .unwrap_or_default();
    let words = odd.words();
    Diagnostic {
        code: words.code.to_owned(),
        severity: words.severity,
        file: source.file,
        sheet: source.sheet,
        row: cases.samples.first().map(|sample| sample.row),
        column: Some(source.id_column).filter(|name| !name.is_empty()),
        message: words.message.to_owned(),
        hint: words.hint.to_owned(),
        cases,
    }
}
