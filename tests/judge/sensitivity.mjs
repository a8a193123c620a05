// Whether the comparison would notice: Presync's rows with one thing made wrong must differ from the prediction.

import { compare, DOCUMENTED } from "./compare.mjs";

/** One wrong thing each, in a row that is compared; null where there is no such row. */
const WRONG = {
  "another outcome": ({ people, changes }, row) => ({ people: replaced(people, row, { outcome: "orphan" }), changes }),
  "another account": ({ people, changes }, row) => ({ people: replaced(people, row, { rule_finds_username: "nobody" }), changes }),
  "a change too few": ({ people, changes }, row, change) => change && { people, changes: changes.filter((each) => each !== change) },
  "another value": ({ people, changes }, row, change) => change && { people, changes: replaced(changes, change, { would_be: `${change.would_be}!` }) },
};

const replaced = (list, item, fields) => list.map((each) => (each === item ? { ...each, ...fields } : each));

/** The wrong things that the comparison passes over, as problems. */
export function unnoticed(engagement, predicted, rows) {
  const before = compare(engagement, predicted, rows).mismatches.length;
  const row = rows.people.find(({ side, basis }) => side === "azure" && basis === DOCUMENTED);
  const compared = new Set(rows.people.filter(({ side, basis }) => side === "azure" && basis === DOCUMENTED).map(({ azure_id: id }) => id));
  const change = rows.changes.find(({ azure_id: id, basis }) => basis === DOCUMENTED && compared.has(id));
  if (!row) return ["no row is documented"];
  return Object.entries(WRONG)
    .map(([name, spoil]) => [name, spoil(rows, row, change)])
    .filter(([, wrong]) => wrong && compare(engagement, predicted, wrong).mismatches.length <= before)
    .map(([name]) => `the comparison does not notice ${name}`);
}
