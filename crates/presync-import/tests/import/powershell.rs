//! The headers of every documented export of the Azure side, and what PowerShell does to a file.

use presync_core::{Side, progress::Unwatched, scope::Scope};
use presync_import::{Inspection, ReadOptions, read_group_members};

use crate::boundary::{Given, check, side};

fn inspect(headers: &str, row: &str) -> Inspection {
    Given::file("users.csv", format!("{headers}\n{row}\n").as_bytes())
        .inspect(&side(Side::Azure))
        .expect("readable")
}

/// Checks which headers are read as the attribute of another name, and which are kept as they are; all
/// others are read as the attribute of their own name, whatever its case.
fn check_headers(headers: &str, renamed: &[(&str, &str)], kept: &[&str]) {
    let inspection = inspect(headers, "");
    let columns = inspection.columns.iter().map(|column| &column.column);
    let read: Vec<_> = columns.collect();
    let others: Vec<(&str, &str)> = read
        .iter()
        .filter(|c| c.known && !c.header.replace(' ', "").eq_ignore_ascii_case(&c.attribute))
        .map(|c| (c.header.as_str(), c.attribute.as_str()))
        .collect();
    assert_eq!(others, renamed, "{headers}");
    let unknown = read.iter().filter(|c| !c.known);
    let unknown: Vec<&str> = unknown.map(|c| c.header.as_str()).collect();
    assert_eq!(unknown, kept, "{headers}");
}

#[test]
fn the_portals_download_in_both_spellings() {
    check_headers(
        "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime",
        &[
            ("id", "objectId"),
            ("officeLocation", "physicalDeliveryOfficeName"),
            ("mobilePhone", "mobile"),
            ("alternateEmailAddress", "otherMails"),
            ("directorySynced", "dirSyncEnabled"),
        ],
        &[],
    );
    check_headers(
        "userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationPhoneNumber,authenticationAlternativePhoneNumber,authenticationEmail,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification",
        &[("alternateEmailAddress", "otherMails")],
        &[
            "authenticationPhoneNumber",
            "authenticationAlternativePhoneNumber",
            "authenticationEmail",
        ],
    );
}

#[test]
fn the_columns_of_the_preview_download() {
    check_headers(
        "User principal name,Display name,Assigned licenses,Authorization info,Employee ID,Employee hire date,Employee org data,Employee type,Extension attributes,External user state,External user state change date time,Fax number,IM addresses,Last password change date time,On-premises SAM account name,On-premises distinguished name,On-premises domain name,On-premises immutable ID,On-premises last sync,On-premises provisioning errors,On-premises security identifier,On-premises user principal name,Password policies,Preferred data location,Preferred language,Proxy addresses,Sign in sessions valid from",
        &[
            ("External user state", "invitationState"),
            ("Fax number", "facsimileTelephoneNumber"),
            ("On-premises SAM account name", "onPremisesSamAccountName"),
            (
                "On-premises distinguished name",
                "onPremisesDistinguishedName",
            ),
            ("On-premises domain name", "onPremisesDomainName"),
            ("On-premises immutable ID", "immutableId"),
            (
                "On-premises security identifier",
                "onPremisesSecurityIdentifier",
            ),
            (
                "On-premises user principal name",
                "onPremisesUserPrincipalName",
            ),
        ],
        &[
            "Assigned licenses",
            "Authorization info",
            "Employee org data",
            "Extension attributes",
            "External user state change date time",
            "IM addresses",
            "Last password change date time",
            "On-premises last sync",
            "On-premises provisioning errors",
            "Password policies",
            "Preferred data location",
            "Sign in sessions valid from",
        ],
    );
}

#[test]
fn get_azureaduser() {
    check_headers(
        "ExtensionProperty,DeletionTimestamp,ObjectId,ObjectType,AccountEnabled,AgeGroup,AssignedLicenses,AssignedPlans,City,CompanyName,ConsentProvidedForMinor,Country,CreationType,Department,DirSyncEnabled,DisplayName,FacsimileTelephoneNumber,GivenName,IsCompromised,ImmutableId,JobTitle,LastDirSyncTime,LegalAgeGroupClassification,Mail,MailNickName,Mobile,OnPremisesSecurityIdentifier,OtherMails,PasswordPolicies,PasswordProfile,PhysicalDeliveryOfficeName,PostalCode,PreferredLanguage,ProvisionedPlans,ProvisioningErrors,ProxyAddresses,RefreshTokensValidFromDateTime,ShowInAddressList,SignInNames,SipProxyAddress,State,StreetAddress,Surname,TelephoneNumber,UsageLocation,UserPrincipalName,UserState,UserStateChangedOn,UserType",
        &[
            ("DeletionTimestamp", "deletedDateTime"),
            ("UserState", "invitationState"),
        ],
        &[
            "ExtensionProperty",
            "ObjectType",
            "AssignedLicenses",
            "AssignedPlans",
            "IsCompromised",
            "LastDirSyncTime",
            "PasswordPolicies",
            "PasswordProfile",
            "ProvisionedPlans",
            "ProvisioningErrors",
            "RefreshTokensValidFromDateTime",
            "ShowInAddressList",
            "SignInNames",
            "SipProxyAddress",
            "UserStateChangedOn",
        ],
    );
}

#[test]
fn get_mguser() {
    check_headers(
        "AboutMe,AccountEnabled,AgeGroup,BusinessPhones,City,CompanyName,Country,CreatedDateTime,DeletedDateTime,Department,DisplayName,EmployeeHireDate,EmployeeId,EmployeeLeaveDateTime,EmployeeOrgData,EmployeeType,ExternalUserState,FaxNumber,GivenName,Id,Identities,JobTitle,Mail,MailNickname,Manager,MobilePhone,OfficeLocation,OnPremisesDistinguishedName,OnPremisesDomainName,OnPremisesExtensionAttributes,OnPremisesImmutableId,OnPremisesSamAccountName,OnPremisesSyncEnabled,OtherMails,PostalCode,PreferredLanguage,ProxyAddresses,State,StreetAddress,Surname,UserPrincipalName,UserType,AdditionalProperties",
        &[
            ("BusinessPhones", "telephoneNumber"),
            ("ExternalUserState", "invitationState"),
            ("FaxNumber", "facsimileTelephoneNumber"),
            ("Id", "objectId"),
            ("Identities", "identityIssuer"),
            ("MobilePhone", "mobile"),
            ("OfficeLocation", "physicalDeliveryOfficeName"),
            ("OnPremisesImmutableId", "immutableId"),
            ("OnPremisesSyncEnabled", "dirSyncEnabled"),
        ],
        &[
            "AboutMe",
            "EmployeeOrgData",
            "OnPremisesExtensionAttributes",
            "AdditionalProperties",
        ],
    );
}

#[test]
fn get_aduser_is_no_export_of_entra() {
    check_headers(
        "DistinguishedName,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,UserPrincipalName,EmailAddress,Title,Department,Company,EmployeeID,EmployeeNumber,Office,OfficePhone,MobilePhone,City,State,StreetAddress,PostalCode,Country,Manager,proxyAddresses,extensionAttribute1,DisplayName",
        &[
            ("DistinguishedName", "onPremisesDistinguishedName"),
            ("Enabled", "accountEnabled"),
            ("SamAccountName", "onPremisesSamAccountName"),
            ("SID", "onPremisesSecurityIdentifier"),
            ("EmailAddress", "mail"),
            ("Title", "jobTitle"),
            ("Company", "companyName"),
            ("Office", "physicalDeliveryOfficeName"),
            ("OfficePhone", "telephoneNumber"),
            ("MobilePhone", "mobile"),
        ],
        &["Name", "ObjectClass", "ObjectGUID"],
    );
    let inspection = inspect(
        "DistinguishedName,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,UserPrincipalName,Manager",
        "\"CN=Ada,OU=Staff,DC=x,DC=test\",True,Ada,Ada Okoro,user,2f657c71-86ba-486e-a729-fb478c11ce69,ada,S-1-5-21-1,Okoro,ada@x.test,\"CN=Bo,OU=Staff,DC=x,DC=test\"",
    );
    let read: Vec<(&str, bool)> = inspection
        .columns
        .iter()
        .map(|c| (c.column.attribute.as_str(), c.column.known))
        .collect();
    assert!(read.contains(&("ObjectGUID", false)), "{read:?}");
    assert!(
        !read.iter().any(|(name, _)| *name == "objectId"),
        "{read:?}"
    );
    let codes: Vec<&str> = inspection
        .diagnostics
        .iter()
        .map(|d| d.code.as_str())
        .collect();
    assert!(codes.contains(&"ON_PREMISES_EXPORT"), "{codes:?}");
}

/// A selection of properties leaves few telling ones; the object GUID alone tells.
#[test]
fn a_selection_of_get_aduser_is_told_too() {
    let inspection = inspect(
        "ObjectGUID,SamAccountName,UserPrincipalName",
        "2f657c71-86ba-486e-a729-fb478c11ce69,ada,ada@x.test",
    );
    let attributes: Vec<&str> = inspection
        .columns
        .iter()
        .map(|c| c.column.attribute.as_str())
        .collect();
    assert_eq!(
        attributes,
        [
            "ObjectGUID",
            "onPremisesSamAccountName",
            "userPrincipalName"
        ]
    );
    let codes: Vec<&str> = inspection
        .diagnostics
        .iter()
        .map(|d| d.code.as_str())
        .collect();
    assert_eq!(codes, ["ON_PREMISES_EXPORT"]);
}

#[test]
fn windows_powershell_writes_types_question_marks_and_type_names() {
    check(
        "#TYPE Selected.Microsoft.Open.AzureAD.Model.User\r\n\"ObjectId\",\"UserPrincipalName\",\"DisplayName\",\"OtherMails\",\"ProxyAddresses\"\r\n\
        \"2f657c71-86ba-486e-a729-fb478c11ce69\",\"m@x.test\",\"M?ller, Jan\",\"System.String[]\",\"SMTP:m@x.test;smtp:mm@x.test\"\r\n\
        \"2f657c71-86ba-486e-a729-fb478c11ce70\",\"n@x.test\",\"Why?\",,\"System.Collections.Generic.List`1[System.String]\"\r\n",
        &ReadOptions::default(),
        "CSV, UTF-8, comma
        objectId | userPrincipalName | displayName | otherMails | proxyAddresses
        1 @3: 2f657c71-86ba-486e-a729-fb478c11ce69 | m@x.test | M?ller, Jan | System.String[] ⇒  | SMTP:m@x.test;smtp:mm@x.test ⇒ SMTP:m@x.test+smtp:mm@x.test
        2 @4: 2f657c71-86ba-486e-a729-fb478c11ce70 | n@x.test | Why? |  | System.Collections.Generic.List`1[System.String] ⇒
        note PREAMBLE_SKIPPED @1
        warning CELL_QUESTION_MARK @3 [DisplayName]
        warning CELL_TYPE_NAME @3 [OtherMails]
        warning CELL_TYPE_NAME @4 [ProxyAddresses]",
    );
}

#[test]
fn use_culture_and_unicode() {
    let csv = "\u{feff}\"Id\";\"UserPrincipalName\";\"BusinessPhones\"\r\n\
        \"2f657c71-86ba-486e-a729-fb478c11ce69\";\"zoë@x.test\";\"+49 30 1;+49 30 2\"\r\n";
    let utf16: Vec<u8> = csv.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let shown = |words: &str| {
        format!(
            "CSV, {words}, semicolon
            objectId | userPrincipalName | telephoneNumber
            1 @2: 2f657c71-86ba-486e-a729-fb478c11ce69 | zoë@x.test | +49 30 1;+49 30 2 ⇒ +49 30 1++49 30 2"
        )
    };
    check(csv, &ReadOptions::default(), &shown("UTF-8 with BOM"));
    check(utf16, &ReadOptions::default(), &shown("UTF-16LE with BOM"));
}

#[test]
fn a_bulk_template_names_its_attributes_in_brackets() {
    check(
        "version:v1.0,,\nName [displayName] Required,User name [userPrincipalName] Required,First name [givenName]\nAda Okoro,ada@x.test,Ada\n",
        &ReadOptions::default(),
        "CSV, UTF-8, comma
        displayName | userPrincipalName | givenName
        1 @3: Ada Okoro | ada@x.test | Ada
        note PREAMBLE_SKIPPED @1",
    );
}

#[test]
fn group_members_in_every_shape() {
    let check = |text: &str, group: Option<&str>, expect: &[&str]| {
        let given = Given::file("members.csv", text.as_bytes());
        let mut scope = Scope::default();
        let odd = read_group_members(&given.path, group, &Unwatched, &mut scope).expect("readable");
        assert!(odd.iter().all(|odd| odd.code != "ROW_UNUSABLE"), "{odd:?}");
        let group = |at: u32| {
            let group = &scope.groups.groups()[at as usize];
            format!("{}/{}", group.id, group.name)
        };
        let users = scope.groups.users();
        let mut shown: Vec<String> = users
            .map(|(at, id, _)| format!("{} {id} User", group(at)))
            .collect();
        let nested = scope.groups.nested().iter();
        shown.extend(nested.map(|one| format!("{} {} Group", group(one.outer), one.id)));
        assert_eq!(shown, expect, "{text}");
    };
    let of_staff = ["Staff/Staff u1 User", "Staff/Staff g2 Group"];
    let staff = Some("Staff");
    for text in [
        "Object ID,User principal name,Display name,Member type\nu1,ada@x.test,Ada,User\ng2,,Leads,Group\n",
        "id,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest\nu1,ada@x.test,Ada,User,Member,True,False,False\ng2,,Leads,Group,,False,True,False\n",
        "\u{feff}\"Object ID\";\"User principal name\";\"Display name\";\"Member type\"\r\n\"u1\";\"ada@x.test\";\"Ada\";\"User\"\r\n\"g2\";\"\";\"Leads\";\"Security group\"\r\n",
        "#TYPE Microsoft.Open.AzureAD.Model.User\nObjectId,ObjectType,UserPrincipalName\nu1,User,ada@x.test\ng2,Group,\n",
        "Id,AdditionalProperties,UserPrincipalName,@odata.type\nu1,System.Collections.Generic.Dictionary`2[System.String],a@x.test,#microsoft.graph.user\ng2,x,,#microsoft.graph.group\n",
    ] {
        check(text, staff, &of_staff);
    }
    check(
        "version:v1.0\nMember object ID or user principal name [memberObjectIdOrUpn] Required\nada@x.test\n",
        staff,
        &["Staff/Staff ada@x.test User"],
    );
    check(
        "GroupId;GroupDisplayName;MemberObjectId;ObjectType\ng1;Staff;u1;User\n",
        None,
        &["g1/Staff u1 User"],
    );
}
