//! What each finding code means as a risk: because of what, and what would come of it.
//!
//! A table and nothing else; the sentences are put together by `summary::register`.

use crate::finding::FindingCode;

/// What would come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Something for the people concerned, to stand after "12 people would".
    People(&'static str),
    /// Something as a whole, as a clause of its own.
    Whole(&'static str),
}

/// A risk: the cause, to stand after "Because", and the effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RiskText {
    pub(crate) because: &'static str,
    pub(crate) effect: Effect,
}

impl FindingCode {
    /// The code as a risk.
    pub(crate) fn risk(self) -> RiskText {
        RISKS[self as usize].1
    }
}

const fn people(
    code: FindingCode,
    because: &'static str,
    would: &'static str,
) -> (FindingCode, RiskText) {
    let effect = Effect::People(would);
    (code, RiskText { because, effect })
}

const fn whole(
    code: FindingCode,
    because: &'static str,
    clause: &'static str,
) -> (FindingCode, RiskText) {
    let effect = Effect::Whole(clause);
    (code, RiskText { because, effect })
}

use FindingCode as Code;

/// By position of the code; a test holds the two equal.
const RISKS: [(FindingCode, RiskText); 75] = [
    people(
        Code::NoMatch,
        "no match key finds their account",
        "get a second account",
    ),
    people(
        Code::ConflictingHits,
        "the match keys point at different accounts",
        "land on the account that the first key happens to find",
    ),
    people(
        Code::UniqueIdOverwritten,
        "the unique ID is mapped from another attribute than the intranet's IDs come from",
        "have their unique ID overwritten with a value of another kind",
    ),
    people(
        Code::PowerUser,
        "the sync touches the accounts of Power Users",
        "perhaps lose their rights",
    ),
    people(
        Code::RequiredEmpty,
        "a required attribute has no value",
        "fail, or be left without it",
    ),
    people(
        Code::DefaultOnCreateOnly,
        "defaults apply only when an account is created",
        "not get the default",
    ),
    people(
        Code::StaleValue,
        "Azure holds no value and an empty one is not sent",
        "keep what the intranet holds now",
    ),
    people(
        Code::ConstantOverwrites,
        "a constant is written on every update",
        "lose what they typed",
    ),
    people(
        Code::CreateOnlyLeavesEmpty,
        "the row is applied only during object creation",
        "stay without a value",
    ),
    people(
        Code::DateFormat,
        "a date is not in the format the intranet accepts, or reads two ways",
        "fail or get a wrong date",
    ),
    people(
        Code::PreferredName,
        "the first name is mapped from the legal given name",
        "be called by another first name",
    ),
    people(
        Code::ManagerMissing,
        "the manager is out of scope, unmatched or unknown",
        "have no manager set",
    ),
    people(
        Code::NestedGroup,
        "groups inside an assigned group are not expanded",
        "be out of scope",
    ),
    people(
        Code::DynamicGroup,
        "they are in scope through a dynamic group only",
        "be disabled when the group's rule no longer holds",
    ),
    people(
        Code::GroupNotSecurity,
        "an assigned group is not security-enabled",
        "be out of scope",
    ),
    whole(
        Code::GroupTypeMissing,
        "the groups mapping has no group type",
        "every group would be refused",
    ),
    whole(
        Code::GroupDelete,
        "Delete is ticked for groups",
        "groups deleted in Azure would be deleted in the intranet",
    ),
    people(
        Code::DisabledInAzure,
        "they are active in the intranet and disabled or deleted in Azure",
        "keep an account that the sync does not look after as expected",
    ),
    people(
        Code::Orphan,
        "no Azure user finds their account",
        "stay as they are, managed by nobody",
    ),
    whole(
        Code::FieldNameQuestionMark,
        "the name of an additional field holds a question mark",
        "every request of the sync would fail",
    ),
    whole(
        Code::UnsupportedTarget,
        "the mapping writes an attribute the intranet does not support",
        "requests that carry it would fail",
    ),
    whole(
        Code::RequiredNotMapped,
        "a required attribute is not mapped",
        "no account could be created",
    ),
    people(
        Code::LoginType,
        "the authentication type is mapped otherwise than people sign in today",
        "have to sign in another way",
    ),
    people(
        Code::Guest,
        "guests are in scope and their user principal name is sent in its short form",
        "be looked up by a name the intranet does not know",
    ),
    people(
        Code::SpecialCharacters,
        "a match value holds characters that look-ups do not support",
        "perhaps not be found",
    ),
    people(
        Code::ManyDisables,
        "many accounts become inactive in one cycle",
        "be locked out at once",
    ),
    whole(
        Code::ManyFailures,
        "very many users fail in the first cycle",
        "the job could be quarantined",
    ),
    people(
        Code::UnitNameVariant,
        "their department, company or location is spelt nearly like another",
        "be put into a new unit",
    ),
    whole(
        Code::AlternateEmailType,
        "the mapping writes an e-mail of a type the intranet does not have",
        "requests that carry it could fail",
    ),
    people(
        Code::LocalLogin,
        "Azure provisions no passwords",
        "keep a local sign-in that nobody manages",
    ),
    people(
        Code::SignInRenamed,
        "the user name is mapped from another value than they sign in with",
        "have to sign in with a new name",
    ),
    people(
        Code::Takeover,
        "the rule finds somebody else's account",
        "take over that person's profile",
    ),
    people(
        Code::TakeoverUnknown,
        "the rule finds an account that no evidence ties to them",
        "perhaps overwrite a stranger's profile",
    ),
    people(
        Code::SeveralHits,
        "a match key finds several accounts",
        "fail",
    ),
    people(
        Code::TwoOnOne,
        "two Azure users find the same account",
        "overwrite each other",
    ),
    people(
        Code::Reactivation,
        "their inactive account is found",
        "become active again",
    ),
    people(
        Code::ReusedAddress,
        "their address belonged to somebody else before",
        "perhaps be given that person's account",
    ),
    people(
        Code::Diverted,
        "their own Azure user lands on another account",
        "be left unmanaged",
    ),
    people(
        Code::SecondAccount,
        "they have two accounts",
        "keep one that nobody manages",
    ),
    people(
        Code::IdentityOpen,
        "nobody has decided whether they are one person",
        "perhaps be doubled or taken over",
    ),
    people(
        Code::KeyContradicted,
        "a key says one person, and name and everything else say another",
        "perhaps be given somebody else's account",
    ),
    people(
        Code::DuplicateKey,
        "two records of one side share a key",
        "perhaps be mistaken for one another",
    ),
    people(
        Code::MergedRecords,
        "two records of one person disagree",
        "be judged by the first of them",
    ),
    people(Code::NoMatchValue, "no match key has a value", "be skipped"),
    people(
        Code::UserNameTaken,
        "the user name of their new account is taken",
        "be refused",
    ),
    people(
        Code::NotAllowed,
        "a value is not one the intranet accepts",
        "fail",
    ),
    people(
        Code::ExpressionError,
        "an expression gives no value for them",
        "fail or be left without it",
    ),
    whole(
        Code::UnknownSource,
        "the export does not hold an attribute the mapping reads",
        "what that row does could differ from this plan",
    ),
    whole(
        Code::WiderScope,
        "nothing was said about assignments",
        "fewer people than computed could be in scope",
    ),
    whole(
        Code::ScopeFilterUnusable,
        "a clause of the scoping filter cannot be evaluated",
        "the wrong people could be in scope",
    ),
    whole(
        Code::StatedReading,
        "the mapping says something that no document explains",
        "its effect could differ from this plan",
    ),
    whole(
        Code::UnknownTarget,
        "the intranet export does not hold an attribute the mapping writes",
        "values nobody has looked at could be overwritten",
    ),
    whole(
        Code::ActiveSource,
        "active is not taken from IsSoftDeleted",
        "people disabled in Azure would stay active",
    ),
    whole(
        Code::StrayBlank,
        "a name or a constant of the mapping begins or ends with a blank",
        "it would be taken for another one",
    ),
    whole(
        Code::UserTypeSource,
        "the mapping reads an attribute Entra does not offer",
        "the row could not be saved",
    ),
    whole(
        Code::ScopeAttribute,
        "the scoping filter reads an attribute that filters do not support",
        "the wrong people could be in scope",
    ),
    whole(
        Code::TitleConfusion,
        "the job title is mapped to the honorific",
        "job titles would appear before names",
    ),
    whole(
        Code::ExpressionCaution,
        "an expression behaves in a way few expect",
        "some people could get an unwanted value",
    ),
    whole(
        Code::NoMatchKey,
        "no row of the mapping is a match key",
        "everybody would get a second account",
    ),
    whole(
        Code::DuplicateTarget,
        "two rows write the same attribute",
        "which of them wins would be left to chance",
    ),
    whole(
        Code::DecisionUnplaced,
        "a decision names somebody the exports do not hold, or hold twice",
        "it would not be followed",
    ),
    people(
        Code::DecisionStale,
        "what a decision was based on has changed",
        "be treated by a decision that may no longer hold",
    ),
    people(
        Code::EarlierInCycle,
        "the cycle itself gives or takes the value they are looked up by",
        "end up on an account that depends on the order of the users",
    ),
    people(
        Code::SeveralValues,
        "several values go into an attribute that takes one",
        "fail",
    ),
    whole(
        Code::ReadOnlyTarget,
        "the mapping writes an attribute only the intranet may write",
        "the row would have no effect",
    ),
    people(
        Code::DefaultFills,
        "the mapping fills an empty attribute with a default",
        "get the default",
    ),
    people(
        Code::GroupRemoval,
        "they are in scope through groups only",
        "be disabled and no longer managed when they leave the group",
    ),
    whole(
        Code::OldSourceActs,
        "the old profile source still acts on accounts",
        "it would undo or disable what the sync does",
    ),
    whole(
        Code::TimezoneList,
        "the intranet takes time zones from a closed list",
        "values outside it would be refused",
    ),
    people(
        Code::ManagerCircle,
        "a line of managers leads back to where it began",
        "be shown in a circle of managers",
    ),
    whole(
        Code::DeletionThreshold,
        "the disables of the first cycle count towards accidental-deletion prevention",
        "the job could stop half-way",
    ),
    whole(
        Code::DeleteTicked,
        "Delete is ticked for users",
        "people deleted for good in Azure would be deleted in the intranet",
    ),
    whole(
        Code::UntouchedAccounts,
        "no request reaches some accounts",
        "they would stay as they are, and nothing would disable them later",
    ),
    people(
        Code::ValueTooLong,
        "a value is longer than the site takes",
        "fail",
    ),
    whole(
        Code::UnknownToSite,
        "the site's own schema does not take an attribute the mapping writes",
        "requests that carry it could be refused",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_at_its_place() {
        for (at, code) in FindingCode::ALL.into_iter().enumerate() {
            assert_eq!(RISKS[at].0, code, "{}", code.as_str());
        }
    }
}
