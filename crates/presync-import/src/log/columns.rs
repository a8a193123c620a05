//! The headings that the columns of a log's tables may have, folded. Every one is an assumption.

/// A column: what it holds, in words, and its headings, best first.
pub(super) struct Column {
    pub(super) what: &'static str,
    pub(super) headers: &'static [&'static str],
}

const fn column(what: &'static str, headers: &'static [&'static str]) -> Column {
    Column { what, headers }
}

/// The entries themselves.
pub(super) const EVENTS: &[Column] = &[
    column("id of the entry", &["id", "logid", "entryid"]),
    column("id of the change", CHANGE_ID),
    column(
        "time",
        &[
            "activitydatetime",
            "activitydate",
            "date",
            "dateutc",
            "datetime",
            "time",
            "timestamp",
            "starttime",
        ],
    ),
    column("action", &["provisioningaction", "action"]),
    column(
        "status",
        &[
            "status",
            "provisioningstatus",
            "provisioningstatusinfostatus",
            "statusinfostatus",
            "statusinfo",
            "result",
        ],
    ),
    column(
        "error code",
        &[
            "errorcode",
            "statuscode",
            "provisioningstatusinfoerrorinformationerrorcode",
            "errorinformationerrorcode",
            "statusinfoerrorcode",
        ],
    ),
    column(
        "reason",
        &[
            "reason",
            "statusreason",
            "errorreason",
            "provisioningstatusinfoerrorinformationreason",
            "errorinformationreason",
            "statusinforeason",
            "errormessage",
            "statusdetails",
        ],
    ),
    column(
        "id in Entra",
        &["sourceid", "sourceidentityid", "sourceobjectid"],
    ),
    column(
        "name in Entra",
        &[
            "sourcename",
            "sourcedisplayname",
            "sourceidentitydisplayname",
            "sourceidentityname",
            "sourceidentity",
            "identityname",
            "identity",
        ],
    ),
    column(
        "type in Entra",
        &[
            "sourcetype",
            "sourceidentitytype",
            "sourceidentityidentitytype",
        ],
    ),
    column(
        "user principal name",
        &[
            "sourceuserprincipalname",
            "sourceupn",
            "sourceidentityuserprincipalname",
            "userprincipalname",
        ],
    ),
    column(
        "id in the application",
        &["targetid", "targetidentityid", "targetobjectid"],
    ),
    column(
        "name in the application",
        &[
            "targetname",
            "targetdisplayname",
            "targetidentitydisplayname",
            "targetidentityname",
            "targetidentity",
        ],
    ),
    column(
        "type in the application",
        &[
            "targettype",
            "targetidentitytype",
            "targetidentityidentitytype",
        ],
    ),
    column(
        "user name in the application",
        &["targetusername", "targetidentityusername"],
    ),
];

/// The steps of the entries.
pub(super) const STEPS: &[Column] = &[
    column("id of the change", CHANGE_ID),
    column(
        "step",
        &[
            "stepname",
            "provisioningstepname",
            "provisioningstepsname",
            "step",
            "name",
        ],
    ),
    column(
        "type of the step",
        &[
            "provisioningsteptype",
            "steptype",
            "provisioningstepstype",
            "provisioningstepsprovisioningsteptype",
            "type",
        ],
    ),
    column(
        "status of the step",
        &[
            "stepstatus",
            "provisioningstepstatus",
            "provisioningstepsstatus",
            "status",
            "result",
        ],
    ),
    column(
        "description of the step",
        &[
            "stepdescription",
            "provisioningstepdescription",
            "provisioningstepsdescription",
            "description",
        ],
    ),
];

/// The properties that were written.
pub(super) const MODIFIED: &[Column] = &[
    column("id of the change", CHANGE_ID),
    column(
        "property",
        &[
            "modifiedpropertyname",
            "modifiedpropertiesdisplayname",
            "propertyname",
            "property",
            "attributename",
            "attribute",
            "targetattribute",
            "displayname",
            "name",
        ],
    ),
    column(
        "value before",
        &[
            "oldvalue",
            "modifiedpropertiesoldvalue",
            "modifiedpropertyoldvalue",
            "previousvalue",
        ],
    ),
    column(
        "value after",
        &[
            "newvalue",
            "modifiedpropertiesnewvalue",
            "modifiedpropertynewvalue",
        ],
    ),
];

const CHANGE_ID: &[&str] = &["changeid"];
