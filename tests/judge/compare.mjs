// Holds Presync's rows against the prediction, value by value, on every row that no assumption decides. Judges nothing else.

import { MANAGERS } from "./cycle.mjs";
import * as T from "./targets.mjs";

export const DOCUMENTED = "documented";
const isDocumented = (row) => row.basis === "" || row.basis === DOCUMENTED;

/**
 * What was compared and what differs: `rows`, `excluded` by the names of assumptions, `values` compared, `mismatches` as
 * texts with both views.
 */
export function compare({ world }, predicted, { people, changes }) {
  const report = { rows: people.length, compared: 0, values: 0, excluded: new Map(), mismatches: [], open: new Map() };
  const azure = new Map();
  const legacy = new Map();
  for (const row of people) (row.side === "azure" ? azure : legacy).set(Number(row[`${row.side}_row`]) - 1, row);
  if (azure.size !== world.azure.length || legacy.size !== world.legacy.length) {
    report.mismatches.push(`${world.azure.length} and ${world.legacy.length} records, but ${azure.size} and ${legacy.size} rows`);
  }
  const written = changesByUser(world, changes, report);
  world.azure.forEach((user, i) => {
    const theirs = azure.get(i);
    const mine = predicted.azure[i];
    if (!theirs || excluded(report, theirs, mine)) return;
    differ(report, `azure ${i + 1} ${user.userPrincipalName}`, azureView(world, mine), azureRow(theirs));
    compareChanges(report, `azure ${i + 1} ${user.userPrincipalName}`, mine, written.get(user.id) ?? []);
  });
  world.legacy.forEach((account, i) => {
    const theirs = legacy.get(i);
    const mine = predicted.legacy[i];
    if (!theirs || excluded(report, theirs, mine)) return;
    differ(report, `legacy ${i + 1} ${account.values[T.USER_NAME]}`, { outcome: mine.outcome, action: mine.action }, { outcome: theirs.outcome, action: theirs.action });
  });
  return report;
}

/** Counts a row that an assumption decides, and one that should have said so. */
function excluded(report, theirs, mine) {
  if (!isDocumented(theirs)) {
    for (const name of theirs.basis.split(";")) count(report.excluded, name);
    return true;
  }
  report.compared += 1;
  for (const reason of mine.unsure) if (!reason.startsWith(MANAGERS)) count(report.open, reason);
  return false;
}

const count = (counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1);

const azureView = ({ legacy }, { outcome, action, key, hits, changes }) => ({
  outcome, action, changes: String(changes.size), key: key ?? "",
  finds: hits.map((row) => legacy[row].values[T.USER_NAME]).sort().join(";"),
});

const azureRow = (row) => ({
  outcome: row.outcome, action: row.action, changes: row.changes || "0", key: row.rule_key,
  finds: row.rule_finds_username.split(";").sort().join(";"),
});

function differ(report, who, mine, theirs) {
  for (const name of Object.keys(mine)) {
    report.values += 1;
    if (mine[name] !== theirs[name]) report.mismatches.push(`${who}: ${name}\n    predicted ${JSON.stringify(mine)}\n    presync   ${JSON.stringify(theirs)}`);
  }
}

function changesByUser(world, changes, report) {
  const known = new Set(world.azure.map((user) => user.id));
  const byUser = new Map();
  for (const row of changes) {
    if (!known.has(row.azure_id)) report.mismatches.push(`a change of nobody: ${JSON.stringify(row)}`);
    byUser.set(row.azure_id, [...(byUser.get(row.azure_id) ?? []), row]);
  }
  return byUser;
}

/** Changes that the same row of a person holds: neither more nor fewer, and each the same. */
function compareChanges(report, who, mine, rows) {
  const theirs = new Map(rows.map((row) => [row.target_attribute, row]));
  for (const target of new Set([...mine.changes.keys(), ...theirs.keys()])) {
    const row = theirs.get(target);
    if (row && !isDocumented(row)) {
      for (const name of row.basis.split(";")) count(report.excluded, `${name} (change)`);
      continue;
    }
    const change = mine.changes.get(target);
    const left = change ? { kind: change.kind, now: change.now ?? "", would_be: change.wouldBe, mapping: ruleOf(change.row) } : "no change";
    const right = row ? { kind: row.kind, now: row.now, would_be: row.would_be, mapping: row.mapping } : "no change";
    report.values += 4;
    if (JSON.stringify(left) !== JSON.stringify(right)) report.mismatches.push(`${who}: ${target}\n    predicted ${JSON.stringify(left)}\n    presync   ${JSON.stringify(right)}`);
  }
}

const ruleOf = ({ kind, source }) => (kind === "direct" ? `direct:${source}` : kind);
