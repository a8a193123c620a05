// Writes one large engagement of 40 intranet and 60 Azure attributes and times the binary on it. Not part of the tests.
// usage: PRESYNC_BIN=… node speed.mjs FOLDER [--pairs 100000] [--command plan|recommend]

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { headersOf, writeExports } from "./files.mjs";
import { makeEngagement } from "./intranet.mjs";

const { values: { pairs, command }, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { pairs: { type: "string", default: "100000" }, command: { type: "string", default: "plan" } } });
/** Linked people of a hundred, by the shares the engagements are drawn with. */
const LINKED_SHARE = 0.76;

if (!existsSync(join(folder, "intranet.csv"))) {
  const world = makeEngagement(1, Math.round(Number(pairs) / LINKED_SHARE), true);
  writeExports(folder, world);
  console.log(`${world.links.size} pairs, ${headersOf(world).length} intranet attributes, ${Object.keys(world.azure[0].values).length} Azure attributes`);
}
const pages = [];
for (let page = 1; existsSync(join(folder, `users-${page}.json`)); page += 1) pages.push(join(folder, `users-${page}.json`));
const started = performance.now();
const run = spawnSync(process.env.PRESYNC_BIN, [command, "--legacy", join(folder, "intranet.csv"), "--azure", ...pages, "--now", "2026-06-01T08:00:00Z", "--force", "--out", join(folder, "out")], { stdio: ["ignore", "inherit", "inherit"] });
console.log(`${command}: ${((performance.now() - started) / 1000).toFixed(1)} s, exit ${run.status}`);
