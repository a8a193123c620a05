//! The engine that runs translated patterns, and what it may spend: on building one, and on all the
//! matches of one call together. Knows nothing of .NET.

use std::ops::Range;
use std::sync::OnceLock;

use fancy_regex::{Captures, Regex, RegexBuilder};

use super::regex::RegexFault;

/// Bytes that a built pattern may take; beyond it lie counts such as `\w{1,9999}`.
const BUILT_BYTES_MAX: usize = 4 << 20;
/// Steps of backtracking that nearly every match stays below.
const QUICK_STEPS: usize = 2_048;
/// Steps of backtracking after which a match is given up.
const PATIENT_STEPS: usize = 500_000;
/// Steps of backtracking for all matches of one call: 16,384 quick ones.
const CALL_STEPS: usize = QUICK_STEPS << 14;
/// Bytes that all matches of one call may look at, each counted up to the end of the text: a match
/// may have looked that far. Texts below 11,000 bytes never come near it.
const CALL_BYTES: usize = 1 << 26;

/// A pattern, ready to match.
pub(super) struct Engine {
    quick: Regex,
    /// The same with more steps, for the match that needs them.
    patient: OnceLock<Option<Regex>>,
}

/// What is left for the matches of one call.
pub(super) struct Budget {
    steps: usize,
    bytes: usize,
}

/// A match: its extent alone, or with its groups.
pub(super) enum Found<'t> {
    Whole(Range<usize>),
    Groups(Captures<'t, str>),
}

impl Engine {
    /// The engine for `pattern`, unless it is too large or has what the engine does not know.
    pub(super) fn build(pattern: impl AsRef<str>) -> Option<Engine> {
        Some(Engine {
            quick: build(pattern.as_ref(), QUICK_STEPS)?,
            patient: OnceLock::new(),
        })
    }

    pub(super) fn pattern(&self) -> &str {
        self.quick.as_str()
    }

    /// The first match from the offset `at` on.
    #[inline]
    pub(super) fn find<'t>(
        &self,
        text: &'t str,
        at: usize,
        with_groups: bool,
        budget: &mut Budget,
    ) -> Result<Option<Found<'t>>, RegexFault> {
        budget.spend(QUICK_STEPS, text.len() - at)?;
        match find(&self.quick, text, at, with_groups) {
            Ok(found) => Ok(found),
            Err(_) => self.find_patiently(text, at, with_groups, budget),
        }
    }

    #[cold]
    fn find_patiently<'t>(
        &self,
        text: &'t str,
        at: usize,
        with_groups: bool,
        budget: &mut Budget,
    ) -> Result<Option<Found<'t>>, RegexFault> {
        budget.spend(PATIENT_STEPS, text.len() - at)?;
        let patient = self
            .patient
            .get_or_init(|| build(self.pattern(), PATIENT_STEPS));
        let patient = patient.as_ref().ok_or(RegexFault::TooCostly)?;
        find(patient, text, at, with_groups).map_err(|_| RegexFault::TooCostly)
    }
}

impl Default for Budget {
    fn default() -> Budget {
        Budget {
            steps: CALL_STEPS,
            bytes: CALL_BYTES,
        }
    }
}

impl Budget {
    #[inline]
    fn spend(&mut self, steps: usize, bytes: usize) -> Result<(), RegexFault> {
        if steps > self.steps || bytes > self.bytes {
            return Err(RegexFault::TooCostly);
        }
        self.steps -= steps;
        self.bytes -= bytes;
        Ok(())
    }
}

impl Found<'_> {
    /// Where the group matched; group 0 is the whole match.
    pub(super) fn range(&self, group: usize) -> Option<Range<usize>> {
        match self {
            Found::Whole(range) => (group == 0).then(|| range.clone()),
            Found::Groups(captures) => captures.get(group).map(|found| found.range()),
        }
    }
}

/// The engine gave up; it has no other error of a match.
struct Costly;

#[inline]
fn find<'t>(
    engine: &Regex,
    text: &'t str,
    at: usize,
    with_groups: bool,
) -> Result<Option<Found<'t>>, Costly> {
    let found = if with_groups {
        engine
            .captures_from_pos(text, at)
            .map(|found| found.map(Found::Groups))
    } else {
        engine
            .find_from_pos(text, at)
            .map(|found| found.map(|found| Found::Whole(found.range())))
    };
    found.map_err(|_| Costly)
}

fn build(pattern: &str, steps: usize) -> Option<Regex> {
    RegexBuilder::new(pattern)
        .backtrack_limit(steps)
        .delegate_size_limit(BUILT_BYTES_MAX)
        .delegate_dfa_skip_cache_capacity_check(false)
        .build()
        .ok()
}
