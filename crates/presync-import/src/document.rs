//! Whole JSON documents: a provisioning schema, a site's schemas. Small by nature, so held at once.

use std::{io::Read, path::Path};

use presync_core::progress::Unwatched;
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
    if file.bytes > DOCUMENT_BYTES_MAX {
        return Err(file.refuse(
            RefusalCode::FileTooLarge,
            format!(
                "The document is larger than {} MB.",
                DOCUMENT_BYTES_MAX >> 20
            ),
            "Check that this is the right file; schemas are much smaller.",
        ));
    }
    if Container::of(&file)? != Container::Text {
        return Err(file.refuse(
            RefusalCode::FormatUnsupported,
            "This is an archive or an Office document, not a JSON document.",
            "Give the JSON file itself.",
        ));
    }
    let survey = Survey::of(&file)?;
    let (encoding, _) = TextEncoding::decide(&file, &survey.text, None)?;
    let mut text = Vec::new();
    encoding
        .reader(&file)?
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
