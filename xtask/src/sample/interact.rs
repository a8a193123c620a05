//! The intranet's user export: one sheet, the eighteen known columns and the customer's own.

use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet};

use super::Sample;
use super::people::Person;
use super::records::{CellDate, Date, IntranetUser, Uid};

/// Column heads and widths in characters.
const COLUMNS: [(&str, f64); 26] = [
    ("Username", 38.0),
    ("Email Address", 38.0),
    ("User ID", 38.0),
    ("Last Name", 20.0),
    ("First Name", 16.0),
    ("Active", 8.0),
    ("Password", 10.0),
    ("Authentication Type", 20.0),
    ("Profile Type", 16.0),
    ("Forced Password Reset", 22.0),
    ("Department", 26.0),
    ("Location", 16.0),
    ("Company", 30.0),
    ("Title", 28.0),
    ("Start Date", 12.0),
    ("End Date", 12.0),
    ("Supervisor", 24.0),
    ("Supervisor Employee ID", 38.0),
    ("Phone", 20.0),
    ("Mobile", 20.0),
    ("Address", 20.0),
    ("Culture", 9.0),
    ("Language", 9.0),
    ("Pronouns", 11.0),
    ("First aider", 11.0),
    ("Desk", 8.0),
];

/// What goes into one cell.
enum Cell {
    Blank,
    Text(String),
    Number(u32),
    Truth(bool),
    Date(Date),
}

struct Formats {
    head: Format,
    text: Format,
    date: Format,
}

/// The workbook's bytes.
pub(super) fn workbook(sample: &Sample) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?);
    let formats = Formats {
        head: Format::new()
            .set_bold()
            .set_border_bottom(FormatBorder::Thin),
        text: Format::new().set_num_format("@"),
        date: Format::new().set_num_format("dd/mm/yyyy"),
    };
    let sheet = workbook.add_worksheet();
    sheet.set_name("Users")?;
    head(sheet, &formats)?;
    for (row, &index) in (1..).zip(&sample.intranet_rows) {
        let person = &sample.people[index];
        let Some(user) = &person.intranet else {
            continue;
        };
        let manager = manager(sample, person);
        for (column, cell) in (0..).zip(cells(user, manager)) {
            write(sheet, (row, column), &cell, &formats)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties() -> Result<DocProperties> {
    let created = ExcelDateTime::from_ymd(2026, 11, 20)?.and_hms(9, 30, 0)?;
    Ok(DocProperties::new()
        .set_title("Intranet users")
        .set_company("Harbour & Vale Ltd")
        .set_author("Intranet team")
        .set_comment("Invented people: part of a sample engagement")
        .set_creation_datetime(&created))
}

fn head(sheet: &mut Worksheet, formats: &Formats) -> Result<()> {
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &formats.head)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<()> {
    match cell {
        Cell::Blank => {}
        Cell::Text(text) if text.is_empty() => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, text, &formats.text)?;
        }
        Cell::Number(number) => {
            sheet.write_number(row, column, *number)?;
        }
        Cell::Truth(truth) => {
            sheet.write_boolean(row, column, *truth)?;
        }
        Cell::Date(Date { year, month, day }) => {
            let date = ExcelDateTime::from_ymd(*year, *month, *day)?;
            sheet.write_datetime_with_format(row, column, &date, &formats.date)?;
        }
    }
    Ok(())
}

fn manager<'a>(sample: &'a Sample, person: &Person) -> Option<&'a IntranetUser> {
    person
        .intranet_manager
        .and_then(|index| sample.people[index].intranet.as_ref())
}

/// The cells of one row, in the order of the columns.
fn cells(user: &IntranetUser, manager: Option<&IntranetUser>) -> [Cell; COLUMNS.len()] {
    let text = |text: &str| Cell::Text(text.to_owned());
    [
        text(&user.username),
        text(&user.email),
        uid(&user.uid),
        text(&user.last_name),
        text(&user.first_name),
        Cell::Truth(user.active),
        Cell::Blank,
        text(user.authentication),
        text(user.profile_type),
        Cell::Truth(false),
        text(&user.department),
        text(&user.location),
        text(&user.company),
        text(&user.title),
        start(&user.start),
        user.end.map_or(Cell::Blank, Cell::Date),
        manager.map_or(Cell::Blank, |m| {
            Cell::Text(format!("{} {}", m.first_name, m.last_name))
        }),
        manager.map_or(Cell::Blank, |m| text(&m.username)),
        text(&user.phone),
        text(&user.mobile),
        text(&user.address),
        text(&user.culture),
        text(&user.language),
        text(user.pronouns),
        text(user.first_aider),
        text(&user.desk),
    ]
}

fn uid(uid: &Uid) -> Cell {
    match uid {
        Uid::Blank => Cell::Blank,
        Uid::Text(text) => Cell::Text(text.clone()),
        Uid::Number(number) => Cell::Number(*number),
    }
}

fn start(start: &CellDate) -> Cell {
    match start {
        CellDate::Blank => Cell::Blank,
        CellDate::Real(date) => Cell::Date(*date),
        CellDate::Text(text) => Cell::Text(text.clone()),
    }
}
