//! `report.html`: one self-contained page without script, to read, print and sign.
//!
//! Templates escape everything; no value is ever marked as safe. What a browser would not show, or
//! would show in another order than it stands, is made visible once, on the finished page.

mod bars;
mod change_view;
pub(crate) mod content_policy;
pub(crate) mod difference;
mod fixes_view;
mod match_keys;
mod redacted;
mod suppressed;
pub(crate) mod visible;
mod way_back;
pub(super) mod words;

use std::{borrow::Borrow, io::Write};

use askama::Template;
use presync_core::{
    Diagnostic, LinkRule, LinkStatus, Outcome, Progress, Severity, Side,
    engagement::Engagement,
    group_plan::GroupRow,
    mapping::Apply,
    pitfall::{CHECKLIST, CheckItem},
    plan::ChangeKind,
    summary::{
        ExportAge, FindingGroup, IdentityIs, Level, MatrixCell, RuleFinds, SYSTEM_NOTES, Summary,
        SystemNote, Tone,
    },
};

use self::{
    bars::Segment, change_view::AttributeChanges, fixes_view::FixesView, match_keys::MatchKeys,
    visible::visible, way_back::WayBack,
};
pub(super) use self::{redacted::RedactedHtml, words::place};
use super::{Format, rollout::RolloutView};
use crate::{
    Branding, Language, ReportError, WrittenFile, language::Sentences, package::Package,
    package_file::PackageFile,
};

const NAME: &str = "report.html";
/// Groups that the page shows.
const GROUPS_MAX: usize = 200;

pub(crate) struct Html;

impl Format for Html {
    fn name(&self) -> &str {
        NAME
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        _: &dyn Progress,
    ) -> Result<(), ReportError> {
        let page = Page::of(package).render()?;
        file.write_all(visible(&page).as_bytes())
            .map_err(|source| file.failed(source))
    }
}

/// What the template reads: the summary, and what is laid out for this page only.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    policy: String,
    language: Language,
    branding: &'a Branding,
    /// The style block of the customer's colour.
    accent: Option<String>,
    engagement: &'a Engagement<'a>,
    summary: &'a Summary,
    /// The executive page in the report's language.
    said: Sentences,
    back: Vec<WayBack>,
    files: &'a [WrittenFile],
    changes: Vec<AttributeChanges<'a>>,
    keys: Option<MatchKeys<'a>>,
    rollout: Option<RolloutView>,
    /// Whether somebody looked for data fixes.
    is_fixed: bool,
    fixes: Option<FixesView<'a>>,
}

impl<'a> Page<'a> {
    fn of(package: &'a Package<'a>) -> Self {
        let plan = package.engagement.plan;
        let dangers = fixes_view::dangers(plan);
        let fixes = package.documents.fixes.as_ref();
        let branding = &package.options.branding;
        let accent = branding.accent.map(content_policy::accent_style);
        Self {
            is_fixed: fixes.is_some(),
            fixes: fixes.and_then(|fixes| FixesView::of(fixes, plan.line, dangers)),
            policy: content_policy::policy(accent.as_deref()),
            language: branding.language,
            branding,
            accent,
            said: sentences(branding.language, package.summary),
            back: way_back::rows(package),
            engagement: package.engagement,
            summary: package.summary,
            files: &package.written,
            changes: change_view::by_attribute(package.summary),
            keys: package.documents.key_search.as_ref().map(MatchKeys::of),
            rollout: RolloutView::of(package),
        }
    }

    fn t<'t>(&self, english: &'t str) -> &'t str {
        self.language.text(english)
    }

    fn num(&self, count: impl Borrow<u32>) -> String {
        self.language.count((*count.borrow()).into())
    }

    fn num64(&self, count: impl Borrow<u64>) -> String {
        self.language.count(*count.borrow())
    }

    fn plus(&self, count: impl Borrow<u32>) -> String {
        signed('+', &self.num(count))
    }

    fn minus(&self, count: impl Borrow<u32>) -> String {
        signed('−', &self.num(count))
    }

    fn share(&self, part: impl Borrow<u32>, whole: impl Borrow<u32>) -> String {
        self.language.share(*part.borrow(), *whole.borrow())
    }

    /// What stands for the logo where it is not seen.
    fn logo_text(&self) -> &str {
        match self.branding.customer.as_str() {
            "" => "Logo",
            customer => customer,
        }
    }

    fn system_notes(&self) -> &'static [SystemNote] {
        SYSTEM_NOTES
    }

    fn way_back(&self) -> &[WayBack] {
        &self.back
    }

    fn signing_roles(&self) -> [&'static str; 4] {
        [
            "Client lead",
            "Intranet owner",
            "Entra administrator",
            "Consultant",
        ]
    }

    fn mapping_files(&self) -> impl Iterator<Item = &WrittenFile> {
        let files = self.files.iter();
        files.filter(|file| file.name.starts_with("mapping"))
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn level_tone(&self, level: &Level) -> &'static str {
        match level {
            Level::High => "danger",
            Level::Medium => "caution",
            Level::Low => "neutral",
        }
    }

    fn day(&self) -> String {
        self.engagement.now.to_string().chars().take(10).collect()
    }

    /// Length of a bar, of 100.
    fn bar(&self, part: impl Borrow<u32>, whole: impl Borrow<u32>) -> String {
        bars::length(*part.borrow(), *whole.borrow())
    }

    fn plan_bar(&self) -> Vec<Segment> {
        let line = self.summary.verdict.line;
        bars::stacked(&[
            ("Link", line.link, "good"),
            ("Create", line.create, "new"),
            ("Skip", line.skip, "neutral"),
            ("Fail", line.fail, "danger"),
        ])
    }

    fn population_bar(&self, at: &usize) -> Vec<Segment> {
        let picture = &self.summary.populations[*at];
        bars::stacked(&[
            ("active", picture.active, "good"),
            ("inactive", picture.inactive, "neutral"),
            ("deleted", picture.deleted, "caution"),
            ("not stated", picture.unknown, "new"),
        ])
    }

    fn kinds(&self) -> [ChangeKind; 7] {
        ChangeKind::ALL
    }

    fn identities(&self) -> [IdentityIs; 3] {
        IdentityIs::ALL
    }

    fn rules(&self) -> [RuleFinds; 5] {
        RuleFinds::ALL
    }

    fn cell(&self, identity: &IdentityIs, rule: &RuleFinds) -> &MatrixCell {
        self.summary.matrix.cell(*identity, *rule)
    }

    /// The tone of a cell is that of the worst outcome in it.
    fn cell_tone(&self, cell: &MatrixCell) -> &'static str {
        let tones = cell.outcomes.iter().map(|(outcome, _)| Tone::of(*outcome));
        tones.max().map_or("empty", Tone::as_str)
    }

    fn matched_by(&self) -> impl Iterator<Item = &presync_core::summary::MappingRow> {
        let mut keys: Vec<_> = self
            .summary
            .mapping
            .iter()
            .filter(|row| row.precedence.is_some())
            .collect();
        keys.sort_by_key(|row| row.precedence);
        keys.into_iter()
    }

    fn changes_total(&self) -> u64 {
        self.summary
            .changes
            .iter()
            .map(|group| u64::from(group.count))
            .sum()
    }

    fn age_sentence(&self, age: &ExportAge) -> String {
        let side = words::side(age.side);
        match (age.newest, age.days_max) {
            (Some(date), Some(days)) => format!(
                "{side}: the newest date in {} is {date}, so the export is at most {} old.",
                age.attribute,
                words::days(days)
            ),
            _ => format!("{side}: the export holds no date that tells its age."),
        }
    }

    fn outcomes(&self) -> Vec<(Outcome, u32, u32)> {
        let outcomes = &self.summary.outcomes;
        let pairs = outcomes.azure.iter().zip(&outcomes.legacy);
        pairs
            .map(|((outcome, azure), (_, legacy))| (*outcome, *azure, *legacy))
            .collect()
    }

    /// Gravest first; codes in their order.
    fn findings(&self) -> Vec<&FindingGroup> {
        let mut groups: Vec<_> = self.summary.findings.iter().collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.severity), group.code));
        groups
    }

    fn changes(&self) -> &[AttributeChanges<'_>] {
        &self.changes
    }

    fn groups_shown(&self) -> &[GroupRow] {
        let groups = &self.engagement.plan.groups;
        &groups[..groups.len().min(GROUPS_MAX)]
    }

    fn groups_total(&self) -> String {
        self.language
            .count(self.engagement.plan.groups.len() as u64)
    }

    fn suppressions(&self) -> Vec<suppressed::SuppressionRow<'_>> {
        suppressed::rows(&self.engagement.plan.suppressed)
    }

    fn checklist(&self) -> &'static [CheckItem] {
        CHECKLIST
    }

    fn plan_digest(&self) -> &str {
        let plan = self.files.iter().find(|file| file.name == "plan.json");
        plan.map_or("", |file| &file.sha256)
    }

    fn parts<'t>(&self, key: &'t str) -> Vec<&'t str> {
        words::parts(key)
    }

    fn short(&self, text: &str) -> String {
        difference::shortened(text)
    }

    fn place(&self, diagnostic: &Diagnostic) -> String {
        place(diagnostic)
    }

    fn bits(&self, weight: &f32) -> String {
        format!("{weight:+.1}").replace('-', "−")
    }

    fn is_on_create(&self, apply: &Apply) -> bool {
        *apply == Apply::OnCreate
    }
}

/// The executive page in a language.
fn sentences(language: Language, summary: &Summary) -> Sentences {
    Sentences::of(
        language,
        &summary.verdict,
        &summary.gauges,
        &summary.risks,
        &summary.decisions,
    )
}

/// A change of a count; nothing has no sign.
fn signed(sign: char, count: &str) -> String {
    match count {
        "0" => count.to_owned(),
        _ => format!("{sign}{count}"),
    }
}

/// The words, as the templates call them.
impl Page<'_> {
    fn side(&self, side: &Side) -> &'static str {
        self.t(words::side(*side))
    }

    fn side_word(&self, side: &Option<Side>) -> &'static str {
        side.map_or("", words::side)
    }

    fn outcome_word(&self, outcome: &Outcome) -> &'static str {
        self.t(words::outcome(*outcome))
    }

    fn outcome_tone(&self, outcome: &Outcome) -> &'static str {
        Tone::of(*outcome).as_str()
    }

    fn outcome_sentence(&self, outcome: &Outcome) -> &'static str {
        self.t(words::outcome_sentence(*outcome))
    }

    fn rule_word(&self, rule: &LinkRule) -> &'static str {
        words::rule(*rule)
    }

    fn status_tone(&self, status: &LinkStatus) -> &'static str {
        words::status_tone(*status)
    }

    fn kind_word(&self, kind: &ChangeKind) -> &'static str {
        self.t(words::kind(*kind))
    }

    fn severity_tone(&self, severity: &Severity) -> &'static str {
        words::severity_tone(*severity)
    }

    fn file_purpose(&self, name: &str) -> &'static str {
        words::file_purpose(name)
    }
}
