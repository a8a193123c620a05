//! The users of one side as matching reads them: keys, addresses, names, marks, dates.
//!
//! Derived once per run, neighbours side by side, columns of numbers beside the population; what traits hold is `traits`'.

use rayon::{
    iter::{IndexedParallelIterator, ParallelIterator},
    slice::{ParallelSlice, ParallelSliceMut},
};

use super::{
    addresses::{Address, Domains, local_part, split_cell},
    attributes::{
        AZURE_ADDRESSES, AZURE_HANDLES, AZURE_NAMES, LEGACY_ADDRESSES, LEGACY_END, LEGACY_NAMES,
        LEGACY_UID, LEGACY_USER_NAME,
    },
    dates::{self, DateOrder},
    detect::Source,
    keys::{Key, hash_text, mix, normal_key},
    lists::Lists,
    marks::{Activity, Mark, activity_of, azure_mark, is_spare, legacy_mark},
};
use crate::{
    AttributeId, Population, Side, UserIx,
    names::{Name, NameBook, NamePart, NameText, Position, Spellings, parse_display},
};

/// No day known.
pub(super) const NO_DAY: i32 = i32::MIN;

/// What both sides share while they are read.
#[derive(Debug, Default)]
pub(super) struct Books {
    pub(super) names: NameBook,
    pub(super) domains: Domains,
}

/// Where the keys of a side are read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct KeySource {
    pub(super) uid: Option<Source>,
    pub(super) user_name: Option<Source>,
}

/// What is read of one user in every comparison, together in memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    pub(super) uid: Key,
    /// The user name, or the attribute it was found to come from.
    pub(super) login: u64,
    pub(super) name: Name,
    /// The display name where it says something else.
    pub(super) other_name: Name,
    /// A number that depends on the user's data and not on its position.
    pub(super) content: u64,
    /// Last day of an intranet user; first day of an Azure user.
    pub(super) boundary: i32,
    pub(super) mark: Mark,
    pub(super) activity: Activity,
    pub(super) mixed_script: bool,
    /// Whether the user name says that this is not its owner's first account.
    pub(super) spare: bool,
}

impl Person {
    /// Somebody of whom nothing is known yet.
    const NOBODY: Self = Self {
        uid: Key {
            exact: 0,
            normal: 0,
        },
        login: 0,
        name: Name {
            given: NamePart::MISSING,
            surname: NamePart::MISSING,
            whole: 0,
        },
        other_name: Name {
            given: NamePart::MISSING,
            surname: NamePart::MISSING,
            whole: 0,
        },
        content: 0,
        boundary: NO_DAY,
        mark: Mark::Plain,
        activity: Activity::Unknown,
        mixed_script: false,
        spare: false,
    };

    /// How much an account looks like the one its owner uses.
    pub(super) fn standing(&self) -> u8 {
        let used = self.activity != Activity::Inactive;
        let own = self.mark == Mark::Plain;
        2 * u8::from(used) + 2 * u8::from(own) + u8::from(!self.spare)
    }
}

/// The users of one side.
#[derive(Debug)]
pub(super) struct Profiles {
    people: Vec<Person>,
    /// Everything a user name could be: handles and local parts.
    pub(super) handles: Lists<u64>,
    pub(super) addresses: Lists<Address>,
}

impl Profiles {
    pub(super) fn len(&self) -> usize {
        self.people.len()
    }

    pub(super) fn users(&self) -> impl Iterator<Item = UserIx> + use<> {
        (0..u32::try_from(self.people.len()).expect("BUG: the builder bounds the count"))
            .map(UserIx)
    }

    pub(super) fn of(&self, user: UserIx) -> &Person {
        &self.people[user.index()]
    }

    /// Reads a side without its names; `keys` says where Azure's keys are.
    pub(super) fn read(population: &Population, keys: KeySource, domains: &mut Domains) -> Self {
        let columns = Columns::of(population, keys);
        let mut people = vec![Person::NOBODY; population.len()];
        let parts: Vec<Part> = people
            .par_chunks_mut(PART_USERS)
            .enumerate()
            .map(|(at, people)| Part::read(population, at * PART_USERS, people, &columns))
            .collect();
        let mut profiles = Self {
            people,
            handles: Lists::with_capacity(population.len()),
            addresses: Lists::with_capacity(population.len()),
        };
        for part in parts {
            let places = domains.places_of(&part.domains);
            profiles.handles.append(&part.handles, |handle| handle);
            profiles
                .addresses
                .append(&part.addresses, |address| Address {
                    domain: places[address.domain as usize],
                    ..address
                });
        }
        profiles
    }

    /// Gives everybody the names that were read of them, in order.
    pub(super) fn name(&mut self, names: &[Named], book: &NameBook) {
        let people = self.people.par_chunks_mut(PART_USERS).zip(names);
        people.for_each(|(people, named)| {
            for (person, spelt) in people.iter_mut().zip(&named.spelt) {
                let [name, other] = named.readings(*spelt, book);
                let differs = other.whole != name.whole;
                person.name = name;
                person.other_name = if differs { other } else { Name::default() };
                person.mixed_script = book.is_mixed(name);
            }
        });
    }
}

/// The names of neighbours as they spell them, and the part of a name that each spelling is.
pub(super) struct Named {
    spelt: Vec<Spelt>,
    parts: Vec<NamePart>,
}

/// Given name and surname, then those of the display name, by position among the neighbours' spellings;
/// [`UNSPELT`] where a display name says nothing else.
type Spelt = [u32; 4];

const UNSPELT: u32 = u32::MAX;

impl Named {
    fn readings(&self, spelt: Spelt, book: &NameBook) -> [Name; 2] {
        let part = |at: u32| self.parts[at as usize];
        let [given, surname, other_given, other_surname] = spelt;
        let other = if other_given == UNSPELT {
            Name::default()
        } else {
            book.of_parts(part(other_given), part(other_surname))
        };
        [book.of_parts(part(given), part(surname)), other]
    }
}

/// Enters everybody's names into the book: read side by side, entered in order.
pub(super) fn enter_all(population: &Population, book: &mut NameBook) -> Vec<Named> {
    let columns = names_of(population).map(|name| population.attribute(name));
    let users: Vec<UserIx> = population.users().collect();
    let parts: Vec<(Spellings<'_>, Vec<Spelt>)> = users
        .par_chunks(PART_USERS)
        .map(|users| {
            let mut spellings = Spellings::default();
            let spell = |user| spell(&mut spellings, read_names(population, columns, user));
            let spelt = users.iter().copied().map(spell).collect();
            (spellings, spelt)
        })
        .collect();
    let entered = parts.into_iter().map(|(spellings, spelt)| Named {
        spelt,
        parts: book.enter_all(&spellings),
    });
    entered.collect()
}

/// Users that are read in one go.
const PART_USERS: usize = 8_192;

/// Neighbours, read apart from the others: their domains are numbered among themselves.
struct Part {
    handles: Lists<u64>,
    addresses: Lists<Address>,
    domains: Domains,
}

impl Part {
    fn read(
        population: &Population,
        first: usize,
        people: &mut [Person],
        columns: &Columns,
    ) -> Self {
        let mut part = Self {
            handles: Lists::with_capacity(people.len()),
            addresses: Lists::with_capacity(people.len()),
            domains: Domains::default(),
        };
        let mut scratch = Scratch::default();
        for (user, person) in population.users().skip(first).zip(people) {
            *person = part.person(population, user, columns, &mut scratch);
        }
        part
    }

    fn person(
        &mut self,
        population: &Population,
        user: UserIx,
        columns: &Columns,
        scratch: &mut Scratch,
    ) -> Person {
        let key =
            |source: Option<Source>| source.map_or("", |source| source.value(population, user));
        let uid = Key::of(key(columns.uid));
        let login = normal_key(key(columns.login));
        scratch.fill(population, user, columns, &mut self.domains);
        let first_address = scratch
            .addresses
            .first()
            .map_or(0, |address| self.domains.hash(*address));
        let names = read_names(population, columns.names, user);
        let content = [
            hash_text(names[0]),
            hash_text(names[1]),
            login,
            first_address,
        ];
        self.handles.push(&mut scratch.handles);
        self.addresses.push(&mut scratch.addresses);
        Person {
            uid,
            login,
            content: content.into_iter().fold(uid.exact, mix),
            boundary: columns.boundary(population, user),
            mark: columns.mark(population, user, names),
            activity: activity_of(columns.text(population, user, columns.active)),
            spare: is_spare(columns.text(population, user, columns.user_name)),
            ..Person::NOBODY
        }
    }
}

/// The attributes of given name, surname and display name.
fn names_of(population: &Population) -> [&'static str; 3] {
    match population.side() {
        Side::Legacy => LEGACY_NAMES,
        Side::Azure => AZURE_NAMES,
    }
}

fn read_names(
    population: &Population,
    columns: [Option<AttributeId>; 3],
    user: UserIx,
) -> [&str; 3] {
    columns.map(|column| column.map_or("", |column| population.text(user, column).trim()))
}

/// The two readings of a name: its parts, which count, and the display name where it is spelt otherwise.
fn spell<'t>(spellings: &mut Spellings<'t>, [given, surname, display]: [&'t str; 3]) -> Spelt {
    let parsed = parse_display(display);
    if given.is_empty() || surname.is_empty() {
        let whole = if given.is_empty() { surname } else { given };
        let split = parsed.or_else(|| parse_display(whole));
        let split = split.unwrap_or(NameText { given, surname });
        return bear(spellings, split, None);
    }
    let name = NameText { given, surname };
    bear(spellings, name, parsed.filter(|split| *split != name))
}

fn bear<'t>(
    spellings: &mut Spellings<'t>,
    name: NameText<'t>,
    other: Option<NameText<'t>>,
) -> Spelt {
    let mut places =
        |name: NameText<'t>| [name.given, name.surname].map(|part| spellings.place(part));
    let [given, surname] = places(name);
    let [other_given, other_surname] = other.map_or([UNSPELT; 2], places);
    spellings.count(given, Position::Given);
    spellings.count(surname, Position::Surname);
    [given, surname, other_given, other_surname]
}

#[derive(Default)]
struct Scratch {
    handles: Vec<u64>,
    addresses: Vec<Address>,
}

impl Scratch {
    fn fill(
        &mut self,
        population: &Population,
        user: UserIx,
        columns: &Columns,
        domains: &mut Domains,
    ) {
        self.handles.clear();
        self.addresses.clear();
        for attribute in &columns.handles {
            let value = population.values(user, *attribute).next().unwrap_or("");
            let handle = normal_key(local_part(value));
            if handle != 0 {
                self.handles.push(handle);
            }
        }
        for attribute in &columns.addresses {
            for value in split_cell(population.text(user, *attribute)) {
                self.addresses.extend(domains.address(value));
            }
        }
    }
}

/// The attributes a side's profiles are read from.
struct Columns {
    side: Side,
    uid: Option<Source>,
    login: Option<Source>,
    handles: Vec<AttributeId>,
    addresses: Vec<AttributeId>,
    names: [Option<AttributeId>; 3],
    active: Option<AttributeId>,
    boundaries: Vec<(AttributeId, DateOrder)>,
    kind: Option<AttributeId>,
    user_name: Option<AttributeId>,
}

impl Columns {
    fn of(population: &Population, keys: KeySource) -> Self {
        let side = population.side();
        let find = |name: &&str| population.attribute(name);
        let whole = |name| {
            population.attribute(name).map(|attribute| Source {
                attribute,
                local_part: false,
            })
        };
        let legacy = side == Side::Legacy;
        let (handles, addresses) = if legacy {
            (&[LEGACY_USER_NAME][..], LEGACY_ADDRESSES)
        } else {
            (AZURE_HANDLES, AZURE_ADDRESSES)
        };
        let boundaries: &[&str] = if legacy {
            &[LEGACY_END]
        } else {
            &["employeeHireDate"]
        };
        Self {
            side,
            uid: if legacy { whole(LEGACY_UID) } else { keys.uid },
            login: if legacy {
                whole(LEGACY_USER_NAME)
            } else {
                keys.user_name
            },
            handles: handles.iter().filter_map(find).collect(),
            addresses: addresses.iter().filter_map(find).collect(),
            names: names_of(population).map(|name| population.attribute(name)),
            active: population.attribute(if legacy { "active" } else { "accountEnabled" }),
            boundaries: boundaries
                .iter()
                .filter_map(find)
                .map(|attribute| (attribute, dates::order_of(population, attribute)))
                .collect(),
            kind: population.attribute("userType"),
            user_name: population.attribute(if legacy {
                LEGACY_USER_NAME
            } else {
                "userPrincipalName"
            }),
        }
    }

    fn text<'a>(
        &self,
        population: &'a Population,
        user: UserIx,
        attribute: Option<AttributeId>,
    ) -> &'a str {
        attribute.map_or("", |attribute| population.text(user, attribute))
    }

    fn mark(&self, population: &Population, user: UserIx, names: [&str; 3]) -> Mark {
        let user_name = self.text(population, user, self.user_name);
        let kind = self.text(population, user, self.kind);
        let [given, surname, display] = names;
        match self.side {
            Side::Legacy => legacy_mark(user_name, kind),
            Side::Azure => azure_mark(
                user_name,
                kind,
                given.is_empty() && surname.is_empty(),
                display,
            ),
        }
    }

    fn boundary(&self, population: &Population, user: UserIx) -> i32 {
        self.boundaries
            .iter()
            .find_map(|(attribute, order)| dates::day_at(population, user, *attribute, *order))
            .unwrap_or(NO_DAY)
    }
}
