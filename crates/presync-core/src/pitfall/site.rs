//! A mapping held against what a site's own `/Schemas` says: attributes it has not, does not let write, or
//! requires, values it does not list, texts it does not hold. Values of people are not looked at.

use crate::{
    Severity, Side, SiteSchema, catalogue,
    finding::{Finding, FindingCode, Subject},
    mapping::{AttributeMapping, Mapping, MappingSource},
    site_schema::{Mutability, SiteAttribute},
};

use super::fields::field;

/// What a site would not take of a mapping.
#[must_use]
pub fn against_site(mapping: &Mapping, site: &SiteSchema) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, row) in (0u16..).zip(&mapping.users.rows) {
        let subject = Subject::Mapping(Some(at));
        match site.find(&row.target) {
            Some(attribute) => taken(row, attribute, subject, &mut findings),
            None => {
                let evidence = "the site's /Schemas does not name it";
                let code = FindingCode::UnknownToSite;
                findings.push(Finding::new(code, subject, &row.target, evidence));
            }
        }
    }
    findings.extend(required(mapping, site));
    findings.extend(odd_names(site));
    findings
}

/// Whether an attribute takes what a row writes.
fn taken(
    row: &AttributeMapping,
    attribute: &SiteAttribute,
    subject: Subject,
    findings: &mut Vec<Finding>,
) {
    let mut add = |code, evidence: &str| {
        findings.push(Finding::new(code, subject, &row.target, evidence));
    };
    if attribute.mutability == Mutability::ReadOnly {
        add(FindingCode::ReadOnlyTarget, "");
    }
    let MappingSource::Constant(text) = &row.source else {
        return;
    };
    let is_same = |known: &String| {
        known == text || (!attribute.case_exact && known.eq_ignore_ascii_case(text))
    };
    let listed = &attribute.canonical_values;
    if !listed.is_empty() && !listed.iter().any(is_same) {
        add(FindingCode::NotAllowed, text);
    }
    let length = text.encode_utf16().count();
    match attribute.length_max {
        Some(most) if length > most as usize => {
            let evidence = format!("the constant is {length} long, the site takes {most}");
            add(FindingCode::ValueTooLong, &evidence);
        }
        _ => {}
    }
}

/// What the site requires, the vendor's documentation does not, and no row writes.
fn required<'a>(mapping: &'a Mapping, site: &'a SiteSchema) -> impl Iterator<Item = Finding> + 'a {
    let is_written = |path: &str| {
        let rows = mapping.users.rows.iter();
        let mut written = rows.filter_map(|row| site.find(&row.target));
        written.any(|attribute| {
            attribute.path == path || attribute.path.starts_with(&format!("{path}."))
        })
    };
    let is_known =
        |path: &str| catalogue::find(Side::Legacy, path).is_some_and(|known| known.required);
    let missing = site.user_attributes().filter(move |attribute| {
        attribute.required && !is_known(&attribute.path) && !is_written(&attribute.path)
    });
    missing.map(|attribute| {
        let (code, subject) = (FindingCode::RequiredNotMapped, Subject::Mapping(None));
        Finding::new(code, subject, &attribute.path, "the site requires it")
    })
}

fn odd_names(site: &SiteSchema) -> impl Iterator<Item = Finding> {
    let all = site.user_attributes();
    let all = all.flat_map(|top| std::iter::once(top).chain(&top.sub_attributes));
    let odd = all.filter(|attribute| attribute.path.contains('?'));
    odd.map(|attribute| field(&attribute.path, "the site's /Schemas", Severity::Blocker))
}
