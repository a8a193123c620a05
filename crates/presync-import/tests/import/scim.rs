//! Users of a SCIM service, as its list answer or as a pull keeps them: an intranet side like any other.

use presync_core::Side;
use presync_import::ReadOptions;

use crate::boundary::{check, side};

#[test]
fn a_list_answer_is_an_export_of_the_intranet() {
    check(
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":2,"Resources":[
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"s-1","externalId":"0471","userName":"ada",
             "active":true,"name":{"givenName":"Ada","familyName":"Okoro"},"title":"Engineer",
             "emails":[{"type":"work","value":"ada@contoso.test","primary":true}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Finance","organization":"Contoso"},
             "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User":{"location":"Leeds","loginType":"SAML","desk":"4.12"}},
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"s-2","externalId":"0472","userName":"bo",
             "active":false,"name":{"givenName":"Bo","familyName":"Lund"},
             "emails":[{"type":"work","value":"bo@contoso.test"}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales","manager":{"value":"s-1"}}}]}"#,
        &ReadOptions::default(),
        "JSON, UTF-8
        SCIM id | externalId | userName | active | name.givenName | name.familyName | title | emails[type eq \"work\"].value | department | organization | location | loginType | desk | manager
        1 @2: s-1 | 0471 | ada | true | Ada | Okoro | Engineer | ada@contoso.test | Finance | Contoso | Leeds | SAML | 4.12 |
        2 @7: s-2 | 0472 | bo | false | Bo | Lund |  | bo@contoso.test | Sales |  |  |  |  | s-1",
    );
}

#[test]
fn an_empty_list_holds_nobody() {
    check(
        r#"{"Resources":[],"totalResults":0}"#,
        &side(Side::Legacy),
        "JSON, UTF-8

        warning NO_RECORDS",
    );
}
