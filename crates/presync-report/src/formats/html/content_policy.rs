//! The page's content security policy: nothing runs, nothing loads, each style block by its digest.

use sha2::{Digest, Sha256};

use crate::{Accent, base64};

/// The style block; a template includes a file without its last line break.
const STYLE: &str = include_str!("../../../templates/report.css");

/// The policy of a page with that second style block, if it has one.
pub(crate) fn policy(accent: Option<&str>) -> String {
    let style = STYLE.strip_suffix('\n').unwrap_or(STYLE);
    let styles = std::iter::once(style).chain(accent);
    let digests = styles.map(|style| base64::encode(&Sha256::digest(style)));
    let digests: Vec<String> = digests.map(|digest| format!("'sha256-{digest}'")).collect();
    format!(
        "default-src 'none'; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        digests.join(" ")
    )
}

/// The style block of a customer's colour. It holds nothing that a template would escape.
pub(super) fn accent_style(accent: Accent) -> String {
    format!(
        ":root {{ --accent: {accent}; --accent-soft: {}; }}",
        accent.soft()
    )
}
