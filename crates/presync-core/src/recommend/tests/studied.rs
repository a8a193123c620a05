//! What is found out about each intranet attribute: candidates ranked, against chance, with a runner-up.

use super::*;
use crate::{plan::RestartClass, recommend::evidence::luck};

#[test]
fn every_attribute_of_the_export_is_studied() {
    let legacy: [Field; 3] = [
        ("title", |n| format!("T{n}")),
        ("Shoe size", |n| format!("{}", n % 9)),
        ("userName", |n| format!("u{n}")),
    ];
    let azure: [Field; 3] = [
        ("jobTitle", |n| format!("T{n}")),
        ("extensionAttribute4", |n| {
            format!("{}", if n < 2 { 99 } else { n % 9 })
        }),
        ("companyName", |_| "3".to_owned()),
    ];
    let found = Case::new(&legacy, &azure).recommend(None);
    let targets: Vec<&str> = found.studies.iter().map(|s| s.target.as_str()).collect();
    assert_eq!(targets, ["title", "Shoe size", "userName"]);
    let title = &found.studies[0];
    assert_eq!(title.row.as_deref(), Some("title"));
    assert_eq!(title.restart, Some(RestartClass::Source));
    let chosen = title.chosen().unwrap();
    assert_eq!(chosen.source, MappingSource::Direct("jobTitle".to_owned()));
    assert_eq!((chosen.both, chosen.equal, chosen.distinct), (40, 40, 40));
    let shoes = &found.studies[1];
    assert_eq!((shoes.held.filled, shoes.held.distinct), (40, 9));
    let best = &shoes.candidates[0];
    assert_eq!((best.both, best.equal), (40, 38));
    // A constant agrees with some, as any constant does.
    let company = MappingSource::Direct("companyName".to_owned());
    let mut all = shoes.candidates.iter();
    let constant = all.find(|one| one.source == company).unwrap();
    assert!(constant.equal > 0 && constant.score <= 0.0 && constant.luck > 0.1);
}

#[test]
fn few_pairs_prove_little_and_a_constant_nothing() {
    #[track_caller]
    fn check(both: u32, equal: u32, chance: f64, at_most: f64, at_least: f64) {
        let luck = luck(both, equal, chance);
        assert!(luck <= at_most && luck >= at_least, "{luck}");
    }
    check(40, 40, 1.0, 1.0, 1.0);
    check(0, 0, 0.5, 1.0, 1.0);
    check(40, 20, 0.5, 1.0, 1.0);
    check(40, 10, 0.5, 1.0, 1.0);
    check(2, 2, 0.5, 0.25, 0.25);
    check(40, 40, 0.5, 1e-12, 1e-13);
    check(40, 30, 0.5, 0.01, 0.005);
    check(40, 1, 0.0, 0.0, 0.0);
}
