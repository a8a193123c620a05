//! How the intranet's values can be put together from pieces and constants: each row of a sample is
//! explained in the few cheapest ways, and the ways that many rows share are kept.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{folded::Folded, pieces::Piece};

/// Ways that are followed at each letter of a value.
const WAYS_MAX: usize = 48;
/// Skeletons that are kept.
const SKELETONS_MAX: usize = 24;
/// Letters of a value that are looked at; longer ones are texts, not keys or names.
const LETTERS_MAX: usize = 120;
/// A constant letter or digit says little of a rule; a separator is what rules are made of.
const LETTER_COST: f64 = 2.5;
const SEPARATOR_COST: f64 = 0.5;

/// A part of a skeleton.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A piece by its position.
    Piece(usize),
    /// A constant.
    Text(String),
}

/// A way to put values together, and the rows of the sample that it fits.
pub(super) struct Skeleton {
    pub(super) parts: Vec<Part>,
    /// Row of the sample, and the part of its value that each piece stands for.
    pub(super) rows: Vec<(usize, Vec<String>)>,
    cost: f64,
}

/// A way through a whole value: its parts, what each piece stands for, and the cost.
type Explained = (Vec<Part>, Vec<String>, f64);

#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    before: (usize, usize),
    /// The piece that leads here; a constant letter without.
    piece: Option<usize>,
}

/// The skeletons that most rows share; of equals the simpler.
pub(super) fn skeletons(targets: &[&str], pieces: &[Piece]) -> Vec<Skeleton> {
    let explained: Vec<Vec<Explained>> = (0..targets.len())
        .into_par_iter()
        .map(|row| explain(targets[row], row, pieces))
        .collect();
    let mut votes: BTreeMap<Vec<Part>, Skeleton> = BTreeMap::new();
    for (row, ways) in explained.into_iter().enumerate() {
        for (parts, segments, cost) in ways {
            let vote = votes.entry(parts.clone()).or_insert(Skeleton {
                parts,
                rows: Vec::new(),
                cost,
            });
            vote.rows.push((row, segments));
        }
    }
    let fewest = 3.max(targets.len() / 50);
    let mut kept: Vec<Skeleton> = votes.into_values().collect();
    kept.retain(|one| one.rows.len() >= fewest);
    kept.sort_by(|a, b| {
        let votes = b.rows.len().cmp(&a.rows.len());
        votes.then(a.cost.total_cmp(&b.cost))
    });
    kept.truncate(SKELETONS_MAX);
    kept
}

fn explain(text: &str, row: usize, pieces: &[Piece]) -> Vec<Explained> {
    let folded = Folded::of(text);
    let length = folded.letters.len();
    if length > LETTERS_MAX {
        return Vec::new();
    }
    let parts: Vec<(usize, Vec<char>)> = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| (at, Folded::of(&piece.texts[row]).letters))
        .filter(|(_, letters)| !letters.is_empty())
        .collect();
    let start = Way {
        cost: 0.0,
        before: (0, 0),
        piece: None,
    };
    let mut ways: Vec<Vec<Way>> = vec![Vec::new(); length + 1];
    ways[0].push(start);
    for at in 0..length {
        keep_cheapest(&mut ways[at]);
        let rest = &folded.letters[at..];
        let fitting = parts
            .iter()
            .filter(|(_, letters)| rest.starts_with(letters));
        let mut moves: Vec<(usize, f64, Option<usize>)> = fitting
            .map(|(piece, letters)| {
                (
                    letters.len(),
                    piece_cost(&pieces[*piece], letters),
                    Some(*piece),
                )
            })
            .collect();
        let is_letter = rest[0].is_alphanumeric();
        moves.push((
            1,
            if is_letter {
                LETTER_COST
            } else {
                SEPARATOR_COST
            },
            None,
        ));
        for (way, one) in ways[at].clone().iter().enumerate() {
            for (taken, cost, piece) in &moves {
                ways[at + taken].push(Way {
                    cost: one.cost + cost,
                    before: (at, way),
                    piece: *piece,
                });
            }
        }
    }
    keep_cheapest(&mut ways[length]);
    let ends = 0..ways[length].len();
    let read = ends.map(|end| read_back(&ways, end, &folded, text));
    read.filter(|(parts, ..)| parts.iter().any(|part| matches!(part, Part::Piece(_))))
        .collect()
}

fn piece_cost(piece: &Piece, letters: &[char]) -> f64 {
    let short = if letters.len() == 1 { 0.8 } else { 0.0 };
    1.0 + short + 0.04 * f64::from(piece.expr.complexity())
}

fn keep_cheapest(ways: &mut Vec<Way>) {
    ways.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.piece.cmp(&b.piece)));
    ways.truncate(WAYS_MAX);
}

fn read_back(ways: &[Vec<Way>], end: usize, folded: &Folded, text: &str) -> Explained {
    let mut at = (folded.letters.len(), end);
    let (mut parts, mut segments): (Vec<Part>, Vec<String>) = (Vec::new(), Vec::new());
    let cost = ways[at.0][at.1].cost;
    while at.0 > 0 {
        let way = ways[at.0][at.1];
        let part = folded.part(text, way.before.0, at.0);
        match (way.piece, parts.last_mut()) {
            (Some(piece), _) => {
                parts.push(Part::Piece(piece));
                segments.push(part.to_owned());
            }
            (None, Some(Part::Text(after))) => after.insert_str(0, part),
            (None, _) => parts.push(Part::Text(part.to_owned())),
        }
        at = way.before;
    }
    parts.reverse();
    segments.reverse();
    (parts, segments, cost)
}
