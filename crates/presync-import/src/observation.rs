//! Diagnostics about a file as a whole, as they are made: file and sheet are filled in later.

use presync_core::{Cases, Diagnostic, Severity};

/// An observation without a place.
pub fn observation(
    code: &str,
    severity: Severity,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Diagnostic {
    Diagnostic {
        code: code.into(),
        severity,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message: message.into(),
        hint: hint.into(),
        cases: Cases::default(),
    }
}

/// The same about one column.
pub(crate) fn of_column(header: &str, observation: Diagnostic) -> Diagnostic {
    Diagnostic {
        column: Some(header.into()),
        ..observation
    }
}
