//! The parsed form that Graph schemas hold beside the text (`attributeMappingSource`): to it and
//! back. Arguments go by key, empty ones are left out. Not the mapping around it.
//!
//! How the service stores a comparison is published nowhere; here it is a function named by its
//! operator with the keys `left` and `right`.

use serde_json::{Value as Json, json};

use crate::functions::{self, Kind};
use crate::parse::DEPTH_MAX;
use crate::problem::ProblemCode;
use crate::syntax::{Node, NodeKind, Operator, quoted};
use crate::{Expression, Problem, Span};

/// Graph's `attributeMappingSourceType`, by number.
const TYPES: [&str; 3] = ["Attribute", "Constant", "Function"];

impl Expression {
    /// The expression as an `attributeMappingSource`, its text included.
    pub fn to_source_json(&self) -> Json {
        source(self.root(), None)
    }

    /// The expression in an `attributeMappingSource`: from its text where it has one, else from its
    /// parameters.
    ///
    /// # Errors
    /// The problems of the text, or what the form lacks.
    pub fn from_source_json(source: &Json) -> Result<Expression, Vec<Problem>> {
        if kind(source) == "Function"
            && let Some(text) = field(source, "expression")
        {
            return Expression::parse(text);
        }
        let root = node(source, 0).map_err(|problem| vec![*problem])?;
        match Expression::from_node(&root) {
            Ok(expression) if same(expression.root(), &root) => return Ok(expression),
            Err(problems) if problems.iter().any(is_about_size) => return Err(problems),
            _ => {}
        }
        let message = "The parsed expression holds a name that cannot be written in an expression, \
                       such as one with a bracket.";
        Err(vec![*bad(message)])
    }
}

/// `kind` is what the parameter takes in which the node stands. Entra stores numbers as quoted
/// constants there; elsewhere a number stays one, because a comparison tells it from a text.
fn source(node: &Node, kind: Option<Kind>) -> Json {
    let text = node.to_string();
    match &node.kind {
        NodeKind::Attribute(name) => form("Attribute", name, &text, &[]),
        NodeKind::Text(constant) => form("Constant", constant, &text, &[]),
        NodeKind::Number(spelling) if matches!(kind, Some(Kind::Number(_))) => {
            form("Constant", spelling, &quoted(spelling), &[])
        }
        NodeKind::Number(spelling) => form("Constant", spelling, &text, &[]),
        NodeKind::Word(word) => form("Constant", word, &text, &[]),
        NodeKind::Call {
            name, arguments, ..
        } => form("Function", name, &text, &parameters(name, arguments)),
        NodeKind::Comparison { operator, sides } => {
            let side = |key: &str, side: &Node| parameter(key, side, None);
            let parameters = [side("left", &sides[0]), side("right", &sides[1])];
            form("Function", operator.as_str(), &text, &parameters)
        }
        NodeKind::Empty | NodeKind::Broken => form("Constant", "", &text, &[]),
    }
}

fn form(kind: &str, name: &str, expression: &str, parameters: &[Json]) -> Json {
    json!({ "expression": expression, "name": name, "parameters": parameters, "type": kind })
}

fn parameters(name: &str, arguments: &[Node]) -> Vec<Json> {
    let function = functions::find(name);
    let given = arguments
        .iter()
        .enumerate()
        .filter(|(_, node)| node.kind != NodeKind::Empty);
    given
        .map(|(position, node)| {
            let position =
                function.map_or(position, |found| found.place(arguments.len(), position));
            let known = function.and_then(|function| function.parameter(position));
            let key = known.map_or("source", |known| known.key);
            parameter(key, node, known.map(|known| known.kind))
        })
        .collect()
}

fn parameter(key: &str, node: &Node, kind: Option<Kind>) -> Json {
    json!({ "key": key, "value": source(node, kind) })
}

/// The kind that a source has, which Graph may also give by number; `Attribute` is the documented
/// default.
fn kind(source: &Json) -> &str {
    let number = source.get("type").and_then(Json::as_u64);
    let named = number.and_then(|number| TYPES.get(usize::try_from(number).ok()?));
    named
        .copied()
        .or_else(|| field(source, "type"))
        .unwrap_or("Attribute")
}

fn field<'j>(source: &'j Json, name: &str) -> Option<&'j str> {
    source
        .get(name)
        .and_then(Json::as_str)
        .filter(|text| !text.trim().is_empty())
}

fn bad(message: impl Into<String>) -> Box<Problem> {
    Box::new(Problem::new(ProblemCode::BadJson, Span::default(), message))
}

fn is_about_size(problem: &Problem) -> bool {
    matches!(problem.code, ProblemCode::TooLong | ProblemCode::TooDeep)
}

/// Whether two trees say the same, wherever their parts stand.
fn same(left: &Node, right: &Node) -> bool {
    let is_alike = match (&left.kind, &right.kind) {
        (NodeKind::Call { name, .. }, NodeKind::Call { name: other, .. }) => name == other,
        (
            NodeKind::Comparison { operator, .. },
            NodeKind::Comparison {
                operator: other, ..
            },
        ) => operator == other,
        (left, right) => left == right,
    };
    let (left, right) = (left.children(), right.children());
    is_alike
        && left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| same(left, right))
}

fn plain(kind: NodeKind) -> Node {
    Node {
        kind,
        span: Span::default(),
    }
}

fn node(source: &Json, depth: usize) -> Result<Node, Box<Problem>> {
    if depth > DEPTH_MAX {
        return Err(bad("The parsed expression is nested too deep."));
    }
    let name = source.get("name").and_then(Json::as_str);
    match kind(source) {
        "Attribute" => match name {
            Some(name) if !name.is_empty() => Ok(plain(NodeKind::Attribute(name.to_owned()))),
            _ => Err(bad("An attribute of the parsed expression has no name.")),
        },
        "Constant" => Ok(constant(
            name.unwrap_or_default(),
            field(source, "expression"),
        )),
        "Function" => match name {
            Some(name) if !name.is_empty() => function(source, name, depth),
            _ => Err(bad("A function of the parsed expression has no name.")),
        },
        other => Err(bad(format!(
            "The parsed expression has a part of type {other}; Attribute, Constant and Function \
             are known."
        ))),
    }
}

/// A constant is its name; only its text tells a bare word from a quoted text.
fn constant(name: &str, text: Option<&str>) -> Node {
    let read = text.and_then(|text| Expression::parse(text).ok());
    let kind = match read.map(|read| read.root().kind.clone()) {
        Some(kind @ (NodeKind::Text(_) | NodeKind::Word(_) | NodeKind::Number(_))) => kind,
        _ => NodeKind::Text(name.to_owned()),
    };
    plain(kind)
}

fn function(source: &Json, name: &str, depth: usize) -> Result<Node, Box<Problem>> {
    let empty = Vec::new();
    let parameters = source
        .get("parameters")
        .and_then(Json::as_array)
        .unwrap_or(&empty);
    let mut given = Vec::new();
    for parameter in parameters {
        let key = parameter
            .get("key")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let value = parameter.get("value").ok_or_else(|| {
            bad(format!(
                "A parameter of {name} in the parsed expression has no value."
            ))
        })?;
        given.push((key, node(value, depth + 1)?));
    }
    if let Some(operator) = Operator::from_spelling(name) {
        let sides: Vec<Node> = given.into_iter().map(|(_, node)| node).collect();
        let sides = <[Node; 2]>::try_from(sides)
            .map_err(|_| bad(format!("The comparison {name} needs two sides.")))?;
        return Ok(plain(NodeKind::Comparison {
            operator,
            sides: Box::new(sides),
        }));
    }
    let arguments = placed(name, given)?;
    Ok(plain(NodeKind::Call {
        name: name.to_owned(),
        name_span: Span::default(),
        arguments,
    }))
}

/// The arguments in the order of the function's parameters, with gaps for those left out.
fn placed(name: &str, given: Vec<(&str, Node)>) -> Result<Vec<Node>, Box<Problem>> {
    let Some(function) = functions::find(name) else {
        return Ok(given.into_iter().map(|(_, node)| node).collect());
    };
    let once = function.parameters.len() - function.repeats;
    let mut arguments: Vec<Node> = Vec::new();
    for (key, node) in given {
        let single = function.parameters[..once]
            .iter()
            .position(|known| known.key == key);
        let repeated = function.parameters[once..]
            .iter()
            .any(|known| known.key == key);
        let position = match single {
            Some(position) => position,
            None if repeated => arguments.len().max(once),
            None => {
                return Err(bad(format!(
                    "The parsed expression gives {name} a parameter {key}, \
                                        which it does not have."
                )));
            }
        };
        while arguments.len() <= position {
            arguments.push(plain(NodeKind::Empty));
        }
        arguments[position] = node;
    }
    while function.prints_all_positions && arguments.len() < function.parameters.len() {
        arguments.push(plain(NodeKind::Empty));
    }
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Expression;

    #[test]
    fn writes_the_documented_example() {
        let expression = Expression::parse(r#"Replace([preferredLanguage], "-", , , "_", ,  )"#);
        let form = expression.unwrap().to_source_json();
        let part = |kind: &str, name: &str, text: &str| json!({ "expression": text, "name": name, "parameters": [], "type": kind });
        let expect = json!({
            "expression": "Replace([preferredLanguage], \"-\", , , \"_\", , )",
            "name": "Replace",
            "parameters": [
                { "key": "source",
                  "value": part("Attribute", "preferredLanguage", "[preferredLanguage]") },
                { "key": "Find", "value": part("Constant", "-", "\"-\"") },
                { "key": "Replacement", "value": part("Constant", "_", "\"_\"") },
            ],
            "type": "Function",
        });
        assert_eq!(form, expect);
    }

    /// Text to JSON and back, both by the text and by the parameters alone.
    #[track_caller]
    fn check(text: &str) {
        let form = Expression::parse(text).unwrap().to_source_json();
        assert_eq!(Expression::from_source_json(&form).unwrap().text(), text);
        let mut bare = form;
        bare["expression"] = json!("");
        assert_eq!(Expression::from_source_json(&bare).unwrap().text(), text);
    }

    #[test]
    fn goes_there_and_back() {
        check(r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#);
        check(r#"Replace([a], , "\\d+", "g", , [b], )"#);
        check(r#"Join(" ", [givenName], [surname])"#);
        check(r#"IIF([a] = "x", [b], IgnoreAttributeFlow)"#);
        check(r#"FormatDateTime([d], , "yyyyMMdd", "yyyy-MM-dd")"#);
        check(r#"InStr([a], "b", , vbTextCompare)"#);
        check("[mail]");
        check(r#""Sales \"EMEA\"""#);
        check("Now()");
        check(r#"IIF([a] = 1, "x", Join("", 1000, [b]))"#);
        check(r#"Join("", "1000", [b])"#);
    }

    #[test]
    fn numbers_are_stored_as_quoted_constants() {
        let alone = Expression::parse("1000").unwrap().to_source_json();
        assert_eq!(Expression::from_source_json(&alone).unwrap().text(), "1000");
        let expression = Expression::parse("Mid([userPrincipalName], 1, 8)").unwrap();
        let mut form = expression.to_source_json();
        let start = &form["parameters"][1];
        assert_eq!(start["key"], "start");
        assert_eq!(start["value"]["name"], "1");
        assert_eq!(start["value"]["expression"], "\"1\"");
        form["expression"] = json!(null);
        let back = Expression::from_source_json(&form).unwrap();
        assert_eq!(back.text(), r#"Mid([userPrincipalName], "1", "8")"#);
        let mut again = back.to_source_json();
        again["expression"] = json!(null);
        assert_eq!(again, form);
    }

    #[test]
    fn types_may_be_numbers() {
        let form = json!({ "type": 2, "name": "Not", "parameters": [
            { "key": "source", "value": { "type": 0, "name": "a" } }] });
        assert_eq!(
            Expression::from_source_json(&form).unwrap().text(),
            "Not([a])"
        );
    }

    #[track_caller]
    fn check_refused(form: &serde_json::Value) {
        let problems = Expression::from_source_json(form).unwrap_err();
        assert_eq!(problems[0].code.as_str(), "bad-json", "{form}");
    }

    #[test]
    fn says_what_the_form_lacks() {
        check_refused(&json!({}));
        check_refused(&json!({ "type": "Function" }));
        check_refused(&json!({ "type": "Formula", "name": "x" }));
        check_refused(
            &json!({ "type": "Function", "name": "Not", "parameters": [{ "key": "x" }] }),
        );
        check_refused(&json!({ "name": "a],[b" }));
        check_refused(
            &json!({ "type": "Function", "name": "Not(Not", "parameters": [
            { "key": "source", "value": { "name": "a" } }] }),
        );
        check_refused(&json!({ "type": "Function", "name": "Not", "parameters": [
            { "key": "target", "value": { "name": "a" } }] }));
    }
}
