// A customer's exported synchronization schema, with what no documentation names: such properties must survive the patching.

const ENT = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/** Properties that Microsoft's published types do not have, as they stand in the customer's file. */
export const UNKNOWN = ["provisioningTaskIdentifier", "labelHints", "internalRevision", "futureFlow", "x-note", "apiExpression2"];

/** Entra's default rows of a non-gallery app. */
const DEFAULTS = [
  ["userPrincipalName", "userName", 1], ["displayName", "displayName"], ["jobTitle", "title"], ["mail", 'emails[type eq "work"].value'],
  ["preferredLanguage", "preferredLanguage"], ["givenName", "name.givenName"], ["surname", "name.familyName"],
  ["physicalDeliveryOfficeName", 'addresses[type eq "work"].formatted'], ["streetAddress", 'addresses[type eq "work"].streetAddress'], ["city", 'addresses[type eq "work"].locality'],
  ["state", 'addresses[type eq "work"].region'], ["postalCode", 'addresses[type eq "work"].postalCode'], ["country", 'addresses[type eq "work"].country'],
  ["telephoneNumber", 'phoneNumbers[type eq "work"].value'], ["mobile", 'phoneNumbers[type eq "mobile"].value'], ["facsimileTelephoneNumber", 'phoneNumbers[type eq "fax"].value'],
  ["mailNickname", "externalId"], ["employeeId", `${ENT}:employeeNumber`], ["department", `${ENT}:department`], ["manager", `${ENT}:manager`],
];

/** The whole schema as the portal's editor downloads it; the app keeps a rehearsal's filter and a second rule for groups. */
export function customerSchema() {
  return {
    "@odata.context": "https://graph.microsoft.com/beta/$metadata#servicePrincipals('00000000-0000-4000-8000-00000000000a')/synchronization/jobs('scim.0001')/schema/$entity",
    provisioningTaskIdentifier: "scim.0001", id: "scim.0001", version: "Date:2026-05-04T09:00:00.0000000Z, Quarantine:0",
    synchronizationRules: [userRule(), groupRule()],
    directories: [sourceDirectory(), targetDirectory()],
  };
}

const guid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const metadata = (pairs) => Object.entries(pairs).map(([key, value]) => ({ key, value }));

function userRule() {
  return {
    editable: true, id: guid(1), internalRevision: 7, name: "USER_OUTBOUND_USER", priority: 1, sourceDirectoryName: "Azure Active Directory", targetDirectoryName: "customappsso",
    metadata: metadata({ defaultSourceObjectMappings: "[{\"FlowTypes\":7}]", supportsProvisionOnDemand: "true" }),
    objectMappings: [{
      enabled: true, flowTypes: "Add, Update, Delete", name: "Provision Microsoft Entra ID Users", sourceObjectName: "User", targetObjectName: ENT,
      metadata: metadata({ EscrowBehavior: "\"Default\"", ExcludeFromReporting: "false", Unsynchronized: "false" }),
      scope: { categoryFilterGroups: [], inputFilterGroups: [], groups: [] },
      attributeMappings: [...DEFAULTS.map(direct), active(), fullName()],
    }],
  };
}

const flow = { defaultValue: null, exportMissingReferences: false, flowBehavior: "FlowWhenChanged", flowType: "Always" };
const attribute = (name) => ({ expression: `[${name}]`, name, type: "Attribute", parameters: [] });
const text = (value) => ({ expression: `"${value}"`, name: value, type: "Constant", parameters: [] });
const direct = ([name, target, matchingPriority = 0]) => ({ ...flow, matchingPriority, targetAttributeName: target, source: attribute(name), ...(target === "title" ? { futureFlow: { since: "2027", words: ["a", "b"] } } : {}) });
const active = () => ({ ...flow, matchingPriority: 0, targetAttributeName: "active", source: { expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")', name: "Switch", type: "Function", parameters: [{ key: "source", value: attribute("IsSoftDeleted") }, ...["False", "True", "True", "False"].map((word) => ({ key: "switchValue", value: text(word) }))] } });
const fullName = () => ({ ...flow, matchingPriority: 0, targetAttributeName: "name.formatted", source: { expression: 'Join(" ", [givenName], [surname])', name: "Join", type: "Function", parameters: [{ key: "separator", value: text(" ") }, { key: "source", value: attribute("givenName") }, { key: "source", value: attribute("surname") }] } });

function groupRule() {
  return {
    editable: true, id: guid(2), name: "GROUP_OUTBOUND_GROUP", priority: 2, sourceDirectoryName: "Azure Active Directory", targetDirectoryName: "customappsso", metadata: [],
    objectMappings: [{ enabled: true, flowTypes: "Add, Update, Delete", name: "Provision Microsoft Entra ID Groups", sourceObjectName: "Group", targetObjectName: "urn:ietf:params:scim:schemas:core:2.0:Group", metadata: [], scope: null, "x-note": "kept by hand", attributeMappings: [direct(["displayName", "displayName", 1]), direct(["objectId", "externalId"]), direct(["members", "members"])] }],
  };
}

const defined = (name, more = {}) => ({ anchor: false, caseExact: false, defaultValue: null, flowNullValues: false, multivalued: false, mutability: "ReadWrite", name, required: false, type: "String", metadata: [], referencedObjects: [], ...more });

function sourceDirectory() {
  const names = [...DEFAULTS.map(([name]) => name).filter((name) => name !== "manager"), "companyName", "employeeHireDate", ...Array.from({ length: 15 }, (_, i) => `extensionAttribute${i + 1}`)];
  return {
    discoverabilities: "AttributeNames, AttributeDataTypes", discoveryDateTime: "2026-05-04T09:00:00Z", id: guid(3), name: "Azure Active Directory", version: "2026-05-04", labelHints: ["tenant"],
    objects: [
      { name: "User", metadata: metadata({ PropertyNameSoftDeleted: "IsSoftDeleted" }), attributes: [defined("objectId", { anchor: true }), defined("IsSoftDeleted", { type: "Boolean", required: true }), defined("manager", { type: "Reference", referencedObjects: [{ referencedObjectName: "User", referencedProperty: null }] }), ...names.map((name) => defined(name))] },
      { name: "Group", metadata: [], attributes: [defined("objectId", { anchor: true }), defined("displayName"), defined("members", { type: "Reference", multivalued: true, referencedObjects: [{ referencedObjectName: "User", referencedProperty: null }] })] },
    ],
  };
}

function targetDirectory() {
  return {
    discoverabilities: "None", discoveryDateTime: null, id: guid(4), name: "customappsso", version: "1",
    objects: [
      { name: ENT, metadata: [], attributes: [defined("id", { anchor: true, required: true, apiExpression2: "id" }), ...DEFAULTS.map(([name, target]) => defined(target, { required: target === "userName", ...(name === "manager" ? { type: "Reference", referencedObjects: [{ referencedObjectName: ENT, referencedProperty: null }] } : {}) })), defined("active", { type: "Boolean" }), defined("name.formatted")] },
      { name: "urn:ietf:params:scim:schemas:core:2.0:Group", metadata: [], attributes: [defined("id", { anchor: true, required: true }), defined("displayName"), defined("externalId"), defined("members", { type: "Reference", multivalued: true })] },
    ],
  };
}
