//! The words of the atlas as types: what a record may say, and nothing else.
//!
//! Every type refuses unknown and repeated keys, writes its fields in canonical order, and
//! describes itself: the JSON Schemas in `data/schema` are made from here (see [`schema`]).

pub(crate) mod vocabulary;

pub mod agreement;
pub mod citation;
pub mod claim;
pub mod country;
pub mod date;
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

/// A record's permanent id: its file's name without the ending. Assigned once, never derived.
pub type Id = String;
