//! The report model against an engagement in which every outcome occurs.

mod fixture;

use fixture::{DEPARTMENT, Fixture, every_outcome, harmless};
use presync_core::{
    Outcome,
    finding::FindingCode,
    plan::{ChangeClass, ChangeKind},
    summary::{Badge, IdentityIs, Reasons, RuleFinds, Tone, judge, summarise},
};

#[test]
fn the_verdict_says_what_would_go_wrong_and_for_how_many() {
    let fixture = every_outcome();
    let verdict = summarise(&fixture.engagement()).verdict;
    assert_eq!(verdict.badge, Badge::NotReady);
    assert_eq!(
        verdict.sentence,
        "1 person would take over someone else's profile; 1 would get a second account; 1 would fail to synchronise; 1 would be disabled. 1 person undecided, who would become a duplicate if both are one person."
    );
    assert_eq!(
        verdict.plan_line,
        "Link 6 (Update 5 · Disable 1) · Create 3 · Skip 3 · Fail 1"
    );
    assert!(
        verdict
            .recommendation
            .contains("takeovers, duplicates, ambiguous and fail")
    );
}

#[test]
fn a_plan_without_anything_open_is_ready() {
    let verdict = summarise(&harmless().engagement()).verdict;
    assert_eq!((verdict.badge, verdict.open_warnings), (Badge::Ready, 0));
}

fn check_gauge(budget: &str, name: &str, actual: u32) {
    let mut fixture = every_outcome();
    fixture.budget = presync_core::budget::Budget::from_toml(budget).expect("a budget");
    let gauges = judge(&fixture.engagement());
    let gauge = gauges.iter().find(|gauge| gauge.name == name);
    assert_eq!(gauge.map(|gauge| gauge.actual), Some(actual), "{name}");
}

#[test]
fn every_limit_is_held_against_what_the_plan_needs() {
    check_gauge("", "takeovers", 1);
    check_gauge("", "duplicates", 1);
    check_gauge("", "ambiguous", 1);
    check_gauge("", "fail", 1);
    check_gauge("creates = 3", "creates", 3);
    check_gauge("updates = 3", "updates", 5);
    check_gauge("disables = 3", "disables", 1);
    check_gauge("attributes = { title = 9 }", "attribute title", 3);
    check_gauge("attributes = { userName = 0 }", "attribute userName", 2);
    check_gauge(
        "departments = { \"Human Resources\" = 0 }",
        "department Human Resources",
        1,
    );
    check_gauge("departments = { Nowhere = 0 }", "department Nowhere", 0);
    check_gauge(
        "protected = [\"John.Smith@northwind.example\"]",
        "protected John.Smith@northwind.example",
        1,
    );
}

#[test]
fn only_limits_that_are_set_are_gauged() {
    let names: Vec<String> = judge(&every_outcome().engagement())
        .into_iter()
        .map(|gauge| gauge.name)
        .collect();
    assert_eq!(names, ["takeovers", "duplicates", "ambiguous", "fail"]);
}

fn check_cell(identity: IdentityIs, rule: RuleFinds, expect: &[(Outcome, u32)]) {
    let fixture = every_outcome();
    let matrix = summarise(&fixture.engagement()).matrix;
    assert_eq!(
        matrix.cell(identity, rule).outcomes,
        expect,
        "{identity:?} {rule:?}"
    );
}

#[test]
fn the_matrix_holds_identity_against_the_rule() {
    use IdentityIs::{Nobody, SamePerson, Undecided};
    check_cell(SamePerson, RuleFinds::ThatAccount, &[(Outcome::Linked, 5)]);
    check_cell(
        SamePerson,
        RuleFinds::AnotherAccount,
        &[(Outcome::Takeover, 1)],
    );
    check_cell(
        SamePerson,
        RuleFinds::SeveralAccounts,
        &[(Outcome::Ambiguous, 1)],
    );
    check_cell(SamePerson, RuleFinds::Nothing, &[(Outcome::Duplicate, 1)]);
    check_cell(Undecided, RuleFinds::Nothing, &[(Outcome::Created, 1)]);
    check_cell(
        Nobody,
        RuleFinds::Nothing,
        &[(Outcome::Created, 1), (Outcome::Skipped, 1)],
    );
    check_cell(
        Nobody,
        RuleFinds::NotLookedUp,
        &[(Outcome::Skipped, 1), (Outcome::OutOfScope, 1)],
    );
    check_cell(Nobody, RuleFinds::ThatAccount, &[]);
}

#[test]
fn the_funnel_counts_everybody_once() {
    let fixture = every_outcome();
    let funnel = summarise(&fixture.engagement()).funnel;
    assert_eq!(
        funnel.azure_users,
        funnel.linked + funnel.review_azure + funnel.unmatched_azure
    );
    assert_eq!(
        funnel.legacy_users,
        funnel.linked + funnel.review_legacy + funnel.unmatched_legacy
    );
    assert_eq!(
        (funnel.linked, funnel.review_azure, funnel.unmatched_legacy),
        (8, 1, 3)
    );
}

#[test]
fn changes_are_grouped_in_the_order_of_the_mapping() {
    let fixture = every_outcome();
    let changes = summarise(&fixture.engagement()).changes;
    let of_department: Vec<_> = changes
        .iter()
        .filter(|group| group.target == DEPARTMENT)
        .map(|group| (group.kind, group.class, group.count))
        .collect();
    assert_eq!(
        of_department,
        [
            (ChangeKind::Overwrite, ChangeClass::Different, 2),
            (ChangeKind::Overwrite, ChangeClass::Spacing, 1),
            (ChangeKind::Overwrite, ChangeClass::LetterCase, 1),
        ]
    );
    let total: u32 = changes.iter().map(|group| group.count).sum();
    assert_eq!(total as usize, fixture.plan.changes.len());
}

#[test]
fn equal_examples_are_shown_once() {
    let changes = summarise(&every_outcome().engagement()).changes;
    let sign_in = changes
        .iter()
        .find(|group| group.mapping == "constant")
        .expect("login type");
    assert_eq!((sign_in.count, sign_in.examples.len()), (2, 1));
}

#[test]
fn the_gravest_risks_come_first_and_are_told_once() {
    let risks = summarise(&every_outcome().engagement()).risks;
    let codes: Vec<FindingCode> = risks.iter().map(|risk| risk.code).collect();
    assert_eq!(
        codes,
        [
            FindingCode::Takeover,
            FindingCode::NoMatch,
            FindingCode::TwoOnOne
        ]
    );
}

#[test]
fn the_decisions_name_their_numbers() {
    let questions: Vec<String> = summarise(&every_outcome().engagement())
        .decisions
        .into_iter()
        .map(|decision| decision.question)
        .collect();
    assert_eq!(
        questions,
        [
            "Correct the data of 2 people, or hold them out of scope?",
            "Is the open pair one person or two?",
            "Should 1 account become inactive?",
            "Should the sign-in name of 1 user change?",
            "Who re-grants the rights of 1 Power User after the first sync?",
            "Keep or disable 5 accounts that no Azure user finds?",
            "Are 3 new accounts wanted?",
            "Who is assigned to the application?",
        ]
    );
}

#[test]
fn the_age_comes_from_dates_inside_the_export() {
    let fixture = every_outcome();
    let [azure, legacy] = summarise(&fixture.engagement()).ages;
    assert_eq!(
        (azure.attribute.as_str(), azure.days_max),
        ("createdDateTime", Some(3))
    );
    assert_eq!((legacy.newest, legacy.days_max), (None, None));
}

#[test]
fn a_zero_is_no_alarm() {
    let tiles = summarise(&harmless().engagement()).tiles;
    assert!(
        tiles
            .iter()
            .filter(|tile| tile.count == 0)
            .all(|tile| tile.tone <= Tone::Neutral)
    );
}

fn check_why(azure: u32, expect: &str) {
    let fixture: Fixture = every_outcome();
    let engagement = fixture.engagement();
    assert_eq!(
        Reasons::of(&engagement).azure(presync_core::UserIx(azure)),
        expect
    );
}

#[test]
fn every_outcome_is_explained_with_key_and_account() {
    check_why(
        0,
        "The match key userName finds this person's own account ada.okoro@northwind.example.",
    );
    check_why(
        2,
        "The match key emails[type eq \"work\"].value finds john.smith@northwind.example, somebody else's account; this person's own is jane.smith@northwind.example.",
    );
    check_why(
        3,
        "No match key finds this person's own account m.mueller@northwind.example: a second one would be created.",
    );
    check_why(
        5,
        "The match key emails[type eq \"work\"].value finds 2 accounts (reception@northwind.example, reception2@northwind.example): the user would fail.",
    );
    check_why(
        6,
        "Disabled or deleted in Azure; the match key userName finds kofi.mensah@northwind.example, which would become inactive.",
    );
    check_why(
        7,
        "No match key finds an account, and no evidence names one: a new one would be created.",
    );
    check_why(
        8,
        "No match key finds an account: a new one would be created; whether lisbeth.hansen@northwind.example is the same person is undecided.",
    );
    check_why(
        9,
        "No match key has a value for this user: nothing would be sent.",
    );
    check_why(12, "The scoping filter leaves this user out.");
}

#[test]
fn an_account_that_two_find_is_explained_by_the_stranger() {
    let fixture = every_outcome();
    let engagement = fixture.engagement();
    let why = Reasons::of(&engagement).legacy(presync_core::UserIx(1));
    assert_eq!(
        why,
        "jane.smith@northwind.example (not known to be the same person) finds it by emails[type eq \"work\"].value and would overwrite it."
    );
}
