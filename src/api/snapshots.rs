//! The catalog of today and those of other days.

use std::sync::Arc;

use jiff::civil;
use quick_cache::sync::Cache;
use tokio::{sync::Semaphore, task};

/// A catalog as it stands on one day, and the Features made from it.
pub(crate) use crate::formats::Atlas as Snapshot;
use crate::{
    catalog::{BadParameter, Catalog},
    dataset::Dataset,
    evidence,
    formats::WriteError,
    server::problem::Problem,
};

/// How many snapshots of other days are kept.
const KEPT: usize = 8;

/// The snapshots by day.
pub(crate) struct Snapshots {
    now: Arc<Snapshot>,
    /// The days on which anything changes, ascending. The days between two of them share a snapshot.
    changes: Vec<civil::Date>,
    /// Snapshots of other days, by the number of changes until then.
    others: Arc<Cache<usize, Arc<Snapshot>>>,
    /// One snapshot is built at a time, so that requests for many days do not fill the memory.
    building: Arc<Semaphore>,
}

impl Snapshots {
    pub(crate) fn new(now: Snapshot) -> Self {
        let changes = evidence::changes(&now.catalog.dataset.sources, now.catalog.dataset.claims());
        let (others, building) = (Arc::new(Cache::new(KEPT)), Arc::new(Semaphore::new(1)));
        Self { now: Arc::new(now), changes, others, building }
    }

    /// Today's snapshot.
    pub(crate) fn now(&self) -> &Arc<Snapshot> {
        &self.now
    }

    /// The snapshot of a day, today's by default; `None` if it has yet to be built.
    ///
    /// # Errors
    /// When the atlas does not reach back to that day.
    pub(crate) fn ready(&self, day: Option<civil::Date>) -> Result<Option<Arc<Snapshot>>, BadParameter> {
        let Some(day) = day else { return Ok(Some(Arc::clone(&self.now))) };
        self.now.catalog.check_as_of(day)?;
        let era = self.era(day);
        Ok(if era == self.era(self.now.catalog.day) { Some(Arc::clone(&self.now)) } else { self.others.get(&era) })
    }

    /// The snapshot of a day, built on a thread for blocking work where it is not [ready](Self::ready).
    ///
    /// # Errors
    /// When the atlas does not reach back to that day.
    pub(crate) async fn at(&self, day: Option<civil::Date>) -> Result<Arc<Snapshot>, Problem> {
        self.built_by(day, |dataset, day| Snapshot::new(Catalog::new(dataset, day))).await
    }

    async fn built_by(
        &self,
        day: Option<civil::Date>,
        build: impl FnOnce(Arc<Dataset>, civil::Date) -> Result<Snapshot, WriteError> + Send + 'static,
    ) -> Result<Arc<Snapshot>, Problem> {
        if let Some(snapshot) = self.ready(day)? {
            return Ok(snapshot);
        }
        let permit = Arc::clone(&self.building).acquire_owned().await.map_err(|_| Problem::internal())?;
        // Another request may have built it meanwhile.
        let day = match (self.ready(day)?, day) {
            (Some(snapshot), _) => return Ok(snapshot),
            (None, day) => day.unwrap_or(self.now.catalog.day),
        };
        let (others, era) = (Arc::clone(&self.others), self.era(day));
        let dataset = Arc::clone(&self.now.catalog.dataset);
        let building = task::spawn_blocking(move || {
            let snapshot = Arc::new(build(dataset, day)?);
            others.insert(era, Arc::clone(&snapshot));
            // Held until here even if the client has gone away.
            drop(permit);
            Ok(snapshot)
        });
        building.await.map_err(|error| {
            tracing::error!(%error, "a snapshot could not be built");
            Problem::internal()
        })?
    }

    fn era(&self, day: civil::Date) -> usize {
        self.changes.partition_point(|change| *change <= day)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use jiff::civil::date;
    use tokio::sync::oneshot;

    use super::*;
    use crate::dataset::{self, Tree};

    #[tokio::test]
    async fn other_days_are_served_while_one_is_built() {
        let dataset = Dataset::new(Tree::new(dataset::embedded()));
        let snapshots = Snapshots::new(Snapshot::new(Catalog::new(dataset, date(2026, 11, 22))).unwrap());
        let [built, slow] = [date(2024, 1, 1), date(2010, 1, 1)].map(Some);
        snapshots.at(built).await.unwrap();
        assert!(snapshots.ready(slow).unwrap().is_none());

        let (start, started) = oneshot::channel();
        let (finish, finished) = mpsc::channel();
        let slow_snapshot = snapshots.built_by(slow, move |dataset, day| {
            start.send(()).unwrap();
            finished.recv().unwrap();
            Snapshot::new(Catalog::new(dataset, day))
        });
        let others = async {
            started.await.unwrap();
            for day in [None, built] {
                assert!(snapshots.ready(day).unwrap().is_some(), "{day:?}");
                snapshots.at(day).await.unwrap();
            }
            assert!(snapshots.ready(slow).unwrap().is_none(), "it is still being built");
            finish.send(()).unwrap();
        };
        let (slow_snapshot, ()) = tokio::join!(slow_snapshot, others);
        assert_eq!(slow_snapshot.unwrap().catalog.day, date(2010, 1, 1));
    }
}
