//! The command table: every command declared once, with its types, what it reads and what it changes.
//!
//! Hosts call [`rpc`] and [`run_job`] and know no command by name; the page's bindings are generated
//! from the same declarations. What a command does lives in `actions`.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{App, actions, job::JobContext, wire::*};

/// What a part of the page shows; commands that change it make the page ask again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// The application and its recent workspaces.
    App,
    /// The open workspace.
    Workspace,
    /// Its sources.
    Sources,
    /// Its plan.
    Plan,
    /// Who is who: the queue of pairs, explanations, candidates.
    Match,
    /// What people decided about it.
    Decisions,
    /// Which findings people accepted.
    Suppressions,
    /// The mapping in force and what was saved.
    Mapping,
    /// The files beside the users, and who is in scope.
    Companions,
    /// What is assumed where no document says how the systems behave.
    Assumptions,
    /// What became of the plan after go-live.
    Verification,
}

/// One command as the page knows it.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    /// Name, `noun.verb`.
    pub name: &'static str,
    /// Whether it is a job with progress and cancel.
    pub is_job: bool,
    /// What its answer depends on.
    pub reads: &'static [Tag],
    /// What it changes.
    pub writes: &'static [Tag],
    /// Type of its parameters in the bindings.
    pub(crate) params: fn(&mut crate::bindings::Declarations) -> String,
    /// Type of its result in the bindings.
    pub(crate) result: fn(&mut crate::bindings::Declarations) -> String,
}

macro_rules! commands {
    (
        rpc { $($rpc:literal $rpc_run:path, $rpc_in:ty => $rpc_out:ty, [$($rpc_read:ident)*] -> [$($rpc_write:ident)*];)* }
        jobs { $($job:literal $job_run:path, $job_in:ty => $job_out:ty, -> [$($job_write:ident)*];)* }
    ) => {
        /// The table.
        pub const COMMANDS: &[CommandSpec] = &[
            $(CommandSpec {
                name: $rpc,
                is_job: false,
                reads: &[$(Tag::$rpc_read),*],
                writes: &[$(Tag::$rpc_write),*],
                params: crate::bindings::Declarations::add::<$rpc_in>,
                result: crate::bindings::Declarations::add::<$rpc_out>,
            },)*
            $(CommandSpec {
                name: $job,
                is_job: true,
                reads: &[],
                writes: &[$(Tag::$job_write),*],
                params: crate::bindings::Declarations::add::<$job_in>,
                result: crate::bindings::Declarations::add::<$job_out>,
            },)*
        ];

        /// Runs a quick command.
        ///
        /// # Errors
        /// A [`Failure`] with a stable code; `unknown_command` and `bad_parameters` are the host's faults.
        pub fn rpc(app: &App, name: &str, params: Value) -> Result<Value, Failure> {
            match name {
                $($rpc => answer($rpc_run(app, parse::<$rpc_in>(name, params)?)?),)*
                _ => Err(unknown(name)),
            }
        }

        /// Runs a job to its end, telling its progress.
        ///
        /// # Errors
        /// As [`rpc`]; `cancelled` when the user stopped it.
        pub fn run_job(
            app: &App,
            name: &str,
            params: Value,
            job: &JobContext,
        ) -> Result<Value, Failure> {
            match name {
                $($job => answer($job_run(app, parse::<$job_in>(name, params)?, job)?),)*
                _ => Err(unknown(name)),
            }
        }
    };
}

commands! {
    rpc {
        "app.info" actions::home::info, Nothing => AppInfo, [App] -> [];
        "workspace.create" actions::home::create, CreateWorkspace => Option<WorkspaceInfo>, [] -> [App Workspace Sources Plan Match Decisions Suppressions Mapping Companions Assumptions];
        "workspace.open" actions::home::open, OpenWorkspace => Option<WorkspaceInfo>, [] -> [App Workspace Sources Plan Match Decisions Suppressions Mapping Companions Assumptions];
        "workspace.unlock" actions::home::unlock, UnlockWorkspace => Option<WorkspaceInfo>, [] -> [App Workspace Sources Plan Match Decisions Suppressions Mapping Companions Assumptions];
        "workspace.close" actions::home::close, Nothing => Nothing, [] -> [App Workspace Sources Plan Match Decisions Suppressions Mapping Companions Assumptions];
        "workspace.info" actions::home::workspace, Nothing => Option<WorkspaceInfo>, [Workspace Sources Plan] -> [];
        "files.choose" actions::sources::choose, ChooseFiles => Vec<FileHandle>, [] -> [];
        "files.choose_folder" actions::sources::choose_folder, ChooseFolder => Option<FolderHandle>, [] -> [];
        "sources.inspect" actions::sources::inspect, InspectSource => SourcePreview, [] -> [];
        "sources.list" actions::sources::list, Nothing => Vec<SourceInfo>, [Sources] -> [];
        "sources.diagnostics" actions::sources::diagnostics, Nothing => Vec<WireDiagnostic>, [Sources] -> [];
        "sources.export_profile" actions::sources::export_profile, ExportProfile => WrittenAlone, [] -> [];
        "sources.predecessor" actions::changes::find_predecessor, FindPredecessor => Option<PredecessorInfo>, [Sources] -> [];
        "sources.changes" actions::changes::summary, Nothing => SourceChanges, [Sources Plan] -> [];
        "sources.changed" actions::changes::page, ChangedQuery => ChangedPeople, [Sources] -> [];
        "sources.remove" actions::sources::remove, RemoveSource => Nothing, [] -> [Workspace Sources Plan Match];
        "companions.list" actions::companions::list, Nothing => CompanionsInfo, [Companions] -> [];
        "companions.remove" actions::companions::remove, RemoveCompanion => CompanionsInfo, [] -> [Workspace Companions];
        "companions.scope" actions::companions::set_scope, SetScope => CompanionsInfo, [] -> [Workspace Companions];
        "assumptions.list" actions::assumptions::list, Nothing => Vec<AssumptionState>, [Plan Assumptions] -> [];
        "assumptions.choose" actions::assumptions::choose, ChooseAssumption => Vec<AssumptionState>, [] -> [Workspace Assumptions];
        "plan.summary" actions::plan::summary, Nothing => Option<PlanSummary>, [Plan] -> [];
        "plan.explain" actions::why::person, ExplainPerson => WhyCardInfo, [Plan] -> [];
        "plan.compare" actions::compare::summary, Nothing => Option<PlanComparison>, [Plan] -> [];
        "plan.compared" actions::compare::page, ComparedQuery => ComparedPeople, [Plan] -> [];
        "grid.query" actions::grid::query, GridQuery => GridResult, [Plan] -> [];
        "grid.page" actions::grid::page, GridPageRequest => GridPage, [Plan] -> [];
        "grid.facet" actions::grid::facet, FacetRequest => Facet, [Plan] -> [];
        "match.review" actions::review::queue, ReviewQuery => ReviewQueue, [Match Decisions] -> [];
        "match.review_page" actions::review::page, ReviewPageRequest => ReviewPage, [Match Decisions] -> [];
        "match.explain" actions::explain::pair, ExplainPair => PairExplanation, [Match] -> [];
        "match.candidates" actions::explain::nearest, FindCandidates => Candidates, [Match] -> [];
        "match.preview_decisions" actions::decide::preview, Decide => DecisionPreview, [Match Decisions] -> [];
        "match.decide" actions::decide::decide, Decide => DecisionsMade, [] -> [Workspace Decisions];
        "match.undo" actions::decide::undo, TurnDecisions => Option<DecisionsTurned>, [] -> [Workspace Decisions];
        "match.redo" actions::decide::redo, TurnDecisions => Option<DecisionsTurned>, [] -> [Workspace Decisions];
        "match.history" actions::decide::history, HistoryQuery => DecisionHistory, [Decisions] -> [];
        "match.scores" actions::review::scores, Nothing => ScoreHistogram, [Match] -> [];
        "match.sample" actions::review::sample, DrawSample => LinkSample, [Match] -> [];
        "match.quality" actions::review::quality, Nothing => LinkQuality, [Match Decisions] -> [];
        "mapping.get" actions::mapping::get, Nothing => Option<MappingInfo>, [Plan Mapping] -> [];
        "mapping.vocabulary" actions::mapping::vocabulary, Nothing => MappingVocabulary, [Plan] -> [];
        "mapping.validate" actions::mapping::validate, DraftMapping => DraftRemarks, [Plan Mapping] -> [];
        "mapping.versions" actions::mapping::versions, Nothing => Vec<MappingVersionInfo>, [Mapping] -> [];
        "mapping.set" actions::mapping_edit::set, DraftMapping => MappingSaved, [] -> [Workspace Mapping];
        "mapping.undo" actions::mapping_edit::undo, Nothing => Option<MappingVersionInfo>, [] -> [Workspace Mapping];
        "mapping.redo" actions::mapping_edit::redo, Nothing => Option<MappingVersionInfo>, [] -> [Workspace Mapping];
        "mapping.reset" actions::mapping_edit::reset, Nothing => MappingVersionInfo, [] -> [Workspace Mapping];
        "mapping.restore" actions::mapping_edit::restore, MappingVersionRef => MappingVersionInfo, [] -> [Workspace Mapping];
        "mapping.import" actions::mapping_edit::import, ImportMapping => MappingImported, [] -> [Workspace Mapping];
        "mapping.compared" actions::mapping_compare::page, MappingMoveQuery => ComparedPeople, [] -> [];
        "findings.suppressions" actions::findings::suppressions, Nothing => Vec<SuppressionInfo>, [Suppressions] -> [];
        "findings.suppress" actions::findings::suppress, SuppressFinding => Vec<SuppressionInfo>, [] -> [Workspace Suppressions];
        "findings.unsuppress" actions::findings::unsuppress, UnsuppressFinding => Vec<SuppressionInfo>, [] -> [Workspace Suppressions];
        "report.choose_folder" actions::report::choose_folder, Nothing => Option<FolderHandle>, [] -> [];
        "report.open_folder" actions::report::open_folder, FolderHandle => Nothing, [] -> [];
        "report.settings" actions::report::settings, Nothing => ReportSettings, [Workspace] -> [];
        "report.set_settings" actions::report::set, ReportSettings => Vec<String>, [] -> [Workspace];
        "verify.choose_folder" actions::verify::choose_folder, Nothing => Option<FolderHandle>, [] -> [];
        "verify.look" actions::verify::look_at, LookAtEvidence => EvidenceInfo, [] -> [];
        "verify.last" actions::verify::last, Nothing => Option<VerificationInfo>, [Workspace Verification] -> [];
        "verify.users" actions::verify::users, VerifiedQuery => VerifiedUsers, [Verification] -> [];
        "verify.accounts" actions::verify::accounts, VerifiedQuery => VerifiedAccounts, [Verification] -> [];
        "remote.clouds" actions::remote::clouds, Nothing => Vec<CloudInfo>, [] -> [];
        "remote.choose_folder" actions::remote::choose_folder, Nothing => Option<FolderHandle>, [] -> [];
        "remote.sign_in" actions::remote::sign_in, Nothing => Option<SignInPrompt>, [] -> [];
        "remote.forget" actions::remote::forget, Nothing => Nothing, [] -> [];
    }
    jobs {
        "sample.open" actions::home::open_sample, Nothing => Option<WorkspaceInfo>, -> [App Workspace Sources Plan Match Decisions Suppressions Mapping Companions Assumptions];
        "sources.import" actions::sources::import, ImportSources => Vec<SourceInfo>, -> [Workspace Sources Plan Match Decisions];
        "sources.write_rejected" actions::sources::write_rejected, WriteRejected => WrittenAlone, -> [];
        "companions.add" actions::companions::add, AddCompanion => CompanionAdded, -> [Workspace Companions Suppressions];
        "plan.run" actions::plan::run, Nothing => PlanSummary, -> [Workspace Plan Match Decisions];
        "plan.second_cycle" actions::again::second_cycle, Nothing => SecondCycle, -> [];
        "plan.prepare" actions::why::prepare, Nothing => Nothing, -> [];
        "match.prepare" actions::explain::prepare, Nothing => Nothing, -> [];
        "match.write_review" actions::review_book::write, WriteReview => WrittenAlone, -> [];
        "match.read_decisions" actions::review_book::read, ReadDecisions => DecisionsRead, -> [Workspace Decisions];
        "mapping.keys" actions::mapping_keys::ordered, OrderKeys => OrderedKeys, -> [];
        "mapping.preview" actions::effect::preview, DraftMapping => MappingPreview, -> [];
        "mapping.prepare" actions::mapping::prepare, Nothing => Nothing, -> [Mapping];
        "mapping.figures" actions::mapping_look::figures, DraftMapping => Vec<RowFiguresInfo>, -> [];
        "mapping.try" actions::mapping_look::try_row, TryRow => RowTrial, -> [];
        "mapping.compare" actions::mapping_compare::compare, CompareMappings => PlanComparison, -> [];
        "mapping.check" actions::mapping::check, CheckExpression => ExpressionCheck, -> [];
        "report.read_fixes" actions::report::read_fixes, ReadFixes => FixesRead, -> [];
        "report.write" actions::report::write, WritePackage => PackageInfo, -> [];
        "verify.run" actions::verify::run, VerifyFiles => VerificationInfo, -> [Verification];
        "remote.test_scim" actions::remote::test, AskScim => ScimTest, -> [];
        "remote.pull_scim" actions::remote::scim, PullScim => PulledInfo, -> [];
        "remote.pull_graph" actions::remote::graph, PullGraph => PulledInfo, -> [];
    }
}

fn parse<T: DeserializeOwned>(name: &str, params: Value) -> Result<T, Failure> {
    serde_json::from_value(params).map_err(|error| Failure {
        code: "bad_parameters".to_owned(),
        message: format!(
            "The command {name} was called with parameters it does not take: {error}."
        ),
        hints: Vec::new(),
    })
}

fn answer<T: Serialize>(result: T) -> Result<Value, Failure> {
    serde_json::to_value(result).map_err(|error| Failure {
        code: "internal".to_owned(),
        message: format!("The answer could not be written: {error}."),
        hints: Vec::new(),
    })
}

fn unknown(name: &str) -> Failure {
    Failure {
        code: "unknown_command".to_owned(),
        message: format!("There is no command {name}."),
        hints: Vec::new(),
    }
}
