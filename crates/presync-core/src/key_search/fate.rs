//! What becomes of a user whose match keys give these answers, in order.
//!
//! The rules are `simulate::decide`'s over answers that were given before; tests hold the two equal.

use crate::{Assumption, Choices, Outcome, mapping::ObjectActions, simulate::Answer};

/// What decides beside the answers, for everybody.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    creates: bool,
    /// Whether a key without a value lets the next one be asked.
    falls_through: bool,
    /// Whether several accounts end the search.
    fails_on_several: bool,
}

/// What decides beside the answers, for one user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Who {
    pub(super) is_disabled: bool,
    pub(super) has_own: bool,
    /// Whether an expression leaves the user out who is to be created.
    pub(super) is_ignored: bool,
    /// Whether the user's own account would be sent another sign-in name.
    pub(super) is_renamed: bool,
}

impl Rules {
    pub(super) fn of(actions: ObjectActions, choices: Choices) -> Self {
        Self {
            creates: actions.create,
            falls_through: choices.is_default(Assumption::NullFallsThrough),
            fails_on_several: choices.is_default(Assumption::MultipleHitsFail),
        }
    }

    /// The outcome of a user in scope.
    pub(super) fn outcome(self, who: Who, answers: impl Iterator<Item = Answer>) -> Outcome {
        let (mut has_value, mut several) = (false, false);
        for answer in answers {
            has_value |= answer != Answer::NoValue;
            match answer {
                Answer::NoValue if self.falls_through => {}
                Answer::NoValue => return Outcome::Skipped,
                Answer::Nothing => {}
                Answer::Own => return Outcome::Linked,
                Answer::Other => return Outcome::Takeover,
                Answer::Several if self.fails_on_several => return Outcome::Ambiguous,
                Answer::Several => several = true,
            }
        }
        match several {
            true => Outcome::Ambiguous,
            false if has_value => self.not_found(who),
            false => Outcome::Skipped,
        }
    }

    fn not_found(self, who: Who) -> Outcome {
        match who {
            _ if who.is_disabled || !self.creates || who.is_ignored => Outcome::Skipped,
            Who { has_own: true, .. } => Outcome::Duplicate,
            _ => Outcome::Created,
        }
    }

    /// Whether the next key is asked after this answer.
    pub(super) fn goes_on(self, answer: Answer) -> bool {
        match answer {
            Answer::NoValue => self.falls_through,
            Answer::Nothing => true,
            Answer::Own | Answer::Other => false,
            Answer::Several => !self.fails_on_several,
        }
    }
}
