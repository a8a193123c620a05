//! Who manages whom, as the Azure export says it: by object id or user principal name.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::{Population, UserIx, scope::UserIndex};

/// By Azure user the manager; none where the export names none, or nobody it holds.
pub(super) fn of(azure: &Population) -> Vec<Option<UserIx>> {
    let Some(column) = azure.attribute("manager") else {
        return vec![None; azure.len()];
    };
    let index = UserIndex::of(azure, &["objectId", "userPrincipalName"]);
    let find = |at: u32| {
        let name = azure.first_in(UserIx(at), Some(column)).trim();
        if name.is_empty() {
            None
        } else {
            index.find(name)
        }
    };
    let users = u32::try_from(azure.len()).expect("BUG: users are numbered in u32");
    (0..users).into_par_iter().map(find).collect()
}
