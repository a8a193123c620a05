//! Cases of values: the keys agree, what hangs on them does not.

use super::planting::Planting;
use crate::sample::people::{Person, PersonIndex};
use crate::sample::records::CellDate;

/// Disabled in Azure, still active in the intranet.
pub(super) fn disabled_with_account(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    planting.azure(index).enabled = false;
}

/// Deactivated in the intranet, back in Azure.
pub(super) fn returner(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    planting.intranet(index).active = false;
}

/// A Power User that the user name finds.
pub(super) fn power_user(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| {
        p.department
            .is_some_and(|d| d.name.starts_with("Marketing") || d.name.starts_with("IT"))
    });
    planting.intranet(index).profile_type = "Power User";
}

/// A Power User that only a later key finds.
pub(super) fn power_user_other_key(planting: &mut Planting<'_>) {
    let index = planting.pick_marked("nickname-username", |_| true);
    planting.intranet(index).profile_type = "Power User";
}

/// Signs in to the intranet with a password of its own.
pub(super) fn local_login(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.department.is_some_and(|d| d.weight > 8));
    planting.intranet(index).authentication = "Local Login";
}

/// Signs in by Windows, from the time before SAML.
pub(super) fn windows_login(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.site.synced);
    planting.intranet(index).authentication = "Windows Login";
}

/// No department in Azure.
pub(super) fn empty_department(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    planting.azure(index).department.clear();
}

/// No city in Azure.
pub(super) fn empty_city(planting: &mut Planting<'_>) {
    let index = planting.pick(|_| true);
    planting.azure(index).city.clear();
}

/// No manager in Azure.
pub(super) fn no_manager(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.intranet_manager.is_some());
    planting.population.people[index].azure_manager = None;
}

/// The department is spelt in another way.
pub(super) fn department_spelling(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.department.is_some_and(|d| !d.alias.is_empty()));
    let department = planting.person(index).department;
    planting.intranet(index).department =
        department.map(|d| d.alias).unwrap_or_default().to_owned();
}

/// The company is spelt in another way.
pub(super) fn company_spelling(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.site.company.contains('&'));
    let nth = planting.nth;
    let intranet = planting.intranet(index);
    intranet.company = match nth % 3 {
        0 => intranet.company.replace(" & ", " and "),
        1 => intranet.company.to_uppercase(),
        _ => intranet
            .company
            .replace(" Ltd", " Limited")
            .replace(" & ", " and "),
    };
}

/// The town is spelt in another way.
pub(super) fn location_spelling(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| !p.site.city_alias.is_empty());
    let alias = planting.person(index).site.city_alias;
    planting.intranet(index).location = alias.to_owned();
}

/// The start date is a text in another order than its neighbours'.
pub(super) fn start_date_format(planting: &mut Planting<'_>) {
    let index = planting.pick(ambiguous_start);
    let nth = planting.nth;
    american_start(planting, index);
    let hired = planting.azure(index).hired.unwrap_or_default();
    planting.intranet(index).start = CellDate::Text(match nth % 3 {
        0 => hired.american(),
        1 => hired.british(),
        _ => format!("{} 00:00", hired.iso()),
    });
}

/// Day and month could be taken for each other.
fn ambiguous_start(person: &Person) -> bool {
    let hired = person.azure.as_ref().and_then(|user| user.hired);
    person.site.synced && hired.is_some_and(|date| date.day <= 12 && date.day != date.month)
}

fn american_start(planting: &mut Planting<'_>, index: PersonIndex) {
    let user = planting.azure(index);
    user.start_text = user.hired.unwrap_or_default().american();
}
