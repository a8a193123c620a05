//! `observations.json`, which a verification writes, as the choices it gives the next plan. Which of them are
//! taken is for who asks: what a person chooses goes before what was seen.

use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

use presync_core::Chosen;
use serde::Deserialize;

use crate::{files::base_name, wire::Failure};

/// What it is called in the folder of a verification.
const NAME: &str = "observations.json";
/// No such file is larger.
const BYTES_MAX: u64 = 16 << 20;

#[derive(Deserialize)]
struct Document {
    format_version: String,
    kind: String,
    assume: Vec<String>,
}

/// The choices that fit what was seen, `NAME=CHOICE` each, of the file or of the folder that holds it.
///
/// # Errors
/// When it cannot be read, is not what a verification writes, or names a choice that there is not.
pub fn read_observations(path: &Path) -> Result<Vec<String>, Failure> {
    let path = match path.is_dir() {
        true => path.join(NAME),
        false => path.to_owned(),
    };
    let name = base_name(&path);
    let failed = |what: &str| {
        Failure::new("observations_unusable", &format!("{name} {what}."))
            .hint("Give the observations.json that presync verify wrote, or its folder.")
    };
    let mut text = Vec::new();
    let about = fs::metadata(&path).map_err(|error| failed(&format!("cannot be read: {error}")))?;
    let read = File::open(&path).and_then(|file| file.take(BYTES_MAX).read_to_end(&mut text));
    read.map_err(|error| failed(&format!("cannot be read: {error}")))?;
    let document: Option<Document> = serde_json::from_slice(&text).ok();
    let document = document.filter(|one| one.kind == "observations" && about.len() < BYTES_MAX);
    let document = document.ok_or_else(|| failed("is not what a verification writes"))?;
    if document.format_version.split('.').next() != Some("1") {
        return Err(failed("is of a newer version of Presync"));
    }
    let mut chosen = Chosen::default();
    for choice in &document.assume {
        let taken = chosen.choose(choice);
        taken.map_err(|error| failed(&format!("names a choice that there is not: {error}")))?;
    }
    Ok(document.assume)
}
