//! The sentences of the executive page in German, made of the same figures as the English ones.

use presync_core::{
    budget::Gauge,
    finding::FindingCode,
    plan::PlanLine,
    summary::{Ask, Badge, DecisionNeeded, Harm, RiskEntry, Undecided, Verdict},
};

use super::{Language, german_risk_table::risk};

/// The verdict of a page in its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentences {
    pub(crate) verdict: String,
    pub(crate) plan_line: String,
    pub(crate) recommendation: String,
    /// Statement and what to do; the language of the latter where it is another.
    pub(crate) risks: Vec<Risk>,
    /// Question and what happens otherwise.
    pub(crate) decisions: Vec<[String; 2]>,
}

/// One of the three risks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Risk {
    pub(crate) code: FindingCode,
    pub(crate) statement: String,
    pub(crate) remedy: &'static str,
    /// Whether the remedy is English on a page that is not.
    pub(crate) is_foreign: bool,
}

impl Sentences {
    pub(crate) fn of(
        language: Language,
        verdict: &Verdict,
        gauges: &[Gauge],
        risks: &[RiskEntry],
        decisions: &[DecisionNeeded],
    ) -> Self {
        let is_german = language == Language::German;
        let of_risk = |entry: &RiskEntry| Risk {
            code: entry.code,
            statement: match is_german {
                true => risk(entry.code, entry.people, &people(entry.people)),
                false => entry.statement.clone(),
            },
            remedy: entry.code.remedy(),
            is_foreign: is_german,
        };
        let english =
            |decision: &DecisionNeeded| [decision.question.clone(), decision.otherwise.to_owned()];
        let asked = decisions.iter();
        let risks = risks.iter().map(of_risk).collect();
        if is_german {
            return Self {
                verdict: sentence(&verdict.harm, verdict.undecided),
                plan_line: plan_line(verdict.line),
                recommendation: recommendation(verdict, gauges),
                risks,
                decisions: asked.map(decision).collect(),
            };
        }
        Self {
            verdict: verdict.sentence.clone(),
            plan_line: verdict.plan_line.clone(),
            recommendation: verdict.recommendation.clone(),
            risks,
            decisions: asked.map(english).collect(),
        }
    }
}

fn num(count: u32) -> String {
    Language::German.count(count.into())
}

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{} {}", num(count), if count == 1 { one } else { many })
}

fn people(count: u32) -> String {
    match count {
        0 => "Betroffene".to_owned(),
        _ => counted(count, "Person", "Personen"),
    }
}

/// `Verknüpft 1.204 (Aktualisiert 918 · Deaktiviert 12) · Angelegt 37 · Übersprungen 20 · Fehler 9`.
fn plan_line(line: PlanLine) -> String {
    let [link, update, disable, create, skip, fail] = [
        line.link,
        line.update,
        line.disable,
        line.create,
        line.skip,
        line.fail,
    ]
    .map(num);
    format!(
        "Verknüpft {link} (Aktualisiert {update} · Deaktiviert {disable}) · Angelegt {create} · Übersprungen {skip} · Fehler {fail}"
    )
}

/// Damage first, the larger number before the smaller; then failures, then accounts that close.
fn sentence(harm: &Harm, undecided: Undecided) -> String {
    let refused = match harm.refused_duplicates {
        0 => String::new(),
        1 => " (1 Neuanlage davon würde abgewiesen)".to_owned(),
        count => format!(" ({} Neuanlagen davon würden abgewiesen)", num(count)),
    };
    let would = |count: u32| if count == 1 { "würde" } else { "würden" };
    let mut damage = [
        (
            harm.takeovers,
            "ein fremdes Profil überschreiben".to_owned(),
        ),
        (
            harm.duplicates,
            format!("ein zweites Konto bekommen{refused}"),
        ),
    ];
    damage.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let rest = [
        (harm.fails, "fehlschlagen".to_owned()),
        (harm.disables, "deaktiviert".to_owned()),
    ];
    let clauses: Vec<String> = damage
        .into_iter()
        .chain(rest)
        .filter(|(count, _)| *count > 0)
        .enumerate()
        .map(|(at, (count, clause))| match at {
            0 => format!("{} {} {clause}", people(count), would(count)),
            _ => format!("{} {} {clause}", num(count), would(count)),
        })
        .collect();
    let said = match clauses.as_slice() {
        [] => format!(
            "Niemand bekäme ein zweites Konto, und niemand überschriebe ein fremdes Profil; {} aktualisiert und {} angelegt.",
            counted(harm.updates, "Konto würde", "Konten würden"),
            num(harm.creates)
        ),
        clauses => format!("{}.", clauses.join("; ")),
    };
    said + &open(undecided)
}

fn open(undecided: Undecided) -> String {
    let who = people(undecided.people);
    match (undecided.people, undecided.duplicates) {
        (0, _) => String::new(),
        (_, 0) => format!(" {who} unentschieden; ein zweites Konto bekäme dadurch niemand."),
        (_, most) => format!(
            " {who} unentschieden; bis zu {} davon bekäme{} ein zweites Konto.",
            num(most),
            if most == 1 { "" } else { "n" }
        ),
    }
}

fn recommendation(verdict: &Verdict, gauges: &[Gauge]) -> String {
    let outside = gauges.iter().filter(|gauge| !gauge.is_inside()).count();
    match verdict.badge {
        Badge::NotReady => format!(
            "Die Bereitstellung noch nicht einschalten: Der Plan überschreitet {} des Budgets. Erst die Befunde beheben oder die betroffenen Personen aus dem Umfang nehmen, dann neu planen.",
            counted(u32::try_from(outside).unwrap_or(u32::MAX), "Grenze", "Grenzen")
        ),
        Badge::ReadyWithExceptions if verdict.undecided.people > 0 => format!(
            "Zuerst {} in der Prüfung entscheiden; danach kann die Bereitstellung eingeschaltet werden, wenn die übrigen Warnungen akzeptiert sind.",
            counted(verdict.undecided.people, "offenes Paar", "offene Paare")
        ),
        Badge::ReadyWithExceptions => {
            "Die Bereitstellung kann eingeschaltet werden, sobald die offenen Warnungen akzeptiert sind.".to_owned()
        }
        Badge::Ready => {
            "Die Bereitstellung kann mit diesem Mapping eingeschaltet werden, auf Daten, die nicht älter sind als diese Exporte.".to_owned()
        }
    }
}

fn decision(needed: &DecisionNeeded) -> [String; 2] {
    let count = needed.count;
    let (question, otherwise) = match needed.ask {
        Ask::InDanger => (
            format!(
                "Die Daten von {} korrigieren oder sie aus dem Umfang nehmen?",
                people(count)
            ),
            "Ihre Profile würden verdoppelt oder überschrieben.",
        ),
        Ask::OpenPairs => (
            format!(
                "{}: jeweils eine Person oder zwei?",
                counted(count, "offenes Paar", "offene Paare")
            ),
            "Sie werden als zwei Personen gerechnet.",
        ),
        Ask::StaleDecisions => (
            format!(
                "{} über Personen, die die Exporte jetzt anders beschreiben: noch gültig?",
                counted(count, "Entscheidung", "Entscheidungen")
            ),
            "Sie werden befolgt, wie sie getroffen wurden.",
        ),
        Ask::Disables => (
            format!(
                "Sollen {} inaktiv werden?",
                counted(count, "Konto", "Konten")
            ),
            "Sie würden im ersten Zyklus inaktiv.",
        ),
        Ask::Renames => (
            format!("{} mit neuem Anmeldenamen: so gewollt?", people(count)),
            "Sie müssten sich mit dem neuen Namen anmelden.",
        ),
        Ask::PowerUsers => (
            format!(
                "Wer erteilt {} die Rechte nach dem ersten Sync neu?",
                counted(count, "Power User", "Power Usern")
            ),
            "Sie könnten ihre Rechte verlieren.",
        ),
        Ask::Orphans => (
            format!(
                "{}, die kein Azure-Benutzer findet: behalten oder deaktivieren?",
                counted(count, "Konto", "Konten")
            ),
            "Sie bleiben, wie sie sind, von niemandem betreut.",
        ),
        Ask::Creates => (
            format!(
                "Sind {} gewollt?",
                counted(count, "neues Konto", "neue Konten")
            ),
            "Sie würden im ersten Zyklus angelegt.",
        ),
        Ask::Scope => (
            "Wer ist der Anwendung zugewiesen?".to_owned(),
            "Es wird gerechnet, als wären alle im Umfang.",
        ),
    };
    [question, otherwise.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_the_worst_first() {
        let check = |harm: Harm, undecided: Undecided, expect: &str| {
            assert_eq!(sentence(&harm, undecided), expect);
        };
        let none = Undecided::default();
        let harm = Harm {
            duplicates: 1_204,
            refused_duplicates: 1,
            takeovers: 2,
            disables: 1,
            ..Harm::default()
        };
        check(
            harm,
            none,
            "1.204 Personen würden ein zweites Konto bekommen (1 Neuanlage davon würde abgewiesen); 2 würden ein fremdes Profil überschreiben; 1 würde deaktiviert.",
        );
        check(
            Harm {
                updates: 1,
                ..Harm::default()
            },
            Undecided {
                people: 14,
                duplicates: 6,
                takeovers: 0,
            },
            "Niemand bekäme ein zweites Konto, und niemand überschriebe ein fremdes Profil; 1 Konto würde aktualisiert und 0 angelegt. 14 Personen unentschieden; bis zu 6 davon bekämen ein zweites Konto.",
        );
    }
}
