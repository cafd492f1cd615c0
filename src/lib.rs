//! An open atlas of mineral sites in which every fact can be traced to who said it.

#![forbid(unsafe_code)]

pub mod catalog;
pub mod curate;
pub mod dataset;
pub mod formats;
pub mod http;
pub mod model;
