// A third-party SCIM server (SCIMMY) on loopback that knows the intranet's extension and keeps its users in memory.
// It shares nothing with Presync; it is not the intranet either.

import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import { ENTERPRISE, INTRANET } from "./scim_user.mjs";

const { Attribute, Error: ScimError, SchemaDefinition } = SCIMMY.Types;
const TOKEN = "judge";

/** The intranet's extension, as far as the judge's mappings write to it. */
const extension = new SchemaDefinition("IntranetUser", INTRANET, "Intranet user", [
  ...["loginType", "location", "jobStartDate", "pronouns"].map((name) => new Attribute("string", name)),
  new Attribute("complex", "name", {}, [new Attribute("string", "initials")]),
]);

const users = new Map();

function keep(resource, data) {
  const taken = (user) => user.id !== resource.id && user.userName.toLowerCase() === data.userName.toLowerCase();
  if ([...users.values()].some(taken)) throw new ScimError(409, "uniqueness", "this user name is taken");
  const id = resource.id ?? `account-${users.size + 1}`;
  const user = { ...JSON.parse(JSON.stringify(data)), id, meta: { resourceType: "User" } };
  users.set(id, user);
  return user;
}

/** SCIMMY's filters fail on a user without the list they look into, so that everybody gets one. */
const listed = () => [...users.values()].map((user) => ({ emails: [], ...user }));

function find(resource) {
  if (!resource.id) return resource.filter ? resource.filter.match(listed()) : listed();
  const user = users.get(resource.id);
  if (!user) throw new ScimError(404, null, "no such user");
  return user;
}

/** Starts the server; gives a `request(method, path, body?)` that talks HTTP to it, `forget` and `stop`. */
export async function startServer() {
  const { User } = SCIMMY.Resources;
  const enterprise = SCIMMY.Schemas.EnterpriseUser;
  User.extend(enterprise.definition ?? enterprise, false);
  User.extend(extension, false);
  SCIMMY.Resources.declare(User, { ingress: keep, egress: find, degress: ({ id }) => users.delete(id) });
  SCIMMY.Config.set({ patch: true, filter: { supported: true, maxResults: 10000 }, bulk: false, sort: false, etag: false });
  const app = express();
  app.use("/scim", new SCIMMYRouters({ type: "bearer", handler: (asked) => authorise(asked.header("Authorization")) }));
  const listening = await new Promise((resolve) => { const server = app.listen(0, "127.0.0.1", () => resolve(server)); });
  const base = `http://127.0.0.1:${listening.address().port}/scim`;
  return { request: (method, path, body) => request(base, method, path, body), forget: () => users.clear(), stop: () => listening.close() };
}

function authorise(header) {
  if (header !== `Bearer ${TOKEN}`) throw new Error("bad token");
  return "judge";
}

async function request(base, method, path, body) {
  const headers = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/scim+json" };
  const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
}
