//! What the workbook says of itself: its sheets, where they and the texts lie, and how it counts days.

use std::{collections::BTreeMap, io::Read};

use super::{
    super::damaged,
    markup::{Element, Fault, Markup, Token},
    package::Package,
};
use crate::{
    DateSystem, ImportError, RefusalCode, SheetInspection, limits::SHEETS_MAX, source::SourceFile,
};

const PACKAGE: &str = "_rels/.rels";
const WORKBOOK: &str = "xl/workbook.xml";

/// The parts of a workbook, by what they are for.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) sheets: Vec<Sheet>,
    pub(super) strings: String,
    pub(super) styles: String,
    /// How it counts days, where it says so.
    pub(super) system: Option<DateSystem>,
    /// It has sheets of macros of Excel 4.
    pub(super) has_macro_sheets: bool,
}

/// A sheet and the part that it lies in.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) listed: SheetInspection,
    pub(super) part: String,
}

/// What one part says of another.
#[derive(Debug)]
struct Relation {
    kind: String,
    part: String,
}

/// Relations by their ids.
type Relations = BTreeMap<String, Relation>;

impl Outline {
    /// Reads it.
    pub(super) fn read(file: &SourceFile<'_>, package: &Package<'_>) -> Result<Self, ImportError> {
        let workbook = workbook(file, package)?;
        let relations = relations(file, package, &relations_of(&workbook))?;
        let mut outline = Self {
            strings: target(&relations, "sharedStrings", &workbook, "sharedStrings.xml"),
            styles: target(&relations, "styles", &workbook, "styles.xml"),
            ..Self::default()
        };
        let Some(part) = package.part(&workbook)? else {
            return Err(damaged(file, "The part that lists its sheets is missing."));
        };
        outline
            .take(&mut Markup::new(part), &relations)
            .map_err(|fault| fault.refusal(file))?;
        outline.check(file)?;
        Ok(outline)
    }

    fn take<R: Read>(
        &mut self,
        markup: &mut Markup<R>,
        relations: &Relations,
    ) -> Result<(), Fault> {
        let mut is_workbook = false;
        loop {
            let depth = markup.depth();
            match markup.next()? {
                Token::Start(element) if depth == 0 => is_workbook = element.name == "workbook",
                Token::Start(element) if depth == 1 && element.name == "workbookPr" => {
                    self.system = system(&element)?;
                }
                Token::Start(element) if depth == 2 && element.name == "sheet" => {
                    if self.sheets.len() == SHEETS_MAX {
                        return Err(Fault::Sheets);
                    }
                    self.list(&element, relations)?;
                }
                Token::Over if is_workbook => return Ok(()),
                Token::Over => return Err(Fault::Syntax),
                _ => {}
            }
        }
    }

    fn list(&mut self, element: &Element<'_>, relations: &Relations) -> Result<(), Fault> {
        let state = element.attribute("state")?;
        let id = element.attribute("id")?.unwrap_or_default();
        let relation = relations.get(&id);
        let kind = relation.map_or("", |relation| relation.kind.as_str());
        self.has_macro_sheets |= kind.to_ascii_lowercase().ends_with("macrosheet");
        self.sheets.push(Sheet {
            listed: SheetInspection {
                name: element.attribute("name")?.unwrap_or_default(),
                visible: state.is_none_or(|state| state == "visible"),
                holds_cells: kind == "worksheet",
                chosen: false,
                known_headers: None,
                records_estimate: None,
            },
            part: relation
                .map(|relation| relation.part.clone())
                .unwrap_or_default(),
        });
        Ok(())
    }

    /// Refuses a workbook in which no sheet can hold a table.
    fn check(&self, file: &SourceFile<'_>) -> Result<(), ImportError> {
        if self.sheets.iter().any(|sheet| sheet.listed.holds_cells) {
            return Ok(());
        }
        Err(match self.has_macro_sheets {
            true => file.refuse(
                RefusalCode::FormatUnsupported,
                "The workbook holds nothing but sheets of Excel 4.0 macros.",
                "Save the table as an Excel workbook without macros (.xlsx) and give that.",
            ),
            false => damaged(file, "None of its sheets can be found."),
        })
    }
}

/// The part that lists the sheets.
fn workbook(file: &SourceFile<'_>, package: &Package<'_>) -> Result<String, ImportError> {
    let relations = relations(file, package, PACKAGE)?;
    let found = target(&relations, "officeDocument", "", WORKBOOK);
    Ok(match package.holds(&found) {
        true => found,
        false => WORKBOOK.into(),
    })
}

/// How days are counted, where it is said; other elements have the same name and say nothing.
fn system(element: &Element<'_>) -> Result<Option<DateSystem>, Fault> {
    let is_late = element.attribute("date1904")?;
    Ok(is_late.map(|is| match is.as_str() {
        "1" | "true" | "on" => DateSystem::Since1904,
        _ => DateSystem::Since1900,
    }))
}

/// What a part says of others; nothing where there is no such part.
fn relations(
    file: &SourceFile<'_>,
    package: &Package<'_>,
    part: &str,
) -> Result<Relations, ImportError> {
    let Some(bytes) = package.part(part)? else {
        return Ok(Relations::new());
    };
    let base = part.split("_rels/").next().unwrap_or_default();
    read_relations(&mut Markup::new(bytes), base).map_err(|fault| fault.refusal(file))
}

fn read_relations<R: Read>(markup: &mut Markup<R>, base: &str) -> Result<Relations, Fault> {
    let mut relations = Relations::new();
    loop {
        match markup.next()? {
            Token::Start(element) if element.name == "Relationship" => {
                let kind = element.attribute("Type")?.unwrap_or_default();
                let path = element.attribute("Target")?.unwrap_or_default();
                let relation = Relation {
                    kind: kind.rsplit('/').next().unwrap_or_default().into(),
                    part: resolved(base, &path),
                };
                if let Some(id) = element.attribute("Id")? {
                    relations.insert(id, relation);
                }
            }
            Token::Over => return Ok(relations),
            _ => {}
        }
    }
}

/// The part of a kind, or the usual one beside the workbook.
fn target(relations: &Relations, kind: &str, workbook: &str, usual: &str) -> String {
    let mut found = relations.values().filter(|relation| relation.kind == kind);
    match found.next() {
        Some(relation) => relation.part.clone(),
        None => resolved(folder(workbook), usual),
    }
}

fn folder(part: &str) -> &str {
    part.rfind('/').map_or("", |at| &part[..=at])
}

fn relations_of(part: &str) -> String {
    let folder = folder(part);
    format!("{folder}_rels/{}.rels", &part[folder.len()..])
}

/// The name of a part from the folder of the one that names it.
fn resolved(base: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    let whole = match path.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{base}{path}"),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            _ => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_the_folder_of_the_one_that_names_them() {
        let check = |base: &str, path: &str, expect: &str| {
            assert_eq!(resolved(base, path), expect, "{base} {path}");
        };
        check("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        check(
            "xl/",
            "/xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet1.xml",
        );
        check("xl/", "../xl/./styles.xml", "xl/styles.xml");
        check("", "xl\\workbook.xml", "xl/workbook.xml");
        check("xl/", "../../../a.xml", "a.xml");
        assert_eq!(
            relations_of("xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels"
        );
        assert_eq!(relations_of("book.xml"), "_rels/book.xml.rels");
    }
}
