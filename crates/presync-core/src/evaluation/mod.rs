//! One expression on one object, with everything that there is to say about it: its value, what is wrong with
//! it, what may surprise, and which assumptions it rests on.
//!
//! Not over a population (that is [`crate::coverage`]), and nothing here simulates a sync.

mod object;

use jiff::Timestamp;
use presync_expr::{
    Assumption, AttributeSlot, Context, Finding, FindingCode, Outcome, Problem, ProblemCode,
    Program, Severity, Skip, Span,
    assumption::{ATTRIBUTE_CASE, UNUSABLE_VALUE},
    lint,
};
use serde_json::Value as Json;

pub use object::{SourceObject, SourceValue};

/// What random functions start from, so that equal inputs give equal values.
const SEED: u64 = 0;

/// What an evaluation knows besides the object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationContext {
    /// The time that `Now()` gives.
    pub now: Timestamp,
    /// Values that the target has already, for SelectUniqueValue.
    pub existing: Vec<String>,
}

/// One expression of a batch, with what it is evaluated on.
#[derive(Debug, Clone, PartialEq)]
pub struct EvaluationCase {
    /// What the caller knows it by.
    pub id: Json,
    /// The expression.
    pub expression: String,
    /// The object.
    pub object: SourceObject,
    /// The time that `Now()` gives, unless the caller's.
    pub now: Option<Timestamp>,
    /// Values that the target has already.
    pub existing: Vec<String>,
}

/// What comes of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Evaluated {
    /// A value: string, number, boolean, array of strings or null.
    Value(Json),
    /// Nothing flows, on purpose: `attribute` or `object`.
    Skip(&'static str),
    /// There is no value. Of several mistakes in the text, the first.
    Error(Remark),
}

/// Something to say about a part of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Stable code; of an assumption, its name.
    pub code: &'static str,
    /// A full sentence without any value of the object.
    pub message: String,
    /// The part, in characters from 0, the end excluded.
    pub span: (usize, usize),
    /// What to write there instead, where one text would very likely mend it.
    pub replacement: Option<String>,
}

/// An expression evaluated once.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// What comes of it.
    pub result: Evaluated,
    /// All mistakes in the text; none if the error is one of the object.
    pub problems: Vec<Remark>,
    /// What may surprise.
    pub warnings: Vec<Remark>,
    /// What was assumed where documents are silent or disagree.
    pub assumptions: Vec<Remark>,
}

/// Evaluates `text` on `object`. An attribute that the object does not have is null, and a warning says so.
#[must_use]
pub fn evaluate(text: &str, object: &SourceObject, context: &EvaluationContext) -> Evaluation {
    let remark = |problem: Problem| Remark::of_problem(text, problem);
    let (unknown, problems): (Vec<Problem>, Vec<Problem>) = match Program::compile(text, object) {
        Ok(_) => (Vec::new(), Vec::new()),
        Err(problems) => problems
            .into_iter()
            .partition(|problem| problem.code == ProblemCode::UnknownAttribute),
    };
    let other_case = unknown.iter().find_map(|problem| other_case(text, problem));
    let unknown = unknown.into_iter().map(Remark::unknown(text));
    if !problems.is_empty() {
        return Evaluation::failed(problems.into_iter().map(remark), unknown.collect());
    }
    let program = match Program::compile(text, &|name: &str| Some(object.slot_or_absent(name))) {
        Ok(program) => program,
        Err(problems) => {
            return Evaluation::failed(problems.into_iter().map(remark), unknown.collect());
        }
    };
    let (assumed, warned): (Vec<Finding>, Vec<Finding>) = lint(&program)
        .into_iter()
        .partition(|finding| finding.code == FindingCode::Assumed);
    let said = |finding: Finding| Remark::of_finding(text, finding);
    let warned = warned.into_iter().filter(is_told).map(said);
    let result = run(text, &program, object, context);
    let unusable = match &result {
        Evaluated::Error(error) => Some(Remark::assuming(&UNUSABLE_VALUE, error.span)),
        _ => None,
    };
    let assumed = assumed.into_iter().map(said);
    Evaluation {
        result,
        problems: Vec::new(),
        warnings: unknown.chain(warned).collect(),
        assumptions: assumed.chain(other_case).chain(unusable).collect(),
    }
}

/// What a missing attribute rests on that is there in another letter case.
pub(crate) fn other_case(text: &str, problem: &Problem) -> Option<Remark> {
    let near = problem.replacement.as_deref()?;
    let written = problem.span.of(text);
    let assumed = near != written && near.to_lowercase() == written.to_lowercase();
    assumed.then(|| Remark::assuming(&ATTRIBUTE_CASE, characters(text, problem.span)))
}

/// That one attribute alone is no function says nothing about its value.
pub(crate) fn is_told(finding: &Finding) -> bool {
    finding.severity > Severity::Note || finding.code != FindingCode::NotAFunction
}

fn run(
    text: &str,
    program: &Program,
    object: &SourceObject,
    context: &EvaluationContext,
) -> Evaluated {
    let context = Context {
        now: context.now,
        seed: SEED,
        existing: &context.existing,
    };
    match program.evaluate(object, &context) {
        Outcome::Value(value) => Evaluated::Value(value.to_json()),
        Outcome::Skip(skip) => Evaluated::Skip(Skip::as_str(skip)),
        Outcome::Error(error) => Evaluated::Error(Remark {
            code: error.code.as_str(),
            message: error.message,
            span: characters(text, error.span),
            replacement: None,
        }),
    }
}

impl Evaluation {
    /// Of a text with mistakes, of which there is at least one.
    fn failed(problems: impl Iterator<Item = Remark>, warnings: Vec<Remark>) -> Self {
        let problems: Vec<Remark> = problems.collect();
        Self {
            result: Evaluated::Error(problems[0].clone()),
            problems,
            warnings,
            assumptions: Vec::new(),
        }
    }
}

impl Remark {
    /// What is said of an attribute that is not there, which is a mistake only if it should be.
    pub(crate) fn unknown(text: &str) -> impl Fn(Problem) -> Self + '_ {
        move |problem| {
            let mut said = Self::of_problem(text, problem);
            said.message.push_str(" It counts as null here.");
            said
        }
    }

    /// An attribute that is known and not in this export.
    pub(crate) fn absent(text: &str, problem: &Problem) -> Self {
        let name = problem.span.of(text).trim_matches(['[', ']']);
        Self {
            code: problem.code.as_str(),
            message: format!("The Azure export does not hold {name}: it counts as null here."),
            span: characters(text, problem.span),
            replacement: None,
        }
    }

    pub(crate) fn of_problem(text: &str, problem: Problem) -> Self {
        Self {
            code: problem.code.as_str(),
            message: problem.message,
            span: characters(text, problem.span),
            replacement: problem.replacement,
        }
    }

    pub(crate) fn assuming(assumption: &Assumption, span: (usize, usize)) -> Self {
        Self {
            code: assumption.name,
            message: assumption.sentence.to_owned(),
            span,
            replacement: None,
        }
    }

    pub(crate) fn of_finding(text: &str, finding: Finding) -> Self {
        Self {
            code: finding.assumption.unwrap_or(finding.code.as_str()),
            message: finding.message,
            span: characters(text, finding.span),
            replacement: None,
        }
    }
}

/// A span of bytes as one of characters.
pub(crate) fn characters(text: &str, span: Span) -> (usize, usize) {
    let before = |end: u32| {
        let head = text.char_indices().take_while(|(at, _)| *at < end as usize);
        head.count()
    };
    (before(span.start), before(span.end))
}

/// Any attribute that an object does not have.
const ABSENT: AttributeSlot = AttributeSlot(u32::MAX);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(text: &str, attributes: &[(&str, SourceValue)]) -> Evaluation {
        let attributes = attributes.iter().cloned();
        let object: SourceObject = attributes
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let context = EvaluationContext {
            now: Timestamp::UNIX_EPOCH,
            existing: vec!["ann".to_owned()],
        };
        evaluate(text, &object, &context)
    }

    #[track_caller]
    fn check(text: &str, attributes: &[(&str, SourceValue)], expect: &Json) {
        let result = of(text, attributes).result;
        let shown = match result {
            Evaluated::Value(value) => value,
            Evaluated::Skip(skip) => json!({ "skip": skip }),
            Evaluated::Error(error) => json!({ "error": error.code, "span": error.span }),
        };
        assert_eq!(shown, *expect, "{text}");
    }

    #[test]
    fn every_kind_of_result_is_one() {
        let ann = [("name", SourceValue::Text("Ann".to_owned()))];
        let several = ["a", "b"].map(str::to_owned).to_vec();
        let several = [("name", SourceValue::Texts(several))];
        check("ToLower([name])", &ann, &json!("ann"));
        check("Split([name], \"n\")", &ann, &json!(["A", "", ""]));
        check("InStr([name], \"n\")", &ann, &json!(2));
        check("IsNull([name])", &ann, &json!(false));
        check("[other]", &ann, &json!(null));
        check(
            "IgnoreFlowIfNullOrEmpty([other])",
            &ann,
            &json!({"skip": "attribute"}),
        );
        check(
            "ToLower([name])",
            &several,
            &json!({"error": "several-values", "span": [8, 14]}),
        );
        check(
            "Not(\"é\", Lower([name])",
            &ann,
            &json!({"error": "unclosed-call", "span": [3, 4]}),
        );
        check(
            "BitAnd([n], 6)",
            &[("n", SourceValue::Number(3))],
            &json!(2),
        );
        check("[b]", &[("b", SourceValue::Boolean(true))], &json!(true));
        check("SelectUniqueValue([name], \"b\")", &ann, &json!("b"));
    }

    #[test]
    fn an_unknown_attribute_is_null_with_the_nearest_name() {
        let ann = [("givenName", SourceValue::Text("Ann".to_owned()))];
        let said = of("Append(\"ö\", [givenname])", &ann);
        assert_eq!(said.result, Evaluated::Value(json!("ö")));
        let [warning] = said.warnings.as_slice() else {
            panic!("one warning: {said:?}");
        };
        assert_eq!(warning.code, "unknown-attribute");
        assert_eq!(warning.replacement.as_deref(), Some("[givenName]"));
        assert_eq!(warning.span, (12, 23));
    }

    #[test]
    fn all_mistakes_of_a_text_are_said() {
        let said = of("Append(Lowr([a]), Foo())", &[]);
        assert_eq!(said.result, Evaluated::Error(said.problems[0].clone()));
        let codes: Vec<_> = said.problems.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["unknown-function", "unknown-function"]);
        assert_eq!(said.warnings.len(), 1, "the attribute is unknown too");
    }

    #[test]
    fn assumptions_stand_apart_from_warnings() {
        let said = of("Switch([a], , \"x\", Guid())", &[("a", SourceValue::Null)]);
        let codes = |remarks: &[Remark]| remarks.iter().map(|one| one.code).collect::<Vec<_>>();
        assert_eq!(codes(&said.assumptions), ["switch-no-default", "drawn"]);
        assert!(codes(&said.warnings).contains(&"random-value"), "{said:?}");
    }

    /// What no expression shows, only the object it is evaluated on.
    #[test]
    fn what_the_object_decides_is_assumed_too() {
        let check = |text: &str, name: &str, expect: &[(&str, (usize, usize))]| {
            let said = of(text, &[(name, SourceValue::Text("Ann".to_owned()))]);
            let assumed = said.assumptions.iter().map(|one| (one.code, one.span));
            assert_eq!(assumed.collect::<Vec<_>>(), expect, "{text}");
        };
        check("Count([Name])", "Name", &[("count-null", (0, 13))]);
        check(
            "Count([Name])",
            "name",
            &[("count-null", (0, 13)), ("attribute-case", (6, 12))],
        );
        check("BitAnd([Name], 1)", "Name", &[("unusable-value", (7, 13))]);
        check("[Namee]", "Name", &[]);
    }
}
