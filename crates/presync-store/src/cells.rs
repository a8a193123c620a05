//! The cells of one record as one value: for each cell its length as a varint, then its bytes. Its
//! readings likewise: for each the column as a varint, the kind as a byte, the length, the bytes.
//!
//! How many cells there are is the source's to know. Unpacking trusts nothing.

use presync_core::record::{Reading, ReadingKind};

/// The packed value does not hold what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a packed record does not hold the cells that its source has")]
pub(crate) struct BrokenCells;

/// Packs cells into `packed`, replacing what it held.
pub(crate) fn pack(cells: &[&str], packed: &mut Vec<u8>) {
    packed.clear();
    for cell in cells {
        put_varint(cell.len(), packed);
        packed.extend_from_slice(cell.as_bytes());
    }
}

/// Unpacks exactly `count` cells into `cells`, replacing what it held.
pub(crate) fn unpack<'a>(
    packed: &'a [u8],
    count: usize,
    cells: &mut Vec<&'a str>,
) -> Result<(), BrokenCells> {
    cells.clear();
    let mut rest = packed;
    for _ in 0..count {
        let (len, after) = take_varint(rest).ok_or(BrokenCells)?;
        let (cell, tail) = after.split_at_checked(len).ok_or(BrokenCells)?;
        cells.push(std::str::from_utf8(cell).map_err(|_| BrokenCells)?);
        rest = tail;
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(BrokenCells)
    }
}

/// Packs readings into `packed`, replacing what it held; nothing when there are none.
pub(crate) fn pack_readings(readings: &[Reading<'_>], packed: &mut Vec<u8>) {
    packed.clear();
    for reading in readings {
        put_varint(reading.column, packed);
        packed.push(reading.kind.code());
        put_varint(reading.text.len(), packed);
        packed.extend_from_slice(reading.text.as_bytes());
    }
}

/// Unpacks the readings of a record of `count` cells into `readings`, replacing what it held.
pub(crate) fn unpack_readings<'a>(
    packed: &'a [u8],
    count: usize,
    readings: &mut Vec<Reading<'a>>,
) -> Result<(), BrokenCells> {
    readings.clear();
    let mut rest = packed;
    let mut column_min = 0;
    while !rest.is_empty() {
        let (reading, tail) = take_reading(rest).ok_or(BrokenCells)?;
        if !(column_min..count).contains(&reading.column) {
            return Err(BrokenCells);
        }
        column_min = reading.column + 1;
        readings.push(reading);
        rest = tail;
    }
    Ok(())
}

fn take_reading(packed: &[u8]) -> Option<(Reading<'_>, &[u8])> {
    let (column, rest) = take_varint(packed)?;
    let (code, rest) = rest.split_first()?;
    let (len, rest) = take_varint(rest)?;
    let (text, tail) = rest.split_at_checked(len)?;
    let reading = Reading {
        column,
        kind: ReadingKind::of_code(*code)?,
        text: std::str::from_utf8(text).ok()?,
    };
    Some((reading, tail))
}

/// Seven bits a byte, low ones first, the top bit set on all but the last.
pub(crate) fn put_varint(mut value: usize, packed: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(value & 0x7f).expect("BUG: seven bits fit a byte");
        value >>= 7;
        if value == 0 {
            packed.push(low);
            return;
        }
        packed.push(low | 0x80);
    }
}

pub(crate) fn take_varint(packed: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0usize;
    for (at, byte) in packed.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, &packed[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_comes_back(cells in prop::collection::vec(".{0,200}", 0..12)) {
            let borrowed: Vec<&str> = cells.iter().map(String::as_str).collect();
            let (mut packed, mut back) = (Vec::new(), Vec::new());
            pack(&borrowed, &mut packed);
            unpack(&packed, borrowed.len(), &mut back).unwrap();
            prop_assert_eq!(&back, &borrowed);
            let mut other = Vec::new();
            prop_assert_eq!(unpack(&packed, borrowed.len() + 1, &mut other), Err(BrokenCells));
        }

        #[test]
        fn packed_readings_come_back(
            texts in prop::collection::btree_map(0usize..300, (".{0,200}", 0u8..7), 0..12),
        ) {
            let readings: Vec<Reading<'_>> = texts
                .iter()
                .map(|(column, (text, code))| Reading {
                    column: *column,
                    kind: ReadingKind::of_code(*code).unwrap(),
                    text,
                })
                .collect();
            let (mut packed, mut back) = (Vec::new(), Vec::new());
            pack_readings(&readings, &mut packed);
            prop_assert_eq!(packed.is_empty(), readings.is_empty());
            unpack_readings(&packed, 300, &mut back).unwrap();
            prop_assert_eq!(&back, &readings);
            if let Some(last) = readings.last() {
                let mut other = Vec::new();
                prop_assert_eq!(unpack_readings(&packed, last.column, &mut other), Err(BrokenCells));
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(packed in prop::collection::vec(any::<u8>(), 0..64)) {
            let mut cells = Vec::new();
            if unpack(&packed, 3, &mut cells).is_ok() {
                prop_assert_eq!(cells.len(), 3);
            }
            let mut readings = Vec::new();
            if unpack_readings(&packed, 3, &mut readings).is_ok() {
                prop_assert!(readings.len() <= 3);
            }
        }
    }

    #[test]
    fn a_long_cell_needs_several_length_bytes() {
        let long = "x".repeat(70_000);
        let (mut packed, mut back) = (Vec::new(), Vec::new());
        pack(&[&long, "", "é"], &mut packed);
        unpack(&packed, 3, &mut back).unwrap();
        assert_eq!(back, [long.as_str(), "", "é"]);
        assert_eq!(packed.len(), 3 + 70_000 + 1 + 1 + 2);
    }
}
