//! Lines of fields to rows of cells, as RFC 4180 means them and exports write them.
//!
//! Written here because the truth about a broken file is needed, which the `csv` crate does not give:
//! the line on which a never-closed quote was opened, that quotes stood where they should not, and an
//! end to reading before one field fills the memory. On well-formed input both agree (see the tests).
//!
//! A quote closes a field only before a delimiter, a line end or the end of the file; any other quote
//! inside a quoted field that is not doubled is kept as text, and the row says so.

use std::io::{self, Read};

use crate::{
    format::Row,
    limits::{CELLS_PER_ROW_MAX, FIELD_BYTES_MAX, RECORD_BYTES_MAX},
    options::Quotes,
};

const BUFFER_BYTES: usize = 256 << 10;

/// Why no further row can be had. Lines are counted from 1.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The field whose quote was opened on this line does not end.
    UnclosedQuote { line: u64 },
    /// A field or record on this line is longer than the limit.
    TooLong { line: u64 },
    /// The row on this line has more cells than the limit.
    TooManyCells { line: u64 },
    /// The bytes could not be read.
    Io(io::Error),
}

/// The characters that take a line apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks {
    /// Stands between fields, an ASCII byte.
    pub(crate) delimiter: u8,
    /// How a quote stands inside a quoted field.
    pub(crate) quotes: Quotes,
}

/// Reads rows from bytes of UTF-8 (or nearly so).
pub(crate) struct Tokenizer<R> {
    input: R,
    marks: Marks,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    line: u64,
    ends: Vec<usize>,
}

/// What a field was followed by.
#[derive(PartialEq, Eq)]
enum Next {
    Field,
    Row,
}

impl<R: Read> Tokenizer<R> {
    /// A tokenizer for the marks of one dialect.
    pub(crate) fn new(input: R, marks: Marks) -> Self {
        Self {
            input,
            marks,
            buffer: vec![0; BUFFER_BYTES],
            start: 0,
            end: 0,
            ended: false,
            line: 1,
            ends: Vec::new(),
        }
    }

    /// The next row; false at the end. An empty line is a row of one empty cell.
    pub(crate) fn next(&mut self, row: &mut Row) -> Result<bool, Fault> {
        row.begin(self.line);
        if self.peek()?.is_none() {
            return Ok(false);
        }
        self.ends.clear();
        let mut bytes = row.take_bytes();
        loop {
            let next = self.field(row, &mut bytes)?;
            self.ends.push(bytes.len());
            if self.ends.len() > CELLS_PER_ROW_MAX {
                return Err(Fault::TooManyCells { line: row.line });
            }
            if bytes.len() > RECORD_BYTES_MAX {
                return Err(Fault::TooLong { line: row.line });
            }
            if next == Next::Row {
                break;
            }
        }
        row.line_last = self.line.saturating_sub(1).max(row.line);
        row.set_bytes(bytes, &self.ends);
        Ok(true)
    }

    fn field(&mut self, row: &mut Row, out: &mut Vec<u8>) -> Result<Next, Fault> {
        if self.peek()? == Some(b'"') {
            self.start += 1;
            self.quoted(row, out)
        } else {
            self.unquoted(out)
        }
    }

    fn unquoted(&mut self, out: &mut Vec<u8>) -> Result<Next, Fault> {
        let from = out.len();
        loop {
            let rest = &self.buffer[self.start..self.end];
            if let Some(length) = memchr::memchr3(self.marks.delimiter, b'\n', b'\r', rest) {
                out.extend_from_slice(&rest[..length]);
                self.start += length;
                return if out.len() - from > FIELD_BYTES_MAX {
                    Err(Fault::TooLong { line: self.line })
                } else {
                    self.separator()
                };
            }
            out.extend_from_slice(rest);
            if out.len() - from > FIELD_BYTES_MAX {
                return Err(Fault::TooLong { line: self.line });
            }
            if !self.refill()? {
                self.line += 1;
                return Ok(Next::Row);
            }
        }
    }

    /// Reads on after an opening quote.
    fn quoted(&mut self, row: &mut Row, out: &mut Vec<u8>) -> Result<Next, Fault> {
        let from = out.len();
        let opened = self.line;
        let mut is_stray = false;
        loop {
            let rest = &self.buffer[self.start..self.end];
            let found = self.mark(rest);
            out.extend_from_slice(&rest[..found.unwrap_or(rest.len())]);
            if out.len() - from > FIELD_BYTES_MAX {
                self.start += found.unwrap_or(rest.len());
                return Err(self.overlong(opened, is_stray)?);
            }
            let Some(length) = found else {
                if !self.refill()? {
                    return Err(Fault::UnclosedQuote { line: opened });
                }
                continue;
            };
            let is_escape = rest[length] == b'\\';
            self.start += length + 1;
            match self.peek()? {
                Some(byte @ (b'"' | b'\\')) if is_escape => {
                    self.start += 1;
                    out.push(byte);
                }
                _ if is_escape => out.push(b'\\'),
                Some(b'"') => {
                    self.start += 1;
                    out.push(b'"');
                }
                None => {
                    self.line += 1 + line_breaks(&out[from..]);
                    return Ok(Next::Row);
                }
                Some(byte) if self.ends_field(byte) => {
                    self.line += line_breaks(&out[from..]);
                    return self.separator();
                }
                Some(_) => {
                    is_stray = true;
                    row.stray_quotes = true;
                    row.escaped_quotes |= out.last() == Some(&b'\\');
                    out.push(b'"');
                }
            }
        }
    }

    /// What is wrong with a quoted field that is longer than it may be: only its length when it is closed
    /// further on, else its quote. A stray quote in it is more likely one that opens a later field. What
    /// is passed over is not kept.
    fn overlong(&mut self, opened: u64, is_stray: bool) -> Result<Fault, Fault> {
        let unclosed = Fault::UnclosedQuote { line: opened };
        if is_stray {
            return Ok(unclosed);
        }
        loop {
            let rest = &self.buffer[self.start..self.end];
            let Some(length) = self.mark(rest) else {
                if !self.refill()? {
                    return Ok(unclosed);
                }
                continue;
            };
            let is_escape = rest[length] == b'\\';
            self.start += length + 1;
            match self.peek()? {
                Some(b'"' | b'\\') if is_escape => self.start += 1,
                _ if is_escape => {}
                Some(b'"') => self.start += 1,
                Some(byte) if !self.ends_field(byte) => return Ok(unclosed),
                _ => return Ok(Fault::TooLong { line: opened }),
            }
        }
    }

    /// The next byte of a quoted field that may mean something else than itself.
    fn mark(&self, rest: &[u8]) -> Option<usize> {
        match self.marks.quotes {
            Quotes::Doubled => memchr::memchr(b'"', rest),
            Quotes::Backslash => memchr::memchr2(b'"', b'\\', rest),
        }
    }

    fn ends_field(&self, byte: u8) -> bool {
        byte == self.marks.delimiter || byte == b'\n' || byte == b'\r'
    }

    /// Passes the delimiter or line end that stands next.
    fn separator(&mut self) -> Result<Next, Fault> {
        let byte = self.buffer[self.start];
        self.start += 1;
        if byte == self.marks.delimiter {
            return Ok(Next::Field);
        }
        self.line += 1;
        if byte == b'\r' && self.peek()? == Some(b'\n') {
            self.start += 1;
        }
        Ok(Next::Row)
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        if self.start == self.end && !self.refill()? {
            return Ok(None);
        }
        Ok(Some(self.buffer[self.start]))
    }

    /// Reads more once everything is used up; false at the end of the input.
    fn refill(&mut self) -> Result<bool, Fault> {
        self.start = 0;
        self.end = 0;
        while !self.ended && self.end == 0 {
            match self.input.read(&mut self.buffer) {
                Ok(0) => self.ended = true,
                Ok(count) => self.end = count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Fault::Io(error)),
            }
        }
        Ok(self.end > 0)
    }
}

/// Line ends in a text, `\r\n` and a lone `\r` counting as one.
fn line_breaks(text: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    let lone = memchr::memchr_iter(b'\r', text)
        .filter(|at| text.get(at + 1) != Some(&b'\n'))
        .count();
    (feeds + lone) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COMMA: Marks = Marks {
        delimiter: b',',
        quotes: Quotes::Doubled,
    };
    const ESCAPED: Marks = Marks {
        quotes: Quotes::Backslash,
        ..COMMA
    };

    fn rows(input: &str) -> Result<Vec<(u64, Vec<String>)>, Fault> {
        rows_by(COMMA, input)
    }

    fn rows_by(marks: Marks, input: &str) -> Result<Vec<(u64, Vec<String>)>, Fault> {
        let mut tokenizer = Tokenizer::new(input.as_bytes(), marks);
        let mut row = Row::default();
        let mut out = Vec::new();
        while tokenizer.next(&mut row)? {
            out.push((row.line, row.cells().map(String::from).collect()));
        }
        Ok(out)
    }

    fn check(input: &str, expect: &[(u64, &[&str])]) {
        let expect: Vec<(u64, Vec<String>)> = expect
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(ToString::to_string).collect()))
            .collect();
        assert_eq!(rows(input).expect("no fault"), expect, "{input:?}");
    }

    #[test]
    fn fields_and_lines() {
        check("a,b\nc,d", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a,b\r\nc,\r\n", &[(1, &["a", "b"]), (2, &["c", ""])]);
        check("a\rb\r", &[(1, &["a"]), (2, &["b"])]);
        check("a\n\nb\n", &[(1, &["a"]), (2, &[""]), (3, &["b"])]);
        check("", &[]);
    }

    #[test]
    fn quotes() {
        check("\"a,\"\"b\"\"\",c\n", &[(1, &["a,\"b\"", "c"])]);
        check("\"a\nb\",c\nd\n", &[(1, &["a\nb", "c"]), (3, &["d"])]);
        check("\"a\r\nb\",c\r\nd", &[(1, &["a\r\nb", "c"]), (3, &["d"])]);
        check("5\" pipe,x\n", &[(1, &["5\" pipe", "x"])]);
        check("\"Jo \"Jim\" Ray\",x\n", &[(1, &["Jo \"Jim\" Ray", "x"])]);
    }

    #[test]
    fn escaped_quotes() {
        let check = |input: &str, expect: &[&str]| {
            let found = rows_by(ESCAPED, input).expect("no fault");
            let [(1, cells)] = &found[..] else {
                panic!("{input:?} gave {found:?}");
            };
            assert_eq!(cells, expect, "{input:?}");
        };
        check(r#""O \"Neil\"",x"#, &["O \"Neil\"", "x"]);
        check(r#""say \"hi\", ok",x"#, &["say \"hi\", ok", "x"]);
        check(r#""C:\\",x"#, &["C:\\", "x"]);
        check(r#""C:\temp","a ""b""""#, &["C:\\temp", "a \"b\""]);
        check(r#"C:\,\"x"#, &["C:\\", "\\\"x"]);
        let open = rows_by(ESCAPED, r#""a\",x"#);
        assert!(matches!(open, Err(Fault::UnclosedQuote { line: 1 })));
        let long = format!("\"{}\\\" x\\\\\",b\n", "x\n".repeat(FIELD_BYTES_MAX));
        let long = rows_by(ESCAPED, &long);
        assert!(matches!(long, Err(Fault::TooLong { line: 1 })), "{long:?}");
    }

    #[test]
    fn an_open_quote_is_named_by_its_line() {
        let check = |input: &str, expect: u64| match rows(input) {
            Err(Fault::UnclosedQuote { line }) => assert_eq!(line, expect, "{input:?}"),
            other => panic!("{input:?} gave {other:?}"),
        };
        check("a\nb,\"c\nd\ne", 2);
        check("\"a\nb\",c,\"d\n", 2);
        let endless = format!("a\n\"{}", "x\n".repeat(FIELD_BYTES_MAX));
        check(&endless, 2);
        check(&format!("{endless}\"b\",c\n"), 2);
        check(
            &format!("a,\"b \"c\" d\n{}\",e\n", "x\n".repeat(FIELD_BYTES_MAX)),
            1,
        );
    }

    #[test]
    fn a_closed_field_that_is_too_long_is_only_that() {
        let check = |tail: &str| {
            let input = format!("a\nb,\"{}{tail}", "x\n".repeat(FIELD_BYTES_MAX));
            assert!(
                matches!(rows(&input), Err(Fault::TooLong { line: 2 })),
                "{tail:?}"
            );
        };
        check("\",c\n");
        check("\"\r\n");
        check("\"");
        check("say \"\"x\"\"\",c\n\"open");
    }

    #[test]
    fn a_wide_row_ends_the_reading() {
        let wide = ",".repeat(CELLS_PER_ROW_MAX + 1);
        assert!(matches!(rows(&wide), Err(Fault::TooManyCells { line: 1 })));
    }

    #[test]
    fn broken_bytes_are_told_by_their_cell() {
        let mut tokenizer = Tokenizer::new(&b"ok,J\xfcrgen,\xc3,\xa9\n"[..], COMMA);
        let mut row = Row::default();
        assert!(tokenizer.next(&mut row).expect("no fault"));
        assert_eq!(
            row.cells().collect::<Vec<_>>(),
            ["ok", "J\u{fffd}rgen", "\u{fffd}", "\u{fffd}"]
        );
        assert_eq!(
            row.oddities()
                .iter()
                .map(|(column, _)| *column)
                .collect::<Vec<_>>(),
            [1, 2, 3]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn agrees_with_the_csv_crate(records in prop::collection::vec(
            prop::collection::vec("[a-zé,\"\n\r ]{0,6}", 2..4), 1..6,
        )) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for record in &records {
                writer.write_record(record).expect("memory");
            }
            let text = String::from_utf8(writer.into_inner().expect("memory")).expect("text");
            let ours: Vec<Vec<String>> =
                rows(&text).expect("no fault").into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(ours, records);
        }
    }
}
