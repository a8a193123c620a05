// The fields each side is known to have, as a person chooses among them: the host's catalogue by name and
// label. A test holds the two alike.

import type { WireSide } from '../../ipc';

export interface KnownField {
  attribute: string;
  label: string;
}

/** `attribute`, `label`. */
const TABLE: Record<WireSide, readonly (readonly [string, string])[]> = {
  legacy: [
    ['externalId', 'Unique ID'],
    ['userName', 'User name'],
    ['active', 'Active'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:omitFromSearch', 'Hide profile'],
    ['password', 'Password'],
    ['name.familyName', 'Surname'],
    ['name.givenName', 'First name'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:loginType', 'Authentication type'],
    ['userType', 'Profile type'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:forcePasswordReset', 'Forced password reset'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:name.title', 'Title (honorific)'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:name.initials', 'Initials'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:pronouns', 'Pronouns'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:dateOfBirth', 'Date of birth'],
    ['timezone', 'Time zone'],
    ['emails[type eq "work"].value', 'E-mail address'],
    ['emails[type eq "home"].value', 'Alternate e-mail address'],
    ['emails[type eq "mobile"].value', 'Alternate e-mail address (mobile)'],
    ['addresses[type eq "work"].formatted', 'Address'],
    ['title', 'Job title'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization', 'Company'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', 'Department'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location', 'Location'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', 'Manager'],
    ['urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:jobStartDate', 'Job start date'],
    ['locale', 'Culture'],
    ['preferredLanguage', 'Language'],
    ['phoneNumbers[type eq "work"].value', 'Phone'],
    ['phoneNumbers[type eq "mobile"].value', 'Mobile'],
    ['endDate', 'End date'],
    ['manager.displayName', "Manager's name"],
    ['displayName', 'Display name'],
    ['expertise', 'Expertise'],
    ['interests', 'Interests'],
    ['picture', 'Picture'],
  ],
  azure: [
    ['objectId', 'Object ID'],
    ['userPrincipalName', 'User principal name'],
    ['originalUserPrincipalName', 'Original user principal name'],
    ['accountEnabled', 'Account enabled'],
    ['displayName', 'Display name'],
    ['givenName', 'Given name'],
    ['surname', 'Surname'],
    ['mail', 'Mail'],
    ['mailNickname', 'Mail nickname'],
    ['proxyAddresses', 'Proxy addresses'],
    ['otherMails', 'Other mails'],
    ['jobTitle', 'Job title'],
    ['department', 'Department'],
    ['companyName', 'Company name'],
    ['physicalDeliveryOfficeName', 'Office location'],
    ['streetAddress', 'Street address'],
    ['city', 'City'],
    ['state', 'State'],
    ['postalCode', 'Postal code'],
    ['country', 'Country'],
    ['telephoneNumber', 'Telephone number'],
    ['mobile', 'Mobile phone'],
    ['facsimileTelephoneNumber', 'Fax number'],
    ['preferredLanguage', 'Preferred language'],
    ['usageLocation', 'Usage location'],
    ['employeeId', 'Employee ID'],
    ['employeeNumber', 'Employee number'],
    ['employeeType', 'Employee type'],
    ['employeeHireDate', 'Employee hire date'],
    ['employeeLeaveDateTime', 'Employee leave date'],
    ['employeeOrgData.costCenter', 'Cost centre'],
    ['employeeOrgData.division', 'Division'],
    ['manager', 'Manager'],
    ['manager.userPrincipalName', "Manager's user principal name"],
    ['manager.displayName', "Manager's display name"],
    ['userType', 'User type'],
    ['creationType', 'Creation type'],
    ['createdDateTime', 'Created'],
    ['deletedDateTime', 'Deleted'],
    ['dirSyncEnabled', 'Synced from on-premises'],
    ['immutableId', 'On-premises immutable ID'],
    ['onPremisesSamAccountName', 'On-premises SAM account name'],
    ['onPremisesUserPrincipalName', 'On-premises user principal name'],
    ['onPremisesSecurityIdentifier', 'On-premises security identifier'],
    ['onPremisesDistinguishedName', 'On-premises distinguished name'],
    ['onPremisesDomainName', 'On-premises domain name'],
    ['ageGroup', 'Age group'],
    ['consentProvidedForMinor', 'Consent provided for minor'],
    ['legalAgeGroupClassification', 'Legal age group classification'],
    ['invitationState', 'Invitation state'],
    ['identityIssuer', 'Identity issuer'],
    ['extensionAttribute1', 'Extension attribute 1'],
    ['extensionAttribute2', 'Extension attribute 2'],
    ['extensionAttribute3', 'Extension attribute 3'],
    ['extensionAttribute4', 'Extension attribute 4'],
    ['extensionAttribute5', 'Extension attribute 5'],
    ['extensionAttribute6', 'Extension attribute 6'],
    ['extensionAttribute7', 'Extension attribute 7'],
    ['extensionAttribute8', 'Extension attribute 8'],
    ['extensionAttribute9', 'Extension attribute 9'],
    ['extensionAttribute10', 'Extension attribute 10'],
    ['extensionAttribute11', 'Extension attribute 11'],
    ['extensionAttribute12', 'Extension attribute 12'],
    ['extensionAttribute13', 'Extension attribute 13'],
    ['extensionAttribute14', 'Extension attribute 14'],
    ['extensionAttribute15', 'Extension attribute 15'],
  ],
};

/** The fields that tell people apart, the best first: a file without any of them cannot be imported. */
const KEYS: Record<WireSide, readonly string[]> = {
  legacy: ['externalId', 'userName', 'emails[type eq "work"].value', 'displayName'],
  azure: ['objectId', 'userPrincipalName', 'mail', 'displayName'],
};

const FIELDS = { legacy: fields('legacy'), azure: fields('azure') };

function fields(side: WireSide): readonly KnownField[] {
  return TABLE[side].map(([attribute, label]) => ({ attribute, label }));
}

/** All fields of a side, as the catalogue orders them. */
export function fieldsOf(side: WireSide): readonly KnownField[] {
  return FIELDS[side];
}

export function keysOf(side: WireSide): readonly KnownField[] {
  const known = new Map(FIELDS[side].map((field) => [field.attribute, field]));
  return KEYS[side].flatMap((attribute) => known.get(attribute) ?? []);
}
