//! `plan.json`: the plan for tools and for later verification. `docs/plan.schema.json` describes it.
//!
//! People, changes and findings are listed up to a limit; beyond it the file names the CSV that holds
//! them, with its digest. Lists are written row by row, never collected.

mod counts;
mod fixes;
mod groups;
mod mapping;
mod match_keys;
mod restart;
mod rows;
pub(crate) mod studies;

use std::io::Write;

use presync_core::{Assumption, Progress, summary::AssumptionUse};
use serde::{Serialize, Serializer};

use super::Format;
use crate::{
    ReportError, WrittenFile,
    manifest::{self, FORMAT_VERSION, InputDigest, Settings, TOOL},
    package::Package,
    package_file::PackageFile,
};

const NAME: &str = "plan.json";
const LISTED_MAX: u64 = 100_000;

pub(crate) struct PlanJson;

impl Format for PlanJson {
    fn name(&self) -> &str {
        NAME
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        _: &dyn Progress,
    ) -> Result<(), ReportError> {
        let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
        let mut serializer = serde_json::Serializer::with_formatter(&mut *file, formatter);
        PlanFile::of(package)
            .serialize(&mut serializer)
            .map_err(ReportError::json(NAME))?;
        file.write_all(b"\n").map_err(|source| file.failed(source))
    }
}

#[derive(Serialize)]
struct PlanFile<'a> {
    format_version: &'static str,
    meta: Meta<'a>,
    inputs: Vec<InputDigest>,
    settings: Settings,
    verdict: Verdict<'a>,
    counts: counts::Counts,
    budget: Vec<Gauge<'a>>,
    assumptions: Vec<Assumed>,
    unknowns: &'a [String],
    mapping: mapping::Mapping<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    match_keys: Option<match_keys::MatchKeys<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    studies: Vec<studies::Study<'a>>,
    restart: Vec<restart::RestartRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<fixes::Fixes<'a>>,
    findings: Listed<'a, rows::Findings<'a>>,
    suppressed: rows::Suppressed<'a>,
    people: Listed<'a, rows::People<'a>>,
    changes: Listed<'a, rows::Changes<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Listed<'a, groups::Groups<'a>>>,
}

#[derive(Serialize)]
struct Meta<'a> {
    tool: &'static str,
    tool_version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    customer: &'a str,
    now: String,
    redaction: &'static str,
}

#[derive(Serialize)]
struct Verdict<'a> {
    badge: &'static str,
    sentence: &'a str,
    recommendation: &'a str,
    plan_line: &'a str,
    open_warnings: u32,
    undecided: u32,
    undecided_duplicates: u32,
}

#[derive(Serialize)]
struct Gauge<'a> {
    name: &'a str,
    limit: u32,
    actual: u32,
    inside: bool,
    who: &'a [String],
}

#[derive(Serialize)]
struct Assumed {
    name: &'static str,
    choice: &'static str,
    sentence: &'static str,
    users: u32,
}

/// A list, or where it stands when it is too long.
struct Listed<'a, T> {
    count: u64,
    rows: T,
    file: Option<&'a WrittenFile>,
}

impl<T: Serialize> Serialize for Listed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("count", &self.count)?;
        if let Some(file) = self.file {
            map.serialize_entry("file", &file.name)?;
            map.serialize_entry("sha256", &file.sha256)?;
        }
        if self.count <= LISTED_MAX {
            map.serialize_entry("rows", &self.rows)?;
        }
        map.end()
    }
}

impl<'a> PlanFile<'a> {
    fn of(package: &'a Package<'a>) -> Self {
        let (engagement, summary) = (package.engagement, package.summary);
        let people = rows::People(package);
        let changes = rows::Changes(package);
        let findings = rows::Findings(package);
        let keys = package.documents.key_search.as_ref();
        Self {
            format_version: FORMAT_VERSION,
            meta: Meta {
                tool: TOOL,
                tool_version: env!("CARGO_PKG_VERSION"),
                title: engagement.title,
                customer: &package.options.branding.customer,
                now: engagement.now.to_string(),
                redaction: "none",
            },
            inputs: manifest::inputs(engagement),
            settings: Settings::of(engagement, package.options),
            verdict: verdict(package),
            counts: counts::Counts::of(package),
            budget: summary.gauges.iter().map(gauge).collect(),
            assumptions: summary.assumptions.iter().map(assumed).collect(),
            unknowns: &summary.unknowns,
            mapping: mapping::Mapping::of(engagement.mapping),
            match_keys: keys.map(match_keys::MatchKeys::of),
            studies: studies::of(engagement),
            restart: restart::rows(engagement),
            fixes: package.documents.fixes.as_ref().map(fixes::Fixes::of),
            findings: listed(package, "findings.csv", findings.count(), findings),
            suppressed: rows::Suppressed(package),
            people: listed(package, "people.csv", people.count(), people),
            changes: listed(package, "changes.csv", changes.count(), changes),
            groups: groups(package),
        }
    }
}

fn listed<'a, T>(package: &'a Package<'a>, name: &str, count: u64, rows: T) -> Listed<'a, T> {
    let file = package.written.iter().find(|file| file.name == name);
    Listed { count, rows, file }
}

fn groups<'a>(package: &'a Package<'a>) -> Option<Listed<'a, groups::Groups<'a>>> {
    let groups = &package.engagement.plan.groups;
    let rows = groups::Groups(groups);
    (!groups.is_empty()).then(|| listed(package, "groups.csv", groups.len() as u64, rows))
}

fn verdict<'a>(package: &Package<'a>) -> Verdict<'a> {
    let verdict = &package.summary.verdict;
    Verdict {
        badge: verdict.badge.as_str(),
        sentence: &verdict.sentence,
        recommendation: &verdict.recommendation,
        plan_line: &verdict.plan_line,
        open_warnings: verdict.open_warnings,
        undecided: verdict.undecided.people,
        undecided_duplicates: verdict.undecided.duplicates,
    }
}

fn gauge(gauge: &presync_core::budget::Gauge) -> Gauge<'_> {
    Gauge {
        name: &gauge.name,
        limit: gauge.limit,
        actual: gauge.actual,
        inside: gauge.is_inside(),
        who: &gauge.who,
    }
}

fn assumed(used: &AssumptionUse) -> Assumed {
    Assumed {
        name: Assumption::name(used.assumption),
        choice: used.choice,
        sentence: used.sentence,
        users: used.users,
    }
}
