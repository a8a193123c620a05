//! The README of the sample: what it is and who is in it, with the counts as they are.

use super::Sample;
use super::expected::counts;
use super::outcome::{Outcome, RULES, judge};
use super::troubles::TROUBLES;

const INTRODUCTION: &str = "\
# Harbour & Vale: a sample engagement

Every person, company and address here is invented; the domains end in `.example`, which nobody
can own, and the telephone numbers are made up. The towns are real. All files are made by

    cargo xtask sample

from a fixed seed: the same bytes on every run. Do not edit them by hand; a test compares them
with a fresh run.

Harbour & Vale is a cold-chain group in twelve countries, moving its intranet from the
old Azure connector to SCIM provisioning. Two subsidiaries make it hard: *Quayside Foods* was
rebranded, and the intranet still has its old domain; people of *Northmoor* sign in to the
intranet with a short name rather than an address.

## Files

| file | is |
|---|---|
| `Interact users.xlsx` | the intranet's user export: the eighteen usual columns and eight of the customer's own. `Supervisor Employee ID` holds the supervisor's user name |
| `Azure users page 1.json`, `Azure users page 2.json` | the tenant's users, two pages of Graph's `GET /users` with managers expanded |
| `Azure users portal.csv` | the same users as the portal's *Download users* gives them, to try the other way: no mail nickname, no manager, no personnel number |
| `app schema.json` | the app's provisioning schema as downloaded before anybody touched it |
| `assigned.csv`, `groups.csv` | what is assigned to the app, and the members of the groups |
| `expected.json` | the planted truth: who is who, and what six rules make of everybody |
";

/// The README's text.
pub(super) fn text(sample: &Sample) -> String {
    let mut text = INTRODUCTION.to_owned();
    text += &format!(
        "\n## Outcomes\n\n{} Azure users, {} intranet users. What each rule of `expected.json` makes \
         of the Azure users, and of the intranet users in brackets:\n\n",
        sample.azure_rows.len(),
        sample.intranet_rows.len()
    );
    text += &outcome_table(sample);
    text += "\n## Planted cases\n\nThe outcome is that of the documented keys with everybody in \
             scope. A person can be in two rows; everybody else drifted a little (a title, a \
             telephone number, a language) or not at all.\n\n";
    text += &case_table(sample);
    text
}

fn outcome_table(sample: &Sample) -> String {
    let words: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.word()).collect();
    let mut table = format!(
        "| rule | {} |\n|---|{}\n",
        words.join(" | "),
        "---:|".repeat(8)
    );
    for rule in RULES {
        let judgements = judge(&sample.people, rule);
        let azure = counts(judgements.iter().filter_map(|judgement| judgement.azure));
        let legacy = counts(judgements.iter().filter_map(|judgement| judgement.intranet));
        let cells: Vec<String> = words
            .iter()
            .map(|word| format!("{} ({})", azure[word], legacy[word]))
            .collect();
        table += &format!(
            "| `{}`: {} | {} |\n",
            rule.name,
            rule.about,
            cells.join(" | ")
        );
    }
    table
}

fn case_table(sample: &Sample) -> String {
    let mut table = "| case | people | outcome | what it is |\n|---|---:|---|---|\n".to_owned();
    for trouble in TROUBLES {
        let people = sample
            .people
            .iter()
            .filter(|p| p.planted.contains(&trouble.code))
            .count();
        let outcome = trouble.outcome.word();
        table += &format!(
            "| `{}` | {people} | {outcome} | {} |\n",
            trouble.code, trouble.about
        );
    }
    table
}
