//! Drives `presync_fuzz::xls_open`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: presync_fuzz::let_panics_be_caught(), |data: &[u8]| {
    presync_fuzz::xls_open(data);
});
