//! The bodies of the fuzz targets: what is done with an input, and what must hold for every input there is.
//!
//! `fuzz_targets/` hands libFuzzer's inputs to them, `tests/corpus.rs` those that are committed. A target that finds a
//! promise broken panics.

mod abi;
mod batch;
pub mod case;
mod check;
mod config;
mod platform;
mod proof;
mod request_head;
mod seal_roundtrip;
mod subject;
mod text;

/// What is done with an input.
pub type Target = fn(&[u8]);

/// Every target, by its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("batch", batch::run),
    ("c_abi", abi::run),
    ("config", config::run),
    ("easemob", |input| platform::run(&platform::EASEMOB, input)),
    ("qiwei", |input| platform::run(&platform::QIWEI, input)),
    ("request_head", request_head::run),
    ("seal_roundtrip", seal_roundtrip::run),
    ("wecom_archive", |input| platform::run(&platform::WECOM_ARCHIVE, input)),
    ("wecom_kf", |input| platform::run(&platform::WECOM_KF, input)),
    ("wps", |input| platform::run(&platform::WPS, input)),
    ("yach", |input| platform::run(&platform::YACH, input)),
];

/// The target of this name.
pub fn target(name: &str) -> Target {
    let found = TARGETS.iter().find(|(other, _)| *other == name);
    found.unwrap_or_else(|| panic!("{name} is no target")).1
}
