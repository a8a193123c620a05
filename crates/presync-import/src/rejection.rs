//! What is said of a row that is no record: code, sentence and what to do. Not the finding of such rows.

use presync_core::Side;

use crate::wording::counted;

/// A row that cannot be a record: code, reason, next step.
pub(crate) type Rejection = (&'static str, String, &'static str);

pub(crate) fn too_short(cells: usize, width: usize) -> Rejection {
    let cells = counted(cells as u64, "cell", "cells");
    (
        "ROW_TOO_SHORT",
        format!("The row has {cells} where the header has {width}; it is not used."),
        "Check that no line break cuts this row, or have short rows filled up.",
    )
}

/// The same where the sentence has nothing of the row in it.
pub(crate) struct Fixed(&'static str, &'static str, &'static str);

impl Fixed {
    pub(crate) fn into_rejection(self) -> Rejection {
        (self.0, self.1.into(), self.2)
    }
}

pub(crate) const NO_RECORD: Fixed = Fixed(
    "ROW_NOT_A_RECORD",
    "A value without properties stands where a user should be; it is not used.",
    "Export the users as a list of objects.",
);
pub(crate) const TOTALS: Fixed = Fixed(
    "ROW_TOTALS",
    "The row is a line of totals at the end of the table, not a person; it is not used.",
    "Nothing is lost. If it is a person after all, fill in who it is in the source.",
);
pub(crate) const TEXT: Fixed = Fixed(
    "ROW_OF_TEXT",
    "The row is a line of text below the table or above the next one, not a person; it is not used.",
    "Nothing is lost. If it is a person after all, fill in who it is in the source.",
);
pub(crate) const RULED: Fixed = Fixed(
    "ROW_RULED",
    "The row is a line drawn with strokes, not a person; it is not used.",
    "Nothing is lost.",
);
pub(crate) const REPEATED_HEADER: Fixed = Fixed(
    "ROW_REPEATS_HEADER",
    "The row repeats the header, as where files were put together; it is not used.",
    "Nothing is lost if the files had the same columns in the same order.",
);

pub(crate) fn no_identity(side: Side) -> Rejection {
    let names = match side {
        Side::Azure => "object id, user principal name, mail, display name, given name and surname",
        Side::Legacy => "UID, user name, e-mail address, display name, first name and surname",
    };
    (
        "ROW_NO_IDENTITY",
        format!("The record has no value that says who it is ({names}); it is not used."),
        "Fill one of them in the source, or leave the row out of the export.",
    )
}
