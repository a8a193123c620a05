//! The first sheet: verdict, figures, risks and decisions, and what each other sheet holds.

use presync_core::summary::{Badge, Summary, Tone};
use rust_xlsxwriter::{Format, Image, Url, Worksheet, XlsxError};

use super::{
    Source,
    styles::{Colours, Styles},
    table::{Extent, height_of, lines_of},
};
use crate::sheet_text::fitting;

/// Widths of the columns in characters: what, how many, said in words.
const WIDTHS: [f64; 3] = [34.0, 14.0, 110.0];
/// The column of sentences.
const TEXT: u16 = 2;
/// Where the logo begins in that column.
const LOGO_LEFT_PX: u32 = 460;

/// The sheet with the next free row.
struct Lines<'s> {
    sheet: &'s mut Worksheet,
    styles: &'s Styles,
    row: u32,
}

pub(super) fn fill(
    source: &Source<'_>,
    sheet: &mut Worksheet,
    held: &[(&str, Extent)],
) -> Result<(), XlsxError> {
    let styles = &source.styles;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    let mut lines = Lines {
        sheet,
        styles,
        row: 0,
    };
    let package = source.package;
    let branding = &package.options.branding;
    if let Some(logo) = &branding.logo {
        let image = Image::new_from_buffer(logo.bytes())?
            .set_scale_width(logo.scale())
            .set_scale_height(logo.scale())
            .set_alt_text(&branding.customer);
        lines
            .sheet
            .insert_image_with_offset(0, TEXT, &image, LOGO_LEFT_PX, 2)?;
    }
    lines.head(
        &[&branding.customer, package.engagement.title],
        &package.engagement.now.to_string(),
    )?;
    let summary = package.summary;
    lines.verdict(summary)?;
    lines.figures(summary)?;
    lines.limits(summary)?;
    lines.accounts(summary)?;
    lines.sentences("Three risks", risks(summary))?;
    lines.sentences("Decisions needed", decisions(summary))?;
    lines.sentences("What this plan cannot know", summary.unknowns.clone())?;
    lines.sheets(held)
}

fn risks(summary: &Summary) -> Vec<String> {
    let worded = summary.risks.iter();
    worded
        .map(|risk| format!("{} {}", risk.statement, risk.code.remedy()))
        .collect()
}

fn decisions(summary: &Summary) -> Vec<String> {
    let asked = summary.decisions.iter();
    let worded = asked.map(|one| format!("{} Otherwise: {}", one.question, one.otherwise));
    worded.collect()
}

impl Lines<'_> {
    /// The titles that say something, and the day.
    fn head(&mut self, titles: &[&str], now: &str) -> Result<(), XlsxError> {
        let day: String = now.chars().take(10).collect();
        let title_format = self.styles.title.clone();
        for title in titles.iter().filter(|title| !title.is_empty()) {
            self.put(0, title, &title_format)?;
            self.row += 1;
        }
        let note = self.styles.note.clone();
        let dated = format!(
            "What the first Azure sync would do, as of {day}. Nothing has been changed in either system."
        );
        self.put(0, &dated, &note)?;
        self.row += 2;
        Ok(())
    }

    fn verdict(&mut self, summary: &Summary) -> Result<(), XlsxError> {
        let verdict = &summary.verdict;
        let tone = match verdict.badge {
            Badge::Ready => Tone::Good,
            Badge::ReadyWithExceptions => Tone::Caution,
            Badge::NotReady => Tone::Danger,
        };
        self.put(0, verdict.badge.label(), &Colours::of(tone).text())?;
        let wrapped = self.styles.wrapped.clone();
        for line in [
            &verdict.sentence,
            &verdict.plan_line,
            &verdict.recommendation,
        ] {
            self.put(2, line, &wrapped)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn figures(&mut self, summary: &Summary) -> Result<(), XlsxError> {
        self.section("In figures")?;
        for tile in &summary.tiles {
            self.put(0, tile.label, &Colours::of(tile.tone).text())?;
            self.number(1, tile.count)?;
            let wrapped = self.styles.wrapped.clone();
            self.put(2, tile.meaning, &wrapped)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn accounts(&mut self, summary: &Summary) -> Result<(), XlsxError> {
        self.section("Accounts and licences")?;
        let accounts = &summary.accounts;
        let wrapped = self.styles.wrapped.clone();
        for (what, count) in [
            ("Active now", accounts.active_now),
            ("Would become inactive", accounts.disabled),
            ("Would become active", accounts.activated),
            ("New and active", accounts.created),
            ("Active after the first sync", accounts.active_after),
            ("Leavers who keep access", accounts.access.left),
            (
                "Active, and no Azure user finds them",
                accounts.access.unmanaged,
            ),
        ] {
            self.put(0, what, &wrapped)?;
            self.number(1, count)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn limits(&mut self, summary: &Summary) -> Result<(), XlsxError> {
        self.section("Budget")?;
        for gauge in &summary.gauges {
            let tone = if gauge.is_inside() {
                Tone::Good
            } else {
                Tone::Danger
            };
            self.put(0, &gauge.name, &Colours::of(tone).text())?;
            self.number(1, gauge.actual)?;
            let kept = if gauge.is_inside() {
                "inside"
            } else {
                "outside"
            };
            let said = format!("{kept} the limit of {}", gauge.limit);
            let wrapped = self.styles.wrapped.clone();
            self.put(2, &said, &wrapped)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn sentences(&mut self, title: &str, sentences: Vec<String>) -> Result<(), XlsxError> {
        self.section(title)?;
        let wrapped = self.styles.wrapped.clone();
        if sentences.is_empty() {
            self.put(2, "None.", &wrapped)?;
            self.row += 1;
        }
        for (at, sentence) in (1..).zip(sentences) {
            self.number(1, at)?;
            self.put(2, &sentence, &wrapped)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn sheets(&mut self, held: &[(&str, Extent)]) -> Result<(), XlsxError> {
        self.section("Sheets of this workbook")?;
        for (name, extent) in held {
            let link = Url::new(format!("internal:'{name}'!A1")).set_text(*name);
            self.sheet.write_url(self.row, 0, link)?;
            self.number(1, extent.rows)?;
            let said = if u64::from(extent.rows) < extent.of {
                format!(
                    "the first of {}, worst first; {} has them all",
                    extent.of, extent.rest
                )
            } else {
                "all there are".to_owned()
            };
            let wrapped = self.styles.wrapped.clone();
            self.put(2, &said, &wrapped)?;
            self.row += 1;
        }
        Ok(())
    }

    fn section(&mut self, title: &str) -> Result<(), XlsxError> {
        let section = self.styles.section.clone();
        self.put(0, title, &section)?;
        self.row += 1;
        Ok(())
    }

    fn put(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = fitting(text);
        let lines = lines_of(&text, WIDTHS[usize::from(column)]);
        if column == TEXT && lines > 1 {
            self.sheet.set_row_height(self.row, height_of(lines))?;
        }
        self.sheet
            .write_string_with_format(self.row, column, text, format)?;
        Ok(())
    }

    fn number(&mut self, column: u16, count: u32) -> Result<(), XlsxError> {
        self.sheet
            .write_number_with_format(self.row, column, count, &self.styles.count)?;
        Ok(())
    }
}
