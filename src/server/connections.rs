//! The open connections: how many there may be, and which one gives way when all places are taken.

use std::{
    cmp::Reverse,
    collections::HashMap,
    mem,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderName};
use tokio::sync::oneshot;

use super::metrics::{Metrics, Refusal};

/// What a client may take, and for how long.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections that are open at once.
    pub connections: usize,
    /// Connections beyond these that may only ask for the server's health.
    pub reserved: usize,
    /// How long a client may take to send a request's head, and how long a connection may be idle.
    pub head_timeout: Duration,
    /// How long sending a response may stall because the client receives nothing.
    pub send_timeout: Duration,
    /// The lowest average rate, in bytes per second, at which a client must receive a response.
    pub min_rate: u32,
    /// How much processor time a filter may take.
    pub filter_deadline: Duration,
    /// How long the file of a download may be written.
    pub download_timeout: Duration,
    /// How many bytes the files of downloads may take.
    pub download_space: usize,
    /// How many files of downloads there may be.
    pub download_files: usize,
    /// How long responses in progress may take after the shutdown began.
    pub drain: Duration,
    /// The header in which a proxy names the address of its client, last where there are several; the address at the
    /// other end of the connection counts if none is given.
    pub client_header: Option<HeaderName>,
}

impl Limits {
    /// The limits where the operator sets none.
    pub const DEFAULT: Self = Self {
        connections: 1024,
        reserved: 16,
        head_timeout: Duration::from_secs(30),
        send_timeout: Duration::from_secs(30),
        min_rate: 1024,
        filter_deadline: Duration::from_secs(5),
        download_timeout: Duration::from_mins(2),
        download_space: 1 << 30,
        download_files: 256,
        drain: Duration::from_secs(30),
        client_header: None,
    };
}

/// Who is at the other end, as far as shares go: an IPv4 address, or the 64 bits of an IPv6 address that name a network,
/// because one subscriber has at least that many addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Peer(IpAddr);

impl Default for Peer {
    fn default() -> Self {
        Self(Ipv4Addr::UNSPECIFIED.into())
    }
}

impl From<IpAddr> for Peer {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & !u128::from(u64::MAX)).into()),
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

/// The address of the client that sent a request.
#[derive(Clone, Copy)]
pub(crate) struct Client(pub IpAddr);

impl Limits {
    /// Who sent a request over a connection from `address`: the proxy's client, where the proxy names one.
    pub(crate) fn client(&self, address: IpAddr, headers: &HeaderMap) -> Client {
        let named = self.client_header.as_ref().and_then(|name| headers.get_all(name).iter().next_back());
        let last = named.and_then(|value| named_address(value.to_str().ok()?.rsplit(',').next()?.trim()));
        Client(last.unwrap_or(address).to_canonical())
    }
}

/// An address as proxies write it: some add the port, and brackets around one of version 6.
fn named_address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    text.trim_matches(['[', ']']).parse().ok().or_else(with_port)
}

/// The open connections.
///
/// A new connection is never kept waiting. When all places are taken, the peer with the most connections loses the one
/// that has been without progress for longest, unless the new connection comes from a peer that has even more.
pub(crate) struct Connections {
    pub limits: Arc<Limits>,
    metrics: Arc<Metrics>,
    table: Mutex<Table>,
    draining: AtomicBool,
}

#[derive(Default)]
struct Table {
    next: u64,
    open: HashMap<u64, Open>,
    reserved: usize,
}

struct Open {
    peer: Peer,
    is_reserved: bool,
    activity: Arc<Activity>,
    /// Dropping it closes the connection.
    _keep: oneshot::Sender<()>,
}

/// What a connection is doing.
pub(crate) struct Activity {
    opened: Instant,
    /// Whether the server owes it the head of a response.
    is_waiting: AtomicBool,
    /// Milliseconds from `opened` to the last request or the last byte that the client took.
    progress: AtomicU64,
    /// Called when everything written so far has been sent, or cannot be sent any more.
    unsent: Mutex<Vec<WhenSent>>,
}

/// Learns whether a response was sent.
type WhenSent = Box<dyn FnOnce(bool) + Send>;

impl Activity {
    fn new() -> Self {
        Self {
            opened: Instant::now(),
            is_waiting: AtomicBool::new(false),
            progress: AtomicU64::new(0),
            unsent: Mutex::default(),
        }
    }

    /// Notes that a request came or that the client took bytes.
    pub(crate) fn progress(&self) {
        let since = u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.progress.store(since, Ordering::Relaxed);
    }

    /// Calls `then` when the response that has just been written whole to the connection's buffer has been sent.
    pub(crate) fn when_sent(&self, then: impl FnOnce(bool) + Send + 'static) {
        self.unsent.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(then));
    }

    /// Notes that the buffer has been sent, or that the connection is gone.
    pub(crate) fn sent(&self, is_sent: bool) {
        let unsent = mem::take(&mut *self.unsent.lock().unwrap_or_else(PoisonError::into_inner));
        for then in unsent {
            then(is_sent);
        }
    }

    /// Notes whether the server owes the connection the head of a response. Such a connection is not to blame for
    /// being quiet.
    pub(crate) fn set_waiting(&self, is_waiting: bool) {
        self.is_waiting.store(is_waiting, Ordering::Relaxed);
        self.progress();
    }

    fn last_progress(&self) -> Instant {
        self.opened + Duration::from_millis(self.progress.load(Ordering::Relaxed))
    }
}

/// A place among the open connections, given back when it is dropped.
pub(crate) struct Place {
    connections: Arc<Connections>,
    id: u64,
    /// Whether it is one of the places for questions about the server's health.
    pub is_reserved: bool,
    pub activity: Arc<Activity>,
    /// Resolves when the connection has to give way.
    pub closed: oneshot::Receiver<()>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.table().remove(self.id);
        self.connections.metrics.connections.dec();
    }
}

impl Connections {
    pub(crate) fn new(limits: Limits, metrics: Arc<Metrics>) -> Self {
        Self { limits: Arc::new(limits), metrics, table: Mutex::default(), draining: AtomicBool::new(false) }
    }

    /// Whether the server is shutting down.
    pub(crate) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    pub(crate) fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// A place for a new connection of `peer`; `None` if all are taken by others with the same right to them.
    pub(crate) fn admit(self: &Arc<Self>, peer: Peer) -> Option<Place> {
        let mut table = self.table();
        let mut is_reserved = false;
        if table.open.len() - table.reserved >= self.limits.connections {
            if let Some(id) = table.gives_way(peer) {
                table.remove(id);
                self.metrics.refuse(Refusal::GaveWay);
            } else if table.reserved < self.limits.reserved {
                table.reserved += 1;
                is_reserved = true;
            } else {
                self.metrics.refuse(Refusal::Full);
                return None;
            }
        }
        let (keep, closed) = oneshot::channel();
        let (id, activity) = (table.next, Arc::new(Activity::new()));
        table.next += 1;
        table.open.insert(id, Open { peer, is_reserved, activity: Arc::clone(&activity), _keep: keep });
        self.metrics.connections.inc();
        Some(Place { connections: Arc::clone(self), id, is_reserved, activity, closed })
    }

    /// Closes the quietest connection of the peer with the most, because the process has no file descriptor left.
    pub(crate) fn give_way(&self) {
        let mut table = self.table();
        if let Some(id) = table.gives_way(Peer::default()) {
            table.remove(id);
            self.metrics.refuse(Refusal::GaveWay);
        }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    /// The connection that gives way to a new one of `peer`: the quietest of the peer that has the most. One that waits
    /// for the server goes only where its peer has more than its share.
    fn gives_way(&self, peer: Peer) -> Option<u64> {
        let mut counts: HashMap<Peer, usize> = HashMap::new();
        for open in self.open.values() {
            *counts.entry(open.peer).or_default() += 1;
        }
        let own = counts.get(&peer).copied().unwrap_or_default();
        let candidates = self.open.iter().filter(|(_, open)| !open.is_reserved).filter_map(|(&id, open)| {
            let count = counts[&open.peer];
            let is_waiting = open.activity.is_waiting.load(Ordering::Relaxed);
            let may_go = if is_waiting { count > own + 1 } else { count > own || open.peer == peer };
            may_go.then(|| ((Reverse(count), is_waiting, open.activity.last_progress()), id))
        });
        candidates.min().map(|(_, id)| id)
    }

    /// Closes a connection, if it is still open.
    fn remove(&mut self, id: u64) {
        if self.open.remove(&id).is_some_and(|open| open.is_reserved) {
            self.reserved -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(last: u8) -> Peer {
        IpAddr::from([127, 0, 0, last]).into()
    }

    fn connections(places: usize, reserved: usize) -> Arc<Connections> {
        let limits = Limits { connections: places, reserved, ..Limits::DEFAULT };
        Arc::new(Connections::new(limits, Arc::new(Metrics::new("test", None))))
    }

    /// The numbers of the places, in the order of their admission, that have to give way.
    fn closed(places: &mut [Place]) -> Vec<usize> {
        let closed = |place: &mut Place| place.closed.try_recv() == Err(oneshot::error::TryRecvError::Closed);
        (0..places.len()).filter(|&number| closed(&mut places[number])).collect()
    }

    #[test]
    fn one_peer_alone_may_take_every_place_and_loses_its_quietest() {
        let connections = connections(3, 0);
        let mut places: Vec<Place> = (0..4).filter_map(|_| connections.admit(peer(1))).collect();
        assert_eq!((places.len(), closed(&mut places)), (4, vec![0]));
    }

    #[test]
    fn the_peer_with_the_most_gives_way_to_a_newcomer() {
        let connections = connections(3, 0);
        let mut places: Vec<Place> = [2, 1, 1, 3].iter().filter_map(|&last| connections.admit(peer(last))).collect();
        assert_eq!((places.len(), closed(&mut places)), (4, vec![1]));
    }

    #[test]
    fn a_connection_that_waits_for_the_server_goes_last_and_only_beyond_the_share_of_its_peer() {
        let connections = connections(3, 1);
        let mut places: Vec<Place> = (0..3).filter_map(|_| connections.admit(peer(1))).collect();
        for place in &places[..2] {
            place.activity.set_waiting(true);
        }
        places.extend(connections.admit(peer(2)));
        assert_eq!(closed(&mut places), [2], "the one that waits for nothing");
        for place in &places {
            place.activity.set_waiting(true);
        }
        places.extend(connections.admit(peer(2)));
        assert!(places[4].is_reserved, "two of peer 1 and one of peer 2 are fair: the next one gets a reserved place");
        assert!(connections.admit(peer(2)).is_none(), "and there is only one of those");
        let refused = |reason| format!("oreatlas_connections_refused_total{{reason=\"{reason}\"}} 1\n");
        let metrics = connections.metrics.encode().unwrap();
        assert!(metrics.contains(&refused("full")) && metrics.contains(&refused("gave way")), "{metrics}");
        places.extend(connections.admit(peer(3)));
        assert_eq!(closed(&mut places), [0, 2], "peer 1 has two, peer 3 none");
    }

    #[test]
    fn without_file_descriptors_the_quietest_of_the_peer_with_the_most_gives_way() {
        let connections = connections(10, 0);
        let mut places: Vec<Place> = [2, 1, 1].iter().filter_map(|&last| connections.admit(peer(last))).collect();
        connections.give_way();
        assert_eq!(closed(&mut places), [1]);
    }

    #[test]
    fn a_closed_connection_frees_its_place() {
        let connections = connections(1, 1);
        for _ in 0..3 {
            let place = connections.admit(peer(1)).unwrap();
            place.activity.set_waiting(true);
            let reserved = connections.admit(peer(2)).unwrap();
            assert!(!place.is_reserved && reserved.is_reserved);
        }
    }

    #[test]
    fn the_client_is_the_one_that_the_proxy_names_last() {
        let limits = Limits { client_header: Some(HeaderName::from_static("x-forwarded-for")), ..Limits::DEFAULT };
        let client = |value: &'static str| {
            let headers = HeaderMap::from_iter([(HeaderName::from_static("x-forwarded-for"), value.parse().unwrap())]);
            limits.client([127, 0, 0, 1].into(), &headers).0.to_string()
        };
        for (value, expected) in [
            ("192.0.2.1, 203.0.113.9", "203.0.113.9"),
            ("203.0.113.9:55", "203.0.113.9"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]:44", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("unknown", "127.0.0.1"),
        ] {
            assert_eq!(client(value), expected, "{value}");
        }
    }

    #[test]
    fn the_addresses_of_one_subscriber_are_one_peer() {
        let peer = |address: &str| Peer::from(address.parse::<IpAddr>().unwrap());
        assert_eq!(peer("2001:db8:1:2:3::4"), peer("2001:db8:1:2::9"));
        assert_ne!(peer("2001:db8:1:2::9"), peer("2001:db8:1:3::9"));
        assert_eq!(peer("::ffff:192.0.2.1"), peer("192.0.2.1"));
        assert_ne!(peer("192.0.2.1"), peer("192.0.2.2"));
    }
}
