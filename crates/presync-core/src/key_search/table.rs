//! What every candidate finds for everybody, counted: a byte for each user and key, and how many users
//! have the same bytes.

use std::collections::BTreeMap;

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{
    DOCUMENTED, KeyCandidate,
    choice::Counts,
    fate::{Rules, Who},
    mapped::without_keys,
};
use crate::{
    Assumption, Cancelled, Outcome, Progress, UserIx,
    mapping::{Mapping, MappingSource},
    simulate::{self, Answer, KeyReader, Standing},
};

const BATCH_ROWS: usize = 8192;
/// More candidates than these are left out, the last ones first: choices grow with their cube.
pub const CANDIDATES_MAX: usize = 32;

const USER_NAME: &str = "userName";
/// The low bits of a byte are the answer.
const ANSWER: u8 = 0b0_0111;
const IGNORES: u8 = 0b0_1000;
const RENAMES: u8 = 0b1_0000;

/// What the candidates find, ready to judge any order of them in no time.
#[derive(Debug)]
pub struct KeyTable {
    pub(super) candidates: Vec<KeyCandidate>,
    pub(super) left_out: Vec<KeyCandidate>,
    pub(super) rules: Rules,
    pub(super) sees_export: bool,
    /// The mapping's own keys by precedence.
    pub(super) current: Vec<u16>,
    /// The documented ones that the mapping has rows for.
    pub(super) documented: Vec<u16>,
    /// By candidate: the position of its target among the different ones.
    pub(super) target_of: Vec<u16>,
    pub(super) out_of_scope: u32,
    pub(super) patterns: Vec<Pattern>,
}

/// Users about whom everything is answered alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    who: Who,
    /// By candidate.
    codes: Box<[u8]>,
    /// By target: what the row that stands there now does where no key replaces it.
    standing: Box<[u8]>,
    pub(super) people: u32,
}

/// One key of a choice in figures: of those it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeyFigures {
    /// Users for whom the key is asked: no earlier key has ended their search.
    pub asked: u32,
    /// Find their own account.
    pub own: u32,
    /// Find another one.
    pub other: u32,
    /// Find nothing.
    pub nothing: u32,
    /// Find several accounts.
    pub several: u32,
    /// Have no value to look up.
    pub no_value: u32,
}

/// Whom a candidate finds among the people who have an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Support {
    /// People in scope who have an account and a value to look up.
    pub with_value: u32,
    /// Of them, those whose own account it finds, and no other.
    pub found: u32,
}

impl Support {
    /// The share that is found, 0 to 1; 0 of nobody.
    #[must_use]
    pub fn share(&self) -> f64 {
        match self.with_value {
            0 => 0.0,
            all => f64::from(self.found) / f64::from(all),
        }
    }
}

impl KeyTable {
    /// Asks every candidate, and every row that is a match key in the mapping or by the documented
    /// recommendation, for every Azure user.
    ///
    /// # Errors
    /// When it is cancelled.
    pub fn read(
        input: &simulate::Input<'_>,
        candidates: &[KeyCandidate],
        progress: &dyn Progress,
    ) -> Result<Self, Cancelled> {
        let (mut all, mut current, documented) = with_rows(input.mapping, candidates);
        let left_out = all.split_off(all.len().min(CANDIDATES_MAX));
        current.retain(|key| usize::from(*key) < CANDIDATES_MAX);
        let targets = targets(&all);
        let mapping = asking(input.mapping, &all);
        let reader_input = simulate::Input {
            mapping: &mapping,
            ..*input
        };
        let asker = Asker::new(&reader_input, input.mapping, &all, &targets);
        let counted = asker.count(input, progress)?;
        let choices = input.settings.chosen.choices;
        Ok(Self {
            target_of: all
                .iter()
                .map(|one| position(&targets, &one.target))
                .collect(),
            candidates: all,
            left_out,
            rules: Rules::of(input.mapping.users.actions, choices),
            sees_export: choices.is_default(Assumption::Order),
            current,
            documented,
            out_of_scope: counted.out_of_scope,
            patterns: counted.patterns.into_iter().map(Pattern::of).collect(),
        })
    }

    /// The candidates, the mapping's own rows among them.
    #[must_use]
    pub fn candidates(&self) -> &[KeyCandidate] {
        &self.candidates
    }

    /// The mapping's own keys by precedence, as positions among the candidates.
    #[must_use]
    pub fn current(&self) -> &[u16] {
        &self.current
    }

    /// What becomes of everybody under these keys in this order.
    #[must_use]
    pub fn counts(&self, keys: &[u16]) -> Counts {
        let mut counts = self.blank();
        for pattern in &self.patterns {
            let who = pattern.who(self.targets_of(keys), keys);
            let answers = keys.iter().map(|key| pattern.answer(*key));
            let outcome = self.rules.outcome(who, answers);
            counts.add(who, outcome, pattern.people);
        }
        counts
    }

    /// What each of these keys finds, asked in this order.
    #[must_use]
    pub fn figures(&self, keys: &[u16]) -> Vec<KeyFigures> {
        let mut figures = vec![KeyFigures::default(); keys.len()];
        for pattern in &self.patterns {
            for (key, figures) in keys.iter().zip(&mut figures) {
                let answer = pattern.answer(*key);
                figures.add(answer, pattern.people);
                if !self.rules.goes_on(answer) {
                    break;
                }
            }
        }
        figures
    }

    /// Whom a candidate finds among those it should, enabled or not.
    pub(super) fn support(&self, key: u16) -> Support {
        let mut support = Support::default();
        let linked = self.patterns.iter().filter(|pattern| pattern.who.has_own);
        for pattern in linked {
            let answer = pattern.answer(key);
            if answer != Answer::NoValue {
                support.with_value += pattern.people;
            }
            if answer == Answer::Own {
                support.found += pattern.people;
            }
        }
        support
    }

    /// No counts but that of those who are not looked at.
    pub(super) fn blank(&self) -> Counts {
        Counts {
            out_of_scope: self.out_of_scope,
            ..Counts::default()
        }
    }

    /// The targets of keys, as bits.
    pub(super) fn targets_of(&self, keys: &[u16]) -> u64 {
        let bits = keys
            .iter()
            .map(|key| 1 << self.target_of[usize::from(*key)]);
        bits.fold(0, |all, bit: u64| all | bit)
    }
}

impl Pattern {
    fn of((bytes, people): (Bytes, u32)) -> Self {
        Self {
            who: bytes.who,
            codes: bytes.codes.into_boxed_slice(),
            standing: bytes.standing.into_boxed_slice(),
            people,
        }
    }

    /// What one key finds.
    pub(super) fn answer(&self, key: u16) -> Answer {
        decoded(self.codes[usize::from(key)])
    }

    /// What is so of these users where keys replace the rows of some targets.
    pub(super) fn who(&self, replaced: u64, keys: &[u16]) -> Who {
        let standing = self.standing.iter().enumerate();
        let kept = standing.filter(|(target, _)| replaced & (1 << target) == 0);
        let bits = kept.map(|(_, bits)| *bits);
        let all = keys.iter().map(|key| self.codes[usize::from(*key)]);
        let bits = all.chain(bits).fold(0, |all, bits| all | bits);
        Who {
            is_ignored: self.who.is_ignored || bits & IGNORES != 0,
            is_renamed: bits & RENAMES != 0,
            ..self.who
        }
    }
}

impl Counts {
    pub(super) fn add(&mut self, who: Who, outcome: Outcome, people: u32) {
        let slot = match outcome {
            Outcome::Linked => &mut self.linked,
            Outcome::Takeover => &mut self.takeover,
            Outcome::Duplicate => &mut self.duplicate,
            Outcome::Created => &mut self.created,
            Outcome::Ambiguous => &mut self.ambiguous,
            _ => &mut self.skipped,
        };
        *slot += people;
        if outcome == Outcome::Skipped && who.has_own && !who.is_disabled {
            self.unreached += people;
        }
        if outcome == Outcome::Linked && who.is_renamed {
            self.renamed += people;
        }
    }
}

impl KeyFigures {
    fn add(&mut self, answer: Answer, people: u32) {
        self.asked += people;
        *match answer {
            Answer::NoValue => &mut self.no_value,
            Answer::Nothing => &mut self.nothing,
            Answer::Own => &mut self.own,
            Answer::Other => &mut self.other,
            Answer::Several => &mut self.several,
        } += people;
    }
}

/// The candidates with the rows that are keys now and by the documented recommendation before them, and
/// where these are.
fn with_rows(
    mapping: &Mapping,
    candidates: &[KeyCandidate],
) -> (Vec<KeyCandidate>, Vec<u16>, Vec<u16>) {
    let mut all: Vec<KeyCandidate> = Vec::new();
    let documented = DOCUMENTED.iter().filter_map(|target| {
        let row = mapping.users.row(target)?;
        is_source(&row.source).then(|| enter(&mut all, &row.target, &row.source))
    });
    let documented = documented.collect();
    let keys = mapping.users.match_keys();
    let keys = keys
        .iter()
        .map(|(_, row)| enter(&mut all, &row.target, &row.source));
    let current = keys.collect();
    for one in candidates {
        enter(&mut all, &one.target, &one.source);
    }
    (all, current, documented)
}

/// Whether a source tells people apart.
pub(super) fn is_source(source: &MappingSource) -> bool {
    matches!(
        source,
        MappingSource::Direct(_) | MappingSource::Expression(_)
    )
}

fn enter(all: &mut Vec<KeyCandidate>, target: &str, source: &MappingSource) -> u16 {
    let same = |one: &KeyCandidate| one.target == target && one.source == *source;
    let at = all.iter().position(same).unwrap_or_else(|| {
        all.push(KeyCandidate {
            target: target.to_owned(),
            source: source.clone(),
        });
        all.len() - 1
    });
    u16::try_from(at).expect("BUG: rows of a mapping are counted in 16 bits")
}

/// The different targets, in the order they come.
fn targets(candidates: &[KeyCandidate]) -> Vec<String> {
    let mut targets: Vec<String> = Vec::new();
    for one in candidates {
        if !targets.contains(&one.target) {
            targets.push(one.target.clone());
        }
    }
    targets
}

fn position(targets: &[String], target: &str) -> u16 {
    let at = targets.iter().position(|one| one == target);
    let at = at.expect("BUG: every candidate's target is listed");
    u16::try_from(at).expect("BUG: candidates are few")
}

/// The mapping with a row more for each candidate, which are the match keys.
fn asking(mapping: &Mapping, candidates: &[KeyCandidate]) -> Mapping {
    let mut asking = without_keys(mapping);
    for (candidate, precedence) in candidates.iter().zip(1..) {
        let mut row = candidate.row(mapping.users.row(&candidate.target));
        row.precedence = Some(precedence);
        asking.users.rows.push(row);
    }
    asking
}

/// What is so of one user.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Bytes {
    who: Who,
    codes: Vec<u8>,
    standing: Vec<u8>,
}

#[derive(Debug, Default)]
struct Counted {
    out_of_scope: u32,
    patterns: BTreeMap<Bytes, u32>,
}

/// Asks everything about a user.
struct Asker<'a> {
    reader: KeyReader<'a>,
    /// The rows of the mapping itself that no key ever replaces.
    lasting: Vec<usize>,
    /// By target: its row, and whether it is the sign-in name's.
    standing: Vec<(Option<usize>, bool)>,
    /// By candidate: its row, and whether it is the sign-in name's.
    rows: Vec<(usize, bool)>,
}

impl<'a> Asker<'a> {
    fn new(
        input: &'a simulate::Input<'a>,
        mapping: &Mapping,
        candidates: &[KeyCandidate],
        targets: &[String],
    ) -> Self {
        let rows = &mapping.users.rows;
        let row_of = |target: &String| rows.iter().position(|row| row.target == *target);
        let standing: Vec<(Option<usize>, bool)> = targets
            .iter()
            .map(|target| (row_of(target), target == USER_NAME))
            .collect();
        let is_replaced = |row: &usize| standing.iter().any(|(at, _)| *at == Some(*row));
        let added = candidates.iter().zip(rows.len()..);
        Self {
            reader: KeyReader::new(input),
            lasting: (0..rows.len()).filter(|row| !is_replaced(row)).collect(),
            rows: added
                .map(|(one, at)| (at, one.target == USER_NAME))
                .collect(),
            standing,
        }
    }

    fn count(
        &self,
        input: &simulate::Input<'_>,
        progress: &dyn Progress,
    ) -> Result<Counted, Cancelled> {
        let users: Vec<UserIx> = input.azure.users().collect();
        users
            .par_chunks(BATCH_ROWS)
            .map(|batch| {
                progress.advance(batch.len() as u64)?;
                let mut counted = Counted::default();
                for user in batch {
                    counted.add(self.of(*user));
                }
                Ok(counted)
            })
            .try_reduce(Counted::default, |all, some| Ok(all.with(some)))
    }

    /// Everything about a user; none out of scope.
    fn of(&self, user: UserIx) -> Option<Bytes> {
        let standing = self.reader.standing(user)?;
        let codes = self.rows.iter().enumerate().map(|(key, (row, is_name))| {
            let answer = self.reader.answer(user, standing.own, key);
            coded(answer) | self.flags(user, standing, *row, *is_name)
        });
        let flags = |row: &Option<usize>, is_name: &bool| {
            row.map_or(0, |row| self.flags(user, standing, row, *is_name))
        };
        let mut lasting = self.lasting.iter();
        Some(Bytes {
            who: Who {
                is_disabled: standing.is_disabled,
                has_own: standing.own.is_some(),
                is_ignored: lasting.any(|row| self.reader.ignores(user, *row)),
                is_renamed: false,
            },
            codes: codes.collect(),
            standing: self
                .standing
                .iter()
                .map(|(row, name)| flags(row, name))
                .collect(),
        })
    }

    fn flags(&self, user: UserIx, standing: Standing, row: usize, is_name: bool) -> u8 {
        let renames = |own| self.reader.overwrites(user, own, row);
        // A disabled user's account is documented to get the active flag only.
        let own = standing.own.filter(|_| is_name && !standing.is_disabled);
        let ignores = u8::from(self.reader.ignores(user, row)) * IGNORES;
        ignores | (u8::from(own.is_some_and(renames)) * RENAMES)
    }
}

impl Counted {
    fn add(&mut self, bytes: Option<Bytes>) {
        match bytes {
            Some(bytes) => *self.patterns.entry(bytes).or_default() += 1,
            None => self.out_of_scope += 1,
        }
    }

    fn with(mut self, other: Self) -> Self {
        self.out_of_scope += other.out_of_scope;
        for (bytes, people) in other.patterns {
            *self.patterns.entry(bytes).or_default() += people;
        }
        self
    }
}

const ANSWERS: [Answer; 5] = [
    Answer::NoValue,
    Answer::Nothing,
    Answer::Own,
    Answer::Other,
    Answer::Several,
];

fn coded(answer: Answer) -> u8 {
    answer as u8
}

fn decoded(code: u8) -> Answer {
    ANSWERS[usize::from(code & ANSWER)]
}

/// The number of an answer among [`ANSWERS`].
pub(super) fn number(answer: Answer) -> usize {
    usize::from(coded(answer))
}

/// How many answers there are, and which one has a number.
pub(super) const ANSWERS_COUNT: usize = ANSWERS.len();

pub(super) fn numbered(number: usize) -> Answer {
    ANSWERS[number]
}
