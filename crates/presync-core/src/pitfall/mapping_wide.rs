//! What single rows of the mapping would do to many people: one finding a row, with how many and a few.

use std::collections::BTreeMap;

use rayon::{iter::ParallelIterator, slice::ParallelSlice};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{BATCH_ROWS, Finder, renames::Renames, tally::Tally};
use crate::{
    Side,
    catalogue::Kind,
    finding::{Finding, FindingCode, Subject},
    mapping::MappingSource,
    plan::{Change, ChangeKind},
    recommend::is_typed_by_people,
    simulate::people,
    spelling::is_rfc3339,
};

/// Counts over all changes, made in parts.
#[derive(Debug, Default)]
struct Totals<'a> {
    /// By code, row, and what sets one finding of a row apart from another.
    tallies: BTreeMap<(FindingCode, u16, String), Tally>,
    /// The different values a constant would overwrite, by row.
    overwritten: FxHashMap<u16, FxHashSet<&'a str>>,
    renames: Renames,
}

impl<'a> Totals<'a> {
    fn merge(mut self, later: Self) -> Self {
        for (key, tally) in later.tallies {
            self.tallies.entry(key).or_default().merge(tally);
        }
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sets are united, in whatever order"
        )]
        for (row, values) in later.overwritten {
            self.overwritten.entry(row).or_default().extend(values);
        }
        self.renames.merge(later.renames);
        self
    }

    fn count(
        &mut self,
        code: FindingCode,
        row: u16,
        apart: &str,
        example: impl FnOnce() -> String,
    ) {
        let key = (code, row, apart.to_owned());
        self.tallies.entry(key).or_default().add(example);
    }
}

impl<'a> Finder<'a> {
    pub(super) fn changes(&mut self) {
        let all: Vec<(u32, Change)> = self.plan.changes.iter().collect();
        self.each(&all, |finder, (at, change)| finder.personal(*at, *change));
        let parts: Vec<Totals<'a>> = all
            .par_chunks(BATCH_ROWS)
            .map(|some| self.totals_of(some))
            .collect();
        let totals = parts.into_iter().fold(Totals::default(), Totals::merge);
        for ((code, row, apart), tally) in &totals.tallies {
            let evidence = match code {
                FindingCode::ConstantOverwrites => {
                    let values = totals.overwritten.get(row).map_or(0, FxHashSet::len);
                    overwritten(tally, values)
                }
                FindingCode::UniqueIdOverwritten => self.unique_ids(tally),
                FindingCode::LoginType => format!("{apart}, {}", people(tally.count)),
                _ => tally.people(),
            };
            self.say_of_row(*code, *row, &evidence);
        }
        self.renamed(&totals.renames);
    }

    /// Changes that each deserve a row of their own.
    fn personal(&mut self, at: u32, change: Change) {
        let target = self.target(change.row);
        let code = match (target, change.kind) {
            ("userName", ChangeKind::Overwrite) if self.is_own(change) => {
                FindingCode::SignInRenamed
            }
            ("active", ChangeKind::Reactivate) => FindingCode::Reactivation,
            (login, ChangeKind::Overwrite) if login.ends_with(":loginType") => {
                FindingCode::LoginType
            }
            _ => return,
        };
        let subject = Subject::User(Side::Azure, change.azure);
        let finding = Finding::new(code, subject, target, &self.arrow(at));
        // What one edit of the mapping mends is grave by row, and for the record by person.
        let severity = match code {
            FindingCode::Reactivation => code.severity(),
            _ => crate::Severity::Note,
        };
        self.findings.push(Finding {
            severity,
            ..finding
        });
    }

    fn totals_of(&self, changes: &[(u32, Change)]) -> Totals<'a> {
        let mut totals = Totals::default();
        for (at, change) in changes {
            self.count_overwrites(&mut totals, *at, *change);
            self.count_fills(&mut totals, *at, *change);
        }
        totals
    }

    fn count_overwrites(&self, totals: &mut Totals<'a>, at: u32, change: Change) {
        if change.kind != ChangeKind::Overwrite {
            return;
        }
        let (row, target) = (change.row, self.target(change.row));
        let arrow = || self.arrow(at);
        match target {
            "externalId" => totals.count(FindingCode::UniqueIdOverwritten, row, "", arrow),
            "userName" if self.is_own(change) => self.count_rename(&mut totals.renames, at, change),
            "name.givenName" if self.is_called(at, change) => {
                totals.count(FindingCode::PreferredName, row, "", arrow);
            }
            login if login.ends_with(":loginType") => {
                totals.count(FindingCode::LoginType, row, &arrow(), String::new);
            }
            _ => {}
        }
        let constant = matches!(self.replay.mapping(row).source, MappingSource::Constant(_));
        if constant && is_typed_by_people(target) {
            let now = self.plan.changes.now(at);
            totals.count(FindingCode::ConstantOverwrites, row, "", || now.to_owned());
            totals.overwritten.entry(row).or_default().insert(now);
        }
    }

    fn count_fills(&self, totals: &mut Totals<'a>, at: u32, change: Change) {
        let row = change.row;
        if change.account.is_some() && self.replay.held(row).is_none() {
            totals.count(FindingCode::UnknownTarget, row, "", String::new);
        }
        let would_be = self.plan.changes.would_be(at);
        if self.replay.kind(row) == Kind::DateTime && !is_rfc3339(would_be) {
            totals.count(FindingCode::DateFormat, row, "", || would_be.to_owned());
        }
        let is_none = self.replay.mapping(row).source == MappingSource::None;
        if is_none && change.kind == ChangeKind::Fill {
            totals.count(FindingCode::DefaultFills, row, "", || would_be.to_owned());
        }
    }

    /// Whether the intranet calls somebody by the name they go by: the first word of their display name,
    /// and not the given name that would be written.
    fn is_called(&self, at: u32, change: Change) -> bool {
        let azure = self.replay.input().azure;
        let shown = azure.first(change.azure, "displayName");
        let first = shown.split([' ', ',']).next().unwrap_or("");
        let changes = &self.plan.changes;
        let [first, now, given] =
            [first, changes.now(at), changes.would_be(at)].map(crate::names::fold);
        !now.is_empty() && first == now && given != now
    }

    /// How the unique IDs that the intranet holds compare with Azure's attributes.
    fn unique_ids(&self, tally: &Tally) -> String {
        let sources = &self.replay.input().matching.sources;
        let shares = sources.uid.iter().filter(|source| source.equal > 0).take(3);
        let shares: Vec<String> = shares
            .map(|source| {
                let share = super::percent(source.equal, source.of);
                format!("{share} equal {}", source.attribute)
            })
            .collect();
        let said = match shares.is_empty() {
            true => people(tally.count),
            false => format!(
                "{} (of the unique IDs {})",
                people(tally.count),
                shares.join(", ")
            ),
        };
        tally.with_examples(said)
    }

    pub(super) fn is_own(&self, change: Change) -> bool {
        self.plan.azure[change.azure.index()].outcome == crate::Outcome::Linked
    }

    pub(super) fn arrow(&self, at: u32) -> String {
        let changes = &self.plan.changes;
        format!("{} → {}", changes.now(at), changes.would_be(at))
    }
}

/// `12 people, 5 different values: a, b, c`.
fn overwritten(tally: &Tally, values: usize) -> String {
    let values = match values {
        1 => "1 value".to_owned(),
        _ => format!("{values} different values"),
    };
    tally.with_examples(format!("{}, {values}", people(tally.count)))
}
