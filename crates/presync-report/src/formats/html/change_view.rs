//! Changes as the page lays them out: by attribute, with what differs marked in each example.

use presync_core::{
    plan::ChangeKind,
    summary::{ChangeExample, ChangeGroup, Summary},
};

use super::{difference::Difference, words};

/// All changes of one mapping row.
pub(super) struct AttributeChanges<'a> {
    pub(super) target: &'a str,
    pub(super) label: &'a str,
    pub(super) mapping: &'a str,
    pub(super) total: u32,
    /// By kind, in the order of [`ChangeKind::ALL`].
    pub(super) by_kind: [u32; ChangeKind::ALL.len()],
    pub(super) groups: Vec<GroupView<'a>>,
    /// What nearly all of its overwrites have in common.
    pub(super) named: Option<&'a str>,
}

/// One group.
pub(super) struct GroupView<'a> {
    pub(super) kind: &'static str,
    pub(super) class: &'static str,
    pub(super) tone: &'static str,
    pub(super) count: u32,
    pub(super) examples: Vec<ExampleView<'a>>,
}

/// One example.
pub(super) struct ExampleView<'a> {
    pub(super) who: &'a str,
    pub(super) difference: Difference,
}

/// The mapping names each target once, so groups of one target stand together.
pub(super) fn by_attribute(summary: &Summary) -> Vec<AttributeChanges<'_>> {
    summary
        .changes
        .chunk_by(|a, b| a.target == b.target && a.mapping == b.mapping)
        .map(|groups| attribute(summary, groups))
        .collect()
}

fn attribute<'a>(summary: &'a Summary, groups: &'a [ChangeGroup]) -> AttributeChanges<'a> {
    let first = &groups[0];
    let of_kind = |kind| {
        groups
            .iter()
            .filter(|group| group.kind == kind)
            .map(|group| group.count)
            .sum()
    };
    AttributeChanges {
        target: &first.target,
        label: &first.label,
        mapping: &first.mapping,
        total: groups.iter().map(|group| group.count).sum(),
        by_kind: ChangeKind::ALL.map(of_kind),
        groups: groups.iter().map(group).collect(),
        named: summary
            .named
            .iter()
            .find(|named| named.target == first.target && named.mapping == first.mapping)
            .map(|named| named.sentence.as_str()),
    }
}

fn group(group: &ChangeGroup) -> GroupView<'_> {
    GroupView {
        kind: words::kind(group.kind),
        class: words::class(group.class),
        tone: tone(group.kind),
        count: group.count,
        examples: group.examples.iter().map(example).collect(),
    }
}

fn example(example: &ChangeExample) -> ExampleView<'_> {
    ExampleView {
        who: if example.account.is_empty() {
            &example.azure
        } else {
            &example.account
        },
        difference: Difference::of(&example.now, &example.would_be),
    }
}

fn tone(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Overwrite | ChangeKind::Clear | ChangeKind::Disable => "caution",
        ChangeKind::Reactivate | ChangeKind::Reference => "neutral",
        ChangeKind::Fill | ChangeKind::Create => "good",
    }
}
