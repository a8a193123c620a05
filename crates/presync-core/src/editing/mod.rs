//! What a person who edits a mapping by hand needs to be told: which names there are, and what is wrong with
//! what was written.
//!
//! Nothing here evaluates or simulates, and what a mapping may do to people is judged elsewhere
//! ([`crate::pitfall`]): these are mistakes of writing.

mod check;
mod offers;

pub use check::{Field, RowProblem, Vocabulary, check};
pub use offers::{Offer, functions, sources, targets};
pub use presync_expr::functions::{Completion, Family, ParameterHelp};
