//! Match keys and what they were chosen from: laid out for the page.

use presync_core::{
    Side, catalogue,
    key_search::{Choice, Counts, KeyCandidate, KeySearch},
    mapping::MappingSource,
};

/// Choices of the front that the page shows.
const FRONT_MAX: usize = 12;
const WIDTH: u64 = 100;
const HEIGHT: u64 = 40;

/// What the section shows.
pub(super) struct MatchKeys<'a> {
    pub(super) search: &'a KeySearch,
    /// The mapping's keys, the best and the documented ones, each once.
    pub(super) choices: Vec<Row>,
    /// What each key of the best choice is good for.
    pub(super) gains: Vec<Row>,
    pub(super) front: Vec<Row>,
    /// Choices of the front beyond those shown.
    pub(super) front_more: usize,
    /// Where the front's choices lie, in the units of the picture.
    pub(super) points: Vec<(u64, u64)>,
}

/// Keys with what would become of everybody.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) keys: Vec<String>,
    pub(super) counts: Counts,
}

impl<'a> MatchKeys<'a> {
    pub(super) fn of(search: &'a KeySearch) -> Self {
        let row = |name: String, choice: &Choice| Row {
            name,
            keys: search.keys(choice).map(words).collect(),
            counts: choice.counts,
        };
        let front = &search.front[..search.front.len().min(FRONT_MAX)];
        let gains = search.gains.iter().map(|gain| Row {
            name: words(&search.candidates[usize::from(gain.key)]),
            keys: Vec::new(),
            counts: gain.without,
        });
        Self {
            search,
            choices: named(search)
                .into_iter()
                .map(|(name, choice)| row(name, choice))
                .collect(),
            gains: gains.collect(),
            front: front
                .iter()
                .map(|choice| row(String::new(), choice))
                .collect(),
            front_more: search.front.len() - front.len(),
            points: points(front),
        }
    }
}

/// The choices to compare; one that is several of them is named by all.
fn named(search: &KeySearch) -> Vec<(String, &Choice)> {
    let all = [
        ("This mapping", Some(&search.current)),
        ("Best", search.best()),
        ("Documented", search.documented.as_ref()),
    ];
    let mut named: Vec<(String, &Choice)> = Vec::new();
    for (name, choice) in all {
        let Some(choice) = choice else {
            continue;
        };
        match named
            .iter_mut()
            .find(|(_, known)| known.keys == choice.keys)
        {
            Some((known, _)) => *known += &format!(" · {}", name.to_lowercase()),
            None => named.push((name.to_owned(), choice)),
        }
    }
    named
}

/// `User name ← userPrincipalName`.
fn words(key: &KeyCandidate) -> String {
    let known = catalogue::find(Side::Legacy, &key.target);
    let label = known.map_or(key.target.as_str(), |known| known.label);
    let source = match &key.source {
        MappingSource::Direct(text) | MappingSource::Expression(text) => text.clone(),
        source => source.label(),
    };
    format!("{label} ← {source}")
}

/// Takeovers to the right, people missed upwards.
fn points(front: &[Choice]) -> Vec<(u64, u64)> {
    let most = |figure: fn(&Counts) -> u32| {
        let figures = front.iter().map(|choice| figure(&choice.counts));
        u64::from(figures.max().unwrap_or(0)).max(1)
    };
    let (takeovers, missed) = (most(|one| one.takeover), most(Counts::missed));
    front
        .iter()
        .map(|choice| {
            let x = u64::from(choice.counts.takeover) * WIDTH / takeovers;
            let y = u64::from(choice.counts.missed()) * HEIGHT / missed;
            (x, HEIGHT - y)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_spans_the_front() {
        let choice = |takeover, duplicate| Choice {
            keys: Vec::new(),
            counts: Counts {
                takeover,
                duplicate,
                ..Counts::default()
            },
            harm: 0,
        };
        assert_eq!(points(&[]), []);
        assert_eq!(points(&[choice(0, 0)]), [(0, 40)]);
        let front = [choice(0, 8), choice(1, 4), choice(4, 0)];
        assert_eq!(points(&front), [(0, 0), (25, 20), (100, 40)]);
    }
}
