//! The groups of both sides as two small populations, so that mapping and filter read them as users.

use crate::{
    Population, Side, UserIx,
    catalogue::GROUP_TYPE,
    population::{PopulationBuilder, Source},
    record::Record,
    scope::{LegacyGroups, ResolvedScope, Scope},
};

/// Groups by position: of Azure as in [`ResolvedScope::groups`], of the intranet as in the file.
pub(super) struct Sides {
    pub(super) azure: Population,
    pub(super) legacy: Population,
}

impl Sides {
    pub(super) fn of(scope: &Scope, resolved: &ResolvedScope) -> Self {
        Self {
            azure: azure(resolved),
            legacy: legacy(scope.legacy_groups.as_ref()),
        }
    }

    /// The name of an intranet group.
    pub(super) fn name_of(&self, group: UserIx) -> String {
        self.legacy.first_held(group, "displayName").to_owned()
    }
}

fn azure(resolved: &ResolvedScope) -> Population {
    let rows = resolved.groups().iter().map(|group| {
        let truth = match group.security_enabled {
            Some(true) => "True",
            Some(false) => "False",
            None => "",
        };
        vec![group.id.as_str(), group.name.as_str(), truth]
    });
    let columns = ["objectId", "displayName", "securityEnabled"];
    population(Side::Azure, &columns, rows)
}

/// Only the columns that the file has: what it lacks is not known, which is not the same as empty.
fn legacy(groups: Option<&LegacyGroups>) -> Population {
    let Some(groups) = groups else {
        return population(Side::Legacy, &[], std::iter::empty());
    };
    let has = groups.columns();
    let mut columns = vec!["displayName"];
    columns.extend(has.external_ids.then_some("externalId"));
    columns.extend(has.kinds.then_some(GROUP_TYPE));
    let rows = groups.groups().iter().map(|group| {
        let mut cells = vec![group.name.as_str()];
        cells.extend(has.external_ids.then_some(group.external_id.as_str()));
        cells.extend(has.kinds.then_some(group.kind.as_str()));
        cells
    });
    population(Side::Legacy, &columns, rows)
}

fn population<'r>(
    side: Side,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<&'r str>>,
) -> Population {
    const FEW: &str = "BUG: groups are fewer than rows of a file may be";
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: String::new(),
        sheet: None,
    };
    builder.begin_source(source, columns).expect(FEW);
    for (cells, number) in rows.zip(1..) {
        let record = Record {
            number,
            line: number,
            cells: &cells,
            readings: &[],
        };
        builder.push(&record).expect(FEW);
    }
    builder.finish()
}
