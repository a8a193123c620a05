//! Companion tables: short lists with a fixed set of columns, in any format that users come in.

mod assignments;
mod contents;
mod decisions;
mod fix_states;
mod groups;
mod legacy_groups;
mod links;
mod suppressions;

use std::{ops::ControlFlow, path::Path};

use presync_core::{
    Cases, Diagnostic, Severity,
    catalogue::fold_header,
    scope::{ListPlace, ListSource},
};

use crate::{
    ImportError, Place, ReadHost, ReadOptions, RefusalCode,
    format::{Detected, Rows, detect},
    limits::RECORDS_MAX,
    recognise::bracketed,
    source::{Container, SourceFile, Survey, Watch},
};

pub(crate) use contents::contents;

pub use assignments::read_assignments;
pub use decisions::{DecisionListing, GivenDecision, read_decisions};
pub use fix_states::{FixListing, read_fix_states};
pub use groups::read_group_members;
pub use legacy_groups::read_legacy_groups;
pub use links::read_links;
pub use suppressions::{GivenSuppression, read_suppressions};

/// Folded headers of companion tables, so that their header row is recognised.
pub(crate) const COMPANION_HEADERS: &[&str] = &[
    "principaltype",
    "principalid",
    "principaldisplayname",
    "securityenabled",
    "groupid",
    "groupname",
    "memberid",
    "membertype",
    "memberobjectidorupn",
    "objecttype",
    "legacyanchor",
    "azureanchor",
    "decision",
    "presyncrow",
    "presyncfix",
    "fixside",
    "fixanchor",
    "fixfield",
    "decidedby",
    "changeid",
    "isgroup",
    "isuser",
    "isguest",
    "grouptype",
    "member",
    "members",
    "subjectside",
    "subjectkey",
    "legacyrow",
    "legacyuid",
    "legacyusername",
    "legacyemail",
    "azurerow",
    "azureid",
    "azureupn",
    "azuremail",
];

/// What a companion file holds, and what was odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    /// The usable rows, in file order.
    pub rows: Vec<T>,
    /// What was odd; a row that cannot be used is a blocker with its place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a listing was found.
struct Layout {
    /// The sheet of a workbook.
    sheet: Option<String>,
    /// The header under which each wanted column stands, if it does.
    headers: Vec<Option<String>>,
}

/// A column that a companion table may have: its folded headers, best first.
struct Wanted {
    name: &'static str,
    headers: &'static [&'static str],
    required: bool,
}

/// Where each wanted column stands, if it does.
type Columns = Vec<Option<usize>>;

/// Why a row cannot be used, and the wanted column that is to blame, if it is one.
type Unusable = (&'static str, Option<usize>);

/// A file of principals as their rows refer to it; `id` is the wanted column that holds the ids.
fn list_source(path: &Path, layout: &Layout, id: usize) -> ListSource {
    ListSource {
        file: base_name(path),
        sheet: layout.sheet.clone(),
        id_column: layout.headers[id].clone().unwrap_or_default(),
    }
}

fn base_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Where a row stands in the file that will have this number.
fn list_place(source: usize, place: &Place) -> ListPlace {
    ListPlace {
        source: u16::try_from(source).unwrap_or(u16::MAX),
        row: place
            .row
            .and_then(|row| u32::try_from(row).ok())
            .unwrap_or(0),
    }
}

/// Reads a table, giving the place and the wanted cells of each row (empty where the column is missing)
/// to `make`, which says why a row cannot be used; a row that is nothing yet is passed over.
fn placed_listing<'h, T>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
    wanted: &[Wanted],
    mut make: impl FnMut(Place, &[&str]) -> Result<Option<T>, Unusable>,
) -> Result<(Listing<T>, Layout), ImportError> {
    let watch = Watch::new(host);
    let file = SourceFile::find(path, &watch)?;
    let container = Container::of(&file)?;
    file.check_size(container)?;
    let survey = Survey::of(&file, container)?;
    let detect = |sheet: Option<String>| {
        let options = ReadOptions {
            sheet,
            ..ReadOptions::default()
        };
        detect(&file, container, &survey, &options)
    };
    let (mut detected, columns) = find(&file, wanted, &detect)?;
    let place = Place {
        file: file.name(),
        sheet: detected.options.sheet.take(),
        ..Place::default()
    };
    let header_row = detected.header.row;
    let names = detected.header.names.clone();
    let mut rows = Vec::new();
    let mut diagnostics = detected.diagnostics;
    each_row(
        detected.rows.as_mut(),
        header_row,
        &columns,
        &mut |line, cells| {
            if rows.len() >= RECORDS_MAX as usize {
                return Err(too_many(&file));
            }
            let mut place = place.clone();
            place.row = Some(line);
            match make(place.clone(), cells) {
                Ok(made) => rows.extend(made),
                Err((reason, column)) => {
                    let header = column
                        .and_then(|at| columns[at])
                        .and_then(|ix| names.get(ix));
                    place.column = header.cloned();
                    diagnostics.push(unusable(place, reason));
                }
            }
            Ok(())
        },
    )?;
    let header = |column: &Option<usize>| names.get((*column)?).cloned();
    let layout = Layout {
        sheet: place.sheet,
        headers: columns.iter().map(header).collect(),
    };
    Ok((Listing { rows, diagnostics }, layout))
}

/// Takes the line and the wanted cells of one row.
type TakeRow<'t> = dyn FnMut(u64, &[&str]) -> Result<(), ImportError> + 't;

/// Gives the wanted cells of every row below the header that is not blank.
fn each_row(
    rows: &mut dyn Rows,
    header_row: u64,
    columns: &[Option<usize>],
    take: &mut TakeRow<'_>,
) -> Result<(), ImportError> {
    rows.scan(&mut |row| {
        if row.line > header_row && !row.is_blank() {
            let cells: Vec<&str> = columns
                .iter()
                .map(|column| column.map_or("", |ix| row.cell(ix).trim()))
                .collect();
            take(row.line, &cells)?;
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// The table that has the wanted columns: of a workbook, the first sheet that does.
fn find<'a>(
    file: &SourceFile<'a>,
    wanted: &[Wanted],
    detect: &dyn Fn(Option<String>) -> Result<Detected<'a>, ImportError>,
) -> Result<(Detected<'a>, Columns), ImportError> {
    let detected = detect(None)?;
    let missing = match columns(file, wanted, &detected.header.names) {
        Ok(columns) => return Ok((detected, columns)),
        Err(missing) => missing,
    };
    for sheet in detected
        .sheets
        .iter()
        .filter(|sheet| !sheet.chosen && sheet.holds_cells)
    {
        if let Ok(other) = detect(Some(sheet.name.clone()))
            && let Ok(columns) = columns(file, wanted, &other.header.names)
        {
            return Ok((other, columns));
        }
    }
    Err(missing)
}

fn columns(
    file: &SourceFile<'_>,
    wanted: &[Wanted],
    headers: &[String],
) -> Result<Columns, ImportError> {
    let found = places(wanted, headers);
    let mut missing_ones = wanted.iter().zip(&found);
    match missing_ones.find(|(column, place)| column.required && place.is_none()) {
        Some((column, _)) => Err(missing(file, column.name)),
        None => Ok(found),
    }
}

/// Where each wanted column stands.
fn places(wanted: &[Wanted], headers: &[String]) -> Columns {
    let folded: Vec<(String, String)> = headers
        .iter()
        .map(|header| {
            (
                fold_header(header),
                bracketed(header).map_or_else(String::new, fold_header),
            )
        })
        .collect();
    let find = |name: &&str| {
        folded
            .iter()
            .position(|(whole, key)| whole == name || key == name)
    };
    wanted
        .iter()
        .map(|column| column.headers.iter().find_map(find))
        .collect()
}

fn missing(file: &SourceFile<'_>, name: &str) -> ImportError {
    file.refuse(
        RefusalCode::ColumnMissing,
        format!("The column \"{name}\" is missing."),
        "Check that this is the right file; its first row must name the columns.",
    )
}

fn too_many(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::TooManyRecords,
        format!("The file holds more than {RECORDS_MAX} rows."),
        "Leave out what does not concern this application.",
    )
}

fn unusable(place: Place, reason: &str) -> Diagnostic {
    Diagnostic {
        code: "ROW_UNUSABLE".into(),
        severity: Severity::Blocker,
        file: place.file,
        sheet: place.sheet,
        row: place.row,
        column: place.column,
        message: format!("{reason} The row is not used."),
        hint: "Correct the row and give the file again.".into(),
        cases: Cases::default(),
    }
}

/// Yes or no, where the cell says either.
fn flag(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" => Some(true),
        "false" | "no" | "n" | "0" => Some(false),
        _ => None,
    }
}

/// `User` or `Group`, from the many ways exports say it.
fn principal_type(cell: &str) -> Option<&'static str> {
    let folded = fold_header(cell);
    if folded.ends_with("group") {
        Some("Group")
    } else if folded.ends_with("user") || folded == "member" || folded == "guest" {
        Some("User")
    } else {
        None
    }
}
