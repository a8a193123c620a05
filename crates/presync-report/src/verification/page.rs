//! `verification.html`: one page without script, the verdict first, then planned beside actual.

use std::{borrow::Cow, io::Write};

use askama::Template;
use presync_core::{
    Progress,
    summary::thousands,
    verification::{CYCLE_RULE, CYCLE_RULE_SENTENCE, Observation, Verdict, Verification},
};

use super::{
    VerificationReport,
    lines::{self, Line, tone},
};
use crate::{
    Options, ReportError,
    formats::html::{content_policy, difference, visible::visible},
    package_file::PackageFile,
};

/// Lines that the page shows; the CSV has them all.
const LINES_MAX: usize = 500;

pub(super) fn write(
    report: &VerificationReport<'_>,
    _: &Options,
    file: &mut PackageFile,
    _: &dyn Progress,
) -> Result<(), ReportError> {
    let page = Page::of(report).render()?;
    file.write_all(visible(&page).as_bytes())
        .map_err(|source| file.failed(source))
}

#[derive(Template)]
#[template(path = "verification.html")]
struct Page<'a> {
    policy: String,
    report: &'a VerificationReport<'a>,
    tiles: Vec<Tile>,
    after: Vec<(&'static str, String)>,
    deviations: Vec<Line<'a>>,
    deviations_total: usize,
    observations: &'a [Observation],
}

/// One count of the log.
struct Tile {
    tone: &'static str,
    count: String,
    label: &'static str,
}

impl<'a> Page<'a> {
    fn of(report: &'a VerificationReport<'a>) -> Self {
        let counts = report.log.map(Verification::counts).unwrap_or_default();
        let tile = |(verdict, count): (Verdict, usize)| Tile {
            tone: tone(verdict).as_str(),
            count: thousands(count as u64),
            label: verdict.label(),
        };
        let after = report.after.into_iter().flat_map(|after| &after.counts);
        let deviations = || lines::all(report).filter(|line| line.is_deviation);
        Self {
            policy: content_policy::policy(None),
            report,
            tiles: counts.into_iter().map(tile).collect(),
            after: after
                .map(|(verdict, count)| (verdict.label(), thousands(*count as u64)))
                .collect(),
            deviations: deviations().take(LINES_MAX).collect(),
            deviations_total: deviations().count(),
            observations: report.log.map_or(&[], |log| &log.observations),
        }
    }

    fn badge_class(&self) -> &'static str {
        match self.report.badge().0 {
            "kept" => "ready",
            "kept_so_far" => "ready_with_exceptions",
            _ => "not_ready",
        }
    }

    fn has_before(&self) -> bool {
        self.report.after.is_some_and(|after| after.has_before)
    }

    fn label(&self) -> &'static str {
        self.report.badge().1
    }

    fn day(&self) -> String {
        self.report.now.to_string().chars().take(10).collect()
    }

    fn span(&self) -> String {
        match self.report.log.and_then(|log| log.span) {
            Some((first, last)) => format!("from {first} to {last}"),
            None => "without readable times".to_owned(),
        }
    }

    fn rule(&self) -> (&'static str, &'static str) {
        (CYCLE_RULE, CYCLE_RULE_SENTENCE)
    }

    fn short(&self, text: &str) -> String {
        match text {
            "" => "–".to_owned(),
            text => difference::shortened(text),
        }
    }

    fn fits(&self, one: &Observation) -> Cow<'static, str> {
        match (one.assume(), one.fits()) {
            (Some(assume), _) => format!("--assume {assume}").into(),
            (None, Some(_)) => "as assumed".into(),
            _ if one.broken > 0 => "what was seen does not speak for one choice alone".into(),
            _ => "nothing was seen".into(),
        }
    }

    fn name(&self, input: &super::VerifiedInput<'_>) -> String {
        let name = input.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}
