//! What a sample of a column says about how to read all of it: the order of its dates, the width of its
//! ids. Counted before anybody knows what the column is; decided once that is known, and never by a guess.

use presync_core::{Cases, Diagnostic, Sample, Severity};

use super::dates::{self, DateOrder, DateSystem, DateText};
use crate::tally::shown;

/// Cases shown of each kind.
const SAMPLES_MAX: usize = 3;
/// Widest id that is counted, in digits.
const WIDTH_MAX: usize = 20;
/// Narrowest width that ids are padded to, in digits.
const PADDED_WIDTH_MIN: usize = 4;
/// Share of the ids that must have one width for the others to be odd.
const SAME_WIDTH_PERCENT: u32 = 75;
/// How many undecided dates one date may decide: where the day comes first, two of five could be swapped,
/// so many more beside a single proof are another hand's.
const DECIDED_BY_ONE: u32 = 4;

/// One in how many ids may look like a date for that to be odd; more, and it is their form.
const DATES_AMONG_IDS_MAX: u32 = 20;

/// Counts over the cells of one column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    day_first: u32,
    month_first: u32,
    either: u32,
    either_samples: Vec<Sample>,
    widths: [u32; WIDTH_MAX + 1],
    with_zero: bool,
    first_of_width: [Option<Box<Sample>>; WIDTH_MAX + 1],
    filled: u32,
    dates: u32,
    date_samples: Vec<Sample>,
}

impl Evidence {
    /// Counts one cell.
    pub(crate) fn add(&mut self, cell: &str, row: u64) {
        let cell = cell.trim();
        self.filled += u32::from(!cell.is_empty());
        self.add_month(cell, row);
        if !cell
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_digit())
        {
            return;
        }
        if cell.len() <= WIDTH_MAX && cell.bytes().all(|byte| byte.is_ascii_digit()) {
            self.add_digits(cell, row);
        } else if cell.contains(['/', '-']) {
            self.add_date(cell, row);
        }
    }

    fn add_digits(&mut self, digits: &str, row: u64) {
        self.widths[digits.len()] += 1;
        self.with_zero |= digits.starts_with('0');
        self.first_of_width[digits.len()].get_or_insert_with(|| Box::new(sample(digits, row)));
    }

    /// Counts what a spreadsheet makes of codes such as `1-2` and `SEPT1`.
    fn add_month(&mut self, text: &str, row: u64) {
        if dates::is_made_of_code(text) {
            self.dates += 1;
            if self.date_samples.len() < SAMPLES_MAX {
                self.date_samples.push(sample(text, row));
            }
        }
    }

    fn add_date(&mut self, text: &str, row: u64) {
        let DateText::Two {
            day_first,
            month_first,
        } = dates::read(text, DateSystem::default())
        else {
            return;
        };
        match (day_first, month_first) {
            (Some(_), None) => self.day_first += 1,
            (None, Some(_)) => self.month_first += 1,
            _ => {
                self.either += 1;
                if self.either_samples.len() < SAMPLES_MAX {
                    self.either_samples.push(sample(text, row));
                }
            }
        }
    }

    /// The order that the dates are written in; none when nothing proves it, or too little, or both.
    pub(crate) fn date_order(&self) -> Option<DateOrder> {
        let is_enough =
            |proofs: u32| proofs > 0 && proofs.saturating_mul(DECIDED_BY_ONE) >= self.either;
        match (self.day_first, self.month_first) {
            (proofs, 0) if is_enough(proofs) => Some(DateOrder::DayFirst),
            (0, proofs) if is_enough(proofs) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// What is left open about dates, with what speaks for either order.
    pub(crate) fn date_doubt(&self) -> Option<Diagnostic> {
        let is_mixed = self.day_first > 0 && self.month_first > 0;
        let is_open = self.date_order().is_none() && (self.either > 0 || is_mixed);
        is_open.then(|| Diagnostic {
            cases: Cases {
                repair: None,
                count: u64::from(self.either),
                samples: self.either_samples.clone(),
            },
            ..warning(
                "DATE_ORDER_UNCERTAIN",
                format!(
                    "Day and month could be swapped in {}; {} say the day comes first and {} the month. \
                     None of them is read as a date.",
                    cells(self.either),
                    self.day_first,
                    self.month_first
                ),
                "Look up one of these people and say which comes first in this column.",
            )
        })
    }

    /// Ids that are shorter than nearly all others, as where a spreadsheet took leading zeros away.
    pub(crate) fn zeros_doubt(&self) -> Option<Diagnostic> {
        let all: u32 = self.widths.iter().sum();
        let (width, same) = (1..)
            .zip(&self.widths[1..])
            .max_by_key(|(_, count)| **count)?;
        let shorter: u32 = self.widths[1..width].iter().sum();
        let is_padded = width >= PADDED_WIDTH_MIN
            && !self.with_zero
            && shorter > 0
            && shorter + same == all
            && u64::from(*same) * 100 >= u64::from(all) * u64::from(SAME_WIDTH_PERCENT)
            && !self.counts_up(width, shorter);
        let have = if shorter == 1 { "has" } else { "have" };
        is_padded.then(|| Diagnostic {
            cases: Cases {
                repair: None,
                count: u64::from(shorter),
                samples: self.shorter_samples(width),
            },
            ..warning(
                "ID_ZEROS_LOST",
                format!(
                    "{shorter} of {all} ids that were looked at {have} fewer than the {width} digits of \
                     the others, and none begins with 0: a spreadsheet has probably taken leading \
                     zeros away."
                ),
                "Export again, and keep the column as text if you open it in a spreadsheet. People are \
                 still matched; the sync would compare the ids with their zeros.",
            )
        })
    }

    /// A few dates among ids, as where a spreadsheet took codes for dates.
    pub(crate) fn dates_doubt(&self) -> Option<Diagnostic> {
        let is_odd =
            self.dates > 0 && self.dates.saturating_mul(DATES_AMONG_IDS_MAX) <= self.filled;
        is_odd.then(|| Diagnostic {
            cases: Cases {
                repair: None,
                count: u64::from(self.dates),
                samples: self.date_samples.clone(),
            },
            ..warning(
                "ID_BECAME_DATE",
                format!(
                    "{} of {} ids that were looked at {} days or months: a spreadsheet has probably \
                     taken codes such as 1-2 or SEPT1 for dates.",
                    self.dates,
                    self.filled,
                    if self.dates == 1 { "looks like one of" } else { "look like" }
                ),
                "Export again, and keep the column as text if you open it in a spreadsheet.",
            )
        })
    }

    /// Numbers that were given one after another have every short one, too.
    fn counts_up(&self, width: usize, shorter: u32) -> bool {
        let possible = 10_u64.checked_pow(u32::try_from(width - 1).unwrap_or(u32::MAX));
        possible.is_some_and(|possible| u64::from(shorter) * 2 >= possible)
    }

    fn shorter_samples(&self, width: usize) -> Vec<Sample> {
        let firsts = self.first_of_width[1..width].iter().rev().flatten();
        firsts
            .take(SAMPLES_MAX)
            .map(|sample| Sample::clone(sample))
            .collect()
    }
}

fn sample(text: &str, row: u64) -> Sample {
    Sample {
        row,
        original: shown(text),
        reading: None,
    }
}

fn cells(count: u32) -> String {
    match count {
        1 => "1 cell".to_owned(),
        _ => format!("{count} cells"),
    }
}

/// The column is filled in by whoever knows it.
fn warning(code: &str, message: String, hint: &str) -> Diagnostic {
    Diagnostic {
        code: code.into(),
        severity: Severity::Warning,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message,
        hint: hint.into(),
        cases: Cases::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str]) -> Evidence {
        let mut evidence = Evidence::default();
        for (row, cell) in (2..).zip(cells) {
            evidence.add(cell, row);
        }
        evidence
    }

    #[test]
    fn the_order_of_dates_is_proven_or_open() {
        let check = |cells: &[&str], order: Option<DateOrder>, doubt: Option<(u64, usize)>| {
            let evidence = of(cells);
            let said = evidence
                .date_doubt()
                .map(|d| (d.cases.count, d.cases.samples.len()));
            assert_eq!((evidence.date_order(), said), (order, doubt), "{cells:?}");
        };
        let (day, month) = (Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst));
        check(&["03/04/2025", "13/04/2025"], day, None);
        check(&["03/04/2025", "4/13/2025 12:00:00 AM"], month, None);
        check(&["03/04/2025"], None, Some((1, 1)));
        check(
            &["13/04/2025", "04/13/2025", "03/04/2025"],
            None,
            Some((1, 1)),
        );
        check(&["13/04/2025", "04/13/2025"], None, Some((0, 0)));
        check(
            &["2025-04-13", "13.04.2025", "4.5.2025", "44927"],
            None,
            None,
        );
        let mut many = vec!["03/04/2025"; 5];
        many.push("13/04/2025");
        check(&many, None, Some((5, 3)));
    }

    #[test]
    fn a_few_dates_among_ids_are_odd() {
        let check = |dates: &[&str], expect: Option<u64>| {
            let mut cells = vec!["LW-4711"; 60];
            cells.extend(dates);
            let doubt = of(&cells).dates_doubt();
            assert_eq!(doubt.map(|d| d.cases.count), expect, "{dates:?}");
        };
        check(&["1-Sep", "Sep-01", "01. Feb"], Some(3));
        check(&["2026-09-01"], Some(1));
        check(&["LW-1-2", "MARCH", "12-34", "may"], None);
        check(&["1-Sep"; 9], None);
    }

    #[test]
    fn shorter_ids_have_lost_zeros_unless_they_count_up() {
        let check = |ids: &[String], expect: Option<u64>| {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let doubt = of(&ids).zeros_doubt();
            assert_eq!(doubt.map(|d| d.cases.count), expect);
        };
        let scattered =
            |from: u32, to: u32| (from..to).map(|n| (10_000 + n * 7_919 % 89_000).to_string());
        let with = |extra: &[&str]| -> Vec<String> {
            scattered(0, 40)
                .chain(extra.iter().map(ToString::to_string))
                .collect()
        };
        check(&with(&["4711", "815"]), Some(2));
        check(&with(&["4711", "00815"]), None);
        check(&with(&["4711", "1234567"]), None);
        check(&with(&[]), None);
        let counted: Vec<String> = (1..=5_000).map(|n: u32| n.to_string()).collect();
        check(&counted, None);
    }
}
