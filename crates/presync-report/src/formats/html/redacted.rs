//! `report-redacted.html`: the report's figures without anybody's data, for people who should not see
//! them.
//!
//! It is made of an emptied summary and of templates of its own, so that a section added to the report is
//! not in here by accident. No value of either export, no name of a file and no digest is left.

use std::{io::Write, ops::Deref};

use askama::Template;
use presync_core::{
    Progress,
    engagement::Engagement,
    mapping::{Apply, MappingSource},
    summary::{ExportAge, Summary},
};

use super::{
    Page, change_view,
    change_view::{AttributeChanges, GroupView},
    content_policy, sentences,
    visible::visible,
    words,
};
use crate::{
    Branding, RedactionKey, ReportError, formats::Format, package::Package,
    package_file::PackageFile,
};

const NAME: &str = "report-redacted.html";
/// Differences of fewer accounts are told together with others.
const ACCOUNTS_MIN: u32 = 5;
/// What the page is called: an engagement may be called after its customer.
const TITLE: &str = "Redacted report";
/// User types that say nothing about anybody; others are a customer's own.
const KNOWN_TYPES: [&str; 5] = [
    "Member",
    "Guest",
    "Power User",
    "Intranet User",
    "Non Intranet User",
];

pub(crate) struct RedactedHtml(pub(crate) RedactionKey);

impl Format for RedactedHtml {
    fn name(&self) -> &str {
        NAME
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        _: &dyn Progress,
    ) -> Result<(), ReportError> {
        let summary = emptied(package.summary, self.0);
        // Neither name, logo nor colour: each tells who the customer is.
        let language = package.options.branding.language;
        let branding = Branding {
            language,
            ..Branding::default()
        };
        let engagement = Engagement {
            title: TITLE,
            inputs: &[],
            diagnostics: &[],
            ..*package.engagement
        };
        let page = RedactedPage {
            mapping: mapping(package.engagement, &summary),
            inputs: inputs(package.engagement),
            page: Page {
                // Keys may be expressions, which are left out.
                keys: None,
                // Rules and samples of fixes are values.
                is_fixed: false,
                fixes: None,
                policy: content_policy::policy(None),
                language,
                branding: &branding,
                accent: None,
                said: sentences(language, &summary),
                back: Vec::new(),
                engagement: &engagement,
                summary: &summary,
                files: &[],
                changes: merged(change_view::by_attribute(&summary)),
                rollout: None,
            },
        };
        file.write_all(visible(&page.render()?).as_bytes())
            .map_err(|source| file.failed(source))
    }
}

/// What the template reads: the page of an emptied summary, and what is told otherwise than there.
#[derive(Template)]
#[template(path = "redacted.html")]
struct RedactedPage<'a> {
    page: Page<'a>,
    mapping: Vec<Row<'a>>,
    inputs: Vec<Input<'a>>,
}

impl<'a> Deref for RedactedPage<'a> {
    type Target = Page<'a>;

    fn deref(&self) -> &Self::Target {
        &self.page
    }
}

impl RedactedPage<'_> {
    /// How old an export is at most, without the date in it.
    fn age(&self, age: &ExportAge) -> String {
        let side = words::side(age.side);
        match age.days_max {
            Some(days) => format!("{side}: the export is at most {} old.", words::days(days)),
            None => format!("{side}: the export holds no date that tells its age."),
        }
    }
}

/// A mapping row without what is written.
struct Row<'a> {
    label: &'a str,
    target: &'a str,
    kind: &'static str,
    source: &'a str,
    on_create: bool,
    precedence: Option<u32>,
    changes: u32,
}

/// An input without its name.
struct Input<'a> {
    role: &'a str,
    format: &'a str,
    records: u32,
    rejected: u32,
}

/// The summary with pseudonyms in place of people, and without any value.
fn emptied(summary: &Summary, key: RedactionKey) -> Summary {
    let mut summary = summary.clone();
    let instead = |name: &mut String| *name = key.pseudonym(name);
    for gauge in &mut summary.gauges {
        if gauge.name.starts_with("department ") {
            gauge.name = "a department".to_owned();
        }
        gauge.who.iter_mut().for_each(instead);
    }
    for picture in &mut summary.populations {
        picture.kinds = known_types(std::mem::take(&mut picture.kinds));
    }
    summary.named.clear();
    // Names of departments and of files.
    summary.criteria.clear();
    summary.void_when.clear();
    for group in &mut summary.changes {
        group.examples.clear();
    }
    for group in &mut summary.findings {
        group.examples.clear();
    }
    for list in &mut summary.danger {
        for person in &mut list.people {
            person.name.clear();
            person.own_name.clear();
            person.why.clear();
            instead(&mut person.azure_label);
            instead(&mut person.own);
            person.finds.iter_mut().for_each(instead);
        }
    }
    summary
}

/// User types by name where every customer has them; the rest together.
fn known_types(kinds: Vec<(String, u32)>) -> Vec<(String, u32)> {
    let (mut known, others): (Vec<_>, Vec<_>) = kinds
        .into_iter()
        .partition(|(kind, _)| KNOWN_TYPES.contains(&kind.as_str()));
    let others: u32 = others.iter().map(|(_, count)| count).sum();
    if others > 0 {
        known.push(("other".to_owned(), others));
    }
    known
}

/// Changes with small groups of one kind told together, so that nobody is told by what is rare.
fn merged(mut changes: Vec<AttributeChanges<'_>>) -> Vec<AttributeChanges<'_>> {
    for attribute in &mut changes {
        attribute.groups = together(std::mem::take(&mut attribute.groups));
    }
    changes
}

fn together(groups: Vec<GroupView<'_>>) -> Vec<GroupView<'_>> {
    let mut told: Vec<GroupView<'_>> = Vec::new();
    for group in groups {
        let is_small =
            |other: &GroupView<'_>| other.kind == group.kind && other.count < ACCOUNTS_MIN;
        match told.iter_mut().find(|other| is_small(other)) {
            Some(other) => {
                other.count += group.count;
                other.class = "in several ways";
            }
            None => told.push(group),
        }
    }
    told
}

fn mapping<'a>(engagement: &Engagement<'a>, summary: &'a Summary) -> Vec<Row<'a>> {
    let rows = engagement.mapping.users.rows.iter();
    rows.zip(&summary.mapping)
        .map(|(row, told)| Row {
            label: &told.label,
            target: &told.target,
            kind: told.kind,
            source: match &row.source {
                MappingSource::Direct(name) => name,
                _ => "",
            },
            on_create: row.apply == Apply::OnCreate,
            precedence: row.precedence,
            changes: told.changes.iter().map(|(_, count)| count).sum(),
        })
        .collect()
}

fn inputs<'a>(engagement: &Engagement<'a>) -> Vec<Input<'a>> {
    let inputs = engagement.inputs.iter();
    inputs
        .map(|input| Input {
            role: &input.role,
            format: &input.format,
            records: input.records,
            rejected: input.rejected,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(kind: &'static str, class: &'static str, count: u32) -> GroupView<'static> {
        GroupView {
            kind,
            class,
            tone: "good",
            count,
            examples: Vec::new(),
        }
    }

    #[test]
    fn small_groups_of_a_kind_are_told_together_and_none_is_lost() {
        let told = together(vec![
            group("Fill", "nothing before", 40),
            group("Overwrite", "letter case only", 2),
            group("Overwrite", "another value", 2),
            group("Overwrite", "emptied", 3),
            group("Overwrite", "order of words", 9),
            group("Clear", "emptied", 1),
        ]);
        let told: Vec<(&str, &str, u32)> = told
            .iter()
            .map(|group| (group.kind, group.class, group.count))
            .collect();
        assert_eq!(
            told,
            [
                ("Fill", "nothing before", 40),
                ("Overwrite", "in several ways", 7),
                ("Overwrite", "order of words", 9),
                ("Clear", "emptied", 1),
            ]
        );
    }

    #[test]
    fn a_customer_s_own_user_types_are_told_together() {
        let kinds = |kinds: &[(&str, u32)]| -> Vec<(String, u32)> {
            let owned = kinds
                .iter()
                .map(|(kind, count)| ((*kind).to_owned(), *count));
            owned.collect()
        };
        assert_eq!(
            known_types(kinds(&[("Member", 9), ("Contoso VIP", 2), ("Ada", 1)])),
            kinds(&[("Member", 9), ("other", 3)])
        );
    }
}
