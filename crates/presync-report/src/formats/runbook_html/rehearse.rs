//! Who is in scope while it is tried, and the rehearsal one person at a time.

use presync_core::mapping::ScopeClause;

use super::{
    super::rollout::PersonView,
    Sources, counted,
    entra::customize,
    step::{Mark, Section, Step, Table},
};

/// People whose exclusion fits a filter that somebody can still read.
const FILTERED_MAX: usize = 40;

pub(super) fn scope(sources: &Sources<'_>) -> Section {
    let mut steps = vec![
        Step::new("Let in only who is assigned")
            .says("Provisioning, Settings. Whatever the scope will be in the end, the pilot and the waves are assigned users or members of one security group; nested groups are not expanded.")
            .field("Scope", "Sync only assigned users and groups")
            .field("Group to make", "Interact sync (security group, membership assigned, empty)")
            .mark(Mark::Documented("Entra: how provisioning works"))
            .mark(Mark::Assumed("one group that grows is easier than many assignments")),
    ];
    let filter = &sources.engagement.mapping.users.scope;
    if !filter.groups.is_empty() {
        let rows = (1..).zip(&filter.groups).flat_map(|(number, clauses)| {
            clauses.iter().map(move |clause| clause_row(number, clause))
        });
        steps.push(
            Step::new("Keep the scoping filter of this mapping")
                .says("Clauses of one filter must all hold; of several filters one is enough.")
                .table(Table {
                    caption: "Source object scope of users".to_owned(),
                    head: vec!["Filter", "Attribute", "Operator", "Value"],
                    rows: rows.collect(),
                    ticks: true,
                })
                .mark(Mark::Plan("the scoping filter the plan was computed with")),
        );
    }
    steps.push(hold_back(sources));
    let lead = "Switching from all to assigned users takes effect with a restart; nothing runs yet, so none is needed now.";
    Section::new("scope", "Entra: scope", lead, steps)
}

fn clause_row(number: u32, clause: &ScopeClause) -> Vec<String> {
    vec![
        format!("Filter {number}"),
        clause.attribute.clone(),
        clause.operator.clone(),
        clause.values.join("; "),
    ]
}

/// A filter that keeps people out even where everybody is in scope.
fn hold_back(sources: &Sources<'_>) -> Step {
    let people = sources.rollout.iter().flat_map(|rollout| &rollout.look_ups);
    let names: Vec<&str> = people
        .map(|one| one.azure_upn.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    let step = Step::new("Hold back by not assigning; by a filter only where everybody is in scope")
        .says("Whoever must wait is simply not in the group. Where the scope will be everybody, a clause in every filter keeps people out. It respects letter case; saving it starts an initial cycle, and whoever was linked before and falls out is disabled.");
    if names.is_empty() || names.len() > FILTERED_MAX {
        return step.mark(Mark::Documented("Entra: scoping filters"));
    }
    let pattern: Vec<String> = names.iter().map(|name| escaped(name)).collect();
    step.says("The clause names the people to look up below; complete it from people.csv.")
        .field("Attribute", "userPrincipalName")
        .field("Operator", "NOT REGEX MATCH")
        .field("Value", format!("^({})$", pattern.join("|")))
        .mark(Mark::Documented("Entra: scoping filters"))
        .mark(Mark::Assumed(
            "that patterns are .NET's, as their examples look",
        ))
}

/// A text as a pattern that matches it and nothing else.
fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if r"\.+*?()|[]{}^$#".contains(c) || c.is_whitespace() {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

pub(super) fn rehearsal(sources: &Sources<'_>) -> Section {
    let Some(rollout) = &sources.rollout else {
        return Section::new("rehearsal", "Rehearsal", "", Vec::new());
    };
    let lead = format!(
        "On-demand provisioning takes one person and really writes. {} show {} of {} harmless ways that this plan knows.",
        counted(rollout.people.len(), "person", "people"),
        rollout.paths - rollout.uncovered.len(),
        rollout.paths
    );
    let mut steps = vec![
        Step::new("Untick Delete, and leave provisioning off")
            .says("Users and groups alike. On-demand provisioning works while provisioning is stopped.")
            .field("Delete", "untick")
            .field("Provisioning Status", "Off")
            .mark(customize())
            .mark(Mark::Assumed("that on-demand provisioning needs no running job")),
    ];
    if !rollout.look_ups.is_empty() {
        steps.push(look_up(&rollout.look_ups));
    }
    steps.push(provision(&rollout.people));
    steps.push(
        Step::new("Hold each result against what was expected, and take it back")
            .says("The intranet's profile, not only the log: open it, compare each value with changes.csv (now, would be). Anything unexpected ends the rehearsal: keep the log and make the plan again.")
            .says("Put the values of the column undo in rehearsal.csv back by hand where the person should not be live yet. A new account is disabled, never deleted. Entra keeps the link it has made.")
            .mark(Mark::Plan("rehearsal.csv, columns expected, changes_rows and undo")),
    );
    Section::new("rehearsal", "Rehearsal", &lead, steps)
}

fn look_up(people: &[PersonView]) -> Step {
    let row = |one: &PersonView| {
        vec![
            one.azure_upn.clone(),
            one.covers.join(", "),
            one.expected.clone(),
        ]
    };
    Step::new("Look these up, do not provision them")
        .says("Search both systems for them by hand and see whether the danger is there. Provisioning them would do what stands beside.")
        .table(Table {
            caption: "The first of each danger; people.csv has everybody".to_owned(),
            head: vec!["Azure user", "Danger", "What would happen"],
            rows: people.iter().map(row).collect(),
            ticks: true,
        })
        .mark(Mark::Plan("rehearsal.csv"))
}

fn provision(people: &[PersonView]) -> Step {
    if people.is_empty() {
        return Step::new(
            "Provision nobody: as the plan stands nobody can be provisioned without harm",
        )
        .mark(Mark::Plan("rehearsal.csv"));
    }
    let row = |one: &PersonView| {
        let name = match one.note {
            "" => one.azure_upn.clone(),
            note => format!("{} ({note})", one.azure_upn),
        };
        let undo = match one.undo.len() {
            0 => "nothing".to_owned(),
            _ => one.undo.join("; "),
        };
        vec![name, one.expected.clone(), undo]
    };
    Step::new("Provision these on demand, one after the other")
        .says("Provisioning, Provision on demand; choose the person, Provision. Read all four parts of the answer: import, scope, match, action. Wait for each before the next.")
        .table(Table {
            caption: "In this order".to_owned(),
            head: vec!["Azure user", "Expected", "Undo"],
            rows: people.iter().map(row).collect(),
            ticks: true,
        })
        .mark(Mark::Documented("Entra: provision on demand"))
        .mark(Mark::Plan("rehearsal.csv"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_the_name_itself() {
        for (name, expect) in [
            ("ada@x.example", r"ada@x\.example"),
            ("o'neill+b@x", r"o'neill\+b@x"),
            ("a_b#EXT#@x", r"a_b\#EXT\#@x"),
        ] {
            assert_eq!(escaped(name), expect);
        }
    }
}
