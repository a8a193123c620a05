//! A newer export: which source it would replace, what it changed, which decisions it puts in doubt.

use presync_core::{
    Side,
    decision::Verdict,
    reimport::{AttributeChange, ChangeOf, ChangedRow, Doubt, Reason},
};
use presync_store::{ChangedWanted, SideChanges};

use crate::{
    App,
    app::lock,
    pipeline::{Predecessor, predecessor},
    wire::{
        AttributeChangeInfo, ChangedPeople, ChangedPerson, ChangedQuery, DecisionDoubt, Failure,
        FindPredecessor, Nothing, PredecessorInfo, SideChangesInfo, SourceChanges, WireChangeOf,
    },
};

/// Rows of one page at most.
const PAGE_ROWS_MAX: u32 = 500;
/// Doubts shown at most; the rest is among the findings.
const DOUBTS_MAX: usize = 200;

pub(crate) fn find_predecessor(
    app: &App,
    params: FindPredecessor,
) -> Result<Option<PredecessorInfo>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(None);
    };
    let path = lock(&app.handles).path(&params.handle)?;
    // A connection of its own: a long look holds up no grid.
    let reader = opened.reader().reader()?;
    let found = predecessor(&reader, &path, params.side.into())?;
    Ok(found.map(PredecessorInfo::from))
}

pub(crate) fn summary(app: &App, _: Nothing) -> Result<SourceChanges, Failure> {
    let mut summary = SourceChanges {
        sides: Vec::new(),
        doubts: Vec::new(),
        doubts_total: 0,
    };
    let Some(opened) = app.opened() else {
        return Ok(summary);
    };
    let reader = opened.reader();
    for side in [Side::Legacy, Side::Azure] {
        let kept = reader.side_changes(side)?;
        summary.sides.extend(kept.map(SideChangesInfo::from));
    }
    let doubts = reader.doubts()?;
    summary.doubts_total = u32::try_from(doubts.len()).unwrap_or(u32::MAX);
    let shown = doubts.into_iter().take(DOUBTS_MAX);
    summary.doubts = shown.map(DecisionDoubt::from).collect();
    Ok(summary)
}

pub(crate) fn page(app: &App, params: ChangedQuery) -> Result<ChangedPeople, Failure> {
    let opened = app.workspace()?;
    let wanted = ChangedWanted {
        side: params.side.into(),
        kind: params.kind.map(ChangeOf::from),
        attribute: params.attribute,
    };
    let limit = params.limit.min(PAGE_ROWS_MAX);
    let page = opened
        .reader()
        .changed_page(&wanted, params.offset, limit)?;
    Ok(ChangedPeople {
        total: page.total,
        rows: page.rows.into_iter().map(ChangedPerson::from).collect(),
    })
}

impl From<Predecessor> for PredecessorInfo {
    fn from(found: Predecessor) -> Self {
        Self {
            id: found.source.id.0,
            file: found.source.header.file,
            imported_at: found.source.imported_at,
            overlap: found.overlap,
            same_file: found.same_file,
            same_columns: found.same_columns,
        }
    }
}

impl From<SideChanges> for SideChangesInfo {
    fn from(kept: SideChanges) -> Self {
        let changes = kept.changes;
        let attributes = changes.attributes.into_iter();
        let differently = changes.columns.read_differently.into_iter();
        Self {
            side: changes.side.into(),
            since: kept.since,
            new: changes.new,
            gone: changes.gone,
            changed: changes.changed,
            rekeyed: changes.rekeyed,
            unchanged: changes.unchanged,
            attributes: attributes.map(AttributeChangeInfo::from).collect(),
            columns_gone: changes.columns.gone,
            columns_new: changes.columns.new,
            columns_read_differently: differently.map(|column| column.header).collect(),
            left_out: changes.left_out,
        }
    }
}

impl From<AttributeChange> for AttributeChangeInfo {
    fn from(change: AttributeChange) -> Self {
        Self {
            label: change.label,
            changed: change.changed,
            filled: change.filled,
            cleared: change.cleared,
            samples: change
                .samples
                .into_iter()
                .map(ChangedPerson::from)
                .collect(),
        }
    }
}

impl From<ChangedRow> for ChangedPerson {
    fn from(row: ChangedRow) -> Self {
        Self {
            kind: row.kind.into(),
            person: row.person,
            name: row.name,
            attribute: row.attribute,
            before: row.before,
            after: row.after,
        }
    }
}

impl From<Doubt> for DecisionDoubt {
    fn from(doubt: Doubt) -> Self {
        let decision = doubt.decision;
        Self {
            decision: match decision.decision {
                Verdict::Confirm => "confirm",
                Verdict::Deny => "deny",
                Verdict::New => "new",
                Verdict::LeaveOut => "leave_out",
            }
            .to_owned(),
            legacy: decision.legacy_anchor,
            azure: decision.azure_anchor,
            reason: decision.reason,
            by: decision.by,
            at: decision.at,
            why: doubt.reasons.iter().map(Reason::sentence).collect(),
        }
    }
}

impl From<ChangeOf> for WireChangeOf {
    fn from(kind: ChangeOf) -> Self {
        match kind {
            ChangeOf::Changed => Self::Changed,
            ChangeOf::Rekeyed => Self::Rekeyed,
            ChangeOf::New => Self::New,
            ChangeOf::Gone => Self::Gone,
        }
    }
}

impl From<WireChangeOf> for ChangeOf {
    fn from(kind: WireChangeOf) -> Self {
        match kind {
            WireChangeOf::Changed => Self::Changed,
            WireChangeOf::Rekeyed => Self::Rekeyed,
            WireChangeOf::New => Self::New,
            WireChangeOf::Gone => Self::Gone,
        }
    }
}
