//! A mapping: which value Entra would write to which attribute, when, and how it finds the account.
//!
//! A value. Where it came from (recommended, edited, a customer's schema) makes no difference here.

use serde::{Deserialize, Serialize};

/// Where the value of a target attribute comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum MappingSource {
    /// One source attribute as it is, by its Entra source name.
    Direct(String),
    /// A fixed text.
    Constant(String),
    /// An expression of the mapping language.
    Expression(String),
    /// Nothing; the default fills the target whenever it is empty.
    None,
}

impl MappingSource {
    /// How files name it: `direct:mail`, `constant`, `expression`, `none`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Direct(name) => format!("direct:{name}"),
            Self::Constant(_) => "constant".to_owned(),
            Self::Expression(_) => "expression".to_owned(),
            Self::None => "none".to_owned(),
        }
    }
}

/// When a mapping row is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apply {
    /// On create and update.
    #[default]
    Always,
    /// Only during object creation (`ObjectAddOnly`).
    OnCreate,
    /// On create and update, but values of a multi-valued target are only added.
    AddValues,
    /// On create and update, but a value is never taken away.
    KeepValue,
    /// On create, and on update where the target has no value.
    IfEmpty,
}

impl Apply {
    /// All of them, in the order of Graph's `attributeFlowType` numbers.
    pub const ALL: [Self; 5] = [
        Self::Always,
        Self::OnCreate,
        Self::AddValues,
        Self::KeepValue,
        Self::IfEmpty,
    ];

    /// Graph's `attributeFlowType`.
    #[must_use]
    pub fn flow_type(self) -> &'static str {
        match self {
            Self::Always => "Always",
            Self::OnCreate => "ObjectAddOnly",
            Self::AddValues => "MultiValueAddOnly",
            Self::KeepValue => "ValueAddOnly",
            Self::IfEmpty => "AttributeAddOnly",
        }
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::OnCreate => "on_create",
            Self::AddValues => "add_values",
            Self::KeepValue => "keep_value",
            Self::IfEmpty => "if_empty",
        }
    }
}

/// Whether a value is sent that the account holds already (Graph's `attributeFlowBehavior`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behavior {
    /// Only a value that differs.
    #[default]
    WhenChanged,
    /// Every value, also one that differs in letter case only.
    Always,
}

impl Behavior {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    fn is_default(&self) -> bool {
        *self == Self::WhenChanged
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WhenChanged => "when_changed",
            Self::Always => "always",
        }
    }
}

/// One row of a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeMapping {
    /// Target attribute, spelt as Entra spells it, such as `emails[type eq "work"].value`.
    pub target: String,
    /// Where the value comes from.
    pub source: MappingSource,
    /// *Default value if null*: on create only, except with [`MappingSource::None`].
    pub default: Option<String>,
    /// When the row is applied.
    pub apply: Apply,
    /// Whether a value is sent that the account holds already.
    #[serde(default, skip_serializing_if = "Behavior::is_default")]
    pub behavior: Behavior,
    /// Matching precedence, from 1; none when the row is no match key.
    pub precedence: Option<u32>,
    /// Why, in one sentence; empty when the row was not recommended.
    pub reason: String,
    /// The figure behind it and the runner-up, as text; may be empty.
    pub evidence: String,
}

impl AttributeMapping {
    /// A row that is always applied, no match key, without default.
    #[must_use]
    pub fn new(target: &str, source: MappingSource) -> Self {
        Self {
            target: target.to_owned(),
            source,
            default: None,
            apply: Apply::Always,
            behavior: Behavior::WhenChanged,
            precedence: None,
            reason: String::new(),
            evidence: String::new(),
        }
    }
}

/// The Create, Update and Delete boxes of *Target object actions*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectActions {
    /// Unmatched users are created.
    pub create: bool,
    /// Matched users are changed; a disable is an update too.
    pub update: bool,
    /// Hard-deleted users are deleted.
    pub delete: bool,
}

impl Default for ObjectActions {
    fn default() -> Self {
        Self {
            create: true,
            update: true,
            delete: true,
        }
    }
}

/// One clause of a scoping filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeClause {
    /// Source attribute.
    pub attribute: String,
    /// Operator as the schema spells it, such as `EQUALS`.
    pub operator: String,
    /// Compared values.
    pub values: Vec<String>,
}

/// A scoping filter: groups are joined by OR, the clauses of a group by AND.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ScopeFilter {
    /// Groups of clauses; none means everybody.
    pub groups: Vec<Vec<ScopeClause>>,
    /// The experimental `inputFilterGroups` of a schema, joined alike: what is read at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub input: Vec<Vec<ScopeClause>>,
}

/// The mapping of one kind of object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ObjectMapping {
    /// Which actions are on.
    pub actions: ObjectActions,
    /// The rows in the order Entra shows them.
    pub rows: Vec<AttributeMapping>,
    /// Who is in scope.
    pub scope: ScopeFilter,
}

impl ObjectMapping {
    /// The rows that are match keys, by precedence, with their positions.
    #[must_use]
    pub fn match_keys(&self) -> Vec<(usize, &AttributeMapping)> {
        let mut keys: Vec<_> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.precedence.is_some())
            .collect();
        keys.sort_by_key(|(at, row)| (row.precedence, *at));
        keys
    }

    /// The row of a target attribute, spelt exactly.
    #[must_use]
    pub fn row(&self, target: &str) -> Option<&AttributeMapping> {
        self.rows.iter().find(|row| row.target == target)
    }
}

/// A whole mapping: users, and groups where they are provisioned.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mapping {
    /// Users.
    pub users: ObjectMapping,
    /// Groups; none when the groups mapping is off.
    pub groups: Option<ObjectMapping>,
}
