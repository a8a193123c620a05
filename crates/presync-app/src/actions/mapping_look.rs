//! What rows give while they are edited: how they stand against the intranet, and who tells most about one.

use presync_core::{
    Side, UserIx,
    coverage::{CoverageSettings, cover},
    mapping::Mapping,
    simulate::{Input, RowFigures, TellingUser, Told, row_figures, telling_users},
};
use presync_store::Workspace;

use super::{mapping_base as base, mapping_rows as rows, people, why::finished};
use crate::{
    App,
    job::JobContext,
    wire::{
        DraftMapping, ExpressionCheck, Failure, RowFiguresInfo, RowTrial, TellingRow, ToldValues,
        TryRow,
    },
};

/// Users that all rows are evaluated for; of more, an even sample.
const USERS_MAX: usize = 20_000;
/// Values of the distribution that are listed.
const TOP_MAX: usize = 5;
/// Characters of a value that are shown.
const SHOWN_MAX: usize = 400;

/// How each row stands, in their order.
pub(crate) fn figures(
    app: &App,
    draft: DraftMapping,
    job: &JobContext,
) -> Result<Vec<RowFiguresInfo>, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let mut mapping = Mapping::default();
    mapping.users.rows = rows::rows(&draft.rows, &finished.made.mapping)?;
    let input = Input {
        mapping: &mapping,
        ..finished.made.input()
    };
    let users = sample(finished.made.azure.users());
    let figures = row_figures(&input, &users, job)?;
    Ok(figures.into_iter().map(figures_info).collect())
}

/// One row over everybody.
pub(crate) fn try_row(app: &App, params: TryRow, job: &JobContext) -> Result<RowTrial, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let made = &finished.made;
    let row = rows::row(&params.row, &base::in_force(app, &opened, job)?)?;
    let mut mapping = Mapping::default();
    mapping.users.rows = vec![row];
    let input = Input {
        mapping: &mapping,
        ..made.input()
    };
    let check = match params.row.kind.as_str() {
        "expression" => {
            let settings = CoverageSettings {
                now: made.settings.now,
                seed: made.settings.seed,
                length_max: None,
                top_max: TOP_MAX,
            };
            let covered = cover(&params.row.source, &made.azure, &settings, job)?;
            Some(ExpressionCheck::of(covered, &made.azure))
        }
        _ => None,
    };
    let users: Vec<UserIx> = made.azure.users().collect();
    let mut figures = row_figures(&input, &users, job)?;
    let reader = opened.reader().reader()?;
    let telling = telling_users(&input, 0, job)?.into_iter();
    Ok(RowTrial {
        check,
        figures: figures_info(figures.remove(0)),
        telling: telling
            .map(|one| telling_row(one, &reader))
            .collect::<Result<_, Failure>>()?,
    })
}

/// Every n-th user, so that no end of the export is left out.
fn sample(users: impl ExactSizeIterator<Item = UserIx>) -> Vec<UserIx> {
    let step = users.len().div_ceil(USERS_MAX).max(1);
    users.step_by(step).collect()
}

fn figures_info(figures: RowFigures) -> RowFiguresInfo {
    RowFiguresInfo {
        users: figures.users,
        filled: figures.filled,
        failed: figures.failed,
        both: figures.both,
        equal: figures.equal,
        sample: figures.sample.map(values),
    }
}

fn telling_row(one: TellingUser, reader: &Workspace) -> Result<TellingRow, Failure> {
    Ok(TellingRow {
        telling: one.telling.as_str().to_owned(),
        count: one.count,
        person: people::info(reader, Side::Azure, one.told.azure.0)?,
        values: values(one.told),
    })
}

fn values(told: Told) -> ToldValues {
    ToldValues {
        is_linked: told.is_linked,
        now: cut(told.now),
        would_be: cut(told.would_be),
        error: told.error,
    }
}

fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(SHOWN_MAX) {
        text.truncate(end);
        text.push('…');
    }
    text
}
