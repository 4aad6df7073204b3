//! A receiver under test, and what it must never say.

use imhook::{Error, Receiver};

pub struct Subject {
    pub receiver: Receiver,
    pub config: &'static str,
    /// Texts of the configuration that no output may hold.
    pub secrets: &'static [&'static str],
}

impl Subject {
    pub fn new(config: &'static str, secrets: &'static [&'static str]) -> Self {
        let receiver = Receiver::new(config.as_bytes()).unwrap_or_else(|error| panic!("{config}: {error}"));
        Self { receiver, config, secrets }
    }

    /// What parsing gives.
    pub fn parse(&self, payload: &[u8]) -> Result<Vec<u8>, Error> {
        let mut out = b"before".to_vec();
        match self.receiver.parse_into(payload, &mut out) {
            Ok(()) => Ok(out.split_off(6)),
            Err(error) => {
                assert_eq!(out, b"before", "a failed parse leaves something behind");
                Err(error)
            }
        }
    }
}
