//! How the cells of each column may be read, by what the column is known to hold. A column that nobody
//! knows is never read as anything but text.

use presync_core::{
    Side,
    catalogue::{self, Kind},
    record::SourceColumn,
};

use super::dates::DateOrder;
use crate::{
    ReadOptions,
    recognise::{is_same_header, is_secret},
};

/// How one column is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Passwords: not at all.
    Secret,
    /// Yes or no.
    Boolean,
    /// Dates; the order where it is known.
    Date(Option<DateOrder>),
    /// Several values in a cell.
    Several,
    /// Names of people.
    Name,
    /// Ids, keys and numbers to dial or post to.
    Id,
    /// Another attribute of the catalogue.
    Known,
    /// Nobody knows.
    Other,
}

/// Attributes that hold names of people.
const NAMES: &[&str] = &[
    "displayName",
    "givenName",
    "surname",
    "name.givenName",
    "name.familyName",
    "manager.displayName",
];

/// Attributes that hold ids which a spreadsheet may take for numbers.
const IDS: &[&str] = &[
    "employeeId",
    "employeeNumber",
    "employeeOrgData.costCenter",
    "externalId",
    "mailNickname",
    "onPremisesSamAccountName",
    "postalCode",
    "userName",
];

/// Attributes of Azure that hold telephone numbers.
const DIALLED: &[&str] = &["facsimileTelephoneNumber", "mobile", "telephoneNumber"];

impl Rule {
    /// The rule of a column.
    pub(crate) fn of(side: Side, column: &SourceColumn, options: &ReadOptions) -> Self {
        if is_secret(&column.header, &column.attribute) {
            return Self::Secret;
        }
        let known = catalogue::find(side, &column.attribute).filter(|_| column.known);
        let Some(attribute) = known else {
            return Self::Other;
        };
        match attribute.kind {
            _ if attribute.multi_valued => Self::Several,
            Kind::Boolean => Self::Boolean,
            Kind::DateTime => Self::Date(stated_order(&column.header, options)),
            Kind::Reference => Self::Id,
            _ if NAMES.contains(&attribute.name) => Self::Name,
            _ if is_id(attribute.name) => Self::Id,
            _ => Self::Known,
        }
    }
}

/// Whether the ids of an attribute may be padded with zeros to one width. Postal codes of different
/// countries have different widths anyway.
pub(crate) fn may_be_padded(attribute: &str) -> bool {
    is_id(attribute) && attribute != "postalCode"
}

/// Whether an attribute holds telephone numbers.
pub(super) fn is_dialled(attribute: &str) -> bool {
    attribute.starts_with("phoneNumbers[") || DIALLED.contains(&attribute)
}

fn is_id(attribute: &str) -> bool {
    IDS.contains(&attribute) || attribute.starts_with("extensionAttribute")
}

/// The order that was said of a column of dates.
fn stated_order(header: &str, options: &ReadOptions) -> Option<DateOrder> {
    let stated = options
        .dates
        .iter()
        .find(|(stated, _)| is_same_header(stated, header));
    stated.map(|(_, order)| *order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_read_by_what_it_is_known_to_hold() {
        let check = |header: &str, attribute: &str, known: bool, expect: Rule| {
            let column = SourceColumn {
                header: header.into(),
                attribute: attribute.into(),
                known,
                confidence: 100,
                reason: String::new(),
            };
            let dates = [("Hire date".to_owned(), DateOrder::DayFirst)].into();
            let options = ReadOptions {
                dates,
                ..ReadOptions::default()
            };
            assert_eq!(Rule::of(Side::Azure, &column, &options), expect, "{header}");
        };
        check("Password", "password", false, Rule::Secret);
        check("Enabled", "accountEnabled", true, Rule::Boolean);
        check("Enabled", "accountEnabled", false, Rule::Other);
        check(
            "hire date",
            "employeeHireDate",
            true,
            Rule::Date(Some(DateOrder::DayFirst)),
        );
        check("Hired", "employeeHireDate", true, Rule::Date(None));
        check("Aliases", "proxyAddresses", true, Rule::Several);
        check("Surname", "surname", true, Rule::Name);
        check("Staff no.", "employeeId", true, Rule::Id);
        check("Spare", "extensionAttribute7", true, Rule::Id);
        check("Country", "country", true, Rule::Known);
        check("Canteen", "Canteen", false, Rule::Other);
    }
}
