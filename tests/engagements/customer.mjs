// One invented customer: how its addresses look, which extension attribute holds what, and its people. Not the intranet.

import { randomFrom } from "../judge/random.mjs";
import { COMPANIES, CULTURES, DEPARTMENTS, NICKNAMES, SITES, TEAMS, TITLES } from "./tables.mjs";

/** Facts about a person that a personnel system may have written into extension attributes. */
const EXTENSION_FACTS = ["costCentre", "badge", "preferred", "hireText", "departmentCode", "siteCode", "companyCode", "teamPath", "personnelNumber", "floor", "grade", "oldLogin", "reviewText", "unit", "shortPhone"];

export const DATE_FORMATS = {
  "yyyy-MM-dd": ([y, m, d]) => `${y}-${m}-${d}`,
  "dd/MM/yyyy": ([y, m, d]) => `${d}/${m}/${y}`,
  "MM/dd/yyyy": ([y, m, d]) => `${m}/${d}/${y}`,
  "dd.MM.yyyy": ([y, m, d]) => `${d}.${m}.${y}`,
  yyyyMMdd: ([y, m, d]) => `${y}${m}${d}`,
  "d MMM yyyy": ([y, m, d]) => `${Number(d)} ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m - 1]} ${y}`,
  "yyyy-MM-ddT00:00:00Z": ([y, m, d]) => `${y}-${m}-${d}T00:00:00Z`,
};

/** What a seed decides about the customer, and the draw that goes on. */
export function makeCustomer(seed) {
  const random = randomFrom(seed);
  const slots = random.shuffled(Array.from({ length: 15 }, (_, i) => `extensionAttribute${i + 1}`));
  const appId = random.guid().replaceAll("-", "");
  const facts = random.shuffled(EXTENSION_FACTS);
  const slotOf = Object.fromEntries(facts.map((fact, i) => [fact, i < 11 ? slots[i] : `extension_${appId}_${fact}`]));
  const base = random.pick(["borealis", "helixcare", "northquay", "quercus"]);
  return {
    seed, random, slotOf, appId,
    freeSlots: slots.slice(11),
    domain: `${base}.example`,
    oldDomain: random.pick([`${base}-group.example`, `mail.${base}.example`, `${base}.example.org`]),
    tenant: `${base}.onmicrosoft.example`,
    cultures: random.shuffled(Object.keys(CULTURES)).slice(0, 2 + random.below(3)).concat("english"),
    sites: random.shuffled(SITES).slice(0, 4 + random.below(4)).map(([city, street, postalCode, state, country, code, prefix, area], i) => ({ city, street, postalCode, state, country, code, prefix, area, siteCode: `${code}${String(10 * (i + 1))}` })),
    departments: random.shuffled(DEPARTMENTS).slice(0, 7 + random.below(5)),
    companies: COMPANIES.slice(0, 1 + random.below(4)),
    aliasForm: random.weighted({ "given.surname": 60, gsurname: 25, "surname.given": 15 }),
    mailIsUpn: random.chance(65),
    teamDelimiter: random.pick([" / ", "|", " > ", ";"]),
    unitDelimiter: random.pick([" - ", ", ", "/"]),
    hireFormat: random.pick(["dd/MM/yyyy", "MM/dd/yyyy", "yyyyMMdd", "dd.MM.yyyy", "yyyy-MM-dd"]),
    reviewFormat: random.pick(["dd/MM/yyyy", "yyyyMMdd", "yyyy-MM-dd"]),
    strayBlanks: random.chance(35),
    idDigits: random.pick([4, 5, 6]),
    cased: random.chance(30),
  };
}

const written = (name) => (Array.isArray(name) ? name : [name, plain(name)]);
const SPECIAL = { ß: "ss", ø: "o", Ø: "o", ł: "l", Ł: "l", đ: "d", Đ: "d", þ: "th", Þ: "th", æ: "ae" };
const plain = (text) => [...text].map((letter) => SPECIAL[letter] ?? letter).join("").normalize("NFD").replace(/[^A-Za-z]/g, "").toLowerCase();

/** The people of the customer; everybody's alias is their own. */
export function makePeople(customer, count) {
  const taken = new Map();
  return Array.from({ length: count }, (_, number) => makePerson(customer, number, taken));
}

function makePerson(customer, number, taken) {
  const { random } = customer;
  const culture = CULTURES[random.pick(customer.cultures)];
  const [given, givenAlias] = written(random.pick(culture.given));
  const [surname, surnameAlias] = written(random.pick(culture.surname));
  const stem = { "given.surname": `${givenAlias}.${surnameAlias}`, gsurname: `${givenAlias[0]}${surnameAlias}`, "surname.given": `${surnameAlias}.${givenAlias}` }[customer.aliasForm];
  const before = taken.get(stem) ?? 0;
  taken.set(stem, before + 1);
  const [department, departmentCode] = random.pick(customer.departments);
  const [company, companyCode] = random.pick(customer.companies);
  return {
    number, given, surname, department, departmentCode, company, companyCode,
    alias: before === 0 ? stem : `${stem}${before + 1}`,
    site: random.pick(customer.sites),
    preferred: NICKNAMES[given] ? (random.chance(55) ? NICKNAMES[given] : null) : random.chance(6) ? random.pick(["Alex", "Kim", "Robin", "Sascha"]) : null,
    title: random.pick(TITLES),
    hired: day(random, 1998, 2025),
    review: day(random, 2026, 2027),
    employeeNumber: String(10 ** (customer.idDigits - 3) + number * 3 + random.below(3)),
    costCentre: `${random.pick(["CC", "KS"])}${random.digits(4)}`,
    badge: `B-${random.digits(6)}`,
    team: random.pick(TEAMS),
    floor: `Floor ${random.below(9)}`,
    grade: `G${1 + random.below(12)}`,
    extension: random.digits(4),
    landline: random.digits(7),
    mobile: random.digits(9),
  };
}

const two = (n) => String(n).padStart(2, "0");
const day = (random, from, to) => [String(from + random.below(to - from + 1)), two(1 + random.below(12)), two(1 + random.below(28))];
