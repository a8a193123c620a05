//! A plan that is still in memory, as the comparison reads plans.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    Head, InputOf, PersonOf, RowOf, Standing, StandingBuilder, TooLarge, anchor_fingerprint,
    filter_words, fingerprint,
};
use crate::{
    LinkStatus, Side, UserIx,
    engagement::Engagement,
    finding::FindingCode,
    mapping::{AttributeMapping, Mapping, MappingSource, ObjectMapping, ScopeClause},
    record::VALUE_SEPARATOR,
    rows::{FindingCodes, People, joined},
    summary::{IdentityColumns, Summary},
};

impl Standing {
    /// What is compared of a finished plan.
    ///
    /// # Errors
    /// [`TooLarge`] as the builder says.
    pub fn of(engagement: &Engagement<'_>, summary: &Summary) -> Result<Self, TooLarge> {
        let mut builder = StandingBuilder::new(head(engagement, summary));
        let codes = FindingCodes::of(engagement);
        let people = People::of(engagement, &codes);
        let (columns, plan) = (people.columns(), engagement.plan);
        // Not by the people's own rows: those word a reason for everybody.
        for (user, row) in engagement.azure.users().zip(&plan.azure) {
            let [id, login] = columns.azure_keys(user);
            builder.person(&PersonOf {
                side: Side::Azure,
                id,
                login,
                partner: partner(&columns, Side::Legacy, row.identity, row.identity_status),
                outcome: row.outcome,
                action: row.action,
                codes: &joined_codes(codes.of_user(Side::Azure, user)),
            })?;
            changes(engagement, user, &mut builder)?;
        }
        for (user, row) in engagement.legacy.users().zip(&plan.legacy) {
            let [id, login] = columns.legacy_keys(user);
            builder.person(&PersonOf {
                side: Side::Legacy,
                id,
                login,
                partner: partner(&columns, Side::Azure, row.identity, row.identity_status),
                outcome: row.outcome,
                action: people.legacy_action(user),
                codes: &joined_codes(codes.of_user(Side::Legacy, user)),
            })?;
        }
        Ok(builder.finish())
    }
}

/// The codes as files join them.
fn joined_codes(codes: &[FindingCode]) -> Cow<'static, str> {
    let codes = codes.iter().copied().map(FindingCode::as_str);
    joined(codes.map(Cow::Borrowed))
}

/// Whom identity says somebody is on the other side, while nothing about it is open.
fn partner(
    columns: &IdentityColumns<'_>,
    side: Side,
    identity: Option<UserIx>,
    status: Option<LinkStatus>,
) -> u64 {
    let counts = status.is_some_and(LinkStatus::is_identity);
    let partner = identity.filter(|_| counts);
    partner.map_or(0, |user| anchor_fingerprint(columns.anchor(side, user)))
}

fn changes(
    engagement: &Engagement<'_>,
    user: UserIx,
    builder: &mut StandingBuilder,
) -> Result<(), TooLarge> {
    let changes = &engagement.plan.changes;
    for at in engagement.plan.azure[user.index()].changes.clone() {
        let change = changes.get(at);
        let target = &engagement.mapping.users.rows[usize::from(change.row)].target;
        builder.change(target, change.kind, value(changes.would_be(at)))?;
    }
    Ok(())
}

/// The fingerprint of a value as files write it.
fn value(text: &str) -> u64 {
    match text.contains(VALUE_SEPARATOR) {
        true => fingerprint(&text.replace(VALUE_SEPARATOR, ";")),
        false => fingerprint(text),
    }
}

fn head(engagement: &Engagement<'_>, summary: &Summary) -> Head {
    let inputs = engagement.inputs.iter().map(|input| InputOf {
        side: input.side.map_or("", Side::as_str).to_owned(),
        role: input.role.clone(),
        file: input.file.clone(),
        sha256: input.sha256.clone(),
    });
    let assumptions = summary.assumptions.iter();
    Head {
        title: engagement.title.to_owned(),
        made_at: engagement.now.to_string(),
        badge: summary.verdict.badge.as_str().to_owned(),
        plan_line: summary.verdict.plan_line.clone(),
        inputs: inputs.collect(),
        settings: settings(engagement),
        assumptions: assumptions
            .map(|used| (used.assumption.name().to_owned(), used.users))
            .collect(),
        mapping: rows(engagement.mapping),
    }
}

fn settings(engagement: &Engagement<'_>) -> BTreeMap<String, String> {
    let mut settings = BTreeMap::from([
        ("scope".to_owned(), engagement.scope_word().to_owned()),
        ("mapping".to_owned(), engagement.mapping_word().to_owned()),
        (
            "assume".to_owned(),
            serde_json::Value::from(engagement.plan.chosen.written()).to_string(),
        ),
        (
            "weights".to_owned(),
            serde_json::Value::from(engagement.weights.written()).to_string(),
        ),
    ]);
    for (object, mapping) in objects(engagement.mapping) {
        let actions = mapping.actions;
        let boxes = [
            ("create", actions.create),
            ("update", actions.update),
            ("delete", actions.delete),
        ];
        for (name, is_on) in boxes {
            settings.insert(format!("{object}.{name}"), is_on.to_string());
        }
        let filter = &mapping.scope;
        settings.insert(
            format!("{object}.scope"),
            filter_words(words(&filter.groups)),
        );
        if !filter.input.is_empty() {
            let input = filter_words(words(&filter.input));
            settings.insert(format!("{object}.input_scope"), input);
        }
    }
    settings
}

fn words(
    groups: &[Vec<ScopeClause>],
) -> impl Iterator<Item = impl Iterator<Item = (&str, &str, &[String])>> {
    groups.iter().map(|group| {
        let clauses = group.iter();
        clauses.map(|clause| (&*clause.attribute, &*clause.operator, &*clause.values))
    })
}

fn objects(mapping: &Mapping) -> impl Iterator<Item = (&'static str, &ObjectMapping)> {
    let groups = mapping.groups.as_ref().map(|groups| ("groups", groups));
    [("users", &mapping.users)].into_iter().chain(groups)
}

fn rows(mapping: &Mapping) -> Vec<RowOf> {
    let rows = objects(mapping)
        .flat_map(|(object, mapping)| mapping.rows.iter().map(move |row| (object, row)));
    rows.map(|(object, row)| RowOf {
        object: object.to_owned(),
        target: row.target.clone(),
        properties: properties(row),
    })
    .collect()
}

fn properties(row: &AttributeMapping) -> BTreeMap<String, String> {
    let (kind, source) = match &row.source {
        MappingSource::Direct(name) => ("direct", Some(name)),
        MappingSource::Constant(text) => ("constant", Some(text)),
        MappingSource::Expression(text) => ("expression", Some(text)),
        MappingSource::None => ("none", None),
    };
    let properties = [
        ("type", Some(kind.to_owned())),
        ("source", source.cloned()),
        ("default_value", row.default.clone()),
        ("apply", Some(row.apply.as_str().to_owned())),
        ("behavior", Some(row.behavior.as_str().to_owned())),
        (
            "matching_precedence",
            row.precedence.map(|place| place.to_string()),
        ),
    ];
    let held = properties.into_iter();
    held.filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}
