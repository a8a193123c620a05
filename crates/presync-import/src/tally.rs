//! Counts of oddities by kind and column, with the first places and cases of each.
//!
//! A million short rows are one diagnostic with a count and the first places, not a million.

use std::collections::BTreeMap;

use presync_core::{Cases, Diagnostic, Sample, record::VALUE_SEPARATOR};

use crate::oddity::Oddity;

/// Rows named in one diagnostic.
const ROWS_NAMED_MAX: usize = 5;
/// Cases shown with one diagnostic.
const SAMPLES_MAX: usize = 3;
/// Characters shown of a value.
const SAMPLE_CHARS_MAX: usize = 120;

/// How often each oddity occurred in each column, and where first.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: BTreeMap<(Oddity, Option<usize>), Count>,
}

#[derive(Debug, Default)]
struct Count {
    total: u64,
    rows: Vec<u64>,
    samples: Vec<Sample>,
}

/// A cell that is odd.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case<'a> {
    /// Position of its column.
    pub(crate) column: usize,
    /// Line of the file or row of the sheet.
    pub(crate) row: u64,
    /// Its text.
    pub(crate) cell: &'a str,
}

impl Tally {
    /// Counts one occurrence; a column of none means the row as a whole.
    pub(crate) fn count(&mut self, oddity: Oddity, column: Option<usize>, row: u64) {
        self.add(oddity, column, row);
    }

    /// Counts a cell that stays as it is.
    pub(crate) fn left(&mut self, oddity: Oddity, case: Case<'_>) {
        self.add_case(oddity, case, None);
    }

    /// Counts a cell that was read as something else.
    pub(crate) fn read(&mut self, oddity: Oddity, case: Case<'_>, reading: &str) {
        self.add_case(oddity, case, Some(reading));
    }

    fn add_case(&mut self, oddity: Oddity, case: Case<'_>, reading: Option<&str>) {
        let count = self.add(oddity, Some(case.column), case.row);
        if count.samples.len() < SAMPLES_MAX {
            count.samples.push(Sample {
                row: case.row,
                original: shown(case.cell),
                reading: reading.map(shown),
            });
        }
    }

    fn add(&mut self, oddity: Oddity, column: Option<usize>, row: u64) -> &mut Count {
        let count = self.counts.entry((oddity, column)).or_default();
        count.total += 1;
        if count.rows.len() < ROWS_NAMED_MAX {
            count.rows.push(row);
        }
        count
    }

    /// One diagnostic for each oddity and column, in a fixed order.
    pub(crate) fn into_diagnostics(
        self,
        file: &str,
        sheet: Option<&str>,
        headers: &[String],
    ) -> Vec<Diagnostic> {
        let counts = self.counts.into_iter();
        counts
            .map(|((oddity, column), count)| {
                let cases = Cases {
                    repair: None,
                    count: count.total,
                    samples: count.samples,
                };
                Diagnostic {
                    file: file.into(),
                    sheet: sheet.map(Into::into),
                    column: column.and_then(|ix| headers.get(ix).cloned()),
                    ..oddity.diagnostic(column.is_some(), &count.rows, cases)
                }
            })
            .collect()
    }
}

/// A value as it is shown: cut when it is long, several values told apart.
pub(crate) fn shown(text: &str) -> String {
    let cut: String = text.chars().take(SAMPLE_CHARS_MAX).collect();
    cut.replace(VALUE_SEPARATOR, "; ")
}

#[cfg(test)]
mod tests {
    use presync_core::Repair;

    use super::*;

    #[test]
    fn counts_are_told_with_their_first_places() {
        let check = |oddity: Oddity, column: Option<usize>, rows: &[u64], expect: &str| {
            let mut tally = Tally::default();
            for row in rows {
                tally.count(oddity, column, *row);
            }
            let told = tally.into_diagnostics("a.csv", None, &["mail".into()]);
            let shown: Vec<_> = told
                .iter()
                .map(|d| format!("{:?} {:?} {}", d.row, d.column, d.message))
                .collect();
            assert_eq!(shown, [expect]);
        };
        check(
            Oddity::CellError,
            Some(0),
            &[7],
            "Some(7) Some(\"mail\") 1 cell has a formula error; it is read as unknown (row 7).",
        );
        check(
            Oddity::ShortRow,
            None,
            &[2, 3, 5, 8, 13, 21],
            "Some(2) None 6 rows have fewer cells than the header; the missing ones are read as empty \
             (rows 2, 3, 5, 8, 13, …).",
        );
    }

    #[test]
    fn the_first_cases_are_kept_with_what_was_made_of_them() {
        let mut tally = Tally::default();
        for row in 2..9 {
            let cell = "44927";
            let case = Case {
                column: 0,
                row,
                cell,
            };
            tally.read(Oddity::DateSerial, case, "2023-01-01");
        }
        let told = tally.into_diagnostics("a.csv", None, &["Start".into()]);
        let [only] = &told[..] else {
            panic!("one kind in one column");
        };
        let sample = Sample {
            row: 2,
            original: "44927".into(),
            reading: Some("2023-01-01".into()),
        };
        assert_eq!(only.cases.samples.first(), Some(&sample));
        let counted = (
            only.cases.count,
            only.cases.samples.len(),
            only.cases.repair,
        );
        assert_eq!(counted, (7, 3, Some(Repair::ReadAsDate)));
        assert!(!only.to_string().contains("44927"), "{only}");
    }
}
