// A user as SCIM's JSON and as values by attribute path, both ways, and the operations that change one. No HTTP.

import * as T from "./targets.mjs";

export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const INTRANET = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User";
const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

/** The extension (if any) and the names below it, or the entry of a list that a path selects. */
function parts(path) {
  const entry = /^(\w+)\[type eq "(\w+)"\]\.(\w+)$/.exec(path);
  if (entry) return { list: entry[1], type: entry[2], names: [entry[3]] };
  const urn = [ENTERPRISE, INTRANET].find((each) => path.startsWith(each));
  return { urn, names: (urn ? path.slice(urn.length + 1) : path).split(".") };
}

/** The text at a path; null when there is none. */
export function valueAt(user, path) {
  const { list, type, urn, names } = parts(path);
  const start = list ? user[list]?.find((entry) => entry.type === type) : urn ? user[urn] : user;
  const found = names.reduce((at, name) => at?.[name], start);
  if (path === T.MANAGER) return found?.value ?? null;
  if (path === T.ACTIVE) return found === undefined ? null : found ? "True" : "False";
  return found ?? null;
}

/** A user with these values by path, as a create sends it. */
export function userWith(values) {
  const user = { schemas: [CORE, ENTERPRISE, INTRANET] };
  for (const [path, value] of values) put(user, path, typed(path, value));
  return user;
}

const typed = (path, value) => (path === T.ACTIVE ? value === "True" : path === T.MANAGER ? { value } : value);

function put(user, path, value) {
  const { list, type, urn, names } = parts(path);
  let at = user;
  if (urn) at = user[urn] ??= {};
  if (list) {
    user[list] ??= [];
    at = user[list].find((entry) => entry.type === type);
    if (!at) user[list].push((at = { type }));
  }
  for (const name of names.slice(0, -1)) at = at[name] ??= {};
  at[names.at(-1)] = value;
}

/**
 * What a change sends: selected entries one by one, all else in one operation without a path, as the service does with
 * `aadOptscim062020`. An entry that is not there yet is added as a whole, since a filter cannot select it.
 */
export function patchOf(user, values) {
  const operations = [];
  const rest = {};
  for (const [path, value] of values) {
    const { list, type, names } = parts(path);
    if (!list) put(rest, path, typed(path, value));
    else if (user[list]?.some((entry) => entry.type === type)) operations.push({ op: "replace", path, value });
    else operations.push({ op: "add", path: list, value: [{ type, [names[0]]: value }] });
  }
  if (Object.keys(rest).length > 0) operations.push({ op: "replace", value: rest });
  return { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: operations };
}
