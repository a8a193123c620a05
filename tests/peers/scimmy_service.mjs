// SCIMMY (npm), a SCIM service of other authors, with the intranet's extension and invented people.

import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import { closeAll } from "./fault.mjs";

export const BASE = "/api/v2/scim/v2";
const EXTENSION = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User";
const { Attribute, Error: ScimError, SchemaDefinition } = SCIMMY.Types;
const stores = { users: new Map(), groups: new Map() };

/** Listens with this many users and groups; whoever asks without the token is refused. */
export async function scimmy(users, groups, token) {
  fill(users, groups);
  const app = express();
  app.get(`${BASE}/health`, (_, answer) => answer.json({ status: "Healthy" }));
  const handler = (ask) => {
    if (ask.header("authorization") !== `Bearer ${token}`) throw new Error("bad token");
    return "reader";
  };
  app.use(BASE, new SCIMMYRouters({ type: "bearer", handler }));
  const server = await new Promise((ready) => {
    const listening = app.listen(0, "127.0.0.1", () => ready(listening));
  });
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => closeAll(server) };
}

function fill(users, groups) {
  stores.users.clear();
  stores.groups.clear();
  const about = { created: "2026-01-02T03:04:05Z", lastModified: "2026-01-02T03:04:05Z" };
  for (let i = 1; i <= users; i++) {
    const id = `user-${String(i).padStart(7, "0")}`;
    const userName = `person${i}@example.test`;
    stores.users.set(id, {
      id, meta: about, userName, active: i % 17 !== 0, displayName: `Ana Łódź ${i}`,
      name: { givenName: "Ana", familyName: `O'Neil ${i}` }, emails: [{ type: "work", value: userName, primary: true }],
      title: i % 4 ? "Driver" : "Nurse", [EXTENSION]: { location: ["Leeds", "東京"][i % 2] },
    });
  }
  for (let i = 1; i <= groups; i++) {
    const id = `group-${i}`;
    stores.groups.set(id, { id, meta: about, displayName: `Group ${i}`, members: [{ value: "user-0000001" }] });
  }
}

/** SCIMMY leaves filtering to the store, and gives its matcher. */
const handlers = (store) => ({
  ingress: () => { throw new ScimError(403, null, "this service is only read"); },
  degress: () => { throw new ScimError(403, null, "this service is only read"); },
  egress: async (asked) => {
    if (!asked.id) return asked.filter ? asked.filter.match([...store.values()]) : [...store.values()];
    if (!store.has(asked.id)) throw new ScimError(404, null, "not found");
    return store.get(asked.id);
  },
});

const { User, Group } = SCIMMY.Resources;
User.extend(new SchemaDefinition("IntranetUser", EXTENSION, "Fields of the intranet", [new Attribute("string", "location")]), false);
SCIMMY.Resources.declare(User, handlers(stores.users));
SCIMMY.Resources.declare(Group, handlers(stores.groups));
SCIMMY.Config.set({ patch: true, filter: true, bulk: false, sort: false, changePassword: false, etag: false });
