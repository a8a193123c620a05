//! The registry: every function once, with its parameters, help and implementation. Binding,
//! evaluation, completion, the JSON form and the reference all read it. No function is known
//! anywhere else by name.

mod completion;
mod convert;
mod date;
pub(crate) mod logic;
mod multi;
pub(crate) mod replace;
mod text;
mod unique;

pub use completion::{Completion, ParameterHelp, completions};

use crate::Problem;
use crate::assumption::Assumption;
use crate::bind::{Bound, Plan};
use crate::eval::{Call, Evaluated};

/// A function of the language.
#[derive(Debug)]
pub struct Function {
    /// The name as it must be spelt.
    pub name: &'static str,
    /// Other spellings that are accepted.
    pub aliases: &'static [&'static str],
    /// What it takes, in order.
    pub parameters: &'static [Parameter],
    /// How many of the last parameters repeat as a group; 0 if none does.
    pub repeats: usize,
    /// One sentence on what it returns.
    pub help: &'static str,
    /// What it is about.
    pub family: Family,
    /// Where it comes from.
    pub origin: Origin,
    /// What this evaluator assumes where the documents are silent or disagree.
    pub assumptions: &'static [Assumption],
    /// One call of it, for help; the page about it says what it gives.
    pub example: &'static str,
    pub(crate) shortened: Option<Shortened>,
    pub(crate) prints_all_positions: bool,
    pub(crate) folds: bool,
    pub(crate) plan: Option<PlanFn>,
    pub(crate) call: CallFn,
}

/// A parameter of a function.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in Microsoft's reference.
    pub name: &'static str,
    /// Its name in the parsed (JSON) form; the reference's own where none is published.
    pub key: &'static str,
    /// Whether it may be left empty.
    pub need: Need,
    /// What it takes.
    pub kind: Kind,
    /// What it is, in a sentence.
    pub help: &'static str,
}

/// What a parameter takes. Everything else is converted where it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Text,
    /// A whole number of at least so much; a text that holds one counts.
    Number(i64),
    /// One of these words, as a text or bare.
    Word(&'static [&'static str]),
    /// The name of a culture such as `en-US`.
    Culture,
    /// Names of .NET's DateTimeStyles, with commas between.
    Styles,
    /// A date, or a text that .NET reads as one.
    Date,
    /// True, False, a number or a comparison.
    Condition,
    /// An attribute with several values, or one text.
    Values,
    /// Whatever there is.
    Any,
}

/// Whether an argument must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// The position may be left empty, or left out at the end.
    Optional,
}

/// What a function is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// One text to another.
    Text,
    /// Conditions and choices.
    Logic,
    /// Dates and times.
    Date,
    /// Numbers, encodings, types.
    Conversion,
    /// Multi-valued attributes.
    SeveralValues,
    /// App roles.
    Roles,
    /// Values that must be new.
    Uniqueness,
}

/// Where a function is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Microsoft's reference of functions, or a page beside it.
    Reference,
    /// Only the older listing of the Graph API.
    OlderListing,
}

/// A call form in which one optional argument has no position at all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shortened {
    /// Number of arguments that marks the form.
    pub(crate) count: usize,
    /// The parameter without a position.
    pub(crate) absent: usize,
}

pub(crate) type CallFn = for<'a> fn(&Call<'a>) -> Evaluated<'a>;
pub(crate) type PlanFn = fn(&[Bound]) -> Result<Plan, Box<Problem>>;

/// Every function, in families.
pub fn all() -> impl Iterator<Item = &'static Function> {
    [
        text::FUNCTIONS,
        logic::FUNCTIONS,
        date::FUNCTIONS,
        convert::FUNCTIONS,
        multi::FUNCTIONS,
        replace::FUNCTIONS,
        unique::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
}

/// The function so spelt.
pub fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name || function.aliases.contains(&name))
}

/// The proper names of all functions.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    all().map(|function| function.name)
}

/// What to write instead of a function that spreadsheets and Visual Basic have and Entra lacks.
pub(crate) fn absent(name: &str) -> Option<String> {
    let advice = match name.to_ascii_lowercase().as_str() {
        "trim" | "ltrim" | "rtrim" => {
            r#"use Replace([name], , "^\\s+|\\s+$", , "", , ) to cut blanks at both ends"#
        }
        "right" => r#"use Replace([name], , ".*(.{3})$", , "$1", , ) for the last 3 characters"#,
        "len" | "length" => "no function counts characters; test a length with Replace and a regex",
        "concat" | "concatenate" => "use Join, with \"\" as separator",
        "if" => "use IIF",
        "and" | "or" => "nest one IIF in the branch of another",
        "upper" | "ucase" => "use ToUpper",
        "lower" | "lcase" => "use ToLower",
        "substitute" => "use Replace",
        "substring" => "use Mid; its first character has number 1",
        "contains" => "use InStr, which gives 0 where the text is not found",
        "proper" | "totitlecase" => "use PCase",
        "isblank" | "isempty" => "use IsNullOrEmpty",
        "itemornull" => "use Item, which gives null beyond the last value",
        "padleft" => {
            r#"use Replace(Join("", "00000000", [name]), , ".*(.{8})$", , "$1", , ) for 8 digits"#
        }
        "replacechars" => "use NormalizeDiacritics, or Replace with a regex",
        "randomnum" => "use RandomString with digits only",
        "regexreplace" => "use Replace with its third argument, regexPattern",
        _ if of_connect(name) => "it belongs to Microsoft Entra Connect, not to app provisioning",
        _ => return None,
    };
    Some(format!("Entra has no function {name}: {advice}."))
}

/// Functions of Entra Connect's rules, which look alike and are another language.
fn of_connect(name: &str) -> bool {
    const NAMES: [&str; 26] = [
        "BitOr",
        "CGuid",
        "CNum",
        "CRef",
        "ConvertFromBase64",
        "ConvertFromUTF8Hex",
        "ConvertSidToString",
        "DNComponent",
        "DNComponentRev",
        "Error",
        "EscapeDNComponent",
        "InStrRev",
        "IsBitSet",
        "IsCert",
        "IsDate",
        "IsGuid",
        "IsNumeric",
        "PadRight",
        "Select",
        "StringFromGuid",
        "StringFromSid",
        "Where",
        "With",
        "CertSubject",
        "CertThumbprint",
        "ImportedValue",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl Function {
    const fn new(
        name: &'static str,
        parameters: &'static [Parameter],
        family: Family,
        help: &'static str,
        call: CallFn,
    ) -> Function {
        Function {
            name,
            aliases: &[],
            parameters,
            repeats: 0,
            help,
            family,
            origin: Origin::Reference,
            assumptions: &[],
            example: "",
            shortened: None,
            prints_all_positions: false,
            folds: true,
            plan: None,
            call,
        }
    }

    const fn also(mut self, aliases: &'static [&'static str]) -> Function {
        self.aliases = aliases;
        self
    }

    const fn repeating(mut self, parameters: usize) -> Function {
        self.repeats = parameters;
        self
    }

    const fn older(mut self) -> Function {
        self.origin = Origin::OlderListing;
        self
    }

    const fn assuming(mut self, assumptions: &'static [Assumption]) -> Function {
        self.assumptions = assumptions;
        self
    }

    const fn example(mut self, example: &'static str) -> Function {
        self.example = example;
        self
    }

    /// Depends on the context, so constant arguments do not make a constant.
    const fn unfolded(mut self) -> Function {
        self.folds = false;
        self
    }

    const fn planned(mut self, plan: PlanFn) -> Function {
        self.plan = Some(plan);
        self
    }

    const fn shortened(mut self, count: usize, absent: usize) -> Function {
        self.shortened = Some(Shortened { count, absent });
        self
    }

    const fn printing_all_positions(mut self) -> Function {
        self.prints_all_positions = true;
        self
    }

    /// The call form: `Replace(source, oldValue?, …)`; `?` marks what may be left empty, `…` what
    /// repeats.
    pub fn signature(&self) -> String {
        let mark = |parameter: &Parameter| match parameter.need {
            Need::Required => parameter.name.to_owned(),
            Need::Optional => format!("{}?", parameter.name),
        };
        let mut parts: Vec<String> = self.parameters.iter().map(mark).collect();
        if self.repeats > 0 {
            parts.push("…".to_owned());
        }
        format!("{}({})", self.name, parts.join(", "))
    }

    /// Most arguments it takes; `None` if there is no limit.
    pub fn arguments_max(&self) -> Option<usize> {
        (self.repeats == 0).then_some(self.parameters.len())
    }

    /// The parameter at an argument position.
    pub fn parameter(&self, position: usize) -> Option<&'static Parameter> {
        let once = self.parameters.len() - self.repeats;
        if position < self.parameters.len() || self.repeats == 0 {
            return self.parameters.get(position);
        }
        self.parameters.get(once + (position - once) % self.repeats)
    }

    /// The parameter at `position`, if an argument must stand there.
    pub(crate) fn needed(&self, position: usize) -> Option<&'static Parameter> {
        // A single repeated source may be skipped, half a pair may not.
        let skippable = position >= self.parameters.len() && self.repeats < 2;
        self.parameter(position)
            .filter(|parameter| parameter.need == Need::Required && !skippable)
    }

    /// The parameter position of the argument at `position` among `count`.
    pub(crate) fn place(&self, count: usize, position: usize) -> usize {
        match self.shortened {
            Some(short) if count == short.count && position >= short.absent => position + 1,
            _ => position,
        }
    }

    /// Whether so many arguments can all have a place.
    pub(crate) fn takes(&self, count: usize) -> bool {
        self.arguments_max().is_none_or(|max| count <= max) && !self.leaves_pair_open(count)
    }

    /// Whether so many arguments leave a key without its value.
    pub(crate) fn leaves_pair_open(&self, count: usize) -> bool {
        let once = self.parameters.len() - self.repeats;
        self.repeats > 1 && count > once && !(count - once).is_multiple_of(self.repeats)
    }
}

const fn required(name: &'static str, kind: Kind, help: &'static str) -> Parameter {
    Parameter {
        name,
        key: name,
        need: Need::Required,
        kind,
        help,
    }
}

const fn optional(name: &'static str, kind: Kind, help: &'static str) -> Parameter {
    Parameter {
        need: Need::Optional,
        ..required(name, kind, help)
    }
}

impl Parameter {
    /// With another name in the parsed form.
    const fn keyed(mut self, key: &'static str) -> Parameter {
        self.key = key;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{all, find};

    #[test]
    fn every_name_is_found_once() {
        let mut names: Vec<&str> = Vec::new();
        for function in all() {
            names.push(function.name);
            names.extend(function.aliases);
        }
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.into_iter().all(|name| find(name).is_some()));
    }

    #[test]
    fn repeated_parameters_go_round() {
        let switch = find("Switch").unwrap();
        let names: Vec<&str> = (0..6)
            .map(|at| switch.parameter(at).map_or("none", |found| found.name))
            .collect();
        assert_eq!(
            names,
            ["source", "defaultValue", "key", "value", "key", "value"]
        );
        assert!(find("Mid").unwrap().parameter(3).is_none());
    }

    #[test]
    fn everything_is_explained() {
        for function in all() {
            assert!(function.help.ends_with('.'), "{}", function.name);
            assert!(
                crate::Expression::parse(function.example).is_ok(),
                "{}: {}",
                function.name,
                function.example
            );
            for parameter in function.parameters {
                let place = format!("{}.{}", function.name, parameter.name);
                assert!(parameter.help.ends_with('.'), "{place}");
            }
            for assumption in function.assumptions {
                assert!(crate::assumption::find(assumption.name).is_some());
            }
        }
    }
}
