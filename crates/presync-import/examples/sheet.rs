//! A workbook for `cargo xtask bench import`: made from a CSV file, or read by the bare parser, which is
//! what importing it is held against.
//!
//! Usage: `sheet make FROM.csv TO.xlsx` and `sheet read FILE.xlsx`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host: it reads arguments, files and the clock, and its result is a line on stdout"
)]

use std::{error::Error, fs::File, io::BufReader, time::Instant};

use calamine::{DataRef, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["make", from, to] => make(from, to),
        ["read", file] => read(file),
        _ => Err("usage: sheet make FROM.csv TO.xlsx | sheet read FILE.xlsx".into()),
    }
}

fn make(from: &str, to: &str) -> Result<(), Box<dyn Error>> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_low_memory()?;
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(from)?;
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    while rows.read_record(&mut record)? {
        for (column, cell) in (0_u16..).zip(&record).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell)?;
        }
        row += 1;
    }
    Ok(workbook.save(to)?)
}

fn read(file: &str) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let mut workbook: Xlsx<_> = Xlsx::new(BufReader::new(File::open(file)?))?;
    let sheet = workbook
        .sheet_names()
        .first()
        .cloned()
        .ok_or("The workbook has no sheet.")?;
    let mut cells = workbook.worksheet_cells_reader(&sheet)?;
    let (mut count, mut bytes) = (0_u64, 0_usize);
    while let Some(cell) = cells.next_cell()? {
        count += 1;
        bytes += match cell.get_value() {
            DataRef::SharedString(text) => text.len(),
            DataRef::String(text) => text.len(),
            _ => 0,
        };
    }
    let seconds = began.elapsed().as_secs_f64();
    let cpu = cpu_seconds()?;
    println!(
        "{{\"cells\":{count},\"text_bytes\":{bytes},\"seconds\":{seconds:.3},\"cpu_seconds\":{cpu:.2}}}"
    );
    Ok(())
}

/// User and system time of the process, in the hundredths of a second that Linux counts.
fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    Ok(ticks.map(str::parse::<f64>).sum::<Result<f64, _>>()? / 100.0)
}
