//! Passphrases: from the environment, from a person at the terminal, or from the input. Never from an
//! argument, which other programs could read.

use std::{
    io::{BufRead, IsTerminal},
    path::Path,
};

use jiff::civil::Date;
use presync_app::{
    wire::Failure,
    workspace::{self, EngagementRow, Passphrase, PassphraseError, Workspace},
};

use crate::{args::Common, failure::CommandError, terminal};

const PRESENT: &str = "PRESYNC_PASSPHRASE";
const NEW: &str = "PRESYNC_NEW_PASSPHRASE";
/// How long before the last day it is warned of.
const WARNED_DAYS: i32 = 7;

/// The workspace of a command. A new one is locked if the environment has a passphrase.
pub(crate) fn open_or_make(
    common: &Common,
    out: &Path,
    engagement: Option<&EngagementRow>,
) -> Result<Workspace, CommandError> {
    let named = common.workspace.as_deref();
    let key = match named {
        Some(path) if path.exists() => of([path])?,
        Some(_) => environment(PRESENT).map(fit).transpose()?,
        None => None,
    };
    let workspace = workspace::unlock_or_make(named, out, engagement, key.as_ref())?;
    warn(common, &workspace)?;
    Ok(workspace)
}

/// What opens these files, if any of them is locked.
pub(crate) fn of<'a>(
    files: impl IntoIterator<Item = &'a Path>,
) -> Result<Option<Passphrase>, CommandError> {
    let Some(file) = files.into_iter().find(|file| workspace::is_locked(file)) else {
        return Ok(None);
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let typed = match environment(PRESENT) {
        Some(text) => text,
        None => ask(&format!("Passphrase of {name}"), PRESENT)?,
    };
    Ok(Some(Passphrase::given(typed)))
}

/// What a workspace that has no passphrase is to be locked with.
pub(crate) fn first() -> Result<Passphrase, CommandError> {
    chosen(PRESENT)
}

/// What a workspace that has one is to be locked with from now on.
pub(crate) fn another() -> Result<Passphrase, CommandError> {
    chosen(NEW)
}

fn chosen(variable: &str) -> Result<Passphrase, CommandError> {
    if let Some(text) = environment(variable) {
        return fit(text);
    }
    let typed = ask("New passphrase", variable)?;
    if std::io::stdin().is_terminal() && ask("The same again", variable)? != typed {
        let failure = Failure::new("passphrase_differs", "The two passphrases differ.");
        return Err(failure.hint("Nothing was changed. Start again.").into());
    }
    fit(typed)
}

fn fit(text: String) -> Result<Passphrase, CommandError> {
    Passphrase::chosen(text).map_err(|error| {
        let failure = Failure::new(
            "passphrase_unfit",
            &format!("It is no passphrase to lock with: {error}."),
        );
        let hint = match error {
            PassphraseError::Short => "Choose a longer one, such as four words.",
            PassphraseError::Unfit => "Choose another one.",
        };
        failure.hint(hint).into()
    })
}

fn environment(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|text| !text.is_empty())
}

fn ask(what: &str, variable: &str) -> Result<String, CommandError> {
    let read = if std::io::stdin().is_terminal() {
        rpassword::prompt_password(format!("{what}: "))
    } else {
        line()
    };
    let typed = read.map_err(|error| CommandError::io("Asking for the passphrase", &error))?;
    if typed.is_empty() {
        let failure = Failure::new(
            "workspace_locked",
            "A passphrase is needed and none was given.",
        );
        let hint = format!("Set {variable}, or start presync at a terminal, where it asks.");
        return Err(failure.hint(&hint).into());
    }
    Ok(typed)
}

fn line() -> std::io::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Says when people may not be kept much longer, or any longer.
pub(crate) fn warn(common: &Common, workspace: &Workspace) -> Result<(), CommandError> {
    let retention = workspace.retention().map_err(Failure::from)?;
    let until = retention.and_then(|said| said.keep_until.parse::<Date>().ok());
    let today = jiff::tz::Offset::UTC.to_datetime(common.now()).date();
    if let Some(warning) = until.and_then(|until| warning(today, until)) {
        terminal::note(common, &warning);
    }
    Ok(())
}

/// What is said on a day about people who are kept until another; nothing long before.
pub(crate) fn warning(today: Date, until: Date) -> Option<String> {
    let days = today.until(until).map_or(0, |span| span.get_days());
    let next =
        "presync workspace purge removes them, presync workspace keep extends it with a reason";
    match days {
        ..0 => Some(format!(
            "warning: the people of this workspace were to be kept until {until}: {next}."
        )),
        0..=WARNED_DAYS => Some(format!(
            "warning: the people of this workspace may be kept until {until}: {next}."
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_warned_of_a_week_before_and_after() {
        let until: Date = "2026-12-31".parse().expect("a date");
        for (today, expect) in [
            ("2026-01-01", None),
            ("2026-12-23", None),
            ("2026-12-24", Some("may be kept")),
            ("2026-12-31", Some("may be kept")),
            ("2027-01-01", Some("were to be kept")),
            ("2028-03-01", Some("were to be kept")),
        ] {
            let warning = warning(today.parse().expect("a date"), until);
            let says = warning
                .as_ref()
                .is_some_and(|said| said.contains(expect.unwrap_or_default()));
            assert!(
                warning.is_some() == expect.is_some() && (says || expect.is_none()),
                "{today}: {warning:?}"
            );
        }
    }
}
