//! What is read from Graph: paths and what of each object. Properties are those that Entra's provisioning
//! reads and that matching needs.

use crate::Part;

/// Something of Graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    pub(crate) part: Part,
    pub(crate) path: Vec<String>,
    pub(crate) query: Vec<(&'static str, String)>,
}

/// The properties of a user that are asked for; Graph gives ten where nothing is asked.
pub const USER_ATTRIBUTES: [&str; 33] = [
    "id",
    "userPrincipalName",
    "accountEnabled",
    "displayName",
    "givenName",
    "surname",
    "mail",
    "mailNickname",
    "jobTitle",
    "preferredLanguage",
    "officeLocation",
    "streetAddress",
    "city",
    "state",
    "postalCode",
    "country",
    "businessPhones",
    "mobilePhone",
    "faxNumber",
    "employeeId",
    "department",
    "companyName",
    "userType",
    "employeeType",
    "employeeHireDate",
    "employeeOrgData",
    "otherMails",
    "proxyAddresses",
    "usageLocation",
    "createdDateTime",
    "onPremisesExtensionAttributes",
    "onPremisesSamAccountName",
    "onPremisesSyncEnabled",
];
/// What is asked for besides of a deleted user.
const DELETED: &str = "deletedDateTime";
/// The manager, as much of it as is needed to name who it is.
const MANAGER: &str = "manager($select=id,userPrincipalName)";
/// The most that Graph gives a page.
const PAGE_ROWS: &str = "999";

impl Resource {
    /// All users with their managers. `further` are extension attributes, such as
    /// `extension_<app id>_<name>`, which Graph gives only when they are named.
    #[must_use]
    pub fn users(further: &[String]) -> Self {
        Self::list("users", &["v1.0", "users"])
            .with("$select", selected(&[], further))
            .with("$expand", MANAGER.to_owned())
            .with("$top", PAGE_ROWS.to_owned())
    }

    /// One of those users, as the list has them.
    #[must_use]
    pub fn user(id: &str, further: &[String]) -> Self {
        Self::list("one user", &["v1.0", "users", id])
            .with("$select", selected(&[], further))
            .with("$expand", MANAGER.to_owned())
    }

    /// What changes about users from now on. `manager` can be followed, but not expanded.
    #[must_use]
    pub fn user_changes(further: &[String]) -> Self {
        Self::list("changes of users", &["v1.0", "users", "delta"])
            .with("$select", selected(&["manager"], further))
            .with("$deltatoken", "latest".to_owned())
    }

    /// What is asked, in words of the service: path and query, to know whether an earlier reading asked the
    /// same.
    #[must_use]
    pub fn asked(&self) -> String {
        let query = self.query.iter();
        let query: Vec<String> = query
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("/{}?{}", self.path.join("/"), query.join("&"))
    }

    /// Users in the recycle bin.
    #[must_use]
    pub fn deleted_users(further: &[String]) -> Self {
        let path = ["v1.0", "directory", "deletedItems", "microsoft.graph.user"];
        Self::list("deleted users", &path)
            .with("$select", selected(&[DELETED], further))
            .with("$top", PAGE_ROWS.to_owned())
    }

    /// The service principal of an application by its application id.
    #[must_use]
    pub fn service_principal(app_id: &str) -> Self {
        let filter = format!("appId eq '{}'", app_id.replace('\'', "''"));
        Self::list("service principals", &["v1.0", "servicePrincipals"])
            .with("$filter", filter)
            .with("$select", "id,appId,displayName".to_owned())
    }

    /// Who is assigned to an application.
    #[must_use]
    pub fn assignments(service_principal: &str) -> Self {
        let path = [
            "v1.0",
            "servicePrincipals",
            service_principal,
            "appRoleAssignedTo",
        ];
        Self::list("assignments", &path).with("$top", PAGE_ROWS.to_owned())
    }

    /// A group.
    #[must_use]
    pub fn group(id: &str) -> Self {
        Self::list("groups", &["v1.0", "groups", id]).with(
            "$select",
            "id,displayName,securityEnabled,groupTypes,membershipRule".to_owned(),
        )
    }

    /// The direct members of a group.
    #[must_use]
    pub fn members(group: &str) -> Self {
        Self::list("group members", &["v1.0", "groups", group, "members"])
            .with("$select", "id,displayName,userPrincipalName".to_owned())
            .with("$top", PAGE_ROWS.to_owned())
    }

    /// The synchronization jobs of an application.
    #[must_use]
    pub fn jobs(service_principal: &str) -> Self {
        let path = [
            "v1.0",
            "servicePrincipals",
            service_principal,
            "synchronization",
            "jobs",
        ];
        Self::list("synchronization jobs", &path)
    }

    /// The schema of a job: mapping, scope and both directories.
    #[must_use]
    pub fn schema(service_principal: &str, job: &str) -> Self {
        let path = [
            "v1.0",
            "servicePrincipals",
            service_principal,
            "synchronization",
            "jobs",
            job,
            "schema",
        ];
        Self::list("the synchronization schema", &path)
    }

    /// The provisioning logs of a job, the newest first.
    #[must_use]
    pub fn logs(job: &str) -> Self {
        let filter = format!("jobId eq '{}'", job.replace('\'', "''"));
        Self::list("provisioning logs", &["v1.0", "auditLogs", "provisioning"])
            .with("$filter", filter)
    }

    fn list(part: Part, path: &[&str]) -> Self {
        Self {
            part,
            path: path.iter().map(|part| (*part).to_owned()).collect(),
            query: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.query.push((name, value));
        self
    }
}

fn selected(besides: &[&str], further: &[String]) -> String {
    let mut names: Vec<&str> = USER_ATTRIBUTES.to_vec();
    names.extend(besides);
    names.extend(further.iter().map(String::as_str));
    names.join(",")
}
