//! An answer as it came: status, kind, bytes.

use serde_json::Value;

use crate::{Part, RemoteError};

/// What kind of content an answer says and shows to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// JSON, whatever it is called.
    Json,
    /// A web page.
    Page,
    /// Nothing.
    Nothing,
    /// Something else.
    Other,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub(crate) host: String,
    pub(crate) part: Part,
    /// The HTTP status.
    pub status: u16,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

impl Answer {
    /// What the body looks like. What the header says is not asked: sign-in pages come as anything.
    #[must_use]
    pub fn content(&self) -> Content {
        let start = self
            .text()
            .iter()
            .copied()
            .find(|byte| !byte.is_ascii_whitespace());
        match start {
            None => Content::Nothing,
            Some(b'{' | b'[') => Content::Json,
            Some(b'<') => Content::Page,
            Some(_) => Content::Other,
        }
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// `NotUnderstood` with what came instead.
    pub fn json(&self) -> Result<Value, RemoteError> {
        match self.content() {
            Content::Json => serde_json::from_slice(self.text()).map_err(|error| {
                self.not_understood(&format!(
                    "JSON that breaks off or is damaged (line {})",
                    error.line()
                ))
            }),
            Content::Page => Err(self.not_understood("a web page")),
            Content::Nothing => Err(self.not_understood("nothing")),
            Content::Other => Err(self.not_understood("something that is no JSON")),
        }
    }

    /// The error that this answer is no answer of the service.
    #[must_use]
    pub fn not_understood(&self, what: &str) -> RemoteError {
        RemoteError::NotUnderstood {
            host: self.host.clone(),
            part: self.part,
            what: what.to_owned(),
        }
    }

    /// The error that the service refused.
    #[must_use]
    pub fn refused(&self) -> RemoteError {
        RemoteError::Status {
            host: self.host.clone(),
            part: self.part,
            status: self.status,
            code: self.error_code(),
        }
    }

    /// The body without a byte order mark.
    fn text(&self) -> &[u8] {
        self.body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&self.body)
    }

    /// Graph's `error.code`, a token endpoint's `error`, or SCIM's `scimType`: words, never values.
    fn error_code(&self) -> Option<String> {
        let json: Value = serde_json::from_slice(self.text()).ok()?;
        let named = json
            .pointer("/error/code")
            .or_else(|| json.get("scimType"))
            .or_else(|| json.get("error"))?;
        let is_word = |code: &&str| {
            code.len() <= 80
                && code
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        };
        named.as_str().filter(is_word).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            host: "intranet.example".to_owned(),
            part: "users",
            status,
            body: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn what_is_no_answer_is_said() {
        let check = |body: &str, expect: Result<(), &str>| {
            let read = answer(200, body).json();
            match (read, expect) {
                (Ok(_), Ok(())) => {}
                (Err(RemoteError::NotUnderstood { what, .. }), Err(part)) => {
                    assert!(what.contains(part), "{body}: {what}");
                }
                (read, _) => panic!("{body}: {read:?}"),
            }
        };
        check("{\"totalResults\": 0}", Ok(()));
        check("\u{feff} [1]", Ok(()));
        check("<html>Please sign in", Err("a web page"));
        check("", Err("nothing"));
        check("ok", Err("no JSON"));
        check("{\"Resources\": [", Err("breaks off"));
    }

    #[test]
    fn only_the_code_of_an_error_is_repeated() {
        let check = |body: &str, expect: Option<&str>| {
            assert_eq!(answer(400, body).error_code().as_deref(), expect, "{body}");
        };
        check(
            r#"{"error":{"code":"Authorization_RequestDenied","message":"Ada"}}"#,
            Some("Authorization_RequestDenied"),
        );
        check(
            r#"{"error":"invalid_client","error_description":"x"}"#,
            Some("invalid_client"),
        );
        check(
            r#"{"status":"400","scimType":"invalidFilter","detail":"Ada"}"#,
            Some("invalidFilter"),
        );
        check(r#"{"error":{"code":"Ada Lovelace is gone"}}"#, None);
        check("<html>", None);
    }
}
