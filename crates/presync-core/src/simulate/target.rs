//! What the systems demand of a target attribute: type, list, required, several values, who may write.
//!
//! Three sources, each for what it knows: the provisioning service's attribute definition, the site's own
//! schema, and where that is not given the catalogue. What follows from a demand is decided elsewhere.

use super::Settings;
use crate::{
    Side,
    catalogue::{self, Kind},
    mapping::{AttributeMapping, Behavior},
    site_schema::{Mutability, SiteAttribute, ValueType},
    spelling::parse_boolean,
};

/// Common to all resources (RFC 7643 §3.1), so that a site's schemas need not name it.
const EXTERNAL_ID: &str = "externalId";

/// The demands on one target attribute.
#[derive(Debug, Clone)]
pub(super) struct TargetRules {
    pub(super) kind: Kind,
    /// Whether a difference in letter case is sent.
    pub(super) case_exact: bool,
    pub(super) required: bool,
    pub(super) multi_valued: bool,
    pub(super) mutability: Mutability,
    /// What a required attribute gets where no value flows.
    pub(super) default: Option<String>,
    /// Whether the site has a schema and the attribute is not in it.
    pub(super) is_unknown_to_site: bool,
    pub(super) allowed: Vec<String>,
    pub(super) is_number: bool,
}

impl Default for TargetRules {
    fn default() -> Self {
        Self {
            kind: Kind::Text,
            case_exact: false,
            required: false,
            multi_valued: false,
            mutability: Mutability::ReadWrite,
            default: None,
            is_unknown_to_site: false,
            allowed: Vec::new(),
            is_number: false,
        }
    }
}

impl TargetRules {
    /// The demands on a row's target.
    pub(super) fn of(row: &AttributeMapping, settings: &Settings) -> Self {
        let mut rules = Self::default();
        if let Some(known) = catalogue::find(Side::Legacy, &row.target) {
            rules.kind = known.kind;
        }
        match &settings.site {
            Some(site) => match site.find(&row.target) {
                Some(attribute) => rules.follow_site(attribute),
                None if row.target == EXTERNAL_ID => rules.follow_catalogue(EXTERNAL_ID),
                None => rules.is_unknown_to_site = true,
            },
            None => rules.follow_catalogue(&row.target),
        }
        rules.follow_definition(&row.target, settings);
        rules.case_exact |= row.behavior == Behavior::Always;
        rules
    }

    /// Whether the intranet takes a value: it is in the list, and of the type.
    pub(super) fn accepts(&self, value: &str) -> bool {
        let listed = self.allowed.is_empty() || self.allowed.iter().any(|one| one == value);
        let typed = match self.kind {
            Kind::Boolean => parse_boolean(value).is_some(),
            _ => !self.is_number || value.trim().parse::<f64>().is_ok(),
        };
        listed && typed
    }

    pub(super) fn is_read_only(&self) -> bool {
        self.mutability == Mutability::ReadOnly
    }

    fn follow_catalogue(&mut self, target: &str) {
        if let Some(known) = catalogue::find(Side::Legacy, target) {
            self.required = known.required;
            self.allowed = known.allowed.iter().map(|one| (*one).to_owned()).collect();
        }
    }

    fn follow_site(&mut self, attribute: &SiteAttribute) {
        self.required = attribute.required;
        self.multi_valued = attribute.multi_valued && attribute.value_type != ValueType::Complex;
        self.allowed.clone_from(&attribute.canonical_values);
        self.mutability = attribute.mutability;
        self.follow_type(attribute.value_type);
    }

    fn follow_definition(&mut self, target: &str, settings: &Settings) {
        let Some(definition) = settings.definitions.get(target) else {
            return;
        };
        self.case_exact = definition.case_exact;
        self.required |= definition.required;
        self.multi_valued |= definition.multi_valued;
        self.default.clone_from(&definition.default);
        if self.mutability == Mutability::ReadWrite {
            self.mutability = definition.mutability;
        }
        self.follow_type(definition.value_type);
    }

    /// A reference stays one whatever a schema calls its parts.
    fn follow_type(&mut self, value_type: ValueType) {
        match value_type {
            ValueType::Integer | ValueType::Decimal => self.is_number = true,
            ValueType::Boolean => self.kind = Kind::Boolean,
            ValueType::DateTime => self.kind = Kind::DateTime,
            _ => {}
        }
    }
}

/// Attributes the intranet refuses to create a user without, that no row of a mapping writes.
pub(super) fn lacks_required(rows: &[AttributeMapping], settings: &Settings) -> bool {
    let is_mapped = |target: &str| {
        rows.iter()
            .any(|row| row.target.eq_ignore_ascii_case(target))
    };
    match &settings.site {
        Some(site) => {
            let mut attributes = site.user_attributes();
            let lacks_own = site.find(EXTERNAL_ID).is_none() && !is_mapped(EXTERNAL_ID);
            lacks_own
                || attributes
                    .any(|attribute| is_demanded(attribute) && !is_written(attribute, rows))
        }
        None => super::required_targets().any(|target| !is_mapped(target)),
    }
}

fn is_demanded(attribute: &SiteAttribute) -> bool {
    attribute.required && attribute.mutability != Mutability::ReadOnly
}

/// Whether a row writes an attribute, or a part of it.
fn is_written(attribute: &SiteAttribute, rows: &[AttributeMapping]) -> bool {
    rows.iter().any(|row| {
        let rest = row.target.get(attribute.path.len()..);
        let starts = row
            .target
            .get(..attribute.path.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(&attribute.path));
        starts && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}
