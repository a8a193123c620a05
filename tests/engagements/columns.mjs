// The columns of the customer's intranet and what each was filled by: a known rule, a share of typed values, nothing at all.

import * as R from "./rules.mjs";
import { TYPED } from "./tables.mjs";

const ENT = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";
const IX = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:";
export const TARGETS = {
  Username: "userName", "Email Address": 'emails[type eq "work"].value', "User ID": "externalId", "Last Name": "name.familyName", "First Name": "name.givenName",
  Active: "active", "Authentication Type": `${IX}loginType`, "Profile Type": "userType", Department: `${ENT}department`, Location: `${IX}location`,
  Company: `${ENT}organization`, Title: "title", "Start Date": `${IX}jobStartDate`, "Supervisor Employee ID": `${ENT}manager`,
  Phone: 'phoneNumbers[type eq "work"].value', Mobile: 'phoneNumbers[type eq "mobile"].value', Address: 'addresses[type eq "work"].formatted',
};
/** Units that the intranet keeps a tree of: a blank filler would make one named " ". */
export const UNITS = ["Department", "Location", "Company"];

/** How the values of a column came about. `typed` and `blank` are shares, `list` what people typed. */
const directed = (header, rule, more = {}) => ({ header, kind: "directory", rule, typed: 0, blank: 0, list: TYPED.words, ...more });

/** Draws the columns of one customer. */
export function makeColumns(customer) {
  const { random } = customer;
  const choose = (weights) => { const name = random.weighted(Object.fromEntries(Object.entries(weights).map(([key, [weight]]) => [key, weight]))); return weights[name][1](); };
  const columns = [...identity(customer, choose), ...unitsOf(customer, choose), ...personal(customer, choose), ...additional(customer)];
  return columns.map((column) => disturbed(random, column));
}

function identity({ slotOf, domain, oldDomain, idDigits }, choose) {
  return [
    directed("Username", choose({ upn: [40, () => R.plain("userPrincipalName")], mail: [10, () => R.plain("mail")], lower: [12, () => R.lower("userPrincipalName")], local: [14, () => R.localPart("userPrincipalName")], domain: [12, () => R.domain("userPrincipalName", domain, oldDomain)], id: [6, () => R.plain("employeeId")], login: [6, () => R.plain("mailNickname")] })),
    directed("Email Address", choose({ mail: [70, () => R.plain("mail")], lower: [20, () => R.lower("mail")], upn: [10, () => R.plain("userPrincipalName")] })),
    directed("User ID", choose({ object: [34, () => R.plain("objectId")], employee: [24, () => R.plain("employeeId")], extension: [14, () => R.plain(slotOf.personnelNumber)], padded: [12, () => R.padded("employeeId", idDigits + 3)], prefix: [10, () => R.prefix("E", "employeeId")], nickname: [6, () => R.plain("mailNickname")] })),
    directed("Last Name", choose({ plain: [82, () => R.plain("surname")], upper: [18, () => R.upper("surname")] })),
    directed("First Name", choose({ plain: [60, () => R.plain("givenName")], preferred: [40, () => R.chain("preferred name", slotOf.preferred, "givenName")] })),
  ];
}

function unitsOf({ slotOf, departments, sites, companies, unitDelimiter, teamDelimiter }, choose) {
  return [
    directed("Department", choose({ plain: [35, () => R.plain("department")], table: [25, () => R.table(slotOf.departmentCode, departments.map(([name, code]) => [code, name]))], part: [20, () => R.part(slotOf.teamPath, teamDelimiter, 2)], chain: [20, () => R.chain("chain", slotOf.unit, "department", '"Unassigned"')] })),
    directed("Location", choose({ city: [35, () => R.plain("city")], office: [12, () => R.plain("physicalDeliveryOfficeName")], part: [20, () => R.part("physicalDeliveryOfficeName", unitDelimiter, 1)], table: [20, () => R.table(slotOf.siteCode, sites.map(({ siteCode, city, country }) => [siteCode, `${city} (${country})`]))], join: [13, () => R.joined(", ", "city", "country")] })),
    directed("Company", choose({ plain: [40, () => R.plain("companyName")], constant: [30, () => R.constant("Borealis Group")], table: [30, () => R.table(slotOf.companyCode, companies.map(([name, code]) => [code, `${name} [${code}]`]))] })),
  ];
}

function personal(customer, choose) {
  const { random, slotOf, hireFormat } = customer;
  const form = random.pick(["dd/MM/yyyy", "MM/dd/yyyy", "yyyy-MM-dd", "dd.MM.yyyy", "d MMM yyyy"]);
  const hired = choose({ hire: [60, () => R.date("employeeHireDate", "yyyy-MM-ddT00:00:00Z", form, "hired")], text: [40, () => R.date(slotOf.hireText, hireFormat, form, "hired")] });
  const call = (attribute) => choose({ plain: [50, () => R.plain(attribute)], form: [50, () => R.phone(attribute, random.pick(R.PHONE_FORMS))] });
  return [
    directed("Title", choose({ plain: [60, () => (customer.strayBlanks ? R.trimmed("jobTitle") : R.plain("jobTitle"))], upper: [10, () => R.upper("jobTitle")], edited: [30, () => (customer.strayBlanks ? R.trimmed("jobTitle") : R.plain("jobTitle"))] }), { list: TYPED.title }),
    directed("Start Date", hired, { isDate: true }),
    directed("Phone", call("telephoneNumber")),
    directed("Mobile", call("mobile")),
    directed("Address", choose({ three: [45, () => R.joined(", ", "streetAddress", "postalCode", "city")], four: [35, () => R.joined(", ", "streetAddress", "city", "postalCode", "country")], office: [20, () => R.plain("physicalDeliveryOfficeName")] })),
  ];
}

/** Fields of the customer's own. */
function additional({ random, isWide, slotOf, domain, reviewFormat, teamDelimiter }) {
  const pool = [
    ["Cost Centre", () => R.plain(slotOf.costCentre)], ["Badge", () => R.part(slotOf.badge, "-", 2)], ["Grade", () => R.plain(slotOf.grade)],
    ["Team", () => R.part(slotOf.teamPath, teamDelimiter, 3)], ["Staff Number", () => R.padded("employeeId", 8)], ["Payroll ID", () => R.prefix("PR-", "employeeId")],
    ["Old Login", () => R.lower(slotOf.oldLogin)], ["Review Date", () => R.date(slotOf.reviewText, reviewFormat, reviewFormat === "yyyy-MM-dd" ? "dd/MM/yyyy" : "yyyy-MM-dd", "review")],
    ["Badge Name", () => R.joined(", ", "surname", "givenName")], ["Chat Name", () => R.localPart("mail")], ["Grade Label", () => R.suffix(slotOf.grade, " (2026)")],
    ["Notify Address", () => R.chain("chain", "mail", "userPrincipalName")], ["Short Dial", () => R.plain(slotOf.shortPhone)], ["Login Realm", () => R.domain("userPrincipalName", domain, "sso.example")],
  ];
  const drawn = random.shuffled(pool).slice(0, isWide ? pool.length : 4 + random.below(4)).map(([header, make]) => directed(header, make()));
  const loose = random.shuffled(["Pronouns", "Desk", "Locker", "Car Registration", "Hobby", "Allergies", "Buddy"]).slice(0, isWide ? 7 : 2).map((header) => ({ header, kind: "unrelated", rule: null, typed: 0.3 + random.below(60) / 100, blank: 0, list: TYPED.words }));
  return [...drawn, ...loose];
}

/** Some columns were edited by hand in part, some left blank in part; keys are not. */
function disturbed(random, column) {
  if (column.kind !== "directory" || ["Username", "Email Address", "User ID", "Last Name", "First Name", "Start Date"].includes(column.header)) return column;
  if (column.rule.family === "constant") return random.chance(35) ? { ...column, kind: "edited", typed: 0.25 + random.below(30) / 100, list: TYPED.unit } : { ...column, kind: "constant" };
  const list = column.header === "Location" ? TYPED.place : column.header === "Department" ? TYPED.unit : column.list;
  if (random.chance(18)) return { ...column, kind: "edited", list, typed: 0.3 + random.below(40) / 100 };
  return { ...column, blank: random.chance(20) ? random.below(25) / 100 : 0 };
}
