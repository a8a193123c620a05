//! What a zip container really holds, counted by inflating it, before a parser sees any of it.
//!
//! Sizes that the container claims are not believed. Nothing is ever extracted to disk.

use std::{
    collections::BTreeSet,
    io::{self, BufReader, Read},
};

use zip::ZipArchive;

use super::{marks::Marks, prolog};
use crate::{
    ImportError, RefusalCode,
    limits::{
        XML_TOKEN_BYTES_MAX, ZIP_BYTES_MAX, ZIP_PART_BYTES_MAX, ZIP_PARTS_MAX, ZIP_RATIO_BYTES_MIN,
        ZIP_RATIO_MAX,
    },
    source::{SourceFile, WatchedFile},
};

type Archive<'a> = ZipArchive<BufReader<WatchedFile<'a>>>;

/// Refuses what inflates beyond reason. Says whether a sheet may show more than its values.
pub(super) fn check(file: &SourceFile<'_>) -> Result<bool, ImportError> {
    let reader = BufReader::with_capacity(64 << 10, file.reader()?);
    let mut archive = ZipArchive::new(reader).map_err(|_| damaged(file))?;
    if archive.len() > ZIP_PARTS_MAX {
        return Err(bomb(
            file,
            &format!("It holds more than {ZIP_PARTS_MAX} parts."),
        ));
    }
    let names = archive.file_names_raw().map(<[u8]>::to_ascii_lowercase);
    let clash = names.collect::<BTreeSet<_>>().len() < archive.len();
    let overlap = archive.has_overlapping_entries();
    if clash || archive.has_duplicate_names() || overlap.map_err(|_| damaged(file))? {
        return Err(bomb(file, "Parts of it have the same name or overlap."));
    }
    let mut total = 0;
    let mut has_marks = false;
    for part in 0..archive.len() {
        let mut marks = Marks::default();
        total += inflated(file, &mut archive, part, &mut marks)?;
        has_marks |= marks.found();
        if total > ZIP_BYTES_MAX {
            return Err(bomb(
                file,
                &format!("It inflates to more than {} GB.", ZIP_BYTES_MAX >> 30),
            ));
        }
    }
    Ok(has_marks)
}

/// Inflates one part to nowhere and gives its length.
fn inflated(
    file: &SourceFile<'_>,
    archive: &mut Archive<'_>,
    part: usize,
    marks: &mut Marks,
) -> Result<u64, ImportError> {
    let mut entry = archive.by_index(part).map_err(|_| damaged(file))?;
    let packed = entry.compressed_size().max(1);
    let name = String::from_utf8_lossy(entry.name_raw()).to_lowercase();
    let is_xml = name.ends_with(".xml");
    let is_sheet = name.contains("sheet");
    let mut buffer = vec![0; 64 << 10];
    let (mut total, mut token) = (0_u64, 0_u64);
    loop {
        let count = fill(&mut entry, &mut buffer).map_err(|_| damaged(file))?;
        if count == 0 {
            return Ok(total);
        }
        if total == 0 && is_xml {
            prolog::check(file, &name, &buffer[..count])?;
        }
        if is_sheet {
            marks.look(&buffer[..count]);
        }
        total += count as u64;
        if total > ZIP_PART_BYTES_MAX
            || total > ZIP_RATIO_BYTES_MIN && total / packed > ZIP_RATIO_MAX
        {
            return Err(bomb(
                file,
                &format!("A part of it inflates to more than {} MB.", total >> 20),
            ));
        }
        token = match memchr::memrchr(b'<', &buffer[..count]) {
            Some(at) => (count - at) as u64,
            None => token + count as u64,
        };
        if is_xml && token > XML_TOKEN_BYTES_MAX {
            return Err(too_long(file));
        }
    }
}

/// Fills the buffer as far as the part goes.
fn fill(part: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match part.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn damaged(file: &SourceFile<'_>) -> ImportError {
    file.refuse_damaged(RefusalCode::WorkbookDamaged)
}

fn bomb(file: &SourceFile<'_>, what: &str) -> ImportError {
    let message = format!("The container is built to exhaust its reader. {what}");
    file.refuse(
        RefusalCode::ZipBomb,
        message,
        "Open it in Excel and save it again as an Excel workbook (.xlsx), or give a CSV export.",
    )
}

/// The refusal of a text beyond the limit.
pub(super) fn too_long(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::FieldTooLong,
        format!(
            "A text in it is longer than {} MB.",
            XML_TOKEN_BYTES_MAX >> 20
        ),
        "Leave that column out of the export.",
    )
}
