//! Personal names as matching sees them: folded, split into parts, interned, compared part by part.
//!
//! It says how two names agree and how common a name is. Whether two users are one person is `matching`'s.

mod book;
mod compare;
pub(crate) mod fold;
mod nicknames_table;
mod parse;
mod spellings;

pub(crate) use book::Position;
pub use book::{Name, NameBook, NamePart};
pub(crate) use compare::edits;
pub use compare::{NameAgreement, PartLevel};
pub use fold::{collapse, fold, is_mixed_script, skeleton};
pub use parse::{NameText, parse_display};
pub(crate) use spellings::Spellings;
