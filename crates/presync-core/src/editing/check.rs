//! Mistakes in rows that a person wrote: names nobody knows, expressions that cannot be read, two rows for one
//! target, match keys without an order.

use std::collections::BTreeMap;

use presync_expr::{AttributeSlot, Attributes, Problem, ProblemCode, Program};

use super::offers::{sources, targets};
use crate::{
    Population, Severity,
    evaluation::Remark,
    mapping::{AttributeMapping, MappingSource},
    recommend,
    simulate::{AzureSource, SourceSlot},
};

/// The names that rows may use.
#[derive(Debug, Clone)]
pub struct Vocabulary<'a> {
    azure: AzureNames<'a>,
    targets: Vec<String>,
}

/// Which part of a row is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The target attribute.
    Target,
    /// The source attribute, constant or expression.
    Source,
    /// The matching precedence.
    Precedence,
}

impl Field {
    /// The word used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Source => "source",
            Self::Precedence => "precedence",
        }
    }
}

/// Something wrong with a row. A blocker keeps the mapping from being saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// Position of the row; none where it is about the rows as a whole.
    pub row: Option<usize>,
    /// The part that is wrong.
    pub field: Field,
    /// `Blocker` or `Warning`.
    pub severity: Severity,
    /// Stable code.
    pub code: &'static str,
    /// A full sentence.
    pub message: String,
    /// The part of an expression, in characters from 0, the end excluded.
    pub span: Option<(usize, usize)>,
    /// What to write there instead, where one text would very likely mend it.
    pub replacement: Option<String>,
}

#[derive(Debug, Clone)]
struct AzureNames<'a> {
    azure: &'a Population,
    known: Vec<String>,
}

/// The names an export holds, for expressions.
struct Held<'a, 's>(&'s AzureSource<'a>, &'s [String]);

impl Attributes for Held<'_, '_> {
    fn slot(&self, name: &str) -> Option<AttributeSlot> {
        self.0.resolve(name).map(SourceSlot::number)
    }

    fn names(&self) -> Vec<&str> {
        self.1.iter().map(String::as_str).collect()
    }
}

impl<'a> Vocabulary<'a> {
    /// What both exports and the catalogue know, and the targets that a mapping or schema names besides.
    #[must_use]
    pub fn of(
        legacy: &Population,
        azure: &'a Population,
        further: impl Iterator<Item = String>,
    ) -> Self {
        let known = sources(azure).into_iter().map(|offer| offer.name);
        let mut targets: Vec<String> = targets(legacy)
            .into_iter()
            .map(|offer| offer.name)
            .collect();
        targets.extend(recommend::unsupported_targets().map(str::to_owned));
        targets.extend(further);
        Self {
            azure: AzureNames {
                azure,
                known: known.collect(),
            },
            targets,
        }
    }
}

/// What is wrong with the rows, by row.
#[must_use]
pub fn check(rows: &[AttributeMapping], vocabulary: &Vocabulary<'_>) -> Vec<RowProblem> {
    let source = AzureSource::new(vocabulary.azure.azure);
    let mut problems = Vec::new();
    let mut targets: BTreeMap<String, usize> = BTreeMap::new();
    let mut precedences: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let found = &mut Found {
            row: at,
            problems: &mut problems,
        };
        target(row, &vocabulary.targets, found);
        if let Some(first) = targets.insert(row.target.to_lowercase(), at) {
            let message = format!("Row {} writes {} already.", first + 1, row.target);
            found.say(
                Field::Target,
                Severity::Blocker,
                "duplicate-target",
                message,
            );
        }
        self::source(row, vocabulary, &source, found);
        precedence(row, rows, &mut precedences, found);
    }
    if !rows.iter().any(|row| row.precedence.is_some()) {
        problems.push(no_match_key());
    }
    problems
}

struct Found<'p> {
    row: usize,
    problems: &'p mut Vec<RowProblem>,
}

impl Found<'_> {
    fn say(&mut self, field: Field, severity: Severity, code: &'static str, message: String) {
        self.problems.push(RowProblem {
            row: Some(self.row),
            field,
            severity,
            code,
            message,
            span: None,
            replacement: None,
        });
    }

    /// A name nobody knows: a blocker, unless it may be one that only the systems know.
    fn unknown(&mut self, field: Field, name: &str, known: &[String], may_be: bool) {
        let near = nearest(name, known);
        let severity = match (may_be, near) {
            (true, None) => Severity::Warning,
            _ => Severity::Blocker,
        };
        let (code, what) = match field {
            Field::Target => ("unknown-target", "The intranet is not known to have"),
            _ => ("unknown-source", "Entra is not known to have"),
        };
        let asked = near.map_or_else(String::new, |near| format!(" Did you mean {near}?"));
        self.say(field, severity, code, format!("{what} {name}.{asked}"));
        if let Some(last) = self.problems.last_mut() {
            last.replacement = near.map(str::to_owned);
        }
    }
}

fn target(row: &AttributeMapping, known: &[String], found: &mut Found<'_>) {
    if row.target.trim().is_empty() {
        let message = "A row needs a target attribute.".to_owned();
        found.say(Field::Target, Severity::Blocker, "no-target", message);
    } else if !known.contains(&row.target) {
        // A site's own fields are known from its schema only.
        found.unknown(
            Field::Target,
            &row.target,
            known,
            row.target.starts_with("urn:"),
        );
    }
}

fn source(
    row: &AttributeMapping,
    vocabulary: &Vocabulary<'_>,
    azure: &AzureSource<'_>,
    found: &mut Found<'_>,
) {
    let known = &vocabulary.azure.known;
    match &row.source {
        MappingSource::Direct(name) if name.trim().is_empty() => {
            let message = "Choose the source attribute.".to_owned();
            found.say(Field::Source, Severity::Blocker, "no-source", message);
        }
        MappingSource::Direct(name) if azure.resolve(name).is_some() => {}
        MappingSource::Direct(name) if known.contains(name) => {
            let message = format!("The Azure export does not hold {name}: it counts as null here.");
            found.say(Field::Source, Severity::Warning, "source-not-held", message);
        }
        MappingSource::Direct(name) => {
            found.unknown(Field::Source, name, known, name.starts_with("extension_"));
        }
        MappingSource::Constant(text) if text.is_empty() => {
            let message = "A constant needs a text.".to_owned();
            found.say(Field::Source, Severity::Blocker, "no-constant", message);
        }
        MappingSource::Expression(text) => expression(text, known, azure, found),
        MappingSource::Constant(_) | MappingSource::None => {}
    }
}

fn expression(text: &str, known: &[String], azure: &AzureSource<'_>, found: &mut Found<'_>) {
    let problems = Program::compile(text, &Held(azure, known)).err();
    for problem in problems.into_iter().flatten() {
        let severity = match is_only_absent(text, &problem, known) {
            true => Severity::Warning,
            false => Severity::Blocker,
        };
        let remark = match severity {
            Severity::Warning => Remark::absent(text, &problem),
            _ => Remark::of_problem(text, problem),
        };
        found.problems.push(RowProblem {
            row: Some(found.row),
            field: Field::Source,
            severity,
            code: remark.code,
            message: remark.message,
            span: Some(remark.span),
            replacement: remark.replacement,
        });
    }
}

/// Whether all that is wrong is that this export does not hold an attribute that Entra has, or may have.
fn is_only_absent(text: &str, problem: &Problem, known: &[String]) -> bool {
    let name = problem.span.of(text).trim_matches(['[', ']']);
    let may_be = known.iter().any(|one| one == name) || name.starts_with("extension_");
    problem.code == ProblemCode::UnknownAttribute && may_be
}

fn precedence(
    row: &AttributeMapping,
    rows: &[AttributeMapping],
    seen: &mut BTreeMap<u32, usize>,
    found: &mut Found<'_>,
) {
    let Some(precedence) = row.precedence else {
        return;
    };
    if precedence == 0 {
        let message = "Matching precedence counts from 1.".to_owned();
        found.say(
            Field::Precedence,
            Severity::Blocker,
            "bad-precedence",
            message,
        );
    }
    if let Some(first) = seen.insert(precedence, found.row) {
        let other = &rows[first].target;
        let message = format!("{other} has matching precedence {precedence} already.");
        found.say(
            Field::Precedence,
            Severity::Blocker,
            "same-precedence",
            message,
        );
    }
}

fn no_match_key() -> RowProblem {
    RowProblem {
        row: None,
        field: Field::Precedence,
        severity: Severity::Blocker,
        code: "no-match-key",
        message: "At least one row must be a match key.".to_owned(),
        span: None,
        replacement: None,
    }
}

/// The name within a third of the length, in any letter case; the nearest, ties to the alphabetically first.
fn nearest<'k>(wrong: &str, known: &'k [String]) -> Option<&'k str> {
    let folded = wrong.to_lowercase();
    let distance_max = (wrong.chars().count() / 3).clamp(1, 4);
    let rank = |name: &'k String| {
        let distance = strsim::osa_distance(&folded, &name.to_lowercase());
        (distance <= distance_max).then_some((distance, name.as_str()))
    };
    known.iter().filter_map(rank).min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Side,
        mapping::MappingSource::{Constant, Direct, Expression},
        population::{PopulationBuilder, Source},
        record::Record,
    };

    fn population(side: Side, attributes: &[&str]) -> Population {
        let mut builder = PopulationBuilder::new(side);
        let source = Source {
            file: "users.csv".to_owned(),
            sheet: None,
        };
        builder.begin_source(source, attributes).expect("few");
        let cells = vec!["x"; attributes.len()];
        let record = Record {
            number: 1,
            line: 1,
            cells: &cells,
            readings: &[],
        };
        builder.push(&record).expect("few");
        builder.finish()
    }

    fn key(target: &str, source: MappingSource, precedence: u32) -> AttributeMapping {
        AttributeMapping {
            precedence: Some(precedence),
            ..AttributeMapping::new(target, source)
        }
    }

    /// The rows beside a match key that is right, and `row code severity replacement` for what is wrong.
    #[track_caller]
    fn check_rows(rows: &[AttributeMapping], expect: &[&str]) {
        let legacy = population(Side::Legacy, &["userName", "title", "Shoe size"]);
        let azure = population(Side::Azure, &["mail", "jobTitle", "userPrincipalName"]);
        let further = std::iter::once("urn:x:User:own".to_owned());
        let vocabulary = Vocabulary::of(&legacy, &azure, further);
        let mut all = vec![key("userName", Direct("userPrincipalName".to_owned()), 1)];
        all.extend_from_slice(rows);
        let told = check(&all, &vocabulary).into_iter().map(|problem| {
            let row = problem.row.map_or_else(String::new, |row| row.to_string());
            let severity = problem.severity.as_str();
            let near = problem.replacement.unwrap_or_default();
            format!("{row} {} {severity} {near}", problem.code)
        });
        let told: Vec<String> = told.map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(told, expect);
    }

    #[test]
    fn names_that_nobody_knows_are_told_with_the_one_that_was_meant() {
        let row =
            |target: &str, source: &str| AttributeMapping::new(target, Direct(source.to_owned()));
        check_rows(&[row("title", "jobTitle")], &[]);
        check_rows(&[row("Shoe size", "mail")], &[]);
        check_rows(&[row("urn:x:User:own", "mail")], &[]);
        check_rows(&[row("displayName", "mail")], &[]);
        check_rows(
            &[row("titel", "jobTitle")],
            &["1 unknown-target blocker title"],
        );
        check_rows(
            &[row(
                "urn:ietf:params:scim:schemas:extension:own:2.0:User:shoe",
                "mail",
            )],
            &["1 unknown-target warning"],
        );
        check_rows(
            &[row("title", "jobtitel")],
            &["1 unknown-source blocker jobTitle"],
        );
        check_rows(
            &[row("title", "department")],
            &["1 source-not-held warning"],
        );
        check_rows(
            &[row("title", "extension_0123_badge")],
            &["1 unknown-source warning"],
        );
        check_rows(
            &[row("", "")],
            &["1 no-target blocker", "1 no-source blocker"],
        );
        check_rows(
            &[AttributeMapping::new("title", Constant(String::new()))],
            &["1 no-constant blocker"],
        );
    }

    #[test]
    fn expressions_are_told_with_the_part_that_is_wrong() {
        let row = |text: &str| [AttributeMapping::new("title", Expression(text.to_owned()))];
        check_rows(&row("ToLower([mail], )"), &[]);
        check_rows(
            &row("Jion(\" \", [mail])"),
            &["1 unknown-function blocker Join"],
        );
        check_rows(
            &row("ToLower([department], )"),
            &["1 unknown-attribute warning"],
        );
        check_rows(
            &row("ToLower([jobTitel], )"),
            &["1 unknown-attribute blocker [jobTitle]"],
        );
    }

    #[test]
    fn rows_must_not_stand_in_each_others_way() {
        let title = || AttributeMapping::new("title", Direct("mail".to_owned()));
        check_rows(&[title(), title()], &["2 duplicate-target blocker"]);
        let again = key("title", Direct("mail".to_owned()), 1);
        check_rows(&[again], &["1 same-precedence blocker"]);
        check_rows(
            &[key("title", Direct("mail".to_owned()), 0)],
            &["1 bad-precedence blocker"],
        );
        let (legacy, azure) = (
            population(Side::Legacy, &["title"]),
            population(Side::Azure, &["mail"]),
        );
        let vocabulary = Vocabulary::of(&legacy, &azure, std::iter::empty());
        let problems = check(&[title()], &vocabulary);
        assert_eq!(problems[0].code, "no-match-key");
    }
}
