//! For every code the smallest change of an ordinary engagement that brings it about.
//!
//! A table and nothing else.

use std::collections::BTreeMap;

use presync_core::{
    ProfileSource,
    Severity::{self, Blocker, Note, Warning},
    SiteSchema,
    decision::{Decision, Verdict},
    finding::FindingCode::{self, *},
    mapping::{Apply, AttributeMapping, MappingSource, ObjectActions, ObjectMapping},
    scope::{AssignedGroup, GroupFacts, ListPlace},
};
use serde_json::json;

use crate::{
    About::{self, Azure, Engagement, Legacy, Mapping},
    world::{DEPARTMENT, EMAIL, LOCATION, LOGIN_TYPE, ORGANISATION, World},
};

/// One change, and the findings of a code that it brings about.
pub(crate) struct Case {
    pub(crate) code: FindingCode,
    pub(crate) severity: Severity,
    pub(crate) subject: About,
    pub(crate) times: usize,
    /// Part of the evidence.
    pub(crate) evidence: &'static str,
    pub(crate) change: fn(&mut World),
}

const fn case(
    code: FindingCode,
    severity: Severity,
    subject: About,
    evidence: &'static str,
    change: fn(&mut World),
) -> Case {
    Case {
        code,
        severity,
        subject,
        times: 1,
        evidence,
        change,
    }
}

pub(crate) const CASES: &[Case] = &[
    case(NoMatch, Blocker, Azure(7), "tony", |w| {
        w.legacy(7, "userName", "tony");
        w.legacy(7, EMAIL, "");
    }),
    case(
        ConflictingHits,
        Blocker,
        Azure(7),
        "user8@new.example",
        |w| {
            w.azure(7, "mail", "user8@new.example");
        },
    ),
    case(
        UniqueIdOverwritten,
        Blocker,
        Mapping,
        "30 people (of the unique IDs 100 % equal employeeId): 1000 → user0@new.example",
        |w| {
            w.row("externalId").source = direct("userPrincipalName");
        },
    ),
    case(
        PowerUser,
        Blocker,
        Legacy(7),
        "linked; userType would become Intranet User",
        |w| {
            w.legacy(7, "userType", "Power User");
            w.map("userType", constant("Intranet User"));
        },
    ),
    case(PowerUser, Warning, Legacy(7), "found by emails", |w| {
        w.legacy(7, "userType", "Power User");
        w.legacy(7, "userName", "tony");
    }),
    case(RequiredEmpty, Blocker, Azure(30), "", |w| {
        w.add_newcomer();
        w.azure(30, "department", "");
    }),
    case(RequiredEmpty, Blocker, Azure(7), "", |w| {
        w.azure(7, "department", "");
        w.legacy(7, DEPARTMENT, "");
    }),
    case(DefaultOnCreateOnly, Warning, Mapping, "1 person", |w| {
        w.azure(7, "department", "");
        w.legacy(7, DEPARTMENT, "");
        w.row(DEPARTMENT).default = Some("Everybody".to_owned());
    }),
    case(StaleValue, Note, Mapping, "1 person", |w| {
        w.azure(7, "city", "");
    }),
    case(StaleValue, Warning, Mapping, "applyBlank, 3 cells", |w| {
        w.azure(7, "city", "");
        w.feed = Some(ProfileSource {
            apply_blank: BTreeMap::from([(LOCATION.to_owned(), 3)]),
            ..ProfileSource::default()
        });
    }),
    case(
        ConstantOverwrites,
        Blocker,
        Mapping,
        "2 people, 2 different values: Acme North, Acme South",
        |w| {
            w.row(ORGANISATION).apply = Apply::Always;
            w.legacy(7, ORGANISATION, "Acme North");
            w.legacy(8, ORGANISATION, "Acme South");
        },
    ),
    case(CreateOnlyLeavesEmpty, Note, Mapping, "1 person", |w| {
        w.legacy(7, ORGANISATION, "");
    }),
    case(DateFormat, Blocker, Mapping, "1 person: 13/04/2019", |w| {
        w.azure(7, "employeeHireDate", "13/04/2019");
    }),
    case(
        DateFormat,
        Warning,
        Mapping,
        "1 read two ways: 03/04/2019",
        |w| w.azure(7, "employeeHireDate", "03/04/2019"),
    ),
    case(
        PreferredName,
        Note,
        Mapping,
        "1 person: Tony → Anna",
        |w| {
            w.legacy(7, "name.givenName", "Tony");
            w.azure(7, "displayName", "Tony Lemdol");
        },
    ),
    case(
        ManagerMissing,
        Warning,
        Mapping,
        "1 person, whose manager is not among the exported Azure users: gone@new.example",
        |w| {
            w.azure(7, "manager", "gone@new.example");
        },
    ),
    case(
        ManagerMissing,
        Warning,
        Azure(8),
        "out of scope; manager of 1 person",
        |w| {
            w.azure(7, "manager", "user8@new.example");
            w.scope.held_out.insert("user8@new.example".to_owned());
        },
    ),
    case(GroupTypeMissing, Warning, Mapping, "not mapped", |w| {
        w.mapping.groups = Some(groups(false));
    }),
    case(GroupDelete, Warning, Mapping, "Delete is ticked", |w| {
        w.mapping.groups = Some(groups(true));
    }),
    case(DisabledInAzure, Warning, Legacy(7), "disable", |w| {
        w.azure(7, "accountEnabled", "false");
    }),
    case(DisabledInAzure, Blocker, Legacy(7), "skip", |w| {
        w.azure(7, "accountEnabled", "false");
        w.scope.held_out.insert("user7@new.example".to_owned());
    }),
    case(
        Orphan,
        Warning,
        Legacy(30),
        "Intranet User, SAML",
        World::add_stranger,
    ),
    case(FieldNameQuestionMark, Warning, Engagement, "header", |w| {
        w.legacy_column("Fire marshal?", "");
    }),
    case(
        FieldNameQuestionMark,
        Blocker,
        Engagement,
        "/Schemas",
        |w| w.site = Some(site("marshal?", 50)),
    ),
    case(UnsupportedTarget, Blocker, Mapping, "the names", |w| {
        w.map("displayName", direct("displayName"));
    }),
    case(RequiredNotMapped, Blocker, Mapping, "Location", |w| {
        w.mapping.users.rows.retain(|row| row.target != LOCATION);
    }),
    case(
        LoginType,
        Blocker,
        Mapping,
        "Windows Login → SAML, 1 person",
        |w| {
            w.legacy(7, LOGIN_TYPE, "Windows Login");
            w.row(LOGIN_TYPE).apply = Apply::Always;
        },
    ),
    case(
        Guest,
        Warning,
        Engagement,
        "1 person in scope, 0 would be created: user7@new.example",
        |w| w.azure(7, "userType", "Guest"),
    ),
    case(SpecialCharacters, Warning, Azure(7), "'", |w| {
        w.azure(7, "userPrincipalName", "o'user7@new.example");
        w.legacy(7, "userName", "o'user7@new.example");
    }),
    case(ManyDisables, Warning, Engagement, "3 of 30 people", |w| {
        disable(w, 3);
    }),
    case(
        ManyFailures,
        Warning,
        Engagement,
        "5000 people of 5030: more than 40 %",
        |w| {
            for at in 0..5_000 {
                w.add_newcomer();
                let name = format!("new{at}@new.example");
                w.azure(30 + at, "userPrincipalName", &name);
                w.azure(30 + at, "mail", &name);
                w.azure(30 + at, "employeeId", &format!("N{at}"));
                w.azure(30 + at, "department", "");
            }
        },
    ),
    case(
        UnitNameVariant,
        Warning,
        Mapping,
        "SALES-Team (1 person) is like Sales Team (2 people, intranet): another spelling",
        |w| {
            for at in [5, 10] {
                w.legacy(at, DEPARTMENT, "Sales Team");
                w.azure(at, "department", "Sales Team");
            }
            w.azure(7, "department", "SALES-Team");
        },
    ),
    case(
        UnitNameVariant,
        Note,
        Mapping,
        "Finnance (1 person) is like Finance",
        |w| w.azure(7, "department", "Finnance"),
    ),
    case(AlternateEmailType, Warning, Mapping, "", |w| {
        w.map("emails[type eq \"other\"].value", direct("mail"));
    }),
    case(LocalLogin, Note, Legacy(7), "", |w| {
        w.legacy(7, LOGIN_TYPE, "Local Login");
    }),
    case(
        SignInRenamed,
        Blocker,
        Mapping,
        "1 person of 30 linked would sign in under another name (different 1); they sign in 1 by SAML: tony → user7@new.example",
        |w| w.legacy(7, "userName", "tony"),
    ),
    case(
        SignInRenamed,
        Note,
        Azure(7),
        "tony → user7@new.example",
        |w| w.legacy(7, "userName", "tony"),
    ),
    case(Takeover, Blocker, Azure(7), "user8@new.example", take_over),
    case(
        TakeoverUnknown,
        Blocker,
        Azure(30),
        "oda.kern@new.example",
        reuse,
    ),
    case(SeveralHits, Blocker, Azure(7), "", |w| {
        w.legacy(7, "userName", "tony");
        w.legacy(8, EMAIL, "user7@new.example");
    }),
    case(TwoOnOne, Blocker, Azure(30), "user7@new.example", |w| {
        w.add_newcomer();
        w.azure(30, "mail", "user7@new.example");
    }),
    case(Reactivation, Warning, Azure(7), "", |w| {
        w.legacy(7, "active", "No");
    }),
    case(ReusedAddress, Warning, Azure(30), "", reuse),
    case(Diverted, Blocker, Legacy(7), "", take_over),
    case(
        SecondAccount,
        Warning,
        Legacy(30),
        "user7@new.example",
        |w| {
            let mut second = w.people.legacy[7].clone();
            (second[0], second[1], second[9]) = (String::new(), "user7-old".into(), "No".into());
            w.people.legacy.push(second);
        },
    ),
    case(IdentityOpen, Warning, Azure(30), "", reuse),
    case(KeyContradicted, Warning, Azure(30), "", |w| {
        w.add_stranger();
        w.legacy(30, "externalId", "9901");
        w.legacy(30, "active", "No");
        w.add_newcomer();
    }),
    case(
        DuplicateKey,
        Warning,
        Legacy(30),
        "user7@new.example",
        |w| {
            w.add_stranger();
            w.legacy(30, "externalId", "1007");
        },
    ),
    case(MergedRecords, Warning, Azure(7), "record 31", |w| {
        let mut again = w.people.azure[7].clone();
        again[6] = "Elsewhere".to_owned();
        w.people.azure.push(again);
    }),
    case(NoMatchValue, Warning, Azure(30), "", |w| {
        w.azure_column("objectId", "");
        w.add_newcomer();
        w.azure(30, "objectId", "6f9619ff-8b86-d011-b42d-00c04fc96401");
        w.azure(30, "userPrincipalName", "");
        w.azure(30, "mail", "");
    }),
    case(UserNameTaken, Blocker, Azure(30), "", |w| {
        w.row("userName").precedence = None;
        w.add_stranger();
        w.legacy(30, "userName", "oda.kern@new.example");
        w.add_newcomer();
    }),
    case(NotAllowed, Blocker, Mapping, "Sso", |w| {
        w.map(LOGIN_TYPE, constant("Sso"));
    }),
    case(
        ExpressionError,
        Blocker,
        Mapping,
        "There is no function Foo",
        |w| w.map("title", expression("Foo(")),
    ),
    case(
        ExpressionError,
        Blocker,
        Mapping,
        "(30 people: user0@new.example",
        |w| w.map("title", expression("Foo(")),
    ),
    case(UnknownSource, Warning, Mapping, "nothing", |w| {
        w.map("title", direct("nothing"));
    }),
    case(NestedGroup, Blocker, Azure(7), "Staff", |w| {
        assign(w, "g-1", true, false);
        let outer = enter(w, "g-1", 0..7);
        w.scope.groups.add_group(presync_core::scope::NestedGroup {
            outer,
            id: "g-2".to_owned(),
            place: PLACE,
        });
        enter(w, "g-2", 7..30);
    }),
    case(DynamicGroup, Warning, Azure(7), "Staff", |w| {
        assign(w, "g-1", true, true);
        enter(w, "g-1", 0..30);
    }),
    case(GroupNotSecurity, Warning, Azure(7), "Staff", |w| {
        assign(w, "g-1", false, false);
        enter(w, "g-1", 0..30);
    }),
    case(StatedReading, Warning, Mapping, "mobilePhone", |w| {
        w.azure_column("mobile", "+44 20 7946 0000");
        w.map(MOBILE, direct("mobilePhone"));
    }),
    case(
        EarlierInCycle,
        Blocker,
        Azure(31),
        "twin@new.example",
        |w| {
            w.azure_column("objectId", "");
            w.add_newcomer();
            w.add_newcomer();
            w.azure(30, "objectId", "o-30");
            w.azure(31, "objectId", "o-31");
            w.azure(30, "userPrincipalName", "twin@new.example");
            w.azure(31, "userPrincipalName", "twin@new.example");
        },
    ),
    case(ReadOnlyTarget, Warning, Mapping, "", |w| {
        w.site = Some(read_only_site());
    }),
    case(SeveralValues, Blocker, Azure(7), "", |w| {
        w.azure(7, "city", "Leeds\u{1f}York");
    }),
    case(WiderScope, Note, Engagement, "", |w| w.scope.stated = false),
    case(
        ScopeFilterUnusable,
        Warning,
        Engagement,
        "SOUNDS LIKE",
        |w| w.filter("city", "SOUNDS LIKE", "Wien"),
    ),
    case(UnknownTarget, Note, Mapping, "30 people", |w| {
        w.map("nickName", direct("givenName"));
    }),
    case(
        ActiveSource,
        Warning,
        Mapping,
        "direct:accountEnabled",
        |w| w.row("active").source = direct("accountEnabled"),
    ),
    case(StrayBlank, Warning, Mapping, "default value", |w| {
        w.row(DEPARTMENT).default = Some(" Everybody".to_owned());
    }),
    case(UserTypeSource, Warning, Mapping, "", |w| {
        w.map("title", direct("userType"));
    }),
    case(ScopeAttribute, Warning, Mapping, "", |w| {
        w.filter("userType", "EQUALS", "Member");
    }),
    case(TitleConfusion, Note, Mapping, "jobTitle", |w| {
        w.map(
            "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:name.title",
            direct("jobTitle"),
        );
    }),
    case(ExpressionCaution, Warning, Mapping, "", |w| {
        w.map(
            "title",
            expression("IIF(IsNullOrEmpty([jobTitle]), \"a\", [jobTitle])"),
        );
    }),
    case(NoMatchKey, Blocker, Mapping, "", |w| {
        w.mapping
            .users
            .rows
            .iter_mut()
            .for_each(|row| row.precedence = None);
    }),
    case(DuplicateTarget, Blocker, Mapping, "", |w| {
        let again = AttributeMapping::new("name.givenName", direct("givenName"));
        w.mapping.users.rows.push(again);
    }),
    case(
        DecisionUnplaced,
        Warning,
        Engagement,
        "no such UID – user7@new.example",
        |w| w.decisions = vec![decided("no such UID", 7)],
    ),
    case(
        DecisionStale,
        Warning,
        Azure(7),
        "1007 – user7@new.example",
        |w| {
            w.before = Some(w.people.clone());
            w.decisions = vec![decided("1007", 7)];
            w.azure(7, "surname", "Someone-Else");
            w.azure(7, "givenName", "Quite");
        },
    ),
    case(DefaultFills, Note, Mapping, "1 person: Clerk", |w| {
        w.map("title", MappingSource::None);
        w.row("title").default = Some("Clerk".to_owned());
        w.legacy(7, "title", "");
    }),
    case(
        GroupRemoval,
        Warning,
        Engagement,
        "the only assignment is a group",
        assign_by_group,
    ),
    case(
        OldSourceActs,
        Blocker,
        Engagement,
        "actionMissingDeletedUsers is d in feed.xml",
        |w| {
            let options = [
                ("actionMissingDeletedUsers", "d"),
                ("actionDisabledUsers", "x"),
            ];
            w.feed = Some(ProfileSource {
                options: options
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .into(),
                ..ProfileSource::default()
            });
        },
    ),
    case(TimezoneList, Note, Mapping, "constant", |w| {
        w.map("timezone", constant("Europe/Vienna"));
    }),
    case(
        ManagerCircle,
        Warning,
        Azure(7),
        "user7@new.example → user8@new.example → user7@new.example",
        |w| {
            w.azure(7, "manager", "user8@new.example");
            w.azure(8, "manager", "user7@new.example");
        },
    ),
    case(
        DeletionThreshold,
        Note,
        Engagement,
        "3 people would be disabled: a threshold of 3 or less stops the job",
        |w| disable(w, 3),
    ),
    case(DeleteTicked, Note, Mapping, "", |w| {
        w.mapping.users.actions.delete = true;
    }),
    case(
        UntouchedAccounts,
        Note,
        Engagement,
        "1 of 31: 1 without an Azure user",
        World::add_stranger,
    ),
    case(
        ValueTooLong,
        Blocker,
        Mapping,
        "1 person; the longest value is 20 long, the site takes 10",
        |w| {
            w.site = Some(site("location", 10));
            w.azure(7, "city", "Llanfairpwllgwyngyll");
        },
    ),
    case(UnknownSource, Warning, Engagement, "manager", |w| {
        let mut header = w.people.azure_header.iter_mut();
        *header.find(|name| *name == "manager").expect("a column") = "chief".to_owned();
    }),
    Case {
        times: 11,
        ..case(
            UnknownToSite,
            Warning,
            Mapping,
            "the site's /Schemas does not name it",
            |w| w.site = Some(read_only_site()),
        )
    },
    case(
        RequiredNotMapped,
        Blocker,
        Mapping,
        "the site requires it",
        |w| {
            let document = json!({ "Resources": [{
                "id": "urn:ietf:params:scim:schemas:core:2.0:User",
                "name": "User",
                "attributes": [{ "name": "nickName", "type": "string", "required": true }],
            }]});
            w.site = Some(SiteSchema::parse(&document).expect("a schema"));
        },
    ),
];

fn direct(name: &str) -> MappingSource {
    MappingSource::Direct(name.to_owned())
}

fn constant(text: &str) -> MappingSource {
    MappingSource::Constant(text.to_owned())
}

fn expression(text: &str) -> MappingSource {
    MappingSource::Expression(text.to_owned())
}

fn groups(delete: bool) -> ObjectMapping {
    let mut key = AttributeMapping::new("displayName", direct("displayName"));
    key.precedence = Some(1);
    ObjectMapping {
        actions: ObjectActions {
            delete,
            ..ObjectActions::default()
        },
        rows: vec![key],
        ..ObjectMapping::default()
    }
}

fn disable(world: &mut World, count: usize) {
    for at in 0..count {
        world.azure(at, "accountEnabled", "false");
    }
}

/// The Azure user of one person has the names of another, who has new ones.
fn take_over(world: &mut World) {
    world.azure(8, "userPrincipalName", "new8@new.example");
    world.azure(8, "mail", "new8@new.example");
    world.azure(7, "userPrincipalName", "user8@new.example");
}

/// A newcomer has the address of somebody who left.
fn reuse(world: &mut World) {
    world.add_stranger();
    world.legacy(30, "userName", "oda.kern@new.example");
    world.legacy(30, EMAIL, "oda.kern@new.example");
    world.legacy(30, "active", "No");
    world.add_newcomer();
}

const MOBILE: &str = "phoneNumbers[type eq \"mobile\"].value";
const PLACE: ListPlace = ListPlace { source: 0, row: 1 };

/// Everybody is assigned through one group, whose members all are.
fn assign_by_group(world: &mut World) {
    assign(world, "g-1", true, false);
    enter(world, "g-1", 0..30);
}

fn assign(world: &mut World, group: &str, secure: bool, dynamic: bool) {
    world.scope.assigned_only = true;
    world.scope.assignments.groups.push(AssignedGroup {
        id: group.to_owned(),
        name: "Staff".to_owned(),
        security_enabled: Some(secure),
        dynamic: Some(dynamic),
        place: PLACE,
    });
}

fn enter(world: &mut World, group: &str, members: std::ops::Range<usize>) -> u32 {
    let at = world.scope.groups.enter(GroupFacts {
        id: group.to_owned(),
        name: "Staff".to_owned(),
        place: PLACE,
    });
    for member in members {
        let id = format!("user{member}@new.example");
        world.scope.groups.add_user(at, &id, PLACE);
    }
    at
}

/// A site's own schema whose location nobody but the site may write.
fn read_only_site() -> SiteSchema {
    let document = json!({ "Resources": [{
        "id": "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User",
        "name": "Interact user",
        "attributes": [{ "name": "location", "type": "string", "mutability": "readOnly" }],
    }]});
    SiteSchema::parse(&document).expect("a schema")
}

fn decided(uid: &str, at: usize) -> Decision {
    Decision {
        legacy_anchor: uid.to_owned(),
        azure_anchor: format!("user{at}@new.example"),
        decision: Verdict::Confirm,
        reason: "checked with HR".to_owned(),
        by: "consultant".to_owned(),
        at: "2026-11-23T10:00:00Z".to_owned(),
    }
}

/// A site's own schema with one field of the intranet's extension.
fn site(field: &str, length_max: u32) -> SiteSchema {
    let document = json!({ "Resources": [{
        "id": "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User",
        "name": "Interact user",
        "attributes": [{ "name": field, "type": "string", "maxLength": length_max }],
    }]});
    SiteSchema::parse(&document).expect("a schema")
}
