//! The sample engagement: an invented group of companies on both sides of a migration.
//!
//! Made from a fixed seed, byte for byte the same on every run: `staff` hires, `drift` lets the two
//! sides grow apart, `troubles` plants the hard cases, and one module for each file writes what a
//! consultant would be given. `expected.json` holds the planted truth. No person in it exists.

pub(crate) mod csv;
mod drift;
mod expected;
mod graph;
mod interact;
mod jobs;
pub(crate) mod logins;
pub(crate) mod names;
mod outcome;
mod people;
mod portal;
pub(crate) mod prng;
mod readme;
pub(crate) mod records;
mod schema;
mod schema_attributes;
mod scope;
mod sites;
mod staff;
#[cfg(test)]
mod tests;
mod troubles;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use people::{Person, PersonIndex};

/// Where the sample lies in the project.
const FOLDER: &str = "examples/harbour-and-vale";

/// One file of the sample.
struct SampleFile {
    name: &'static str,
    bytes: Vec<u8>,
}

/// The population and the order in which each side's export lists it.
struct Sample {
    people: Vec<Person>,
    azure_rows: Vec<PersonIndex>,
    intranet_rows: Vec<PersonIndex>,
}

/// Writes the sample engagement into the project at `root`.
///
/// # Errors
/// A file that cannot be written.
#[expect(
    clippy::disallowed_methods,
    reason = "writing the sample's files is this chore"
)]
pub(crate) fn run(root: &Path) -> Result<()> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder)
        .with_context(|| format!("The folder {} could not be made.", folder.display()))?;
    for file in files(&Sample::make())? {
        let path = folder.join(file.name);
        fs::write(&path, &file.bytes)
            .with_context(|| format!("The file {} could not be written.", path.display()))?;
    }
    Ok(())
}

impl Sample {
    /// Everybody, with every case planted.
    fn make() -> Sample {
        let mut population = staff::staff();
        drift::drift(&mut population);
        troubles::plant(&mut population);
        let people = population.people;
        Sample {
            azure_rows: azure_rows(&people),
            intranet_rows: intranet_rows(&people),
            people,
        }
    }
}

/// Every file of the sample, in memory.
fn files(sample: &Sample) -> Result<Vec<SampleFile>> {
    let file = |name, bytes| SampleFile { name, bytes };
    let [page_1, page_2] = graph::pages(sample)?;
    Ok(vec![
        file("Interact users.xlsx", interact::workbook(sample)?),
        file("Azure users page 1.json", page_1.into_bytes()),
        file("Azure users page 2.json", page_2.into_bytes()),
        file("Azure users portal.csv", portal::csv(sample).into_bytes()),
        file("app schema.json", schema::json()?.into_bytes()),
        file(
            "assigned.csv",
            scope::assigned_csv(&sample.people).into_bytes(),
        ),
        file("groups.csv", scope::groups_csv(&sample.people).into_bytes()),
        file("expected.json", expected::json(sample)?.into_bytes()),
        file("README.md", readme::text(sample).into_bytes()),
    ])
}

/// The tenant answers in an order of its own: by object id.
fn azure_rows(people: &[Person]) -> Vec<PersonIndex> {
    let mut rows: Vec<(&str, PersonIndex)> = people
        .iter()
        .enumerate()
        .filter_map(|(index, person)| Some((person.azure.as_ref()?.id.as_str(), index)))
        .collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, index)| index).collect()
}

/// The intranet lists by last name.
fn intranet_rows(people: &[Person]) -> Vec<PersonIndex> {
    let mut rows: Vec<(String, PersonIndex)> = people
        .iter()
        .enumerate()
        .filter_map(|(index, person)| {
            let user = person.intranet.as_ref()?;
            let name = format!("{}\n{}\n{}", user.last_name, user.first_name, user.username);
            Some((logins::plain(&name).to_lowercase(), index))
        })
        .collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, index)| index).collect()
}
