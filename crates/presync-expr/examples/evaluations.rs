//! Runs the expressions of a realistic mapping over a generated population and prints one JSON line: how
//! long each took and what it allocated. `cargo xtask bench expr` starts it; it decides nothing itself.
//!
//! Usage: `evaluations ROWS [PASSES]`, where each expression is run so often for its time
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host: it reads arguments and the clock, and its result is a line on stdout"
)]

use std::{error::Error, hint::black_box, time::Instant};

use presync_expr::{AttributeSlot, Context, Input, Inputs, Outcome, Program, Scratch};
use serde_json::{Value as Json, json};

/// How often each expression is run for its time, unless the caller says.
const PASSES: usize = 3;
/// Rows that are timed together: so few that most blocks are not interrupted.
const BLOCK_ROWS: usize = 500;

/// Between the values of a column with several, as populations have them.
const VALUE_SEPARATOR: char = '\u{1f}';

/// The columns that the expressions read.
const COLUMNS: [&str; 14] = [
    "userPrincipalName",
    "mail",
    "givenName",
    "surname",
    "jobTitle",
    "department",
    "companyName",
    "country",
    "city",
    "postalCode",
    "telephoneNumber",
    "employeeHireDate",
    "IsSoftDeleted",
    "proxyAddresses",
];

/// The mappings, and whether each is a simple one: no regular expression, no date, no list.
const MAPPINGS: [(&str, bool); 20] = [
    ("[userPrincipalName]", true),
    ("ToLower([userPrincipalName], )", true),
    (
        r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#,
        true,
    ),
    ("Coalesce([mail], [userPrincipalName])", true),
    ("[givenName]", true),
    ("NormalizeDiacritics([surname])", true),
    (r#"Join(" ", [givenName], [surname])"#, true),
    (r#"Append(Left([givenName], 1), [surname])"#, true),
    ("StripSpaces([postalCode])", true),
    ("Mid([postalCode], 1, 4)", true),
    ("ToUpper([country], )", true),
    ("PCase([city])", true),
    (DEPARTMENTS, true),
    (r#"IIF([country] = "de", "de-DE", "en-GB")"#, true),
    ("IgnoreFlowIfNullOrEmpty([mail])", true),
    (
        r#"Replace([userPrincipalName], "contoso.example", , , "intranet.example", , )"#,
        true,
    ),
    (
        r#"ToLower(Join("@", NormalizeDiacritics(Join(".", [givenName], [surname])), "contoso.example"), )"#,
        false,
    ),
    (REGEX, false),
    (
        r#"FormatDateTime([employeeHireDate], , "yyyy-MM-dd", "dd.MM.yyyy")"#,
        false,
    ),
    (r#"Join(";", [proxyAddresses])"#, false),
];

/// A table as sites have it, long enough to be looked up instead of walked through.
const DEPARTMENTS: &str = r#"Switch([department], "Other", "Sales", "Commercial", "Marketing", "Commercial", "Finance", "Back Office", "People", "Back Office", "Legal", "Back Office", "Engineering", "Product", "Design", "Product", "Support", "Customers", "Logistics", "Operations", "Facilities", "Operations")"#;

/// The mapping that is set against the bare engine, which runs [`BARE_PATTERN`].
const REGEX: &str = r#"Replace([telephoneNumber], , "[()\\s-]+", , "", , )"#;
const BARE_PATTERN: &str = r"[()\s-]+";
const BARE_COLUMN: &str = "telephoneNumber";

const GIVEN: [&str; 12] = [
    "Ana", "Björn", "Chloé", "Dieter", "Elif", "Farid", "Grace", "Hanna", "Ivan", "Jürgen",
    "Karin", "Luis",
];
const FAMILY: [&str; 12] = [
    "Okoro",
    "Lindström",
    "Moreau",
    "Müller",
    "Kowalska",
    "de Vries",
    "Smith",
    "Nowak",
    "García",
    "O'Brien",
    "Silva",
    "Weber",
];
const OFFICES: [&str; 9] = [
    "Sales",
    "Finance",
    "People",
    "Engineering",
    "Design",
    "Support",
    "Research",
    "Logistics",
    "Board",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows = arguments
        .next()
        .ok_or("usage: evaluations ROWS [PASSES]")?
        .parse()?;
    let passes = arguments.next().map_or(Ok(PASSES), |text| text.parse())?;
    let people = people(rows);
    let mappings: Result<Vec<Json>, _> = MAPPINGS
        .into_iter()
        .map(|(text, simple)| measure(&people, text, simple, passes))
        .collect();
    let bare = bare(&people, passes)?;
    let said = json!({
        "rows": rows,
        "mappings": mappings?,
        "regex": REGEX,
        "bare_regex_seconds": bare,
    });
    println!("{said}");
    Ok(())
}

/// One attribute of all people: its texts one after another, and where each ends.
#[derive(Default)]
struct Column {
    texts: String,
    ends: Vec<usize>,
}

impl Column {
    fn push(&mut self, text: &str) {
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
    }

    fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.texts[start..self.ends[row]]
    }
}

/// People whose values repeat as those of a real tenant do; every seventh has no mail.
fn people(rows: u32) -> Vec<Column> {
    let mut columns: Vec<Column> = COLUMNS.iter().map(|_| Column::default()).collect();
    for number in 1..=rows {
        for (column, cell) in columns.iter_mut().zip(cells(number)) {
            column.push(&cell);
        }
    }
    columns
}

fn cells(number: u32) -> Vec<String> {
    let spread = (number.wrapping_mul(2_654_435_761) >> 8) as usize;
    let (given, family) = (GIVEN[spread % 12], FAMILY[spread / 12 % 12]);
    let address = format!("{given}.{family}{number}@contoso.example");
    vec![
        address.clone(),
        if number.is_multiple_of(7) {
            String::new()
        } else {
            address.clone()
        },
        given.to_owned(),
        family.to_owned(),
        "Team Lead".to_owned(),
        OFFICES[spread / 144 % 9].to_owned(),
        "Contoso".to_owned(),
        ["de", "gb", "fr"][spread % 3].to_owned(),
        "BAD HOMBURG VOR DER HÖHE"
            .split_at(if number.is_multiple_of(3) { 25 } else { 11 })
            .0
            .to_owned(),
        format!("{:05} {:02}", spread % 100_000, spread % 100),
        format!(
            "+49 ({:03}) {:03}-{:04}",
            spread % 1000,
            spread / 7 % 1000,
            spread / 11 % 10_000
        ),
        format!(
            "{:04}-{:02}-{:02}",
            1990 + spread % 35,
            1 + spread % 12,
            1 + spread % 28
        ),
        if number.is_multiple_of(50) {
            "True"
        } else {
            "False"
        }
        .to_owned(),
        format!("SMTP:{address}{VALUE_SEPARATOR}smtp:{number}@old.example"),
    ]
}

/// A person as a row; a slot is the number of the column.
struct Person<'p> {
    columns: &'p [Column],
    row: usize,
}

impl Inputs for Person<'_> {
    fn value(&self, slot: AttributeSlot) -> Input<'_> {
        match self.columns[slot.0 as usize].get(self.row) {
            "" => Input::Null,
            texts if texts.contains(VALUE_SEPARATOR) => Input::Joined {
                texts,
                separator: VALUE_SEPARATOR,
            },
            text => Input::Text(text),
        }
    }
}

fn measure(
    people: &[Column],
    text: &str,
    simple: bool,
    passes: usize,
) -> Result<Json, Box<dyn Error>> {
    let slot = |name: &str| u32::try_from(column(name)?).ok().map(AttributeSlot);
    let program =
        Program::compile(text, &slot).map_err(|problems| format!("{text}: {problems:?}"))?;
    let context = Context {
        now: jiff::Timestamp::UNIX_EPOCH,
        seed: 0,
        existing: &[],
    };
    let scratch = Scratch::default();
    let mut errors = 0_u32;
    let mut run = |row| {
        let person = Person {
            columns: people,
            row,
        };
        let outcome = program.evaluate_with(&person, &context, &scratch);
        errors += u32::from(matches!(outcome, Outcome::Error(_)));
        scratch.reclaim(black_box(outcome));
    };
    let rows = people[0].ends.len();
    let allocated = allocation_counter::measure(|| (0..rows).for_each(&mut run));
    let seconds = fastest(passes, rows, &mut run);
    Ok(json!({
        "expression": text,
        "simple": simple,
        "seconds": seconds,
        "allocations": allocated.count_total,
        "errors": errors / (1 + u32::try_from(passes)?),
    }))
}

/// The bare engine over the same column.
fn bare(people: &[Column], passes: usize) -> Result<f64, Box<dyn Error>> {
    let regex = regex::Regex::new(BARE_PATTERN)?;
    let column = &people[column(BARE_COLUMN).ok_or("no such column")?];
    Ok(fastest(passes, column.ends.len(), |row| {
        black_box(regex.replace_all(column.get(row), ""));
    }))
}

/// How long all rows take, in seconds: block by block the fastest of some passes, since what else the
/// machine does only slows one down.
fn fastest(passes: usize, rows: usize, mut run: impl FnMut(usize)) -> f64 {
    let mut blocks = vec![f64::INFINITY; rows.div_ceil(BLOCK_ROWS)];
    for _ in 0..passes {
        for (at, fastest) in blocks.iter_mut().enumerate() {
            let began = Instant::now();
            let start = at * BLOCK_ROWS;
            (start..rows.min(start + BLOCK_ROWS)).for_each(&mut run);
            *fastest = fastest.min(began.elapsed().as_secs_f64());
        }
    }
    blocks.into_iter().sum()
}

fn column(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|known| *known == name)
}
