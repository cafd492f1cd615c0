//! `/` and the files of the web page.

use std::sync::Arc;

use super::{
    document::Document,
    endpoint::{Call, Endpoint, Result},
    media::{self, JSON_OR_HTML},
    meta::{Landing, landing},
    parameters::AnyParameters,
    state::Api,
};
use crate::server::{negotiate::Media, problem::Problem};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let document =
        Document::new(Media::JSON.media_type, None, |api| serde_json::to_value(landing(api.catalog(), &api.config)));
    let made = Arc::clone(&document);
    let home = move |api: &Api, call: &Call<AnyParameters>| match call.media {
        // A browser asks for HTML; a library that accepts anything (`*/*`) reads the API.
        Media::HTML => page_file(api, "index.html"),
        _ => made.respond(call),
    };
    let file = |api: &Api, call: &Call<AnyParameters>| page_file(api, call.request.path().trim_start_matches('/'));
    vec![
        Endpoint::new("/", "The landing document of the API, or the web page", JSON_OR_HTML, home)
            .making([document])
            .returning::<Landing>(),
        Endpoint::new("/{file}", "A file of the web page", media::ANY, file),
        Endpoint::new("/assets/{file}", "A file of the web page whose name changes with its content", media::ANY, file),
    ]
}

fn page_file(api: &Api, path: &str) -> Result {
    api.page.get(path).cloned().ok_or_else(Problem::no_such_path)
}
