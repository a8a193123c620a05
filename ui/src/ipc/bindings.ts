// Generated from the command table by `cargo xtask bindings`. Do not edit.

export type AddCompanion = {
/**
 * The file.
 */
handle: string,
/**
 * What somebody says it is; without it it is recognised by what it holds.
 */
role?: CompanionRole,
/**
 * Name or object id of the group it lists, where the file does not say it.
 */
label?: string,
/**
 * Id of the file it takes the place of.
 */
replaces?: number, };

export type AppInfo = {
/**
 * Version of Presync.
 */
version: string,
/**
 * Whether files are chosen in the system's own dialogs; otherwise the page uploads them.
 */
native_dialogs: boolean,
/**
 * Workspaces opened lately, newest first.
 */
recent: Array<RecentWorkspace>, };

export type AskScim = {
/**
 * Its address: Entra's tenant URL.
 */
address: string,
/**
 * Its token; without one, the token that was given for this host before.
 */
token: GivenSecret | null, };

export type AssumptionChoice = {
/**
 * Its word.
 */
name: string,
/**
 * What is assumed then.
 */
sentence: string, };

export type AssumptionInfo = {
/**
 * Name in the files.
 */
name: string,
/**
 * What is assumed.
 */
sentence: string, };

export type AssumptionState = {
/**
 * Its name in the files.
 */
name: string,
/**
 * What can be assumed, the default first.
 */
choices: Array<AssumptionChoice>,
/**
 * The word of what is assumed now.
 */
chosen: string,
/**
 * Look-ups of single attributes that treat letter case otherwise.
 */
by_attribute: Array<AttributeChoice>,
/**
 * Azure users whose row in the plan would be another under another choice; none where the plan does not
 * depend on it, or there is no plan.
 */
users: number | null, };

export type AttributeChangeInfo = {
/**
 * What people call it.
 */
label: string,
/**
 * People with one value before and another after.
 */
changed: number,
/**
 * People without a value before.
 */
filled: number,
/**
 * People without a value after.
 */
cleared: number,
/**
 * A few of them.
 */
samples: Array<ChangedPerson>, };

export type AttributeChoice = {
/**
 * Target attribute.
 */
attribute: string,
/**
 * The word.
 */
choice: string, };

export type AttributeOffer = {
/**
 * As mappings spell it.
 */
name: string,
/**
 * What people call it; may be empty.
 */
label: string,
/**
 * Users with a value.
 */
filled: number,
/**
 * Whether the export has such a column.
 */
held: boolean,
/**
 * Whether the intranet refuses users without it.
 */
required: boolean, };

export type Badge = "ready" | "ready_with_exceptions" | "not_ready";

export type BestKeys = {
/**
 * Its keys as target and source.
 */
keys: Array<MatchKeySource>,
/**
 * What would become of everybody.
 */
total: KeyTotals,
/**
 * Whether the documented order is as good, or nearly, and therefore recommended.
 */
keeps_documented: boolean, };

export type CandidateInfo = {
/**
 * The pair that it would make.
 */
pair: PairRef,
/**
 * The candidate.
 */
person: PersonInfo,
/**
 * What the plan made of it; empty when it made no link of it.
 */
status: string,
/**
 * log2 of the odds that both are one person.
 */
log_odds: number,
/**
 * The same as a probability.
 */
probability: number,
/**
 * The strongest reasons for and against.
 */
evidence: Array<EvidenceChip>,
/**
 * Why it does not count.
 */
objections: Array<ObjectionInfo>, };

export type CandidatePreview = {
/**
 * The attribute to state.
 */
attribute: string,
/**
 * What people call it.
 */
label: string,
/**
 * Confidence, 0 to 100.
 */
confidence: number,
/**
 * Why.
 */
reason: string, };

export type Candidates = {
/**
 * The user.
 */
user: PersonInfo,
/**
 * The candidates, the one it is linked with first, then the likeliest.
 */
candidates: Array<CandidateInfo>, };

export type ChangeGroup = {
/**
 * Target attribute.
 */
target: string,
/**
 * What people call it.
 */
label: string,
/**
 * Kind of change.
 */
kind: string,
/**
 * How the values differ.
 */
class: string,
/**
 * How many.
 */
count: number,
/**
 * Up to five examples, now and would be.
 */
examples: Array<[string, string]>, };

export type ChangedPeople = {
/**
 * How many rows there are in all.
 */
total: number,
/**
 * The rows of the page.
 */
rows: Array<ChangedPerson>, };

export type ChangedPerson = {
/**
 * What became of them.
 */
kind: WireChangeOf,
/**
 * The name to sign in with, else another key.
 */
person: string,
/**
 * What they are called.
 */
name: string,
/**
 * Label of the attribute.
 */
attribute: string,
/**
 * The value in the older export.
 */
before: string,
/**
 * The value in the newer export.
 */
after: string, };

export type ChangedQuery = {
/**
 * The side.
 */
side: WireSide,
/**
 * What became of them; without it everybody.
 */
kind?: WireChangeOf,
/**
 * Label of an attribute; without it all.
 */
attribute?: string,
/**
 * First row, from 0.
 */
offset: number,
/**
 * Rows wanted, 500 at most.
 */
limit: number, };

export type CheckExpression = {
/**
 * The expression.
 */
expression: string,
/**
 * The longest value that the target takes, in characters.
 */
length_max: number | null, };

export type ChooseAssumption = {
/**
 * The assumption; `case-match:ATTRIBUTE` for one attribute.
 */
name: string,
/**
 * The word; without it the default.
 */
choice?: string, };

export type ChooseFiles = {
/**
 * What the dialog is headed with.
 */
title: string, };

export type ChooseFolder = {
/**
 * What the dialog is headed with.
 */
title: string, };

export type CloudInfo = {
/**
 * Its name.
 */
name: string,
/**
 * The host that people sign in at.
 */
login_host: string,
/**
 * The host that is asked for users.
 */
graph_host: string, };

export type CodeCount = {
/**
 * The service's code; empty where the log names none.
 */
code: string,
/**
 * How many users.
 */
count: number, };

export type ColumnPreview = {
/**
 * Name to state what it holds by: the header, with a number behind it where it repeats.
 */
name: string,
/**
 * Header as the file spells it.
 */
header: string,
/**
 * Attribute it would be read as.
 */
attribute: string,
/**
 * What people call that attribute; empty for an additional field.
 */
label: string,
/**
 * Whether the attribute is a known one.
 */
known: boolean,
/**
 * Confidence, 0 to 100.
 */
confidence: number,
/**
 * Why.
 */
reason: string,
/**
 * What else it may be, best first.
 */
candidates: Array<CandidatePreview>,
/**
 * What its values look like, when nearly all look alike.
 */
looks_like: string | null,
/**
 * Up to five values from the file.
 */
samples: Array<string>,
/**
 * Share of the looked-at rows that have a value, 0 to 1.
 */
filled: number,
/**
 * Distinct values among the looked-at rows.
 */
distinct: number,
/**
 * Length of the longest value in characters.
 */
longest: number, };

export type CompanionAdded = {
/**
 * The file as it is kept; none when it held accepted findings, which stand in their own list now.
 */
file: CompanionInfo | null,
/**
 * Accepted findings that were taken in.
 */
suppressions: number,
/**
 * What was odd about it.
 */
odd: Array<CompanionOdd>, };

export type CompanionCount = {
/**
 * Of what, in words.
 */
what: string,
/**
 * How many.
 */
count: number, };

export type CompanionInfo = {
/**
 * Id in the workspace.
 */
id: number,
/**
 * What it is used as.
 */
role: CompanionRole,
/**
 * The group it lists, where somebody said so; else empty.
 */
label: string,
/**
 * File name.
 */
file: string,
/**
 * SHA-256 of the file.
 */
sha256: string,
/**
 * Size in bytes.
 */
bytes: number,
/**
 * When it was added, RFC 3339; empty where an older version kept it.
 */
added_at: string,
/**
 * What it says.
 */
said: CompanionSaid, };

export type CompanionOdd = {
/**
 * `note`, `warning` or `blocker`.
 */
severity: string,
/**
 * Line or row, from 1.
 */
row: number | null,
/**
 * What was seen.
 */
message: string,
/**
 * What to do about it; may be empty.
 */
hint: string, };

export type CompanionRole = "schema" | "site_schema" | "budget" | "assignments" | "group_members" | "intranet_groups";

export type CompanionSaid = {
/**
 * How many of what it holds.
 */
counts: Array<CompanionCount>,
/**
 * What was odd about it.
 */
odd: Array<CompanionOdd>, };

export type CompanionsInfo = {
/**
 * The files, in the order they were added.
 */
files: Array<CompanionInfo>,
/**
 * Who is in scope; none while nobody said it.
 */
scope: WireScope | null, };

export type CompareMappings = {
/**
 * The first; 0 for what is recommended.
 */
before: number,
/**
 * The second.
 */
now: number, };

export type ComparedAttribute = {
/**
 * As the mapping spells it.
 */
target: string,
/**
 * In the second plan only.
 */
added: number,
/**
 * In the first only.
 */
removed: number,
/**
 * In both, with another value or of another kind.
 */
different: number, };

export type ComparedFigure = {
/**
 * Its name.
 */
name: string,
/**
 * In the first plan.
 */
before: number,
/**
 * In the second.
 */
now: number, };

export type ComparedInput = {
/**
 * Base name.
 */
file: string,
/**
 * What it was used as.
 */
role: string,
/**
 * Whether it is the second plan's.
 */
is_new: boolean, };

export type ComparedItem = {
/**
 * Word of an outcome, `fail`, or a finding code.
 */
item: string,
/**
 * People who have it in the second plan only.
 */
new: number,
/**
 * In both.
 */
still_open: number,
/**
 * In the first only.
 */
resolved: number, };

export type ComparedMove = {
/**
 * The side.
 */
side: WireSide,
/**
 * Its word in the first plan.
 */
from: string,
/**
 * Its word in the second.
 */
to: string,
/**
 * How many.
 */
count: number, };

export type ComparedPeople = {
/**
 * How many there are in all.
 */
total: number,
/**
 * The rows of the page.
 */
rows: Array<ComparedPerson>, };

export type ComparedPerson = {
/**
 * The side.
 */
side: WireSide,
/**
 * The objectId or UID, or else the login.
 */
anchor: string,
/**
 * The UPN or user name.
 */
login: string,
/**
 * `both`, `came`, `left` or `rekeyed`.
 */
presence: string,
/**
 * `new`, `still_open` or `resolved`; empty for who had and has no trouble.
 */
status: string,
/**
 * Outcome in the first plan; empty for who came.
 */
outcome_before: string,
/**
 * Outcome in the second; empty for who left.
 */
outcome_now: string,
/**
 * Action in the first plan.
 */
action_before: string,
/**
 * Action in the second.
 */
action_now: string,
/**
 * What deserves attention in the second plan only.
 */
new: Array<string>,
/**
 * In both.
 */
still_open: Array<string>,
/**
 * In the first only.
 */
resolved: Array<string>,
/**
 * Changes that are not the same in both.
 */
changes: number, };

export type ComparedPlan = {
/**
 * What the engagement is called.
 */
title: string,
/**
 * The moment the plan is dated to, RFC 3339.
 */
made_at: string,
/**
 * The word of its badge.
 */
badge: string,
/**
 * Its plan line.
 */
line: string, };

export type ComparedQuery = {
/**
 * The side; without it both.
 */
side?: WireSide,
/**
 * `new`, `still_open` or `resolved`; without it everybody of whom anything is to be said.
 */
status?: string,
/**
 * `came`, `left`, `rekeyed` or `both`; without it all.
 */
presence?: string,
/**
 * First row, from 0.
 */
offset: number,
/**
 * Rows wanted, 500 at most.
 */
limit: number, };

export type ComparedRow = {
/**
 * `users` or `groups`.
 */
object: string,
/**
 * Target attribute.
 */
target: string,
/**
 * `added`, `removed` or `changed`.
 */
what: string,
/**
 * The properties that differ.
 */
properties: Array<ComparedValue>, };

export type ComparedSide = {
/**
 * The side.
 */
side: WireSide,
/**
 * In both plans.
 */
both: number,
/**
 * In the second only.
 */
came: number,
/**
 * In the first only.
 */
left: number,
/**
 * In both, under another id.
 */
rekeyed: number,
/**
 * Trouble in the second only.
 */
new: number,
/**
 * Trouble in both.
 */
still_open: number,
/**
 * Trouble in the first only.
 */
resolved: number,
/**
 * People of both plans who cannot be told apart from others; they are in no other figure.
 */
ambiguous: number, };

export type ComparedValue = {
/**
 * Its name.
 */
name: string,
/**
 * In the first plan.
 */
before: string | null,
/**
 * In the second.
 */
now: string | null, };

export type ContradictionInfo = {
/**
 * `azure_twice`, `legacy_twice` or `yes_and_no`.
 */
code: string,
/**
 * In words.
 */
sentence: string,
/**
 * Decisions it concerns.
 */
count: number, };

export type CoveredError = {
/**
 * Stable code.
 */
code: string,
/**
 * A full sentence without personal values.
 */
message: string,
/**
 * The part of the expression.
 */
span: PartSpan,
/**
 * Users concerned.
 */
users: number,
/**
 * Rows of the first few.
 */
rows: Array<number>, };

export type CoveredLengths = {
/**
 * Shortest.
 */
min: number,
/**
 * In the middle.
 */
median: number,
/**
 * Longest.
 */
max: number,
/**
 * Users whose value is longer than the target takes, where that was said.
 */
over: number | null, };

export type CoveredValue = {
/**
 * The value, cut where it is long.
 */
value: string,
/**
 * Users with it.
 */
users: number,
/**
 * Row of the first.
 */
row: number, };

export type CreateWorkspace = {
/**
 * What the engagement is called; also the suggested file name.
 */
title: string, };

export type Decide = {
/**
 * The plan whose people the positions mean.
 */
plan: number,
/**
 * What is decided.
 */
verdict: WireVerdict,
/**
 * The pairs; empty when `queue` says which.
 */
pairs: Array<PairRef>,
/**
 * All pairs of this queue instead.
 */
queue?: number,
/**
 * For `other`: the pair that is one person.
 */
instead?: PairRef,
/**
 * How many decisions the preview showed; needed with `queue`.
 */
expected?: number,
/**
 * The seed of the sample that the pairs were drawn in.
 */
seed?: number,
/**
 * Why.
 */
reason: string,
/**
 * Who decides.
 */
by: string, };

export type DecisionDoubt = {
/**
 * `confirm`, `deny`, `new` or `leave_out`.
 */
decision: string,
/**
 * The intranet user's anchor; empty when the decision names none.
 */
legacy: string,
/**
 * The Azure user's anchor.
 */
azure: string,
/**
 * Why it was decided, in the person's words.
 */
reason: string,
/**
 * Who decided.
 */
by: string,
/**
 * When, as it was given.
 */
at: string,
/**
 * Why it needs another look, one sentence each.
 */
why: Array<string>, };

export type DecisionHistory = {
/**
 * Steps in all.
 */
total: number,
/**
 * The steps, newest first.
 */
steps: Array<DecisionStepInfo>,
/**
 * The batch that undoing would take back.
 */
undo: number | null,
/**
 * The batch that would be done again.
 */
redo: number | null, };

export type DecisionPreview = {
/**
 * Decisions that would be made.
 */
decisions: number,
/**
 * Azure users they are about.
 */
people: number,
/**
 * Of the decisions those that replace an earlier one about the same people.
 */
replaced: number,
/**
 * Two of the pairs.
 */
samples: Array<PairSample>,
/**
 * What contradicts; nothing can be decided until it is settled.
 */
contradictions: Array<ContradictionInfo>,
/**
 * The consequence in one sentence.
 */
sentence: string, };

export type DecisionStepInfo = {
/**
 * Its batch.
 */
batch: number,
/**
 * `decided`, `undone` or `redone`.
 */
step: string,
/**
 * The batch that was undone or redone; its own for `decided`.
 */
of: number,
/**
 * The word of the first decision.
 */
decision: string,
/**
 * Decisions.
 */
count: number,
/**
 * Of them in force now.
 */
in_force: number,
/**
 * The first decision's intranet user, by its anchor; empty when it names none.
 */
legacy: string,
/**
 * The first decision's Azure user, by its anchor.
 */
azure: string,
/**
 * Why.
 */
reason: string,
/**
 * Who.
 */
by: string,
/**
 * When, RFC 3339.
 */
at: string, };

export type DecisionsMade = {
/**
 * With this they are taken back together.
 */
batch: number,
/**
 * How many.
 */
decisions: number, };

export type DecisionsRead = {
/**
 * Rows with a decision nobody had made yet.
 */
taken: number,
/**
 * Rows whose decision replaces an earlier one.
 */
changed: number,
/**
 * Rows that say what was known already.
 */
unchanged: number,
/**
 * Rows that contradict each other or what is in force; none of them was taken.
 */
contradicting: number,
/**
 * Rows without a decision.
 */
open: number,
/**
 * Rows that could not be used.
 */
unusable: number,
/**
 * What was odd, 500 at most.
 */
diagnostics: Array<WireDiagnostic>,
/**
 * With this the decisions are taken back together; none when there were none.
 */
batch: number | null, };

export type DecisionsTurned = {
/**
 * The decisions' batch.
 */
batch: number,
/**
 * How many.
 */
decisions: number, };

export type DelimiterPreview = {
/**
 * Character to state.
 */
delimiter: string,
/**
 * What people call it.
 */
name: string,
/**
 * It is the one that would be read.
 */
chosen: boolean,
/**
 * Known headers that it makes appear.
 */
known_headers: number,
/**
 * Columns that most rows then have.
 */
columns: number,
/**
 * Rows with so many columns, in percent.
 */
even_percent: number, };

export type DiagnosticSample = {
/**
 * Line or row, from 1.
 */
row: number,
/**
 * The cell's text, cut when it is long.
 */
original: string,
/**
 * What it was read as; none when it stayed as it is.
 */
reading: string | null, };

export type DraftMapping = {
/**
 * All rows, in order.
 */
rows: Array<MappingRowDraft>, };

export type DraftRemarks = {
/**
 * By row.
 */
rows: Array<Array<MappingRemark>>,
/**
 * About all of them.
 */
whole: Array<MappingRemark>,
/**
 * Whether it can be saved.
 */
can_save: boolean, };

export type DrawSample = {
/**
 * What it is drawn by.
 */
seed: number,
/**
 * Links of each status and score band, 100 at most.
 */
each: number, };

export type EncodingPreview = {
/**
 * Label to state.
 */
encoding: string,
/**
 * What people call it.
 */
name: string,
/**
 * It is the one that would be read.
 */
chosen: boolean,
/**
 * It has no letter for some byte of the lines.
 */
loses: boolean,
/**
 * Up to three lines with letters beyond ASCII, decoded so.
 */
lines: Array<string>, };

export type EstimateInfo = {
/**
 * The likeliest share.
 */
share: number,
/**
 * Lower end of the interval that holds the true one 95 times out of a hundred.
 */
low: number,
/**
 * Upper end.
 */
high: number, };

export type EvidenceChip = {
/**
 * The field's word.
 */
field: string,
/**
 * What people call it.
 */
label: string,
/**
 * Bits; negative speaks against.
 */
weight: number, };

export type EvidenceInfo = {
/**
 * Its use; none where it has none here.
 */
role: VerifyRole | null,
/**
 * What it is, in words.
 */
words: string, };

export type ExplainPair = {
/**
 * The plan whose people the positions mean.
 */
plan: number,
/**
 * The pair.
 */
pair: PairRef, };

export type ExplainPerson = {
/**
 * The side.
 */
side: WireSide,
/**
 * The position among the users of the side.
 */
position: number, };

export type ExportProfile = {
/**
 * Folder to write into.
 */
folder: string,
/**
 * Files that were not imported yet.
 */
files: Array<ImportFile>, };

export type ExpressionCheck = {
/**
 * Mistakes in the text; with one, there is no coverage.
 */
problems: Array<ExpressionRemark>,
/**
 * What may surprise, and attributes that the export does not hold.
 */
warnings: Array<ExpressionRemark>,
/**
 * What was assumed where documents are silent or disagree.
 */
assumptions: Array<ExpressionRemark>,
/**
 * What it gives for everybody.
 */
coverage: ExpressionCoverage | null, };

export type ExpressionCoverage = {
/**
 * Users it was evaluated for.
 */
users: number,
/**
 * With a value.
 */
filled: number,
/**
 * With null.
 */
nulls: number,
/**
 * With the empty text.
 */
empty: number,
/**
 * Whose attribute is left out on purpose.
 */
attribute_skipped: number,
/**
 * Who are left out altogether on purpose.
 */
object_skipped: number,
/**
 * Without a value, because of an error.
 */
failed: number,
/**
 * With several values.
 */
several: number,
/**
 * Different values.
 */
distinct: number,
/**
 * The most frequent values.
 */
top: Array<CoveredValue>,
/**
 * Errors by code and place.
 */
errors: Array<CoveredError>,
/**
 * How long the values are; none without a value.
 */
lengths: CoveredLengths | null,
/**
 * The values least like the rest.
 */
strange: Array<StrangeValueInfo>, };

export type ExpressionRemark = {
/**
 * Stable code.
 */
code: string,
/**
 * A full sentence.
 */
message: string,
/**
 * The part.
 */
span: PartSpan,
/**
 * What to write there instead, where one text would very likely mend it.
 */
replacement?: string, };

export type Facet = {
/**
 * The column.
 */
column: string,
/**
 * Values, commonest first, 50 at most.
 */
values: Array<FacetValue>, };

export type FacetRequest = {
/**
 * The query.
 */
query: GridQuery,
/**
 * The column.
 */
column: string, };

export type FacetValue = {
/**
 * The value.
 */
value: string,
/**
 * Rows that have it.
 */
count: number, };

export type Failure = {
/**
 * Stable code, such as `workspace_newer`.
 */
code: string,
/**
 * A full sentence: what failed, on what.
 */
message: string,
/**
 * What to try next.
 */
hints: Array<string>, };

export type FileHandle = {
/**
 * Opaque handle.
 */
handle: string,
/**
 * File name without its folder.
 */
name: string,
/**
 * Size in bytes.
 */
bytes: number, };

export type FindCandidates = {
/**
 * The plan whose people the positions mean.
 */
plan: number,
/**
 * The user's side.
 */
side: WireSide,
/**
 * Its position.
 */
position: number,
/**
 * Candidates wanted, 50 at most.
 */
limit: number, };

export type FindPredecessor = {
/**
 * The file.
 */
handle: string,
/**
 * The side it would be imported to.
 */
side: WireSide, };

export type FindingGroup = {
/**
 * Stable code.
 */
code: string,
/**
 * `note`, `warning` or `blocker`.
 */
severity: string,
/**
 * What it says.
 */
title: string,
/**
 * What to do.
 */
remedy: string,
/**
 * How many.
 */
count: number,
/**
 * Because of what, and what would come of it.
 */
why: string,
/**
 * How many people they concern; 0 where they are about the mapping or the engagement.
 */
people: number, };

export type FirstRowPreview = {
/**
 * Line or row, from 1: the header row to state.
 */
row: number,
/**
 * Its cells.
 */
cells: Array<string>,
/**
 * Headers among them that are known.
 */
known_headers: number,
/**
 * It is read as the header, or a part of it.
 */
is_header: boolean, };

export type FixesRead = {
/**
 * Rows that say done, and the export holds the value.
 */
done: number,
/**
 * Rows that say not done.
 */
not_done: number,
/**
 * Rows that say another value, and the export holds it.
 */
other_value: number,
/**
 * Rows without a state.
 */
open: number,
/**
 * Rows of which the export says otherwise.
 */
unseen: number,
/**
 * What was odd, row by row.
 */
diagnostics: Array<WireDiagnostic>, };

export type FolderHandle = {
/**
 * Opaque handle.
 */
handle: string,
/**
 * Folder name.
 */
name: string, };

export type FunctionOffer = {
/**
 * Its name.
 */
name: string,
/**
 * How it is called.
 */
signature: string,
/**
 * What to insert, with numbered stops: `Append(${1:source}, ${2:suffix})`.
 */
snippet: string,
/**
 * What it returns, in one sentence.
 */
help: string,
/**
 * One call of it.
 */
example: string,
/**
 * What it takes.
 */
parameters: Array<ParameterOffer>, };

export type FunnelInfo = {
/**
 * Pairs held to be one person.
 */
linked: number,
/**
 * Azure users with nothing but an open pair.
 */
review_azure: number,
/**
 * Intranet users with nothing but an open pair.
 */
review_legacy: number,
/**
 * Azure users without any pair.
 */
unmatched_azure: number,
/**
 * Intranet users without any pair.
 */
unmatched_legacy: number, };

export type GivenSecret = string;

export type GraphSignIn = "device_code" | "client_secret" | "token";

export type GridFilter = {
/**
 * Column name, as in the CSV.
 */
column: string,
/**
 * Accepted values.
 */
values: Array<string>, };

export type GridPage = {
/**
 * First row, from 0.
 */
offset: number,
/**
 * Cells by row, in the order of the result's columns.
 */
rows: Array<Array<string>>, };

export type GridPageRequest = {
/**
 * The result.
 */
result: number,
/**
 * First row, from 0.
 */
offset: number,
/**
 * Rows wanted, 500 at most.
 */
limit: number, };

export type GridQuery = {
/**
 * What is shown.
 */
table: WireTable,
/**
 * Text that any searched column contains; empty for all.
 */
search: string,
/**
 * Filters, joined by AND.
 */
filters: Array<GridFilter>,
/**
 * Order; without it the plan's own.
 */
sort?: GridSort, };

export type GridResult = {
/**
 * Handle for pages.
 */
result: number,
/**
 * How many rows there are.
 */
total: number,
/**
 * Column names in the order of a page's cells.
 */
columns: Array<string>, };

export type GridSort = {
/**
 * Column name.
 */
column: string,
/**
 * Largest first.
 */
descending: boolean, };

export type HistoryQuery = {
/**
 * Only what was done before this batch.
 */
before?: number,
/**
 * Steps wanted, 500 at most.
 */
limit: number, };

export type ImportFile = {
/**
 * The file.
 */
handle: string,
/**
 * The side its users belong to.
 */
side: WireSide,
/**
 * Id of the source it is a newer export of, which goes when it comes; without it all stay.
 */
replaces?: number,
/**
 * How the user says it is to be read; it is remembered for the next file with the same headers.
 */
options?: ReadingChoices, };

export type ImportMapping = {
/**
 * The file.
 */
handle: string, };

export type ImportSources = {
/**
 * The files in order.
 */
files: Array<ImportFile>, };

export type InspectSource = {
/**
 * The file.
 */
handle: string,
/**
 * The side, where the user has said it.
 */
side?: WireSide,
/**
 * How the user says it is to be read.
 */
options?: ReadingChoices,
/**
 * Files that were looked into before, by whose values the columns are judged; those of the same
 * side say nothing.
 */
beside?: Array<string>, };

export type JobProgress = {
/**
 * The stage in words.
 */
phase: string,
/**
 * Units done in this stage.
 */
done: number,
/**
 * Units in this stage; 0 when unknown.
 */
total: number,
/**
 * Units a second, over this stage; absent in its first two seconds.
 */
per_second: number | null,
/**
 * Seconds left in this stage; absent in its first two seconds or when unknown.
 */
seconds_left: number | null, };

export type KeySourceInfo = {
/**
 * `uid` or `user_name`.
 */
key: string,
/**
 * Azure attribute.
 */
attribute: string,
/**
 * Share of the intranet's keys it explains, 0 to 1.
 */
share: number,
/**
 * Whether it was taken.
 */
detected: boolean, };

export type KeyTotals = {
/**
 * Find their own account.
 */
linked: number,
/**
 * Find another one.
 */
takeovers: number,
/**
 * Have an account, find none, and get a second one.
 */
duplicates: number,
/**
 * Have none and get one.
 */
created: number,
/**
 * Find several.
 */
ambiguous: number,
/**
 * Are passed over.
 */
skipped: number,
/**
 * Are not looked at.
 */
out_of_scope: number,
/**
 * Of the skipped: enabled people who have an account.
 */
unreached: number,
/**
 * Of the linked: people whose sign-in name would be sent another value.
 */
renamed: number,
/**
 * People harmed, weighed.
 */
harm: number, };

export type KindEffect = {
/**
 * The kind's word, such as `overwrite`.
 */
kind: string,
/**
 * Under the mapping in force.
 */
before: number,
/**
 * Under the edited rows.
 */
now: number, };

export type LinkCount = {
/**
 * The rule's word.
 */
rule: string,
/**
 * The status's word.
 */
status: string,
/**
 * How many.
 */
count: number, };

export type LinkQuality = {
/**
 * From the labels of random samples alone.
 */
sampled: QualityInfo,
/**
 * From all decisions; people choose what they decide, so these are no random sample.
 */
decided: QualityInfo,
/**
 * What the figures are about, in words.
 */
sentence: string, };

export type LinkSample = {
/**
 * The plan whose people the positions mean.
 */
plan: number,
/**
 * The seed, to be given back when deciding.
 */
seed: number,
/**
 * The links; those that were decided already are not drawn.
 */
rows: Array<ReviewRow>, };

export type LookAtEvidence = {
/**
 * Its handle.
 */
handle: string, };

export type MappingImported = {
/**
 * Its version.
 */
version: number,
/**
 * Its user rows.
 */
rows: number,
/**
 * What was odd about the file.
 */
diagnostics: Array<WireDiagnostic>, };

export type MappingInfo = {
/**
 * Its version.
 */
version: MappingVersionInfo,
/**
 * Whether there is one to go back to.
 */
can_undo: boolean,
/**
 * Whether there is one to go forth to.
 */
can_redo: boolean,
/**
 * Whether the stored plan was made with exactly these rows.
 */
is_planned: boolean,
/**
 * Whether what is recommended is known; else it is after `mapping.prepare`.
 */
knows_recommendation: boolean,
/**
 * The rows in the order of the mapping.
 */
rows: Array<MappingRow>,
/**
 * Recommended rows that the mapping does not have.
 */
left_out: Array<MappingRow>,
/**
 * Rows that are not as recommended, the left out ones among them.
 */
edited: number,
/**
 * What is said about the mapping as a whole.
 */
remarks: Array<MappingRemark>, };

export type MappingMoveQuery = {
/**
 * The side.
 */
side: WireSide,
/**
 * Outcome under the first mapping.
 */
from: string,
/**
 * Outcome under the second.
 */
to: string,
/**
 * First row, from 0.
 */
offset: number,
/**
 * Rows wanted, 500 at most.
 */
limit: number, };

export type MappingPreview = {
/**
 * The plan line.
 */
line: string,
/**
 * Outcomes of both sides, worst first, zero counts kept.
 */
outcomes: Array<OutcomeCount>,
/**
 * For each row how many existing accounts it would change.
 */
changes: Array<number>,
/**
 * The same under the mapping in force; 0 where that has no row for the target.
 */
changes_before: Array<number>,
/**
 * Changes of existing accounts by kind, where there are any.
 */
kinds: Array<KindEffect>,
/**
 * People whose outcome is another one, most first.
 */
moves: Array<OutcomeMove>, };

export type MappingRemark = {
/**
 * Stable code.
 */
code: string,
/**
 * `note`, `warning` or `blocker`; a blocker of writing keeps the mapping from being saved.
 */
severity: string,
/**
 * The part of the row that it is about: `target`, `source`, `precedence`, or empty.
 */
field: string,
/**
 * What it says.
 */
message: string,
/**
 * What to do; may be empty.
 */
remedy: string,
/**
 * The part of an expression.
 */
span: PartSpan | null,
/**
 * What to write there instead, where one text would very likely mend it.
 */
replacement: string | null, };

export type MappingRow = {
/**
 * What the row says.
 */
row: MappingRowDraft,
/**
 * What people call its target.
 */
label: string,
/**
 * Whether the intranet refuses users without the target.
 */
required: boolean,
/**
 * The values the intranet accepts, where they are a closed list.
 */
allowed: Array<string>,
/**
 * Changes of existing accounts it causes in the stored plan; none where the plan was made without it.
 */
changes: number | null,
/**
 * What is said about it, gravest first.
 */
remarks: Array<MappingRemark>,
/**
 * Whether it is as recommended.
 */
is_recommended: boolean,
/**
 * What is recommended for its target; none where nothing is, or where that is not known yet.
 */
recommended: RecommendedRow | null, };

export type MappingRowDraft = {
/**
 * Target attribute.
 */
target: string,
/**
 * `direct`, `constant`, `expression` or `none`.
 */
kind: string,
/**
 * Source attribute, constant or expression.
 */
source: string,
/**
 * Default value; empty for none.
 */
default: string,
/**
 * `always`, `on_create`, `add_values`, `keep_value` or `if_empty`.
 */
apply: string,
/**
 * Matching precedence.
 */
precedence: number | null, };

export type MappingRowInfo = {
/**
 * Target attribute.
 */
target: string,
/**
 * What people call it.
 */
label: string,
/**
 * `direct`, `constant`, `expression` or `none`.
 */
kind: string,
/**
 * Source attribute, constant or expression.
 */
source: string,
/**
 * Default value.
 */
default: string,
/**
 * `always` or `on_create`.
 */
apply: string,
/**
 * Matching precedence.
 */
precedence: number | null,
/**
 * Why.
 */
reason: string,
/**
 * The figure behind it.
 */
evidence: string,
/**
 * Changes of existing accounts it causes.
 */
changes: number, };

export type MappingSaved = {
/**
 * The new version; none where something keeps it from being saved.
 */
version: number | null,
/**
 * What is said about the rows.
 */
remarks: DraftRemarks, };

export type MappingVersionInfo = {
/**
 * Its number; 0 for what is recommended.
 */
number: number,
/**
 * `recommended`, `given` or `edited`.
 */
origin: string,
/**
 * The file it was read from; else empty.
 */
name: string,
/**
 * When it was saved, RFC 3339; empty for what is recommended.
 */
saved_at: string, };

export type MappingVersionRef = {
/**
 * Its number; 0 for what is recommended.
 */
number: number, };

export type MappingVocabulary = {
/**
 * Functions of the expression language, by name.
 */
functions: Array<FunctionOffer>,
/**
 * Source attributes, the fullest first.
 */
sources: Array<AttributeOffer>,
/**
 * Target attributes, by name.
 */
targets: Array<AttributeOffer>,
/**
 * Azure users.
 */
azure_users: number, };

export type MatchKeySource = {
/**
 * Target attribute.
 */
target: string,
/**
 * Where its value comes from: an attribute's name, or an expression.
 */
source: string, };

export type MatrixCell = {
/**
 * Row: `same_person`, `undecided` or `nobody`.
 */
identity: string,
/**
 * Column: `own_account`, `other_account`, `several`, `nothing` or `not_looked_up`.
 */
rule: string,
/**
 * The outcome's word, for the colour.
 */
outcome: string,
/**
 * How many.
 */
count: number, };

export type NamedChange = {
/**
 * Target attribute.
 */
target: string,
/**
 * What people call it.
 */
label: string,
/**
 * How most of the values differ.
 */
class: string,
/**
 * Such as `domain old.example → new.example, 1,204 people`.
 */
sentence: string, };

export type Nothing = Record<symbol, never>;

export type ObjectionInfo = {
/**
 * Its word, such as `key_contradicted`.
 */
code: string,
/**
 * In words.
 */
sentence: string,
/**
 * For `taken`: with whom the user is linked.
 */
by: PersonInfo | null, };

export type ObservationInfo = {
/**
 * Its name.
 */
name: string,
/**
 * What it says.
 */
sentence: string,
/**
 * What the plan had chosen.
 */
chosen: string,
/**
 * Users for whom it held.
 */
held: number,
/**
 * Users for whom it did not.
 */
broken: number,
/**
 * Users of whom the log says nothing.
 */
unseen: number,
/**
 * The choice that everything seen speaks for.
 */
fits: string | null,
/**
 * `NAME=CHOICE` for the next plan.
 */
assume: string | null, };

export type OpenWorkspace = {
/**
 * A handle from [`RecentWorkspace`] or from an upload.
 */
handle?: string, };

export type OrderKeys = {
/**
 * Target attributes, the first one asked first.
 */
keys: Array<string>, };

export type OrderedKey = {
/**
 * Target attribute.
 */
target: string,
/**
 * Where its value comes from, such as `direct:mail`.
 */
source: string,
/**
 * Azure users for whom no earlier key has ended the search.
 */
asked: number,
/**
 * Find their own account.
 */
hits: number,
/**
 * Find nothing.
 */
misses: number,
/**
 * Find another account.
 */
takeovers: number,
/**
 * Find several accounts.
 */
ambiguous: number,
/**
 * Have no value to look up.
 */
no_value: number, };

export type OrderedKeys = {
/**
 * Each key in its turn.
 */
keys: Array<OrderedKey>,
/**
 * This order.
 */
total: KeyTotals,
/**
 * The plan's own keys.
 */
current: KeyTotals,
/**
 * The best choice of all that were judged; none where there is nothing to match on.
 */
best: BestKeys | null, };

export type OutcomeCount = {
/**
 * The side.
 */
side: WireSide,
/**
 * The outcome's word.
 */
outcome: string,
/**
 * How many.
 */
count: number, };

export type OutcomeMove = {
/**
 * The side.
 */
side: WireSide,
/**
 * The outcome under the mapping in force.
 */
from: string,
/**
 * The outcome it would be.
 */
to: string,
/**
 * How many.
 */
count: number,
/**
 * The first few.
 */
examples: Array<PersonInfo>, };

export type PackageFile = {
/**
 * File name.
 */
name: string,
/**
 * Size in bytes.
 */
bytes: number, };

export type PackageInfo = {
/**
 * Handle of the folder, for opening it.
 */
folder: string,
/**
 * Its name.
 */
name: string,
/**
 * The files in it with their sizes in bytes.
 */
files: Array<PackageFile>,
/**
 * What of the report's look could not be had, in sentences.
 */
notes: Array<string>, };

export type PairExplanation = {
/**
 * The intranet user.
 */
legacy: PersonInfo,
/**
 * The Azure user.
 */
azure: PersonInfo,
/**
 * What the plan made of it; empty when it made no link of it.
 */
status: string,
/**
 * The rule that brought the two together; empty when none did.
 */
rule: string,
/**
 * The bars in order; they add up to `log_odds`.
 */
bars: Array<WaterfallBar>,
/**
 * log2 of the odds that both are one person.
 */
log_odds: number,
/**
 * The same as a probability.
 */
probability: number,
/**
 * What speaks against it, or why it does not count.
 */
objections: Array<ObjectionInfo>,
/**
 * In words.
 */
sentence: string,
/**
 * Who else was considered for the intranet user, likeliest first.
 */
rivals_of_legacy: Array<CandidateInfo>,
/**
 * Who else was considered for the Azure user.
 */
rivals_of_azure: Array<CandidateInfo>, };

export type PairRef = {
/**
 * Position of the intranet user.
 */
legacy: number,
/**
 * Position of the Azure user.
 */
azure: number, };

export type PairSample = {
/**
 * The intranet user; none for a decision about the Azure user alone.
 */
legacy: PersonInfo | null,
/**
 * The Azure user.
 */
azure: PersonInfo, };

export type ParameterOffer = {
/**
 * Its name.
 */
name: string,
/**
 * What it is.
 */
help: string,
/**
 * Whether it may be left empty.
 */
optional: boolean,
/**
 * Whether it repeats.
 */
repeats: boolean, };

export type PartSpan = {
/**
 * First character.
 */
start: number,
/**
 * One past the last.
 */
end: number, };

export type PersonInfo = {
/**
 * The side.
 */
side: WireSide,
/**
 * Position among the users of the side.
 */
position: number,
/**
 * 1-based record over the side's files.
 */
row: number,
/**
 * The objectId or UID; empty where the export has none.
 */
id: string,
/**
 * The UPN or user name.
 */
login: string,
/**
 * The mail address.
 */
mail: string,
/**
 * The name.
 */
name: string,
/**
 * The department.
 */
department: string, };

export type PlanAssumption = {
/**
 * Name in the files.
 */
name: string,
/**
 * What is assumed.
 */
sentence: string,
/**
 * Azure users whose row would be another under another choice.
 */
users: number, };

export type PlanComparison = {
/**
 * The first plan.
 */
before: ComparedPlan,
/**
 * The second plan.
 */
now: ComparedPlan,
/**
 * Whether both are of the same exports: what differs comes of mapping, settings or decisions.
 */
same_population: boolean,
/**
 * Azure users, then intranet users.
 */
sides: Array<ComparedSide>,
/**
 * From one outcome to another, of people in both plans; those who stayed are among them.
 */
moves: Array<ComparedMove>,
/**
 * From one of `link`, `create`, `skip`, `fail` to another, of Azure users in both plans.
 */
effects: Array<ComparedMove>,
/**
 * What deserves attention, by word of outcome or finding code.
 */
items: Array<ComparedItem>,
/**
 * Changes by target attribute, of Azure users in both plans.
 */
attributes: Array<ComparedAttribute>,
/**
 * Mapping rows that differ.
 */
mapping: Array<ComparedRow>,
/**
 * Input files that are not in both.
 */
inputs: Array<ComparedInput>,
/**
 * Settings that differ.
 */
settings: Array<ComparedValue>,
/**
 * Assumptions that decided other users than before.
 */
assumptions: Array<ComparedFigure>,
/**
 * People of whom anything is to be said.
 */
people: number,
/**
 * Changes that are not the same in both.
 */
changes: number, };

export type PlanSummary = {
/**
 * The badge.
 */
badge: Badge,
/**
 * One sentence, worst consequence first.
 */
verdict: string,
/**
 * The plan line, ready to show.
 */
line: string,
/**
 * Intranet users.
 */
legacy_users: number,
/**
 * Azure users.
 */
azure_users: number,
/**
 * Outcomes of both sides, worst first, zero counts kept.
 */
outcomes: Array<OutcomeCount>,
/**
 * Identity × rule.
 */
matrix: Array<MatrixCell>,
/**
 * Changes by attribute, kind and class.
 */
changes: Array<ChangeGroup>,
/**
 * What the changes of a mapping row have in common, the most destructive first.
 */
named: Array<NamedChange>,
/**
 * Limits and what the plan needs of them.
 */
gauges: Array<WireGauge>,
/**
 * Findings by code.
 */
findings: Array<FindingGroup>,
/**
 * What is who: links by rule and status.
 */
links: Array<LinkCount>,
/**
 * From both populations to links; nothing in a plan that an older version made.
 */
funnel: FunnelInfo,
/**
 * Where the intranet's keys come from.
 */
key_sources: Array<KeySourceInfo>,
/**
 * The mapping.
 */
mapping: Array<MappingRowInfo>,
/**
 * What is assumed.
 */
assumptions: Array<PlanAssumption>,
/**
 * When the plan was made, RFC 3339.
 */
made_at: string, };

export type PredecessorInfo = {
/**
 * Id of the source.
 */
id: number,
/**
 * Its file name.
 */
file: string,
/**
 * When it was imported, RFC 3339.
 */
imported_at: string,
/**
 * The share of the smaller one's people whom both hold, 0 to 1.
 */
overlap: number,
/**
 * Whether they are the same bytes.
 */
same_file: boolean,
/**
 * Whether both have the same columns: the file is taken for a newer export of the source.
 */
same_columns: boolean, };

export type PullGraph = {
/**
 * A GUID or a domain.
 */
tenant: string,
/**
 * The application that signs in.
 */
client_id: string,
/**
 * Which of Microsoft's clouds.
 */
cloud: string,
/**
 * How it is opened.
 */
sign_in: GraphSignIn,
/**
 * Client secret or token; without one, what was given for this tenant and application before.
 */
secret: GivenSecret | null,
/**
 * Extension attributes to read besides.
 */
attributes: Array<string>,
/**
 * The application that will provision; without it only users are read.
 */
app_id: string | null,
/**
 * Whether its provisioning logs are read.
 */
logs: boolean,
/**
 * Handle of the folder that the files go to.
 */
folder: string, };

export type PullScim = {
/**
 * The service.
 */
from: AskScim,
/**
 * Its users.
 */
users: boolean,
/**
 * Its groups.
 */
groups: boolean,
/**
 * Its own schemas.
 */
schemas: boolean,
/**
 * Handle of the folder that the files go to.
 */
folder: string, };

export type PulledInfo = {
/**
 * Handle of the folder.
 */
folder: string,
/**
 * Its name.
 */
folder_name: string,
/**
 * The lists, each in a file.
 */
lists: Array<PulledListInfo>,
/**
 * Further files.
 */
files: Array<string>,
/**
 * What was not there, a sentence each.
 */
missing: Array<string>, };

export type PulledListInfo = {
/**
 * Its file.
 */
file: FileHandle,
/**
 * Of what it is a list.
 */
what: string,
/**
 * How many entries it has.
 */
entries: number,
/**
 * What was odd, a sentence each.
 */
oddities: Array<string>, };

export type QualityInfo = {
/**
 * Labels.
 */
labels: number,
/**
 * Of the links that count the share that is right; none while a stratum of theirs has no label.
 */
precision: EstimateInfo | null,
/**
 * Of the pairs that are one person, among those that any link names, the share that counts.
 */
recall: EstimateInfo | null,
/**
 * Links that count whose stratum has no label.
 */
unlabelled: number,
/**
 * By status and score band.
 */
strata: Array<StratumInfo>, };

export type QuoteStyle = "doubled" | "backslash";

export type RaggedRows = "pad" | "reject";

export type ReadDecisions = {
/**
 * The file.
 */
handle: string,
/**
 * Who decided where the file does not say.
 */
by: string, };

export type ReadFixes = {
/**
 * The workbook.
 */
handle: string, };

export type ReadingChoices = {
/**
 * Label of a text's encoding.
 */
encoding?: string,
/**
 * Delimiter of a CSV file.
 */
delimiter?: string,
/**
 * How quotation marks stand inside the fields of a CSV file.
 */
quotes?: QuoteStyle,
/**
 * What becomes of short rows of a CSV file.
 */
ragged?: RaggedRows,
/**
 * Sheet of a workbook.
 */
sheet?: string,
/**
 * Row of the header, from 1; 0 when there is none.
 */
header_row?: number,
/**
 * Rows that the header spans.
 */
header_rows?: number,
/**
 * The attribute of each column by the column's name; empty to keep it as an additional field.
 */
columns?: { [key in string]: string },
/**
 * The side is meant, whatever the file looks like.
 */
side_is_sure?: boolean, };

export type RecentWorkspace = {
/**
 * Handle for `workspace.open`.
 */
handle: string,
/**
 * File name without its folder.
 */
name: string,
/**
 * The folder it lies in, for telling two of one name apart.
 */
folder: string,
/**
 * When it was opened last, RFC 3339.
 */
opened_at: string, };

export type RecommendedRow = {
/**
 * The row.
 */
row: MappingRowDraft,
/**
 * Why, in one sentence.
 */
reason: string,
/**
 * The figure behind it.
 */
evidence: string,
/**
 * What it was chosen from, best first.
 */
candidates: Array<RowCandidate>, };

export type RemoveCompanion = {
/**
 * Id in the workspace.
 */
id: number, };

export type RemoveSource = {
/**
 * Id in the workspace.
 */
id: number, };

export type ReportSettings = {
/**
 * The customer's name.
 */
customer: string,
/**
 * A colour, such as `#0b4f7d`.
 */
colour: string,
/**
 * `en` or `de`.
 */
language: string,
/**
 * A PNG or JPEG in base 64.
 */
logo: string, };

export type ReviewFacet = {
/**
 * The column.
 */
column: string,
/**
 * Values with their pairs, commonest first, 50 at most.
 */
values: Array<FacetValue>, };

export type ReviewPage = {
/**
 * First pair, from 0.
 */
offset: number,
/**
 * The pairs.
 */
rows: Array<ReviewRow>, };

export type ReviewPageRequest = {
/**
 * The queue.
 */
result: number,
/**
 * First pair, from 0.
 */
offset: number,
/**
 * Pairs wanted, 500 at most.
 */
limit: number, };

export type ReviewQuery = {
/**
 * Text that any name or key contains; empty for all.
 */
search: string,
/**
 * Filters, joined by AND: columns are `section`, `decision`, `status`, `rule`, the departments.
 */
filters: Array<GridFilter>,
/**
 * Only pairs at least this likely, 0 to 1.
 */
score_min?: number, };

export type ReviewQueue = {
/**
 * Handle for pages.
 */
result: number,
/**
 * The plan whose people the positions mean.
 */
plan: number,
/**
 * Pairs that satisfy the query.
 */
total: number,
/**
 * The sections with their pairs, in order; the filter on sections is set aside.
 */
sections: Array<ReviewSection>,
/**
 * How often each other column that is worth filtering has each value, its own filter set aside.
 */
facets: Array<ReviewFacet>, };

export type ReviewRow = {
/**
 * The section.
 */
section: string,
/**
 * All reasons for doubt as sentences, the section's first.
 */
reasons: Array<string>,
/**
 * What was decided since the plan was made: `confirm`, `deny`, `new`, `leave_out`, `other` when one
 * of the two was confirmed with somebody else, or empty.
 */
decision: string,
/**
 * The intranet user.
 */
legacy: PersonInfo,
/**
 * The Azure user.
 */
azure: PersonInfo,
/**
 * `certain`, `likely`, `review`…
 */
status: string,
/**
 * What brought the two together.
 */
rule: string,
/**
 * Probability that both are one person, 0 to 1.
 */
score: number,
/**
 * The strongest reasons for and against.
 */
evidence: Array<EvidenceChip>, };

export type ReviewSection = {
/**
 * Its word, such as `two_candidates`.
 */
section: string,
/**
 * The reason for doubt as a sentence.
 */
sentence: string,
/**
 * Pairs.
 */
total: number,
/**
 * Pairs about which nothing was decided since the plan was made.
 */
open: number, };

export type RowCandidate = {
/**
 * `direct`, `constant`, `expression` or `none`.
 */
kind: string,
/**
 * Source attribute, constant or expression.
 */
source: string,
/**
 * Whether it is the recommended one.
 */
chosen: boolean,
/**
 * Linked people with an intranet value who were looked at.
 */
of: number,
/**
 * Of them, people for whom it gives a value.
 */
both: number,
/**
 * Of them, people for whom it gives the intranet's.
 */
equal: number,
/**
 * Share of equal values that unrelated columns would have, 0 to 1.
 */
chance: number,
/**
 * What to know before it is used, a sentence each.
 */
notes: Array<string>, };

export type RowFiguresInfo = {
/**
 * Azure users looked at: everybody, or a sample.
 */
users: number,
/**
 * With a value.
 */
filled: number,
/**
 * For whom no value can be computed.
 */
failed: number,
/**
 * Linked people whose account holds a value and who would get one.
 */
both: number,
/**
 * Of them, people for whom both are the same.
 */
equal: number,
/**
 * Somebody to show.
 */
sample: ToldValues | null, };

export type RowTrial = {
/**
 * For an expression: mistakes, warnings, coverage.
 */
check: ExpressionCheck | null,
/**
 * How it stands against the intranet.
 */
figures: RowFiguresInfo,
/**
 * The few users who tell most, those that are there.
 */
telling: Array<TellingRow>, };

export type ScimCheck = {
/**
 * Whether it is good.
 */
good: boolean,
/**
 * What came of it, and what to do.
 */
said: string, };

export type ScimTest = {
/**
 * The host that was asked.
 */
host: string,
/**
 * What was asked and what came of it.
 */
checks: Array<ScimCheck>, };

export type ScoreBin = {
/**
 * Links that count without a person: certain and likely.
 */
linked: number,
/**
 * Links that wait for a person.
 */
review: number,
/**
 * Links that a person decided.
 */
decided: number, };

export type ScoreHistogram = {
/**
 * Bins of equal width from 0 to 1.
 */
bins: Array<ScoreBin>, };

export type SecondCycle = {
/**
 * Mapping rows that would write, in the order of the mapping.
 */
rows: Array<SecondCycleRow>, };

export type SecondCycleRow = {
/**
 * Target attribute.
 */
target: string,
/**
 * What people call it.
 */
label: string,
/**
 * Into how many accounts.
 */
count: number, };

export type SetScope = {
/**
 * Who.
 */
scope?: WireScope, };

export type SheetPreview = {
/**
 * Its name.
 */
name: string,
/**
 * False when it is hidden.
 */
visible: boolean,
/**
 * False for charts, dialogs and macros.
 */
holds_cells: boolean,
/**
 * It is the one that would be read.
 */
chosen: boolean,
/**
 * Headers in it that are known, where it was looked into.
 */
known_headers: number | null,
/**
 * Records by the size it claims to have.
 */
records_estimate: number | null, };

export type SideChangesInfo = {
/**
 * The side.
 */
side: WireSide,
/**
 * When the replaced sources were imported, RFC 3339.
 */
since: string,
/**
 * Only in the newer export.
 */
new: number,
/**
 * Only in the older export.
 */
gone: number,
/**
 * In both, with other values.
 */
changed: number,
/**
 * In both, certainly, under another key.
 */
rekeyed: number,
/**
 * In both, the same.
 */
unchanged: number,
/**
 * By attribute, the most people first.
 */
attributes: Array<AttributeChangeInfo>,
/**
 * Headers only the older export has.
 */
columns_gone: Array<string>,
/**
 * Headers only the newer export has.
 */
columns_new: Array<string>,
/**
 * Headers of both that are read as another attribute.
 */
columns_read_differently: Array<string>,
/**
 * Rows that `sources.changed` does not list.
 */
left_out: number, };

export type SignInPrompt = {
/**
 * The address.
 */
address: string,
/**
 * The code.
 */
code: string, };

export type SourceChanges = {
/**
 * The sides of which sources were replaced.
 */
sides: Array<SideChangesInfo>,
/**
 * Decisions that need another look, in the order they were made; 200 at most.
 */
doubts: Array<DecisionDoubt>,
/**
 * How many there are.
 */
doubts_total: number, };

export type SourceColumnInfo = {
/**
 * Header as the file spells it.
 */
header: string,
/**
 * Attribute it was read as.
 */
attribute: string,
/**
 * Whether the attribute is a known one.
 */
known: boolean, };

export type SourceInfo = {
/**
 * Id in the workspace.
 */
id: number,
/**
 * The file it was imported from, where the host still knows it.
 */
handle: string | null,
/**
 * The side.
 */
side: WireSide,
/**
 * File name.
 */
file: string,
/**
 * Sheet of a workbook.
 */
sheet: string | null,
/**
 * Format in words.
 */
format: string,
/**
 * SHA-256 of the file.
 */
sha256: string,
/**
 * Size in bytes.
 */
bytes: number,
/**
 * Records, rejected ones included.
 */
records: number,
/**
 * Records that could not be used.
 */
rejected: number,
/**
 * When it was imported, RFC 3339.
 */
imported_at: string,
/**
 * Known columns and additional ones: header and attribute.
 */
columns: Array<SourceColumnInfo>, };

export type SourcePreview = {
/**
 * File name.
 */
file: string,
/**
 * Format in words: kind, encoding, delimiter.
 */
format: string,
/**
 * Sheet that would be read.
 */
sheet: string | null,
/**
 * The side it seems to belong to.
 */
side: WireSide,
/**
 * Why.
 */
side_reason: string,
/**
 * Confidence in the side, 0 to 100.
 */
side_confidence: number,
/**
 * How it would be read, detected or said.
 */
options: ReadingChoices,
/**
 * What of that a person said: now, or before of a file with the same headers.
 */
said: ReadingChoices,
/**
 * Encodings that come into question.
 */
encodings: Array<EncodingPreview>,
/**
 * Delimiters that come into question, the best fitting first.
 */
delimiters: Array<DelimiterPreview>,
/**
 * The first rows as they stand, for pointing at the header.
 */
first_rows: Array<FirstRowPreview>,
/**
 * Sheets of a workbook.
 */
sheets: Array<SheetPreview>,
/**
 * Records that were looked at.
 */
records: number,
/**
 * Whether these are all of the file.
 */
is_whole: boolean,
/**
 * Of these, the ones with fewer cells than the header; none where rows may be short.
 */
short_rows: number | null,
/**
 * The columns.
 */
columns: Array<ColumnPreview>,
/**
 * The first records, as text.
 */
rows: Array<Array<string>>,
/**
 * What was odd.
 */
diagnostics: Array<WireDiagnostic>, };

export type StalePart = "sources" | "decisions" | "mapping" | "companions" | "assumptions" | "suppressions";

export type StrangeReason = {
/**
 * To stand in a sentence: `has digits`.
 */
what: string,
/**
 * Users of whose value that is true.
 */
users: number, };

export type StrangeValueInfo = {
/**
 * The value, cut where it is long.
 */
value: string,
/**
 * Users with it.
 */
users: number,
/**
 * Row of the first.
 */
row: number,
/**
 * Why, the rarest first.
 */
reasons: Array<StrangeReason>, };

export type StratumInfo = {
/**
 * The status.
 */
status: string,
/**
 * Scores from here.
 */
from: number,
/**
 * Scores to here.
 */
to: number,
/**
 * Links there are.
 */
links: number,
/**
 * Labelled as one person.
 */
yes: number,
/**
 * Labelled as two.
 */
no: number,
/**
 * The share that is one person.
 */
share: EstimateInfo | null, };

export type SuppressFinding = {
/**
 * Code of the finding.
 */
code: string,
/**
 * Side of the user; none for the mapping and the engagement.
 */
side: WireSide | null,
/**
 * The subject's key as `findings.csv` has it; `*` for any.
 */
key: string,
/**
 * The attribute; `*` for any.
 */
attribute: string,
/**
 * Why; it stands in the report.
 */
reason: string,
/**
 * Who.
 */
by: string, };

export type SuppressionInfo = {
/**
 * With this it is taken back.
 */
id: number,
/**
 * Code of the finding.
 */
code: string,
/**
 * What the code says.
 */
title: string,
/**
 * Side of the user; none for the mapping and the engagement.
 */
side: WireSide | null,
/**
 * The subject's key; `*` for any.
 */
key: string,
/**
 * The attribute; `*` for any.
 */
attribute: string,
/**
 * Why.
 */
reason: string,
/**
 * Who.
 */
by: string,
/**
 * When, RFC 3339.
 */
at: string, };

export type Tag = "app" | "workspace" | "sources" | "plan" | "match" | "decisions" | "suppressions" | "mapping" | "companions" | "assumptions" | "verification";

export type TellingRow = {
/**
 * `longest`, `blank`, `non_ascii`, `frequent` or `failing`.
 */
telling: string,
/**
 * Of how many users it is true; of `longest`, how long it is in characters.
 */
count: number,
/**
 * The user.
 */
person: PersonInfo,
/**
 * The values.
 */
values: ToldValues, };

export type ToldValues = {
/**
 * Whether the user is linked with an intranet user.
 */
is_linked: boolean,
/**
 * What the intranet user holds.
 */
now: string,
/**
 * What the row gives.
 */
would_be: string,
/**
 * Why no value can be computed; else empty.
 */
error: string, };

export type TryRow = {
/**
 * The row.
 */
row: MappingRowDraft, };

export type TurnDecisions = {
/**
 * Who does it.
 */
by: string,
/**
 * Why; may be empty.
 */
reason: string, };

export type UnlockWorkspace = {
/**
 * What it was locked with.
 */
passphrase: string, };

export type UnsuppressFinding = {
/**
 * The suppression.
 */
id: number,
/**
 * Why; may be empty.
 */
reason: string,
/**
 * Who.
 */
by: string, };

export type VerdictCount = {
/**
 * The word used in files.
 */
verdict: string,
/**
 * What people read.
 */
label: string,
/**
 * How many.
 */
count: number,
/**
 * Whether it is a broken promise.
 */
is_deviation: boolean, };

export type VerificationInfo = {
/**
 * Grows with every verification of this session.
 */
number: number,
/**
 * The plan's engagement.
 */
title: string,
/**
 * Whether everything is as planned as far as can be seen.
 */
is_kept: boolean,
/**
 * The verdict in one sentence.
 */
sentence: string,
/**
 * What the logs say; none where none were given.
 */
log: VerifiedLogInfo | null,
/**
 * What the later export says; none where none was given.
 */
after: VerifiedExportInfo | null,
/**
 * What was odd about the logs, a sentence each; at most 200, all are in the files.
 */
remarks: Array<string>,
/**
 * How many there are of those.
 */
remark_count: number,
/**
 * Handle of the folder.
 */
folder: string,
/**
 * Its name.
 */
folder_name: string,
/**
 * What was written.
 */
files: Array<PackageFile>, };

export type VerifiedAccountInfo = {
/**
 * The account's user name.
 */
account: string,
/**
 * The value in question.
 */
value: VerifiedValueInfo, };

export type VerifiedAccounts = {
/**
 * How many there are in all.
 */
total: number,
/**
 * Those of the page.
 */
rows: Array<VerifiedAccountInfo>, };

export type VerifiedExportInfo = {
/**
 * Accounts and values by verdict, worst first; none is left out.
 */
counts: Array<VerdictCount>,
/**
 * Whether the export before was given too.
 */
has_before: boolean, };

export type VerifiedLogInfo = {
/**
 * `whole`, `cycle-open`, `quarantined`, `cut-at-retention` or `no-log`.
 */
coverage: string,
/**
 * What follows from it.
 */
coverage_sentence: string,
/**
 * First moment of the log (RFC 3339).
 */
from: string | null,
/**
 * Last moment of the log.
 */
to: string | null,
/**
 * Entries that were compared.
 */
entries: number,
/**
 * Entries about groups, which are not compared.
 */
group_entries: number,
/**
 * Users by verdict, worst first; none is left out.
 */
counts: Array<VerdictCount>,
/**
 * Failed users by error code, most first.
 */
codes: Array<CodeCount>,
/**
 * What was seen of what the plan assumed.
 */
observations: Array<ObservationInfo>, };

export type VerifiedQuery = {
/**
 * Only those of this verdict.
 */
verdict: string | null,
/**
 * Only those that failed with this code.
 */
code: string | null,
/**
 * Only those whose names, values or reasons hold this.
 */
search: string,
/**
 * How many are skipped.
 */
offset: number,
/**
 * How many are wanted; at most 200.
 */
limit: number, };

export type VerifiedUserInfo = {
/**
 * Object id; may be empty.
 */
id: string,
/**
 * User principal name, or what the log calls the user.
 */
name: string,
/**
 * How it stands.
 */
verdict: string,
/**
 * The planned action; none for somebody whom the plan does not know.
 */
planned: string | null,
/**
 * What was done, with its code or reason; none without an entry.
 */
seen: string | null,
/**
 * When, as the log spells it.
 */
at: string,
/**
 * The reason in the service's words.
 */
reason: string,
/**
 * File and line of the entry that counts.
 */
place: string | null,
/**
 * Values that are not as planned.
 */
values: Array<VerifiedValueInfo>,
/**
 * How many values are as planned.
 */
values_kept: number,
/**
 * Entries before the one that counts.
 */
earlier: Array<string>,
/**
 * What the plan's row rests on.
 */
basis: Array<string>, };

export type VerifiedUsers = {
/**
 * How many there are in all.
 */
total: number,
/**
 * Those of the page.
 */
rows: Array<VerifiedUserInfo>, };

export type VerifiedValueInfo = {
/**
 * The attribute; empty where it is about the account.
 */
target: string,
/**
 * How it stands.
 */
verdict: string,
/**
 * The planned value.
 */
planned: string,
/**
 * The value that was seen.
 */
seen: string, };

export type VerifyFiles = {
/**
 * `plan.json`; without it the plan of the open workspace counts.
 */
plan: string | null,
/**
 * Provisioning logs.
 */
logs: Array<string>,
/**
 * The intranet after the sync.
 */
after: Array<string>,
/**
 * The intranet that the plan was made from.
 */
before: Array<string>,
/**
 * A person knows that the first cycle is over and the log is whole.
 */
is_over: boolean,
/**
 * Handle of the folder that is written.
 */
folder: string, };

export type VerifyRole = "plan" | "log" | "after" | "before";

export type WaterfallBar = {
/**
 * `start`, `field`, `said_twice`, `unused` or `competition`.
 */
kind: string,
/**
 * The field's word; for `said_twice` `keys`, `names`, `accounts` or `traits`; else empty.
 */
field: string,
/**
 * What people call it.
 */
label: string,
/**
 * `agrees`, `near`, `differs` or `missing`.
 */
agreement: string,
/**
 * What it adds, in bits.
 */
weight: number,
/**
 * The sum so far.
 */
sum: number,
/**
 * The intranet user's value.
 */
legacy: string,
/**
 * The Azure user's value.
 */
azure: string, };

export type WhyAttempt = {
/**
 * Target attribute.
 */
target: string,
/**
 * What people call it.
 */
label: string,
/**
 * The request; empty when none is sent.
 */
query: string,
/**
 * What came of it.
 */
sentence: string,
/**
 * Whether it found anybody.
 */
found: boolean, };

export type WhyCardInfo = {
/**
 * The user.
 */
person: PersonInfo,
/**
 * The outcome's word.
 */
outcome: string,
/**
 * In one sentence.
 */
sentence: string,
/**
 * An intranet user: what it holds for each match key, and who has that value.
 */
keys: Array<string>,
/**
 * The steps of the Azure user: this one, or the one that finds it, or the one it is.
 */
steps: WhySteps | null,
/**
 * What deserves attention about this user.
 */
findings: Array<WhyFinding>, };

export type WhyClause = {
/**
 * In words, with the value it saw.
 */
sentence: string,
/**
 * Whether it is true.
 */
holds: boolean, };

export type WhyFinding = {
/**
 * Stable code.
 */
code: string,
/**
 * `note`, `warning` or `blocker`.
 */
severity: string,
/**
 * What it says.
 */
title: string,
/**
 * What was seen.
 */
evidence: string,
/**
 * What to do.
 */
remedy: string, };

export type WhyKept = {
/**
 * Target attribute.
 */
target: string,
/**
 * What people call it.
 */
label: string,
/**
 * Why.
 */
sentence: string, };

export type WhyRequest = {
/**
 * `GET`, `POST` or `PATCH`.
 */
method: string,
/**
 * Where it goes, below the tenant URL.
 */
path: string,
/**
 * What it carries, as text to read; empty when nothing.
 */
body: string,
/**
 * On what the documents disagree.
 */
disputed: Array<string>, };

export type WhySteps = {
/**
 * The Azure user.
 */
person: PersonInfo,
/**
 * How it is assigned.
 */
assignment: string,
/**
 * The scoping filter: groups of clauses, of which one must hold whole.
 */
filter: Array<Array<WhyClause>>,
/**
 * The look-ups in order.
 */
attempts: Array<WhyAttempt>,
/**
 * The action's word.
 */
action: string,
/**
 * Why, in one sentence.
 */
sentence: string,
/**
 * What would be written.
 */
written: Array<WhyWritten>,
/**
 * What would not, and why.
 */
kept: Array<WhyKept>,
/**
 * What decided it that no document states.
 */
assumptions: Array<AssumptionInfo>,
/**
 * The smallest thing that would change the outcome, in words.
 */
smallest: string,
/**
 * The requests, as a job sends them by itself.
 */
requests: Array<WhyRequest>,
/**
 * The requests with `aadOptscim062020` in the tenant URL.
 */
requests_with_flag: Array<WhyRequest>, };

export type WhyWritten = {
/**
 * Target attribute.
 */
target: string,
/**
 * What people call it.
 */
label: string,
/**
 * What happens.
 */
kind: string,
/**
 * How the value differs.
 */
class: string,
/**
 * What stands there.
 */
now: string,
/**
 * What would.
 */
would_be: string,
/**
 * `direct`, `constant`, `expression` or `none`.
 */
source_kind: string,
/**
 * The mapping row's source, constant or expression.
 */
source: string,
/**
 * Source attributes it read, with their values.
 */
reads: Array<[string, string]>, };

export type WireChangeOf = "changed" | "rekeyed" | "new" | "gone";

export type WireDiagnostic = {
/**
 * Stable code.
 */
code: string,
/**
 * `note`, `warning` or `blocker`.
 */
severity: string,
/**
 * File name.
 */
file: string,
/**
 * Line or row, from 1.
 */
row: number | null,
/**
 * Column header.
 */
column: string | null,
/**
 * What was seen.
 */
message: string,
/**
 * What to do about it; may be empty.
 */
hint: string,
/**
 * What was done about the cells or rows it stands for, such as `trimmed`.
 */
repair: string | null,
/**
 * How many cells or rows it stands for; 0 where it is about one thing.
 */
count: number,
/**
 * The first of them.
 */
samples: Array<DiagnosticSample>,
/**
 * Kind of thing that would put it right: `give_another_file`, `state_the_reading`, `export_again`,
 * `correct_the_source` or `look`.
 */
remedy: string,
/**
 * That in words, as a heading.
 */
remedy_label: string, };

export type WireGauge = {
/**
 * What is limited.
 */
name: string,
/**
 * The limit.
 */
limit: number,
/**
 * What the plan has.
 */
actual: number,
/**
 * The first five who count: Azure users for totals, intranet users for the rest.
 */
who: Array<string>, };

export type WireScope = "all" | "assigned";

export type WireSide = "legacy" | "azure";

export type WireTable = "people" | "changes" | "findings" | "links";

export type WireVerdict = "confirm" | "deny" | "other" | "new" | "leave_out";

export type WorkspaceInfo = {
/**
 * What the engagement is called.
 */
title: string,
/**
 * File name without its folder.
 */
file: string,
/**
 * Imported sources of the intranet side.
 */
legacy_sources: number,
/**
 * Imported sources of the Azure side.
 */
azure_sources: number,
/**
 * Usable records of the intranet side.
 */
legacy_records: number,
/**
 * Usable records of the Azure side.
 */
azure_records: number,
/**
 * Whether a plan is stored.
 */
has_plan: boolean,
/**
 * Whether the stored plan was made from something else than there is now.
 */
plan_is_stale: boolean,
/**
 * What changed since.
 */
stale_because: Array<StalePart>, };

export type WritePackage = {
/**
 * The folder it becomes.
 */
folder: string,
/**
 * Whether cells that a spreadsheet would run are written as they are.
 */
faithful_csv: boolean, };

export type WriteRejected = {
/**
 * The file.
 */
handle: string,
/**
 * The side its users belong to.
 */
side: WireSide,
/**
 * How the user says it is to be read.
 */
options?: ReadingChoices,
/**
 * Id of the source that was imported from it; the file must still be that one.
 */
source?: number,
/**
 * Folder to write into.
 */
folder: string,
/**
 * Write cells as they are, also those that a spreadsheet would run as formulas.
 */
faithful_csv: boolean, };

export type WriteReview = {
/**
 * The folder it is written to.
 */
folder: string,
/**
 * Every link, and not only those that wait.
 */
all_links: boolean, };

export type WrittenAlone = {
/**
 * Its name.
 */
name: string,
/**
 * Rows or entries in it.
 */
count: number, };

export interface Commands {
  "app.info": { params: Nothing; result: AppInfo };
  "workspace.create": { params: CreateWorkspace; result: WorkspaceInfo | null };
  "workspace.open": { params: OpenWorkspace; result: WorkspaceInfo | null };
  "workspace.unlock": { params: UnlockWorkspace; result: WorkspaceInfo | null };
  "workspace.close": { params: Nothing; result: Nothing };
  "workspace.info": { params: Nothing; result: WorkspaceInfo | null };
  "files.choose": { params: ChooseFiles; result: Array<FileHandle> };
  "files.choose_folder": { params: ChooseFolder; result: FolderHandle | null };
  "sources.inspect": { params: InspectSource; result: SourcePreview };
  "sources.list": { params: Nothing; result: Array<SourceInfo> };
  "sources.diagnostics": { params: Nothing; result: Array<WireDiagnostic> };
  "sources.export_profile": { params: ExportProfile; result: WrittenAlone };
  "sources.predecessor": { params: FindPredecessor; result: PredecessorInfo | null };
  "sources.changes": { params: Nothing; result: SourceChanges };
  "sources.changed": { params: ChangedQuery; result: ChangedPeople };
  "sources.remove": { params: RemoveSource; result: Nothing };
  "companions.list": { params: Nothing; result: CompanionsInfo };
  "companions.remove": { params: RemoveCompanion; result: CompanionsInfo };
  "companions.scope": { params: SetScope; result: CompanionsInfo };
  "assumptions.list": { params: Nothing; result: Array<AssumptionState> };
  "assumptions.choose": { params: ChooseAssumption; result: Array<AssumptionState> };
  "plan.summary": { params: Nothing; result: PlanSummary | null };
  "plan.explain": { params: ExplainPerson; result: WhyCardInfo };
  "plan.compare": { params: Nothing; result: PlanComparison | null };
  "plan.compared": { params: ComparedQuery; result: ComparedPeople };
  "grid.query": { params: GridQuery; result: GridResult };
  "grid.page": { params: GridPageRequest; result: GridPage };
  "grid.facet": { params: FacetRequest; result: Facet };
  "match.review": { params: ReviewQuery; result: ReviewQueue };
  "match.review_page": { params: ReviewPageRequest; result: ReviewPage };
  "match.explain": { params: ExplainPair; result: PairExplanation };
  "match.candidates": { params: FindCandidates; result: Candidates };
  "match.preview_decisions": { params: Decide; result: DecisionPreview };
  "match.decide": { params: Decide; result: DecisionsMade };
  "match.undo": { params: TurnDecisions; result: DecisionsTurned | null };
  "match.redo": { params: TurnDecisions; result: DecisionsTurned | null };
  "match.history": { params: HistoryQuery; result: DecisionHistory };
  "match.scores": { params: Nothing; result: ScoreHistogram };
  "match.sample": { params: DrawSample; result: LinkSample };
  "match.quality": { params: Nothing; result: LinkQuality };
  "mapping.get": { params: Nothing; result: MappingInfo | null };
  "mapping.vocabulary": { params: Nothing; result: MappingVocabulary };
  "mapping.validate": { params: DraftMapping; result: DraftRemarks };
  "mapping.versions": { params: Nothing; result: Array<MappingVersionInfo> };
  "mapping.set": { params: DraftMapping; result: MappingSaved };
  "mapping.undo": { params: Nothing; result: MappingVersionInfo | null };
  "mapping.redo": { params: Nothing; result: MappingVersionInfo | null };
  "mapping.reset": { params: Nothing; result: MappingVersionInfo };
  "mapping.restore": { params: MappingVersionRef; result: MappingVersionInfo };
  "mapping.import": { params: ImportMapping; result: MappingImported };
  "mapping.compared": { params: MappingMoveQuery; result: ComparedPeople };
  "findings.suppressions": { params: Nothing; result: Array<SuppressionInfo> };
  "findings.suppress": { params: SuppressFinding; result: Array<SuppressionInfo> };
  "findings.unsuppress": { params: UnsuppressFinding; result: Array<SuppressionInfo> };
  "report.choose_folder": { params: Nothing; result: FolderHandle | null };
  "report.open_folder": { params: FolderHandle; result: Nothing };
  "report.settings": { params: Nothing; result: ReportSettings };
  "report.set_settings": { params: ReportSettings; result: Array<string> };
  "verify.choose_folder": { params: Nothing; result: FolderHandle | null };
  "verify.look": { params: LookAtEvidence; result: EvidenceInfo };
  "verify.last": { params: Nothing; result: VerificationInfo | null };
  "verify.users": { params: VerifiedQuery; result: VerifiedUsers };
  "verify.accounts": { params: VerifiedQuery; result: VerifiedAccounts };
  "remote.clouds": { params: Nothing; result: Array<CloudInfo> };
  "remote.choose_folder": { params: Nothing; result: FolderHandle | null };
  "remote.sign_in": { params: Nothing; result: SignInPrompt | null };
  "remote.forget": { params: Nothing; result: Nothing };
}

export interface Jobs {
  "sample.open": { params: Nothing; result: WorkspaceInfo | null };
  "sources.import": { params: ImportSources; result: Array<SourceInfo> };
  "sources.write_rejected": { params: WriteRejected; result: WrittenAlone };
  "companions.add": { params: AddCompanion; result: CompanionAdded };
  "plan.run": { params: Nothing; result: PlanSummary };
  "plan.second_cycle": { params: Nothing; result: SecondCycle };
  "plan.prepare": { params: Nothing; result: Nothing };
  "match.prepare": { params: Nothing; result: Nothing };
  "match.write_review": { params: WriteReview; result: WrittenAlone };
  "match.read_decisions": { params: ReadDecisions; result: DecisionsRead };
  "mapping.keys": { params: OrderKeys; result: OrderedKeys };
  "mapping.preview": { params: DraftMapping; result: MappingPreview };
  "mapping.prepare": { params: Nothing; result: Nothing };
  "mapping.figures": { params: DraftMapping; result: Array<RowFiguresInfo> };
  "mapping.try": { params: TryRow; result: RowTrial };
  "mapping.compare": { params: CompareMappings; result: PlanComparison };
  "mapping.check": { params: CheckExpression; result: ExpressionCheck };
  "report.read_fixes": { params: ReadFixes; result: FixesRead };
  "report.write": { params: WritePackage; result: PackageInfo };
  "verify.run": { params: VerifyFiles; result: VerificationInfo };
  "remote.test_scim": { params: AskScim; result: ScimTest };
  "remote.pull_scim": { params: PullScim; result: PulledInfo };
  "remote.pull_graph": { params: PullGraph; result: PulledInfo };
}

/** What each command reads and changes. */
export const tags: Record<keyof Commands | keyof Jobs, { reads: Tag[]; writes: Tag[] }> = {
  "app.info": { reads: ["app"], writes: [] },
  "workspace.create": { reads: [], writes: ["app", "workspace", "sources", "plan", "match", "decisions", "suppressions", "mapping", "companions", "assumptions"] },
  "workspace.open": { reads: [], writes: ["app", "workspace", "sources", "plan", "match", "decisions", "suppressions", "mapping", "companions", "assumptions"] },
  "workspace.unlock": { reads: [], writes: ["app", "workspace", "sources", "plan", "match", "decisions", "suppressions", "mapping", "companions", "assumptions"] },
  "workspace.close": { reads: [], writes: ["app", "workspace", "sources", "plan", "match", "decisions", "suppressions", "mapping", "companions", "assumptions"] },
  "workspace.info": { reads: ["workspace", "sources", "plan"], writes: [] },
  "files.choose": { reads: [], writes: [] },
  "files.choose_folder": { reads: [], writes: [] },
  "sources.inspect": { reads: [], writes: [] },
  "sources.list": { reads: ["sources"], writes: [] },
  "sources.diagnostics": { reads: ["sources"], writes: [] },
  "sources.export_profile": { reads: [], writes: [] },
  "sources.predecessor": { reads: ["sources"], writes: [] },
  "sources.changes": { reads: ["sources", "plan"], writes: [] },
  "sources.changed": { reads: ["sources"], writes: [] },
  "sources.remove": { reads: [], writes: ["workspace", "sources", "plan", "match"] },
  "companions.list": { reads: ["companions"], writes: [] },
  "companions.remove": { reads: [], writes: ["workspace", "companions"] },
  "companions.scope": { reads: [], writes: ["workspace", "companions"] },
  "assumptions.list": { reads: ["plan", "assumptions"], writes: [] },
  "assumptions.choose": { reads: [], writes: ["workspace", "assumptions"] },
  "plan.summary": { reads: ["plan"], writes: [] },
  "plan.explain": { reads: ["plan"], writes: [] },
  "plan.compare": { reads: ["plan"], writes: [] },
  "plan.compared": { reads: ["plan"], writes: [] },
  "grid.query": { reads: ["plan"], writes: [] },
  "grid.page": { reads: ["plan"], writes: [] },
  "grid.facet": { reads: ["plan"], writes: [] },
  "match.review": { reads: ["match", "decisions"], writes: [] },
  "match.review_page": { reads: ["match", "decisions"], writes: [] },
  "match.explain": { reads: ["match"], writes: [] },
  "match.candidates": { reads: ["match"], writes: [] },
  "match.preview_decisions": { reads: ["match", "decisions"], writes: [] },
  "match.decide": { reads: [], writes: ["workspace", "decisions"] },
  "match.undo": { reads: [], writes: ["workspace", "decisions"] },
  "match.redo": { reads: [], writes: ["workspace", "decisions"] },
  "match.history": { reads: ["decisions"], writes: [] },
  "match.scores": { reads: ["match"], writes: [] },
  "match.sample": { reads: ["match"], writes: [] },
  "match.quality": { reads: ["match", "decisions"], writes: [] },
  "mapping.get": { reads: ["plan", "mapping"], writes: [] },
  "mapping.vocabulary": { reads: ["plan"], writes: [] },
  "mapping.validate": { reads: ["plan", "mapping"], writes: [] },
  "mapping.versions": { reads: ["mapping"], writes: [] },
  "mapping.set": { reads: [], writes: ["workspace", "mapping"] },
  "mapping.undo": { reads: [], writes: ["workspace", "mapping"] },
  "mapping.redo": { reads: [], writes: ["workspace", "mapping"] },
  "mapping.reset": { reads: [], writes: ["workspace", "mapping"] },
  "mapping.restore": { reads: [], writes: ["workspace", "mapping"] },
  "mapping.import": { reads: [], writes: ["workspace", "mapping"] },
  "mapping.compared": { reads: [], writes: [] },
  "findings.suppressions": { reads: ["suppressions"], writes: [] },
  "findings.suppress": { reads: [], writes: ["workspace", "suppressions"] },
  "findings.unsuppress": { reads: [], writes: ["workspace", "suppressions"] },
  "report.choose_folder": { reads: [], writes: [] },
  "report.open_folder": { reads: [], writes: [] },
  "report.settings": { reads: ["workspace"], writes: [] },
  "report.set_settings": { reads: [], writes: ["workspace"] },
  "verify.choose_folder": { reads: [], writes: [] },
  "verify.look": { reads: [], writes: [] },
  "verify.last": { reads: ["workspace", "verification"], writes: [] },
  "verify.users": { reads: ["verification"], writes: [] },
  "verify.accounts": { reads: ["verification"], writes: [] },
  "remote.clouds": { reads: [], writes: [] },
  "remote.choose_folder": { reads: [], writes: [] },
  "remote.sign_in": { reads: [], writes: [] },
  "remote.forget": { reads: [], writes: [] },
  "sample.open": { reads: [], writes: ["app", "workspace", "sources", "plan", "match", "decisions", "suppressions", "mapping", "companions", "assumptions"] },
  "sources.import": { reads: [], writes: ["workspace", "sources", "plan", "match", "decisions"] },
  "sources.write_rejected": { reads: [], writes: [] },
  "companions.add": { reads: [], writes: ["workspace", "companions", "suppressions"] },
  "plan.run": { reads: [], writes: ["workspace", "plan", "match", "decisions"] },
  "plan.second_cycle": { reads: [], writes: [] },
  "plan.prepare": { reads: [], writes: [] },
  "match.prepare": { reads: [], writes: [] },
  "match.write_review": { reads: [], writes: [] },
  "match.read_decisions": { reads: [], writes: ["workspace", "decisions"] },
  "mapping.keys": { reads: [], writes: [] },
  "mapping.preview": { reads: [], writes: [] },
  "mapping.prepare": { reads: [], writes: ["mapping"] },
  "mapping.figures": { reads: [], writes: [] },
  "mapping.try": { reads: [], writes: [] },
  "mapping.compare": { reads: [], writes: [] },
  "mapping.check": { reads: [], writes: [] },
  "report.read_fixes": { reads: [], writes: [] },
  "report.write": { reads: [], writes: [] },
  "verify.run": { reads: [], writes: ["verification"] },
  "remote.test_scim": { reads: [], writes: [] },
  "remote.pull_scim": { reads: [], writes: [] },
  "remote.pull_graph": { reads: [], writes: [] },
};
