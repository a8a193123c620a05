//! The workspace from outside: real files in folders of their own.

#![expect(
    clippy::disallowed_methods,
    reason = "the tests look at files, damage them and start themselves again"
)]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod beside;
mod changes;
mod decisions;
mod documents;
mod format;
mod grid;
mod imports;
mod injection;
mod killed;
mod locked;
mod plans;
mod purging;
mod readings;
mod refusal;
mod support;
