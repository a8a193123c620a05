//! Whether given names and surnames stand in each other's columns, by what else the file and the other
//! side hold. It only says so: the intranet may really hold them the wrong way round.

use presync_core::{Diagnostic, Severity, Side, names::fold};

use super::{Pool, Sketch};
use crate::observation::{observation, of_column};

/// Rows that must speak clearly before anything is said.
const ROWS_MIN: usize = 5;
/// Of a hundred rows that speak, so many must say that the names are swapped.
const SHARE_MIN: usize = 80;
/// A lead in overlap with the other side's column, in percent, that proves which name is which.
const LEAD_MIN: u32 = 30;

/// The names of one row and what may prove their order; empty where it is absent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NamedRow<'a> {
    pub(crate) given: &'a str,
    pub(crate) family: &'a str,
    pub(crate) display: &'a str,
    pub(crate) address: &'a str,
}

/// The two columns of names with their headers and values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameColumns<'a> {
    pub(crate) given: (&'a str, &'a Sketch),
    pub(crate) family: (&'a str, &'a Sketch),
}

/// Rows for and against the order of the headers.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    straight: usize,
    swapped: usize,
}

impl Votes {
    fn of<'a>(
        rows: &[NamedRow<'a>],
        is_straight: impl Fn(&str, &str, &NamedRow<'a>) -> bool,
    ) -> Self {
        let mut votes = Self::default();
        for row in rows {
            let (given, family) = (fold(row.given), fold(row.family));
            if given.is_empty() || family.is_empty() || given == family {
                continue;
            }
            match (
                is_straight(&given, &family, row),
                is_straight(&family, &given, row),
            ) {
                (true, false) => votes.straight += 1,
                (false, true) => votes.swapped += 1,
                _ => {}
            }
        }
        votes
    }

    fn says_swapped(self) -> bool {
        self.swapped >= ROWS_MIN && self.swapped * 100 >= SHARE_MIN * (self.swapped + self.straight)
    }

    fn says_straight(self) -> bool {
        self.straight >= ROWS_MIN && self.straight > self.swapped
    }
}

/// Says that the columns seem swapped, if they do. The other side decides where it can.
pub(crate) fn swapped(
    names: NameColumns<'_>,
    rows: &[NamedRow<'_>],
    other: Option<&Pool>,
) -> Option<Diagnostic> {
    let reason = match other.and_then(|pool| by_other_side(names, pool)) {
        Some(true) => "the other side's given names and surnames are found the other way round",
        Some(false) => return None,
        None => within_file(rows)?,
    };
    let ((given, _), (family, _)) = (names.given, names.family);
    let said = observation(
        "NAMES_SWAPPED",
        Severity::Warning,
        format!(
            "The columns \"{given}\" and \"{family}\" seem to hold each other's names: {reason}. They are read as their headers say."
        ),
        "If only the export has them swapped, state both columns in a profile; if the system itself has, nothing is to be stated.",
    );
    Some(of_column(given, said))
}

/// What the display names and addresses of the file say, where they agree or only one speaks.
fn within_file(rows: &[NamedRow<'_>]) -> Option<&'static str> {
    let display = Votes::of(rows, |first, last, row| {
        is_display(row.display, first, last)
    });
    let address = Votes::of(rows, |first, last, row| {
        is_local_part(row.address, first, last)
    });
    match (display.says_swapped(), address.says_swapped()) {
        (true, true) => {
            Some("the display names and e-mail addresses have them the other way round")
        }
        (true, false) if !address.says_straight() => {
            Some("the display names have them the other way round")
        }
        (false, true) if !display.says_straight() => {
            Some("the e-mail addresses have them the other way round")
        }
        _ => None,
    }
}

/// Whether the other side has these names in each other's columns; none when it does not tell.
fn by_other_side(names: NameColumns<'_>, pool: &Pool) -> Option<bool> {
    let find = |attributes: [&str; 2]| attributes.into_iter().find_map(|name| pool.column(name));
    let given = find(["givenName", "name.givenName"])?;
    let family = find(["surname", "name.familyName"])?;
    let lead = |column: &Sketch, own: &Sketch, crossed: &Sketch| {
        let (own, crossed) = (column.within(own), column.within(crossed));
        let is_enough = own.values >= ROWS_MIN;
        is_enough.then(|| i64::from(crossed.percent()) - i64::from(own.percent()))
    };
    let leads = [
        lead(names.given.1, given, family)?,
        lead(names.family.1, family, given)?,
    ];
    let needed = i64::from(LEAD_MIN);
    if leads.iter().all(|lead| *lead >= needed) {
        Some(true)
    } else if leads.iter().any(|lead| *lead <= -needed) {
        Some(false)
    } else {
        None
    }
}

/// `First Last`, or `Last, First`.
fn is_display(display: &str, first: &str, last: &str) -> bool {
    match display.split_once(',') {
        Some((family, given)) => fold(family) == last && fold(given).starts_with(first),
        None => {
            let display = fold(display);
            display.starts_with(first) && display.ends_with(last)
        }
    }
}

/// `first.last@`, `flast@`.
fn is_local_part(address: &str, first: &str, last: &str) -> bool {
    let Some((local, _)) = address.split_once('@') else {
        return false;
    };
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.collect()
    };
    let local = plain(&fold(local));
    let (first, last) = (plain(first), plain(last));
    let initial: String = first.chars().take(1).collect();
    local == format!("{first}{last}") || local == format!("{initial}{last}")
}

/// The attributes of the two names on a side.
pub(crate) fn attributes(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::Legacy => ("name.givenName", "name.familyName"),
        Side::Azure => ("givenName", "surname"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [(&str, &str); 6] = [
        ("Ada", "Okoro"),
        ("Bo", "Lindström"),
        ("Chloé", "Moreau"),
        ("Dieter", "Müller"),
        ("Ewa", "Kowalska"),
        ("Finn", "de Vries"),
    ];

    type Shape = fn(&str, &str) -> String;

    /// Six people, whose display names and addresses are made of given name and surname.
    fn check(swap: bool, display: Shape, address: Shape, expect: Option<&str>) {
        let texts: Vec<(String, String)> = PEOPLE
            .iter()
            .map(|(given, family)| (display(given, family), address(given, family)))
            .collect();
        let rows: Vec<NamedRow<'_>> = PEOPLE
            .iter()
            .zip(&texts)
            .map(|((given, family), (display, address))| NamedRow {
                given: if swap { family } else { given },
                family: if swap { given } else { family },
                display,
                address,
            })
            .collect();
        assert_eq!(within_file(&rows).map(|reason| &reason[..8]), expect);
    }

    #[test]
    fn display_names_and_addresses_tell_the_order() {
        let none: Shape = |_, _| String::new();
        let plain: Shape = |given, family| format!("{given} {family}");
        let comma: Shape = |given, family| format!("{family}, {given}");
        let family_first: Shape = |given, family| format!("{family} {given}");
        let dotted: Shape = |given, family| format!("{given}.{family}@x.test").to_lowercase();
        let initial: Shape =
            |given, family| format!("{}{family}@x.test", given.chars().next().unwrap_or('x'));
        check(true, plain, dotted, Some("the disp"));
        check(true, comma, none, Some("the disp"));
        check(true, none, initial, Some("the e-ma"));
        check(true, none, dotted, Some("the e-ma"));
        check(false, plain, dotted, None);
        check(false, comma, initial, None);
        check(false, family_first, dotted, None);
        check(true, none, none, None);
    }
}
