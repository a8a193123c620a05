//! Which side's export a file is, by the headers that only one side's exports have.

use presync_core::{Cases, Diagnostic, Severity, Side, catalogue::fold_header};

use super::{
    aliases::{meant, named},
    content::Form,
    profile::Profile,
};
use crate::SideGuess;

/// Headers that say more than others: folded name and weight.
const TELLING: &[(Side, &str, u32)] = &[
    (Side::Azure, "userprincipalname", 6),
    (Side::Azure, "upn", 4),
    (Side::Azure, "mailnickname", 4),
    (Side::Azure, "accountenabled", 4),
    (Side::Azure, "proxyaddresses", 4),
    (Side::Azure, "objectid", 4),
    (Side::Legacy, "profiletype", 6),
    (Side::Legacy, "authenticationtype", 6),
    (Side::Legacy, "forcedpasswordreset", 6),
    (Side::Legacy, "uniqueidfield", 6),
    (Side::Legacy, "hideprofile", 4),
    (Side::Legacy, "username", 3),
    (Side::Legacy, "uid", 3),
    (Side::Legacy, "userid", 2),
];
/// A guess below this is none.
pub(crate) const CONFIDENCE_MIN: u8 = 60;
/// A guess from this on contradicts what the user says.
const CONTRADICTION_MIN: u8 = 90;

/// Guesses the side; none when the headers fit both alike.
pub(crate) fn guess(headers: &[String], profiles: &[Profile]) -> Option<SideGuess> {
    let (azure, azure_headers) = weigh(Side::Azure, Side::Legacy, headers, profiles);
    let (legacy, legacy_headers) = weigh(Side::Legacy, Side::Azure, headers, profiles);
    let (side, most, least, telling) = if azure > legacy {
        (Side::Azure, azure, legacy, azure_headers)
    } else {
        (Side::Legacy, legacy, azure, legacy_headers)
    };
    // One telling header of weight 1 against none is worth little, several against few nearly all.
    let confidence = 50 + 49 * (most - least) / (most + least + 1).max(4);
    let confidence = u8::try_from(confidence.min(99)).unwrap_or(99);
    (most > least && confidence >= CONFIDENCE_MIN).then(|| SideGuess {
        side,
        confidence,
        reason: format!(
            "{} exports have columns such as {}.",
            if side == Side::Azure {
                "Azure"
            } else {
                "Intranet"
            },
            telling.join(", ")
        ),
    })
}

/// Says when the file contradicts the side that the user stated.
pub(crate) fn contradiction(
    file: &str,
    stated: Option<Side>,
    guess: Option<&SideGuess>,
    is_sure: bool,
) -> Option<Diagnostic> {
    let (stated, guess) = (stated?, guess?);
    let (severity, hint) = if is_sure {
        (
            Severity::Warning,
            "Nothing is to be done if this is meant so.".into(),
        )
    } else {
        let hint = format!(
            "Check that the two sides are not exchanged. If this is meant so, say it with --profile FILE, in this file's entry: \"side\": \"{}\".",
            stated.as_str()
        );
        (Severity::Blocker, hint)
    };
    (guess.side != stated && guess.confidence >= CONTRADICTION_MIN).then(|| Diagnostic {
        code: "WRONG_SIDE".into(),
        severity,
        file: file.into(),
        sheet: None,
        row: None,
        column: None,
        message: format!(
            "This was given as the {} side, but looks like an export of the {} side. {}",
            stated.label(),
            guess.side.label(),
            guess.reason
        ),
        hint,
        cases: Cases::default(),
    })
}

/// Says when Azure users come from the directory on the premises, whose ids are not Entra's.
pub(crate) fn on_premises(side: Side, headers: &[String]) -> Option<Diagnostic> {
    let has = |name: &str| headers.iter().any(|header| fold_header(header) == name);
    let is_directory = has("objectguid")
        && ["distinguishedname", "samaccountname", "sid"]
            .iter()
            .any(|name| has(name));
    (side == Side::Azure && is_directory).then(|| Diagnostic {
        code: "ON_PREMISES_EXPORT".into(),
        severity: Severity::Warning,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message:
            "These users come from Active Directory on the premises, not from Entra ID; their \
                  object GUID is not Entra's object id."
                .into(),
        hint: "Export the users from Entra ID, so that what Entra would send is what is simulated."
            .into(),
        cases: Cases::default(),
    })
}

/// Weight of the headers that only this side has, and the heaviest of them.
fn weigh(side: Side, other: Side, headers: &[String], profiles: &[Profile]) -> (u32, Vec<String>) {
    let mut weighed: Vec<(u32, String)> = headers
        .iter()
        .zip(profiles)
        .filter_map(|(header, profile)| {
            let weight = weight(side, other, header, profile);
            (weight > 0).then(|| (weight, header.trim().to_string()))
        })
        .collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let total = weighed.iter().map(|(weight, _)| weight).sum();
    (
        total,
        weighed
            .into_iter()
            .take(3)
            .map(|(_, header)| header)
            .collect(),
    )
}

fn weight(side: Side, other: Side, header: &str, profile: &Profile) -> u32 {
    let folded = fold_header(header);
    let told = TELLING.iter().find(|(_, name, _)| *name == folded);
    if let Some((told_side, _, weight)) = told {
        return if *told_side == side { *weight } else { 0 };
    }
    let means = |attribute: &str| {
        meant(Side::Azure, header).is_some_and(|meant| meant.attribute.name == attribute)
    };
    if means("userPrincipalName") || means("objectId") && folded != "id" {
        return if side == Side::Azure { 5 } else { 0 };
    }
    if folded == "id" {
        let is_guid = profile.share(Form::Guid) >= 80;
        return if side == Side::Azure && is_guid { 4 } else { 0 };
    }
    u32::from(named(side, header).is_some() && named(other, header).is_none())
}
