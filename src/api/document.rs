//! Documents that depend on the data and the configuration alone: made once, when the server starts.

use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::{
    endpoint::{Call, Result},
    html,
    state::Api,
};
use crate::{
    formats::WriteError,
    pages::{Language, Parameters, Show},
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

/// A document, and its pages where it is offered as HTML.
pub(crate) struct Document {
    media_type: &'static str,
    page: Option<Show>,
    make: Box<Make>,
    data: OnceLock<ApiResponse>,
    /// In the order of [`Language::all`].
    pages: OnceLock<Vec<ApiResponse>>,
}

type Make = dyn Fn(&Api) -> serde_json::Result<Value> + Send + Sync;

impl Document {
    /// A document in this media type; `page` shows it as HTML.
    pub(crate) fn new(
        media_type: &'static str,
        page: impl Into<Option<Show>>,
        make: impl Fn(&Api) -> serde_json::Result<Value> + Send + Sync + 'static,
    ) -> Arc<Self> {
        let (page, make) = (page.into(), Box::new(make));
        Arc::new(Self { media_type, page, make, data: OnceLock::new(), pages: OnceLock::new() })
    }

    /// Makes the document and its pages.
    pub(crate) fn build(&self, api: &Api) -> std::result::Result<(), WriteError> {
        let document = (self.make)(api)?;
        self.data.get_or_init(|| ApiResponse::prebuilt(self.media_type, document.to_string()));
        if let Some(show) = self.page {
            self.pages.get_or_init(|| {
                let page = |language| {
                    let context = html::context(api, api.snapshots.now(), language, Parameters::default());
                    html::response(&api.config, &context, &show(&context, &document))
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
