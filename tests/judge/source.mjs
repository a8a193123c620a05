// What a mapping sees of an Entra user, and whether a scoping filter lets the user in. Not what is done with it.
// Sources: known-issues and customize-application-attributes (names, IsSoftDeleted), how-provisioning-works (guests),
// define-conditional-rules-for-provisioning-user-accounts (operators).

/** Names that provisioning has kept from the older directory API. */
const OLD_NAMES = {
  objectId: (user) => user.id,
  telephoneNumber: (user) => user.businessPhones[0],
  mobile: (user) => user.mobilePhone,
  physicalDeliveryOfficeName: (user) => user.officeLocation,
  userPrincipalName: (user) => shortGuestName(user.userPrincipalName),
  originalUserPrincipalName: (user) => user.userPrincipalName,
  accountEnabled: (user) => (user.accountEnabled ? "True" : "False"),
  IsSoftDeleted: (user) => (isGone(user) ? "True" : "False"),
};

/** `alias_theirdomain#EXT#@tenant` as `alias@theirdomain`; a domain has no underscore. */
function shortGuestName(name) {
  const cut = name.indexOf("#EXT#");
  if (cut < 0) return name;
  const local = name.slice(0, cut);
  const at = local.lastIndexOf("_");
  return `${local.slice(0, at)}@${local.slice(at + 1)}`;
}

/** Disabled or in the recycle bin: never created. */
export const isGone = (user) => !user.accountEnabled || user.deletedDateTime !== null;

/** One attribute of a user by its name in a mapping: a text, a list, or null. */
export function read(user, name) {
  const found = name in OLD_NAMES ? OLD_NAMES[name](user) : user[name];
  return found === undefined || found === "" || found?.length === 0 ? null : found;
}

const whole = (text) => (/^-?\d+$/.test(text) ? Number(text) : NaN);

const OPERATORS = {
  EQUALS: (value, stated) => value === stated,
  "NOT EQUALS": (value, stated) => value !== stated,
  "IS TRUE": (value) => value === "True",
  "IS FALSE": (value) => value === "False",
  "IS NOT NULL": () => true,
  "REGEX MATCH": (value, stated) => new RegExp(stated).test(value),
  "NOT REGEX MATCH": (value, stated) => !new RegExp(stated).test(value),
  GREATER_THAN: (value, stated) => whole(value) > whole(stated),
  GREATER_THAN_OR_EQUALS: (value, stated) => whole(value) >= whole(stated),
  INCLUDES: (value, stated) => value.includes(stated),
  ENDS_WITH: (value, stated) => value.endsWith(stated),
  "&": (value, stated) => stated.includes(value),
  "!&": (value, stated) => !stated.includes(value),
};

/** An empty attribute makes every clause false but IS NULL. */
function holds(user, [attribute, operator, stated]) {
  const value = read(user, attribute);
  if (operator === "IS NULL") return value === null;
  return value !== null && OPERATORS[operator](value, stated);
}

/** Whether all clauses of one group hold; without groups everybody passes. */
export const passes = (user, groups) => groups.length === 0 || groups.some((clauses) => clauses.every((clause) => holds(user, clause)));

/** Assigned directly, or a direct member of an assigned group that is security-enabled. Null: everybody is. */
export function isAssigned(user, scope) {
  if (scope === null) return true;
  const direct = scope.assigned.some(([type, id]) => type === "User" && id === user.id);
  const groups = scope.assigned.filter(([type, , , secure]) => type === "Group" && secure === "true").map(([, id]) => id);
  return direct || scope.members.some(([group, , member, type]) => type === "User" && member === user.id && groups.includes(group));
}
