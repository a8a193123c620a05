//! The figures that each file of a package says, by the same names, so that they can be held against each other.

use std::{collections::BTreeMap, fs, io::Read as _, path::Path};

use serde_json::Value;
use zip::ZipArchive;

/// What a file says, by what it is about: `line.link`, `azure.linked`, `change.fill`, `finding.NO_MATCH`,
/// `tile.Takeovers`.
pub(crate) type Figures = BTreeMap<String, u64>;

/// Words of the page for what files name by code.
const OUTCOMES: [(&str, &str); 8] = [
    ("takeover", "takeover"),
    ("second account", "duplicate"),
    ("ambiguous", "ambiguous"),
    ("linked", "linked"),
    ("created", "created"),
    ("skipped", "skipped"),
    ("out of scope", "out_of_scope"),
    ("unmanaged", "orphan"),
];
/// Kinds of change in the order of the page's columns.
const KINDS: [&str; 7] = [
    "overwrite",
    "clear",
    "disable",
    "reactivate",
    "fill",
    "reference",
    "create",
];

/// Everything that the files of a package say.
pub(crate) fn of_package(folder: &Path) -> BTreeMap<&'static str, Figures> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a file");
    let plan: Value = serde_json::from_str(&read("plan.json")).expect("JSON");
    BTreeMap::from([
        ("plan.json", of_plan(&plan)),
        ("report.html", of_page(&read("report.html"))),
        (
            "report-redacted.html",
            of_page(&read("report-redacted.html")),
        ),
        ("report.xlsx", of_workbook(&folder.join("report.xlsx"))),
        ("CSV files", of_lists(folder, &plan)),
    ])
}

/// Fails where two say another number of the same thing, and where one lacks a part of what it is to say.
pub(crate) fn assert_equal(said: &BTreeMap<&'static str, Figures>) {
    let whole = &said["plan.json"];
    for (name, figures) in said {
        for (about, count) in figures {
            if let Some(expect) = whole.get(about) {
                assert_eq!(count, expect, "{about} in {name}");
            }
            for (other, theirs) in said {
                let theirs = theirs.get(about).unwrap_or(count);
                assert_eq!(count, theirs, "{about} in {name} and {other}");
            }
        }
        let parts = whole.keys().filter_map(|about| about.split_once('.'));
        for part in parts.map(|(part, _)| format!("{part}.")) {
            let of = |figures: &Figures| {
                let of_part = figures.iter().filter(|(about, _)| about.starts_with(&part));
                let counted = of_part.filter(|(_, count)| **count > 0);
                counted.map(|(about, _)| about.clone()).collect::<Vec<_>>()
            };
            let (ours, theirs) = (of(whole), of(figures));
            assert!(
                theirs.is_empty() || part == "line." || theirs == ours,
                "{part} in {name}: {theirs:?} instead of {ours:?}"
            );
        }
        assert!(!figures.is_empty(), "{name} says {figures:?}");
    }
}

fn of_plan(plan: &Value) -> Figures {
    let mut figures = Figures::new();
    let counts = &plan["counts"];
    for (part, key) in [
        ("line", "plan_line"),
        ("azure", "azure_outcomes"),
        ("legacy", "intranet_outcomes"),
        ("change", "changes"),
    ] {
        for (word, count) in counts[key].as_object().expect("counts") {
            let count = count.as_u64().expect("a count");
            figures.insert(format!("{part}.{word}"), count);
        }
    }
    for finding in plan["findings"]["rows"].as_array().expect("findings") {
        let code = finding["code"].as_str().expect("a code");
        *figures.entry(format!("finding.{code}")).or_default() += 1;
    }
    figures
}

/// `Link 1,204 (Update 918 · Disable 12) · Create 37 · Skip 20 · Fail 9`.
pub(crate) fn of_line(line: &str) -> Figures {
    let words: Vec<&str> = line.split([' ', '(', ')', '·']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let pairs = words.chunks(2).map(|pair| {
        let about = format!("line.{}", pair[0].to_lowercase());
        (about, number(pair[1]))
    });
    pairs.collect()
}

fn number(text: &str) -> u64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

/// The texts between tags, of what stands between two marks of a page.
fn texts<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let (_, rest) = page.split_once(start).expect("the start");
    let part = rest.split(end).next().expect("the end");
    let pieces = part.split('<').filter_map(|piece| piece.split_once('>'));
    let texts = pieces.map(|(_, text)| text.trim());
    texts.filter(|text| !text.is_empty()).collect()
}

fn of_page(page: &str) -> Figures {
    let line = texts(page, "<p class=\"planline\"", "/p>");
    let mut figures = of_line(line[0]);
    let tiles = texts(page, "<ul class=\"tiles\"", "</ul>");
    for tile in tiles.chunks(3) {
        figures.insert(format!("tile.{}", tile[1]), number(tile[0]));
    }
    let outcomes = texts(page, "Outcomes on both sides</caption", "</section>");
    for row in outcomes[4..].chunks(4) {
        let code = OUTCOMES.iter().find(|(word, _)| *word == row[0]);
        let (_, code) = code.expect("an outcome");
        figures.insert(format!("azure.{code}"), number(row[1]));
        figures.insert(format!("legacy.{code}"), number(row[2]));
    }
    let findings = texts(page, "Findings by code</caption", "</table>");
    for row in findings[5..].chunks_exact(5) {
        figures.insert(format!("finding.{}", row[0]), number(row[4]));
    }
    if page.contains("Changes by attribute and kind</caption") {
        let heat = texts(page, "Changes by attribute and kind</caption", "</table>");
        for row in heat[KINDS.len() + 2..].chunks(KINDS.len() + 2) {
            for (kind, count) in KINDS.iter().zip(&row[1..]) {
                *figures.entry(format!("change.{kind}")).or_default() += number(count);
            }
        }
    }
    figures
}

/// What is taken of each row, by the names of its columns.
type Taking<'a> = dyn FnMut(&dyn Fn(&str) -> String) + 'a;

fn of_lists(folder: &Path, plan: &Value) -> Figures {
    let mut figures = Figures::new();
    let rows = |name: &str, mut take: Box<Taking<'_>>| {
        let mut reader = csv::Reader::from_path(folder.join(name)).expect("a list");
        let heads = reader.headers().expect("a head").clone();
        for record in reader.records() {
            let record = record.expect("a row");
            let cell = |wanted: &str| {
                let at = heads.iter().position(|head| head == wanted);
                record[at.expect("a column")].to_owned()
            };
            take(&cell);
        }
    };
    let mut add = |about: String| *figures.entry(about).or_default() += 1;
    rows(
        "people.csv",
        Box::new(|cell| {
            let (side, action) = (cell("side"), cell("action"));
            add(format!("{side}.{}", cell("outcome")));
            if side == "azure" && ["create", "fail", "update", "disable"].contains(&action.as_str())
            {
                add(format!("line.{action}"));
            }
        }),
    );
    rows(
        "changes.csv",
        Box::new(|cell| add(format!("change.{}", cell("kind")))),
    );
    let known = of_plan(plan);
    rows(
        "findings.csv",
        Box::new(|cell| {
            // Observations about the input files stand in this list only.
            let about = format!("finding.{}", cell("code"));
            if known.contains_key(&about) {
                add(about);
            }
        }),
    );
    figures
}

/// The cells of a sheet by row and by letters of the column.
type Sheet = Vec<BTreeMap<String, String>>;

fn of_workbook(path: &Path) -> Figures {
    let mut archive =
        ZipArchive::new(fs::File::open(path).expect("a workbook")).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut part = archive.by_name(name).expect("a part");
        part.read_to_string(&mut text).expect("UTF-8");
        text
    };
    let strings = part("xl/sharedStrings.xml");
    let strings: Vec<String> = strings.split("<si>").skip(1).map(inner_text).collect();
    let book = part("xl/workbook.xml");
    let names: Vec<&str> = book
        .split("<sheet name=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("a name"))
        .collect();
    let mut sheet = |name: &str| {
        let at = names
            .iter()
            .position(|known| *known == name)
            .expect("a sheet");
        cells(
            &part(&format!("xl/worksheets/sheet{}.xml", at + 1)),
            &strings,
        )
    };
    let mut figures = Figures::new();
    for row in sheet("Summary") {
        let cell = |letter: &str| row.get(letter).map_or("", String::as_str);
        if cell("C").starts_with("Link ") {
            figures.extend(of_line(cell("C")));
        }
        let is_tile = !cell("A").is_empty() && !cell("B").is_empty();
        if is_tile && !cell("C").is_empty() && !cell("C").contains("the limit of") {
            figures.insert(format!("tile.{}", cell("A")), number(cell("B")));
        }
    }
    figures.retain(|about, _| {
        !about.starts_with("tile.") || names.iter().all(|name| about != &format!("tile.{name}"))
    });
    let mut add = |about: String, count: u64| *figures.entry(about).or_default() += count;
    for row in table(&sheet("People")) {
        let side = if row["Side"] == "Azure" {
            "azure"
        } else {
            "legacy"
        };
        add(format!("{side}.{}", row["Outcome"]), 1);
    }
    for row in table(&sheet("Changes")) {
        add(format!("change.{}", row["What happens"]), 1);
    }
    for row in table(&sheet("Risks")) {
        add(format!("finding.{}", row["Code"]), number(&row["Findings"]));
    }
    figures
}

/// The text of everything between `<t>` and `</t>`.
fn inner_text(xml: &str) -> String {
    let pieces = xml.split("<t").skip(1);
    let texts = pieces.filter_map(|piece| piece.split_once('>')?.1.split_once("</t>"));
    let text: String = texts.map(|(text, _)| text).collect();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn cells(xml: &str, strings: &[String]) -> Sheet {
    let rows = xml.split("<row ").skip(1);
    let row = |row: &str| {
        let row = row.split("</row>").next().expect("a row");
        let cells = row.split("<c r=\"").skip(1).map(|cell| {
            let (place, rest) = cell.split_once('"').expect("a place");
            let letters = place
                .chars()
                .take_while(char::is_ascii_alphabetic)
                .collect();
            let value = rest
                .split_once("<v>")
                .and_then(|(_, v)| v.split_once("</v>"));
            let value = value.map_or("", |(value, _)| value);
            let text = match () {
                () if rest.contains("t=\"s\"") => strings[number(value) as usize].clone(),
                () if rest.contains("t=\"inlineStr\"") => inner_text(rest),
                () => value.to_owned(),
            };
            (letters, text)
        });
        cells.collect()
    };
    rows.map(row).collect()
}

/// The rows below the head, by what stands in it.
fn table(sheet: &Sheet) -> Vec<BTreeMap<String, String>> {
    let head = &sheet[0];
    let named = |row: &BTreeMap<String, String>| {
        let cells = head.iter().map(|(letter, name)| {
            let cell = row.get(letter).cloned().unwrap_or_default();
            (name.clone(), cell)
        });
        cells.collect::<BTreeMap<_, _>>()
    };
    let rows = sheet[1..].iter().map(named);
    rows.filter(|row| row.values().filter(|cell| !cell.is_empty()).count() > 1)
        .collect()
}
