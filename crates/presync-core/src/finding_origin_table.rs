//! How each code is found, and where the rule behind it comes from.
//!
//! A table and nothing else: the page `docs/findings.md` is made of it and of the texts.

use Mark::{Documented, Inferred, Own};

use crate::finding::FindingCode;

/// Where a rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A document says so.
    Documented(&'static str),
    /// It follows from what documents say, and none states it.
    Inferred(&'static str),
    /// It is about this plan and its inputs alone.
    Own,
}

impl Mark {
    /// As the page prints it.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Documented(source) => format!("documented: {source}"),
            Self::Inferred(source) => format!("inferred: {source}"),
            Self::Own => "Presync's own".to_owned(),
        }
    }
}

/// How a code is found and where its rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// What is looked at, as a sentence.
    pub how: &'static str,
    /// Where the rule comes from.
    pub mark: Mark,
}

const GUIDE: &str = "Interact, migrating to SCIM";
const FIELDS: &str = "Interact, SCIM field mapping";
const ISSUES: &str = "Entra, known issues of provisioning";
const WORKS: &str = "Entra, how provisioning works";
const CUSTOM: &str = "Entra, customize attribute mappings";
const QUARANTINE: &str = "Entra, quarantine status";
const DELETIONS: &str = "Entra, accidental deletions prevention";

impl FindingCode {
    /// How it is found and where its rule comes from.
    #[must_use]
    pub fn origin(self) -> Origin {
        ORIGINS[self as usize]
    }
}

const fn found(how: &'static str, mark: Mark) -> Origin {
    Origin { how, mark }
}

/// In the order of the codes.
const ORIGINS: [Origin; FindingCode::ALL.len()] = [
    // NoMatch
    found(
        "Identity knows the account, and no match key of the mapping finds one.",
        Documented(GUIDE),
    ),
    // ConflictingHits
    found(
        "A match key after the one that hit finds another account.",
        Inferred(CUSTOM),
    ),
    // UniqueIdOverwritten
    found(
        "Changes of externalId are counted, beside the share of unique IDs that equal each Azure attribute.",
        Inferred(GUIDE),
    ),
    // PowerUser
    found(
        "A Power User gets a second account, is found by another key than the user name, or gets another profile type.",
        Documented(GUIDE),
    ),
    // RequiredEmpty
    found(
        "A create has no value for a required attribute (each person); or a matched person has none on either side (counted by mapping row).",
        Documented(GUIDE),
    ),
    // DefaultOnCreateOnly
    found(
        "Matched people without a value on either side are counted where the row has a default.",
        Documented(CUSTOM),
    ),
    // StaleValue
    found(
        "Matched people are counted where Azure is empty and the intranet is not; graver where the old feed cleared the field (applyBlank).",
        Documented(ISSUES),
    ),
    // ConstantOverwrites
    found(
        "Values people typed that a constant would replace are counted, and how many different ones they are.",
        Documented(GUIDE),
    ),
    // CreateOnlyLeavesEmpty
    found(
        "Matched people with an empty value are counted where the row applies on create only.",
        Documented(GUIDE),
    ),
    // DateFormat
    found(
        "Dates that would be sent in another form than RFC 3339 are counted; and the dates of each column a date row reads are judged: formats, day and month that could be swapped, days no calendar has.",
        Documented(GUIDE),
    ),
    // PreferredName
    found(
        "The intranet's first name is the first word of the Azure display name, and the given name that would replace it is another.",
        Documented(GUIDE),
    ),
    // ManagerMissing
    found(
        "The managers of everybody in scope are resolved: one finding for each who cannot be reached, with the number of people; unknown ones are counted together.",
        Documented(ISSUES),
    ),
    // NestedGroup
    found(
        "An assigned group has a group as a member.",
        Documented(WORKS),
    ),
    // DynamicGroup
    found(
        "The only assigned group of the person is dynamic.",
        Documented(WORKS),
    ),
    // GroupNotSecurity
    found(
        "The list of assignments says that the group is not security-enabled.",
        Documented(WORKS),
    ),
    // GroupTypeMissing
    found(
        "The groups mapping has no groupType, or one that is not in lower case.",
        Documented(GUIDE),
    ),
    // GroupDelete
    found("Delete is ticked in the groups mapping.", Documented(WORKS)),
    // DisabledInAzure
    found(
        "The account is active, and the Azure user that identity says it is is not: grave where the sync would leave it so.",
        Inferred(WORKS),
    ),
    // Orphan
    found(
        "No Azure user belongs to the active account; profile type and sign-in are named.",
        Inferred(WORKS),
    ),
    // FieldNameQuestionMark
    found(
        "A question mark stands in a target of the mapping, a header of the intranet's export, a field of the old feed or of the site's /Schemas.",
        Documented(GUIDE),
    ),
    // UnsupportedTarget
    found(
        "The mapping writes an attribute of the list the intranet does not support.",
        Documented(GUIDE),
    ),
    // RequiredNotMapped
    found("No row writes a required attribute.", Documented(FIELDS)),
    // LoginType
    found(
        "Changes of the authentication type are counted by what it is and would be.",
        Inferred(FIELDS),
    ),
    // Guest
    found(
        "Guests in scope are counted, by user type or #EXT# in the user principal name.",
        Documented(WORKS),
    ),
    // SpecialCharacters
    found(
        "A value that would be looked up holds other characters than letters, digits and .-_@; which ones trouble a look-up is not documented.",
        Documented(ISSUES),
    ),
    // ManyDisables
    found(
        "More than 5 % of the linked accounts would become inactive; people with an account whose Azure user is out of scope are named too.",
        Documented(DELETIONS),
    ),
    // ManyFailures
    found(
        "The users whose requests would be refused exceed 40 % from 5,000 failures on, or 40,000 without references, or 60,000 with them.",
        Documented(QUARANTINE),
    ),
    // UnitNameVariant
    found(
        "Each different name of a department, company or location that would be new is compared with the intranet's and the other new ones: spelling, abbreviation, a letter or two.",
        Inferred(FIELDS),
    ),
    // AlternateEmailType
    found(
        "The mapping writes an e-mail of type other.",
        Documented(FIELDS),
    ),
    // LocalLogin
    found("The linked account signs in locally.", Documented(ISSUES)),
    // SignInRenamed
    found(
        "Changes of the user name of linked people are counted by kind and by how they sign in; each person is listed as a note.",
        Inferred(CUSTOM),
    ),
    // Takeover
    found(
        "The match rule finds an account that identity gives to somebody else.",
        Inferred(CUSTOM),
    ),
    // TakeoverUnknown
    found(
        "The match rule finds an account, and identity knows no intranet user for this Azure user.",
        Inferred(CUSTOM),
    ),
    // SeveralHits
    found(
        "A look-up finds several accounts.",
        Documented("Entra, provisioning logs (DuplicateTargetEntries)"),
    ),
    // TwoOnOne
    found(
        "Two Azure users in scope find one account.",
        Inferred("Entra, provisioning logs (DuplicateSourceEntries)"),
    ),
    // Reactivation
    found(
        "The account found is inactive, and active would become true.",
        Inferred(WORKS),
    ),
    // ReusedAddress
    found(
        "An address is one person's today and belonged to an account that left.",
        Own,
    ),
    // Diverted
    found(
        "The account's own Azure user finds another account.",
        Inferred(CUSTOM),
    ),
    // SecondAccount
    found(
        "A second account looks like a person who is linked already.",
        Own,
    ),
    // IdentityOpen
    found("The pair waits in the review.", Own),
    // KeyContradicted
    found(
        "A key agrees, and name and everything else contradict it.",
        Own,
    ),
    // DuplicateKey
    found(
        "Two records of one side hold the same ID, user name or address.",
        Own,
    ),
    // MergedRecords
    found("Records with one anchor disagree in a cell.", Own),
    // NoMatchValue
    found(
        "None of the match keys has a value.",
        Documented("Entra, provisioning logs (ImportSkipped)"),
    ),
    // UserNameTaken
    found(
        "A create would use a user name that an account holds.",
        Inferred("Entra, provisioning logs (EntryConflict)"),
    ),
    // NotAllowed
    found(
        "The value is not in the documented list of the attribute.",
        Documented(FIELDS),
    ),
    // ExpressionError
    found(
        "The expression cannot be read, or fails for this user.",
        Documented("Entra, expression functions"),
    ),
    // UnknownSource
    found(
        "The mapping or the scoping filter reads an attribute without a column.",
        Own,
    ),
    // WiderScope
    found(
        "Neither the mapping nor the command says who is assigned.",
        Own,
    ),
    // ScopeFilterUnusable
    found(
        "A clause has an operator or value that cannot be evaluated.",
        Documented("Entra, scoping filters"),
    ),
    // StatedReading
    found(
        "The mapping or a filter names an attribute as Graph does; it is read as the service's own name for it.",
        Inferred(WORKS),
    ),
    // UnknownTarget
    found(
        "Changes are counted whose target the intranet's export does not hold; a match key without a column is named.",
        Own,
    ),
    // ActiveSource
    found(
        "The row of active reads something else than IsSoftDeleted.",
        Documented(WORKS),
    ),
    // StrayBlank
    found(
        "Names, constants and defaults of the mapping are compared with themselves without blanks.",
        Documented(GUIDE),
    ),
    // UserTypeSource
    found("A row reads userType.", Documented(ISSUES)),
    // ScopeAttribute
    found(
        "A clause of the scoping filter reads one of the attributes that filters do not support.",
        Documented(ISSUES),
    ),
    // TitleConfusion
    found("jobTitle is mapped to the honorific.", Documented(FIELDS)),
    // ExpressionCaution
    found(
        "The expression is read for what documents warn of.",
        Documented("Entra, expression functions"),
    ),
    // NoMatchKey
    found("No row has a matching precedence.", Documented(CUSTOM)),
    // DuplicateTarget
    found("Two rows have the same target.", Documented(CUSTOM)),
    // DecisionUnplaced
    found("The anchors of a decision find nobody, or two.", Own),
    // DecisionStale
    found(
        "What the people of a decision were when it was made is compared with the exports.",
        Own,
    ),
    // EarlierInCycle
    found(
        "A look-up of this user is repeated on the accounts as earlier users of the export would leave them, and comes out otherwise.",
        Inferred(WORKS),
    ),
    // SeveralValues
    found(
        "A source with several values meets a target that the schema says takes one.",
        Documented("Entra, provisioning log error codes (SchemaPropertyCanOnlyAcceptValue)"),
    ),
    // ReadOnlyTarget
    found(
        "The site's or the application's schema says that the attribute is read-only.",
        Documented("Graph, attributeDefinition"),
    ),
    // DefaultFills
    found(
        "Fills of rows of mapping type None are counted.",
        Documented(CUSTOM),
    ),
    // GroupRemoval
    found(
        "Only assigned users are in scope, and every assignment is a group.",
        Documented(WORKS),
    ),
    // OldSourceActs
    found(
        "The imported profile source has another action than x for disabled or missing users.",
        Inferred("Interact, profile source options"),
    ),
    // TimezoneList
    found("A row writes the time zone.", Documented(FIELDS)),
    // ManagerCircle
    found(
        "The managers of everybody in scope are followed until somebody comes twice.",
        Own,
    ),
    // DeletionThreshold
    found(
        "Disables of the first cycle are counted.",
        Documented(DELETIONS),
    ),
    // DeleteTicked
    found("Delete is ticked in the users mapping.", Documented(WORKS)),
    // UntouchedAccounts
    found(
        "Intranet accounts that no Azure user finds or reaches are counted by why.",
        Documented("Entra, how provisioning works"),
    ),
    // ValueTooLong
    found(
        "Values that would be written are measured against maxLength of the site's /Schemas.",
        Own,
    ),
    // UnknownToSite
    found(
        "The mapping's targets are looked up in the site's /Schemas, and one is absent.",
        Documented("RFC 7643, section 7"),
    ),
];
