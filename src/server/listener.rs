//! The listener: connections with bounds on their number, headers and patience, and an end in good order.

use std::{convert::Infallible, io, sync::Arc, time::Duration};

use axum::{body::Body, extract::Request, response::Response};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, sync::Semaphore, time};
use tower::Service;

/// Connections that are open at once; more wait.
const MAX_CONNECTIONS: usize = 1024;

/// How long a client may take to send a request's head, and how long a kept connection may be silent.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// The most bytes that a request's head may have; the address alone is bounded by `guard`.
const MAX_HEAD: usize = 64 * 1024;

/// How long answers under way may take once the end was asked for.
const END_TIMEOUT: Duration = Duration::from_secs(10);

/// Serves until `end`, then lets answers under way finish.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve<S>(listener: TcpListener, service: S, end: impl Future<Output = ()>) -> io::Result<()>
where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static,
{
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(MAX_HEAD);
    let connections = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut end = std::pin::pin!(end);
    loop {
        let permit = tokio::select! {
            permit = Arc::clone(&connections).acquire_owned() => permit.map_err(io::Error::other)?,
            () = &mut end => break,
        };
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Out of file descriptors, or a client gone already: neither ends the server.
                    tracing::warn!(%error, "a connection could not be accepted");
                    time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut end => break,
        };
        // Small answers are not held back for more; where that can't be had they are a little later.
        let _ = stream.set_nodelay(true);
        let service = service.clone();
        let answer = service_fn(move |request: hyper::Request<Incoming>| service.clone().call(request.map(Body::new)));
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            // An error here is the client's: it went away, or sent what is no HTTP.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(permit);
        });
    }
    if time::timeout(END_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("answers under way were cut off");
    }
    Ok(())
}
