//! The keys worth trying: what the matching found the intranet's keys to come from, and what Entra and
//! the intranet document.

use presync_expr::Program;

use super::{DOCUMENTED, KeyCandidate};
use crate::{
    Population, Side, catalogue,
    mapping::MappingSource,
    matching::KeySources,
    simulate::{AzureSource, MISSING, SourceSlot},
};

/// Sources of one target that the data suggest, at most.
const DETECTED_MAX: usize = 4;

/// Entra's default mapping of a custom application, Microsoft's advice for guests, whose user principal
/// name is sent in a short form (`how-provisioning-works`), and the object ID, which the intranet's old
/// Azure source writes as unique ID.
const USUAL: [(&str, &str); 7] = [
    (DOCUMENTED[0], "userPrincipalName"),
    (DOCUMENTED[0], "mail"),
    (DOCUMENTED[0], "originalUserPrincipalName"),
    (DOCUMENTED[1], "mail"),
    (DOCUMENTED[1], "userPrincipalName"),
    (DOCUMENTED[2], "mailNickname"),
    (DOCUMENTED[2], "objectId"),
];

/// The keys worth trying, the detected sources first. Left out is what neither export holds, and what
/// Entra does not offer as a source.
#[must_use]
pub fn usual(legacy: &Population, azure: &Population, sources: &KeySources) -> Vec<KeyCandidate> {
    let source = AzureSource::new(azure);
    let mut all: Vec<KeyCandidate> = Vec::new();
    let detected = [
        (DOCUMENTED[0], &sources.user_name),
        (DOCUMENTED[2], &sources.uid),
    ];
    let detected = detected.into_iter().flat_map(|(target, candidates)| {
        let equal = candidates.iter().filter(|candidate| candidate.equal > 0);
        let sources = equal.filter_map(|candidate| expressed(&candidate.attribute));
        sources
            .take(DETECTED_MAX)
            .map(move |source| (target, source))
    });
    let usual = USUAL.map(|(target, name)| (target, MappingSource::Direct(name.to_owned())));
    for (target, from) in detected.chain(usual) {
        let one = KeyCandidate {
            target: target.to_owned(),
            source: from,
        };
        let is_held = legacy.attribute(target).is_some() && reads(&one.source, &source);
        if is_held && !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// A detected source in the language of mappings; none for a derivation it has no words for, and for an
/// attribute that Entra does not offer.
fn expressed(name: &str) -> Option<MappingSource> {
    match name.split_once('(') {
        None => is_offered(name).then(|| MappingSource::Direct(name.to_owned())),
        Some(("localpart", rest)) => {
            let name = rest.strip_suffix(')').filter(|name| is_offered(name))?;
            let text = format!("Item(Split([{name}], \"@\"), 1)");
            Some(MappingSource::Expression(text))
        }
        Some(_) => None,
    }
}

/// Whether Entra offers an attribute as a source (`known-issues`): directory extensions it does.
fn is_offered(name: &str) -> bool {
    let is_extension = name.starts_with("extension_") || name.starts_with("extensionAttribute");
    let is_withheld = matches!(
        name,
        "onPremisesSamAccountName" | "employeeOrgData.costCenter" | "employeeOrgData.division"
    );
    !is_withheld && (is_extension || catalogue::find(Side::Azure, name).is_some())
}

/// Whether the Azure export holds all that a source reads.
fn reads(source: &MappingSource, azure: &AzureSource<'_>) -> bool {
    match source {
        MappingSource::Direct(name) => azure.resolve(name).is_some(),
        MappingSource::Expression(text) => {
            let slot = |name: &str| Some(azure.resolve(name).map_or(MISSING, SourceSlot::number));
            let program = Program::compile(text, &slot);
            program.is_ok_and(|program| {
                let mut names = program.expression().attribute_names().into_iter();
                names.all(|name| azure.resolve(name).is_some())
            })
        }
        MappingSource::Constant(_) | MappingSource::None => false,
    }
}
