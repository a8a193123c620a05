//! Prints `docs/findings.md` from the tables it is made of.

#![expect(clippy::print_stdout, reason = "it prints the page")]

fn main() {
    print!("{}", presync_core::pitfall::page());
}
