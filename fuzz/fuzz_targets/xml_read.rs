//! Drives `presync_fuzz::xml_read`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: presync_fuzz::let_panics_be_caught(), |data: &[u8]| {
    presync_fuzz::xml_read(data);
});
