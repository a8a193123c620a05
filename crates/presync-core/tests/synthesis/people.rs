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
    "extensionAttribute2",
    "extensionAttribute3",
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

    fn digits(&mut self, count: usize) -> String {
        (0..count).fold(String::new(), |mut text, _| {
            let _ = write!(text, "{}", self.roll(10));
            text
        })
    }
}

/// The cells of one person.
fn person(dice: &mut Dice, number: usize) -> Vec<String> {
    let (given, surname) = (*dice.of(GIVEN), *dice.of(SURNAMES));
    let (city, postcode, country, code) = *dice.of(CITIES);
    let (unit, department) = *dice.of(DEPARTMENTS);
    let domain = *dice.of(DOMAINS);
    let ascii = |text: &str| -> String {
        let plain: String = text.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        plain
    };
    let alias = format!(
        "{}{}{number}",
        ascii(surname),
        ascii(given).get(..1).unwrap_or("x")
    );
    let mail = format!("{}.{}@{domain}", ascii(given), alias);
    let (year, month, day) = (1990 + dice.roll(35), 1 + dice.roll(12), 1 + dice.roll(28));
    let (left_year, left_month, left_day) =
        (1960 + dice.roll(40), 1 + dice.roll(12), 1 + dice.roll(28));
    let sometimes = |percent: usize, text: String, dice: &mut Dice| {
        if dice.hits(percent) {
            text
        } else {
            String::new()
        }
    };
    let preferred = (*dice.of(PREFERRED)).to_owned();
    let phone = format!("+49 {} {}", 30 + dice.roll(60), dice.digits(7));
    let mobile = format!(
        "+1 {} {} {}",
        200 + dice.roll(700),
        100 + dice.roll(900),
        1000 + dice.roll(9000)
    );
    let id = format!("{}", 1 + dice.roll(99_999));
    let floor = format!(
        "{code}-{}-{:02}",
        ["North", "South", "Campus"][dice.roll(3)],
        dice.roll(12)
    );
    vec![
        format!("{number:08x}-{:04x}", dice.roll(65_536)),
        format!("{}@corp.example", alias.to_lowercase()),
        mail,
        alias.clone(),
        format!("{surname}, {given}"),
        given.to_owned(),
        surname.to_owned(),
        sometimes(12, preferred, dice),
        sometimes(95, (*dice.of(TITLES)).to_owned(), dice),
        department.to_owned(),
        if domain.starts_with('c') {
            "Contoso Ltd"
        } else {
            "Fabrikam GmbH"
        }
        .to_owned(),
        sometimes(90, floor, dice),
        sometimes(
            92,
            format!("{} {}", *dice.of(STREETS), 1 + dice.roll(150)),
            dice,
        ),
        city.to_owned(),
        sometimes(90, postcode.to_owned(), dice),
        country.to_owned(),
        code.to_owned(),
        sometimes(85, phone, dice),
        sometimes(70, mobile, dice),
        id.clone(),
        sometimes(96, format!("{year}-{month:02}-{day:02}T00:00:00Z"), dice),
        sometimes(
            97,
            format!("{left_day:02}/{left_month:02}/{left_year}"),
            dice,
        ),
        unit.to_owned(),
        format!("EMP-{:06}", id.parse::<usize>().unwrap()),
        sometimes(90, format!("{unit} - {department}"), dice),
        sometimes(60, (*dice.of(TITLES)).to_uppercase(), dice),
        sometimes(50, format!("+44 20 {}", dice.digits(8)), dice),
        ["A1", "B2", "C3", "D4"][dice.roll(4)].to_owned(),
        format!("CC{}", 100 + dice.roll(40)),
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
    builder.begin_source(source, names).unwrap();
    for (number, row) in (1..).zip(rows) {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        builder
            .push(&Record {
                number,
                line: number,
                cells: &cells,
                readings: &[],
            })
            .unwrap();
    }
    builder.finish()
}
