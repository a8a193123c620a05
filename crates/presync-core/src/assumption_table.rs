//! The names of the assumptions, and what can be chosen for each. A table and nothing else.

use crate::assumption::COUNT;

/// One way to settle what no document states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word that chooses it.
    pub name: &'static str,
    /// What is assumed then, in one sentence for the report.
    pub sentence: &'static str,
}

/// In the order of the assumptions.
pub(crate) const NAMES: [&str; COUNT] = [
    "case-match",
    "null-falls-through",
    "multiple-hits-fail",
    "disabled-matched",
    "identity-open",
    "scope-all",
    "two-sources-one-account",
    "required-missing",
    "inactive-found",
    "username-taken",
    "enumeration-refused",
    "not-exported",
    "not-equals-null",
    "pattern-anywhere",
    "ends-with-case",
    "filter-all-values",
    "input-filter",
    "group-security",
    "group-members-kept",
    "intranet-groups-unknown",
    "order",
    "export-equals-scim",
    "expression-error",
    "empty-text",
    "own-manager",
];

const fn choice(name: &'static str, sentence: &'static str) -> Choice {
    Choice { name, sentence }
}

/// In the order of the assumptions; the default of each comes first.
pub(crate) const CHOICES: [&[Choice]; COUNT] = [
    &[
        choice(
            "usual",
            "The intranet's look-ups ignore letter case, and respect it for the unique ID and for what the site's own schema calls case-exact.",
        ),
        choice("ignore", "The intranet's look-ups ignore letter case."),
        choice("exact", "The intranet's look-ups respect letter case."),
    ],
    &[
        choice(
            "next",
            "An Azure user without a value for one match key is looked up by the next one.",
        ),
        choice(
            "skip",
            "An Azure user without a value for a match key is skipped, and the next one is not tried.",
        ),
    ],
    &[
        choice(
            "fail",
            "When a match key finds several accounts the user fails, and the next key is not tried.",
        ),
        choice(
            "next",
            "When a match key finds several accounts the next key is tried; the user fails if none of them finds exactly one.",
        ),
    ],
    &[
        choice(
            "disable",
            "A user who is disabled in Azure and has an intranet account would be set inactive, although the two were never linked before.",
        ),
        choice(
            "skip",
            "A user who is disabled in Azure and has an intranet account is left alone, because the two were never linked before.",
        ),
    ],
    &[
        choice(
            "apart",
            "Pairs that nobody has decided yet are computed as two different people.",
        ),
        choice(
            "together",
            "Pairs that nobody has decided yet are computed as one person.",
        ),
    ],
    &[choice(
        "all",
        "Every Azure user of the export is in scope, because nothing was said about assignments.",
    )],
    &[
        choice(
            "write",
            "Two Azure users that find the same account would both write to it, in the order of the export.",
        ),
        choice(
            "fail",
            "Azure users that find the same account would all fail.",
        ),
    ],
    &[
        choice(
            "fail",
            "A create without a value for a required attribute is refused; an update only if the account holds none either.",
        ),
        choice(
            "accept",
            "A create or an update without a value for a required attribute is accepted.",
        ),
    ],
    &[
        choice(
            "found",
            "An inactive intranet account is found by look-ups all the same, and a match makes it active again.",
        ),
        choice(
            "hidden",
            "An inactive intranet account is not found by look-ups.",
        ),
    ],
    &[
        choice(
            "fail",
            "The intranet refuses to create or rename a user whose user name another account holds already.",
        ),
        choice(
            "accept",
            "The intranet accepts a user name that another account holds already.",
        ),
    ],
    &[
        choice(
            "fail",
            "The intranet refuses a value that is not in the documented list of an attribute, or not of its type.",
        ),
        choice(
            "accept",
            "The intranet accepts a value that is not in the documented list of an attribute, or not of its type.",
        ),
    ],
    &[
        choice(
            "empty",
            "An attribute that the intranet's export does not hold is computed as empty.",
        ),
        choice(
            "same",
            "An attribute that the intranet's export does not hold is computed as holding what Azure would send.",
        ),
    ],
    &[
        choice(
            "false",
            "A clause NOT EQUALS of a scoping filter is false for a user without a value.",
        ),
        choice(
            "true",
            "A clause NOT EQUALS of a scoping filter is true for a user without a value.",
        ),
    ],
    &[
        choice(
            "anywhere",
            "A regular expression of a scoping filter need only occur in the value, not be all of it.",
        ),
        choice(
            "whole",
            "A regular expression of a scoping filter must be the whole value.",
        ),
    ],
    &[
        choice(
            "exact",
            "A clause ENDS_WITH of a scoping filter respects letter case.",
        ),
        choice(
            "ignore",
            "A clause ENDS_WITH of a scoping filter ignores letter case.",
        ),
    ],
    &[
        choice(
            "all",
            "Of several values of one attribute, all must satisfy a clause of a scoping filter.",
        ),
        choice(
            "any",
            "Of several values of one attribute, one is enough for a clause of a scoping filter.",
        ),
    ],
    &[
        choice(
            "and",
            "The experimental input filter of a schema is computed as one more filter that must hold.",
        ),
        choice(
            "ignored",
            "The experimental input filter of a schema keeps nobody out.",
        ),
    ],
    &[choice(
        "secure",
        "A group of which no file says whether it is security-enabled is computed as if it were.",
    )],
    &[choice(
        "kept",
        "Members that an intranet group has already stay in it: the first cycle adds members and removes none.",
    )],
    &[choice(
        "new",
        "No list of the intranet's groups was given, so every group is computed as new.",
    )],
    &[
        choice(
            "before",
            "Look-ups see the accounts as they were before the cycle.",
        ),
        choice(
            "live",
            "Look-ups see the accounts that were created or renamed for earlier users of the export.",
        ),
    ],
    &[
        choice(
            "read",
            "What the intranet's export holds is what its service returns: dates as they read, blanks and look-alike letters as they are.",
        ),
        choice(
            "verbatim",
            "What the intranet's export holds is what its service returns, letter by letter, yes and no apart.",
        ),
        choice(
            "trimmed",
            "What the intranet's export holds is what its service returns, but for blanks at the ends and look-alike letters.",
        ),
    ],
    &[
        choice(
            "leave",
            "When an expression fails for a user, its attribute is left alone and the rest is sent.",
        ),
        choice(
            "fail",
            "When an expression fails for a user, the user fails.",
        ),
    ],
    &[
        choice(
            "leave",
            "An empty text that an expression gives is sent no more than null is.",
        ),
        choice(
            "send",
            "An empty text that an expression gives is sent, and empties what an account holds.",
        ),
    ],
    &[
        choice(
            "leave",
            "A person whom Azure names as their own manager gets no manager.",
        ),
        choice(
            "write",
            "A person whom Azure names as their own manager becomes so in the intranet.",
        ),
    ],
];
