//! The language from outside: texts and rows in, results and problems out.

mod hostile;
mod problems;
mod properties;
mod reference;
mod rows;
mod vectors;

/// Rows may be shared out over threads.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<presync_expr::Program>();
};
