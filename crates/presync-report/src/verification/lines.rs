//! The result as lines, planned beside actual: the same for the page, the workbook and the CSV.

use std::borrow::Cow;

use presync_core::{
    Action,
    summary::Tone,
    verification::{Actual, AfterRow, AfterVerdict, SeenValue, ValueVerdict, Verdict, VerifiedRow},
};

use super::VerificationReport;

/// One user, one value of a user, or one account or value of the later export.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// `user`, `value` or `after`.
    pub(super) row: &'static str,
    pub(super) verdict: &'static str,
    pub(super) label: &'static str,
    pub(super) tone: Tone,
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) target: &'a str,
    pub(super) planned: Cow<'a, str>,
    pub(super) actual: Cow<'a, str>,
    pub(super) at: &'a str,
    pub(super) reason: &'a str,
    pub(super) place: Option<(&'a str, u64)>,
    pub(super) earlier: String,
    pub(super) basis: String,
    pub(super) is_deviation: bool,
}

impl<'a> Line<'a> {
    pub(super) const HEAD: [&'static str; 13] = [
        "row",
        "verdict",
        "id",
        "name",
        "target_attribute",
        "planned",
        "actual",
        "at",
        "reason",
        "file",
        "line",
        "earlier",
        "basis",
    ];

    pub(super) fn cells(&self) -> [Cow<'_, str>; 13] {
        let (file, line) = self.place.unzip();
        [
            self.row.into(),
            self.verdict.into(),
            self.id.into(),
            self.name.into(),
            self.target.into(),
            self.planned.as_ref().into(),
            self.actual.as_ref().into(),
            self.at.into(),
            self.reason.into(),
            file.unwrap_or_default().into(),
            line.map(|line| line.to_string()).unwrap_or_default().into(),
            self.earlier.as_str().into(),
            self.basis.as_str().into(),
        ]
    }

    fn of_user(row: &'a VerifiedRow) -> Self {
        let is_mute = if row.is_mute {
            " (values not logged)"
        } else {
            ""
        };
        let actual = row.actual.as_ref().map(Actual::words).unwrap_or_default();
        Self {
            row: "user",
            verdict: row.verdict.as_str(),
            label: row.verdict.label(),
            tone: tone(row.verdict),
            id: &row.id,
            name: &row.name,
            target: "",
            planned: row.planned.map_or("", Action::as_str).into(),
            actual: format!("{actual}{is_mute}").into(),
            at: &row.at,
            reason: &row.reason,
            place: row
                .place
                .as_ref()
                .map(|(file, line)| (file.as_str(), *line)),
            earlier: row.earlier.join("; "),
            basis: row.planned.map(|_| row.basis.basis()).unwrap_or_default(),
            is_deviation: row.verdict.is_deviation(),
        }
    }

    fn of_value(row: &'a VerifiedRow, value: &'a SeenValue) -> Self {
        let label = match value.verdict {
            ValueVerdict::Different => "Another value",
            ValueVerdict::NotLogged => "Planned, not logged",
            ValueVerdict::Unplanned => "Logged, not planned",
            ValueVerdict::UnknownReference => "Reference that cannot be told",
        };
        Self {
            row: "value",
            verdict: value.verdict.as_str(),
            label,
            tone: match value.verdict.is_deviation() {
                true => Tone::Caution,
                false => Tone::Neutral,
            },
            target: &value.target,
            planned: value.planned.as_str().into(),
            actual: value.actual.as_str().into(),
            earlier: String::new(),
            basis: value.basis.basis(),
            is_deviation: value.verdict.is_deviation(),
            ..Self::of_user(row)
        }
    }

    fn of_after(row: &'a AfterRow) -> Self {
        Self {
            row: "after",
            verdict: row.verdict.as_str(),
            label: row.verdict.label(),
            tone: match row.verdict {
                AfterVerdict::NewUnplanned | AfterVerdict::Gone => Tone::Danger,
                other if other.is_deviation() => Tone::Caution,
                _ => Tone::Neutral,
            },
            id: "",
            name: &row.account,
            target: &row.target,
            planned: row.predicted.as_str().into(),
            actual: row.actual.as_str().into(),
            at: "",
            reason: "",
            place: None,
            earlier: String::new(),
            basis: String::new(),
            is_deviation: row.verdict.is_deviation(),
        }
    }
}

/// Everything: users, each followed by the values that deserve a word, then the later export; worst first
/// in either part.
pub(super) fn all<'a>(report: &VerificationReport<'a>) -> impl Iterator<Item = Line<'a>> {
    let users = report.log.into_iter().flat_map(|log| &log.rows);
    let users = users.flat_map(|row| {
        let values = row.values.iter().map(|value| Line::of_value(row, value));
        std::iter::once(Line::of_user(row)).chain(values)
    });
    let after = report.after.into_iter().flat_map(|after| &after.rows);
    users.chain(after.map(Line::of_after))
}

/// The colour of a verdict.
pub(super) fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::DifferentAction | Verdict::Unplanned | Verdict::Failed => Tone::Danger,
        Verdict::DifferentValue | Verdict::Missing | Verdict::Skipped | Verdict::Unclear => {
            Tone::Caution
        }
        Verdict::NotSeenYet => Tone::Neutral,
        Verdict::AsPlanned => Tone::Good,
    }
}

/// The word of the manifest and the label of the page.
pub(super) fn badge(report: &VerificationReport<'_>) -> (&'static str, &'static str) {
    let waits = |verdict| report.log.is_some_and(|log| log.counts()[&verdict] > 0);
    match report.is_kept() {
        false => ("not_kept", "Not as planned"),
        true if waits(Verdict::NotSeenYet) => ("kept_so_far", "As planned so far"),
        true => ("kept", "As planned"),
    }
}

/// The verdict, worst first.
pub(super) fn sentence(report: &VerificationReport<'_>) -> String {
    let mut parts = Vec::new();
    if let Some(log) = report.log {
        let counts = log.counts();
        let worst = counts.iter().filter(|(_, count)| **count > 0);
        parts.extend(worst.map(|(verdict, count)| of_users(*verdict, *count)));
    }
    if let Some(after) = report.after {
        let worst = after.counts.iter().filter(|(_, count)| **count > 0);
        parts.extend(worst.map(|(verdict, count)| {
            format!("{count} in the later export: {}", lower(verdict.label()))
        }));
    }
    match parts.is_empty() {
        true => "Nothing was compared.".to_owned(),
        false => format!("{}.", parts.join("; ")),
    }
}

fn of_users(verdict: Verdict, count: usize) -> String {
    let users = if count == 1 { "user" } else { "users" };
    let what = match verdict {
        Verdict::DifferentAction => "got something else than planned",
        Verdict::Unplanned => "in the log whom the plan does not know",
        Verdict::Failed => "failed",
        Verdict::DifferentValue => "got other values than planned",
        Verdict::Missing => "missing from the log",
        Verdict::Skipped => "skipped against the plan",
        Verdict::Unclear => "unclear",
        Verdict::NotSeenYet => "not seen yet",
        Verdict::AsPlanned => "as planned",
    };
    format!("{count} {users} {what}")
}

fn lower(label: &str) -> String {
    let mut chars = label.chars();
    let first = chars.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}
