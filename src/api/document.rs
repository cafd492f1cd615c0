//! Documents that depend on the data and the configuration alone: made once, when the server starts.

use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::{
    endpoint::{Call, Offers, Result},
    html,
    state::Api,
};
use crate::{
    formats::WriteError,
    pages::{self, Language},
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

/// A document, and its pages where it is offered as HTML.
pub(crate) struct Document {
    path: &'static str,
    offers: Offers,
    make: Box<Make>,
    data: OnceLock<ApiResponse>,
    /// In the order of [`Language::all`].
    pages: OnceLock<Vec<ApiResponse>>,
}

type Make = dyn Fn(&Api) -> serde_json::Result<Value> + Send + Sync;

impl Document {
    pub(crate) fn new(
        path: &'static str,
        offers: impl Into<Offers>,
        make: impl Fn(&Api) -> serde_json::Result<Value> + Send + Sync + 'static,
    ) -> Arc<Self> {
        let (offers, make) = (offers.into(), Box::new(make));
        Arc::new(Self { path, offers, make, data: OnceLock::new(), pages: OnceLock::new() })
    }

    /// Makes the document and its pages.
    pub(crate) fn build(&self, api: &Api) -> std::result::Result<(), WriteError> {
        let (document, media_type) = ((self.make)(api)?, self.offers.media_type());
        self.data.get_or_init(|| ApiResponse::prebuilt(media_type, document.to_string()));
        if self.offers.media().contains(&Media::HTML) {
            self.pages.get_or_init(|| {
                let page = |language| {
                    let context = html::context(api, api.snapshots.now(), language, pages::Parameters::default());
                    let page = pages::document(&context, self.path, &document, media_type);
                    html::response(&api.config, &context, &page)
                };
                Language::all().iter().map(page).collect()
            });
        }
        Ok(())
    }

    /// The document as data, or as a page.
    pub(crate) fn respond<P>(&self, call: &Call<P>) -> Result {
        if call.media != Media::HTML {
            return self.data.get().cloned().ok_or_else(Problem::internal);
        }
        let language = html::language(&call.request)?;
        let page = Language::all().iter().zip(self.pages.get().into_iter().flatten());
        let mut page = page.filter(|(known, _)| known.code == language.code).map(|(_, page)| page.clone());
        page.next().ok_or_else(Problem::internal)
    }
}
