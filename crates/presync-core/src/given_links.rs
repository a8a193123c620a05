//! Who is who as a file of links says it, instead of being matched: users are found by what the file's rows
//! call them, and whoever cannot be found, or is found twice over, is said with the row.
//!
//! The file may have been through a spreadsheet that spoilt some of its cells: the most cells win.

use rustc_hash::FxHashMap;

use crate::{
    Cases, Diagnostic, Link, LinkRule, LinkStatus, Population, Severity, Side, UserIx,
    matching::{self, Matching, ReviewItem},
    scope::UserIndex,
};

/// A user as a row of the file names it; empty cells name nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GivenUser {
    /// 1-based record over the side's files.
    pub row: Option<u32>,
    /// UID, or objectId.
    pub id: String,
    /// User name, or user principal name.
    pub name: String,
    /// Work e-mail, or mail.
    pub mail: String,
}

/// One row of a file of links.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenLink {
    /// Base name of the file.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of the file or row of the sheet.
    pub line: Option<u64>,
    /// The intranet user.
    pub legacy: GivenUser,
    /// The Azure user.
    pub azure: GivenUser,
    /// How sure it is.
    pub status: LinkStatus,
    /// Probability that both are one person, 0 to 1.
    pub score: f32,
}

/// Why a row says nothing.
struct Unusable {
    code: &'static str,
    column: &'static str,
    message: &'static str,
    hint: &'static str,
}

/// The matching that the file describes, and what was wrong with its rows. The sources of the intranet's
/// keys are found from the data as ever.
#[must_use]
pub fn matching_of(
    legacy: &Population,
    azure: &Population,
    given: &[GivenLink],
) -> (Matching, Vec<Diagnostic>) {
    let sides = [Finder::of(legacy), Finder::of(azure)];
    let mut matching = Matching {
        sources: matching::key_sources(legacy, azure),
        by_azure: vec![None; azure.len()],
        by_legacy: vec![None; legacy.len()],
        ..Matching::default()
    };
    let mut diagnostics = Vec::new();
    for row in given {
        if let Err(why) = take(&mut matching, &sides, row) {
            diagnostics.push(said(row, &why));
        }
    }
    let links = (0u32..).zip(&matching.links);
    let open = links.filter(|(_, link)| link.status == LinkStatus::Review);
    matching.reviews = open
        .map(|(link, _)| ReviewItem {
            link,
            reasons: Vec::new(),
        })
        .collect();
    (matching, diagnostics)
}

fn take(matching: &mut Matching, sides: &[Finder<'_>; 2], row: &GivenLink) -> Result<(), Unusable> {
    let legacy = sides[0].find(&row.legacy)?;
    let azure = sides[1].find(&row.azure)?;
    let at = u32::try_from(matching.links.len()).expect("BUG: links are numbered in u32");
    let counts = row.status.is_identity();
    let held = |slot: Option<u32>| {
        let known = slot.map(|at| matching.links[at as usize].status);
        known.is_some_and(LinkStatus::is_identity)
    };
    let [of_legacy, of_azure] = [
        matching.by_legacy[legacy.index()],
        matching.by_azure[azure.index()],
    ];
    if counts && (held(of_legacy) || held(of_azure)) {
        return Err(Unusable {
            code: "LINK_SECOND",
            column: "status",
            message: "An earlier row links one of the two already: a user is one person.",
            hint: "Leave the status certain, likely or confirmed on one row of each user.",
        });
    }
    if counts || row.status == LinkStatus::Review {
        for (slot, known) in [
            (&mut matching.by_legacy[legacy.index()], of_legacy),
            (&mut matching.by_azure[azure.index()], of_azure),
        ] {
            if counts || known.is_none() {
                *slot = Some(at);
            }
        }
    }
    matching.links.push(Link {
        legacy,
        azure,
        status: row.status,
        rule: LinkRule::Decision,
        score: row.score,
        evidence: Vec::new(),
    });
    Ok(())
}

fn said(row: &GivenLink, why: &Unusable) -> Diagnostic {
    Diagnostic {
        code: why.code.to_owned(),
        severity: Severity::Blocker,
        file: row.file.clone(),
        sheet: row.sheet.clone(),
        row: row.line,
        column: Some(why.column.to_owned()),
        message: format!("{} The row is not used.", why.message),
        hint: why.hint.to_owned(),
        cases: Cases::default(),
    }
}

/// Finds the users of a side.
struct Finder<'p> {
    side: Side,
    indexes: [UserIndex<'p>; 3],
    by_row: FxHashMap<u32, UserIx>,
}

impl<'p> Finder<'p> {
    fn of(population: &'p Population) -> Self {
        let names = match population.side() {
            Side::Legacy => ["externalId", "userName", "emails[type eq \"work\"].value"],
            Side::Azure => ["objectId", "userPrincipalName", "mail"],
        };
        let rows = population.users();
        Self {
            side: population.side(),
            indexes: names.map(|name| UserIndex::of(population, &[name])),
            by_row: rows
                .map(|user| (population.origin(user).row, user))
                .collect(),
        }
    }

    /// The user most cells name; the unique ID breaks no tie, for a spreadsheet may have spoilt it.
    fn find(&self, given: &GivenUser) -> Result<UserIx, Unusable> {
        let cells = [&given.id, &given.name, &given.mail];
        let cells = cells
            .into_iter()
            .zip(&self.indexes)
            .filter(|(cell, _)| !cell.is_empty());
        let found = cells.filter_map(|(cell, index)| index.find(cell));
        let by_row = given.row.and_then(|row| self.by_row.get(&row).copied());
        let mut votes: Vec<(UserIx, u32)> = Vec::new();
        for user in found.chain(by_row) {
            match votes.iter_mut().find(|(known, _)| *known == user) {
                Some((_, count)) => *count += 1,
                None => votes.push((user, 1)),
            }
        }
        let most = votes.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let mut best = votes.iter().filter(|(_, count)| *count == most);
        match (best.next(), best.next()) {
            (Some((user, _)), None) => Ok(*user),
            (Some(_), Some(_)) => Err(self.contradicting()),
            (None, _) => Err(self.nobody()),
        }
    }

    fn column(&self) -> &'static str {
        match self.side {
            Side::Legacy => "legacy_uid",
            Side::Azure => "azure_id",
        }
    }

    fn nobody(&self) -> Unusable {
        Unusable {
            code: "LINK_NOBODY",
            column: self.column(),
            message: match self.side {
                Side::Legacy => "No intranet user answers to this row.",
                Side::Azure => "No Azure user answers to this row.",
            },
            hint: "Give the exports that the links were made from.",
        }
    }

    fn contradicting(&self) -> Unusable {
        Unusable {
            code: "LINK_CONTRADICTING",
            column: self.column(),
            message: match self.side {
                Side::Legacy => {
                    "The legacy_* cells of this row belong to different intranet users."
                }
                Side::Azure => "The azure_* cells of this row belong to different Azure users.",
            },
            hint: "Columns were sorted apart, or the exports are others: write the links again.",
        }
    }
}
