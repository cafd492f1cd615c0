//! The listener: accepts connections, keeps them within their limits, and drains them at a shutdown.

use std::{convert::Infallible, io, sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use rustix::io::Errno;
use tokio::{net::TcpListener, sync::mpsc, time};
use tower::Service;

use super::{
    connections::{Connections, Peer},
    pool::Pool,
    problem::Problem,
    socket::Socket,
};

/// The largest request head, in bytes. The middleware limits the URL further.
const MAX_HEAD: usize = 64 * 1024;

/// The paths that a client on a reserved connection may ask for.
const HEALTH: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Serves until `stop` receives something, then lets responses in progress finish. Something more ends them.
///
/// # Errors
/// When the listener fails for good.
pub(crate) async fn serve<S>(
    listener: TcpListener,
    service: S,
    connections: Arc<Connections>,
    pool: &Pool,
    mut stop: mpsc::Receiver<()>,
) -> io::Result<()>
where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static,
{
    let limits = Arc::clone(&connections.limits);
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head_timeout).max_buf_size(MAX_HEAD);
    let graceful = GracefulShutdown::new();
    loop {
        let (stream, address) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, or the client is gone: neither stops the server.
                    tracing::warn!(%error, "a connection was not accepted");
                    if matches!(Errno::from_io_error(&error), Some(Errno::MFILE | Errno::NFILE)) {
                        connections.give_way();
                    }
                    time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            _ = stop.recv() => break,
        };
        let peer = Peer::from(address.ip());
        let Some(mut place) = connections.admit(peer) else { continue };
        // Sends small responses at once. Where this fails they arrive a little later.
        let _ = stream.set_nodelay(true);
        let socket = Socket::new(stream, Arc::clone(&place.activity), Arc::clone(&limits));
        let (service, activity, is_reserved) = (service.clone(), Arc::clone(&place.activity), place.is_reserved);
        let limits = Arc::clone(&limits);
        let handler = service_fn(move |mut request: hyper::Request<Incoming>| {
            let client = limits.client(address.ip(), request.headers());
            request.extensions_mut().insert(client);
            request.extensions_mut().insert(Arc::clone(&activity));
            let (mut service, activity) = (service.clone(), Arc::clone(&activity));
            async move {
                if is_reserved && !HEALTH.contains(&request.uri().path()) {
                    return Ok(Problem::too_busy().into_response());
                }
                activity.set_waiting(true);
                let response = service.call(request.map(Body::new)).await;
                activity.set_waiting(false);
                response
            }
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(socket), handler));
        tokio::spawn(async move {
            tokio::select! {
                // The client's error: it went away, was too slow, or did not send HTTP.
                ended = connection => if let Err(error) = ended {
                    tracing::debug!(%error, "a connection ended");
                },
                _ = &mut place.closed => tracing::debug!("a connection gave way to another"),
            }
        });
    }
    // New clients are refused from here on.
    drop(listener);
    connections.drain();
    pool.close();
    tokio::select! {
        () = graceful.shutdown() => {}
        () = time::sleep(limits.drain) => tracing::warn!("responses in progress were cut off"),
        _ = stop.recv() => tracing::warn!("responses in progress were cut off by a second signal"),
    }
    Ok(())
}
