//! What newer exports changed, on the terminal: counts and attributes, never a person's values.

use presync_app::{
    Side,
    pipeline::{Review, SideChanges},
};
use serde_json::{Value, json};

use crate::{args::Common, terminal};

/// One line for each side on stderr.
pub(crate) fn note(common: &Common, changes: &[SideChanges], review: &Review) {
    for side in changes {
        terminal::note(common, &line(side, review));
    }
}

/// The same as figures.
pub(crate) fn as_json(changes: &[SideChanges], review: &Review) -> Vec<Value> {
    let of_side = |kept: &SideChanges| {
        let changes = &kept.changes;
        let attributes = changes.attributes.iter().map(|attribute| {
            json!({
                "attribute": attribute.attribute,
                "changed": attribute.changed,
                "filled": attribute.filled,
                "cleared": attribute.cleared,
            })
        });
        json!({
            "side": changes.side.as_str(),
            "since": kept.since,
            "new": changes.new,
            "gone": changes.gone,
            "changed": changes.changed,
            "rekeyed": changes.rekeyed,
            "unchanged": changes.unchanged,
            "attributes": attributes.collect::<Vec<_>>(),
            "columns_gone": changes.columns.gone,
            "columns_new": changes.columns.new,
            "columns_read_differently": changes.columns.read_differently.len(),
            "decisions_in_doubt": in_doubt(changes.side, review),
        })
    };
    changes.iter().map(of_side).collect()
}

fn line(kept: &SideChanges, review: &Review) -> String {
    let side = kept.changes.side;
    let users = match side {
        Side::Legacy => "Intranet users",
        Side::Azure => "Azure users",
    };
    let day = kept.since.split('T').next().unwrap_or_default();
    let doubts = match in_doubt(side, review) {
        0 => String::new(),
        1 => "; 1 decision needs another look".to_owned(),
        count => format!("; {count} decisions need another look"),
    };
    format!("{users}: {} since {day}{doubts}", kept.changes.sentence())
}

fn in_doubt(side: Side, review: &Review) -> usize {
    let doubts = review.doubts.iter();
    doubts.filter(|doubt| doubt.concerns(side)).count()
}
