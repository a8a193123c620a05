//! The language from outside: texts and rows in, results and problems out.

mod problems;
mod properties;
mod reference;
mod rows;
mod vectors;
