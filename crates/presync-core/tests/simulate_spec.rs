//! Runs the Markdown specifications in `tests/simulate`: two small populations, links, a mapping, and
//! what the initial cycle would do. Not a test of matching: the links are given.
#![expect(clippy::disallowed_methods, reason = "the specifications are files")]

#[path = "spec_scope/mod.rs"]
mod spec_scope;

use std::{collections::BTreeMap, fs, path::Path};

use jiff::Timestamp;
use presync_core::{
    Link, LinkRule, LinkStatus, Plan, Population, Side, UserIx,
    mapping::{Apply, AttributeMapping, Behavior, Mapping, MappingSource, ScopeClause},
    matching::Matching,
    population::{PopulationBuilder, Source},
    progress::Unwatched,
    record::{Reading, ReadingKind, Record},
    schema::AttributeDefinition,
    simulate::{self, Settings},
    site_schema::{Mutability, SiteSchema, ValueType},
};

type Table = Vec<BTreeMap<String, String>>;

/// One scenario of a specification.
#[derive(Debug, Default)]
struct Scenario {
    title: String,
    tables: BTreeMap<String, Table>,
    words: BTreeMap<String, String>,
}

#[test]
fn specifications_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simulate");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("BUG: the folder is committed")
        .flatten()
        .collect();
    files.sort_by_key(fs::DirEntry::path);
    let mut run = 0;
    for file in files {
        let text = fs::read_to_string(file.path()).expect("BUG: the file is committed");
        for scenario in parse(&text) {
            check(&scenario);
            run += 1;
        }
    }
    assert!(run >= 20, "only {run} scenarios were found");
}

fn check(scenario: &Scenario) {
    let legacy = population(Side::Legacy, &scenario.tables["legacy"]);
    let azure = population(Side::Azure, &scenario.tables["azure"]);
    let matching = matching(scenario, legacy.len(), azure.len());
    let mapping = mapping(scenario);
    let scope = spec_scope::scope(scenario);
    let mut settings = Settings::at(Timestamp::UNIX_EPOCH);
    for choice in words(scenario, "assume") {
        settings.chosen.choose(choice).expect("BUG: a choice");
    }
    settings.definitions = definitions(scenario);
    settings.site = scenario.words.get("site").map(|text| {
        let document = serde_json::from_str(text).expect("BUG: `site` is JSON");
        SiteSchema::parse(&document).expect("BUG: `site` is a schema")
    });
    let input = simulate::Input {
        legacy: &legacy,
        azure: &azure,
        matching: &matching,
        mapping: &mapping,
        scope: &scope,
        settings: &settings,
    };
    let plan = simulate::run(&input, &Unwatched).expect("BUG: a small plan fits");
    let title = &scenario.title;
    compare(title, "people", scenario, &people(&plan, &legacy));
    compare(title, "changes", scenario, &changes(&plan, &mapping));
    compare(title, "findings", scenario, &findings(&plan));
    compare(title, "groups", scenario, &spec_scope::groups(&plan));
    compare(title, "scope of", scenario, &spec_scope::verdicts(&input));
    let odd = spec_scope::diagnostics(&scope.diagnostics(&azure, &legacy));
    compare(title, "diagnostics", scenario, &odd);
    if let Some(line) = scenario.words.get("line") {
        let l = plan.line;
        let got = format!(
            "Link {} (Update {} · Disable {}) · Create {} · Skip {} · Fail {}",
            l.link, l.update, l.disable, l.create, l.skip, l.fail
        );
        assert_eq!(&got, line, "{title}: plan line");
    }
}

/// Every row the specification names must be there, and for `people` and `changes` no other.
fn compare(title: &str, table: &str, scenario: &Scenario, got: &Table) {
    let Some(expected) = scenario.tables.get(table) else {
        return;
    };
    for row in expected {
        let found = got
            .iter()
            .any(|g| row.iter().all(|(k, v)| g.get(k) == Some(v)));
        assert!(found, "{title}: {table} lacks {row:?}\ngot {got:#?}");
    }
    if table != "findings" {
        assert_eq!(
            got.len(),
            expected.len(),
            "{title}: {table} has other rows too: {got:#?}"
        );
    }
}

fn people(plan: &Plan, legacy: &Population) -> Table {
    let name = |user: &UserIx| legacy.first(*user, "userName").to_owned();
    let azure = plan.azure.iter().zip(1..).map(|(row, at)| {
        BTreeMap::from([
            ("user".to_owned(), format!("azure {at}")),
            ("outcome".to_owned(), row.outcome.as_str().to_owned()),
            ("action".to_owned(), row.action.as_str().to_owned()),
            (
                "finds".to_owned(),
                row.hits.iter().map(name).collect::<Vec<_>>().join(";"),
            ),
            ("basis".to_owned(), row.basis.basis()),
        ])
    });
    let legacy = plan.legacy.iter().zip(1..).map(|(row, at)| {
        BTreeMap::from([
            ("user".to_owned(), format!("legacy {at}")),
            ("outcome".to_owned(), row.outcome.as_str().to_owned()),
            ("action".to_owned(), String::new()),
            ("finds".to_owned(), String::new()),
            ("basis".to_owned(), row.basis.basis()),
        ])
    });
    azure.chain(legacy).collect()
}

fn changes(plan: &Plan, mapping: &Mapping) -> Table {
    let row = |(at, change): (u32, presync_core::plan::Change)| {
        let target = &mapping.users.rows[usize::from(change.row)].target;
        BTreeMap::from([
            ("azure".to_owned(), (change.azure.0 + 1).to_string()),
            ("target".to_owned(), target.clone()),
            ("kind".to_owned(), change.kind.as_str().to_owned()),
            ("class".to_owned(), change.class.as_str().to_owned()),
            ("now".to_owned(), plan.changes.now(at).to_owned()),
            ("would be".to_owned(), plan.changes.would_be(at).to_owned()),
            ("basis".to_owned(), change.basis.basis()),
        ])
    };
    plan.changes.iter().map(row).collect()
}

fn findings(plan: &Plan) -> Table {
    let subject = |subject| match subject {
        presync_core::finding::Subject::User(side, user) => {
            format!("{} {}", Side::as_str(side), user.0 + 1)
        }
        presync_core::finding::Subject::Mapping(_) => "mapping".to_owned(),
        presync_core::finding::Subject::Engagement => "engagement".to_owned(),
    };
    let row = |finding: &presync_core::finding::Finding| {
        BTreeMap::from([
            ("code".to_owned(), finding.code.as_str().to_owned()),
            ("subject".to_owned(), subject(finding.subject)),
            ("attribute".to_owned(), finding.attribute.to_string()),
            ("evidence".to_owned(), finding.evidence.to_string()),
        ])
    };
    plan.findings.iter().map(row).collect()
}

fn population(side: Side, table: &Table) -> Population {
    let names: Vec<&str> = table
        .first()
        .map(|row| row.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "spec.md".to_owned(),
        sheet: None,
    };
    builder
        .begin_source(source, &names)
        .expect("BUG: few columns");
    for (row, number) in table.iter().zip(1..) {
        let mut cells: Vec<&str> = row.values().map(String::as_str).collect();
        let readings = readings(&mut cells);
        builder
            .push(&Record {
                number,
                line: number,
                cells: &cells,
                readings: &readings,
            })
            .expect("BUG: few rows");
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

/// `links: 1=1 certain, 2=1 review` pairs intranet rows with Azure rows.
fn matching(scenario: &Scenario, legacy: usize, azure: usize) -> Matching {
    let mut matching = Matching {
        by_azure: vec![None; azure],
        by_legacy: vec![None; legacy],
        ..Matching::default()
    };
    let text = scenario.words.get("links").map_or("", String::as_str);
    for (at, link) in (0u32..).zip(text.split(", ").filter(|part| !part.is_empty())) {
        let (pair, status) = link.split_once(' ').expect("BUG: a link is `1=1 status`");
        let (l, a) = pair.split_once('=').expect("BUG: a pair is `1=1`");
        let ix = |text: &str| UserIx(text.parse::<u32>().expect("BUG: a number") - 1);
        let status = match status {
            "certain" => LinkStatus::Certain,
            "review" => LinkStatus::Review,
            other => panic!("{other} is no status"),
        };
        let link = Link {
            legacy: ix(l),
            azure: ix(a),
            status,
            rule: LinkRule::Uid,
            score: 1.0,
            evidence: Vec::new(),
        };
        matching.by_azure[link.azure.index()] = Some(at);
        matching.by_legacy[link.legacy.index()] = Some(at);
        matching.links.push(link);
    }
    matching
}

/// `name: a, b` as its parts.
fn words<'s>(scenario: &'s Scenario, name: &str) -> impl Iterator<Item = &'s str> {
    let text = scenario.words.get(name).map_or("", String::as_str);
    text.split(", ").filter(|part| !part.is_empty())
}

/// `defined: title exact required default=x` says what the target directory says of an attribute.
fn definitions(scenario: &Scenario) -> BTreeMap<String, AttributeDefinition> {
    let one = |text: &str| {
        let mut words = text.split(' ');
        let target = words.next().expect("BUG: split gives one").to_owned();
        let mut definition = AttributeDefinition {
            value_type: ValueType::String,
            case_exact: false,
            required: false,
            multi_valued: false,
            mutability: Mutability::ReadWrite,
            default: None,
        };
        for word in words {
            match word {
                "exact" => definition.case_exact = true,
                "required" => definition.required = true,
                "multi" => definition.multi_valued = true,
                "integer" => definition.value_type = ValueType::Integer,
                "read-only" => definition.mutability = Mutability::ReadOnly,
                "immutable" => definition.mutability = Mutability::Immutable,
                _ => definition.default = word.strip_prefix("default=").map(str::to_owned),
            }
        }
        (target, definition)
    };
    words(scenario, "defined").map(one).collect()
}

fn mapping(scenario: &Scenario) -> Mapping {
    let mut mapping = Mapping::default();
    mapping.users.rows = attribute_mappings(&scenario.tables["mapping"]);
    match scenario.words.get("off").map(String::as_str) {
        Some("create") => mapping.users.actions.create = false,
        Some("update") => mapping.users.actions.update = false,
        _ => {}
    }
    if let Some(filter) = scenario.words.get("filter") {
        let mut parts = filter.splitn(3, ' ');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let clause = ScopeClause {
            attribute: next(),
            operator: next(),
            values: vec![next()],
        };
        mapping.users.scope.groups = vec![vec![clause]];
    }
    spec_scope::add_to(&mut mapping, scenario);
    mapping
}

fn attribute_mappings(table: &Table) -> Vec<AttributeMapping> {
    let mut rows = Vec::new();
    for row in table {
        let cell = |name: &str| row.get(name).map_or("", String::as_str);
        let source = match (cell("kind"), cell("source")) {
            ("constant", text) => MappingSource::Constant(text.to_owned()),
            ("expression", text) => MappingSource::Expression(text.to_owned()),
            ("none", _) => MappingSource::None,
            (_, name) => MappingSource::Direct(name.to_owned()),
        };
        let mut mapped = AttributeMapping::new(cell("target"), source);
        mapped.precedence = cell("key").parse().ok();
        mapped.default = Some(cell("default").to_owned()).filter(|text| !text.is_empty());
        mapped.apply = match cell("apply") {
            "create" => Apply::OnCreate,
            "add values" => Apply::AddValues,
            "keep" => Apply::KeepValue,
            "if empty" => Apply::IfEmpty,
            _ => Apply::Always,
        };
        if cell("flows") == "always" {
            mapped.behavior = Behavior::Always;
        }
        rows.push(mapped);
    }
    rows
}

fn parse(text: &str) -> Vec<Scenario> {
    let mut scenarios: Vec<Scenario> = Vec::new();
    let mut table = String::new();
    let mut header: Vec<String> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            scenarios.push(Scenario {
                title: title.to_owned(),
                ..Scenario::default()
            });
        }
        let Some(scenario) = scenarios.last_mut() else {
            continue;
        };
        if let Some(cells) = line.strip_prefix('|') {
            let cells: Vec<String> = cells
                .trim_end_matches('|')
                .split('|')
                .map(|cell| cell.trim().trim_matches('`').replace('¦', "\u{1f}"))
                .collect();
            row(scenario, &table, &mut header, cells);
        } else if let Some((name, value)) = line.split_once(": ") {
            scenario.words.insert(name.to_owned(), value.to_owned());
        } else if !line.is_empty() {
            table = line.to_owned();
            header.clear();
        }
    }
    scenarios
}

fn row(scenario: &mut Scenario, table: &str, header: &mut Vec<String>, cells: Vec<String>) {
    if cells
        .iter()
        .all(|cell| !cell.is_empty() && cell.chars().all(|c| c == '-'))
    {
        return;
    }
    let rows = scenario.tables.entry(table.to_owned()).or_default();
    if header.is_empty() {
        *header = cells;
    } else {
        rows.push(header.iter().cloned().zip(cells).collect());
    }
}
