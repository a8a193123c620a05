//! More linked people than are looked at: what is counted in a sample, what in everybody, and who is in it.

use super::*;

fn sampling(pairs_max: usize, seed: u64) -> Sampling {
    Sampling { pairs_max, seed }
}

/// The mapping from people whose order in the export is turned around by `order`.
fn mapped(order: fn(usize) -> usize, sampling: Sampling) -> Mapping {
    let fields: [Field; 3] = [
        ("objectId", |n| format!("id-{n}")),
        ("jobTitle", |n| format!("t{}", n % 7)),
        ("mail", |n| format!("p{n}@x.example")),
    ];
    let azure: Vec<Vec<String>> = (0..PEOPLE)
        .map(|at| fields.iter().map(|(_, value)| value(order(at))).collect())
        .collect();
    let legacy: Vec<Vec<String>> = (0..PEOPLE)
        .map(|at| {
            let person = order(at);
            let title = format!(
                "t{}",
                if person.is_multiple_of(3) {
                    8
                } else {
                    person % 7
                }
            );
            let login = if person == 5 { "Local Login" } else { "SAML" };
            vec![title, login.to_owned()]
        })
        .collect();
    let names = fields.map(|(name, _)| name);
    let azure = people(Side::Azure, &names, &azure);
    let legacy = people(Side::Legacy, &["title", LOGIN], &legacy);
    run(&Given::people(&legacy, &azure, &matching(), sampling)).mapping
}

fn people(side: Side, names: &[&str], rows: &[Vec<String>]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "people.csv".to_owned(),
        sheet: None,
    };
    builder.begin_source(source, names).unwrap();
    for (number, row) in (1..).zip(rows) {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        let record = Record {
            number,
            line: number,
            cells: &cells,
            readings: &[],
        };
        builder.push(&record).unwrap();
    }
    builder.finish()
}

fn reason(mapping: &Mapping, target: &str) -> String {
    mapping.users.row(target).unwrap().reason.clone()
}

#[test]
fn a_reason_says_of_how_many_people_its_figures_are() {
    let said = |mapping: &Mapping| reason(mapping, "title").contains("Counted in a sample");
    let mapping = mapped(|at| at, sampling(16, 0));
    let title = reason(&mapping, "title");
    let note = "Counted in a sample of 16 of 40 linked people.";
    assert!(title.ends_with(note) && title.contains("of 16"), "{title}");
    assert!(!said(&mapped(|at| at, sampling(40, 0))));
}

#[test]
fn how_people_sign_in_is_counted_in_everybody() {
    for seed in 0..8 {
        let mapping = mapped(|at| at, sampling(16, seed));
        let row = mapping.users.row(LOGIN).unwrap();
        assert_eq!(row.apply, Apply::OnCreate, "{}", row.reason);
        assert!(row.reason.starts_with("1 of 40"), "{}", row.reason);
    }
}

#[test]
fn the_sample_follows_from_the_people_and_the_seed() {
    let sample = sampling(16, 3);
    let reversed = mapped(|at| PEOPLE - 1 - at, sample);
    assert_eq!(mapped(|at| at, sample), reversed);
    let titles = (0..8).map(|seed| reason(&mapped(|at| at, sampling(16, seed)), "title"));
    let different: std::collections::BTreeSet<String> = titles.collect();
    assert!(different.len() > 1, "{different:?}");
}
