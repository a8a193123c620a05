//! What a runbook is made of: sections of steps, each with what to type, tables, and where it comes from.
//! Numbers are the page's.

/// Where a step or a figure comes from.
pub(super) enum Mark {
    /// A page of a vendor says so.
    Documented(&'static str),
    /// No page says so.
    Assumed(&'static str),
    /// This plan or a file of this package says so.
    Plan(&'static str),
}

impl Mark {
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Documented(_) => "documented",
            Self::Assumed(_) => "assumed",
            Self::Plan(_) => "this plan",
        }
    }

    pub(super) fn tone(&self) -> &'static str {
        match self {
            Self::Documented(_) => "good",
            Self::Assumed(_) => "caution",
            Self::Plan(_) => "new",
        }
    }

    pub(super) fn text(&self) -> &'static str {
        match self {
            Self::Documented(text) | Self::Assumed(text) | Self::Plan(text) => text,
        }
    }
}

/// One thing to type, choose, tick or untick.
pub(super) struct Field {
    pub(super) label: String,
    pub(super) value: String,
    /// Whether the value is the customer's to know.
    pub(super) is_unknown: bool,
}

/// A table of a step; the first cell of each row is its head.
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
    /// Whether each row is ticked by itself.
    pub(super) ticks: bool,
}

/// One step.
#[derive(Default)]
pub(super) struct Step {
    pub(super) title: String,
    pub(super) says: Vec<String>,
    pub(super) fields: Vec<Field>,
    pub(super) tables: Vec<Table>,
    pub(super) marks: Vec<Mark>,
}

impl Step {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    pub(super) fn says(mut self, text: impl Into<String>) -> Self {
        self.says.push(text.into());
        self
    }

    pub(super) fn field(mut self, label: &str, value: impl Into<String>) -> Self {
        self.fields.push(Field {
            label: label.to_owned(),
            value: value.into(),
            is_unknown: false,
        });
        self
    }

    /// A value that only the customer knows.
    pub(super) fn unknown(mut self, label: &str, value: &str) -> Self {
        self.fields.push(Field {
            label: label.to_owned(),
            value: value.to_owned(),
            is_unknown: true,
        });
        self
    }

    pub(super) fn table(mut self, table: Table) -> Self {
        if !table.rows.is_empty() {
            self.tables.push(table);
        }
        self
    }

    pub(super) fn mark(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    /// Whether it is too long to stand on one sheet of paper.
    pub(super) fn is_long(&self) -> bool {
        self.tables
            .iter()
            .map(|table| table.rows.len())
            .sum::<usize>()
            > 8
    }
}

/// A part of the runbook.
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) lead: String,
    /// The number of the first step.
    pub(super) first: usize,
    pub(super) steps: Vec<Step>,
}

impl Section {
    pub(super) fn new(id: &'static str, title: &'static str, lead: &str, steps: Vec<Step>) -> Self {
        Self {
            id,
            title,
            lead: lead.to_owned(),
            first: 1,
            steps,
        }
    }
}
