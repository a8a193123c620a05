//! Sign-in names: how a name becomes a local part, and which are taken.

use std::collections::{BTreeMap, BTreeSet};

/// The local parts, account names, numbers and telephone lines handed out so far.
#[derive(Default)]
pub(super) struct Logins {
    taken: BTreeSet<String>,
    next_employee: usize,
    lines: BTreeMap<&'static str, usize>,
}

impl Logins {
    /// `aoife.obrien`, with a number behind it when that is taken.
    pub(super) fn local_part(&mut self, given: &str, family: &str) -> String {
        let wanted = format!("{}.{}", joined(given), joined(family));
        self.claim(wanted.trim_matches('.'))
    }

    /// `aobrien`, with a number behind it when that is taken.
    pub(super) fn short(&mut self, given: &str, family: &str) -> String {
        let wanted: String = initial(given)
            .chain(joined(family).chars())
            .take(18)
            .collect();
        self.claim(&wanted)
    }

    /// `a.obrien`, as directories wrote it before they spelt first names out.
    pub(super) fn initial(&mut self, given: &str, family: &str) -> String {
        let wanted: String = initial(given)
            .chain(['.'])
            .chain(joined(family).chars())
            .collect();
        self.claim(&wanted)
    }

    /// The next personnel number: six digits, the first ones with leading zeros.
    pub(super) fn employee_id(&mut self) -> String {
        self.next_employee += 1;
        format!("{:06}", 4_100 + self.next_employee * 37)
    }

    /// A telephone number of its own: the pattern's `#` filled with three digits.
    pub(super) fn line(&mut self, pattern: &'static str) -> String {
        let count = self.lines.entry(pattern).or_default();
        *count += 1;
        let digits = format!("{:03}", (*count * 617 + 89) % 1000);
        let mut digits = digits.chars();
        pattern
            .chars()
            .map(|c| {
                if c == '#' {
                    digits.next().unwrap_or('0')
                } else {
                    c
                }
            })
            .collect()
    }

    /// That local part, with a number behind it when it is taken.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 1;
        while !self.taken.insert(name.clone()) {
            number += 1;
            name = format!("{wanted}{number}");
        }
        name
    }
}

/// A name in plain Latin letters, as a directory's scripts write it: `Müller` → `Mueller`.
pub(crate) fn plain(name: &str) -> String {
    name.chars().fold(String::new(), |mut text, c| {
        match FOLDS.iter().find(|(letters, _)| letters.contains(c)) {
            Some((_, plain)) => text.push_str(plain),
            None => text.push(c),
        }
        text
    })
}

fn initial(given: &str) -> impl Iterator<Item = char> {
    joined(given).chars().next().into_iter()
}

/// Lower case, plain letters and hyphens only: `Ortiz de Zárate` → `ortizdezarate`.
fn joined(name: &str) -> String {
    let lower = plain(name).to_lowercase();
    lower
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

const FOLDS: &[(&str, &str)] = &[
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("Ä", "Ae"),
    ("Ö", "Oe"),
    ("Ü", "Ue"),
    ("ß", "ss"),
    ("áàâãåāąảăắặấầậạ", "a"),
    ("ÁÀÂÅ", "A"),
    ("æ", "ae"),
    ("çćč", "c"),
    ("ÇČ", "C"),
    ("ďđð", "d"),
    ("ĐÐ", "D"),
    ("éèêëęěẹệếễ", "e"),
    ("É", "E"),
    ("ğ", "g"),
    ("íìîïīịı", "i"),
    ("İÍ", "I"),
    ("ł", "l"),
    ("Ł", "L"),
    ("ñńň", "n"),
    ("óòôõøōőơọồỗộớ", "o"),
    ("ÓØŌỌ", "O"),
    ("ř", "r"),
    ("Ř", "R"),
    ("śšş", "s"),
    ("ŚŠŞ", "S"),
    ("ť", "t"),
    ("þ", "th"),
    ("Þ", "Th"),
    ("úùûūůűưỳỹũụứửữ", "u"),
    ("ÚŪ", "U"),
    ("ýÿ", "y"),
    ("źżž", "z"),
    ("ŹŻŽ", "Z"),
];

#[cfg(test)]
mod tests {
    use super::super::names::all_words;
    use super::{Logins, plain};

    #[test]
    fn every_name_folds_to_ascii() {
        let left: Vec<String> = all_words()
            .map(plain)
            .filter(|name| !name.is_ascii())
            .collect();
        assert_eq!(left, Vec::<String>::new());
    }

    #[test]
    fn local_parts_are_plain_and_never_handed_out_twice() {
        let mut logins = Logins::default();
        assert_eq!(
            logins.local_part("Jörg", "von der Heide"),
            "joerg.vonderheide"
        );
        assert_eq!(
            logins.local_part("Jörg", "von der Heide"),
            "joerg.vonderheide2"
        );
        assert_eq!(logins.local_part("Sutrisno", ""), "sutrisno");
        assert_eq!(logins.short("Aoife", "O'Brien"), "aobrien");
    }

    #[test]
    fn telephone_lines_are_filled_digit_by_digit() {
        let mut logins = Logins::default();
        assert_eq!(logins.line("+33 4 65 71 0# ##"), "+33 4 65 71 07 06");
        assert_eq!(logins.line("+33 4 65 71 0# ##"), "+33 4 65 71 03 23");
    }
}
