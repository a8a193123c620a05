//! What makes a plan void: each thing it was made from, as it was, and how somebody sees that it is another now.

use super::{acceptance::days, age::ExportAge, wording::counted};
use crate::{LinkStatus, Side, engagement::Engagement};

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoidWhen {
    /// What changes.
    pub changes: &'static str,
    /// How it is in this plan.
    pub is_now: String,
    /// How to see that it has changed.
    pub look: &'static str,
}

pub(super) fn conditions(engagement: &Engagement<'_>, ages: &[ExportAge; 2]) -> Vec<VoidWhen> {
    let row = |changes, is_now, look| VoidWhen {
        changes,
        is_now,
        look,
    };
    vec![
        row(
            "An export is edited or made again",
            counted(
                count(engagement.inputs.len()),
                "file, by its digest under Inputs",
                "files, by their digests under Inputs",
            ),
            "presync seal --check FOLDER --inputs FILE… compares digests",
        ),
        row(
            "People change in either system",
            ages.iter().map(age).collect::<Vec<_>>().join("; "),
            "Export again on the day before the first sync; presync compare says who moved",
        ),
        row(
            "The mapping, its match keys or its scoping filter change",
            mapping(engagement),
            "Compare the portal with mapping.csv row by row; saving the mapping restarts provisioning for everybody",
        ),
        row(
            "A decision about who is who is made, changed or taken back",
            decisions(engagement),
            "Run the plan again: the window says that it is stale",
        ),
        row(
            "The scope or the assignments change",
            scope(engagement).to_owned(),
            "Export the assignments again",
        ),
        row(
            "Limits or accepted findings change",
            format!(
                "{}, {}",
                counted(
                    limits(engagement),
                    "limit of the budget",
                    "limits of the budget"
                ),
                counted(
                    count(engagement.plan.suppressed.all.len()),
                    "accepted finding",
                    "accepted findings"
                )
            ),
            "They change the verdict, not what would happen",
        ),
        row(
            "An assumption turns out otherwise",
            counted(
                count(engagement.plan.assumptions.iter().count()),
                "assumption in use",
                "assumptions in use",
            ),
            "Choose the other behaviour with --assume and run the plan again",
        ),
    ]
}

fn age(age: &ExportAge) -> String {
    let side = match age.side {
        Side::Azure => "Azure",
        Side::Legacy => "intranet",
    };
    match age.days_max {
        Some(most) => format!("{side} export at most {} old", days(most)),
        None => format!("{side} export of unknown age"),
    }
}

fn mapping(engagement: &Engagement<'_>) -> String {
    let users = &engagement.mapping.users;
    let keys = users.match_keys();
    let keys: Vec<&str> = keys.iter().map(|(_, row)| row.target.as_str()).collect();
    format!(
        "{}; matching by {}; Create {}, Update {}, Delete {}",
        counted(count(users.rows.len()), "row", "rows"),
        keys.join(", "),
        on(users.actions.create),
        on(users.actions.update),
        on(users.actions.delete)
    )
}

fn on(ticked: bool) -> &'static str {
    if ticked { "on" } else { "off" }
}

fn decisions(engagement: &Engagement<'_>) -> String {
    let links = &engagement.matching.links;
    let of = |status| count(links.iter().filter(|link| link.status == status).count());
    format!(
        "{} confirmed, {} denied, {} open",
        of(LinkStatus::Confirmed),
        of(LinkStatus::Denied),
        of(LinkStatus::Review)
    )
}

fn scope(engagement: &Engagement<'_>) -> &'static str {
    match engagement.scope_word() {
        "assigned" => "assigned users and groups only",
        "all" => "all users and groups",
        _ => "nobody said; everybody is computed as in scope",
    }
}

fn limits(engagement: &Engagement<'_>) -> u32 {
    let budget = engagement.budget;
    let set = [
        budget.takeovers,
        budget.duplicates,
        budget.ambiguous,
        budget.fail,
        budget.creates,
        budget.updates,
        budget.disables,
    ];
    count(
        set.iter().flatten().count()
            + budget.attributes.len()
            + budget.departments.len()
            + budget.protected.len(),
    )
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
