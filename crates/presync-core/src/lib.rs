//! The domain of Presync, pure: who is who, which mapping, what the first sync would do, what to do about it.
//!
//! Absent on purpose: files, databases, clocks, environment, randomness, network, async, wire types.
//! Time is a parameter. Data flows one way through the modules:
//! `record → population → matching → recommend → simulate → findings → summary, rows`.

pub mod assumption;
mod assumption_table;
pub mod budget;
pub mod catalogue;
pub mod chosen;
pub mod comparison;
pub mod coverage;
pub mod decision;
pub mod diagnostic;
pub mod editing;
pub mod engagement;
pub mod evaluation;
pub mod finding;
mod finding_origin_table;
mod finding_table;
pub mod fix_book;
pub mod fixes;
pub mod given_links;
pub mod group_plan;
pub mod harmless;
pub mod key_search;
pub mod link;
pub mod mapping;
pub mod matching;
pub mod names;
pub mod pitfall;
pub mod plan;
pub mod population;
pub mod profile_source;
pub mod progress;
pub mod provisioning_log;
pub mod recommend;
pub mod record;
pub mod rehearsal;
pub mod reimport;
mod restart;
mod risk_table;
pub mod rows;
pub mod schema;
pub mod scope;
pub mod side;
pub mod simulate;
pub mod site_schema;
pub mod spelling;
pub mod summary;
pub mod suppression;
pub mod synthesis;
pub mod verification;
pub mod waves;

pub use assumption::{Assumption, AssumptionSet};
pub use assumption_table::Choice;
pub use chosen::{ChoiceError, Choices, Chosen, LetterCase};
pub use diagnostic::{Cases, Diagnostic, Repair, Sample, Severity};
pub use link::{Evidence, EvidenceField, Link, LinkRule, LinkStatus};
pub use plan::{Action, Outcome, Plan};
pub use population::{AttributeId, Population, UserIx};
pub use profile_source::ProfileSource;
pub use progress::{Cancelled, Phase, Progress};
pub use provisioning_log::ProvisioningEvent;
pub use side::Side;
pub use site_schema::SiteSchema;
