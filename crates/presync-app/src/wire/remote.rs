//! What the Connect screen asks and is told: both systems over the network, read-only. A secret comes in
//! and never goes out again.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FileHandle;

/// A token or client secret as the page hands it over.
#[derive(Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(as = "String")]
pub struct GivenSecret(pub String);

impl fmt::Debug for GivenSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GivenSecret(..)")
    }
}

/// The intranet's service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct AskScim {
    /// Its address: Entra's tenant URL.
    pub address: String,
    /// Its token; without one, the token that was given for this host before.
    pub token: Option<GivenSecret>,
}

/// What a service was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ScimTest {
    /// The host that was asked.
    pub host: String,
    /// What was asked and what came of it.
    pub checks: Vec<ScimCheck>,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ScimCheck {
    /// Whether it is good.
    pub good: bool,
    /// What came of it, and what to do.
    pub said: String,
}

/// What to read of the intranet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct PullScim {
    /// The service.
    pub from: AskScim,
    /// Its users.
    pub users: bool,
    /// Its groups.
    pub groups: bool,
    /// Its own schemas.
    pub schemas: bool,
    /// Handle of the folder that the files go to.
    pub folder: String,
}

/// What opens Graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GraphSignIn {
    /// A person enters a code in a browser.
    DeviceCode,
    /// The application's own secret.
    ClientSecret,
    /// A token somebody has already.
    Token,
}

/// What to read of Azure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct PullGraph {
    /// A GUID or a domain.
    pub tenant: String,
    /// The application that signs in.
    pub client_id: String,
    /// Which of Microsoft's clouds.
    pub cloud: String,
    /// How it is opened.
    pub sign_in: GraphSignIn,
    /// Client secret or token; without one, what was given for this tenant and application before.
    pub secret: Option<GivenSecret>,
    /// Extension attributes to read besides.
    pub attributes: Vec<String>,
    /// The application that will provision; without it only users are read.
    pub app_id: Option<String>,
    /// Whether its provisioning logs are read.
    pub logs: bool,
    /// Handle of the folder that the files go to.
    pub folder: String,
}

/// One of Microsoft's clouds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CloudInfo {
    /// Its name.
    pub name: String,
    /// The host that people sign in at.
    pub login_host: String,
    /// The host that is asked for users.
    pub graph_host: String,
}

/// Where a person is to go, and what to enter there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SignInPrompt {
    /// The address.
    pub address: String,
    /// The code.
    pub code: String,
}

/// What was pulled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PulledInfo {
    /// Handle of the folder.
    pub folder: String,
    /// Its name.
    pub folder_name: String,
    /// The lists, each in a file.
    pub lists: Vec<PulledListInfo>,
    /// Further files.
    pub files: Vec<String>,
    /// What was not there, a sentence each.
    pub missing: Vec<String>,
}

/// A list that came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PulledListInfo {
    /// Its file.
    pub file: FileHandle,
    /// Of what it is a list.
    pub what: String,
    /// How many entries it has.
    #[ts(type = "number")]
    pub entries: u64,
    /// What was odd, a sentence each.
    pub oddities: Vec<String>,
}
