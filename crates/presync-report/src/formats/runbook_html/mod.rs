//! `runbook.html`: what somebody does in both systems, step by step, with the values to type: made from this
//! mapping and this plan. A page without script, to print and tick.
//!
//! What is known of either vendor's service is in the steps' texts, each with its page or the word *assumed*.

mod after;
mod before;
mod entra;
mod mappings;
mod rehearse;
mod step;

use std::io::Write;

use askama::Template;
use presync_core::{
    Progress,
    engagement::Engagement,
    schema::PortalEdits,
    summary::{Summary, thousands},
};

use self::step::Section;
use super::{
    Format,
    html::{content_policy, visible::visible, words},
    rollout::RolloutView,
};
use crate::{ReportError, package::Package, package_file::PackageFile};

const NAME: &str = "runbook.html";

pub(crate) struct Runbook<'a>(pub(crate) &'a PortalEdits);

impl Format for Runbook<'_> {
    fn name(&self) -> &str {
        NAME
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        _: &dyn Progress,
    ) -> Result<(), ReportError> {
        let page = Page::of(package, self.0).render()?;
        file.write_all(visible(&page).as_bytes())
            .map_err(|source| file.failed(source))
    }
}

/// What the steps are made from.
struct Sources<'a> {
    engagement: &'a Engagement<'a>,
    summary: &'a Summary,
    portal: &'a PortalEdits,
    rollout: Option<RolloutView>,
    /// Whether `mapping.json` can be loaded.
    is_loadable: bool,
    /// Whether the package holds the lists too, and not the mapping alone.
    has_lists: bool,
}

impl Sources<'_> {
    /// Accounts that the first cycle would make inactive.
    fn disables(&self) -> u32 {
        self.engagement.plan.line.disable
    }

    /// More deletes and disables in one cycle than the plan knows of, by a margin: a thousandth of the
    /// linked people, and five at least.
    fn threshold(&self, expected: u32) -> u32 {
        expected + (self.engagement.plan.line.link / 1000).max(5)
    }
}

#[derive(Template)]
#[template(path = "runbook.html")]
struct Page<'a> {
    policy: String,
    engagement: &'a Engagement<'a>,
    summary: &'a Summary,
    sections: Vec<Section>,
    steps: usize,
    is_draft: bool,
}

impl<'a> Page<'a> {
    fn of(package: &Package<'a>, portal: &'a PortalEdits) -> Self {
        let document = package.documents.mapping.as_ref();
        let sources = Sources {
            engagement: package.engagement,
            summary: package.summary,
            portal,
            rollout: RolloutView::of(package),
            is_loadable: document.is_some_and(|document| document.name == "mapping.json"),
            has_lists: package.written.iter().any(|file| file.name == "people.csv"),
        };
        let mut sections = vec![
            before::preparations(&sources),
            before::intranet(&sources),
            entra::application(&sources),
            mappings::attributes(&sources),
            mappings::mappings(&sources),
            rehearse::scope(&sources),
            rehearse::rehearsal(&sources),
            after::cut_over(&sources),
            after::checks(&sources),
            after::restarts(&sources),
            after::rollback(&sources),
        ];
        let mut steps = 0;
        for section in &mut sections {
            section.first = steps + 1;
            steps += section.steps.len();
        }
        Self {
            policy: content_policy::policy(None),
            engagement: package.engagement,
            summary: package.summary,
            is_draft: !sources.is_loadable,
            sections,
            steps,
        }
    }

    fn parts<'t>(&self, key: &'t str) -> Vec<&'t str> {
        words::parts(key)
    }

    fn day(&self) -> String {
        self.engagement.now.to_string().chars().take(10).collect()
    }
}

/// How many, with its noun.
fn counted(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{} {noun}", thousands(count as u64))
}
