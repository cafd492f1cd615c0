//! The id of a record is its file name.

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree},
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        if let Record::Minerals(vocabulary) = record {
            for (index, mineral) in vocabulary.minerals.iter().enumerate().filter(|(_, mineral)| !is_id(&mineral.id)) {
                let problem = format!("{:?} is not a valid id", mineral.id);
                findings.add(file, &format!("/minerals/{index}/id"), problem, ID_FORM);
            }
        }
        let Some(id) = record.id() else { continue };
        let is_country = matches!(record, Record::Country(_));
        let id = if is_country { id.to_lowercase() } else { id.to_owned() };
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
        if !is_id(&id) {
            findings.add(file, "/id", format!("{id:?} is not a valid id"), ID_FORM);
        } else if id != stem {
            let hint = "make them equal; a published id never changes";
            findings.add(file, "/id", format!("the id is {id:?}, but the file is called {name:?}"), hint);
        }
        if let Record::Site(site) = record {
            let country = site.properties.country.to_lowercase();
            let folder = file.path.split('/').nth(1).unwrap_or_default();
            if folder != country {
                let problem = format!("the country is {:?}, but the folder is {folder:?}", site.properties.country);
                findings.add(file, "/properties/country", problem, format!("move it to sites/{country}/{name}"));
            }
        }
    }
}

/// How an id is written.
pub(in crate::curate) const ID_FORM: &str =
    "use lower-case ASCII letters and digits, with single hyphens between words";

/// Whether a text is a valid id.
pub(in crate::curate) fn is_id(id: &str) -> bool {
    id.split('-')
        .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}
