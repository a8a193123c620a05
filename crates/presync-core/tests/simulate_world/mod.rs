//! Small invented worlds whose values collide: two populations, who is who, a mapping.
//!
//! Generation only; what must hold of a plan stands in the tests.

use std::{collections::BTreeSet, fmt};

use jiff::Timestamp;
use presync_core::{
    Chosen, Link, LinkRule, LinkStatus, Plan, Population, Side, UserIx,
    mapping::{Apply, AttributeMapping, Mapping, MappingSource},
    matching::Matching,
    population::{PopulationBuilder, Source},
    progress::Unwatched,
    record::Record,
    scope::Scope,
    simulate::{self, Settings},
};
use proptest::{collection::vec, prelude::*, sample::select};

pub(crate) const MAIL: &str = r#"emails[type eq "work"].value"#;
pub(crate) const MANAGER: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
const DEPARTMENT: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
const COMPANY: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization";
const HIRED: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:jobStartDate";
const LOCATION: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location";
const LOGIN: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:loginType";

/// The columns of the intranet's export. The last one stands for the link that a first cycle keeps.
pub(crate) const LEGACY: [&str; 11] = [
    "userName",
    "externalId",
    MAIL,
    "active",
    "title",
    DEPARTMENT,
    HIRED,
    LOGIN,
    MANAGER,
    "userType",
    "link",
];
/// The columns of the Azure export.
const AZURE: [&str; 9] = [
    "objectId",
    "userPrincipalName",
    "mail",
    "employeeId",
    "accountEnabled",
    "jobTitle",
    "department",
    "employeeHireDate",
    "manager",
];

/// What a plan is made from.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) legacy: Vec<Vec<String>>,
    pub(crate) azure: Vec<Vec<String>>,
    /// By Azure user: the intranet user, and whether somebody has decided.
    pub(crate) links: Vec<Option<(usize, bool)>>,
    pub(crate) mapping: Mapping,
    /// How many columns of the intranet's export there are.
    pub(crate) columns: usize,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.legacy {
            writeln!(f, "legacy {row:?}")?;
        }
        for (row, link) in self.azure.iter().zip(&self.links) {
            writeln!(f, "azure {row:?} is {link:?}")?;
        }
        let actions = self.mapping.users.actions;
        writeln!(f, "{actions:?}, {} columns", self.columns)?;
        for row in &self.mapping.users.rows {
            let (source, key) = (row.source.label(), row.precedence);
            writeln!(
                f,
                "{} ← {source} {:?} {key:?} {:?}",
                row.target, row.apply, row.default
            )?;
        }
        Ok(())
    }
}

impl World {
    pub(crate) fn plan(&self, chosen: &Chosen) -> Plan {
        self.with_input(chosen, |input| {
            simulate::run(input, &Unwatched).expect("a small plan fits")
        })
    }

    /// What the input of a simulation is good for.
    pub(crate) fn with_input<T>(
        &self,
        chosen: &Chosen,
        ask: impl FnOnce(&simulate::Input<'_>) -> T,
    ) -> T {
        let legacy = population(Side::Legacy, &LEGACY[..self.columns], &self.legacy);
        let azure = population(Side::Azure, &AZURE, &self.azure);
        let matching = self.matching();
        let settings = Settings {
            chosen: chosen.clone(),
            ..Settings::at(Timestamp::UNIX_EPOCH)
        };
        let scope = Scope {
            stated: true,
            ..Scope::default()
        };
        ask(&simulate::Input {
            legacy: &legacy,
            azure: &azure,
            matching: &matching,
            mapping: &self.mapping,
            scope: &scope,
            settings: &settings,
        })
    }

    fn matching(&self) -> Matching {
        let mut matching = Matching {
            by_azure: vec![None; self.azure.len()],
            by_legacy: vec![None; self.legacy.len()],
            ..Matching::default()
        };
        for (azure, link) in self.links.iter().enumerate() {
            let Some((legacy, decided)) = *link else {
                continue;
            };
            let at = u32::try_from(matching.links.len()).expect("few links");
            matching.by_azure[azure] = Some(at);
            matching.by_legacy[legacy] = Some(at);
            matching.links.push(Link {
                legacy: user(legacy),
                azure: user(azure),
                status: match decided {
                    true => LinkStatus::Certain,
                    false => LinkStatus::Review,
                },
                rule: LinkRule::Uid,
                score: 1.0,
                evidence: Vec::new(),
            });
        }
        matching
    }
}

pub(crate) fn user(at: usize) -> UserIx {
    UserIx(u32::try_from(at).expect("few users"))
}

fn population(side: Side, names: &[&str], rows: &[Vec<String>]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "world".to_owned(),
        sheet: None,
    };
    builder.begin_source(source, names).expect("few columns");
    for (row, number) in rows.iter().zip(1..) {
        let cells: Vec<&str> = row[..names.len()].iter().map(String::as_str).collect();
        let record = Record {
            number,
            line: number,
            cells: &cells,
            readings: &[],
        };
        builder.push(&record).expect("few rows");
    }
    builder.finish()
}

fn pick(values: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(values).prop_map(str::to_owned)
}

fn legacy_row() -> impl Strategy<Value = Vec<String>> {
    (
        pick(&["a@x", "A@x", "b@x", "c@x", "d@x", "e@y"]),
        pick(&["1", "2", "x", "X", ""]),
        pick(&["a@x", "A@x", "b@x", "c@x", ""]),
        pick(&["TRUE", "true", "no", "0", ""]),
        pick(&["Cook", "cook", "Cook ", "Chef", ""]),
        pick(&["Sales", "IT", ""]),
        pick(&["2024-03-04", "04/03/2024", "2020-01-31T00:00:00Z", ""]),
        pick(&["SAML", "SAML", "Local Login", ""]),
        pick(&["", "", "a@x", "b@x", "1"]),
        pick(&["Intranet User", "Power User"]),
    )
        .prop_map(|(a, b, c, d, e, f, g, h, i, j)| {
            vec![a, b, c, d, e, f, g, h, i, j, String::new()]
        })
}

fn azure_row() -> impl Strategy<Value = Vec<String>> {
    (
        pick(&["a@x", "A@x", "b@x", "c@x", "e@y", "f@y", ""]),
        pick(&["a@x", "B@x", "c@x", "g@y", ""]),
        pick(&["1", "2", "x", "X", ""]),
        pick(&["true", "true", "true", "false"]),
        pick(&["Cook", "Chef", "", "Cook\u{1f}Chef"]),
        pick(&["Sales", "sales", ""]),
        pick(&["2024-03-04T00:00:00Z", "2020-01-31T00:00:00Z", ""]),
        pick(&["", "o-0", "o-1", "o-2"]),
    )
        .prop_map(|(a, b, c, d, e, f, g, h)| vec![String::new(), a, b, c, d, e, f, g, h])
}

fn apply() -> impl Strategy<Value = Apply> {
    prop_oneof![
        5 => Just(Apply::Always),
        1 => Just(Apply::OnCreate),
        1 => Just(Apply::IfEmpty),
        1 => Just(Apply::KeepValue),
        1 => Just(Apply::AddValues),
    ]
}

fn direct(target: &str, source: &str) -> AttributeMapping {
    AttributeMapping::new(target, MappingSource::Direct(source.to_owned()))
}

fn constant(target: &str, text: &str) -> AttributeMapping {
    AttributeMapping::new(target, MappingSource::Constant(text.to_owned()))
}

/// What every mapping of a world has, so that creates are not all refused.
fn always_there(rows: &mut Vec<AttributeMapping>) {
    let mut kind = AttributeMapping::new("userType", MappingSource::None);
    kind.default = Some("Intranet User".to_owned());
    rows.push(kind);
    for target in ["name.givenName", "name.familyName", COMPANY, LOCATION] {
        let mut row = constant(target, "Same");
        row.apply = Apply::OnCreate;
        rows.push(row);
    }
}

fn mapping() -> impl Strategy<Value = Mapping> {
    let keys = select(
        &[
            [1u32, 2, 3],
            [1, 0, 2],
            [0, 1, 0],
            [2, 1, 0],
            [3, 0, 1],
            [1, 0, 0],
        ][..],
    );
    let login = select(&["SAML", "SAML", "Sso", ""][..]);
    let boxes = select(&[(true, true), (true, true), (true, false), (false, true)][..]);
    (
        keys,
        login,
        vec(apply(), 6),
        vec(any::<bool>(), 6),
        boxes,
        select(&["", "Unassigned"][..]),
    )
        .prop_map(|(keys, login, apply, present, (create, update), default)| {
            let mut mapping = Mapping::default();
            mapping.users.actions.create = create;
            mapping.users.actions.update = update;
            let rows = &mut mapping.users.rows;
            for (at, (target, source)) in [
                ("userName", "userPrincipalName"),
                ("externalId", "employeeId"),
                (MAIL, "mail"),
            ]
            .into_iter()
            .enumerate()
            {
                let mut row = direct(target, source);
                row.precedence = Some(keys[at]).filter(|key| *key > 0);
                row.apply = apply[at];
                rows.push(row);
            }
            let active = r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#;
            let active = MappingSource::Expression(active.to_owned());
            rows.push(AttributeMapping::new("active", active));
            let mut department = direct(DEPARTMENT, "department");
            department.default = Some(default.to_owned()).filter(|text| !text.is_empty());
            department.apply = apply[3];
            rows.push(department);
            let optional = [
                ("title", "jobTitle", apply[4]),
                (HIRED, "employeeHireDate", apply[5]),
                (MANAGER, "manager", Apply::Always),
            ];
            for ((target, source, apply), present) in optional.into_iter().zip(present) {
                if present {
                    let mut row = direct(target, source);
                    row.apply = apply;
                    rows.push(row);
                }
            }
            if !login.is_empty() {
                rows.push(constant(LOGIN, login));
            }
            always_there(rows);
            mapping
        })
}

/// Rows of one unique ID and user name are one account to the import, so a world has only the first.
fn keep_accounts_apart(legacy: &mut Vec<Vec<String>>) {
    let mut anchors = BTreeSet::new();
    legacy.retain(|row| {
        let anchor = (row[1].to_lowercase(), row[0].to_lowercase());
        anchor.0.is_empty() || anchors.insert(anchor)
    });
}

/// Any world; `columns` of the intranet's export are there.
pub(crate) fn world(columns: impl Strategy<Value = usize>) -> impl Strategy<Value = World> {
    let people = (vec(legacy_row(), 1..6), vec(azure_row(), 1..6));
    let links = vec(select(&[Some(true), Some(true), Some(false), None][..]), 6);
    (people, links, mapping(), columns, vec(0usize..6, 6)).prop_map(
        |((mut legacy, mut azure), decided, mapping, columns, wanted)| {
            keep_accounts_apart(&mut legacy);
            let mut taken = vec![false; legacy.len()];
            let mut links = Vec::new();
            for (at, row) in azure.iter_mut().enumerate() {
                row[0] = format!("o-{at}");
                let account = wanted[at] % legacy.len();
                let free = !std::mem::replace(&mut taken[account], true);
                links.push(decided[at].filter(|_| free).map(|sure| (account, sure)));
            }
            World {
                legacy,
                azure,
                links,
                mapping,
                columns,
            }
        },
    )
}
