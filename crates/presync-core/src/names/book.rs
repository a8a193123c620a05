//! All names of an engagement, each spelling folded once, with how often each occurs.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::{
    fold::{collapse, fold, is_mixed_script, skeleton},
    nicknames_table::{NICKNAMES, TITLES},
    spellings::Spellings,
};

/// A given name or a surname by position in the book; spellings that fold alike share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct NamePart(pub(super) u32);

/// A person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Name {
    /// Given names; may be missing.
    pub given: NamePart,
    /// Surnames; may be missing.
    pub surname: NamePart,
    /// What all orders and spellings of the whole name share; 0 when a part is missing.
    pub whole: u64,
}

impl NamePart {
    /// The part that is not there.
    pub(crate) const MISSING: Self = Self(0);

    /// Whether there is none.
    #[must_use]
    pub fn is_missing(self) -> bool {
        self.0 == 0
    }
}

/// Names and their frequencies.
#[derive(Debug)]
pub struct NameBook {
    spelt: FxHashMap<Box<str>, NamePart>,
    folded: FxHashMap<Box<str>, NamePart>,
    joined: FxHashMap<Box<str>, u32>,
    token_ids: FxHashMap<Box<str>, u32>,
    groups: FxHashMap<String, Vec<u16>>,
    pub(super) parts: Vec<Part>,
    pub(super) tokens: Vec<Token>,
    /// Occurrences as given name and as surname, by joined spelling.
    counts: Vec<[u32; 2]>,
    totals: [u32; 2],
}

#[derive(Debug)]
pub(super) struct Part {
    pub(super) folded: Box<str>,
    pub(super) tokens: Box<[u32]>,
    pub(super) joined: u32,
    /// A hash of how the part sounds; 0 when it is empty.
    pub(super) sound: u64,
    /// The sum of the words' hashes; 0 when there are none.
    words: u64,
    mixed: bool,
}

/// One word of a name, its spellings collapsed.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) text: Box<str>,
    pub(super) groups: Box<[u16]>,
    counts: [u32; 2],
}

/// Which part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// Given names.
    Given,
    /// Surnames.
    Surname,
}

impl Default for NameBook {
    fn default() -> Self {
        Self::new()
    }
}

impl NameBook {
    /// An empty book.
    #[must_use]
    pub fn new() -> Self {
        let mut book = Self {
            spelt: FxHashMap::default(),
            folded: FxHashMap::default(),
            joined: FxHashMap::default(),
            token_ids: FxHashMap::default(),
            groups: nickname_groups(),
            parts: Vec::new(),
            tokens: Vec::new(),
            counts: Vec::new(),
            totals: [0; 2],
        };
        book.add("");
        book
    }

    /// The name of these parts, counted as one more bearer.
    pub fn enter(&mut self, given: &str, surname: &str) -> Name {
        let name = self.name(given, surname);
        self.count(name.given, Position::Given, 1);
        self.count(name.surname, Position::Surname, 1);
        name
    }

    /// The name of these parts, not counted.
    pub fn name(&mut self, given: &str, surname: &str) -> Name {
        let (given, surname) = (self.part(given), self.part(surname));
        self.of_parts(given, surname)
    }

    /// Enters what neighbours wrote and gives the part that each of their spellings is, in their order.
    pub(crate) fn enter_all(&mut self, spellings: &Spellings<'_>) -> Vec<NamePart> {
        let entered = spellings.all().iter().map(|spelling| {
            let part = self.part(spelling.text);
            for position in [Position::Given, Position::Surname] {
                self.count(part, position, spelling.counts[position as usize]);
            }
            part
        });
        entered.collect()
    }

    /// The name of parts that are known.
    pub(crate) fn of_parts(&self, given: NamePart, surname: NamePart) -> Name {
        Name {
            given,
            surname,
            whole: self.whole(given, surname),
        }
    }

    /// The folded spelling of a part.
    #[must_use]
    pub fn text(&self, part: NamePart) -> &str {
        &self.parts[part.0 as usize].folded
    }

    /// Whether a word of the name mixes scripts, as look-alikes do.
    #[must_use]
    pub fn is_mixed(&self, name: Name) -> bool {
        [name.given, name.surname]
            .iter()
            .any(|part| self.parts[part.0 as usize].mixed)
    }

    /// The share of bearers who have this part in this position, never 0.
    pub(crate) fn frequency(&self, part: NamePart, position: Position) -> f32 {
        let count = self.counts[self.parts[part.0 as usize].joined as usize];
        self.share(count[position as usize], position)
    }

    /// The share of bearers who have the rarest word that both parts hold.
    pub(crate) fn shared_frequency(&self, a: NamePart, b: NamePart, position: Position) -> f32 {
        let (a, b) = (&self.parts[a.0 as usize], &self.parts[b.0 as usize]);
        a.tokens
            .iter()
            .filter(|token| b.tokens.contains(token))
            .map(|token| self.tokens[*token as usize].counts[position as usize])
            .min()
            .map_or(1.0, |count| self.share(count, position))
    }

    /// The sum of squared frequencies: how likely two people share a part by chance.
    pub(crate) fn collision(&self, position: Position) -> f64 {
        let total = f64::from(self.totals[position as usize]).max(1.0);
        let squares: u64 = self.counts[1..]
            .iter()
            .map(|count| u64::from(count[position as usize]).pow(2))
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
        let squares = squares as f64;
        squares / (total * total)
    }

    /// Words of a part, collapsed, in order.
    pub(crate) fn words(&self, part: NamePart) -> impl Iterator<Item = &str> {
        self.parts[part.0 as usize]
            .tokens
            .iter()
            .map(|token| &*self.tokens[*token as usize].text)
    }

    /// The groups of nicknames the first word of a part belongs to.
    pub(crate) fn nickname_groups(&self, part: NamePart) -> impl Iterator<Item = u16> + use<'_> {
        let first = self.parts[part.0 as usize].tokens.first();
        first
            .into_iter()
            .flat_map(|token| self.tokens[*token as usize].groups.iter().copied())
    }

    /// The whole part, collapsed and without spaces, as a number.
    pub(crate) fn joined(&self, part: NamePart) -> u32 {
        self.parts[part.0 as usize].joined
    }

    /// A number that parts which sound alike share; 0 when there is none.
    pub(crate) fn sound(&self, part: NamePart) -> u64 {
        self.parts[part.0 as usize].sound
    }

    #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
    fn share(&self, count: u32, position: Position) -> f32 {
        (count.max(1)) as f32 / self.totals[position as usize].max(1) as f32
    }

    fn part(&mut self, text: &str) -> NamePart {
        match self.spelt.get(text) {
            Some(part) => *part,
            None => self.add(text),
        }
    }

    fn add(&mut self, text: &str) -> NamePart {
        let folded = without_titles(&fold(text));
        let mixed = is_mixed_script(text);
        let known = if mixed {
            None
        } else {
            self.folded.get(folded.as_str()).copied()
        };
        let part = known.unwrap_or_else(|| self.add_folded(&folded, mixed));
        self.spelt.insert(text.into(), part);
        part
    }

    fn add_folded(&mut self, folded: &str, mixed: bool) -> NamePart {
        let id = NamePart(small(self.parts.len()));
        let tokens = folded
            .split_whitespace()
            .map(|word| self.token(word))
            .collect();
        let words = folded
            .split_whitespace()
            .map(|word| hash_of(&collapse(word)));
        let words = words.fold(0, u64::wrapping_add);
        let joined = self.joined_id(collapse(folded).into());
        self.parts.push(Part {
            folded: folded.into(),
            tokens,
            joined,
            sound: sound_of(folded),
            words,
            mixed,
        });
        if !mixed {
            self.folded.insert(folded.into(), id);
        }
        id
    }

    fn joined_id(&mut self, joined: Box<str>) -> u32 {
        let next = small(self.counts.len());
        let id = *self.joined.entry(joined).or_insert(next);
        if id == next {
            self.counts.push([0; 2]);
        }
        id
    }

    fn token(&mut self, word: &str) -> u32 {
        let text: Box<str> = collapse(word).into();
        if let Some(id) = self.token_ids.get(&text) {
            return *id;
        }
        let id = small(self.tokens.len());
        let groups = self.groups.get(&*text).cloned().unwrap_or_default();
        self.token_ids.insert(text.clone(), id);
        self.tokens.push(Token {
            text,
            groups: groups.into(),
            counts: [0; 2],
        });
        id
    }

    fn count(&mut self, part: NamePart, position: Position, bearers: u32) {
        let at = position as usize;
        let Part { joined, tokens, .. } = &self.parts[part.0 as usize];
        if tokens.is_empty() {
            return;
        }
        self.totals[at] += bearers;
        self.counts[*joined as usize][at] += bearers;
        for token in tokens {
            self.tokens[*token as usize].counts[at] += bearers;
        }
    }

    /// The words of both parts in any order, as one number.
    fn whole(&self, given: NamePart, surname: NamePart) -> u64 {
        let words = |part: NamePart| self.parts[part.0 as usize].words;
        match (words(given), words(surname)) {
            (0, _) | (_, 0) => 0,
            (given, surname) => given.wrapping_add(surname).max(1),
        }
    }
}

fn sound_of(folded: &str) -> u64 {
    let consonants = skeleton(folded);
    if consonants.is_empty() {
        0
    } else {
        hash_of(&consonants)
    }
}

/// A hash whose sums stay apart: every bit of it depends on every letter.
fn hash_of(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    let mixed = hasher.finish().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ (mixed >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (mixed >> 29)).max(1)
}

fn without_titles(folded: &str) -> String {
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| TITLES.contains(word)) {
        words.pop();
    }
    while words.len() > 1 && words.first().is_some_and(|word| TITLES.contains(word)) {
        words.remove(0);
    }
    words.join(" ")
}

fn nickname_groups() -> FxHashMap<String, Vec<u16>> {
    let mut groups: FxHashMap<String, Vec<u16>> = FxHashMap::default();
    for (group, row) in (0u16..).zip(NICKNAMES) {
        for form in row.split(' ') {
            groups.entry(collapse(&fold(form))).or_default().push(group);
        }
    }
    groups
}

fn small(count: usize) -> u32 {
    u32::try_from(count).expect("BUG: a population holds fewer than 4 billion users")
}
