//! Whose report it is, as a person says it: read, checked, and kept with the workspace. No figure depends on it.

use std::{fs, path::Path};

use presync_report::{Accent, Branding, CUSTOMER_CHARS_MAX, LOGO_BYTES_MAX, Language, Logo};
use presync_store::{EngagementRow, Workspace};
use serde_json::{Map, Value};

use crate::{
    files::base_name,
    wire::{Failure, ReportSettings},
};

/// Where the engagement's settings hold them.
const KEY: &str = "report";

/// What the report is to look like, and what of it cannot be had, in sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportLook {
    /// The look.
    pub branding: Branding,
    /// What is left out and why.
    pub notes: Vec<String>,
}

impl ReportLook {
    /// Checks what a person says.
    ///
    /// # Errors
    /// When the name is too long, the colour or the language is none, or the logo cannot be used.
    pub fn of(settings: &ReportSettings) -> Result<Self, Failure> {
        let customer = settings.customer.trim();
        if customer.chars().count() > CUSTOMER_CHARS_MAX {
            let message =
                format!("The customer's name has more than {CUSTOMER_CHARS_MAX} letters.");
            return Err(Failure::new("customer_too_long", &message));
        }
        let mut notes = Vec::new();
        Ok(Self {
            branding: Branding {
                customer: customer.to_owned(),
                logo: logo(&settings.logo)?,
                accent: accent(&settings.colour, &mut notes)?,
                language: language(&settings.language)?,
            },
            notes,
        })
    }
}

fn logo(base64: &str) -> Result<Option<Logo>, Failure> {
    if base64.is_empty() {
        return Ok(None);
    }
    let logo = Logo::of_base64(base64);
    logo.map(Some).map_err(|error| {
        Failure::new(
            "logo_unusable",
            &format!("The logo cannot be used: {error}."),
        )
        .hint("Save it as PNG or JPEG, 512 KB at most.")
    })
}

fn accent(text: &str, notes: &mut Vec<String>) -> Result<Option<Accent>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let accent: Accent = text
        .parse()
        .map_err(|error| Failure::new("colour_unusable", &format!("{error}.")))?;
    if accent.is_readable() {
        return Ok(Some(accent));
    }
    notes.push(format!(
        "COLOUR_UNREADABLE: text in {accent} cannot be read on white (WCAG 2.2 asks for a contrast of 4.5), so the report keeps its own colour. Choose a darker one."
    ));
    Ok(None)
}

fn language(code: &str) -> Result<Language, Failure> {
    if code.is_empty() {
        return Ok(Language::default());
    }
    code.parse()
        .map_err(|error| Failure::new("language_unknown", &format!("{error}.")))
}

/// The bytes of a logo file in base 64.
///
/// # Errors
/// When it cannot be read, or is no logo.
pub fn read_logo(path: &Path) -> Result<String, Failure> {
    let name = base_name(path);
    let failure = |why: &dyn std::fmt::Display| {
        Failure::new(
            "logo_unusable",
            &format!("{name} cannot be used as a logo: {why}."),
        )
        .hint("Give a PNG or JPEG of 512 KB at most.")
    };
    let size = fs::metadata(path).map_err(|error| failure(&error))?.len();
    if size > LOGO_BYTES_MAX as u64 {
        return Err(failure(&format!("it has {size} bytes")));
    }
    let bytes = fs::read(path).map_err(|error| failure(&error))?;
    let logo = Logo::of(bytes).map_err(|error| failure(&error))?;
    Ok(logo.base64())
}

/// What the workspace keeps.
///
/// # Errors
/// When it was kept by another version.
pub fn kept_report(workspace: &Workspace) -> Result<ReportSettings, Failure> {
    let row = workspace.engagement()?;
    let kept = row.and_then(|row| row.settings.get(KEY).cloned());
    let Some(kept) = kept else {
        return Ok(ReportSettings::default());
    };
    serde_json::from_value(kept).map_err(|_| {
        let message = "The settings of the report were written by another version.";
        Failure::new("settings_unreadable", message)
            .hint("Open the workspace with the version of Presync that made it.")
    })
}

/// Keeps them beside what else the engagement is set to.
///
/// # Errors
/// As the workspace says.
pub fn keep_report(workspace: &mut Workspace, settings: &ReportSettings) -> Result<(), Failure> {
    let mut row = workspace.engagement()?.unwrap_or(EngagementRow {
        title: String::new(),
        settings: Value::Object(Map::new()),
    });
    let value = serde_json::to_value(settings).map_err(|_| Failure::internal())?;
    if let Value::Object(all) = &mut row.settings {
        all.insert(KEY.to_owned(), value);
    }
    Ok(workspace.set_engagement(&row)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_falls_back_and_what_is_wrong_is_refused() {
        let of = |colour: &str, language: &str, logo: &str| {
            ReportLook::of(&ReportSettings {
                customer: " Northwind ".to_owned(),
                colour: colour.to_owned(),
                language: language.to_owned(),
                logo: logo.to_owned(),
            })
        };
        let plain = of("", "", "").expect("a look");
        assert_eq!(plain.branding.customer, "Northwind");
        assert_eq!((plain.branding.accent, plain.notes.len()), (None, 0));
        let pale = of("#ffcc00", "de", "").expect("a look");
        assert_eq!(pale.branding.accent, None);
        assert!(pale.notes[0].contains("#ffcc00"), "{:?}", pale.notes);
        let code = |look: Result<ReportLook, Failure>| look.expect_err("a failure").code;
        assert_eq!(code(of("blue", "", "")), "colour_unusable");
        assert_eq!(code(of("", "fr", "")), "language_unknown");
        assert_eq!(code(of("", "", "PHN2Zz4=")), "logo_unusable");
    }
}
