//! `plan.json` as JSON: what is read of it, and whether it is one at all.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::Path,
};

use serde::Deserialize;
use serde_json::Value;

use super::{
    HINT, refuse,
    row::{ChangeRow, PersonRow},
};
use crate::{ImportError, RefusalCode, source::base_name};

/// A hundred thousand people and changes are a fifth of it.
const BYTES_MAX: u64 = 1 << 30;
/// The major version that is read.
const MAJOR: &str = "1";
const NOT_ONE: &str =
    "Give a plan.json, the folder of a package that Presync wrote, or a .presync workspace.";

#[derive(Debug, Deserialize)]
pub(super) struct Document {
    pub(super) meta: Meta,
    pub(super) inputs: Vec<Input>,
    pub(super) settings: BTreeMap<String, Value>,
    pub(super) verdict: Verdict,
    pub(super) assumptions: Vec<Assumed>,
    pub(super) mapping: BTreeMap<String, Option<ObjectMapping>>,
    pub(super) people: Listed<PersonRow>,
    pub(super) changes: Listed<ChangeRow>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Meta {
    pub(super) title: String,
    pub(super) now: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Input {
    pub(super) side: Option<String>,
    pub(super) role: String,
    pub(super) file: String,
    pub(super) sha256: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Verdict {
    pub(super) badge: String,
    pub(super) plan_line: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Assumed {
    pub(super) name: String,
    pub(super) users: u32,
}

#[derive(Debug, Deserialize)]
pub(super) struct ObjectMapping {
    pub(super) actions: BTreeMap<String, bool>,
    pub(super) scope: Vec<Vec<Clause>>,
    #[serde(default)]
    pub(super) input_scope: Vec<Vec<Clause>>,
    pub(super) rows: Vec<BTreeMap<String, Value>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Clause {
    pub(super) attribute: String,
    pub(super) operator: String,
    pub(super) values: Vec<String>,
}

/// A list of the plan: its rows, or the CSV that holds them.
#[derive(Debug, Deserialize)]
pub(super) struct Listed<T> {
    pub(super) count: u64,
    pub(super) file: Option<String>,
    pub(super) sha256: Option<String>,
    pub(super) rows: Option<Vec<T>>,
}

/// What tells a plan from other JSON.
#[derive(Deserialize)]
struct Probe {
    format_version: Option<Value>,
    meta: Option<Value>,
}

impl Document {
    /// Whether cells of the CSVs that look like formulas were marked.
    pub(super) fn is_neutralised(&self) -> bool {
        let mark = self.settings.get("csv_neutralised_by");
        mark.is_some_and(Value::is_string)
    }
}

pub(super) fn read(path: &Path) -> Result<Document, ImportError> {
    let bytes = read_bytes(path)?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if first != Some(&b'{') {
        let message = "This is no plan of Presync.";
        return Err(refuse(path, RefusalCode::NotAPlan, message, NOT_ONE));
    }
    let probe: Probe = serde_json::from_slice(text).map_err(|error| syntax(path, &error))?;
    check_version(path, &probe)?;
    serde_json::from_slice(text).map_err(|error| {
        let message = format!("The plan says what cannot be read: {error}.");
        refuse(path, RefusalCode::PlanDamaged, message, HINT).at_row(error.line() as u64)
    })
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let failed = |source: io::Error| ImportError::Io {
        file: base_name(path),
        source,
    };
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > BYTES_MAX {
        let message = "This file is larger than any plan.json of Presync.";
        return Err(refuse(path, RefusalCode::NotAPlan, message, NOT_ONE));
    }
    Ok(bytes)
}

fn syntax(path: &Path, error: &serde_json::Error) -> ImportError {
    let message = format!("The plan is not valid JSON: {error}.");
    refuse(path, RefusalCode::PlanDamaged, message, HINT).at_row(error.line() as u64)
}

fn check_version(path: &Path, probe: &Probe) -> Result<(), ImportError> {
    let tool = probe.meta.as_ref().and_then(|meta| meta.get("tool"));
    let version = probe.format_version.as_ref().and_then(Value::as_str);
    let (Some("presync"), Some(version)) = (tool.and_then(Value::as_str), version) else {
        let message = "This is JSON, and no plan of Presync.";
        return Err(refuse(path, RefusalCode::NotAPlan, message, NOT_ONE));
    };
    if version.split('.').next() != Some(MAJOR) {
        let message =
            format!("The plan is of format {version}; this version of Presync reads {MAJOR}.x.");
        let hint = "Compare it with the version of Presync that wrote it.";
        return Err(refuse(path, RefusalCode::PlanNewer, message, hint));
    }
    Ok(())
}
