// How much of the truth the recommendation recovered: the source of every column, and the expression in effect on people who
// were in Azure alone, so that nothing could be learnt from them.

import { UNITS } from "./columns.mjs";
import { reads, rowOf, writtenBy } from "./effect.mjs";

/** How many linked people must have a code before anybody can know what it stands for. */
const SEEN_AT_LEAST = 3;
/** The share of held-back people on whom an expression must agree to be the true one in effect, and to have as good a source. */
const EQUAL_SHARE = 0.99;
const AS_GOOD_SHARE = 0.97;
/** Names to sign in with and addresses are no change when letter case alone differs: Entra's attributes are not case-exact. */
const CASELESS = ["Username", "Email Address"];

/** One verdict for every column with a source: whether it was found, and on how many held-back people it agrees. */
export async function recovery(folder, world, mapping) {
  const columns = world.columns.filter(({ kind, rule }) => rule && kind !== "unrelated" && rule.reads.length > 0);
  const joiners = world.azure.filter(({ where }) => where === "joiner");
  const tasks = columns.map((column) => ({ column, row: rowOf(mapping, column.header), people: known(world, column, joiners) }));
  const questions = tasks.flatMap(({ row, people }) => (row ? people.map(({ values }) => ({ row, user: values })) : []));
  const written = await writtenBy(folder, questions);
  let next = 0;
  return tasks.map(({ column, row, people }) => verdict(column, row, people, row ? people.map(() => written[next++]) : []));
}

/** The held-back people whose value the rule gives, and could be known from those who were linked. */
function known(world, { rule, header }, joiners) {
  const seen = new Map();
  if (rule.code) for (const [i, row] of world.links) if (world.legacy[row].values[header] === rule.apply(world.azure[i].values, world.azure[i].person)) count(seen, rule.code(world.azure[i].values));
  return joiners.filter(({ values, person }) => rule.apply(values, person) != null && (!rule.code || (seen.get(rule.code(values)) ?? 0) >= SEEN_AT_LEAST));
}

const count = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);

function verdict(column, row, people, written) {
  const { header, rule, kind } = column;
  const misses = people.map(({ values, person }, i) => ({ id: values.objectId, truth: rule.apply(values, person), iso: person[rule.fact], given: written[i] ?? null })).filter(({ truth, given }, i) => !equal(column, people[i].person, truth, given));
  const agreed = people.length - misses.length;
  const isEqual = people.length > 0 && row !== undefined && agreed >= EQUAL_SHARE * people.length;
  const read = reads(row);
  return {
    header, kind, family: rule.family, truth: rule.text, isEqual, people: people.length, agreed,
    isFound: (people.length > 0 && agreed >= AS_GOOD_SHARE * people.length) || (row !== undefined && rule.reads.some((name) => read.includes(name))),
    recommended: describe(row), example: misses[0],
  };
}

/** A start date is sent in the documented form whatever the export's looked like; every other text must be the same. */
function equal({ header, isDate, rule }, person, truth, given) {
  if (given === null) return false;
  if (isDate) return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.0+)?Z$/.test(given) && given.slice(0, 10) === person.hired.join("-");
  return CASELESS.includes(header) && rule.family !== "table" ? given.toLowerCase() === truth.toLowerCase() : given === truth;
}

export const describe = (row) => (row ? `${row.source === null ? "none" : row.source.type === "Constant" ? `constant ${row.source.name}` : row.source.expression ?? `[${row.source.name}]`}${row.defaultValue ? ` else ${row.defaultValue}` : ""} (${row.flowType})` : "no row");

/** Whether somebody of the units' columns would get a blank, which the intranet would make a unit of. */
export async function blankFillers(folder, { azure }, mapping) {
  const rows = UNITS.map((header) => rowOf(mapping, header)).filter(Boolean);
  const questions = rows.flatMap((row) => azure.map(({ values }) => ({ row, user: values })));
  const written = await writtenBy(folder, questions);
  return rows.filter((row, i) => written.slice(i * azure.length, (i + 1) * azure.length).some((value) => value !== null && value !== "" && value.trim() === "")).map((row) => `${row.targetAttributeName} gets a blank: ${describe(row)}`);
}
