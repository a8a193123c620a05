//! The texts that the cells of a workbook share, kept packed.
//!
//! A million rows share some hundred megabytes of text. They are read as far as cells ask for them, held in
//! small packed blocks, and unpacked a block at a time: cells ask for the newest texts, for one of few, and
//! seldom for any other.

use std::io::Read;

use super::{
    blocks::{Blocks, Texts},
    markup::{Fault, Markup, Token},
    quick,
    repeated::Repeated,
    text::Runs,
};

/// A block is closed when it holds as much text as this.
const BLOCK_BYTES: usize = 1 << 10;
/// A block is closed when it holds so many texts, which may all be empty.
const BLOCK_TEXTS: usize = 256;
/// Blocks that are held unpacked.
const UNPACKED: usize = 8_192;
/// Blocks that are larger are not held unpacked, but for the last one.
const UNPACKED_BYTES_MAX: usize = 2 * BLOCK_BYTES;

/// The shared texts of a workbook, by their numbers from 0.
#[derive(Debug)]
pub(super) struct Strings<R> {
    part: Option<Markup<R>>,
    is_within: bool,
    runs: Runs,
    blocks: Blocks,
    newest: Texts,
    unpacked: Vec<Texts>,
    large: Texts,
    repeated: Repeated,
}

impl<R: Read> Strings<R> {
    /// The texts of a part, of which nothing is read yet.
    pub(super) fn new(part: Option<R>) -> Self {
        Self {
            part: part.map(Markup::new),
            is_within: false,
            runs: Runs::default(),
            blocks: Blocks::default(),
            newest: Texts::default(),
            unpacked: Vec::new(),
            large: Texts::default(),
            repeated: Repeated::default(),
        }
    }

    /// The text of a number; none where there are not so many.
    pub(super) fn get(&mut self, number: usize) -> Result<Option<&str>, Fault> {
        while number >= self.newest.next_number() {
            if !self.read_next()? {
                return Ok(None);
            }
        }
        if number >= self.newest.first() {
            return Ok(self.newest.get(number));
        }
        Ok(self.older(number))
    }

    /// Reads one more text, if there is one.
    fn read_next(&mut self) -> Result<bool, Fault> {
        let Some(part) = &mut self.part else {
            return Ok(false);
        };
        if self.is_within
            && part.depth() == 1
            && let Some((text, bytes)) = quick::shared(part.rest())
        {
            self.newest.text.push_str(text);
            part.advance(bytes);
            self.close_text()?;
            return Ok(true);
        }
        loop {
            let depth = part.depth();
            match part.next()? {
                Token::Start(element) if depth == 0 => self.is_within = element.name == "sst",
                Token::Start(element) if self.is_within && depth == 1 && element.name == "si" => {
                    if !element.is_empty {
                        self.runs.read(part, &mut self.newest.text)?;
                    }
                    self.close_text()?;
                    return Ok(true);
                }
                Token::Over => {
                    self.part = None;
                    return Ok(false);
                }
                _ => {}
            }
        }
    }

    fn close_text(&mut self) -> Result<(), Fault> {
        self.newest.close()?;
        if self.newest.text.len() < BLOCK_BYTES && self.newest.count() < BLOCK_TEXTS {
            return Ok(());
        }
        self.blocks.pack(&self.newest)?;
        let block = self.blocks.count() - 1;
        let next = self.newest.next_number();
        self.newest.block = block + 1;
        // What was just read is asked for soon.
        let mut newest = std::mem::take(&mut self.newest);
        std::mem::swap(self.place_of(block), &mut newest);
        newest.restart(next, UNPACKED_BYTES_MAX);
        self.newest = newest;
        Ok(())
    }

    /// Where a block is held when it is unpacked.
    #[inline]
    fn place_of(&mut self, block: usize) -> &mut Texts {
        if self.blocks.bytes(block) > UNPACKED_BYTES_MAX {
            return &mut self.large;
        }
        let place = block % UNPACKED;
        if place >= self.unpacked.len() {
            self.unpacked.resize_with(place + 1, Texts::default);
        }
        &mut self.unpacked[place]
    }

    /// A text of a block that is closed.
    fn older(&mut self, number: usize) -> Option<&str> {
        if self.repeated.holds(number) {
            return self.repeated.get(number);
        }
        let block = self.blocks.of(number);
        if self.place_of(block).block != block + 1 {
            let mut texts = std::mem::take(self.place_of(block));
            let past = self.newest.first();
            self.blocks
                .unpack(block, past, &mut texts, UNPACKED_BYTES_MAX);
            *self.place_of(block) = texts;
        }
        let held = match self.blocks.bytes(block) > UNPACKED_BYTES_MAX {
            true => &self.large,
            false => &self.unpacked[block % UNPACKED],
        };
        let text = held.get(number);
        self.repeated.keep(number, text.unwrap_or_default());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of many lengths, empty and long ones among them.
    fn text(number: usize) -> String {
        match number % 2_000 {
            0..3 => String::new(),
            3 => "ü".repeat(9_000),
            4 => "x".repeat(255),
            _ => format!("text {} of {number}", number % 7).repeat(9),
        }
    }

    #[test]
    fn texts_are_found_in_any_order() {
        let count = 80_000;
        let items: String = (0..count)
            .map(|n| format!("<si><t>{}</t></si>", text(n)))
            .collect();
        let part = format!("<sst>{items}</sst>");
        let mut strings = Strings::new(Some(part.as_bytes()));
        let mut check = |number: usize| {
            let found = strings.get(number).expect("it is XML");
            assert_eq!(found, Some(text(number).as_str()), "{number}");
        };
        (0..500).for_each(&mut check);
        (0..count).step_by(17).for_each(&mut check);
        (0..count).rev().step_by(31).for_each(&mut check);
        (0..count).map(|n| n * 7_919 % count).for_each(&mut check);
        assert_eq!(strings.get(count).expect("it is XML"), None);
        assert!(strings.blocks.count() > UNPACKED);
    }

    #[test]
    fn what_is_no_list_of_texts_holds_none() {
        let check = |part: &str, number: usize, expect: Option<&str>| {
            let mut strings = Strings::new(Some(part.as_bytes()));
            let found = strings.get(number).ok().flatten();
            assert_eq!(found, expect, "{part}");
        };
        check("<sst><si/><si><t>b</t></si></sst>", 0, Some(""));
        check(
            "<sst><x><si><t>a</t></si></x><si><t>b</t></si></sst>",
            0,
            Some("b"),
        );
        check("<x:sst><x:si><x:t>a</x:t></x:si></x:sst>", 0, Some("a"));
        check("<other><si><t>a</t></si></other>", 0, None);
        check("<sst><si><t>a</t></si>", 0, Some("a"));
        check("<sst><si><t>a</t></si>", 1, None);
        assert_eq!(Strings::<&[u8]>::new(None).get(0).ok().flatten(), None);
    }
}
