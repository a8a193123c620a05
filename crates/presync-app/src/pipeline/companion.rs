//! What a file beside the users is: recognised by what it holds, read alone to say how much of what.

use std::{
    fs,
    path::{Path, PathBuf},
};

use presync_core::{budget::Budget, schema::Schema};
use presync_import::FileKind;

use super::{Companions, Extras, documents::group_file, inspect::inspect_file};
use crate::{
    files::base_name,
    job::JobContext,
    wire::{CompanionCount, CompanionOdd, CompanionRole, CompanionSaid, Failure},
};

/// Larger files are no budgets.
const BUDGET_BYTES_MAX: u64 = 1 << 20;
/// What was odd about a file is kept up to here.
const ODD_MAX: usize = 50;

/// What a file that holds no users may be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recognised {
    /// A file that the workspace keeps.
    Companion(CompanionRole),
    /// Accepted findings, which go into the workspace's own list.
    Suppressions,
    /// Nothing that would be known by what it holds.
    Users,
}

/// Whether a small text is a budget: TOML that names limits and nothing else.
pub(crate) fn is_budget(path: &Path) -> bool {
    let is_small = fs::metadata(path).is_ok_and(|about| about.len() <= BUDGET_BYTES_MAX);
    let named = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    let text = is_small.then(|| fs::read_to_string(path).ok()).flatten();
    let says = |text: String| {
        let mut lines = text.lines().map(str::trim);
        lines.any(|line| !line.is_empty() && !line.starts_with('#'))
            && Budget::from_toml(&text).is_ok()
    };
    named || text.is_some_and(says)
}

/// What a file is.
///
/// # Errors
/// When it cannot be read, or is something that goes elsewhere.
pub(super) fn recognise(path: &Path, job: &JobContext) -> Result<Recognised, Failure> {
    if is_budget(path) {
        return Ok(Recognised::Companion(CompanionRole::Budget));
    }
    let inspection = inspect_file(path, job)?;
    let elsewhere = |hint: &str| {
        let message = format!("{} is {}.", base_name(path), inspection.kind.words());
        Err(Failure::new("goes_elsewhere", &message).hint(hint))
    };
    match inspection.kind {
        FileKind::Users => Ok(Recognised::Users),
        FileKind::Suppressions => Ok(Recognised::Suppressions),
        FileKind::GroupMembers => Ok(Recognised::Companion(CompanionRole::GroupMembers)),
        FileKind::Assignments => Ok(Recognised::Companion(CompanionRole::Assignments)),
        FileKind::IntranetGroups => Ok(Recognised::Companion(CompanionRole::IntranetGroups)),
        FileKind::ProvisioningSchema => Ok(Recognised::Companion(CompanionRole::Schema)),
        FileKind::SiteSchema => Ok(Recognised::Companion(CompanionRole::SiteSchema)),
        FileKind::Decisions => elsewhere("Take it in on Review, where decisions are made."),
        FileKind::ProvisioningLog => {
            elsewhere("It says what a sync did; it is held against the plan after the first sync.")
        }
        FileKind::ErrorAnswer => elsewhere(FileKind::ErrorAnswer.hint()),
    }
}

/// Checks that a file may be what somebody says it is. Tables whose headers say nothing are left to their
/// reader, which names the column that is missing.
pub(super) fn check(path: &Path, said: CompanionRole, found: Recognised) -> Result<(), Failure> {
    let found = match found {
        Recognised::Companion(role) if role == said => return Ok(()),
        Recognised::Users if said.is_table() => return Ok(()),
        // The columns of either may stand in the other.
        Recognised::Companion(CompanionRole::GroupMembers)
            if said == CompanionRole::IntranetGroups =>
        {
            return Ok(());
        }
        Recognised::Companion(role) => role.words(),
        Recognised::Suppressions => FileKind::Suppressions.words(),
        Recognised::Users => FileKind::Users.words(),
    };
    let message = format!("{} is {found}, not {}.", base_name(path), said.words());
    Err(Failure::new("another_kind", &message).hint("Check that this is the right file."))
}

/// One file as the command line's flags would name it.
pub(super) fn alone(path: &Path, role: CompanionRole, label: &str) -> Companions {
    let mut companions = Companions::default();
    put(&mut companions, path, role, label);
    if role == CompanionRole::Assignments {
        companions.assigned_only = Some(true);
    }
    companions
}

/// Names a file among others.
pub(super) fn put(companions: &mut Companions, path: &Path, role: CompanionRole, label: &str) {
    let file = Some(path.to_owned());
    match role {
        CompanionRole::Schema => companions.patch = file,
        CompanionRole::SiteSchema => companions.site_schema = file,
        CompanionRole::Budget => companions.budget = file,
        CompanionRole::Assignments => companions.assigned = file,
        CompanionRole::IntranetGroups => companions.legacy_groups = file,
        CompanionRole::GroupMembers => {
            let path = path.to_string_lossy();
            let named = match label {
                "" => path.into_owned(),
                name => format!("{name}={path}"),
            };
            companions.groups.push(named);
        }
    }
}

/// The files that the command line names, each with what it is and the group it is said to be of.
pub(super) fn named(given: &Companions) -> Vec<(PathBuf, CompanionRole, String)> {
    let alone = [
        (&given.patch, CompanionRole::Schema),
        (&given.site_schema, CompanionRole::SiteSchema),
        (&given.budget, CompanionRole::Budget),
        (&given.assigned, CompanionRole::Assignments),
        (&given.legacy_groups, CompanionRole::IntranetGroups),
    ];
    let alone = alone
        .into_iter()
        .filter_map(|(path, role)| Some((path.clone()?, role, String::new())));
    let groups = given.groups.iter().map(|named| {
        let (name, path) = group_file(named);
        let label = name.unwrap_or_default().to_owned();
        (path.to_owned(), CompanionRole::GroupMembers, label)
    });
    alone.chain(groups).collect()
}

/// What a file that was read alone says.
pub(super) fn said(role: CompanionRole, extras: &Extras) -> CompanionSaid {
    let odd = extras.diagnostics.iter().take(ODD_MAX);
    CompanionSaid {
        counts: counts(role, extras),
        odd: odd
            .map(|one| CompanionOdd {
                severity: one.severity.as_str().to_owned(),
                row: one.row,
                message: one.message.clone(),
                hint: one.hint.clone(),
            })
            .collect(),
    }
}

fn counts(role: CompanionRole, extras: &Extras) -> Vec<CompanionCount> {
    let scope = &extras.scope;
    let found: Vec<(&str, usize)> = match role {
        CompanionRole::Schema => vec![("mapping rows", rows(extras.schema.as_ref()))],
        CompanionRole::SiteSchema => site(extras),
        CompanionRole::Budget => vec![("limits", limits(&extras.budget))],
        CompanionRole::Assignments => vec![
            ("users assigned", scope.assignments.users.len()),
            ("groups assigned", scope.assignments.groups.len()),
        ],
        CompanionRole::GroupMembers => vec![
            ("groups", scope.groups.groups().len()),
            ("users in them", scope.groups.users().count()),
            ("groups in them", scope.groups.nested().len()),
        ],
        CompanionRole::IntranetGroups => {
            let groups = scope.legacy_groups.as_ref();
            vec![
                ("groups", groups.map_or(0, |all| all.groups().len())),
                ("members", groups.map_or(0, |all| all.members().count())),
            ]
        }
    };
    let count = |(what, count): (&str, usize)| CompanionCount {
        what: what.to_owned(),
        count: count as u64,
    };
    found.into_iter().map(count).collect()
}

fn rows(schema: Option<&Schema>) -> usize {
    schema.map_or(0, |schema| schema.mapping().0.users.rows.len())
}

fn site(extras: &Extras) -> Vec<(&'static str, usize)> {
    let schemas = extras.site.as_ref().map_or(&[][..], |site| &site.schemas);
    let attributes = schemas.iter().map(|schema| schema.attributes.len()).sum();
    vec![("schemas", schemas.len()), ("attributes", attributes)]
}

fn limits(budget: &Budget) -> usize {
    let totals = [
        budget.takeovers,
        budget.duplicates,
        budget.ambiguous,
        budget.fail,
        budget.creates,
        budget.updates,
        budget.disables,
    ];
    totals.into_iter().flatten().count()
        + budget.attributes.len()
        + budget.departments.len()
        + budget.protected.len()
}
