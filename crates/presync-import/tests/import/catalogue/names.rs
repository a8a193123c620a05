//! Names and identities as files hold them: cases 82 to 85. What they mean is the core's to say; here
//! they come through as they are.

use super::{check, check_with};
use crate::boundary::side;
use presync_core::Side;

#[test]
fn odd_names_are_text() {
    let long = "n".repeat(200);
    check(
        "82",
        format!(
            "UID,Surname,First Name\n1,Null,True\n2,N/A,Test\n3,Madonna,\n4,{long},\u{1f98a}\n\
             5,王小明,\u{645}\u{62d}\u{645}\u{62f}\n6,van der Berg,Dr. A.\n7,0,-\n"
        ),
        &format!(
            "CSV, UTF-8, comma
            externalId | name.familyName | name.givenName
            1 @2: 1 | Null | True
            2 @3: 2 | N/A ⇒  | Test
            3 @4: 3 | Madonna |
            4 @5: 4 | {long} | \u{1f98a}
            5 @6: 5 | 王小明 | \u{645}\u{62d}\u{645}\u{62f}
            6 @7: 6 | van der Berg | Dr. A.
            7 @8: 7 | 0 | - ⇒
            note CELL_PLACEHOLDER @3 [Surname]
            note CELL_PLACEHOLDER @8 [First Name]"
        ),
    );
    check_with(
        "82 null is text where it is written as one",
        r#"[{"userPrincipalName":"a@x.test","surname":"null"},{"userPrincipalName":"b@x.test","surname":null}]"#,
        &side(Side::Azure),
        "JSON, UTF-8
        userPrincipalName | surname
        1 @1: a@x.test | null
        2 @1: b@x.test |",
    );
}

#[test]
fn nobody_is_picked_and_nothing_is_folded() {
    check(
        "78 83 85 two rows of one key or one name",
        "UID,Surname,First Name,Department\n7,Lind,Bo,X\n7,Lind,Bo,X\n8,Lind,Bo,X\n9,Mu\u{308}ller,\u{130}lker,X\n",
        "CSV, UTF-8, comma
        externalId | name.familyName | name.givenName | department
        1 @2: 7 | Lind | Bo | X
        2 @3: 7 | Lind | Bo | X
        3 @4: 8 | Lind | Bo | X
        4 @5: 9 | Mu\u{308}ller ⇒ Müller | \u{130}lker | X
        note CELL_DECOMPOSED @5 [Surname]",
    );
    check(
        "84 addresses",
        "UID,Email Address\n1,Ada.Okoro@Contoso.TEST\n2,ada+list@x.test\n3,ada@x.test.\n4,ada@b\u{fc}cher.test\n5,ada@xn--bcher-kva.test\n",
        "CSV, UTF-8, comma
        externalId | emails[type eq \"work\"].value
        1 @2: 1 | Ada.Okoro@Contoso.TEST
        2 @3: 2 | ada+list@x.test
        3 @4: 3 | ada@x.test.
        4 @5: 4 | ada@b\u{fc}cher.test
        5 @6: 5 | ada@xn--bcher-kva.test",
    );
}
