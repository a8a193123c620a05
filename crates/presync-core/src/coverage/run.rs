//! The two passes over a population: count everything, then look at each different value once.

use std::{borrow::Cow, cmp::Reverse};

use presync_expr::{
    Attributes, FindingCode, Outcome, Problem, ProblemCode, Program, Scratch, Skip, Span, Value,
    assumption::UNUSABLE_VALUE, lint,
};

use super::{
    Coverage, CoverageSettings, Covered, ValueCount,
    strange::Strangest,
    tally::{Counted, Tally},
};
use crate::{
    Cancelled, Phase, Population, Progress, UserIx,
    evaluation::{Remark, characters, is_told, other_case},
    simulate::{AzureSource, MISSING, Person, SourceSlot},
};

/// Users after which the work tells where it is.
const STEP_USERS: usize = 4096;

/// The names of a population, as mappings spell them.
struct Names<'s>(&'s AzureSource<'s>, &'s Population);

impl Attributes for Names<'_> {
    fn slot(&self, name: &str) -> Option<presync_expr::AttributeSlot> {
        self.0.resolve_own(name).map(SourceSlot::number)
    }

    fn names(&self) -> Vec<&str> {
        self.1.attributes().map(|(_, name)| name).collect()
    }
}

/// Evaluates `text` for everybody. An attribute that the population does not hold is null, and a warning says
/// so.
///
/// # Errors
/// When the user stops it.
pub fn cover(
    text: &str,
    population: &Population,
    settings: &CoverageSettings,
    progress: &dyn Progress,
) -> Result<Covered, Cancelled> {
    let source = AzureSource::new(population);
    let names = Names(&source, population);
    let Bound {
        program,
        unknown,
        other_case,
    } = match bound(text, &names) {
        Ok(bound) => bound,
        Err(problems) => return Ok(Covered::Broken(problems)),
    };
    let users = u64::try_from(population.len()).unwrap_or(u64::MAX);
    progress.begin(Phase::Evaluate, 2 * users);
    let run = Run {
        text,
        program: &program,
        source: &source,
        settings,
    };
    let mut coverage = Coverage {
        warnings: unknown,
        ..Coverage::default()
    };
    for finding in lint(&program).into_iter().filter(is_told) {
        let remarks = match finding.code {
            FindingCode::Assumed => &mut coverage.assumptions,
            _ => &mut coverage.warnings,
        };
        remarks.push(Remark::of_finding(text, finding));
    }
    coverage.assumptions.extend(other_case);
    let tally = run.count(population, &mut coverage, progress)?;
    if let Some(error) = coverage.errors.first() {
        let unusable = Remark::assuming(&UNUSABLE_VALUE, error.part);
        coverage.assumptions.push(unusable);
    }
    run.look(population, &tally, &mut coverage, progress)?;
    Ok(Covered::Coverage(Box::new(coverage)))
}

/// The mistakes that a text has whatever the population is, so that none need be read to find them.
#[must_use]
pub fn mistakes(text: &str) -> Vec<Remark> {
    let problems = Program::compile(text, &|_: &str| Some(MISSING)).err();
    let problems = problems.unwrap_or_default().into_iter();
    problems
        .map(|problem| Remark::of_problem(text, problem))
        .collect()
}

/// A program over a population, and what is said of attributes that the population does not hold.
struct Bound {
    program: Program,
    unknown: Vec<Remark>,
    other_case: Option<Remark>,
}

/// The program, or the mistakes in the text.
fn bound(text: &str, names: &Names<'_>) -> Result<Bound, Vec<Remark>> {
    let remark = |problem: Problem| Remark::of_problem(text, problem);
    let problems = Program::compile(text, names).err().unwrap_or_default();
    let is_unknown = |problem: &Problem| problem.code == ProblemCode::UnknownAttribute;
    let (unknown, mistakes): (Vec<_>, Vec<_>) = problems.into_iter().partition(is_unknown);
    if !mistakes.is_empty() {
        return Err(mistakes.into_iter().map(remark).collect());
    }
    let lenient = |name: &str| Some(names.slot(name).unwrap_or(MISSING));
    match Program::compile(text, &lenient) {
        Ok(program) => Ok(Bound {
            program,
            other_case: unknown.iter().find_map(|problem| other_case(text, problem)),
            unknown: unknown.into_iter().map(Remark::unknown(text)).collect(),
        }),
        Err(problems) => Err(problems.into_iter().map(remark).collect()),
    }
}

struct Run<'r> {
    text: &'r str,
    program: &'r Program,
    source: &'r AzureSource<'r>,
    settings: &'r CoverageSettings,
}

impl Run<'_> {
    /// Calls `take` with what comes of everybody, in order.
    fn each(
        &self,
        population: &Population,
        progress: &dyn Progress,
        take: &mut dyn FnMut(UserIx, &Outcome<'_>),
    ) -> Result<(), Cancelled> {
        let scratch = Scratch::default();
        let users: Vec<UserIx> = population.users().collect();
        for users in users.chunks(STEP_USERS) {
            for user in users {
                let settings = self.settings;
                let person = Person::new(*user, self.source, settings.now, settings.seed);
                let outcome = self
                    .program
                    .evaluate_with(&person, &person.context, &scratch);
                take(*user, &outcome);
                scratch.reclaim(outcome);
            }
            progress.advance(u64::try_from(users.len()).unwrap_or(u64::MAX))?;
        }
        Ok(())
    }

    fn count(
        &self,
        population: &Population,
        coverage: &mut Coverage,
        progress: &dyn Progress,
    ) -> Result<Tally, Cancelled> {
        let mut tally = Tally::default();
        let part = |span: Span| characters(self.text, span);
        self.each(population, progress, &mut |user, outcome| {
            coverage.users += 1;
            match outcome {
                Outcome::Value(Value::Null) => coverage.nulls += 1,
                Outcome::Value(Value::Texts(texts)) if texts.is_empty() => coverage.nulls += 1,
                Outcome::Value(value) if value.is_blank() => coverage.empty += 1,
                Outcome::Value(value) => {
                    let is_several = matches!(value, Value::Texts(texts) if texts.len() > 1);
                    coverage.several += u32::from(is_several);
                    tally.value(user, &shown(value));
                }
                Outcome::Skip(Skip::Attribute) => coverage.attribute_skipped += 1,
                Outcome::Skip(Skip::Object) => coverage.object_skipped += 1,
                Outcome::Error(error) => {
                    coverage.failed += 1;
                    tally.error(user, error, part);
                }
            }
        })?;
        coverage.filled = tally.filled;
        coverage.distinct = tally.distinct();
        coverage.lengths = tally.lengths(self.settings.length_max);
        coverage.errors = tally.errors();
        Ok(tally)
    }

    /// Looks at each different value where it comes first.
    fn look(
        &self,
        population: &Population,
        tally: &Tally,
        coverage: &mut Coverage,
        progress: &dyn Progress,
    ) -> Result<(), Cancelled> {
        let mut top = Top::new(self.settings.top_max);
        let mut strangest = Strangest::default();
        self.each(population, progress, &mut |user, outcome| {
            let Outcome::Value(value) = outcome else {
                return;
            };
            if value.is_blank() {
                return;
            }
            let text = shown(value);
            if let Some(counted) = tally.counted(&text).filter(|one| one.first == user) {
                top.look(&text, counted);
                strangest.look(&text, counted, tally);
            }
        })?;
        coverage.top = top.found;
        coverage.strange = strangest.finish();
        Ok(())
    }
}

/// The most frequent values.
struct Top {
    max: usize,
    found: Vec<ValueCount>,
}

impl Top {
    fn new(max: usize) -> Self {
        Self {
            max,
            found: Vec::new(),
        }
    }

    fn look(&mut self, text: &str, counted: Counted) {
        let key = (Reverse(counted.users), text);
        let is_before = |known: &ValueCount| (Reverse(known.users), known.value.as_str()) < key;
        let at = self.found.partition_point(is_before);
        if at >= self.max {
            return;
        }
        let value = ValueCount {
            value: text.to_owned(),
            users: counted.users,
            first: counted.first,
        };
        self.found.insert(at, value);
        self.found.truncate(self.max);
    }
}

/// A value as one text.
fn shown<'v>(value: &'v Value<'_>) -> Cow<'v, str> {
    match value {
        Value::Null => "".into(),
        Value::Text(text) => text.as_ref().into(),
        Value::Texts(texts) => match texts.as_slice() {
            [only] => only.as_ref().into(),
            texts => texts.join("; ").into(),
        },
        Value::Number(number) => number.to_string().into(),
        Value::Boolean(truth) => if *truth { "True" } else { "False" }.into(),
    }
}
