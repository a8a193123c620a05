//! The verdict: badge, one sentence with the worst consequence first, and the plan line.
//!
//! Conditional wording throughout: nothing has happened yet.

use super::wording::{counted, thousands};
use crate::{
    Action, LinkStatus, Outcome, Plan, Severity, budget::Gauge, engagement::Engagement,
    plan::PlanLine,
};

/// Whether the first sync may be switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Badge {
    /// Inside the budget, and nothing is open.
    Ready,
    /// Inside the budget, with open warnings.
    ReadyWithExceptions,
    /// Outside the budget.
    NotReady,
}

impl Badge {
    /// What the reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ready => "Ready",
            Self::ReadyWithExceptions => "Ready with exceptions",
            Self::NotReady => "Not ready",
        }
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::ReadyWithExceptions => "ready_with_exceptions",
            Self::NotReady => "not_ready",
        }
    }
}

/// Azure users whose only link is a pair that nobody has decided yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Undecided {
    /// How many.
    pub people: u32,
    /// Of those, how many would get a second account if the pair is one person.
    pub duplicates: u32,
    /// Of those, how many find an account that is computed as somebody else's until it is decided.
    pub takeovers: u32,
}

impl Undecided {
    pub(super) fn of(engagement: &Engagement<'_>) -> Self {
        let mut undecided = Self::default();
        let open = |status| status == Some(LinkStatus::Review);
        for row in engagement
            .plan
            .azure
            .iter()
            .filter(|row| open(row.identity_status))
        {
            undecided.people += 1;
            undecided.duplicates += u32::from(row.action == Action::Create);
            undecided.takeovers += u32::from(row.outcome == Outcome::Takeover);
        }
        undecided
    }
}

/// The verdict on a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the first sync may be switched on.
    pub badge: Badge,
    /// Worst consequence first.
    pub sentence: String,
    /// What to do next, in one sentence.
    pub recommendation: String,
    /// The plan line as text.
    pub plan_line: String,
    /// The plan line as figures.
    pub line: PlanLine,
    /// What the sentence counts.
    pub harm: Harm,
    /// Who is undecided.
    pub undecided: Undecided,
    /// Findings and input diagnostics that are warnings or worse.
    pub open_warnings: u32,
}

impl Verdict {
    pub(super) fn of(engagement: &Engagement<'_>, gauges: &[Gauge], undecided: Undecided) -> Self {
        let open_warnings = open_warnings(engagement);
        let badge = badge(gauges, undecided, open_warnings);
        let harm = Harm::of(engagement.plan);
        Self {
            badge,
            sentence: sentence(&harm, undecided),
            harm,
            recommendation: recommendation(badge, gauges, undecided),
            plan_line: plan_line(engagement.plan.line),
            line: engagement.plan.line,
            undecided,
            open_warnings,
        }
    }
}

/// The plan line in its fixed order, zero counts kept:
/// `Link 1,204 (Update 918 · Disable 12) · Create 37 · Skip 20 · Fail 9`.
#[must_use]
pub fn plan_line(line: PlanLine) -> String {
    let [link, update, disable, create, skip, fail] = [
        line.link,
        line.update,
        line.disable,
        line.create,
        line.skip,
        line.fail,
    ]
    .map(|count| thousands(count.into()));
    format!(
        "Link {link} (Update {update} · Disable {disable}) · Create {create} · Skip {skip} · Fail {fail}"
    )
}

fn badge(gauges: &[Gauge], undecided: Undecided, open_warnings: u32) -> Badge {
    if !gauges.iter().all(Gauge::is_inside) {
        Badge::NotReady
    } else if open_warnings > 0 || undecided.duplicates > 0 {
        Badge::ReadyWithExceptions
    } else {
        Badge::Ready
    }
}

fn open_warnings(engagement: &Engagement<'_>) -> u32 {
    let findings = engagement
        .plan
        .findings
        .iter()
        .map(|finding| finding.severity);
    let diagnostics = engagement
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.severity);
    let open = findings
        .chain(diagnostics)
        .filter(|severity| *severity >= Severity::Warning);
    u32::try_from(open.count()).unwrap_or(u32::MAX)
}

/// What would go wrong, in numbers of Azure users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Harm {
    /// Second accounts.
    pub duplicates: u32,
    /// Of those, creates that would be refused.
    pub refused_duplicates: u32,
    /// Accounts of somebody else that would be overwritten.
    pub takeovers: u32,
    /// Users that would fail.
    pub fails: u32,
    /// Accounts that would become inactive.
    pub disables: u32,
    /// Accounts that would change.
    pub updates: u32,
    /// New accounts.
    pub creates: u32,
}

impl Harm {
    fn of(plan: &Plan) -> Self {
        let mut harm = Self {
            fails: plan.line.fail,
            disables: plan.line.disable,
            updates: plan.line.update,
            creates: plan.line.create,
            ..Self::default()
        };
        for row in &plan.azure {
            let is_duplicate = row.outcome == Outcome::Duplicate;
            harm.duplicates += u32::from(is_duplicate);
            harm.refused_duplicates += u32::from(is_duplicate && row.action == Action::Fail);
            harm.takeovers += u32::from(row.outcome == Outcome::Takeover);
        }
        harm
    }
}

/// Damage first, the larger number before the smaller; then failures, then accounts that close.
fn sentence(harm: &Harm, undecided: Undecided) -> String {
    let mut damage = [
        (
            harm.takeovers,
            "would take over someone else's profile".to_owned(),
        ),
        (harm.duplicates, duplicates_clause(harm)),
    ];
    damage.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let rest = [
        (harm.fails, "would fail to synchronise".to_owned()),
        (harm.disables, "would be disabled".to_owned()),
    ];
    let clauses: Vec<String> = damage
        .into_iter()
        .chain(rest)
        .filter(|(count, _)| *count > 0)
        .enumerate()
        .map(|(at, (count, clause))| match at {
            0 => format!("{} {clause}", counted(count, "person", "people")),
            _ => format!("{} {clause}", thousands(count.into())),
        })
        .collect();
    let mut sentence = match clauses.as_slice() {
        [] => harmless(harm),
        clauses => format!("{}.", clauses.join("; ")),
    };
    sentence.push_str(&undecided_sentence(undecided));
    sentence
}

fn duplicates_clause(harm: &Harm) -> String {
    let clause = "would get a second account";
    match (harm.refused_duplicates, harm.duplicates) {
        (0, _) => clause.to_owned(),
        (1, 1) => format!("{clause} if the create were not refused"),
        (refused, _) => format!(
            "{clause} ({} of these creates would be refused)",
            thousands(refused.into())
        ),
    }
}

fn harmless(harm: &Harm) -> String {
    let updates = counted(
        harm.updates,
        "account would be updated",
        "accounts would be updated",
    );
    format!(
        "Nobody would get a second account and nobody would take over someone else's profile; {updates} and {} created.",
        thousands(harm.creates.into())
    )
}

fn undecided_sentence(undecided: Undecided) -> String {
    let people = counted(undecided.people, "person", "people");
    match (undecided.people, undecided.duplicates) {
        (0, _) => String::new(),
        (1, 0) => " 1 person undecided, who would not become a duplicate.".to_owned(),
        (_, 0) => format!(" {people} undecided; none of them would become a duplicate."),
        (1, _) => {
            " 1 person undecided, who would become a duplicate if both are one person.".to_owned()
        }
        (_, 1) => format!(" {people} undecided; up to 1 of them would become a duplicate."),
        (_, most) => format!(
            " {people} undecided; up to {} of them would become duplicates.",
            thousands(most.into())
        ),
    }
}

fn recommendation(badge: Badge, gauges: &[Gauge], undecided: Undecided) -> String {
    let outside: Vec<&str> = gauges
        .iter()
        .filter(|gauge| !gauge.is_inside())
        .map(|gauge| gauge.name.as_str())
        .collect();
    match badge {
        Badge::NotReady => format!(
            "Do not switch on provisioning yet: the plan is outside its budget for {}. Mend the findings or hold the people concerned out of scope, then run the plan again.",
            listed(&outside)
        ),
        Badge::ReadyWithExceptions if undecided.people > 0 => format!(
            "Decide the {} in the review first; then provisioning can be switched on if the remaining warnings are accepted.",
            counted(undecided.people, "open pair", "open pairs")
        ),
        Badge::ReadyWithExceptions => {
            "Provisioning can be switched on once the owner has accepted the open warnings.".to_owned()
        }
        Badge::Ready => {
            "Provisioning can be switched on with this mapping, on data no older than these exports.".to_owned()
        }
    }
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(harm: Harm, undecided: Undecided, expect: &str) {
        assert_eq!(sentence(&harm, undecided), expect);
    }

    fn undecided(people: u32, duplicates: u32) -> Undecided {
        Undecided {
            people,
            duplicates,
            takeovers: 0,
        }
    }

    #[test]
    fn the_sentence_names_the_worst_first() {
        let none = Undecided::default();
        let harm = Harm {
            duplicates: 9,
            takeovers: 2,
            ..Harm::default()
        };
        check(
            harm,
            none,
            "9 people would get a second account; 2 would take over someone else's profile.",
        );
        check(
            Harm {
                duplicates: 1,
                takeovers: 1,
                fails: 1200,
                disables: 1,
                ..Harm::default()
            },
            none,
            "1 person would take over someone else's profile; 1 would get a second account; 1,200 would fail to synchronise; 1 would be disabled.",
        );
        check(
            Harm {
                duplicates: 3,
                refused_duplicates: 2,
                ..Harm::default()
            },
            none,
            "3 people would get a second account (2 of these creates would be refused).",
        );
    }

    #[test]
    fn a_harmless_plan_says_so() {
        check(
            Harm {
                updates: 918,
                creates: 37,
                ..Harm::default()
            },
            Undecided::default(),
            "Nobody would get a second account and nobody would take over someone else's profile; 918 accounts would be updated and 37 created.",
        );
    }

    #[test]
    fn undecided_people_are_added_in_singular_and_plural() {
        for (undecided, expect) in [
            (
                undecided(14, 6),
                " 14 people undecided; up to 6 of them would become duplicates.",
            ),
            (
                undecided(14, 1),
                " 14 people undecided; up to 1 of them would become a duplicate.",
            ),
            (
                undecided(2, 0),
                " 2 people undecided; none of them would become a duplicate.",
            ),
            (
                undecided(1, 0),
                " 1 person undecided, who would not become a duplicate.",
            ),
            (undecided(0, 0), ""),
        ] {
            assert_eq!(undecided_sentence(undecided), expect);
        }
    }

    #[test]
    fn the_plan_line_keeps_its_order_and_its_zeros() {
        let line = PlanLine {
            link: 1204,
            update: 918,
            disable: 12,
            create: 37,
            skip: 20,
            fail: 0,
        };
        assert_eq!(
            plan_line(line),
            "Link 1,204 (Update 918 · Disable 12) · Create 37 · Skip 20 · Fail 0"
        );
    }

    #[test]
    fn the_badge_follows_the_budget_then_the_warnings_then_the_review() {
        let gauge = |actual| Gauge {
            name: "takeovers".to_owned(),
            limit: 0,
            actual,
            who: Vec::new(),
        };
        for (actual, open, warnings, expect) in [
            (1, 0, 0, Badge::NotReady),
            (1, 5, 5, Badge::NotReady),
            (0, 0, 1, Badge::ReadyWithExceptions),
            (0, 1, 0, Badge::ReadyWithExceptions),
            (0, 0, 0, Badge::Ready),
        ] {
            assert_eq!(
                badge(&[gauge(actual)], undecided(open, open), warnings),
                expect
            );
        }
    }
}
