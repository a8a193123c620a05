//! Measures matching against labelled pairs: `match_eval legacy.csv azure.csv truth.csv [--misses CLASS | --pairs]`.
//!
//! A tool for those who tune matching, not a part of the product. `truth.csv` has `legacy_id` (1-based
//! data row), `entra_id` (objectId) or `azure_row` (1-based data row) and optionally `class`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool for the terminal reads files and the clock"
)]

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    env, fs,
    time::Instant,
};

use presync_core::{
    Link, LinkStatus, Population, Side, UserIx,
    catalogue::{self, fold_header},
    matching::{self, Matching},
    population::{PopulationBuilder, Source},
    progress::Unwatched,
    record::Record,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [legacy_path, azure_path, truth_path, rest @ ..] = arguments.as_slice() else {
        return Err(
            "usage: match_eval legacy.csv azure.csv truth.csv [--misses CLASS | --pairs]".into(),
        );
    };
    let legacy = population(Side::Legacy, &rows(&fs::read_to_string(legacy_path)?))?;
    let azure = population(Side::Azure, &rows(&fs::read_to_string(azure_path)?))?;
    println!(
        "read {} + {} users, {}",
        legacy.len(),
        azure.len(),
        memory()
    );
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let matching = matching::run(&legacy, &azure, &[], &Unwatched).map_err(|_| "cancelled")?;
    println!(
        "matched in {:.2} s ({:.2} s of CPU), {}",
        start.elapsed().as_secs_f64(),
        cpu_seconds() - cpu,
        memory()
    );
    for (name, candidates) in [
        ("uid", &matching.sources.uid),
        ("user name", &matching.sources.user_name),
    ] {
        let found: Vec<String> = candidates
            .iter()
            .map(|c| format!("{} {}/{}", c.attribute, c.equal, c.of))
            .collect();
        println!("{name}: {}", found.join(", "));
    }
    let truth = Truth::read(&rows(&fs::read_to_string(truth_path)?), &legacy, &azure);
    let report = Report {
        legacy: &legacy,
        azure: &azure,
        matching: &matching,
        truth: &truth,
        rows: (0..)
            .zip(&matching.links)
            .map(|(at, link)| ((link.legacy.0, link.azure.0), at))
            .collect(),
    };
    report.summary();
    report.bands();
    report.classes();
    match rest {
        [flag, class] if flag == "--misses" => report.misses(class),
        [flag] if flag == "--pairs" => report.pairs(),
        _ => {}
    }
    Ok(())
}

/// The fields of a CSV text, quoted ones unquoted.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                field.push('"');
                characters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

fn population(side: Side, rows: &[Vec<String>]) -> Result<Population, Box<dyn std::error::Error>> {
    let (header, records) = rows.split_first().ok_or("an empty file")?;
    let attributes: Vec<&str> = header
        .iter()
        .map(|header| attribute(side, header))
        .collect();
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "file.csv".into(),
        sheet: None,
    };
    builder.begin_source(source, &attributes)?;
    for (number, cells) in (1u32..).zip(records) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        if cells.len() == attributes.len() {
            builder.push(&Record {
                number,
                line: number + 1,
                cells: &cells,
                readings: &[],
            })?;
        }
    }
    Ok(builder.finish())
}

fn attribute(side: Side, header: &str) -> &str {
    let folded = fold_header(header);
    let own = |known: &&catalogue::Attribute| {
        known.headers.iter().any(|name| fold_header(name) == folded)
    };
    catalogue::attributes(side)
        .iter()
        .find(own)
        .map_or(header, |known| known.name)
}

/// Who is who in truth.
struct Truth {
    classes: HashMap<(u32, u32), String>,
    legacy: HashMap<u32, String>,
    azure: HashMap<u32, String>,
    second: HashSet<(u32, u32)>,
}

impl Truth {
    fn read(rows: &[Vec<String>], legacy: &Population, azure: &Population) -> Self {
        let by_row: HashMap<u32, u32> = legacy
            .users()
            .map(|user| (legacy.origin(user).row, user.0))
            .collect();
        let mut truth = Self {
            classes: HashMap::new(),
            legacy: HashMap::new(),
            azure: HashMap::new(),
            second: HashSet::new(),
        };
        let column = |name: &str| rows[0].iter().position(|header| header == name);
        let by_id = column("azure_row").is_none();
        let azure_column = column("azure_row").or(column("entra_id"));
        let azure_users: HashMap<String, u32> = azure
            .users()
            .map(|user| {
                let name = if by_id {
                    azure.first(user, "objectId").to_owned()
                } else {
                    azure.origin(user).row.to_string()
                };
                (name, user.0)
            })
            .collect();
        let (Some(legacy_id), Some(entra)) = (column("legacy_id"), azure_column) else {
            return truth;
        };
        let class = column("class");
        for row in &rows[1..] {
            let name = class.map_or("pair", |at| row[at].as_str()).to_owned();
            let ours = row[legacy_id]
                .parse::<u32>()
                .ok()
                .and_then(|number| by_row.get(&number).copied());
            let theirs = azure_users.get(row[entra].as_str()).copied();
            if let (Some(ours), Some(theirs)) = (ours, theirs) {
                if name == "dup_account" {
                    truth.second.insert((ours, theirs));
                } else {
                    truth.classes.insert((ours, theirs), name.clone());
                }
            }
            for (user, known) in [(ours, &mut truth.legacy), (theirs, &mut truth.azure)] {
                if let Some(user) = user
                    && name != "dup_account"
                {
                    known.insert(user, name.clone());
                }
            }
        }
        truth
    }
}

struct Report<'a> {
    legacy: &'a Population,
    azure: &'a Population,
    matching: &'a Matching,
    truth: &'a Truth,
    /// The last row of each pair in the links.
    rows: HashMap<(u32, u32), usize>,
}

impl Report<'_> {
    fn summary(&self) {
        let all = self.truth.classes.len();
        let steps: [(&str, &[LinkStatus]); 3] = [
            ("certain", &[LinkStatus::Certain]),
            ("certain+likely", &[LinkStatus::Certain, LinkStatus::Likely]),
            (
                "all with review",
                &[LinkStatus::Certain, LinkStatus::Likely, LinkStatus::Review],
            ),
        ];
        for (name, statuses) in steps {
            let links = self
                .matching
                .links
                .iter()
                .filter(|link| statuses.contains(&link.status));
            let (mut right, mut wrong) = (0usize, 0usize);
            for link in links {
                let pair = (link.legacy.0, link.azure.0);
                right += usize::from(self.truth.classes.contains_key(&pair));
                wrong += usize::from(
                    !self.truth.classes.contains_key(&pair) && !self.truth.second.contains(&pair),
                );
            }
            let (precision, recall) = (ratio(right, right + wrong), ratio(right, all));
            let f1 = 2.0 * precision * recall / (precision + recall);
            println!(
                "{name:16} P {precision:.5} R {recall:.5} F1 {f1:.5} ({wrong} wrong, {} missed)",
                all - right
            );
        }
        let review = self
            .matching
            .links
            .iter()
            .filter(|link| link.status == LinkStatus::Review);
        let users: HashSet<u32> = review.clone().map(|link| link.azure.0).collect();
        let second = review
            .clone()
            .filter(|link| link.rule.as_str() == "second-account")
            .count();
        println!(
            "review rows {} ({second} second accounts), azure users {}",
            review.count(),
            users.len()
        );
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &self.matching.findings {
            *codes.entry(finding.code.as_str()).or_default() += 1;
        }
        println!("findings {codes:?}");
    }

    /// Reliability: in each band of the score what was expected and what is true.
    fn bands(&self) {
        let deciles = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01];
        let by_odds = [
            0.0, 0.01, 0.05, 0.15, 0.4, 0.6, 0.85, 0.95, 0.99, 0.999, 0.9999, 1.01,
        ];
        println!("by deciles");
        self.reliability(&deciles);
        println!("by odds");
        self.reliability(&by_odds);
    }

    fn reliability(&self, edges: &[f64]) {
        for band in edges.windows(2) {
            let inside = self.matching.links.iter().filter(|link| {
                link.status != LinkStatus::Rejected
                    && link.rule.as_str() != "second-account"
                    && f64::from(link.score) >= band[0]
                    && f64::from(link.score) < band[1]
                    && !self.truth.second.contains(&(link.legacy.0, link.azure.0))
            });
            let (mut right, mut all, mut expected) = (0usize, 0usize, 0.0);
            for link in inside {
                all += 1;
                expected += f64::from(link.score);
                let pair = (link.legacy.0, link.azure.0);
                right += usize::from(self.truth.classes.contains_key(&pair));
            }
            if all > 0 {
                #[expect(clippy::cast_precision_loss, reason = "a share")]
                let count = all as f64;
                let (mean, observed) = (expected / count, ratio(right, all));
                let noise = 2.0 * (mean * (1.0 - mean) / count).sqrt();
                let off = (observed - mean).abs() > 0.03;
                let mark = match () {
                    () if off && (observed - mean).abs() > noise => " OFF",
                    () if off => " off within chance",
                    () => "",
                };
                println!(
                    "  p {:.4}–{:.4}: {all:7} pairs, expected {mean:.4}, observed {observed:.4}{mark}",
                    band[0],
                    band[1].min(1.0),
                );
            }
        }
    }

    fn classes(&self) {
        let mut table: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
        for ((legacy, azure), class) in &self.truth.classes.iter().collect::<BTreeMap<_, _>>() {
            let found = self.link(UserIx(*legacy), UserIx(*azure));
            let row = table.entry(class).or_default();
            let at = match found.map(|link| link.status) {
                Some(LinkStatus::Certain) => 0,
                Some(LinkStatus::Likely) => 1,
                Some(LinkStatus::Review) => 2,
                Some(_) => 3,
                None => 4,
            };
            row[at] += 1;
        }
        println!(
            "{:16} {:>8} {:>8} {:>8} {:>8} {:>8}",
            "class", "certain", "likely", "review", "rejected", "none"
        );
        for (class, [a, b, c, d, e]) in table {
            println!("{class:16} {a:8} {b:8} {c:8} {d:8} {e:8}");
        }
        let mut wrong: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for link in self.wrong() {
            *wrong
                .entry((self.wrong_class(link), link.rule.as_str()))
                .or_default() += 1;
        }
        println!("wrong by class and rule: {wrong:?}");
    }

    fn wrong(&self) -> impl Iterator<Item = &Link> {
        self.matching.links.iter().filter(|link| {
            let pair = (link.legacy.0, link.azure.0);
            link.status.is_identity()
                && !self.truth.classes.contains_key(&pair)
                && !self.truth.second.contains(&pair)
        })
    }

    fn wrong_class(&self, link: &Link) -> String {
        let of = |known: Option<&String>| known.map_or("-", String::as_str).to_owned();
        format!(
            "{}/{}",
            of(self.truth.legacy.get(&link.legacy.0)),
            of(self.truth.azure.get(&link.azure.0))
        )
    }

    fn link(&self, legacy: UserIx, azure: UserIx) -> Option<&Link> {
        let at = self.rows.get(&(legacy.0, azure.0))?;
        self.matching.links.get(*at)
    }

    fn misses(&self, class: &str) {
        for link in self
            .wrong()
            .filter(|link| class == "wrong" || self.wrong_class(link).contains(class))
            .take(40)
        {
            println!("WRONG {}", self.wrong_class(link));
            self.show(link);
        }
        let of_class = self
            .truth
            .classes
            .iter()
            .filter(|(_, known)| *known == class)
            .collect::<BTreeMap<_, _>>();
        for ((legacy, azure), _) in of_class {
            let found = self.link(UserIx(*legacy), UserIx(*azure));
            if found.is_none_or(|link| !link.status.is_identity()) {
                println!("MISSED {legacy} {azure}");
                self.row(self.legacy, UserIx(*legacy));
                self.row(self.azure, UserIx(*azure));
                for link in [
                    found,
                    self.matching.of_azure(UserIx(*azure)),
                    self.matching.of_legacy(UserIx(*legacy)),
                ]
                .into_iter()
                .flatten()
                {
                    self.show(link);
                }
            }
        }
    }

    /// Every link that is not certain: whether it is true, with its evidence, for other tools to study.
    fn pairs(&self) {
        for link in &self.matching.links {
            let pair = (link.legacy.0, link.azure.0);
            let class = match () {
                () if self.truth.second.contains(&pair) => "second",
                () => self
                    .truth
                    .classes
                    .get(&pair)
                    .map_or("wrong", String::as_str),
            };
            let evidence: Vec<String> = link
                .evidence
                .iter()
                .map(|e| format!("{}={:.2}", e.field, e.weight))
                .collect();
            println!(
                "PAIR {class} {} {} {:.5} {}",
                link.status.as_str(),
                link.rule.as_str(),
                link.score,
                evidence.join(" ")
            );
        }
    }

    fn show(&self, link: &Link) {
        let evidence: Vec<String> = link
            .evidence
            .iter()
            .map(|e| format!("{} {:+.1}", e.field, e.weight))
            .collect();
        println!(
            "  {} {} {:.4}: {}",
            link.status.as_str(),
            link.rule.as_str(),
            link.score,
            evidence.join(" ")
        );
        self.row(self.legacy, link.legacy);
        self.row(self.azure, link.azure);
    }

    fn row(&self, population: &Population, user: UserIx) {
        let cells: Vec<&str> = population
            .attributes()
            .map(|(attribute, _)| population.text(user, attribute))
            .collect();
        println!("    {}", cells.join("|"));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Processor time so far, in the clock ticks of 10 ms that Linux counts.
fn cpu_seconds() -> f64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = status.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// Peak memory as the system reports it.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    peak.unwrap_or("memory unknown")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
