//! Findings on a mapping by itself, whoever made it: no population, no plan.
//!
//! What depends on who holds what is the simulator's to find.

use presync_expr::{AttributeSlot, Expression, Program};

use crate::{
    Severity, Side, SiteSchema,
    catalogue::{self, ENTERPRISE_USER, GROUP_TYPE, INTERACT_USER, Kind},
    finding::{Finding, FindingCode, Subject},
    mapping::{Apply, AttributeMapping, Mapping, MappingSource, ObjectMapping},
};

/// Entra's default targets that the intranet does not support, and what no mapping may write.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("displayName", "the intranet makes it from the names"),
    ("name.formatted", "the intranet makes it from the names"),
    (
        "addresses[type eq \"work\"].streetAddress",
        "the intranet takes the formatted address",
    ),
    (
        "addresses[type eq \"work\"].locality",
        "the intranet takes the formatted address",
    ),
    (
        "addresses[type eq \"work\"].region",
        "the intranet takes the formatted address",
    ),
    (
        "addresses[type eq \"work\"].postalCode",
        "the intranet takes the formatted address",
    ),
    (
        "addresses[type eq \"work\"].country",
        "the intranet takes the formatted address",
    ),
    (
        "phoneNumbers[type eq \"fax\"].value",
        "the intranet has no fax number",
    ),
    (
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber",
        "the intranet has no employee number",
    ),
    ("expertise", "it has its own feed"),
    ("interests", "it has its own feed"),
    ("picture", "it has its own feed"),
    ("id", "it is the account's own key"),
    ("entitlements", "Entra does not provision it"),
];

/// Targets that people do not type themselves: a constant there overwrites nobody's words.
const NOT_EDITED: &[&str] = &[
    "active",
    "externalId",
    "password",
    "userName",
    "userType",
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:forcePasswordReset",
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:loginType",
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:omitFromSearch",
];

/// Attributes that scoping filters do not support, as Entra documents: with dates, and whatever holds
/// several values.
const NOT_FILTERABLE: &[&str] = &[
    "appRoleAssignments",
    "manager",
    "members",
    "otherMails",
    "proxyAddresses",
    "userType",
];

/// Longest expression that Entra takes, in characters (`known-issues`).
const EXPRESSION_CHARS_MAX: usize = 10_000;

/// What is known of where a mapping stands.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// What the site's own `/Schemas` answer says.
    pub site: Option<&'a SiteSchema>,
    /// Whether the app's schema marks a target caseExact.
    pub case_exact: &'a dyn Fn(&str) -> bool,
}

/// What is wrong, or may go wrong, with a mapping whoever it is applied to.
#[must_use]
pub fn lint(mapping: &Mapping) -> Vec<Finding> {
    let around = Surroundings {
        site: None,
        case_exact: &|_| false,
    };
    lint_in(mapping, &around)
}

/// As [`lint`], with what is known of where the mapping stands.
#[must_use]
pub fn lint_in(mapping: &Mapping, around: &Surroundings<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, row) in mapping.users.rows.iter().enumerate() {
        let subject = Subject::Mapping(u16::try_from(at).ok());
        user_row(row, subject, around, &mut findings);
        if mapping.users.rows[..at]
            .iter()
            .any(|other| other.target == row.target)
        {
            findings.push(Finding::new(
                FindingCode::DuplicateTarget,
                subject,
                &row.target,
                "",
            ));
        }
    }
    required(&mapping.users, &mut findings);
    scope(&mapping.users, &mut findings);
    if let Some(groups) = &mapping.groups {
        group_rows(groups, &mut findings);
    }
    findings
}

/// Whether people type an attribute themselves, so that a constant would overwrite their words.
pub(crate) fn is_typed_by_people(target: &str) -> bool {
    !NOT_EDITED.contains(&target)
}

/// Why the intranet or Entra does not take a target attribute; none when it does.
pub(super) fn unsupported(target: &str) -> Option<&'static str> {
    UNSUPPORTED
        .iter()
        .find(|(name, _)| *name == target.trim())
        .map(|(_, why)| *why)
}

/// Entra's own targets that the intranet or Entra does not take: known names all the same.
pub(crate) fn unsupported_targets() -> impl Iterator<Item = &'static str> {
    UNSUPPORTED.iter().map(|(name, _)| *name)
}

/// Whether a target is an e-mail of type `other`, which the intranet does not have.
pub(super) fn is_other_email(target: &str) -> bool {
    let target = target.trim();
    target.starts_with("emails[") && target.contains("\"other\"")
}

fn user_row(
    row: &AttributeMapping,
    subject: Subject,
    around: &Surroundings<'_>,
    findings: &mut Vec<Finding>,
) {
    target(row, subject, findings);
    blanks(row, subject, findings);
    source(row, subject, findings);
    if let MappingSource::Expression(text) = &row.source {
        expression(row, text, around, subject, findings);
    }
}

fn target(row: &AttributeMapping, subject: Subject, findings: &mut Vec<Finding>) {
    let mut add = |code, evidence: &str| {
        findings.push(Finding::new(code, subject, &row.target, evidence));
    };
    if let Some(why) = unsupported(&row.target) {
        add(FindingCode::UnsupportedTarget, why);
    }
    if is_other_email(&row.target) {
        add(FindingCode::AlternateEmailType, "");
    }
    if row.target == "timezone" {
        add(FindingCode::TimezoneList, &row.source.label());
    }
    if row.target.contains('?') {
        add(FindingCode::FieldNameQuestionMark, "");
    }
}

/// Blanks around names and constants, and a blank as a filler: it would make a unit of that name.
fn blanks(row: &AttributeMapping, subject: Subject, findings: &mut Vec<Finding>) {
    let mut add = |text: &str, what: &str| {
        if text != text.trim() {
            findings.push(Finding::new(
                FindingCode::StrayBlank,
                subject,
                &row.target,
                what,
            ));
        }
    };
    add(&row.target, "target attribute");
    add(row.default.as_deref().unwrap_or(""), "default value");
    match &row.source {
        MappingSource::Direct(name) => add(name, "source attribute"),
        MappingSource::Constant(text) => add(text, "constant"),
        MappingSource::Expression(text) if is_unit(&row.target) && text.contains("\" \")") => {
            add(" ", "blank filler");
        }
        MappingSource::Expression(_) | MappingSource::None => {}
    }
}

fn is_unit(target: &str) -> bool {
    let unit = |urn: &str, name: &str| {
        target
            .strip_prefix(urn)
            .and_then(|rest| rest.strip_prefix(':'))
            == Some(name)
    };
    unit(ENTERPRISE_USER, "organization")
        || unit(ENTERPRISE_USER, "department")
        || unit(INTERACT_USER, "location")
}

fn source(row: &AttributeMapping, subject: Subject, findings: &mut Vec<Finding>) {
    let mut add = |code, evidence: &str| {
        findings.push(Finding::new(code, subject, &row.target, evidence));
    };
    let is_always = row.apply == Apply::Always;
    match &row.source {
        MappingSource::Constant(text) if is_always && row.target == "userType" => {
            add(FindingCode::PowerUser, text);
        }
        MappingSource::Constant(text) if is_always && is_typed_by_people(&row.target) => {
            add(FindingCode::ConstantOverwrites, text);
        }
        MappingSource::Direct(name) if is_no_source(name) => add(FindingCode::UserTypeSource, name),
        MappingSource::Direct(name) if is_honorific(&row.target) && name == "jobTitle" => {
            add(FindingCode::TitleConfusion, name);
        }
        _ => {}
    }
    if row.target == "active" && !reads_soft_deleted(&row.source) {
        add(FindingCode::ActiveSource, &row.source.label());
    }
    unique_id(row, subject, findings);
    allowed(row, subject, findings);
}

/// Entra's default source of the unique ID is seldom the intranet's; only the data can tell.
fn unique_id(row: &AttributeMapping, subject: Subject, findings: &mut Vec<Finding>) {
    let is_default = row.target == "externalId"
        && row.apply == Apply::Always
        && row.source == MappingSource::Direct("mailNickname".to_owned());
    if is_default {
        findings.push(Finding {
            severity: Severity::Warning,
            ..Finding::new(
                FindingCode::UniqueIdOverwritten,
                subject,
                &row.target,
                "mailNickname is Entra's default: check that the intranet's unique IDs come from it",
            )
        });
    }
}

/// A constant outside the documented list of values is refused for everybody.
fn allowed(row: &AttributeMapping, subject: Subject, findings: &mut Vec<Finding>) {
    let (MappingSource::Constant(text), Some(known)) =
        (&row.source, catalogue::find(Side::Legacy, &row.target))
    else {
        return;
    };
    if !known.allowed.is_empty() && !known.allowed.contains(&text.as_str()) {
        findings.push(Finding::new(
            FindingCode::NotAllowed,
            subject,
            &row.target,
            text,
        ));
    }
}

fn is_honorific(target: &str) -> bool {
    target.ends_with(":name.title")
}

fn reads_soft_deleted(source: &MappingSource) -> bool {
    match source {
        MappingSource::Direct(name) => name == "IsSoftDeleted",
        MappingSource::Expression(text) => text.contains("[IsSoftDeleted]"),
        MappingSource::Constant(_) | MappingSource::None => false,
    }
}

/// Mistakes of the text, else the cautions that matter. Names are the population's to know.
fn expression(
    row: &AttributeMapping,
    text: &str,
    around: &Surroundings<'_>,
    subject: Subject,
    findings: &mut Vec<Finding>,
) {
    let target = row.target.as_str();
    let length = text.chars().count();
    if length > EXPRESSION_CHARS_MAX {
        let evidence = format!("{length} characters; Entra takes {EXPRESSION_CHARS_MAX}");
        let code = FindingCode::ExpressionError;
        findings.push(Finding::new(code, subject, target, &evidence));
    }
    let every = |_: &str| Some(AttributeSlot(0));
    match Program::compile(text, &every) {
        Err(problems) => findings.extend(problems.iter().map(|problem| {
            Finding::new(
                FindingCode::ExpressionError,
                subject,
                target,
                &problem.message,
            )
        })),
        Ok(program) if text != super::ACTIVE => cautions(&program, row, around, subject, findings),
        Ok(_) => {}
    }
    let (read, _) = Expression::recover(text);
    for name in read.attribute_names() {
        if is_no_source(name) {
            findings.push(Finding::new(
                FindingCode::UserTypeSource,
                subject,
                target,
                name,
            ));
        }
    }
}

/// Attributes that Entra documents as no source (`known-issues`).
fn is_no_source(name: &str) -> bool {
    ["samAccountName", "userType"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

fn cautions(
    program: &Program,
    row: &AttributeMapping,
    around: &Surroundings<'_>,
    subject: Subject,
    findings: &mut Vec<Finding>,
) {
    let attribute = around.site.and_then(|site| site.find(&row.target));
    let length_max = attribute.and_then(|attribute| attribute.length_max);
    let around = presync_expr::Surroundings {
        target_is_matched_by: row.precedence.is_some(),
        target_length_max: length_max.map(|most| most as usize),
        target_is_case_exact: (around.case_exact)(&row.target)
            || attribute.is_some_and(|attribute| attribute.case_exact),
        ..presync_expr::Surroundings::default()
    };
    for caution in presync_expr::lint_in(program, &around) {
        let severity = match caution.severity {
            presync_expr::Severity::Assumption | presync_expr::Severity::Note => continue,
            presync_expr::Severity::Warning => Severity::Warning,
            presync_expr::Severity::Error => Severity::Blocker,
        };
        findings.push(Finding {
            severity,
            ..Finding::new(
                FindingCode::ExpressionCaution,
                subject,
                &row.target,
                &caution.message,
            )
        });
    }
}

fn required(users: &ObjectMapping, findings: &mut Vec<Finding>) {
    let missing = catalogue::attributes(Side::Legacy)
        .iter()
        .filter(|attribute| attribute.required && users.row(attribute.name).is_none());
    findings.extend(missing.map(|attribute| {
        let subject = Subject::Mapping(None);
        Finding::new(
            FindingCode::RequiredNotMapped,
            subject,
            attribute.name,
            attribute.label,
        )
    }));
    if users.match_keys().is_empty() {
        findings.push(Finding::new(
            FindingCode::NoMatchKey,
            Subject::Mapping(None),
            "",
            "",
        ));
    }
}

fn scope(users: &ObjectMapping, findings: &mut Vec<Finding>) {
    let is_unsupported = |name: &str| {
        NOT_FILTERABLE.contains(&name)
            || catalogue::find(Side::Azure, name).is_some_and(|known| known.kind == Kind::DateTime)
    };
    let clauses = users.scope.groups.iter().flatten();
    let wrong = clauses
        .map(|clause| clause.attribute.as_str())
        .filter(|name| is_unsupported(name));
    findings.extend(wrong.map(|name| {
        Finding::new(
            FindingCode::ScopeAttribute,
            Subject::Mapping(None),
            name,
            "",
        )
    }));
}

fn group_rows(groups: &ObjectMapping, findings: &mut Vec<Finding>) {
    let mut add = |code, attribute: &str, evidence: &str| {
        findings.push(Finding::new(
            code,
            Subject::Mapping(None),
            attribute,
            evidence,
        ));
    };
    match groups.row(GROUP_TYPE).map(|row| &row.source) {
        None => add(FindingCode::GroupTypeMissing, GROUP_TYPE, "not mapped"),
        Some(MappingSource::Constant(text)) if *text != text.to_lowercase() => {
            add(
                FindingCode::GroupTypeMissing,
                GROUP_TYPE,
                "not in lower case",
            );
        }
        Some(_) => {}
    }
    if groups.actions.delete {
        add(FindingCode::GroupDelete, "", "Delete is ticked");
    }
    if groups.match_keys().is_empty() {
        add(FindingCode::NoMatchKey, "displayName", "groups");
    }
}
