//! JSON that is broken, deep or endless: what belongs to case 92's section and to the limits.

use presync_core::Side;

use super::check_with;
use crate::boundary::side;

fn check(case: &str, text: &str, expect: &str) {
    check_with(case, text, &side(Side::Azure), expect);
}

#[test]
fn depth_and_length() {
    let nested = |depth: usize| {
        format!(
            "[{{\"id\":\"1\",\"mail\":\"a@x.test\",\"x\":{}1{}}}]",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    check("deep", &nested(200), "refused JSON_SYNTAX row 1");
    check(
        "far too deep",
        &nested(200_000),
        "refused JSON_SYNTAX row 1",
    );
    check(
        "lists in lists",
        &"[".repeat(100_000),
        "refused JSON_SYNTAX row 1",
    );
    check(
        "objects in objects",
        &"{\"value\":".repeat(100_000),
        "refused JSON_SYNTAX row 1",
    );
    check(
        "a long text",
        &format!("[{{\"id\":\"1\",\"mail\":\"{}\"}}]", "x".repeat(5 << 20)),
        "refused LIMIT_FIELD row 1",
    );
    check(
        "a long name",
        &format!("[{{\"{}\":1}}]", "x".repeat(5 << 20)),
        "refused LIMIT_FIELD row 1",
    );
    check(
        "endless white space",
        &format!(
            "[{{\"id\":\"1\",{}\"mail\":\"a@x.test\"}}]",
            " ".repeat(5 << 20)
        ),
        "refused LIMIT_FIELD row 1",
    );
    let many: Vec<String> = (0..2_001).map(|n| format!("\"p{n}\":1")).collect();
    check(
        "many properties",
        &format!("[{{{}}}]", many.join(",")),
        "refused LIMIT_COLUMNS",
    );
}

#[test]
fn broken_text() {
    let check_syntax = |text: &str| check(text, text, "refused JSON_SYNTAX row 1");
    check_syntax("[{\"id\":\"1\"");
    check_syntax("[{\"id\":}]");
    check_syntax("[{\"id\":NaN}]");
    check_syntax("[{\"id\":\"\\ud800\"}]");
    check_syntax("[{\"id\":1e999}]");
    check_syntax("[{\"id\":\"1\"}] trailing");
    check_syntax("[{\"id\":\"1\",}]");
    check(
        "the same property twice",
        "[{\"surname\":\"Lind\",\"mail\":\"a@x.test\",\"mail\":\"b@x.test\"}]",
        "JSON, UTF-8
        surname | mail
        1 @1: Lind | b@x.test
        warning JSON_REPEATED_PROPERTY @1 [mail]",
    );
    check("nothing in it", "[]", "JSON, UTF-8\n\nwarning NO_RECORDS");
    check(
        "texts in it",
        "[\"a\",\"b\"]",
        "JSON, UTF-8

        warning NO_RECORDS
        blocker ROW_NOT_A_RECORD @1
        blocker ROW_NOT_A_RECORD @1
        2 of 2 rejected",
    );
}
