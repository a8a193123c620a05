//! Texts that would do something elsewhere: cases 86 to 88. Here they are texts.

use super::check;

#[test]
fn formulas_markup_and_sql_are_text() {
    let cases = [
        ("86 a command", "=cmd|'/c calc'!A1"),
        ("86 plus", "+1+1"),
        ("86 minus", "-2+3"),
        ("86 at", "@SUM(A1:A9)"),
        ("86 full width", "\u{ff1d}1+1"),
        ("87 a script", "<script>alert(1)</script>"),
        ("87 an image", "'><img src=x onerror=alert(1)>"),
        ("87 an address", "javascript:alert(1)"),
        ("87 a title", "</title>"),
        ("87 a template", "{{7*7}}${7*7}<%= 7 %>"),
        ("88 a statement", "'; DROP TABLE record; --"),
        ("88 a parameter", "?1 $1 :a"),
    ];
    for (case, text) in cases {
        check(
            case,
            format!("UID,Surname\n1,{text}\n"),
            &format!("CSV, UTF-8, comma\nexternalId | name.familyName\n1 @2: 1 | {text}"),
        );
    }
    check(
        "86 tab and carriage return first",
        "UID,Surname,Title\n1,\t=1+1,\"\r=1+1\"\n",
        "CSV, UTF-8, comma
        externalId | name.familyName | title
        1 @2: 1 | \t=1+1 ⇒ =1+1 | \r=1+1 ⇒ =1+1
        note CELL_TRIMMED @2 [Surname]
        note CELL_TRIMMED @2 [Title]",
    );
}

#[test]
fn headers_are_text_too() {
    check(
        "88 a header",
        "UID,\"\"\"; drop table record; --\",<script>,=1+1,{{7*7}}\n1,a,b,c,d\n",
        "CSV, UTF-8, comma
        externalId | \"; drop table record; -- | <script> | =1+1 | {{7*7}}
        1 @2: 1 | a | b | c | d",
    );
}
