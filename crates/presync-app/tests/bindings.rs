//! Holds the committed TypeScript bindings against the command table.
#![expect(
    clippy::disallowed_methods,
    reason = "the bindings are a file of the page"
)]

use std::{env, fs, path::Path};

use presync_app::{bindings::typescript, commands::COMMANDS};

#[test]
fn bindings_are_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/bindings.ts");
    let fresh = typescript();
    if env::var_os("PRESYNC_WRITE_BINDINGS").is_some() {
        fs::write(&file, &fresh).expect("BUG: the page's folder is in the tree");
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        held, fresh,
        "run `cargo xtask bindings` and commit the result"
    );
}

#[test]
fn every_command_is_in_the_bindings_once() {
    let bindings = typescript();
    for command in COMMANDS {
        let entry = format!("  \"{}\": {{ params: ", command.name);
        assert_eq!(bindings.matches(&entry).count(), 1, "{}", command.name);
    }
}
