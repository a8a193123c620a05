//! Cases of keys: user names, addresses and UIDs that are not what the rule looks for.

use super::names::{at_domain, marry};
use super::planting::Planting;
use crate::sample::people::PersonIndex;
use crate::sample::records::Uid;
use crate::sample::sites::{DOMAIN, OLD_DOMAIN, TENANT_DOMAIN};

/// A spreadsheet made a number of the personnel number.
pub(super) fn uid_leading_zeros(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    let number = planting
        .azure(index)
        .employee_id
        .parse()
        .unwrap_or_default();
    planting.intranet(index).uid = Uid::Number(number);
}

/// The UID is the personnel number that was used before the connector.
pub(super) fn uid_employee_number(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    let number = planting.azure(index).employee_id.clone();
    planting.intranet(index).uid = Uid::Text(number);
}

/// No UID at all.
pub(super) fn uid_blank(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    planting.intranet(index).uid = Uid::Blank;
}

/// The object id in capitals.
pub(super) fn uid_upper_case(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    let id = planting.azure(index).id.to_uppercase();
    planting.intranet(index).uid = Uid::Text(id);
}

/// A space or a no-break space behind a key, in one key only.
pub(super) fn key_white_space(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    let nth = planting.nth;
    let intranet = planting.intranet(index);
    match nth % 3 {
        0 => intranet.username.push(' '),
        1 => intranet.username.push('\u{a0}'),
        _ => intranet.email.push(' '),
    }
}

/// The same keys, but for capitals.
pub(super) fn case_only(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    let nth = planting.nth;
    let intranet = planting.intranet(index);
    if nth.is_multiple_of(2) {
        intranet.username = capitals(&intranet.username);
    }
    if !nth.is_multiple_of(3) {
        intranet.email = capitals(&intranet.email);
    }
}

/// `anna.shaw@` → `Anna.Shaw@`
fn capitals(address: &str) -> String {
    let mut start = true;
    let mut domain = false;
    let letters = address.chars().map(|c| {
        domain |= c == '@';
        let capital = start && !domain;
        start = c == '.' || c == '-';
        if capital { c.to_ascii_uppercase() } else { c }
    });
    letters.collect()
}

/// The UPN is at the tenant's initial domain, the mail is not.
pub(super) fn upn_on_tenant(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| !p.site.synced && p.site.domain == DOMAIN);
    let user = planting.azure(index);
    user.upn = at_domain(&user.upn, TENANT_DOMAIN);
}

/// The UPN was renamed from the short form since; the intranet has the old one.
pub(super) fn upn_renamed(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.site.synced && p.site.domain == DOMAIN);
    let old = short_address(planting, index);
    planting.intranet(index).username = old;
}

/// The mail address changed, the UPN did not.
pub(super) fn mail_changed(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.site.synced && p.site.domain == DOMAIN);
    let new = short_address(planting, index);
    let user = planting.azure(index);
    user.proxy_addresses = vec![format!("SMTP:{new}"), format!("smtp:{}", user.mail)];
    user.mail = new;
}

/// The address that a synced person's account name makes: `ashaw@harbourvale.example`.
fn short_address(planting: &mut Planting<'_>, index: PersonIndex) -> String {
    let account = planting
        .azure(index)
        .on_premises
        .as_ref()
        .map(|o| o.sam_account_name.clone());
    format!("{}@{DOMAIN}", account.unwrap_or_default())
}

/// An apostrophe in the keys of both sides.
pub(super) fn apostrophe_key(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.family.starts_with("O'"));
    let family = planting.person(index).family[2..].to_lowercase();
    let user = planting.azure(index);
    user.upn = user
        .upn
        .replace(&format!(".o{family}"), &format!(".o'{family}"));
    user.mail.clone_from(&user.upn);
    user.proxy_addresses[0] = format!("SMTP:{}", user.mail);
    let upn = user.upn.clone();
    let intranet = planting.intranet(index);
    intranet.username.clone_from(&upn);
    intranet.email = upn;
}

/// No mail in Azure, and an intranet account without an address.
pub(super) fn no_mail(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.department.is_some_and(|d| d.name == "Warehousing"));
    lose_mailbox(planting, index);
    planting.intranet(index).email.clear();
}

/// Takes the mailbox away.
pub(super) fn lose_mailbox(planting: &mut Planting<'_>, index: PersonIndex) {
    let user = planting.azure(index);
    user.mail.clear();
    user.proxy_addresses.clear();
}

/// Rebranded, and with a UID from before the connector: no key of the rule is left.
pub(super) fn rebrand_duplicate(planting: &mut Planting<'_>) {
    let index = planting.pick_marked("old-domain", |_| true);
    let user = planting.azure(index);
    let number = user.employee_id.clone();
    let alias = format!("@{OLD_DOMAIN}");
    let nth = planting.nth;
    if nth >= 7 {
        planting
            .azure(index)
            .proxy_addresses
            .retain(|proxy| !proxy.ends_with(&alias));
    }
    planting.intranet(index).uid = match nth % 3 {
        0 => Uid::Text(number),
        1 => Uid::Number(number.parse().unwrap_or_default()),
        _ => Uid::Blank,
    };
}

/// A new name and address in Azure, and no UID in the intranet.
pub(super) fn married_duplicate(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.woman && p.site.synced && p.site.domain == DOMAIN);
    marry(planting, index);
    planting.intranet(index).uid = Uid::Blank;
}
