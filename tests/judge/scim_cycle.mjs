// The initial cycle as requests to a real server: look up, create or change, then managers. What the server answers decides.
// Sources: use-scim-to-provision-users-and-groups (requests, order), how-provisioning-works.

import { flowing, keysOf, onCreate, onUpdate } from "./flow.mjs";
import { patchOf, userWith, valueAt } from "./scim_user.mjs";
import { isAssigned, isGone, passes } from "./source.mjs";
import * as T from "./targets.mjs";

/** Loads the intranet's accounts as they are exported; gives the server's id by row. */
export async function loadAccounts(request, { legacy, trueWord }) {
  const ids = [];
  for (const { values } of legacy) {
    const held = Object.entries(values).filter(([target, value]) => value !== null && target !== T.MANAGER);
    const truth = ([target, value]) => [target, target === T.ACTIVE ? (value === trueWord ? "True" : "False") : value];
    ids.push((await accepted(request("POST", "/Users", userWith(held.map(truth))))).id);
  }
  const idOf = new Map(legacy.map(({ values }, row) => [values[T.USER_NAME], ids[row]]));
  for (const [row, { values }] of legacy.entries()) {
    const boss = idOf.get(values[T.MANAGER]);
    if (boss) await accepted(request("PATCH", `/Users/${ids[row]}`, patchOf({}, [[T.MANAGER, boss]])));
  }
  return ids;
}

/** Runs the cycle; gives the account that each Azure user was linked to by row, and the rows whose account is new. */
export async function driveCycle(request, { world, mapping, scope, heldOut }) {
  const linked = new Map();
  const createdRows = new Set();
  for (const [row, user] of world.azure.entries()) {
    if (heldOut.has(row) || !isAssigned(user, scope) || !passes(user, mapping.filter)) continue;
    const found = await lookUp(request, user, mapping);
    if (found === null || found.length > 1) continue;
    if (found.length === 1) {
      linked.set(row, found[0].id);
      if (mapping.update) await change(request, found[0], user, mapping);
    } else if (mapping.create && !isGone(user)) {
      const id = await create(request, user, mapping);
      if (id) linked.set(row, id) && createdRows.add(row);
    }
  }
  await setManagers(request, world, mapping, linked, createdRows);
  return { linked, createdRows };
}

/** The accounts that the first key with a hit finds; null when no key has a value. */
async function lookUp(request, user, mapping) {
  let found = null;
  for (const row of keysOf(mapping)) {
    const value = flowing(row, user);
    if (value === null) continue;
    const filter = encodeURIComponent(`${row.target} eq "${value}"`);
    found = (await accepted(request("GET", `/Users?filter=${filter}`))).Resources ?? [];
    if (found.length > 0) break;
  }
  return found;
}

async function change(request, account, user, mapping) {
  const values = [];
  for (const row of mapping.rows.filter(({ target }) => target !== T.MANAGER)) {
    if (isGone(user) && row.target !== T.ACTIVE) continue;
    const now = valueAt(account, row.target);
    const sent = onUpdate(row, user, now, mapping);
    if (sent !== null && !same(now ?? "", sent, mapping.caseExact.has(row.target))) values.push([row.target, sent]);
  }
  if (values.length > 0) await request("PATCH", `/Users/${account.id}`, patchOf(account, values));
}

const same = (now, sent, exact) => (exact ? now === sent : now.toLowerCase() === sent.toLowerCase());

/** The new account's id; none when the server refuses it or the intranet would. */
async function create(request, user, mapping) {
  const rows = mapping.rows.filter(({ target }) => target !== T.MANAGER);
  const values = rows.map((row) => [row.target, onCreate(row, user, mapping)]).filter(([, value]) => value !== null);
  if (T.REQUIRED.some((target) => !values.some(([each]) => each === target))) return null;
  const answer = await request("POST", "/Users", userWith(values));
  return answer.status === 201 ? answer.body.id : null;
}

/** References get requests of their own once both ends are known. */
async function setManagers(request, { azure }, mapping, linked, createdRows) {
  const rule = mapping.rows.find(({ target }) => target === T.MANAGER);
  if (!rule) return;
  const rowOf = new Map(azure.map((user, row) => [user.id, row]));
  for (const [row, id] of linked) {
    const boss = linked.get(rowOf.get(azure[row].manager));
    const isNew = createdRows.has(row);
    if (!boss || isGone(azure[row]) || (!isNew && (!mapping.update || rule.flowType === "ObjectAddOnly"))) continue;
    const account = await accepted(request("GET", `/Users/${id}`));
    const now = valueAt(account, T.MANAGER);
    if (now === boss || (now !== null && rule.flowType === "AttributeAddOnly")) continue;
    await accepted(request("PATCH", `/Users/${id}`, patchOf(account, [[T.MANAGER, boss]])));
  }
}

/** The body of an answer that must be a good one. */
export async function accepted(asked) {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`the server answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
