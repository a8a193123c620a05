//! Which cases a generated population holds, and how often: a table. What a case looks like in the
//! two files is written in `legacy` and `azure`.
//!
//! A population is made of equal blocks, so that any size holds the cases in the same shares and
//! every entity is known from its number alone: 820 people with a user on both sides, 180 with an
//! intranet user only, 180 with an Azure user only. A block is a thousand rows a side.

/// Rows a block has in each of the two files.
pub(super) const BLOCK_ROWS: usize = 1_000;
/// Entities of a block that have a user on both sides.
pub(super) const BLOCK_PAIRS: usize = 820;
/// Entities of a block that have a user on one side only, for each side.
const BLOCK_SINGLES: usize = BLOCK_ROWS - BLOCK_PAIRS;
/// Entities of a block.
pub(super) const BLOCK_ENTITIES: usize = BLOCK_PAIRS + 2 * BLOCK_SINGLES;

/// What is particular about an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Case {
    /// UID, user name and e-mail agree.
    Ordinary,
    /// User name and e-mail of the intranet are at the domain of before the rebranding.
    Rebranded,
    /// The same without a UID: the old address is left as an alias in Azure.
    RebrandedNoUid,
    /// The intranet's user name is the mail nickname.
    NicknameLogin,
    /// The UID is the personnel number.
    EmployeeNumberUid,
    /// No UID.
    NoUid,
    /// A new surname and address in Azure.
    NewSurname,
    /// The intranet has the first of two given names only.
    ShortName,
    /// The intranet lost the accents.
    PlainLetters,
    /// The intranet has the user name and the surname in capitals.
    Capitals,
    /// Disabled in Azure, active in the intranet.
    DisabledWithAccount,
    /// A Power User.
    PowerUser,
    /// Left, and deleted in Azure.
    Leaver,
    /// Never had an Azure user.
    Contractor,
    /// A second intranet account of somebody.
    SecondIntranetAccount,
    /// A leaver whose address somebody else has now.
    FormerHolder,
    /// An account of a system.
    ServiceAccount,
    /// New, not yet in the intranet.
    Joiner,
    /// Disabled in Azure and never in the intranet.
    DisabledNoAccount,
    /// A guest from elsewhere.
    Guest,
    /// A mailbox with a user that nobody signs in as.
    SharedMailbox,
    /// A second Azure user of somebody, for administration.
    SecondAzureUser,
    /// New, with the address of a leaver.
    NewHolder,
}

/// The cases in the order of a block's entities: pairs, intranet only, Azure only.
pub(super) const CASES: &[(Case, usize)] = &[
    (Case::Ordinary, 568),
    (Case::Rebranded, 60),
    (Case::RebrandedNoUid, 8),
    (Case::NicknameLogin, 50),
    (Case::EmployeeNumberUid, 40),
    (Case::NoUid, 24),
    (Case::NewSurname, 10),
    (Case::ShortName, 12),
    (Case::PlainLetters, 14),
    (Case::Capitals, 14),
    (Case::DisabledWithAccount, 14),
    (Case::PowerUser, 6),
    (Case::Leaver, 150),
    (Case::Contractor, 14),
    (Case::SecondIntranetAccount, 8),
    (Case::FormerHolder, 4),
    (Case::ServiceAccount, 4),
    (Case::Joiner, 120),
    (Case::DisabledNoAccount, 30),
    (Case::Guest, 12),
    (Case::SharedMailbox, 8),
    (Case::SecondAzureUser, 6),
    (Case::NewHolder, 4),
];

/// An entity by its number: a person's users, or a further user of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entity(pub(super) usize);

impl Case {
    /// The word in the truth file.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Rebranded => "rebranded",
            Self::RebrandedNoUid => "rebranded-no-uid",
            Self::NicknameLogin => "nickname-login",
            Self::EmployeeNumberUid => "employee-number-uid",
            Self::NoUid => "no-uid",
            Self::NewSurname => "new-surname",
            Self::ShortName => "short-name",
            Self::PlainLetters => "plain-letters",
            Self::Capitals => "capitals",
            Self::DisabledWithAccount => "disabled-with-account",
            Self::PowerUser => "power-user",
            Self::Leaver => "leaver",
            Self::Contractor => "contractor",
            Self::SecondIntranetAccount => "second-intranet-account",
            Self::FormerHolder => "former-holder",
            Self::ServiceAccount => "service-account",
            Self::Joiner => "joiner",
            Self::DisabledNoAccount => "disabled-no-account",
            Self::Guest => "guest",
            Self::SharedMailbox => "shared-mailbox",
            Self::SecondAzureUser => "second-azure-user",
            Self::NewHolder => "new-holder",
        }
    }
}

impl Entity {
    /// The entity whose user has that rank among the intranet users.
    pub(super) fn of_legacy_rank(rank: usize) -> Self {
        Self(rank / BLOCK_ROWS * BLOCK_ENTITIES + rank % BLOCK_ROWS)
    }

    /// The entity whose user has that rank among the Azure users.
    pub(super) fn of_azure_rank(rank: usize) -> Self {
        let within = rank % BLOCK_ROWS;
        let skipped = if within < BLOCK_PAIRS {
            0
        } else {
            BLOCK_SINGLES
        };
        Self(rank / BLOCK_ROWS * BLOCK_ENTITIES + within + skipped)
    }

    /// What is particular about it.
    pub(super) fn case(self) -> Case {
        self.place().0
    }

    /// Whether it has a user on both sides.
    pub(super) fn is_pair(self) -> bool {
        self.0 % BLOCK_ENTITIES < BLOCK_PAIRS
    }

    /// The person whose further account this is; else itself.
    pub(super) fn person(self) -> Self {
        let (case, nth) = self.place();
        match case {
            Case::SecondIntranetAccount => self.in_block(nth),
            Case::SecondAzureUser => self.in_block(100 + nth),
            _ => self,
        }
    }

    /// Whose address this one's Azure user has: its own but for a new holder.
    pub(super) fn address_of(self) -> Self {
        let (case, nth) = self.place();
        if case == Case::NewHolder {
            return self.in_block(first_of(Case::FormerHolder) + nth);
        }
        self.person()
    }

    /// The manager: the first twelve of a block lead its hundred team leaders, who lead the rest.
    pub(super) fn manager(self) -> Option<Self> {
        match self.person().0 % BLOCK_ENTITIES {
            0 if self.0 < BLOCK_ENTITIES => None,
            0..12 => Some(Self(0)),
            within @ 12..112 => Some(self.in_block(within % 12)),
            within => Some(self.in_block(12 + within % 100)),
        }
    }

    fn in_block(self, within: usize) -> Self {
        Self(self.0 / BLOCK_ENTITIES * BLOCK_ENTITIES + within)
    }

    /// The case, and how many of the same case come before it in the block.
    fn place(self) -> (Case, usize) {
        let mut within = self.0 % BLOCK_ENTITIES;
        for &(case, count) in CASES {
            if within < count {
                return (case, within);
            }
            within -= count;
        }
        unreachable!("BUG: the cases fill a block")
    }
}

fn first_of(wanted: Case) -> usize {
    let before = CASES.iter().take_while(|(case, _)| *case != wanted);
    before.map(|(_, count)| count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cases_fill_a_block_and_its_three_parts() {
        let up_to = |case| first_of(case);
        assert_eq!(up_to(Case::Leaver), BLOCK_PAIRS);
        assert_eq!(up_to(Case::Joiner), BLOCK_ROWS);
        assert_eq!(
            CASES.iter().map(|(_, count)| count).sum::<usize>(),
            BLOCK_ENTITIES
        );
    }

    #[test]
    fn ranks_reach_every_entity_of_their_side_once() {
        let legacy = (0..2 * BLOCK_ROWS).map(Entity::of_legacy_rank);
        let azure = (0..2 * BLOCK_ROWS).map(Entity::of_azure_rank);
        let mut seen = vec![0; 2 * BLOCK_ENTITIES];
        for entity in legacy.chain(azure) {
            seen[entity.0] += if entity.is_pair() { 1 } else { 2 };
        }
        assert!(seen.iter().all(|&times| times == 2));
    }

    #[test]
    fn further_users_belong_to_people_of_both_sides_and_addresses_pass_from_leavers() {
        for number in 0..BLOCK_ENTITIES {
            let entity = Entity(number);
            let person = entity.person();
            assert!(person == entity || person.case() == Case::Ordinary);
            let holder = entity.address_of().case();
            assert_eq!(
                holder == Case::FormerHolder,
                passes_on(entity.case()),
                "{number}"
            );
        }
    }

    fn passes_on(case: Case) -> bool {
        matches!(case, Case::FormerHolder | Case::NewHolder)
    }

    #[test]
    fn only_the_first_of_all_has_no_manager_and_managers_are_ordinary() {
        for number in 0..3 * BLOCK_ENTITIES {
            let manager = Entity(number).manager();
            assert_eq!(manager.is_none(), Entity(number).person() == Entity(0));
            assert!(manager.is_none_or(|manager| manager.case() == Case::Ordinary));
            assert_ne!(manager, Some(Entity(number)), "nobody leads themselves");
        }
    }
}
