//! Keys for finding candidates from any two things known of a user that few share together: a surname and
//! a street, a house number and a birthday. What a pair is worth is not judged here.

use super::{candidates::Keyed, compare::Sides, keys::mix, profile::Person, traits::Trait};
use crate::{
    Side, UserIx,
    names::{Name, Position},
};

/// Strangers that two shared features together may bring to a user, in bits.
const STRANGERS_BITS: f32 = 2.0;
/// What hearing a name instead of reading it loses, in bits.
const HEARD_BITS: f32 = 2.0;
/// A value that more share than one user in so many tells nothing, in bits.
const TELLING_BITS: f32 = 2.0;

/// Something known of a user: a key that others may share, and how surprising it is that they do.
#[derive(Debug, Clone, Copy)]
struct Feature {
    key: u64,
    bits: f32,
    /// Features of one source say nothing beside each other.
    source: u32,
}

/// Adds the keys of the open users of one side.
pub(super) fn add_keys(sides: &Sides<'_>, side: Side, open: &[bool], keys: &mut Vec<Keyed>) {
    let profiles = match side {
        Side::Legacy => sides.legacy,
        Side::Azure => sides.azure,
    };
    let enough = users_bits(open) - STRANGERS_BITS;
    let mut features = Vec::new();
    for user in profiles.users().filter(|user| open[user.index()]) {
        features.clear();
        add_names(sides, profiles.of(user), &mut features);
        for (source, one) in (SOURCES_OF_NAMES..).zip(&sides.traits.all) {
            add_values(sides, one, (side, user), source, &mut features);
        }
        features.retain(|feature| feature.bits >= TELLING_BITS);
        combine(&features, enough, user, keys);
    }
}

/// One key for each feature that few share, and for each two that few share together.
fn combine(features: &[Feature], enough: f32, user: UserIx, keys: &mut Vec<Keyed>) {
    for (at, one) in features.iter().enumerate() {
        if one.bits >= enough {
            keys.push((one.key, user));
        }
        let others = features[..at].iter().filter(|other| {
            other.source != one.source
                && other.bits + one.bits >= enough
                && other.bits.max(one.bits) < enough
        });
        keys.extend(others.map(|other| {
            let key = mix(one.key.min(other.key), one.key.max(other.key));
            (key, user)
        }));
    }
}

const SOURCES_OF_NAMES: u32 = 2;

/// Parts of a name under one kind of key each, whichever column they stand in.
fn add_names(sides: &Sides<'_>, person: &Person, features: &mut Vec<Feature>) {
    let book = &sides.books.names;
    for Name { given, surname, .. } in [person.name, person.other_name] {
        for (part, position, source) in
            [(given, Position::Given, 0), (surname, Position::Surname, 1)]
        {
            if part.is_missing() {
                continue;
            }
            let bits = -book.frequency(part, position).log2();
            let (read, heard) = (u64::from(book.joined(part)), book.sound(part));
            features.push(Feature {
                key: mix(read, 41),
                bits,
                source,
            });
            if heard != 0 {
                features.push(Feature {
                    key: mix(heard, 42),
                    bits: bits - HEARD_BITS,
                    source,
                });
            }
        }
    }
}

fn add_values(
    sides: &Sides<'_>,
    one: &Trait,
    (side, user): (Side, UserIx),
    source: u32,
    features: &mut Vec<Feature>,
) {
    let values = sides.traits.values(one, side, user);
    let words = sides.traits.words(one, side, user).iter().copied();
    features.extend(values.chain(words).map(|value| Feature {
        key: mix(u64::from(value), u64::from(source) + 200),
        bits: one.surprise(value),
        source,
    }));
}

#[expect(clippy::cast_precision_loss, reason = "a bound needs no more digits")]
fn users_bits(open: &[bool]) -> f32 {
    (open.iter().filter(|open| **open).count().max(2) as f32).log2()
}
