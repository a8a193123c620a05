// Whether the recommended rows leave alone what is not Azure's to write: what people typed, what nothing fills, rights.

import { rowOf, writtenBy } from "./effect.mjs";
import { blankFillers, describe } from "./recovery.mjs";

/** Every broken rule of the policy, by its name: `problems` of `looked` columns. */
export async function policy(folder, world, mapping) {
  const edited = world.columns.filter(({ kind }) => kind === "edited");
  const unrelated = world.columns.filter(({ kind }) => kind === "unrelated");
  return {
    "no constant over edits": await checked(edited, ({ header }) => constantAlways(rowOf(mapping, header))),
    "edits kept": await checked(edited, (column) => overwritten(folder, world, mapping, column)),
    "unrelated kept": await checked(unrelated, (column) => overwritten(folder, world, mapping, column)),
    "no blank units": { looked: 3, problems: await blankFillers(folder, world, mapping) },
    "power users kept": { looked: 1, problems: await powerUsers(folder, world, mapping) },
  };
}

async function checked(columns, judge) {
  const problems = [];
  for (const column of columns) {
    const problem = await judge(column);
    const { header, typed, rule } = column;
    if (problem) problems.push(`${header} (${Math.round(100 * typed)} % typed, else ${rule?.text ?? "nothing"}): ${problem}`);
  }
  return { looked: columns.length, problems };
}

const isAlways = (row) => row?.source != null && row.flowType === "Always";
const constantAlways = (row) => isAlways(row) && row.source.type === "Constant" && describe(row);

/** A typed value that the row would write over at the first sync. */
async function overwritten(folder, world, mapping, { header }) {
  const row = rowOf(mapping, header);
  if (!isAlways(row)) return null;
  const typed = [...world.links].filter(([, at]) => world.legacy[at].typed.has(header));
  const written = await writtenBy(folder, typed.map(([i]) => ({ row: { ...row, defaultValue: null }, user: world.azure[i].values })));
  const lost = typed.filter(([, at], i) => written[i] !== null && written[i] !== world.legacy[at].values[header]);
  return lost.length > 0 && `${lost.length} of ${typed.length} typed values lost to ${describe(row)}`;
}

async function powerUsers(folder, world, mapping) {
  const row = rowOf(mapping, "Profile Type");
  if (!isAlways(row)) return [];
  const powerful = [...world.links].filter(([, at]) => world.legacy[at].values["Profile Type"] === "Power User");
  const written = await writtenBy(folder, powerful.map(([i]) => ({ row, user: world.azure[i].values })));
  const lost = written.filter((value) => value !== null && value !== "Power User");
  return lost.length > 0 ? [`${lost.length} of ${powerful.length} Power Users lose their rights to ${describe(row)}`] : [];
}
