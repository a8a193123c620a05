//! Reading and writing properties of a JSON object whatever the letter case of their names.
//!
//! Graph answers in camel case; PowerShell turns the same document into Pascal case. Knows no schema.

use serde_json::{Map, Value};

/// The property of this name, spelt so or in another letter case. A null counts as absent.
pub(super) fn get<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    let object = object.as_object()?;
    object
        .get(spelling(object, name)?)
        .filter(|value| !value.is_null())
}

/// The text of a property; none when absent or no text.
pub(super) fn text<'v>(object: &'v Value, name: &str) -> Option<&'v str> {
    get(object, name)?.as_str()
}

/// The items of an array property; none when absent.
pub(super) fn items<'v>(object: &'v Value, name: &str) -> &'v [Value] {
    get(object, name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The property of this name to be changed, in whatever letter case it is there.
pub(super) fn get_mut<'v>(object: &'v mut Value, name: &str) -> Option<&'v mut Value> {
    let object = object.as_object_mut()?;
    let key = spelling(object, name)?.to_owned();
    object.get_mut(&key)
}

/// Sets a property under the spelling it already has, or adds it.
pub(super) fn set(object: &mut Value, name: &str, value: Value) {
    let Some(object) = object.as_object_mut() else {
        return;
    };
    let key = spelling(object, name).unwrap_or(name).to_owned();
    object.insert(key, value);
}

/// The name of an enumeration's member, whether it is given by name or by position.
pub(super) fn member<'v>(value: &'v Value, members: &[&'v str]) -> Option<&'v str> {
    if let Some(at) = value.as_u64() {
        return members.get(usize::try_from(at).ok()?).copied();
    }
    let name = value.as_str()?.trim();
    members
        .iter()
        .copied()
        .find(|member| member.eq_ignore_ascii_case(name))
}

fn spelling<'m>(object: &'m Map<String, Value>, name: &str) -> Option<&'m str> {
    let exact = object.get_key_value(name).map(|(key, _)| key.as_str());
    exact.or_else(|| {
        object
            .keys()
            .map(String::as_str)
            .find(|key| key.eq_ignore_ascii_case(name))
    })
}
