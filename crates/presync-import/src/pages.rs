//! Files that belong together: the pages of one list, and a file that was given twice.
//!
//! Nothing is read here; what was found in each file alone is compared.

use std::collections::BTreeMap;

use presync_core::{Diagnostic, Severity, Side};

use crate::{Inspection, format::MORE_PAGES};

/// Says that a file was given before.
const TWICE: &str = "FILE_TWICE";

/// Looks at the files of one import together: pages whose last one is among them miss nothing, pages
/// that are too few for their list say so, and a file that is given twice is named.
pub fn look_together(inspections: &mut [Inspection]) {
    name_repeated(inspections);
    for side in [Side::Legacy, Side::Azure] {
        let mut of_side: Vec<&mut Inspection> = inspections
            .iter_mut()
            .filter(|inspection| inspection.options.side == Some(side))
            .collect();
        join_pages(&mut of_side);
    }
}

fn name_repeated(inspections: &mut [Inspection]) {
    let mut first: BTreeMap<(String, Option<String>), String> = BTreeMap::new();
    for inspection in inspections {
        let key = (inspection.sha256.clone(), inspection.options.sheet.clone());
        if let Some(before) = first.get(&key) {
            let said = twice(inspection, before);
            inspection.diagnostics.push(said);
        } else {
            first.insert(key, inspection.file.clone());
        }
    }
}

fn join_pages(files: &mut [&mut Inspection]) {
    let is_first = |file: &&&mut Inspection| file.diagnostics.iter().all(|d| d.code != TWICE);
    let pages: Vec<_> = files
        .iter()
        .filter(is_first)
        .filter_map(|file| file.pages)
        .collect();
    let paged = pages.iter().filter(|pages| pages.pages > 0);
    let ends = paged.clone().any(|pages| pages.linked < pages.pages);
    let total = paged.clone().filter_map(|pages| pages.total).max();
    let objects: u64 = paged.map(|pages| pages.objects).sum();
    let lacks = total.filter(|total| *total > objects);
    let is_page = |file: &Inspection| file.pages.is_some_and(|pages| pages.pages > 0);
    if ends {
        for file in files.iter_mut() {
            file.diagnostics.retain(|said| said.code != MORE_PAGES);
        }
        let page = files.iter_mut().find(|file| is_page(file));
        if let (Some(page), Some(total)) = (page, lacks) {
            let said = too_few(page, objects, total);
            page.diagnostics.push(said);
        }
    }
}

fn too_few(file: &Inspection, objects: u64, total: u64) -> Diagnostic {
    said(
        file,
        MORE_PAGES,
        format!(
            "The list has {total} entries and the given pages hold {objects}: a page is missing."
        ),
        "Give the files of all pages together, or export all pages.",
    )
}

fn twice(file: &Inspection, before: &str) -> Diagnostic {
    said(
        file,
        TWICE,
        format!("The file holds byte for byte what \"{before}\" holds, which was given before it."),
        "Its users merge with those already read; leave it out, and check that no other page is missing.",
    )
}

fn said(file: &Inspection, code: &str, message: String, hint: &str) -> Diagnostic {
    Diagnostic {
        code: code.into(),
        severity: Severity::Warning,
        file: file.file.clone(),
        sheet: file.options.sheet.clone(),
        row: None,
        column: None,
        message,
        hint: hint.into(),
        cases: presync_core::Cases::default(),
    }
}
