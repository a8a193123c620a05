//! An inspection in the page's words.

use presync_core::{Side, catalogue};
use presync_import::{
    Candidate, ColumnInspection, DelimiterChoice, EncodingChoice, FirstRow, Inspection,
    ReadOptions, SheetInspection,
};

use super::choices::choices;
use crate::wire::{
    CandidatePreview, ColumnPreview, DelimiterPreview, EncodingPreview, FirstRowPreview,
    SheetPreview, SourcePreview, WireDiagnostic,
};

/// Values shown for a column.
const SAMPLES_MAX: usize = 5;

/// Everything a person needs to see before they let a file in, and what a person said of it.
pub(super) fn preview(inspection: Inspection, said: ReadOptions) -> SourcePreview {
    let guess = inspection.side;
    let side = inspection
        .options
        .side
        .or(guess.as_ref().map(|guess| guess.side));
    let side = side.unwrap_or(Side::Legacy);
    let records = inspection.records_sampled;
    let alternatives = inspection.alternatives;
    let columns = inspection.columns.into_iter();
    SourcePreview {
        file: inspection.file,
        format: inspection.format,
        sheet: inspection.options.sheet.clone(),
        side: side.into(),
        side_reason: match &guess {
            Some(guess) => guess.reason.clone(),
            None => "The columns fit neither side clearly: please say which it is.".to_owned(),
        },
        side_confidence: guess.map_or(0, |guess| guess.confidence),
        options: choices(inspection.options),
        said: choices(said),
        encodings: alternatives.encodings.into_iter().map(encoding).collect(),
        delimiters: alternatives.delimiters.into_iter().map(delimiter).collect(),
        first_rows: alternatives.first_rows.into_iter().map(first_row).collect(),
        sheets: inspection.sheets.into_iter().map(sheet).collect(),
        records,
        is_whole: inspection.sample_is_whole,
        short_rows: inspection.short_rows,
        columns: columns.map(|c| column(side, c, records)).collect(),
        rows: inspection.rows,
        diagnostics: inspection
            .diagnostics
            .into_iter()
            .map(WireDiagnostic::from)
            .collect(),
    }
}

fn column(side: Side, inspected: ColumnInspection, sampled: u32) -> ColumnPreview {
    let column = inspected.column;
    ColumnPreview {
        label: if column.known {
            label(side, &column.attribute)
        } else {
            String::new()
        },
        name: inspected.name,
        header: column.header,
        attribute: column.attribute,
        known: column.known,
        confidence: column.confidence,
        reason: column.reason,
        candidates: inspected
            .candidates
            .into_iter()
            .map(|other| candidate(side, other))
            .collect(),
        looks_like: inspected.looks_like.map(str::to_owned),
        samples: inspected.samples.into_iter().take(SAMPLES_MAX).collect(),
        filled: f64::from(inspected.filled) / f64::from(sampled.max(1)),
        distinct: inspected.distinct,
        longest: count(inspected.longest),
    }
}

fn label(side: Side, attribute: &str) -> String {
    let known = catalogue::find(side, attribute);
    known
        .map(|known| known.label.to_owned())
        .unwrap_or_default()
}

fn candidate(side: Side, candidate: Candidate) -> CandidatePreview {
    CandidatePreview {
        label: label(side, &candidate.attribute),
        attribute: candidate.attribute,
        confidence: candidate.confidence,
        reason: candidate.reason,
    }
}

fn encoding(choice: EncodingChoice) -> EncodingPreview {
    EncodingPreview {
        encoding: choice.encoding,
        name: choice.name,
        chosen: choice.chosen,
        loses: choice.loses,
        lines: choice.lines,
    }
}

fn delimiter(choice: DelimiterChoice) -> DelimiterPreview {
    DelimiterPreview {
        delimiter: choice.delimiter,
        name: choice.name,
        chosen: choice.chosen,
        known_headers: count(choice.known_headers),
        columns: count(choice.columns),
        even_percent: choice.even_percent,
    }
}

fn first_row(row: FirstRow) -> FirstRowPreview {
    FirstRowPreview {
        row: row.row,
        cells: row.cells,
        known_headers: count(row.known_headers),
        is_header: row.is_header,
    }
}

fn sheet(sheet: SheetInspection) -> SheetPreview {
    SheetPreview {
        name: sheet.name,
        visible: sheet.visible,
        holds_cells: sheet.holds_cells,
        chosen: sheet.chosen,
        known_headers: sheet.known_headers.map(count),
        records_estimate: sheet.records_estimate,
    }
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
