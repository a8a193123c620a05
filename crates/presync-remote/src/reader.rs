//! A client that reads and can do nothing else: every request is a GET to one service.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use reqwest::{Client, Response, StatusCode, Url, header};

use crate::{
    Address, Answer, Part, Patience, RemoteError, Secret,
    client::{client, reason},
    pace::retry_after,
};

/// No page of a list is larger.
const BODY_BYTES_MAX: u64 = 64 << 20;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    part: Part,
    url: Url,
    accept: &'static str,
}

/// A request that was sent, for those who watch: method, path, how it ended. No query, no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Always `GET`.
    pub method: &'static str,
    /// What was asked for.
    pub part: Part,
    /// The status; none when there was no answer.
    pub status: Option<u16>,
}

/// Reads from one service with one token.
#[derive(Debug, Clone)]
pub struct Reader {
    client: Client,
    address: Address,
    token: Secret,
    patience: Patience,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl Request {
    /// What is asked for, as people call it.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }
}

impl Reader {
    /// A reader of a service.
    ///
    /// # Errors
    /// `Token` when it cannot be sent; `Unreachable` when the system's certificates cannot be read.
    pub fn new(address: Address, token: Secret, patience: Patience) -> Result<Self, RemoteError> {
        if token.is_empty() || token.bearer().is_err() {
            return Err(RemoteError::Token);
        }
        Ok(Self {
            client: client(&address, patience.silence_max)?,
            address,
            token,
            patience,
            sent: Arc::default(),
        })
    }

    /// The service.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Every request so far, in order.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// A request for something below the service's address. `path` are parts, not yet encoded.
    #[must_use]
    pub fn request(
        &self,
        part: Part,
        path: &[&str],
        query: &[(&str, &str)],
        accept: &'static str,
    ) -> Request {
        let mut url = self.address.below(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
            // Services differ in what a plus sign is; Entra sends blanks like this.
            let encoded = url.query().map(|query| query.replace('+', "%20"));
            url.set_query(encoded.as_deref());
        }
        Request { part, url, accept }
    }

    /// A request for the next part of a list by the link that the service gave.
    ///
    /// # Errors
    /// `Moved` when the link leads to another host.
    pub fn linked(
        &self,
        part: Part,
        link: &str,
        accept: &'static str,
    ) -> Result<Request, RemoteError> {
        let url = self
            .address
            .same_host(link)
            .ok_or_else(|| self.moved(part, Some(link)))?;
        Ok(Request { part, url, accept })
    }

    /// Asks, waits where the service wants it, and asks again where it broke off. Whatever it answers that is
    /// no wait and no redirect comes back as it is.
    ///
    /// # Errors
    /// As [`RemoteError`] says.
    pub async fn get(&self, request: &Request) -> Result<Answer, RemoteError> {
        let mut repeats = 0;
        loop {
            let (answer, wait) = match self.once(request).await {
                Ok((answer, wait)) if self.is_passing(answer.status) => (Ok(answer), wait),
                Ok((answer, _)) => return Ok(answer),
                // A service that never answered has a wrong address; one that did has broken off.
                Err(error @ RemoteError::Unreachable { .. }) if self.has_answered() => {
                    (Err(error), None)
                }
                Err(error) => return Err(error),
            };
            match self.patience.wait(repeats, wait) {
                Some(wait) => tokio::time::sleep(wait).await,
                None => return Err(self.given_up(request, answer)),
            }
            repeats += 1;
        }
    }

    async fn once(&self, request: &Request) -> Result<(Answer, Option<Duration>), RemoteError> {
        let token = self.token.bearer().map_err(|_| RemoteError::Token)?;
        let asked = self
            .client
            .get(request.url.clone())
            .header(header::AUTHORIZATION, token)
            .header(header::ACCEPT, request.accept)
            .send()
            .await;
        self.note(request.part, asked.as_ref().ok().map(Response::status));
        let response = asked.map_err(|error| self.unreachable(&error))?;
        if response.status().is_redirection() {
            let to = response.headers().get(header::LOCATION);
            return Err(self.moved(request.part, to.and_then(|to| to.to_str().ok())));
        }
        let said = |name| {
            response
                .headers()
                .get(name)
                .and_then(|said| said.to_str().ok())
        };
        let wait = said(header::RETRY_AFTER).and_then(|wait| retry_after(wait, said(header::DATE)));
        let status = response.status().as_u16();
        let body = self.body(request.part, response).await?;
        let answer = Answer {
            host: self.address.host().to_owned(),
            part: request.part,
            status,
            body,
        };
        Ok((answer, wait))
    }

    async fn body(&self, part: Part, mut response: Response) -> Result<Vec<u8>, RemoteError> {
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| self.unreachable(&error))?
        {
            body.extend_from_slice(&chunk);
            if body.len() as u64 > BODY_BYTES_MAX {
                return Err(RemoteError::TooLarge {
                    host: self.address.host().to_owned(),
                    part,
                    bytes_max: BODY_BYTES_MAX,
                });
            }
        }
        Ok(body)
    }

    /// The service is there and wants to be asked later. A 500 from one that has answered well before may
    /// pass; from one that has not, it is what it says to everything.
    fn is_passing(&self, status: u16) -> bool {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let well = |sent: &Sent| sent.status.is_some_and(|status| status < 300);
        is_busy(status) || (status == 500 && sent.iter().any(well))
    }

    fn has_answered(&self) -> bool {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.iter().any(|sent| sent.status.is_some())
    }

    fn note(&self, part: Part, status: Option<StatusCode>) {
        let sent = Sent {
            method: "GET",
            part,
            status: status.map(|status| status.as_u16()),
        };
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(sent);
    }

    fn given_up(&self, request: &Request, last: Result<Answer, RemoteError>) -> RemoteError {
        match last {
            Ok(answer) if answer.status == 429 => RemoteError::Throttled {
                host: self.address.host().to_owned(),
                part: request.part,
            },
            Ok(answer) => answer.refused(),
            Err(error) => error,
        }
    }

    fn unreachable(&self, error: &reqwest::Error) -> RemoteError {
        RemoteError::Unreachable {
            host: self.address.host().to_owned(),
            reason: reason(error),
        }
    }

    fn moved(&self, part: Part, to: Option<&str>) -> RemoteError {
        let to = to.and_then(|to| Url::parse(to).ok());
        RemoteError::Moved {
            host: self.address.host().to_owned(),
            part,
            to: to.and_then(|to| to.host_str().map(str::to_owned)),
        }
    }
}

/// The service is there and wants to be asked later.
pub(crate) fn is_busy(status: u16) -> bool {
    matches!(status, 429 | 502 | 503 | 504)
}
