//! Times what a person waits for while deciding who is who, over two files: one line a command.
//!
//! Usage: `deciding LEGACY AZURE FOLDER`; the folder gets the workspace.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host: it reads arguments and the clock, and its result is lines on stdout"
)]

use std::{
    error::Error,
    path::{Path, PathBuf},
    time::Instant,
};

use jiff::Timestamp;
use presync_app::{App, Host, JobId, ReadWorker};
use serde_json::{Value, json};

/// A user who says yes to everything.
struct Desk(PathBuf);

impl Host for Desk {
    fn native_dialogs(&self) -> bool {
        true
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn reader(&self) -> Option<ReadWorker> {
        None
    }

    fn state_folder(&self) -> Option<PathBuf> {
        None
    }

    fn choose_files(&self, _: &str) -> Vec<PathBuf> {
        Vec::new()
    }

    fn choose_folder(&self, _: &str) -> Option<PathBuf> {
        None
    }

    fn choose_workspace(&self) -> Option<PathBuf> {
        Some(self.0.join("Timed.presync"))
    }

    fn place_workspace(&self, suggested: &str) -> Option<PathBuf> {
        Some(self.0.join(suggested))
    }

    fn place_package(&self, suggested: &str) -> Option<PathBuf> {
        Some(self.0.join(suggested))
    }

    fn show_folder(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }
}

/// The application and what it took.
struct Timed(App);

impl Timed {
    fn say(name: &str, began: Instant) {
        println!(
            "{name:<28} {:>10.1} ms",
            began.elapsed().as_secs_f64() * 1e3
        );
    }

    fn rpc(&self, name: &str, params: Value) -> Result<Value, Box<dyn Error>> {
        let began = Instant::now();
        let answer = self
            .0
            .rpc(name, params)
            .map_err(|failure| failure.message)?;
        Self::say(name, began);
        Ok(answer)
    }

    fn job(&self, name: &str, params: Value) -> Result<Value, Box<dyn Error>> {
        let began = Instant::now();
        let quiet = Box::new(|_| {});
        let job = self.0.run_job(&JobId::new(name), name, params, quiet);
        let answer = job.map_err(|failure| failure.message)?;
        Self::say(name, began);
        Ok(answer)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [legacy, azure, folder] = arguments.as_slice() else {
        return Err("usage: deciding LEGACY AZURE FOLDER".into());
    };
    let timed = Timed(App::new(Box::new(Desk(folder.clone()))));
    timed.rpc("workspace.create", json!({ "title": "Timed" }))?;
    let mut files = Vec::new();
    for (side, path) in [("legacy", legacy), ("azure", azure)] {
        let handle = timed
            .0
            .register_file(path)
            .map_err(|failure| failure.message)?;
        files.push(json!({ "handle": handle.handle, "side": side, "replaces": null }));
    }
    timed.job("sources.import", json!({ "files": files }))?;
    timed.job("plan.run", json!({}))?;
    // As after a restart: nothing of the plan is in memory.
    timed.rpc("workspace.close", json!({}))?;
    timed.rpc("workspace.open", json!({}))?;
    decide(&timed)
}

fn decide(timed: &Timed) -> Result<(), Box<dyn Error>> {
    let queue = timed.rpc("match.review", json!({ "search": "", "filters": [] }))?;
    let total = queue["total"].as_u64().unwrap_or_default();
    println!("{total} pairs wait");
    let page = |offset: u64| json!({ "result": queue["result"], "offset": offset, "limit": 100 });
    let first = timed.rpc("match.review_page", page(0))?;
    timed.rpc("match.review_page", page(total.saturating_sub(100)))?;
    let row = &first["rows"][0];
    let pair = json!({ "legacy": row["legacy"]["position"], "azure": row["azure"]["position"] });
    let why = json!({ "plan": queue["plan"], "pair": pair });
    timed.job("match.prepare", json!({}))?;
    timed.rpc("match.explain", why.clone())?;
    timed.rpc("match.explain", why)?;
    for side in ["azure", "legacy"] {
        let near = json!({
            "plan": queue["plan"], "side": side, "position": pair[side], "limit": 10,
        });
        timed.rpc("match.candidates", near)?;
    }
    let one = |verdict: &str| {
        json!({
            "plan": queue["plan"], "verdict": verdict, "pairs": [pair], "reason": "", "by": "Kim",
        })
    };
    timed.rpc("match.preview_decisions", one("deny"))?;
    timed.rpc("match.decide", one("deny"))?;
    let all = json!({
        "plan": queue["plan"], "verdict": "deny", "pairs": [], "queue": queue["result"],
        "expected": total, "reason": "", "by": "Kim",
    });
    timed.rpc("match.preview_decisions", all.clone())?;
    timed.rpc("match.decide", all)?;
    timed.rpc("match.review", json!({ "search": "", "filters": [] }))?;
    timed.rpc("match.undo", json!({ "by": "Kim", "reason": "" }))?;
    timed.rpc("match.history", json!({ "limit": 50 }))?;
    timed.rpc("match.sample", json!({ "seed": 1, "each": 20 }))?;
    timed.rpc("match.quality", json!({}))?;
    Ok(())
}
