//! Errors of the layers below as problems.

use crate::{
    catalog::{BadParameter, FindError, Stopped, nearest},
    formats::WriteError,
    server::problem::Problem,
};

/// The response to a request for a record that does not exist, with the ids most like its own.
pub(crate) fn unknown(what: &str, id: &str, known: &[&str]) -> Problem {
    Problem::not_found(format!("there is no {what} {id:?}; {}", nearest(known, id)))
}

impl From<BadParameter> for Problem {
    fn from(bad: BadParameter) -> Self {
        let detail = bad.to_string();
        Self::bad_parameter(bad.parameter, detail)
    }
}

impl From<Stopped> for Problem {
    fn from(_: Stopped) -> Self {
        Self::stopped()
    }
}

impl From<FindError> for Problem {
    fn from(error: FindError) -> Self {
        match error {
            FindError::BadParameter(bad) => bad.into(),
            FindError::Stopped(stopped) => stopped.into(),
        }
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
