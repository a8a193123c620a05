// Two invented populations and the truth about who is who. Not how they are exported, nor what a sync does to them.

import * as T from "./targets.mjs";

const GIVEN = ["Ann", "Ben", "Chloé", "Dörte", "Eoin", "Françoise", "Göran", "Hana", "Iñigo", "José María", "Łucja", "Mei", "Noor", "Øyvind", "Paul", "Zoë"];
const SURNAMES = ["Lee", "Müller", "Novák", "García López", "Smith", "van der Berg", "Ångström", "Okoro", "Żak", "Dubois", "Bright-Jones", "Kelly", "Ruiz", "Straße", "Ito", "Weber"];
const DEPARTMENTS = ["Sales", "Finance", "Human Resources", "IT", "Research & Development", "Legal"];
const COMPANIES = ["Acme Ltd", "Acme GmbH", "Borealis AB"];
const CITIES = ["Leeds", "Köln", "Malmö", "Paris", "New York"];
const COUNTRIES = ["United Kingdom", "Germany", "Sweden", "France", null];
const TITLES = ["Driver", "Account Manager", "nurse", "Head of IT", "Lead  Engineer", "Clerk"];
const OFFICES = ["North Quay", "Tower 2", "HQ", null];
const LANGUAGES = ["en-GB", "de-DE", "sv-SE", null];

/** What two sides can hold for one person; the truth is `person` on both records. */
export function makeWorld(random, size) {
  const people = Array.from({ length: size }, (_, i) => makePerson(random, i));
  const azure = [];
  const legacy = [];
  const style = {
    uid: random.pick(["id", "employeeId", "mailNickname"]),
    userName: random.weighted({ upn: 60, mail: 20, sam: 20 }),
    bool: random.pick([["TRUE", "FALSE"], ["True", "False"], ["yes", "no"], ["1", "0"]]),
  };
  for (const person of people) {
    const where = random.weighted({ both: 76, azure: 12, legacy: 12 });
    const record = makeAzure(random, person);
    if (where !== "legacy") azure.push(record);
    if (where !== "azure") legacy.push(makeLegacy(random, person, record, style));
    if (where !== "azure" && random.chance(2)) legacy.push(secondAccount(legacy.at(-1)));
  }
  const world = {
    azure: random.shuffled(azure), legacy: random.shuffled(legacy), falseWord: style.bool[1], trueWord: style.bool[0],
  };
  addManagers(random, world);
  disturb(random, world);
  addManagerNames(random, world);
  return world;
}

function makePerson(random, number) {
  const given = random.pick(GIVEN);
  const surname = random.pick(SURNAMES);
  const plain = (text) => text.normalize("NFD").replace(/[^A-Za-z]/g, "").toLowerCase();
  return { number, given, surname, alias: `${plain(given)}.${plain(surname)}${number}` };
}

function makeAzure(random, person) {
  const kind = random.weighted({ member: 88, guest: 9, external: 3 });
  const maybe = (percent, value) => (random.chance(percent) ? value : null);
  const upn = kind === "member" ? `${person.alias}@acme.example` : `${guestAlias(person)}_partner.example#EXT#@acme.onmicrosoft.example`;
  const mail = kind === "member" ? random.weighted({ [`${person.alias}@acme.example`]: 75, [`${person.alias}@mail.acme.example`]: 15, "": 10 }) || null : `${person.alias}@partner.example`;
  const cased = (text) => (text && random.chance(8) ? text[0].toUpperCase() + text.slice(1) : text);
  return {
    person,
    id: random.guid(),
    userPrincipalName: cased(upn),
    mail: cased(mail),
    mailNickname: maybe(96, person.alias),
    givenName: maybe(96, person.given),
    surname: maybe(96, person.surname),
    displayName: `${person.given} ${person.surname}`,
    jobTitle: maybe(85, random.pick([...TITLES, "N/A"])),
    department: maybe(90, random.pick(DEPARTMENTS)),
    companyName: maybe(92, random.pick(COMPANIES)),
    city: maybe(90, random.pick(CITIES)),
    officeLocation: random.pick(OFFICES),
    streetAddress: maybe(70, `${1 + random.below(200)} High Street`),
    state: maybe(30, "Skåne"),
    postalCode: maybe(60, random.digits(5)),
    country: random.pick(COUNTRIES),
    businessPhones: Array.from({ length: random.pick([0, 1, 1, 2]) }, () => `+44 1632 96${random.digits(4)}`),
    mobilePhone: maybe(60, `+44 (7700) 900-${random.digits(3)}`),
    employeeId: maybe(85, `${1 + random.below(9)}${String(person.number).padStart(4, "0")}`),
    preferredLanguage: random.pick(LANGUAGES),
    userType: kind === "guest" ? "Guest" : "Member",
    accountEnabled: random.chance(94),
    deletedDateTime: random.chance(2) ? "2026-05-01T08:00:00Z" : null,
    otherMails: Array.from({ length: random.pick([0, 0, 1, 1, 2]) }, (_, i) => `${person.alias}.${i}@home.example`),
    extensionAttribute1: maybe(70, String(random.below(120))),
    extensionAttribute2: maybe(60, random.pick(["Preferred", "blue", "Red", "green"])),
    employeeHireDate: maybe(60, `20${10 + random.below(15)}-0${1 + random.below(9)}-1${random.below(10)}T00:00:00Z`),
    manager: null,
  };
}

/** Some guests have the sign that ends the alias in it. */
const guestAlias = ({ alias, number }) => (number % 3 === 0 ? alias.replace(".", "_") : alias);

/** What the intranet holds today: the old feed's value, or what somebody typed since. */
function makeLegacy(random, person, azure, style) {
  const stale = (value, other) => drift(random, value, other);
  const mail = azure.mail ?? `${person.alias}@acme.example`;
  const shown = azure.userPrincipalName.replace(/_partner\.example#EXT#@.*/, "@partner.example");
  const current = { upn: shown, mail, sam: person.alias }[style.userName];
  const userName = random.weighted({ [current]: 78, [`${person.alias}@old.example`]: 12, [current.toUpperCase()]: 4, [`u${person.number}`]: 6 });
  const values = {
    [T.USER_NAME]: userName,
    [T.WORK_MAIL]: random.weighted({ [mail]: 72, [`${person.alias}@old.example`]: 12, [mail.toUpperCase()]: 4, "": 12 }) || null,
    [T.UID]: random.weighted({ [azure[style.uid] ?? `x-${person.number}`]: 82, [`old-${person.number}`]: 12, "": 6 }) || null,
    [T.FAMILY]: person.surname,
    [T.GIVEN]: stale(person.given, random.pick(GIVEN)) ?? person.given,
    [T.ACTIVE]: random.chance(90) ? style.bool[0] : style.bool[1],
    [T.LOGIN_TYPE]: random.weighted({ SAML: 80, "Local Login": 12, "Windows Login": 8 }),
    [T.USER_TYPE]: random.weighted({ "Intranet User": 80, "Power User": 10, "": 10 }) || null,
    [T.DEPARTMENT]: stale(azure.department, random.pick([...DEPARTMENTS, "Department - Not Specified"])),
    [T.LOCATION]: stale(azure.city, random.pick(CITIES)),
    [T.ORGANIZATION]: stale(azure.companyName, random.pick(COMPANIES)),
    [T.TITLE]: stale(azure.jobTitle, random.pick([...TITLES, "-", "n/a"])),
    [T.START_DATE]: random.pick([azure.employeeHireDate, azure.employeeHireDate, "2012-03-04T00:00:00Z", null]),
    [T.MANAGER]: null,
    [T.WORK_PHONE]: stale(azure.businessPhones[0] ?? null, "+44 1632 960000"),
    [T.MOBILE]: stale(azure.mobilePhone, "+44 7700 900999"),
    [T.ADDRESS]: stale(azure.officeLocation, "1 Old Road"),
    [T.HOME_MAIL]: stale(azure.otherMails[0] ?? null, "me@home.example"),
    [T.LOCALE]: random.pick(["en-US", "en-GB", null]),
    [T.INITIALS]: stale(person.given[0], "X"),
    [T.PRONOUNS]: random.pick(["she/her", null, null]),
  };
  return { person, values };
}

/** Another account of somebody who has one, with the same address. */
function secondAccount({ person, values }) {
  return { person, second: true, values: { ...values, [T.USER_NAME]: `adm-${person.alias}`, [T.UID]: null } };
}

/** A value as it may have become: most often as it is, else another, none, or nearly the same. */
function drift(random, value, other) {
  const how = random.weighted({ same: 60, other: 16, none: 12, letters: 7, blanks: 2, marks: 3 });
  if (how === "other") return other;
  if (how === "none" || value === null) return null;
  if (how === "letters") return random.chance(50) ? value.toUpperCase() : value.toLowerCase();
  if (how === "blanks") return value.includes(" ") ? value.replace(" ", "  ") : `${value} `;
  return how === "marks" ? value.normalize("NFD").replace(/\p{M}/gu, "") : value;
}

/** Managers in Entra: somebody exported, nobody, oneself, or somebody who is not among the exported. */
function addManagers(random, { azure }) {
  for (const user of azure) {
    const who = random.weighted({ other: 68, none: 26, self: 2, stranger: 4 });
    user.manager = { other: random.pick(azure).id, none: null, self: user.id, stranger: random.guid() }[who];
  }
}

/** Managers in the intranet, by user name: what Entra says for most, so that many need no change. */
function addManagerNames(random, { azure, legacy }) {
  const accountOf = new Map(legacy.filter((account) => !account.second).map((account) => [account.person, account.values[T.USER_NAME]]));
  const byId = new Map(azure.map((user) => [user.id, user]));
  for (const account of legacy) {
    const user = azure.find((each) => each.person === account.person);
    const boss = accountOf.get(byId.get(user?.manager)?.person);
    const stated = random.weighted({ same: 70, none: 15, other: 15 });
    const other = random.pick(legacy).values[T.USER_NAME];
    account.values[T.MANAGER] = { same: boss ?? null, none: null, other }[stated];
  }
}

/** What makes a first sync dangerous: addresses in use again, shared, or twice on a side. */
function disturb(random, { azure, legacy }) {
  const times = (percent, list) => Math.ceil((list.length * percent) / 100);
  const known = new Set(legacy.map((account) => account.person));
  const here = new Set(azure.map((user) => user.person));
  const newcomers = azure.filter((user) => !known.has(user.person) && !user.userPrincipalName.includes("#"));
  const leavers = random.shuffled(legacy.filter((account) => !here.has(account.person)));
  for (const user of newcomers.slice(0, times(30, newcomers))) {
    const old = leavers.pop();
    if (!old) break;
    user.mail = `${old.person.alias}@acme.example`;
    if (random.chance(50)) user.userPrincipalName = user.mail;
    if (random.chance(30)) old.values[T.USER_NAME] = user.mail;
    old.values[T.WORK_MAIL] = random.chance(80) ? user.mail : user.mail.toUpperCase();
  }
  for (let i = 0; i < times(2, legacy); i += 1) {
    const shared = random.pick(legacy).values[T.WORK_MAIL];
    random.pick(legacy).values[T.WORK_MAIL] = shared;
  }
  // A UID twice names nobody in a decision, so only accounts without a user share one.
  const unowned = legacy.filter((account) => account.second || !here.has(account.person));
  for (let i = 0; i < times(1, legacy) && unowned.length > 1; i += 1) {
    const wanted = random.pick(newcomers.length > 0 ? newcomers : azure);
    const uid = random.pick([wanted.id, wanted.employeeId, wanted.mailNickname]);
    for (const account of [random.pick(unowned), random.pick(unowned)]) account.values[T.UID] = uid;
  }
  for (let i = 0; i < times(1, azure); i += 1) random.pick(azure).mail = random.pick(azure).mail;
}
