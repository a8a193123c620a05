//! The files of a generated population, row by row: both exports, and the truth about them.
//!
//! Nothing is held but a number for each person, so that a million rows a side need little memory.
//! The same size gives the same bytes.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::cases::{BLOCK_ROWS, Entity};
use super::people::{People, object_id};
use super::{azure, legacy};
use crate::sample::csv::row;

/// A population that lies on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Population {
    pub(super) legacy: PathBuf,
    pub(super) azure: PathBuf,
    pub(super) truth: PathBuf,
}

/// Writes a population with that many rows a side, rounded up to whole blocks.
///
/// # Errors
/// A folder or file that cannot be written.
#[expect(
    clippy::disallowed_methods,
    reason = "writing the population's files is this chore"
)]
pub(super) fn write(folder: &Path, rows: usize) -> Result<Population> {
    fs::create_dir_all(folder)
        .with_context(|| format!("The folder {} could not be made.", folder.display()))?;
    let population = Population {
        legacy: folder.join("legacy.csv"),
        azure: folder.join("azure.csv"),
        truth: folder.join("truth.csv"),
    };
    let open = |path: &Path| {
        let file = File::create(path);
        let file = file.with_context(|| format!("{} could not be made.", path.display()))?;
        anyhow::Ok(BufWriter::new(file))
    };
    write_rows(
        rows,
        &mut open(&population.legacy)?,
        &mut open(&population.azure)?,
        &mut open(&population.truth)?,
    )?;
    Ok(population)
}

fn write_rows(
    rows: usize,
    legacy: &mut impl Write,
    azure: &mut impl Write,
    truth: &mut impl Write,
) -> Result<()> {
    let rows = rows.next_multiple_of(BLOCK_ROWS);
    let people = People::of(rows);
    put(legacy, &legacy::HEADER)?;
    put(truth, &["legacy_row", "azure_id", "case"])?;
    for (at, rank) in order(rows, 3).enumerate() {
        let entity = Entity::of_legacy_rank(rank);
        put(
            legacy,
            &legacy::cells(&people, entity)
                .each_ref()
                .map(String::as_str),
        )?;
        let azure_id = if entity.is_pair() {
            object_id(entity)
        } else {
            String::new()
        };
        put(
            truth,
            &[&(at + 1).to_string(), &azure_id, entity.case().word()],
        )?;
    }
    put(azure, &azure::HEADER)?;
    for rank in order(rows, 5) {
        let entity = Entity::of_azure_rank(rank);
        put(
            azure,
            &azure::cells(&people, entity).each_ref().map(String::as_str),
        )?;
        if !entity.is_pair() {
            put(truth, &["", &object_id(entity), entity.case().word()])?;
        }
    }
    for file in [legacy as &mut dyn Write, azure, truth] {
        file.flush().context("The disk is full.")?;
    }
    Ok(())
}

fn put(file: &mut impl Write, cells: &[&str]) -> Result<()> {
    file.write_all(row(cells).as_bytes())
        .context("A row could not be written.")
}

/// The order in which one side's export lists its users: every rank once, as good as shuffled.
/// Another salt gives another order.
fn order(rows: usize, salt: usize) -> impl Iterator<Item = usize> {
    let golden = rows * 618 / 1_000 + salt;
    let step = (golden..)
        .find(|&step| shares_no_factor(step, rows))
        .unwrap_or(1);
    let start = rows / salt;
    (0..rows).map(move |at| (start + at * step) % rows)
}

fn shares_no_factor(a: usize, b: usize) -> bool {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::cases::{BLOCK_PAIRS, CASES};
    use super::super::truth::fields;
    use super::*;

    struct Written {
        legacy: Vec<Vec<String>>,
        azure: Vec<Vec<String>>,
        truth: Vec<Vec<String>>,
    }

    fn text(rows: usize) -> [Vec<u8>; 3] {
        let mut files = [Vec::new(), Vec::new(), Vec::new()];
        let [legacy, azure, truth] = &mut files;
        write_rows(rows, legacy, azure, truth).expect("memory takes it all");
        files
    }

    fn written(rows: usize) -> Written {
        let [legacy, azure, truth] = text(rows).map(|bytes| {
            let text = String::from_utf8(bytes).expect("it is UTF-8");
            text.lines().skip(1).map(fields).collect()
        });
        Written {
            legacy,
            azure,
            truth,
        }
    }

    #[test]
    fn the_same_size_gives_the_same_bytes_and_every_row_its_columns() {
        assert_eq!(text(1_000), text(1_000));
        let Written {
            legacy,
            azure,
            truth,
        } = written(1_001);
        assert_eq!((legacy.len(), azure.len()), (2_000, 2_000), "whole blocks");
        assert!(
            legacy
                .iter()
                .all(|cells| cells.len() == legacy::HEADER.len())
        );
        assert!(azure.iter().all(|cells| cells.len() == azure::HEADER.len()));
        assert_eq!(truth.len(), 2_000 + 2 * (BLOCK_ROWS - BLOCK_PAIRS));
    }

    #[test]
    fn the_truth_names_every_user_once_and_every_case_as_often_as_the_table() {
        let Written {
            legacy,
            azure,
            truth,
        } = written(1_000);
        let rows: BTreeSet<usize> = truth
            .iter()
            .filter_map(|line| line[0].parse().ok())
            .collect();
        assert_eq!(rows, (1..=legacy.len()).collect());
        let known: BTreeSet<&str> = truth
            .iter()
            .map(|line| line[1].as_str())
            .filter(|id| !id.is_empty())
            .collect();
        assert_eq!(known, azure.iter().map(|cells| cells[0].as_str()).collect());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for line in &truth {
            *counts.entry(line[2].as_str()).or_default() += 1;
        }
        let table = CASES.iter().map(|(case, count)| (case.word(), *count));
        assert_eq!(counts, table.collect());
    }

    #[test]
    fn the_uid_of_an_ordinary_person_is_the_object_id_and_keys_agree() {
        let Written {
            legacy,
            azure,
            truth,
        } = written(1_000);
        let azure: BTreeMap<&str, &Vec<String>> = azure
            .iter()
            .map(|cells| (cells[0].as_str(), cells))
            .collect();
        let ordinary: Vec<_> = truth.iter().filter(|line| line[2] == "ordinary").collect();
        for line in &ordinary {
            let row: usize = line[0].parse().expect("a pair has a row");
            let (left, right) = (&legacy[row - 1], azure[line[1].as_str()]);
            assert_eq!(
                (&left[2], &left[0], &left[1]),
                (&right[0], &right[1], &right[6])
            );
        }
        assert_eq!(ordinary.len(), 568);
    }

    #[test]
    fn no_two_users_of_a_side_sign_in_alike() {
        let Written { legacy, azure, .. } = written(2_000);
        let distinct = |rows: &[Vec<String>], column: usize| {
            rows.iter()
                .map(|cells| cells[column].to_lowercase())
                .collect::<BTreeSet<_>>()
                .len()
        };
        assert_eq!(distinct(&azure, 0), azure.len(), "object ids");
        assert_eq!(distinct(&azure, 1), azure.len(), "user principal names");
        assert_eq!(distinct(&legacy, 0), legacy.len(), "user names");
    }

    #[test]
    fn an_order_reaches_every_rank_once() {
        let check = |rows| {
            let seen: BTreeSet<usize> = order(rows, 3).collect();
            assert_eq!(seen, (0..rows).collect());
        };
        [1_000, 10_000, 13_000].into_iter().for_each(check);
    }
}
