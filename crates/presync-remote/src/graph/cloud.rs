//! Microsoft's clouds, and a tenant in one of them. The addresses are those of Microsoft's page on national
//! cloud deployments.

use crate::{Address, AddressFault};

/// Where people sign in and where Graph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cloud {
    /// Where tokens come from.
    pub login: Address,
    /// Graph.
    pub graph: Address,
}

/// A tenant, by its id or by a domain of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant(String);

/// Why a text is no tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a tenant is a GUID or a domain such as contoso.onmicrosoft.com")]
pub struct TenantFault;

/// Names of the clouds with where people sign in and where Graph is.
const CLOUDS: [(&str, &str, &str); 4] = [
    (
        "global",
        "https://login.microsoftonline.com",
        "https://graph.microsoft.com",
    ),
    (
        "us-gov",
        "https://login.microsoftonline.us",
        "https://graph.microsoft.us",
    ),
    (
        "us-gov-dod",
        "https://login.microsoftonline.us",
        "https://dod-graph.microsoft.us",
    ),
    (
        "china",
        "https://login.chinacloudapi.cn",
        "https://microsoftgraph.chinacloudapi.cn",
    ),
];

impl Cloud {
    /// The names of the clouds, the usual one first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        CLOUDS.iter().map(|(name, ..)| *name)
    }

    /// A cloud of Microsoft's by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (_, login, graph) = CLOUDS
            .iter()
            .find(|cloud| cloud.0.eq_ignore_ascii_case(name.trim()))?;
        Self::at(login, graph).ok()
    }

    /// A cloud by its addresses.
    ///
    /// # Errors
    /// With what is wrong about one of them.
    pub fn at(login: &str, graph: &str) -> Result<Self, AddressFault> {
        Ok(Self {
            login: Address::parse(login)?,
            graph: Address::parse(graph)?,
        })
    }
}

impl Tenant {
    /// Reads a tenant.
    ///
    /// # Errors
    /// When it is neither a GUID nor a domain.
    pub fn parse(text: &str) -> Result<Self, TenantFault> {
        let text = text.trim();
        let is_word = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let parts: Vec<&str> = text.split('.').collect();
        let is_guid = text.len() == 36 && text.matches('-').count() == 4;
        match parts.iter().all(|part| is_word(part)) && (is_guid || parts.len() > 1) {
            true => Ok(Self(text.to_owned())),
            false => Err(TenantFault),
        }
    }

    /// As addresses have it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cloud_has_addresses_that_tokens_may_be_sent_to() {
        for name in Cloud::names() {
            let cloud = Cloud::named(name).expect("a cloud");
            assert!(!cloud.graph.is_loopback() && !cloud.login.is_loopback());
        }
        assert_eq!(Cloud::named("mars"), None);
    }

    #[test]
    fn a_tenant_is_a_guid_or_a_domain() {
        let check = |text: &str, is_tenant: bool| {
            assert_eq!(Tenant::parse(text).is_ok(), is_tenant, "{text}");
        };
        check("11111111-2222-4333-8444-555555555555", true);
        check(" contoso.onmicrosoft.com ", true);
        check("contoso", false);
        check("contoso.com/common", false);
        check("..", false);
        check("", false);
    }
}
