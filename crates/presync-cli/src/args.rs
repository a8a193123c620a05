//! The command line as a type. The contract with scripts; meanings are documented in `--help`.

use std::path::PathBuf;

use clap::{Arg, ArgGroup, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use presync_app::{ChoiceError, Chosen, Weights};

use crate::{
    look::LookArgs,
    remote_args::{GraphCommand, ScimCommand},
    workspace_args::WorkspaceCommand,
};

/// Presync shows what the first Azure (Entra ID) SCIM sync would do to every existing intranet user,
/// and writes the mapping that makes it harmless. It writes to neither system.
#[derive(Debug, Parser)]
#[command(name = "presync", version, about, long_about = None, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, ClapArgs)]
pub(crate) struct Common {
    /// Workspace file to keep the engagement in; without it a temporary one is used.
    #[arg(long, global = true, value_name = "FILE.presync")]
    pub(crate) workspace: Option<PathBuf>,
    /// Print results, errors and warnings as JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Print no progress and no warnings.
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    /// The moment the outputs are dated to, RFC 3339; without it the present one.
    #[arg(long, global = true, value_name = "RFC3339")]
    pub(crate) now: Option<Timestamp>,
}

impl Common {
    /// The moment the outputs are dated to.
    pub(crate) fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Import both sides, match, recommend a mapping, simulate the first sync, write the package.
    Plan(Box<PlanArgs>),
    /// Say what a file is: format, columns, what each seems to hold, what is odd.
    Inspect(InspectArgs),
    /// Find who is who, and write the links only.
    Match(MatchArgs),
    /// Write the mapping files and the runbook only.
    Recommend(Box<RecommendArgs>),
    /// Say what differs between two plans: who is resolved, new, still open; changes, mapping, inputs.
    Compare(CompareArgs),
    /// After the first sync: hold a plan against the provisioning logs, or against a later export of the
    /// intranet; exit 0 when everything is as planned, 3 when something is not.
    Verify(VerifyArgs),
    /// Evaluate an expression on one object, or a batch of expressions.
    Eval(EvalArgs),
    /// Judge a mapping by itself: what would be refused, damage data, or surprise.
    Lint(LintArgs),
    /// Hold a package against the digests in its manifest: exit 0 when it is as it was written, else 1.
    Seal(SealArgs),
    /// Ask the intranet over SCIM, read-only. The token is taken from PRESYNC_SCIM_TOKEN.
    #[command(subcommand)]
    Scim(ScimCommand),
    /// Ask Azure over Microsoft Graph, read-only.
    #[command(subcommand)]
    Graph(GraphCommand),
    /// Say what a workspace holds, lock it, purge it, erase somebody from it.
    #[command(subcommand)]
    Workspace(WorkspaceCommand),
    /// Serve the desktop app's commands over loopback HTTP with a one-time token.
    Serve(ServeArgs),
}

/// Arguments of `seal`.
#[derive(Debug, ClapArgs)]
pub(crate) struct SealArgs {
    /// The package's folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) check: PathBuf,
    /// Files to be held against the inputs that the package was made from.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,
}

/// The users of both sides; which command needs them says so itself.
#[derive(Debug, ClapArgs)]
pub(crate) struct Users {
    /// Exports of the intranet users; several files of one side are appended. In a workspace they
    /// replace those of the run before.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) legacy: Vec<PathBuf>,
    /// Exports of the Azure users; several files of one side are appended. In a workspace they replace
    /// those of the run before.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) azure: Vec<PathBuf>,
}

/// What is decided already: the app's schema, and who is who.
#[derive(Debug, ClapArgs)]
pub(crate) struct Decided {
    /// The app's exported synchronization schema, which the recommended rows are patched into.
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) patch: Option<PathBuf>,
    /// Decisions about who is who: decisions.csv, or a review workbook that was filled in. A workspace
    /// keeps them.
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
}

/// What a recommendation and a plan depend on beside the users.
#[derive(Debug, ClapArgs)]
pub(crate) struct Beside {
    /// Who is in scope: everybody, or assigned users and groups only.
    #[arg(long, value_enum)]
    pub(crate) scope: Option<ScopeArg>,
    /// Assigned users and groups (CSV, or Graph's appRoleAssignedTo as JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) assigned: Option<PathBuf>,
    /// Members of groups (CSV), or a portal members file as NAME=FILE.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) groups: Vec<String>,
    /// The intranet's groups (CSV), with their members where the file has them.
    #[arg(long, value_name = "FILE")]
    pub(crate) legacy_groups: Option<PathBuf>,
    /// The answer of the intranet's /Schemas address (JSON): which attributes, lists and types it accepts.
    #[arg(long, value_name = "FILE")]
    pub(crate) site_schema: Option<PathBuf>,
    /// What to assume where no document states how the systems behave, such as disabled-matched=skip or
    /// case-match:externalId=ignore; may be given several times.
    #[arg(long, value_name = "NAME=CHOICE", value_parser = choice)]
    pub(crate) assume: Vec<String>,
    /// What one person harmed counts when match keys are chosen: takeover=10,duplicate=3,unreached=3,ambiguous=1
    /// unless named otherwise; nothing weighs more than a takeover.
    #[arg(long, value_name = "NAME=N,…", value_parser = str::parse::<Weights>)]
    pub(crate) weights: Option<Weights>,
    /// What a verification saw of assumptions: its observations.json, or its folder. What --assume says goes
    /// before.
    #[arg(long, value_name = "FILE")]
    pub(crate) observations: Option<PathBuf>,
    /// How files are to be read: encoding, delimiter, sheet, header row, columns (import profile, JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// How many people the pilot and the waves after it have, such as 20,100; later waves go on growing.
    #[arg(long, value_name = "N,…", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) waves: Vec<u32>,
}

/// Where a package goes.
#[derive(Debug, ClapArgs)]
pub(crate) struct Folder {
    /// Folder the files are written to.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace the output folder whatever it holds.
    #[arg(long)]
    pub(crate) force: bool,
}

/// Arguments of `plan`.
#[derive(Debug, ClapArgs)]
#[command(mut_args(instead_of_sample))]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) users: Users,
    /// Use the sample engagement, which is built in.
    #[arg(long)]
    pub(crate) sample: bool,
    /// Simulate this mapping (a synchronization schema) instead of recommending one.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) decided: Decided,
    /// Findings that were looked at and are accepted, each with a reason (CSV:
    /// code,subject_side,subject_key,attribute,reason,by,at). A workspace keeps them.
    #[arg(long, value_name = "FILE")]
    pub(crate) suppressions: Option<PathBuf>,
    /// Limits the plan is judged by (TOML).
    #[arg(long, value_name = "FILE")]
    pub(crate) budget: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// The sheet Fixes of an earlier report.xlsx as it came back: each row is held against these exports.
    #[arg(long, value_name = "FILE.xlsx")]
    pub(crate) fixes: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) look: LookArgs,
    /// Which files the package holds.
    #[arg(long, value_enum, default_value_t = PackageArg::Full)]
    pub(crate) package: PackageArg,
    /// How CSV cells are written that a spreadsheet would run as formulas.
    #[arg(long, value_enum, default_value_t = CsvArg::Safe)]
    pub(crate) csv: CsvArg,
    #[command(flatten)]
    pub(crate) folder: Folder,
}

/// Users are asked for unless the sample is to be used.
fn instead_of_sample(arg: Arg) -> Arg {
    match is_users(&arg) {
        true => arg
            .required_unless_present("sample")
            .conflicts_with("sample"),
        false => arg,
    }
}

/// Users are asked for.
fn asked_for(arg: Arg) -> Arg {
    let is_required = arg.is_required_set() || is_users(&arg);
    arg.required(is_required)
}

fn is_users(arg: &Arg) -> bool {
    ["legacy", "azure"].contains(&arg.get_id().as_str())
}

/// A choice that there is.
fn choice(text: &str) -> Result<String, ChoiceError> {
    Chosen::default().choose(text)?;
    Ok(text.to_owned())
}

/// Values of `--scope`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScopeArg {
    /// Every user of the tenant.
    All,
    /// Assigned users, and direct members of assigned groups.
    Assigned,
}

/// Values of `--package`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PackageArg {
    /// Everything.
    Full,
    /// Rows, plan and mapping files only.
    Csv,
}

/// Values of `--csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CsvArg {
    /// Neutralised for spreadsheets.
    Safe,
    /// As they are.
    Faithful,
}

/// Arguments of `inspect`.
#[derive(Debug, ClapArgs)]
pub(crate) struct InspectArgs {
    /// The file.
    pub(crate) file: PathBuf,
    /// The side its users belong to; without it what the file shows.
    #[arg(long, value_enum)]
    pub(crate) side: Option<SideArg>,
    /// A file of the other side, whose values help to recognise the columns; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) beside: Vec<PathBuf>,
    /// How the file is to be read (import profile, JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// Write how the file is read as an import profile.
    #[arg(long, value_name = "OUT")]
    pub(crate) save_profile: Option<PathBuf>,
    /// Read the whole file and write each row that could not be used, with its cells, place and reason.
    #[arg(long, value_name = "OUT.csv")]
    pub(crate) rejected: Option<PathBuf>,
    /// How CSV cells are written that a spreadsheet would run as formulas.
    #[arg(long, value_enum, default_value_t = CsvArg::Safe)]
    pub(crate) csv: CsvArg,
}

/// Values of `--side`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SideArg {
    /// The intranet.
    Legacy,
    /// Azure (Entra ID).
    Azure,
}

/// Arguments of `match`.
#[derive(Debug, ClapArgs)]
#[command(mut_args(asked_for))]
pub(crate) struct MatchArgs {
    #[command(flatten)]
    pub(crate) users: Users,
    /// Decisions about who is who: decisions.csv, or a review workbook that was filled in. A workspace
    /// keeps them.
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    /// How files are to be read: encoding, delimiter, sheet, header row, columns (import profile, JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// How CSV cells are written that a spreadsheet would run as formulas.
    #[arg(long, value_enum, default_value_t = CsvArg::Safe)]
    pub(crate) csv: CsvArg,
    /// Write the pairs that wait for a person as a workbook to be filled in and given back with
    /// --decisions.
    #[arg(long, value_name = "FILE.xlsx")]
    pub(crate) review: Option<PathBuf>,
    /// The links file.
    #[arg(long, value_name = "links.csv")]
    pub(crate) out: PathBuf,
}

/// Arguments of `recommend`.
#[derive(Debug, ClapArgs)]
#[command(mut_args(asked_for))]
pub(crate) struct RecommendArgs {
    #[command(flatten)]
    pub(crate) users: Users,
    /// Who is who, as a links.csv of Presync says it, instead of matching.
    #[arg(long, value_name = "links.csv", conflicts_with = "decisions")]
    pub(crate) links: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) decided: Decided,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) folder: Folder,
}

/// Arguments of `compare`.
#[derive(Debug, ClapArgs)]
pub(crate) struct CompareArgs {
    /// The earlier plan: a plan.json, the folder of a package, or a workspace.
    #[arg(value_name = "PLAN_A")]
    pub(crate) plan_a: PathBuf,
    /// The later plan: a plan.json, the folder of a package, or a workspace.
    #[arg(value_name = "PLAN_B")]
    pub(crate) plan_b: PathBuf,
    /// Write who and what differs as a CSV, a row for each person and each change.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) out: Option<PathBuf>,
    /// How CSV cells are written that a spreadsheet would run as formulas.
    #[arg(long, value_enum, default_value_t = CsvArg::Safe)]
    pub(crate) csv: CsvArg,
}

/// Arguments of `verify`.
#[derive(Debug, ClapArgs)]
#[command(group = ArgGroup::new("seen").required(true).multiple(true).args(["logs", "after"]))]
pub(crate) struct VerifyArgs {
    /// The plan: a plan.json, or the folder of a package.
    #[arg(long, value_name = "plan.json")]
    pub(crate) plan: PathBuf,
    /// Provisioning logs in any order: the portal's three CSV files, its JSON, or Graph's lists.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) logs: Vec<PathBuf>,
    /// Exports of the intranet users after the sync.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) after: Vec<PathBuf>,
    /// The exports of the intranet users that the plan was made from, to see changes that nobody planned.
    #[arg(long, num_args = 1.., value_name = "FILE", requires = "after")]
    pub(crate) before: Vec<PathBuf>,
    /// The first cycle is over and the logs hold all of it: whoever they do not name is missing.
    #[arg(long, requires = "logs")]
    pub(crate) cycle_over: bool,
    /// How CSV cells are written that a spreadsheet would run as formulas.
    #[arg(long, value_enum, default_value_t = CsvArg::Safe)]
    pub(crate) csv: CsvArg,
    /// Folder the result is written to.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace the output folder whatever it holds.
    #[arg(long)]
    pub(crate) force: bool,
}

/// Arguments of `eval`.
#[derive(Debug, ClapArgs)]
#[command(group = ArgGroup::new("what").required(true).args(["expr", "vectors"]))]
pub(crate) struct EvalArgs {
    /// The expression, in the mapping language.
    #[arg(long, value_name = "TEXT", requires = "on", allow_hyphen_values = true)]
    pub(crate) expr: Option<String>,
    /// The object to evaluate it on: attributes by name, or a Graph user (JSON).
    #[arg(
        long,
        value_name = "FILE.json",
        group = "on",
        conflicts_with = "vectors"
    )]
    pub(crate) input: Option<PathBuf>,
    /// Exports of Azure users to evaluate it on, everybody at once: which values it gives, how often, where
    /// it fails, and the few that look unlike the rest.
    #[arg(long, num_args = 1.., value_name = "FILE", group = "on", conflicts_with_all = ["vectors", "input"])]
    pub(crate) population: Vec<PathBuf>,
    /// The longest value that the target takes, in characters.
    #[arg(long, value_name = "N", requires = "population", conflicts_with_all = ["vectors", "input"])]
    pub(crate) length_max: Option<u32>,
    /// A batch: [{id, expression, inputs, context}] (JSON); prints one JSON line each.
    #[arg(long, value_name = "FILE.json")]
    pub(crate) vectors: Option<PathBuf>,
    /// Say which assumptions a result rests on, where documents are silent or disagree.
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Arguments of `lint`.
#[derive(Debug, ClapArgs)]
pub(crate) struct LintArgs {
    /// The mapping: a synchronization schema (JSON).
    #[arg(value_name = "MAPPING.json")]
    pub(crate) mapping: PathBuf,
    /// What the site itself says it accepts: the answer of its /Schemas address (JSON).
    #[arg(long, value_name = "FILE")]
    pub(crate) site_schema: Option<PathBuf>,
}

/// Arguments of `serve`.
#[derive(Debug, ClapArgs)]
pub(crate) struct ServeArgs {
    /// Folder of the built page.
    #[arg(long, value_name = "DIR", default_value = "ui/dist")]
    pub(crate) ui: PathBuf,
    /// Folder for workspaces, uploads and packages; without it a temporary one.
    #[arg(long, value_name = "DIR")]
    pub(crate) home: Option<PathBuf>,
    /// Port on 127.0.0.1; 0 for any free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
}
