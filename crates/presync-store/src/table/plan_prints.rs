//! The last two plans as far as plans are compared, so that a new plan can be held against the one before
//! when that one's rows are gone. No copy of a plan: of values only fingerprints are kept.
//!
//! A plan is one row of `plan_prints` and its people, 4,096 each, packed into rows of `plan_print_parts`.

use presync_core::{
    Side,
    comparison::{Head, PersonOf, Standing, StandingBuilder},
    plan::{Action, ChangeKind, Outcome},
};
use rusqlite::{Connection, Error, OptionalExtension, Transaction, types::Type};

use super::{from_json, plan::PlanNumber, to_json};
use crate::{
    Result, Workspace,
    cells::{BrokenCells, put_varint, take_varint},
    connection::Durability,
    schema::Migration,
};

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 4,
        sql: "CREATE TABLE plan_prints (
    number INTEGER PRIMARY KEY,
    head TEXT NOT NULL,
    words TEXT NOT NULL,
    codes TEXT NOT NULL,
    targets TEXT NOT NULL
) STRICT",
    },
    Migration {
        version: 4,
        sql: "CREATE TABLE plan_print_parts (
    number INTEGER NOT NULL REFERENCES plan_prints,
    part INTEGER NOT NULL,
    people BLOB NOT NULL,
    PRIMARY KEY (number, part)
) STRICT",
    },
];

/// People of one part.
const PART_PEOPLE: usize = 4096;
/// Plans that are kept: the last, and the one before.
const KEPT: i64 = 2;

const SIDES: [Side; 2] = [Side::Azure, Side::Legacy];

impl Workspace {
    /// Keeps what is compared of a plan that was saved under this number, and of the one before.
    ///
    /// # Errors
    /// `Full` or `Busy`; what was kept before stays then.
    pub fn keep_print(&mut self, number: PlanNumber, print: &Standing) -> Result<()> {
        self.write(Durability::Normal, |within| keep(within, number, print))
    }

    /// The plans of which that is kept, the newest first.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn prints(&self) -> Result<Vec<PlanNumber>> {
        let sql = "SELECT number FROM plan_prints ORDER BY number DESC";
        let read = self.connection.prepare(sql).and_then(|mut statement| {
            let numbers = statement.query_map([], |row| row.get(0).map(PlanNumber))?;
            numbers.collect()
        });
        read.map_err(|error| self.sql(error))
    }

    /// What is compared of a plan; none unless it is kept.
    ///
    /// # Errors
    /// `Damaged` when it cannot be read.
    pub fn print(&self, number: PlanNumber) -> Result<Option<Standing>> {
        read(&self.connection, number).map_err(|error| self.sql(error))
    }
}

fn keep(within: &Transaction<'_>, number: PlanNumber, print: &Standing) -> rusqlite::Result<()> {
    for table in ["plan_print_parts", "plan_prints"] {
        let sql = format!("DELETE FROM {table} WHERE number >= ?1 OR number <= ?2");
        within.execute(&sql, (number.0, older(within, number)?))?;
    }
    within.execute(
        "INSERT INTO plan_prints (number, head, words, codes, targets)
            VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            number.0,
            to_json(&print.head)?,
            to_json(&Words::spelt())?,
            to_json(&print.code_sets())?,
            to_json(&print.targets())?,
        ),
    )?;
    let mut insert = within
        .prepare("INSERT INTO plan_print_parts (number, part, people) VALUES (?1, ?2, ?3)")?;
    let positions: Vec<u32> = print.positions().collect();
    let mut packed = Vec::new();
    for (part, people) in (0i64..).zip(positions.chunks(PART_PEOPLE)) {
        packed.clear();
        people.iter().for_each(|at| pack(print, *at, &mut packed));
        insert.execute((number.0, part, &packed))?;
    }
    Ok(())
}

/// The newest plan that is not kept beside this one.
fn older(connection: &Connection, number: PlanNumber) -> rusqlite::Result<i64> {
    let sql =
        "SELECT number FROM plan_prints WHERE number < ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2";
    let found = connection.query_row(sql, (number.0, KEPT - 1), |row| row.get(0));
    Ok(found.optional()?.unwrap_or(-1))
}

fn read(connection: &Connection, number: PlanNumber) -> rusqlite::Result<Option<Standing>> {
    let sql = "SELECT head, words, codes, targets FROM plan_prints WHERE number = ?1";
    let row = connection.query_row(sql, [number.0], |row| {
        let head: Head = from_json(row, 0)?;
        let spelt: [Vec<String>; 4] = from_json(row, 1)?;
        Ok((head, spelt, from_json(row, 2)?, from_json(row, 3)?))
    });
    let Some((head, spelt, codes, targets)) = row.optional()? else {
        return Ok(None);
    };
    let broken = || Error::FromSqlConversionFailure(0, Type::Blob, Box::new(BrokenCells));
    let words = Words::of(&spelt, codes, targets).ok_or_else(broken)?;
    let mut builder = StandingBuilder::new(head);
    let sql = "SELECT people FROM plan_print_parts WHERE number = ?1 ORDER BY part";
    let mut statement = connection.prepare(sql)?;
    let mut parts = statement.query([number.0])?;
    while let Some(part) = parts.next()? {
        let mut rest = part.get_ref(0)?.as_blob()?;
        while !rest.is_empty() {
            rest = unpack(rest, &words, &mut builder).ok_or_else(broken)?;
        }
    }
    Ok(Some(builder.finish()))
}

/// What the numbers in the parts stand for. Kept beside them: the lists of the core may change their order.
struct Words {
    sides: Vec<Side>,
    outcomes: Vec<Outcome>,
    actions: Vec<Action>,
    kinds: Vec<ChangeKind>,
    codes: Vec<String>,
    targets: Vec<String>,
}

impl Words {
    /// The lists that [`pack`] numbers by.
    fn spelt() -> [Vec<&'static str>; 4] {
        [
            SIDES.map(Side::as_str).to_vec(),
            Outcome::ALL.map(Outcome::as_str).to_vec(),
            Action::ALL.map(Action::as_str).to_vec(),
            ChangeKind::ALL.map(ChangeKind::as_str).to_vec(),
        ]
    }

    fn of(
        [sides, outcomes, actions, kinds]: &[Vec<String>; 4],
        codes: Vec<String>,
        targets: Vec<String>,
    ) -> Option<Self> {
        Some(Self {
            sides: known(sides, &SIDES, Side::as_str)?,
            outcomes: known(outcomes, &Outcome::ALL, Outcome::as_str)?,
            actions: known(actions, &Action::ALL, Action::as_str)?,
            kinds: known(kinds, &ChangeKind::ALL, ChangeKind::as_str)?,
            codes,
            targets,
        })
    }
}

fn known<T: Copy>(words: &[String], all: &[T], spelt: fn(T) -> &'static str) -> Option<Vec<T>> {
    let of_word = |word: &String| all.iter().copied().find(|one| spelt(*one) == word);
    words.iter().map(of_word).collect()
}

fn pack(print: &Standing, at: u32, packed: &mut Vec<u8>) {
    let person = print.person(at);
    packed.extend([
        place(&SIDES, person.side),
        place(&Outcome::ALL, person.outcome),
        place(&Action::ALL, person.action),
    ]);
    put_varint(print.code_set(at), packed);
    for text in [person.id, person.login] {
        put_varint(text.len(), packed);
        packed.extend_from_slice(text.as_bytes());
    }
    packed.extend(person.partner.to_le_bytes());
    put_varint(print.changes(at).count(), packed);
    for (_, change) in print.changes(at) {
        put_varint(usize::from(change.target), packed);
        packed.push(place(&ChangeKind::ALL, change.kind));
        packed.extend(change.value.to_le_bytes());
    }
}

/// Adds the person at the head and gives the rest; none if the bytes are not what was packed.
fn unpack<'a>(packed: &'a [u8], known: &Words, builder: &mut StandingBuilder) -> Option<&'a [u8]> {
    let (words, rest) = packed.split_first_chunk::<3>()?;
    let (code_set, rest) = take_varint(rest)?;
    let (id, rest) = take_text(rest)?;
    let (login, rest) = take_text(rest)?;
    let (partner, rest) = rest.split_first_chunk()?;
    let (changes, mut rest) = take_varint(rest)?;
    let person = PersonOf {
        side: *known.sides.get(usize::from(words[0]))?,
        id,
        login,
        partner: u64::from_le_bytes(*partner),
        outcome: *known.outcomes.get(usize::from(words[1]))?,
        action: *known.actions.get(usize::from(words[2]))?,
        codes: known.codes.get(code_set)?,
    };
    builder.person(&person).ok()?;
    for _ in 0..changes {
        let (target, after) = take_varint(rest)?;
        let (kind, after) = after.split_first()?;
        let (value, after) = after.split_first_chunk()?;
        let kind = *known.kinds.get(usize::from(*kind))?;
        let value = u64::from_le_bytes(*value);
        builder
            .change(known.targets.get(target)?, kind, value)
            .ok()?;
        rest = after;
    }
    Some(rest)
}

fn take_text(packed: &[u8]) -> Option<(&str, &[u8])> {
    let (len, after) = take_varint(packed)?;
    let (text, rest) = after.split_at_checked(len)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

/// The place of a word in the list that this format version numbers it by.
fn place<T: PartialEq + Copy>(all: &[T], wanted: T) -> u8 {
    let place = all.iter().position(|one| *one == wanted);
    let place = place.and_then(|place| u8::try_from(place).ok());
    place.expect("BUG: every word is in the list of its kind")
}
