//! The project's own chores, run by `cargo xtask NAME`. No product code.
#![expect(
    clippy::disallowed_methods,
    reason = "a chore reads its arguments and writes files"
)]

mod sample;

use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match std::env::args().nth(1).as_deref() {
        Some("sample") => sample::run(&root),
        other => bail!(
            "There is no chore {}; try: sample.",
            other.unwrap_or("without a name")
        ),
    }
}
