//! `oreatlas serve`: starts the server.

use std::{
    io::{BufWriter, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread,
    time::Duration,
};

use anyhow::Context;
use axum::http::HeaderName;
use clap::{Args, builder::BoolishValueParser};
use jiff::SignedDuration;
use oreatlas::{
    app::{self, App, Config},
    server::{Limits, RequestLog},
};
use tokio::{net::TcpListener, runtime, signal::unix, sync::mpsc};
use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_subscriber::{filter::LevelFilter, fmt::MakeWriter};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 picks a free one.
    #[arg(long, env = "OREATLAS_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder of a dataset, or a file written by `import` [default: the dataset inside the program].
    #[arg(long, env = "OREATLAS_DATA", value_name = "PATH")]
    data: Option<PathBuf>,
    /// The public address, from which links are made [default: the address that the server listens on, or that of this
    /// machine itself where it listens on all of them].
    #[arg(long, env = "OREATLAS_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    public_url: Option<String>,
    /// The origins that may embed the atlas in a frame, such as `https://news.example` or `https://*.news.example`; `*`
    /// allows any [default: none].
    #[arg(long, env = "OREATLAS_FRAME_ANCESTORS", value_name = "ORIGIN", value_delimiter = ' ', num_args = 1.., value_parser = origin)]
    frame_ancestors: Vec<String>,
    /// Keeps pages of other origins from reading responses, which they may by default (CORS). They may never read `/metrics`.
    #[arg(long, env = "OREATLAS_NO_CORS", value_parser = BoolishValueParser::new())]
    no_cors: bool,
    /// Where readers report errors in the data: a web or mail address. The page replaces `{title}` and `{body}` in it by
    /// those of the report.
    #[arg(long, env = "OREATLAS_REPORT_TO", value_name = "URL", value_parser = report_to)]
    report_to: Option<String>,
    /// What to log to standard error: `info` logs every request, `warn` only problems, `off` nothing.
    #[arg(long, env = "OREATLAS_LOG", default_value = "info", value_name = "LEVEL", value_parser = level)]
    log: LevelFilter,
    /// Connections that are open at once. When all are in use, the client with the most loses its quietest.
    #[arg(long, env = "OREATLAS_MAX_CONNECTIONS", default_value_t = 1024, value_name = "N", help_heading = LIMITS)]
    max_connections: usize,
    /// Connections beyond these, for `/healthz`, `/readyz` and `/metrics` alone.
    #[arg(long, env = "OREATLAS_RESERVED_CONNECTIONS", default_value_t = 16, value_name = "N", help_heading = LIMITS)]
    reserved_connections: usize,
    /// How long a client may take to send the head of a request, and how long a connection may be idle.
    #[arg(long, env = "OREATLAS_HEAD_TIMEOUT", default_value = "30s", value_name = "TIME", value_parser = duration, help_heading = LIMITS)]
    head_timeout: Duration,
    /// How long a client may take no byte of a response.
    #[arg(long, env = "OREATLAS_SEND_TIMEOUT", default_value = "30s", value_name = "TIME", value_parser = duration, help_heading = LIMITS)]
    send_timeout: Duration,
    /// The fewest bytes per second that a client must take of a response in the long run.
    #[arg(long, env = "OREATLAS_MIN_RATE", default_value_t = 1024, value_name = "BYTES", help_heading = LIMITS)]
    min_rate: u32,
    /// How long a filter may be evaluated before the server gives up on it.
    #[arg(long, env = "OREATLAS_FILTER_DEADLINE", default_value = "5s", value_name = "TIME", value_parser = duration, help_heading = LIMITS)]
    filter_deadline: Duration,
    /// The header in which your proxy names the client's address, such as `X-Forwarded-For` [default: none; without it,
    /// clients are distinguished by the address of their connection].
    #[arg(long, env = "OREATLAS_CLIENT_HEADER", value_name = "NAME", help_heading = LIMITS)]
    client_header: Option<HeaderName>,
    /// How long responses in progress may take after SIGTERM. A second signal ends them at once.
    #[arg(long, env = "OREATLAS_DRAIN", default_value = "30s", value_name = "TIME", value_parser = duration, help_heading = LIMITS)]
    drain: Duration,
}

const LIMITS: &str = "Limits";

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let (lines, _guard) = log(arguments.log);
    let atlas = crate::open::atlas(arguments.data.as_deref())?;
    runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind(arguments.listen)
            .await
            .with_context(|| format!("cannot listen on {}; choose another address with --listen", arguments.listen))?;
        let listening = listener.local_addr()?;
        let address = format!("http://{}", reachable(listening));
        if listening.ip().to_canonical().is_unspecified() && arguments.public_url.is_none() {
            tracing::warn!(
                "listening on every address of this machine: anyone who can reach it can read the atlas; links lead to \
                 {address}, which works on this machine alone, until --public-url names the address that readers use"
            );
        }
        let config = Config {
            public_url: arguments.public_url.unwrap_or_else(|| address.clone()),
            frame_ancestors: arguments.frame_ancestors,
            cors: !arguments.no_cors,
            report_to: arguments.report_to,
            request_log: tracing::enabled!(target: "oreatlas::request", tracing::Level::INFO).then(|| {
                // As with every other log line, a full queue drops it and counts the loss.
                RequestLog::new(move |line| drop(lines.make_writer().write_all(line)))
            }),
            limits: Limits {
                connections: arguments.max_connections,
                reserved: arguments.reserved_connections,
                head_timeout: arguments.head_timeout,
                send_timeout: arguments.send_timeout,
                min_rate: arguments.min_rate,
                filter_deadline: arguments.filter_deadline,
                drain: arguments.drain,
                client_header: arguments.client_header,
            },
        };
        let app = Arc::new(App::of(atlas, config)?);
        let warming = Arc::clone(&app);
        thread::spawn(move || warming.warm());
        let stop = signals()?;
        // Scripts wait for this line on a pipe. A closed pipe does not stop the server.
        let mut out = std::io::stdout();
        let _ = writeln!(out, "oreatlas is at {address}").and_then(|()| out.flush());
        app::serve(&app, listener, stop).await.context("the server stopped listening")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Logs JSON lines to standard error from a thread of its own, so that responses do not wait for writes. The thread
/// flushes whenever its queue is empty.
fn log(level: LevelFilter) -> (NonBlocking, WorkerGuard) {
    let (writer, guard) = tracing_appender::non_blocking(BufWriter::with_capacity(64 * 1024, std::io::stderr()));
    tracing_subscriber::fmt().json().flatten_event(true).with_max_level(level).with_writer(writer.clone()).init();
    (writer, guard)
}

fn level(name: &str) -> Result<LevelFilter, &'static str> {
    name.parse().map_err(|_| "write off, error, warn, info, debug or trace")
}

fn duration(text: &str) -> Result<Duration, &'static str> {
    let parsed = text.parse::<SignedDuration>().ok().and_then(|duration| Duration::try_from(duration).ok());
    parsed.ok_or("write a length of time such as 30s, 500ms or 2m")
}

/// The address under which a client on this machine reaches a listener: 0.0.0.0 and [::] stand for every address, and are
/// none themselves.
fn reachable(listening: SocketAddr) -> SocketAddr {
    let ip = match listening.ip().to_canonical() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        _ => listening.ip(),
    };
    SocketAddr::new(ip, listening.port())
}

/// The host in an address of the web; none where the address is not one.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let is_name = host.starts_with(|first: char| first.is_ascii_alphanumeric())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    let version_6 = host.strip_prefix('[').and_then(|address| address.strip_suffix(']'));
    let is_host = is_name || version_6.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    (is_host && port.is_none_or(is_port)).then_some(host)
}

fn public_url(url: &str) -> Result<String, &'static str> {
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}?#".contains(&byte));
    let host = host(url)
        .filter(|_| plain)
        .ok_or("it is not a web address; write it as https://atlas.example or https://example.org/atlas")?;
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    if address.is_ok_and(|address| address.to_canonical().is_unspecified()) {
        return Err("no client can reach this address; write the one that readers use");
    }
    Ok(url.trim_end_matches('/').to_owned())
}

fn report_to(url: &str) -> Result<String, &'static str> {
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`|".contains(&byte));
    if !plain || !(host(url).is_some() || url.starts_with("mailto:")) {
        return Err("it is not an address; write it as mailto:data@atlas.example or \
                    https://tracker.example/new?title={title}&body={body}");
    }
    Ok(url.to_owned())
}

/// A source expression of `frame-ancestors` (Content Security Policy Level 3, section 2.3.1) that names origins.
fn origin(text: &str) -> Result<String, &'static str> {
    let is_origin = || {
        let (scheme, authority) = text.split_once("://")?;
        let authority = authority.strip_prefix("*.").unwrap_or(authority);
        let named = authority.strip_suffix(":*").unwrap_or(authority);
        host(&format!("{scheme}://{named}")).filter(|_| !authority.contains(['/', '?', '#']))?;
        Some(())
    };
    if !matches!(text, "*" | "'self'") && is_origin().is_none() {
        return Err("it is not an origin; write it as https://news.example, without a path");
    }
    Ok(text.to_owned())
}

/// Receives something for each SIGTERM, SIGINT and SIGQUIT. SIGUSR1 and SIGUSR2, which would end the program, do nothing.
fn signals() -> anyhow::Result<mpsc::Receiver<()>> {
    use unix::SignalKind as Kind;
    let (send, receive) = mpsc::channel(1);
    for kind in [Kind::terminate(), Kind::interrupt(), Kind::quit()] {
        let (mut signal, send) = (unix::signal(kind)?, send.clone());
        tokio::spawn(async move { while signal.recv().await.is_some() && send.send(()).await.is_ok() {} });
    }
    // A signal that was once listened for keeps its default action off.
    for kind in [Kind::user_defined1(), Kind::user_defined2()] {
        let _ = unix::signal(kind)?;
    }
    Ok(receive)
}
