//! A mapping bound to both populations: what each row would send for a user.
//!
//! It evaluates; whether the value is sent, and to whom, is decided by its callers.

use std::borrow::Cow;

use presync_expr::{Outcome, Program, Skip, Value};

use super::{
    Settings,
    lookup::equal_folded,
    source::{AzureSource, MISSING, Person, SourceSlot, SourceValue, graph_name},
    target::TargetRules,
};
use crate::{
    AttributeId, Population,
    catalogue::Kind,
    finding::{Finding, FindingCode, Subject},
    mapping::{Apply, AttributeMapping, MappingSource, ObjectMapping},
    record::VALUE_SEPARATOR,
    site_schema::Mutability,
};

/// What a row gives for a user, before *Default value if null*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Flow<'a> {
    /// A value.
    Value(Cow<'a, str>),
    /// Null: never sent.
    Null,
    /// An empty text of an expression: nothing to look up or create with.
    Empty,
    /// The expression says to leave the attribute, or the whole user, alone.
    Skip(Skip),
    /// Several values for an attribute that takes one (`SchemaPropertyCanOnlyAcceptValue`).
    Several,
    /// No value can be computed; the text says why, without personal values.
    Error(String),
}

/// A mapping row bound to both populations.
#[derive(Debug)]
pub(super) struct BoundRow<'m> {
    pub(super) mapping: &'m AttributeMapping,
    /// Position among the users rows.
    pub(super) at: u16,
    /// The target's column in the intranet's export.
    pub(super) held: Option<AttributeId>,
    pub(super) rules: TargetRules,
    source: BoundSource,
}

#[derive(Debug)]
enum BoundSource {
    Slot(SourceSlot),
    /// The export does not hold the attribute.
    Missing,
    Constant,
    Expression(Box<BoundExpression>),
    /// The expression cannot be read.
    Broken,
    None,
}

#[derive(Debug)]
struct BoundExpression {
    program: Program,
    /// Whether it reads something that the export does not hold.
    is_unknown: bool,
}

/// The rows of a users mapping bound to both populations.
#[derive(Debug)]
pub(super) struct BoundMapping<'m> {
    pub(super) rows: Vec<BoundRow<'m>>,
    /// What is wrong with the mapping itself.
    pub(super) findings: Vec<Finding>,
}

impl<'m> BoundMapping<'m> {
    pub(super) fn new(
        mapping: &'m ObjectMapping,
        source: &AzureSource<'_>,
        legacy: &Population,
        settings: &Settings,
    ) -> Self {
        let mut findings = Vec::new();
        let rows = (0u16..)
            .zip(&mapping.rows)
            .map(|(at, row)| bind_row(at, row, source, legacy, settings, &mut findings))
            .collect();
        Self { rows, findings }
    }
}

impl BoundRow<'_> {
    /// What the row gives for a user; the default is not applied yet.
    pub(super) fn flow<'a>(&'a self, person: &'a Person<'_>) -> Flow<'a> {
        let several = self.rules.multi_valued;
        match &self.source {
            BoundSource::Slot(slot) => direct(person.source.value(person.user, *slot), several),
            BoundSource::Missing | BoundSource::None => Flow::Null,
            BoundSource::Broken => Flow::Error("the expression cannot be read".to_owned()),
            BoundSource::Constant => match &self.mapping.source {
                MappingSource::Constant(text) => Flow::Value(text.as_str().into()),
                _ => Flow::Null,
            },
            BoundSource::Expression(bound) => bound.flow(person, several),
        }
    }

    /// What a create would send: the value, else the default of the row, else that of the attribute.
    pub(super) fn on_create<'a>(&'a self, person: &'a Person<'_>) -> Flow<'a> {
        if self.rules.is_read_only() {
            return Flow::Null;
        }
        match (self.flow(person), &self.mapping.default) {
            (Flow::Null | Flow::Empty, Some(default)) if !default.is_empty() => {
                Flow::Value(default.as_str().into())
            }
            (flow, _) => self.or_demanded(flow),
        }
    }

    /// What an update would send, given what the account holds: defaults do not apply, except that
    /// kind None fills an empty target, and a required attribute has a default of its own.
    pub(super) fn on_update<'a>(&'a self, person: &'a Person<'_>, now: &str) -> Flow<'a> {
        let is_empty = now.is_empty();
        match (&self.mapping.source, self.mapping.apply) {
            _ if !self.updates(is_empty) => Flow::Null,
            (MappingSource::None, _) if is_empty => self.on_create(person),
            (MappingSource::None, _) => Flow::Null,
            (_, Apply::AddValues) if self.rules.multi_valued => added(now, self.flow(person)),
            _ if is_empty => self.or_demanded(self.flow(person)),
            _ => self.flow(person),
        }
    }

    /// Whether the row is applied to an account that holds a value, or none.
    pub(super) fn updates(&self, is_empty: bool) -> bool {
        let by_row = match self.mapping.apply {
            Apply::OnCreate => false,
            Apply::IfEmpty => is_empty,
            Apply::Always | Apply::AddValues | Apply::KeepValue => true,
        };
        by_row
            && match self.rules.mutability {
                Mutability::ReadOnly => false,
                Mutability::Immutable => is_empty,
                Mutability::ReadWrite | Mutability::WriteOnly => true,
            }
    }

    /// A required attribute gets its own default where no value flows (`attributeDefinition`).
    fn or_demanded<'a>(&'a self, flow: Flow<'a>) -> Flow<'a> {
        match (flow, &self.rules.default) {
            (Flow::Null | Flow::Empty, Some(default)) if self.rules.required => {
                Flow::Value(default.as_str().into())
            }
            (flow, _) => flow,
        }
    }

    /// Whether the row reads something the export does not hold, so that a null says nothing.
    pub(super) fn is_unknown(&self) -> bool {
        match &self.source {
            BoundSource::Missing => true,
            BoundSource::Expression(bound) => bound.is_unknown,
            _ => false,
        }
    }

    /// Whether a user cannot be sent without a value of this row, and the export would show one.
    pub(super) fn is_missed(&self) -> bool {
        self.rules.required && !self.rules.is_read_only() && !self.is_unknown()
    }

    /// Whether the row gives another user rather than a text.
    pub(super) fn is_reference(&self) -> bool {
        self.rules.kind == Kind::Reference
    }
}

impl BoundExpression {
    fn flow<'a>(&'a self, person: &'a Person<'_>, several: bool) -> Flow<'a> {
        match self.program.evaluate(person, &person.context) {
            Outcome::Value(value) => value_flow(value, several),
            Outcome::Skip(skip) => Flow::Skip(skip),
            Outcome::Error(error) => Flow::Error(error.message),
        }
    }
}

fn direct(value: SourceValue<'_>, several: bool) -> Flow<'_> {
    match value {
        SourceValue::Null => Flow::Null,
        SourceValue::One(text) => Flow::Value(text.into()),
        SourceValue::Boolean(truth) => Flow::Value(boolean_text(truth).into()),
        SourceValue::Many(texts) if several => Flow::Value(texts.into()),
        SourceValue::Many(_) => Flow::Several,
    }
}

fn value_flow(value: Value<'_>, several: bool) -> Flow<'_> {
    match value {
        Value::Null => Flow::Null,
        Value::Text(text) if text.is_empty() => Flow::Empty,
        Value::Text(text) => Flow::Value(text),
        Value::Number(number) => Flow::Value(number.to_string().into()),
        Value::Boolean(truth) => Flow::Value(boolean_text(truth).into()),
        Value::Texts(mut texts) => match texts.len() {
            0 | 1 => texts.pop().map_or(Flow::Null, Flow::Value),
            _ if several => {
                Flow::Value(texts.join(VALUE_SEPARATOR.encode_utf8(&mut [0; 4])).into())
            }
            _ => Flow::Several,
        },
    }
}

/// What an account holds, and the values it lacks after it; null where it lacks none.
fn added<'a>(now: &str, flow: Flow<'a>) -> Flow<'a> {
    let Flow::Value(values) = flow else {
        return flow;
    };
    let mut all = now.to_owned();
    for value in values.split(VALUE_SEPARATOR) {
        if !all
            .split(VALUE_SEPARATOR)
            .any(|held| equal_folded(held, value))
        {
            if !all.is_empty() {
                all.push(VALUE_SEPARATOR);
            }
            all.push_str(value);
        }
    }
    Flow::Value(all.into())
}

fn boolean_text(truth: bool) -> &'static str {
    if truth { "True" } else { "False" }
}

fn bind_row<'m>(
    at: u16,
    mapping: &'m AttributeMapping,
    source: &AzureSource<'_>,
    legacy: &Population,
    settings: &Settings,
    findings: &mut Vec<Finding>,
) -> BoundRow<'m> {
    let rules = TargetRules::of(mapping, settings);
    let mut say = |code, evidence: &str| {
        let subject = Subject::Mapping(Some(at));
        findings.push(Finding::new(code, subject, &mapping.target, evidence));
    };
    if rules.is_unknown_to_site {
        say(
            FindingCode::UnknownToSite,
            "the site's /Schemas does not name it",
        );
    }
    if rules.is_read_only() {
        say(FindingCode::ReadOnlyTarget, "");
    }
    BoundRow {
        mapping,
        at,
        held: legacy.attribute(&mapping.target),
        rules,
        source: bind_source(&mapping.source, source, &mut say),
    }
}

fn bind_source(
    mapping: &MappingSource,
    source: &AzureSource<'_>,
    say: &mut dyn FnMut(FindingCode, &str),
) -> BoundSource {
    match mapping {
        MappingSource::None => BoundSource::None,
        MappingSource::Constant(_) => BoundSource::Constant,
        MappingSource::Direct(name) => match source.resolve(name) {
            Some(slot) => {
                say_graph_name(name, say);
                BoundSource::Slot(slot)
            }
            None => {
                say(FindingCode::UnknownSource, name);
                BoundSource::Missing
            }
        },
        MappingSource::Expression(text) => bind_expression(text, source, say),
    }
}

/// Entra offers its own names as sources, not Graph's.
fn say_graph_name(name: &str, say: &mut dyn FnMut(FindingCode, &str)) {
    if let Some(entra) = graph_name(name) {
        let reading = format!("{name} is Graph's name: computed as {entra}");
        say(FindingCode::StatedReading, &reading);
    }
}

fn bind_expression(
    text: &str,
    source: &AzureSource<'_>,
    say: &mut dyn FnMut(FindingCode, &str),
) -> BoundSource {
    let slot_of = |name: &str| Some(source.resolve(name).map_or(MISSING, SourceSlot::number));
    let program = match Program::compile(text, &slot_of) {
        Ok(program) => program,
        Err(problems) => {
            problems
                .iter()
                .for_each(|p| say(FindingCode::ExpressionError, &p.message));
            return BoundSource::Broken;
        }
    };
    let names = program.expression().attribute_names();
    names.iter().for_each(|name| say_graph_name(name, say));
    let unknown = names
        .into_iter()
        .filter(|name| source.resolve(name).is_none());
    let mut is_unknown = false;
    for name in unknown {
        say(FindingCode::UnknownSource, name);
        is_unknown = true;
    }
    BoundSource::Expression(Box::new(BoundExpression {
        program,
        is_unknown,
    }))
}
