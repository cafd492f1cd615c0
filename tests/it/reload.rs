//! What is served changes while the server runs: with new data, and with each new day.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{Timestamp, civil::date};
use oreatlas::{
    app::{App, Data, keep, service},
    catalog::Catalog,
    formats::Atlas,
};
use serde_json::json;
use tokio::{
    sync::{mpsc, oneshot},
    time::sleep,
};
use tower::util::BoxCloneSyncService;

use crate::support::{Service, ask, config, dataset_of, get, source};

const ITEM: &str = "/collections/sites/items/mine?properties=status";

/// A mine that closes on 2026-11-30.
fn closing_mine() -> Catalog {
    let status = |status: &str, from: &str, until: Option<&str>| {
        let mut claim = json!({"about": "status", "status": status, "from": from, "cite": [{"source": "s"}]});
        if let Some(until) = until {
            claim["until"] = until.into();
        }
        claim
    };
    let claims = json!([status("operating", "2020", Some("2026-11-30")), status("closed", "2026-12-01", None)]);
    let site = json!({"type": "Feature", "id": "mine", "geometry": null,
        "properties": {"name": "Mine", "kind": "deposit", "country": "PK", "claims": claims}});
    let files = [source("s", Some("2019-01-01"), &[]), ("sites/pk/mine.geojson".to_owned(), site)];
    Catalog::new(dataset_of(files), date(2026, 11, 30))
}

fn service_over(app: &App) -> Service {
    BoxCloneSyncService::new(service(app))
}

async fn status(service: &Service) -> serde_json::Value {
    get(service, ITEM).await.json()["properties"]["status"].clone()
}

/// A clock that showed `start` when this was called.
fn clock(start: &str) -> impl Fn() -> Timestamp + use<> {
    let (start, since): (Timestamp, _) = (start.parse().unwrap(), Instant::now());
    move || start + since.elapsed()
}

async fn until(condition: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !condition() {
        assert!(Instant::now() < end, "it takes too long");
        sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn today_begins_at_midnight_in_utc() {
    let app = Arc::new(App::new(closing_mine(), config()).unwrap());
    let service = service_over(&app);
    let (_reloads, receive) = mpsc::channel(1);
    let open = || Err::<Data, _>("nothing is read again");
    tokio::spawn(keep(Arc::clone(&app), receive, open, clock("2026-12-01T04:59:59.5+05:00")));
    assert_eq!(status(&service).await, "operating");
    let before = get(&service, ITEM).await;
    until(|| app.day() == date(2026, 12, 1)).await;
    assert_eq!(status(&service).await, "closed");
    assert_ne!(get(&service, ITEM).await.header("etag"), before.header("etag"));
    // The facts of the day before are still known.
    let yesterday = get(&service, &format!("{ITEM}&as_of=2026-11-30")).await.json();
    assert_eq!(yesterday["properties"]["status"], "operating");
}

#[tokio::test]
async fn a_clock_that_jumps_is_followed() {
    let app = Arc::new(App::new(closing_mine(), config()).unwrap());
    let (reloads, receive) = mpsc::channel(1);
    // The machine was suspended for days: the first look at the clock after that counts.
    let open = || Ok::<_, String>(Data::from(Atlas::new(closing_mine()).unwrap()));
    tokio::spawn(keep(Arc::clone(&app), receive, open, clock("2026-12-05T12:00:00Z")));
    until(|| app.day() == date(2026, 12, 5)).await;
    // Data that was opened before midnight and is ready after it is moved to the new day as well.
    let (done, finished) = oneshot::channel();
    reloads.send(done).await.unwrap();
    finished.await.unwrap();
    until(|| app.day() == date(2026, 12, 5)).await;
    assert_eq!(status(&service_over(&app)).await, "closed");
}

#[tokio::test]
async fn two_servers_of_the_same_data_on_the_same_day_agree() {
    let first = App::new(closing_mine(), config()).unwrap();
    let second = App::new(closing_mine(), config()).unwrap();
    second.move_to(date(2026, 11, 29)).unwrap();
    second.move_to(date(2026, 11, 30)).unwrap();
    let midnight = [("if-unmodified-since", "Mon, 30 Nov 2026 00:00:00 GMT")];
    let earlier = [("if-unmodified-since", "Sun, 29 Nov 2026 23:59:59 GMT")];
    for address in
        [ITEM, "/collections/sites/items", "/collections", "/api", "/?f=json", "/collections/sites/items?f=html"]
    {
        let mut seen = Vec::new();
        for service in [service_over(&first), service_over(&second)] {
            let response = get(&service, address).await;
            assert_eq!(response.status, 200, "{address}");
            let conditions =
                [&midnight, &earlier].map(|condition| ask(&service, "GET".parse().unwrap(), address, condition));
            let [unmodified, modified] = conditions;
            assert_eq!((unmodified.await.status.as_u16(), modified.await.status.as_u16()), (200, 412), "{address}");
            seen.push((response.headers, response.body));
        }
        assert_eq!(seen[0], seen[1], "{address}");
    }
}
