// Runs the binary under judgement and reads the rows it wrote. Knows the files of a package, nothing of the rules.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const BINARY = process.env.PRESYNC_BIN;

/**
 * Plans, and gives `people` and `changes` as objects by header. `records` are the Azure users' numbers in the export; the rows
 * given have their places in it instead, from 1, so that both sides count alike.
 */
export function plan(folder, options, records) {
  if (!BINARY) throw new Error("PRESYNC_BIN must name the presync binary");
  const out = join(folder, "out");
  const fixed = ["plan", "--package", "csv", "--csv", "faithful", "--now", "2026-06-01T08:00:00Z", "--quiet", "--force"];
  run([...fixed, ...options, "--out", out]);
  const rows = (name) => parseCsv(readFileSync(join(out, name), "utf8"));
  const places = new Map(records.map((record, i) => [String(record), String(i + 1)]));
  const people = rows("people.csv").map((row) => ({ ...row, azure_row: places.get(row.azure_row) ?? row.azure_row }));
  return { people, changes: rows("changes.csv") };
}

/** Exit 3 is a plan outside its budget, as most of these are. */
function run(options) {
  try {
    execFileSync(BINARY, options, { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    if (error.status !== 3) throw new Error(`presync ${options.join(" ")}\nended with ${error.status}: ${error.stderr}`);
  }
}

/** RFC 4180 with a header row. */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  const body = text.replace(/^\ufeff/, "");
  for (let hit; cell.lastIndex < body.length && (hit = cell.exec(body)); ) {
    const [, raw, end] = hit;
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  const [header, ...records] = rows;
  return records.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ""])));
}
