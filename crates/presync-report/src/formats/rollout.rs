//! Rehearsal and waves in words: what is expected of a person, what it shows, what takes it back. Files and
//! pages are written from this one view.

use presync_core::{
    Action, LinkStatus, UserIx,
    engagement::Engagement,
    plan::ChangeKind,
    rehearsal::{LookUp, Path, Rehearsed},
    summary::{IdentityColumns, counted, thousands},
    waves::Wave,
};

use crate::package::{Package, Rollout};

/// One person of the rehearsal.
pub(crate) struct PersonView {
    pub(crate) azure_id: String,
    pub(crate) azure_upn: String,
    pub(crate) legacy_uid: String,
    pub(crate) legacy_user_name: String,
    pub(crate) outcome: &'static str,
    pub(crate) action: &'static str,
    pub(crate) match_key: String,
    pub(crate) expected: String,
    pub(crate) covers: Vec<String>,
    /// Rows of `changes.csv`, from 1 below its head.
    pub(crate) changes_rows: String,
    pub(crate) undo: Vec<String>,
    pub(crate) note: &'static str,
}

/// One wave.
pub(crate) struct WaveView {
    pub(crate) name: String,
    pub(crate) people: String,
    pub(crate) creates: String,
    pub(crate) updates: String,
    pub(crate) departments: String,
    pub(crate) without_manager: u32,
}

/// Both, as pages show them.
pub(crate) struct RolloutView {
    pub(crate) people: Vec<PersonView>,
    pub(crate) look_ups: Vec<PersonView>,
    pub(crate) paths: usize,
    pub(crate) uncovered: Vec<String>,
    pub(crate) waves: Vec<WaveView>,
    /// People in a wave, and people in none.
    pub(crate) placed: String,
    pub(crate) left_out: String,
    pub(crate) in_circles: u32,
}

impl RolloutView {
    pub(crate) fn of(package: &Package<'_>) -> Option<Self> {
        let Rollout { rehearsal, waves } = package.rollout.as_ref()?;
        let words = Words::of(package.engagement);
        let placed = waves.of.iter().flatten().count();
        Some(Self {
            people: rehearsal
                .users
                .iter()
                .map(|one| words.person(one))
                .collect(),
            look_ups: rehearsal
                .look_ups
                .iter()
                .map(|one| words.look_up(*one))
                .collect(),
            paths: rehearsal.paths,
            uncovered: rehearsal
                .uncovered
                .iter()
                .map(|one| words.path(*one))
                .collect(),
            waves: (1..)
                .zip(&waves.waves)
                .map(|(number, wave)| wave_view(number, wave))
                .collect(),
            placed: thousands(placed as u64),
            left_out: thousands((waves.of.len() - placed) as u64),
            in_circles: waves.in_circles,
        })
    }
}

fn wave_view(number: usize, wave: &Wave) -> WaveView {
    let split = match wave.split_departments {
        0 => String::new(),
        some => format!(", {} in part", thousands(some.into())),
    };
    WaveView {
        name: match number {
            1 => "Pilot".to_owned(),
            _ => format!("Wave {number}"),
        },
        people: thousands(wave.users.len() as u64),
        creates: thousands(wave.creates.into()),
        updates: thousands(wave.updates.into()),
        departments: format!("{} whole{split}", thousands(wave.whole_departments.into())),
        without_manager: wave.without_manager,
    }
}

/// Words about the people of an engagement.
pub(crate) struct Words<'a> {
    engagement: &'a Engagement<'a>,
    pub(crate) columns: IdentityColumns<'a>,
}

impl<'a> Words<'a> {
    pub(crate) fn of(engagement: &'a Engagement<'a>) -> Self {
        Self {
            engagement,
            columns: IdentityColumns::of(engagement),
        }
    }

    pub(crate) fn person(&self, one: &Rehearsed) -> PersonView {
        PersonView {
            expected: self.expected(one.azure),
            covers: one.covers.iter().map(|path| self.path(*path)).collect(),
            undo: self.undo(one.azure),
            note: one.protection.map_or("", |protection| protection.label()),
            ..self.view(one.azure)
        }
    }

    pub(crate) fn look_up(&self, one: LookUp) -> PersonView {
        PersonView {
            expected: one.danger.sentence().to_owned(),
            covers: vec![one.danger.as_str().to_owned()],
            ..self.view(one.azure)
        }
    }

    /// Whom a row is about: the account found, else the one that identity says it is.
    fn view(&self, azure: UserIx) -> PersonView {
        let row = &self.engagement.plan.azure[azure.index()];
        let identity = row
            .identity
            .filter(|_| row.identity_status.is_some_and(LinkStatus::is_identity));
        let account = row.hits.first().copied().or(identity);
        let legacy = account.map(|account| self.columns.legacy_keys(account));
        let [legacy_uid, legacy_user_name] = legacy.unwrap_or_default();
        let [azure_id, azure_upn] = self.columns.azure_keys(azure);
        PersonView {
            azure_id: azure_id.to_owned(),
            azure_upn: azure_upn.to_owned(),
            legacy_uid: legacy_uid.to_owned(),
            legacy_user_name: legacy_user_name.to_owned(),
            outcome: row.outcome.as_str(),
            action: row.action.as_str(),
            match_key: row.rule_key.map(|key| self.target(key)).unwrap_or_default(),
            expected: String::new(),
            covers: Vec::new(),
            changes_rows: rows_cell(&row.changes),
            undo: Vec::new(),
            note: "",
        }
    }

    /// What a path shows, in a few words.
    pub(crate) fn path(&self, path: Path) -> String {
        match path {
            Path::Found { action, key } => match (action, key) {
                (Action::Create, _) => "a new account".to_owned(),
                (action, Some(key)) => format!("{} by {}", found(action), self.target(key)),
                (action, None) => found(action).to_owned(),
            },
            Path::Changed { row, kind } => format!("{} {}", self.target(row), kind.as_str()),
            Path::Differs(class) => format!("difference: {}", class.as_str()),
            Path::Assumed(assumption) => format!("assumption: {}", assumption.name()),
        }
    }

    fn target(&self, row: u16) -> String {
        let rows = &self.engagement.mapping.users.rows;
        rows.get(usize::from(row))
            .map_or_else(String::new, |row| short(&row.target).to_owned())
    }

    fn expected(&self, azure: UserIx) -> String {
        let plan = self.engagement.plan;
        let row = &plan.azure[azure.index()];
        let written: Vec<String> = row
            .changes
            .clone()
            .map(|at| self.target(plan.changes.get(at).row))
            .collect();
        match row.action {
            Action::Create => format!(
                "Create: a new account with {}.",
                counted(many(written.len()), "value", "values")
            ),
            Action::None => "Found, and nothing is sent (RedundantExport).".to_owned(),
            _ => format!("Update: {}.", written.join(", ")),
        }
    }

    /// What to put back by hand, attribute by attribute.
    fn undo(&self, azure: UserIx) -> Vec<String> {
        let changes = &self.engagement.plan.changes;
        let row = &self.engagement.plan.azure[azure.index()];
        if row.action == Action::Create {
            return vec!["disable the new account; never delete it".to_owned()];
        }
        let back = |at: u32| {
            let change = changes.get(at);
            let target = self.target(change.row);
            match (change.kind, changes.now(at)) {
                (ChangeKind::Fill, _) | (_, "") => format!("{target} = (empty)"),
                (_, now) => format!("{target} = {now}"),
            }
        };
        row.changes.clone().map(back).collect()
    }
}

fn found(action: Action) -> &'static str {
    match action {
        Action::None => "found and left as it is",
        _ => "found and updated",
    }
}

/// A target as people say it: the last part of an extension's name.
pub(crate) fn short(target: &str) -> &str {
    match target.starts_with("urn:") {
        true => target.rsplit(':').next().unwrap_or(target),
        false => target,
    }
}

fn rows_cell(changes: &std::ops::Range<u32>) -> String {
    match changes.end - changes.start {
        0 => String::new(),
        1 => changes.end.to_string(),
        _ => format!("{}-{}", changes.start + 1, changes.end),
    }
}

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
