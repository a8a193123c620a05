//! What a page says of reading a file, and what the importer takes: the same, in each one's words.

use presync_import::{Quotes, Ragged, ReadOptions};

use crate::wire::{QuoteStyle, RaggedRows, ReadingChoices};

/// What the page says of reading a file, as the importer takes it.
pub(super) fn options(choices: Option<&ReadingChoices>) -> ReadOptions {
    let Some(choices) = choices.cloned() else {
        return ReadOptions::default();
    };
    ReadOptions {
        encoding: choices.encoding,
        delimiter: choices.delimiter,
        quotes: choices.quotes.map(Quotes::from),
        ragged: choices.ragged.map(Ragged::from),
        sheet: choices.sheet,
        header_row: choices.header_row,
        header_rows: choices.header_rows,
        columns: choices.columns,
        side_is_sure: choices.side_is_sure,
        ..ReadOptions::default()
    }
}

/// How a file is read, as the page shows it.
pub(super) fn choices(options: ReadOptions) -> ReadingChoices {
    ReadingChoices {
        encoding: options.encoding,
        delimiter: options.delimiter,
        quotes: options.quotes.map(QuoteStyle::from),
        ragged: options.ragged.map(RaggedRows::from),
        sheet: options.sheet,
        header_row: options.header_row,
        header_rows: options.header_rows,
        columns: options.columns,
        side_is_sure: options.side_is_sure,
    }
}

impl From<QuoteStyle> for Quotes {
    fn from(style: QuoteStyle) -> Self {
        match style {
            QuoteStyle::Doubled => Self::Doubled,
            QuoteStyle::Backslash => Self::Backslash,
        }
    }
}

impl From<Quotes> for QuoteStyle {
    fn from(quotes: Quotes) -> Self {
        match quotes {
            Quotes::Doubled => Self::Doubled,
            Quotes::Backslash => Self::Backslash,
        }
    }
}

impl From<RaggedRows> for Ragged {
    fn from(rows: RaggedRows) -> Self {
        match rows {
            RaggedRows::Pad => Self::Pad,
            RaggedRows::Reject => Self::Reject,
        }
    }
}

impl From<Ragged> for RaggedRows {
    fn from(ragged: Ragged) -> Self {
        match ragged {
            Ragged::Pad => Self::Pad,
            Ragged::Reject => Self::Reject,
        }
    }
}
