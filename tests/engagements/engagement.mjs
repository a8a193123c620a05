// One engagement from seed to scores: made, written, planned, judged. The checks themselves are in their own files.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fixProblems, proposed } from "./fixes.mjs";
import { keyOrders, keyProblems } from "./keys.mjs";
import { linksOf } from "./lookup.mjs";
import { makeEngagement } from "./intranet.mjs";
import { plan, readMapping, rows, userMapping } from "./product.mjs";
import { policy } from "./policy.mjs";
import { recovery } from "./recovery.mjs";
import { simulatedAlike } from "./simulated.mjs";
import { writeExports, writeTruth } from "./files.mjs";
import { WEIGHTS } from "./goals.mjs";

/** How often the look-ups are held against plans of their own, which cost as much as the first. */
const SIMULATED_EVERY = 6;
/** How often the data fixes are made and planned again, which takes two plans. */
const FIXED_EVERY = 3;

/** Everything found about the engagement of a seed, and how it is added to the scores. */
export async function judged(folder, seed, size) {
  const world = makeEngagement(seed, size);
  const exports = writeExports(folder, world);
  writeTruth(folder, world);
  const out = await plan(folder, "out", exports);
  const schema = readMapping(out);
  const mapping = userMapping(schema);
  const links = linksOf(rows(out, "links.csv"));
  const judgement = await judge(folder, world, mapping, links);
  const alike = seed % SIMULATED_EVERY === 0 ? await simulatedAlike(folder, world, exports, schema, links) : null;
  const proposal = seed % FIXED_EVERY === 1 ? await proposed(folder, exports, schema) : null;
  const fixed = proposal && (await fixProblems(folder, world, proposal));
  await rm(join(folder, "out"), { recursive: true });
  return { folder, seed, world, exports, schema, mapping, links, judgement, proposal, addTo: (scores) => add(scores, seed, judgement, alike, fixed) };
}

/** The verdicts on a mapping, as it was recommended or with something made wrong. */
export async function judge(folder, world, mapping, links) {
  return {
    columns: await recovery(folder, world, mapping),
    policies: await policy(folder, world, mapping),
    keys: await keyOrders(folder, world, mapping, links, WEIGHTS),
  };
}

function add(scores, seed, { columns, policies, keys }, alike, fixed) {
  for (const verdict of columns) scores.column(seed, verdict);
  for (const [measure, { looked, problems }] of Object.entries(policies)) scores.add(seed, measure, looked, problems);
  scores.add(seed, "keys as brute force", 1, keyProblems(keys));
  if (fixed) scores.add(seed, "fixes as predicted", fixed.looked, fixed.problems);
  if (alike) scores.add(seed, "look-ups as simulated", alike.looked, alike.problems);
}
