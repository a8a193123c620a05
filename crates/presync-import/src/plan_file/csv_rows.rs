//! The rows of one list of a plan, one by one: those in `plan.json`, or those of the CSV it names, which
//! has to be the one with the digest it states.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    marker::PhantomData,
    path::PathBuf,
};

use csv::{Reader, StringRecord};
use sha2::{Digest, Sha256};

use super::{
    HINT, PlanFile,
    document::Listed,
    refuse,
    row::{AzureUser, ChangeRow, LegacyUser, PersonRow},
};
use crate::{ImportError, RefusalCode};

/// What starts a formula in a spreadsheet: the same as the writer's.
const FORMULA_STARTS: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
];

/// The rows of a list.
pub(super) struct CsvRows<'a, T> {
    origin: Origin<'a, T>,
    left: u64,
}

enum Origin<'a, T> {
    Document(std::slice::Iter<'a, T>),
    File(Box<Table<T>>),
}

/// A CSV being read and hashed.
struct Table<T> {
    path: PathBuf,
    digest: String,
    is_neutralised: bool,
    reader: Reader<Hashing>,
    columns: Vec<usize>,
    record: StringRecord,
    ended: bool,
    row: PhantomData<T>,
}

/// A kind of row, by the columns it is made of.
pub(super) trait FromCells: Clone {
    const COLUMNS: &'static [&'static str];
    /// The cells in the order of the columns.
    fn from_cells(cells: &[String]) -> Result<Self, String>;
}

struct Hashing {
    file: BufReader<File>,
    hash: Sha256,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}

impl<'a, T: FromCells> CsvRows<'a, T> {
    pub(super) fn of(
        plan: &'a PlanFile,
        name: &str,
        list: &'a Listed<T>,
    ) -> Result<Self, ImportError> {
        let origin = match (&list.rows, &list.file, &list.sha256) {
            (Some(rows), ..) => Origin::Document(rows.iter()),
            (None, Some(file), Some(digest)) => {
                Origin::File(Box::new(Table::open(plan, file, digest)?))
            }
            _ => {
                let message = format!("The plan neither holds its {name} nor names their file.");
                return Err(plan.damaged(message));
            }
        };
        let rows = list.rows.as_ref().map(|rows| rows.len() as u64);
        if rows.is_some_and(|rows| rows != list.count) {
            return Err(plan.damaged(format!("The plan does not hold all of its {name}.")));
        }
        Ok(Self {
            origin,
            left: list.count,
        })
    }
}

impl<T: FromCells> Iterator for CsvRows<'_, T> {
    type Item = Result<T, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.origin {
            Origin::Document(rows) => rows.next().cloned().map(Ok),
            Origin::File(table) => {
                let row = table.next();
                if matches!(row, Some(Ok(_))) {
                    let Some(left) = self.left.checked_sub(1) else {
                        return Some(Err(table.wrong("It holds more rows than the plan says.")));
                    };
                    self.left = left;
                } else if row.is_none() && std::mem::take(&mut self.left) > 0 {
                    return Some(Err(table.wrong("It holds fewer rows than the plan says.")));
                }
                row
            }
        }
    }
}

impl<T: FromCells> Table<T> {
    fn open(plan: &PlanFile, file: &str, digest: &str) -> Result<Self, ImportError> {
        let is_plain = !file.contains(['/', '\\']) && file != "..";
        if !is_plain {
            return Err(plan.damaged("The plan names a file outside its own folder."));
        }
        let path = plan.path.with_file_name(file);
        let opened = File::open(&path).map_err(|_| {
            let message = "The plan names this file for its rows, and it cannot be read.";
            let hint = "Keep the files of a package together: plan.json alone holds no more than 100,000 rows.";
            refuse(&path, RefusalCode::PlanDamaged, message, hint)
        })?;
        let hashing = Hashing {
            file: BufReader::with_capacity(1 << 16, opened),
            hash: Sha256::new(),
        };
        let mut table = Self {
            digest: digest.to_lowercase(),
            is_neutralised: plan.document.is_neutralised(),
            reader: Reader::from_reader(hashing),
            columns: Vec::new(),
            record: StringRecord::new(),
            ended: false,
            row: PhantomData,
            path,
        };
        table.columns = table.find_columns()?;
        Ok(table)
    }

    fn find_columns(&mut self) -> Result<Vec<usize>, ImportError> {
        let header = self.reader.headers().cloned();
        let header = header.map_err(|error| self.unreadable(&error))?;
        let place = |wanted: &&str| {
            let place = header.iter().position(|name| name == *wanted);
            place.ok_or_else(|| self.wrong(&format!("It has no column {wanted}.")))
        };
        T::COLUMNS.iter().map(place).collect()
    }

    fn next(&mut self) -> Option<Result<T, ImportError>> {
        if self.ended {
            return None;
        }
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Some(self.row()),
            Ok(false) => {
                self.ended = true;
                self.check_digest().err().map(Err)
            }
            Err(error) => {
                self.ended = true;
                Some(Err(self.unreadable(&error)))
            }
        }
    }

    fn row(&self) -> Result<T, ImportError> {
        let cells = self.columns.iter().map(|at| self.cell(*at));
        let cells: Vec<String> = cells.collect();
        T::from_cells(&cells).map_err(|what| {
            let line = self.record.position().map_or(0, csv::Position::line);
            self.wrong(&format!("{what}.")).at_row(line)
        })
    }

    /// A cell as it was before it was made safe for spreadsheets.
    fn cell(&self, at: usize) -> String {
        let cell = &self.record[at];
        let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{feff}' | '\'');
        match cell.strip_prefix('\'').filter(|_| self.is_neutralised) {
            Some(rest) if rest.trim_start_matches(blank).starts_with(FORMULA_STARTS) => rest,
            _ => cell,
        }
        .to_owned()
    }

    fn check_digest(&self) -> Result<(), ImportError> {
        let digest = self.reader.get_ref().hash.clone().finalize();
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        if digest == self.digest {
            return Ok(());
        }
        Err(self.wrong("It is not the file that the plan was written with: its digest is another."))
    }

    fn unreadable(&self, error: &csv::Error) -> ImportError {
        let line = error.position().map(csv::Position::line);
        let wrong = self.wrong(&format!("It is no CSV file as Presync writes it: {error}."));
        match line {
            Some(line) => wrong.at_row(line),
            None => wrong,
        }
    }

    fn wrong(&self, message: &str) -> ImportError {
        refuse(&self.path, RefusalCode::PlanDamaged, message, HINT)
    }
}

impl FromCells for PersonRow {
    const COLUMNS: &'static [&'static str] = &[
        "side",
        "legacy_uid",
        "legacy_username",
        "azure_id",
        "azure_upn",
        "identity_status",
        "outcome",
        "action",
        "changes",
        "findings",
        "rule_finds_username",
        "basis",
    ];

    fn from_cells(cells: &[String]) -> Result<Self, String> {
        let cell = |at: usize| cells[at].clone();
        let changes = cells[8].parse();
        let changes = changes.map_err(|_| format!("\"{}\" is no number of changes", cells[8]))?;
        Ok(Self {
            side: cell(0),
            legacy: Some(LegacyUser {
                uid: cell(1),
                username: cell(2),
            }),
            azure: Some(AzureUser {
                id: cell(3),
                upn: cell(4),
            }),
            identity_status: Some(cell(5)),
            outcome: cell(6),
            action: cell(7),
            changes,
            findings: cells[9].split(';').map(str::to_owned).collect(),
            rule_finds: found(&cells[10]),
            basis: basis(&cells[11]),
        })
    }
}

impl FromCells for ChangeRow {
    const COLUMNS: &'static [&'static str] = &[
        "azure_id",
        "azure_upn",
        "target_attribute",
        "kind",
        "now",
        "would_be",
        "basis",
    ];

    fn from_cells(cells: &[String]) -> Result<Self, String> {
        let cell = |at: usize| cells[at].clone();
        Ok(Self {
            azure_id: cell(0),
            azure_upn: cell(1),
            target_attribute: cell(2),
            kind: cell(3),
            now: cell(4),
            would_be: cell(5),
            basis: basis(&cells[6]),
        })
    }
}

fn parts(cell: &str) -> impl Iterator<Item = String> {
    let parts = cell.split(';').filter(|part| !part.is_empty());
    parts.map(str::to_owned)
}

/// Accounts of which the cell gives the user names.
fn found(cell: &str) -> Vec<LegacyUser> {
    let named = parts(cell).map(|username| LegacyUser {
        username,
        ..LegacyUser::default()
    });
    named.collect()
}

/// As `plan.json` has it: nothing where everything is documented.
fn basis(cell: &str) -> Vec<String> {
    parts(cell).filter(|name| name != "documented").collect()
}
