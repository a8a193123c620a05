//! A population after values were written to it and users were added: what a sync leaves behind.
//!
//! What is written is the plan's; here is only where it goes.

use super::{AttributeId, Origin, Population, PopulationError, column::SpanCache};

/// One value written to one user; positions past the end are users that are added.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    /// The user by position.
    pub(crate) user: usize,
    /// The attribute.
    pub(crate) attribute: AttributeId,
    /// What is held from now on; may be empty.
    pub(crate) value: &'a str,
}

impl Population {
    /// The population with these attributes known, `added` users more at its end, and values written in
    /// order, the last one winning.
    ///
    /// # Errors
    /// [`PopulationError::TooLarge`] when it no longer fits.
    pub(crate) fn with_written<'w>(
        &self,
        names: &[&str],
        added: usize,
        written: impl Iterator<Item = Written<'w>>,
    ) -> Result<Self, PopulationError> {
        let full = PopulationError::TooLarge(self.side.as_str());
        let mut after = self.clone();
        for name in names {
            if after.attribute(name).is_none() {
                after.names.push((*name).to_owned());
                after.columns.push(super::Column::default());
            }
        }
        u32::try_from(self.len() + added).map_err(|_| full)?;
        after.origins.resize(
            self.len() + added,
            Origin {
                row: 0,
                source: 0,
                line: 0,
            },
        );
        let mut caches: Vec<SpanCache> =
            after.columns.iter().map(|_| SpanCache::default()).collect();
        for write in written {
            let at = usize::from(write.attribute.0);
            let fits = after.columns[at].overwrite(write.user, write.value, &mut caches[at]);
            fits.then_some(()).ok_or(full)?;
        }
        Ok(after)
    }
}
