//! The page's TypeScript bindings, generated from the command table and the wire types.
//!
//! They are committed; a test compares them with a fresh generation.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::{
    commands::{COMMANDS, Tag},
    wire::{Failure, JobProgress},
};

/// Collects the declarations of types and of all they mention.
pub(crate) struct Declarations {
    config: Config,
    by_name: BTreeMap<String, String>,
}

impl Declarations {
    fn new() -> Self {
        Self {
            config: Config::new().with_large_int("number"),
            by_name: BTreeMap::new(),
        }
    }

    /// Declares a type and what it mentions; returns the name to use it by.
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::visit_dependencies(self);
        T::visit_generics(self);
        T::name(&self.config)
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types of ours have a file of their own; primitives and containers are spelt in place.
        if T::output_path().is_none() {
            T::visit_generics(self);
            return;
        }
        let name = T::name(&self.config);
        if !self.by_name.contains_key(&name) {
            let declaration = format!("export {}", T::decl(&self.config));
            self.by_name.insert(name, declaration);
            T::visit_dependencies(self);
        }
    }
}

/// The whole bindings file.
#[must_use]
pub fn typescript() -> String {
    let mut declarations = Declarations::new();
    declarations.add::<Failure>();
    declarations.add::<JobProgress>();
    declarations.add::<Tag>();
    let rpc = interface("Commands", false, &mut declarations);
    let jobs = interface("Jobs", true, &mut declarations);
    let types: Vec<String> = declarations.by_name.into_values().collect();
    let text = format!(
        "// Generated from the command table by `cargo xtask bindings`. Do not edit.\n\n{}\n\n{rpc}\n{jobs}\n{}",
        types.join("\n\n"),
        tags()
    );
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

fn interface(name: &str, is_job: bool, declarations: &mut Declarations) -> String {
    let mut text = format!("export interface {name} {{\n");
    for command in COMMANDS.iter().filter(|command| command.is_job == is_job) {
        let params = (command.params)(declarations);
        let result = (command.result)(declarations);
        text.push_str(&format!(
            "  \"{}\": {{ params: {params}; result: {result} }};\n",
            command.name
        ));
    }
    text.push_str("}\n");
    text
}

fn tags() -> String {
    let names = |tags: &[Tag]| {
        let names: Vec<String> = tags
            .iter()
            .filter_map(|tag| serde_json::to_string(tag).ok())
            .collect();
        names.join(", ")
    };
    let mut text = "/** What each command reads and changes. */\nexport const tags: Record<keyof Commands | keyof Jobs, { reads: Tag[]; writes: Tag[] }> = {\n".to_owned();
    for command in COMMANDS {
        text.push_str(&format!(
            "  \"{}\": {{ reads: [{}], writes: [{}] }},\n",
            command.name,
            names(command.reads),
            names(command.writes)
        ));
    }
    text.push_str("};\n");
    text
}
