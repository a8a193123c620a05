//! People and pairs of the stored plan as the page names them, and whether it still means that plan.

use presync_core::{Evidence, Side, UserIx, matching::explain};
use presync_store::{PlanMeta, PlanPerson, Workspace};

use crate::wire::{EvidenceChip, Failure, PersonInfo};

/// The stored plan, if it is the one the page means.
pub(super) fn plan(reader: &Workspace, number: i64) -> Result<PlanMeta, Failure> {
    let meta = reader.plan_meta()?.ok_or_else(|| {
        Failure::new("no_plan", "There is no plan yet.")
            .hint("Import both sides and run the plan first.")
    })?;
    if meta.number.0 == number {
        return Ok(meta);
    }
    Err(Failure::new(
        "stale",
        "The plan was made anew; ask for the list again.",
    ))
}

pub(super) fn stored(reader: &Workspace, side: Side, position: u32) -> Result<PlanPerson, Failure> {
    let found = reader.plan_person(side, UserIx(position))?;
    found.ok_or_else(|| {
        Failure::new("unknown_person", "The plan has nobody at this place.")
            .hint("Ask for the list again.")
    })
}

pub(super) fn info(reader: &Workspace, side: Side, position: u32) -> Result<PersonInfo, Failure> {
    let person = stored(reader, side, position)?;
    Ok(PersonInfo {
        side: side.into(),
        position,
        row: person.row,
        id: person.anchor,
        login: person.login,
        mail: person.mail,
        name: person.name,
        department: person.department,
    })
}

pub(super) fn chip(evidence: &Evidence) -> EvidenceChip {
    EvidenceChip {
        field: evidence.field.to_string(),
        label: explain::label(evidence.field.as_str()).to_owned(),
        weight: f64::from(evidence.weight),
    }
}

/// `field:weight` pairs as a plan stores them.
pub(super) fn chips(stored: &str) -> Vec<EvidenceChip> {
    let chip = |pair: &str| {
        let (field, weight) = pair.rsplit_once(':')?;
        Some(EvidenceChip {
            label: explain::label(field).to_owned(),
            field: field.to_owned(),
            weight: weight.parse().ok()?,
        })
    };
    stored.split(';').filter_map(chip).collect()
}
