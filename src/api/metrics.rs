//! `/metrics`: figures for the operator, in the text format of `OpenMetrics`.

use super::{
    endpoint::{Call, Endpoint, Result},
    parameters::NoParameters,
    state::Api,
};
use crate::server::{metrics::MEDIA_TYPE, problem::Problem, response::ApiResponse};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint::new("/metrics", "Figures for the operator, as OpenMetrics", MEDIA_TYPE, metrics)]
}

fn metrics(api: &Api, _: &Call<NoParameters>) -> Result {
    let text = api.metrics.encode().map_err(|error| {
        tracing::error!(%error, "the metrics could not be written");
        Problem::internal()
    })?;
    Ok(ApiResponse::new(MEDIA_TYPE, text))
}
