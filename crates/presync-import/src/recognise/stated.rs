//! What somebody said of the columns, told to the columns it was said of.

use std::collections::BTreeMap;

use presync_core::catalogue::fold_header;

/// The stated attribute of each column, and the statements that no column answers to.
#[derive(Debug)]
pub(crate) struct Statements<'a> {
    by_column: BTreeMap<usize, &'a str>,
    /// Names that are in no column.
    pub(crate) missing: Vec<&'a str>,
}

impl<'a> Statements<'a> {
    /// Finds the columns by their names, spelt so or nearly so.
    pub(crate) fn of(stated: &'a BTreeMap<String, String>, names: &[String]) -> Self {
        let mut statements = Self {
            by_column: BTreeMap::new(),
            missing: Vec::new(),
        };
        for (name, attribute) in stated {
            let exact = names.iter().position(|known| known == name);
            let folded = || {
                let wanted = fold_header(name);
                let is_it = |known: &String| fold_header(known) == wanted;
                names.iter().position(is_it)
            };
            match exact.or_else(folded) {
                Some(ix) => {
                    statements.by_column.insert(ix, attribute);
                }
                None => statements.missing.push(name),
            }
        }
        statements
    }

    /// The attribute stated of a column; empty for an additional field.
    pub(crate) fn of_column(&self, ix: usize) -> Option<&'a str> {
        self.by_column.get(&ix).copied()
    }
}
