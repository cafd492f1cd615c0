//! `/bibliography.{json,bib,ris}`: the sources of the filtered sites.

use std::collections::BTreeSet;

use axum::http::header;

use super::{
    endpoint::{Call, Endpoint, Result},
    sites::{file_name, is_large},
    state::Api,
};
use crate::{
    catalog::{Filter, Property},
    formats::bibliography::Form,
    model::Source,
    server::response::ApiResponse,
};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let endpoint = |form: Form, summary| {
        let path = format!("/bibliography.{form}");
        let is_long = |_: &Api, call: &Call<Filter>| is_large(&call.snapshot);
        let handler = move |_: &Api, call: &Call<Filter>| bibliography(call, form);
        Endpoint::computed(path, summary, form.media_type(), is_long, handler)
    };
    vec![
        endpoint(Form::CslJson, "The sources of the sites that match the filters, as CSL-JSON")
            .returning::<Vec<Source>>(),
        endpoint(Form::BibTex, "The same as BibTeX"),
        endpoint(Form::Ris, "The same as RIS"),
    ]
}

fn bibliography(call: &Call<Filter>, form: Form) -> Result {
    let catalog = &call.snapshot.catalog;
    let sites = catalog.select(&call.parameters, &call.stop)?;
    let cited: BTreeSet<&str> = sites.ones().flat_map(|row| catalog.row(row).list(Property::Sources)).collect();
    let text = form.write(cited.into_iter().filter_map(|id| catalog.dataset.sources.get(id)))?;
    let disposition = format!("attachment; filename=\"{}.{form}\"", file_name("oreatlas-bibliography", &call.request));
    Ok(ApiResponse::new(form.media_type(), text).exposing(header::CONTENT_DISPOSITION, &disposition))
}
