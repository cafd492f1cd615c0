//! Errors of the layers below as problems.

use crate::{catalog::BadParameter, formats::WriteError, server::problem::Problem};

impl From<BadParameter> for Problem {
    fn from(bad: BadParameter) -> Self {
        let detail = bad.to_string();
        Self::bad_parameter(bad.parameter, detail)
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        WriteError::from(error).into()
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        tracing::error!(%error, "a response could not be written");
        Self::internal()
    }
}
