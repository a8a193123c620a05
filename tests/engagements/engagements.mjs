// Scores what `presync plan` recommends on whole invented engagements against the known expressions that filled them.
// usage: PRESYNC_BIN=… node engagements.mjs [--seeds 1-24] [--sizes 300,600,1000] [--cases 10] [--keep] [--json FILE]

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { judged } from "./engagement.mjs";
import { unnoticedFixes } from "./fixes.mjs";
import { mappingProblems } from "./mapping_files.mjs";
import { Scores } from "./score.mjs";
import { unnoticed } from "./spoil.mjs";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: "1-24" },
    sizes: { type: "string", default: "300,450,300,800" },
    cases: { type: "string", default: "12" },
    keep: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "presync-engagements-"));
const sizes = options.sizes.split(",").map(Number);
const [from, to = from] = options.seeds.split("-").map(Number);
const seeds = Array.from({ length: to - from + 1 }, (_, i) => from + i);
const scores = new Scores();
const problems = [];

/** As many at a time as there are cores; what each adds up to does not depend on the order. */
async function each(list, work) {
  const waiting = [...list];
  const workers = Array.from({ length: availableParallelism() }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  });
  await Promise.all(workers);
}

const results = new Map();
await each(seeds, async (seed) => results.set(seed, await judged(join(folder, String(seed)), seed, sizes[seed % sizes.length])));
for (const seed of seeds) results.get(seed).addTo(scores);
problems.push(...(await unnoticed(results.get(seeds[0]))));
problems.push(...(await unnoticedFixes(seeds.map((seed) => results.get(seed)))));
problems.push(...(await mappingProblems(folder, results.get(seeds[0]))));
problems.push(...scores.print());

console.log(`\n${scores.cases.length} cases short of the goal${scores.cases.length > Number(options.cases) ? `, the first ${options.cases}` : ""}`);
for (const { seed, measure, problem } of scores.cases.slice(0, Number(options.cases))) console.log(`  seed ${seed}, ${measure}: ${problem}`);
if (options.json) writeFileSync(options.json, JSON.stringify(scores.cases, null, 1));
if (options.keep) console.log(`\nThe files are in ${folder}`);
else rmSync(folder, { recursive: true });
for (const problem of problems) console.log(`FAILED  ${problem}`);
console.log(`\n${seeds.length} engagements, ${problems.length === 0 ? "all floors kept" : `${problems.length} failures`}`);
process.exitCode = problems.length === 0 ? 0 : 1;
