//! Workbooks that are read in a process of their own: through the real binary, started as a host
//! starts it.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests write the files that are read"
)]

mod boundary;
mod endings;
mod ods;
mod xls;
