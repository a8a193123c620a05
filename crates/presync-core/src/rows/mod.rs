//! What a plan says row by row, once for screen and files: everybody of both sides, every change.
//!
//! A row borrows and names people by index; by which ids they are shown is for [`IdentityColumns`]
//! to say, where a writer shows them. How a row is laid out is the writers'.
//!
//! [`IdentityColumns`]: crate::summary::IdentityColumns

mod changed;
mod codes;
mod person;
mod review;

use std::borrow::Cow;

pub use changed::{Changed, ChangedRows};
pub use codes::FindingCodes;
pub use person::{People, Person};
pub use review::{ReviewPair, ReviewPairs, ReviewScope};

/// Several values in one cell, as files and grids write them. Without any or with one it costs no text.
#[must_use]
pub fn joined<'a>(mut values: impl Iterator<Item = Cow<'a, str>>) -> Cow<'a, str> {
    let Some(mut text) = values.next() else {
        return Cow::Borrowed("");
    };
    for value in values {
        let text = text.to_mut();
        text.push(';');
        text.push_str(&value);
    }
    text
}
