//! Whether a confidence means what it says: columns of invented people under headers of many languages,
//! each with the attribute that it truly holds.

use presync_core::Side;
use presync_import::{Inspection, relate};

use crate::boundary::{Given, side};

const GIVEN: [&str; 20] = [
    "Ada", "Ben", "Chloé", "Dieter", "Ewa", "Finn", "Gül", "Hiro", "Inès", "Jan", "Kofi", "Lena",
    "Marek", "Nora", "Olaf", "Piotr", "Quentin", "Rosa", "Sven", "Tine",
];
const FAMILY: [&str; 24] = [
    "Okoro",
    "Lindström",
    "Moreau",
    "Müller",
    "Kowalska",
    "de Vries",
    "Yılmaz",
    "Tanaka",
    "García",
    "Nowak",
    "Mensah",
    "Schmidt",
    "Wiśniewski",
    "Jansen",
    "Olsen",
    "Zielińska",
    "Dubois",
    "López",
    "Berg",
    "Bakker",
    "Fischer",
    "Petit",
    "Ruiz",
    "Weber",
];
const DEPARTMENTS: [&str; 8] = [
    "Finance",
    "Legal",
    "Sales",
    "IT",
    "Quality",
    "Logistics",
    "Research",
    "Purchasing",
];
const CITIES: [&str; 6] = ["Leeds", "Köln", "Lyon", "Gdańsk", "Utrecht", "Sevilla"];
const JOBS: [&str; 9] = [
    "Analyst",
    "Engineer",
    "Clerk",
    "Head of unit",
    "Buyer",
    "Counsel",
    "Driver",
    "Nurse",
    "Tester",
];

/// What a column holds, by a name for the truth, and the value of one person in it.
type Holds = (&'static str, fn(usize) -> String);

fn given(n: usize) -> String {
    GIVEN[n * 7 % GIVEN.len()].into()
}

fn family(n: usize) -> String {
    FAMILY[(n * 5 + n / 24) % FAMILY.len()].into()
}

fn mail(n: usize) -> String {
    format!(
        "{}.{}{n}@contoso.test",
        given(n),
        family(n).replace(' ', "")
    )
    .to_lowercase()
}

fn boss(n: usize) -> usize {
    n / 12
}

/// What the intranet may hold.
const TRUTH: &[Holds] = &[
    ("externalId", |n| (10_400_000 + n * 13).to_string()),
    ("userName", |n| {
        format!("{}{}", &given(n)[..1], 1000 + n).to_lowercase()
    }),
    ("emails[type eq \"work\"].value", mail),
    ("name.givenName", given),
    ("name.familyName", family),
    ("displayName", |n| format!("{} {} {n}", given(n), family(n))),
    ("department", |n| DEPARTMENTS[n % DEPARTMENTS.len()].into()),
    ("location", |n| CITIES[n * 3 % 7 % CITIES.len()].into()),
    ("title", |n| JOBS[n * 2 % JOBS.len()].into()),
    ("manager", |n| mail(boss(n))),
    ("phoneNumbers[type eq \"work\"].value", |n| {
        format!("+49 221 55{:04}", n * 3)
    }),
    ("", |n| (100 + n % 80).to_string()),
    ("", |n| {
        format!("{:02}.{:02}.19{}", n % 28 + 1, n % 12 + 1, 60 + n % 40)
    }),
    ("", |n| format!("private{n}@mail.test")),
    ("", |n| ["A", "B", "C"][n % 3].into()),
    ("", |n| format!("Raum {}", n % 37)),
    ("", |n| GIVEN[(n + 3) % 5].into()),
];

/// Headers in the order of the truth.
const LANGUAGES: &[(&str, [&str; 17])] = &[
    (
        "German",
        [
            "Personalnummer",
            "Anmeldename",
            "Mailadresse",
            "Vorname",
            "Nachname",
            "Anzeigename",
            "Abteilung",
            "Standort",
            "Funktion",
            "Vorgesetzter",
            "Rufnummer",
            "Durchwahl",
            "Geburtsdatum",
            "Privat",
            "Stufe",
            "Büro",
            "Pate",
        ],
    ),
    (
        "French",
        [
            "Matricule",
            "Identifiant",
            "Courriel",
            "Prénom",
            "Nom",
            "Nom complet",
            "Service",
            "Ville",
            "Fonction",
            "Responsable",
            "Téléphone",
            "Poste",
            "Naissance",
            "Privé",
            "Niveau",
            "Bureau",
            "Parrain",
        ],
    ),
    (
        "Spanish",
        [
            "Número",
            "Cuenta",
            "Correo",
            "Nombre",
            "Apellidos",
            "Nombre completo",
            "Departamento",
            "Sede",
            "Cargo",
            "Jefe",
            "Teléfono",
            "Extensión",
            "Nacimiento",
            "Particular",
            "Nivel",
            "Despacho",
            "Tutor",
        ],
    ),
    (
        "Dutch",
        [
            "Personeelsnummer",
            "Gebruikersnaam",
            "Mailadres",
            "Voornaam",
            "Achternaam",
            "Weergavenaam",
            "Afdeling",
            "Vestiging",
            "Functie",
            "Leidinggevende",
            "Telefoon",
            "Toestel",
            "Geboortedatum",
            "Privé",
            "Schaal",
            "Kamer",
            "Mentor",
        ],
    ),
    (
        "Polish",
        [
            "Numer",
            "Konto",
            "Poczta",
            "Imię",
            "Nazwisko",
            "Pełna nazwa",
            "Dział",
            "Miasto",
            "Stanowisko",
            "Przełożony",
            "Numer telefonu",
            "Wewnętrzny",
            "Data urodzenia",
            "Prywatny",
            "Poziom",
            "Pokój",
            "Opiekun",
        ],
    ),
    (
        "none",
        [
            "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12", "k13",
            "k14", "k15", "k16", "k17",
        ],
    ),
];

/// People of the intranet, of whom every sixth left Azure.
const LEGACY: std::ops::Range<usize> = 0..240;
const AZURE: std::ops::Range<usize> = 40..300;

fn azure() -> String {
    let mut csv =
        "id;userPrincipalName;mail;onPremisesSamAccountName;employeeId;givenName;surname;\
        displayName;department;city;jobTitle;telephoneNumber\n"
            .to_owned();
    for n in AZURE {
        let of = |truth: &str| {
            TRUTH
                .iter()
                .find(|(name, _)| *name == truth)
                .expect("named")
                .1(n)
        };
        csv += &format!(
            "{n:08x}-5b1f-4c2a-9d3e-{n:012x};{n}@login.test;{};{};{};{};{};{};{};{};{};{}\n",
            of("emails[type eq \"work\"].value"),
            of("userName"),
            of("externalId"),
            given(n),
            family(n),
            of("displayName"),
            of("department"),
            of("location"),
            of("title"),
            of("phoneNumbers[type eq \"work\"].value"),
        );
    }
    csv
}

fn legacy(headers: &[&str]) -> String {
    let mut csv = headers.join(";") + "\n";
    for n in LEGACY {
        let cells: Vec<String> = TRUTH.iter().map(|(_, value)| value(n)).collect();
        csv += &(cells.join(";") + "\n");
    }
    csv
}

/// Of each column: the truth, what it was read as, and how surely.
fn judged(headers: &[&str]) -> Vec<(&'static str, String, u8)> {
    let files = [(azure(), Side::Azure), (legacy(headers), Side::Legacy)].map(|(csv, read_as)| {
        let given = Given::file("x.csv", csv.as_bytes());
        let inspection = given.inspect(&side(read_as)).expect("readable");
        (given, inspection)
    });
    let (_given, mut inspections): (Vec<Given>, Vec<Inspection>) = files.into_iter().unzip();
    relate(&mut inspections);
    let columns = TRUTH.iter().zip(&inspections[1].columns);
    columns
        .map(|((truth, _), column)| {
            let read = &column.column;
            let attribute = match read.known {
                true => read.attribute.rsplit("User:").next().unwrap_or_default(),
                false => "",
            };
            (*truth, attribute.to_owned(), read.confidence)
        })
        .collect()
}

#[test]
fn a_confidence_is_a_share_of_right_answers() {
    let mut bands = [(0, 0), (0, 0)];
    let mut found = 0;
    let mut findable = 0;
    for (language, headers) in LANGUAGES {
        for ((truth, read, confidence), header) in judged(headers).into_iter().zip(headers) {
            findable += usize::from(!truth.is_empty());
            if read.is_empty() {
                continue;
            }
            let is_right = read == truth;
            found += usize::from(is_right);
            let band = &mut bands[usize::from(confidence >= 85)];
            band.0 += usize::from(is_right);
            band.1 += 1;
            assert!(
                is_right || confidence < 85,
                "{language} {header}: {read} at {confidence}"
            );
        }
    }
    let [(right, all), (sure_right, sure)] = bands;
    assert!(
        found * 100 >= findable * 85,
        "{found} of {findable} are found"
    );
    assert!(
        right * 100 >= all * 60,
        "{right} of {all} below 85 are right"
    );
    assert!(
        sure_right == sure && sure >= 30,
        "{sure_right} of {sure} from 85 on are right"
    );
}
