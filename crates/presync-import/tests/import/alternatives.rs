//! What else a file could be, and what somebody says it is.

use presync_core::Side;
use presync_import::{Inspection, ReadOptions};
use rust_xlsxwriter::Workbook;

use crate::boundary::{Given, check, refused, side};

fn inspect(bytes: &[u8], options: &ReadOptions) -> Inspection {
    let inspection = Given::file("x.csv", bytes).inspect(options);
    inspection.expect("readable")
}

fn codes(inspection: &Inspection) -> Vec<&str> {
    let said = inspection.diagnostics.iter();
    said.map(|said| said.code.as_str()).collect()
}

#[test]
fn encodings_are_shown_side_by_side() {
    // Müller and Köln as DOS wrote them.
    let dos = b"UID;Password;Surname\n1;geh\x81im;M\x81ller\n2;x;Smith\n3;y;K\x94ln\n";
    let inspection = inspect(dos, &side(Side::Legacy));
    let line = |encoding: &str| {
        let choices = inspection.alternatives.encodings.iter();
        let mut choices = choices.filter(|choice| choice.encoding == encoding);
        choices.next().map(|choice| choice.lines.join(" / "))
    };
    assert_eq!(line("ibm850").as_deref(), Some("1;Müller / 3;Köln"));
    assert_eq!(line("windows-1251").as_deref(), Some("1;MЃller / 3;K”ln"));
    assert!(line("utf-8").is_some_and(|lines| lines.contains('\u{fffd}')));
    let chosen = inspection.alternatives.encodings.iter();
    assert_eq!(chosen.filter(|choice| choice.chosen).count(), 1);

    let good = inspect("UID,Surname\n1,Müller\n".as_bytes(), &side(Side::Legacy));
    let shown: Vec<&str> = good
        .alternatives
        .encodings
        .iter()
        .map(|choice| choice.encoding.as_str())
        .collect();
    assert_eq!(shown, ["utf-8"], "valid UTF-8 is nothing else");
    let plain = inspect(b"UID,Surname\n1,Smith\n", &side(Side::Legacy));
    assert!(
        plain.alternatives.encodings.is_empty(),
        "nothing is in doubt"
    );
}

#[test]
fn the_pages_of_dos_are_read_when_they_are_stated() {
    let dos = b"UID;Surname\n1;M\x81ller\n2;Gro\xe1\n";
    for label in ["ibm850", "CP850", "850"] {
        let stated = ReadOptions {
            encoding: Some(label.into()),
            ..side(Side::Legacy)
        };
        check(
            dos,
            &stated,
            "CSV, ibm850, semicolon
            externalId | name.familyName
            1 @2: 1 | Müller
            2 @3: 2 | Groß",
        );
    }
}

#[test]
fn delimiters_and_first_rows_are_offered() {
    let text = b"Staff list\n\nUID;Surname;Password\n1;Okoro;secret\n2;Lind;secret\n";
    let inspection = inspect(text, &side(Side::Legacy));
    let delimiters = &inspection.alternatives.delimiters;
    assert_eq!(delimiters[0].delimiter, ';');
    assert_eq!((delimiters[0].known_headers, delimiters[0].columns), (3, 3));
    let rows: Vec<(u64, usize, bool, String)> = inspection
        .alternatives
        .first_rows
        .iter()
        .map(|row| {
            (
                row.row,
                row.known_headers,
                row.is_header,
                row.cells.join("|"),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (1, 0, false, "Staff list".into()),
            (3, 3, true, "UID|Surname|Password".into()),
            (4, 0, false, "1|Okoro|".into()),
            (5, 0, false, "2|Lind|".into()),
        ]
    );
    assert_eq!(inspection.rows, [["1", "Okoro", ""], ["2", "Lind", ""]]);
}

#[test]
fn sheets_say_what_they_seem_to_hold() {
    let mut workbook = Workbook::new();
    for (name, cells) in [
        ("Notes", [["x", "y"]; 2]),
        ("Users", [["UID", "Surname"]; 2]),
    ] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, cells) in (0u32..).zip(cells) {
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write(row, column, cell).expect("in memory");
            }
        }
    }
    let bytes = workbook.save_to_buffer().expect("in memory");
    let given = Given::file("x.xlsx", &bytes);
    let inspection = given.inspect(&side(Side::Legacy)).expect("readable");
    let sheets: Vec<(&str, bool, Option<usize>, Option<u64>)> = inspection
        .sheets
        .iter()
        .map(|s| {
            (
                s.name.as_str(),
                s.chosen,
                s.known_headers,
                s.records_estimate,
            )
        })
        .collect();
    assert_eq!(
        sheets,
        [
            ("Notes", false, Some(0), Some(1)),
            ("Users", true, Some(2), Some(1))
        ]
    );
}

#[test]
fn a_header_of_two_rows_is_read_again_as_it_was_read() {
    let text = "Username,Name,,Phone,\n,First,Last,Work,Mobile\nada,Ada,Okoro,1,2\n";
    let outcome = "CSV, UTF-8, comma
        userName | name.givenName | name.familyName | phoneNumbers[type eq \"work\"].value | phoneNumbers[type eq \"mobile\"].value
        1 @3: ada | Ada | Okoro | 1 | 2";
    check(
        text,
        &side(Side::Legacy),
        &format!("{outcome}\nwarning HEADER_TWO_ROWS @1"),
    );
    let inspection = inspect(text.as_bytes(), &side(Side::Legacy));
    let options = &inspection.options;
    assert_eq!(
        (options.header_row, options.header_rows),
        (Some(2), Some(2))
    );
    check(text, options, outcome);
    let headers: Vec<bool> = inspection
        .alternatives
        .first_rows
        .iter()
        .map(|row| row.is_header)
        .collect();
    assert_eq!(headers, [true, true, false]);
}

#[test]
fn a_repeated_header_is_stated_by_its_number() {
    let text = "UID,Mail,Mail\n1,a@x.test,b@x.test\n2,c@x.test,d@x.test\n";
    let read = |columns: &[(&str, &str)]| {
        let columns = columns
            .iter()
            .map(|(name, field)| ((*name).into(), (*field).into()));
        let options = ReadOptions {
            columns: columns.collect(),
            ..side(Side::Legacy)
        };
        let inspection = inspect(text.as_bytes(), &options);
        let attributes = inspection.columns.iter();
        let attributes: Vec<String> = attributes
            .map(|column| column.column.attribute.clone())
            .collect();
        let is_open = codes(&inspection).contains(&"KEY_AMBIGUOUS");
        (attributes[1].clone(), attributes[2].clone(), is_open)
    };
    let mail = || "emails[type eq \"work\"].value".to_owned();
    assert_eq!(read(&[]), (mail(), "Mail (2)".into(), true));
    let second = [("Mail (2)", "emails[type eq \"work\"].value")];
    assert_eq!(read(&second), ("Mail".into(), mail(), false));
    assert_eq!(
        read(&[("Mail (2)", "")]),
        (mail(), "Mail (2)".into(), false)
    );
}

#[test]
fn a_stated_column_that_is_not_there_is_refused() {
    let options = ReadOptions {
        columns: [("Usrname".into(), "userName".into())].into(),
        ..side(Side::Legacy)
    };
    let error = Given::file("x.csv", b"Username,UID\nada,1\n").inspect(&options);
    let error = error.expect_err("refused");
    assert_eq!(refused(&error), "refused COLUMN_MISSING");
    let column = error.place().and_then(|place| place.column.as_deref());
    assert_eq!(
        (column, error.hint()),
        (Some("Usrname"), "Did you mean \"Username\"?")
    );
}

#[test]
fn titles_are_told_apart_and_said() {
    let check = |read_as: Side, header: &str, values: [&str; 2], expect: Option<&str>| {
        let key = match read_as {
            Side::Legacy => "Username",
            Side::Azure => "userPrincipalName",
        };
        let text = format!(
            "{key},{header}\na@x.test,{}\nb@x.test,{}\n",
            values[0], values[1]
        );
        let inspection = inspect(text.as_bytes(), &side(read_as));
        let said = inspection
            .diagnostics
            .iter()
            .find(|said| said.code.starts_with("COLUMN_"));
        assert_eq!(
            said.map(|said| said.code.as_str()),
            expect,
            "{header} {values:?}"
        );
    };
    check(
        Side::Legacy,
        "Title",
        ["Mr", "Dr."],
        Some("COLUMN_HONORIFIC"),
    );
    check(Side::Legacy, "Title", ["Nurse", "Clerk"], None);
    check(
        Side::Legacy,
        "Salutation",
        ["Nurse", "Clerk"],
        Some("COLUMN_JOB_TITLE"),
    );
    check(Side::Legacy, "Salutation", ["Mr", "Ms"], None);
    check(Side::Azure, "Title", ["Mr", "Ms"], Some("COLUMN_HONORIFIC"));
}

#[test]
fn names_in_each_others_columns_are_said() {
    let people = [
        "Ada Okoro",
        "Bo Lind",
        "Cy Moreau",
        "Di Weber",
        "Ed Nowak",
        "Fay Berg",
    ];
    let check = |given: &str, family: &str, expect: bool| {
        let mut text = format!("Username,{given},{family},Display name,Email\n");
        for (n, person) in people.iter().enumerate() {
            let (first, last) = person.split_once(' ').expect("two names");
            let mail = format!("{first}.{last}@x.test").to_lowercase();
            text += &format!("u{n},{first},{last},{person},{mail}\n");
        }
        let inspection = inspect(text.as_bytes(), &side(Side::Legacy));
        assert_eq!(codes(&inspection).contains(&"NAMES_SWAPPED"), expect);
        let attribute = &inspection.columns[1].column.attribute;
        assert_eq!(
            attribute == "name.givenName",
            !expect,
            "it is read as its header says"
        );
    };
    check("First name", "Last name", false);
    check("Last name", "First name", true);
}
