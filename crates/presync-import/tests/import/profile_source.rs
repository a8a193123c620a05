//! General Profile Source files: every place a value may stand in, and what no XML may do here.

use std::fmt::Write as _;

use presync_core::{ProfileSource, Side};
use presync_import::ReadOptions;

use crate::boundary::{Given, check, outcome, side};

/// A feed around its users.
fn feed(users: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<syncdata version=\"1\">\n<users>\n{users}\n</users></syncdata>"
    )
}

const ADA: &str = r#"<user id="5f0c1a52-0000-4000-8000-000000000001" username="ada@contoso.test">
  <firstname>Ada</firstname><surname>Okoro</surname>
  <jobtitle applyBlank="True"></jobtitle><department>R&amp;D &#x2764;</department>
  <manager>5f0c1a52-0000-4000-8000-000000000002</manager>
  <additionalfields><field name="employee_id">4471</field></additionalfields></user>"#;

#[test]
fn the_documented_frame_with_guessed_fields() {
    check(
        feed(ADA),
        &ReadOptions::default(),
        "General Profile Source XML, UTF-8
        externalId | userName | name.givenName | name.familyName | title | department | manager | employee_id
        1 @4: 5f0c1a52-0000-4000-8000-000000000001 | ada@contoso.test | Ada | Okoro |  | R&D ❤ | 5f0c1a52-0000-4000-8000-000000000002 | 4471
        note PROFILE_SOURCE_ASSUMED
        note PROFILE_SOURCE_UNMAPPED",
    );
}

#[test]
fn a_value_may_stand_anywhere() {
    let expect = "General Profile Source XML, UTF-8
        externalId | userName | emails[type eq \"work\"].value | shoe
        1 @4: 7 | ada | a@x.test | 44
        note PROFILE_SOURCE_ASSUMED
        note PROFILE_SOURCE_UNMAPPED";
    let legacy = side(Side::Legacy);
    let all = [
        r#"<user id="7" username="ada" email="a@x.test"><additionalfields shoe="44"/></user>"#,
        r#"<User><ID>7</ID><UserName>ada</UserName><Email>a@x.test</Email><AdditionalFields><shoe>44</shoe></AdditionalFields></User>"#,
        r#"<user><id value="7"/><username>ada</username><email value="a@x.test"/><additionalfields><additionalfield key="shoe" value="44"/></additionalfields></user>"#,
        r#"<user><field name="id">7</field><field key="username" value="ada"/><item><name>email</name><value>a@x.test</value></item><additionalfields><x><key>shoe</key><value>44</value></x></additionalfields></user>"#,
        r#"<u:user xmlns:u="urn:x" id="7"><u:username><![CDATA[ada]]></u:username><email>
            a@x.test
          </email><additionalfields><field name="shoe"><![CDATA[44]]></field></additionalfields></u:user>"#,
    ];
    for users in all {
        let users = feed(users).replace("urn:x", "urn:y");
        check(users, &legacy, expect);
    }
}

#[test]
fn names_are_read_as_headers_are() {
    let check = |name: &str, value: &str, expect: &str| {
        let xml = feed(&format!(
            "<user id='1' username='a'><{name}>{value}</{name}></user>"
        ));
        let inspection = Given::file("umi.xml", xml.as_bytes())
            .inspect(&ReadOptions::default())
            .expect("readable");
        let attribute = inspection.columns[2].column.attribute.as_str();
        assert_eq!(attribute.rsplit("User:").next(), Some(expect), "{name}");
    };
    for name in ["firstname", "givenName", "Forename", "FIRST_NAME"] {
        check(name, "Ada", "name.givenName");
    }
    for name in ["surname", "lastname", "familyname"] {
        check(name, "Okoro", "name.familyName");
    }
    for name in ["email", "mail", "emailAddress"] {
        check(name, "a@x.test", "emails[type eq \"work\"].value");
    }
    for name in ["company", "organisation", "organization"] {
        check(name, "Contoso", "organization");
    }
    check("jobTitle", "Head of Sales", "title");
    check("title", "Dr", "name.title");
    check("department", "Finance", "department");
    check("location", "Leeds", "location");
    check("office", "Leeds", "location");
    check("manager", "Bo Lind", "manager.displayName");
    check("culture", "en-GB", "locale");
    check("timezone", "GMT", "timezone");
    check(
        "phone",
        "+44 20 7946 0000",
        "phoneNumbers[type eq \"work\"].value",
    );
    check("shoesize", "44", "shoesize");
}

#[test]
fn what_is_nested_keeps_its_path_and_what_repeats_its_values() {
    check(
        feed(
            r#"<user id="7" username="ada"><company id="11" name="Contoso"/><groups><group>Staff</group><group>Leads</group></groups>
            <manager><username>bo</username></manager><email type="work">a@x.test</email><title>Head</title><title>Chair</title>
            <additionalfields><field name="Title">Dr</field></additionalfields></user>"#,
        ),
        &side(Side::Legacy),
        "General Profile Source XML, UTF-8
        externalId | userName | organization | company.id | groups.group | manager | emails[type eq \"work\"].value | email.type | title | Title
        1 @4: 7 | ada | Contoso | 11 | Staff+Leads | bo | a@x.test | work | Head+Chair | Dr
        warning XML_REPEATED_FIELD @4 [title]
        note PROFILE_SOURCE_ASSUMED
        note PROFILE_SOURCE_UNMAPPED",
    );
}

#[test]
fn users_come_in_any_order_of_fields_and_some_are_nobody() {
    check(
        feed(
            "<user id='1' username='a'/>\n<user><department>X</department></user>\n<user id='3'><email>c@x.test</email></user>",
        ),
        &side(Side::Legacy),
        "General Profile Source XML, UTF-8
        externalId | userName | department | emails[type eq \"work\"].value
        1 @4: 1 | a |  |
        3 @6: 3 |  |  | c@x.test
        note PROFILE_SOURCE_ASSUMED
        blocker ROW_NO_IDENTITY @5
        1 of 3 rejected",
    );
}

#[test]
fn settings_and_blanks_come_along() {
    let check = |options: &str, expect: &[(&str, &str)], blanks: &[(&str, u32)]| {
        let xml = format!(
            "<SyncData version='1'>{options}<users>{ADA}<user username='b'><JobTitle applyblank='true'>x</JobTitle>\
             <additionalfields><field name='floor' applyBlank='True'/></additionalfields></user></users></SyncData>"
        );
        let (inspection, sink, _) = Given::file("umi.xml", xml.as_bytes())
            .import(&ReadOptions::default())
            .expect("readable");
        let owned = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter();
            pairs
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect()
        };
        let blanks = blanks.iter().map(|(a, n)| ((*a).to_owned(), *n)).collect();
        let expect = ProfileSource {
            options: owned(expect),
            apply_blank: blanks,
        };
        assert_eq!(inspection.profile_source.as_ref(), Some(&expect));
        assert_eq!(sink.header.expect("begun").profile_source, Some(expect));
        let guess = inspection.side.expect("evident");
        assert_eq!((guess.side, guess.confidence), (Side::Legacy, 99));
    };
    let blanks = [("floor", 1), ("title", 2)];
    check(
        "<syncoptions domain='Contoso' ldapId='1000'><option name='syncCompanies' value='true'/>\
         <option name='loginType'>2</option><option defaultCulture='1'/></syncoptions>",
        &[
            ("defaultCulture", "1"),
            ("domain", "Contoso"),
            ("ldapId", "1000"),
            ("loginType", "2"),
            ("syncCompanies", "true"),
            ("version", "1"),
        ],
        &blanks[..],
    );
    check(
        "<SyncOptions><domain>Contoso</domain><option><key>ldapid</key><value>7</value></option></SyncOptions>",
        &[("domain", "Contoso"), ("ldapid", "7"), ("version", "1")],
        &blanks[..],
    );
}

#[test]
fn encodings_are_those_of_the_bytes() {
    let xml = |encoding: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?><syncdata><users><user id='1' username='Zoë'/></users></syncdata>"
        )
    };
    let shown = |words: &str| {
        format!(
            "General Profile Source XML, {words}
            externalId | userName
            1 @1: 1 | Zoë"
        )
    };
    let legacy = side(Side::Legacy);
    // .NET writes utf-16 into the declaration of texts that are then saved as UTF-8.
    check(xml("utf-16"), &legacy, &shown("UTF-8"));
    let utf16: Vec<u8> = format!("\u{feff}{}", xml("utf-16"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(&utf16, &legacy, &shown("UTF-16LE with BOM"));
    check(
        &utf16[2..],
        &legacy,
        &format!("{}\nwarning ENCODING_GUESSED", shown("UTF-16LE")),
    );
    let latin: Vec<u8> = xml("iso-8859-1").chars().map(|c| c as u8).collect();
    check(&latin, &legacy, &shown("windows-1252"));
}

#[test]
fn nothing_outside_the_file_is_ever_asked_for() {
    let legacy = side(Side::Legacy);
    let check = |prolog: &str, inside: &str, expect: &str| {
        let xml = format!(
            "<?xml version='1.0'?>\n{prolog}<syncdata><users><user id='1' username='{inside}'/></users></syncdata>"
        );
        check(&xml, &legacy, expect);
        let xml = format!(
            "<?xml version='1.0'?>\n{prolog}<syncdata><users><user id='1'><username>{inside}</username></user></users></syncdata>"
        );
        check(&xml, &legacy, expect);
    };
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a tripwire");
    listener.set_nonblocking(true).expect("a tripwire");
    let port = listener.local_addr().expect("a tripwire").port();
    let tripwire = format!("http://127.0.0.1:{port}/x");
    let laughs = "<!DOCTYPE lolz [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    check(laughs, "&b;", "refused XML_DTD row 2");
    let blowup = format!("<!DOCTYPE x [<!ENTITY a '{}'>]>", "x".repeat(10_000));
    check(&blowup, &"&a;".repeat(100), "refused XML_DTD row 2");
    check(
        &format!("<!DOCTYPE x [<!ENTITY a SYSTEM '{tripwire}'>]>"),
        "&a;",
        "refused XML_DTD row 2",
    );
    check(
        &format!("<!DOCTYPE x [<!ENTITY % a SYSTEM '{tripwire}'> %a;]>"),
        "",
        "refused XML_DTD row 2",
    );
    check(
        &format!("<!DOCTYPE syncdata SYSTEM '{tripwire}'>"),
        "",
        "refused XML_DTD row 2",
    );
    check("<!DOCTYPE endless [", "", "refused XML_DTD row 2");
    check("", "&a;", "refused XML_DTD row 2");
    let include = format!(
        "<users xmlns:xi='http://www.w3.org/2001/XInclude'>\n<user id='1'><xi:include href='{tripwire}'/></user></users>"
    );
    assert_eq!(
        outcome(include.as_bytes(), &legacy),
        "refused XML_DTD row 1"
    );
    assert!(listener.accept().is_err(), "nobody called");
}

#[test]
fn references_of_xml_itself_are_read() {
    check(
        feed(&format!(
            "<user id='1' username='{}'/>",
            "&amp;".repeat(300)
        )),
        &side(Side::Legacy),
        &format!(
            "General Profile Source XML, UTF-8
            externalId | userName
            1 @4: 1 | {}",
            "&".repeat(300)
        ),
    );
}

#[test]
fn damage_is_named_by_its_line() {
    let legacy = side(Side::Legacy);
    let refused = |xml: String, expect: &str| assert_eq!(outcome(xml.as_bytes(), &legacy), expect);
    let user = |inside: &str| feed(&format!("<user id='1'>\n{inside}\n</user>"));
    refused(user("<a>R&D</a>"), "refused XML_SYNTAX row 5");
    refused(user("<a>x</b>"), "refused XML_SYNTAX row 5");
    refused(user("<a x=1 y></a>"), "refused XML_SYNTAX row 5");
    refused(user("<a>&#xFFFFFFFF;</a>"), "refused XML_SYNTAX row 5");
    refused(
        feed("<user id='1'>").replace("</users></syncdata>", ""),
        "refused XML_SYNTAX row 5",
    );
    refused(
        feed("<user id='1'/>").replace("</syncdata>", "</syncdata"),
        "refused XML_SYNTAX row 5",
    );
    refused(user("<!-- no end"), "refused XML_SYNTAX row 7");
}

#[test]
fn limits_are_kept() {
    let legacy = side(Side::Legacy);
    let refused = |inside: String, expect: &str| {
        let xml = feed(&format!("<user id='1'>{inside}</user>"));
        assert_eq!(outcome(xml.as_bytes(), &legacy), expect);
    };
    refused("<a>".repeat(300), "refused LIMIT_DEPTH row 4");
    refused(
        format!("<a b='{}'/>", "x".repeat(2 << 20)),
        "refused LIMIT_FIELD row 4",
    );
    refused(
        format!("<a>{}</a>", "x".repeat(2 << 20)),
        "refused LIMIT_FIELD row 4",
    );
    refused(
        format!("<a b='{}", "x".repeat(9 << 20)),
        "refused LIMIT_FIELD row 4",
    );
    let long = "x".repeat(900 << 10);
    refused(
        format!("<a>{long}</a>").repeat(6),
        "refused LIMIT_FIELD row 4",
    );
    refused("<a/>".repeat(100_000), "refused LIMIT_FIELD row 4");
    let many = (0..30_000).fold(String::new(), |mut all, at| {
        let _ = write!(all, " a{at}=''");
        all
    });
    refused(format!("<a{many}/>"), "refused LIMIT_FIELD row 4");
    let wide = (0..2_001).fold(String::new(), |mut all, at| {
        let _ = write!(all, "<a{at}/>");
        all
    });
    refused(wide, "refused LIMIT_COLUMNS row 4");
}

#[test]
fn nodes_that_nobody_knows_are_listed() {
    let xml = "<syncdata><syncoptions domain='x'/><groups><group><user id='9'/></group></groups>\n\
        <users><user id='1' username='a'><additionalfields><field name='Late?'>1</field></additionalfields></user></users></syncdata>";
    check(
        xml,
        &side(Side::Legacy),
        "General Profile Source XML, UTF-8
        externalId | userName | Late?
        1 @2: 1 | a | 1
        warning PROFILE_SOURCE_NODES_UNKNOWN
        warning FIELD_NAME_QUESTION_MARK [Late?]
        note PROFILE_SOURCE_UNMAPPED",
    );
    let inspection = Given::file("umi.xml", xml.as_bytes())
        .inspect(&ReadOptions::default())
        .expect("readable");
    let said: Vec<&str> = inspection
        .diagnostics
        .iter()
        .map(|d| d.message.as_str())
        .collect();
    assert!(said[0].ends_with("group, groups, user."), "{}", said[0]);
    assert!(said[2].ends_with(": Late?."), "{}", said[2]);
}

#[test]
fn users_without_the_frame_of_a_feed_are_of_no_evident_side() {
    let xml = "<users><user id='1' mail='a@x.test'/></users>";
    let inspection = Given::file("users.xml", xml.as_bytes())
        .inspect(&ReadOptions::default())
        .expect("readable");
    assert_eq!(inspection.format, "XML of users, UTF-8");
    assert_eq!(inspection.side, None);
}

#[test]
fn a_feed_given_as_the_azure_side_is_contradicted() {
    let inspection = Given::file("umi.xml", feed(ADA).as_bytes())
        .inspect(&side(Side::Azure))
        .expect("readable");
    let codes = inspection.diagnostics.iter().map(|d| d.code.as_str());
    assert!(
        codes.clone().any(|code| code == "WRONG_SIDE"),
        "{:?}",
        codes.collect::<Vec<_>>()
    );
}
