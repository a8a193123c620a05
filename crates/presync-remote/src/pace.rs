//! How long and how often to wait for a service that is busy or breaks off. Pure but for the waiting.

use std::time::Duration;

use jiff::Timestamp;

/// How patient a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often one request is repeated after the service asked to wait or broke off.
    pub repeats_max: u32,
    /// The first wait where the service does not say how long; each further one is twice as long.
    pub first_wait: Duration,
    /// No single wait is longer, whatever the service says.
    pub wait_max: Duration,
    /// The longest silence of a service within an answer and before it.
    pub silence_max: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            repeats_max: 8,
            first_wait: Duration::from_secs(1),
            wait_max: Duration::from_secs(120),
            silence_max: Duration::from_secs(100),
        }
    }
}

impl Patience {
    /// How long to wait before the n-th repeat, from 0; none when patience is at an end.
    pub(crate) fn wait(&self, repeats: u32, asked: Option<Duration>) -> Option<Duration> {
        if repeats >= self.repeats_max {
            return None;
        }
        let own = self.first_wait.saturating_mul(1 << repeats.min(16));
        Some(asked.unwrap_or(own).min(self.wait_max))
    }
}

/// What *Retry-After* asks for (RFC 9110 §10.2.3): seconds, or a moment. A moment is held against the answer's
/// own *Date*, so that a wrong clock on either side does not matter.
pub(crate) fn retry_after(text: &str, date: Option<&str>) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let (moment, now) = (moment(text)?, moment(date?)?);
    Some(Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO))
}

fn moment(text: &str) -> Option<Timestamp> {
    Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let patience = Patience::default();
        let check = |repeats, asked: Option<u64>, expect: Option<u64>| {
            let wait = patience.wait(repeats, asked.map(Duration::from_secs));
            assert_eq!(wait, expect.map(Duration::from_secs), "{repeats} {asked:?}");
        };
        check(0, None, Some(1));
        check(3, None, Some(8));
        check(7, None, Some(120));
        check(0, Some(0), Some(0));
        check(2, Some(7), Some(7));
        check(2, Some(9_999), Some(120));
        check(8, Some(1), None);
    }

    #[test]
    fn a_wait_is_said_in_seconds_or_as_a_moment() {
        let now = Some("Mon, 23 Nov 2026 09:00:00 GMT");
        let check = |text: &str, expect: Option<u64>| {
            assert_eq!(
                retry_after(text, now),
                expect.map(Duration::from_secs),
                "{text}"
            );
        };
        check("2", Some(2));
        check(" 120 ", Some(120));
        check("Mon, 23 Nov 2026 09:00:30 GMT", Some(30));
        check("Mon, 23 Nov 2026 08:59:00 GMT", Some(0));
        check("soon", None);
        check("-1", None);
        assert_eq!(retry_after("Mon, 23 Nov 2026 09:00:30 GMT", None), None);
    }
}
