//! The object that an expression is evaluated on: attributes by name, with the types that its file gave them.

use presync_expr::{AttributeSlot, Attributes, Input, Inputs};

use super::ABSENT;
use crate::{
    Side,
    catalogue::{self, fold_header},
    simulate::short_upn,
};

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceValue {
    /// There is none.
    Null,
    /// One text, possibly empty.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// A whole number.
    Number(i64),
    /// True or false.
    Boolean(bool),
}

/// Attributes with their values, in the order given; of two with one name the first counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceObject {
    attributes: Vec<(String, SourceValue)>,
}

impl FromIterator<(String, SourceValue)> for SourceObject {
    fn from_iter<T: IntoIterator<Item = (String, SourceValue)>>(attributes: T) -> Self {
        Self {
            attributes: attributes.into_iter().collect(),
        }
    }
}

impl SourceObject {
    /// The value of the attribute so called.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SourceValue> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    /// The object, and where it is a user as Graph gives one, its attributes by the names that mappings use
    /// as well, as the service sees them: one phone number, a guest's short user principal name.
    #[must_use]
    pub fn with_source_names(mut self) -> Self {
        if self.get("id").is_none() || self.get("userPrincipalName").is_none() {
            return self;
        }
        let named: Vec<_> = self
            .attributes
            .iter()
            .filter_map(|(name, value)| {
                let attribute = azure_attribute(name)?;
                let value = match attribute.name {
                    "telephoneNumber" => value.first(),
                    _ => value.clone(),
                };
                Some((attribute.name.to_owned(), value))
            })
            .collect();
        for (name, value) in named {
            self.add(&name, value);
        }
        if let Some(SourceValue::Boolean(enabled)) = self.get("accountEnabled") {
            let disabled = SourceValue::Boolean(!enabled);
            self.add("IsSoftDeleted", disabled);
        }
        self.shorten_upn();
        self
    }

    fn shorten_upn(&mut self) {
        let upn = self.attributes.iter_mut();
        let mut upn = upn.filter(|(name, _)| name == "userPrincipalName");
        if let Some((_, SourceValue::Text(upn))) = upn.next() {
            let short = short_upn(upn).unwrap_or_else(|| upn.clone());
            let original = std::mem::replace(upn, short);
            self.add("originalUserPrincipalName", SourceValue::Text(original));
        }
    }

    fn add(&mut self, name: &str, value: SourceValue) {
        if self.get(name).is_none() {
            self.attributes.push((name.to_owned(), value));
        }
    }

    pub(super) fn slot_or_absent(&self, name: &str) -> AttributeSlot {
        self.slot(name).unwrap_or(ABSENT)
    }
}

/// The attribute of the directory that a property is exported as.
fn azure_attribute(property: &str) -> Option<&'static catalogue::Attribute> {
    let folded = fold_header(property);
    let attributes = catalogue::attributes(Side::Azure).iter();
    let mut named = attributes.filter(|one| {
        let mut headers = one.headers.iter();
        headers.any(|header| fold_header(header) == folded)
    });
    catalogue::find(Side::Azure, property).or_else(|| named.next())
}

impl SourceValue {
    fn first(&self) -> Self {
        match self {
            Self::Texts(texts) => texts.first().cloned().map_or(Self::Null, Self::Text),
            other => other.clone(),
        }
    }
}

impl Attributes for SourceObject {
    fn slot(&self, name: &str) -> Option<AttributeSlot> {
        let at = self.attributes.iter().position(|(known, _)| known == name);
        at.and_then(|at| u32::try_from(at).ok()).map(AttributeSlot)
    }

    fn names(&self) -> Vec<&str> {
        self.attributes
            .iter()
            .map(|(name, _)| name.as_str())
            .collect()
    }
}

impl Inputs for SourceObject {
    fn value(&self, slot: AttributeSlot) -> Input<'_> {
        match self.attributes.get(slot.0 as usize).map(|(_, value)| value) {
            None | Some(SourceValue::Null) => Input::Null,
            Some(SourceValue::Text(text)) => Input::Text(text),
            Some(SourceValue::Texts(texts)) => {
                Input::Texts(texts.iter().map(String::as_str).collect())
            }
            Some(SourceValue::Number(number)) => Input::Number(*number),
            Some(SourceValue::Boolean(truth)) => Input::Boolean(*truth),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_graph_user_has_the_names_that_mappings_use() {
        let text = |text: &str| SourceValue::Text(text.to_owned());
        let phones = SourceValue::Texts(vec!["+1".to_owned(), "+2".to_owned()]);
        let attributes = [
            ("id", text("7")),
            ("userPrincipalName", text("ana_p.test#EXT#@t.test")),
            ("businessPhones", phones),
            ("accountEnabled", SourceValue::Boolean(false)),
            ("manager.id", text("9")),
            (
                "onPremisesExtensionAttributes.extensionAttribute2",
                text("b"),
            ),
            ("surname", text("Lind")),
        ];
        let named = |(name, value): &(&str, SourceValue)| ((*name).to_owned(), value.clone());
        let user: SourceObject = attributes.iter().map(named).collect();
        let user = user.with_source_names();
        let expect = [
            ("objectId", text("7")),
            ("userPrincipalName", text("ana@p.test")),
            ("originalUserPrincipalName", text("ana_p.test#EXT#@t.test")),
            ("telephoneNumber", text("+1")),
            ("IsSoftDeleted", SourceValue::Boolean(true)),
            ("manager", text("9")),
            ("extensionAttribute2", text("b")),
        ];
        for (name, value) in expect {
            assert_eq!(user.get(name), Some(&value), "{name}");
        }
        let other: SourceObject = attributes[1..].iter().map(named).collect();
        assert_eq!(
            other.clone().with_source_names(),
            other,
            "no id, no user of Graph"
        );
    }
}
