// Holds the accounts that a server has after the cycle against those that Presync's rows lead to. Sends nothing.

import { DOCUMENTED } from "./compare.mjs";
import { valueAt } from "./scim_user.mjs";
import * as T from "./targets.mjs";

/**
 * `users` are the server's accounts after the cycle, `ids` the accounts of the intranet's rows, `run` what the cycle did.
 * Gives accounts compared, values compared, accounts left out because an assumption decides them, and mismatches.
 */
export function compareAccounts({ world }, { people, changes }, users, ids, run) {
  const report = { accounts: 0, compared: 0, values: 0, mismatches: [] };
  const byId = new Map(users.map((user) => [user.id, user]));
  const open = undecided(people);
  // Whom an assumption decides may also have landed on an account that the cycle made for somebody earlier.
  const touched = new Set([...open.azure].map((row) => run.linked.get(row)).filter(Boolean));
  const expected = expectedAccounts(world, people, changes, ids, run);
  const named = names(expected);
  for (const account of expected) {
    report.accounts += 1;
    if (open.legacy.has(account.legacyRow) || open.azure.has(account.azureRow) || touched.has(account.id)) continue;
    report.compared += 1;
    const user = byId.get(account.id);
    if (!user) report.mismatches.push(`${account.who}: presync says it would be created, the server has no such account`);
    else compareAccount(report, account, user, named);
  }
  for (const row of run.createdRows) {
    if (open.azure.has(row) || expected.some(({ azureRow }) => azureRow === row)) continue;
    report.mismatches.push(`azure ${row + 1} ${world.azure[row].userPrincipalName}: the server has a new account, presync says none would be created`);
  }
  return report;
}

/** Rows of both sides that an assumption touches, the accounts found by such users included. */
function undecided(people) {
  const open = { azure: new Set(), legacy: new Set() };
  for (const row of people.filter(({ basis }) => basis !== "" && basis !== DOCUMENTED)) {
    open[row.side].add(Number(row[`${row.side}_row`]) - 1);
    if (row.side === "azure") row.rule_finds_row.split(";").filter(Boolean).forEach((found) => open.legacy.add(Number(found) - 1));
  }
  return open;
}

/** What Presync's rows make of every account: old values with the changes written over them, and the new accounts. */
function expectedAccounts(world, people, changes, ids, run) {
  const accounts = world.legacy.map(({ values }, legacyRow) => ({
    legacyRow, id: ids[legacyRow], who: `legacy ${legacyRow + 1} ${values[T.USER_NAME]}`,
    values: new Map(Object.entries(values).map(([target, value]) => [target, asScim(target, value, world)])), oldName: values[T.USER_NAME], boss: undefined,
  }));
  const rowOf = new Map(world.azure.map(({ id }, azureRow) => [id, azureRow]));
  const hangsOnOrder = new Set(people.filter(({ side, basis }) => side === "azure" && basis.split(";").includes("order")).map((row) => Number(row.azure_row) - 1));
  for (const row of people.filter(({ side }) => side === "azure")) {
    const azureRow = Number(row.azure_row) - 1;
    const writes = changes.filter(({ azure_id: id }) => id === row.azure_id);
    if (row.action === "create") accounts.push({ azureRow, id: run.linked.get(azureRow), who: `azure ${azureRow + 1} ${row.azure_upn}`, values: new Map(), boss: null });
    const account = row.action === "create" ? accounts.at(-1) : accounts[Number(row.rule_finds_row) - 1];
    for (const { target_attribute: target, would_be: value } of writes) {
      // The account of a manager whose look-up hangs on the order is not known, and presync says so of the manager only.
      if (target === T.MANAGER) account.boss = hangsOnOrder.has(rowOf.get(world.azure[azureRow].manager)) ? undefined : value;
      else account.values.set(target, value);
    }
  }
  return accounts;
}

function asScim(target, value, { trueWord }) {
  return target === T.ACTIVE ? (value === trueWord ? "True" : "False") : value;
}

/** Accounts by the user names they have now or would have. */
function names(accounts) {
  const named = new Map();
  for (const { id, oldName, values } of accounts) {
    for (const name of [oldName, values.get(T.USER_NAME)].filter(Boolean)) named.set(name, [...(named.get(name) ?? []), id]);
  }
  return named;
}

function compareAccount(report, { who, values, boss }, user, named) {
  for (const [target, value] of values) {
    if (target === T.MANAGER) continue;
    report.values += 1;
    const held = valueAt(user, target);
    if ((held ?? "") !== (value ?? "")) report.mismatches.push(`${who}: ${target}\n    server  ${JSON.stringify(held)}\n    presync ${JSON.stringify(value)}`);
  }
  if (boss === undefined) return;
  report.values += 1;
  const held = valueAt(user, T.MANAGER);
  const agrees = boss === null ? held === null : (named.get(boss) ?? []).includes(held);
  if (!agrees) report.mismatches.push(`${who}: ${T.MANAGER}\n    server  ${JSON.stringify(held)}\n    presync ${JSON.stringify(boss)}`);
}
