//! The grid against a plain reading of the same rows: what it finds, orders and counts column by column is
//! what a loop over all cells finds, orders and counts.

use std::{cmp::Ordering, collections::BTreeMap};

use presync_core::progress::Unwatched;
use presync_store::{
    PlanSave, Workspace,
    grid::{ColumnKind, Filter, GridQuery, GridTable, Order, Share, Sort},
};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Example, Folder};

struct Sheet {
    table: GridTable,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn cell<'a>(&'a self, row: usize, column: &str) -> &'a str {
        let columns = self.table.columns();
        let at = columns
            .iter()
            .position(|known| known.name == column)
            .unwrap();
        &self.rows[row][at]
    }

    fn passes(&self, row: usize, filter: &Filter) -> bool {
        let holds = |cell: &str, text: &str| cell.to_lowercase().contains(&text.to_lowercase());
        match filter {
            Filter::OneOf { column, values } => {
                values.iter().any(|value| value == self.cell(row, column))
            }
            Filter::Contains { column, text } => holds(self.cell(row, column), text),
            Filter::AtLeast { column, least } => {
                let mut columns = self.table.columns().iter();
                let is_number =
                    columns.any(|known| known.name == column && known.kind == ColumnKind::Number);
                let amount = self.cell(row, column).parse::<f64>();
                is_number && amount.is_ok_and(|amount| amount >= least.least())
            }
            Filter::Search { text } => text.split_whitespace().all(|word| {
                let columns = self.table.columns().iter().zip(&self.rows[row]);
                columns
                    .filter(|(column, _)| column.searched)
                    .any(|(_, cell)| holds(cell, word))
            }),
        }
    }

    fn compare(&self, left: usize, right: usize, sort: &Sort) -> Ordering {
        let (a, b) = (
            self.cell(left, &sort.column),
            self.cell(right, &sort.column),
        );
        if a.is_empty() || b.is_empty() {
            return a.is_empty().cmp(&b.is_empty());
        }
        let columns = self.table.columns().iter();
        let kind = columns
            .clone()
            .find(|column| column.name == sort.column)
            .unwrap()
            .kind;
        let number = |cell: &str| cell.parse::<f64>().unwrap();
        let ascending = match kind {
            ColumnKind::Text => a.to_lowercase().cmp(&b.to_lowercase()),
            ColumnKind::Number => number(a).total_cmp(&number(b)),
        };
        match sort.order {
            Order::Ascending => ascending,
            Order::Descending => ascending.reverse(),
        }
    }

    fn answer(&self, query: &GridQuery) -> Vec<u32> {
        let mut rows: Vec<usize> = (0..self.rows.len())
            .filter(|row| query.filters.iter().all(|filter| self.passes(*row, filter)))
            .collect();
        rows.sort_by(|left, right| {
            let by = query
                .sort
                .iter()
                .map(|sort| self.compare(*left, *right, sort));
            by.fold(Ordering::Equal, Ordering::then)
                .then(left.cmp(right))
        });
        rows.into_iter()
            .map(|row| u32::try_from(row + 1).unwrap())
            .collect()
    }
}

fn saved(users: u32) -> (Folder, Workspace) {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let revision = workspace.revision().unwrap();
    let example = Example::of(users);
    let engagement = example.engagement();
    let save = PlanSave {
        engagement: &engagement,
        revision: &revision,
        summary: &Value::Null,
    };
    workspace.save_plan(save, &Unwatched).unwrap();
    (folder, workspace)
}

fn sheet(workspace: &Workspace, table: GridTable) -> Sheet {
    let rows = workspace
        .query(&GridQuery::all(table), 0, usize::MAX)
        .unwrap()
        .rows;
    Sheet { table, rows }
}

/// Values that some cells hold, some hold partly, and none holds.
const VALUES: [&str; 16] = [
    "",
    "azure",
    "legacy",
    "linked",
    "review",
    "3",
    "12",
    "userName",
    "ÇELİK",
    "user1",
    "u1",
    "0.9375",
    "%",
    "' OR 1=1 --",
    "Dept 3",
    "\u{0}",
];

fn any_query(table: GridTable) -> impl Strategy<Value = GridQuery> {
    let name = move |at: prop::sample::Index| {
        let columns = table.columns();
        columns[at.index(columns.len())].name.to_owned()
    };
    let value = || prop::sample::select(VALUES.as_slice()).prop_map(str::to_owned);
    let filter = prop_oneof![
        (
            any::<prop::sample::Index>(),
            prop::collection::vec(value(), 0..4)
        )
            .prop_map(move |(at, values)| Filter::OneOf {
                column: name(at),
                values
            }),
        (any::<prop::sample::Index>(), value()).prop_map(move |(at, text)| Filter::Contains {
            column: name(at),
            text
        }),
        (any::<prop::sample::Index>(), 0.0..1.0f64).prop_map(move |(at, least)| {
            Filter::AtLeast {
                column: name(at),
                least: Share::of(least),
            }
        }),
        (value(), value()).prop_map(|(a, b)| Filter::Search {
            text: format!("{a} {b}")
        }),
    ];
    let order = prop_oneof![Just(Order::Ascending), Just(Order::Descending)];
    let sort = (any::<prop::sample::Index>(), order).prop_map(move |(at, order)| Sort {
        column: name(at),
        order,
    });
    (
        prop::collection::vec(filter, 0..3),
        prop::collection::vec(sort, 0..3),
    )
        .prop_map(move |(filters, sort)| GridQuery {
            table,
            filters,
            sort,
        })
}

#[test]
fn it_answers_as_a_plain_loop_does() {
    let (_folder, workspace) = saved(60);
    for table in GridTable::ALL {
        let sheet = sheet(&workspace, table);
        proptest!(ProptestConfig::with_cases(150), |(query in any_query(table))| {
            let expect = sheet.answer(&query);
            let page = workspace.query(&query, 0, usize::MAX).unwrap();
            prop_assert_eq!(&page.ids, &expect);
            for (id, row) in page.ids.iter().zip(&page.rows) {
                prop_assert_eq!(row, &sheet.rows[*id as usize - 1]);
            }
        });
    }
}

/// Columns are kept in chunks of 1,024 rows: what is found, sorted and shown lies in several.
#[test]
fn rows_of_several_chunks_are_answered_as_a_plain_loop_does() {
    let (_folder, workspace) = saved(1_100);
    for table in GridTable::ALL {
        let sheet = sheet(&workspace, table);
        proptest!(ProptestConfig::with_cases(6), |(query in any_query(table), at in any::<prop::sample::Index>())| {
            let expect = sheet.answer(&query);
            let set = workspace.result_set(&query).unwrap();
            prop_assert_eq!(set.len(), expect.len());
            let offset = at.index(expect.len() + 1);
            let page = workspace.page(&set, offset, 50).unwrap();
            prop_assert_eq!(&page.ids[..], &expect[offset..expect.len().min(offset + 50)]);
            for (id, row) in page.ids.iter().zip(&page.rows) {
                prop_assert_eq!(row, &sheet.rows[*id as usize - 1]);
            }
        });
    }
}

#[test]
fn tallies_count_what_a_plain_loop_counts() {
    let (_folder, workspace) = saved(60);
    for table in GridTable::ALL {
        let sheet = sheet(&workspace, table);
        for column in table.columns() {
            let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
            for row in 0..sheet.rows.len() {
                *counts.entry(sheet.cell(row, column.name)).or_default() += 1;
            }
            let tallies = workspace
                .tally(&GridQuery::all(table), &[column.name], usize::MAX >> 1)
                .unwrap();
            let found: BTreeMap<&str, u64> = tallies
                .iter()
                .map(|tally| (tally.values[0].as_str(), tally.count))
                .collect();
            assert_eq!(found, counts, "{} {}", table.name(), column.name);
            assert!(
                tallies
                    .windows(2)
                    .all(|pair| pair[0].count >= pair[1].count)
            );
        }
    }
}

fn one_of(column: &str, values: &[&str]) -> Filter {
    Filter::OneOf {
        column: column.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

#[test]
fn a_facet_counts_under_the_other_filters_only() {
    let (_folder, workspace) = saved(20);
    let query = GridQuery {
        filters: vec![one_of("side", &["azure"]), one_of("outcome", &["linked"])],
        ..GridQuery::all(GridTable::People)
    };
    let counts = |columns: &[&str], top| {
        let tallies = workspace.tally(&query, columns, top).unwrap();
        tallies
            .into_iter()
            .map(|tally| (tally.values.join("|"), tally.count))
            .collect::<Vec<_>>()
    };
    let outcomes = ["ambiguous", "created", "linked", "out_of_scope", "takeover"];
    assert_eq!(
        counts(&["outcome"], 9),
        outcomes.map(|outcome| (outcome.to_owned(), 4))
    );
    assert_eq!(counts(&["action"], 9), [("update".to_owned(), 4)]);
    assert_eq!(counts(&["outcome"], 2).len(), 2);
    let cells = counts(&["identity_status", "rule_finds"], 1);
    assert_eq!(cells, [("certain|that_account".to_owned(), 4)]);
}

#[test]
fn windows_end_where_the_rows_end() {
    let (_folder, workspace) = saved(20);
    let set = workspace
        .result_set(&GridQuery::all(GridTable::People))
        .unwrap();
    let ids = |offset, limit| workspace.page(&set, offset, limit).unwrap().ids;
    assert_eq!(ids(0, 3), [1, 2, 3]);
    assert_eq!(ids(38, 3), [39, 40]);
    assert!(ids(40, 3).is_empty());
    assert!(ids(usize::MAX, usize::MAX).is_empty());
    assert_eq!(ids(0, usize::MAX).len(), 40);
}

#[test]
fn a_column_is_known_by_name_or_refused_with_the_names_there_are() {
    let (_folder, workspace) = saved(5);
    let query = GridQuery {
        filters: vec![one_of("code; DROP TABLE links", &["x"])],
        ..GridQuery::all(GridTable::Findings)
    };
    let error = workspace.query(&query, 0, 1).unwrap_err();
    assert_eq!(error.code(), "unknown-column");
    let message = error.to_string();
    assert!(
        message.starts_with("findings has no column \"code; DROP TABLE links\""),
        "{message}"
    );
    assert!(
        message.contains("code, severity, subject_side"),
        "{message}"
    );
    let sorted = GridQuery {
        sort: vec![Sort {
            column: "id".to_owned(),
            order: Order::Ascending,
        }],
        ..GridQuery::all(GridTable::Links)
    };
    assert_eq!(
        workspace.result_set(&sorted).unwrap_err().code(),
        "unknown-column"
    );
}
