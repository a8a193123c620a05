//! The looks of the workbook: a few formats, made once. Colour never stands alone: the words say it too.

use presync_core::{Severity, summary::Tone};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::Accent;

pub(crate) struct Styles {
    pub(crate) title: Format,
    pub(crate) section: Format,
    pub(crate) head: Format,
    /// Text as text, so that an id typed again keeps its zeros.
    pub(crate) text: Format,
    pub(crate) wrapped: Format,
    pub(crate) count: Format,
    pub(crate) note: Format,
}

/// A colour pair that reads well on white and in print.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colours {
    ink: u32,
    paper: u32,
}

const DANGER: Colours = Colours {
    ink: 0x009C_1C1C,
    paper: 0x00FB_E3E1,
};
const CAUTION: Colours = Colours {
    ink: 0x007A_4B00,
    paper: 0x00FD_F0D2,
};
const GOOD: Colours = Colours {
    ink: 0x0014_5A32,
    paper: 0x00E2_F3E6,
};
const NEUTRAL: Colours = Colours {
    ink: 0x0040_4A56,
    paper: 0x00EE_F1F4,
};

impl Styles {
    /// With the customer's colour for titles, if there is one.
    pub(crate) fn of(accent: Option<Accent>) -> Self {
        let ink = Color::RGB(accent.map_or(0, Accent::rgb));
        let text = Format::new()
            .set_num_format("@")
            .set_align(FormatAlign::Top);
        Self {
            title: Format::new()
                .set_bold()
                .set_font_size(16)
                .set_font_color(ink),
            section: Format::new()
                .set_bold()
                .set_font_size(12)
                .set_font_color(ink),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0x00E4_E9EF))
                .set_border_bottom(FormatBorder::Thin),
            wrapped: text.clone().set_text_wrap(),
            count: Format::new()
                .set_num_format("#,##0_)")
                .set_align(FormatAlign::Top),
            note: Format::new()
                .set_italic()
                .set_font_color(Color::RGB(NEUTRAL.ink)),
            text,
        }
    }
}

impl Colours {
    pub(crate) fn of(tone: Tone) -> Self {
        match tone {
            Tone::Danger => DANGER,
            Tone::Caution => CAUTION,
            Tone::Good => GOOD,
            Tone::Neutral => NEUTRAL,
        }
    }

    pub(crate) fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Blocker => DANGER,
            Severity::Warning => CAUTION,
            Severity::Note => NEUTRAL,
        }
    }

    /// As a conditional format: only what it adds to a cell's own.
    pub(crate) fn format(self) -> Format {
        Format::new()
            .set_font_color(Color::RGB(self.ink))
            .set_background_color(Color::RGB(self.paper))
    }

    /// As the format of a wrapped text cell.
    pub(crate) fn text(self) -> Format {
        self.format()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
    }
}
