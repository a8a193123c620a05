//! `cargo xtask bench match`, `simulate` and `resimulate`: what the steps of a stage take at several sizes,
//! side by side, so that it shows what grows faster than the users do.

use std::fmt;
use std::path::Path;

use anyhow::Result;

use super::population;
use super::report::{Measured, Phase};
use super::run;

/// The sizes that are measured unless others are named.
pub(super) const SIZES: [&str; 3] = ["10k", "100k", "1m"];
/// What the time of simulating and saving is compared with.
const IMPORT: &str = "Importing";
/// The phases that together must not take longer than that.
const SIMULATE: [&str; 2] = ["Simulating", "Saving the plan"];

/// One size and the phases measured for it.
struct Size {
    name: String,
    rows: usize,
    phases: Vec<Phase>,
}

/// Measures the steps of matching.
///
/// # Errors
/// A stage that fails.
pub(super) fn matching(root: &Path, sizes: &[(&str, usize)]) -> Result<()> {
    let measured = measure(root, "matching", sizes)?;
    println!("\n{}", Growth(&measured));
    Ok(())
}

/// Measures simulating and saving, against importing.
///
/// # Errors
/// A stage that fails.
pub(super) fn simulate(root: &Path, sizes: &[(&str, usize)]) -> Result<()> {
    let mut measured = measure(root, run::EXAMPLE, sizes)?;
    for size in &mut measured {
        let is_shown = |name: &str| name == IMPORT || SIMULATE.contains(&name);
        size.phases.retain(|phase| is_shown(&phase.phase));
    }
    println!("\n{}", Growth(&measured));
    for size in &measured {
        println!("{}: {}", size.name, verdict(&size.phases));
    }
    Ok(())
}

/// Measures simulating everything, and after one row of the mapping was edited, row by row.
///
/// # Errors
/// A stage that fails, or a plan that differs.
pub(super) fn resimulate(root: &Path, sizes: &[(&str, usize)]) -> Result<()> {
    let measured = measure(root, "resimulating", sizes)?;
    println!("\n{}", Growth(&measured));
    Ok(())
}

fn measure(root: &Path, example: &str, sizes: &[(&str, usize)]) -> Result<Vec<Size>> {
    run::build_example(root, example)?;
    let measure = |(name, rows): &(&str, usize)| {
        let (folder, population) = population(root, name, *rows)?;
        let out = folder.join("package");
        let Measured { phases, .. } = run::measure_example(root, example, &population, &out)?;
        let name = (*name).to_owned();
        Ok(Size {
            name,
            rows: *rows,
            phases,
        })
    };
    sizes.iter().map(measure).collect()
}

fn verdict(phases: &[Phase]) -> String {
    let seconds = |names: &[&str]| -> f64 {
        let named = phases.iter().filter(|p| names.contains(&p.phase.as_str()));
        named.map(|phase| phase.seconds).sum()
    };
    let (simulated, imported) = (seconds(&SIMULATE), seconds(&[IMPORT]));
    let kept = if simulated <= imported {
        "kept"
    } else {
        "missed"
    };
    format!(
        "simulating and saving took {simulated:.2} s, importing {imported:.2} s: the bound is {kept}."
    )
}

/// A table of phases by size.
struct Growth<'s>(&'s [Size]);

impl fmt::Display for Growth<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| step |")?;
        for Size { name, .. } in self.0 {
            write!(f, " {name}: s | CPU s | MiB |")?;
        }
        writeln!(f, " CPU per user |")?;
        writeln!(f, "|---|{}---:|", "---:|".repeat(3 * self.0.len()))?;
        let Some(first) = self.0.first() else {
            return Ok(());
        };
        for at in 0..first.phases.len() {
            self.line(f, at)?;
        }
        Ok(())
    }
}

impl Growth<'_> {
    fn line(&self, f: &mut fmt::Formatter<'_>, at: usize) -> fmt::Result {
        write!(f, "| {} |", self.0[0].phases[at].phase)?;
        for phase in self.0.iter().filter_map(|size| size.phases.get(at)) {
            let peak = phase.peak_kib as f64 / 1024.0;
            write!(
                f,
                " {:.2} | {:.2} | {peak:.0} |",
                phase.seconds, phase.cpu_seconds
            )?;
        }
        writeln!(f, " {} |", self.factor(at))
    }

    /// How much more a user costs at the largest size than at the smallest; a dash where the smallest
    /// takes too little to tell.
    fn factor(&self, at: usize) -> String {
        const TELLING_SECONDS: f64 = 0.05;
        let [first, .., last] = self.0 else {
            return "–".to_owned();
        };
        let each = |size: &Size| size.phases[at].cpu_seconds / size.rows as f64;
        if first.phases[at].cpu_seconds < TELLING_SECONDS || last.phases.len() <= at {
            return "–".to_owned();
        }
        format!("× {:.2}", each(last) / each(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(name: &str, rows: usize, cpu_seconds: f64) -> Size {
        let phase = |phase: &str| Phase {
            phase: phase.to_owned(),
            seconds: cpu_seconds / 2.0,
            cpu_seconds,
            peak_kib: 2_048,
        };
        Size {
            name: name.to_owned(),
            rows,
            phases: vec![phase("Importing"), phase("Simulating")],
        }
    }

    #[test]
    fn growth_is_told_per_user() {
        let sizes = [size("10k", 10, 0.1), size("100k", 100, 3.0)];
        assert_eq!(
            Growth(&sizes).to_string(),
            "| step | 10k: s | CPU s | MiB | 100k: s | CPU s | MiB | CPU per user |\n\
             |---|---:|---:|---:|---:|---:|---:|---:|\n\
             | Importing | 0.05 | 0.10 | 2 | 1.50 | 3.00 | 2 | × 3.00 |\n\
             | Simulating | 0.05 | 0.10 | 2 | 1.50 | 3.00 | 2 | × 3.00 |\n"
        );
        let sizes = [size("10k", 10, 0.01), size("100k", 100, 3.0)];
        assert!(Growth(&sizes).to_string().contains("| – |"));
    }

    #[test]
    fn the_bound_is_the_time_of_the_import() {
        let check = |simulated: f64, expect: &str| {
            let mut phases = size("1m", 1, 2.0).phases;
            phases[1].seconds = simulated;
            assert!(verdict(&phases).ends_with(expect), "{}", verdict(&phases));
        };
        check(1.0, "the bound is kept.");
        check(1.5, "the bound is missed.");
    }
}
