//! What a General Profile Source file says beside its users: how the old feed was to be run.
//!
//! Values as the file spells them; what they mean for the new sync is judged elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The sync settings of a feed, and the fields it was allowed to clear.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileSource {
    /// Settings by name: `domain`, `ldapId`, `syncCompanies`, `actionDisabledUsers` and so on.
    pub options: BTreeMap<String, String>,
    /// Attributes by name, with the number of cells that carry `applyBlank="True"`: an empty value
    /// there cleared the intranet's, which Entra never does.
    pub apply_blank: BTreeMap<String, u32>,
}

impl ProfileSource {
    /// A setting, whatever case its name is written in: the vendor writes both `ldapId` and `ldapid`.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&str> {
        let found = self.options.iter();
        let mut found = found.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_found_in_any_case() {
        let settings = |name: &str| {
            let options = BTreeMap::from([(name.to_owned(), "1000".to_owned())]);
            ProfileSource {
                options,
                ..ProfileSource::default()
            }
        };
        assert_eq!(settings("ldapid").option("ldapId"), Some("1000"));
        assert_eq!(settings("ldapId").option("LDAPID"), Some("1000"));
        assert_eq!(settings("domain").option("ldapId"), None);
    }
}
