//! The rules, one per file. `data/README.md` lists them, and each has fixtures in `tests/fixtures/rules`.

mod canonical;
mod cited;
mod claim_belongs;
mod claim_ids;
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
mod stakes_sum;
mod status_old;
mod syntax;
mod unknown_word;

pub(super) use self::id_is_file_name::is_id;
pub use super::report::Rule;
use super::report::Severity;

/// Declares [`ALL`]: for each rule its name, its module, the severity of a violation, and what it requires.
macro_rules! rules {
    ($($name:literal $module:ident $severity:ident $about:literal)+) => {
        /// Every rule, from the syntax of a file to the consistency of records with each other.
        pub const ALL: &[Rule] = &[
            $(Rule { name: $name, severity: Severity::$severity, about: $about, check: $module::check },)+
        ];
    };
}

rules! {
    "syntax" syntax Error
        "A file is a valid record of the kind that its path implies: JSON, no unknown or repeated key, every value of \
         the right form"
    "unknown-word" unknown_word Error
        "A term (a kind, a status, a rank, …) is in its vocabulary"
    "canonical" canonical Format
        "A record is written in canonical form, so that a diff shows only real changes"
    "decimals" decimals Format
        "A position has no more decimals than its uncertainty justifies: the smallest d with 111 km / 10^d ≤ \
         uncertainty / 10"
    "id-is-file-name" id_is_file_name Error
        "An id consists of lower-case words with hyphens and equals the file name; the folder of a site is its \
         country"
    "ids-unique" ids_unique Error
        "No two records of a kind have the same id, nor any two records that can have claims"
    "claim-ids" claim_ids Error
        "The id of a claim is unique in its record, and consists of lower-case words with hyphens"
    "ids-resolve" ids_resolve Error
        "Every id that a record refers to (a source, an organization, a mineral, a site) exists"
    "conflict-resolves" conflict_resolves Error
        "`conflicts_with` points to a claim of another record: the id of the record, and the id of the claim"
    "conflict-figures" conflict_figures Error
        "Where both claims of a conflict state figures in the same unit, `figures` says correctly whether they are \
         equal or differ"
    "no-cycles" no_cycles Error
        "No source derives from itself, no site is part of itself, and no organization or mineral is its own \
         ancestor, directly or indirectly"
    "claim-belongs" claim_belongs Error
        "A claim is on a record of the right kind: a location on a site, a party on an agreement, a figure on a \
         country"
    "cited" cited Error
        "Every claim, judgement, conflict, membership and former name has a citation, and so has every name that is \
         not an English spelling"
    "passage-short" passage_short Error
        "A passage is cited by its first and last words (at most eight each) and a SHA-256, and the text that it is \
         from has a hash"
    "source-unused" source_unused Warning
        "A source is cited, or another source derives from it"
    "source-address" source_address Warning
        "A source has a URL, a DOI or an archived copy"
    "dates" dates Error
        "`as_of` is not combined with `from` or `until`, `until` is not before `from`, and the dates of a source \
         exist in the calendar"
    "estimate-code" estimate_code Error
        "Proven and probable are categories of the reporting codes: an estimate without one has another category. An \
         inferred code has a note that says from what"
    "stakes-sum" stakes_sum Warning
        "The equity stakes that owners hold in a site on one day add up to at most 100 %; where sources disagree, the \
         largest share of each owner counts"
    "location-stated" location_stated Error
        "A location claim has either coordinates or an outline, and an outline is not a Point"
    "geometry-is-accepted" geometry_is_accepted Error
        "The geometry of a site is its accepted location, otherwise the only location that is not rejected, otherwise \
         null"
    "lon-lat" lon_lat Error
        "A position is longitude (-180 to 180), then latitude (-90 to 90), as in RFC 7946"
    "ring-closed" ring_closed Error
        "A ring has at least four positions, and the last equals the first (RFC 7946)"
    "ring-winding" ring_winding Error
        "An exterior ring is counter-clockwise, a hole clockwise (RFC 7946)"
    "inside-province" inside_province Error
        "The accepted location of a site lies in its province, or no farther from it than its uncertainty; an outline \
         is represented by a position inside it"
    "same-site-twice" same_site_twice Warning
        "Two sites with the same name, or less than 1 km apart with a mineral in common, are probably one site, \
         unless `distinct_from` says otherwise"
    "location-single-source" location_single_source Warning
        "The accepted location of a site has at least two independent witnesses; two rewrites of one story count \
         once, and an inferred location has none"
    "status-old" status_old Warning
        "The newest status of a site is at most 18 months old; `historic` never becomes old"
    "operator-missing" operator_missing Warning
        "A site that is not a region has an operator, or `searched` says where none was found"
    "mineral-contrast" mineral_contrast Error
        "White text on the colour of a mineral has a contrast of at least 4.5 (WCAG 2.2 AA)"
}
