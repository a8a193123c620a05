//! Builds the one SQLite of the product, which can encrypt (docs/decisions/0001), with the flags of the
//! build that `libsqlite3-sys` bundles. Not here: bindings, which are that crate's.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script: Cargo speaks to it by the environment"
)]

use std::env;

/// What `libsqlite3-sys` 0.40 builds its bundled SQLite with, as far as the workspace uses it; sorting and
/// other temporary tables stay in memory unless somebody asks otherwise.
const DEFINES: [(&str, Option<&str>); 12] = [
    ("SQLITE_CORE", None),
    ("SQLITE_DEFAULT_FOREIGN_KEYS", Some("1")),
    ("SQLITE_ENABLE_API_ARMOR", None),
    ("SQLITE_ENABLE_COLUMN_METADATA", None),
    ("SQLITE_ENABLE_DBSTAT_VTAB", None),
    ("SQLITE_ENABLE_STAT4", None),
    ("SQLITE_THREADSAFE", Some("1")),
    ("SQLITE_USE_URI", None),
    ("SQLITE_TEMP_STORE", Some("2")),
    ("HAVE_USLEEP", Some("1")),
    ("HAVE_ISNAN", None),
    ("_POSIX_THREAD_SAFE_FUNCTIONS", None),
];

fn main() {
    let folder = sqlite3mc_src::source_dir();
    let mut build = cc::Build::new();
    build
        .file(folder.join(sqlite3mc_src::SOURCE_FILE))
        .include(folder)
        .warnings(false);
    for (name, value) in DEFINES {
        build.define(name, value);
    }
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        build.define("HAVE_LOCALTIME_R", None);
    }
    println!("cargo:rerun-if-changed=build.rs");
    build.compile("sqlite3mc");
}
