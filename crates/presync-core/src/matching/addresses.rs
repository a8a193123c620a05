//! E-mail addresses taken apart: local part and domain, and the domains that certain pairs show to have moved.

use rustc_hash::FxHashMap;

use super::keys::{self, hash_text, mix};
use crate::names::fold;

/// An address, its parts as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Address {
    /// Hash of the local part, without a plus tag.
    pub(super) local: u64,
    /// The domain by position in [`Domains`].
    pub(super) domain: u32,
}

/// Domains by position.
#[derive(Debug, Default)]
pub(super) struct Domains {
    ids: FxHashMap<u64, u32>,
    hashes: Vec<u64>,
    scratch: String,
}

impl Domains {
    /// The address in a value of a mail attribute, if there is one.
    pub(super) fn address(&mut self, value: &str) -> Option<Address> {
        let mut plain = std::mem::take(&mut self.scratch);
        let found = normal_address(value, &mut plain);
        let address = if found { self.split(&plain) } else { None };
        self.scratch = plain;
        address
    }

    /// A hash of the whole address that does not depend on the order domains were met in.
    pub(super) fn hash(&self, address: Address) -> u64 {
        mix(address.local, self.hashes[address.domain as usize])
    }

    fn split(&mut self, plain: &str) -> Option<Address> {
        let (local, domain) = plain.rsplit_once('@')?;
        let local = local.split_once('+').map_or(local, |(head, _)| head);
        let sound = !keys::is_placeholder(local) && domain.contains('.') && domain.len() > 3;
        sound.then(|| Address {
            local: hash_text(local),
            domain: self.domain(domain),
        })
    }

    fn domain(&mut self, domain: &str) -> u32 {
        self.place(hash_text(domain))
    }

    fn place(&mut self, hash: u64) -> u32 {
        let next = u32::try_from(self.hashes.len()).expect("BUG: fewer domains than users");
        let id = *self.ids.entry(hash).or_insert(next);
        if id == next {
            self.hashes.push(hash);
        }
        id
    }

    /// Where the domains of others stand among these, in their order; new ones are added.
    pub(super) fn places_of(&mut self, others: &Self) -> Vec<u32> {
        others.hashes.iter().map(|hash| self.place(*hash)).collect()
    }
}

/// The addresses of a cell that may hold several.
pub(super) fn split_cell(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['\u{1f}', ';', ',', '|', '\n'])
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

/// Writes an address in its comparable form; false when the value is none.
fn normal_address(value: &str, into: &mut String) -> bool {
    let value = value.rsplit_once('<').map_or(value, |(_, inner)| inner);
    into.clear();
    let plain = |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'>');
    if value.bytes().all(plain) {
        into.push_str(value);
        into.make_ascii_lowercase();
    } else {
        push_plain(value, into);
    }
    for scheme in ["mailto:", "smtp:", "sip:"] {
        if into.starts_with(scheme) {
            into.drain(..scheme.len());
        }
    }
    if let Some(at) = into.find("#ext#") {
        into.truncate(at);
        let Some(under) = into.rfind('_') else {
            return false;
        };
        into.replace_range(under..=under, "@");
    }
    into.contains('@') && !into.starts_with("x500:")
}

fn push_plain(value: &str, into: &mut String) {
    for c in value.chars() {
        if c.is_whitespace() || fold::is_invisible(c) || matches!(c, '"' | '\'' | '>') {
            continue;
        }
        if c.is_ascii() {
            into.push(c.to_ascii_lowercase());
        } else {
            into.extend(c.to_lowercase());
        }
    }
}

/// The local part of an address or of a guest's original address, in its comparable form; the value
/// itself where it is no address.
pub(super) fn local_part(value: &str) -> &str {
    value.split_once('@').map_or(value, |(local, _)| local)
}

/// Old domain → new domains, as the users linked by a key show.
#[derive(Debug, Default)]
pub(super) struct DomainMoves {
    moved: FxHashMap<u32, Vec<u32>>,
}

impl DomainMoves {
    /// Learns from counted pairs of (old, new) domains and the number of users each old domain has.
    pub(super) fn learn(seen: &FxHashMap<(u32, u32), u32>, users: &FxHashMap<u32, u32>) -> Self {
        let mut pairs: Vec<(u32, u32)> = seen
            .iter()
            .filter(|((old, _), count)| {
                let of = users.get(old).copied().unwrap_or(0);
                **count >= 3 && u64::from(**count) * 100 >= u64::from(of)
            })
            .map(|(pair, _)| *pair)
            .collect();
        pairs.sort_unstable();
        let mut moves = Self::default();
        for (old, new) in pairs {
            moves.moved.entry(old).or_default().push(new);
        }
        moves
    }

    /// Whether an address may have moved from one domain to the other.
    pub(super) fn holds(&self, old: u32, new: u32) -> bool {
        self.to(old).contains(&new)
    }

    /// The domains a domain moved to.
    pub(super) fn to(&self, old: u32) -> &[u32] {
        self.moved.get(&old).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let mut plain = String::new();
        let found = normal_address(value, &mut plain);
        assert_eq!(if found { plain.as_str() } else { "" }, expected, "{value}");
    }

    #[test]
    fn addresses_lose_their_wrapping() {
        check("SMTP:Anna.Kern@Contoso.com", "anna.kern@contoso.com");
        check("mailto:a@b.example", "a@b.example");
        check("Anna Kern <a.kern@b.example>", "a.kern@b.example");
        check(" a\u{200b}@b.example ", "a@b.example");
        check(
            "rico.klar_partner.example#EXT#@c.onmicrosoft.com",
            "rico.klar@partner.example",
        );
        check("X500:/o=Org/cn=anna@x", "");
        check("anna", "");
    }

    #[test]
    fn plus_tags_and_case_do_not_tell_addresses_apart() {
        let mut domains = Domains::default();
        let plain = domains.address("a.kern@b.example");
        assert!(plain.is_some());
        assert_eq!(plain, domains.address("A.Kern+news@B.example"));
        assert_ne!(plain, domains.address("a.kern@c.example"));
        for placeholder in ["-@b.example", "n/a@b.example", "none", "@b.example"] {
            assert_eq!(domains.address(placeholder), None, "{placeholder}");
        }
    }
}
