// The intranet's accounts, filled by the known rules and then disturbed as years of use disturb them; and the truth beside.

import { azureUser, guestUser } from "./azure.mjs";
import { makeColumns, UNITS } from "./columns.mjs";
import { makeCustomer, makePeople } from "./customer.mjs";

/** How many people of a hundred are where. Joiners are in Azure alone: their true values test what was learnt. */
const WHERE = { both: 74, joiner: 12, leaver: 8, contractor: 3, guest: 2, disabled: 1 };

/** Everything that a seed decides: both populations, the columns' rules, who is who. A wide one has 40 and 60 attributes. */
export function makeEngagement(seed, size, isWide = false) {
  const customer = { ...makeCustomer(seed), isWide };
  const { random } = customer;
  const people = makePeople(customer, size);
  const columns = makeColumns(customer);
  const world = { seed, customer, columns, azure: [], legacy: [], renamed: 0 };
  for (const person of people) place(world, person, random.weighted(WHERE));
  addManagers(world);
  for (const account of world.legacy) account.values["Supervisor Employee ID"] = supervisor(world, account);
  disturb(world);
  world.azure = random.shuffled(world.azure);
  world.legacy = random.shuffled(world.legacy);
  const rowOf = new Map(world.legacy.map(({ person, second }, row) => [second ? null : person, row]));
  world.links = new Map(world.azure.map(({ person }, i) => [i, rowOf.get(person)]).filter(([, row]) => row !== undefined));
  return world;
}

function place(world, person, where) {
  const { customer } = world;
  const values = where === "guest" ? guestUser(customer, person) : azureUser(customer, person);
  const user = { person, where, values: { ...values, accountEnabled: where !== "disabled" } };
  if (!["leaver", "contractor"].includes(where)) world.azure.push(user);
  if (where === "joiner" || (where === "guest" && customer.random.chance(50))) return;
  const account = { person, where, second: false, values: accountOf(world, user), typed: new Set() };
  typeIn(world, account);
  world.legacy.push(account);
  if (where === "both" && customer.random.chance(1)) world.legacy.push(secondAccount(account));
}

/** What the rules of the columns give. */
function accountOf({ customer: { random }, columns }, { values, person, where }) {
  const cells = Object.fromEntries(columns.map(({ header, rule }) => [header, rule?.apply(values, person) ?? ""]));
  return { ...cells, Active: where === "leaver" && random.chance(60) ? "FALSE" : "TRUE", "Authentication Type": where === "contractor" ? "Local Login" : "SAML", "Profile Type": random.chance(3) ? "Power User" : "Intranet User" };
}

/** What people typed over, into, or never filled. */
function typeIn({ customer: { random }, columns }, account) {
  for (const { header, typed, blank, list, kind } of columns) {
    if (random.chance(100 * blank)) account.values[header] = "";
    if (!random.chance(100 * typed)) continue;
    account.values[header] = kind === "unrelated" ? `${random.pick(list)} ${random.digits(2)}` : random.pick(list);
    account.typed.add(header);
  }
}

const secondAccount = (account) => ({ ...account, second: true, typed: new Set(), values: { ...account.values, Username: `adm-${account.values.Username}`, "User ID": `${account.values["User ID"]}-2`, "Email Address": "", "Profile Type": "Power User" } });

function addManagers({ azure, customer: { random } }) {
  const staff = azure.filter(({ where }) => where === "both");
  for (const user of staff) {
    const boss = random.pick(staff);
    if (boss !== user && random.chance(92)) Object.assign(user, { boss }).values.manager = boss.values.objectId;
  }
}

/** The user name of the manager, as the customer's file had it. */
function supervisor(world, account) {
  world.accountOfPerson ??= new Map(world.legacy.filter(({ second }) => !second).map((each) => [each.person, each]));
  world.bossOf ??= new Map(world.azure.map(({ person, boss }) => [person, boss?.person]));
  const boss = world.bossOf.get(account.person);
  return (boss && world.accountOfPerson.get(boss)?.values.Username) ?? "";
}

/** What goes wrong over the years. Shares are of the accounts that both sides have. */
function disturb(world) {
  const { customer: { random, domain }, legacy, azure } = world;
  const staff = legacy.filter(({ where, second }) => where === "both" && !second);
  const leavers = legacy.filter(({ where }) => where === "leaver");
  const some = (percent) => staff.filter(() => random.chance(percent));
  for (const account of some(2)) rename(world, account);
  for (const account of some(1)) account.values["Email Address"] = `${account.person.alias}@old.${domain}`;
  for (const account of some(3)) staleUnit(world, account);
  for (const account of some(1)) typo(random, account);
  for (let i = 0; i < 1 + staff.length / 400; i += 1) swap(random, staff);
  for (const joiner of random.shuffled(azure.filter(({ where }) => where === "joiner")).slice(0, 1 + azure.length / 300)) recycle(world, random, joiner, random.pick(leavers));
}

/** Married, corrected, moved: Entra has the new sign-in name, the intranet the old one. */
function rename(world, { person }) {
  world.userOf ??= new Map(world.azure.map((each) => [each.person, each]));
  const user = world.userOf.get(person);
  for (const name of ["userPrincipalName", "mail"]) user.values[name] = user.values[name]?.replace("@", ".new@") ?? null;
  user.values.proxyAddresses = [`SMTP:${user.values.userPrincipalName}`, ...user.values.proxyAddresses.map((address) => address.replace("SMTP:", "smtp:"))];
}

function staleUnit({ customer: { random }, legacy, columns }, account) {
  const header = random.pick(UNITS);
  if (!columns.some((column) => column.header === header && column.kind === "directory")) return;
  account.values[header] = random.pick(legacy).values[header];
}

function typo(random, { values }) {
  const header = random.pick(["Last Name", "First Name", "Phone"]);
  const text = [...values[header]];
  if (text.length > 3) text.splice(1 + random.below(text.length - 2), 1);
  values[header] = text.join("");
}

/** Two people's unique IDs were exchanged. */
function swap(random, staff) {
  const [one, other] = random.shuffled(staff);
  if (!other || !one.values["User ID"] || !other.values["User ID"]) return;
  [one.values["User ID"], other.values["User ID"]] = [other.values["User ID"], one.values["User ID"]];
}

/** A joiner was given what a leaver had: the number, or the address, or the name to sign in with. */
function recycle({ columns }, random, { values, person }, leaver) {
  if (!leaver) return;
  const header = random.pick(["User ID", "Email Address", "Username"]);
  leaver.values[header] = columns.find((column) => column.header === header).rule.apply(values, person) ?? leaver.values[header];
}
