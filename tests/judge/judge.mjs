// Holds `presync plan` against two predictions for generated engagements: an independent reading of the documented cycle, and
// real requests to a third-party SCIM server. Every row that no assumption decides must agree.
// usage: PRESYNC_BIN=… node judge.mjs [--seeds 1-40] [--users 150] [--scim-seeds 1001-1008] [--scim-users 60] [--keep]

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeCase, writeCase } from "./case.mjs";
import { compare } from "./compare.mjs";
import { runCycle } from "./cycle.mjs";
import { azureRecords } from "./exports.mjs";
import { plan } from "./presync.mjs";
import { compareAccounts } from "./scim_compare.mjs";
import { accepted, driveCycle, loadAccounts } from "./scim_cycle.mjs";
import { startServer } from "./scim_server.mjs";
import { unnoticed } from "./sensitivity.mjs";

/** What may be left out because an assumption decides it: of one engagement, and of all together, in percent. */
const MOST_OF_ONE = 90;
const MOST_OF_ALL = 35;
/** How many differences of one engagement are shown. */
const SHOWN = 5;

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: "1-40" },
    users: { type: "string", default: "150" },
    "scim-seeds": { type: "string", default: "1001-1008" },
    "scim-users": { type: "string", default: "60" },
    keep: { type: "boolean", default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), "presync-judge-"));
const tally = { passed: 0, failed: 0 };

/** One check: its line in the table, and what is wrong with it. */
function check(line, problems) {
  tally[problems.length === 0 ? "passed" : "failed"] += 1;
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"}  ${line}`);
  problems.slice(0, SHOWN).forEach((problem) => console.log(`  ${problem}`));
  if (problems.length > SHOWN) console.log(`  … and ${problems.length - SHOWN} more`);
}

const range = (text) => {
  const [from, to = from] = text.split("-").map(Number);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
};
const percent = (part, whole) => Math.round((100 * part) / Math.max(whole, 1));
const cells = (list) => list.map((cell) => String(cell).padStart(9)).join("");

/** A plan of the seed's engagement; the files stay where `--keep` shows them. */
function planned(seed, users) {
  const engagement = makeCase(seed, users);
  const place = join(folder, String(seed));
  return { engagement, rows: plan(place, writeCase(place, engagement), azureRecords(engagement.world)) };
}

/** The pure half: every row and every value against the reading. */
function readings(seeds, users) {
  console.log(`\nThe reading of the documentation, ${users} people a seed\n        ${cells(["seed", "rows", "assumed %", "values", "differ"])}`);
  const sums = { rows: 0, left: 0, excluded: new Map(), open: new Map() };
  for (const seed of seeds) {
    const { engagement, rows } = planned(seed, users);
    const predicted = runCycle(engagement);
    const report = compare(engagement, predicted, rows);
    const left = report.rows - report.compared;
    const problems = [...report.mismatches, ...unnoticed(engagement, predicted, rows)];
    if (percent(left, report.rows) > MOST_OF_ONE) problems.push(`more than ${MOST_OF_ONE} % of the rows are left to assumptions`);
    check(cells([seed, report.rows, percent(left, report.rows), report.values, report.mismatches.length]), problems);
    sums.rows += report.rows;
    sums.left += left;
    for (const part of ["excluded", "open"]) for (const [name, count] of report[part]) sums[part].set(name, (sums[part].get(name) ?? 0) + count);
  }
  summary(sums);
}

function summary({ rows, left, excluded, open }) {
  const share = percent(left, rows);
  check(`${share} % of all rows are left to assumptions, at most ${MOST_OF_ALL} %`, share > MOST_OF_ALL ? ["the judgement passes over too much"] : []);
  const list = (counts) => [...counts].sort().map(([name, count]) => `${name} ${count}`).join(" · ") || "none";
  console.log(`left out, by assumption: ${list(excluded)}`);
  console.log(`compared, though the documentation leaves something open: ${list(open)}`);
}

/** The other half: what a real server holds after the requests against what the rows lead to. */
async function requests(seeds, users) {
  console.log(`\nRequests to a SCIM server, ${users} people a seed\n        ${cells(["seed", "accounts", "assumed %", "values", "differ"])}`);
  const server = await startServer();
  for (const seed of seeds) {
    const { engagement, rows } = planned(seed, users);
    server.forget();
    const ids = await loadAccounts(server.request, engagement.world);
    const run = await driveCycle(server.request, engagement);
    const held = (await accepted(server.request("GET", "/Users?count=10000"))).Resources;
    const report = compareAccounts(engagement, rows, held, ids, run);
    const left = percent(report.accounts - report.compared, report.accounts);
    const problems = left > MOST_OF_ONE ? [...report.mismatches, `more than ${MOST_OF_ONE} % of the accounts are left to assumptions`] : report.mismatches;
    check(cells([seed, report.accounts, left, report.values, report.mismatches.length]), problems);
  }
  server.stop();
}

readings(range(options.seeds), Number(options.users));
await requests(range(options["scim-seeds"]), Number(options["scim-users"]));
if (options.keep) console.log(`\nThe files are in ${folder}`);
else rmSync(folder, { recursive: true });
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
