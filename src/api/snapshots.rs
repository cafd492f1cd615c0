//! What is answered for a day: today's snapshot, and those of other days while they are asked for.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::civil;

/// A catalog as it stands on one day, and the Features made from it.
pub(crate) use crate::formats::Atlas as Snapshot;
use crate::{catalog::Catalog, evidence, formats::WriteError, server::problem::Problem};

/// How many snapshots of other days are kept, the last used ones.
const KEPT: usize = 8;

/// The snapshots by day.
pub(crate) struct Snapshots {
    now: Arc<Snapshot>,
    /// The days on which anything changes, ascending: days between two of them share a snapshot.
    changes: Vec<civil::Date>,
    others: Mutex<VecDeque<(usize, Arc<Snapshot>)>>,
}

impl Snapshots {
    pub(crate) fn new(now: Snapshot) -> Self {
        let changes = evidence::changes(&now.catalog.dataset.sources, now.catalog.dataset.claims());
        Self { now: Arc::new(now), changes, others: Mutex::default() }
    }

    pub(crate) fn now(&self) -> &Arc<Snapshot> {
        &self.now
    }

    /// The snapshot of a day, today's where none is given. Others are made one at a time, so that nobody fills the memory
    /// by asking for many days at once.
    pub(crate) fn at(&self, day: Option<civil::Date>) -> Result<Arc<Snapshot>, Problem> {
        if let Some(day) = day {
            self.now.catalog.check_as_of(day)?;
        }
        let era = |day: civil::Date| self.changes.partition_point(|change| *change <= day);
        let Some(day) = day.filter(|&day| era(day) != era(self.now.catalog.day)) else {
            return Ok(Arc::clone(&self.now));
        };
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let found = others.iter().position(|(kept, _)| *kept == era(day)).and_then(|row| others.remove(row));
        let (era, snapshot) = match found {
            Some(found) => found,
            None => (era(day), self.make(day)?),
        };
        others.push_front((era, Arc::clone(&snapshot)));
        others.truncate(KEPT);
        Ok(snapshot)
    }

    fn make(&self, day: civil::Date) -> Result<Arc<Snapshot>, WriteError> {
        Ok(Arc::new(Snapshot::new(Catalog::new(Arc::clone(&self.now.catalog.dataset), day))?))
    }
}
