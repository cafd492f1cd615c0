//! The rules, one per file. `data/README.md` lists them, and each has fixtures in `tests/fixtures/rules`.

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
mod location_single_source;
mod location_stated;
mod lon_lat;
mod mineral_contrast;
mod no_cycles;
mod operator_missing;
mod passage_short;
mod ring_closed;
mod ring_winding;
mod same_site_twice;
mod source_address;
mod source_unused;
mod status_old;
mod syntax;
mod unknown_word;

pub(super) use self::id_is_file_name::is_id;
pub use super::report::Rule;

/// Every rule, from the syntax of a file to the consistency of records with each other.
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
    source_address::RULE,
    dates::RULE,
    estimate_code::RULE,
    location_stated::RULE,
    geometry_is_accepted::RULE,
    lon_lat::RULE,
    ring_closed::RULE,
    ring_winding::RULE,
    inside_province::RULE,
    same_site_twice::RULE,
    location_single_source::RULE,
    status_old::RULE,
    operator_missing::RULE,
    mineral_contrast::RULE,
];
