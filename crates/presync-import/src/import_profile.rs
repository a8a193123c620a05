//! The import profile: what a person decided about reading their files, as a file of its own.
//!
//! `docs/import-profile.md` describes it. Nothing here reads the customer's files; a profile only says
//! how they are to be read.

use std::{collections::BTreeMap, path::Path};

use presync_core::{
    Side,
    catalogue::{self, Attribute, fold_header},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    DateOrder, DateSystem, ImportError, Inspection, Place, Quotes, Ragged, ReadOptions, Refusal,
    RefusalCode, header_set::digest, read_json_document, recognise::named, spelling::nearest,
    wording::counted,
};

/// The version of the format that is written, and the newest that is read.
pub const PROFILE_VERSION: u64 = 1;
/// The member that says so.
const VERSION_MEMBER: &str = "presync_profile";

/// What was decided about several files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportProfile {
    file: String,
    entries: Vec<ProfileEntry>,
}

/// What was decided about one file, or about every file with these headers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileEntry {
    /// Base name of the file, in any case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The headers of the files, in any order; they are compared as headers are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<String>,
    /// Which side the users belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Label of the encoding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Delimiter of a CSV file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// How quotation marks stand inside the fields of a CSV file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Quotes>,
    /// What becomes of short rows of a CSV file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ragged: Option<Ragged>,
    /// Sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row of the header, from 1; 0 when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
    /// Rows that the header spans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u64>,
    /// The field that each column holds; empty to keep it as an additional field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Columns of dates by header: whether day or month comes first.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<String, DateOrder>,
    /// The day that dates given as numbers count from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_system: Option<DateSystem>,
}

/// Which entry of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryIx(usize);

#[derive(Serialize)]
struct Document<'a> {
    presync_profile: u64,
    files: &'a [ProfileEntry],
}

impl ImportProfile {
    /// Reads a profile.
    ///
    /// # Errors
    /// When it cannot be read, is of a newer version, or says something that means nothing; the error
    /// names the entry.
    pub fn read(path: &Path) -> Result<Self, ImportError> {
        let document = read_json_document(path)?;
        let file = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self::parse(&file, document)
    }

    /// A profile of these entries.
    #[must_use]
    pub fn of(entries: Vec<ProfileEntry>) -> Self {
        Self {
            file: String::new(),
            entries,
        }
    }

    /// The profile as the text of its file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let document = Document {
            presync_profile: PROFILE_VERSION,
            files: &self.entries,
        };
        let text = serde_json::to_string_pretty(&document);
        text.expect("BUG: a profile is plain JSON") + "\n"
    }

    /// Base name of the profile's own file.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The entry for a file of this name; of several, the one that states its side.
    #[must_use]
    pub fn for_file(&self, file: &str, side: Option<Side>) -> Option<EntryIx> {
        let is_named = |entry: &&ProfileEntry| {
            let name = entry.file.as_deref();
            name.is_some_and(|name| name.to_lowercase() == file.to_lowercase())
        };
        self.best(side, is_named)
    }

    /// The entry for files with the headers of one of these sets.
    #[must_use]
    pub fn for_headers(&self, sets: &[String], side: Option<Side>) -> Option<EntryIx> {
        self.best(side, |entry| {
            entry.file.is_none() && sets.contains(&digest(&entry.headers))
        })
    }

    fn best(&self, side: Option<Side>, fits: impl Fn(&&ProfileEntry) -> bool) -> Option<EntryIx> {
        let fitting = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| fits(entry));
        let rank = |entry: &ProfileEntry| match (entry.side, side) {
            (Some(stated), Some(side)) if stated == side => 2,
            (None, _) | (_, None) => 1,
            _ => 0,
        };
        let best = fitting.rev().max_by_key(|(_, entry)| rank(entry));
        best.map(|(ix, _)| EntryIx(ix))
    }

    /// What an entry says of a file that was given as a side.
    ///
    /// # Errors
    /// When it says the other side, or names a field that the side does not have.
    pub fn options(
        &self,
        entry: EntryIx,
        file: &str,
        side: Option<Side>,
    ) -> Result<ReadOptions, ImportError> {
        let entry = &self.entries[entry.0];
        if let (Some(stated), Some(side)) = (entry.side, side)
            && stated != side
        {
            let message = format!(
                "The profile {} says that this is the {} side; it was given as the {} side.",
                self.file,
                stated.label(),
                side.label()
            );
            let hint = "Give the file on the other side, or correct the profile.";
            return Err(refused(file, None, message, hint));
        }
        entry.options(file, side)
    }

    /// What the entries that no file answered to are for, in words.
    #[must_use]
    pub fn unused(&self, used: &[EntryIx]) -> Vec<String> {
        let each = self.entries.iter().enumerate();
        each.filter(|(ix, _)| !used.contains(&EntryIx(*ix)))
            .map(|(ix, entry)| match &entry.file {
                Some(file) => format!("entry {} for the file \"{file}\"", ix + 1),
                None => {
                    let headers = counted(entry.headers.len() as u64, "header", "headers");
                    format!("entry {} for {headers}", ix + 1)
                }
            })
            .collect()
    }

    fn parse(file: &str, document: Value) -> Result<Self, ImportError> {
        let refuse = |message: String, hint: &str| Err(refused(file, None, message, hint));
        let Value::Object(mut members) = document else {
            return refuse("This is no import profile.".into(), IS_NO_PROFILE);
        };
        match members.get(VERSION_MEMBER).and_then(Value::as_u64) {
            Some(PROFILE_VERSION) => {}
            Some(version) if version > PROFILE_VERSION => {
                let message = format!("This import profile is of version {version}.");
                return refuse(message, "Use the version of Presync that wrote it.");
            }
            _ => return refuse("This is no import profile.".into(), IS_NO_PROFILE),
        }
        let Some(Value::Array(entries)) = members.remove("files") else {
            return refuse(
                "The import profile has no list of files.".into(),
                IS_NO_PROFILE,
            );
        };
        if let Some(name) = members.keys().find(|name| *name != VERSION_MEMBER) {
            let message = format!("The import profile has a member \"{name}\" that means nothing.");
            return refuse(message, "Put what it says into the entries of \"files\".");
        }
        let entries = entries.into_iter().enumerate();
        let entries = entries.map(|(ix, entry)| ProfileEntry::parse(file, ix + 1, entry));
        Ok(Self {
            file: file.into(),
            entries: entries.collect::<Result<_, _>>()?,
        })
    }
}

const IS_NO_PROFILE: &str = "A profile is written by `presync inspect FILE --save-profile OUT`; docs/import-profile.md describes it.";

impl ProfileEntry {
    /// What an inspection found, as an entry for the file of this name.
    #[must_use]
    pub fn of(inspection: &Inspection) -> Self {
        let options = &inspection.options;
        let field = |column: &crate::ColumnInspection| match column.column.known {
            true => column.column.attribute.clone(),
            false => String::new(),
        };
        let columns = inspection.columns.iter();
        Self {
            file: Some(inspection.file.clone()),
            columns: columns
                .map(|column| (column.name.clone(), field(column)))
                .collect(),
            ..Self::of_options(options)
        }
    }

    /// What was decided, as an entry for every file with these headers.
    #[must_use]
    pub fn of_choices(headers: &[String], choices: &ReadOptions) -> Self {
        Self {
            headers: headers.to_vec(),
            columns: choices.columns.clone(),
            ..Self::of_options(choices)
        }
    }

    fn of_options(options: &ReadOptions) -> Self {
        Self {
            side: options.side,
            encoding: options.encoding.clone(),
            delimiter: options.delimiter,
            quotes: options.quotes,
            ragged: options.ragged,
            sheet: options.sheet.clone(),
            header_row: options.header_row,
            header_rows: options.header_rows.filter(|rows| *rows > 1),
            dates: options.dates.clone(),
            date_system: options.date_system,
            ..Self::default()
        }
    }

    fn parse(file: &str, number: usize, entry: Value) -> Result<Self, ImportError> {
        let refuse = |what: String| {
            let message = format!("Entry {number} of the import profile {what}.");
            Err(refused(
                file,
                None,
                message,
                "docs/import-profile.md lists what an entry may say.",
            ))
        };
        let entry: Self = match serde_json::from_value(entry) {
            Ok(entry) => entry,
            Err(error) => return refuse(format!("cannot be read: {error}")),
        };
        if entry.file.is_some() != entry.headers.is_empty() {
            return refuse("names neither a file nor headers, or both".into());
        }
        Ok(entry)
    }

    fn options(&self, file: &str, side: Option<Side>) -> Result<ReadOptions, ImportError> {
        let known_side = self.side.or(side);
        let columns = self.columns.iter().map(|(column, field)| {
            let attribute = match known_side {
                Some(side) => attribute_of(side, field),
                None => of_either_side(field),
            };
            let attribute = attribute.map_err(|near| unknown_field(file, column, field, near))?;
            Ok((column.clone(), attribute))
        });
        Ok(ReadOptions {
            side: self.side,
            side_is_sure: self.side.is_some(),
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            quotes: self.quotes,
            ragged: self.ragged,
            sheet: self.sheet.clone(),
            header_row: self.header_row,
            header_rows: self.header_rows,
            columns: columns.collect::<Result<_, ImportError>>()?,
            dates: self.dates.clone(),
            date_system: self.date_system,
        })
    }
}

/// The attribute that a field's name stands for: the attribute's own name, the last part of a long one,
/// its label, or a header that it is exported under. Else the nearest of them.
///
/// # Errors
/// When no field has that name; with the nearest one that does exist.
pub fn attribute_of(side: Side, field: &str) -> Result<String, Option<&'static str>> {
    let field = field.trim();
    if field.is_empty() {
        return Ok(String::new());
    }
    let attributes = catalogue::attributes(side);
    let find = |is_it: &dyn Fn(&Attribute) -> bool| attributes.iter().find(|one| is_it(one));
    let found = find(&|one| one.name == field)
        .or_else(|| find(&|one| is_same(short(one.name), field)))
        .or_else(|| find(&|one| is_same(one.label, field)))
        .or_else(|| named(side, field).map(|named| named.attribute));
    found.map(|one| one.name.to_string()).ok_or_else(|| {
        let names = attributes.iter().flat_map(|one| {
            let names = [short(one.name), one.label];
            names.into_iter().chain(one.headers.iter().copied())
        });
        nearest(field, names)
    })
}

fn of_either_side(field: &str) -> Result<String, Option<&'static str>> {
    attribute_of(Side::Legacy, field).or_else(|_| attribute_of(Side::Azure, field))
}

fn is_same(name: &str, field: &str) -> bool {
    fold_header(name) == fold_header(field)
}

/// The last part of a schema's long name.
fn short(attribute: &'static str) -> &'static str {
    attribute
        .rsplit_once("User:")
        .map_or(attribute, |(_, short)| short)
}

fn unknown_field(file: &str, column: &str, field: &str, near: Option<&str>) -> ImportError {
    let message = format!("There is no field \"{field}\" for a column to hold.");
    let hint = match near {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => "docs/import-profile.md lists the fields; leave it empty to keep the column as an additional field.".into(),
    };
    refused(file, Some(column), message, hint)
}

fn refused(
    file: &str,
    column: Option<&str>,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> ImportError {
    ImportError::Refused(Box::new(Refusal {
        code: RefusalCode::ProfileUnusable,
        place: Place {
            file: file.into(),
            column: column.map(Into::into),
            ..Place::default()
        },
        message: message.into(),
        hint: hint.into(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_by_many_names_and_wrong_ones_by_the_nearest() {
        let check = |side: Side, field: &str, expect: Result<&str, Option<&str>>| {
            let found = attribute_of(side, field);
            let found = found.as_deref().map_err(|near| *near);
            assert_eq!(found.map(short_of), expect, "{field}");
        };
        fn short_of(name: &str) -> &str {
            name.rsplit("User:").next().unwrap_or(name)
        }
        check(Side::Legacy, "externalId", Ok("externalId"));
        check(Side::Legacy, "Unique ID", Ok("externalId"));
        check(Side::Legacy, "uid", Ok("externalId"));
        check(Side::Legacy, "loginType", Ok("loginType"));
        check(Side::Legacy, "", Ok(""));
        check(Side::Azure, "UPN", Ok("userPrincipalName"));
        check(Side::Legacy, "extrenalId", Err(Some("externalId")));
        check(Side::Azure, "emploeeId", Err(Some("Employee ID")));
        check(Side::Legacy, "zzz", Err(None));
    }

    #[test]
    fn how_rows_and_quotes_are_read_goes_into_a_profile_and_comes_out_of_it() {
        let choices = ReadOptions {
            quotes: Some(Quotes::Backslash),
            ragged: Some(Ragged::Reject),
            ..ReadOptions::default()
        };
        let entry = ProfileEntry::of_choices(&["UID".into()], &choices);
        let text = ImportProfile::of(vec![entry]).to_text();
        assert!(text.contains(r#""quotes": "backslash""#), "{text}");
        assert!(text.contains(r#""ragged": "reject""#), "{text}");
        let document = serde_json::from_str(&text).expect("JSON");
        let profile = ImportProfile::parse("p.json", document).expect("a profile");
        let options = profile.options(EntryIx(0), "a.csv", None).expect("read");
        assert_eq!(options, choices);
        let odd = r#"{"presync_profile": 1, "files": [{"file": "a", "ragged": "cut"}]}"#;
        let document = serde_json::from_str(odd).expect("JSON");
        let error = ImportProfile::parse("p.json", document).expect_err("refused");
        assert!(error.to_string().contains("`pad` or `reject`"), "{error}");
    }

    #[test]
    fn what_means_nothing_is_refused_with_its_place() {
        let check = |text: &str, expect: &str| {
            let document = serde_json::from_str(text).expect("JSON");
            let error = ImportProfile::parse("p.json", document).expect_err("refused");
            let told = error.to_string();
            assert!(told.contains(expect), "{told}");
        };
        check("[]", "no import profile");
        check(r#"{"files": []}"#, "no import profile");
        check(r#"{"presync_profile": 2, "files": []}"#, "version 2");
        check(r#"{"presync_profile": 1}"#, "no list of files");
        check(
            r#"{"presync_profile": 1, "files": [], "side": 1}"#,
            "\"side\"",
        );
        check(r#"{"presync_profile": 1, "files": [{}]}"#, "Entry 1");
        check(
            r#"{"presync_profile": 1, "files": [{"file": "a", "colums": {}}]}"#,
            "unknown field `colums`",
        );
    }
}
