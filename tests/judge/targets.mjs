// The attributes of the intranet that take part, with the column an export has them in. Not what Presync knows of them.

const ENT = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";
const IX = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:";

export const USER_NAME = "userName";
export const UID = "externalId";
export const WORK_MAIL = 'emails[type eq "work"].value';
export const HOME_MAIL = 'emails[type eq "home"].value';
export const ACTIVE = "active";
export const GIVEN = "name.givenName";
export const FAMILY = "name.familyName";
export const TITLE = "title";
export const USER_TYPE = "userType";
export const WORK_PHONE = 'phoneNumbers[type eq "work"].value';
export const MOBILE = 'phoneNumbers[type eq "mobile"].value';
export const ADDRESS = 'addresses[type eq "work"].formatted';
export const LOCALE = "locale";
export const DEPARTMENT = `${ENT}department`;
export const ORGANIZATION = `${ENT}organization`;
export const MANAGER = `${ENT}manager`;
export const LOCATION = `${IX}location`;
export const LOGIN_TYPE = `${IX}loginType`;
export const START_DATE = `${IX}jobStartDate`;
export const INITIALS = `${IX}name.initials`;
export const PRONOUNS = `${IX}pronouns`;

/** Column of the intranet's export by attribute, in the order of the columns. */
export const COLUMNS = {
  [USER_NAME]: "Username",
  [WORK_MAIL]: "Email Address",
  [UID]: "User ID",
  [FAMILY]: "Last Name",
  [GIVEN]: "First Name",
  [ACTIVE]: "Active",
  [LOGIN_TYPE]: "Authentication Type",
  [USER_TYPE]: "Profile Type",
  [DEPARTMENT]: "Department",
  [LOCATION]: "Location",
  [ORGANIZATION]: "Company",
  [TITLE]: "Title",
  [START_DATE]: "Start Date",
  [MANAGER]: "Supervisor Employee ID",
  [WORK_PHONE]: "Phone",
  [MOBILE]: "Mobile",
  [ADDRESS]: "Address",
  [HOME_MAIL]: "Alternate Email Address",
  [LOCALE]: "Culture",
  [INITIALS]: "Initials",
  [PRONOUNS]: "Pronouns",
};

/** What the intranet requires of a new account, by its field mapping. */
export const REQUIRED = [
  UID, USER_NAME, ACTIVE, FAMILY, GIVEN, LOGIN_TYPE, DEPARTMENT, ORGANIZATION, LOCATION,
];
