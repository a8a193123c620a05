//! Progress, cancelling, and files that change under the reader's hands.

use std::sync::atomic::{AtomicU64, Ordering};

use presync_core::{Cancelled, Phase, Progress, Side, progress::Unwatched};
use presync_import::{inspect, read};

use crate::boundary::{Collected, Given, side};

/// Counts, and stops after so many bytes.
#[derive(Default)]
struct Counting {
    total: AtomicU64,
    done: AtomicU64,
    stop_after: Option<u64>,
}

impl Progress for Counting {
    fn begin(&self, phase: Phase, total: u64) {
        assert_eq!(phase, Phase::Import);
        self.total.store(total, Ordering::Relaxed);
    }

    fn advance(&self, by: u64) -> Result<(), Cancelled> {
        let done = self.done.fetch_add(by, Ordering::Relaxed) + by;
        match self.stop_after {
            Some(limit) if done > limit => Err(Cancelled),
            _ => Ok(()),
        }
    }
}

fn files() -> [Given; 3] {
    let rows = 3_000;
    let csv: String = (0..rows)
        .map(|row| format!("{row},user{row},Dept {}\n", row % 9))
        .collect();
    let json: Vec<String> = (0..rows)
        .map(|row| format!("{{\"mail\":\"u{row}@x.test\"}}"))
        .collect();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "UID").expect("a cell");
    for row in 1..rows {
        sheet.write(row, 0, format!("u{row}")).expect("a cell");
    }
    [
        Given::file(
            "a.csv",
            format!("UID,Username,Department\n{csv}").as_bytes(),
        ),
        Given::file("b.json", format!("[{}]", json.join(",")).as_bytes()),
        Given::file("c.xlsx", &workbook.save_to_buffer().expect("a workbook")),
    ]
}

#[test]
fn progress_ends_where_it_said() {
    for given in files() {
        let counting = Counting::default();
        let inspection = inspect(&given.path, &side(Side::Legacy), &counting).expect("readable");
        assert_eq!(
            counting.done.load(Ordering::Relaxed),
            counting.total.load(Ordering::Relaxed)
        );
        if inspection.columns[0].column.attribute != "externalId" {
            continue;
        }
        let counting = Counting::default();
        read(
            &given.path,
            &inspection,
            &mut Collected::default(),
            &counting,
        )
        .expect("readable");
        let total = counting.total.load(Ordering::Relaxed);
        assert_eq!(
            (counting.done.load(Ordering::Relaxed), total),
            (inspection.bytes, inspection.bytes)
        );
    }
}

#[test]
fn a_cancel_ends_the_reading_of_any_format() {
    for given in files() {
        let options = side(if given.path.ends_with("b.json") {
            Side::Azure
        } else {
            Side::Legacy
        });
        let inspection = inspect(&given.path, &options, &Unwatched).expect("readable");
        for stop_after in [0, inspection.bytes / 2] {
            let counting = Counting {
                stop_after: Some(stop_after),
                ..Counting::default()
            };
            let error = inspect(&given.path, &options, &counting).expect_err("cancelled");
            assert_eq!(error.code(), "CANCELLED", "inspect {:?}", given.path);
            counting.done.store(0, Ordering::Relaxed);
            let error = read(
                &given.path,
                &inspection,
                &mut Collected::default(),
                &counting,
            )
            .expect_err("cancelled");
            assert_eq!(error.code(), "CANCELLED", "read {:?}", given.path);
        }
    }
}

#[test]
fn a_file_that_changed_is_not_read() {
    let given = Given::file("a.csv", b"UID\n1\n");
    let inspection = given.inspect(&side(Side::Legacy)).expect("readable");
    std::fs::write(&given.path, b"UID\n1\n2\n").expect("a file");
    let error = read(
        &given.path,
        &inspection,
        &mut Collected::default(),
        &Unwatched,
    )
    .expect_err("changed");
    assert_eq!(error.code(), "FILE_BUSY");
}

#[test]
fn the_same_file_gives_the_same_rows() {
    for given in files() {
        let options = side(if given.path.ends_with("b.json") {
            Side::Azure
        } else {
            Side::Legacy
        });
        let (_, first, _) = given.import(&options).expect("readable");
        let (_, second, _) = given.import(&options).expect("readable");
        assert_eq!(first.header, second.header);
        assert_eq!(first.records, second.records);
        assert_eq!(first.diagnostics, second.diagnostics);
    }
}
