//! `cargo xtask bench`: how fast the main job is and how much memory it takes, on generated
//! populations of a known truth.
//!
//! It measures and prints; nothing here is a test, and no test depends on a time. The files lie in
//! `target/bench/<size>/`, are the same bytes each time, and can be opened with anything.

mod azure;
mod cases;
mod expr;
mod generate;
mod growth;
mod import;
mod legacy;
mod names;
mod people;
mod report;
mod run;
mod truth;

use std::path::Path;

use anyhow::{Context, Result, bail};

use generate::Population;
use report::{Report, grouped};

/// What is measured unless sizes are named.
const SIZES: [&str; 2] = ["10k", "100k"];
/// The size whose instructions are counted: every one of them is simulated.
const INSTRUCTIONS_SIZE: &str = "10k";

/// What the chore was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted<'a> {
    /// Times and memory for these sizes.
    Sizes(Vec<(&'a str, usize)>),
    /// Importing one file of so many rows.
    Import(usize),
    /// The steps of matching at these sizes.
    Matching(Vec<(&'a str, usize)>),
    /// Simulating and saving at these sizes.
    Simulating(Vec<(&'a str, usize)>),
    /// Simulating after an edit at these sizes.
    Resimulating(Vec<(&'a str, usize)>),
    /// Evaluating expressions on so many rows.
    Expressions(u32),
    /// How many instructions the job takes, which is the same on a busy machine.
    Instructions,
}

/// Generates, runs and prints, size by size.
///
/// # Errors
/// An argument that is no size; a stage that fails.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> Result<()> {
    match wanted(arguments)? {
        Wanted::Instructions => count_instructions(root),
        Wanted::Import(rows) => import::run(root, rows),
        Wanted::Matching(sizes) => growth::matching(root, &sizes),
        Wanted::Simulating(sizes) => growth::simulate(root, &sizes),
        Wanted::Resimulating(sizes) => growth::resimulate(root, &sizes),
        Wanted::Expressions(rows) => expr::run(root, rows),
        Wanted::Sizes(sizes) => {
            run::build(root)?;
            sizes
                .into_iter()
                .try_for_each(|(size, rows)| measure(root, size, rows))
        }
    }
}

fn measure(root: &Path, size: &str, rows: usize) -> Result<()> {
    let (folder, population) = population(root, size, rows)?;
    let package = folder.join("package");
    let measured = run::measure(root, &population, &package)?;
    let score = truth::score(&population.truth, &package.join("links.csv"))?;
    println!(
        "\n{}",
        Report {
            size: size.to_owned(),
            measured,
            score
        }
    );
    Ok(())
}

fn count_instructions(root: &Path) -> Result<()> {
    run::build(root)?;
    let (_, rows) = size(INSTRUCTIONS_SIZE)?;
    let (folder, population) = population(root, INSTRUCTIONS_SIZE, rows)?;
    let instructions = run::instructions(root, &population, &folder)?;
    println!(
        "{} instructions for {INSTRUCTIONS_SIZE} rows a side",
        grouped(instructions)
    );
    Ok(())
}

fn population(root: &Path, size: &str, rows: usize) -> Result<(std::path::PathBuf, Population)> {
    let folder = root.join("target/bench").join(size);
    println!("generating {size} rows a side in {}", folder.display());
    let population = generate::write(&folder, rows)?;
    Ok((folder, population))
}

fn wanted<'a>(arguments: &[&'a str]) -> Result<Wanted<'a>> {
    match arguments {
        ["instructions"] => Ok(Wanted::Instructions),
        ["import"] => wanted(&["import", "1m"]),
        ["import", text] => Ok(Wanted::Import(size(text)?.1)),
        ["match", sizes @ ..] => Ok(Wanted::Matching(grown(sizes)?)),
        ["simulate", sizes @ ..] => Ok(Wanted::Simulating(grown(sizes)?)),
        ["resimulate", sizes @ ..] => Ok(Wanted::Resimulating(grown(sizes)?)),
        ["expr"] => wanted(&["expr", "1m"]),
        ["expr", text] => Ok(Wanted::Expressions(u32::try_from(size(text)?.1)?)),
        [] => wanted(&SIZES),
        sizes => Ok(Wanted::Sizes(all(sizes)?)),
    }
}

/// The sizes named, or those that show how things grow.
fn grown<'a>(sizes: &[&'a str]) -> Result<Vec<(&'a str, usize)>> {
    match sizes {
        [] => all(&growth::SIZES),
        sizes => all(sizes),
    }
}

fn all<'a>(sizes: &[&'a str]) -> Result<Vec<(&'a str, usize)>> {
    sizes.iter().map(|text| size(text)).collect()
}

/// `10k` or `1m`, with the number of rows a side that it stands for.
fn size(text: &str) -> Result<(&str, usize)> {
    let lower = text.to_ascii_lowercase();
    let (number, unit) = match (lower.strip_suffix('k'), lower.strip_suffix('m')) {
        (Some(number), _) => (number, 1_000),
        (_, Some(number)) => (number, 1_000_000),
        _ => bail!("{text} is no size; sizes are 10k, 100k, 1m, or other thousands and millions."),
    };
    let number: usize = number
        .parse()
        .with_context(|| format!("{text} is no size"))?;
    if !(1..=10_000).contains(&number) {
        bail!("{text} is no size: it would be nobody, or more than a laptop holds.");
    }
    Ok((text, number * unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_thousands_or_millions() {
        let check = |text, expect: Option<usize>| {
            assert_eq!(size(text).ok().map(|(_, rows)| rows), expect, "{text}");
        };
        check("10k", Some(10_000));
        check("1M", Some(1_000_000));
        check("0k", None);
        check("many", None);
        check("-1k", None);
        check("k", None);
    }

    #[test]
    fn the_usual_sizes_are_measured_unless_others_are_named() {
        let check = |arguments: &[&str], expect| {
            assert_eq!(wanted(arguments).expect("it is asked well"), expect);
        };
        check(&[], Wanted::Sizes(vec![("10k", 10_000), ("100k", 100_000)]));
        check(&["1m"], Wanted::Sizes(vec![("1m", 1_000_000)]));
        check(&["instructions"], Wanted::Instructions);
        check(&["import"], Wanted::Import(1_000_000));
        check(&["import", "10k"], Wanted::Import(10_000));
        check(&["match", "10k"], Wanted::Matching(vec![("10k", 10_000)]));
        check(
            &["simulate", "1m"],
            Wanted::Simulating(vec![("1m", 1_000_000)]),
        );
        check(
            &["resimulate", "10k"],
            Wanted::Resimulating(vec![("10k", 10_000)]),
        );
        assert!(wanted(&["match", "many"]).is_err());
        check(&["expr"], Wanted::Expressions(1_000_000));
        check(&["expr", "10k"], Wanted::Expressions(10_000));
        assert!(wanted(&["10k", "instructions"]).is_err());
    }
}
