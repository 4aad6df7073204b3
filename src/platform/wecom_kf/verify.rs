//! Who sent it: the signature of the callback crypto (document 90968, section 2.1).

use std::borrow::Cow;
use std::cell::OnceCell;

use smallvec::SmallVec;

use super::codes;
use super::credentials::Keys;
use super::decrypt::Opened;
use super::envelope::{Body, malformed};
use crate::config::{Credential, Credentials, Policy};
use crate::crypto::Proof;
use crate::error::{Error, Result, Status};
use crate::event::{Content, DeliveryKind, Text};
use crate::json::{Arena, Rest, Warnings, number};
use crate::platform::verified::Coverage;
use crate::platform::{Verified, time};
use crate::request::Request;

/// What a verified request hands on.
pub(crate) struct Envelope<'p> {
    pub encrypted: Text<'p>,
    /// What stands in the body besides.
    pub native: Rest<'p>,
    pub warnings: Warnings,
    /// The credentials whose token makes the signature; a key that is being rotated keeps its token.
    pub(super) candidates: SmallVec<[&'p Credential<Keys>; 1]>,
    /// What decrypting found out.
    pub(super) opened: OnceCell<Opened<'p>>,
}

const CALLBACK: Coverage = Coverage {
    scheme: "wecom-sha1",
    covers: &["timestamp", "nonce", "encrypt"],
    uncovered: &[],
    content: Content::Signed,
};

const CHALLENGE: Coverage = Coverage { covers: &["timestamp", "nonce", "echostr"], ..CALLBACK };

pub(super) fn verify<'p>(
    credentials: &'p Credentials<Keys>,
    request: &Request<'p>,
    arena: &'p Arena,
    policy: &Policy,
) -> Result<Verified<'p, Envelope<'p>>> {
    credentials.all()?;
    let (kind, coverage) = match request.method() {
        "GET" => (DeliveryKind::Challenge, CHALLENGE),
        _ => (DeliveryKind::Events, CALLBACK),
    };
    let query = Query::read(request, kind, arena)?;
    let body = match query.echostr {
        Some(echostr) => Body::of_query(echostr, arena),
        None => Body::read(request.body, arena, policy.max_depth)?,
    };

    let mut candidates: SmallVec<[&Credential<Keys>; 1]> = SmallVec::new();
    let mut proof = None;
    let receiver = receiver(&body, request);
    let is_known = credentials.called(&receiver).next().is_some();
    for credential in credentials.to_try_for(Some(&receiver))? {
        if is_known && proof.is_some() && !credential.keys.receive_id.accepts(receiver.as_bytes()) {
            break;
        }
        let computed = credential.keys.sign(query.timestamp, query.nonce, body.encrypted);
        if let Some(found) = Proof::of(&computed, query.signature.as_bytes()) {
            proof.get_or_insert(found);
            candidates.push(credential);
        }
    }
    let (Some(proof), Some(first)) = (proof, candidates.first().copied()) else {
        return Err(Error::new(Status::SignatureMismatch, "msg_signature is not what a configured token makes")
            .hint(credentials.hint("check token, and that query and body are passed on unchanged"))
            .vendor(codes::SIGNATURE));
    };
    let time = number::integer(query.timestamp).ok_or_else(|| malformed("timestamp is not a whole number"))?;
    policy.judge_time(time::unix_ms(time), request.now_ms())?;

    let (encrypted, native, warnings) = body.into_parts();
    let envelope = Envelope { encrypted, native, warnings, candidates, opened: OnceCell::new() };
    Ok(Verified::proven(proof, kind, envelope, coverage, &first.id))
}

/// Whom the request names: in its body, else in its address, which the check of an address has alone (`?corpid=`); `""` is
/// nobody. Neither is signed. Where the name is a configured one, who goes by it is tried first, and others no more once
/// one of those made the signature: what is inside must name the receiver again.
fn receiver<'p>(body: &Body<'p>, request: &Request<'p>) -> Cow<'p, str> {
    let in_address = || request.query("corpid").ok().flatten();
    body.receiver().map(Cow::Borrowed).or_else(in_address).unwrap_or_default()
}

/// The parameters that the signature uses. Others are legal (`?corpid=$CORPID$`) and not signed.
struct Query<'p> {
    signature: Text<'p>,
    timestamp: Text<'p>,
    nonce: Text<'p>,
    /// Of a challenge alone; a POST may carry one, and it means nothing.
    echostr: Option<Text<'p>>,
}

impl<'p> Query<'p> {
    /// Reads them decoded once. A `+` stays a `+`: base64 has it and has no space, and a layer that turns `%2B` into
    /// `+` and hands the target on has then done no harm.
    fn read(request: &Request<'p>, kind: DeliveryKind, arena: &'p Arena) -> Result<Self> {
        let parameter = |name| {
            let value = request.query_with_plus(name)?.filter(|value| !value.is_empty());
            Ok(value.map(|value| arena.settle(value)))
        };
        let is_challenge = kind == DeliveryKind::Challenge;
        let signature: Option<Text<'p>> = parameter("msg_signature")?;
        let timestamp: Option<Text<'p>> = parameter("timestamp")?;
        let nonce: Option<Text<'p>> = parameter("nonce")?;
        let echostr: Option<Text<'p>> = if is_challenge { parameter("echostr")? } else { None };
        let signature = signature.ok_or_else(|| {
            Error::new(Status::MissingSignature, "query parameter msg_signature is missing")
                .hint("pass the target with its query; WeCom signs every request")
                .vendor(codes::SIGNATURE)
        })?;
        let missing = |name: &str| malformed(format!("query parameter {name} is missing"));
        Ok(Self {
            signature,
            timestamp: timestamp.ok_or_else(|| missing("timestamp"))?,
            nonce: nonce.ok_or_else(|| missing("nonce"))?,
            echostr: match echostr {
                None if is_challenge => {
                    return Err(missing("echostr").hint("a GET is the check of the address; events come as POST"));
                }
                echostr => echostr,
            },
        })
    }
}
