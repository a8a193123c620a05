// SCIMMY read through every fault: the whole list, or a clear error and no list.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fault, proxy } from "./fault.mjs";
import { readOnly } from "./held.mjs";
import { folder, presync, read } from "./presync.mjs";
import { BASE, scimmy } from "./scimmy_service.mjs";

const USERS = 90;
const GROUPS = 3;
const TOKEN = "t0ken-of-the-profile-source";
const PATH = `${BASE}/Users`;

/** Every page is capped without a word, so that the list has three. */
const capped = (url) => fault.asked(url.replace("count=200", "count=40"));
/** The fault for some requests of the list, counted from 0; the others are only capped. */
const on = (which, what) => ({ path, url, before }) => (path !== PATH ? undefined : which(before) ? what : capped(url));
const second = (before) => before === 1;
const later = (before) => before >= 1;
const every = () => true;
const wait = (seconds) => fault.status(429, { "retry-after": String(seconds) });
const edited = (edit) => ({ path, url, before }) => (path !== PATH ? undefined : { ...capped(url), ...fault.change((json) => edit(json, before)) });

/** Name, fault, how it ends: a code, or the sentences about a whole list; and whether a part is left. */
const CASES = [
  ["nothing is wrong", () => undefined, { odd: [] }],
  ["pages are capped without a word", on(() => false), { odd: ["smaller pages"] }],
  ["it is busy twice", on((n) => n === 1 || n === 2, wait(0)), { odd: ["smaller pages"] }],
  ["it is busy until a moment", on(second, fault.status(429, { date: "Mon, 01 Jun 2026 08:00:00 GMT", "retry-after": "Mon, 01 Jun 2026 07:59:59 GMT" })), { odd: ["smaller pages"] }],
  ["it is unavailable once", on(second, fault.status(503, { "retry-after": "0" })), { odd: ["smaller pages"] }],
  ["it fails once in between", on(second, fault.status(500, { "retry-after": "0" })), { odd: ["smaller pages"] }],
  ["the connection is reset once", on(second, fault.reset), { odd: ["smaller pages"] }],
  ["an answer breaks off once", on(second, fault.truncate), { odd: ["smaller pages"] }],
  ["an answer is late", ({ path, url }) => (path === PATH ? { ...capped(url), ...fault.delay(120) } : undefined), { odd: ["smaller pages"] }],
  ["an answer drips", ({ path, url }) => (path === PATH ? { ...capped(url), ...fault.drip } : undefined), { odd: ["smaller pages"] }],
  ["answers have a byte order mark", ({ path, url }) => (path === PATH ? { ...capped(url), ...fault.mark } : undefined), { odd: ["smaller pages"] }],
  ["it does not say how many there are", edited((json) => { delete json.totalResults; }), { odd: ["smaller pages", "does not say how many", "more than once"] }],
  ["a row comes on two pages", ({ path, url, before }) => (path === PATH ? fault.asked(url.replace("count=200", "count=40").replace("startIndex=41", before === 1 ? "startIndex=40" : "startIndex=41")) : undefined), { odd: ["smaller pages", "more than once"] }],
  ["the number of rows moves", edited((json, before) => { json.totalResults += before === 1 ? -1 : 0; }), { odd: ["smaller pages", "changed while", "more than once"] }],
  ["it never ceases to be busy", on(later, wait(0)), { code: "throttled", part: true }],
  ["it never ceases to fail", on(later, fault.status(500, { "retry-after": "0" })), { code: "refused_there", part: true }],
  ["it fails from the start", on(every, fault.status(500)), { code: "refused_there" }],
  ["it is not there", on(every, fault.status(404)), { code: "not_found_there" }],
  ["the token expires in between", on(later, fault.status(401)), { code: "not_signed_in", part: true }],
  ["the connection is always reset", on(later, fault.reset), { code: "unreachable", part: true }],
  ["every answer breaks off", on(later, fault.truncate), { code: "unreachable", part: true }],
  ["it falls silent", on(later, fault.silence), { code: "unreachable", part: true }],
  ["it is silent from the start", on(every, fault.silence), { code: "unreachable" }],
  ["JSON is damaged", on(second, fault.badJson), { code: "answer_not_understood", part: true }],
  ["a sign-in page comes with 200", on(every, fault.signIn), { code: "answer_not_understood" }],
  ["a sign-in page comes in between", on(second, fault.signIn), { code: "answer_not_understood", part: true }],
  ["it answers every page with the first", ({ path, url }) => (path === PATH ? fault.asked(url.replace(/startIndex=\d+/, "startIndex=1").replace("count=200", "count=40")) : undefined), { code: "answer_not_understood", part: true }],
  ["it ends before its number", edited((json) => { json.totalResults = 120; }), { code: "list_incomplete", part: true }],
  ["it sends elsewhere", "elsewhere", { code: "moved_elsewhere", part: true }],
];

export async function scimCases(report) {
  const service = await scimmy(USERS, GROUPS, TOKEN);
  for (const [name, spoil, expected] of CASES) await report(`SCIM: ${name}`, () => one(service, spoil, expected));
  await report("SCIM: fewer than it says, and somebody knows why", () => fewer(service));
  await report("SCIM: a break is gone on from", () => goesOn(service));
  await report("SCIM: a list that changed meanwhile is read anew", () => readAnew(service));
  await report("SCIM: users and groups, the break at the groups", () => breakAtGroups(service));
  await report("SCIM: straight into a workspace", () => intoWorkspace(service));
  await report("SCIM: a wrong token, and the test that Entra makes", () => tested(service));
  await service.close();
}

const pull = (address, out, ...more) =>
  presync(["scim", "pull", `${address}${BASE}`, "--out", out, "--wait-max", "1", "--repeats-max", "2", ...more], { PRESYNC_SCIM_TOKEN: TOKEN });

async function one(service, spoil, expected) {
  const elsewhere = await proxy(service.address);
  const between = await proxy(service.address, spoil === "elsewhere" ? on(second, fault.redirect(`${elsewhere.address}${PATH}`)) : spoil);
  const home = folder();
  const out = join(home, "people.json");
  const run = await pull(between.address, out);
  await Promise.all([between.close(), elsewhere.close()]);
  readOnly({ logs: [between.log], run, folder: home, secrets: [TOKEN] });
  assert.deepEqual(elsewhere.log, [], "it followed to another address");
  if (expected.code) return broken(run, out, expected);
  whole(run, out);
  const odd = run.result.lists[0].odd;
  assert.equal(odd.length, expected.odd.length, odd.join(" "));
  for (const words of expected.odd) assert.ok(odd.some((said) => said.includes(words)), `${words}: ${odd}`);
}

function whole(run, out) {
  assert.equal(run.code, 0, run.err);
  const ids = new Set(JSON.parse(read(out)).Resources.map(({ id }) => id));
  assert.equal(ids.size, USERS);
  assert.equal(run.result.lists[0].entries, USERS);
  assert.equal(read(`${out}.partial`), undefined, "a part is left beside the whole");
}

/** No list, a failure that says what to do, and what came only as a part that no list is made of. */
function broken(run, out, { code, part = false }) {
  assert.equal(run.code, 1, run.out);
  assert.equal(run.failure?.code, code, run.err);
  assert.ok(run.failure.hints.length > 0 && run.failure.message.length > 20, run.err);
  assert.equal(existsSync(out), false, "a list is there although it broke off");
  assert.equal(existsSync(`${out}.partial`), part, `a part is ${part ? "not " : ""}there`);
  if (part) assert.match(run.failure.hints.join(" "), /people\.json\.partial/);
}

async function fewer(service) {
  const between = await proxy(service.address, edited((json) => { json.totalResults = 120; }));
  const out = join(folder(), "people.json");
  broken(await pull(between.address, out), out, { code: "list_incomplete", part: true });
  const run = await pull(between.address, out, "--accept-fewer");
  await between.close();
  whole(run, out);
  assert.ok(run.result.lists[0].odd.some((said) => said.includes("Fewer")));
}

/** Breaks at the third page; the next run asks for that page first, and a part is no list for a plan. */
async function goesOn(service) {
  let broke = true;
  const between = await proxy(service.address, (ask) => (ask.path === PATH && broke && ask.before === 2 ? fault.signIn : capped(ask.url)));
  const out = join(folder(), "people.json");
  broken(await pull(between.address, out), out, { code: "answer_not_understood", part: true });
  const inspected = await presync(["inspect", `${out}.partial`]);
  assert.equal(inspected.failure?.code, "partial_list", inspected.err);
  const other = await presync(["scim", "pull", `${between.address}/other`, "--out", out], { PRESYNC_SCIM_TOKEN: TOKEN });
  assert.equal(other.failure?.code, "partial_of_other", other.err);
  broke = false;
  const before = between.log.length;
  const run = await pull(between.address, out);
  await between.close();
  whole(run, out);
  assert.match(between.log[before].url, /startIndex=81/);
  assert.ok(run.result.notes.some((said) => said.includes("after the 80 entries")), run.out);
}

async function readAnew(service) {
  let broke = true;
  const between = await proxy(service.address, (ask) => {
    if (ask.path !== PATH) return undefined;
    if (broke && ask.before === 2) return fault.signIn;
    return { ...capped(ask.url), ...fault.change((json) => { if (broke) json.totalResults += 1; }) };
  });
  const out = join(folder(), "people.json");
  broken(await pull(between.address, out), out, { code: "answer_not_understood", part: true });
  broke = false;
  const run = await pull(between.address, out);
  await between.close();
  whole(run, out);
  assert.ok(run.result.notes.some((said) => said.includes("does not go on")), run.out);
}

async function breakAtGroups(service) {
  let broke = true;
  const path = `${BASE}/Groups`;
  const between = await proxy(service.address, (ask) => {
    if (ask.path !== path) return undefined;
    return broke && ask.before >= 1 ? fault.signIn : fault.asked(ask.url.replace("count=200", "count=2"));
  });
  const home = folder();
  const out = join(home, "people.json");
  const groups = join(home, "groups.json");
  const first = await pull(between.address, out, "--groups-out", groups);
  assert.equal(first.failure?.code, "answer_not_understood", first.err);
  assert.equal(existsSync(groups), false);
  broke = false;
  const before = between.log.length;
  const run = await pull(between.address, out, "--groups-out", groups);
  await between.close();
  assert.equal(run.code, 0, run.err);
  assert.equal(JSON.parse(read(groups)).Resources.length, GROUPS);
  assert.ok(between.log.slice(before).every(({ path: asked }) => asked === path), "users were read again");
}

async function intoWorkspace(service) {
  const between = await proxy(service.address);
  const home = folder();
  const [out, workspace] = [join(home, "people.json"), join(home, "customer.presync")];
  const run = await pull(between.address, out, "--workspace", workspace);
  await between.close();
  whole(run, out);
  const [source] = run.result.imported;
  assert.deepEqual([source.file, source.records, source.rejected], ["people.json", USERS, 0]);
  assert.equal(source.sha256.length, 64);
  readOnly({ logs: [between.log], run, folder: home, secrets: [TOKEN] });
}

async function tested(service) {
  const between = await proxy(service.address);
  const test = (token) => presync(["scim", "test", `${between.address}${BASE}`], { PRESYNC_SCIM_TOKEN: token });
  const good = await test(TOKEN);
  assert.equal(good.code, 0, good.out + good.err);
  const wrong = await test("another-token");
  assert.equal(wrong.failure?.code, "not_signed_in", wrong.err);
  await between.close();
  readOnly({ logs: [between.log], run: wrong, folder: folder(), secrets: ["another-token"] });
}
