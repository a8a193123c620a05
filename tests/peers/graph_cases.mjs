// The stand-in for Graph, read with tokens of oidc-provider, through every fault.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fault, proxy } from "./fault.mjs";
import { APP, graph, idOf, user } from "./graph_service.mjs";
import { fitsTypes } from "./graph_types.mjs";
import { readOnly, toItsOwn } from "./held.mjs";
import { folder, presync, read } from "./presync.mjs";
import { SECRET, TENANT, signInService } from "./sign_in_service.mjs";

const USERS = 250;
const PATH = "/v1.0/users";
const on = (which, what) => ({ path, before }) => (path === PATH && which(before) ? what : undefined);
const second = (before) => before === 1;
const later = (before) => before >= 1;
const every = () => true;
const edited = (edit) => ({ path, before }) => (path === PATH ? fault.change((json) => edit(json, before)) : undefined);
const denied = fault.status(403, {}, JSON.stringify({ error: { code: "Authorization_RequestDenied", message: "Ana may not" } }));

/** Name, fault, how it ends. */
const CASES = [
  ["nothing is wrong", () => undefined, {}],
  ["it throttles", on((n) => n === 1 || n === 2, fault.status(429, { "retry-after": "0" })), {}],
  ["it throttles for a second", on(second, fault.status(429, { "retry-after": "1" })), {}],
  ["it fails once in between", on(second, fault.status(500, { "retry-after": "0" })), {}],
  ["the gateway gives up once", on(second, fault.status(504, { "retry-after": "0" })), {}],
  ["the connection is reset once", on(second, fault.reset), {}],
  ["an answer breaks off once", on(second, fault.truncate), {}],
  ["an answer is late", on(every, fault.delay(120)), {}],
  ["an answer drips", on(every, fault.drip), {}],
  ["a page is empty and goes on", edited((json, before) => { if (before === 0) json.value = json.value.slice(0, 0); }), { entries: USERS - 100 }],
  ["a row comes on two pages", edited((json, before) => { if (before === 1) json.value.unshift({ id: idOf(1) }); }), { odd: "more than once" }],
  ["it never ceases to throttle", on(later, fault.status(429, { "retry-after": "0" })), { code: "throttled", part: true }],
  ["it never ceases to fail", on(later, fault.status(500, { "retry-after": "0" })), { code: "refused_there", part: true }],
  ["the token expires in between", on(later, fault.status(401)), { code: "not_signed_in", part: true }],
  ["a permission is missing", on(every, denied), { code: "not_permitted", says: "User.Read.All" }],
  ["every answer breaks off", on(later, fault.truncate), { code: "unreachable", part: true }],
  ["it falls silent", on(later, fault.silence), { code: "unreachable", part: true }],
  ["JSON is damaged", on(second, fault.badJson), { code: "answer_not_understood", part: true }],
  ["a sign-in page comes with 200", on(every, fault.signIn), { code: "answer_not_understood" }],
  ["the next page leads back", edited((json, before) => { if (before >= 1) json["@odata.nextLink"] = json["@odata.nextLink"]?.replace(/\$skiptoken=.*/, "$skiptoken=YXQxMDA"); }), { code: "answer_not_understood", part: true }],
  ["the next page leads elsewhere", edited((json) => { json["@odata.nextLink"] = "https://graph.example.test/v1.0/users?$skiptoken=x"; }), { code: "moved_elsewhere", part: true }],
];

export async function graphCases(report) {
  for (const [name, spoil, expected] of CASES) await report(`Graph: ${name}`, () => one(spoil, expected));
  await report("Graph: users are of the shape that Microsoft publishes", () => fitsTypes(user(1)));
  await report("Graph: a wrong secret", wrongSecret);
  await report("Graph: a code that a person enters", () => deviceCode(false));
  await report("Graph: a code that a person declines", () => deviceCode(true));
  await report("Graph: the token endpoint is busy", busySignIn);
  await report("Graph: everything about an application", application);
  await report("Graph: a break is gone on from", () => goesOn(false));
  await report("Graph: a break whose link has expired is read anew", () => goesOn(true));
  await report("Graph: a break after the users does not read them again", breakAfterUsers);
  await report("Graph: a refresh reads who has changed", refresh);
  await report("Graph: a refresh whose link is forgotten reads everybody", refreshForgotten);
  await report("Graph: a refresh where no changes are told reads everybody", refreshUntold);
  await report("Graph: straight into a workspace, twice", intoWorkspace);
}

/** The services with proxies before them, and a way to pull. `work` gets them; what must always hold is held after it. */
async function world(work, { spoil, spoilSignIn } = {}) {
  const issued = new Set();
  const service = await graph(USERS, (said) => issued.has(said?.replace("Bearer ", "")));
  const front = await proxy(service.address, (ask) => current(ask));
  let current = spoil ?? (() => undefined);
  const signIn = await signInService(front.address);
  const door = await proxy(signIn.address, (ask) => spoilSignIn?.(ask) ?? fault.change((json) => {
    if (json.access_token) issued.add(json.access_token);
    if (json.device_code) json.interval = 0;
  }));
  const home = folder();
  const out = join(home, "azure");
  const options = (id) => ["graph", "pull", "--tenant", TENANT, "--client-id", id, "--cloud", `${door.address},${front.address}`, "--out", out, "--wait-max", "1", "--repeats-max", "2"];
  const runs = [];
  const keep = async (run) => { runs.push(await run); return runs.at(-1); };
  const pull = (...more) => keep(presync([...options("app-secret"), ...more], { PRESYNC_GRAPH_SECRET: SECRET }));
  const spoilt = (next) => { current = next; };
  try {
    await work({ service, front, door, signIn, home, out, options, pull, keep, spoilt });
    for (const run of runs) readOnly({ logs: [front.log], signIn: door.log, run, folder: home, secrets: [SECRET, ...issued] });
    toItsOwn(SECRET, [front.log]);
    for (const token of issued) toItsOwn(token, [door.log]);
  } finally {
    await Promise.all([front, door, service, signIn].map((one) => one.close()));
  }
}

const users = (out) => JSON.parse(read(join(out, "azure-users.json"))).value;

function whole(run, out, entries = USERS) {
  assert.equal(run.code, 0, run.err);
  const all = users(out);
  assert.equal(new Set(all.map(({ id }) => id)).size, entries);
  assert.equal(all.length, entries);
  assert.equal(existsSync(join(out, "azure-users.json.partial")), false, "a part is left beside the whole");
}

function broken(run, out, { code, part = false, says = "" }) {
  assert.equal(run.code, 1, run.out);
  assert.equal(run.failure?.code, code, run.err);
  assert.ok(run.failure.hints.join(" ").includes(says), run.err);
  assert.equal(existsSync(join(out, "azure-users.json")), false, "a list is there although it broke off");
  assert.equal(existsSync(join(out, "azure-users.json.partial")), part, `a part is ${part ? "not " : ""}there`);
  if (!part) assert.equal(existsSync(join(out, "azure-pull.json")), false, "a ledger of nothing is there");
}

const one = (spoil, expected) => world(async ({ out, pull }) => {
  const run = await pull();
  if (expected.code) return broken(run, out, expected);
  whole(run, out, expected.entries);
  const odd = run.result.lists[0].odd;
  assert.equal(odd.length, expected.odd ? 1 : 0, odd.join(" "));
  if (expected.odd) assert.ok(odd[0].includes(expected.odd), odd[0]);
  const [, second] = users(out);
  if (!expected.entries) assert.deepEqual(second.manager?.id, idOf(1));
}, { spoil });

const wrongSecret = () => world(async ({ options, out, keep, front }) => {
  const run = await keep(presync(options("app-secret"), { PRESYNC_GRAPH_SECRET: "not the secret" }));
  broken(run, out, { code: "not_signed_in" });
  assert.match(run.failure.message, /invalid_client/);
  assert.deepEqual(front.log, [], "Graph was asked without a token");
});

const deviceCode = (deny) => world(async ({ options, out, keep, signIn }) => {
  let told = false;
  const heard = (text) => {
    const code = /enter the code (\S+)/.exec(text)?.[1];
    if (!code || told) return;
    told = true;
    signIn.decide(code, deny);
  };
  const run = await keep(presync(options("app-device"), {}, heard));
  assert.ok(told, "no code was told");
  if (!deny) return whole(run, out);
  assert.equal(run.code, 1);
  assert.match(run.failure.message, /access_denied/);
});

const busySignIn = () => world(async ({ out, pull, door }) => {
  whole(await pull(), out);
  assert.equal(door.log.length, 3);
}, { spoilSignIn: ({ before }) => (before < 2 ? fault.status(429, { "retry-after": "0" }) : undefined) });

const application = () => world(async ({ out, pull }) => {
  const run = await pull("--app-id", APP, "--logs");
  whole(run, out);
  const members = JSON.parse(read(join(out, "group-members.json"))).value;
  assert.deepEqual(members.map(({ member_id }) => member_id), [1, 2, 3].map(idOf));
  const assigned = JSON.parse(read(join(out, "assignments.json"))).value;
  assert.deepEqual(assigned.map(({ principalType }) => principalType), ["Group", "User"]);
  assert.equal(JSON.parse(read(join(out, "app-schema.json"))).version, "v1");
  const again = await pull("--app-id", APP, "--logs");
  assert.equal(again.failure?.code, "file_exists", again.err);
});

const goesOn = (expired) => world(async ({ out, pull, front, spoilt, service }) => {
  spoilt(on((n) => n === 2, fault.signIn));
  broken(await pull(), out, { code: "answer_not_understood", part: true });
  spoilt(() => undefined);
  if (expired) spoilt(({ path, url, before }) => (path === PATH && before === 3 && url.includes("skiptoken") ? fault.status(400, {}, '{"error":{"code":"Directory_ExpiredPageToken"}}') : undefined));
  const before = front.log.length;
  const run = await pull();
  whole(run, out);
  assert.equal(service.state.users.length, USERS);
  const asked = front.log.slice(before).filter(({ path }) => path === PATH);
  assert.match(asked[0].url, /skiptoken/);
  assert.equal(asked.length, expired ? 4 : 1);
  const words = expired ? "does not go on" : "after the 200 entries";
  assert.ok(run.result.notes.some((said) => said.includes(words)), run.out);
});

const breakAfterUsers = () => world(async ({ out, pull, front, spoilt }) => {
  spoilt(({ path }) => (path.includes("deletedItems") ? denied : undefined));
  const first = await pull();
  assert.equal(first.failure?.code, "not_permitted", first.err);
  const before = front.log.length;
  spoilt(() => undefined);
  const run = await pull();
  whole(run, out);
  assert.ok(front.log.slice(before).every(({ path }) => path !== PATH), "users were read again");
});

/** 2 is renamed, 3 goes, 4 goes and comes back, one is new; 5 is said to have changed and is gone by then. */
function change(state) {
  const at = (i) => state.users.findIndex(({ id }) => id === idOf(i));
  state.users[at(2)].displayName = "Renamed";
  state.users.splice(at(3), 1);
  state.users.splice(at(5), 1);
  state.users.push(user(900));
  const gone = { "@removed": { reason: "changed" } };
  state.changed.push({ id: idOf(2), displayName: "Renamed" }, { id: idOf(3), ...gone }, { id: idOf(4), ...gone }, { id: idOf(4), displayName: "x" }, { id: idOf(5) }, { id: idOf(900) });
}

const refresh = () => world(async ({ out, pull, front, service }) => {
  whole(await pull(), out);
  const link = JSON.parse(read(join(out, "azure-pull.json"))).changes;
  assert.match(link, /deltatoken=since-0/);
  change(service.state);
  const before = front.log.length;
  const run = await pull("--refresh");
  whole(run, out, USERS - 1);
  const now = new Map(users(out).map((one) => [one.id, one]));
  assert.equal(now.get(idOf(2)).displayName, "Renamed");
  assert.equal(now.get(idOf(2)).manager.id, idOf(1));
  assert.deepEqual([now.has(idOf(3)), now.has(idOf(4)), now.has(idOf(5)), now.has(idOf(900))], [false, true, false, true]);
  assert.ok(run.result.notes.some((said) => said.includes("2 changed, 1 came, 2 went")), run.out);
  assert.ok(front.log.slice(before).every(({ path }) => path !== PATH), "everybody was read again");
  const idle = await pull("--refresh");
  whole(idle, out, USERS - 1);
  assert.ok(idle.result.notes.some((said) => said.includes("0 changed, 0 came, 0 went")), idle.out);
});

const refreshForgotten = () => world(async ({ out, pull, service }) => {
  const none = await pull("--refresh");
  assert.equal(none.failure?.code, "nothing_to_refresh", none.err);
  whole(await pull(), out);
  change(service.state);
  service.state.deltaGone = true;
  const run = await pull("--refresh");
  whole(run, out, USERS - 1);
  assert.ok(run.result.notes.some((said) => said.includes("read anew")), run.out);
});

const refreshUntold = () => world(async ({ out, pull, service }) => {
  service.state.noDelta = true;
  const first = await pull();
  whole(first, out);
  assert.ok(first.result.notes.some((said) => said.includes("does not tell what changes")), first.out);
  change(service.state);
  const run = await pull("--refresh");
  whole(run, out, USERS - 1);
});

const intoWorkspace = () => world(async ({ home, out, pull, service }) => {
  const workspace = join(home, "customer.presync");
  const first = await pull("--workspace", workspace);
  whole(first, out);
  assert.equal(first.result.imported[0].records, USERS);
  change(service.state);
  const run = await pull("--workspace", workspace, "--refresh");
  assert.deepEqual(run.result.imported.map(({ file, records }) => [file, records]), [["azure-users.json", USERS - 1]]);
});
