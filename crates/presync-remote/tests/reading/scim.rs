//! SCIM services as they are found: each ends in the right list or in a clear error.

use presync_core::progress::Unwatched;
use presync_remote::{
    Address, Earlier, Mark, Oddity, Pulled, RemoteError, Secret, run,
    scim::{Connection, Health, ListKind, LookUp, Scim},
};
use serde_json::{Value, json};

use crate::{
    PATIENCE,
    service::{Service, answer},
};

fn scim(service: &Service) -> Scim {
    let address = Address::parse(&service.address()).expect("an address");
    Scim::new(address, Secret::new("t0ken".to_owned()), PATIENCE).expect("a service")
}

fn ok(body: &Value) -> Vec<u8> {
    answer("200 OK", &[], &body.to_string())
}

/// A page of users with these ids.
fn page(total: Option<u64>, ids: &[&str]) -> Vec<u8> {
    let users: Vec<Value> = ids
        .iter()
        .map(|id| json!({ "id": id, "userName": id }))
        .collect();
    let mut page = json!({ "startIndex": 1, "itemsPerPage": ids.len(), "Resources": users });
    if let Some(total) = total {
        page["totalResults"] = total.into();
    }
    ok(&page)
}

/// Reads the users of a service that answers like this: the ids that came, how it ended, what was asked.
fn list(answers: &[Vec<u8>]) -> (Vec<String>, Result<Pulled, RemoteError>, Vec<String>) {
    let service = Service::answering(answers);
    let scim = scim(&service);
    let mut ids = Vec::new();
    let take = |users: Vec<Value>, _: Option<&Mark>| {
        let named = users
            .iter()
            .map(|user| user["id"].as_str().unwrap_or("").to_owned());
        ids.extend(named);
        Ok(())
    };
    let pulled = run(
        &Unwatched,
        scim.list(ListKind::Users, None, &Unwatched, take),
    );
    assert!(scim.sent().iter().all(|sent| sent.method == "GET"));
    (ids, pulled, service.requests())
}

#[track_caller]
fn whole(answers: &[Vec<u8>], ids: &[&str], oddities: &[Oddity]) {
    let (came, pulled, _) = list(answers);
    let pulled = pulled.expect("the whole list");
    assert_eq!(came, ids);
    assert_eq!(pulled.oddities.into_iter().collect::<Vec<_>>(), oddities);
    assert_eq!(pulled.resources, ids.len() as u64);
}

#[track_caller]
fn broken(answers: &[Vec<u8>], code: &str) {
    let (_, pulled, _) = list(answers);
    assert_eq!(pulled.expect_err("an error").code(), code);
}

#[test]
fn pages_are_counted_by_what_came() {
    let (ids, pulled, asked) = list(&[
        page(Some(5), &["a", "b"]),
        page(Some(5), &["c", "d"]),
        page(Some(5), &["e"]),
    ]);
    assert_eq!((ids.len(), pulled.expect("all").pages), (5, 3));
    let starts: Vec<bool> = [1, 3, 5]
        .iter()
        .zip(&asked)
        .map(|(start, asked)| asked.contains(&format!("startIndex={start}&count=200")))
        .collect();
    assert_eq!(starts, [true, true, true], "{asked:?}");
}

#[test]
fn odd_services_are_survived_and_said() {
    whole(&[page(Some(0), &[])], &[], &[]);
    whole(&[page(Some(2), &["a", "b"])], &["a", "b"], &[]);
    whole(
        &[
            page(Some(3), &["a", "b"]),
            page(Some(4), &["b", "c"]),
            page(Some(4), &["a", "b"]),
            page(Some(4), &["b", "c"]),
        ],
        &["a", "b", "c"],
        &[
            Oddity::SmallerPages,
            Oddity::TotalMoved,
            Oddity::Repeated,
            Oddity::Fewer,
        ],
    );
    whole(
        &[page(None, &["a"]), page(None, &["b"]), page(None, &[])],
        &["a", "b"],
        &[Oddity::SmallerPages, Oddity::NoTotal],
    );
    whole(
        &[page(Some(9), &["a"]), page(Some(9), &[])],
        &["a"],
        &[Oddity::SmallerPages, Oddity::Fewer],
    );
}

/// `b` went while the second page was on its way, so `d` moved to a row that had been read.
#[test]
fn whoever_a_moving_list_hid_is_found_when_it_is_read_again() {
    whole(
        &[
            page(Some(5), &["a", "b", "c"]),
            page(Some(4), &["e"]),
            page(Some(4), &["a", "c", "d"]),
            page(Some(4), &["e"]),
        ],
        &["a", "b", "c", "e", "d"],
        &[Oddity::SmallerPages, Oddity::TotalMoved, Oddity::Repeated],
    );
}

/// Reads the rest of a list that an earlier reading left after `a` and `b`.
fn go_on(answers: &[Vec<u8>]) -> (Vec<String>, Result<Pulled, RemoteError>, Vec<String>) {
    let service = Service::answering(answers);
    let scim = scim(&service);
    let pulled = Pulled {
        resources: 2,
        stated: Some(4),
        pages: 1,
        ..Pulled::default()
    };
    let next = "3".to_owned();
    let earlier = Earlier {
        mark: Mark { next, pulled },
        ids: ["a", "b"].map(str::to_owned).into(),
    };
    let mut ids = Vec::new();
    let take = |users: Vec<Value>, _: Option<&Mark>| {
        ids.extend(users.iter().map(|user| user["id"].to_string()));
        Ok(())
    };
    let list = scim.list(ListKind::Users, Some(&earlier), &Unwatched, take);
    let ended = run(&Unwatched, list);
    (ids, ended, service.requests())
}

#[test]
fn reading_goes_on_where_it_was_left_unless_the_list_has_changed() {
    let (ids, ended, asked) = go_on(&[page(Some(4), &["c", "d"])]);
    let ended = ended.expect("the rest");
    assert_eq!((ids.len(), ended.resources, ended.pages), (2, 4, 2));
    assert!(asked[0].contains("startIndex=3&"), "{asked:?}");
    let (ids, ended, _) = go_on(&[page(Some(3), &["d"])]);
    let code = ended.expect_err("it has moved").code();
    assert_eq!((ids.len(), code), (0, "pull_outdated"));
}

#[test]
fn what_is_no_list_is_an_error() {
    broken(
        &[answer("200 OK", &[], "<html>Sign in</html>")],
        "answer_not_understood",
    );
    broken(&[ok(&json!({ "status": "ok" }))], "answer_not_understood");
    broken(
        &[answer("500 Internal Server Error", &[], "")],
        "refused_there",
    );
    broken(
        &[
            page(Some(9), &["a", "b"]),
            answer("401 Unauthorized", &[], ""),
        ],
        "not_signed_in",
    );
    let failing = answer("500 Internal Server Error", &[], "");
    let first = page(Some(9), &["a", "b"]);
    let failing = [
        first,
        failing.clone(),
        failing.clone(),
        failing.clone(),
        failing,
    ];
    broken(&failing, "refused_there");
}

#[test]
fn a_service_that_does_not_page_is_left() {
    let same = page(Some(900), &["a", "b"]);
    broken(
        &[same.clone(), same.clone(), same.clone(), same],
        "answer_not_understood",
    );
    let short = page(Some(4), &["a", "b"]);
    broken(&[short.clone(), short], "answer_not_understood");
}

#[test]
fn a_look_up_is_believed_only_where_the_value_is_the_one() {
    let check = |body: Value, hits: usize, others: usize| {
        let service = Service::answering(&[ok(&body)]);
        let scim = scim(&service);
        let LookUp {
            hits: found,
            others: rest,
        } = run(&Unwatched, scim.look_up("userName", "o'neil \"x\"")).expect("an answer");
        assert_eq!((found.len(), rest), (hits, others), "{body}");
        let asked = &service.requests()[0];
        assert!(
            asked.contains("filter=userName%20eq%20%22o%27neil%20%5C%22x%5C%22%22"),
            "{asked}"
        );
    };
    check(json!({ "totalResults": 0, "Resources": [] }), 0, 0);
    check(
        json!({ "totalResults": 1, "Resources": [{ "userName": "O'Neil \"X\"" }] }),
        1,
        0,
    );
    check(
        json!({ "totalResults": 2, "Resources": [{ "userName": "ada" }, { "username": "o'neil \"x\"" }] }),
        1,
        1,
    );
}

#[test]
fn a_connection_is_tested_as_entra_does() {
    let test = |answers: &[Vec<u8>]| {
        let service = Service::answering(answers);
        let scim = scim(&service);
        run(
            &Unwatched,
            scim.test_connection("5f0c1a52-0000-4000-8000-000000000001"),
        )
    };
    assert_eq!(test(&[page(Some(0), &[])]), Ok(Connection::Good));
    assert_eq!(
        test(&[page(Some(2), &["a", "b"])]),
        Ok(Connection::FindsNobody(2))
    );
    let lost = test(&[answer("404 Not Found", &[], "")]).expect_err("no service");
    assert_eq!(lost.code(), "not_found_there");
}

#[test]
fn a_service_says_what_it_is() {
    let service = Service::answering(&[
        ok(&json!({ "status": "Healthy" })),
        ok(&json!({ "filter": { "supported": true, "maxResults": 100 } })),
        answer("404 Not Found", &[], ""),
        ok(
            &json!({ "totalResults": 1, "Resources": [{ "id": "urn:x", "attributes": [{ "name": "a?" }] }] }),
        ),
    ]);
    let scim = scim(&service);
    let health = run(&Unwatched, scim.health());
    assert_eq!(health, Ok(Health::Up(Some("Healthy".to_owned()))));
    let said = run(&Unwatched, scim.discover()).expect("what it says");
    assert_eq!(
        (said.page_rows_max(), said.resource_types.is_none()),
        (Some(100), true)
    );
    assert_eq!(said.field_faults().len(), 1);
}
