// A mapping drawn at random, and as the synchronization schema that Graph and the portal hold. Not its evaluation.

import { NOT_IN_PORTAL } from "./exports.mjs";
import * as T from "./targets.mjs";

const direct = (source) => ({ kind: "direct", source });
const expression = (text) => ({ kind: "expression", source: text });
const constant = (text) => ({ kind: "constant", source: text });
const none = (text) => ({ kind: "none", default: text });

const SOFT_DELETED = 'Switch([IsSoftDeleted], , "False", "True", "True", "False")';

/** What each attribute can be mapped from. */
const CHOICES = {
  [T.USER_NAME]: [direct("userPrincipalName"), direct("userPrincipalName"), direct("userPrincipalName"), direct("mail"), expression("ToLower([userPrincipalName], )"), expression('Replace([userPrincipalName], , "(?<id>.*)@(?<domain>.*)", , "${id}", , )'), direct("mailNickname"), expression("Coalesce([mail], [userPrincipalName])"), expression('Replace([userPrincipalName], "@acme.example", , , "@old.example", , )')],
  [T.WORK_MAIL]: [direct("mail"), direct("mail"), expression("ToLower([mail], )"), direct("userPrincipalName"), expression("IgnoreFlowIfNullOrEmpty([mail])")],
  [T.UID]: [direct("objectId"), direct("employeeId"), direct("mailNickname"), expression("Coalesce([employeeId], [mailNickname], [objectId])"), direct("originalUserPrincipalName")],
  [T.ACTIVE]: [expression(SOFT_DELETED), expression(SOFT_DELETED), expression(SOFT_DELETED), expression("Not([IsSoftDeleted])"), direct("accountEnabled"), constant("True")],
  [T.GIVEN]: [direct("givenName"), direct("givenName"), expression('Item(Split([displayName], " "), 1)'), expression("NormalizeDiacritics([givenName])"), expression('Word([displayName], 1, " ")')],
  [T.FAMILY]: [direct("surname"), direct("surname"), expression('PCase([surname], " -")'), expression("ToUpper([surname], )")],
  [T.TITLE]: [direct("jobTitle"), expression("Left([jobTitle], 6)"), expression('Coalesce([jobTitle], "Staff")'), expression("IgnoreFlowIfNullOrEmpty([jobTitle])"), constant("Employee"), none("Employee")],
  [T.USER_TYPE]: [none("Intranet User"), expression('Switch(Left([extensionAttribute1], 1), "Intranet User", "9", "Power User")'), constant("Intranet User")],
  [T.DEPARTMENT]: [direct("department"), direct("department"), expression('Coalesce([department], "Unassigned")'), expression('IIF([accountEnabled] = "True", "People", "Leavers")'), expression("StripSpaces([department])")],
  [T.ORGANIZATION]: [direct("companyName"), constant("Acme Ltd"), none("Acme Ltd"), expression('Switch([companyName], "Group", "Acme Ltd", "Acme", "Acme GmbH", "Acme DE")')],
  [T.LOCATION]: [direct("city"), expression('Switch([city], [city], "", "Elsewhere")'), none("HQ"), expression('Join(", ", [city], [country])')],
  [T.LOGIN_TYPE]: [constant("SAML"), constant("SAML"), none("SAML"), expression('IIF(InStr([userPrincipalName], "@partner", , ) > 0, "Local Login", "SAML")')],
  [T.MANAGER]: [direct("manager")],
  [T.WORK_PHONE]: [direct("telephoneNumber"), expression("StripSpaces([telephoneNumber])"), expression('Replace([telephoneNumber], , "^(?<code>\\\\+44 )(?<rest>.*)$", "code", "0", , )')],
  [T.MOBILE]: [direct("mobile"), expression('Replace([mobile], , "[()\\\\s-]+", , "", , )')],
  [T.ADDRESS]: [direct("physicalDeliveryOfficeName"), expression('Join(", ", [streetAddress], [city], [postalCode], [country])'), direct("streetAddress")],
  [T.HOME_MAIL]: [expression("Item([otherMails], 1)")],
  [T.LOCALE]: [direct("preferredLanguage"), constant("en-US"), none("en-GB")],
  [T.INITIALS]: [expression('Append(Left([givenName], 1), Left([surname], 1))'), expression("Mid([givenName], 1, 1)"), expression('Replace([displayName], "%", , , , , "(%)")'), expression("Redact([mailNickname])")],
  [T.PRONOUNS]: [direct("extensionAttribute2"), expression("Mid([employeeId], 2, 10)"), none("they/them")],
  [T.START_DATE]: [direct("employeeHireDate"), expression('FormatDateTime([employeeHireDate], , "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddT00:00:00Z")')],
};

/** How often an attribute that is not required is mapped, in percent. */
const OPTIONAL_PERCENT = 70;

/** A mapping for an export in `format`: rows in their order, boxes, filter, and which attributes are case-exact. */
export function makeMapping(random, format) {
  const keys = matchKeys(random);
  const rows = Object.keys(CHOICES)
    .filter((target) => T.REQUIRED.includes(target) || keys.has(target) || random.chance(OPTIONAL_PERCENT))
    .map((target) => makeRow(random, target, keys.get(target) ?? 0, format))
    .filter(Boolean);
  return {
    rows: random.shuffled(rows),
    create: random.chance(90),
    update: random.chance(90),
    remove: random.chance(70),
    filter: random.chance(45) ? makeFilter(random, format) : [],
    demanded: new Map(rows.filter(({ target }) => DEMANDED.has(target) && random.chance(15)).map(({ target }) => [target, DEMANDED.get(target)])),
    caseExact: new Set(rows.map((row) => row.target).filter(() => random.chance(15))),
  };
}

/** What the app's own definition gives a required attribute that would have no value. */
const DEMANDED = new Map([[T.DEPARTMENT, "Everybody"], [T.LOCATION, "Anywhere"], [T.ORGANIZATION, "The Group"]]);

/** Which attributes people are looked up by, with the precedence of each. */
function matchKeys(random) {
  const order = random.shuffled([T.USER_NAME, T.WORK_MAIL, T.UID]).slice(0, 1 + random.below(3));
  const step = random.pick([1, 1, 3]);
  return new Map(order.map((target, i) => [target, 1 + i * step]));
}

function makeRow(random, target, matchingPriority, format) {
  const usable = CHOICES[target].filter((choice) => {
    if (matchingPriority > 0 && choice.kind === "none") return false;
    return format !== "portal" || !NOT_IN_PORTAL.some((name) => choice.source?.includes(name));
  });
  if (usable.length === 0) return null;
  const row = { target, matchingPriority, default: null, flowType: "Always", ...random.pick(usable) };
  if (T.REQUIRED.includes(target) && target !== T.ACTIVE && row.kind !== "none" && random.chance(75)) row.default = target === T.LOGIN_TYPE ? "SAML" : `no ${target.split(/[:.]/).at(-1)}`;
  if (matchingPriority > 0 || row.kind === "none") return row;
  row.flowType = random.weighted({ Always: 76, ObjectAddOnly: 16, AttributeAddOnly: 4, ValueAddOnly: 4 });
  return row;
}

const CLAUSES = [
  ["department", "EQUALS", "Sales"], ["department", "NOT EQUALS", "Legal"], ["companyName", "EQUALS", "acme ltd"],
  ["department", "IS NOT NULL"], ["city", "IS NULL"], ["jobTitle", "IS NOT NULL"],
  ["accountEnabled", "IS TRUE"], ["accountEnabled", "IS FALSE"],
  ["companyName", "REGEX MATCH", "^Acme (Ltd|GmbH)$"], ["city", "NOT REGEX MATCH", "^(Leeds|Paris)$"],
  ["extensionAttribute1", "GREATER_THAN", "20"], ["extensionAttribute1", "GREATER_THAN_OR_EQUALS", "9"],
  ["jobTitle", "INCLUDES", "Head"], ["mail", "INCLUDES", "@acme"], ["mail", "ENDS_WITH", "acme.example"],
  ["city", "&", "Leeds;Köln;Paris"], ["city", "!&", "Malmö and New York"],
];

/** Groups of clauses: all of one group, or all of another. */
function makeFilter(random, format) {
  const usable = CLAUSES.filter(([attribute]) => format !== "portal" || !NOT_IN_PORTAL.includes(attribute));
  return Array.from({ length: 1 + random.below(3) }, () => random.shuffled(usable).slice(0, random.pick([1, 1, 2])));
}

/** The mapping as a synchronization schema. */
export function schemaOf(random, mapping) {
  const { rows, create, update, remove, filter } = mapping;
  const flowTypes = [create && "Add", update && "Update", remove && "Delete"].filter(Boolean).join(", ");
  const target = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  return {
    directories: [
      { id: random.guid(), name: "Azure Active Directory", objects: [{ name: "User", attributes: [], metadata: [] }] },
      { id: random.guid(), name: "customappsso", objects: [{ name: target, attributes: rows.map((row) => attributeOf(row, mapping)), metadata: [] }] },
    ],
    synchronizationRules: [
      {
        id: random.guid(), name: "USER_OUTBOUND_USER", priority: 1, editable: true,
        sourceDirectoryName: "Azure Active Directory", targetDirectoryName: "customappsso", metadata: [],
        objectMappings: [{
          name: "Provision Microsoft Entra ID Users", enabled: true, flowTypes, sourceObjectName: "User", targetObjectName: target,
          scope: filter.length === 0 ? null : { categoryFilterGroups: [], inputFilterGroups: [], groups: filter.map(groupOf) },
          attributeMappings: rows.map((row) => rowOf(random, row)), metadata: [],
        }],
      },
    ],
    version: "judge",
  };
}

const attributeOf = ({ target }, { caseExact, demanded }) => ({
  name: target, type: target === T.MANAGER ? "Reference" : target === T.ACTIVE ? "Boolean" : "String",
  anchor: false, caseExact: caseExact.has(target), required: T.REQUIRED.includes(target), multivalued: false, mutability: "ReadWrite",
  defaultValue: demanded.get(target) ?? null, metadata: [], referencedObjects: target === T.MANAGER ? [{ referencedObjectName: "User", referencedProperty: null }] : [],
});

const groupOf = (clauses, i) => ({
  name: `Group ${i + 1}`,
  clauses: clauses.map(([sourceOperandName, operatorName, value]) => ({ sourceOperandName, operatorName, targetOperand: { values: value === undefined ? [] : [value] } })),
});

function rowOf(random, { target, kind, source, default: defaultValue, flowType, matchingPriority }) {
  return {
    targetAttributeName: target, matchingPriority, flowType: spelt(random, flowType), flowBehavior: "FlowWhenChanged", defaultValue, exportMissingReferences: false,
    source: sourceOf(random, kind, source),
  };
}

/** The documentation prints such words in either case. */
const spelt = (random, word) => (random.chance(10) ? word.toLowerCase() : word);

function sourceOf(random, kind, source) {
  if (kind === "none") return null;
  if (kind === "expression") return { type: "Function", name: source.slice(0, source.indexOf("(")), expression: source, parameters: [] };
  if (kind === "constant") return { type: "Constant", name: source, expression: `"${source}"`, parameters: [] };
  return random.chance(20) ? { type: "Attribute", name: source } : { type: "Attribute", name: source, expression: `[${source}]`, parameters: [] };
}
