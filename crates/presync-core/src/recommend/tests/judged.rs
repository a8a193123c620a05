//! The linter, on the mapping recommended without data and one change to it.

use super::*;
use crate::{
    catalogue::{GROUP_TYPE, INTERACT_USER},
    finding::FindingCode::{self, *},
    mapping::{ObjectMapping, ScopeClause},
    recommend::lint,
};

#[test]
fn the_recommendation_is_clean() {
    check(|_| {}, &[]);
    check(|mapping| mapping.groups = None, &[]);
}

#[test]
fn rows_are_judged_by_their_source() {
    let honorific = format!("{INTERACT_USER}:name.title");
    let blank = "Coalesce([department], \" \")";
    check_row("externalId", direct("mailNickname"), &[UniqueIdOverwritten]);
    check_row("externalId", direct("employeeId"), &[]);
    check_row(ORGANIZATION, constant("Fabrikam"), &[ConstantOverwrites]);
    check_row(ORGANIZATION, MappingSource::None, &[]);
    check_row(LOGIN, constant("SAML"), &[]);
    check_row(LOGIN, constant("saml"), &[NotAllowed]);
    check_row("userType", constant("Intranet User"), &[PowerUser]);
    check_row("userType", direct("userType"), &[UserTypeSource]);
    check_row("active", direct("accountEnabled"), &[ActiveSource]);
    check_row("title", direct("jobTitle "), &[StrayBlank]);
    check_row(&honorific, direct("jobTitle"), &[TitleConfusion]);
    check_row(DEPARTMENT, expression(blank), &[StrayBlank]);
    check_row(
        "title",
        expression("Join(\" \", [jobTitle]"),
        &[ExpressionError],
    );
    check_row(
        "title",
        expression("ToLower([userType], )"),
        &[UserTypeSource],
    );
    let unique = expression("SelectUniqueValue([mail], [userPrincipalName])");
    check_row("title", unique, &[ExpressionCaution]);
}

#[test]
fn rows_are_judged_by_their_target() {
    check_row("displayName", direct("displayName"), &[UnsupportedTarget]);
    check_row(
        "emails[type eq \"other\"].value",
        direct("mail"),
        &[AlternateEmailType],
    );
    check_row("shoe size?", direct("mail"), &[FieldNameQuestionMark]);
    check_row(" title", direct("jobTitle"), &[StrayBlank]);
    let again = AttributeMapping::new("title", direct("jobTitle"));
    check(
        |mapping| mapping.users.rows.push(again.clone()),
        &[(DuplicateTarget, "title")],
    );
}

#[test]
fn users_need_keys_and_required_rows() {
    check(
        |mapping| mapping.users.rows.retain(|row| row.target != LOCATION),
        &[(RequiredNotMapped, LOCATION)],
    );
    check(
        |mapping| without_keys(&mut mapping.users),
        &[(NoMatchKey, "")],
    );
}

#[test]
fn filters_are_judged_by_what_they_read() {
    #[track_caller]
    fn check_filter(attribute: &str, expected: &[FindingCode]) {
        let clause = ScopeClause {
            attribute: attribute.to_owned(),
            operator: "EQUALS".to_owned(),
            values: vec!["x".to_owned()],
        };
        let expected: Vec<_> = expected.iter().map(|code| (*code, attribute)).collect();
        check(
            |mapping| mapping.users.scope.groups = vec![vec![clause.clone()]],
            &expected,
        );
    }
    check_filter("userType", &[ScopeAttribute]);
    check_filter("employeeHireDate", &[ScopeAttribute]);
    check_filter("department", &[]);
}

#[test]
fn groups_are_judged_too() {
    #[track_caller]
    fn check_groups(change: impl Fn(&mut ObjectMapping), expected: &[(FindingCode, &str)]) {
        check(|mapping| change(mapping.groups.as_mut().unwrap()), expected);
    }
    check_groups(
        |groups| groups.rows.retain(|row| row.target != GROUP_TYPE),
        &[(GroupTypeMissing, GROUP_TYPE)],
    );
    check_groups(
        |groups| groups.rows[3].source = constant("Group"),
        &[(GroupTypeMissing, GROUP_TYPE)],
    );
    check_groups(|groups| groups.actions.delete = true, &[(GroupDelete, "")]);
    check_groups(without_keys, &[(NoMatchKey, "displayName")]);
}

/// The findings on the recommendation after `change`: codes and attributes.
#[track_caller]
fn check(change: impl Fn(&mut Mapping), expected: &[(FindingCode, &str)]) {
    let mut mapping = Case::new(&[], &[]).run(None);
    change(&mut mapping);
    let findings = lint(&mapping);
    let found: Vec<(FindingCode, &str)> = findings
        .iter()
        .map(|finding| (finding.code, &*finding.attribute))
        .collect();
    assert_eq!(found, expected);
}

/// The findings when the row of `target` has this source and is always applied.
#[track_caller]
fn check_row(target: &str, source: MappingSource, expected: &[FindingCode]) {
    let row = AttributeMapping::new(target, source);
    let expected: Vec<_> = expected.iter().map(|code| (*code, target)).collect();
    check(
        |mapping| {
            mapping
                .users
                .rows
                .retain(|other| other.target != target.trim());
            mapping.users.rows.push(row.clone());
        },
        &expected,
    );
}

fn without_keys(object: &mut ObjectMapping) {
    for row in &mut object.rows {
        row.precedence = None;
    }
}

fn direct(name: &str) -> MappingSource {
    MappingSource::Direct(name.to_owned())
}

fn constant(text: &str) -> MappingSource {
    MappingSource::Constant(text.to_owned())
}

fn expression(text: &str) -> MappingSource {
    MappingSource::Expression(text.to_owned())
}
