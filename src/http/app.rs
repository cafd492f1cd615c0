//! What the handlers share: a catalog, and every answer that never changes, made once.

use std::collections::BTreeMap;

use super::{
    answer::Answer, meta, page, problem::Problem, queryables, records, request_log::RequestLog, sites, views::Views,
};
use crate::{catalog::Catalog, formats::WriteError};

/// How the server is run.
#[derive(Clone)]
pub struct Config {
    /// The address that links are made from, without a slash at its end.
    pub public_url: String,
    /// The origins whose pages may frame the atlas.
    pub frame_ancestors: Vec<String>,
    /// Where each request is logged; none where it is not.
    pub request_log: Option<RequestLog>,
}

/// The state of the server: immutable, shared by all requests.
pub struct App {
    pub(super) config: Config,
    pub(super) views: Views,
    /// Every site in the order of ids, as the page asks for them.
    pub(super) everything: Answer,
    /// The first page of them, for who asks for no limit.
    pub(super) first_page: Answer,
    /// Answers by their address.
    pub(super) fixed: BTreeMap<String, Answer>,
}

impl App {
    /// Makes every answer that never changes.
    ///
    /// # Errors
    /// When a record has no JSON form, which its type rules out.
    pub fn new(catalog: Catalog, config: Config) -> Result<Self, WriteError> {
        let views = Views::new(catalog)?;
        let now = views.now();
        let everything = sites::everything(now, &config)?;
        let first_page = sites::first_page(now, &config)?;
        let mut fixed = records::fixed(&now.catalog)?;
        fixed.extend(page::fixed(&config));
        fixed.extend(meta::fixed(&now.catalog, &config)?);
        fixed.extend(queryables::fixed(&now.catalog, &config)?);
        Ok(Self { config, views, everything, first_page, fixed })
    }

    /// Packs the answers that most clients ask for, which takes longer than everything else at the start: meant for a
    /// thread of its own, while the server answers already.
    pub fn warm(&self) {
        self.everything.pack();
        self.first_page.pack();
    }

    /// The answer at an address where it never changes.
    pub(super) fn fixed(&self, address: &str) -> Result<Answer, Problem> {
        let answer = self.fixed.get(address).cloned();
        answer.ok_or_else(|| Problem::not_found(format!("there is nothing at {address}")))
    }
}
