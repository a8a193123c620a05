//! `MANIFEST.json`: what the package was made from and what it holds, with digests.

use presync_core::{engagement::Engagement, summary::Summary};
use serde::{Deserialize, Serialize};

use crate::{CsvProfile, Options, WrittenFile};

/// The manifest's name in the package.
pub const MANIFEST_NAME: &str = "MANIFEST.json";

/// What `tool` says in every manifest of ours.
pub(crate) const TOOL: &str = "presync";

/// Version of the manifest and of `plan.json`.
pub(crate) const FORMAT_VERSION: &str = "1.0";

/// Of one package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) tool: String,
    pub(crate) tool_version: String,
    pub(crate) format_version: String,
    pub(crate) title: String,
    pub(crate) now: String,
    pub(crate) redaction: String,
    pub(crate) settings: Settings,
    pub(crate) verdict: String,
    pub(crate) inputs: Vec<InputDigest>,
    pub(crate) outputs: Vec<OutputDigest>,
}

/// How the package was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) package: String,
    pub(crate) csv_profile: String,
    pub(crate) csv_neutralised_by: Option<String>,
    pub(crate) scope: String,
    pub(crate) mapping: String,
    /// What was chosen otherwise than by default where no document states how the systems behave.
    #[serde(default)]
    pub(crate) assume: Vec<String>,
    /// What a person harmed by match keys counts otherwise than usual.
    #[serde(default)]
    pub(crate) weights: Vec<String>,
}

/// An input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InputDigest {
    pub(crate) side: Option<String>,
    pub(crate) role: String,
    pub(crate) file: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

/// A file of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OutputDigest {
    pub(crate) file: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) rows: Option<u64>,
    #[serde(skip_serializing_if = "is_zero", default)]
    pub(crate) neutralised_cells: u64,
}

impl Manifest {
    pub(crate) fn of(
        engagement: &Engagement<'_>,
        summary: &Summary,
        options: &Options,
        files: &[WrittenFile],
    ) -> Self {
        Self {
            tool: TOOL.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            format_version: FORMAT_VERSION.to_owned(),
            title: engagement.title.to_owned(),
            now: engagement.now.to_string(),
            redaction: "none".to_owned(),
            settings: Settings::of(engagement, options),
            verdict: summary.verdict.badge.as_str().to_owned(),
            inputs: inputs(engagement),
            outputs: files.iter().map(OutputDigest::of).collect(),
        }
    }
}

impl Settings {
    pub(crate) fn of(engagement: &Engagement<'_>, options: &Options) -> Self {
        let prefix = (options.csv == CsvProfile::SpreadsheetSafe).then(|| "'".to_owned());
        Self {
            package: options.contents.as_str().to_owned(),
            csv_profile: options.csv.as_str().to_owned(),
            csv_neutralised_by: prefix,
            scope: engagement.scope_word().to_owned(),
            mapping: engagement.mapping_word().to_owned(),
            assume: engagement.plan.chosen.written(),
            weights: engagement.weights.written(),
        }
    }
}

pub(crate) fn inputs(engagement: &Engagement<'_>) -> Vec<InputDigest> {
    let digest = |input: &presync_core::engagement::InputFile| InputDigest {
        side: input.side.map(|side| side.as_str().to_owned()),
        role: input.role.clone(),
        file: input.file.clone(),
        bytes: input.bytes,
        sha256: input.sha256.clone(),
    };
    engagement.inputs.iter().map(digest).collect()
}

impl OutputDigest {
    pub(crate) fn of(file: &WrittenFile) -> Self {
        Self {
            file: file.name.clone(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
            rows: file.rows,
            neutralised_cells: file.neutralised_cells,
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(count: &u64) -> bool {
    *count == 0
}
