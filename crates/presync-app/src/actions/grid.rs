//! The grids: a query keeps its rows here, the page asks for windows of them.

use presync_store::grid::{self, Filter, GridTable, Order, Sort};

use crate::{
    App,
    wire::{
        Facet, FacetRequest, FacetValue, Failure, GridPage, GridPageRequest, GridQuery, GridResult,
        WireTable,
    },
};

/// Rows of one page at most: nothing unbounded crosses to the page.
const PAGE_ROWS_MAX: u32 = 500;
/// Values of one facet at most.
const FACET_VALUES_MAX: usize = 50;

pub(crate) fn query(app: &App, params: GridQuery) -> Result<GridResult, Failure> {
    let workspace = app.workspace()?;
    let query = stored(params);
    let result = workspace.reader().result_set(&query)?;
    let total = u32::try_from(result.len()).unwrap_or(u32::MAX);
    let columns = query
        .table
        .columns()
        .iter()
        .map(|column| column.name.to_owned())
        .collect();
    Ok(GridResult {
        result: workspace.keep_result(result),
        total,
        columns,
    })
}

pub(crate) fn page(app: &App, params: GridPageRequest) -> Result<GridPage, Failure> {
    let workspace = app.workspace()?;
    let limit = params.limit.min(PAGE_ROWS_MAX) as usize;
    let page = workspace.with_result(params.result, |result| {
        Ok(workspace
            .reader()
            .page(result, params.offset as usize, limit)?)
    })?;
    Ok(GridPage {
        offset: params.offset,
        rows: page.rows,
    })
}

pub(crate) fn facet(app: &App, params: FacetRequest) -> Result<Facet, Failure> {
    let workspace = app.workspace()?;
    let query = stored(params.query);
    let tallies = workspace
        .reader()
        .tally(&query, &[&params.column], FACET_VALUES_MAX)?;
    let values = tallies
        .into_iter()
        .map(|tally| FacetValue {
            value: tally.values.into_iter().next().unwrap_or_default(),
            count: u32::try_from(tally.count).unwrap_or(u32::MAX),
        })
        .collect();
    Ok(Facet {
        column: params.column,
        values,
    })
}

fn stored(query: GridQuery) -> grid::GridQuery {
    let one_of = query.filters.into_iter().map(|filter| Filter::OneOf {
        column: filter.column,
        values: filter.values,
    });
    let searched = !query.search.trim().is_empty();
    let search = searched.then_some(Filter::Search { text: query.search });
    grid::GridQuery {
        table: match query.table {
            WireTable::People => GridTable::People,
            WireTable::Changes => GridTable::Changes,
            WireTable::Findings => GridTable::Findings,
            WireTable::Links => GridTable::Links,
        },
        filters: one_of.chain(search).collect(),
        sort: query
            .sort
            .into_iter()
            .map(|sort| Sort {
                column: sort.column,
                order: if sort.descending {
                    Order::Descending
                } else {
                    Order::Ascending
                },
            })
            .collect(),
    }
}
