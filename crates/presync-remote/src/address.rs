//! Where a service is: an address that a token may be sent to.

use std::fmt;

use reqwest::Url;

/// Why an address is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// It is no web address.
    #[error(
        "it is no web address; it should look like https://intranet.example.com/api/v2/scim/v2"
    )]
    NoAddress,
    /// It would send the token unprotected.
    #[error(
        "it begins with http://, which would send the token for everybody on the way to read; use https://"
    )]
    Unprotected,
    /// It carries a user name or a password.
    #[error("it carries a user name or password; give the token apart from the address")]
    HasCredentials,
    /// It leads to a part of a page.
    #[error("it has a # in it; copy the address without what follows the #")]
    HasFragment,
}

/// The address of a service, with `https` (or on this machine itself, for tests), without a slash at its
/// end, without credentials, query and fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
    query: Option<String>,
}

impl Address {
    /// Reads an address as somebody typed or copied it.
    ///
    /// # Errors
    /// With what is wrong about it.
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        let mut url = Url::parse(text.trim()).map_err(|_| AddressFault::NoAddress)?;
        if url.host_str().is_none_or(str::is_empty) {
            return Err(AddressFault::NoAddress);
        }
        match url.scheme() {
            "https" => {}
            "http" if is_this_machine(&url) => {}
            "http" => return Err(AddressFault::Unprotected),
            _ => return Err(AddressFault::NoAddress),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressFault::HasCredentials);
        }
        if url.fragment().is_some() {
            return Err(AddressFault::HasFragment);
        }
        let query = url
            .query()
            .filter(|query| !query.is_empty())
            .map(str::to_owned);
        url.set_query(None);
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self { url, query })
    }

    /// What stood behind the `?`: a tenant URL may carry flags for Entra, which the service does not need.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The host, for people.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Whether it leads to this machine itself.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_this_machine(&self.url)
    }

    /// An address below this one, each part of the path as it is.
    pub(crate) fn below(&self, parts: &[&str]) -> Url {
        let mut url = self.url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(parts);
        }
        url
    }

    /// An address that the service named itself, if it is of this host: a token is not sent elsewhere.
    pub(crate) fn same_host(&self, link: &str) -> Option<Url> {
        let url = self.url.join(link).ok()?;
        let mine = (
            self.url.scheme(),
            self.url.host_str(),
            self.url.port_or_known_default(),
        );
        let its = (url.scheme(), url.host_str(), url.port_or_known_default());
        (mine == its).then_some(url)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.url.as_str().trim_end_matches('/').fmt(f)
    }
}

fn is_this_machine(url: &Url) -> bool {
    matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_as_people_copy_them() {
        let check = |text: &str, expect: Result<&str, AddressFault>| {
            let read = Address::parse(text).map(|address| address.to_string());
            assert_eq!(read, expect.map(str::to_owned), "{text}");
        };
        let service = "https://intranet.example.com/api/v2/scim/v2";
        check(service, Ok(service));
        check(
            " https://intranet.example.com/api/v2/scim/v2/ ",
            Ok(service),
        );
        check(
            "https://intranet.example.com/api/v2/scim/v2?aadOptscim062020",
            Ok(service),
        );
        check("HTTPS://Intranet.Example.com/api/v2/scim/v2", Ok(service));
        check(
            "https://intranet.example.com",
            Ok("https://intranet.example.com"),
        );
        check("http://127.0.0.1:8090/v2", Ok("http://127.0.0.1:8090/v2"));
        check(
            "http://intranet.example.com/v2",
            Err(AddressFault::Unprotected),
        );
        check(
            "http://127.0.0.1.example.com/v2",
            Err(AddressFault::Unprotected),
        );
        check(
            "https://a:b@intranet.example.com",
            Err(AddressFault::HasCredentials),
        );
        check(
            "https://intranet.example.com/#/people",
            Err(AddressFault::HasFragment),
        );
        check("intranet.example.com", Err(AddressFault::NoAddress));
        check("file:///etc/passwd", Err(AddressFault::NoAddress));
        check("", Err(AddressFault::NoAddress));
    }

    #[test]
    fn parts_of_a_path_stay_parts() {
        let address = Address::parse("https://a.example/scim").expect("an address");
        let url = address.below(&["Users", "a/b?c"]);
        assert_eq!(url.as_str(), "https://a.example/scim/Users/a%2Fb%3Fc");
    }

    #[test]
    fn a_link_to_another_host_is_not_followed() {
        let address = Address::parse("https://graph.example/v1.0").expect("an address");
        let check = |link: &str, expect: Option<&str>| {
            let url = address.same_host(link);
            assert_eq!(url.as_ref().map(Url::as_str), expect, "{link}");
        };
        check(
            "https://graph.example/v1.0/users?$skiptoken=x",
            Some("https://graph.example/v1.0/users?$skiptoken=x"),
        );
        check("https://graph.example.evil.example/users", None);
        check("http://graph.example/users", None);
        check("https://graph.example:444/users", None);
    }
}
