//! The simplest candidates: an attribute as it is, and with its letters or blanks changed.

use super::expr::Expr;

/// Blanks at both ends.
pub(super) const OUTER_BLANKS: &str = "^\\s+|\\s+$";

/// One value with its letters or blanks changed in each way that the language knows. Its `ToUpper` leaves
/// a sharp s as it is, where other systems write two letters: that is tried where there is one.
pub(super) fn respelt(expr: &Expr, has_sharp_s: bool) -> Vec<Expr> {
    let call = |name| Expr::call(name, [expr.clone()]);
    let mut exprs = vec![
        call("ToLower"),
        call("ToUpper"),
        call("PCase"),
        call("StripSpaces"),
        call("NormalizeDiacritics"),
        Expr::call("ToLower", [call("NormalizeDiacritics")]),
        expr.clone().regex(OUTER_BLANKS, ""),
    ];
    if has_sharp_s {
        let spelt_out = expr.clone().replaced("ß", "ss");
        exprs.push(Expr::call("ToUpper", [spelt_out]));
    }
    exprs
}
