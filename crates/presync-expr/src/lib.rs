//! The expression language of Entra's attribute mappings, evaluated offline.
//!
//! Text is read ([`Expression`]), bound to a source's attributes ([`Program`]) and run on rows,
//! each giving an [`Outcome`]. Everything is a function of its arguments: no IO, no clock, no
//! randomness. What the documents leave open is chosen once, named in `docs/expressions` and
//! reported by [`lint`].
//!
//! ```
//! use presync_expr::{AttributeSlot, Context, Input, Inputs, Outcome, Program, Value};
//!
//! struct Person;
//! impl Inputs for Person {
//!     fn value(&self, _: AttributeSlot) -> Input<'_> {
//!         Input::Text("Zoë")
//!     }
//! }
//!
//! let names = |name: &str| (name == "givenName").then_some(AttributeSlot(0));
//! let program = Program::compile("ToLower(NormalizeDiacritics([givenName]), )", &names).unwrap();
//! let context = Context { now: jiff::Timestamp::UNIX_EPOCH, seed: 0, existing: &[] };
//! let outcome = program.evaluate(&Person, &context);
//! assert_eq!(outcome, Outcome::Value(Value::Text("zoe".into())));
//! ```

pub mod assumption;
mod bind;
mod codes;
mod dotnet;
mod error;
mod eval;
mod format;
pub mod functions;
mod json;
mod lex;
mod lint;
mod parse;
mod pattern;
mod problem;
mod program;
mod scratch;
mod span;
mod suggest;
pub mod syntax;
mod value;

pub use assumption::{Assumption, Ground};
pub use error::{EvalCode, EvalError};
pub use eval::TEXT_BYTES_MAX;
pub use lint::{Finding, FindingCode, Job, Severity, Surroundings, lint, lint_in};
pub use parse::{DEPTH_MAX, TEXT_CHARACTERS_MAX};
pub use pattern::Pattern;
pub use problem::{Problem, ProblemCode};
pub use program::{Attributes, Program};
pub use scratch::Scratch;
pub use span::Span;
pub use syntax::Expression;
pub use value::{AttributeSlot, Context, Input, Inputs, Outcome, Skip, Value};
