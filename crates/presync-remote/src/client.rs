//! The one place where an HTTP client is built: TLS by decision 0002, no redirects, no cookies, bounded waits.

use std::time::Duration;

use reqwest::{Client, redirect::Policy};

use crate::{Address, RemoteError};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// A client for one service. It waits no longer than `silence_max` for the next bytes.
///
/// # Errors
/// `Unreachable` when the system's certificates or proxy settings cannot be read.
pub(crate) fn client(address: &Address, silence_max: Duration) -> Result<Client, RemoteError> {
    // Err means that a provider is installed already, which is what is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .redirect(Policy::none())
        .https_only(!address.is_loopback())
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(silence_max)
        .user_agent(concat!(
            "Presync/",
            env!("CARGO_PKG_VERSION"),
            " (read-only)"
        ));
    if address.is_loopback() {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| RemoteError::Unreachable {
        host: address.host().to_owned(),
        reason: reason(&error),
    })
}

/// Why a request failed, without the address: that may hold what was looked for.
pub(crate) fn reason(error: &reqwest::Error) -> String {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    let mut last = String::new();
    while let Some(error) = source {
        last = error.to_string();
        source = error.source();
    }
    match () {
        () if error.is_timeout() => "it takes too long".to_owned(),
        () if error.is_connect() => format!("no connection ({last})"),
        () => last,
    }
}
