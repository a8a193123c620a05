// An engagement as files: Graph's pages of users, the intranet's CSV, decisions, and the truth beside for people to look at.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TARGETS } from "./columns.mjs";

const cell = (value) => (/[",\r\n]/.test(value ?? "") ? `"${value.replaceAll('"', '""')}"` : (value ?? ""));
export const csv = (rows) => rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** The columns of the customer's file, the documented ones first and the customer's own last. */
export const headersOf = ({ columns }) => [
  "Username", "Email Address", "User ID", "Last Name", "First Name", "Active", "Password", "Authentication Type", "Profile Type", "Forced Password Reset", "Department", "Location", "Company", "Title", "Start Date", "Supervisor Employee ID", "Phone", "Mobile", "Address",
  ...columns.map(({ header }) => header).filter((header) => !(header in TARGETS)),
];

const GRAPH = { objectId: "id", physicalDeliveryOfficeName: "officeLocation", mobile: "mobilePhone" };

/** A user as Graph answers with one. */
export function graphUser({ values }) {
  const { telephoneNumber, manager, originalUserPrincipalName, ...rest } = values;
  const user = { onPremisesExtensionAttributes: {} };
  for (const [name, value] of Object.entries(rest)) (/^extensionAttribute/.test(name) ? user.onPremisesExtensionAttributes : user)[GRAPH[name] ?? name] = value;
  user.businessPhones = telephoneNumber ? [telephoneNumber] : [];
  if (originalUserPrincipalName) user.userPrincipalName = originalUserPrincipalName;
  if (manager) user.manager = { "@odata.type": "#microsoft.graph.user", id: manager };
  return user;
}

/** Writes the exports, and says what the command line gets. */
export function writeExports(folder, world) {
  mkdirSync(folder, { recursive: true });
  const pages = [];
  for (let from = 0; from < world.azure.length; from += 999) pages.push(world.azure.slice(from, from + 999));
  const azure = pages.map((users, page) => write(folder, `users-${page + 1}.json`, JSON.stringify({ "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", value: users.map(graphUser) }, null, 1)));
  const headers = headersOf(world);
  const legacy = [write(folder, "intranet.csv", `\ufeff${csv([headers, ...world.legacy.map(({ values }) => headers.map((header) => values[header] ?? ""))])}`)];
  return { legacy, azure };
}

function write(folder, name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Everybody decided, so that what follows from matching alone can be told apart. */
export function writeDecisions(folder, { azure, legacy, links }) {
  const rows = azure.map(({ values }, i) => {
    const account = legacy[links.get(i)]?.values;
    return [account ? account["User ID"] || account.Username : "", values.objectId, account ? "confirm" : "new", "", "", ""];
  });
  return write(folder, "decisions.csv", csv([["legacy_anchor", "azure_anchor", "decision", "reason", "by", "at"], ...rows]));
}

/** The truth for people: who is who, and what each column was filled by. Nothing reads it. */
export function writeTruth(folder, { azure, legacy, links, columns }) {
  write(folder, "truth-people.csv", csv([["azure_id", "azure_upn", "legacy_uid", "legacy_username"], ...azure.map(({ values }, i) => [values.objectId, values.userPrincipalName, legacy[links.get(i)]?.values["User ID"], legacy[links.get(i)]?.values.Username])]));
  write(folder, "truth-columns.csv", csv([["column", "kind", "family", "rule", "typed", "blank"], ...columns.map(({ header, kind, rule, typed, blank }) => [header, kind, rule?.family, rule?.text, String(typed), String(blank)])]));
}
