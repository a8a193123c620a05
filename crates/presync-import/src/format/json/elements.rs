//! The objects of a JSON text one by one, from whatever envelope they come in.
//!
//! Lists, `{"value": […]}` pages, lists of pages, a single object, objects one after another: the same
//! recursion takes them all. Only one object is in memory at a time, and none may be endless.

use std::{
    cell::Cell,
    fmt,
    io::{self, Read},
    ops::ControlFlow,
    rc::Rc,
};

use serde::{
    Deserialize,
    de::{DeserializeSeed, MapAccess, SeqAccess, Visitor, value},
};
use serde_json::Value;

use super::Pages;
use crate::{ImportError, RefusalCode, limits::RECORD_BYTES_MAX, source::SourceFile};

const BUFFER_BYTES: usize = 128 << 10;

/// One value where a record is expected.
pub(super) struct Element<'a> {
    /// Line it begins on, from 1.
    pub(super) line: u64,
    pub(super) value: Shape<'a>,
}

/// Whether it has properties.
pub(super) enum Shape<'a> {
    /// Its properties in the order written.
    Object(&'a [(String, Value)]),
    /// A text, a number, nothing.
    Other,
}

/// What stood around the objects.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    /// A context annotation says that they are Graph users.
    pub(super) is_graph: bool,
    /// The text is a synchronization schema; it was not read to its end.
    pub(super) is_provisioning_schema: bool,
    /// The pages that the objects came in.
    pub(super) pages: Pages,
}

/// Properties that only a synchronization schema has. It may be long, so it is not read on.
const SCHEMA_MARKS: &[&str] = &["synchronizationRules", "directories"];

type Take<'t> = dyn FnMut(Element<'_>) -> Result<ControlFlow<()>, ImportError> + 't;

/// Gives every object of the text, until it ends or the taker has seen enough.
pub(super) fn elements<R: Read>(
    file: &SourceFile<'_>,
    reader: R,
    take: &mut Take<'_>,
) -> Result<Envelope, ImportError> {
    let meter = Rc::new(Meter::default());
    let mut walk = Walk {
        meter: Rc::clone(&meter),
        take,
        envelope: Envelope::default(),
        ended: None,
    };
    let metered = Metered {
        reader,
        buffer: vec![0; BUFFER_BYTES],
        start: 0,
        end: 0,
        meter: Rc::clone(&meter),
    };
    let mut input = serde_json::Deserializer::from_reader(metered);
    while input.end().is_err() {
        meter.since.set(0);
        let outcome = walk.deserialize(&mut input);
        match (walk.ended.take(), outcome) {
            (Some(Ok(())), _) => break,
            (Some(Err(error)), _) => return Err(error),
            (None, Err(error)) => return Err(syntax(file, &meter, error)),
            (None, Ok(())) => {}
        }
    }
    Ok(walk.envelope)
}

/// Where the reading is: `since` counts the bytes read since the current object began, to a buffer.
struct Meter {
    line: Cell<u64>,
    since: Cell<usize>,
}

impl Default for Meter {
    fn default() -> Self {
        Self {
            line: Cell::new(1),
            since: Cell::new(0),
        }
    }
}

/// Buffers, counts lines, and ends an object that does not. The parser asks for one byte at a time, so
/// that the line is exact.
struct Metered<R> {
    reader: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    meter: Rc<Meter>,
}

impl<R: Read> Metered<R> {
    #[cold]
    fn refill(&mut self) -> io::Result<()> {
        self.start = 0;
        self.end = self.reader.read(&mut self.buffer)?;
        self.meter.since.set(self.meter.since.get() + self.end);
        if self.meter.since.get() > RECORD_BYTES_MAX {
            return Err(io::Error::other("the object is too long"));
        }
        Ok(())
    }
}

impl<R: Read> Read for Metered<R> {
    #[inline]
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.start == self.end {
            self.refill()?;
        }
        let (Some(byte), Some(first)) = (self.buffer[..self.end].get(self.start), out.first_mut())
        else {
            return Ok(0);
        };
        *first = *byte;
        self.start += 1;
        if *byte == b'\n' {
            self.meter.line.set(self.meter.line.get() + 1);
        }
        Ok(1)
    }
}

struct Walk<'w> {
    meter: Rc<Meter>,
    take: &'w mut Take<'w>,
    envelope: Envelope,
    ended: Option<Result<(), ImportError>>,
}

impl Walk<'_> {
    /// Passes one element on; an error of the parser is how the recursion is left early.
    fn give<E: serde::de::Error>(&mut self, line: u64, value: Shape<'_>) -> Result<(), E> {
        self.meter.since.set(0);
        self.ended = match (self.take)(Element { line, value }) {
            Ok(ControlFlow::Continue(())) => return Ok(()),
            Ok(ControlFlow::Break(())) => Some(Ok(())),
            Err(error) => Some(Err(error)),
        };
        Err(E::custom("ended"))
    }

    /// Leaves the recursion for good, without an error.
    fn end<E: serde::de::Error>(&mut self) -> E {
        self.ended = Some(Ok(()));
        E::custom("ended")
    }

    fn envelope(&mut self, members: &[(String, Value)]) {
        let member = |name: &str| {
            members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value)
        };
        if let Some(Value::String(context)) = member("@odata.context") {
            self.envelope.is_graph |= context.contains("$metadata#users");
        }
        let next = member("@odata.nextLink").or_else(|| member("odata.nextLink"));
        let pages = &mut self.envelope.pages;
        pages.pages += 1;
        pages.linked += u64::from(next.is_some_and(|link| !link.is_null()));
        let total = member("@odata.count").and_then(Value::as_u64);
        pages.total = pages.total.max(total);
    }

    /// An object without a list: a record, unless it is a job that holds a synchronization schema.
    fn single<E: serde::de::Error>(
        &mut self,
        line: u64,
        members: &[(String, Value)],
    ) -> Result<(), E> {
        let mut schemas = members.iter().filter(|(key, _)| key == "schema");
        if schemas.any(|(_, schema)| schema.get("synchronizationRules").is_some()) {
            self.envelope.is_provisioning_schema = true;
            return Err(self.end());
        }
        self.give(line, Shape::Object(members))
    }
}

impl<'de> DeserializeSeed<'de> for &mut Walk<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Walk<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(&mut *self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let line = self.meter.line.get();
        let mut members = Vec::new();
        let mut is_page = false;
        while let Some(key) = map.next_key::<String>()? {
            if SCHEMA_MARKS
                .iter()
                .any(|mark| key.eq_ignore_ascii_case(mark))
            {
                self.envelope.is_provisioning_schema = true;
                return Err(self.end());
            }
            if key == "value" || key == "Resources" {
                match map.next_value_seed(Page(self))? {
                    Some(value) => members.push((key, value)),
                    None => is_page = true,
                }
            } else {
                members.push((key, map.next_value()?));
            }
        }
        if is_page {
            self.envelope(&members);
            return Ok(());
        }
        self.single(line, &members)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.give(self.meter.line.get(), Shape::Other)
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.give(self.meter.line.get(), Shape::Other)
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.give(self.meter.line.get(), Shape::Other)
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.give(self.meter.line.get(), Shape::Other)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.give(self.meter.line.get(), Shape::Other)
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.give(self.meter.line.get(), Shape::Other)
    }
}

/// The member `value`: a list is streamed and gives nothing, anything else is given back.
struct Page<'p, 'w>(&'p mut Walk<'w>);

impl<'de> DeserializeSeed<'de> for Page<'_, '_> {
    type Value = Option<Value>;

    fn deserialize<D: serde::Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Page<'_, '_> {
    type Value = Option<Value>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        self.0.visit_seq(list).map(|()| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Value::deserialize(value::MapAccessDeserializer::new(map)).map(Some)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(value.into()))
    }
}

fn syntax(file: &SourceFile<'_>, meter: &Meter, error: serde_json::Error) -> ImportError {
    let line = meter.line.get();
    if meter.since.get() > RECORD_BYTES_MAX {
        return file
            .refuse(
                RefusalCode::FieldTooLong,
                format!("An object is longer than {} MB.", RECORD_BYTES_MAX >> 20),
                "Leave large properties such as photos out of the export.",
            )
            .at_row(line);
    }
    if error.is_io() {
        return file.failed(error.into());
    }
    let (column, eof) = (error.column(), error.is_eof());
    let (message, hint) = if eof {
        (
            "The JSON text ends in the middle.".to_string(),
            "Export again and check that it finished.",
        )
    } else {
        (
            format!("This is not valid JSON at column {column} of this line."),
            "Export again, or correct the file there.",
        )
    };
    file.refuse(RefusalCode::JsonSyntax, message, hint)
        .at_row(line)
}
