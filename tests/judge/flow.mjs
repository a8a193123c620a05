// What one row of a mapping sends for one user. Not whether the user is sent at all.
// Source: customize-application-attributes (types of mapping, defaults, when a mapping applies).

import { evaluate, SKIP } from "./expressions.mjs";
import { read } from "./source.mjs";

/** The rows that people are looked up by, lowest number first. */
export const keysOf = ({ rows }) => rows.filter((row) => row.matchingPriority > 0).sort((a, b) => a.matchingPriority - b.matchingPriority);

/** The value that a row sends, before defaults; null for none. What becomes of an empty text is not documented: none here. */
export function flowing(row, user) {
  if (row.kind === "none") return null;
  if (row.kind === "constant") return row.source;
  const value = row.kind === "direct" ? read(user, row.source) : evaluate(row.source, (name) => read(user, name));
  return value === SKIP || value === null || value === undefined || value === "" ? null : String(value);
}

/** What a create sends: defaults stand in for nulls, the row's own first. */
export const onCreate = (row, user, { demanded }) => flowing(row, user) ?? row.default ?? demanded.get(row.target) ?? null;

/**
 * What an update sends: nulls and defaults never, but "None" fills what is empty, and so does the definition's default of a
 * required attribute.
 */
export function onUpdate(row, user, now, { demanded }) {
  if (row.kind === "none") return now === null ? row.default : null;
  if (row.flowType === "ObjectAddOnly") return null;
  if (row.flowType === "AttributeAddOnly" && now !== null) return null;
  return flowing(row, user) ?? (now === null ? demanded.get(row.target) ?? null : null);
}
