//! A tree of names to a tree of things: attributes to slots, names to registry entries, arguments
//! counted and put in their positions, constant calls folded. Reads no row.

use jiff::Timestamp;

use crate::dotnet::DateFormat;
use crate::eval::{self, Row, Val};
use crate::functions::logic::SwitchTable;
use crate::functions::replace::ReplacePlan;
use crate::functions::{self, Function};
use crate::problem::ProblemCode;
use crate::program::Attributes;
use crate::suggest::nearest;
use crate::syntax::{Node, NodeKind, Operator};
use crate::value::{AttributeSlot, Context, Input, Inputs, Skip};
use crate::{Problem, Span, lex};

/// A node with its meaning.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) kind: BoundKind,
    pub(crate) span: Span,
}

/// What a bound node can be.
#[derive(Debug)]
pub(crate) enum BoundKind {
    Constant(Val<'static>),
    Attribute(AttributeSlot),
    Signal(Skip),
    Call {
        function: &'static Function,
        arguments: Box<[Bound]>,
        plan: Plan,
    },
    Comparison {
        operator: Operator,
        sides: Box<[Bound; 2]>,
    },
    Empty,
}

/// What a function worked out from its constant arguments, once for all rows.
#[derive(Debug)]
pub(crate) enum Plan {
    None,
    Replace(Box<ReplacePlan>),
    /// The constant keys of a long Switch.
    Switch(SwitchTable),
    /// Input and output format, where constant.
    Dates(Box<[Option<DateFormat>; 2]>),
}

/// Problems after which no nearest attribute is looked for any more.
const SUGGESTED_MAX: usize = 32;

/// Stands for a part that has a problem already; a program with one is never run.
const UNUSABLE: BoundKind = BoundKind::Constant(Val::Null);

struct Binder<'a> {
    attributes: &'a dyn Attributes,
    used: Vec<AttributeSlot>,
    problems: Vec<Problem>,
}

/// Binds `root`; the second part of the result is every slot used, ascending, each once.
pub(crate) fn bind(
    root: &Node,
    attributes: &dyn Attributes,
) -> Result<(Bound, Vec<AttributeSlot>), Vec<Problem>> {
    let mut binder = Binder {
        attributes,
        used: Vec::new(),
        problems: Vec::new(),
    };
    let bound = binder.node(root);
    if !binder.problems.is_empty() {
        return Err(binder.problems);
    }
    binder.used.sort_unstable();
    binder.used.dedup();
    Ok((bound, binder.used))
}

impl Bound {
    /// The text of a constant argument; `None` if it depends on the row or is empty.
    pub(crate) fn constant_text(&self) -> Option<&str> {
        match &self.kind {
            BoundKind::Constant(Val::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self.kind, BoundKind::Empty)
    }

    fn is_fixed(&self) -> bool {
        matches!(self.kind, BoundKind::Constant(_) | BoundKind::Empty)
    }
}

impl Binder<'_> {
    fn report(&mut self, code: ProblemCode, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(code, span, message));
    }

    fn node(&mut self, node: &Node) -> Bound {
        let span = node.span;
        let kind = match &node.kind {
            NodeKind::Attribute(name) => self.attribute(name, span),
            NodeKind::Text(text) => BoundKind::Constant(Val::Text(text.clone().into())),
            NodeKind::Number(spelling) => number(spelling),
            NodeKind::Word(word) => self.word(word, span),
            NodeKind::Call {
                name,
                name_span,
                arguments,
            } => {
                return self.call(name, *name_span, arguments, span);
            }
            NodeKind::Comparison { operator, sides } => BoundKind::Comparison {
                operator: *operator,
                sides: Box::new([self.node(&sides[0]), self.node(&sides[1])]),
            },
            NodeKind::Empty => BoundKind::Empty,
            NodeKind::Broken => UNUSABLE,
        };
        Bound { kind, span }
    }

    fn attribute(&mut self, name: &str, span: Span) -> BoundKind {
        if let Some(slot) = self.attributes.slot(name) {
            self.used.push(slot);
            return BoundKind::Attribute(slot);
        }
        if !name.is_empty() {
            let problem = self.unknown_attribute(name, span);
            self.problems.push(problem);
        }
        UNUSABLE
    }

    fn unknown_attribute(&self, name: &str, span: Span) -> Problem {
        let unknown = |rest: &str| {
            let message = format!("The source has no attribute {name}{rest}");
            Problem::new(ProblemCode::UnknownAttribute, span, message)
        };
        // A text with so many unknown names belongs to another source; the search would only cost.
        let names = (self.problems.len() < SUGGESTED_MAX).then(|| self.attributes.names());
        match nearest(name, names.unwrap_or_default()) {
            Some(near) => {
                unknown(&format!("; did you mean {near}?")).mended_by(format!("[{near}]"))
            }
            None => unknown("; check its spelling, or add the attribute to the source data."),
        }
    }

    fn word(&mut self, word: &str, span: Span) -> BoundKind {
        if let Some((_, kind)) = known_words().into_iter().find(|(known, _)| *known == word) {
            return kind;
        }
        let problem = self.unknown_word(word, span);
        self.problems.push(problem);
        UNUSABLE
    }

    fn unknown_word(&self, word: &str, span: Span) -> Problem {
        let problem = |message: String| Problem::new(ProblemCode::UnknownWord, span, message);
        if let Some(function) = functions::find(word) {
            let signature = function.signature();
            return problem(format!(
                "{word} is a function and needs parentheses: {signature}."
            ));
        }
        let names = known_words().map(|(known, _)| known);
        if let Some(near) = nearest(word, names) {
            let message = format!("The language has no word {word}; did you mean {near}?");
            return problem(message).mended_by(near);
        }
        let attributes = self.attributes.names();
        if let Some(name) = attributes
            .iter()
            .find(|name| name.eq_ignore_ascii_case(word))
        {
            let message = format!("An attribute stands in brackets: [{name}].");
            return problem(message).mended_by(format!("[{name}]"));
        }
        match word.to_ascii_lowercase().as_str() {
            "true" => problem(format!("{word} must be quoted: \"True\".")).mended_by("\"True\""),
            "false" => problem(format!("{word} must be quoted: \"False\".")).mended_by("\"False\""),
            "null" | "nothing" | "empty" => problem(format!(
                "The language has no word {word}; leave the position empty, or write \"\" for the \
                 empty text."
            )),
            _ => problem(format!(
                "The language has no word {word}; write \"{word}\" for the text, or [{word}] for an \
                 attribute."
            )),
        }
    }

    fn call(&mut self, name: &str, name_span: Span, nodes: &[Node], span: Span) -> Bound {
        let function = self.function(name, name_span);
        let arguments: Vec<Bound> = nodes.iter().map(|node| self.node(node)).collect();
        let Some(function) = function else {
            return Bound {
                kind: UNUSABLE,
                span,
            };
        };
        let problems_before = self.problems.len();
        let arguments = self.placed(function, arguments, span).into_boxed_slice();
        let plan = match function.plan {
            Some(plan) if self.problems.len() == problems_before => plan(&arguments)
                .unwrap_or_else(|problem| {
                    let mut problem = *problem;
                    if problem.span == Span::default() {
                        problem.span = span;
                    }
                    self.problems.push(problem);
                    Plan::None
                }),
            _ => Plan::None,
        };
        let sound = self.problems.is_empty();
        let bound = Bound {
            kind: BoundKind::Call {
                function,
                arguments,
                plan,
            },
            span,
        };
        if sound { folded(bound) } else { bound }
    }

    fn function(&mut self, name: &str, span: Span) -> Option<&'static Function> {
        if let Some(function) = functions::find(name) {
            return Some(function);
        }
        if let Some(advice) = functions::absent(name) {
            self.report(ProblemCode::UnknownFunction, span, advice);
            return None;
        }
        let near = nearest(name, functions::names());
        let same = near.filter(|near| near.eq_ignore_ascii_case(name));
        let problem = match (same, near) {
            (Some(same), _) => Problem::new(
                ProblemCode::FunctionCase,
                span,
                format!("Function names are case-sensitive: write {same}, not {name}."),
            )
            .mended_by(same),
            (None, Some(near)) => Problem::new(
                ProblemCode::UnknownFunction,
                span,
                format!("There is no function {name}; did you mean {near}?"),
            )
            .mended_by(near),
            (None, None) => Problem::new(
                ProblemCode::UnknownFunction,
                span,
                format!("There is no function {name}; see the list of functions."),
            ),
        };
        self.problems.push(problem);
        // With only the case wrong, the arguments can still be checked.
        same.and_then(functions::find)
    }

    /// The arguments in the positions of the function's parameters, and every complaint about them.
    fn placed(&mut self, function: &Function, mut arguments: Vec<Bound>, span: Span) -> Vec<Bound> {
        // Documented expressions end calls with a spare comma: ToLower(x, ).
        while arguments.last().is_some_and(Bound::is_empty) && !function.takes(arguments.len()) {
            arguments.pop();
        }
        if let Some(short) = function.shortened
            && arguments.len() == short.count
        {
            let start = arguments[short.absent].span.start;
            let span = Span { start, end: start };
            arguments.insert(
                short.absent,
                Bound {
                    kind: BoundKind::Empty,
                    span,
                },
            );
        }
        self.check_count(function, &arguments, span);
        arguments
    }

    fn check_count(&mut self, function: &Function, arguments: &[Bound], span: Span) {
        let signature = function.signature();
        if let Some(max) = function.arguments_max()
            && arguments.len() > max
        {
            let extra = arguments[max].span.to(arguments[arguments.len() - 1].span);
            let message = format!(
                "{} takes at most {max} arguments: {signature}.",
                function.name
            );
            self.report(ProblemCode::TooManyArguments, extra, message);
        }
        for position in 0..arguments.len().max(function.parameters.len()) {
            let argument = arguments.get(position);
            let missing = argument.is_none_or(Bound::is_empty);
            if let Some(parameter) = function.needed(position)
                && missing
            {
                let place = argument.map_or(span, |argument| argument.span);
                let message = format!(
                    "{} needs its argument {}: {signature}.",
                    function.name, parameter.name
                );
                self.report(ProblemCode::MissingArgument, place, message);
            }
        }
        if function.leaves_pair_open(arguments.len()) {
            let message = format!(
                "After the default, {} takes keys and values in pairs, and one is missing: \
                 {signature}.",
                function.name
            );
            self.report(ProblemCode::UnpairedArguments, span, message);
        }
    }
}

/// The bare words of the language. The two signals are documented for Workday expressions only.
fn known_words() -> [(&'static str, BoundKind); 4] {
    let text = |word: &'static str| (word, BoundKind::Constant(Val::Text(word.into())));
    [
        text("vbTextCompare"),
        text("vbBinaryCompare"),
        ("IgnoreAttributeFlow", BoundKind::Signal(Skip::Attribute)),
        ("IgnoreObjectFlow", BoundKind::Signal(Skip::Object)),
    ]
}

/// A whole number as such; a decimal one as its text, which compares as a number only by <, <=, > and >=.
fn number(spelling: &str) -> BoundKind {
    let val = match lex::whole_number(spelling) {
        Some(number) => Val::Number(number),
        None => Val::Text(spelling.to_owned().into()),
    };
    BoundKind::Constant(val)
}

/// The call's value, if neither row nor context can change it.
fn folded(bound: Bound) -> Bound {
    let BoundKind::Call {
        function,
        arguments,
        ..
    } = &bound.kind
    else {
        return bound;
    };
    if !function.folds || !arguments.iter().all(Bound::is_fixed) {
        return bound;
    }
    let context = Context {
        now: Timestamp::UNIX_EPOCH,
        seed: 0,
        existing: &[],
    };
    let row = Row {
        inputs: &NoInputs,
        context: &context,
        scratch: None,
    };
    // A failure stays a call, so that it is reported where and when the row needs the value.
    let value = eval::evaluate(&bound, row).map(Val::into_static);
    match value {
        Ok(val) => Bound {
            kind: BoundKind::Constant(val),
            span: bound.span,
        },
        Err(_) => bound,
    }
}

/// A row without attributes, for folding.
struct NoInputs;

impl Inputs for NoInputs {
    fn value(&self, _: AttributeSlot) -> Input<'_> {
        Input::Null
    }
}
