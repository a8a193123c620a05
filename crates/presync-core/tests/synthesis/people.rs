//! Invented people of several cultures as an Azure population. Which ones they are follows from a seed.

use std::fmt::Write;

use presync_core::{
    Population, Side,
    population::{PopulationBuilder, Source},
    record::Record,
};

const GIVEN: &[&str] = &[
    "Anna",
    "José",
    "Zoë",
    "Li",
    "Mary Ann",
    "Jean-Pierre",
    "Søren",
    "Łukasz",
    "Fatima",
    "Bo",
    "Chidi",
    "Noor",
    "Ivana",
    "Günter",
    "Aoife",
    "Hiroshi",
    "Priya",
    "Tomás",
    "Ewa",
    "Kofi",
    "Émile",
    "Ingrid",
    "Omar",
    "Yuki",
    "Siân",
    "Mateo",
    "Olga",
    "Rui",
    "Hanne",
    "Derya",
];
const SURNAMES: &[&str] = &[
    "Smith",
    "García",
    "O'Brien",
    "Müller",
    "van der Berg",
    "Nguyễn",
    "Kowalski",
    "Ødegård",
    "Okafor",
    "Lindström",
    "Smith-Jones",
    "Tanaka",
    "Novák",
    "de la Cruz",
    "Petrov",
    "Iyer",
    "Ferreira",
    "Haddad",
    "McDonald",
    "Weiß",
    "Rossi",
    "Larsen",
    "Moreau",
    "Çelik",
    "Byrne",
    "Hughes",
    "Mensah",
    "Silva",
    "Jansen",
    "Kim",
    "Walker",
    "Horvat",
    "Eriksen",
    "Dubois",
];
const CITIES: &[(&str, &str, &str, &str)] = &[
    ("Leeds", "LS1 4AP", "United Kingdom", "GB"),
    ("München", "80331", "Germany", "DE"),
    ("New York", "10001", "United States", "US"),
    ("Kraków", "30-001", "Poland", "PL"),
    ("Porto", "4000-066", "Portugal", "PT"),
    ("Aarhus", "8000", "Denmark", "DK"),
];
const DEPARTMENTS: &[(&str, &str)] = &[
    ("FIN", "Finance"),
    ("HR", "Human Resources"),
    ("IT", "Information Technology"),
    ("OPS", "Operations"),
    ("MKT", "Marketing"),
    ("LEG", "Legal"),
    ("RND", "Research & Development"),
    ("SAL", "Sales"),
];
const TITLES: &[&str] = &[
    "Analyst",
    "Senior Analyst",
    "Team Lead",
    "Engineer",
    "Chief Engineer",
    "Clerk",
    "Director",
    "Office Manager",
    "Technician",
    "Consultant",
];
const STREETS: &[&str] = &[
    "High Street",
    "Hauptstraße",
    "5th Avenue",
    "Rua Nova",
    "Mill Lane",
];
const DOMAINS: &[&str] = &[
    "contoso.example",
    "contoso.example",
    "contoso.example",
    "fabrikam.example",
];
const PREFERRED: &[&str] = &["Bob", "Sasha", "Annie", "Max", "Kit", "Pepe"];

/// The attributes that these people have, in order.
pub(crate) const NAMES: &[&str] = &[
    "objectId",
    "userPrincipalName",
    "mail",
    "mailNickname",
    "displayName",
    "givenName",
    "surname",
    "extension_0a1b_preferredName",
    "jobTitle",
    "department",
    "companyName",
    "physicalDeliveryOfficeName",
    "streetAddress",
    "city",
    "postalCode",
    "country",
    "usageLocation",
    "telephoneNumber",
    "mobile",
    "employeeId",
    "employeeHireDate",
    "extensionAttribute1",
    "extensionAttribute3",
    "extensionAttribute2",
    "extensionAttribute4",
    "extensionAttribute5",
    "extensionAttribute6",
    "extensionAttribute7",
    "extensionAttribute8",
];

/// A small generator of numbers (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    pub(crate) fn hits(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    fn of<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.roll(list.len())]
    }

    fn sometimes(&mut self, percent: usize, text: String) -> String {
        if self.hits(percent) {
            text
        } else {
            String::new()
        }
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).fold(String::new(), |mut text, _| {
            let _ = write!(text, "{}", self.roll(10));
            text
        })
    }
}

/// The cells of one person.
fn person(dice: &mut Dice, number: usize) -> Vec<String> {
    let domain = *dice.of(DOMAINS);
    let mut cells = named(dice, number, domain);
    let (city, postcode, country, code) = *dice.of(CITIES);
    let (unit, department) = *dice.of(DEPARTMENTS);
    let company = match domain {
        "contoso.example" => "Contoso Ltd",
        _ => "Fabrikam GmbH",
    };
    let side = ["North", "South", "Campus"][dice.roll(3)];
    let floor = format!("{code}-{side}-{:02}", dice.roll(12));
    let street = format!("{} {}", *dice.of(STREETS), 1 + dice.roll(150));
    let title = (*dice.of(TITLES)).to_owned();
    cells.extend([
        dice.sometimes(95, title),
        department.to_owned(),
        company.to_owned(),
        dice.sometimes(90, floor),
        dice.sometimes(92, street),
        city.to_owned(),
        dice.sometimes(90, postcode.to_owned()),
        country.to_owned(),
        code.to_owned(),
    ]);
    cells.extend(numbered(dice));
    let title = (*dice.of(TITLES)).to_uppercase();
    let extension = format!("+44 20 {}", dice.digits(8));
    cells.extend([
        unit.to_owned(),
        dice.sometimes(90, format!("{unit} - {department}")),
        dice.sometimes(60, title),
        dice.sometimes(50, extension),
        ["A1", "B2", "C3", "D4"][dice.roll(4)].to_owned(),
        format!("CC{}", 100 + dice.roll(40)),
    ]);
    cells
}

/// Who they are, from `objectId` to the preferred name.
fn named(dice: &mut Dice, number: usize, domain: &str) -> Vec<String> {
    let (given, surname) = (*dice.of(GIVEN), *dice.of(SURNAMES));
    let ascii = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.collect()
    };
    let initial = ascii(given).get(..1).unwrap_or("x").to_owned();
    let alias = format!("{}{initial}{number}", ascii(surname));
    let preferred = (*dice.of(PREFERRED)).to_owned();
    vec![
        format!("{number:08x}-{:04x}", dice.roll(65_536)),
        format!("{}@corp.example", alias.to_lowercase()),
        format!("{}.{alias}@{domain}", ascii(given)),
        alias,
        format!("{surname}, {given}"),
        given.to_owned(),
        surname.to_owned(),
        dice.sometimes(12, preferred),
    ]
}

/// Telephones, the number of the employee, and dates.
fn numbered(dice: &mut Dice) -> Vec<String> {
    let phone = format!("+49 {} {}", 30 + dice.roll(60), dice.digits(7));
    let area = 200 + dice.roll(700);
    let mobile = format!("+1 {area} {} {}", 100 + dice.roll(900), dice.digits(4));
    let id = 1 + dice.roll(99_999);
    let (year, month, day) = (1990 + dice.roll(35), 1 + dice.roll(12), 1 + dice.roll(28));
    let hired = format!("{year}-{month:02}-{day:02}T00:00:00Z");
    let (year, month, day) = (1960 + dice.roll(40), 1 + dice.roll(12), 1 + dice.roll(28));
    let born = format!("{day:02}/{month:02}/{year}");
    vec![
        dice.sometimes(85, phone),
        dice.sometimes(70, mobile),
        id.to_string(),
        dice.sometimes(96, hired),
        dice.sometimes(97, born),
        format!("EMP-{id:06}"),
    ]
}

/// So many people.
pub(crate) fn cells(count: usize, seed: u64) -> Vec<Vec<String>> {
    let mut dice = Dice(seed);
    (0..count).map(|number| person(&mut dice, number)).collect()
}

/// A population of one side from its cells.
pub(crate) fn population(side: Side, names: &[&str], rows: &[Vec<String>]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "people.csv".to_owned(),
        sheet: None,
    };
    builder
        .begin_source(source, names)
        .expect("few attributes fit");
    for (number, row) in (1..).zip(rows) {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        builder
            .push(&Record {
                number,
                line: number,
                cells: &cells,
                readings: &[],
            })
            .expect("few people fit");
    }
    builder.finish()
}
