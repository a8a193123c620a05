//! What the terminal shows: progress with rate and ETA on stderr, results on stdout, failures in words.

use std::{
    io::{ErrorKind, Write},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use presync_app::{JobContext, reader, wire::JobProgress};

use crate::{args::Common, failure::CommandError};

/// A job whose progress is drawn on stderr, unless the user wants quiet.
pub(crate) fn job(common: &Common) -> JobContext {
    let job = if common.quiet || common.json {
        JobContext::unwatched()
    } else {
        let drawn = Drawn::default();
        JobContext::new(Box::new(move |figures| drawn.show(&figures)))
    };
    job.with_reader(reader::this_program())
}

/// One line of result on stdout. A reader that has seen enough, such as `head`, is no failure.
///
/// # Errors
/// When stdout cannot be written.
pub(crate) fn print(text: &str) -> Result<(), CommandError> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CommandError::io("The output", &error))
        }
        _ => Ok(()),
    }
}

/// One line on stderr, unless the user wants quiet.
pub(crate) fn note(common: &Common, text: &str) {
    if !common.quiet && !common.json {
        // Nothing is left to tell if stderr is gone.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

/// What a command could not do, on stderr.
pub(crate) fn print_errors(lines: impl Iterator<Item = String>) {
    let mut stderr = std::io::stderr().lock();
    for line in lines {
        // Nothing is left to tell if stderr is gone.
        let _ = writeln!(stderr, "{line}");
    }
}

/// A failure on stderr.
pub(crate) fn print_failure(error: &CommandError, json: bool) {
    let mut stderr = std::io::stderr().lock();
    // Nothing is left to tell if stderr is gone.
    let _ = if json {
        writeln!(stderr, "{}", serde_json::json!({ "failure": error.0 }))
    } else {
        write!(
            stderr,
            "error: {}\n{}",
            error.0.message,
            hints(&error.0.hints)
        )
    };
}

fn hints(hints: &[String]) -> String {
    hints.iter().map(|hint| format!("  {hint}\n")).collect()
}

/// The bar of the present stage.
#[derive(Debug, Default)]
struct Drawn(Mutex<Option<(String, ProgressBar)>>);

impl Drawn {
    fn show(&self, figures: &JobProgress) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held
            .as_ref()
            .is_none_or(|(phase, _)| *phase != figures.phase)
        {
            if let Some((_, bar)) = held.take() {
                bar.finish();
            }
            *held = Some((figures.phase.clone(), bar_of(figures)));
        }
        if let Some((_, bar)) = held.as_ref() {
            // The same stage of the next file.
            bar.set_length(whole(figures.total));
            bar.set_position(whole(figures.done));
        }
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        if let Some((_, bar)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish();
        }
    }
}

fn bar_of(figures: &JobProgress) -> ProgressBar {
    let template = if figures.total > 0.0 {
        "{prefix:24} {bar:30} {human_pos}/{human_len}  {per_sec}  {eta} left"
    } else {
        "{prefix:24} {spinner} {human_pos}  {per_sec}"
    };
    let style = ProgressStyle::with_template(template).expect("BUG: the template is fixed");
    let bar = ProgressBar::new(whole(figures.total)).with_style(style);
    bar.set_prefix(figures.phase.clone());
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// Progress figures are whole and positive.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of units"
)]
fn whole(figure: f64) -> u64 {
    figure as u64
}
