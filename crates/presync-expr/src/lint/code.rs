//! The kinds of caution, each with its stable spelling.

use crate::codes::codes;

codes! {
    /// The kinds of caution.
    FindingCode;

    /// IIF decides on whether there is a value, which Microsoft calls unsupported.
    IifOnNull = "iif-on-null",
    /// IIF compares an attribute that may be null.
    IifMayMeetNull = "iif-may-meet-null",
    /// A condition that no row changes.
    ConstantCondition = "constant-condition",
    /// SelectUniqueValue in a SCIM app.
    UniqueUnsupported = "unique-unsupported",
    /// SelectUniqueValue inside another function.
    UniqueNested = "unique-nested",
    /// SelectUniqueValue on an attribute that users are matched by.
    UniqueOnMatchingAttribute = "unique-on-matching-attribute",
    /// Switch may yield null in later cycles.
    SwitchMayNull = "switch-may-null",
    /// Switch yields null for a value without a key.
    SwitchNoDefault = "switch-no-default",
    /// A key of Switch that the source can never equal, or an earlier one takes.
    SwitchUnreachableKey = "switch-unreachable-key",
    /// Switch on a reference such as manager.
    SwitchOnReference = "switch-on-reference",
    /// IsPresent or IsNull as the source of Switch.
    NullTestInSwitch = "null-test-in-switch",
    /// A comparison outside IIF and CBool.
    ComparisonOutsideCondition = "comparison-outside-condition",
    /// A value that differs from run to run.
    RandomValue = "random-value",
    /// A value that depends on when the cycle runs.
    TimeDependent = "time-dependent",
    /// App roles and the Sync All scope exclude each other.
    RolesNeedAssignment = "roles-need-assignment",
    /// A function that this kind of job does not offer.
    FunctionUnavailable = "function-unavailable",
    /// A function that only an older listing has.
    OlderFunction = "older-function",
    /// A value that exists only inside the tenant.
    NotOffline = "not-offline",
    /// An attribute that the export at hand does not hold.
    AttributeNotExported = "attribute-not-exported",
    /// IgnoreAttributeFlow and IgnoreObjectFlow are documented for HR apps only.
    SignalForHrOnly = "signal-for-hr-only",
    /// No function at all; a direct or constant mapping says the same.
    NotAFunction = "not-a-function",
    /// Letter case alone changes nothing in the target unless it is case-exact.
    CaseOnlyChange = "case-only-change",
    /// The result may be longer than the target takes.
    ResultMayExceedLength = "result-may-exceed-length",
    /// An attribute in quotes, which makes it a text.
    QuotedAttribute = "quoted-attribute",
    /// A constant that the parameter does not take.
    WrongLiteral = "wrong-literal",
    /// A part that fails on every row.
    AlwaysFails = "always-fails",
    /// Several values where one text is needed.
    SeveralIntoOne = "several-into-one",
    /// A Replace that changes nothing.
    ReplaceNoEffect = "replace-no-effect",
    /// A regular expression that other dialects read differently.
    RegexNotPortable = "regex-not-portable",
    /// A regular expression that depends on the row, so that it cannot be checked before.
    RegexMadeOnRow = "regex-made-on-row",
    /// The documents leave the behaviour open, and the preview assumes one.
    Assumed = "assumed",
}
