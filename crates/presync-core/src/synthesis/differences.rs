//! What was replaced: where a source and the target differ in one place alike for many people, that
//! place is what a Replace puts right, such as a domain or a country prefix.

use std::collections::BTreeMap;

use super::{
    expr::Expr,
    pieces::{Piece, regex_text, replacement_text},
};

/// Differences that are tried for a source, and that one expression may put right.
const DIFFERENCES_MAX: usize = 3;
/// Rows of the sample that must differ alike.
const ROWS_MIN: usize = 3;

/// Replacements that turn a piece into the target.
pub(super) fn found(targets: &[&str], pieces: &[Piece]) -> Vec<Expr> {
    pieces.iter().flat_map(|piece| of(targets, piece)).collect()
}

fn of(targets: &[&str], piece: &Piece) -> Vec<Expr> {
    let mut votes: BTreeMap<(bool, &str, &str), usize> = BTreeMap::new();
    for (target, text) in targets.iter().zip(&piece.texts) {
        if let Some(difference) = difference(text, target) {
            *votes.entry(difference).or_default() += 1;
        }
    }
    let mut votes: Vec<_> = votes
        .into_iter()
        .filter(|vote| vote.1 >= ROWS_MIN)
        .collect();
    votes.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    votes.truncate(DIFFERENCES_MAX);
    let source = || piece.expr.clone();
    let mut exprs: Vec<Expr> = votes.iter().map(|(one, _)| mended(source(), one)).collect();
    let all = votes
        .iter()
        .fold(source(), |expr, (one, _)| mended(expr, one));
    if votes.len() > 1 {
        exprs.push(all);
    }
    exprs
}

fn mended(expr: Expr, (is_start, old, new): &(bool, &str, &str)) -> Expr {
    if *is_start {
        return expr.regex(&format!("^{}", regex_text(old)), &replacement_text(new));
    }
    expr.replaced(old, new)
}

/// What stands in the source where the target has something else; whether at its start.
fn difference<'t>(text: &'t str, target: &'t str) -> Option<(bool, &'t str, &'t str)> {
    if text.is_empty() || text == target {
        return None;
    }
    let pairs = text.char_indices().zip(target.chars());
    let start = pairs.take_while(|((_, a), b)| a == b).last();
    let start = start.map_or(0, |((at, letter), _)| at + letter.len_utf8());
    let (rest, other) = (&text[start..], &target[start..]);
    let ends = rest.chars().rev().zip(other.chars().rev());
    let end: usize = ends
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    // A domain is replaced whole, though the old and the new one may start or end alike.
    let is_domain = text.contains('@') && target.contains('@');
    if is_domain && text.split('@').next() == target.split('@').next() {
        let old = text.find('@').map(|at| &text[at..])?;
        let new = target.find('@').map(|at| &target[at..])?;
        return Some((false, old, new));
    }
    let old = &rest[..rest.len() - end];
    let new = &other[..other.len() - end];
    let shares = start > 0 || end > 1;
    (shares && (start == 0 || !old.is_empty())).then_some((start == 0, old, new))
}
