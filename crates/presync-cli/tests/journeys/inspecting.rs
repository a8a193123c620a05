//! `presync inspect`: what it prints for scripts, and the rows it writes that cannot be used.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    engagement::Engagement,
    presync::{end, presync},
    table::Table,
};

/// A file with something of everything: two readings of a column, a password, rows that cannot be used.
const ODD: &[u8] = b"Staff list\n\nUsername;Mail;Notes;Notes;Password;Surname\n\
    ada;ada@x.test;a;b;secret;M\xfcller\nbo;bo@x.test;;;secret;Lind;too;long\n;;x;;;\n\
    cyd;cyd@x.test;=1+1;;;Gro\xdf\n";

/// The document of `--json` as docs/inspection.md describes it. A change here is a change for scripts.
const GOLDEN: &str = include_str!("inspection.json");

#[test]
fn the_document_for_scripts_is_the_documented_one() {
    let engagement = Engagement::of(1);
    let file = engagement.put("in/odd.csv", ODD);
    let ended = end(presync("inspect").arg("--json").arg(&file)).with_code(0);
    let printed: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    let golden: Value = serde_json::from_str(GOLDEN).expect("JSON");
    assert_eq!(printed, golden, "printed was\n{}", ended.stdout);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/inspection.md");
    let page = fs::read_to_string(page).expect("the page is in the tree");
    each_member(&golden, &mut |name| {
        assert!(
            page.contains(&format!("`{name}`")),
            "docs/inspection.md lacks `{name}`"
        );
    });
    assert!(!ended.stdout.contains("secret"), "passwords are not shown");
}

/// Visits the name of every member; those of `columns` in the options are the customer's headers.
fn each_member(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                visit(name);
                each_member(value, visit);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| each_member(value, visit)),
        _ => {}
    }
}

#[test]
fn rows_that_cannot_be_used_are_written_with_their_cells() {
    let engagement = Engagement::of(1);
    let file = engagement.put("in/odd.csv", ODD);
    let out = engagement.folder().join("rejected.csv");
    let run = |csv: &str| {
        let mut inspect = presync("inspect");
        inspect.arg(&file).args(["--side", "legacy", "--csv", csv]);
        end(inspect.arg("--rejected").arg(&out)).with_code(0)
    };
    let ended = run("safe");
    assert!(
        ended
            .stdout
            .contains("Records: 4, of which 2 cannot be used"),
        "{}",
        ended.stdout
    );
    let table = Table::read(&out);
    let names = [
        "file", "sheet", "row", "code", "reason", "Username", "Mail", "Notes", "Notes",
    ];
    assert_eq!(table.columns[..9], names);
    assert_eq!(table.columns[9..], ["Password", "Surname", "surplus"]);
    let shown: Vec<String> = table
        .rows()
        .map(|row| {
            let cells = [
                "file", "row", "code", "Username", "Password", "Surname", "surplus",
            ];
            cells.map(|name| row[name].to_owned()).join("|")
        })
        .collect();
    assert_eq!(
        shown,
        [
            "odd.csv|5|ROW_TOO_LONG|bo|||;long",
            "odd.csv|6|ROW_NO_IDENTITY||||"
        ],
        "what may be a password is left out, also where it stands further to the right"
    );
    run("faithful");
    fs::write(&out, "mine").expect("there is room");
    let mut inspect = presync("inspect");
    inspect.arg(&file).args(["--side", "legacy"]);
    end(inspect.arg("--rejected").arg(&out)).with_code(1);
    assert_eq!(fs::read_to_string(&out).expect("it is there"), "mine");
}

#[test]
fn a_file_is_judged_beside_the_other_side() {
    let engagement = Engagement::of(12);
    let text = fs::read_to_string(engagement.legacy()).expect("it is there");
    let text = text.replacen("Email Address,User ID", "Kontakt,Kennung", 1);
    let file = engagement.put("in/eigene.csv", text.as_bytes());
    let mut inspect = presync("inspect");
    inspect.arg(&file).arg("--beside").arg(engagement.azure());
    let ended = end(&mut inspect).with_code(0);
    for words in [
        "100 % of its values are Azure users' e-mail addresses.",
        "100 % of its values are Azure users' object ids.",
    ] {
        assert!(ended.stdout.contains(words), "{}", ended.stdout);
    }
}
