//! Two plans side by side: who came to rest, who is new trouble, who still is; which changes, mapping
//! rows, inputs and settings differ.
//!
//! People are recognised by their anchors, never by position, so the plans may be of different exports.
//! It compares what plans say, however they were kept; reading and writing them is for the adapters.
//! Comparing the other way round gives the same with its sides swapped.

mod attention;
mod difference;
mod head;
mod join;
mod of_plan;
mod standing;

pub use attention::{Attention, Status};
pub use difference::{
    AttributeTally, ChangeDifference, Comparison, Effect, ItemTally, Moved, PersonDifference,
    SideTally, compare,
};
pub use head::{
    FigureDifference, Head, InputDifference, InputOf, MappingDifference, PropertyDifference, RowOf,
    SettingDifference, same_population,
};
pub use standing::{
    ChangeOf, PersonOf, Standing, StandingBuilder, TooLarge, anchor_fingerprint, fingerprint,
};

/// A filter in one line, from its groups of clauses, each with attribute, operator and values: groups are
/// joined by OR, clauses by AND. Empty where everybody passes.
pub fn filter_words<'f, Clauses>(groups: impl Iterator<Item = Clauses>) -> String
where
    Clauses: Iterator<Item = (&'f str, &'f str, &'f [String])>,
{
    let group = |clauses: Clauses| {
        let clause = |(attribute, operator, values): (&str, &str, &[String])| {
            format!("{attribute} {operator} {}", values.join(", "))
        };
        clauses.map(clause).collect::<Vec<_>>().join(" AND ")
    };
    groups.map(group).collect::<Vec<_>>().join(" OR ")
}
