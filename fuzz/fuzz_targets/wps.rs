#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| imhook_fuzz::target("wps")(input));
