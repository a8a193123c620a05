//! Engagements small enough to read, and the rows the data should lead to.

mod judged;
mod keys;
mod match_keys;
mod people;
mod required;
mod sampled;
mod studied;
mod units;
mod whole;

use super::{Given, Recommendation, Sampling, run};
use crate::{
    Link, LinkRule, LinkStatus, Population, Side, SiteSchema, UserIx,
    mapping::{Apply, AttributeMapping, Mapping, MappingSource},
    matching::{KeyCandidate, KeySources, Matching},
    population::{PopulationBuilder, Source},
    record::{Reading, ReadingKind, Record},
};

const PEOPLE: usize = 40;
const CITIES: [&str; 4] = ["Leeds", "Porto", "Kyoto", "Accra"];
const ORGANIZATION: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization";
const DEPARTMENT: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
const MANAGER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
const LOCATION: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location";
const LOGIN: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:loginType";
const STARTED: &str =
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:jobStartDate";
const ADDRESS: &str = "addresses[type eq \"work\"].formatted";

/// A column: its attribute, and its value for the person of this number.
type Field = (&'static str, fn(usize) -> String);

/// People `0..PEOPLE` on both sides, person `n` linked to person `n`.
struct Case {
    legacy: Vec<Field>,
    azure: Vec<Field>,
    sources: KeySources,
    people: usize,
    site: Option<SiteSchema>,
}

impl Case {
    fn new(legacy: &[Field], azure: &[Field]) -> Self {
        Self {
            legacy: legacy.to_vec(),
            azure: azure.to_vec(),
            sources: KeySources::default(),
            people: PEOPLE,
            site: None,
        }
    }

    /// As many people as it takes to see an expression.
    fn many(legacy: &[Field], azure: &[Field]) -> Self {
        // Halves are drawn by who people are.
        let id: Field = ("objectId", |n| format!("id-{n}"));
        Self {
            people: 400,
            ..Self::new(legacy, &[azure, &[id]].concat())
        }
    }

    fn run(&self, base: Option<&Mapping>) -> Mapping {
        self.recommend(base).mapping
    }

    fn recommend(&self, base: Option<&Mapping>) -> Recommendation {
        let legacy = people_of(Side::Legacy, &self.legacy, self.people);
        let azure = people_of(Side::Azure, &self.azure, self.people);
        let mut matching = matching_of(self.people);
        matching.sources = self.sources.clone();
        let given = Given::people(&legacy, &azure, &matching, Sampling::seeded(0));
        let site = self.site.as_ref();
        run(&Given {
            base,
            site,
            ..given
        })
    }

    fn row(&self, target: &str) -> AttributeMapping {
        self.run(None).users.row(target).cloned().unwrap()
    }
}

fn population(side: Side, fields: &[Field]) -> Population {
    people_of(side, fields, PEOPLE)
}

fn people_of(side: Side, fields: &[Field], people: usize) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let source = Source {
        file: "people.csv".to_owned(),
        sheet: None,
    };
    builder.begin_source(source, &names).unwrap();
    for person in 0..people {
        let cells: Vec<String> = fields.iter().map(|(_, value)| value(person)).collect();
        let mut cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let readings = readings(&mut cells);
        let number = u32::try_from(person).unwrap() + 1;
        builder
            .push(&Record {
                number,
                line: number + 1,
                cells: &cells,
                readings: &readings,
            })
            .unwrap();
    }
    builder.finish()
}

/// A cell written `cell ⇒ reading` has a reading: a placeholder where nothing is left.
fn readings<'a>(cells: &mut [&'a str]) -> Vec<Reading<'a>> {
    let mut readings = Vec::new();
    for (column, cell) in cells.iter_mut().enumerate() {
        if let Some((held, text)) = cell.split_once(" ⇒") {
            *cell = held;
            let text = text.trim_start();
            let kind = match text {
                "" => ReadingKind::Placeholder,
                _ => ReadingKind::Text,
            };
            readings.push(Reading { column, kind, text });
        }
    }
    readings
}

fn matching() -> Matching {
    matching_of(PEOPLE)
}

fn matching_of(people: usize) -> Matching {
    let people = 0..u32::try_from(people).unwrap();
    let link = |person| Link {
        legacy: UserIx(person),
        azure: UserIx(person),
        status: LinkStatus::Certain,
        rule: LinkRule::Uid,
        score: 1.0,
        evidence: Vec::new(),
    };
    Matching {
        links: people.clone().map(link).collect(),
        by_azure: people.clone().map(Some).collect(),
        by_legacy: people.map(Some).collect(),
        ..Matching::default()
    }
}

fn city(person: usize) -> String {
    CITIES[person % 4].to_owned()
}

fn key(attribute: &str, equal: u32) -> KeyCandidate {
    KeyCandidate {
        attribute: attribute.to_owned(),
        equal,
        of: 40,
    }
}

/// `direct:city on create default …`, to be compared at a glance.
fn short(row: &AttributeMapping) -> String {
    let source = match &row.source {
        MappingSource::Expression(text) => text.clone(),
        MappingSource::Constant(text) => format!("constant {text}"),
        other => other.label(),
    };
    let apply = (row.apply == Apply::OnCreate).then_some(" on create");
    let default = row.default.as_ref().map(|text| format!(" default {text}"));
    format!(
        "{source}{}{}",
        apply.unwrap_or_default(),
        default.unwrap_or_default()
    )
}

#[track_caller]
fn check(target: &str, legacy: &[Field], azure: &[Field], expected: &str) {
    let row = Case::new(legacy, azure).row(target);
    assert_eq!(short(&row), expected, "{}", row.reason);
    assert!(
        row.reason.ends_with('.') && row.reason.len() > 30,
        "{}",
        row.reason
    );
}

/// The same where an expression is expected, or none after all.
#[track_caller]
fn check_many(target: &str, legacy: &[Field], azure: &[Field], expected: &str) {
    let row = Case::many(legacy, azure).row(target);
    assert_eq!(short(&row), expected, "{}", row.reason);
}
