//! `/bibliography.{json,bib,ris}`: the sources behind the filtered sites.

use std::collections::BTreeSet;

use axum::http::header;

use super::{
    answer::Answer,
    app::App,
    asked::Asked,
    problem::Problem,
    queryables,
    route::{Parameters, Route},
    sites::read_filter,
};
use crate::{catalog::cql2::property::Subject, formats::bibliography::Form, model::Source};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::json::<Vec<Source>>(
            "/bibliography.json",
            |app, asked| bibliography(app, asked, Form::CslJson),
            "The sources behind the sites that pass the filters, as CSL-JSON",
        )
        .with(Parameters::Filter, Form::CslJson.media_type()),
        Route::other(
            "/bibliography.bib",
            |app, asked| bibliography(app, asked, Form::BibTex),
            "The same as BibTeX",
            "application/x-bibtex",
        )
        .with(Parameters::Filter, "application/x-bibtex"),
        Route::other(
            "/bibliography.ris",
            |app, asked| bibliography(app, asked, Form::Ris),
            "The same as RIS",
            "application/x-research-info-systems",
        )
        .with(Parameters::Filter, "application/x-research-info-systems"),
    ]
}

fn bibliography(app: &App, asked: &Asked<'_>, form: Form) -> Result<Answer, Problem> {
    let (filter, name) = read_filter(app, asked, "oreatlas-bibliography", &[])?;
    let view = app.views.at(filter.as_of)?;
    let catalog = &view.catalog;
    let cited: BTreeSet<&str> =
        catalog.select(&filter).ones().flat_map(|nth| catalog.columns.sources.get(nth)).collect();
    let text = form.write(cited.into_iter().filter_map(|id| catalog.dataset.sources.get(id)))?;
    let disposition = format!("attachment; filename=\"{name}.{form}\"");
    let answer = Answer::new(form.media_type(), text).exposing(header::CONTENT_DISPOSITION, &disposition);
    Ok(queryables::lead_from(answer, &app.config, Subject::Sites))
}
