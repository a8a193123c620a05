//! Pairs of values in several scripts, and the class of each; both ways round.

use proptest::prelude::*;

use super::*;

/// Values that differ in one way, both ways round, unless one of them is blank.
#[track_caller]
fn check(now: &str, would_be: &str, expect: ChangeClass) {
    assert_eq!(classify(now, would_be), expect, "{now:?} → {would_be:?}");
    let back = match expect {
        ChangeClass::New => ChangeClass::Emptied,
        ChangeClass::Emptied => ChangeClass::New,
        same => same,
    };
    assert_eq!(classify(would_be, now), back, "{would_be:?} → {now:?}");
}

#[test]
fn a_difference_is_named_by_its_mildest_kind() {
    use ChangeClass::*;
    for (now, would_be, expect) in [
        ("", "a", New),
        (" \u{200b}", "a", New),
        ("Finance", " ", Emptied),
        ("Finance", "\u{2060}\u{a0}", Emptied),
        ("finance", "Finance", LetterCase),
        ("ΣΟΦΙΑ", "σοφια", LetterCase),
        ("МОСКВА", "Москва", LetterCase),
        ("Human  Resources", "Human Resources", Spacing),
        ("Human\u{a0}Resources", "human resources", Spacing),
        ("Finance\u{200b}", "Finance", Spacing),
        ("\u{202a}Finance\u{202c}", "Finance", Spacing),
        ("Line\r\nbreak", "Line break", Spacing),
        ("+44 20 7946 0000", "+442079460000", Spacing),
        ("Müller", "Muller", Accents),
        ("Müller", "Mueller", Accents),
        ("Søren Åberg", "Soeren Aaberg", Accents),
        ("STRASSE", "Straße", Accents),
        ("José", "Jose\u{301}", Accents),
        ("Łukasz", "Lukasz", Accents),
        ("O’Brien", "O'Brien", Accents),
        ("Жанна", "Zhanna", Accents),
        ("ＡＢＣ", "abc", Accents),
        ("İzmir", "Izmir", Accents),
        ("a@old.example", "A@new.example", Domain),
        ("a@x.example", "a@sub.x.example", Domain),
        ("03/04/2024", "2024-04-03T00:00:00Z", DateFormat),
        ("31.12.2023", "2023-12-31", DateFormat),
        ("(020) 7946-0000", "02079460000", NumberFormat),
        ("+44 (0)20 7946 0000", "020 7946 0000", NumberFormat),
        ("0044 20 7946 0000", "+44-20-7946-0000", NumberFormat),
        ("(425) 555-0100", "+1 425 555 0100", NumberFormat),
        ("1,234.50", "1234.5", NumberFormat),
        ("1.234,5", "1 234.5", NumberFormat),
        ("Smith-Jones", "Smith Jones", Punctuation),
        ("Sales/Marketing", "Sales, Marketing", Punctuation),
        ("Nguyen Van An", "An, Nguyen Van", WordOrder),
        ("Müller, Anna", "Anna Muller", WordOrder),
        ("Иванов Пётр", "Пётр Иванов", WordOrder),
        ("St. John Road", "Street John Rd", Abbreviation),
        ("12 High St", "12 High Street", Abbreviation),
        ("J. Smith", "John Smith", Abbreviation),
        ("J Smith", "John Smith", Abbreviation),
        ("Hauptstr. 5", "Hauptstraße 5", Abbreviation),
        ("HR", "Human Resources", Abbreviation),
        ("R&D", "Research and Development", Abbreviation),
        ("Sr Mgr", "Senior Manager", Abbreviation),
        ("00123", "123", Prefix),
        ("Engineer", "Senior Engineer", Prefix),
        ("EMP-77", "77", Prefix),
        ("Leeds", "Leeds (UK)", Suffix),
        ("anna.berg", "anna.berg@x.example", Suffix),
        ("東京", "東京本社", Suffix),
        ("Anna Berg", "Anna Maria Berg", Extension),
        ("Head of Sales", "Sales Head", Extension),
        ("Engineer", "Baker", Different),
        ("1234", "5678", Different),
        ("田中", "鈴木", Different),
        ("a@x.example", "b@x.example", Different),
        ("2024-01-01", "2025-01-01", Different),
        ("+44 20 7946 0000", "+49 20 7946 0000", Different),
    ] {
        check(now, would_be, expect);
    }
}

proptest! {
    #[test]
    fn which_value_is_there_first_makes_no_difference(a in "[a-cA-Cäß0-2 .@,+-]{0,8}", b in "[a-cA-Cäß0-2 .@,+-]{0,8}") {
        let back = match classify(&b, &a) {
            ChangeClass::New if !is_blank(&a) => ChangeClass::Emptied,
            ChangeClass::Emptied => ChangeClass::New,
            same => same,
        };
        prop_assert_eq!(classify(&a, &b), back);
    }

    #[test]
    fn no_text_makes_it_stumble(a in ".{0,12}", b in ".{0,12}") {
        classify(&a, &b);
    }
}
