// What a recommended row does: which attributes it reads, and what it would write for a user who is created. Not whether it is right.

import { evaluate } from "./product.mjs";
import { TARGETS } from "./columns.mjs";

const letters = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The row that fills a column, found by the documented attribute or, for the customer's own fields, by their name in the URN. */
export function rowOf(mapping, header) {
  const target = TARGETS[header];
  return mapping.attributeMappings.find(({ targetAttributeName: name }) => (target ? name === target : name.includes(":") && letters(name.split(":").at(-1)) === letters(header)));
}

/** Names in square brackets outside of texts in quotes, or the attribute of a plain row. */
export function reads(row) {
  if (!row?.source) return [];
  if (row.source.type === "Constant") return [];
  if (row.source.type === "Attribute") return [row.source.name];
  const bare = row.source.expression.replace(/"(?:\\.|[^"\\])*"/g, '""');
  return [...new Set([...bare.matchAll(/\[([^\][]+)\]/g)].map(([, name]) => name))];
}

/** The values that `row` gives the users, each the text written, or null. A list of one is that one. */
export async function writtenBy(folder, questions) {
  const vectors = questions.filter(({ row }) => row.source?.type === "Function").map(({ row, user }, id) => ({ id: `v${id}`, expression: row.source.expression, inputs: { IsSoftDeleted: user.accountEnabled ? "False" : "True", ...user } }));
  const answers = vectors.length === 0 ? new Map() : await evaluate(folder, vectors);
  let next = 0;
  return questions.map(({ row, user }) => valueOf(row, user, () => answers.get(`v${next++}`)));
}

function valueOf(row, user, answer) {
  if (row.source == null) return row.defaultValue ?? null;
  if (row.source.type === "Constant") return row.source.name;
  if (row.source.type === "Attribute") return user[row.source.name] || row.defaultValue || null;
  const { value, skip, error } = answer();
  if (error) return `error ${error.code}`;
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return skip || one == null || one === "" ? (row.defaultValue ?? null) : String(one);
}
