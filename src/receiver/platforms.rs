//! The table of platforms.

use super::pipeline::{Endpoint, endpoint};
use crate::config::Settings;
use crate::error::Result;
use crate::platform::{Platform, easemob, qiwei, wecom_archive, wecom_kf, wps, yach};

/// A row of the table: a platform's word, and how an endpoint of it is made from the rest of a configuration.
struct Row {
    id: &'static str,
    configure: fn(Settings<'_>) -> Result<Box<dyn Endpoint>>,
}

impl Row {
    const fn of<P: Platform>() -> Self {
        Self { id: P::ID, configure: endpoint::<P> }
    }
}

/// Every platform, in alphabetical order.
static PLATFORMS: &[Row] = &[
    Row::of::<easemob::Easemob>(),
    Row::of::<qiwei::Qiwei>(),
    Row::of::<wecom_archive::WecomArchive>(),
    Row::of::<wecom_kf::WecomKf>(),
    Row::of::<wps::Wps>(),
    Row::of::<yach::Yach>(),
    #[cfg(test)]
    Row::of::<crate::platform::defective::Defective>(),
];

/// Makes the endpoint that a configuration asks for.
pub fn configure(mut settings: Settings<'_>) -> Result<Box<dyn Endpoint>> {
    let id = settings.required_text("platform")?;
    match PLATFORMS.iter().find(|row| row.id == id) {
        Some(row) => (row.configure)(settings),
        None => {
            let known: Vec<&str> = PLATFORMS.iter().map(|row| row.id).collect();
            Err(settings
                .expected("platform", "one that this library has")
                .hint(format!("it has: {}", known.join(", "))))
        }
    }
}
