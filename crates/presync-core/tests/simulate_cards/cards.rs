//! Runs the why-cards of `tests/simulate_cards/*.md`: populations and a mapping as in the other
//! specifications, and cards line by line behind `>`.

use std::{fs, path::Path};

use presync_core::{
    Plan, UserIx,
    budget::Budget,
    engagement::Engagement,
    simulate::{
        self,
        explain::{self, LegacyCard, WhyCard},
        request::{Dialect, requests},
    },
    summary::CardWords,
};

use super::{Inputs, Scenario, parse};

/// A card as a specification has it.
struct Card<'t> {
    scenario: &'t str,
    /// `azure 1`, or with ` as requests` or ` as requests with the flag`.
    of: &'t str,
    lines: Vec<&'t str>,
}

#[test]
fn cards_hold() {
    let (mut run, mut wrong) = (0, Vec::new());
    for file in ["cards.md", "requests.md"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simulate_cards");
        let text = fs::read_to_string(folder.join(file)).expect("BUG: the file is committed");
        let scenarios = parse(&text);
        for card in cards(&text) {
            let scenario = scenarios.iter().find(|one| one.title == card.scenario);
            let got = told(scenario.expect("BUG: cards are below a title"), card.of);
            let shown: Vec<String> = got.iter().map(|line| format!("> {line}\n")).collect();
            if got != card.lines {
                let (title, of) = (card.scenario, card.of);
                wrong.push(format!("{title}\ncard of {of}\n{}", shown.concat()));
            }
            run += 1;
        }
    }
    assert!(
        wrong.is_empty(),
        "these cards differ:\n{}",
        wrong.join("\n")
    );
    assert!(run >= 20, "only {run} cards were found");
}

/// Everybody of every other specification has a card; making one compares it with the plan.
#[test]
fn everybody_has_a_card() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simulate");
    let files = fs::read_dir(folder).expect("BUG: the folder is committed");
    for file in files.flatten() {
        let text = fs::read_to_string(file.path()).expect("BUG: the file is committed");
        for scenario in parse(&text) {
            let inputs = Inputs::of(&scenario);
            let plan = inputs.plan();
            for user in inputs.azure.users() {
                let card = explain::azure(&inputs.input(), &plan, user);
                let rows = inputs.mapping.users.rows.len();
                let is_touched = !card.written.is_empty() || !card.kept.is_empty();
                let told = card.written.len() + card.kept.len();
                assert!(!is_touched || told == rows, "{}: {card:?}", scenario.title);
            }
            for user in inputs.legacy.users() {
                let card = explain::legacy(&inputs.input(), &plan, user);
                assert_eq!(card.outcome, plan.legacy[user.index()].outcome);
            }
        }
    }
}

fn cards(text: &str) -> Vec<Card<'_>> {
    let mut cards: Vec<Card<'_>> = Vec::new();
    let mut title = "";
    for line in text.lines() {
        if let Some(next) = line.strip_prefix("## ") {
            title = next;
        } else if let Some(of) = line.strip_prefix("card of ") {
            cards.push(Card {
                scenario: title,
                of,
                lines: Vec::new(),
            });
        } else if let (Some(line), Some(card)) = (line.strip_prefix("> "), cards.last_mut()) {
            card.lines.push(line);
        }
    }
    cards
}

fn told(scenario: &Scenario, of: &str) -> Vec<String> {
    let inputs = Inputs::of(scenario);
    let plan = inputs.plan();
    let mut words = of.split(' ');
    let side = words.next();
    let number = words.next().and_then(|number| number.parse::<u32>().ok());
    let user = UserIx(number.expect("BUG: a card has a number") - 1);
    let engagement = inputs.engagement(&plan);
    let words = CardWords::of(&engagement);
    let input = inputs.input();
    match (side, of.split_once(" as requests")) {
        (Some("legacy"), _) => legacy_lines(&words, &explain::legacy(&input, &plan, user)),
        (_, Some((_, how))) => request_lines(&input, &plan, user, how),
        _ => azure_lines(&words, &plan, &input, &explain::azure(&input, &plan, user)),
    }
}

fn azure_lines(
    words: &CardWords<'_>,
    plan: &Plan,
    input: &simulate::Input<'_>,
    card: &WhyCard,
) -> Vec<String> {
    let target = |row: u16| &input.mapping.users.rows[usize::from(row)].target;
    let mut lines = vec![format!("scope: {}", words.assignment(&card.scope))];
    for (at, group) in card.scope.filter.groups.iter().enumerate() {
        let clauses = group.iter().map(|clause| words.clause(clause));
        lines.extend(clauses.map(|clause| format!("filter {}: {clause}", at + 1)));
    }
    for attempt in &card.attempts {
        let (target, said) = (target(attempt.row), words.attempt(attempt));
        lines.push(format!("match {target}: {} {said}", attempt.query).replace(":  ", ": "));
    }
    let (outcome, action) = (card.outcome.as_str(), card.action.as_str());
    lines.push(format!("action: {outcome}, {action}, {:?}", card.why));
    for written in &card.written {
        let (now, would_be) = (
            plan.changes.now(written.at),
            plan.changes.would_be(written.at),
        );
        let reads = written.reads.iter();
        let reads: Vec<String> = reads
            .map(|read| format!("{}={}", read.attribute, read.value))
            .collect();
        let (target, from) = (target(written.change.row), reads.join(", "));
        lines.push(
            format!("write {target}: “{now}” → “{would_be}” from {from}")
                .trim_end()
                .to_owned(),
        );
    }
    let kept = card.kept.iter();
    lines.extend(kept.map(|kept| format!("keep {}: {}", target(kept.row), words.kept(&kept.why))));
    lines.push(format!("basis: {}", card.basis.basis()));
    let findings = card.findings.iter();
    lines.extend(findings.map(|one| {
        format!("finding: {} {}", one.code.as_str(), one.attribute)
            .trim_end()
            .to_owned()
    }));
    lines.push(format!("smallest: {}", words.remedy(&card.remedy)));
    lines
}

fn legacy_lines(words: &CardWords<'_>, card: &LegacyCard) -> Vec<String> {
    let mut lines = vec![format!(
        "outcome: {}, {:?}",
        card.outcome.as_str(),
        card.why
    )];
    let keys = card.keys.iter();
    lines.extend(keys.map(|key| format!("key: {}", words.key_held(key))));
    let azure = card.azure.as_ref();
    lines.extend(azure.map(|card| format!("see: azure {}", card.user.0 + 1)));
    lines
}

fn request_lines(input: &simulate::Input<'_>, plan: &Plan, user: UserIx, how: &str) -> Vec<String> {
    let card = explain::azure(input, plan, user);
    let dialect = match how {
        "" => Dialect::Default,
        _ => Dialect::Scim062020,
    };
    let mut lines = Vec::new();
    for request in requests(input.mapping, plan, user, &card.attempts, dialect) {
        lines.push(format!("{} {}", request.method.as_str(), request.path));
        if let Some(body) = &request.body {
            lines.push(body.to_string());
        }
        lines.extend(
            request
                .disputed
                .iter()
                .map(|dispute| format!("disputed: {dispute:?}")),
        );
    }
    lines
}

impl Inputs {
    fn engagement<'a>(&'a self, plan: &'a Plan) -> Engagement<'a> {
        static BUDGET: std::sync::LazyLock<Budget> = std::sync::LazyLock::new(Budget::default);
        Engagement {
            title: "",
            now: self.settings.now,
            legacy: &self.legacy,
            azure: &self.azure,
            matching: &self.matching,
            mapping: &self.mapping,
            recommended: false,
            studies: &[],
            weights: presync_core::key_search::Weights::default(),
            scope: &self.scope,
            plan,
            budget: &BUDGET,
            inputs: &[],
            diagnostics: &[],
        }
    }
}
