//! The reader against a service on this machine that answers as it is told: what it makes of odd answers,
//! and that it never sends anything but GET.

mod graph;
mod scim;
mod service;
mod stopping;

use std::time::Duration;

use presync_core::progress::Unwatched;
use presync_remote::{Address, Answer, Patience, Reader, RemoteError, Secret, run};
use service::{Service, answer};

/// Waits for nobody: the service says how long, or not at all.
const PATIENCE: Patience = Patience {
    repeats_max: 3,
    first_wait: Duration::ZERO,
    wait_max: Duration::ZERO,
    silence_max: Duration::from_secs(100),
};

fn reader(service: &Service) -> Reader {
    let address = Address::parse(&service.address()).expect("an address");
    Reader::new(address, Secret::new("t0ken-of-a-test".to_owned()), PATIENCE).expect("a reader")
}

/// What comes of asking a service once that answers like this, one answer a connection.
fn ask(answers: &[Vec<u8>]) -> (Result<Answer, RemoteError>, Vec<String>) {
    let service = Service::answering(answers);
    let reader = reader(&service);
    let request = reader.request(
        "users",
        &["Users"],
        &[("startIndex", "1")],
        "application/scim+json",
    );
    let read = run(&Unwatched, reader.get(&request));
    assert!(reader.sent().iter().all(|sent| sent.method == "GET"));
    (read, service.requests())
}

#[track_caller]
fn check(answers: &[Vec<u8>], code: &str, requests: usize) {
    let (read, sent) = ask(answers);
    let read = read.map(|answer| answer.status.to_string());
    let ended = read.unwrap_or_else(|error| error.code().to_owned());
    assert_eq!((ended.as_str(), sent.len()), (code, requests));
    for request in sent {
        assert!(
            request.starts_with("GET /scim/Users?startIndex=1 HTTP/1.1"),
            "{request}"
        );
    }
}

#[test]
fn an_answer_comes_as_it_is() {
    let ok = answer("200 OK", &[], "{\"totalResults\":0}");
    check(std::slice::from_ref(&ok), "200", 1);
    check(&[answer("404 Not Found", &[], "")], "404", 1);
    check(
        &[answer("500 Internal Server Error", &[], "oops")],
        "500",
        1,
    );
    let (read, sent) = ask(&[ok]);
    assert_eq!(
        read.expect("an answer").json().expect("JSON")["totalResults"],
        0
    );
    assert!(sent[0].contains("authorization: Bearer t0ken-of-a-test"));
    assert!(sent[0].contains("accept: application/scim+json"));
}

#[test]
fn a_busy_service_is_asked_again_until_patience_ends() {
    let ok = answer("200 OK", &[], "{}");
    let busy = answer("429 Too Many Requests", &["Retry-After: 0"], "");
    let down = answer("503 Service Unavailable", &[], "");
    check(&[busy.clone(), down.clone(), ok], "200", 3);
    check(
        &[busy.clone(), busy.clone(), busy.clone(), busy],
        "throttled",
        4,
    );
    check(
        &[down.clone(), down.clone(), down.clone(), down],
        "refused_there",
        4,
    );
}

#[test]
fn what_breaks_off_is_read_again_and_what_never_answered_is_not() {
    let ok = answer("200 OK", &[], "{}");
    let short = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"Resources\":[".to_vec();
    check(&[short.clone(), Vec::new(), ok.clone()], "200", 3);
    check(
        &[short.clone(), short.clone(), short.clone(), short],
        "unreachable",
        4,
    );
    check(&[Vec::new(), ok], "unreachable", 1);
}

#[test]
fn a_token_is_never_sent_on() {
    let away = answer(
        "302 Found",
        &["Location: https://login.evil.example/x?secret=1"],
        "",
    );
    let (read, sent) = ask(&[away]);
    let error = read.expect_err("no answer");
    assert_eq!(sent.len(), 1);
    let said = format!("{error} {error:?} {}", error.hint());
    assert!(
        said.contains("login.evil.example") && !said.contains("secret=1"),
        "{said}"
    );
}

#[test]
fn a_token_that_cannot_be_sent_is_refused_before_anything_is_sent() {
    for text in ["", "  ", "a\nb"] {
        let address = Address::parse("https://intranet.example").expect("an address");
        let made = Reader::new(address, Secret::new(text.to_owned()), PATIENCE);
        assert_eq!(made.err(), Some(RemoteError::Token), "{text:?}");
    }
}

#[test]
fn nothing_shows_the_token() {
    let service = Service::answering(&[answer(
        "401 Unauthorized",
        &[],
        "{\"error\":\"invalid_token\"}",
    )]);
    let reader = reader(&service);
    let request = reader.request("users", &["Users"], &[], "application/json");
    let refused = run(&Unwatched, reader.get(&request))
        .expect("an answer")
        .refused();
    let shown = format!(
        "{reader:?} {request:?} {refused} {refused:?} {:?}",
        reader.sent()
    );
    assert!(!shown.contains("t0ken"), "{shown}");
    assert_eq!(refused.code(), "not_signed_in");
}
