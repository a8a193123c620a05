//! What every process of Presync does before anything of a host runs: it keeps values out of what a
//! panic prints, and reads for another process where it was started for that.
//!
//! What a panic means to a command is [`crate::App`]'s to say.

use std::{
    ffi::OsStr,
    io::Write as _,
    panic::{self, Location},
};

use crate::reader;

/// Where a registry keeps the sources that a library was built of.
const REGISTRY: &str = "registry/src/";

/// Begins a process of Presync. True when it was one that reads for another and is done: the host is to
/// end it then.
#[must_use]
pub fn begin(first_argument: Option<&OsStr>) -> bool {
    keep_values_out_of_panics();
    reader::serve_if_asked(first_argument)
}

/// The message of a panic may hold what a library was reading, a cell of somebody's row. Only the place
/// in the code is printed, also of a panic that is caught and told as what it means.
fn keep_values_out_of_panics() {
    panic::set_hook(Box::new(|panic| {
        let told = sentence(panic.location());
        // Nobody is left to tell where even this cannot be written.
        let _ = writeln!(std::io::stderr().lock(), "{told}");
    }));
}

fn sentence(location: Option<&Location<'_>>) -> String {
    let place = location.map_or_else(
        || "an unknown place".to_owned(),
        |place| {
            format!(
                "{}:{}:{}",
                short(place.file()),
                place.line(),
                place.column()
            )
        },
    );
    format!("An error inside Presync at {place}; its message is not shown, as it may hold values.")
}

/// The source of a library without the folders of the machine that built it.
fn short(file: &str) -> String {
    let file = file.replace('\\', "/");
    let inside = file.split_once(REGISTRY).map(|(_, inside)| inside);
    let library = inside.and_then(|inside| inside.split_once('/'));
    library.map_or_else(|| file.clone(), |(_, source)| source.to_owned())
}

#[cfg(test)]
mod tests {
    use std::{env, process::Command};

    use super::*;

    const MARK: &str = "kanarie@x.test";
    /// Set in the process that panics.
    const PANICS: &str = "PRESYNC_TEST_PANICS";

    #[test]
    fn a_panic_prints_its_place_and_no_word_of_its_message() {
        if env::var_os(PANICS).is_some() {
            assert!(!begin(None), "this process reads for nobody");
            let caught = panic::catch_unwind(|| panic!("cannot take {MARK} for a number"));
            let thrown = caught.expect_err("it panics");
            assert!(
                thrown
                    .downcast_ref::<String>()
                    .is_some_and(|text| text.contains(MARK))
            );
            return;
        }
        let itself = env::current_exe().expect("a test is a program");
        let ended = Command::new(itself)
            .args(["a_panic_prints_its_place", "--nocapture"])
            .env(PANICS, "1")
            .output()
            .expect("it starts");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{said}");
        assert!(said.contains("process.rs:"), "the place is said: {said}");
        assert!(!said.contains("kanarie"), "{said}");
        assert!(!String::from_utf8_lossy(&ended.stdout).contains("kanarie"));
    }

    #[test]
    fn places_do_not_name_the_machine() {
        let check = |file: &str, expect: &str| assert_eq!(short(file), expect);
        check(
            "/build/registry/src/index.crates.io-1949cf8c6b5b557f/calamine-0.36.1/src/xls.rs",
            "calamine-0.36.1/src/xls.rs",
        );
        check(
            "C:\\x\\registry\\src\\index\\zip-4.0.0\\src\\read.rs",
            "zip-4.0.0/src/read.rs",
        );
        check(
            "crates/presync-app/src/app.rs",
            "crates/presync-app/src/app.rs",
        );
    }
}
