// The look-up of the first cycle as documented: keys in their order, one attribute each, the first hit decides. A model of its own,
// over the exports; knows nothing of Presync's simulator.

import { TARGETS } from "./columns.mjs";
import { writtenBy } from "./effect.mjs";

/** The intranet's columns that a key can ask for, and whether letter case counts: the unique ID alone is case-exact. */
export const KEY_HEADERS = { Username: false, "Email Address": false, "User ID": true };
const folded = (header, value) => (KEY_HEADERS[header] ? value : value.toLowerCase());
export const headerOf = (target) => Object.keys(KEY_HEADERS).find((header) => TARGETS[header] === target);

/** Accounts by value of each key column. */
export function indexed({ legacy }) {
  return Object.fromEntries(Object.keys(KEY_HEADERS).map((header) => {
    const accounts = new Map();
    legacy.forEach(({ values }, row) => {
      if (!values[header]) return;
      const value = folded(header, values[header]);
      accounts.set(value, [...(accounts.get(value) ?? []), row]);
    });
    return [header, accounts];
  }));
}

/** What a key finds for every user: undefined without a value, else the rows. `key` is `{header, row}` with a mapping row. */
export async function hitsOf(folder, { azure }, accounts, { header, row }) {
  const written = await writtenBy(folder, azure.map(({ values }) => ({ row: { ...row, defaultValue: null }, user: values })));
  return written.map((value) => (value === null ? undefined : accounts[header].get(folded(header, value)) ?? []));
}

/** The outcome of one user under keys in their order, given what each finds; `own` is the row of their own account. */
export function outcomeOf(found, own, isEnabled) {
  const tried = found.filter((rows) => rows !== undefined);
  if (tried.length === 0) return "skipped";
  const first = tried.find((rows) => rows.length > 0);
  if (!first) return isEnabled ? (own === undefined ? "created" : "duplicate") : "skipped";
  if (first.length > 1) return "ambiguous";
  return first[0] === own ? "linked" : "takeover";
}

export const OUTCOMES = ["takeover", "duplicate", "ambiguous", "skipped", "linked", "created"];

/** How many users end how under keys in their order. */
export function counts({ azure }, links, hits) {
  const sums = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
  for (let i = 0; i < azure.length; i += 1) sums[outcomeOf(hits.map((of) => of[i]), links.get(i), azure[i].values.accountEnabled)] += 1;
  return sums;
}

/** Who is who as the product holds it: row of the account by row of the user. */
export function linksOf(rows) {
  const held = rows.filter(({ status }) => ["certain", "likely", "confirmed"].includes(status));
  return new Map(held.map(({ azure_row: user, legacy_row: account }) => [Number(user) - 1, Number(account) - 1]));
}
