//! Whatever libFuzzer makes of the corpus goes through the door `import`.
#![no_main]

#[path = "../doors.rs"]
#[allow(dead_code, reason = "each target is one of the doors")]
mod doors;

libfuzzer_sys::fuzz_target!(|text: &str| doors::import(text));
