//! Drives `presync_fuzz::zip_preflight`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: presync_fuzz::let_panics_be_caught(), |data: &[u8]| {
    presync_fuzz::zip_preflight(data);
});
