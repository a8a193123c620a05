//! The files of the package: one format, one file, one line in [`all`].

mod changes_csv;
mod document;
mod findings_csv;
mod groups_csv;
pub(crate) mod html;
pub(crate) mod links_csv;
mod mapping_csv;
mod people_csv;
mod plan_json;
pub(crate) mod xlsx;

use presync_core::Progress;

use crate::{Contents, ReportError, package::Package, package_file::PackageFile};

/// One file of the package.
pub(crate) trait Format: Sync {
    /// Its name in the package.
    fn name(&self) -> &str;

    /// Writes it whole; says how far it is in rows.
    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError>;
}

/// Files that are written side by side: none of them names another.
pub(crate) type Wave<'a> = Vec<Box<dyn Format + 'a>>;

/// Everything this package holds, wave after wave: later files may name those of earlier waves.
pub(crate) fn all<'a>(package: &Package<'a>) -> Vec<Wave<'a>> {
    let mut lists: Wave<'a> = vec![
        Box::new(people_csv::PeopleCsv),
        Box::new(changes_csv::ChangesCsv),
        Box::new(links_csv::LinksCsv),
        Box::new(findings_csv::FindingsCsv),
        Box::new(mapping_csv::MappingCsv),
    ];
    if !package.engagement.plan.groups.is_empty() {
        lists.push(Box::new(groups_csv::GroupsCsv));
    }
    if let Some(document) = &package.documents.mapping {
        lists.push(Box::new(document::DocumentJson(document)));
    }
    let mut waves: Vec<Wave<'a>> = vec![lists, vec![Box::new(plan_json::PlanJson)]];
    if package.options.contents == Contents::Full {
        waves.push(vec![Box::new(xlsx::ReportXlsx)]);
        let mut pages: Wave<'a> = vec![Box::new(html::Html)];
        if let Some(key) = package.documents.redaction {
            pages.push(Box::new(html::RedactedHtml(key)));
        }
        waves.push(pages);
    }
    waves
}

/// How many rows are written between two reports of progress.
const BATCH_ROWS: u64 = 1024;

/// Tells progress in batches.
struct Ticks<'p> {
    progress: &'p dyn Progress,
    rows: u64,
}

impl<'p> Ticks<'p> {
    fn new(progress: &'p dyn Progress) -> Self {
        Self { progress, rows: 0 }
    }

    fn tick(&mut self) -> Result<(), ReportError> {
        self.rows += 1;
        if self.rows == BATCH_ROWS {
            self.rows = 0;
            self.progress.advance(BATCH_ROWS)?;
        }
        Ok(())
    }

    fn end(self) -> Result<(), ReportError> {
        Ok(self.progress.advance(self.rows)?)
    }
}
