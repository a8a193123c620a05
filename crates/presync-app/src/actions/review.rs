//! The queue of pairs that wait for a person: sections, facets, pages; and links drawn for labelling.

use std::collections::BTreeMap;

use presync_core::{
    LinkStatus, Side,
    decision::estimate::{self, Drawing, Estimate, Labels, Quality, Seed, Stratum},
    matching::{ReviewReason, explain::Pair},
};
use presync_store::{
    Labelled, PlanMeta, Workspace,
    grid::{Filter, GridQuery, GridTable, Share, Tally},
};

use super::people;
use crate::{
    App,
    wire::{
        DrawSample, EstimateInfo, FacetValue, Failure, LinkQuality, LinkSample, Nothing,
        PersonInfo, QualityInfo, ReviewFacet, ReviewPage, ReviewPageRequest, ReviewQuery,
        ReviewQueue, ReviewRow, ReviewSection, ScoreBin, ScoreHistogram, StratumInfo,
    },
};

/// Pairs of one page at most.
const PAGE_ROWS_MAX: u32 = 500;
/// Values of one facet at most.
const FACET_VALUES_MAX: usize = 50;
/// Links drawn of each stratum at most.
const EACH_MAX: u32 = 100;
/// Bins of the histogram of scores.
const BINS: usize = 50;
/// Columns of the queue that are worth filtering, the sections aside.
const FACETS: [&str; 5] = [
    "decision",
    "rule",
    "status",
    "legacy_department",
    "azure_department",
];

pub(crate) fn queue(app: &App, params: ReviewQuery) -> Result<ReviewQueue, Failure> {
    let opened = app.workspace()?;
    let query = stored(params);
    let reader = opened.reader();
    let Some(plan) = reader.plan_meta()? else {
        return Err(Failure::new("no_plan", "There is no plan yet.")
            .hint("Import both sides and run the plan first."));
    };
    let result = reader.result_set(&query)?;
    // One pass over the queue answers all counts: filters on these columns are applied to what it found.
    let columns: Vec<&str> = ["section"].into_iter().chain(FACETS).collect();
    let found = reader.tally(&query, &columns, usize::MAX >> 1)?;
    let counted = Counted {
        columns,
        found,
        filters: &query.filters,
    };
    let sections = counted.sections();
    let facets = FACETS.map(|column| counted.facet(column)).to_vec();
    // Pages take these two the other way round.
    drop(reader);
    let total = count(result.len());
    Ok(ReviewQueue {
        plan: plan.number.0,
        total,
        sections,
        facets,
        result: opened.keep_result(result),
    })
}

pub(crate) fn page(app: &App, params: ReviewPageRequest) -> Result<ReviewPage, Failure> {
    let opened = app.workspace()?;
    let limit = params.limit.min(PAGE_ROWS_MAX) as usize;
    let page = opened.with_result(params.result, |result| {
        Ok(opened
            .reader()
            .page(result, params.offset as usize, limit)?)
    })?;
    let cells = Cells::new();
    Ok(ReviewPage {
        offset: params.offset,
        rows: page.rows.iter().map(|row| cells.row(row)).collect(),
    })
}

/// The cells of a row of the queue by the names of their columns.
pub(super) struct Cells {
    places: BTreeMap<&'static str, usize>,
}

impl Cells {
    pub(super) fn new() -> Self {
        let columns = GridTable::Reviews.columns().iter().enumerate();
        Self {
            places: columns.map(|(at, column)| (column.name, at)).collect(),
        }
    }

    pub(super) fn get<'r>(&self, row: &'r [String], name: &str) -> &'r str {
        self.places.get(name).map_or("", |at| row[*at].as_str())
    }

    fn number<T: std::str::FromStr + Default>(&self, row: &[String], name: &str) -> T {
        self.get(row, name).parse().unwrap_or_default()
    }

    /// The pair of a row, by positions.
    pub(super) fn pair(&self, row: &[String]) -> Pair {
        let user = |name: &str| presync_core::UserIx(self.number(row, name));
        Pair {
            legacy: user("legacy_position"),
            azure: user("azure_position"),
        }
    }

    fn row(&self, row: &[String]) -> ReviewRow {
        let text = |name: &str| self.get(row, name).to_owned();
        let reasons = self.get(row, "reasons").split(';').filter_map(reason);
        ReviewRow {
            section: text("section"),
            reasons: reasons.map(|one| one.sentence().to_owned()).collect(),
            decision: text("decision"),
            legacy: PersonInfo {
                side: Side::Legacy.into(),
                position: self.number(row, "legacy_position"),
                row: self.number(row, "legacy_row"),
                id: text("legacy_uid"),
                login: text("legacy_username"),
                mail: text("legacy_email"),
                name: text("legacy_name"),
                department: text("legacy_department"),
            },
            azure: PersonInfo {
                side: Side::Azure.into(),
                position: self.number(row, "azure_position"),
                row: self.number(row, "azure_row"),
                id: text("azure_id"),
                login: text("azure_upn"),
                mail: text("azure_mail"),
                name: text("azure_name"),
                department: text("azure_department"),
            },
            status: text("status"),
            rule: text("rule"),
            score: self.number(row, "score"),
            evidence: people::chips(self.get(row, "evidence")),
        }
    }
}

fn reason(word: &str) -> Option<ReviewReason> {
    ReviewReason::ALL
        .into_iter()
        .find(|one| one.as_str() == word)
}

/// How many pairs have each combination of values, whatever the filters on these columns say.
struct Counted<'a> {
    columns: Vec<&'static str>,
    found: Vec<Tally>,
    filters: &'a [Filter],
}

impl Counted<'_> {
    /// The combinations that pass the filters on all but some of the columns.
    fn passing<'s>(&'s self, except: &'s [&str]) -> impl Iterator<Item = &'s Tally> {
        self.found.iter().filter(move |tally| {
            self.filters.iter().all(|filter| match filter {
                Filter::OneOf { column, values } if !except.contains(&column.as_str()) => self
                    .at(column)
                    .is_none_or(|at| values.contains(&tally.values[at])),
                _ => true,
            })
        })
    }

    fn at(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| *known == column)
    }

    fn sections(&self) -> Vec<ReviewSection> {
        let section = |reason: ReviewReason| {
            let own = self.passing(&["section", "decision"]);
            let own: Vec<&Tally> = own
                .filter(|tally| tally.values[0] == reason.as_str())
                .collect();
            let open = own.iter().filter(|tally| tally.values[1].is_empty());
            ReviewSection {
                section: reason.as_str().to_owned(),
                sentence: reason.sentence().to_owned(),
                total: sum(own.iter().map(|tally| tally.count)),
                open: sum(open.map(|tally| tally.count)),
            }
        };
        let all = ReviewReason::ALL.into_iter().map(section);
        all.filter(|section| section.total > 0).collect()
    }

    /// The commonest values of a column, then by value.
    fn facet(&self, column: &'static str) -> ReviewFacet {
        let at = self.at(column).unwrap_or_default();
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        let own = [column];
        for tally in self.passing(&own) {
            *counts.entry(&tally.values[at]).or_default() += tally.count;
        }
        let mut counts: Vec<(&str, u64)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let commonest = counts.into_iter().take(FACET_VALUES_MAX);
        ReviewFacet {
            column: column.to_owned(),
            values: commonest
                .map(|(value, count)| FacetValue {
                    value: value.to_owned(),
                    count: sum(std::iter::once(count)),
                })
                .collect(),
        }
    }
}

fn sum(counts: impl Iterator<Item = u64>) -> u32 {
    u32::try_from(counts.sum::<u64>()).unwrap_or(u32::MAX)
}

fn stored(query: ReviewQuery) -> GridQuery {
    let one_of = query.filters.into_iter().map(|filter| Filter::OneOf {
        column: filter.column,
        values: filter.values,
    });
    let searched = !query.search.trim().is_empty();
    let search = searched.then_some(Filter::Search { text: query.search });
    let likely = query.score_min.map(|least| Filter::AtLeast {
        column: "score".to_owned(),
        least: Share::of(least),
    });
    GridQuery {
        filters: one_of.chain(search).chain(likely).collect(),
        ..GridQuery::all(GridTable::Reviews)
    }
}

pub(crate) fn sample(app: &App, params: DrawSample) -> Result<LinkSample, Failure> {
    let opened = app.workspace()?;
    // A connection of its own: a long look holds up no grid.
    let reader = opened.reader().reader()?;
    let plan = current_plan(&reader)?;
    let each = params.each.min(EACH_MAX) as usize;
    let mut drawing = Drawing::of(Seed(params.seed.into()), each);
    reader.each_link(|pair, link, anchors| {
        if !is_decided(link.status) {
            drawing.offer(Stratum::of(link.status, link.score), anchors, (pair, link));
        }
    })?;
    let row = |(pair, link): (Pair, presync_store::PlanLink)| {
        Ok(ReviewRow {
            section: String::new(),
            reasons: Vec::new(),
            decision: String::new(),
            legacy: people::info(&reader, Side::Legacy, pair.legacy.0)?,
            azure: people::info(&reader, Side::Azure, pair.azure.0)?,
            status: link.status.as_str().to_owned(),
            rule: String::new(),
            score: f64::from(link.score),
            evidence: Vec::new(),
        })
    };
    let rows: Result<Vec<ReviewRow>, Failure> = drawing.drawn().into_iter().map(row).collect();
    Ok(LinkSample {
        plan: plan.number.0,
        seed: params.seed,
        rows: rows?,
    })
}

/// Counts the links by how likely they are.
pub(crate) fn scores(app: &App, _: Nothing) -> Result<ScoreHistogram, Failure> {
    let opened = app.workspace()?;
    let reader = opened.reader().reader()?;
    let mut bins = vec![ScoreBin::default(); BINS];
    reader.each_link_score(|link| {
        let bin = &mut bins[bin_of(link.score)];
        let count = match link.status {
            LinkStatus::Certain | LinkStatus::Likely => &mut bin.linked,
            LinkStatus::Review => &mut bin.review,
            LinkStatus::Confirmed | LinkStatus::Denied => &mut bin.decided,
            LinkStatus::Rejected => return,
        };
        *count += 1;
    })?;
    Ok(ScoreHistogram { bins })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a probability times fifty is a small number"
)]
fn bin_of(score: f32) -> usize {
    ((score.clamp(0.0, 1.0) * BINS as f32) as usize).min(BINS - 1)
}

pub(crate) fn quality(app: &App, _: Nothing) -> Result<LinkQuality, Failure> {
    let opened = app.workspace()?;
    let reader = opened.reader().reader()?;
    let plan = current_plan(&reader)?;
    let mut links: BTreeMap<Stratum, Labels> = BTreeMap::new();
    reader.each_link_score(|link| {
        if !is_decided(link.status) {
            let stratum = Stratum::of(link.status, link.score);
            links.entry(stratum).or_default().links += 1;
        }
    })?;
    let labels = reader.labels()?;
    for one in &labels {
        // The plan shows what was decided before it as decided: it counts where it was proposed.
        if plan.revision.knows_decision(one.decision) {
            links.entry(stratum_of(one)).or_default().links += 1;
        }
    }
    Ok(LinkQuality {
        sampled: figures(&links, labels.iter().filter(|one| one.label.seed.is_some())),
        decided: figures(&links, labels.iter()),
        sentence: "Precision is about the links that count; recall only about pairs that any link names, since nobody labels a pair that was never shown. Labels out of a random sample stand for all links; other decisions were chosen by people and may be the harder ones.".to_owned(),
    })
}

fn figures<'a>(
    links: &BTreeMap<Stratum, Labels>,
    labels: impl Iterator<Item = &'a Labelled>,
) -> QualityInfo {
    let mut strata = links.clone();
    let mut count = 0;
    for one in labels {
        let stratum = strata.entry(stratum_of(one)).or_default();
        stratum.yes += u32::from(one.confirmed);
        stratum.no += u32::from(!one.confirmed);
        count += 1;
    }
    let Quality {
        strata,
        precision,
        recall,
        unlabelled,
    } = estimate::quality(&strata);
    QualityInfo {
        labels: count,
        precision: precision.map(interval),
        recall: recall.map(interval),
        unlabelled,
        strata: strata.into_iter().map(stratum).collect(),
    }
}

fn stratum((stratum, labels, share): (Stratum, Labels, Option<Estimate>)) -> StratumInfo {
    let [from, to] = stratum.band.bounds();
    StratumInfo {
        status: stratum.status.as_str().to_owned(),
        from: f64::from(from),
        to: f64::from(to),
        links: labels.links,
        yes: labels.yes,
        no: labels.no,
        share: share.map(interval),
    }
}

fn interval(estimate: Estimate) -> EstimateInfo {
    EstimateInfo {
        share: estimate.share,
        low: estimate.low,
        high: estimate.high,
    }
}

fn stratum_of(labelled: &Labelled) -> Stratum {
    Stratum::of(labelled.label.status, labelled.label.score)
}

fn is_decided(status: LinkStatus) -> bool {
    matches!(status, LinkStatus::Confirmed | LinkStatus::Denied)
}

fn current_plan(reader: &Workspace) -> Result<PlanMeta, Failure> {
    let meta = reader.plan_meta()?;
    meta.ok_or_else(|| {
        Failure::new("no_plan", "There is no plan yet.")
            .hint("Import both sides and run the plan first.")
    })
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
