//! Whether one text is the other in short: words cut off, initials, acronyms, and the abbreviations that
//! directories are full of.

/// Short and long forms, lower case and without accents.
const KNOWN: [(&str, &str); 46] = [
    ("acct", "account"),
    ("admin", "administrator"),
    ("apt", "apartment"),
    ("asst", "assistant"),
    ("assoc", "associate"),
    ("ave", "avenue"),
    ("bldg", "building"),
    ("blvd", "boulevard"),
    ("co", "company"),
    ("corp", "corporation"),
    ("ctr", "center"),
    ("ctr", "centre"),
    ("dept", "department"),
    ("dev", "development"),
    ("dir", "director"),
    ("div", "division"),
    ("dr", "doctor"),
    ("dr", "drive"),
    ("eng", "engineering"),
    ("engr", "engineer"),
    ("exec", "executive"),
    ("fl", "floor"),
    ("ft", "fort"),
    ("govt", "government"),
    ("hwy", "highway"),
    ("inc", "incorporated"),
    ("intl", "international"),
    ("jr", "junior"),
    ("ln", "lane"),
    ("ltd", "limited"),
    ("mfg", "manufacturing"),
    ("mgmt", "management"),
    ("mgr", "manager"),
    ("mktg", "marketing"),
    ("mt", "mount"),
    ("natl", "national"),
    ("ops", "operations"),
    ("pl", "place"),
    ("rd", "road"),
    ("rep", "representative"),
    ("sq", "square"),
    ("sr", "senior"),
    ("st", "saint"),
    ("st", "street"),
    ("supt", "superintendent"),
    ("tech", "technology"),
];
/// Words that acronyms pass over.
const SMALL: [&str; 12] = [
    "a", "and", "de", "der", "du", "for", "la", "of", "the", "to", "und", "et",
];

/// Whether one of two different texts, lower case and without accents, is the other in short.
pub(super) fn is_abbreviated(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(words);
    is_acronym(&a, &b) || is_acronym(&b, &a) || is_cut(&a, &b)
}

/// A word, and whether a full stop says that it was cut off.
type Word<'a> = (&'a str, bool);

fn words(text: &str) -> Vec<Word<'_>> {
    let pieces = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    let words = pieces.flat_map(|piece| {
        let parts = piece.split_inclusive('.');
        parts.map(|part| (part.trim_end_matches('.'), part.ends_with('.')))
    });
    words.filter(|(word, _)| !word.is_empty()).collect()
}

/// `hr` of `human resources`, `r&d` of `research and development`.
fn is_acronym(short: &[Word<'_>], long: &[Word<'_>]) -> bool {
    let letters: String = match short {
        [(word, _)] => (*word).to_owned(),
        words if words.iter().all(|(word, _)| word.len() == 1) => {
            words.iter().map(|(word, _)| *word).collect()
        }
        _ => return false,
    };
    let initials = |all: bool| {
        let counted = long.iter().filter(|(word, _)| all || !SMALL.contains(word));
        counted
            .filter_map(|(word, _)| word.chars().next())
            .collect::<String>()
    };
    let is_made_of_words = long.iter().any(|(word, _)| word.len() > 1);
    letters.len() >= 2
        && is_made_of_words
        && (letters == initials(true) || letters == initials(false))
}

/// Word for word the same or cut off.
fn is_cut(a: &[Word<'_>], b: &[Word<'_>]) -> bool {
    let same_length = a.len() == b.len() && !a.is_empty();
    let pairs = || a.iter().zip(b);
    same_length
        && pairs().all(|(a, b)| a.0 == b.0 || is_short_of(*a, *b) || is_short_of(*b, *a))
        && pairs().any(|(a, b)| a.0 != b.0)
}

fn is_short_of((short, is_cut): Word<'_>, (long, _): Word<'_>) -> bool {
    let is_digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let may_be_cut = is_cut || short.chars().count() == 1;
    let begins = long.starts_with(short) && may_be_cut && !is_digits(short);
    long.len() > short.len() && (begins || KNOWN.contains(&(short, long)))
}
