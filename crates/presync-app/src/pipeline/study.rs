//! What a stored plan's links were weighed with, made again from the workspace so that pairs can be
//! explained. Matching learns the same from the same users, so nothing of it is stored.

use std::sync::Arc;

use presync_core::{
    Population, Progress, Side,
    matching::{
        self, Matching,
        explain::{Explained, Explainer},
    },
};
use presync_store::{PlanMeta, Revision, Workspace};

use super::Finished;
use crate::wire::Failure;

/// The people of a plan, its links, and what explains them.
#[derive(Debug)]
pub struct Study {
    revision: Revision,
    people: People,
    matching: Matching,
    /// What explains them.
    pub explainer: Explainer,
}

#[derive(Debug)]
enum People {
    /// Those of the plan that was computed last.
    Kept(Arc<Finished>),
    Loaded(Box<[Population; 2]>),
}

impl Study {
    /// Studies the stored plan. `finished` spares reading the users again where the plan is that one.
    ///
    /// # Errors
    /// `plan_stale` when the sources are others now; as the workspace says; when the user stops it.
    pub fn of(
        workspace: &Workspace,
        plan: &PlanMeta,
        finished: Option<Arc<Finished>>,
        progress: &dyn Progress,
    ) -> Result<Self, Failure> {
        if !plan.revision.has_sources_of(&workspace.revision()?) {
            return Err(stale());
        }
        let people = match finished {
            Some(finished) => People::Kept(finished),
            None => People::Loaded(Box::new([
                workspace.population(Side::Legacy, progress)?,
                workspace.population(Side::Azure, progress)?,
            ])),
        };
        let decisions = workspace.decisions_at(&plan.revision)?;
        let [legacy, azure] = people.sides();
        let (matching, explainer) = matching::run_explained(legacy, azure, &decisions, progress)?;
        Ok(Self {
            revision: plan.revision.clone(),
            people,
            matching,
            explainer,
        })
    }

    /// Whether it is about this plan.
    #[must_use]
    pub fn is_of(&self, plan: &PlanMeta) -> bool {
        self.revision == plan.revision
    }

    /// The people and links, as explaining takes them.
    #[must_use]
    pub fn explained(&self) -> Explained<'_> {
        let [legacy, azure] = self.people.sides();
        Explained {
            legacy,
            azure,
            matching: &self.matching,
        }
    }
}

impl People {
    fn sides(&self) -> [&Population; 2] {
        match self {
            Self::Kept(finished) => [&finished.made.legacy, &finished.made.azure],
            Self::Loaded(sides) => [&sides[0], &sides[1]],
        }
    }
}

fn stale() -> Failure {
    Failure::new("plan_stale", "The sources changed since the plan was made.")
        .hint("Run the plan again.")
}
