//! Tokens from Entra: with a client secret, or by a code that a person enters in a browser. This is the only
//! place that posts anything, and it posts to the token endpoint alone.

use std::time::Duration;

use presync_core::Progress;
use reqwest::{Client, Response, Url, header};
use serde::Deserialize;
use zeroize::Zeroize;

use super::{Cloud, Tenant};
use crate::{
    Address, Answer, Part, Patience, RemoteError, Secret,
    client::{client, reason},
    pace::retry_after,
    reader::is_busy,
};

const PART: Part = "a token";
/// RFC 8628 §3.2: the interval where the service names none.
const INTERVAL: Duration = Duration::from_secs(5);
/// No answer of a token endpoint is larger.
const BODY_BYTES_MAX: usize = 1 << 20;
/// RFC 8628 §3.5: what `slow_down` adds to the interval.
const SLOWER: Duration = Duration::from_secs(5);

/// Signs in to one tenant as one application.
#[derive(Debug)]
pub struct SignIn {
    client: Client,
    login: Address,
    tenant: Tenant,
    client_id: String,
    scope: String,
    patience: Patience,
}

/// What a person must do to let the application in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceCode {
    /// Where to go.
    pub verification_uri: String,
    /// What to enter there.
    pub user_code: String,
    /// How long the code holds, in seconds.
    pub expires_in_s: u64,
    device_code: Hidden,
    interval: Duration,
}

/// A code that is as good as a token.
#[derive(Clone, PartialEq, Eq, Deserialize)]
struct Hidden(String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hidden(..)")
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[derive(Deserialize)]
struct DeviceAnswer {
    device_code: Hidden,
    user_code: String,
    #[serde(alias = "verification_url")]
    verification_uri: String,
    #[serde(default)]
    expires_in: Option<u64>,
    #[serde(default)]
    interval: Option<u64>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
}

/// What became of a form that was posted.
enum Posted {
    Token(Secret),
    /// The person has not entered the code yet.
    Pending,
    /// We ask too often.
    Slower,
}

impl SignIn {
    /// Prepares to sign in.
    ///
    /// # Errors
    /// `Unreachable` when the system's certificates cannot be read.
    pub fn new(
        cloud: &Cloud,
        tenant: Tenant,
        client_id: &str,
        patience: Patience,
    ) -> Result<Self, RemoteError> {
        Ok(Self {
            client: client(&cloud.login, patience.silence_max)?,
            patience,
            login: cloud.login.clone(),
            tenant,
            client_id: client_id.trim().to_owned(),
            scope: format!("{}/.default", cloud.graph),
        })
    }

    /// With the application's own secret (client credentials).
    ///
    /// # Errors
    /// As [`RemoteError`] says; a wrong secret is `invalid_client`.
    pub async fn with_secret(&self, secret: &Secret) -> Result<Secret, RemoteError> {
        let form = [
            ("client_id", self.client_id.as_str()),
            ("client_secret", secret.expose()),
            ("grant_type", "client_credentials"),
            ("scope", self.scope.as_str()),
        ];
        match self.token(&form).await? {
            Posted::Token(token) => Ok(token),
            Posted::Pending | Posted::Slower => Err(RemoteError::Throttled {
                host: self.login.host().to_owned(),
                part: PART,
            }),
        }
    }

    /// Asks for a code that a person enters (RFC 8628).
    ///
    /// # Errors
    /// As [`RemoteError`] says.
    pub async fn device_code(&self) -> Result<DeviceCode, RemoteError> {
        let form = [
            ("client_id", self.client_id.as_str()),
            ("scope", self.scope.as_str()),
        ];
        let answer = self.post("devicecode", &form).await?;
        if answer.status != 200 {
            return Err(answer.refused());
        }
        let said: DeviceAnswer = serde_json::from_slice(&answer.body)
            .map_err(|_| answer.not_understood("something that is no code to enter"))?;
        Ok(DeviceCode {
            verification_uri: said.verification_uri,
            user_code: said.user_code,
            expires_in_s: said.expires_in.unwrap_or(900),
            device_code: said.device_code,
            interval: said.interval.map_or(INTERVAL, Duration::from_secs),
        })
    }

    /// Waits until the person has entered the code.
    ///
    /// # Errors
    /// As [`RemoteError`] says: `authorization_declined`, `expired_token`; `Cancelled`.
    pub async fn with_code(
        &self,
        code: &DeviceCode,
        progress: &dyn Progress,
    ) -> Result<Secret, RemoteError> {
        let form = [
            ("client_id", self.client_id.as_str()),
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", code.device_code.0.as_str()),
        ];
        let mut interval = code.interval;
        let mut waited = Duration::ZERO;
        loop {
            progress.advance(0)?;
            match self.token(&form).await? {
                Posted::Token(token) => return Ok(token),
                Posted::Pending => {}
                Posted::Slower => interval += SLOWER,
            }
            if waited >= Duration::from_secs(code.expires_in_s) {
                return Err(self.expired());
            }
            tokio::time::sleep(interval).await;
            waited += interval;
        }
    }

    async fn token(&self, form: &[(&str, &str)]) -> Result<Posted, RemoteError> {
        let mut answer = self.post("token", form).await?;
        if answer.status == 200 {
            let said: Result<TokenAnswer, _> = serde_json::from_slice(&answer.body);
            answer.body.zeroize();
            let said = said.map_err(|_| answer.not_understood("something that is no token"))?;
            return Ok(Posted::Token(Secret::new(said.access_token)));
        }
        let refused = answer.refused();
        match &refused {
            RemoteError::Status {
                code: Some(code), ..
            } if code == "authorization_pending" => Ok(Posted::Pending),
            RemoteError::Status {
                code: Some(code), ..
            } if code == "slow_down" => Ok(Posted::Slower),
            _ => Err(refused),
        }
    }

    /// What a service that never says so itself would say of a code nobody entered (RFC 8628 §3.5).
    fn expired(&self) -> RemoteError {
        RemoteError::Status {
            host: self.login.host().to_owned(),
            part: PART,
            status: 400,
            code: Some("expired_token".to_owned()),
        }
    }

    /// Posts a form, and again where the endpoint is busy.
    async fn post(&self, endpoint: &str, form: &[(&str, &str)]) -> Result<Answer, RemoteError> {
        let mut repeats = 0;
        loop {
            let (answer, asked) = self.post_once(endpoint, form).await?;
            if !is_busy(answer.status) {
                return Ok(answer);
            }
            let Some(wait) = self.patience.wait(repeats, asked) else {
                return Err(answer.refused());
            };
            tokio::time::sleep(wait).await;
            repeats += 1;
        }
    }

    async fn post_once(
        &self,
        endpoint: &str,
        form: &[(&str, &str)],
    ) -> Result<(Answer, Option<Duration>), RemoteError> {
        let path = [self.tenant.as_str(), "oauth2", "v2.0", endpoint];
        let sent = self
            .client
            .post(self.login.below(&path))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(encoded(form))
            .send()
            .await;
        let response = sent.map_err(|error| self.unreachable(&error))?;
        if response.status().is_redirection() {
            return Err(RemoteError::Moved {
                host: self.login.host().to_owned(),
                part: PART,
                to: None,
            });
        }
        let status = response.status().as_u16();
        let said = |name| {
            let said = response.headers().get(name)?;
            said.to_str().ok()
        };
        let wait = said(header::RETRY_AFTER).and_then(|wait| retry_after(wait, said(header::DATE)));
        let body = self.body(response).await?;
        let answer = Answer {
            host: self.login.host().to_owned(),
            part: PART,
            status,
            body,
        };
        Ok((answer, wait))
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, RemoteError> {
        let mut body = Vec::new();
        loop {
            let chunk = response.chunk().await;
            let Some(chunk) = chunk.map_err(|error| self.unreachable(&error))? else {
                return Ok(body);
            };
            body.extend_from_slice(&chunk);
            if body.len() > BODY_BYTES_MAX {
                return Err(RemoteError::TooLarge {
                    host: self.login.host().to_owned(),
                    part: PART,
                    bytes_max: BODY_BYTES_MAX as u64,
                });
            }
        }
    }

    fn unreachable(&self, error: &reqwest::Error) -> RemoteError {
        RemoteError::Unreachable {
            host: self.login.host().to_owned(),
            reason: reason(error),
        }
    }
}

fn encoded(form: &[(&str, &str)]) -> String {
    let mut url = Url::parse("form:").expect("BUG: it is an address");
    url.query_pairs_mut().extend_pairs(form);
    url.query().unwrap_or_default().to_owned()
}
