//! The pages of one list, given as several files.
//!
//! Nothing is read here; what was found in each file alone is compared. That a page links to a next one
//! stays said of it: whether the next one is there is asked of all sources of a workspace, not of one
//! import.

use std::collections::BTreeSet;

use presync_core::{Diagnostic, Severity, Side};

use crate::{Inspection, format::Pages};

/// Looks at the files of one import together: pages that are too few for their list say so.
pub fn look_together(inspections: &mut [Inspection]) {
    for side in [Side::Legacy, Side::Azure] {
        let mut of_side: Vec<&mut Inspection> = inspections
            .iter_mut()
            .filter(|inspection| inspection.options.side == Some(side))
            .collect();
        count_pages(&mut of_side);
    }
}

fn count_pages(files: &mut [&mut Inspection]) {
    let mut seen = BTreeSet::new();
    let pages: Vec<Pages> = files
        .iter()
        .filter(|file| seen.insert(file.sha256.as_str()))
        .filter_map(|file| file.pages)
        .filter(|pages| pages.pages > 0)
        .collect();
    let has_last = pages.iter().any(|pages| pages.linked < pages.pages);
    let total = pages.iter().filter_map(|pages| pages.total).max();
    let objects: u64 = pages.iter().map(|pages| pages.objects).sum();
    let is_page = |file: &&mut &mut Inspection| file.pages.is_some_and(|pages| pages.pages > 0);
    if let Some(total) = total.filter(|total| has_last && *total > objects)
        && let Some(page) = files.iter_mut().find(is_page)
    {
        let said = too_few(page, objects, total);
        page.say(said);
    }
}

fn too_few(file: &Inspection, objects: u64, total: u64) -> Diagnostic {
    Diagnostic {
        code: "JSON_PAGE_MISSING".into(),
        severity: Severity::Warning,
        file: file.file.clone(),
        sheet: None,
        row: None,
        column: None,
        message: format!(
            "The whole list should have {total} users and the given pages hold {objects}: a page is missing."
        ),
        hint: "Give the files of all pages together, or export all pages.".into(),
        cases: presync_core::Cases::default(),
    }
}
