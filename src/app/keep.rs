//! Keeps what is served up to date while the server runs: reads the data again when asked to, and moves to each new day.

use std::{fmt::Display, sync::Arc, time::Duration};

use jiff::{Timestamp, civil, tz::TimeZone};
use tokio::{
    sync::{mpsc, oneshot},
    task, time,
};

use super::{App, Data};

/// A request to read the data again. The sender is used or dropped once the attempt has ended.
pub type Reload = oneshot::Sender<()>;

/// A timer stands still while the machine is suspended and knows nothing of a clock that is set: the clock is read again
/// after this time at most.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Reads the data of `app` again, by `open`, for each of `reloads`, and moves to the next day when it begins by `clock`
/// (UTC). Where that fails, the server logs it and goes on with the data that it has.
///
/// All of it happens one after the other, and the work on threads for blocking work. It never returns.
pub async fn keep<E: Display>(
    app: Arc<App>,
    mut reloads: mpsc::Receiver<Reload>,
    open: impl Fn() -> Result<Data, E> + Clone + Send + 'static,
    clock: impl Fn() -> Timestamp,
) {
    loop {
        let now = clock();
        let today = day(now);
        if app.day() != today {
            let app = Arc::clone(&app);
            match blocking(move || app.move_to(today)).await {
                Ok(()) => tracing::info!(%today, "a new day has begun"),
                Err(error) => tracing::error!(error, %today, "the data of the new day could not be computed"),
            }
        }
        tokio::select! {
            Some(done) = reloads.recv() => {
                reload(&app, open.clone()).await;
                // Whoever asked for it may be gone.
                let _ = done.send(());
            }
            () = time::sleep(until_midnight(now).min(LONGEST_WAIT)) => {}
        }
    }
}

async fn reload<E: Display>(app: &Arc<App>, open: impl FnOnce() -> Result<Data, E> + Send + 'static) {
    let target = Arc::clone(app);
    let loading = blocking(move || {
        let data = open().map_err(|error| format!("{error:#}"))?;
        target.replace(data).map_err(|error| error.to_string())
    });
    let loaded = loading.await;
    app.process.metrics.reload(loaded.is_ok());
    match loaded {
        Ok(()) => tracing::info!(sites = app.process.metrics.sites.get(), "the data was read again"),
        Err(error) => tracing::error!(error, "the data could not be read again; the server goes on with what it has"),
    }
}

/// Does `work` on a thread for blocking work. An error is returned as a text, and so is a panic.
async fn blocking<E: Display + Send + 'static>(
    work: impl FnOnce() -> Result<(), E> + Send + 'static,
) -> Result<(), String> {
    match task::spawn_blocking(work).await {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(panic) => Err(panic.to_string()),
    }
}

/// The day at a moment, in UTC.
fn day(now: Timestamp) -> civil::Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// The time until the next day begins, in UTC.
fn until_midnight(now: Timestamp) -> Duration {
    let midnight = day(now).tomorrow().and_then(|tomorrow| tomorrow.to_zoned(TimeZone::UTC));
    midnight.map_or(LONGEST_WAIT, |midnight| now.duration_until(midnight.timestamp()).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_that_of_utc() {
        let until = |now: &str| until_midnight(now.parse().unwrap());
        assert_eq!(until("2026-11-30T23:59:59.5Z"), Duration::from_millis(500));
        assert_eq!(until("2026-12-01T04:00:00+05:00"), Duration::from_hours(1));
        assert_eq!(until("2026-12-01T00:00:00Z"), Duration::from_hours(24));
    }
}
