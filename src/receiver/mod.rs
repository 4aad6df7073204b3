//! The receiver: one configured endpoint, and the way that every request takes through it.

mod batch;
mod pipeline;
mod platforms;
mod received;
mod report;

pub(crate) use batch::WORKER;
pub use received::Received;

use pipeline::Endpoint;

use crate::config::Settings;
use crate::error::{Error, Result, Status};
use crate::event::Delivery;
use crate::json::Arena;
use crate::platform::{Diagnosis, Spec};
use crate::request::Request;
use crate::rows::{Array, Rows};
use crate::secret::{STACK_OF_CONFIGURATION, wipe_stack};

/// One configured endpoint: a platform, its credentials, a policy. Immutable; share it between threads.
pub struct Receiver {
    endpoint: Box<dyn Endpoint>,
}

impl Receiver {
    /// Makes a receiver from its JSON configuration.
    ///
    /// # Errors
    /// `invalid_config`, with a message that names the key and never a value.
    ///
    /// # Examples
    /// ```
    /// let receiver = imhook::Receiver::new(br#"{"platform":"wps","credentials":{"app_id":"AK1","app_key":"secret"}}"#)?;
    /// # Ok::<(), imhook::Error>(())
    /// ```
    pub fn new(config: &[u8]) -> Result<Self> {
        let endpoint = Self::configured(config);
        wipe_stack::<STACK_OF_CONFIGURATION>();
        Ok(Self { endpoint: endpoint? })
    }

    /// Apart, so that the keys on their way are on the stack below `new`.
    #[inline(never)]
    fn configured(config: &[u8]) -> Result<Box<dyn Endpoint>> {
        let arena = Arena::default();
        platforms::configure(Settings::read(config, &arena, "configuration", Status::InvalidConfig)?)
    }

    /// Verifies, decrypts and parses a request.
    ///
    /// # Errors
    /// Any status of the 200s to 500s; the signature is judged before everything about the content.
    pub fn receive<'r>(&'r self, request: &Request<'r>) -> Result<Received<'r>> {
        Received::of(&*self.endpoint, *request)
    }

    /// [`Receiver::receive`], written as one line of JSON after what `out` holds. On failure `out` is as it was.
    ///
    /// # Errors
    /// As `receive`.
    pub fn receive_into(&self, request: &Request<'_>, out: &mut Vec<u8>) -> Result<()> {
        let arena = Arena::default();
        self.write(&self.endpoint.receive(request, &arena)?, request.body, out);
        Ok(())
    }

    /// Proves the sender and stops: a verification report as JSON.
    ///
    /// # Errors
    /// As `receive`, up to the 200s.
    pub fn verify(&self, request: &Request<'_>) -> Result<Vec<u8>> {
        self.endpoint.verify(request)
    }

    /// Verifies, then gives the plaintext bytes.
    ///
    /// # Errors
    /// As `receive`, up to the 300s.
    pub fn decrypt(&self, request: &Request<'_>) -> Result<Vec<u8>> {
        self.endpoint.decrypt(request)
    }

    /// Parses a payload that the caller vouches for: one line of JSON after what `out` holds. Needs no credentials.
    ///
    /// # Errors
    /// `malformed_payload`, `too_large`, `too_deep`.
    pub fn parse_into(&self, payload: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let arena = Arena::default();
        self.write(&self.endpoint.parse(payload, &arena)?, payload, out);
        Ok(())
    }

    /// Receives many requests on up to `threads` threads: one line each, in order; that of a failed one is its error
    /// object.
    pub fn receive_batch(&self, requests: &[Request<'_>], threads: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(requests.iter().map(|request| Self::room_for(request.body)).sum());
        let length = |request: &Request<'_>| request.body.len();
        let receive = |requests: &[Request<'_>], out: &mut Vec<u8>| match requests {
            [first, second] => self.receive_two([first, second], out),
            others => others.iter().for_each(|request| batch::line(out, |out| self.receive_into(request, out))),
        };
        batch::of_requests(requests, length, threads, receive, &mut out);
        out
    }

    /// [`Receiver::receive_batch`] of requests that may be none.
    pub(crate) fn receive_each(&self, requests: &[Result<Request<'_>>], threads: usize, out: &mut Vec<u8>) {
        let receive_one = |request: &Result<Request<'_>>, out: &mut Vec<u8>| match request {
            Ok(request) => self.receive_into(request, out),
            Err(error) => Err(error.clone()),
        };
        let receive = |requests: &[Result<Request<'_>>], out: &mut Vec<u8>| match requests {
            [Ok(first), Ok(second)] => self.receive_two([first, second], out),
            others => others.iter().for_each(|request| batch::line(out, |out| receive_one(request, out))),
        };
        let length = |request: &Result<Request<'_>>| request.as_ref().map_or(0, |request| request.body.len());
        batch::of_requests(requests, length, threads, receive, out);
    }

    /// Parses payloads that stand on a line each, on up to `threads` threads. Blank lines give nothing; a failed line's
    /// line is its error object.
    pub fn parse_lines(&self, lines: &[u8], threads: usize) -> Vec<u8> {
        let mut out = Vec::new();
        self.parse_lines_into(lines, threads, &mut out);
        out
    }

    /// [`Receiver::parse_lines`] after what `out` holds.
    pub(crate) fn parse_lines_into(&self, lines: &[u8], threads: usize, out: &mut Vec<u8>) {
        batch::of_lines(lines, threads, |line, out| self.parse_into(line, out), out);
    }

    /// The rows of many requests, which may be none.
    pub(crate) fn receive_rows(&self, requests: &[Result<Request<'_>>]) -> Array {
        let mut rows = Rows::of(self.endpoint.policy().presentation);
        for two in requests.chunks(2) {
            let arenas = [Arena::default(), Arena::default()];
            if let [Ok(first), Ok(second)] = two {
                let deliveries = self.endpoint.receive_two([first, second], arenas.each_ref());
                deliveries.iter().for_each(|delivery| rows.add(delivery.as_ref()));
                continue;
            }
            for (request, arena) in two.iter().zip(&arenas) {
                match request {
                    Ok(request) => rows.add(self.endpoint.receive(request, arena).as_ref()),
                    Err(error) => rows.add(Err(error)),
                }
            }
        }
        rows.finish()
    }

    /// The rows of many payloads, which may be none.
    pub(crate) fn parse_rows<'r>(&self, payloads: impl Iterator<Item = Result<&'r [u8]>>) -> Array {
        let mut rows = Rows::of(self.endpoint.policy().presentation);
        for payload in payloads {
            let arena = Arena::default();
            rows.add(payload.and_then(|payload| self.endpoint.parse(payload, &arena)).as_ref());
        }
        rows.finish()
    }

    /// Composes what goes the other way: `{method,target,headers{},body}` as JSON.
    ///
    /// # Errors
    /// `invalid_argument` for the spec, `invalid_message` for what it holds, `unsupported`, `unverifiable`.
    pub fn seal(&self, spec: &[u8]) -> Result<Vec<u8>> {
        let arena = Arena::default();
        let spec = Spec::read(spec, &arena)?;
        Ok(self.endpoint.seal(spec)?.to_json())
    }

    /// Says step by step what becomes of a request and, where it fails, why. For the operator's eyes: never send it to
    /// who sent the request.
    pub fn diagnose(&self, request: &Request<'_>) -> Vec<u8> {
        self.endpoint.diagnose(request).into_json()
    }

    /// [`Receiver::diagnose`] of what is not even a request.
    pub(crate) fn diagnose_refused(&self, error: Error) -> Vec<u8> {
        let mut diagnosis = Diagnosis::new(self.endpoint.platform());
        diagnosis.step("request", Err::<(), _>(error));
        diagnosis.into_json()
    }
}

impl Receiver {
    /// A guess of what a delivery takes, in bytes: it holds its text twice, its record, and the fields around it; base64
    /// has made the input a third longer than that. A good guess saves the copies of growing.
    pub(crate) fn room_for(input: &[u8]) -> usize {
        input.len().saturating_mul(9) / 4 + 1024
    }

    /// The lines of two requests.
    fn receive_two(&self, requests: [&Request<'_>; 2], out: &mut Vec<u8>) {
        let arenas = [Arena::default(), Arena::default()];
        let deliveries = self.endpoint.receive_two(requests, arenas.each_ref());
        for (delivery, request) in deliveries.into_iter().zip(requests) {
            batch::line(out, |out| {
                self.write(&delivery?, request.body, out);
                Ok(())
            });
        }
    }

    fn write(&self, delivery: &Delivery<'_>, input: &[u8], out: &mut Vec<u8>) {
        out.reserve(Self::room_for(input));
        delivery.write(&self.endpoint.policy().presentation, out);
    }
}

impl std::fmt::Debug for Receiver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Receiver").field("platform", &self.endpoint.platform()).finish_non_exhaustive()
    }
}
