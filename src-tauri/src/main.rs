//! The window's process. Everything it does is in the library beside it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    if presync_app::process::begin(std::env::args_os().nth(1).as_deref()) {
        return ExitCode::SUCCESS;
    }
    presync_desktop::run()
}
