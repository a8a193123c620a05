//! The records of the two sides, before any file format: an Azure user, an intranet user, a date.
//!
//! Text that is absent is the empty string; each writer decides how its format shows that.

use std::fmt;

/// One user of the Entra ID tenant, with Graph's properties.
#[derive(Clone, Default)]
pub(super) struct AzureUser {
    pub(super) id: String,
    pub(super) upn: String,
    pub(super) enabled: bool,
    pub(super) guest: bool,
    pub(super) display_name: String,
    pub(super) given_name: String,
    pub(super) surname: String,
    pub(super) mail: String,
    pub(super) mail_nickname: String,
    pub(super) job_title: String,
    pub(super) preferred_language: String,
    pub(super) office: String,
    pub(super) street: String,
    pub(super) city: String,
    pub(super) state: String,
    pub(super) postal_code: String,
    pub(super) country: String,
    pub(super) usage_location: String,
    pub(super) business_phone: String,
    pub(super) mobile_phone: String,
    pub(super) fax: String,
    pub(super) employee_id: String,
    pub(super) employee_type: String,
    pub(super) hired: Option<Date>,
    pub(super) created: Date,
    pub(super) department: String,
    pub(super) company: String,
    pub(super) cost_centre: String,
    pub(super) other_mails: Vec<String>,
    pub(super) proxy_addresses: Vec<String>,
    /// extensionAttribute2: the start date as the local directory's scripts wrote it.
    pub(super) start_text: String,
    /// extensionAttribute5: the name the person goes by.
    pub(super) call_name: String,
    pub(super) on_premises: Option<OnPremises>,
}

/// What the directory synchronisation adds to an account.
#[derive(Clone)]
pub(super) struct OnPremises {
    pub(super) sam_account_name: String,
    /// Base64 of the local objectGUID.
    pub(super) immutable_id: String,
}

/// One user of the intranet, with the columns of its export.
#[derive(Clone, Default)]
pub(super) struct IntranetUser {
    pub(super) username: String,
    pub(super) email: String,
    pub(super) uid: Uid,
    pub(super) last_name: String,
    pub(super) first_name: String,
    pub(super) active: bool,
    pub(super) authentication: &'static str,
    pub(super) profile_type: &'static str,
    pub(super) department: String,
    pub(super) location: String,
    pub(super) company: String,
    pub(super) title: String,
    pub(super) start: CellDate,
    pub(super) end: Option<Date>,
    pub(super) phone: String,
    pub(super) mobile: String,
    pub(super) address: String,
    pub(super) culture: String,
    pub(super) language: String,
    pub(super) pronouns: &'static str,
    pub(super) first_aider: &'static str,
    pub(super) desk: String,
}

/// The UID cell: text, or a number where a spreadsheet took the leading zeros away.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Uid {
    /// No UID.
    #[default]
    Blank,
    /// A cell formatted as text.
    Text(String),
    /// A cell that became a number.
    Number(u32),
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Uid::Blank => Ok(()),
            Uid::Text(text) => f.write_str(text),
            Uid::Number(number) => write!(f, "{number}"),
        }
    }
}

/// A date cell: a real date, or one that somebody typed.
#[derive(Clone, Default)]
pub(super) enum CellDate {
    /// An empty cell.
    #[default]
    Blank,
    /// A date cell.
    Real(Date),
    /// A text cell.
    Text(String),
}

/// A calendar date.
#[derive(Clone, Copy, Default)]
pub(super) struct Date {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
}

impl Date {
    /// `2026-03-09`
    pub(super) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `09/03/2026`
    pub(super) fn british(self) -> String {
        format!("{:02}/{:02}/{:04}", self.day, self.month, self.year)
    }

    /// `09.03.2026`
    pub(super) fn german(self) -> String {
        format!("{:02}.{:02}.{:04}", self.day, self.month, self.year)
    }

    /// `3/9/2026`
    pub(super) fn american(self) -> String {
        format!("{}/{}/{:04}", self.month, self.day, self.year)
    }
}

/// Base64 of sixteen bytes: how an immutable id is written.
pub(crate) fn base64(bytes: [u8; 16]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0u32, |sum, &byte| (sum << 8) | u32::from(byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(
                DIGITS[(group >> (18 - 6 * place)) as usize & 63],
            ));
        }
    }
    text.push_str("==");
    text
}

#[cfg(test)]
mod tests {
    use super::{Date, base64};

    #[test]
    fn dates_are_written_as_the_exports_write_them() {
        let date = Date {
            year: 2026,
            month: 3,
            day: 9,
        };
        let written = [date.iso(), date.british(), date.german(), date.american()];
        assert_eq!(
            written,
            ["2026-03-09", "09/03/2026", "09.03.2026", "3/9/2026"]
        );
    }

    #[test]
    fn an_immutable_id_is_base64_of_sixteen_bytes() {
        assert_eq!(base64(*b"harbour and vale"), "aGFyYm91ciBhbmQgdmFsZQ==");
    }
}
