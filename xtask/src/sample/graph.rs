//! The tenant's users as Graph's `GET /users` answers: two pages, managers expanded.

use anyhow::Result;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Sample;
use super::people::Person;
use super::records::{AzureUser, OnPremises};

/// Graph's largest page.
const PAGE_SIZE: usize = 999;
/// The directory extension of the customer's own; `schema` lists it as a source attribute.
pub(super) const COST_CENTRE: &str = "extension_9f1c2d7e4b8a4c0e8d3f5a6b7c8d9e0f_costCentre";
const SELECT: &str = "id,userPrincipalName,accountEnabled,displayName,givenName,surname,mail,\
    mailNickname,jobTitle,preferredLanguage,officeLocation,streetAddress,city,state,postalCode,\
    country,businessPhones,mobilePhone,faxNumber,employeeId,department,companyName,userType,\
    employeeType,employeeHireDate,employeeOrgData,otherMails,proxyAddresses,usageLocation,\
    onPremisesExtensionAttributes,onPremisesSamAccountName,onPremisesImmutableId,\
    onPremisesSyncEnabled,createdDateTime,deletedDateTime,\
    extension_9f1c2d7e4b8a4c0e8d3f5a6b7c8d9e0f_costCentre";
const GRAPH: &str = "https://graph.microsoft.com/v1.0";

/// One user, its properties in the order of the selection.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GraphUser<'a> {
    id: &'a str,
    user_principal_name: &'a str,
    account_enabled: bool,
    display_name: &'a str,
    given_name: Option<&'a str>,
    surname: Option<&'a str>,
    mail: Option<&'a str>,
    mail_nickname: &'a str,
    job_title: Option<&'a str>,
    preferred_language: Option<&'a str>,
    office_location: Option<&'a str>,
    street_address: Option<&'a str>,
    city: Option<&'a str>,
    state: Option<&'a str>,
    postal_code: Option<&'a str>,
    country: Option<&'a str>,
    business_phones: Vec<&'a str>,
    mobile_phone: Option<&'a str>,
    fax_number: Option<&'a str>,
    employee_id: Option<&'a str>,
    department: Option<&'a str>,
    company_name: Option<&'a str>,
    user_type: &'a str,
    employee_type: Option<&'a str>,
    employee_hire_date: Option<String>,
    employee_org_data: Option<OrgData<'a>>,
    other_mails: &'a [String],
    proxy_addresses: &'a [String],
    usage_location: Option<&'a str>,
    on_premises_extension_attributes: ExtensionAttributes<'a>,
    on_premises_sam_account_name: Option<&'a str>,
    on_premises_immutable_id: Option<&'a str>,
    on_premises_sync_enabled: Option<bool>,
    created_date_time: String,
    deleted_date_time: Option<&'a str>,
    #[serde(rename = "extension_9f1c2d7e4b8a4c0e8d3f5a6b7c8d9e0f_costCentre")]
    cost_centre: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    manager: Option<Manager<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OrgData<'a> {
    division: Option<&'a str>,
    cost_center: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manager<'a> {
    #[serde(rename = "@odata.type")]
    kind: &'static str,
    id: &'a str,
    user_principal_name: &'a str,
}

/// extensionAttribute1 to extensionAttribute15: Graph always lists them all.
struct ExtensionAttributes<'a> {
    start_text: Option<&'a str>,
    call_name: Option<&'a str>,
}

impl Serialize for ExtensionAttributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(15))?;
        for number in 1..=15 {
            let value = match number {
                2 => self.start_text,
                5 => self.call_name,
                _ => None,
            };
            map.serialize_entry(&format!("extensionAttribute{number}"), &value)?;
        }
        map.end()
    }
}

/// The two pages.
pub(super) fn pages(sample: &Sample) -> Result<[String; 2]> {
    let (first, second) = sample.azure_rows.split_at(PAGE_SIZE);
    let next = format!(
        "{GRAPH}/users?$select={SELECT}&$expand=manager($select=id,userPrincipalName)\
         &$top={PAGE_SIZE}&$skiptoken=m~AQAnOzM5NGE0ZjEwLTJkNzUtNDRmOC05YjY3"
    );
    Ok([
        page(sample, first, Some(&next))?,
        page(sample, second, None)?,
    ])
}

/// One answer, a user a line so that differences can be read.
fn page(sample: &Sample, rows: &[usize], next: Option<&str>) -> Result<String> {
    let context = format!("{GRAPH}/$metadata#users({SELECT},manager(id,userPrincipalName))");
    let mut text = format!(
        "{{\n\"@odata.context\":{},\n",
        serde_json::to_string(&context)?
    );
    if let Some(next) = next {
        text += &format!("\"@odata.nextLink\":{},\n", serde_json::to_string(next)?);
    }
    let users = rows
        .iter()
        .filter_map(|&index| graph_user(sample, &sample.people[index]));
    let lines: Vec<String> = users
        .map(|user| serde_json::to_string(&user))
        .collect::<Result<_, _>>()?;
    text += &format!("\"value\":[\n{}\n]}}\n", lines.join(",\n"));
    Ok(text)
}

fn graph_user<'a>(sample: &'a Sample, person: &'a Person) -> Option<GraphUser<'a>> {
    let user = person.azure.as_ref()?;
    let manager = person
        .azure_manager
        .and_then(|index| sample.people[index].azure.as_ref());
    Some(GraphUser {
        id: &user.id,
        user_principal_name: &user.upn,
        account_enabled: user.enabled,
        display_name: &user.display_name,
        given_name: present(&user.given_name),
        surname: present(&user.surname),
        mail: present(&user.mail),
        mail_nickname: &user.mail_nickname,
        job_title: present(&user.job_title),
        preferred_language: present(&user.preferred_language),
        office_location: present(&user.office),
        street_address: present(&user.street),
        city: present(&user.city),
        state: present(&user.state),
        postal_code: present(&user.postal_code),
        country: present(&user.country),
        business_phones: present(&user.business_phone).into_iter().collect(),
        mobile_phone: present(&user.mobile_phone),
        fax_number: present(&user.fax),
        employee_id: present(&user.employee_id),
        department: present(&user.department),
        company_name: present(&user.company),
        user_type: if user.guest { "Guest" } else { "Member" },
        employee_type: present(&user.employee_type),
        employee_hire_date: user.hired.map(|date| format!("{}T00:00:00Z", date.iso())),
        employee_org_data: present(&user.cost_centre).map(|cost_center| OrgData {
            division: None,
            cost_center,
        }),
        other_mails: &user.other_mails,
        proxy_addresses: &user.proxy_addresses,
        usage_location: present(&user.usage_location),
        on_premises_extension_attributes: ExtensionAttributes {
            start_text: present(&user.start_text),
            call_name: present(&user.call_name),
        },
        on_premises_sam_account_name: on_premises(user, |o| &o.sam_account_name),
        on_premises_immutable_id: on_premises(user, |o| &o.immutable_id),
        on_premises_sync_enabled: user.on_premises.as_ref().map(|_| true),
        created_date_time: created(user),
        deleted_date_time: None,
        cost_centre: present(&user.cost_centre),
        manager: manager.map(|manager| Manager {
            kind: "#microsoft.graph.user",
            id: &manager.id,
            user_principal_name: &manager.upn,
        }),
    })
}

/// When the account was made: in the morning, and not all in the same second.
pub(super) fn created(user: &AzureUser) -> String {
    let spread: u32 = user.id.bytes().map(u32::from).sum();
    format!(
        "{}T08:{:02}:{:02}Z",
        user.created.iso(),
        spread % 60,
        spread / 7 % 60
    )
}

fn on_premises(user: &AzureUser, part: fn(&OnPremises) -> &String) -> Option<&str> {
    user.on_premises
        .as_ref()
        .map(|on_premises| part(on_premises).as_str())
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
