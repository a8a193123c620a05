//! What the mark-up of a sheet shows that its values do not.

use std::io::Read;

use super::{
    super::SheetFacts,
    markup::{Element, Fault, Markup, Token},
    reference,
};

/// Looks at a whole sheet; what was seen before a fault holds.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) facts: SheetFacts,
    line: u64,
    is_hidden: bool,
    row_has_value: bool,
    cell: Cell,
}

/// What was seen of one cell.
#[derive(Debug, Default, Clone, Copy)]
struct Cell {
    has_formula: bool,
    has_value: bool,
}

impl Survey {
    /// Goes through a part to its end.
    pub(super) fn take<R: Read>(&mut self, markup: &mut Markup<R>) -> Result<(), Fault> {
        let (mut in_cell, mut in_value) = (false, false);
        loop {
            let depth = markup.depth();
            match markup.next()? {
                Token::Start(element) if depth == 3 && element.name == "c" => {
                    self.cell = Cell {
                        has_formula: false,
                        // A formula that gives no text was calculated all the same.
                        has_value: element.attribute("t")?.is_some_and(|kind| kind == "str"),
                    };
                    in_cell = !element.is_empty;
                }
                Token::Start(element) if in_cell && depth == 4 => {
                    self.cell.has_formula |= element.name == "f";
                    in_value = !element.is_empty && matches!(element.name, "v" | "is");
                }
                Token::Start(element) if depth == 2 => self.start(&element)?,
                Token::Text(text) | Token::Data(text) if in_value => {
                    self.cell.has_value |= !text.is_empty();
                }
                Token::End if depth == 5 => in_value = false,
                Token::End if depth == 4 && in_cell => {
                    in_cell = false;
                    self.end_cell();
                }
                Token::End if depth == 3 => self.end_row(),
                Token::Over => return Ok(()),
                _ => {}
            }
        }
    }
}

impl Survey {
    fn start(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        match element.name {
            "row" => {
                let stated = element.attribute("r")?.and_then(|line| line.parse().ok());
                self.line = stated.unwrap_or(self.line.saturating_add(1));
                self.is_hidden = is_hidden(element)?;
                self.row_has_value = false;
            }
            "col" if is_hidden(element)? => {
                let edge = |name| -> Result<usize, Fault> {
                    let text = element.attribute(name)?;
                    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
                };
                self.facts.hide_columns(edge("min")?, edge("max")?);
            }
            "mergeCell" => {
                let place = element.attribute("ref")?;
                if let Some(region) = place.as_deref().and_then(reference::region) {
                    self.facts.merge(region);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        self.row_has_value |= self.cell.has_value;
        match self.cell {
            Cell {
                has_formula: true,
                has_value: true,
            } => self.facts.formulas.add(self.line),
            Cell {
                has_formula: true,
                has_value: false,
            } => self.facts.uncalculated.add(self.line),
            _ => {}
        }
    }

    fn end_row(&mut self) {
        if self.is_hidden && self.row_has_value {
            self.facts.hidden.add(self.line);
        }
        self.is_hidden = false;
    }
}

fn is_hidden(element: &Element<'_>) -> Result<bool, Fault> {
    let hidden = element.attribute("hidden")?;
    Ok(hidden.is_some_and(|is| is == "1" || is == "true"))
}
