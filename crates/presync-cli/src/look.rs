//! Whose report it is, from the flags and from what the workspace keeps.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use presync_app::{
    pipeline::{ReportLook, keep_report, kept_report, read_logo},
    wire::{Failure, ReportSettings},
    workspace::Workspace,
};

/// Whose report it is. A workspace keeps what was said; the redacted report takes the language only.
#[derive(Debug, ClapArgs)]
pub(crate) struct LookArgs {
    /// The customer's name, for the report.
    #[arg(long, value_name = "NAME")]
    customer: Option<String>,
    /// The customer's logo for the report: PNG or JPEG, 512 KB at most.
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// The colour of lines, links and titles in the report, such as #0b4f7d; one that cannot be read on
    /// white is not taken.
    #[arg(long, value_name = "#RRGGBB")]
    colour: Option<String>,
    /// The language of the report; what has no German yet stays English.
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "de"])]
    language: Option<String>,
}

/// What was said on the command line, read and checked before minutes go into the plan.
#[derive(Debug)]
pub(crate) struct Said(ReportSettings);

impl LookArgs {
    /// Reads the logo and checks the rest.
    pub(crate) fn read(&self) -> Result<Said, Failure> {
        let logo = self.logo.as_deref().map(read_logo).transpose()?;
        let settings = ReportSettings {
            customer: self.customer.clone().unwrap_or_default(),
            colour: self.colour.clone().unwrap_or_default(),
            language: self.language.clone().unwrap_or_default(),
            logo: logo.unwrap_or_default(),
        };
        ReportLook::of(&settings)?;
        Ok(Said(settings))
    }
}

impl Said {
    /// The look: what was said, else what the workspace keeps. It keeps what was said.
    pub(crate) fn take(self, workspace: &mut Workspace) -> Result<ReportLook, Failure> {
        let kept = kept_report(workspace)?;
        let or = |said: String, kept: String| if said.is_empty() { kept } else { said };
        let Self(said) = self;
        let says_something = said != ReportSettings::default();
        let settings = ReportSettings {
            customer: or(said.customer, kept.customer),
            colour: or(said.colour, kept.colour),
            language: or(said.language, kept.language),
            logo: or(said.logo, kept.logo),
        };
        let look = ReportLook::of(&settings)?;
        if says_something {
            keep_report(workspace, &settings)?;
        }
        Ok(look)
    }
}
