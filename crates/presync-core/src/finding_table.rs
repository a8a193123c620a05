//! The finding codes with their severities, sentences and remedies.
//!
//! A table and nothing else. P-codes are the intranet's known pitfalls; words are outcomes of this plan.

use crate::Severity;

/// A stable finding code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingCode {
    /// No match key finds this person's account: a second account would be created.
    NoMatch,
    /// The match keys point at different accounts.
    ConflictingHits,
    /// The unique ID would be overwritten with a value of another kind.
    UniqueIdOverwritten,
    /// A Power User would be touched by the sync: rights may be lost.
    PowerUser,
    /// A required attribute would have no value: the account could not be created.
    RequiredEmpty,
    /// The default value would not reach this matched user: defaults apply on create only.
    DefaultOnCreateOnly,
    /// Azure holds no value: what the intranet holds would stay as it is.
    StaleValue,
    /// A constant would overwrite what people typed.
    ConstantOverwrites,
    /// Applied only during object creation: matched users with an empty value would stay empty.
    CreateOnlyLeavesEmpty,
    /// A date would not be in the format the intranet accepts.
    DateFormat,
    /// The first name would be reset to the legal given name.
    PreferredName,
    /// The manager would not be set.
    ManagerMissing,
    /// A nested group is not expanded: its members would be out of scope.
    NestedGroup,
    /// The person is in scope through a dynamic group only.
    DynamicGroup,
    /// The assigned group is not security-enabled: its members would be out of scope.
    GroupNotSecurity,
    /// The groups mapping has no group type.
    GroupTypeMissing,
    /// Groups deleted in Azure would be deleted in the intranet.
    GroupDelete,
    /// Active in the intranet, disabled or deleted in Azure: the sync would not create or manage this person as expected.
    DisabledInAzure,
    /// An intranet account without an Azure user: it stays, unmanaged.
    Orphan,
    /// An additional field has a question mark in its name: every SCIM call would fail.
    FieldNameQuestionMark,
    /// The intranet does not support this target attribute.
    UnsupportedTarget,
    /// A required attribute is not mapped.
    RequiredNotMapped,
    /// The authentication type would change.
    LoginType,
    /// A guest: the user principal name is sent in its short form.
    Guest,
    /// A match value holds characters that look-ups do not support.
    SpecialCharacters,
    /// Many accounts would become inactive at once.
    ManyDisables,
    /// So many users would fail that the job may be quarantined.
    ManyFailures,
    /// The name differs from one the intranet holds only by case, spaces or punctuation: a second unit would appear.
    UnitNameVariant,
    /// The intranet has no e-mail type other.
    AlternateEmailType,
    /// Signs in locally: Azure does not provision passwords.
    LocalLogin,
    /// The sign-in name would change.
    SignInRenamed,
    /// The rule finds somebody else's account: it would be overwritten.
    Takeover,
    /// The rule finds an account that no evidence ties to this person.
    TakeoverUnknown,
    /// A match key finds several accounts: the user would fail.
    SeveralHits,
    /// Two Azure users find the same account.
    TwoOnOne,
    /// An inactive account would become active again.
    Reactivation,
    /// The address belonged to somebody else before.
    ReusedAddress,
    /// This person's Azure user lands on another account.
    Diverted,
    /// A second account of a person who is linked already.
    SecondAccount,
    /// Nobody has decided yet whether the two are one person.
    IdentityOpen,
    /// A key says one person, and name and everything else say another.
    KeyContradicted,
    /// Two records of one side share a key.
    DuplicateKey,
    /// Two records of one anchor disagree; the first was followed.
    MergedRecords,
    /// No match key has a value: the user would be skipped.
    NoMatchValue,
    /// The new account's user name is taken: the create would be refused.
    UserNameTaken,
    /// The value is not one the intranet accepts.
    NotAllowed,
    /// The expression gives no value for this user.
    ExpressionError,
    /// The mapping reads an attribute the export does not hold: its effect cannot be known.
    UnknownSource,
    /// Nothing was said about assignments: everybody is computed as in scope.
    WiderScope,
    /// The scoping filter has a clause that cannot be evaluated: it is computed as false.
    ScopeFilterUnusable,
    /// The mapping says something whose effect no document explains: it is computed as stated.
    StatedReading,
    /// The intranet export does not hold an attribute the mapping writes.
    UnknownTarget,
    /// `active` is not taken from IsSoftDeleted.
    ActiveSource,
    /// A name or a constant of the mapping begins or ends with a blank.
    StrayBlank,
    /// Entra does not offer this attribute as a source: the user type, the SAM account name.
    UserTypeSource,
    /// The scoping filter reads an attribute that filters do not support.
    ScopeAttribute,
    /// Job title and honorific are mixed up.
    TitleConfusion,
    /// The expression reads well and may still surprise.
    ExpressionCaution,
    /// No row of the mapping is a match key.
    NoMatchKey,
    /// Two rows write the same target attribute.
    DuplicateTarget,
    /// A decision names a user whom the exports do not hold, or hold twice.
    DecisionUnplaced,
    /// What a decision was based on has changed since.
    DecisionStale,
    /// An account made or renamed earlier in the cycle bears the value this user is looked up by.
    EarlierInCycle,
    /// Several values for an attribute that takes one.
    SeveralValues,
    /// The mapping writes an attribute that only the intranet itself may write.
    ReadOnlyTarget,
    /// An empty attribute would be filled with the default.
    DefaultFills,
    /// Leaving an assigned group disables, and ends the management of, an account.
    GroupRemoval,
    /// The old profile source acts on accounts that are missing or disabled in its file.
    OldSourceActs,
    /// The time zone is mapped; the intranet takes values of a closed list.
    TimezoneList,
    /// People are their own managers, directly or by way of others.
    ManagerCircle,
    /// Disables count towards accidental-deletion prevention.
    DeletionThreshold,
    /// Hard-deleted users would be deleted in the intranet.
    DeleteTicked,
    /// Intranet accounts that no request reaches.
    UntouchedAccounts,
    /// A value is longer than the site says it takes.
    ValueTooLong,
    /// The site's own schema does not have a target attribute.
    UnknownToSite,
}

#[derive(Clone, Copy)]
struct Text {
    code: &'static str,
    severity: Severity,
    title: &'static str,
    remedy: &'static str,
}

impl FindingCode {
    /// All codes, in the order of the report.
    pub const ALL: [Self; 75] = [
        Self::NoMatch,
        Self::ConflictingHits,
        Self::UniqueIdOverwritten,
        Self::PowerUser,
        Self::RequiredEmpty,
        Self::DefaultOnCreateOnly,
        Self::StaleValue,
        Self::ConstantOverwrites,
        Self::CreateOnlyLeavesEmpty,
        Self::DateFormat,
        Self::PreferredName,
        Self::ManagerMissing,
        Self::NestedGroup,
        Self::DynamicGroup,
        Self::GroupNotSecurity,
        Self::GroupTypeMissing,
        Self::GroupDelete,
        Self::DisabledInAzure,
        Self::Orphan,
        Self::FieldNameQuestionMark,
        Self::UnsupportedTarget,
        Self::RequiredNotMapped,
        Self::LoginType,
        Self::Guest,
        Self::SpecialCharacters,
        Self::ManyDisables,
        Self::ManyFailures,
        Self::UnitNameVariant,
        Self::AlternateEmailType,
        Self::LocalLogin,
        Self::SignInRenamed,
        Self::Takeover,
        Self::TakeoverUnknown,
        Self::SeveralHits,
        Self::TwoOnOne,
        Self::Reactivation,
        Self::ReusedAddress,
        Self::Diverted,
        Self::SecondAccount,
        Self::IdentityOpen,
        Self::KeyContradicted,
        Self::DuplicateKey,
        Self::MergedRecords,
        Self::NoMatchValue,
        Self::UserNameTaken,
        Self::NotAllowed,
        Self::ExpressionError,
        Self::UnknownSource,
        Self::WiderScope,
        Self::ScopeFilterUnusable,
        Self::StatedReading,
        Self::UnknownTarget,
        Self::ActiveSource,
        Self::StrayBlank,
        Self::UserTypeSource,
        Self::ScopeAttribute,
        Self::TitleConfusion,
        Self::ExpressionCaution,
        Self::NoMatchKey,
        Self::DuplicateTarget,
        Self::DecisionUnplaced,
        Self::DecisionStale,
        Self::EarlierInCycle,
        Self::SeveralValues,
        Self::ReadOnlyTarget,
        Self::DefaultFills,
        Self::GroupRemoval,
        Self::OldSourceActs,
        Self::TimezoneList,
        Self::ManagerCircle,
        Self::DeletionThreshold,
        Self::DeleteTicked,
        Self::UntouchedAccounts,
        Self::ValueTooLong,
        Self::UnknownToSite,
    ];

    /// The code of this name, as files spell it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|code| code.as_str().eq_ignore_ascii_case(name.trim()))
    }

    /// The code used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.text().code
    }

    /// How much it usually matters.
    #[must_use]
    pub fn severity(self) -> Severity {
        self.text().severity
    }

    /// What it says, as a sentence without its full stop.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.text().title
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        self.text().remedy
    }

    fn text(self) -> Text {
        TEXTS[self as usize]
    }
}

const fn text(
    code: &'static str,
    severity: Severity,
    title: &'static str,
    remedy: &'static str,
) -> Text {
    Text {
        code,
        severity,
        title,
        remedy,
    }
}

const TEXTS: [Text; 75] = [
    text(
        "P01",
        Severity::Blocker,
        "No match key finds this person's account: a second account would be created",
        "Correct the value the rule compares on one side, add the match key that would hit, or hold the person out of scope until it is done.",
    ),
    text(
        "P02",
        Severity::Blocker,
        "The match keys point at different accounts",
        "Correct the data so that every match key finds the same account, or change the order of the keys.",
    ),
    text(
        "P03",
        Severity::Blocker,
        "The unique ID would be overwritten with a value of another kind",
        "Map externalId from the attribute the intranet's unique IDs come from.",
    ),
    text(
        "P04",
        Severity::Blocker,
        "A Power User would be touched by the sync: rights may be lost",
        "Match by e-mail after the user name, send the right profile type or none, export the list of Power Users first, and re-grant by hand what is lost.",
    ),
    text(
        "P05",
        Severity::Blocker,
        "A required attribute would have no value",
        "Fill the source in Azure, or give the expression a fallback: a default value alone helps on create only.",
    ),
    text(
        "P06",
        Severity::Warning,
        "The default value would not reach this matched user: defaults apply on create only",
        "Use an expression with a fallback, or mapping type None with a default value.",
    ),
    text(
        "P07",
        Severity::Note,
        "Azure holds no value: what the intranet holds would stay as it is",
        "Nothing, if the old value is right; else fill it in Azure or clear it in the intranet.",
    ),
    text(
        "P08",
        Severity::Blocker,
        "A constant would overwrite what people typed",
        "Use mapping type None with a default value, or apply the row only during object creation.",
    ),
    text(
        "P09",
        Severity::Note,
        "Applied only during object creation: matched users with an empty value would stay empty",
        "Use mapping type None with a default value if they should get one.",
    ),
    text(
        "P11",
        Severity::Blocker,
        "A date would not be in the format the intranet accepts, or cannot be read with certainty",
        "Convert it with FormatDateTime to yyyy-MM-ddTHH:mm:ssZ, with the exact input format.",
    ),
    text(
        "P12",
        Severity::Note,
        "The first name would be reset to the legal given name",
        "Map the first name from the preferred name with a fallback to the given name.",
    ),
    text(
        "P13",
        Severity::Warning,
        "A manager would not be set",
        "Bring the manager into scope and matched, then restart provisioning.",
    ),
    text(
        "P14",
        Severity::Blocker,
        "A nested group is not expanded: its members would be out of scope",
        "Assign the inner group itself, or use a dynamic group.",
    ),
    text(
        "P15",
        Severity::Warning,
        "The person is in scope through a dynamic group only",
        "Review the group's rule before the first sync.",
    ),
    text(
        "P16",
        Severity::Warning,
        "The assigned group is not security-enabled: its members would be out of scope",
        "Assign a security group.",
    ),
    text(
        "P17",
        Severity::Warning,
        "The groups mapping has no group type",
        "Add the group type as the constant group, in lower case.",
    ),
    text(
        "P18",
        Severity::Warning,
        "Groups deleted in Azure would be deleted in the intranet",
        "Untick Delete for groups while testing.",
    ),
    text(
        "P22",
        Severity::Blocker,
        "Active in the intranet, disabled or deleted in Azure",
        "Deactivate the account in the intranet before the switch if the person has left: what was never provisioned is never disabled.",
    ),
    text(
        "P23",
        Severity::Warning,
        "An intranet account without an Azure user: it stays, unmanaged",
        "Decide to keep or disable it; keep one local Power User as a way in.",
    ),
    text(
        "P25",
        Severity::Blocker,
        "An additional field has a question mark in its name: every SCIM call would fail",
        "Delete the field and create it again without the question mark.",
    ),
    text(
        "P27",
        Severity::Blocker,
        "The intranet does not support this target attribute",
        "Delete the row.",
    ),
    text(
        "P28",
        Severity::Blocker,
        "A required attribute is not mapped",
        "Add a row for it.",
    ),
    text(
        "P29",
        Severity::Blocker,
        "The authentication type would change",
        "Map the authentication type so that each person keeps the right one.",
    ),
    text(
        "P33",
        Severity::Warning,
        "Guests are in scope: their user principal name is sent in its short form",
        "Scope guests out, or match and map them by mail or originalUserPrincipalName.",
    ),
    text(
        "P34",
        Severity::Warning,
        "A match value holds characters that look-ups do not support",
        "Correct the value, or match this person on another key.",
    ),
    text(
        "P36",
        Severity::Warning,
        "Many accounts would become inactive at once",
        "Turn on accidental-deletion prevention with a threshold before the first sync, and begin with a small assigned group.",
    ),
    text(
        "P37",
        Severity::Warning,
        "So many users would fail that the job may be quarantined",
        "Mend the failures first, or start with a small group.",
    ),
    text(
        "P39",
        Severity::Warning,
        "The name is nearly that of another unit: a second one would appear",
        "Agree on one spelling in Azure, or translate it in the mapping.",
    ),
    text(
        "P40",
        Severity::Warning,
        "The intranet has no e-mail type other",
        "Use home or mobile.",
    ),
    text(
        "P43",
        Severity::Note,
        "Signs in locally: Azure does not provision passwords",
        "Keep the local sign-in, or move the person to single sign-on.",
    ),
    text(
        "P48",
        Severity::Blocker,
        "The sign-in name would change",
        "Decide before the first sync: take the new name everywhere (the single sign-on name, bookmarks and scripts hang on it), or map userName so that it stays. Whether the plan is ready follows its budget: limit the attribute userName there.",
    ),
    text(
        "TAKEOVER",
        Severity::Blocker,
        "The rule finds somebody else's account: it would be overwritten",
        "Correct the value the rule hits on one side, or hold the person out of scope until it is done.",
    ),
    text(
        "TAKEOVER_UNKNOWN",
        Severity::Blocker,
        "The rule finds an account that no evidence ties to this person",
        "Confirm in the review that both are one person, or correct the value the rule hits.",
    ),
    text(
        "AMBIGUOUS_HIT",
        Severity::Blocker,
        "A match key finds several accounts: the user would fail",
        "Make the value unique among the intranet accounts.",
    ),
    text(
        "TWO_ON_ONE",
        Severity::Blocker,
        "Two Azure users find the same account",
        "Hold one of them out of scope, or correct the value it is found by.",
    ),
    text(
        "REACTIVATION",
        Severity::Warning,
        "An inactive account would become active again",
        "Check that the person has come back; else hold the person out of scope.",
    ),
    text(
        "REUSED_ADDRESS",
        Severity::Warning,
        "The address belonged to somebody else before",
        "Check who the address belongs to; remove it from the account of the person who left.",
    ),
    text(
        "DIVERTED",
        Severity::Blocker,
        "This person's Azure user lands on another account",
        "Correct the value the rule hits, so that it finds this account.",
    ),
    text(
        "SECOND_ACCOUNT",
        Severity::Warning,
        "A second account of a person who is linked already",
        "Decide which account stays; disable the other.",
    ),
    text(
        "IDENTITY_OPEN",
        Severity::Warning,
        "Nobody has decided yet whether the two are one person",
        "Decide it in the review.",
    ),
    text(
        "KEY_CONTRADICTED",
        Severity::Warning,
        "A key says one person, and name and everything else say another",
        "Check whether the ID or address was given to somebody else.",
    ),
    text(
        "DUPLICATE_KEY",
        Severity::Warning,
        "Two records of one side share a key",
        "Correct the export or the data.",
    ),
    text(
        "MERGED_RECORDS",
        Severity::Warning,
        "Two records of one anchor disagree; the first was followed",
        "Check which file is the current one.",
    ),
    text(
        "NO_MATCH_VALUE",
        Severity::Warning,
        "No match key has a value: the user would be skipped",
        "Fill the attribute a match key reads.",
    ),
    text(
        "USER_NAME_TAKEN",
        Severity::Blocker,
        "The new account's user name is taken: the create would be refused",
        "Link the account, or correct the user name.",
    ),
    text(
        "VALUE_NOT_ALLOWED",
        Severity::Blocker,
        "The value is not one the intranet accepts",
        "Map the attribute to one of the documented values.",
    ),
    text(
        "EXPRESSION_ERROR",
        Severity::Blocker,
        "The expression gives no value for this user",
        "Correct the expression or the source value.",
    ),
    text(
        "UNKNOWN_SOURCE",
        Severity::Warning,
        "The mapping reads an attribute the export does not hold: its effect cannot be known",
        "Export the attribute too.",
    ),
    text(
        "SCOPE_UNKNOWN",
        Severity::Note,
        "Nothing was said about assignments: everybody is computed as in scope",
        "Give the list of assigned users and groups.",
    ),
    text(
        "SCOPE_FILTER_UNUSABLE",
        Severity::Warning,
        "The scoping filter has a clause that cannot be evaluated: it is computed as false",
        "Check the clause's operator and value in the portal.",
    ),
    text(
        "STATED_READING",
        Severity::Warning,
        "The mapping says something whose effect no document explains: it is computed as stated",
        "Say it in a documented way, or compare the number of people in scope with the portal's.",
    ),
    text(
        "UNKNOWN_TARGET",
        Severity::Note,
        "The intranet export does not hold an attribute the mapping writes: what would be overwritten cannot be known",
        "Export the attribute from the intranet too.",
    ),
    text(
        "P19",
        Severity::Warning,
        "The active attribute is not taken from IsSoftDeleted: people disabled in Azure would stay active",
        "Map active with Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\").",
    ),
    text(
        "P26",
        Severity::Warning,
        "A name or a constant in the mapping begins or ends with a blank",
        "Type it again without the blank.",
    ),
    text(
        "P30",
        Severity::Warning,
        "Entra does not offer this attribute as a source",
        "Keep the value in an extension attribute, or leave the row unmapped.",
    ),
    text(
        "P31",
        Severity::Warning,
        "The scoping filter reads an attribute that filters do not support",
        "Filter by another attribute, or by assignment.",
    ),
    text(
        "P41",
        Severity::Note,
        "The job title is mapped to the honorific",
        "Map jobTitle to title.",
    ),
    text(
        "EXPRESSION_CAUTION",
        Severity::Warning,
        "The expression may surprise",
        "Read what is said about it, and try it on a few people.",
    ),
    text(
        "NO_MATCH_KEY",
        Severity::Blocker,
        "No row is a match key: everybody would get a second account",
        "Match by user name, then by work e-mail, then by unique ID.",
    ),
    text(
        "DUPLICATE_TARGET",
        Severity::Blocker,
        "Two rows write the same target attribute",
        "Delete one of them.",
    ),
    text(
        "DECISION_UNPLACED",
        Severity::Warning,
        "A decision names a user whom the exports do not hold, or hold twice: it was not followed",
        "Correct the UID, user name or object ID in the decision, or import the current export.",
    ),
    text(
        "DECISION_STALE",
        Severity::Warning,
        "What a decision was based on has changed since: it is followed, and needs another look",
        "Look at the people again. If it still holds, decide once more (in decisions.csv, with a later date); else take it back.",
    ),
    text(
        "EARLIER_IN_CYCLE",
        Severity::Blocker,
        "The cycle itself gives or takes what this user is looked up by: the outcome hinges on the order of the users",
        "Correct the value that both share, or bring this user into scope in a later cycle.",
    ),
    text(
        "SEVERAL_VALUES",
        Severity::Blocker,
        "Several values would go into an attribute that takes one: the user would fail",
        "Map one of the values with an expression, or another source.",
    ),
    text(
        "READ_ONLY_TARGET",
        Severity::Warning,
        "Only the intranet itself may write this attribute: the row has no effect",
        "Delete the row.",
    ),
    text(
        "P10",
        Severity::Note,
        "An empty attribute would be filled with the default",
        "Nothing, if the default is right for everybody who has no value yet.",
    ),
    text(
        "P20",
        Severity::Warning,
        "People are in scope through groups only: who leaves the group is disabled and no longer managed",
        "Expect a disable and no deletion when somebody leaves the group; a later deletion in the directory is not sent.",
    ),
    text(
        "P24",
        Severity::Blocker,
        "The old profile source would act on accounts while the sync runs",
        "Set actionDisabledUsers and actionMissingDeletedUsers to x, import once more, then deactivate the source; do not delete it while pictures or expertise need it.",
    ),
    text(
        "P42",
        Severity::Note,
        "The intranet takes time zones from a closed list",
        "Check the values against the list the administrator has.",
    ),
    text(
        "MANAGER_CIRCLE",
        Severity::Warning,
        "A line of managers leads back to where it began",
        "Correct the manager in Azure.",
    ),
    text(
        "DELETION_THRESHOLD",
        Severity::Note,
        "The disables of the first cycle count towards accidental-deletion prevention",
        "Choose the threshold above the number that is wanted, and have the notification sent to somebody who reads it.",
    ),
    text(
        "DELETE_TICKED",
        Severity::Note,
        "People deleted for good in Azure would be deleted in the intranet",
        "Untick Delete while testing, and try with one person what a deletion sends: the two vendors describe it differently.",
    ),
    text(
        "UNTOUCHED_ACCOUNTS",
        Severity::Note,
        "No request would reach these accounts: they stay as they are, and nothing disables them later",
        "Decide who looks after them once the old source is off.",
    ),
    text(
        "VALUE_TOO_LONG",
        Severity::Blocker,
        "A value is longer than the site takes",
        "Shorten it at its source, or with Mid in the expression.",
    ),
    text(
        "UNKNOWN_TO_SITE",
        Severity::Warning,
        "The site's own schema does not take this attribute",
        "Spell it as the site's /Schemas does, or delete the row.",
    ),
];
