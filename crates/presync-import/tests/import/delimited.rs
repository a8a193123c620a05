//! CSV and its kin: dialects, headers, ragged and broken rows.

use presync_core::Side;
use presync_import::ReadOptions;

use crate::boundary::{Given, check, outcome, side};

const INTRANET_18: &str = "Username,Email Address,User ID,Last Name,First Name,Active,Password,\
    Authentication Type,Profile Type,Forced Password Reset,Department,Location,Company,Title,\
    Start Date,End Date,Supervisor,Supervisor Employee ID\n\
    ada,ada@contoso.test,4471,Okoro,Ada,TRUE,,SAML,Power User,FALSE,Finance,Leeds,Contoso,\
    Accountant,2020-01-31,,Bo Lind,4470\n";

#[test]
fn an_intranet_export_is_recognised() {
    check(
        INTRANET_18,
        &ReadOptions::default(),
        "CSV, UTF-8, comma
        userName | emails[type eq \"work\"].value | externalId | name.familyName | name.givenName | active | password | loginType | userType | forcePasswordReset | department | location | organization | title | jobStartDate | endDate | manager.displayName | manager
        1 @2: ada | ada@contoso.test | 4471 | Okoro | Ada | TRUE |  | SAML | Power User | FALSE | Finance | Leeds | Contoso | Accountant | 2020-01-31 |  | Bo Lind | 4470",
    );
}

#[test]
fn a_portal_download_is_recognised() {
    let modern = "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,\
        accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,\
        telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,\
        legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,\
        identityIssuer,createdDateTime\n\
        ada@contoso.test,Ada Okoro,Okoro,ada@contoso.test,Ada,2f657c71-86ba-486e-a729-fb478c11ce69,\
        Member,,,True,,,,,,,,,,a@x.test;b@x.test,,,,,,,,,\n";
    check(
        modern,
        &ReadOptions::default(),
        "CSV, UTF-8, comma
        userPrincipalName | displayName | surname | mail | givenName | objectId | userType | jobTitle | department | accountEnabled | usageLocation | streetAddress | state | country | physicalDeliveryOfficeName | city | postalCode | telephoneNumber | mobile | otherMails | ageGroup | consentProvidedForMinor | legalAgeGroupClassification | companyName | creationType | dirSyncEnabled | invitationState | identityIssuer | createdDateTime
        1 @2: ada@contoso.test | Ada Okoro | Okoro | ada@contoso.test | Ada | 2f657c71-86ba-486e-a729-fb478c11ce69 | Member |  |  | True |  |  |  |  |  |  |  |  |  | a@x.test;b@x.test ⇒ a@x.test+b@x.test |  |  |  |  |  |  |  |  |",
    );
    let older = "objectId,userPrincipalName,physicalDeliveryOfficeName,mobile\n\
        2f657c71-86ba-486e-a729-fb478c11ce69,ada@contoso.test,L1,+44 20 7946 0000\n";
    check(
        older,
        &ReadOptions::default(),
        "CSV, UTF-8, comma
        objectId | userPrincipalName | physicalDeliveryOfficeName | mobile
        1 @2: 2f657c71-86ba-486e-a729-fb478c11ce69 | ada@contoso.test | L1 | +44 20 7946 0000",
    );
}

#[test]
fn delimiters_are_found() {
    let check = |text: &str, words: &str| {
        let outcome = outcome(text.as_bytes(), &side(Side::Legacy));
        let lines: Vec<&str> = outcome.lines().take(3).collect();
        let expect = [
            format!("CSV, UTF-8, {words}"),
            "userName | externalId | title".into(),
            "1 @2: ada | 1 | a, b; c".into(),
        ];
        assert_eq!(lines, expect, "{text}");
    };
    check("Username,UID,Job title\nada,1,\"a, b; c\"\n", "comma");
    check("Username;UID;Job title\nada;1;\"a, b; c\"\n", "semicolon");
    check("Username\tUID\tJob title\nada\t1\ta, b; c\n", "tab");
    check("Username|UID|Job title\nada|1|a, b; c\n", "vertical bar");
    check("Username^UID^Job title\nada^1^a, b; c\n", "\"^\"");
}

#[test]
fn a_doubtful_delimiter_is_said() {
    let read = "CSV, UTF-8, comma
        emails[type eq \"work\"].value | y;z
        1 @2: a@x.test | b;c
        2 @3: d@x.test | e;f";
    let text = "x,y;z\na@x.test,b;c\nd@x.test,e;f\n";
    let doubt = format!("{read}\nblocker DELIMITER_UNCERTAIN");
    check(text, &side(Side::Legacy), &doubt);
    let stated = ReadOptions {
        delimiter: Some(','),
        ..side(Side::Legacy)
    };
    check(text, &stated, read);
    let by_a_column = ReadOptions {
        columns: [("y;z".into(), String::new())].into(),
        ..side(Side::Legacy)
    };
    check(text, &by_a_column, read);
    check(
        "Nachname,y;Vorname\nOkoro,b;Ada\nLind,e;Bo\n",
        &side(Side::Legacy),
        "refused NOT_USERS",
    );
}

#[test]
fn lines_that_tools_write_first_are_passed_over() {
    let expect = |delimiter: &str| {
        format!(
            "CSV, UTF-8, {delimiter}
            userName | externalId
            1 @3: ada | 1
            note PREAMBLE_SKIPPED @1"
        )
    };
    let legacy = side(Side::Legacy);
    check(
        "sep=;\nUsername;UID\nada;1\n",
        &legacy,
        &expect("semicolon"),
    );
    check(
        "#TYPE Selected.System.Object\n\"Username\",\"UID\"\n\"ada\",\"1\"\n",
        &legacy,
        &expect("comma"),
    );
    check(
        "version:v1.0,,\nUsername,UID\nada,1\n",
        &legacy,
        &expect("comma"),
    );
}

#[test]
fn one_is_said_as_one() {
    let check = |text: &[u8], expect: &str| {
        let inspection = Given::file("a.csv", text).inspect(&side(Side::Legacy));
        let said = inspection.expect("readable").diagnostics;
        let messages: Vec<&str> = said.iter().map(|said| said.message.as_str()).collect();
        assert_eq!(messages, [expect]);
    };
    check(
        b"sep=,\nUID,Username\n1,ada\n",
        "1 row written by the exporting tool is not read; the header is on row 2.",
    );
    check(
        b"Staff\n\nof May\nUID,Username\n1,ada\n",
        "2 rows above the header are not read; the header is on row 4.",
    );
    let damaged = [
        b"UID,Surname\n1,M\xfcller\n".as_slice(),
        "2,Müller\n".repeat(20).as_bytes(),
    ]
    .concat();
    check(
        &damaged,
        "1 place is not valid UTF-8, the first on this line; what stood there is shown as \u{fffd}.",
    );
}

#[test]
fn the_header_is_found_below_a_title() {
    check(
        "Staff list of May\n\nUsername,UID,Surname\nada,1,Okoro\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        userName | externalId | name.familyName
        1 @4: ada | 1 | Okoro
        warning ROWS_ABOVE_HEADER @1",
    );
}

#[test]
fn a_table_without_a_header_is_said_and_kept() {
    check(
        "ada@contoso.test,4471,2020-01-31\nbo@contoso.test,4472,2021-02-28\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        emails[type eq \"work\"].value | Column 2 | Column 3
        1 @1: ada@contoso.test | 4471 | 2020-01-31
        2 @2: bo@contoso.test | 4472 | 2021-02-28
        warning HEADER_MISSING @1",
    );
}

#[test]
fn double_and_empty_headers_keep_their_columns() {
    check(
        "UID,mail,mail,,Notes,Notes\n1,a@x.test,,x,n,m\n2,,c@x.test,,,\n3,b@x.test,,,,\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | emails[type eq \"work\"].value | mail (2) | Column 4 | Notes | Notes (2)
        1 @2: 1 | a@x.test |  | x | n | m
        2 @3: 2 |  | c@x.test |  |  |
        3 @4: 3 | b@x.test |  |  |  |
        warning COLUMN_SAME_ATTRIBUTE [mail]
        note HEADER_EMPTY
        note HEADER_REPEATED",
    );
}

#[test]
fn empty_files_are_refused_and_header_only_is_said() {
    let legacy = side(Side::Legacy);
    check("", &legacy, "refused EMPTY_FILE");
    check("\u{feff}", &legacy, "refused EMPTY_FILE");
    check("\n \r\n\t\n", &legacy, "refused EMPTY_FILE");
    check(
        "UID,Username\n",
        &legacy,
        "CSV, UTF-8, comma
        externalId | userName
        warning NO_RECORDS",
    );
}

#[test]
fn what_an_export_lost_is_said() {
    check(
        "id,userPrincipalName,proxyAddresses,displayName,employeeId\n\
         2f657c71-86ba-486e-a729-fb478c11ce69,a@x.test,System.String[],J?rgen,1.23457E+15\n\
         2f657c71-86ba-486e-a729-fb478c11ce70,b@x.test,SMTP:b@x.test;smtp:c@x.test,What?,7\n",
        &side(Side::Azure),
        "CSV, UTF-8, comma
        objectId | userPrincipalName | proxyAddresses | displayName | employeeId
        1 @2: 2f657c71-86ba-486e-a729-fb478c11ce69 | a@x.test | System.String[] ⇒  | J?rgen | 1.23457E+15
        2 @3: 2f657c71-86ba-486e-a729-fb478c11ce70 | b@x.test | SMTP:b@x.test;smtp:c@x.test ⇒ SMTP:b@x.test+smtp:c@x.test | What? | 7
        warning CELL_QUESTION_MARK @2 [displayName]
        warning CELL_TYPE_NAME @2 [proxyAddresses]
        warning CELL_EXPONENT @2 [employeeId]",
    );
}

#[test]
fn passwords_are_not_read() {
    check(
        "UID,Username,Password,Initial password [passwordProfile] Required\n1,ada,hunter2,Secret!\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | userName | password | Initial password [passwordProfile] Required
        1 @2: 1 | ada |  |
        note PASSWORDS_NOT_READ [Password]
        note PASSWORDS_NOT_READ [Initial password [passwordProfile] Required]",
    );
    let given = Given::file("a.csv", b"UID,Password\n1,hunter2\n");
    let inspection = given.inspect(&side(Side::Legacy)).expect("readable");
    assert!(
        !serde_json::to_string(&inspection)
            .expect("JSON")
            .contains("hunter2")
    );
}

#[test]
fn an_export_of_active_directory_is_said() {
    check(
        "DistinguishedName,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,UserPrincipalName\n\
         \"CN=Ada,DC=x\",True,Ada,Ada Okoro,user,2f657c71-86ba-486e-a729-fb478c11ce69,ada,S-1-5-21,Okoro,ada@x.test\n",
        &ReadOptions::default(),
        "CSV, UTF-8, comma
        onPremisesDistinguishedName | accountEnabled | givenName | displayName | ObjectClass | ObjectGUID | onPremisesSamAccountName | onPremisesSecurityIdentifier | surname | userPrincipalName
        1 @2: CN=Ada,DC=x | True | Ada | Ada Okoro | user | 2f657c71-86ba-486e-a729-fb478c11ce69 | ada | S-1-5-21 | Okoro | ada@x.test
        warning ON_PREMISES_EXPORT",
    );
}

#[test]
fn stated_options_win() {
    let options = ReadOptions {
        delimiter: Some(';'),
        header_row: Some(2),
        columns: [
            ("kennung".into(), "externalId".into()),
            ("Title".into(), String::new()),
        ]
        .into(),
        ..side(Side::Legacy)
    };
    check(
        "Username,Title;x\nKennung;Title\n1;Dr\n",
        &options,
        "CSV, UTF-8, semicolon
        externalId | Title
        1 @3: 1 | Dr",
    );
    let beyond = ReadOptions {
        header_row: Some(9),
        ..side(Side::Legacy)
    };
    check("UID\n1\n", &beyond, "refused HEADER_NOT_FOUND");
    let odd = ReadOptions {
        delimiter: Some('é'),
        ..side(Side::Legacy)
    };
    check("UID\n1\n", &odd, "refused OPTION_INVALID");
}

#[test]
fn line_breaks_in_fields_do_not_shift_the_rows() {
    check(
        "UID,Address\r\n1,\"Main St\r\nLeeds\"\r\n2,x\r\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | addresses[type eq \"work\"].formatted
        1 @2: 1 | Main St\r\\nLeeds
        2 @4: 2 | x",
    );
}

#[test]
fn a_side_nobody_knows_is_asked_for() {
    check(
        "Department,Surname,First Name\nX,Okoro,Ada\n",
        &ReadOptions::default(),
        "refused SIDE_UNKNOWN",
    );
}

#[test]
fn an_inspection_shows_every_column() {
    let given = Given::file("people.csv", b"UID,Username,Note\n1,ada,x\n2,bo,\n3,cy,x\n");
    let inspection = given.inspect(&side(Side::Legacy)).expect("readable");
    assert_eq!(
        (inspection.file.as_str(), inspection.bytes),
        ("people.csv", 39)
    );
    assert_eq!(inspection.options.header_row, Some(1));
    assert_eq!(inspection.options.delimiter, Some(','));
    let note = &inspection.columns[2];
    assert_eq!(
        (
            note.column.known,
            note.filled,
            note.fill_percent,
            note.distinct,
            note.samples.clone()
        ),
        (false, 2, 66, 1, vec!["x".to_string()]),
    );
    let json = serde_json::to_value(&inspection).expect("JSON");
    assert_eq!(json["columns"][0]["attribute"], "externalId");
    assert_eq!(json["sha256"].as_str().map(str::len), Some(64));
}
