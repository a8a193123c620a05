//! From a skeleton to expressions: how its pieces are spelt, and how they are joined so that a blank
//! part takes its separator along.

use super::{
    explain::{Part, Skeleton},
    expr::Expr,
    pieces::{self, Piece, replacement_text},
    rows::Rows,
};

/// Ways that a piece may be respelt, the simplest first.
const STYLES: &[&[&str]] = &[
    &[],
    &["ToLower"],
    &["ToUpper"],
    &["PCase"],
    &["NormalizeDiacritics"],
    &["NormalizeDiacritics", "ToLower"],
    &["NormalizeDiacritics", "ToUpper"],
];

/// The expressions that a skeleton may mean.
pub(super) fn expressions(
    rows: &Rows<'_>,
    sample: &[usize],
    all: &[Piece],
    skeleton: &Skeleton,
) -> Vec<Expr> {
    let mut slots = skeleton.parts.iter().filter_map(|part| match part {
        Part::Piece(piece) => Some(*piece),
        Part::Text(_) => None,
    });
    let styles: Vec<usize> = slots
        .by_ref()
        .enumerate()
        .map(|(at, piece)| style(rows, sample, &all[piece], skeleton, at))
        .collect();
    let shared = styles.first().copied().filter(|first| {
        styles.len() > 1 && styles.iter().all(|style| style == first) && is_plain(skeleton, *first)
    });
    let mut styles = styles.into_iter();
    let parts: Vec<Result<(Expr, bool), String>> = skeleton
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => Err(text.clone()),
            Part::Piece(piece) => {
                let piece = &all[*piece];
                let style = styles.next().filter(|_| shared.is_none()).unwrap_or(0);
                let is_filled = piece.texts.iter().all(|text| !text.is_empty());
                Ok((styled(piece.expr.clone(), style), is_filled))
            }
        })
        .collect();
    let style = shared.unwrap_or(0);
    joined(&parts)
        .into_iter()
        .map(|expr| styled(expr, style))
        .collect()
}

/// Whether the constants are what they are in this style.
fn is_plain(skeleton: &Skeleton, style: usize) -> bool {
    skeleton.parts.iter().all(|part| match part {
        Part::Piece(_) => true,
        Part::Text(text) if style == 1 || style == 5 => text.to_lowercase() == *text,
        Part::Text(text) => style == 0 || !text.chars().any(char::is_alphanumeric),
    })
}

fn styled(expr: Expr, style: usize) -> Expr {
    let names = STYLES[style].iter();
    names.fold(expr, |expr, name| Expr::call(name, [expr]))
}

/// The style that gives the value's part in most of the skeleton's rows.
fn style(
    rows: &Rows<'_>,
    sample: &[usize],
    piece: &Piece,
    skeleton: &Skeleton,
    slot: usize,
) -> usize {
    let fitting: Vec<usize> = skeleton.rows.iter().map(|(row, _)| sample[*row]).collect();
    let mut best = (0, 0);
    for style in 0..STYLES.len() {
        let expr = styled(piece.expr.clone(), style);
        let Some(texts) = pieces::texts(rows, &expr, &fitting) else {
            continue;
        };
        let parts = skeleton.rows.iter().map(|(_, parts)| &parts[slot]);
        let alike = texts.iter().zip(parts).filter(|(a, b)| a == b).count();
        if alike > best.0 {
            best = (alike, style);
        }
    }
    best.1
}

/// Pieces, each with whether it always has a value, and constants between, as expressions.
fn joined(parts: &[Result<(Expr, bool), String>]) -> Vec<Expr> {
    let (mut slots, mut separators) = (Vec::new(), Vec::new());
    let (mut prefix, mut pending) = (String::new(), String::new());
    for part in parts {
        match part {
            Err(text) => pending.clone_from(text),
            Ok(slot) => {
                let text = std::mem::take(&mut pending);
                if slots.is_empty() {
                    prefix = text;
                } else {
                    separators.push(text);
                }
                slots.push(slot.clone());
            }
        }
    }
    let is_filled = slots.iter().any(|(_, is_filled)| *is_filled);
    let slots: Vec<Expr> = slots.into_iter().map(|(expr, _)| expr).collect();
    let bodies = grouped(&slots, &separators);
    let wrapped = |body| around(body, &prefix, &pending, is_filled);
    bodies.into_iter().map(wrapped).collect()
}

/// Joined by their separators: those that differ stand in joins of their own, one in the other.
fn grouped(slots: &[Expr], separators: &[String]) -> Vec<Expr> {
    let Some(first) = separators.first() else {
        return slots.to_vec();
    };
    let mut outer: Vec<&String> = separators.iter().collect();
    outer.sort();
    outer.dedup();
    if outer.len() == 1 {
        return vec![join(first, slots.to_vec())];
    }
    let with_outer = |outer: &&String| {
        let mut groups = Vec::new();
        let mut from = 0;
        for to in 1..=slots.len() {
            if to == slots.len() || separators[to - 1] == **outer {
                let inner = grouped(&slots[from..to], &separators[from..to - 1]);
                groups.extend(inner.into_iter().next());
                from = to;
            }
        }
        join(outer, groups)
    };
    outer.iter().map(with_outer).collect()
}

fn join(separator: &str, slots: Vec<Expr>) -> Expr {
    let mut arguments = vec![Some(Expr::text(separator))];
    arguments.extend(slots.into_iter().map(Some));
    Expr::Call("Join", arguments)
}

/// Constants before and behind: only where there is a value, so that nobody gets the constants alone.
fn around(body: Expr, prefix: &str, suffix: &str, is_filled: bool) -> Expr {
    match (prefix, suffix) {
        ("", "") => body,
        (_, "") if is_filled => Expr::call("Append", [Expr::text(prefix), body]),
        ("", _) if is_filled => Expr::call("Append", [body, Expr::text(suffix)]),
        _ => {
            let (prefix, suffix) = (replacement_text(prefix), replacement_text(suffix));
            body.regex("^(.+)$", &format!("{prefix}${{1}}{suffix}"))
        }
    }
}
