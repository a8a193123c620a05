//! Azure users as the provisioning service sees them: source names, computed values, short guest UPNs.
//!
//! Not the export as it lies there: that is the population.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use presync_expr::{AttributeSlot, Context, Input, Inputs};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::tried::TriedValues;
use crate::{
    AttributeId, Population, Side, UserIx,
    catalogue::{self, Kind},
    record::VALUE_SEPARATOR,
    spelling::parse_boolean,
};

/// Where the value of a source attribute is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SourceSlot {
    /// A column as it is.
    Column(AttributeId),
    /// The first value of a column that the service sees as single (`telephoneNumber`).
    First(AttributeId),
    /// A user principal name; a guest's in its short form (`how-provisioning-works`).
    ShortUpn(AttributeId),
    /// Computed: disabled or in the recycle bin. Unassigned users and those outside the scoping filter
    /// have it true as well (`customize-application-attributes`), and get no further.
    IsSoftDeleted,
}

impl SourceSlot {
    /// The slot as a program knows it.
    pub(crate) fn number(self) -> AttributeSlot {
        let (kind, attribute) = match self {
            Self::Column(attribute) => (0, attribute.0),
            Self::First(attribute) => (1, attribute.0),
            Self::ShortUpn(attribute) => (2, attribute.0),
            Self::IsSoftDeleted => (3, 0),
        };
        AttributeSlot(kind << 16 | u32::from(attribute))
    }

    fn of(number: AttributeSlot) -> Option<Self> {
        let attribute = AttributeId(u16::try_from(number.0 & 0xffff).ok()?);
        match number.0 >> 16 {
            0 => Some(Self::Column(attribute)),
            1 => Some(Self::First(attribute)),
            2 => Some(Self::ShortUpn(attribute)),
            3 => Some(Self::IsSoftDeleted),
            _ => None,
        }
    }
}

/// The slot of an attribute that the export does not hold: null for everybody.
pub(crate) const MISSING: AttributeSlot = AttributeSlot(u32::MAX);

/// One user as the row that programs run on, and what they may know besides.
#[derive(Debug)]
pub(crate) struct Person<'s> {
    pub(crate) user: UserIx,
    pub(crate) source: &'s AzureSource<'s>,
    pub(crate) context: Context<'static>,
}

impl<'s> Person<'s> {
    /// A user at a time. Each draws random values of their own.
    pub(crate) fn new(
        user: UserIx,
        source: &'s AzureSource<'s>,
        now: Timestamp,
        seed: u64,
    ) -> Self {
        let context = Context {
            now,
            seed: seed ^ u64::from(user.0),
            existing: &[],
        };
        Self {
            user,
            source,
            context,
        }
    }
}

impl Inputs for Person<'_> {
    fn value(&self, slot: AttributeSlot) -> Input<'_> {
        let Some(slot) = SourceSlot::of(slot) else {
            return Input::Null;
        };
        match self.source.value(self.user, slot) {
            SourceValue::Null => Input::Null,
            SourceValue::One(text) => Input::Text(text),
            SourceValue::Many(texts) => Input::Joined {
                texts,
                separator: VALUE_SEPARATOR,
            },
            SourceValue::Boolean(truth) => Input::Boolean(truth),
        }
    }
}

/// A value of a source attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceValue<'a> {
    /// Absent.
    Null,
    /// One value.
    One(&'a str),
    /// Several values, joined as the population holds them.
    Many(&'a str),
    /// Computed boolean.
    Boolean(bool),
}

/// The Azure side as a source of values.
#[derive(Debug)]
pub(crate) struct AzureSource<'p> {
    azure: &'p Population,
    enabled: Option<AttributeId>,
    deleted: Option<AttributeId>,
    /// Attributes that hold true or false.
    truths: BTreeSet<AttributeId>,
    short_upns: BTreeMap<UserIx, String>,
    /// What users hold instead, by attribute, while that is tried.
    tried: BTreeMap<AttributeId, TriedValues>,
}

impl<'p> AzureSource<'p> {
    pub(crate) fn new(azure: &'p Population) -> Self {
        let enabled = azure.attribute("accountEnabled");
        let deleted = azure.attribute("deletedDateTime");
        Self {
            azure,
            enabled,
            deleted,
            truths: truths(azure),
            short_upns: short_upns(azure),
            tried: BTreeMap::new(),
        }
    }

    /// Sets what a user would hold, or forgets it.
    pub(super) fn set_tried(
        &mut self,
        user: UserIx,
        attribute: AttributeId,
        value: Option<String>,
    ) {
        self.tried.entry(attribute).or_default().set(user, value);
    }

    /// What a user holds, tried values counted.
    pub(super) fn held(&self, user: UserIx, attribute: AttributeId) -> &str {
        let tried = match self.tried.is_empty() {
            true => None,
            false => self.tried.get(&attribute),
        };
        tried
            .and_then(|tried| tried.get(user))
            .unwrap_or_else(|| self.azure.held(user, attribute))
    }

    /// The slot of a source attribute under Entra's name or Graph's, spelt exactly; none when the export
    /// does not hold it.
    pub(crate) fn resolve(&self, name: &str) -> Option<SourceSlot> {
        self.resolve_own(name)
            .or_else(|| self.resolve_own(graph_name(name)?))
    }

    /// The slot of a source attribute under Entra's name alone: that letter case counts is assumed, and
    /// documented for directory extensions.
    pub(crate) fn resolve_own(&self, name: &str) -> Option<SourceSlot> {
        match name {
            "IsSoftDeleted" => Some(SourceSlot::IsSoftDeleted),
            "userPrincipalName" => self.azure.attribute(name).map(SourceSlot::ShortUpn),
            "originalUserPrincipalName" => {
                let own = self.azure.attribute(name);
                own.or_else(|| self.azure.attribute("userPrincipalName"))
                    .map(SourceSlot::Column)
            }
            "telephoneNumber" => self.azure.attribute(name).map(SourceSlot::First),
            _ => self.azure.attribute(name).map(SourceSlot::Column),
        }
    }

    pub(super) fn value(&self, user: UserIx, slot: SourceSlot) -> SourceValue<'_> {
        let text = |attribute| self.held(user, attribute);
        match slot {
            SourceSlot::IsSoftDeleted => SourceValue::Boolean(self.is_disabled(user)),
            SourceSlot::ShortUpn(attribute) => one(self
                .short_upns
                .get(&user)
                .map_or_else(|| text(attribute), String::as_str)),
            SourceSlot::First(attribute) => {
                one(text(attribute).split(VALUE_SEPARATOR).next().unwrap_or(""))
            }
            SourceSlot::Column(attribute) => match text(attribute) {
                truth if self.truths.contains(&attribute) => one(canonical_truth(truth)),
                many if many.contains(VALUE_SEPARATOR) => SourceValue::Many(many),
                single => one(single),
            },
        }
    }

    /// Whether anybody has several values there.
    pub(super) fn holds_several(&self, slot: SourceSlot) -> bool {
        let SourceSlot::Column(attribute) = slot else {
            return false;
        };
        let mut users = self.azure.users();
        users.any(|user| self.azure.held(user, attribute).contains(VALUE_SEPARATOR))
    }

    /// Disabled or in the recycle bin. A placeholder for the day of deletion is no deletion.
    pub(super) fn is_disabled(&self, user: UserIx) -> bool {
        let text = |attribute: AttributeId| self.azure.text(user, attribute);
        self.enabled
            .is_some_and(|attribute| parse_boolean(text(attribute)) == Some(false))
            || self
                .deleted
                .is_some_and(|attribute| !text(attribute).is_empty())
    }

    /// The objectId, else the UPN: what the user is called in assignments and decisions.
    pub(super) fn anchors(&self, user: UserIx) -> [&'p str; 2] {
        ["objectId", "userPrincipalName"].map(|name| {
            self.azure
                .attribute(name)
                .map_or("", |a| self.azure.held(user, a))
        })
    }
}

/// Graph's names of attributes that the provisioning service knows by those of the older directory API
/// (the migration table of Azure AD Graph).
const GRAPH_NAMES: &[(&str, &str)] = &[
    ("id", "objectId"),
    ("businessPhones", "telephoneNumber"),
    ("mobilePhone", "mobile"),
    ("faxNumber", "facsimileTelephoneNumber"),
    ("officeLocation", "physicalDeliveryOfficeName"),
    ("onPremisesImmutableId", "immutableId"),
    ("onPremisesSyncEnabled", "dirSyncEnabled"),
];

/// What Entra calls an attribute that a mapping names as Graph does; none where the name is Entra's own
/// or nobody's.
pub(crate) fn graph_name(name: &str) -> Option<&'static str> {
    if let Some(extension) = name.strip_prefix("onPremisesExtensionAttributes.") {
        return catalogue::find(Side::Azure, extension).map(|known| known.name);
    }
    GRAPH_NAMES
        .iter()
        .find(|(graph, _)| *graph == name)
        .map(|(_, entra)| *entra)
}

/// Entra's spelling of a name that differs from it in letter case only.
pub(super) fn other_case(name: &str) -> Option<&'static str> {
    let known = catalogue::attributes(Side::Azure).iter();
    let mut names = known
        .map(|known| known.name)
        .chain(std::iter::once("IsSoftDeleted"));
    names.find(|known| known.eq_ignore_ascii_case(name) && *known != name)
}

fn one(text: &str) -> SourceValue<'_> {
    if text.is_empty() {
        SourceValue::Null
    } else {
        SourceValue::One(text)
    }
}

fn truths(azure: &Population) -> BTreeSet<AttributeId> {
    let known = catalogue::attributes(Side::Azure).iter();
    known
        .filter(|attribute| attribute.kind == Kind::Boolean)
        .filter_map(|attribute| azure.attribute(attribute.name))
        .collect()
}

/// A truth value as mappings and filters see it, however the export spells it; the service carries them
/// as these two texts (expression reference, `Not` and `Switch`).
fn canonical_truth(text: &str) -> &str {
    match parse_boolean(text) {
        Some(true) => "True",
        Some(false) => "False",
        None => text,
    }
}

fn short_upns(azure: &Population) -> BTreeMap<UserIx, String> {
    let Some(upn) = azure.attribute("userPrincipalName") else {
        return BTreeMap::new();
    };
    let short = |user| Some((user, short_upn(azure.held(user, upn))?));
    let users: Vec<UserIx> = azure.users().collect();
    let found: Vec<(UserIx, String)> = users.into_par_iter().filter_map(short).collect();
    found.into_iter().collect()
}

/// `alias_theirdomain#EXT#@tenant` as the service flows it: `alias@theirdomain`. None for members.
pub(crate) fn short_upn(upn: &str) -> Option<String> {
    let is_mark = |at: usize| {
        let mark = upn.get(at..at + "#EXT#".len());
        mark.is_some_and(|mark| mark.eq_ignore_ascii_case("#EXT#"))
    };
    let (at, _) = upn.match_indices('#').find(|(at, _)| is_mark(*at))?;
    let home = &upn[..at];
    let (alias, domain) = home.rsplit_once('_')?;
    Some(format!("{alias}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(upn: &str, expect: Option<&str>) {
        assert_eq!(short_upn(upn).as_deref(), expect, "{upn}");
    }

    #[test]
    fn a_slot_survives_being_a_number() {
        let attribute = AttributeId(u16::MAX);
        for slot in [
            SourceSlot::Column(attribute),
            SourceSlot::First(attribute),
            SourceSlot::ShortUpn(attribute),
            SourceSlot::IsSoftDeleted,
        ] {
            assert_eq!(SourceSlot::of(slot.number()), Some(slot));
        }
        assert_eq!(SourceSlot::of(MISSING), None);
    }

    #[test]
    fn graphs_names_are_known_for_entras() {
        for (name, expect) in [
            ("mobilePhone", Some("mobile")),
            ("id", Some("objectId")),
            ("mobile", None),
            (
                "onPremisesExtensionAttributes.extensionAttribute7",
                Some("extensionAttribute7"),
            ),
            ("extension_0a1b_costCentre", None),
        ] {
            assert_eq!(graph_name(name), expect, "{name}");
        }
        assert_eq!(other_case("issoftdeleted"), Some("IsSoftDeleted"));
        assert_eq!(other_case("mail"), None);
    }

    #[test]
    fn a_guest_is_sent_under_the_home_address() {
        check(
            "ana_partner.example#EXT#@tenant.example",
            Some("ana@partner.example"),
        );
        check(
            "ana_maria_partner.example#EXT#@tenant.example",
            Some("ana_maria@partner.example"),
        );
        check(
            "ana_partner.example#ext#@tenant.example",
            Some("ana@partner.example"),
        );
        check("ana@tenant.example", None);
        check("odd#EXT#@tenant.example", None);
    }
}
