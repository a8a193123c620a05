//! A plan that was written as `plan.json`, read back as far as plans are compared: by its rows, or by the
//! CSV files that it names where it is too large to hold them.
//!
//! Every CSV is held against the digest that `plan.json` states. Nothing here says what differs.

mod csv_rows;
mod document;
mod head;
mod promise;
mod row;

use std::path::{Path, PathBuf};

use presync_core::{Progress, comparison::Standing, verification::Promise};

use self::{
    csv_rows::CsvRows,
    document::Document,
    row::{ChangeRow, PersonRow},
};
use crate::{
    ImportError, RefusalCode,
    error::{Place, Refusal},
    source::base_name,
};

/// What the plan is called in its folder.
const PLAN_NAME: &str = "plan.json";
/// What to do about a plan that is not whole.
const HINT: &str = "Copy the whole package again, or make the plan again.";

/// A plan file, looked into.
#[derive(Debug)]
pub struct PlanFile {
    path: PathBuf,
    document: Document,
}

/// The two values of a change, as files write them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeValues {
    /// The value of today.
    pub now: String,
    /// The value it would have.
    pub would_be: String,
}

impl PlanFile {
    /// Opens `plan.json`, or the one in the folder of a package.
    ///
    /// # Errors
    /// When there is none, or it is no plan, damaged, or of a newer version.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let path = match path.is_dir() {
            true => path.join(PLAN_NAME),
            false => path.to_owned(),
        };
        let document = document::read(&path)?;
        Ok(Self { path, document })
    }

    /// What is compared of the plan. Progress is told in rows.
    ///
    /// # Errors
    /// When a CSV that the plan names is missing or not the one, a row says what cannot be, or the user
    /// stops it.
    pub fn standing(&self, progress: &dyn Progress) -> Result<Standing, ImportError> {
        row::standing(self, progress)
    }

    /// What the plan promised, to be held against what happened. Progress is told in rows.
    ///
    /// # Errors
    /// As [`PlanFile::standing`].
    pub fn promise(&self, progress: &dyn Progress) -> Result<Promise, ImportError> {
        promise::promise(self, progress)
    }

    /// What the plan is called, and the moment it is dated to.
    #[must_use]
    pub fn title(&self) -> (&str, &str) {
        let meta = &self.document.meta;
        (&meta.title, &meta.now)
    }

    /// The file itself: `plan.json`, also where a folder was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The values of changes by their positions in the plan, which ascend; in their order.
    ///
    /// # Errors
    /// As [`PlanFile::standing`].
    pub fn change_values(&self, positions: &[u32]) -> Result<Vec<ChangeValues>, ImportError> {
        let mut wanted = positions.iter().peekable();
        let mut values = Vec::with_capacity(positions.len());
        for (at, row) in (0u32..).zip(self.changes()?) {
            let row = row?;
            if wanted.next_if_eq(&&at).is_some() {
                values.push(ChangeValues {
                    now: row.now,
                    would_be: row.would_be,
                });
            }
        }
        Ok(values)
    }

    fn people(&self) -> Result<CsvRows<'_, PersonRow>, ImportError> {
        CsvRows::of(self, "people", &self.document.people)
    }

    fn changes(&self) -> Result<CsvRows<'_, ChangeRow>, ImportError> {
        CsvRows::of(self, "changes", &self.document.changes)
    }

    /// Something about somebody, in the file that says it.
    fn damaged_person(&self, number: u64, what: &str) -> ImportError {
        let people = &self.document.people;
        let path = match (&people.rows, &people.file) {
            (None, Some(file)) => self.path.with_file_name(file),
            _ => self.path.clone(),
        };
        let message = format!("Person {number} of the plan: {what}.");
        refuse(&path, RefusalCode::PlanDamaged, message, HINT)
    }

    fn damaged(&self, message: impl Into<String>) -> ImportError {
        refuse(&self.path, RefusalCode::PlanDamaged, message, HINT)
    }
}

fn refuse(path: &Path, code: RefusalCode, message: impl Into<String>, hint: &str) -> ImportError {
    ImportError::Refused(Box::new(Refusal {
        code,
        place: Place {
            file: base_name(path),
            ..Place::default()
        },
        message: message.into(),
        hint: hint.to_owned(),
    }))
}
