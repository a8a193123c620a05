// A stand-in for Microsoft Graph: nobody else's could be found. Its users are held against Microsoft's published types
// (graph_types.mjs), so that their shape is not only ours.

import { createServer } from "node:http";
import { closeAll } from "./fault.mjs";

export const APP = "cccccccc-0000-4000-8000-000000000001";
const PRINCIPAL = "aaaaaaaa-0000-4000-8000-000000000001";
const GROUP = "bbbbbbbb-0000-4000-8000-000000000001";
const JOB = "scim.0123456789abcdef0123456789abcdef.aaaaaaaa-0000-4000-8000-000000000002";
const PAGE_MAX = 100;

export const idOf = (i) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;

export function user(i) {
  return {
    id: idOf(i), displayName: `Ana O'Neil ${i}`, givenName: "Ana", surname: `O'Neil ${i}`, jobTitle: i % 9 ? "Engineer" : null,
    mail: i % 11 ? `person${i}@example.test` : null, mailNickname: `person${i}`, mobilePhone: null, officeLocation: "Łódź",
    businessPhones: i % 2 ? ["+44 113 496 0000"] : [], preferredLanguage: "en-GB", userPrincipalName: `person${i}@example.test`,
    accountEnabled: i % 17 !== 0, department: `Dept ${i % 12}`, companyName: "Example Ltd", employeeId: String(i), employeeType: null,
    employeeHireDate: i % 4 ? "2015-02-15T00:00:00Z" : null, employeeOrgData: null, usageLocation: "GB", city: "Leeds", country: "United Kingdom",
    streetAddress: null, postalCode: null, state: null, faxNumber: null, userType: "Member", onPremisesSyncEnabled: null,
    onPremisesSamAccountName: null, onPremisesExtensionAttributes: { extensionAttribute1: null }, otherMails: [],
    proxyAddresses: [`SMTP:person${i}@example.test`], createdDateTime: "2020-01-02T03:04:05Z",
  };
}

/** Listens with this many users. `state` may be changed while it runs. */
export async function graph(users, isToken) {
  const state = { users: Array.from({ length: users }, (_, i) => user(i + 1)), deleted: [], changed: [], deltaGone: false, noDelta: false, job: true };
  const server = createServer((ask, answer) => {
    // A Graph behind a proxy names itself as the proxy is named.
    const base = `http://${ask.headers["x-forwarded-host"] ?? ask.headers.host}/v1.0`;
    const [status, body] = isToken(ask.headers.authorization) ? respond(state, ask, base) : error(401, "InvalidAuthenticationToken");
    answer.writeHead(status, { "content-type": "application/json;odata.metadata=minimal", "odata-version": "4.0" }).end(JSON.stringify(body));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}`, state, close: () => closeAll(server) };
}

const error = (status, code) => [status, { error: { code, message: `${code} for Ana`, innerError: {} } }];
const list = (context, value, links = {}) => [200, { "@odata.context": context, ...links, value }];

function respond(state, ask, base) {
  const url = new URL(ask.url, base);
  const query = Object.fromEntries(url.searchParams);
  const path = decodeURIComponent(url.pathname).replace(/^\/v1\.0/, "");
  if (ask.method !== "GET") return error(403, "Authorization_RequestDenied");
  if (path === "/users") return page(state, state.users, query, base, path);
  if (path === "/users/delta") return delta(state, query, base);
  if (path === "/directory/deletedItems/microsoft.graph.user") return page(state, state.deleted, query, base, path);
  if (path === "/servicePrincipals") return list("servicePrincipals", query.$filter === `appId eq '${APP}'` ? [{ id: PRINCIPAL, appId: APP, displayName: "Intranet" }] : []);
  if (path === `/servicePrincipals/${PRINCIPAL}/appRoleAssignedTo`) return list("appRoleAssignments", assignments());
  if (path === `/groups/${GROUP}`) return [200, { id: GROUP, displayName: "Everybody", securityEnabled: true, groupTypes: [], membershipRule: null }];
  if (path === `/groups/${GROUP}/members`) return list("directoryObjects", state.users.slice(0, 3).map(({ id, displayName }) => ({ "@odata.type": "#microsoft.graph.user", id, displayName })));
  if (path === `/servicePrincipals/${PRINCIPAL}/synchronization/jobs`) return list("jobs", state.job ? [{ id: JOB }] : []);
  if (path === `/servicePrincipals/${PRINCIPAL}/synchronization/jobs/${JOB}/schema`) return [200, { id: JOB, version: "v1", synchronizationRules: [], directories: [] }];
  if (path === "/auditLogs/provisioning") return list("provisioning", []);
  const one = /^\/users\/([^/]+)$/.exec(path);
  const found = one && state.users.find(({ id }) => id === one[1]);
  return found ? [200, { "@odata.context": `${base}/$metadata#users/$entity`, ...shown(state, found, query) }] : error(404, "Request_ResourceNotFound");
}

const assignments = () => [
  { id: "one", principalType: "Group", principalId: GROUP, principalDisplayName: "Everybody", resourceId: PRINCIPAL, appRoleId: idOf(0) },
  { id: "two", principalType: "User", principalId: idOf(1), principalDisplayName: "Ana", resourceId: PRINCIPAL, appRoleId: idOf(0) },
];

/** A page by `$skiptoken`; nothing that was not selected is given, and `manager` only where it is expanded. */
function page(state, rows, query, base, path) {
  const top = Math.min(Number(query.$top ?? PAGE_MAX), PAGE_MAX);
  if (Number(query.$top) > 999) return error(400, "Request_BadRequest");
  const at = query.$skiptoken ? Number(Buffer.from(query.$skiptoken, "base64url").toString().replace(/^at/, "")) : 0;
  if (Number.isNaN(at) || state.linksExpired && query.$skiptoken) return error(400, "Directory_ExpiredPageToken");
  const value = rows.slice(at, at + top).map((row) => shown(state, row, query));
  const links = at + top < rows.length ? { "@odata.nextLink": `${base}${path}?${kept(query)}$skiptoken=${Buffer.from(`at${at + top}`).toString("base64url")}` } : {};
  return list(`${base}/$metadata#users`, value, links);
}

const kept = (query) => Object.entries(query).filter(([name]) => !/token$/.test(name)).map(([name, value]) => `${name}=${encodeURIComponent(value)}&`).join("");

function shown(state, row, query) {
  const names = query.$select?.split(",") ?? ["id", "displayName", "userPrincipalName"];
  const some = Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));
  const boss = query.$expand?.startsWith("manager") && row.id !== idOf(1) && state.users[0];
  return boss ? { ...some, manager: { "@odata.type": "#microsoft.graph.user", id: boss.id, userPrincipalName: boss.userPrincipalName } } : some;
}

/** Changes since `$deltatoken`; `latest` asks for the link alone. */
function delta(state, query, base) {
  if (state.noDelta) return error(403, "Authorization_RequestDenied");
  const link = (token) => ({ "@odata.deltaLink": `${base}/users/delta?${kept(query)}$deltatoken=${token}` });
  if (query.$expand) return error(400, "Request_UnsupportedQuery");
  if (query.$deltatoken === "latest") return list("users", [], link("since-0"));
  if (state.deltaGone || !/^since-\d+$/.test(query.$deltatoken ?? "")) return error(410, "syncStateNotFound");
  const since = Number(query.$deltatoken.slice(6));
  return list("users", state.changed.slice(since), link(`since-${state.changed.length}`));
}
