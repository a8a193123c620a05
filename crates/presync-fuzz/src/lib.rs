//! What the fuzz targets do with their bytes, as plain functions: each takes any bytes, and panics only
//! when a promise is broken.
//!
//! A fuzzer calls them with what it invents (`cargo xtask fuzz`); the tests beside this call them with
//! what was kept, so that what was found once is looked at on every run, without a fuzzer. No part of
//! the product.
#![expect(
    clippy::disallowed_methods,
    reason = "the bytes are given to the readers as files"
)]

mod expressions;
mod files;
mod reimport;
mod workspaces;

pub use expressions::{dotnet_date, dotnet_regex, expr_eval, expr_parse};
pub use files::{csv_read, json_read, xls_open, xlsx_stream, xml_read, zip_preflight};
pub use reimport::csv_reimport;
pub use workspaces::workspace_open;

/// One target: its name, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All targets, by name.
pub const TARGETS: &[Target] = &[
    ("csv_read", csv_read),
    ("csv_reimport", csv_reimport),
    ("dotnet_date", dotnet_date),
    ("dotnet_regex", dotnet_regex),
    ("expr_eval", expr_eval),
    ("expr_parse", expr_parse),
    ("json_read", json_read),
    ("workspace_open", workspace_open),
    ("xls_open", xls_open),
    ("xlsx_stream", xlsx_stream),
    ("xml_read", xml_read),
    ("zip_preflight", zip_preflight),
];

/// A fuzzer ends the process at any panic; but the reader of workbooks catches those of its parser. Only
/// what leaves a target counts, and the driver sees that by itself.
pub fn let_panics_be_caught() {
    std::panic::set_hook(Box::new(|_| {}));
}
