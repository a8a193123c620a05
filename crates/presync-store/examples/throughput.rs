//! Prints how fast a workspace takes and gives rows: `cargo run --release --example throughput -- 1000000`.
//!
//! Import, load, save and the grid's worst questions, on invented users of 24 columns.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a stopwatch reads its argument and the clock, and prints"
)]

use std::{env, time::Instant};

use presync_core::{
    Action, AssumptionSet, Chosen, Outcome, Plan, Population, Side, UserIx,
    budget::Budget,
    engagement::Engagement,
    mapping::{AttributeMapping, Mapping, MappingSource},
    matching::Matching,
    plan::{AzureRow, Change, ChangeClass, ChangeKind, Changes, LegacyRow, PlanLine, Why},
    progress::Unwatched,
    record::{Record, RecordSink, SourceColumn, SourceHeader},
    scope::Scope,
};
use presync_store::{
    PlanSave, Workspace,
    grid::{Filter, GridQuery, GridTable, Order, Sort},
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const ATTRIBUTES: [&str; 5] = [
    "objectId",
    "userPrincipalName",
    "mail",
    "displayName",
    "department",
];
const COLUMNS: usize = 24;

fn main() -> Result<(), Failure> {
    let users: u32 = env::args()
        .nth(1)
        .map_or(Ok(100_000), |argument| argument.parse())?;
    let folder = tempfile::tempdir_in(".")?;
    let path = folder.path().join("throughput.presync");
    let mut workspace = Workspace::create(&path)?;
    for side in [Side::Azure, Side::Legacy] {
        timed("import", users, || import(&mut workspace, side, users))?;
    }
    let azure = timed("load", users, || {
        workspace.population(Side::Azure, &Unwatched)
    })?;
    let legacy = workspace.population(Side::Legacy, &Unwatched)?;
    timed("save plan", 2 * users, || {
        save(&mut workspace, &azure, &legacy)
    })?;
    ask(&workspace)?;
    timed("close", users, || workspace.close())?;
    println!(
        "{:>40} {} MB",
        "file",
        std::fs::metadata(&path)?.len() >> 20
    );
    timed("open", users, || Workspace::open(&path))?;
    Ok(())
}

fn timed<T, E>(what: &str, rows: u32, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let start = Instant::now();
    let done = work()?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{what:>40} {:8.0} ms {:>10.0} rows/s",
        seconds * 1e3,
        f64::from(rows) / seconds
    );
    Ok(done)
}

fn import(workspace: &mut Workspace, side: Side, users: u32) -> Result<(), Failure> {
    let mut import = workspace.begin_import("2026-11-23T09:00:00Z")?;
    let mut source = import.add("users");
    source.begin(&header(side)).map_err(|error| error.0)?;
    for number in 1..=users {
        let telling = telling(number);
        let mut cells: Vec<&str> = telling.iter().map(String::as_str).collect();
        cells.resize(COLUMNS, "some value");
        let line = number + 1;
        source
            .record(&Record {
                number,
                line,
                cells: &cells,
                readings: &[],
            })
            .map_err(|error| error.0)?;
    }
    source.finish(users, 0)?;
    import.commit()?;
    Ok(())
}

fn header(side: Side) -> SourceHeader {
    let column = |at: usize| SourceColumn {
        header: format!("Column {at}"),
        attribute: ATTRIBUTES
            .get(at)
            .map_or_else(|| format!("extra{at}"), |name| (*name).to_owned()),
        known: at < ATTRIBUTES.len(),
        confidence: 100,
        reason: String::new(),
    };
    SourceHeader {
        side,
        file: "invented.csv".to_owned(),
        sheet: None,
        format: "CSV, UTF-8, comma".to_owned(),
        sha256: String::new(),
        bytes: 0,
        columns: (0..COLUMNS).map(column).collect(),
        profile_source: None,
    }
}

/// The cells that differ from user to user.
fn telling(number: u32) -> [String; 5] {
    let scattered = number.wrapping_mul(2_654_435_761);
    [
        format!("{scattered:08x}-0000-4000-8000-00000000cafe"),
        format!("user{scattered}@contoso.example"),
        format!("user{number}@contoso.example"),
        format!("Given{} Family{number}", scattered % 997),
        format!("Department {}", number % 300),
    ]
}

fn save(workspace: &mut Workspace, azure: &Population, legacy: &Population) -> Result<(), Failure> {
    let plan = plan(u32::try_from(azure.len())?)?;
    let revision = workspace.revision()?;
    let mut mapping = Mapping::default();
    mapping.users.rows = vec![AttributeMapping::new("title", MappingSource::None)];
    let engagement = Engagement {
        title: "Throughput",
        now: "2026-11-23T09:00:00Z".parse()?,
        legacy,
        azure,
        matching: &Matching::default(),
        mapping: &mapping,
        recommended: true,
        studies: &[],
        weights: presync_core::key_search::Weights::default(),
        scope: &Scope::default(),
        plan: &plan,
        budget: &Budget::default(),
        inputs: &[],
        diagnostics: &[],
    };
    let save = PlanSave {
        engagement: &engagement,
        revision: &revision,
        summary: &serde_json::Value::Null,
    };
    timed("  of which write", u32::try_from(azure.len())?, || {
        workspace.save_plan(save, &Unwatched)
    })?;
    Ok(())
}

fn plan(users: u32) -> Result<Plan, presync_core::population::PopulationError> {
    let mut changes = Changes::default();
    let mut azure = Vec::new();
    let mut legacy = Vec::new();
    for at in 0..users {
        let own = UserIx(at);
        let change = Change {
            azure: own,
            account: Some(own),
            row: 0,
            kind: ChangeKind::Overwrite,
            class: ChangeClass::Different,
            basis: AssumptionSet::DOCUMENTED,
        };
        changes.push(change, "some value", &format!("value {}", at % 5_000))?;
        azure.push(AzureRow {
            identity: Some(own),
            identity_status: None,
            rule_key: Some(0),
            hits: [own].into(),
            outcome: if at % 50 == 0 {
                Outcome::Takeover
            } else {
                Outcome::Linked
            },
            action: Action::Update,
            why: Why::FoundOwn,
            basis: AssumptionSet::DOCUMENTED,
            changes: at..at + 1,
        });
        legacy.push(LegacyRow {
            identity: Some(own),
            identity_status: None,
            found_by: Some(own),
            outcome: Outcome::Linked,
            why: Why::OwnFinds,
            basis: AssumptionSet::DOCUMENTED,
        });
    }
    Ok(Plan {
        azure,
        legacy,
        changes,
        groups: Vec::new(),
        findings: Vec::new(),
        suppressed: presync_core::suppression::Suppressed::default(),
        line: PlanLine::default(),
        restart: Vec::new(),
        assumptions: AssumptionSet::DOCUMENTED,
        chosen: Chosen::default(),
    })
}

fn ask(workspace: &Workspace) -> Result<(), Failure> {
    let one_of = |column: &str, value: &str| Filter::OneOf {
        column: column.to_owned(),
        values: vec![value.to_owned()],
    };
    let sort = |column: &str| Sort {
        column: column.to_owned(),
        order: Order::Ascending,
    };
    let search = Filter::Search {
        text: "family77".to_owned(),
    };
    let azure = one_of("side", "azure");
    let questions = [
        ("all people", GridTable::People, vec![], vec![]),
        (
            "people by outcome",
            GridTable::People,
            vec![azure.clone(), one_of("outcome", "takeover")],
            vec![],
        ),
        ("people searched", GridTable::People, vec![search], vec![]),
        (
            "people of a side by name",
            GridTable::People,
            vec![azure],
            vec![sort("name")],
        ),
        (
            "people by user name",
            GridTable::People,
            vec![],
            vec![sort("legacy_username")],
        ),
        (
            "changes by target",
            GridTable::Changes,
            vec![one_of("target_attribute", "title")],
            vec![],
        ),
        (
            "changes by new value",
            GridTable::Changes,
            vec![],
            vec![sort("would_be")],
        ),
    ];
    for (what, table, filters, sort) in questions {
        let query = GridQuery {
            table,
            filters,
            sort,
        };
        let set = timed(what, 0, || workspace.result_set(&query))?;
        let last = set.len().saturating_sub(200);
        timed("  last page", 200, || workspace.page(&set, last, 200))?;
    }
    let people = GridQuery::all(GridTable::People);
    timed("facet of outcomes", 0, || {
        workspace.tally(&people, &["side", "outcome"], 50)
    })?;
    timed("facet of departments", 0, || {
        workspace.tally(&people, &["department"], 50)
    })?;
    let changes = GridQuery::all(GridTable::Changes);
    timed("changes by target and kind", 0, || {
        workspace.tally(&changes, &["target_attribute", "kind"], 50)
    })?;
    Ok(())
}
