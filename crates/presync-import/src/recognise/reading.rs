//! What one column may be, and why: the rules of recognition for a column by itself.

use presync_core::{
    Diagnostic, Severity, Side,
    catalogue::{self, Attribute, Kind},
    spelling::parse_boolean,
};

use super::{
    CONFIDENCE_MIN,
    aliases::{How, Named, meant},
    content::Form,
    pairs::LEGACY_MANAGER,
    profile::Profile,
};
use crate::{format::ColumnFact, observation::observation};

/// The honorific attribute of the intranet.
const HONORIFIC: &str =
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:name.title";

/// From this confidence on a word for an attribute is a header like any other.
const SURE_MIN: u8 = 85;

/// How a guess by content begins where the header says nothing.
const NO_HEADER: &str = "No known header, but the";

/// On what a guess stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// The form of the values.
    Content,
    /// A header that the values speak against.
    DoubtedHeader,
    /// A header that may mean it.
    Word,
    /// The other side's values, or other columns of the file.
    Overlap,
    /// A header that is known.
    Header,
    /// Somebody said so.
    Stated,
}

impl Ground {
    /// The weightier wins over the lighter, whatever their confidence.
    pub(super) fn weight(self) -> u8 {
        match self {
            Self::Content => 0,
            Self::DoubtedHeader => 1,
            Self::Word | Self::Overlap | Self::Header => 2,
            Self::Stated => 3,
        }
    }

    /// Whether the column came with a header that somebody knows.
    pub(super) fn is_header(self) -> bool {
        matches!(self, Self::Header | Self::DoubtedHeader)
    }
}

/// One thing a column may be.
#[derive(Debug, Clone)]
pub(crate) struct Guess {
    /// The attribute; empty for an additional field.
    pub(super) attribute: String,
    pub(super) ground: Ground,
    pub(super) confidence: u8,
    pub(super) reason: String,
    /// What speaks against it; its column is filled in later.
    pub(super) doubt: Option<Diagnostic>,
}

impl Guess {
    pub(super) fn new(
        attribute: &str,
        ground: Ground,
        confidence: u8,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            attribute: attribute.into(),
            ground,
            confidence,
            reason: reason.into(),
            doubt: None,
        }
    }
}

/// Everything a column may be by its header and by its values, best first.
pub(super) fn guesses(side: Side, header: &str, profile: &Profile) -> Vec<Guess> {
    let mut guesses: Vec<Guess> = meant(side, header)
        .map(|named| by_header(side, named, profile))
        .unwrap_or_default();
    for guess in by_content(side, header, profile) {
        if guesses
            .iter()
            .all(|known| known.attribute != guess.attribute)
        {
            guesses.push(guess);
        }
    }
    guesses
}

/// Whether the header of a column leaves open what it holds.
pub(crate) fn is_open(side: Side, header: &str, profile: &Profile) -> bool {
    let told =
        meant(side, header).and_then(|named| by_header(side, named, profile).into_iter().next());
    let is_doubted = |guess: &Guess| matches!(guess.ground, Ground::DoubtedHeader | Ground::Word);
    told.as_ref().is_none_or(is_doubted)
}

/// What somebody said of a column.
pub(super) fn stated(attribute: &str) -> Guess {
    let reason = match attribute {
        "" => "Stated to be an additional field.",
        _ => "Stated.",
    };
    Guess::new(attribute, Ground::Stated, 100, reason)
}

/// What the format knows of a column; of an attribute only where the side has it.
pub(super) fn known(side: Side, fact: ColumnFact) -> Option<Guess> {
    match fact {
        ColumnFact::Holds {
            attribute,
            confidence,
            reason,
        } => {
            catalogue::find(side, attribute)?;
            Some(Guess::new(attribute, Ground::Header, confidence, reason))
        }
        ColumnFact::Additional { reason } => Some(Guess::new("", Ground::Stated, 100, reason)),
    }
}

/// Why a column that nothing fits is kept under its own name.
pub(super) fn unknown(profile: &Profile) -> String {
    match profile.form() {
        Some(form) => format!("No known header; the values look like {}.", form.words()),
        None => "No known header, and the values have no telling form.".into(),
    }
}

fn by_header(side: Side, found: Named, profile: &Profile) -> Vec<Guess> {
    match found.how {
        How::ByWord(confidence) => by_word(side, found.attribute, confidence, profile),
        how => by_name(side, found.attribute, how, profile),
    }
}

/// What a word for an attribute means. One that is not sure is none where the values speak against it.
fn by_word(side: Side, attribute: &Attribute, confidence: u8, profile: &Profile) -> Vec<Guess> {
    let is_sure = confidence >= SURE_MIN;
    if !is_sure && (unexpected(attribute, profile).is_some() || !proves(attribute, profile)) {
        return Vec::new();
    }
    let mut guesses = ambiguous(side, attribute, profile);
    if guesses.is_empty() {
        guesses = by_name(side, attribute, How::ByHeader, profile);
        for guess in guesses
            .iter_mut()
            .filter(|guess| guess.ground == Ground::Header)
        {
            guess.reason = format!("The header is a word for \"{}\".", attribute.label);
        }
    }
    for guess in &mut guesses {
        guess.confidence = guess.confidence.min(confidence);
        if !is_sure && guess.ground == Ground::Header {
            guess.ground = Ground::Word;
        }
    }
    guesses
}

/// Whether the values could be nothing but an attribute's that a word leaves open.
fn proves(attribute: &Attribute, profile: &Profile) -> bool {
    match (attribute.kind, attribute.name) {
        (Kind::Boolean, _) => {
            let is_boolean = |value: &String| parse_boolean(value).is_some();
            profile.filled > 0 && profile.samples.iter().all(is_boolean)
        }
        (_, "externalId" | "employeeId") => {
            profile.is_unique()
                && !matches!(profile.form(), Some(Form::Words | Form::Date | Form::Phone))
        }
        _ => true,
    }
}

fn by_name(side: Side, attribute: &Attribute, how: How, profile: &Profile) -> Vec<Guess> {
    let ambiguous = ambiguous(side, attribute, profile);
    if !ambiguous.is_empty() {
        return ambiguous;
    }
    let (confidence, reason) = if how == How::Exactly {
        (100, "The header is the attribute's name.")
    } else {
        (97, "The header is one the attribute is exported under.")
    };
    let mut guess = Guess::new(attribute.name, Ground::Header, confidence, reason);
    if let Some(form) = unexpected(attribute, profile) {
        guess.ground = Ground::DoubtedHeader;
        guess.confidence = CONFIDENCE_MIN;
        guess.reason = format!("{reason} But the values look like {}.", form.words());
        guess.doubt = Some(doubt(attribute, form));
    }
    vec![guess]
}

/// Headers that mean different things in different exports: the values decide.
fn ambiguous(side: Side, attribute: &Attribute, profile: &Profile) -> Vec<Guess> {
    let share = |form| profile.share(form);
    let header = |name, confidence, reason| Guess::new(name, Ground::Header, confidence, reason);
    match (side, attribute.name) {
        (Side::Legacy, "title" | HONORIFIC) => titles(attribute.name, profile),
        (Side::Azure, "jobTitle") if share(Form::Honorific) >= 60 => {
            let reason = "The values are honorifics, not job titles.";
            let mut guess = header("", 90, reason);
            guess.doubt = Some(honorific_note("an additional field", Severity::Warning));
            vec![guess, header("jobTitle", 10, "The header says so.")]
        }
        (Side::Legacy, LEGACY_MANAGER) if share(Form::Words) >= 60 => vec![
            header(
                "manager.displayName",
                90,
                "The values are names of people, not keys.",
            ),
            header(LEGACY_MANAGER, 30, "The header says so."),
        ],
        (Side::Azure, "manager") if share(Form::Address) >= 60 => vec![
            header(
                "manager.userPrincipalName",
                90,
                "The values look like user principal names.",
            ),
            header("manager", 30, "The header says so."),
        ],
        (Side::Azure, "manager") if share(Form::Words) >= 60 => vec![
            header(
                "manager.displayName",
                90,
                "The values are names of people, not ids.",
            ),
            header("manager", 30, "The header says so."),
        ],
        _ => Vec::new(),
    }
}

/// `Title` is the honorific in one export and the job title in another.
fn titles(named: &str, profile: &Profile) -> Vec<Guess> {
    let header = |name, confidence, reason| Guess::new(name, Ground::Header, confidence, reason);
    let share = profile.share(Form::Honorific);
    let says_job = named == "title";
    match (says_job, profile.filled > 0) {
        (true, true) if share >= 60 => {
            let mut guess = header(HONORIFIC, 90, "The values are honorifics, not job titles.");
            guess.doubt = Some(honorific_note("the honorific", Severity::Note));
            vec![guess, header("title", 20, "The header says so.")]
        }
        (false, true) if share < 20 => {
            let reason = "The values are no honorifics; read as job titles.";
            let mut guess = header("title", 70, reason);
            guess.doubt = Some(job_title_note());
            vec![guess, header(HONORIFIC, 40, "The header says so.")]
        }
        _ => Vec::new(),
    }
}

/// The form of the values, when it cannot be that of the attribute. A single tick may be a letter.
fn unexpected(attribute: &Attribute, profile: &Profile) -> Option<Form> {
    let form = profile.form()?;
    if form == Form::Boolean && profile.filled < 2 {
        return None;
    }
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

/// What a column may be by its values alone, best first.
fn by_content(side: Side, header: &str, profile: &Profile) -> Vec<Guess> {
    let folded = catalogue::fold_header(header);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let Some(form) = profile.form() else {
        return Vec::new();
    };
    let unique = profile.is_unique();
    let mobile = says(&["mob", "cell", "handy", "gsm", "portable", "komór"]);
    let phone = says(&["phone", "tel", "fon"]);
    let candidates: &[(&str, u8)] = match (side, form) {
        (_, Form::Guid | Form::Digits) if !unique => &[],
        (_, Form::Guid | Form::Address) if says(&["manager", "supervisor", "boss"]) => &[],
        // GUIDs of other directories and mailboxes are not Entra's.
        (Side::Azure, Form::Guid) if says(&["objectguid", "mailboxguid", "exchangeguid"]) => &[],
        (Side::Azure, Form::Guid) => &[("objectId", 80)],
        (Side::Azure, Form::ProxyAddress) => &[("proxyAddresses", 90), ("otherMails", 30)],
        (Side::Azure, Form::Address) if unique => {
            &[("userPrincipalName", 70), ("mail", 68), ("otherMails", 20)]
        }
        (Side::Legacy, Form::Guid) => &[("externalId", 70)],
        (Side::Legacy, Form::Address) if unique => &[
            ("emails[type eq \"work\"].value", 75),
            ("userName", 50),
            ("emails[type eq \"home\"].value", 30),
        ],
        (Side::Azure, Form::Phone) if mobile => &[("mobile", 75), ("telephoneNumber", 40)],
        (Side::Legacy, Form::Phone) if mobile => &[
            ("phoneNumbers[type eq \"mobile\"].value", 75),
            ("phoneNumbers[type eq \"work\"].value", 40),
        ],
        (Side::Azure, Form::Phone) if phone => &[("telephoneNumber", 70), ("mobile", 40)],
        (Side::Legacy, Form::Phone) if phone => &[
            ("phoneNumbers[type eq \"work\"].value", 70),
            ("phoneNumbers[type eq \"mobile\"].value", 40),
        ],
        _ => &[],
    };
    let reason = format!("{NO_HEADER} values look like {}.", form.words());
    let guess =
        |(name, confidence): &(&str, u8)| Guess::new(name, Ground::Content, *confidence, &*reason);
    candidates.iter().map(guess).collect()
}

fn doubt(attribute: &Attribute, form: Form) -> Diagnostic {
    observation(
        "COLUMN_UNEXPECTED_VALUES",
        Severity::Warning,
        format!(
            "By its header the column holds \"{}\", but its values look like {}.",
            attribute.label,
            form.words()
        ),
        "Check that the columns are not shifted, or say what the column holds.",
    )
}

fn honorific_note(read_as: &str, severity: Severity) -> Diagnostic {
    observation(
        "COLUMN_HONORIFIC",
        severity,
        format!("The column is read as {read_as}, not as the job title, by its values."),
        "Say what the column holds if this is wrong.",
    )
}

fn job_title_note() -> Diagnostic {
    observation(
        "COLUMN_JOB_TITLE",
        Severity::Warning,
        "The column is read as the job title, not as the honorific, by its values.",
        "Say what the column holds if this is wrong.",
    )
}
