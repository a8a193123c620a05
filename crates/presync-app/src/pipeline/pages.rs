//! Pages of one list: what an importer says of one of them is settled by the others.

use presync_core::{Diagnostic, engagement::InputFile};

/// The importer's word for a page whose list goes on in another file.
const MORE_PAGES: &str = "JSON_MORE_PAGES";

/// A page that names a next one is no trouble when the last page is among the files too.
pub(crate) fn without_open_pages(
    mut diagnostics: Vec<Diagnostic>,
    inputs: &[InputFile],
) -> Vec<Diagnostic> {
    let is_open = |file: &str| {
        let mut about = diagnostics.iter().filter(|d| d.file == file);
        about.any(|d| d.code == MORE_PAGES)
    };
    let has_last = inputs
        .iter()
        .any(|input| input.format.starts_with("JSON") && !is_open(&input.file));
    if has_last {
        diagnostics.retain(|diagnostic| diagnostic.code != MORE_PAGES);
    }
    diagnostics
}
