//! The parts of a container, each opened on its own, so that two can be read side by side.
//!
//! Sizes and checksums were counted by [`super::super::preflight`] before.

use std::{
    collections::BTreeMap,
    io::{self, BufReader, Read, Seek as _, SeekFrom, Take},
};

use flate2::bufread::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::super::{damaged, stream};
use crate::{
    ImportError,
    source::{SourceFile, WatchedFile},
};

/// Where the parts lie in the file, by their names in lower case.
#[derive(Debug)]
pub(super) struct Package<'a> {
    file: SourceFile<'a>,
    parts: BTreeMap<String, Place>,
}

/// Where one part lies.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u64,
    bytes: u64,
    is_deflated: bool,
}

impl<'a> Package<'a> {
    /// Reads the directory of the container.
    pub(super) fn open(file: &SourceFile<'a>) -> Result<Self, ImportError> {
        let reader = BufReader::with_capacity(64 << 10, file.reader()?);
        let broken = |_| damaged(file, stream::BROKEN);
        let mut archive = ZipArchive::new(reader).map_err(broken)?;
        let mut parts = BTreeMap::new();
        for part in 0..archive.len() {
            let entry = archive.by_index_raw(part).map_err(broken)?;
            let name = normal(&String::from_utf8_lossy(entry.name_raw()));
            let Some(place) = place(&entry) else {
                return Err(damaged(file, stream::BROKEN));
            };
            parts.insert(name, place);
        }
        Ok(Self { file: *file, parts })
    }

    /// Whether there is a part of this name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// Opens a part; none where there is none of this name.
    pub(super) fn part(&self, name: &str) -> Result<Option<Part<'a>>, ImportError> {
        let Some(place) = self.parts.get(&normal(name)) else {
            return Ok(None);
        };
        let mut reader = self.file.reader()?;
        reader
            .seek(SeekFrom::Start(place.start))
            .map_err(|error| self.file.failed(error))?;
        let packed = BufReader::with_capacity(64 << 10, reader.take(place.bytes));
        Ok(Some(match place.is_deflated {
            true => Part::Deflated(DeflateDecoder::new(packed)),
            false => Part::Stored(packed),
        }))
    }
}

fn place<R: Read>(entry: &zip::read::ZipFile<'_, R>) -> Option<Place> {
    let is_deflated = match entry.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        _ => return None,
    };
    Some(Place {
        start: entry.data_start()?,
        bytes: entry.compressed_size(),
        is_deflated,
    })
}

/// Names are compared without case; some writers use the other slash.
fn normal(name: &str) -> String {
    name.trim_start_matches('/')
        .replace('\\', "/")
        .to_lowercase()
}

/// The bytes of one part.
#[derive(Debug)]
pub(super) enum Part<'a> {
    Deflated(DeflateDecoder<Packed<'a>>),
    Stored(Packed<'a>),
}

type Packed<'a> = BufReader<Take<WatchedFile<'a>>>;

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Deflated(part) => part.read(buffer),
            Self::Stored(part) => part.read(buffer),
        }
    }
}
