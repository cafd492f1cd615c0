//! `/bibliography.{json,bib,ris}`: the sources behind the filtered sites.

use std::collections::BTreeSet;

use axum::http::header;

use crate::{
    api::{
        queryables,
        route::{Parameters, Route},
        sites::read_filter,
    },
    app::App,
    catalog::{Property, cql2::property::CollectionKind},
    formats::bibliography::Form,
    model::Source,
    server::{problem::Problem, request::ApiRequest, response::ApiResponse},
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<Vec<Source>>(
            "/bibliography.json",
            |app, request| bibliography(app, request, Form::CslJson),
            "The sources behind the sites that pass the filters, as CSL-JSON",
        )
        .with(Parameters::Filter, Form::CslJson.media_type()),
        Route::other(
            "/bibliography.bib",
            |app, request| bibliography(app, request, Form::BibTex),
            "The same as BibTeX",
            "application/x-bibtex",
        )
        .with(Parameters::Filter, "application/x-bibtex"),
        Route::other(
            "/bibliography.ris",
            |app, request| bibliography(app, request, Form::Ris),
            "The same as RIS",
            "application/x-research-info-systems",
        )
        .with(Parameters::Filter, "application/x-research-info-systems"),
    ]
}

fn bibliography(app: &App, request: &ApiRequest<'_>, form: Form) -> Result<ApiResponse, Problem> {
    let (filter, name) = read_filter(app, request, "oreatlas-bibliography", &[])?;
    let snapshot = app.snapshots.at(filter.as_of)?;
    let catalog = &snapshot.catalog;
    let cited: BTreeSet<&str> =
        catalog.select(&filter).ones().flat_map(|row| catalog.row(row).list(Property::Sources)).collect();
    let text = form.write(cited.into_iter().filter_map(|id| catalog.dataset.sources.get(id)))?;
    let disposition = format!("attachment; filename=\"{name}.{form}\"");
    let answer = ApiResponse::new(form.media_type(), text).exposing(header::CONTENT_DISPOSITION, &disposition);
    Ok(queryables::with_queryables_link(answer, &app.config, CollectionKind::Sites))
}
