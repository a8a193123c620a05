//! What one column is read as, and why: the rules of recognition.

use presync_core::{
    Cases, Diagnostic, Severity, Side,
    catalogue::{self, Attribute, Kind},
    spelling::parse_boolean,
};

use super::{
    CONFIDENCE_MIN,
    aliases::{Named, named},
    content::Form,
    is_same_header,
    profile::Profile,
};
use crate::{ReadOptions, format::ColumnFact};

/// The honorific attribute of the intranet.
const HONORIFIC: &str =
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:name.title";
/// The manager attribute of the intranet.
const LEGACY_MANAGER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";

/// What a column is read as.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// The attribute; none for an additional field.
    pub(super) attribute: Option<String>,
    /// Somebody said so.
    pub(super) stated: bool,
    pub(super) confidence: u8,
    pub(super) reason: String,
    /// What speaks against it; the column is filled in later.
    pub(super) doubt: Option<Diagnostic>,
}

impl Reading {
    fn attribute(name: &str, confidence: u8, reason: impl Into<String>) -> Self {
        Self {
            attribute: Some(name.into()),
            stated: false,
            confidence,
            reason: reason.into(),
            doubt: None,
        }
    }

    /// A field that no catalogue knows.
    pub(super) fn additional(reason: impl Into<String>) -> Self {
        Self {
            attribute: None,
            stated: false,
            confidence: 0,
            reason: reason.into(),
            doubt: None,
        }
    }
}

/// Reads a column by what was said about it, else by what its format knows of it, else by its header,
/// with its values as a witness.
pub(super) fn of(
    side: Side,
    header: &str,
    fact: Option<ColumnFact>,
    profile: &Profile,
    options: &ReadOptions,
) -> Reading {
    if let Some((_, attribute)) = options
        .columns
        .iter()
        .find(|(stated, _)| is_same_header(stated, header))
    {
        return stated(attribute);
    }
    if let Some(reading) = fact.and_then(|fact| known(side, fact)) {
        return reading;
    }
    match named(side, header) {
        Some(named) => by_header(side, named, profile),
        None => Reading::additional(match profile.form() {
            Some(form) => format!("No known header; the values look like {}.", form.words()),
            None => "No known header, and the values have no telling form.".into(),
        }),
    }
}

fn stated(attribute: &str) -> Reading {
    if attribute.is_empty() {
        return Reading {
            stated: true,
            confidence: 100,
            ..Reading::additional("Stated to be an additional field.")
        };
    }
    Reading {
        stated: true,
        ..Reading::attribute(attribute, 100, "Stated.")
    }
}

/// What the format knows; of an attribute only where the side has it.
fn known(side: Side, fact: ColumnFact) -> Option<Reading> {
    match fact {
        ColumnFact::Holds {
            attribute,
            confidence,
            reason,
        } => {
            catalogue::find(side, attribute)?;
            Some(Reading::attribute(attribute, confidence, reason))
        }
        ColumnFact::Additional { reason } => Some(Reading {
            stated: true,
            ..Reading::additional(reason)
        }),
    }
}

fn by_header(side: Side, found: Named, profile: &Profile) -> Reading {
    if let Some(reading) = ambiguous(side, found.attribute, profile) {
        return reading;
    }
    let (confidence, reason) = if found.is_exact {
        (100, "The header is the attribute's name.")
    } else {
        (97, "The header is one the attribute is exported under.")
    };
    let mut reading = Reading::attribute(found.attribute.name, confidence, reason);
    if let Some(form) = unexpected(found.attribute, profile) {
        reading.confidence = CONFIDENCE_MIN;
        reading.reason = format!("{reason} But the values look like {}.", form.words());
        reading.doubt = Some(doubt(found.attribute, form));
    }
    reading
}

/// Headers that mean different things in different exports: the values decide.
fn ambiguous(side: Side, attribute: &Attribute, profile: &Profile) -> Option<Reading> {
    let share = |form| profile.share(form);
    match (side, attribute.name) {
        (Side::Legacy, "title") if share(Form::Honorific) >= 60 => {
            let mut reading =
                Reading::attribute(HONORIFIC, 90, "The values are honorifics, not job titles.");
            reading.doubt = Some(honorific_note());
            Some(reading)
        }
        (Side::Legacy, HONORIFIC) if profile.filled > 0 && share(Form::Honorific) < 20 => {
            Some(Reading::attribute(
                "title",
                70,
                "The values are no honorifics; read as job titles.",
            ))
        }
        (Side::Legacy, LEGACY_MANAGER) if share(Form::Words) >= 60 => Some(Reading::attribute(
            "manager.displayName",
            90,
            "The values are names of people, not keys.",
        )),
        (Side::Azure, "manager") if share(Form::Address) >= 60 => Some(Reading::attribute(
            "manager.userPrincipalName",
            90,
            "The values look like user principal names.",
        )),
        (Side::Azure, "manager") if share(Form::Words) >= 60 => Some(Reading::attribute(
            "manager.displayName",
            90,
            "The values are names of people, not ids.",
        )),
        _ => None,
    }
}

/// The form of the values, when it cannot be that of the attribute.
fn unexpected(attribute: &Attribute, profile: &Profile) -> Option<Form> {
    let form = profile.form()?;
    let fits = match attribute.kind {
        Kind::Guid => form == Form::Guid,
        Kind::Address => matches!(form, Form::Address | Form::ProxyAddress),
        Kind::Boolean => {
            let is_boolean = |value: &String| parse_boolean(value).is_some();
            matches!(form, Form::Boolean | Form::Digits) || profile.samples.iter().all(is_boolean)
        }
        Kind::DateTime => matches!(form, Form::Date | Form::Digits),
        Kind::Reference => form != Form::Boolean,
        Kind::Text => match attribute.name {
            "surname" | "givenName" | "name.familyName" | "name.givenName" | "displayName"
            | "department" => matches!(form, Form::Words | Form::Other | Form::Honorific),
            _ => true,
        },
    };
    (!fits).then_some(form)
}

/// Reads unknown columns by their values, where the attribute has no column yet.
pub(super) fn fill_by_content(
    side: Side,
    headers: &[String],
    profiles: &[Profile],
    readings: &mut [Reading],
) {
    for ix in 0..readings.len() {
        if readings[ix].stated || readings[ix].attribute.is_some() {
            continue;
        }
        let has = |name: &str| {
            readings
                .iter()
                .any(|r| r.attribute.as_deref() == Some(name))
        };
        if let Some(reading) = by_content(side, &headers[ix], &profiles[ix], &has) {
            readings[ix] = reading;
        }
    }
}

fn by_content(
    side: Side,
    header: &str,
    profile: &Profile,
    has: &dyn Fn(&str) -> bool,
) -> Option<Reading> {
    let folded = catalogue::fold_header(header);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let form = profile.form()?;
    let (candidates, confidence): (&[&str], u8) = match (side, form) {
        (_, Form::Guid | Form::Digits) if !profile.is_unique() => return None,
        (_, Form::Guid | Form::Address) if says(&["manager", "supervisor", "boss"]) => return None,
        // GUIDs of other directories and mailboxes are not Entra's.
        (Side::Azure, Form::Guid) if says(&["objectguid", "mailboxguid", "exchangeguid"]) => {
            return None;
        }
        (Side::Azure, Form::Guid) => (&["objectId"], 80),
        (Side::Azure, Form::ProxyAddress) => (&["proxyAddresses"], 90),
        (Side::Azure, Form::Address) if profile.is_unique() => (&["userPrincipalName", "mail"], 70),
        (Side::Legacy, Form::Guid) => (&["externalId"], 70),
        (Side::Legacy, Form::Address) if profile.is_unique() => {
            (&["emails[type eq \"work\"].value"], 75)
        }
        (Side::Azure, Form::Phone) if says(&["mob", "cell", "handy"]) => (&["mobile"], 75),
        (Side::Legacy, Form::Phone) if says(&["mob", "cell", "handy"]) => {
            (&["phoneNumbers[type eq \"mobile\"].value"], 75)
        }
        (Side::Azure, Form::Phone) if says(&["phone", "tel", "fon"]) => (&["telephoneNumber"], 70),
        (Side::Legacy, Form::Phone) if says(&["phone", "tel", "fon"]) => {
            (&["phoneNumbers[type eq \"work\"].value"], 70)
        }
        _ => return None,
    };
    let name = candidates.iter().find(|name| !has(name))?;
    let reason = format!(
        "No known header, but the values look like {}.",
        form.words()
    );
    Some(Reading::attribute(name, confidence, reason))
}

fn doubt(attribute: &Attribute, form: Form) -> Diagnostic {
    Diagnostic {
        code: "COLUMN_UNEXPECTED_VALUES".into(),
        severity: Severity::Warning,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message: format!(
            "By its header the column holds \"{}\", but its values look like {}.",
            attribute.label,
            form.words()
        ),
        hint: "Check that the columns are not shifted, or say what the column holds.".into(),
        cases: Cases::default(),
    }
}

fn honorific_note() -> Diagnostic {
    Diagnostic {
        code: "COLUMN_HONORIFIC".into(),
        severity: Severity::Note,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message: "The column is read as the honorific, not as the job title, by its values.".into(),
        hint: "Say what the column holds if this is wrong.".into(),
        cases: Cases::default(),
    }
}
