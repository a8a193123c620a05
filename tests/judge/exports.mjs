// The world as files that Presync reads: exports of both sides, decisions, assignments. Not what is in them.

import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { COLUMNS, UID, USER_NAME } from "./targets.mjs";
import { workbook } from "./workbook.mjs";

const csvCell = (value) => {
  const text = value ?? "";
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (rows) => rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");

/** Writes the intranet's export, in one file or several, and says what `--legacy` gets. */
export function writeLegacy(folder, { legacy }, format, files) {
  const most = Math.ceil(legacy.length / files);
  return Array.from({ length: files }, (_, part) => {
    const users = legacy.slice(part * most, (part + 1) * most);
    const rows = [Object.values(COLUMNS), ...users.map(({ values }) => Object.keys(COLUMNS).map((target) => values[target]))];
    const file = join(folder, `intranet-${part + 1}.${format}`);
    writeFileSync(file, format === "xlsx" ? workbook("Users", rows) : `\ufeff${csv(rows)}`);
    return file;
  });
}

const PORTAL = ["userPrincipalName", "displayName", "surname", "mail", "givenName", "id", "userType", "jobTitle", "department", "accountEnabled", "usageLocation", "streetAddress", "state", "country", "officeLocation", "city", "postalCode", "telephoneNumber", "mobilePhone", "alternateEmailAddress", "ageGroup", "consentProvidedForMinor", "legalAgeGroupClassification", "companyName", "creationType", "directorySynced", "invitationState", "identityIssuer", "createdDateTime"];

/** Attributes that the portal's download does not have, by their names in a mapping. */
export const NOT_IN_PORTAL = ["employeeId", "mailNickname", "manager", "extensionAttribute1", "extensionAttribute2", "preferredLanguage", "employeeHireDate", "otherMails"];

/** Users on the first of Graph's two pages. */
const firstPage = (azure) => Math.ceil(azure.length / 2);

/** The record of every user in the export, from 1; a user that both pages hold counts twice and keeps the first. */
export const azureRecords = ({ azure, repeats }) => azure.map((_, i) => i + 1 + (repeats && i >= firstPage(azure) ? 1 : 0));

/** Writes Entra's export, as the portal's CSV or as Graph's pages, and says what `--azure` gets. */
export function writeAzure(folder, { azure, repeats }, format) {
  if (format === "portal") {
    const file = join(folder, "exportUsers.csv");
    writeFileSync(file, `\ufeff${csv([PORTAL, ...azure.map(portalRow)])}`);
    return [file];
  }
  const half = firstPage(azure);
  return [azure.slice(0, half), azure.slice(repeats ? half - 1 : half)].map((users, page) => {
    const file = join(folder, `users-${page + 1}.json`);
    writeFileSync(file, JSON.stringify({ "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", value: users.map(graphUser) }, null, 1));
    return file;
  });
}

function portalRow(user) {
  const cells = { ...user, telephoneNumber: user.businessPhones[0], accountEnabled: user.accountEnabled ? "True" : "False", createdDateTime: "2019-01-01T08:00:00Z" };
  return PORTAL.map((header) => cells[header]);
}

function graphUser(user) {
  const { person, manager, extensionAttribute1, extensionAttribute2, ...plain } = user;
  return {
    ...plain,
    onPremisesExtensionAttributes: { extensionAttribute1, extensionAttribute2, extensionAttribute3: null },
    manager: manager && { "@odata.type": "#microsoft.graph.user", id: manager },
  };
}

/**
 * Writes who is who: everybody in Entra is confirmed, or nobody's, so that nothing is left to matching; some are held out, and
 * some pairs of strangers denied.
 */
export function writeDecisions(folder, { azure, legacy }, { links, heldOut, random }) {
  const anchor = (row) => legacy[row].values[UID] ?? legacy[row].values[USER_NAME];
  const row = (legacyAnchor, user, decision) => [legacyAnchor, user.id, decision, "", "", ""];
  const rows = azure.flatMap((user, i) => {
    const own = links.has(i) ? row(anchor(links.get(i)), user, "confirm") : row("", user, "new");
    const stranger = random.below(legacy.length);
    const denied = stranger !== links.get(i) && random.chance(5) ? [row(anchor(stranger), user, "deny")] : [];
    return [own, ...denied, ...(heldOut.has(i) ? [row("", user, "leave_out")] : [])];
  });
  const file = join(folder, "decisions.csv");
  writeFileSync(file, csv([["legacy_anchor", "azure_anchor", "decision", "reason", "by", "at"], ...rows]));
  return file;
}

/** Writes who is assigned, and the groups. */
export function writeAssignments(folder, { assigned, members }) {
  const assignedFile = join(folder, "assigned.csv");
  const groupsFile = join(folder, "groups.csv");
  writeFileSync(assignedFile, csv([["principal_type", "principal_id", "name", "security_enabled", "dynamic"], ...assigned]));
  writeFileSync(groupsFile, csv([["group_id", "group_name", "member_id", "member_type"], ...members]));
  return { assignedFile, groupsFile };
}

/** Writes which column of the intranet's export holds what, so that no header is guessed at. */
export function writeProfile(folder, legacyFiles) {
  const file = join(folder, "profile.json");
  const columns = Object.fromEntries(Object.entries(COLUMNS).map(([target, header]) => [header, target]));
  writeFileSync(file, JSON.stringify({ presync_profile: 1, files: legacyFiles.map((name) => ({ file: basename(name), side: "legacy", columns })) }, null, 1));
  return file;
}
