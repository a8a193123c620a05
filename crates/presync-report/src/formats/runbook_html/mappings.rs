//! Attributes to add, mappings to delete and to set; or the whole schema at once.

use presync_core::{
    mapping::{AttributeMapping, ObjectMapping},
    schema::{NewAttribute, ObjectEdits, RowEdit},
};

use super::{
    super::mapping_csv::{applied, kind_and_source},
    Sources, counted,
    entra::customize,
    step::{Mark, Section, Step, Table},
};

pub(super) fn attributes(sources: &Sources<'_>) -> Section {
    let new = &sources.portal.new_attributes;
    let open = Step::new("Open the attribute list of the target")
        .says("Provisioning, Attribute mapping, Provision Microsoft Entra ID Users, Show advanced options, Edit attribute list for customappsso. The panel fills slowly: add nothing before its last row is there, or the list is saved without what was still missing.")
        .field("If the link is missing", "https://portal.azure.com/?Microsoft_AAD_Connect_Provisioning_forceSchemaEditorEnabled=true")
        .mark(customize())
        .mark(Mark::Assumed("that the attribute list and the schema editor load slowly"));
    let add = match new.len() {
        0 => Step::new("Add nothing: the list holds every attribute of this mapping"),
        count => Step::new(format!("Add {}", counted(count, "attribute", "attributes")))
            .says("Type the names letter for letter, without blanks around them. Neither multi-value nor reference can be chosen for them. Save, and wait for the notice.")
            .table(Table {
                caption: "Attributes to add at the end of the list".to_owned(),
                head: vec!["Name", "Type", "Required"],
                rows: new.iter().map(attribute_row).collect(),
                ticks: true,
            }),
    };
    let add = match sources.portal.of_own_schema {
        true => add.mark(Mark::Plan("compared with the target directory of the schema that was given")),
        false => add.mark(Mark::Assumed("that a new application's list lacks the intranet's own attributes, and holds the enterprise extension")),
    };
    let lead = "Only needed where the rows are typed by hand: the schema of the next part brings its attributes along.";
    Section::new(
        "attributes",
        "Entra: attributes of the intranet",
        lead,
        vec![open, add.mark(customize())],
    )
}

fn attribute_row(new: &NewAttribute) -> Vec<String> {
    let required = if new.required { "yes" } else { "no" };
    vec![
        new.name.clone(),
        new.value_type.clone(),
        required.to_owned(),
    ]
}

pub(super) fn mappings(sources: &Sources<'_>) -> Section {
    let mapping = sources.engagement.mapping;
    let mut steps = vec![backup(), shortcut(sources)];
    steps.push(delete(sources));
    let users = &sources.portal.users;
    steps.push(keys(&mapping.users));
    steps.extend(set("Set the mappings of users", &mapping.users, users));
    steps.push(actions(&mapping.users));
    steps.push(groups(sources));
    steps.push(
        Step::new("Save, and look again")
            .says("Saving a mapping or a filter makes the next cycle an initial one: everybody is looked at anew. Download the schema once more and hold it against mapping.json with presync lint and presync compare.")
            .mark(Mark::Documented("Entra: how provisioning works")),
    );
    let lead = "Either load the schema, or type the rows: both end in the same mapping. mapping.csv gives the reason for each row.";
    Section::new("mappings", "Entra: the mapping", lead, steps)
}

fn backup() -> Step {
    Step::new("Download the schema as it is")
        .says("Attribute mapping, Show advanced options, Review your schema here, Download. It is the way back: restoring the defaults in the portal resets everything and runs for all users again.")
        .field("Keep as", "app schema before.json")
        .mark(Mark::Documented("Entra: export and import a provisioning configuration"))
}

fn shortcut(sources: &Sources<'_>) -> Step {
    if !sources.is_loadable {
        return Step::new("Not possible here: load the whole schema")
            .says("mapping-draft.json is to read only: its rule ids are not those of your job, and Entra refuses them. Run presync plan or presync recommend again with --patch and the file just downloaded; then this step loads the mapping in one go.")
            .mark(Mark::Documented("Entra: the rule ids of a schema must be the job's"));
    }
    Step::new("The short way: load the whole schema")
        .says("Review your schema here: delete all of the text, paste the whole of mapping.json, Save. Then skip to the step that saves and looks again. It is your own schema with the rows of this mapping; everything else in it is as it was.")
        .field("Paste", "mapping.json")
        .mark(Mark::Documented("Entra: export and import a provisioning configuration"))
}

fn delete(sources: &Sources<'_>) -> Step {
    let removed = &sources.portal.users.removed;
    let step = match removed.len() {
        0 => Step::new("Delete nothing: every mapping that is there stays"),
        count => Step::new(format!("Delete {}", counted(count, "mapping", "mappings")))
            .says("The intranet does not support these attributes: each would fail a user.")
            .table(Table {
                caption: "Mappings to delete".to_owned(),
                head: vec!["Target attribute"],
                rows: removed.iter().map(|target| vec![target.clone()]).collect(),
                ticks: true,
            }),
    };
    let step = step.mark(Mark::Documented("Interact: attributes it does not support"));
    match sources.portal.of_own_schema {
        true => step.mark(Mark::Plan("compared with the schema that was given")),
        false => step.mark(Mark::Assumed(
            "that the application still has Entra's default mapping",
        )),
    }
}

fn keys(users: &ObjectMapping) -> Step {
    let rows = users.match_keys().into_iter().map(|(_, row)| {
        vec![
            row.target.clone(),
            kind_and_source(&row.source).1.to_owned(),
            row.precedence.unwrap_or_default().to_string(),
        ]
    });
    Step::new("Keep the match keys in mind")
        .says("Set \"Match objects using this attribute\" to Yes for these, with the precedence, and to No for all others. The first one that finds an account decides; Entra never combines them.")
        .table(Table {
            caption: "Match keys in the order they are asked".to_owned(),
            head: vec!["Target attribute", "Source", "Matching precedence"],
            rows: rows.collect(),
            ticks: true,
        })
        .mark(customize())
        .mark(Mark::Plan("match keys in report.html"))
}

/// A step for the rows that are new, one for those that change, and one for those to leave alone.
fn set(title: &str, mapping: &ObjectMapping, edits: &ObjectEdits) -> Vec<Step> {
    let of = |wanted: RowEdit| -> Vec<&AttributeMapping> {
        let rows = mapping.rows.iter().zip(&edits.rows);
        rows.filter(|(_, edit)| **edit == wanted)
            .map(|(row, _)| row)
            .collect()
    };
    let parts = [
        (RowEdit::Change, "change", "Rows to change"),
        (RowEdit::Add, "add", "Rows to add (Add New Mapping)"),
        (
            RowEdit::Keep,
            "leave as they are",
            "Rows that are right already",
        ),
    ];
    let mut steps = Vec::new();
    for (edit, verb, caption) in parts {
        let rows = of(edit);
        if rows.is_empty() {
            continue;
        }
        let count = counted(rows.len(), "row", "rows");
        steps.push(
            Step::new(format!("{title}: {count} to {verb}"))
                .table(Table {
                    caption: caption.to_owned(),
                    head: vec![
                        "Target attribute",
                        "Mapping type",
                        "Source, value or expression",
                        "Default value if null",
                        "Match precedence",
                        "Apply this mapping",
                    ],
                    rows: rows.into_iter().map(cells).collect(),
                    ticks: edit != RowEdit::Keep,
                })
                .mark(Mark::Plan(
                    "mapping.csv, with the reason and the figures of each row",
                ))
                .mark(customize()),
        );
    }
    steps
}

fn cells(row: &AttributeMapping) -> Vec<String> {
    let (kind, source) = kind_and_source(&row.source);
    let dash = |text: &str| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text.to_owned()
        }
    };
    vec![
        row.target.clone(),
        kind.to_owned(),
        dash(source),
        dash(row.default.as_deref().unwrap_or("")),
        row.precedence
            .map_or_else(|| "–".to_owned(), |at| at.to_string()),
        applied(row.apply).to_owned(),
    ]
}

fn actions(users: &ObjectMapping) -> Step {
    let tick = |is_on: bool| if is_on { "tick" } else { "untick" };
    Step::new("Target object actions of users")
        .says("Delete stays off until the last wave has run for some weeks: a wrong scope can then disable, and not delete.")
        .field("Create", tick(users.actions.create))
        .field("Update", tick(users.actions.update))
        .field("Delete", "untick")
        .mark(customize())
        .mark(Mark::Assumed("that Delete can wait: leavers are disabled meanwhile"))
}

fn groups(sources: &Sources<'_>) -> Step {
    let (Some(groups), Some(_)) = (&sources.engagement.mapping.groups, &sources.portal.groups)
    else {
        return Step::new("Leave the groups mapping as it is: off")
            .says("This plan provisions no groups. An assigned group still brings its direct members.")
            .mark(customize());
    };
    Step::new("Set the mapping of groups")
        .says("Provision Microsoft Entra ID Groups. A group without a group type in lower case is refused; a group deleted in Azure would be deleted in the intranet while Delete is ticked.")
        .field("Delete", "untick")
        .table(Table {
            caption: "Rows of groups".to_owned(),
            head: vec!["Target attribute", "Mapping type", "Source, value or expression", "Default value if null", "Match precedence", "Apply this mapping"],
            rows: groups.rows.iter().map(cells).collect(),
            ticks: true,
        })
        .mark(Mark::Documented("Interact: connecting to Azure with SCIM v2.0"))
        .mark(customize())
}
