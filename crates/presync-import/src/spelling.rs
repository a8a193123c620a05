//! "Did you mean": the known name nearest to an unknown one. It offers one name or none.

use presync_core::catalogue::fold_header;

/// The name that an unknown one most likely stands for: the nearest within a third of its length. Ties
/// go to the alphabetically first.
pub(crate) fn nearest<'k>(
    wrong: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let folded = fold_header(wrong);
    let distance_max = (folded.chars().count() / 3).clamp(1, 4);
    let distance = |name: &'k str| {
        let distance = strsim::osa_distance(&folded, &fold_header(name));
        (distance <= distance_max).then_some((distance, name))
    };
    let nearest = known.into_iter().filter_map(distance).min();
    nearest.map(|(_, name)| name)
}
