//! What to know before using an expression, read off its tree and the whole Azure side.

use std::collections::BTreeSet;

use super::{Note, Task, dates, expr::Expr, rows::Rows};

/// The notes of an expression, in order.
pub(super) fn of(task: &Task<'_>, rows: &Rows<'_>, expr: &Expr) -> Vec<Note> {
    let mut notes = Vec::new();
    add(task, rows, expr, &mut notes);
    notes.sort();
    notes.dedup();
    notes
}

fn add(task: &Task<'_>, rows: &Rows<'_>, expr: &Expr, notes: &mut Vec<Note>) {
    let Expr::Call(name, arguments) = expr else {
        return;
    };
    match (*name, arguments.as_slice()) {
        ("Switch", [Some(key), _, table @ ..]) => notes.push(of_table(task, rows, key, table)),
        ("FormatDateTime", [Some(Expr::Source(source)), _, Some(Expr::Text(format)), _]) => {
            notes.extend(of_dates(task, rows, *source, format));
        }
        ("Append", _) => notes.push(Note::TextAroundBlanks),
        _ => {}
    }
    for argument in arguments.iter().flatten() {
        add(task, rows, argument, notes);
    }
}

fn of_table(task: &Task<'_>, rows: &Rows<'_>, key: &Expr, table: &[Option<Expr>]) -> Note {
    let keys: BTreeSet<&str> = table
        .iter()
        .step_by(2)
        .filter_map(|key| match key {
            Some(Expr::Text(text)) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let is_beside = |text: &str| !text.is_empty() && !keys.contains(text);
    let beside = rows.count_users(key, task.azure.users(), is_beside);
    Note::SwitchMayNull {
        entries: u32::try_from(keys.len()).unwrap_or(u32::MAX),
        beside_table: u32::try_from(beside).unwrap_or(u32::MAX),
    }
}

fn of_dates(task: &Task<'_>, rows: &Rows<'_>, source: usize, format: &str) -> Vec<Note> {
    let attribute = rows.attribute(source);
    let name = || task.azure.name(attribute).to_owned();
    let texts = || {
        let texts = task
            .azure
            .users()
            .map(|user| task.azure.held(user, attribute));
        texts.filter(|text| !text.is_empty())
    };
    let mut notes = Vec::new();
    let unread = dates::unread(texts(), format, usize::MAX - 1);
    if unread > 0 {
        notes.push(Note::MixedDates {
            attribute: name(),
            unread: u32::try_from(unread).unwrap_or(u32::MAX),
        });
    }
    let day_and_month = |format: &str| format.find('d') < format.find('M');
    let other = dates::FORMATS.iter().find(|other| {
        day_and_month(other) != day_and_month(format)
            && !other.starts_with('y')
            && !format.starts_with('y')
            && dates::unread(texts(), other, unread) <= unread
    });
    notes.extend(other.map(|other| Note::AmbiguousDates {
        attribute: name(),
        taken: format.to_owned(),
        other: (*other).to_owned(),
    }));
    notes
}
