//! Graph and Entra's token endpoint as they are found: each ends in the right list or in a clear error.

use presync_core::progress::Unwatched;
use presync_remote::{
    Earlier, Mark, Pulled, RemoteError, Secret,
    graph::{Change, Cloud, Graph, Resource, SignIn, Tenant, permission_for},
    run,
};
use serde_json::{Value, json};

use crate::{
    PATIENCE,
    service::{Service, answer},
};

const SECRET: &str = "correct horse";

fn cloud(service: &Service) -> Cloud {
    Cloud::at(&service.address(), &service.address()).expect("addresses")
}

fn ok(body: &Value) -> Vec<u8> {
    answer("200 OK", &[], &body.to_string())
}

fn refused(status: &str, error: &str) -> Vec<u8> {
    answer(
        status,
        &[],
        &json!({ "error": error, "error_description": "Ada did it" }).to_string(),
    )
}

fn page(ids: &[&str], next: Option<&str>) -> Vec<u8> {
    let users: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    let mut page = json!({ "@odata.context": "x", "value": users });
    if let Some(next) = next {
        page["@odata.nextLink"] = next.into();
    }
    ok(&page)
}

fn list(answers: &[Vec<u8>]) -> (usize, Result<Pulled, RemoteError>, Vec<String>) {
    let service = Service::answering(answers);
    let token = Secret::new("t0ken".to_owned());
    let graph = Graph::new(&cloud(&service), token, PATIENCE).expect("Graph");
    let mut came = 0;
    let take = |users: Vec<Value>, _: Option<&Mark>| {
        came += users.len();
        Ok(())
    };
    let resource = Resource::users(&["extension_0a1b_shoe".to_owned()]);
    let pulled = run(&Unwatched, graph.list(&resource, None, &Unwatched, take));
    assert!(graph.sent().iter().all(|sent| sent.method == "GET"));
    (came, pulled, service.requests())
}

#[test]
fn links_are_followed_as_they_stand() {
    let (came, pulled, asked) = list(&[
        page(&["a", "b"], Some("/scim/v1.0/users?$skiptoken=RFN%2Bp")),
        page(&[], Some("/scim/v1.0/users?$skiptoken=2")),
        page(&["c", "b"], None),
    ]);
    assert_eq!((came, pulled.expect("all").pages), (3, 3));
    assert!(asked[0].contains("$expand=manager") || asked[0].contains("%24expand=manager"));
    assert!(asked[0].contains("extension_0a1b_shoe"));
    assert!(
        asked[1].starts_with("GET /scim/v1.0/users?$skiptoken=RFN%2Bp "),
        "{}",
        asked[1]
    );
}

/// Goes on with a list of users that an earlier reading left after `a`.
fn go_on(answers: &[Vec<u8>]) -> Result<Pulled, RemoteError> {
    let service = Service::answering(answers);
    let token = Secret::new("t0ken".to_owned());
    let graph = Graph::new(&cloud(&service), token, PATIENCE).expect("Graph");
    let next = format!("{}/v1.0/users?$skiptoken=2", service.address());
    let pulled = Pulled {
        resources: 1,
        pages: 1,
        ..Pulled::default()
    };
    let earlier = Earlier {
        mark: Mark { next, pulled },
        ids: ["a".to_owned()].into(),
    };
    let take = |_: Vec<Value>, _: Option<&Mark>| Ok(());
    let resource = Resource::users(&[]);
    let list = graph.list(&resource, Some(&earlier), &Unwatched, take);
    let ended = run(&Unwatched, list);
    assert!(service.requests()[0].contains("users?$skiptoken=2 "));
    ended
}

#[test]
fn reading_goes_on_by_the_link_unless_it_has_expired() {
    let ended = go_on(&[page(&["b", "a"], None)]).expect("the rest");
    assert_eq!((ended.resources, ended.pages), (2, 2));
    for status in ["400 Bad Request", "404 Not Found", "410 Gone"] {
        let ended = go_on(&[answer(status, &[], "{}")]);
        assert_eq!(ended.expect_err("expired").code(), "pull_outdated");
    }
    let ended = go_on(&[answer("401 Unauthorized", &[], "")]);
    assert_eq!(ended.expect_err("no rights").code(), "not_signed_in");
}

#[test]
fn changes_are_told_by_what_came_last_and_end_with_a_link() {
    let change = |id: &str, is_gone: bool| match is_gone {
        true => json!({ "id": id, "@removed": { "reason": "changed" } }),
        false => json!({ "id": id, "displayName": "new" }),
    };
    let first = json!({
        "value": [change("a", false), change("b", true)],
        "@odata.nextLink": "/scim/v1.0/users/delta?$skiptoken=1",
    });
    let last = json!({
        "value": [change("a", true), change("b", false), { "no": "id" }],
        "@odata.deltaLink": "/scim/v1.0/users/delta?$deltatoken=2",
    });
    let ask = |answers: &[Vec<u8>]| {
        let service = Service::answering(answers);
        let token = Secret::new("t0ken".to_owned());
        let graph = Graph::new(&cloud(&service), token, PATIENCE).expect("Graph");
        let resource = Resource::user_changes(&[]);
        let link = "/scim/v1.0/users/delta?$deltatoken=1";
        run(&Unwatched, graph.changes(&resource, link, &Unwatched))
    };
    let (changes, link) = ask(&[ok(&first), ok(&last)]).expect("changes");
    let told: Vec<_> = changes
        .iter()
        .map(|(id, change)| (id.as_str(), *change))
        .collect();
    assert_eq!(told, [("a", Change::Removed), ("b", Change::Changed)]);
    assert_eq!(link, "/scim/v1.0/users/delta?$deltatoken=2");
    let gone = ask(&[answer("410 Gone", &[], "{}")]);
    assert_eq!(gone.expect_err("forgotten").code(), "pull_outdated");
    let endless = ask(&[ok(&json!({ "value": [] }))]);
    assert_eq!(endless.expect_err("no end").code(), "answer_not_understood");
}

#[test]
fn a_list_that_leads_astray_is_an_error() {
    let check = |answers: &[Vec<u8>], code: &str| {
        let (_, pulled, _) = list(answers);
        assert_eq!(pulled.expect_err("an error").code(), code);
    };
    check(
        &[page(&["a"], Some("https://evil.example/v1.0/users"))],
        "moved_elsewhere",
    );
    let back = page(&["a"], Some("/scim/v1.0/users?$skiptoken=1"));
    check(&[back.clone(), back], "answer_not_understood");
    check(&[ok(&json!({ "id": "one" }))], "answer_not_understood");
    check(&[answer("200 OK", &[], "<html>")], "answer_not_understood");
}

#[test]
fn a_missing_permission_is_named() {
    let denied = json!({ "error": { "code": "Authorization_RequestDenied", "message": "no" } });
    let (_, pulled, _) = list(&[answer("403 Forbidden", &[], &denied.to_string())]);
    let error = pulled.expect_err("no rights");
    assert_eq!(permission_for(&error), Some("User.Read.All"));
    assert!(
        error.to_string().contains("Authorization_RequestDenied"),
        "{error}"
    );
    assert_eq!(permission_for(&RemoteError::Cancelled), None);
}

fn sign_in(service: &Service) -> SignIn {
    let tenant = Tenant::parse("contoso.example").expect("a tenant");
    SignIn::new(&cloud(service), tenant, "app", PATIENCE).expect("a client")
}

#[test]
fn a_secret_is_posted_to_the_token_endpoint_and_shown_nowhere() {
    let service =
        Service::answering(&[ok(&json!({ "access_token": "t0ken", "expires_in": 3599 }))]);
    let sign_in = sign_in(&service);
    let secret = Secret::new(SECRET.to_owned());
    let token = run(&Unwatched, sign_in.with_secret(&secret)).expect("a token");
    assert!(!format!("{token:?} {sign_in:?} {secret:?}").contains("horse"));
    let asked = &service.requests()[0];
    assert!(
        asked.starts_with("POST /scim/contoso.example/oauth2/v2.0/token "),
        "{asked}"
    );

    let service = Service::answering(&[refused("401 Unauthorized", "invalid_client")]);
    let wrong = run(&Unwatched, self::sign_in(&service).with_secret(&secret));
    let said = wrong.expect_err("it is wrong").to_string();
    assert!(
        said.contains("invalid_client") && !said.contains("Ada"),
        "{said}"
    );
}

#[test]
fn a_code_is_waited_for_until_the_person_has_decided() {
    let code = ok(&json!({
        "device_code": "d3vice", "user_code": "ABCD-EFGH", "interval": 0,
        "verification_uri": "https://microsoft.com/devicelogin", "message": "Go there",
    }));
    let pending = refused("400 Bad Request", "authorization_pending");
    let check = |last: Vec<u8>, expect: Option<&str>| {
        let service = Service::answering(&[code.clone(), pending.clone(), pending.clone(), last]);
        let sign_in = sign_in(&service);
        let shown = run(&Unwatched, sign_in.device_code()).expect("a code");
        assert_eq!(
            (shown.user_code.as_str(), shown.expires_in_s),
            ("ABCD-EFGH", 900)
        );
        assert!(!format!("{shown:?}").contains("d3vice"));
        let ended = run(&Unwatched, sign_in.with_code(&shown, &Unwatched));
        match (ended, expect) {
            (Ok(_), None) => {}
            (Err(error), Some(code)) => assert!(error.to_string().contains(code), "{error}"),
            (ended, expect) => panic!("{ended:?} against {expect:?}"),
        }
        assert_eq!(service.requests().len(), 4);
    };
    check(ok(&json!({ "access_token": "t0ken" })), None);
    check(
        refused("400 Bad Request", "authorization_declined"),
        Some("authorization_declined"),
    );
    check(
        refused("400 Bad Request", "expired_token"),
        Some("expired_token"),
    );
}
