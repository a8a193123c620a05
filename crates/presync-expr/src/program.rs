//! A bound expression, ready to run on any number of rows. Not the text; [`crate::Expression`] is,
//! and the program keeps it.

use std::fmt;

use crate::bind::{self, Bound};
use crate::eval::{self, Row};
use crate::scratch::Scratch;
use crate::value::{AttributeSlot, Context, Inputs, Outcome};
use crate::{Expression, Problem};

/// Where attribute names come from. A closure `Fn(&str) -> Option<AttributeSlot>` is one, without
/// suggestions for misspelt names.
pub trait Attributes {
    /// The slot of the attribute so called, if the source has it.
    fn slot(&self, name: &str) -> Option<AttributeSlot>;

    /// Every name there is, for “did you mean”.
    fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl<F: Fn(&str) -> Option<AttributeSlot>> Attributes for F {
    fn slot(&self, name: &str) -> Option<AttributeSlot> {
        self(name)
    }
}

/// An expression whose names are resolved, arguments counted and constants folded.
pub struct Program {
    expression: Expression,
    root: Bound,
    attributes: Vec<AttributeSlot>,
}

impl Program {
    /// Reads and binds `text`.
    ///
    /// # Errors
    /// Every problem of the text, of syntax and of meaning, in the order of places.
    pub fn compile(text: &str, attributes: &dyn Attributes) -> Result<Program, Vec<Problem>> {
        let (expression, mut problems) = Expression::recover(text);
        match Program::bind(&expression, attributes) {
            Ok(program) if problems.is_empty() => return Ok(program),
            Ok(_) => {}
            Err(more) => problems.extend(more),
        }
        problems.sort_by_key(|problem| (problem.span, problem.code));
        Err(problems)
    }

    /// Gives `expression` its meaning.
    ///
    /// # Errors
    /// Unknown names, wrong numbers of arguments, unusable regular expressions and date formats.
    pub fn bind(
        expression: &Expression,
        attributes: &dyn Attributes,
    ) -> Result<Program, Vec<Problem>> {
        let (root, used) = bind::bind(expression.root(), attributes)?;
        Ok(Program {
            expression: expression.clone(),
            root,
            attributes: used,
        })
    }

    #[cfg(test)]
    pub(crate) fn root(&self) -> &Bound {
        &self.root
    }

    /// The expression as written.
    pub fn expression(&self) -> &Expression {
        &self.expression
    }

    /// The attributes that the expression refers to, ascending, each once.
    pub fn attributes(&self) -> &[AttributeSlot] {
        &self.attributes
    }

    /// The result on one row. Never panics, whatever the row holds.
    pub fn evaluate<'a>(&'a self, inputs: &'a dyn Inputs, context: &'a Context<'a>) -> Outcome<'a> {
        let row = Row {
            inputs,
            context,
            scratch: None,
        };
        eval::outcome(&self.root, row)
    }

    /// As [`Program::evaluate`], building texts in buffers of `scratch`. Where the caller gives each
    /// outcome back ([`Scratch::reclaim`]), simple expressions allocate nothing after the first rows.
    pub fn evaluate_with<'a>(
        &'a self,
        inputs: &'a dyn Inputs,
        context: &'a Context<'a>,
        scratch: &'a Scratch,
    ) -> Outcome<'a> {
        let row = Row {
            inputs,
            context,
            scratch: Some(scratch),
        };
        eval::outcome(&self.root, row)
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program")
            .field("expression", &self.expression.text())
            .field("attributes", &self.attributes)
            .finish_non_exhaustive()
    }
}
