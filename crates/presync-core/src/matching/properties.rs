//! What holds of weights whatever was learnt: a field that turns from missing to agreeing never lowers a
//! score, to differing never raises it; and the two sides may change places.

use proptest::prelude::*;

use super::{
    attributes::TraitKind,
    calibration::{Calibration, GROUPS},
    candidates::Candidate,
    compare::{Comparison, FIELDS_MAX, TRAITS_MAX, field, level},
    harder::Harder,
    model::{Lessons, Model, TraitFacts},
    profile::Books,
    traits::TraitLevel,
};
use crate::{
    UserIx,
    names::{Name, NameAgreement, NameBook, PartLevel},
};

const KINDS: [TraitKind; 5] = [
    TraitKind::Category,
    TraitKind::Phone,
    TraitKind::Date,
    TraitKind::Person,
    TraitKind::Words,
];
const GIVEN: [&str; 7] = ["", "Anna", "Ana", "Annika Maria", "A.", "Robert", "Bob"];
const SURNAMES: [&str; 6] = ["", "Kern", "Kerns", "Kern-Vogt", "Weimer", "Anna"];
/// Bits that rounding may cost.
const ROUNDING: f32 = 1e-3;

/// A pair as it might be compared, and what was learnt before.
#[derive(Debug, Clone)]
struct Case {
    keys: [u8; 3],
    names: [usize; 4],
    accounts: [u8; 2],
    traits: [(u8, f32); KINDS.len()],
    kinship: [f32; KINDS.len()],
    factors: [f32; GROUPS],
    dependence: f32,
    unique: [bool; 2],
    common: usize,
    harder: bool,
}

fn cases() -> impl Strategy<Value = Case> {
    let learnt = (
        prop::array::uniform5(0.0f32..12.0),
        prop::array::uniform6(0.2f32..3.0),
        0.0f32..5.0,
        any::<bool>(),
        0..60usize,
    );
    let seen = (
        (0..4u8, 0..5u8, 0..4u8),
        (0..7usize, 0..6usize, 0..7usize, 0..6usize),
        (0..5u8, 0..3u8),
        prop::array::uniform5((0..4u8, 0.0f32..20.0)),
        any::<[bool; 2]>(),
    );
    (seen, learnt).prop_map(|(seen, learnt)| Case {
        keys: [seen.0.0, seen.0.1, seen.0.2],
        names: [seen.1.0, seen.1.1, seen.1.2, seen.1.3],
        accounts: [seen.2.0, seen.2.1],
        traits: seen.3,
        unique: seen.4,
        kinship: learnt.0,
        factors: learnt.1,
        dependence: learnt.2,
        harder: learnt.3,
        common: learnt.4,
    })
}

/// A model with the case's lessons and the two names.
struct Study {
    model: Model,
    books: Books,
    ours: Name,
    theirs: Name,
}

impl Study {
    fn of(case: &Case) -> Self {
        let mut names = NameBook::new();
        for _ in 0..case.common {
            names.enter("Anna", "Kern");
        }
        for at in 0..100 {
            names.enter(&format!("Given{at}"), &format!("Surname{at}"));
        }
        let [a, b, c, d] = case.names;
        let (ours, theirs) = (
            names.enter(GIVEN[a], SURNAMES[b]),
            names.enter(GIVEN[c], SURNAMES[d]),
        );
        let lessons = Lessons {
            name_dependence: case.dependence,
            given_bits: 6.0,
            kinship: case.kinship.to_vec(),
            ..Lessons::default()
        };
        let facts = KINDS.map(|kind| TraitFacts { kind, holders: 900 });
        let mut model = Model::learn(&lessons, facts.to_vec(), 1000);
        model.calibration = Calibration {
            offset: 0.0,
            factors: case.factors,
        };
        if case.harder {
            model.harder = Harder::unseen(&model);
        }
        let books = Books {
            names,
            ..Books::default()
        };
        Self {
            model,
            books,
            ours,
            theirs,
        }
    }

    fn comparison(&self, case: &Case) -> Comparison {
        let mut comparison = Comparison {
            levels: [level::MISSING; FIELDS_MAX],
            names: self.books.names.compare(self.ours, self.theirs),
            compared: (self.ours, self.theirs),
            surprise: [0.0; TRAITS_MAX],
        };
        for (at, known) in [field::UID, field::EMAIL, field::LOGIN]
            .into_iter()
            .zip(case.keys)
        {
            comparison.levels[at] = known;
        }
        comparison.levels[field::ACTIVITY] = case.accounts[0];
        comparison.levels[field::TIME] = case.accounts[1];
        comparison.levels[field::MARK] = 1;
        for (at, (known, surprise)) in case.traits.into_iter().enumerate() {
            comparison.levels[field::TRAIT + at] = known;
            comparison.surprise[at] = surprise;
        }
        with_names(&mut comparison);
        comparison
    }

    fn bits(&self, case: &Case, comparison: &Comparison) -> f32 {
        let candidate = Candidate {
            legacy: UserIx(0),
            azure: UserIx(0),
            unique_uid: case.unique[0],
            unique_address: case.unique[1],
        };
        self.model.weigh(comparison, candidate, &self.books).bits
    }
}

/// Puts the agreement of names where it stands among the levels.
fn with_names(comparison: &mut Comparison) {
    let NameAgreement {
        given,
        surname,
        swapped,
    } = comparison.names;
    comparison.levels[field::GIVEN] = given as u8;
    comparison.levels[field::SURNAME] = surname as u8;
    comparison.levels[field::ORDER] = match given.agrees() && surname.agrees() {
        true if swapped => level::ORDER_SWAPPED,
        true => level::ORDER_STRAIGHT,
        false => level::MISSING,
    };
}

/// The levels at which a field is missing, agrees and differs.
fn levels(at: usize) -> [u8; 3] {
    let differs = match at {
        field::UID => level::UID_DIFFER,
        field::EMAIL => level::EMAIL_DIFFER,
        field::LOGIN => level::LOGIN_DIFFER,
        field::TIME => level::TIME_CONFLICT,
        _ => TraitLevel::Differ as u8,
    };
    [level::MISSING, 1, differs]
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn agreement_never_lowers_a_score_nor_difference_raises_it(case in cases()) {
        let study = Study::of(&case);
        let comparison = study.comparison(&case);
        let fields = [field::UID, field::EMAIL, field::LOGIN, field::TIME]
            .into_iter()
            .chain(field::TRAIT..field::TRAIT + KINDS.len());
        for at in fields {
            let [missing, agrees, differs] = levels(at).map(|known| {
                let mut turned = comparison;
                turned.levels[at] = known;
                study.bits(&case, &turned)
            });
            prop_assert!(agrees >= missing - ROUNDING, "field {} agrees: {} to {}", at, missing, agrees);
            prop_assert!(differs <= missing + ROUNDING, "field {} differs: {} to {}", at, missing, differs);
        }
    }

    /// A login alone ties accounts that bear no name at all, so one part of the name stays as it is.
    #[test]
    fn a_name_that_agrees_never_lowers_a_score(case in cases()) {
        let study = Study::of(&case);
        let comparison = study.comparison(&case);
        for surname in [false, true] {
            let [missing, agrees, differs] =
                [PartLevel::Missing, PartLevel::Exact, PartLevel::Differ].map(|known| {
                    let mut turned = comparison;
                    let names = &mut turned.names;
                    names.swapped = false;
                    let (part, other) = if surname {
                        (&mut names.surname, &mut names.given)
                    } else {
                        (&mut names.given, &mut names.surname)
                    };
                    *part = known;
                    if *other == PartLevel::Missing {
                        *other = PartLevel::Initial;
                    }
                    with_names(&mut turned);
                    study.bits(&case, &turned)
                });
            prop_assert!(agrees >= missing - ROUNDING, "surname {}: {} to {}", surname, missing, agrees);
            prop_assert!(differs <= missing + ROUNDING, "surname {}: {} to {}", surname, missing, differs);
        }
    }

    #[test]
    fn the_sides_may_change_places(case in cases()) {
        let study = Study::of(&case);
        let there = study.comparison(&case);
        let mut back = there;
        back.names = study.books.names.compare(study.theirs, study.ours);
        back.compared = (study.theirs, study.ours);
        with_names(&mut back);
        let (there, back) = (study.bits(&case, &there), study.bits(&case, &back));
        prop_assert!((there - back).abs() <= ROUNDING, "{} and back {}", there, back);
    }
}
