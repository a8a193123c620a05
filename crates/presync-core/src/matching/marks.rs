//! What kind of account a user is, as its marks say: a person's own, or one that seldom has a counterpart.

use crate::names::{fold, parse_display};

/// The kind of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// An ordinary account.
    Plain,
    /// A guest of the tenant.
    Guest,
    /// A second account for administration.
    Admin,
    /// A service, a test, a room or a shared mailbox.
    Impersonal,
}

/// Whether an account is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Activity {
    Unknown,
    Active,
    Inactive,
}

/// The mark of an intranet user.
pub(super) fn legacy_mark(user_name: &str, kind: &str) -> Mark {
    let impersonal = ["service", "test", "system", "shared"].contains(&fold(kind).as_str());
    if impersonal {
        Mark::Impersonal
    } else {
        mark_of_handle(user_name)
    }
}

/// The mark of an Azure user; `nameless` when it has neither given name nor surname.
pub(super) fn azure_mark(principal: &str, kind: &str, nameless: bool, display: &str) -> Mark {
    if kind.trim().eq_ignore_ascii_case("guest") || principal.contains("#EXT#") {
        return Mark::Guest;
    }
    match mark_of_handle(principal) {
        Mark::Plain if display.contains("(Admin") || display.contains("(admin") => Mark::Admin,
        Mark::Plain if nameless && !display.is_empty() && parse_display(display).is_none() => {
            Mark::Impersonal
        }
        Mark::Plain if nameless && speaks_of_a_thing(display) => Mark::Impersonal,
        mark => mark,
    }
}

/// Whether a user name says that the account is not its owner's first: `akern-old`, `akern.ctr`, `akern_2`.
pub(super) fn is_spare(user_name: &str) -> bool {
    const SPARE: &[&str] = &[
        "old",
        "former",
        "leaver",
        "archive",
        "inactive",
        "disabled",
        "dup",
        "duplicate",
        "copy",
        "tmp",
        "temp",
        "ctr",
        "ext",
        "x",
    ];
    let local = user_name.split('@').next().unwrap_or("");
    let tail = local
        .rsplit_once(['-', '_', '.'])
        .map_or("", |(_, tail)| tail);
    let numbered = tail.len() == 1 && tail != "1" && tail.bytes().all(|b| b.is_ascii_digit());
    numbered || SPARE.iter().any(|word| tail.eq_ignore_ascii_case(word))
}

/// Reads `true`, `yes`, `1`, `active`, `enabled` and their opposites.
pub(super) fn activity_of(text: &str) -> Activity {
    let is = |words: &[&str]| {
        words
            .iter()
            .any(|word| text.trim().eq_ignore_ascii_case(word))
    };
    if is(&["true", "yes", "1", "active", "enabled", "y"]) {
        Activity::Active
    } else if is(&["false", "no", "0", "inactive", "disabled", "n"]) {
        Activity::Inactive
    } else {
        Activity::Unknown
    }
}

fn mark_of_handle(user_name: &str) -> Mark {
    const ADMIN: &[&str] = &["adm", "admin"];
    const IMPERSONAL: &[&str] = &[
        "svc", "srv", "service", "sync", "test", "testuser", "tst", "shared", "noreply", "kiosk",
    ];
    let local = user_name.split('@').next().unwrap_or("");
    let (head, tail) = match local.find(['-', '_', '.']) {
        Some(at) => (
            &local[..at],
            local.rsplit(['-', '_', '.']).next().unwrap_or(""),
        ),
        None => (local.trim_end_matches(|c: char| c.is_ascii_digit()), ""),
    };
    let is = |words: &[&str], part: &str| words.iter().any(|word| part.eq_ignore_ascii_case(word));
    let separated = !tail.is_empty();
    if separated && (is(ADMIN, head) || is(&["adm", "admin"], tail)) {
        Mark::Admin
    } else if (separated && is(IMPERSONAL, head)) || is(&["test", "testuser", "svc"], head) {
        Mark::Impersonal
    } else {
        Mark::Plain
    }
}

fn speaks_of_a_thing(display: &str) -> bool {
    const THINGS: &[&str] = &[
        "room",
        "mailbox",
        "shared",
        "reply",
        "noreply",
        "team",
        "info",
        "support",
        "helpdesk",
        "service",
        "calendar",
        "conference",
        "meeting",
        "printer",
        "scanner",
        "reception",
    ];
    fold(display).split(' ').any(|word| THINGS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(principal: &str, kind: &str, nameless: bool, display: &str, expected: Mark) {
        assert_eq!(
            azure_mark(principal, kind, nameless, display),
            expected,
            "{principal} {display}"
        );
    }

    #[test]
    fn accounts_that_are_nobodys_own_are_marked() {
        check(
            "anna.kern@c.example",
            "Member",
            false,
            "Anna Kern",
            Mark::Plain,
        );
        check("a_p.example#EXT#@c.example", "", false, "A B", Mark::Guest);
        check(
            "adm-akern@c.example",
            "Member",
            false,
            "Anna Kern",
            Mark::Admin,
        );
        check(
            "akern@c.example",
            "Member",
            false,
            "Anna Kern (Admin)",
            Mark::Admin,
        );
        check(
            "svc-print10@c.example",
            "Member",
            true,
            "svc-print10",
            Mark::Impersonal,
        );
        check(
            "hr@c.example",
            "Member",
            true,
            "HR Shared Mailbox",
            Mark::Impersonal,
        );
        check(
            "treasury8@c.example",
            "",
            true,
            "Treasury Meeting Room 8",
            Mark::Impersonal,
        );
        check(
            "ted.palmqvist@c.example",
            "Member",
            true,
            "Palmqvist, Ted",
            Mark::Plain,
        );
        check("sa.lee@c.example", "Member", false, "Sa Lee", Mark::Plain);
    }

    #[test]
    fn spare_accounts_say_so_at_the_end_of_their_names() {
        for (user_name, spare) in [
            ("akern-old", true),
            ("akern_2", true),
            ("akern2", false),
            ("a.kern.1", false),
            ("akern.ctr@c.example", true),
            ("anna.kern@c.example", false),
            ("old.kern", false),
            ("akern", false),
        ] {
            assert_eq!(is_spare(user_name), spare, "{user_name}");
        }
    }

    #[test]
    fn activity_is_read_in_the_spellings_of_exports() {
        for (text, expected) in [
            ("Yes", Activity::Active),
            ("TRUE", Activity::Active),
            ("0", Activity::Inactive),
            ("disabled", Activity::Inactive),
            ("", Activity::Unknown),
        ] {
            assert_eq!(activity_of(text), expected, "{text}");
        }
    }
}
