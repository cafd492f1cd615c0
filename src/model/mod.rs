//! The vocabulary of the atlas as types: everything that a record may contain.
//!
//! Every type refuses unknown and repeated keys and writes its fields in canonical order. The JSON Schemas in
//! `data/schema` are generated from these types (see [`schema`]).

pub(crate) mod vocabulary;

pub mod agreement;
pub mod citation;
pub mod claim;
pub mod country;
pub mod date;
pub mod fold;
pub mod geometry;
pub mod mineral;
pub mod name;
pub mod organization;
pub mod schema;
pub mod site;
pub mod source;

pub use agreement::Agreement;
pub use citation::Citation;
pub use claim::Claim;
pub use country::Country;
pub use date::Date;
pub use geometry::{Geometry, Position};
pub use mineral::{Mineral, Vocabulary};
pub use name::{Name, Names};
pub use organization::Organization;
pub use site::Site;
pub use source::Source;
pub use vocabulary::UnknownWord;

use vocabulary::vocabulary;

/// The permanent id of a record: the name of its file without the extension. Assigned once, never derived.
pub type Id = String;

vocabulary! {
    /// The kinds of record that an id can name.
    pub enum RecordKind {
        Source = "source",
        Organization = "organization",
        Mineral = "mineral",
        Site = "site",
        Agreement = "agreement",
        Country = "country",
    }
}
