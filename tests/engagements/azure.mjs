// The customer's people as Entra holds them, by the names that mappings use. Not the files, nor the intranet.

import { DATE_FORMATS } from "./customer.mjs";

/** A member's account; what is null Entra does not hold. */
export function azureUser(customer, person) {
  const { random, slotOf, domain, tenant, freeSlots } = customer;
  const maybe = (percent, value) => (random.chance(percent) ? value : null);
  const stray = (value) => (customer.strayBlanks && random.chance(30) ? `${value} ` : value);
  const cased = (text) => (customer.cased && random.chance(40) ? text.replace(/(^|\.)[a-z]/g, (start) => start.toUpperCase()) : text);
  const { site } = person;
  const address = `${person.alias}@${domain}`;
  const user = {
    objectId: random.guid(),
    userPrincipalName: cased(address),
    mail: maybe(98, customer.mailIsUpn ? cased(address) : `${person.alias}@mail.${domain}`),
    mailNickname: person.alias,
    givenName: person.given,
    surname: person.surname,
    displayName: `${person.preferred ?? person.given} ${person.surname}`,
    jobTitle: maybe(96, stray(person.title)),
    department: maybe(95, person.department),
    companyName: maybe(97, person.company),
    city: maybe(96, site.city),
    streetAddress: maybe(96, site.street),
    postalCode: maybe(96, site.postalCode),
    state: maybe(90, site.state),
    country: maybe(96, site.country),
    physicalDeliveryOfficeName: maybe(94, `${site.city}${customer.unitDelimiter}${person.floor}`),
    telephoneNumber: maybe(85, `${site.prefix} ${site.area} ${person.landline.slice(0, 3)} ${person.landline.slice(3)}`),
    mobile: maybe(70, `${site.prefix} ${person.mobile.slice(0, 3)} ${person.mobile.slice(3, 6)} ${person.mobile.slice(6)}`),
    employeeId: maybe(99, person.employeeNumber),
    employeeHireDate: maybe(97, DATE_FORMATS["yyyy-MM-ddT00:00:00Z"](person.hired)),
    preferredLanguage: maybe(60, { GB: "en-GB", US: "en-US", DE: "de-DE", PL: "pl-PL", ES: "es-ES", SE: "sv-SE", VN: "vi-VN" }[site.code]),
    usageLocation: site.code,
    accountEnabled: true, userType: "Member", onPremisesSyncEnabled: random.chance(60), manager: null,
    proxyAddresses: [`SMTP:${address}`, `smtp:${person.alias}@${tenant}`],
  };
  const facts = {
    costCentre: person.costCentre, badge: person.badge, preferred: person.preferred, hireText: DATE_FORMATS[customer.hireFormat](person.hired),
    departmentCode: person.departmentCode, siteCode: site.siteCode, companyCode: person.companyCode,
    teamPath: [person.companyCode, person.department, person.team].join(customer.teamDelimiter), personnelNumber: `${person.employeeNumber.length}${person.employeeNumber}7`,
    floor: maybe(90, person.floor), grade: person.grade, oldLogin: maybe(90, `${person.surname[0]}${random.digits(5)}`.toUpperCase()),
    reviewText: DATE_FORMATS[customer.reviewFormat](person.review), unit: maybe(45, `${person.department} ${person.team}`), shortPhone: maybe(80, person.extension),
  };
  for (const [fact, slot] of Object.entries(slotOf)) user[slot] = facts[fact];
  // What is of no use to anybody: a date of a migration, a flag, a random code.
  const chaff = ["migrated 2019", random.pick(["Y", "N"]), random.digits(5), random.pick(["blue", "green", "red"])];
  freeSlots.forEach((slot, i) => { user[slot] = maybe(70, chaff[i]); });
  for (let i = 1; customer.isWide && i <= 14; i += 1) user[`extension_${customer.appId}_extra${i}`] = maybe(60, i % 2 ? random.digits(6) : random.pick(chaff));
  return user;
}

/** A guest of another firm. */
export function guestUser(customer, person) {
  const { random } = customer;
  const user = azureUser(customer, person);
  const mail = `${person.alias}@partner.example`;
  const empty = Object.keys(user).filter((name) => /^extension/.test(name)).map((name) => [name, null]);
  return {
    ...user, ...Object.fromEntries(empty),
    originalUserPrincipalName: `${person.alias}_partner.example#EXT#@${customer.tenant}`,
    userPrincipalName: mail, mail, mailNickname: `${person.alias}_partner.example#EXT#`,
    userType: "Guest", employeeId: null, employeeHireDate: null, onPremisesSyncEnabled: null, proxyAddresses: [`SMTP:${mail}`],
    department: random.chance(30) ? person.department : null, companyName: "Partner Consulting",
  };
}
