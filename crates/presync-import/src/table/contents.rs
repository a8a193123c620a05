//! Which companion table a file is, by its headers, and how many of what it holds.

use std::collections::{BTreeMap, BTreeSet};

use presync_core::{catalogue::fold_header, decision::Verdict, provisioning_log::LoggedStatus};

use super::{assignments, decisions, each_row, groups, places};
use crate::{
    Count, FileKind, ImportError,
    contents::Contents,
    format::Detected,
    log::{Part, Statuses, part_of, status_column},
    recognise::bracketed,
};

/// What a table holds, if its headers are those of no list of users.
pub(crate) fn contents(detected: &mut Detected<'_>) -> Result<Option<Contents>, ImportError> {
    let Some(kind) = kind_of(&detected.header.names) else {
        return Ok(None);
    };
    let counts = match kind {
        FileKind::GroupMembers => members(detected)?,
        FileKind::Assignments => assigned(detected)?,
        FileKind::Decisions => decided(detected)?,
        FileKind::IntranetGroups => rows(detected, "groups or members of them")?,
        FileKind::Suppressions => rows(detected, "accepted findings")?,
        _ => logged(detected)?,
    };
    Ok(Some(Contents { kind, counts }))
}

/// Sets of folded headers of which one must be wholly there. Members of a group come with columns that
/// users have too, so what only members have decides.
const MARKS: &[(FileKind, &[&str])] = &[
    (
        FileKind::Decisions,
        &["legacyanchor", "azureanchor", "decision"],
    ),
    (FileKind::Assignments, &["principaltype", "principalid"]),
    (FileKind::GroupMembers, &["groupid", "memberid"]),
    (FileKind::GroupMembers, &["groupid", "memberobjectid"]),
    (FileKind::GroupMembers, &["memberobjectidorupn"]),
    (FileKind::GroupMembers, &["isuser", "isgroup"]),
    (FileKind::GroupMembers, &["objectid", "membertype"]),
    (
        FileKind::Suppressions,
        &["code", "subjectside", "subjectkey", "reason"],
    ),
    (FileKind::IntranetGroups, &["name", "members"]),
    (FileKind::IntranetGroups, &["displayname", "members"]),
    (FileKind::IntranetGroups, &["groupname", "members"]),
    (FileKind::IntranetGroups, &["groupname", "member"]),
    (FileKind::IntranetGroups, &["groupname", "memberusername"]),
    (FileKind::IntranetGroups, &["name", "grouptype"]),
    (FileKind::IntranetGroups, &["groupname", "grouptype"]),
];

fn kind_of(headers: &[String]) -> Option<FileKind> {
    if part_of(headers).is_some() {
        return Some(FileKind::ProvisioningLog);
    }
    let plain = headers.iter().map(|header| fold_header(header));
    let keys = headers.iter().filter_map(|header| bracketed(header));
    let folded: BTreeSet<String> = plain.chain(keys.map(fold_header)).collect();
    let mut marks = MARKS.iter();
    let found = marks.find(|(_, names)| names.iter().all(|name| folded.contains(*name)));
    found.map(|(kind, _)| *kind)
}

/// Wanted cells of every row of the table.
fn scan(
    detected: &mut Detected<'_>,
    wanted: &[super::Wanted],
    take: &mut dyn FnMut(&[&str]),
) -> Result<(), ImportError> {
    let columns = places(wanted, &detected.header.names);
    let header_row = detected.header.row;
    each_row(
        detected.rows.as_mut(),
        header_row,
        &columns,
        &mut |_, cells| {
            take(cells);
            Ok(())
        },
    )
}

fn members(detected: &mut Detected<'_>) -> Result<Vec<Count>, ImportError> {
    let (mut users, mut nested) = (0, 0);
    let mut named = BTreeSet::new();
    scan(detected, &groups::wanted(true), &mut |cells| {
        named.insert(cells[0].to_lowercase());
        match groups::make(cells, Some("this one")) {
            Ok(member) if member.is_group => nested += 1,
            Ok(_) => users += 1,
            Err(_) => {}
        }
    })?;
    named.remove("");
    Ok(vec![
        Count::of("groups named", named.len()),
        Count::of("users in them", users),
        Count::of("groups in them", nested),
    ])
}

fn assigned(detected: &mut Detected<'_>) -> Result<Vec<Count>, ImportError> {
    let (mut users, mut groups) = (0, 0);
    scan(
        detected,
        assignments::COLUMNS,
        &mut |cells| match assignments::make(cells) {
            Ok(assignment) if assignment.is_group => groups += 1,
            Ok(_) => users += 1,
            Err(_) => {}
        },
    )?;
    Ok(vec![
        Count::of("users assigned", users),
        Count::of("groups assigned", groups),
    ])
}

fn decided(detected: &mut Detected<'_>) -> Result<Vec<Count>, ImportError> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    scan(detected, &decisions::COLUMNS, &mut |cells| {
        let what = match decisions::make(cells).map(|decision| decision.decision) {
            Ok(Verdict::Confirm) => "confirmed",
            Ok(Verdict::Deny) => "denied",
            Ok(Verdict::New) => "new",
            Ok(Verdict::LeaveOut) => "left out",
            Err(_) => "not decided",
        };
        *counts.entry(what).or_default() += 1;
    })?;
    Ok(counts
        .into_iter()
        .map(|(what, count)| Count::of(what, count))
        .collect())
}

fn rows(detected: &mut Detected<'_>, what: &str) -> Result<Vec<Count>, ImportError> {
    let mut rows = 0;
    scan(detected, &[], &mut |_| rows += 1)?;
    Ok(vec![Count::of(what, rows)])
}

fn logged(detected: &mut Detected<'_>) -> Result<Vec<Count>, ImportError> {
    let part = part_of(&detected.header.names);
    let status = status_column(&detected.header.names);
    let header_row = detected.header.row;
    let (mut rows, mut statuses) = (0, Statuses::default());
    each_row(
        detected.rows.as_mut(),
        header_row,
        &[status],
        &mut |_, cells| {
            rows += 1;
            statuses.count(LoggedStatus::of(cells[0]).unwrap_or(LoggedStatus::Unknown));
            Ok(())
        },
    )?;
    Ok(match part {
        Some(Part::Steps) => vec![Count::of("steps of log entries", rows)],
        Some(Part::Modified) => vec![Count::of("modified properties of log entries", rows)],
        _ => statuses.counts(),
    })
}
