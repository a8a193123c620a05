//! Small engagements for tests: rows of text under the attributes that importers give.

use presync_core::{
    Population, Side,
    population::{PopulationBuilder, Source},
    record::Record,
};

/// Intranet columns.
pub(crate) const LEGACY: [&str; 11] = [
    "externalId",
    "userName",
    "emails[type eq \"work\"].value",
    "name.familyName",
    "name.givenName",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location",
    "phoneNumbers[type eq \"work\"].value",
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:jobStartDate",
    "active",
    "endDate",
];
/// Azure columns.
pub(crate) const AZURE: [&str; 11] = [
    "employeeId",
    "userPrincipalName",
    "mail",
    "surname",
    "givenName",
    "department",
    "city",
    "telephoneNumber",
    "employeeHireDate",
    "accountEnabled",
    "proxyAddresses",
];

/// Rows of both sides.
#[derive(Debug, Clone)]
pub(crate) struct Engagement {
    pub(crate) legacy_header: Vec<String>,
    pub(crate) azure_header: Vec<String>,
    pub(crate) legacy: Vec<Vec<String>>,
    pub(crate) azure: Vec<Vec<String>>,
}

/// So many ordinary people who agree on both sides, row by row.
pub(crate) fn staff(people: usize) -> Engagement {
    let mut engagement = Engagement {
        legacy_header: LEGACY.map(str::to_owned).to_vec(),
        azure_header: AZURE.map(str::to_owned).to_vec(),
        legacy: Vec::new(),
        azure: Vec::new(),
    };
    for at in 0..people {
        engagement.add_person(at);
    }
    engagement
}

impl Engagement {
    /// One more ordinary person, different for each number.
    pub(crate) fn add_person(&mut self, at: usize) {
        const GIVEN: [&str; 7] = ["Anna", "Bruno", "Carla", "Dario", "Elif", "Farid", "Gunnar"];
        const SYLLABLES: [&str; 9] = [
            "ber", "dol", "fan", "gri", "hus", "kor", "lem", "mar", "nis",
        ];
        const PLACES: [&str; 4] = ["Wien", "Graz", "Bern", "Leeds"];
        const DEPARTMENTS: [&str; 5] = ["Sales", "Finance", "Legal", "Support", "IT"];
        let surname = format!(
            "{}{}{}",
            SYLLABLES[at % 9],
            SYLLABLES[at / 9 % 9],
            SYLLABLES[at / 81 % 9]
        );
        let mail = format!("user{at}@new.example");
        let (uid, phone) = (
            (1000 + at).to_string(),
            format!("+43 1 {}", 5_000_000 + at * 7_919),
        );
        let (place, department, given) = (PLACES[at % 4], DEPARTMENTS[at % 5], GIVEN[at % 7]);
        let (day, month, year) = (1 + at % 28, 1 + at % 12, 1990 + at % 30);
        let user_name = format!("user{at}");
        self.add_legacy([
            &uid,
            &user_name,
            &mail,
            &surname,
            given,
            department,
            place,
            &phone,
            &format!("{day:02}/{month:02}/{year}"),
            "Yes",
            "",
        ]);
        self.add_azure([
            &uid,
            &mail,
            &mail,
            &surname,
            given,
            department,
            place,
            &phone,
            &format!("{year}-{month:02}-{day:02}T00:00:00Z"),
            "true",
            "",
        ]);
    }

    /// One more intranet row.
    pub(crate) fn add_legacy(&mut self, row: [&str; 11]) {
        self.legacy.push(row.map(str::to_owned).to_vec());
    }

    /// One more Azure row.
    pub(crate) fn add_azure(&mut self, row: [&str; 11]) {
        self.azure.push(row.map(str::to_owned).to_vec());
    }

    /// Both sides as matching takes them.
    pub(crate) fn populations(&self) -> (Population, Population) {
        (
            population(Side::Legacy, &self.legacy_header, &self.legacy),
            population(Side::Azure, &self.azure_header, &self.azure),
        )
    }
}

fn population(side: Side, header: &[String], rows: &[Vec<String>]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "people.csv".into(),
        sheet: None,
    };
    let attributes: Vec<&str> = header.iter().map(String::as_str).collect();
    builder
        .begin_source(source, &attributes)
        .expect("few columns");
    for (number, row) in (1u32..).zip(rows) {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        let record = Record {
            number,
            line: number + 1,
            cells: &cells,
            readings: &[],
        };
        builder.push(&record).expect("few rows");
    }
    builder.finish()
}
