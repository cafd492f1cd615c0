//! The rules, one a file. `data/README.md` lists them, and every one has fixtures in `tests/fixtures/rules`.

mod canonical;
mod cited;
mod claim_belongs;
mod conflict_figures;
mod conflict_resolves;
mod dates;
mod decimals;
mod estimate_code;
mod geometry_is_accepted;
mod id_is_file_name;
mod ids_resolve;
mod ids_unique;
mod inside_province;
mod location_stated;
mod lon_lat;
mod mineral_contrast;
mod no_cycles;
mod passage_short;
mod ring_closed;
mod ring_winding;
mod same_site_twice;
mod source_unused;
mod syntax;
mod unknown_word;

use super::report::{Findings, Severity};
use crate::dataset::Tree;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, as reports give it; its file is called the same.
    pub name: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// What it asks, in one line.
    pub about: &'static str,
    /// Finds what breaks it.
    pub check: fn(&Tree, &mut Findings),
}

/// Every rule, from the form of a file to what records say together.
pub const ALL: &[Rule] = &[
    syntax::RULE,
    unknown_word::RULE,
    canonical::RULE,
    decimals::RULE,
    id_is_file_name::RULE,
    ids_unique::RULE,
    ids_resolve::RULE,
    conflict_resolves::RULE,
    conflict_figures::RULE,
    no_cycles::RULE,
    claim_belongs::RULE,
    cited::RULE,
    passage_short::RULE,
    source_unused::RULE,
    dates::RULE,
    estimate_code::RULE,
    location_stated::RULE,
    geometry_is_accepted::RULE,
    lon_lat::RULE,
    ring_closed::RULE,
    ring_winding::RULE,
    inside_province::RULE,
    same_site_twice::RULE,
    mineral_contrast::RULE,
];
