//! Lines of totals and of text below a table: told from people by everything that stands in the row.
//!
//! `Total` is a surname too. What makes a line one of totals is that nothing in it says who somebody is:
//! a word for a sum comes first, all else is numbers, and where the word alone could be a name, the
//! number counts the records or the columns that say who somebody is are empty.

use presync_core::{Side, record::SourceHeader};

use crate::{format::Row, values::is_blank};

/// First words of such lines, in lower case.
const SUMS: &[&str] = &[
    "total",
    "totals",
    "totale",
    "totaal",
    "totalt",
    "totaux",
    "totales",
    "totali",
    "sum",
    "sums",
    "sub",
    "subtotal",
    "grand",
    "overall",
    "count",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "gesamtzahl",
    "gesamtanzahl",
    "gesamtergebnis",
    "insgesamt",
    "ergebnis",
    "anzahl",
    "zwischensumme",
    "somme",
    "nombre",
    "effectif",
    "suma",
    "conteo",
    "recuento",
    "soma",
    "somma",
    "conteggio",
    "aantal",
    "som",
    "razem",
    "ogółem",
    "liczba",
    "łącznie",
    "summa",
    "antal",
    "antall",
    "yhteensä",
    "average",
    "avg",
    "durchschnitt",
    "mittelwert",
    "moyenne",
    "promedio",
    "gemiddelde",
    "średnia",
    "gennemsnit",
    "gjennomsnitt",
    "medelvärde",
];
/// Words between them, in the same cell.
const BETWEEN: &[&str] = &[
    "general",
    "général",
    "generale",
    "number",
    "count",
    "of",
    "the",
    "all",
    "der",
    "de",
    "des",
    "di",
    "von",
    "van",
    "af",
    "av",
    "affected",
    "selected",
    "exported",
];
/// What is counted, in lower case.
const COUNTED: &[&str] = &[
    "users",
    "user",
    "records",
    "record",
    "rows",
    "row",
    "people",
    "persons",
    "employees",
    "entries",
    "accounts",
    "staff",
    "members",
    "headcount",
    "benutzer",
    "mitarbeiter",
    "mitarbeitende",
    "personen",
    "datensätze",
    "zeilen",
    "einträge",
    "konten",
    "utilisateurs",
    "personnes",
    "enregistrements",
    "lignes",
    "comptes",
    "salariés",
    "agents",
    "usuarios",
    "personas",
    "registros",
    "empleados",
    "filas",
    "utenti",
    "persone",
    "righe",
    "dipendenti",
    "gebruikers",
    "medewerkers",
    "personer",
    "rijen",
    "użytkowników",
    "osób",
    "pracowników",
    "rekordów",
    "brugere",
    "medarbejdere",
    "användare",
    "anställda",
    "rader",
    "brukere",
    "ansatte",
    "utilizadores",
    "funcionários",
    "pessoas",
];
/// Words that no key has.
const SENTENCE_WORDS_MIN: usize = 3;
/// Longest label of such a line, in bytes.
const LABEL_BYTES_MAX: usize = 60;

/// What columns of a table name people, and which are their keys.
#[derive(Debug)]
pub(crate) struct Totals {
    names: Vec<usize>,
    keys: Vec<usize>,
    /// Keys of records before had spaces in them.
    spaced_keys: bool,
}

impl Totals {
    /// The columns of one source.
    pub(crate) fn of(header: &SourceHeader) -> Self {
        let (names, keys): (&[&str], &[&str]) = match header.side {
            Side::Legacy => (
                &[
                    "name.familyName",
                    "name.givenName",
                    "displayName",
                    "userName",
                ],
                &["externalId", "userName", "emails[type eq \"work\"].value"],
            ),
            Side::Azure => (
                &["surname", "givenName", "displayName"],
                &["objectId", "userPrincipalName", "mail"],
            ),
        };
        let columns = |wanted: &[&str]| {
            let each = header.columns.iter().enumerate();
            each.filter(|(_, column)| wanted.contains(&column.attribute.as_str()))
                .map(|(ix, _)| ix)
                .collect()
        };
        Self {
            names: columns(names),
            keys: columns(keys),
            spaced_keys: false,
        }
    }

    /// Whether a row below so many records can only be a line of totals, if it is the last.
    pub(crate) fn is_line(&self, row: &Row, records: u32) -> bool {
        let cells = (0..row.len()).map(|column| (column, row.cell(column).trim_matches(is_blank)));
        let mut filled = cells.filter(|(_, cell)| !cell.is_empty());
        let Some((column, first)) = filled.next() else {
            return false;
        };
        let mut numbers = Vec::new();
        for (column, cell) in filled {
            // Most rows end here, at the first cell of letters.
            if !is_number(cell) {
                return false;
            }
            numbers.push((column, cell));
        }
        let Some(label) = Label::of(first).filter(|label| label.has_number || !numbers.is_empty())
        else {
            return false;
        };
        let counts = |(_, cell): &(usize, &str)| number_in(cell) == Some(u64::from(records));
        label.is_sure || numbers.iter().any(counts) || self.is_nobody(column, &numbers)
    }

    /// Sees a record, for what its keys look like.
    pub(crate) fn learn(&mut self, cells: &[&str]) {
        let mut keys = self.keys.iter().filter_map(|key| cells.get(*key));
        self.spaced_keys =
            self.spaced_keys || keys.any(|key| key.trim_matches(is_blank).contains(' '));
    }

    /// Whether a row is one text of several words in a column of keys that have no spaces.
    pub(crate) fn is_text(&self, row: &Row) -> bool {
        !self.spaced_keys && self.words_of_key(row) > 1
    }

    /// Whether it is so long that it is no key, whatever stands around it.
    pub(crate) fn is_sentence(&self, row: &Row) -> bool {
        !self.spaced_keys && self.words_of_key(row) >= SENTENCE_WORDS_MIN
    }

    /// Words of the one cell of a row that is filled, where it is a key; 0 else.
    fn words_of_key(&self, row: &Row) -> usize {
        let cells = row
            .cells()
            .map(|cell| cell.trim_matches(is_blank))
            .enumerate();
        let mut filled = cells.filter(|(_, cell)| !cell.is_empty());
        match (filled.next(), filled.next()) {
            (Some((column, cell)), None) if row.len() > 1 && self.keys.contains(&column) => {
                cell.split_whitespace().count()
            }
            _ => 0,
        }
    }

    /// Nothing beside the word says who it is, where the table has such columns.
    fn is_nobody(&self, word: usize, numbers: &[(usize, &str)]) -> bool {
        let mut keys = self.keys.iter().filter(|key| **key != word).peekable();
        if keys.peek().is_none() {
            return !self.names.contains(&word);
        }
        keys.all(|key| numbers.iter().all(|(column, _)| column != key))
    }
}

/// The first cell of such a line.
struct Label {
    /// It holds a number itself.
    has_number: bool,
    /// It is more than a word that could be a name.
    is_sure: bool,
}

impl Label {
    fn of(cell: &str) -> Option<Self> {
        if cell.len() > LABEL_BYTES_MAX {
            return None;
        }
        let lower = cell.to_lowercase();
        let is_in = |list: &[&str], word: &&str| list.contains(word);
        let first = words(&lower).next()?;
        let all: Vec<&str> = words(&lower).collect();
        let is_known =
            |word: &&str| is_in(SUMS, word) || is_in(BETWEEN, word) || is_in(COUNTED, word);
        let has_number = has_digit(cell);
        let is_sum = is_in(SUMS, &first);
        // `Users: 120` and `(120 rows affected)`.
        let is_count = has_number
            && all.iter().any(|word| is_in(COUNTED, word))
            && (cell.contains(':') || cell.starts_with(|c: char| c == '(' || c.is_ascii_digit()));
        let is_known = all.iter().all(is_known);
        (is_known && (is_sum || is_count)).then_some(Self {
            has_number,
            is_sure: has_number || all.len() > 1 || cell.ends_with([':', '=']),
        })
    }
}

/// Runs of letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// A number with what may stand around it, such as `1.204,50 €` or `120 users`.
fn is_number(cell: &str) -> bool {
    has_digit(cell)
        && !cell.contains('@')
        && words(cell).all(|word| COUNTED.contains(&word.to_lowercase().as_str()))
}

/// The whole number in a cell, without the marks between its thousands.
fn number_in(cell: &str) -> Option<u64> {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use presync_core::record::SourceColumn;

    use super::*;

    fn header(attributes: &[&str]) -> SourceHeader {
        let column = |attribute: &&str| SourceColumn {
            header: (*attribute).into(),
            attribute: (*attribute).into(),
            known: true,
            confidence: 97,
            reason: String::new(),
        };
        SourceHeader {
            side: Side::Legacy,
            file: "a.csv".into(),
            sheet: None,
            format: "CSV".into(),
            sha256: String::new(),
            bytes: 0,
            columns: attributes.iter().map(column).collect(),
            profile_source: None,
        }
    }

    fn check(attributes: &[&str], cells: &[&str], expect: bool) {
        let mut row = Row::default();
        row.begin(9);
        cells.iter().for_each(|cell| row.push(cell));
        let totals = Totals::of(&header(attributes));
        assert_eq!(
            totals.is_line(&row, 120),
            expect,
            "{attributes:?} {cells:?}"
        );
    }

    const MAIL: &str = "emails[type eq \"work\"].value";

    #[test]
    fn lines_of_totals() {
        let columns = ["externalId", "userName", "name.familyName", MAIL, "Hours"];
        check(&columns, &["Total", "", "", "", "4,820.5"], true);
        check(&columns, &["Summe:", "120"], true);
        check(&columns, &["Total: 118 users"], true);
        check(&columns, &["Gesamt 120 Mitarbeiter"], true);
        check(&columns, &["", "", "Anzahl", "", "7"], true);
        check(
            &columns,
            &["Total général", "120", "", "", "1 204,50 €"],
            true,
        );
        check(&columns, &["Total users", "120 users"], true);
        check(&columns, &["Users: 7"], true);
        check(&columns, &["(7 rows affected)"], true);
        check(&["userName", MAIL, "Hours"], &["Total", "", "320.5"], true);
        check(&["displayName", "Hours"], &["Razem", "120"], true);
    }

    #[test]
    fn lines_of_text() {
        let check = |cells: &[&str], before: &str, expect: (bool, bool)| {
            let mut row = Row::default();
            row.begin(9);
            cells.iter().for_each(|cell| row.push(cell));
            let mut totals = Totals::of(&header(&["userName", MAIL]));
            totals.learn(&[before, "a@x.test"]);
            assert_eq!(
                (totals.is_text(&row), totals.is_sentence(&row)),
                expect,
                "{cells:?}"
            );
        };
        check(&["Printed on 25.11.2026", ""], "ada", (true, true));
        check(&["Leavers 2026", ""], "ada", (true, false));
        check(&["Leavers", ""], "ada", (false, false));
        check(&["Ada Eve Okoro", ""], "Bo Lind", (false, false));
        check(&["Ada Eve Okoro", "b@x.test"], "ada", (false, false));
        check(&["", "not a key at all"], "ada", (true, true));
    }

    #[test]
    fn people_are_none() {
        let columns = ["externalId", "userName", "name.familyName", MAIL, "Hours"];
        check(&columns, &["4711", "", "Total", "", "120"], false);
        check(&columns, &["", "ann", "Total", "", "120"], false);
        check(&columns, &["Total", "", "", "ann@x.test", "120"], false);
        check(&columns, &["Total", "", "Ann", "", "120"], false);
        check(&columns, &["Total"], false);
        check(&columns, &["user 7", "", "", "", "38"], false);
        check(&columns, &["DE 4711", "", "", "", "38"], false);
        check(&columns, &["Total Wines 4711", "", "", "", "120"], false);
        check(
            &["name.familyName", "externalId"],
            &["Total", "4711"],
            false,
        );
        check(&["userName", "Hours"], &["total", "38"], false);
        check(&["displayName", "Hours"], &["Summe", "38"], false);
        check(&["organization", "externalId"], &["Total", "4711"], false);
    }
}
