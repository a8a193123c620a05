//! The review workbook as both who writes it and who reads it back know it: its columns, the words of a
//! decision, and the mark that ties a row to its pair.
//!
//! People sort, filter, cut and retype such a file, so every row carries what it takes to notice.

use std::hash::Hasher;

use fnv::FnvHasher;

use super::Verdict;

/// Header of the hidden column that holds each row's [`RowMark`].
pub const ROW: &str = "presync_row";
/// Header of the hidden column that names the intranet user.
pub const LEGACY_ANCHOR: &str = "legacy_anchor";
/// Header of the hidden column that names the Azure user.
pub const AZURE_ANCHOR: &str = "azure_anchor";
/// Header of the column that is filled in.
pub const DECISION: &str = "Decision";
/// Header of the column for the reason.
pub const REASON: &str = "Reason";
/// Header of the column for who decided.
pub const BY: &str = "Decided by";
/// Header of the intranet user's sign-in name.
pub const LEGACY_LOGIN: &str = "Intranet user name";
/// Header of the Azure user's sign-in name.
pub const AZURE_LOGIN: &str = "Azure sign-in name";

/// The answers to choose from, in order.
pub const CHOICES: [(&str, Verdict); 4] = [
    ("Same person", Verdict::Confirm),
    ("Different people", Verdict::Deny),
    ("Not in the intranet", Verdict::New),
    ("Leave out", Verdict::LeaveOut),
];

/// Yes in the languages that customers answer in; what is the same word for no elsewhere is in neither.
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "confirm",
    "confirmed",
    "same",
    "ja",
    "oui",
    "si",
    "sí",
    "sì",
    "sim",
    "tak",
    "ano",
    "áno",
    "да",
    "evet",
    "igen",
    "kyllä",
    "jah",
    "jā",
    "taip",
    "ναι",
    "はい",
    "是",
    "dieselbe person",
    "même personne",
    "misma persona",
    "stessa persona",
    "samma person",
    "zelfde persoon",
];
/// No in the same languages.
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "deny",
    "denied",
    "different",
    "nein",
    "non",
    "não",
    "nao",
    "nie",
    "nee",
    "nej",
    "nei",
    "ne",
    "нет",
    "hayır",
    "hayir",
    "nem",
    "ei",
    "nē",
    "όχι",
    "いいえ",
    "否",
    "verschiedene personen",
    "andere person",
    "personnes différentes",
    "personas distintas",
    "persone diverse",
    "olika personer",
    "verschillende personen",
];
const NEW: &[&str] = &[
    "new",
    "neu",
    "nouveau",
    "nuevo",
    "nuovo",
    "novo",
    "nowy",
    "nový",
    "nieuw",
    "ny",
    "not in intranet",
    "nicht im intranet",
];
const LEAVE_OUT: &[&str] = &[
    "leave_out",
    "leave out",
    "leave-out",
    "weglassen",
    "auslassen",
    "exclure",
    "excluir",
];

/// The verdict that a cell says; none where it says something else.
#[must_use]
pub fn verdict(cell: &str) -> Option<Verdict> {
    let cell = cell.trim().trim_matches(['.', '!', '\'']).to_lowercase();
    let chosen = CHOICES.iter().find(|(word, _)| word.to_lowercase() == cell);
    let is_in = |words: &[&str]| words.contains(&cell.as_str());
    match () {
        () if chosen.is_some() => chosen.map(|(_, verdict)| *verdict),
        () if is_in(YES) => Some(Verdict::Confirm),
        () if is_in(NO) => Some(Verdict::Deny),
        () if is_in(NEW) => Some(Verdict::New),
        () if is_in(LEAVE_OUT) => Some(Verdict::LeaveOut),
        () => None,
    }
}

/// The answer that says a verdict.
#[must_use]
pub fn answer(verdict: Verdict) -> &'static str {
    let found = CHOICES.iter().find(|(_, known)| *known == verdict);
    found.map_or("", |(word, _)| word)
}

/// What ties a row to its engagement and its pair: `engagement-anchors-names`, the latter two as digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowMark {
    /// The engagement that the workbook was written for.
    pub engagement: String,
    anchors: u64,
    shown: u64,
}

impl RowMark {
    /// The mark of a row: whom it names by hidden anchors and by sign-in names that are seen, the intranet
    /// user first.
    #[must_use]
    pub fn of(engagement: &str, anchors: [&str; 2], shown: [&str; 2]) -> Self {
        Self {
            engagement: engagement.to_owned(),
            anchors: digest(anchors),
            shown: digest(shown),
        }
    }

    /// Reads a mark; none where the cell holds something else.
    #[must_use]
    pub fn parse(cell: &str) -> Option<Self> {
        let mut parts = cell.trim().split('-');
        let mut part = || parts.next().filter(|part| part.len() == 16);
        let engagement = part()?.to_owned();
        let mut number = || u64::from_str_radix(part()?, 16).ok();
        Some(Self {
            engagement,
            anchors: number()?,
            shown: number()?,
        })
    }

    /// The mark as a cell holds it.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{}-{:016x}-{:016x}",
            self.engagement, self.anchors, self.shown
        )
    }

    /// Whether the hidden anchors beside it are those it was written with.
    #[must_use]
    pub fn fits_anchors(&self, anchors: [&str; 2]) -> bool {
        self.anchors == digest(anchors)
    }

    /// Whether the sign-in names beside it are those it was written with.
    #[must_use]
    pub fn fits_shown(&self, shown: [&str; 2]) -> bool {
        self.shown == digest(shown)
    }
}

/// An id for an engagement, made of what it was made from.
#[must_use]
pub fn engagement_id<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = FnvHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write(&[0x1f]);
    }
    format!("{:016x}", hasher.finish())
}

fn digest(cells: [&str; 2]) -> u64 {
    let mut hasher = FnvHasher::default();
    for cell in cells {
        hasher.write(cell.trim().as_bytes());
        hasher.write(&[0x1f]);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_understood_in_many_words() {
        for (cell, expect) in [
            ("Same person", Some(Verdict::Confirm)),
            (" JA ", Some(Verdict::Confirm)),
            ("Sí", Some(Verdict::Confirm)),
            ("confirm", Some(Verdict::Confirm)),
            ("Hayır", Some(Verdict::Deny)),
            ("Nein!", Some(Verdict::Deny)),
            ("different people", Some(Verdict::Deny)),
            ("Not in the intranet", Some(Verdict::New)),
            ("leave_out", Some(Verdict::LeaveOut)),
            ("perhaps", None),
            ("", None),
        ] {
            assert_eq!(verdict(cell), expect, "{cell:?}");
        }
        for (word, verdict_of_it) in CHOICES {
            assert_eq!(
                (verdict(word), answer(verdict_of_it)),
                (Some(verdict_of_it), word)
            );
        }
        assert!(YES.iter().all(|word| !NO.contains(word)));
    }

    #[test]
    fn a_mark_knows_its_row() {
        let id = engagement_id(["a", "b"]);
        let mark = RowMark::of(&id, ["007", "o1"], ["ann", "ann@x.test"]);
        let read = RowMark::parse(&format!(" {} ", mark.text())).expect("a mark");
        assert_eq!(read, mark);
        assert!(read.fits_anchors(["007", "o1 "]) && read.fits_shown(["ann", "ann@x.test"]));
        assert!(!read.fits_anchors(["7", "o1"]) && !read.fits_shown(["ann@x.test", "ann"]));
        for cell in ["", "12", "a-b-c", "0123456789abcdef-0123456789abcdef"] {
            assert_eq!(RowMark::parse(cell), None, "{cell:?}");
        }
    }
}
