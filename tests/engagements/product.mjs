// Runs the binary under judgement and reads what it wrote: the mapping's rows, links, people, fixes. Knows files, no rules.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsv } from "../judge/presync.mjs";

const BINARY = process.env.PRESYNC_BIN;
/** Most of these plans are outside of their budget, which is no failure. */
const OUTSIDE_BUDGET = 3;
const NOW = "2026-06-01T08:00:00Z";

/** Plans and gives the folder of the package. */
export async function plan(folder, name, { legacy, azure, mapping, decisions, patch, scope = ["--scope", "all"], full = false }) {
  if (!BINARY) throw new Error("PRESYNC_BIN must name the presync binary");
  const out = join(folder, name);
  const given = [["--mapping", mapping], ["--decisions", decisions], ["--patch", patch]].filter(([, file]) => file).flat();
  const options = ["plan", "--package", full ? "full" : "csv", "--csv", "faithful", "--now", NOW, "--quiet", "--force", "--legacy", ...legacy, "--azure", ...azure, ...given, ...scope, "--out", out];
  await run(options);
  return out;
}

/** The rows of a table of the package, or null where the package has no such file. */
export function rows(out, name) {
  const file = join(out, name);
  return existsSync(file) ? parseCsv(readFileSync(file, "utf8")) : null;
}

/** The mapping that was written, complete or a draft. */
export function mappingFile(out) {
  return ["mapping.json", "mapping-draft.json"].map((name) => join(out, name)).find((file) => existsSync(file));
}

export const readMapping = (out) => JSON.parse(readFileSync(mappingFile(out), "utf8"));

/** The object mapping of users in a synchronization schema. */
export const userMapping = (schema) => schema.synchronizationRules.flatMap((rule) => rule.objectMappings).find((mapping) => mapping.sourceObjectName === "User");

/** What each user gets of each expression: `{id, expression, inputs}` in, `value`, `skip` or `error` by id out. */
export async function evaluate(folder, vectors) {
  const file = join(folder, `vectors-${(asked += 1)}.json`);
  writeFileSync(file, JSON.stringify(vectors));
  const text = await run(["eval", "--vectors", file]);
  rmSync(file);
  return new Map(text.split("\n").filter(Boolean).map((line) => JSON.parse(line)).map((answer) => [answer.id, answer]));
}
let asked = 0;

/** What the binary prints; one that fails is an error with its message. */
function run(options) {
  return new Promise((resolve, reject) => {
    const child = spawn(BINARY, options, { stdio: ["ignore", "pipe", "pipe"] });
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => { said[name] += text; });
    child.on("error", reject);
    child.on("close", (status, signal) => {
      if (status === 0 || status === OUTSIDE_BUDGET) resolve(said.stdout);
      else reject(new Error(`presync ${options.join(" ")}\nended with ${status ?? signal}: ${said.stderr}`));
    });
  });
}
