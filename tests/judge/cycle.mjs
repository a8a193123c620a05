// The initial cycle as Microsoft documents it, from the documentation alone: what it does to everybody. It shares no code and
// no text with Presync's simulator, so that the two can be held against each other.
// Sources: how-provisioning-works, customize-application-attributes, known-issues; "unsure" marks what they leave open.

import { flowing, keysOf, onCreate, onUpdate } from "./flow.mjs";
import { isAssigned, isGone, passes } from "./source.mjs";
import * as T from "./targets.mjs";

const fold = (text) => text.toLowerCase();
/** User names and addresses are compared without letter case (RFC 7643), a UID with it. */
const sensitive = (target) => target === T.UID;

/**
 * What would happen: `azure[i]` and `legacy[i]` by row from 0. Each Azure user has `outcome`, `action`, `key`, `hits`
 * (rows), `changes` by attribute and `unsure`, a set of reasons; each intranet user an outcome and an action.
 */
export function runCycle({ world, mapping, scope, heldOut, links }) {
  const lookUp = lookUps(world.legacy);
  const azure = world.azure.map((user, i) => meet(user, i, { world, mapping, lookUp, isIn: !heldOut.has(i) && isAssigned(user, scope), own: links.get(i) ?? null }));
  sharedAccounts(azure);
  takenNames(azure, world, lookUp);
  azure.forEach((result, i) => setManager(result, world.azure[i], { azure, world, mapping, lookUp }));
  azure.forEach((result) => settle(result));
  return { azure, legacy: accounts(world, azure, links) };
}

/** Rows by attribute and value, with and without letter case. */
function lookUps(legacy) {
  const index = new Map();
  legacy.forEach(({ values }, row) => {
    for (const target of [T.USER_NAME, T.WORK_MAIL, T.UID]) {
      for (const key of values[target] === null ? [] : [`=${target}\n${values[target]}`, `~${target}\n${fold(values[target])}`]) {
        index.set(key, [...(index.get(key) ?? []), row]);
      }
    }
  });
  return {
    exact: (target, value) => index.get(`=${target}\n${value}`) ?? [],
    loose: (target, value) => index.get(`~${target}\n${fold(value)}`) ?? [],
  };
}

function meet(user, row, { world, mapping, lookUp, isIn, own }) {
  const result = { row, own, user, hits: [], key: null, changes: new Map(), unsure: new Set(), creates: false };
  if (!isIn || !passes(user, mapping.filter)) return Object.assign(result, { outcome: "out_of_scope", action: "skip" });
  const tried = search(result, user, mapping, lookUp);
  if (tried === 0) return Object.assign(result, { outcome: "skipped", action: "skip" });
  if (result.hits.length > 1) return Object.assign(result, { outcome: "ambiguous", action: "fail" });
  if (result.hits.length === 1) return matched(result, world, mapping);
  if (isGone(user) || !mapping.create) return Object.assign(result, { outcome: "skipped", action: "skip" });
  return created(result, mapping);
}

/** Tries the keys in their order until one hits; how many had a value. */
function search(result, user, mapping, lookUp) {
  const keys = keysOf(mapping);
  let tried = 0;
  for (const [i, row] of keys.entries()) {
    const value = flowing(row, user);
    if (value === null) {
      if (keys.length > 1) result.unsure.add("null key");
      continue;
    }
    tried += 1;
    const exact = lookUp.exact(row.target, value);
    const loose = lookUp.loose(row.target, value);
    if (exact.length !== loose.length) result.unsure.add("letter case");
    result.hits = sensitive(row.target) ? exact : loose;
    if (result.hits.length > 0) {
      result.key = row.target;
      if (result.hits.length > 1 && i + 1 < keys.length) result.unsure.add("several hits");
      break;
    }
  }
  return tried;
}

function matched(result, world, mapping) {
  const account = world.legacy[result.hits[0]].values;
  result.outcome = result.hits[0] === result.own ? "linked" : "takeover";
  if (isGone(result.user)) result.unsure.add("disabled");
  if (account[T.ACTIVE] === world.falseWord) result.unsure.add("inactive");
  if (!mapping.update) return result;
  for (const row of mapping.rows.filter((each) => each.target !== T.MANAGER)) {
    if (isGone(result.user) && row.target !== T.ACTIVE) continue;
    const now = account[row.target];
    const wouldBe = onUpdate(row, result.user, now, mapping);
    if (wouldBe === null || same(row, now, wouldBe, mapping, world)) continue;
    result.changes.set(row.target, { now, wouldBe, row, kind: kindOf(row, now, wouldBe) });
  }
  return result;
}

function same(row, now, wouldBe, mapping, world) {
  if (row.target === T.ACTIVE) return now === (wouldBe === "True" ? world.trueWord : world.falseWord);
  const text = now ?? "";
  return mapping.caseExact.has(row.target) ? text === wouldBe : fold(text) === fold(wouldBe);
}

function kindOf(row, now, wouldBe) {
  if (row.target === T.ACTIVE) return wouldBe === "True" ? "reactivate" : "disable";
  if (wouldBe === "") return "clear";
  return now === null ? "fill" : "overwrite";
}

/** A new account gets every value, and defaults for nulls. */
function created(result, mapping) {
  result.outcome = result.own === null ? "created" : "duplicate";
  result.creates = true;
  for (const row of mapping.rows.filter((each) => each.target !== T.MANAGER)) {
    const wouldBe = onCreate(row, result.user, mapping);
    if (wouldBe !== null) result.changes.set(row.target, { now: null, wouldBe, row, kind: "create" });
    else if (T.REQUIRED.includes(row.target)) result.refused = "required";
  }
  if (T.REQUIRED.some((target) => !mapping.rows.some((row) => row.target === target))) result.refused = "required";
  return result;
}

/** Two users on one account: what then happens is not documented. */
function sharedAccounts(azure) {
  const finders = new Map();
  for (const result of azure) {
    if (result.hits.length !== 1) continue;
    finders.set(result.hits[0], [...(finders.get(result.hits[0]) ?? []), result]);
  }
  for (const list of finders.values()) if (list.length > 1) list.forEach((result) => result.unsure.add("two on one"));
}

/** A user name that somebody has already: that the create fails is the intranet's matter. */
function takenNames(azure, world, lookUp) {
  const written = new Map();
  for (const { changes } of azure) {
    const name = changes.get(T.USER_NAME)?.wouldBe;
    if (name !== undefined) written.set(fold(name), (written.get(fold(name)) ?? 0) + 1);
  }
  for (const result of azure) {
    const name = result.changes.get(T.USER_NAME)?.wouldBe;
    if (name === undefined) continue;
    const holders = lookUp.loose(T.USER_NAME, name).filter((row) => row !== result.hits[0]);
    if (holders.length > 0 || written.get(fold(name)) > 1) result.unsure.add("name taken");
    if (result.creates && holders.length > 0) result.refused = "taken";
  }
}

/** What is not sure of a person because it is not sure of the manager. */
export const MANAGERS = "manager: ";

/** Second pass: the manager's account, if the cycle knows one. */
function setManager(result, user, { azure, world, mapping, lookUp }) {
  const row = mapping.rows.find((each) => each.target === T.MANAGER);
  const writes = result.creates ? !result.refused : result.hits.length === 1 && mapping.update && !isGone(user);
  if (!row || !writes || result.outcome === "ambiguous") return;
  const boss = azure.find((each) => each.user.id === user.manager);
  if (!boss) return;
  const open = [...boss.unsure].filter((reason) => !reason.startsWith(MANAGERS));
  open.forEach((reason) => result.unsure.add(MANAGERS + reason));
  if (boss === result) result.unsure.add("own manager");
  if (boss.refused) result.unsure.add(`${MANAGERS}refused`);
  const known = boss.hits.length === 1 || (boss.creates && !boss.refused);
  if (!known) return;
  const now = result.creates ? null : world.legacy[result.hits[0]].values[T.MANAGER];
  if (row.flowType === "ObjectAddOnly" && !result.creates) return;
  if (row.flowType === "AttributeAddOnly" && now !== null) return;
  const holder = now === null ? [] : lookUp.loose(T.USER_NAME, now);
  if (boss.hits.length === 1 && holder.includes(boss.hits[0])) return;
  const name = boss.hits.length === 1 ? world.legacy[boss.hits[0]].values[T.USER_NAME] : boss.changes.get(T.USER_NAME).wouldBe;
  result.changes.set(T.MANAGER, { now, wouldBe: name, row, kind: "reference" });
}

/** The action, once the changes are known. */
function settle(result) {
  if (result.action) return;
  if (result.refused) {
    result.action = "fail";
    result.unsure.add(`refused: ${result.refused}`);
    result.changes.clear();
  } else if (result.creates) result.action = "create";
  else if (result.changes.get(T.ACTIVE)?.kind === "disable") result.action = "disable";
  else result.action = result.changes.size > 0 ? "update" : "none";
}

/** The intranet's side: whose user finds the account, or what becomes of its own user. */
function accounts({ legacy }, azure, links) {
  const userOf = new Map([...links].map(([user, account]) => [account, azure[user]]));
  const finders = new Map();
  for (const result of azure) if (result.hits.length === 1) finders.set(result.hits[0], [...(finders.get(result.hits[0]) ?? []), result]);
  return legacy.map((_, row) => {
    const own = userOf.get(row);
    const found = finders.get(row) ?? [];
    const stranger = found.find((result) => result !== own);
    const unsure = new Set([...(own?.unsure ?? []), ...found.flatMap((result) => [...result.unsure])]);
    if (stranger) return { outcome: "takeover", action: stranger.action, unsure };
    if (!own) return { outcome: "orphan", action: "none", unsure };
    if (own.hits.length === 1 && own.hits[0] === row) return { outcome: "linked", action: own.action, unsure };
    const elsewhere = own.hits.length === 1;
    return elsewhere ? { outcome: "orphan", action: "none", unsure } : { outcome: own.outcome, action: own.action, unsure };
  });
}
