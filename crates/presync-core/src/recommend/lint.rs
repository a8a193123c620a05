//! placeholder
use crate::{finding::Finding, mapping::Mapping};
pub fn lint(_: &Mapping) -> Vec<Finding> { Vec::new() }
pub(super) fn unsupported(_: &str) -> Option<&'static str> { None }
