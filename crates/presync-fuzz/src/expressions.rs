//! Texts of the mapping language, and rows that they run on.

use jiff::Timestamp;
use presync_expr::{
    AttributeSlot, Context, Expression, Input, Inputs, Outcome, Program, Span, TEXT_BYTES_MAX,
    Value, lint,
};

/// Two attributes, each one text.
struct Texts<'a>([&'a str; 2]);

impl Inputs for Texts<'_> {
    fn value(&self, slot: AttributeSlot) -> Input<'_> {
        match self.0.get(slot.0 as usize) {
            None | Some(&"") => Input::Null,
            Some(text) if text.contains(';') => Input::Texts(text.split(';').collect()),
            Some(text) => Input::Text(text),
        }
    }
}

/// Text that may be an expression: problems have places, and what was understood means the same when
/// it is printed and read again.
pub fn expr_parse(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Expression::parse(&text) {
        Ok(expression) => {
            let printed = expression.to_string();
            let again = Expression::parse(&printed).expect("what is printed can be read");
            assert_eq!(again.to_string(), printed, "printing is stable");
            assert_laid_out(&expression, &printed);
            assert_kept_in_json(&expression, &printed);
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert_within(problem.span, &text);
            }
        }
    }
}

fn assert_laid_out(expression: &Expression, printed: &str) {
    let pretty = expression.pretty(40);
    let again = Expression::parse(&pretty).expect("what is laid out can be read");
    assert_eq!(again.to_string(), printed, "layout keeps the expression");
    assert_eq!(again.pretty(40), pretty, "layout is stable");
}

fn assert_kept_in_json(expression: &Expression, printed: &str) {
    let form = expression.to_source_json();
    let again = Expression::from_source_json(&form).expect("what is written as JSON can be read");
    assert_eq!(
        again.to_string(),
        printed,
        "the parsed form keeps the expression"
    );
}

fn assert_within(span: Span, text: &str) {
    let (start, end) = (span.start as usize, span.end as usize);
    let inside = start <= end && text.is_char_boundary(start) && text.is_char_boundary(end);
    assert!(inside, "{span:?} is no place in the text");
}

/// An expression and the two attributes of a row, with a NUL between them.
pub fn expr_eval(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\0');
    let expression = parts.next().unwrap_or_default();
    evaluate(
        expression,
        [
            parts.next().unwrap_or("x"),
            parts.next().unwrap_or_default(),
        ],
    );
}

/// A pattern, a text and a replacement, with a NUL between them.
pub fn dotnet_regex(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\0');
    let mut part = || parts.next().unwrap_or_default();
    let (pattern, input, replacement) = (quoted(part()), part(), quoted(part()));
    for call in [
        format!("Replace([a], , {pattern}, , {replacement}, , )"),
        format!("Replace([a], , {pattern}, \"g\", {replacement}, , )"),
        format!("RemoveDuplicates(Split(Replace([a], , {pattern}, , \"\", , ), \"x\"))"),
    ] {
        evaluate(&call, [input, ""]);
    }
}

/// Two formats and a date, with a NUL between them.
pub fn dotnet_date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\0');
    let mut part = || parts.next().unwrap_or_default();
    let (from, to, date) = (quoted(part()), quoted(part()), part());
    for call in [
        format!("FormatDateTime([a], , {from}, {to})"),
        format!("FormatDateTime([a], \"AssumeUniversal, AdjustToUniversal\", {from}, {to})"),
        format!("DateAdd({to}, 1, [a])"),
        format!("DateDiff({to}, [a], [b])"),
        "CDate([a])".to_owned(),
    ] {
        evaluate(&call, [date, "2024-02-29T23:59:59Z"]);
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Compiles and runs it twice: a result or an error with a place, and the same one again.
fn evaluate(text: &str, row: [&str; 2]) {
    let slot = |name: &str| match name {
        "a" => Some(AttributeSlot(0)),
        "b" => Some(AttributeSlot(1)),
        _ => None,
    };
    let program = match Program::compile(text, &slot) {
        Ok(program) => program,
        Err(problems) => {
            for problem in problems {
                assert_within(problem.span, text);
            }
            return;
        }
    };
    let _ = lint(&program);
    let existing = [String::from("x")];
    let context = Context {
        now: Timestamp::UNIX_EPOCH,
        seed: 7,
        existing: &existing,
    };
    let row = Texts(row);
    let outcome = program.evaluate(&row, &context);
    assert_eq!(
        outcome,
        program.evaluate(&row, &context),
        "equal runs are equal"
    );
    match outcome {
        Outcome::Error(error) => assert_within(error.span, text),
        Outcome::Value(Value::Text(text)) => {
            assert!(text.len() <= TEXT_BYTES_MAX, "a text too long");
        }
        _ => {}
    }
}
