//! What a site's own `/Schemas` answer says it accepts: the truth that the built-in table stands in for.
//!
//! Pure JSON in, values out: from a SCIM list answer, a bare list or a single schema. What is odd is a
//! diagnostic beside them, without a file: whoever read the file names it.

mod lookup;
mod read;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Diagnostic;

/// Why a document is no list of SCIM schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this JSON holds no SCIM schema: nothing in it has an id and a list of attributes; save the answer of the site's /Schemas address"
)]
pub struct NotASiteSchema;

/// The schemas of one site.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SiteSchema {
    /// In the order of the answer.
    pub schemas: Vec<ResourceSchema>,
    /// What was odd; the file is left to the reader.
    pub diagnostics: Vec<Diagnostic>,
}

/// One schema: a resource's own or an extension of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceSchema {
    /// Its URN.
    pub id: String,
    /// What it is called; may be empty.
    pub name: String,
    /// Its attributes in order.
    pub attributes: Vec<SiteAttribute>,
}

/// One attribute that a site knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteAttribute {
    /// Where it stands, as mappings spell it: `name.givenName`, or the URN of an extension, a colon and
    /// the name.
    pub path: String,
    /// Its type.
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// Whether it may hold several values.
    pub multi_valued: bool,
    /// Whether the site refuses a user without it.
    pub required: bool,
    /// The values it accepts or suggests; empty when any.
    pub canonical_values: Vec<String>,
    /// Whether letter case matters.
    pub case_exact: bool,
    /// The most UTF-16 units it takes, where the site says so (`maxLength`, which is no part of RFC 7643).
    #[serde(default)]
    pub length_max: Option<u32>,
    /// Who may write it.
    pub mutability: Mutability,
    /// The parts of a complex attribute.
    pub sub_attributes: Vec<SiteAttribute>,
}

/// SCIM data types (RFC 7643 §2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ValueType {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A number with a fraction.
    Decimal,
    /// A whole number.
    Integer,
    /// A point in time.
    DateTime,
    /// Base64.
    Binary,
    /// Another resource.
    Reference,
    /// Parts of its own.
    Complex,
}

/// Who may write an attribute (RFC 7643 §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mutability {
    /// Anyone.
    ReadWrite,
    /// The site only.
    ReadOnly,
    /// At creation only.
    Immutable,
    /// Never given back.
    WriteOnly,
}

impl SiteSchema {
    /// Reads a document.
    ///
    /// # Errors
    /// When nothing in it is a schema.
    pub fn parse(document: &Value) -> Result<Self, NotASiteSchema> {
        read::read(document)
    }
}
