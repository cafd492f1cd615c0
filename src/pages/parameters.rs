//! The parameters of a request, and links that change some of them.

use super::language::Language;
use crate::catalog::{Filter, agreements, query::Start};

/// Parameters that choose neither records nor their order.
const FORM: [&str; 2] = ["f", Language::PARAMETER];

/// The decoded parameters of a query, without `f` and `lang`: links choose these themselves.
#[derive(Clone, Default)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub(crate) fn new<N: Into<String> + AsRef<str>>(query: impl IntoIterator<Item = (N, N)>) -> Self {
        let kept =
            query.into_iter().filter(|(name, value)| !FORM.contains(&name.as_ref()) && !value.as_ref().is_empty());
        Self(kept.map(|(name, value)| (name.into(), value.into())).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// All but those that say where a page begins: a link to other records starts at their first page.
    pub(super) fn without_paging(&self) -> Self {
        self.filtered(|name| !Start::PARAMETERS.contains(&name))
    }

    /// Only those that choose which records there are.
    pub(super) fn filters(&self) -> Self {
        let of_agreements = || agreements::filters().map(|(parameter, _)| parameter);
        self.filtered(|name| Filter::parameters().chain(of_agreements()).any(|parameter| parameter == name))
    }

    pub(super) fn without(&self, name: &str) -> Self {
        self.filtered(|other| other != name)
    }

    /// With this value of the parameter instead of any that it had.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        let mut parameters = self.without(name);
        parameters.0.push((name.to_owned(), value.to_owned()));
        parameters
    }

    fn filtered(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|(name, _)| keep(name)).cloned().collect())
    }

    /// The address of `path` with these parameters.
    pub(super) fn address(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(self.iter()).finish();
        format!("{path}?{query}")
    }
}
