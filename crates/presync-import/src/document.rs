//! Whole JSON documents: a provisioning schema, a site's schemas. Small by nature, so held at once.

use std::{io::Read, path::Path};

use presync_core::{SiteSchema, progress::Unwatched};
use serde_json::Value;

use crate::{
    ImportError, RefusalCode,
    limits::DOCUMENT_BYTES_MAX,
    source::{Container, SourceFile, Survey, TextEncoding, Watch},
};

/// Reads a JSON document of at most 64 MB, in UTF-8 or UTF-16, with or without a byte order mark.
///
/// # Errors
/// When it cannot be read, is larger, or is not JSON; the error names the line.
pub fn read_json_document(path: &Path) -> Result<Value, ImportError> {
    let watch = Watch::new(&Unwatched);
    let file = SourceFile::find(path, &watch)?;
    check_size(&file)?;
    if Container::of(&file)? != Container::Text {
        return Err(file.refuse(
            RefusalCode::FormatUnsupported,
            "This is an archive or an Office document, not a JSON document.",
            "Give the JSON file itself.",
        ));
    }
    let survey = Survey::of(&file, Container::Text)?;
    let (encoding, _) = TextEncoding::decide(&file, &survey.text, None)?;
    json_document(&file, encoding)
}

/// Reads what a site accepts: the saved answer of its `/Schemas` address. What is odd in it is in its
/// diagnostics.
///
/// # Errors
/// When it cannot be read, is not JSON, or holds no SCIM schema.
pub fn read_site_schema(path: &Path) -> Result<SiteSchema, ImportError> {
    let document = read_json_document(path)?;
    let watch = Watch::new(&Unwatched);
    site_schema(&SourceFile::find(path, &watch)?, &document)
}

/// The schemas in a document of this file.
pub(crate) fn site_schema(
    file: &SourceFile<'_>,
    document: &Value,
) -> Result<SiteSchema, ImportError> {
    let mut site = SiteSchema::parse(document).map_err(|_| {
        file.refuse(
            RefusalCode::NotASiteSchema,
            "The document holds no SCIM schema: nothing in it has an id and a list of attributes.",
            "Save the answer of the site's /Schemas address and give that.",
        )
    })?;
    for diagnostic in &mut site.diagnostics {
        diagnostic.file = file.name();
    }
    Ok(site)
}

/// The document that a text is.
pub(crate) fn json_document(
    file: &SourceFile<'_>,
    encoding: TextEncoding,
) -> Result<Value, ImportError> {
    check_size(file)?;
    let mut text = Vec::new();
    encoding
        .reader(file)?
        .read_to_end(&mut text)
        .map_err(|error| file.failed(error))?;
    serde_json::from_slice(&text).map_err(|error| {
        let line = u64::try_from(error.line()).unwrap_or(1);
        let message = format!(
            "This is not valid JSON at column {} of this line.",
            error.column()
        );
        file.refuse(
            RefusalCode::JsonSyntax,
            message,
            "Download the document again.",
        )
        .at_row(line.max(1))
    })
}

fn check_size(file: &SourceFile<'_>) -> Result<(), ImportError> {
    if file.bytes <= DOCUMENT_BYTES_MAX {
        return Ok(());
    }
    Err(file.refuse(
        RefusalCode::FileTooLarge,
        format!(
            "The document is larger than {} MB.",
            DOCUMENT_BYTES_MAX >> 20
        ),
        "Check that this is the right file; schemas are much smaller.",
    ))
}
