//! .NET's DateTimeStyles, as far as they change how a text is read. The server's local zone is taken to
//! be UTC.

/// The parts of .NET's DateTimeStyles that change how a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReadStyles {
    pub(crate) leading_white: bool,
    pub(crate) trailing_white: bool,
    pub(crate) inner_white: bool,
    pub(crate) no_current_date: bool,
    pub(crate) universal: bool,
}

impl ReadStyles {
    /// What the reference names as the default: RoundtripKind and white space at both ends.
    pub(crate) const DEFAULT: ReadStyles = ReadStyles {
        leading_white: true,
        trailing_white: true,
        inner_white: false,
        no_current_date: false,
        universal: false,
    };

    /// Reads a list such as `AllowWhiteSpaces, AssumeUniversal`; `None` for an unknown style and for
    /// those that .NET does not take together.
    pub(crate) fn named(names: &str) -> Option<ReadStyles> {
        let mut styles = ReadStyles {
            leading_white: false,
            trailing_white: false,
            ..ReadStyles::DEFAULT
        };
        let mut names_used = Vec::new();
        for name in names.split([',', '|']) {
            let name = name.trim();
            names_used.push(name.strip_prefix("DateTimeStyles.").unwrap_or(name));
            match name.strip_prefix("DateTimeStyles.").unwrap_or(name) {
                "AllowLeadingWhite" => styles.leading_white = true,
                "AllowTrailingWhite" => styles.trailing_white = true,
                "AllowInnerWhite" => styles.inner_white = true,
                "AllowWhiteSpaces" => {
                    styles.leading_white = true;
                    styles.trailing_white = true;
                    styles.inner_white = true;
                }
                "NoCurrentDateDefault" => styles.no_current_date = true,
                "AdjustToUniversal" | "AssumeUniversal" => styles.universal = true,
                // The local zone is UTC here, so these change nothing.
                "None" | "RoundtripKind" | "AssumeLocal" => {}
                _ => return None,
            }
        }
        let uses = |name: &str| names_used.contains(&name);
        let universal = uses("AssumeUniversal") || uses("AdjustToUniversal");
        let contradicts = uses("AssumeLocal") && uses("AssumeUniversal")
            || uses("RoundtripKind") && (universal || uses("AssumeLocal"));
        (!contradicts).then_some(styles)
    }
}
