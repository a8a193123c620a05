//! The catalogue of broken and hostile files: one room a section, one line a case, by its number.
//!
//! The judge looks at the outcome from outside: codes, places and values, and for every case that each
//! message names the file and holds nobody's data, and that the file is as it was, with nothing beside it.

mod bytes;
mod dialect;
mod injection;
mod json;
mod names;
mod structure;
mod values;

use presync_core::{Diagnostic, Side};
use presync_import::{ImportError, ReadOptions};

use crate::boundary::{Collected, Given, refused, shown, side};

const NAME: &str = "export.dat";

/// A file of the intranet side with everything else to be found out.
fn check(case: &str, bytes: impl AsRef<[u8]>, expect: &str) {
    check_with(case, bytes, &side(Side::Legacy), expect);
}

/// Compares what comes of a file with what is expected, line by line without indentation.
fn check_with(case: &str, bytes: impl AsRef<[u8]>, options: &ReadOptions, expect: &str) {
    let trimmed = |text: &str| {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        lines.join("\n").trim().to_owned()
    };
    let given = Given::file(NAME, bytes.as_ref());
    let imported = given.import(options);
    given.assert_untouched(case, bytes.as_ref());
    let outcome = match imported {
        Ok((inspection, sink, summary)) => {
            judge_said(case, &sink);
            shown(&inspection, &sink, summary)
        }
        Err(error) => {
            judge_refusal(case, &error);
            refused(&error)
        }
    };
    assert_eq!(trimmed(&outcome), trimmed(expect), "{case}");
}

/// Everything that is said names the file, and quotes no value of a record.
fn judge_said(case: &str, sink: &Collected) {
    for said in &sink.diagnostics {
        assert_eq!(said.file, NAME, "{case}: {}", said.code);
        for cell in sink.records.iter().flat_map(|(_, _, cells)| cells) {
            let told = is_telling(cell) && is_in(said, cell);
            assert!(!told, "{case}: {} quotes {cell:?}", said.code);
        }
    }
}

/// Long enough to be recognised as somebody's.
fn is_telling(cell: &str) -> bool {
    cell.chars().count() > 5
}

fn is_in(said: &Diagnostic, cell: &str) -> bool {
    said.message.contains(cell) || said.hint.contains(cell)
}

fn judge_refusal(case: &str, error: &ImportError) {
    let said = error.to_string();
    assert!(said.contains(NAME), "{case}: {said}");
    assert!(!error.hint().is_empty(), "{case}: {said}");
}
