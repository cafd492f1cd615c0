//! What is answered for a day: today's view, and those of other days while they are asked for.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::civil;

use super::{
    agreements::{self, AgreementRecord},
    problem::Problem,
};
use crate::{
    catalog::{Catalog, Columns, evidence},
    formats::{Atlas, WriteError, geojson::Features},
};

/// How many views of other days are kept, the last used ones.
const KEPT: usize = 8;

/// A catalog as it stands on one day, and the answers made from it.
pub(super) struct View {
    pub catalog: Catalog,
    pub features: Features,
    pub agreements: Vec<AgreementRecord>,
    pub agreement_columns: Columns,
}

impl View {
    fn new(Atlas { catalog, features }: Atlas) -> Result<Self, WriteError> {
        let (agreements, agreement_columns) = agreements::records(&catalog)?;
        Ok(Self { catalog, features, agreements, agreement_columns })
    }
}

/// The views by day.
pub(super) struct Views {
    now: Arc<View>,
    /// The days on which anything changes, ascending: days between two of them share a view.
    changes: Vec<civil::Date>,
    others: Mutex<VecDeque<(usize, Arc<View>)>>,
}

impl Views {
    pub(super) fn new(now: Atlas) -> Result<Self, WriteError> {
        let changes = evidence::changes(&now.catalog.dataset);
        Ok(Self { now: Arc::new(View::new(now)?), changes, others: Mutex::default() })
    }

    pub(super) fn now(&self) -> &Arc<View> {
        &self.now
    }

    /// The view of a day, today's where none is given. Others are made one at a time, so that nobody fills the memory
    /// by asking for many days at once.
    pub(super) fn at(&self, day: Option<civil::Date>) -> Result<Arc<View>, Problem> {
        if let Some(day) = day {
            self.now.catalog.reaches(day)?;
        }
        let era = |day: civil::Date| self.changes.partition_point(|change| *change <= day);
        let Some(day) = day.filter(|&day| era(day) != era(self.now.catalog.day)) else {
            return Ok(Arc::clone(&self.now));
        };
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let found = others.iter().position(|(kept, _)| *kept == era(day)).and_then(|nth| others.remove(nth));
        let (era, view) = match found {
            Some(found) => found,
            None => (era(day), self.make(day)?),
        };
        others.push_front((era, Arc::clone(&view)));
        others.truncate(KEPT);
        Ok(view)
    }

    fn make(&self, day: civil::Date) -> Result<Arc<View>, WriteError> {
        Ok(Arc::new(View::new(Atlas::new(Catalog::new(Arc::clone(&self.now.catalog.dataset), day))?)?))
    }
}
