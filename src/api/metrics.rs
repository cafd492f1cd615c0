//! `/metrics`: what an operator watches, in the text format of `OpenMetrics`.

use std::iter;

use prometheus_client::encoding::text::encode;

use crate::{
    api::route::Route,
    app::App,
    server::{metrics::MEDIA_TYPE, problem::Problem, request::ApiRequest, response::ApiResponse},
};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::other("/metrics", metrics, "Figures for the operator, as OpenMetrics", MEDIA_TYPE)]
}

fn metrics(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read(&[], iter::empty, |_, _| Ok(false))?;
    let mut text = String::new();
    encode(&mut text, &app.metrics.registry).map_err(|error| {
        tracing::error!(%error, "the metrics could not be written");
        Problem::internal()
    })?;
    Ok(ApiResponse::new(MEDIA_TYPE, text))
}
