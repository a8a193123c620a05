//! The simplest candidates: an attribute as it is, and with its letters or blanks changed.

use super::expr::Expr;

/// Blanks at both ends.
pub(super) const OUTER_BLANKS: &str = "^\\s+|\\s+$";

/// One value with its letters or blanks changed in each way that the language knows.
pub(super) fn respelt(expr: &Expr) -> Vec<Expr> {
    let call = |name| Expr::call(name, [expr.clone()]);
    vec![
        call("ToLower"),
        call("ToUpper"),
        call("PCase"),
        call("StripSpaces"),
        call("NormalizeDiacritics"),
        Expr::call("ToLower", [call("NormalizeDiacritics")]),
        expr.clone().regex(OUTER_BLANKS, ""),
    ]
}
