// Whether the data fixes do what they promise: made in the exports and planned again with the same mapping. Not which are the smallest.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TARGETS } from "./columns.mjs";
import { csv, writeExports } from "./files.mjs";
import { headerOf, hitsOf, indexed, linksOf, outcomeOf } from "./lookup.mjs";
import { plan, rows, userMapping } from "./product.mjs";

const HEADERS = Object.fromEntries(Object.entries(TARGETS).map(([header, target]) => [target, header]));
const folded = (name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
/** The column of a target: a documented one, or the customer's own field, whose path leaves blanks out. */
function columnOf(users, field) {
  const own = folded(field.split(":").at(-1));
  return HEADERS[field] ?? users.flatMap(({ values }) => Object.keys(values)).find((name) => folded(name) === own) ?? field;
}
/** Not held against the text of the export: a manager is told as a user name, a state as a truth value. */
const NO_TEXTS = ["Supervisor Employee ID", "Active"];
/** The days that a text in figures may mean, as yyyy-MM-dd: which of two is the month depends on the export. */
function days(text) {
  const [first, second, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text)?.slice(1) ?? [];
  if (!year) return [text.slice(0, 10)];
  const day = (month, date) => `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return [day(first, second), day(second, first)];
}
/** Whether an undo file says what stands in the export: a day in one form, anything else letter for letter. */
const says = (field, value, today) => value === today || (HEADERS[field] === "Start Date" && days(today).includes(value));
const FILES = { intranet: "fixes-intranet.csv", azure: "fixes-azure.csv", held: "hold-back.csv", undo: "undo-intranet.csv" };
const LISTED = { link: 0, update: 0, disable: 0, create: 0, skip: 0, fail: 0 };

const MAIL = 'emails[type eq "work"].value';

/** The same mapping with people looked up by mail alone: the recommended keys leave next to nothing to edit. */
function byMailAlone(schema) {
  const copy = structuredClone(schema);
  for (const row of userMapping(copy).attributeMappings) row.matchingPriority = row.targetAttributeName === MAIL ? 1 : 0;
  return copy;
}

/** The full package of a mapping: what is to be edited, whom to hold back, and what that is said to come to. */
export async function proposed(folder, exports, recommended) {
  const schema = byMailAlone(recommended);
  const mapping = join(folder, "mapping-to-fix.json");
  writeFileSync(mapping, JSON.stringify(schema));
  const out = await plan(folder, "out-full", { ...exports, mapping, full: true });
  const { fixes } = JSON.parse(readFileSync(join(out, "plan.json"), "utf8"));
  const files = Object.fromEntries(Object.entries(FILES).map(([name, file]) => [name, rows(out, file)]));
  return { schema, mapping, predicted: fixes.predicted, links: linksOf(rows(out, "links.csv")), people: azureRows(out), ...files };
}

/** What is wrong with fixes that were proposed, in words; `looked` is how much was held against them. */
export async function fixProblems(folder, world, proposal) {
  if (!proposal.predicted) return { looked: proposal.people.length, problems: harmed(proposal.people) };
  const problems = [];
  const fixed = edited(world, proposal, problems);
  const again = await plannedAgain(folder, fixed, proposal);
  problems.push(...(await reached(folder, fixed, proposal, again)));
  problems.push(...undone(world, fixed, proposal, again));
  return { looked: proposal.people.length + proposal.undo.length, problems };
}

/** The world with every edit made, each checked to stand where the file says. */
function edited(world, { intranet, azure }, problems) {
  const copy = (users) => users.map((user) => ({ ...user, values: { ...user.values } }));
  const fixed = { ...world, legacy: copy(world.legacy), azure: copy(world.azure) };
  const set = (users, row, name, { now, set_to: value }) => {
    const { values } = users[Number(row) - 1];
    if ((values[name] ?? "") !== now) problems.push(`${name} of row ${row} is not “${now}” but “${values[name] ?? ""}”`);
    values[name] = value;
  };
  for (const fix of intranet) set(fixed.legacy, fix.legacy_row, columnOf(world.legacy, fix.field), fix);
  for (const fix of azure) set(fixed.azure, fix.azure_row, fix.field, fix);
  return fixed;
}

/** The plan of the edited exports: the same mapping, the same people, and those held back unassigned. */
async function plannedAgain(folder, fixed, { mapping, links, held }) {
  const within = join(folder, "fixed");
  mkdirSync(within, { recursive: true });
  const exports = writeExports(within, fixed);
  const out = new Set(held.map(({ azure_row: row }) => Number(row) - 1));
  const put = (name, table) => {
    writeFileSync(join(within, name), csv(table));
    return join(within, name);
  };
  const assigned = put("assigned.csv", [["principal_type", "principal_id", "name"], ...fixed.azure.filter((_, i) => !out.has(i)).map(({ values }) => ["User", values.objectId, ""])]);
  const decided = fixed.azure.flatMap(({ values }, i) => {
    const account = fixed.legacy[links.get(i)]?.values;
    if (!account) return out.has(i) ? [] : [["", values.objectId, "new", "", "", ""]];
    return [[account["User ID"] || account.Username, values.objectId, "confirm", "", "", ""]];
  });
  const decisions = put("decisions.csv", [["legacy_anchor", "azure_anchor", "decision", "reason", "by", "at"], ...decided]);
  const package_ = await plan(within, "out", { ...exports, mapping, decisions, scope: ["--scope", "assigned", "--assigned", assigned] });
  const { counts } = JSON.parse(readFileSync(join(package_, "plan.json"), "utf8"));
  return { people: azureRows(package_), changes: rows(package_, "changes.csv"), counts };
}

/** What was promised of the plan after the fixes and is not so, by the product and by the model of the look-up. */
async function reached(folder, fixed, { schema, predicted, people, held, links }, { people: then, counts }) {
  const out = new Set(held.map(({ azure_row: row }) => row));
  const before = new Map(people.map((one) => [one.azure_row, one]));
  const is = (one, outcome, row) => one.outcome === outcome && (row === undefined || one.rule_finds_row === row);
  const moved = then.filter((one) => {
    const was = before.get(one.azure_row);
    if (out.has(one.azure_row)) return !is(one, "out_of_scope");
    return ["linked", "created"].includes(was.outcome) && !is(one, was.outcome, was.rule_finds_row);
  });
  const differ = (what, promised, found) => Object.entries(promised).filter(([name, number]) => found[name] !== number).map(([name, number]) => `${what}: ${number} ${name} predicted, ${found[name]} planned`);
  const outcomes = Object.fromEntries(Object.keys(predicted.azure_outcomes).map((name) => [name, then.filter(({ outcome }) => outcome === name).length]));
  return [
    ...harmed(then),
    ...moved.map((one) => `${one.azure_upn} was ${before.get(one.azure_row).outcome} and is ${one.outcome} after the fixes`),
    ...differ("Azure users", predicted.azure_outcomes, outcomes),
    ...differ("plan line", predicted.plan_line, Object.fromEntries(Object.keys(LISTED).map((name) => [name, counts.plan_line[name]]))),
    ...(await modelled(folder, fixed, schema, links, then)),
  ];
}

const harmed = (people) => people.filter(({ outcome }) => ["takeover", "duplicate", "ambiguous"].includes(outcome)).map(({ azure_upn: name, outcome }) => `${name} is still ${outcome} after the fixes`);

/** Where the model of the look-up sees another outcome in the edited exports than the product. */
async function modelled(folder, fixed, schema, links, people) {
  const accounts = indexed(fixed);
  const keys = userMapping(schema).attributeMappings.filter((row) => row.matchingPriority > 0).sort((a, b) => a.matchingPriority - b.matchingPriority);
  const found = await Promise.all(keys.map((row) => hitsOf(folder, fixed, accounts, { header: headerOf(row.targetAttributeName), row })));
  return people.filter(({ outcome }) => outcome !== "out_of_scope").flatMap(({ azure_row: row, azure_upn: name, outcome }) => {
    const i = Number(row) - 1;
    const expected = outcomeOf(found.map((of) => of[i]), links.get(i), fixed.azure[i].values.accountEnabled);
    return outcome === expected ? [] : [`${name} is ${outcome} after the fixes, the model says ${expected}`];
  });
}

/** What the undo file does not bring back of the intranet's values. */
function undone(world, fixed, { intranet, undo }, { changes }) {
  const problems = [];
  const today = (row, field) => world.legacy[Number(row) - 1].values[columnOf(world.legacy, field)] ?? "";
  const back = fixed.legacy.map(({ values }) => ({ ...values }));
  for (const { legacy_row: row, field, now, set_to: value } of undo.filter(({ changed_by: by }) => by === "fix")) {
    const [values, name] = [back[Number(row) - 1], columnOf(world.legacy, field)];
    if ((values[name] ?? "") !== now) problems.push(`undo: ${name} of row ${row} is not “${now}” after the fixes`);
    values[name] = value;
  }
  for (const { legacy_row: row, field } of intranet) {
    const [value, name] = [today(row, field), columnOf(world.legacy, field)];
    if (value !== "" && back[Number(row) - 1][name] !== value) problems.push(`undo: ${name} of row ${row} is not set back to “${value}”`);
  }
  for (const { legacy_row: row, field, set_to: value } of undo) {
    if (!NO_TEXTS.includes(HEADERS[field]) && !says(field, value, today(row, field))) problems.push(`undo: ${field} of row ${row} was “${today(row, field)}” and never “${value}”`);
  }
  const listed = new Set(undo.map(({ azure_id: user, field }) => `${user} ${field}`));
  const lost = changes.filter(({ kind, now, legacy_username: account }) => ["overwrite", "clear"].includes(kind) && now !== "" && account !== "");
  for (const { azure_id: user, target_attribute: field, now } of lost) if (!listed.has(`${user} ${field}`)) problems.push(`undo: nothing brings back “${now}” in ${field}`);
  return problems;
}

const azureRows = (out) => rows(out, "people.csv").filter(({ side }) => side === "azure");

/** One thing each that would make the fixes worth less, done to a copy of what was proposed; false where it cannot be done. */
const WRONG = {
  "an intranet edit left out": ({ intranet }) => intranet.shift(),
  "another value to set": ({ intranet }) => intranet.length > 0 && Object.assign(intranet[0], { set_to: "nobody@nowhere.example" }),
  "an edit of another row": ({ intranet }) => intranet.length > 0 && Object.assign(intranet[0], { legacy_row: String(Number(intranet[0].legacy_row) % 7 + 1) }),
  "somebody not held back": ({ held }) => held.shift(),
  "a value not set back": ({ undo }) => undo.shift(),
  "another value set back": ({ undo }) => undo.length > 0 && Object.assign(undo[0], { set_to: "x" }),
  "a better promise": ({ predicted }) => { predicted.azure_outcomes.linked += 1; return true; },
};

/** The wrong things that the check passes over, as problems; each is tried on the first engagement that has something to spoil. */
export async function unnoticedFixes(engagements) {
  const problems = [];
  for (const [name, spoil] of Object.entries(WRONG)) {
    const spoilt = engagements.filter(({ proposal }) => proposal?.predicted).map((one) => ({ ...one, proposal: structuredClone(one.proposal) })).find(({ proposal }) => spoil(proposal));
    if (!spoilt) problems.push(`no engagement has anything to try ${name} on`);
    else if ((await fixProblems(spoilt.folder, spoilt.world, spoilt.proposal)).problems.length === 0) problems.push(`the check of the fixes does not notice ${name}`);
  }
  return problems;
}
