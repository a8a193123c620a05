//! Erasing one person: out of the imports, the decisions and their history, the suppressions and everything
//! that is derived, so that a later import does not bring them back.
//!
//! The plan and what imports changed name everybody, so they go whole and are made again. What a person
//! wrote as a mapping is not edited: where it still names the erased one, the report says so.

mod traces;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use presync_core::{
    Side,
    record::{SourceHeader, VALUE_SEPARATOR},
};
use rusqlite::{OptionalExtension, Transaction, params};

use traces::{erase_bases, erase_mentions, erase_rows, erase_samples, erase_words, left_of};

use crate::{
    Passphrase, Result, Workspace, cells,
    connection::Durability,
    error::WorkspaceError,
    locking::{backups_of, remove_left_copies, shred},
    table::{
        erased::{self, Mark, fold},
        records,
        sources::SourceRow,
    },
};

/// Attributes by which one person is found on a side. The first that is there tells people apart.
const AZURE: [&str; 9] = [
    "objectId",
    "userPrincipalName",
    "mail",
    "proxyAddresses",
    "otherMails",
    "employeeId",
    "originalUserPrincipalName",
    "onPremisesUserPrincipalName",
    "onPremisesSecurityIdentifier",
];
const LEGACY: [&str; 5] = [
    "externalId",
    "userName",
    "emails[type eq \"work\"].value",
    "emails[type eq \"home\"].value",
    "emails[type eq \"mobile\"].value",
];
/// Attributes that say what a person is called.
const NAMES: [(&str, &str); 3] = [
    ("displayName", ""),
    ("name.givenName", "name.familyName"),
    ("givenName", "surname"),
];
/// Shorter values are looked for as a whole cell only: inside a text they mean nobody.
const TERM_CHARS_MIN: usize = 6;
/// Tables that name everybody and are made again.
const DERIVED: [&str; 9] = [
    "plan",
    "plan_targets",
    "plan_codes",
    "plan_columns",
    "plan_print_parts",
    "plan_prints",
    "decision_doubts",
    "side_changes",
    "side_change_rows",
];

/// Where somebody who was erased is still named, and in how many rows.
pub type Left = BTreeMap<String, i64>;

/// What was erased, in counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErasureReport {
    /// Records of the person, by side.
    pub records: BTreeMap<Side, u32>,
    /// Records of others that named the person.
    pub mentions: u32,
    /// Decisions that were about the person, taken back ones included.
    pub decisions: u32,
    /// Suppressions that were about the person.
    pub suppressions: u32,
    /// Backups that were removed, since they hold the person.
    pub backups: u32,
    /// Tables in which the person is still named, because a text of somebody's would have to be rewritten.
    pub left: Left,
}

/// What is known of somebody who is to be erased.
#[derive(Debug, Default)]
struct Person {
    records: BTreeMap<i64, Side>,
    marks: BTreeSet<Mark>,
    names: BTreeSet<String>,
}

/// What one source says of a record, as far as it tells people apart.
struct Found {
    key: i64,
    side: Side,
    anchor: String,
    marks: BTreeSet<Mark>,
    names: BTreeSet<String>,
}

impl Workspace {
    /// Erases whoever has one of these ids (objectId, UPN, UID, user name, address, employee ID), on both
    /// sides, from a workspace that nobody has open. `fresh` is 32 random bytes, for a key if there is none.
    ///
    /// # Errors
    /// As [`Workspace::unlock`]; `NobodyFound` and `SeveralFound`, in which case nothing was changed.
    pub fn erase(
        path: &Path,
        key: Option<&Passphrase>,
        ids: &[String],
        fresh: [u8; 32],
        at: &str,
    ) -> Result<ErasureReport> {
        let mut workspace = Self::unlock(path, key)?;
        workspace.take_alone()?;
        let person = workspace.person(ids)?;
        let sources = workspace.sources()?;
        let mut report = ErasureReport::default();
        for side in person.records.values() {
            *report.records.entry(*side).or_default() += 1;
        }
        workspace.write(Durability::Full, |within| {
            person.erase(within, &sources, &mut report)?;
            erased::remember(within, &person.marks, fresh, at)
        })?;
        workspace.flush_log()?;
        remove_left_copies(path)?;
        for backup in backups_of(path) {
            shred(&backup)?;
            report.backups += 1;
        }
        let left = left_of(&workspace.connection, &person.terms());
        report.left = left.map_err(|error| workspace.sql(error))?;
        Ok(report)
    }

    /// The person with one of these ids, with the account of the other side that is theirs.
    fn person(&self, ids: &[String]) -> Result<Person> {
        let ids: BTreeSet<String> = ids.iter().map(|id| fold(id)).collect();
        let mut person = Person::default();
        let asked = self.found(|mark| ids.contains(&mark.value))?;
        let anchors: BTreeSet<(Side, &str)> = asked
            .iter()
            .map(|one| (one.side, one.anchor.as_str()))
            .collect();
        for side in [Side::Legacy, Side::Azure] {
            let count = anchors.iter().filter(|(of, _)| *of == side).count();
            if count > 1 {
                let side = side.as_str();
                return Err(WorkspaceError::SeveralFound { side, count });
            }
        }
        if asked.is_empty() {
            return Err(WorkspaceError::NobodyFound);
        }
        person.take(asked);
        let linked = self.linked(&person)?;
        let is_theirs = |mark: &Mark| person.marks.contains(mark) || linked.contains(&mark.value);
        let also = self.found(is_theirs)?;
        // An address that several share is nobody's own: only one account of each side is taken by it.
        for side in [Side::Legacy, Side::Azure] {
            let of_side = |one: &&Found| one.side == side;
            let anchors: BTreeSet<&str> = also
                .iter()
                .filter(of_side)
                .map(|one| one.anchor.as_str())
                .collect();
            let has_own = person.records.values().any(|own| *own == side);
            if has_own || anchors.len() != 1 {
                continue;
            }
            let theirs: Vec<Found> = also.iter().filter(of_side).map(Found::again).collect();
            person.take(theirs);
        }
        Ok(person)
    }

    /// Records with a mark that is wanted.
    fn found(&self, wanted: impl Fn(&Mark) -> bool) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        for source in self.sources()? {
            let sql = |error| self.sql(error);
            let columns = source.header.columns.len();
            let mut statement = records::prepare_read(&self.connection).map_err(sql)?;
            let mut rows = statement.query(records::bounds(source.id)).map_err(sql)?;
            while let Some(row) = rows.next().map_err(sql)? {
                let mut unpacked = Vec::with_capacity(columns);
                let packed = records::read(row).map_err(sql)?;
                cells::unpack(packed.cells, columns, &mut unpacked)
                    .map_err(|broken| WorkspaceError::damaged(&self.file, broken.to_string()))?;
                let marks: BTreeSet<Mark> = marks_of(&source.header, &unpacked).collect();
                if marks.iter().any(&wanted) {
                    let key = row.get(0).map_err(sql)?;
                    found.push(Found::of(key, &source.header, &unpacked, marks));
                }
            }
        }
        Ok(found)
    }

    /// Anchors of the other side that were decided to be this person, folded.
    fn linked(&self, person: &Person) -> Result<BTreeSet<String>> {
        let own = |anchor: &str| person.has(anchor);
        let decisions = self.decisions()?;
        let confirmed = decisions
            .iter()
            .filter(|one| one.decision == presync_core::decision::Verdict::Confirm);
        let mut linked = BTreeSet::new();
        for decision in confirmed {
            if own(&decision.legacy_anchor) {
                linked.insert(fold(&decision.azure_anchor));
            }
            if own(&decision.azure_anchor) {
                linked.insert(fold(&decision.legacy_anchor));
            }
        }
        linked.extend(self.planned(person)?);
        linked.remove("");
        Ok(linked)
    }

    /// Anchors of the other side that the plan says are this person.
    fn planned(&self, person: &Person) -> Result<BTreeSet<String>> {
        use crate::plan_columns::{NONE, person as column};
        self.columns(|columns| {
            let mut linked = BTreeSet::new();
            let own = columns.test(column::ANCHOR, |anchor| person.has(anchor))?;
            let other = columns.keys(column::IDENTITY)?;
            let others: Vec<u32> = own
                .iter()
                .zip(other)
                .filter(|(own, other)| **own && *other != NONE)
                .map(|(_, other)| other)
                .collect();
            for text in [column::ANCHOR, column::LOGIN] {
                let texts = columns.pick_texts(text, &others)?;
                linked.extend(texts.iter().map(|text| fold(text)));
            }
            Ok(linked)
        })
    }
}

impl Found {
    fn of(key: i64, header: &SourceHeader, cells: &[&str], marks: BTreeSet<Mark>) -> Self {
        let cell = |name: &str| {
            let at = header
                .columns
                .iter()
                .position(|column| column.attribute == name)?;
            Some(cells[at].trim()).filter(|cell| !cell.is_empty())
        };
        let anchor = attributes(header.side).iter().find_map(|name| cell(name));
        let called = |(first, last): &(&str, &str)| {
            let name = format!("{} {}", cell(first)?, cell(last).unwrap_or_default());
            Some(name.trim().to_lowercase())
        };
        let names = NAMES.iter().filter_map(called).collect();
        Self {
            key,
            side: header.side,
            anchor: anchor.map(fold).unwrap_or_default(),
            marks,
            names,
        }
    }

    fn again(&self) -> Self {
        Self {
            key: self.key,
            side: self.side,
            anchor: self.anchor.clone(),
            marks: self.marks.clone(),
            names: self.names.clone(),
        }
    }
}

impl Person {
    fn take(&mut self, found: Vec<Found>) {
        for one in found {
            self.records.insert(one.key, one.side);
            self.marks.extend(one.marks);
            self.names.extend(one.names);
        }
    }

    /// Whether a text is one of the person's marks.
    fn has(&self, text: &str) -> bool {
        let text = fold(text);
        !text.is_empty() && self.marks.iter().any(|mark| mark.value == text)
    }

    /// What stands for the person inside a longer text.
    fn terms(&self) -> Vec<String> {
        let marks = self.marks.iter().map(|mark| &mark.value);
        let all = marks.chain(&self.names);
        let long = all.filter(|text| text.chars().count() >= TERM_CHARS_MIN);
        let unique: BTreeSet<String> = long.cloned().collect();
        unique.into_iter().collect()
    }

    fn erase(
        &self,
        within: &Transaction<'_>,
        sources: &[SourceRow],
        report: &mut ErasureReport,
    ) -> rusqlite::Result<()> {
        within.pragma_update(None, "defer_foreign_keys", true)?;
        let terms = self.terms();
        for source in sources {
            report.mentions += self.erase_from(within, source, &terms)?;
        }
        report.decisions = erase_rows(
            within,
            "decisions",
            &["legacy_anchor", "azure_anchor"],
            self,
        )?;
        report.suppressions = erase_rows(within, "suppressions", &["subject_key"], self)?;
        erase_bases(within, self)?;
        for table in ["decisions", "suppressions"] {
            erase_words(within, table, "reason", &terms)?;
        }
        for table in DERIVED {
            within.execute(&format!("DELETE FROM {table}"), [])?;
        }
        Ok(())
    }

    /// Takes the person out of a source: their records, and what other records and notes say of them.
    fn erase_from(
        &self,
        within: &Transaction<'_>,
        source: &SourceRow,
        terms: &[String],
    ) -> rusqlite::Result<u32> {
        let (first, last) = records::bounds(source.id);
        let mut lines = BTreeSet::new();
        for (key, _) in self.records.range(first..=last) {
            let sql = "DELETE FROM records WHERE id = ?1 RETURNING line";
            let line: Option<i64> = within.query_row(sql, [key], |row| row.get(0)).optional()?;
            lines.extend(line.and_then(|line| u64::try_from(line).ok()));
        }
        let sql = "UPDATE sources SET rejected = rejected + ?2 WHERE id = ?1";
        within.execute(
            sql,
            params![source.id.0, i64::try_from(lines.len()).unwrap_or(0)],
        )?;
        erase_samples(within, source, &lines, terms)?;
        erase_mentions(within, source, terms)
    }
}

/// What a record's person can be found by.
pub(crate) fn marks_of<'a>(
    header: &'a SourceHeader,
    cells: &'a [&'a str],
) -> impl Iterator<Item = Mark> + 'a {
    let wanted = attributes(header.side);
    let columns = header.columns.iter().zip(cells);
    let columns = columns.filter(|(column, _)| wanted.contains(&column.attribute.as_str()));
    columns.flat_map(|(column, cell)| {
        let values = cell.split([VALUE_SEPARATOR, ';']);
        values.filter_map(|value| Mark::of(header.side, &column.attribute, value))
    })
}

fn attributes(side: Side) -> &'static [&'static str] {
    match side {
        Side::Azure => &AZURE,
        Side::Legacy => &LEGACY,
    }
}
