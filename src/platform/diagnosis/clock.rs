//! Signed times and clocks: which of them is off, and by how much.

use super::{Code, Diagnosis};
use crate::config::Policy;
use crate::limits::SECONDS_BELOW;
use crate::request::Request;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The furthest that local time is from UTC.
const FURTHEST_ZONE: i64 = 14 * HOUR;

/// Zones differ by multiples of this.
const ZONE_STEP: i64 = 30 * MINUTE;

/// How far a clock that is right but for its zone may be off.
const ZONE_SLACK: i64 = 30 * SECOND;

/// Says why a signed time is too far from now: `time_ms` as it was understood, in Unix milliseconds.
pub(crate) fn explain(time_ms: i64, request: &Request<'_>, policy: &Policy, diagnosis: &mut Diagnosis) {
    let now_ms = request.now_ms();
    if (0..SECONDS_BELOW).contains(&now_ms) {
        diagnosis.advise(
            Code::NowInSeconds,
            format!("now_ms is {now_ms}, which is early 1970: give Unix milliseconds, or 0 for the system's clock"),
        );
        return;
    }
    let fits = |time_ms: i64| policy.judge_time(time_ms, now_ms).is_ok();
    if let Some(scale) = [1000, 1_000_000].into_iter().find(|scale| fits(time_ms / scale)) {
        diagnosis.advise(
            Code::TimeUnit,
            format!("the signed time is now once it is divided by {scale}: whoever makes these requests counts a smaller unit than the platform"),
        );
        return;
    }
    let (away, side) =
        (time_ms.saturating_sub(now_ms).saturating_abs(), if time_ms < now_ms { "behind" } else { "ahead of" });
    let size = size(away);
    let off_zone = away % ZONE_STEP;
    if (HOUR..=FURTHEST_ZONE).contains(&away) && off_zone.min(ZONE_STEP - off_zone) <= ZONE_SLACK {
        diagnosis.advise(
            Code::TimeZone,
            format!("the signed time is {size} {side} now, a whole zone: one of the two clocks keeps local time as if it were UTC"),
        );
    } else if away > DAY && time_ms < now_ms {
        diagnosis.advise(
            Code::OldRequest,
            format!("the request was signed {size} ago: it is a recorded or repeated one; to judge it, give now_ms of its time"),
        );
    } else {
        diagnosis.advise(
            Code::ClockSkew,
            format!("the signed time is {size} {side} now: synchronise this host's clock; a request that waited on its way needs a larger tolerance_seconds"),
        );
    }
}

/// `3 d 4 h`, `8 h 0 min`, `7 min 12 s`, `41 s`.
fn size(milliseconds: i64) -> String {
    let [days, hours, minutes, seconds] =
        [milliseconds / DAY, milliseconds % DAY / HOUR, milliseconds % HOUR / MINUTE, milliseconds % MINUTE / SECOND];
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, _) => format!("{minutes} min {seconds} s"),
        (0, _, _) => format!("{hours} h {minutes} min"),
        _ => format!("{days} d {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_two_units() {
        for (milliseconds, said) in
            [(41_999, "41 s"), (432_000, "7 min 12 s"), (8 * HOUR, "8 h 0 min"), (3 * DAY + 4 * HOUR, "3 d 4 h")]
        {
            assert_eq!(size(milliseconds), said);
        }
    }
}
