// Runs the binary in a folder of its own, and gives what it said and what it left. Knows files and flags, nothing of services.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.env.PRESYNC_BIN;
export const folders = [];

export function folder() {
  const made = mkdtempSync(join(tmpdir(), "presync-peers-"));
  folders.push(made);
  return made;
}

export const removeFolders = () => folders.splice(0).forEach((one) => rmSync(one, { recursive: true }));

/** What a run came to: its exit code, what it printed, and its failure's code where it failed. */
export function presync(options, secrets = {}, heard = () => {}) {
  if (!BINARY) throw new Error("PRESYNC_BIN must name the presync binary");
  // No proxy of the machine, no token of whoever runs this.
  const { PATH, HOME } = process.env;
  const child = spawn(BINARY, ["--json", "--now", "2026-06-01T08:00:00Z", ...options], { env: { PATH, HOME, ...secrets } });
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => { said.out += text; });
  child.stderr.on("data", (text) => { said.err += text; heard(said.err, child); });
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code, signal) => done({ code, signal, ...said, failure: failure(said.err), result: parsed(said.out) }));
  });
}

const failure = (text) => parsed(text.split("\n").find((line) => line.startsWith('{"failure"')) ?? "")?.failure;

function parsed(text) {
  try { return JSON.parse(text); } catch { return undefined; }
}

export const read = (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

/** Every file below a folder, with its text, to look for what must not be there. */
export function texts(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => [one.name, readFileSync(join(one.parentPath ?? one.path, one.name), "latin1")]);
}
