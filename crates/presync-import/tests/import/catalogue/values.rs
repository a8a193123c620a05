//! Values that mean more than they show: cases 66, 70, 71 and 75.

use super::check;

#[test]
fn dates_in_three_spellings_and_times() {
    check(
        "70",
        "UID,Start Date\n1,03/04/2025\n2,13/04/2025\n3,2025-05-04\n4,2 March 2025\n5,31/31/2025\n",
        "CSV, UTF-8, comma
        externalId | jobStartDate
        1 @2: 1 | 03/04/2025 ⇒ 2025-04-03
        2 @3: 2 | 13/04/2025 ⇒ 2025-04-13
        3 @4: 3 | 2025-05-04
        4 @5: 4 | 2 March 2025 ⇒ 2025-03-02
        5 @6: 5 | 31/31/2025
        note CELL_DATE @2 [Start Date]
        warning CELL_DATE_UNREAD @6 [Start Date]",
    );
    check(
        "71",
        "UID,Start Date\n1,08:30\n2,PT8H\n3,2024-01-31T08:30:00+02:00\n4,2024-03-31T02:30:00\n",
        "CSV, UTF-8, comma
        externalId | jobStartDate
        1 @2: 1 | 08:30
        2 @3: 2 | PT8H
        3 @4: 3 | 2024-01-31T08:30:00+02:00
        4 @5: 4 | 2024-03-31T02:30:00
        warning CELL_DATE_UNREAD @2 [Start Date]",
    );
}

#[test]
fn booleans_of_all_kinds() {
    check(
        "75",
        "UID,Active\n1,TRUE\n2,WAHR\n3,1\n4,yes\n5,x\n6,nein\n7,0\n8,perhaps\n9,\n",
        "CSV, UTF-8, comma
        externalId | active
        1 @2: 1 | TRUE
        2 @3: 2 | WAHR ⇒ true
        3 @4: 3 | 1 ⇒ true
        4 @5: 4 | yes ⇒ true
        5 @6: 5 | x ⇒ true
        6 @7: 6 | nein ⇒ false
        7 @8: 7 | 0 ⇒ false
        8 @9: 8 | perhaps
        9 @10: 9 |
        note CELL_BOOLEAN @3 [Active]
        warning CELL_NOT_BOOLEAN @9 [Active]",
    );
}

#[test]
fn telephone_numbers_that_a_workbook_took_for_numbers() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let header = ["UID", "Phone", "Mobile"];
    sheet.write_row(0, 0, header).expect("in memory");
    sheet.write(1, 0, 1_234_567).expect("in memory");
    sheet.write(1, 1, "+49 176 12345678").expect("in memory");
    sheet.write(1, 2, 4_917_612_345_678_u64).expect("in memory");
    sheet.write(2, 0, 2).expect("in memory");
    sheet.write(2, 1, 4711).expect("in memory");
    sheet.write(2, 2, "-0176").expect("in memory");
    check(
        "66",
        workbook.save_to_buffer().expect("in memory"),
        "XLSX
        externalId | phoneNumbers[type eq \"work\"].value | phoneNumbers[type eq \"mobile\"].value
        1 @2: 1234567 | +49 176 12345678 | 4917612345678
        2 @3: 2 | 4711 | -0176
        warning CELL_PHONE_NUMBER @2 [Mobile]",
    );
}
