//! `/` and the files of the web page.

use super::{
    endpoint::{Call, Endpoint, Offers, Result},
    media::{self, JSON_OR_HTML},
    meta::Landing,
    parameters::AnyParameters,
    prebuilt::Prebuilt,
    state::Api,
};
use crate::server::negotiate::Media;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("/", "The landing document of the API, or the web page", Offers::Negotiated(JSON_OR_HTML), home)
            .returning::<Landing>(),
        Endpoint::new("/{file}", "A file of the web page", Offers::Fixed(media::ANY), file),
        Endpoint::new(
            "/assets/{file}",
            "A file of the web page whose name changes with its content",
            Offers::Fixed(media::ANY),
            file,
        ),
    ]
}

fn home(api: &Api, call: &Call<AnyParameters>) -> Result {
    // A browser asks for HTML; a library that accepts anything (`*/*`) reads the API.
    if call.media == Media::HTML {
        return api.prebuilt(&Prebuilt::File("index.html".to_owned()));
    }
    api.prebuilt(&Prebuilt::Landing)
}

fn file(api: &Api, call: &Call<AnyParameters>) -> Result {
    let path = call.request.path().trim_start_matches('/');
    api.prebuilt(&Prebuilt::File(path.to_owned()))
}
