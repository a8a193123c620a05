//! Thirty ordinary people on both sides and a mapping that suits them; cases change one thing each.

use jiff::Timestamp;
use presync_core::{
    Plan, ProfileSource, SiteSchema,
    decision::Decision,
    finding::{Finding, in_order},
    mapping::{Apply, AttributeMapping, Mapping, MappingSource, ScopeClause},
    matching,
    pitfall::{Beside, look_beside},
    progress::Unwatched,
    reimport::{Bases, review},
    scope::Scope,
    simulate::{self, Settings},
};

use crate::matching_people::{Engagement, staff};

pub(crate) const EMAIL: &str = "emails[type eq \"work\"].value";
pub(crate) const DEPARTMENT: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
pub(crate) const ORGANISATION: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization";
pub(crate) const MANAGER: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
pub(crate) const LOCATION: &str =
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location";
pub(crate) const LOGIN_TYPE: &str =
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:loginType";
pub(crate) const START: &str =
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:jobStartDate";

/// An engagement to be judged.
pub(crate) struct World {
    pub(crate) people: Engagement,
    pub(crate) mapping: Mapping,
    pub(crate) scope: Scope,
    pub(crate) decisions: Vec<Decision>,
    /// The people as they were when the decisions were made.
    pub(crate) before: Option<Engagement>,
    pub(crate) feed: Option<ProfileSource>,
    pub(crate) site: Option<SiteSchema>,
}

impl World {
    /// Nothing is wrong with it.
    pub(crate) fn ordinary() -> Self {
        let mut world = Self {
            people: staff(30),
            mapping: mapping(),
            scope: Scope {
                stated: true,
                ..Scope::default()
            },
            decisions: Vec::new(),
            before: None,
            feed: None,
            site: None,
        };
        for (name, value) in [
            (ORGANISATION, "Acme"),
            (LOGIN_TYPE, "SAML"),
            ("userType", "Intranet User"),
            (MANAGER, ""),
            ("title", "Clerk"),
        ] {
            world.legacy_column(name, value);
        }
        for (name, value) in [
            ("displayName", ""),
            ("userType", "Member"),
            ("manager", ""),
            ("jobTitle", "Clerk"),
        ] {
            world.azure_column(name, value);
        }
        for at in 0..30 {
            let mail = format!("user{at}@new.example");
            world.legacy(at, "userName", &mail);
        }
        world
    }

    pub(crate) fn legacy_column(&mut self, name: &str, value: &str) {
        self.people.legacy_header.push(name.to_owned());
        let rows = self.people.legacy.iter_mut();
        rows.for_each(|row| row.push(value.to_owned()));
    }

    pub(crate) fn azure_column(&mut self, name: &str, value: &str) {
        self.people.azure_header.push(name.to_owned());
        let rows = self.people.azure.iter_mut();
        rows.for_each(|row| row.push(value.to_owned()));
    }

    pub(crate) fn legacy(&mut self, row: usize, column: &str, value: &str) {
        let header = &self.people.legacy_header;
        let at = header.iter().position(|name| name == column);
        self.people.legacy[row][at.expect("a column")] = value.to_owned();
    }

    pub(crate) fn azure(&mut self, row: usize, column: &str, value: &str) {
        let header = &self.people.azure_header;
        let at = header.iter().position(|name| name == column);
        self.people.azure[row][at.expect("a column")] = value.to_owned();
    }

    /// One more intranet user: what is not named is as the first one's.
    pub(crate) fn add_legacy(&mut self, cells: &[(&str, &str)]) {
        let row = self.people.legacy[0].clone();
        self.people.legacy.push(row);
        let at = self.people.legacy.len() - 1;
        cells
            .iter()
            .for_each(|(name, value)| self.legacy(at, name, value));
    }

    /// One more Azure user: what is not named is as the first one's.
    pub(crate) fn add_azure(&mut self, cells: &[(&str, &str)]) {
        let row = self.people.azure[0].clone();
        self.people.azure.push(row);
        let at = self.people.azure.len() - 1;
        cells
            .iter()
            .for_each(|(name, value)| self.azure(at, name, value));
    }

    /// A new person whom the intranet does not know.
    pub(crate) fn add_newcomer(&mut self) {
        self.add_azure(&[
            ("employeeId", "9901"),
            ("userPrincipalName", "oda.kern@new.example"),
            ("mail", "oda.kern@new.example"),
            ("givenName", "Oda"),
            ("surname", "Kern"),
            ("telephoneNumber", ""),
            ("employeeHireDate", ""),
        ]);
    }

    /// Somebody of whom only the intranet knows.
    pub(crate) fn add_stranger(&mut self) {
        self.add_legacy(&[
            ("externalId", "9902"),
            ("userName", "timo.tobler@old.example"),
            (EMAIL, "timo.tobler@old.example"),
            ("name.familyName", "Tobler"),
            ("name.givenName", "Timo"),
            ("phoneNumbers[type eq \"work\"].value", ""),
            (START, ""),
        ]);
    }

    /// The mapping row of a target.
    pub(crate) fn row(&mut self, target: &str) -> &mut AttributeMapping {
        let rows = self.mapping.users.rows.iter_mut();
        rows.into_iter()
            .find(|row| row.target == target)
            .expect("a row")
    }

    /// Adds a mapping row or puts it in place of the one there is.
    pub(crate) fn map(&mut self, target: &str, source: MappingSource) {
        self.mapping.users.rows.retain(|row| row.target != target);
        let row = AttributeMapping::new(target, source);
        self.mapping.users.rows.push(row);
    }

    pub(crate) fn filter(&mut self, attribute: &str, operator: &str, value: &str) {
        self.mapping.users.scope.groups = vec![vec![ScopeClause {
            attribute: attribute.to_owned(),
            operator: operator.to_owned(),
            values: vec![value.to_owned()],
        }]];
    }

    /// Everything that is found, as a plan lists it.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.plan().findings
    }

    /// The plan, with what lies beside the cycle.
    pub(crate) fn plan(&self) -> Plan {
        let (legacy, azure) = self.people.populations();
        let mut matching =
            matching::run(&legacy, &azure, &self.decisions, &Unwatched).expect("nobody cancels");
        let known = self.before.as_ref().map_or_else(Bases::default, |before| {
            let (legacy, azure) = before.populations();
            let first = review(&self.decisions, &Bases::default(), [&legacy, &azure], None);
            first.fresh.into_iter().collect()
        });
        let review = review(&self.decisions, &known, [&legacy, &azure], Some(&matching));
        review.tell(&mut matching.findings, &legacy, &azure);
        let mut settings = Settings::at(Timestamp::UNIX_EPOCH);
        settings.site = self.site.clone();
        let input = simulate::Input {
            legacy: &legacy,
            azure: &azure,
            matching: &matching,
            mapping: &self.mapping,
            scope: &self.scope,
            settings: &settings,
        };
        let mut plan = simulate::run(&input, &Unwatched).expect("a small plan fits");
        let feeds: Vec<(&str, &ProfileSource)> =
            self.feed.iter().map(|feed| ("feed.xml", feed)).collect();
        let beside = Beside {
            feeds: &feeds,
            site: self.site.as_ref(),
        };
        look_beside(&mut plan, &self.mapping, beside);
        let sorted = plan.findings.clone();
        in_order(&mut plan.findings);
        assert_eq!(plan.findings, sorted, "the order is the report's");
        plan
    }
}

fn mapping() -> Mapping {
    let mut mapping = Mapping::default();
    mapping.users.actions.delete = false;
    let active = "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")";
    let direct = |name: &str| MappingSource::Direct(name.to_owned());
    for (target, source) in [
        ("userName", direct("userPrincipalName")),
        (EMAIL, direct("mail")),
        ("externalId", direct("employeeId")),
        ("active", MappingSource::Expression(active.to_owned())),
        ("name.givenName", direct("givenName")),
        ("name.familyName", direct("surname")),
        (DEPARTMENT, direct("department")),
        (LOCATION, direct("city")),
        (START, direct("employeeHireDate")),
        (MANAGER, direct("manager")),
        (ORGANISATION, MappingSource::Constant("Acme".to_owned())),
        (LOGIN_TYPE, MappingSource::Constant("SAML".to_owned())),
    ] {
        mapping
            .users
            .rows
            .push(AttributeMapping::new(target, source));
    }
    let rows = &mut mapping.users.rows;
    (rows[0].precedence, rows[1].precedence) = (Some(1), Some(2));
    let constants = rows.iter_mut().rev().take(2);
    constants.for_each(|row| row.apply = Apply::OnCreate);
    mapping
}
