//! `presync eval --population`: what an expression gives for everybody, in words or as JSON.

use presync_app::{
    pipeline::check_expression_on,
    wire::{CheckExpression, CoveredLengths, ExpressionCoverage, StrangeValueInfo},
};

use crate::{
    CommandResult, DONE, FAILED,
    args::{Common, EvalArgs},
    eval::{json, print_errors, remark_all},
    terminal,
};

/// Evaluates and prints.
pub(crate) fn run(common: &Common, args: &EvalArgs, expression: &str) -> CommandResult {
    let job = terminal::job(common);
    let check = CheckExpression {
        expression: expression.to_owned(),
        length_max: args.length_max,
    };
    let mut found = check_expression_on(&args.population, &check, common.now(), &job)?;
    drop(job);
    if !args.strict {
        found.assumptions.clear();
    }
    if common.json {
        terminal::print(&json(&found)?)?;
    } else {
        remark_all(common, "warning", expression, &found.warnings);
        remark_all(common, "note", expression, &found.assumptions);
        print_errors(expression, &found.problems);
        for line in found
            .coverage
            .iter()
            .flat_map(|found| words(found, expression))
        {
            terminal::print(&line)?;
        }
    }
    Ok(if found.coverage.is_some() {
        DONE
    } else {
        FAILED
    })
}

fn words(coverage: &ExpressionCoverage, expression: &str) -> Vec<String> {
    let mut lines = vec![counts(coverage), different(coverage)];
    lines.extend(coverage.lengths.map(|found| length_words(&found)));
    if !coverage.top.is_empty() {
        lines.extend([String::new(), "Most frequent:".to_owned()]);
        let top = coverage.top.iter();
        lines.extend(top.map(|one| format!("{:>9}  {}", one.users, visible(&one.value))));
    }
    if !coverage.errors.is_empty() {
        lines.extend([String::new(), "Errors:".to_owned()]);
    }
    for error in &coverage.errors {
        let rows: Vec<String> = error.rows.iter().map(u32::to_string).collect();
        lines.push(format!(
            "{:>9}  {} [{}] in {}; rows {}",
            error.users,
            error.message,
            error.code,
            part(expression, error.span.start, error.span.end),
            rows.join(", ")
        ));
    }
    if !coverage.strange.is_empty() {
        lines.extend([String::new(), "Unlike the rest:".to_owned()]);
        lines.extend(coverage.strange.iter().map(strange));
    }
    lines
}

/// How many users end how; zero counts left out.
fn counts(coverage: &ExpressionCoverage) -> String {
    let counts = [
        (coverage.nulls, "null"),
        (coverage.empty, "an empty text"),
        (coverage.attribute_skipped, "the attribute left out"),
        (coverage.object_skipped, "the user left out"),
        (coverage.failed, "an error"),
    ];
    let counts = counts.iter().filter(|(users, _)| *users > 0);
    let counts: Vec<String> = counts
        .map(|(users, what)| format!("{users} with {what}"))
        .collect();
    let rest = counts
        .iter()
        .map(|text| format!(", {text}"))
        .collect::<String>();
    format!(
        "{} users: {} with a value{rest}",
        coverage.users, coverage.filled
    )
}

fn different(coverage: &ExpressionCoverage) -> String {
    let several = match coverage.several {
        0 => String::new(),
        users => format!("; {users} users have several values at once"),
    };
    format!("Different values: {}{several}", coverage.distinct)
}

fn length_words(lengths: &CoveredLengths) -> String {
    let CoveredLengths {
        min, median, max, ..
    } = lengths;
    let over = lengths
        .over
        .map(|users| format!("; {users} users above the limit"));
    format!(
        "Characters: {min} to {max}, {median} in the middle{}",
        over.unwrap_or_default()
    )
}

fn strange(one: &StrangeValueInfo) -> String {
    let reasons: Vec<&str> = one
        .reasons
        .iter()
        .map(|reason| reason.what.as_str())
        .collect();
    let users = match one.users {
        1 => String::new(),
        users => format!(" and {} more", users - 1),
    };
    format!(
        "  row {}{users}: {}: {}",
        one.row,
        visible(&one.value),
        reasons.join(", ")
    )
}

/// A value on a line of its own, its blanks visible and its control characters harmless.
fn visible(value: &str) -> String {
    format!("{value:?}")
}

fn part(expression: &str, start: usize, end: usize) -> String {
    expression.chars().skip(start).take(end - start).collect()
}

#[cfg(test)]
mod tests {
    use presync_app::wire::{CoveredError, CoveredValue, PartSpan, StrangeReason};

    use super::*;

    #[test]
    fn a_person_reads_counts_values_errors_and_what_is_strange() {
        let value = |value: &str, users| CoveredValue {
            value: value.to_owned(),
            users,
            row: 1,
        };
        let coverage = ExpressionCoverage {
            users: 10,
            filled: 7,
            nulls: 2,
            empty: 0,
            attribute_skipped: 0,
            object_skipped: 0,
            failed: 1,
            several: 0,
            distinct: 2,
            top: vec![value("Ann ", 6), value("\u{1b}[0m", 1)],
            errors: vec![CoveredError {
                code: "several-values",
                message: "One text is needed.".to_owned(),
                span: PartSpan { start: 8, end: 11 },
                users: 1,
                rows: vec![4],
            }],
            lengths: Some(CoveredLengths {
                min: 3,
                median: 4,
                max: 4,
                over: Some(0),
            }),
            strange: vec![StrangeValueInfo {
                value: "Аnn".to_owned(),
                users: 2,
                row: 9,
                reasons: vec![StrangeReason {
                    what: "has Cyrillic letters".to_owned(),
                    users: 2,
                }],
            }],
        };
        let expect = [
            "10 users: 7 with a value, 2 with null, 1 with an error",
            "Different values: 2",
            "Characters: 3 to 4, 4 in the middle; 0 users above the limit",
            "",
            "Most frequent:",
            "        6  \"Ann \"",
            "        1  \"\\u{1b}[0m\"",
            "",
            "Errors:",
            "        1  One text is needed. [several-values] in [a]; rows 4",
            "",
            "Unlike the rest:",
            "  row 9 and 1 more: \"Аnn\": has Cyrillic letters",
        ];
        assert_eq!(words(&coverage, "ToLower([a])"), expect);
    }
}
