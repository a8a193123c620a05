//! The files of the package: one format, one file, one line in [`all`].

mod changes_csv;
mod document;
mod findings_csv;
pub(crate) mod fixes_csv;
mod groups_csv;
mod hold_back_csv;
pub(crate) mod html;
pub(crate) mod links_csv;
mod mapping_csv;
mod people_csv;
pub(crate) mod plan_json;
mod power_users_csv;
mod rehearsal_csv;
mod rollout;
mod runbook_html;
mod undo_csv;
mod waves_csv;
pub(crate) mod xlsx;

use presync_core::{Progress, Side, fixes::FixPlan};

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
    if package.options.contents == Contents::Mapping {
        return vec![mapping_files(package), runbook(package)];
    }
    let mut lists: Wave<'a> = vec![
        Box::new(people_csv::PeopleCsv),
        Box::new(changes_csv::ChangesCsv),
        Box::new(links_csv::LinksCsv),
        Box::new(findings_csv::FindingsCsv),
    ];
    if !package.engagement.plan.groups.is_empty() {
        lists.push(Box::new(groups_csv::GroupsCsv));
    }
    lists.extend(mapping_files(package));
    if package.rollout.is_some() {
        lists.push(Box::new(rehearsal_csv::RehearsalCsv));
        lists.push(Box::new(waves_csv::WavesCsv));
    }
    if let Some(fixes) = &package.documents.fixes {
        lists.extend(of_fixes(fixes));
    }
    let mut waves: Vec<Wave<'a>> = vec![lists, vec![Box::new(plan_json::PlanJson)]];
    if package.options.contents == Contents::Full {
        waves.push(vec![Box::new(xlsx::ReportXlsx)]);
        waves.push(runbook(package));
        let mut pages: Wave<'a> = vec![Box::new(html::Html)];
        if let Some(key) = package.documents.redaction {
            pages.push(Box::new(html::RedactedHtml(key)));
        }
        waves.push(pages);
    }
    waves
}

/// The mapping to load and to type.
fn mapping_files<'a>(package: &Package<'a>) -> Wave<'a> {
    let mut files: Wave<'a> = vec![Box::new(mapping_csv::MappingCsv)];
    if let Some(document) = &package.documents.mapping {
        files.push(Box::new(document::DocumentJson(document)));
    }
    files
}

/// What to do with it.
fn runbook<'a>(package: &Package<'a>) -> Wave<'a> {
    let portal = package.documents.portal.as_ref();
    portal.map_or_else(Vec::new, |portal| {
        vec![Box::new(runbook_html::Runbook(portal)) as Box<dyn Format + 'a>]
    })
}

/// What to edit, what to set back, and whom to look after.
fn of_fixes(fixes: &FixPlan) -> Wave<'_> {
    let [legacy, azure] =
        [Side::Legacy, Side::Azure].map(|side| fixes_csv::FixesCsv { fixes, side });
    vec![
        Box::new(legacy),
        Box::new(azure),
        Box::new(undo_csv::UndoCsv(fixes)),
        Box::new(hold_back_csv::HoldBackCsv(fixes)),
        Box::new(power_users_csv::PowerUsersCsv(fixes)),
    ]
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
