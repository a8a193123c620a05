//! How two names agree, part by part, in either order of the parts.

use super::{
    book::{Name, NameBook, NamePart, Part},
    nicknames_table::PARTICLES,
};

/// How two given names or two surnames agree; the best that can be said of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum PartLevel {
    /// One of them is missing.
    Missing,
    /// Equal but for case, marks and punctuation.
    Exact,
    /// Two spellings of one name: `ü` and `ue`, joined and hyphenated, words in another order.
    Spelling,
    /// A nickname of it.
    Nickname,
    /// One holds the other: a middle name, half of a double-barrelled name.
    Contained,
    /// An initial of it.
    Initial,
    /// One letter off.
    Typo,
    /// Two letters off, or written down by ear.
    Near,
    /// Different.
    Differ,
}

impl PartLevel {
    /// Whether the two may well be one name.
    #[must_use]
    pub fn agrees(self) -> bool {
        !matches!(self, Self::Missing | Self::Near | Self::Differ)
    }

    /// Whether they are one name but for its spelling.
    #[must_use]
    pub fn is_full(self) -> bool {
        matches!(
            self,
            Self::Exact | Self::Spelling | Self::Nickname | Self::Contained | Self::Typo
        )
    }

    fn rank(self) -> i32 {
        match self {
            Self::Exact => 10,
            Self::Spelling => 9,
            Self::Nickname | Self::Contained => 7,
            Self::Typo => 6,
            Self::Initial | Self::Near => 3,
            Self::Missing => 1,
            Self::Differ => 0,
        }
    }
}

/// How two names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameAgreement {
    /// The given names, or the left one's against the right one's surname when swapped.
    pub given: PartLevel,
    /// The surnames, likewise.
    pub surname: PartLevel,
    /// Whether given name and surname stand in each other's place.
    pub swapped: bool,
}

impl NameAgreement {
    /// Whether both parts contradict.
    #[must_use]
    pub fn contradicts(self) -> bool {
        let against = |level| matches!(level, PartLevel::Differ | PartLevel::Near);
        against(self.given)
            && against(self.surname)
            && (self.given == PartLevel::Differ || self.surname == PartLevel::Differ)
    }

    /// Whether both parts are one name but for spelling.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.given.is_full() && self.surname.is_full()
    }

    /// Whether nothing can be said.
    #[must_use]
    pub fn is_missing(self) -> bool {
        self.given == PartLevel::Missing && self.surname == PartLevel::Missing
    }

    fn rank(self) -> i32 {
        self.given.rank() + self.surname.rank() - if self.swapped { 6 } else { 0 }
    }
}

impl NameBook {
    /// Compares two names; the order of the arguments does not matter.
    #[must_use]
    pub fn compare(&self, a: Name, b: Name) -> NameAgreement {
        let straight = NameAgreement {
            given: self.compare_parts(a.given, b.given, true),
            surname: self.compare_parts(a.surname, b.surname, false),
            swapped: false,
        };
        if straight.given.is_full() && straight.surname.is_full() {
            return straight;
        }
        if a.whole == b.whole && a.whole != 0 {
            return self.same_words(a, b);
        }
        let swapped = self.compare_swapped(a, b);
        if swapped.rank() > straight.rank() {
            swapped
        } else {
            straight
        }
    }

    /// The better agreement of the two; the first when equal.
    #[must_use]
    pub fn better(a: NameAgreement, b: NameAgreement) -> NameAgreement {
        if b.rank() > a.rank() { b } else { a }
    }

    fn same_words(&self, a: Name, b: Name) -> NameAgreement {
        NameAgreement {
            given: PartLevel::Spelling,
            surname: PartLevel::Spelling,
            swapped: self.joined(a.given) == self.joined(b.surname),
        }
    }

    /// Only a clear agreement of both parts counts as swapped.
    fn compare_swapped(&self, a: Name, b: Name) -> NameAgreement {
        let given = self.compare_parts(a.given, b.surname, false);
        let surname = self.compare_parts(a.surname, b.given, false);
        let clear = |level| {
            matches!(
                level,
                PartLevel::Exact | PartLevel::Spelling | PartLevel::Contained | PartLevel::Typo
            )
        };
        let both = clear(given) && clear(surname);
        let lost = PartLevel::Differ;
        NameAgreement {
            given: if both { given } else { lost },
            surname: if both { surname } else { lost },
            swapped: true,
        }
    }

    fn compare_parts(&self, a: NamePart, b: NamePart, nicknames: bool) -> PartLevel {
        if a.is_missing() || b.is_missing() {
            return PartLevel::Missing;
        }
        if a == b {
            return PartLevel::Exact;
        }
        let (left, right) = (&self.parts[a.0 as usize], &self.parts[b.0 as usize]);
        if left.tokens.is_empty() || right.tokens.is_empty() {
            return PartLevel::Missing;
        }
        if left.joined == right.joined || same_tokens(left, right) {
            return PartLevel::Spelling;
        }
        if nicknames && self.share_nickname(left, right) {
            return PartLevel::Nickname;
        }
        self.compare_different(left, right)
    }

    fn compare_different(&self, left: &Part, right: &Part) -> PartLevel {
        if self.contains(left, right) {
            return PartLevel::Contained;
        }
        if self.is_initial(left, right) || self.is_initial(right, left) {
            return PartLevel::Initial;
        }
        let length = left.folded.len().min(right.folded.len());
        let edits = edits(left.folded.as_bytes(), right.folded.as_bytes());
        match edits {
            0 | 1 if length >= 4 => PartLevel::Typo,
            2 if length >= 8 => PartLevel::Typo,
            1 if length >= 2 => PartLevel::Near,
            2 if length >= 5 => PartLevel::Near,
            _ if length >= 5 && sounds_alike(left, right) => PartLevel::Near,
            _ => PartLevel::Differ,
        }
    }

    fn share_nickname(&self, left: &Part, right: &Part) -> bool {
        let first = |part: &Part| &self.tokens[part.tokens[0] as usize].groups;
        left.tokens[0] != right.tokens[0]
            && first(left).iter().any(|group| first(right).contains(group))
    }

    /// Whether a word that is more than a particle stands in both.
    fn contains(&self, left: &Part, right: &Part) -> bool {
        if left.tokens.len() == 1 && right.tokens.len() == 1 {
            return false;
        }
        left.tokens.iter().any(|token| {
            let text = &*self.tokens[*token as usize].text;
            text.len() > 1 && !PARTICLES.contains(&text) && right.tokens.contains(token)
        })
    }

    fn is_initial(&self, short: &Part, long: &Part) -> bool {
        let letters = || self.texts(short);
        letters().all(|letter| letter.len() == 1)
            && letters()
                .zip(self.texts(long))
                .all(|(letter, word)| word.starts_with(letter))
    }

    fn texts<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a str> {
        part.tokens
            .iter()
            .map(|token| &*self.tokens[*token as usize].text)
    }
}

fn same_tokens(left: &Part, right: &Part) -> bool {
    left.tokens.len() == right.tokens.len()
        && left.tokens.len() > 1
        && left.tokens.iter().all(|token| right.tokens.contains(token))
        && right.tokens.iter().all(|token| left.tokens.contains(token))
}

fn sounds_alike(left: &Part, right: &Part) -> bool {
    left.folded.as_bytes().first() == right.folded.as_bytes().first() && left.sound == right.sound
}

/// Letters inserted, deleted, replaced or exchanged with their neighbour to get from one to the other;
/// 3 for three or more. Only what lies within two letters of the diagonal can be fewer.
pub(crate) fn edits(a: &[u8], b: &[u8]) -> usize {
    const LONGEST: usize = 48;
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if a.len().abs_diff(b.len()) >= FAR || a.len() >= LONGEST || b.len() >= LONGEST {
        return FAR;
    }
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len());
    }
    edits_within::<LONGEST>(a, b)
}

const FAR: usize = 3;
/// Letters off the diagonal beyond which nothing is near.
const BAND: usize = FAR - 1;

/// As [`edits`], of texts shorter than `N` whose lengths are near.
fn edits_within<const N: usize>(a: &[u8], b: &[u8]) -> usize {
    let mut rows = [[FAR; N]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate().take(FAR) {
        *cell = j;
    }
    let mut last_least = 0;
    for i in 1..=a.len() {
        let (now, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let from = i.saturating_sub(BAND).max(1);
        rows[now][from - 1] = if from == 1 { i.min(FAR) } else { FAR };
        let mut least = rows[now][from - 1];
        for j in from..=b.len().min(i + BAND) {
            let replaced = rows[last][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = best.min(FAR);
            least = least.min(best);
        }
        // Two rows that are far leave nothing near to go on from.
        if least >= FAR && last_least >= FAR {
            return FAR;
        }
        last_least = least;
    }
    rows[a.len() % 3][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use PartLevel::{Contained, Differ, Exact, Initial, Missing, Near, Nickname, Spelling, Typo};

    fn check(a: (&str, &str), b: (&str, &str), expected: (PartLevel, PartLevel, bool)) {
        let mut book = NameBook::new();
        let (left, right) = (book.name(a.0, a.1), book.name(b.0, b.1));
        let there = book.compare(left, right);
        let back = book.compare(right, left);
        let found = (there.given, there.surname, there.swapped);
        assert_eq!(found, expected, "{a:?} against {b:?}");
        assert_eq!(there.rank(), back.rank(), "{b:?} against {a:?}");
    }

    #[test]
    fn names_agree_by_part() {
        check(
            ("Jörg", "Müller"),
            ("JOERG", "Mueller"),
            (Spelling, Spelling, false),
        );
        check(
            ("José", "García"),
            ("Jose", "Garcia"),
            (Exact, Exact, false),
        );
        check(
            ("Bob", "Smith II"),
            ("Robert", "Smith"),
            (Nickname, Exact, false),
        );
        check(
            ("Maria Elena", "Lopez"),
            ("Maria", "Lopez"),
            (Contained, Exact, false),
        );
        check(
            ("Xara Elena", "Lopez"),
            ("Xara", "Lopez"),
            (Contained, Exact, false),
        );
        check(
            ("Anke", "Hass-Weimer"),
            ("Anke", "Weimer"),
            (Exact, Contained, false),
        );
        check(("B.", "Vogt"), ("Burak", "Vogt"), (Initial, Exact, false));
        check(
            ("Fernlndo", "Robles"),
            ("Fernando", "Robles"),
            (Typo, Exact, false),
        );
        check(
            ("Szucs", "Edit"),
            ("Edit", "Szűcs"),
            (Spelling, Spelling, true),
        );
        check(
            ("Ji-jae", "Bae"),
            ("Jijae", "Bae"),
            (Spelling, Exact, false),
        );
        check(("Anna", ""), ("Anna", "Kern"), (Exact, Missing, false));
        check(
            ("Olga", "Kovalska"),
            ("Olga", "Kowalsky"),
            (Exact, Typo, false),
        );
        check(("Olga", "Shukof"), ("Olga", "Zhukov"), (Exact, Near, false));
        check(
            ("Juan", "de la Cruz"),
            ("Juan", "de la Torre"),
            (Exact, Differ, false),
        );
        check(("Tim", "Abdi"), ("Tom", "Jones"), (Near, Differ, false));
        check(("", ""), ("Tom", "Jones"), (Missing, Missing, false));
    }

    /// The whole table, cell by cell.
    fn edits_of_all(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut best = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[a.len()][b.len()].min(3)
    }

    proptest::proptest! {
        #[test]
        fn edits_near_the_diagonal_are_those_of_the_whole_table(
            a in "[abc]{0,9}", b in "[abc]{0,9}"
        ) {
            let (a, b) = (a.as_bytes(), b.as_bytes());
            proptest::prop_assert_eq!(edits(a, b), edits_of_all(a, b));
        }
    }

    #[test]
    fn edits_count_exchanged_neighbours_once() {
        for (a, b, expected) in [
            ("martha", "marhta", 1),
            ("smith", "smith", 0),
            ("smith", "smyth", 1),
            ("kitten", "sitting", 3),
            ("a", "abc", 2),
            ("", "xyz", 3),
        ] {
            assert_eq!(edits(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
            assert_eq!(edits(b.as_bytes(), a.as_bytes()), expected, "{b} {a}");
        }
    }
}
