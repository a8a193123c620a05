//! Sheets with headers of other languages, by themselves: nothing of the other side explains them.

use presync_core::Side;
use presync_import::{Inspection, ReadOptions};

use crate::boundary::{Given, side};

fn inspect(read_as: Side, lines: &[&str]) -> Inspection {
    let text = lines.join("\n") + "\n";
    let inspection = Given::file("liste.csv", text.as_bytes()).inspect(&side(read_as));
    inspection.expect("readable")
}

/// Header, attribute (none for an additional field), and whether it is sure, column by column.
fn check(read_as: Side, lines: &[&str], expect: &[(&str, Option<&str>, bool)]) {
    let inspection = inspect(read_as, lines);
    let read: Vec<(&str, Option<&str>, bool)> = inspection
        .columns
        .iter()
        .map(|column| {
            let column = &column.column;
            let short = column.attribute.rsplit("User:").next();
            let sure = column.confidence >= 85;
            (column.header.as_str(), short.filter(|_| column.known), sure)
        })
        .collect();
    assert_eq!(read, expect);
}

const MAIL: Option<&str> = Some("emails[type eq \"work\"].value");
const PHONE: Option<&str> = Some("phoneNumbers[type eq \"work\"].value");
const MOBILE: Option<&str> = Some("phoneNumbers[type eq \"mobile\"].value");

#[test]
fn a_german_staff_list() {
    check(
        Side::Legacy,
        &[
            "Personalliste Stand 01.05.2026",
            "",
            "Personal-Nr.;Anrede;Titel;Name;Vorname;Benutzername;E-Mail-Adresse;Abteilung;Funktion;Standort;Büro;Telefon;Handy;Vorgesetzter;Eintritt;Austrittsdatum;Aktiv;Sprache;Kostenstelle",
            "100231;Frau;Dr.;Müller;Anna;amueller;anna.mueller@firma.test;Einkauf;Sachbearbeiterin;Köln;3.12;+49 221 5500-12;+49 171 5550012;Jan Lindner;01.04.2012;;ja;de;4711",
            "100232;Herr;;Lindner;Jan;jlindner;jan.lindner@firma.test;Einkauf;Leiter;Köln;3.14;+49 221 5500-14;+49 171 5550014;Ute Groß;13.10.2015;31.12.2026;ja;de;4711",
            "100233;Frau;;Groß;Ute;ugross;ute.gross@firma.test;Vertrieb;Geschäftsführerin;Bonn;1.01;+49 228 5500-1;+49 171 5550001;Eva von der Heide;15.01.2009;;nein;en;4712",
        ],
        &[
            ("Personal-Nr.", Some("externalId"), false),
            ("Anrede", Some("name.title"), true),
            ("Titel", None, false),
            ("Name", Some("name.familyName"), false),
            ("Vorname", Some("name.givenName"), true),
            ("Benutzername", Some("userName"), true),
            ("E-Mail-Adresse", MAIL, true),
            ("Abteilung", Some("department"), true),
            ("Funktion", Some("title"), false),
            ("Standort", Some("location"), true),
            ("Büro", None, false),
            ("Telefon", PHONE, true),
            ("Handy", MOBILE, true),
            ("Vorgesetzter", Some("manager.displayName"), true),
            ("Eintritt", Some("jobStartDate"), false),
            ("Austrittsdatum", Some("endDate"), true),
            ("Aktiv", Some("active"), true),
            ("Sprache", Some("preferredLanguage"), true),
            ("Kostenstelle", None, false),
        ],
    );
}

#[test]
fn a_french_staff_list() {
    check(
        Side::Legacy,
        &[
            "Matricule;Civilité;Nom;Prénom;Identifiant;Adresse e-mail;Service;Intitulé du poste;Société;Site;Téléphone;Portable;Responsable hiérarchique;Date d'embauche;Statut;Mot de passe",
            "A1021;Mme;Lefèvre;Chloé;clefevre;chloe.lefevre@societe.test;Achats;Acheteuse;Dupont SA;Lyon;+33 4 72 00 00 01;+33 6 12 00 00 01;mdubois@societe.test;01/09/2014;actif;geheim1",
            "A1022;M.;Dubois;Marc;mdubois;marc.dubois@societe.test;Achats;Directeur;Dupont SA;Lyon;+33 4 72 00 00 02;+33 6 12 00 00 02;elaurent@societe.test;15/01/2010;actif;geheim2",
            "A1023;Mme;Laurent;Élise;elaurent;elise.laurent@societe.test;Ventes;Présidente;Dupont SA;Paris;+33 1 72 00 00 03;+33 6 12 00 00 03;;02/02/2005;inactif;geheim3",
        ],
        &[
            ("Matricule", Some("externalId"), false),
            ("Civilité", Some("name.title"), true),
            ("Nom", Some("name.familyName"), false),
            ("Prénom", Some("name.givenName"), true),
            ("Identifiant", Some("userName"), false),
            ("Adresse e-mail", MAIL, true),
            ("Service", Some("department"), false),
            ("Intitulé du poste", Some("title"), true),
            ("Société", Some("organization"), true),
            ("Site", Some("location"), true),
            ("Téléphone", PHONE, true),
            ("Portable", MOBILE, false),
            ("Responsable hiérarchique", Some("manager"), true),
            ("Date d'embauche", Some("jobStartDate"), true),
            ("Statut", Some("active"), false),
            ("Mot de passe", None, false),
        ],
    );
}

#[test]
fn a_german_export_of_entra() {
    check(
        Side::Azure,
        &[
            "Objekt-ID;Benutzerprinzipalname;Anzeigename;Vorname;Nachname;Position;Abteilung;Firma;Büro;Ort;Telefon;Mobil;Personalnummer;Konto aktiviert",
            "2f657c71-86ba-486e-a729-fb478c11ce69;ada@firma.test;Ada Okoro;Ada;Okoro;Analystin;IT;Contoso;3.12;Köln;+49 221 1;+49 171 1;100231;Ja",
            "2f657c71-86ba-486e-a729-fb478c11ce70;bo@firma.test;Bo Lind;Bo;Lind;Leiter;IT;Contoso;3.14;Bonn;+49 221 2;+49 171 2;100232;Nein",
        ],
        &[
            ("Objekt-ID", Some("objectId"), true),
            ("Benutzerprinzipalname", Some("userPrincipalName"), true),
            ("Anzeigename", Some("displayName"), true),
            ("Vorname", Some("givenName"), true),
            ("Nachname", Some("surname"), true),
            ("Position", Some("jobTitle"), false),
            ("Abteilung", Some("department"), true),
            ("Firma", Some("companyName"), true),
            ("Büro", Some("physicalDeliveryOfficeName"), false),
            ("Ort", Some("city"), false),
            ("Telefon", Some("telephoneNumber"), true),
            ("Mobil", Some("mobile"), true),
            ("Personalnummer", Some("employeeId"), true),
            ("Konto aktiviert", Some("accountEnabled"), true),
        ],
    );
}

/// Of each language: user name, given name, surname, address, department, job, telephone.
const LISTS: [&str; 8] = [
    "Nombre de usuario;Nombre;Apellidos;Correo electrónico;Departamento;Puesto;Teléfono",
    "Nome utente;Nome;Cognome;Indirizzo email;Reparto;Mansione;Telefono",
    "Gebruikersnaam;Voornaam;Naam;E-mailadres;Afdeling;Functie;Telefoonnummer",
    "Nome de utilizador;Nome próprio;Apelido;Correio eletrónico;Departamento;Função;Telefone",
    "Nazwa użytkownika;Imię;Nazwisko;Adres e-mail;Dział;Stanowisko;Numer telefonu",
    "Brugernavn;Fornavn;Efternavn;E-mail;Afdeling;Stilling;Telefon",
    "Användarnamn;Förnamn;Efternamn;E-postadress;Avdelning;Befattning;Telefonnummer",
    "Brukernavn;Fornavn;Etternavn;E-postadresse;Avdeling;Stillingstittel;Telefon",
];

#[test]
fn the_same_in_eight_more_languages() {
    for headers in LISTS {
        let inspection = inspect(
            Side::Legacy,
            &[
                headers,
                "aokoro;Ada;Okoro;ada@x.test;Legal;Counsel;+44 20 7946 0001",
                "blind;Bo;Lind;bo@x.test;Sales;Buyer;+44 20 7946 0002",
                "cday;Cy;Day;cy@x.test;Sales;Clerk;+44 20 7946 0003",
            ],
        );
        let columns = inspection.columns.iter();
        let read: Vec<&str> = columns
            .map(|column| {
                column
                    .column
                    .attribute
                    .rsplit("User:")
                    .next()
                    .unwrap_or_default()
            })
            .collect();
        let expect = "userName | name.givenName | name.familyName | emails[type eq \"work\"].value | \
            department | title | phoneNumbers[type eq \"work\"].value";
        assert_eq!(read.join(" | "), expect, "{headers}");
    }
}

#[test]
fn a_word_that_means_several_things_is_decided_by_what_stands_there() {
    let read = |headers: &str, rows: [&str; 3]| {
        let inspection = inspect(Side::Legacy, &[headers, rows[0], rows[1], rows[2]]);
        let column = inspection.columns.last().map(|last| last.column.clone());
        let column = column.expect("a column");
        assert!(column.confidence < 85, "{headers}: {}", column.confidence);
        if column.known {
            column.attribute
        } else {
            String::new()
        }
    };
    let of = |header: &str, cells: [&str; 3]| {
        let rows = cells.map(|cell| format!("a@x.test;{cell}"));
        read(
            &format!("Email;{header}"),
            rows.each_ref().map(String::as_str),
        )
    };
    assert_eq!(of("Status", ["aktiv", "inaktiv", "aktiv"]), "active");
    assert_eq!(of("Status", ["Vollzeit", "Teilzeit", "Vollzeit"]), "");
    assert_eq!(of("Nummer", ["100", "200", "300"]), "externalId");
    assert_eq!(of("Nummer", ["100", "100", "300"]), "");
    assert_eq!(of("Titel", ["Einkäufer", "Leiterin", "Einkäufer"]), "title");
    let rows = ["a@x.test;Ada;Okoro", "b@x.test;Bo;Lind", "c@x.test;Cy;Day"];
    assert_eq!(read("Email;Vorname;Name", rows), "name.familyName");
}

#[test]
fn a_name_beside_given_names_is_a_whole_one_where_it_reads_so() {
    let lines = ["UID;Vorname;Name", "1;Ada;Okoro, Ada", "2;Bo;Lind, Bo"];
    let expect = [
        ("UID", Some("externalId"), true),
        ("Vorname", Some("name.givenName"), true),
        ("Name", Some("displayName"), true),
    ];
    check(Side::Legacy, &lines, &expect);
    let lines = ["UID;Prénom;Nom", "1;Ada;Okoro Ada", "2;Bo;Lind Bo"];
    let expect = [
        ("UID", Some("externalId"), true),
        ("Prénom", Some("name.givenName"), true),
        ("Nom", Some("displayName"), false),
    ];
    check(Side::Legacy, &lines, &expect);
}

#[test]
fn a_german_list_of_entra_shows_its_side() {
    let text = "Benutzerprinzipalname;Anzeigename;Konto aktiviert\na@x.test;Ada Okoro;Ja\n";
    let given = Given::file("a.csv", text.as_bytes());
    let inspection = given.inspect(&ReadOptions::default()).expect("readable");
    assert_eq!(inspection.side.map(|guess| guess.side), Some(Side::Azure));
    assert_eq!(inspection.columns[0].column.attribute, "userPrincipalName");
}

#[test]
fn passwords_are_not_read_in_any_language() {
    for header in [
        "Passwort",
        "Mot de passe",
        "Contraseña",
        "Wachtwoord",
        "Hasło",
        "Lösenord",
    ] {
        let text = format!("UID;{header}\n1;geheim-7\n");
        let given = Given::file("a.csv", text.as_bytes());
        let (inspection, sink, _) = given.import(&side(Side::Legacy)).expect("readable");
        let told = serde_json::to_string(&inspection).expect("JSON");
        assert!(!told.contains("geheim"), "{header}");
        assert_eq!(sink.records[0].2[1], "", "{header}");
    }
}

#[test]
fn headers_of_two_languages_in_one_cell_are_read_by_either() {
    check(
        Side::Legacy,
        &[
            "Vorname / First name;Nachname (Last name);UID;E-Mail (privat);Name (Vorgesetzter)",
            "Ada;Okoro;1;ada@home.test;Bo",
        ],
        &[
            ("Vorname / First name", Some("name.givenName"), true),
            ("Nachname (Last name)", Some("name.familyName"), true),
            ("UID", Some("externalId"), true),
            ("E-Mail (privat)", MAIL, false),
            ("Name (Vorgesetzter)", None, false),
        ],
    );
}
