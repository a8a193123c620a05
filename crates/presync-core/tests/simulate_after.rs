//! Simulating after an edit of the mapping gives what simulating everything gives, whatever was edited and
//! however often.

mod simulate_world;

use presync_core::{
    Assumption, Chosen, Plan,
    mapping::{Apply, AttributeMapping, Behavior, Mapping, MappingSource},
    progress::Unwatched,
    simulate::{self, Input, after, keeping},
};
use proptest::{collection::vec, prelude::*, sample::select};
use simulate_world::{LEGACY, MAIL, MANAGER, World, world};

/// One edit of a mapping; positions are taken modulo the rows there are.
#[derive(Debug, Clone)]
enum Edit {
    Source(usize, MappingSource),
    Default(usize, Option<String>),
    Apply(usize, Apply),
    Always(usize),
    Key(usize, Option<u32>),
    Target(usize, &'static str),
    Remove(usize),
    Repeat(usize),
    Swap(usize, usize),
    Boxes(bool, bool),
}

impl Edit {
    fn make(&self, mapping: &mut Mapping) {
        let rows = &mut mapping.users.rows;
        let count = rows.len();
        match self {
            _ if count == 0 => {}
            Self::Source(at, source) => rows[at % count].source = source.clone(),
            Self::Default(at, default) => rows[at % count].default.clone_from(default),
            Self::Apply(at, apply) => rows[at % count].apply = *apply,
            Self::Always(at) => rows[at % count].behavior = Behavior::Always,
            Self::Key(at, key) => rows[at % count].precedence = *key,
            Self::Target(at, target) => rows[at % count].target = (*target).to_owned(),
            Self::Remove(at) => drop(rows.remove(at % count)),
            Self::Repeat(at) => {
                let row: AttributeMapping = rows[at % count].clone();
                rows.push(row);
            }
            Self::Swap(a, b) => rows.swap(a % count, b % count),
            Self::Boxes(create, update) => {
                mapping.users.actions.create = *create;
                mapping.users.actions.update = *update;
            }
        }
    }
}

fn source() -> impl Strategy<Value = MappingSource> {
    const DIRECT: [&str; 5] = ["mail", "jobTitle", "department", "employeeId", "nothing"];
    const TEXTS: [&str; 3] = ["Cook", "", "a@x"];
    const EXPRESSIONS: [&str; 4] = [
        "ToLower([mail])",
        r#"IIF(IsNullOrEmpty([jobTitle]), IgnoreFlowIfNullOrEmpty([jobTitle]), "Chef")"#,
        r#"Join(" ", [department], [jobTitle])"#,
        "Word(",
    ];
    prop_oneof![
        select(&DIRECT[..]).prop_map(|name| MappingSource::Direct(name.to_owned())),
        select(&TEXTS[..]).prop_map(|text| MappingSource::Constant(text.to_owned())),
        select(&EXPRESSIONS[..]).prop_map(|text| MappingSource::Expression(text.to_owned())),
        Just(MappingSource::None),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0usize..24;
    let defaults = select(&[None, Some(""), Some("Sales")][..]);
    let targets = select(&["userName", "externalId", MAIL, "title", MANAGER, "nickName"][..]);
    let keys = select(&[None, Some(1), Some(2)][..]);
    prop_oneof![
        4 => (at(), source()).prop_map(|(at, source)| Edit::Source(at, source)),
        1 => (at(), defaults).prop_map(|(at, text)| Edit::Default(at, text.map(str::to_owned))),
        1 => (at(), select(&Apply::ALL[..])).prop_map(|(at, apply)| Edit::Apply(at, apply)),
        1 => at().prop_map(Edit::Always),
        1 => (at(), keys).prop_map(|(at, key)| Edit::Key(at, key)),
        1 => (at(), targets).prop_map(|(at, target)| Edit::Target(at, target)),
        1 => at().prop_map(Edit::Remove),
        1 => at().prop_map(Edit::Repeat),
        1 => (at(), at()).prop_map(|(a, b)| Edit::Swap(a, b)),
        1 => any::<(bool, bool)>().prop_map(|(create, update)| Edit::Boxes(create, update)),
    ]
}

/// What is usual, or one other choice of something assumed.
fn chosen() -> impl Strategy<Value = Chosen> {
    let ours = Chosen::default();
    let all = Assumption::ALL.into_iter();
    let others = all.flat_map(|assumption| ours.choices.others(assumption).collect::<Vec<_>>());
    let mut all = vec![ours.clone(); 8];
    all.extend(others.map(|choices| Chosen {
        choices,
        ..ours.clone()
    }));
    select(all)
}

/// Everything a plan says.
fn told(plan: &Plan) -> String {
    let changes: Vec<_> = plan
        .changes
        .iter()
        .map(|(at, change)| (change, plan.changes.now(at), plan.changes.would_be(at)))
        .collect();
    format!(
        "{:#?}\n{:#?}\n{changes:#?}\n{:#?}\n{:#?}\n{:?}\n{:#?}\n{:?}",
        plan.azure,
        plan.legacy,
        plan.findings,
        plan.groups,
        plan.line,
        plan.restart,
        plan.assumptions
    )
}

fn check(world: &World, chosen: &Chosen, edits: &[Edit]) -> Result<(), TestCaseError> {
    world.with_input(chosen, |first| {
        let mut kept = keeping(first, None, &Unwatched).expect("a small plan fits");
        let whole = world.plan(chosen);
        prop_assert_eq!(told(&kept.plan), told(&whole), "keeping");
        let mut mapping = first.mapping.clone();
        for edit in edits {
            edit.make(&mut mapping);
            let input = Input {
                mapping: &mapping,
                ..*first
            };
            let whole = simulate::run(&input, &Unwatched).expect("a small plan fits");
            let plan = after(&input, &kept, &Unwatched).expect("a small plan fits");
            prop_assert_eq!(told(&plan), told(&whole), "after {:?}", edit);
            kept = keeping(&input, Some(&kept), &Unwatched).expect("a small plan fits");
            prop_assert_eq!(told(&kept.plan), told(&whole), "keeping after {:?}", edit);
        }
        Ok(())
    })
}

proptest! {
    #[test]
    fn an_edited_mapping_is_simulated_as_if_from_scratch(
        world in world((LEGACY.len() - 3)..=LEGACY.len()),
        chosen in chosen(),
        edits in vec(edit(), 1..4),
    ) {
        check(&world, &chosen, &edits)?;
    }
}
