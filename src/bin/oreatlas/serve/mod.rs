//! `oreatlas serve`: starts the server.

mod open_files;
mod options;
mod signals;
mod systemd;

use std::{
    io::{BufWriter, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    panic,
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread,
};

use anyhow::Context;
use jiff::Timestamp;
use oreatlas::{
    app::{self, App, Config, Data},
    server::RequestLog,
};
use tokio::{net::TcpListener, runtime, sync::oneshot};
use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{filter::LevelFilter, fmt::MakeWriter};

pub(crate) use self::options::Arguments;
use self::signals::Signals;
use crate::open;

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let (lines, _guard) = log(arguments.log);
    runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        // Before anything that takes time: the default action of most signals is to end the program.
        let mut signals = Signals::new()?;
        let data = tokio::select! {
            data = read(arguments.data.clone()) => data?,
            _ = signals.stop.recv() => return Ok(()),
        };
        let listener = match systemd::listener()? {
            Some(passed) => TcpListener::from_std(passed)?,
            None => TcpListener::bind(arguments.listen).await.with_context(|| {
                format!("cannot listen on {}; choose another address with --listen", arguments.listen)
            })?,
        };
        let listening = listener.local_addr()?;
        let address = format!("http://{}", reachable(listening));
        if listening.ip().to_canonical().is_unspecified() && arguments.public_url.is_none() {
            tracing::warn!(
                "listening on every address of this machine: anyone who can reach it can read the atlas; links lead to \
                 {address}, which works on this machine alone, until --public-url names the address that readers use"
            );
        }
        let lost = lines.error_counter();
        let config = Config {
            lost_lines: Some(Arc::new(move || lost.dropped_lines() as u64)),
            limits: open_files::within(&arguments.limits())?,
            public_url: arguments.public_url.unwrap_or_else(|| address.clone()),
            frame_ancestors: arguments.frame_ancestors,
            cors: !arguments.no_cors,
            report_to: arguments.report_to,
            request_log: tracing::enabled!(target: "oreatlas::request", tracing::Level::INFO).then(|| {
                // As with every other log line, a full queue drops it and counts the loss.
                RequestLog::new(move |line| drop(lines.make_writer().write_all(line)))
            }),
        };
        let app = Arc::new(App::of(data, config)?);
        let warming = Arc::clone(&app);
        thread::spawn(move || warming.warm());
        let (stop, reloads, path) = (signals.stop, signals::reloads(signals.hangup), arguments.data);
        tokio::spawn(app::keep(Arc::clone(&app), reloads, move || open::data(path.as_deref()), Timestamp::now));
        // Scripts wait for this line on a pipe. A closed pipe does not stop the server.
        let mut out = std::io::stdout();
        let _ = writeln!(out, "oreatlas is at {address}").and_then(|()| out.flush());
        systemd::ready();
        app::serve(&app, listener, stop).await.context("the server stopped listening")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Reads the data on a thread that the end of the program does not wait for.
async fn read(path: Option<PathBuf>) -> anyhow::Result<Data> {
    let (done, data) = oneshot::channel();
    // An error is one of a server that has been stopped.
    thread::spawn(move || drop(done.send(open::data(path.as_deref()))));
    data.await.context("reading the data panicked; this is a bug in oreatlas: please report it")?
}

/// The most log lines that wait to be written, a few megabytes.
const MAX_WAITING: usize = 10_000;

/// Logs JSON lines to standard error from a thread of its own, so that responses do not wait for writes. The thread
/// flushes whenever its queue is empty.
fn log(level: LevelFilter) -> (NonBlocking, WorkerGuard) {
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(MAX_WAITING)
        .finish(BufWriter::with_capacity(64 * 1024, std::io::stderr()));
    tracing_subscriber::fmt().json().flatten_event(true).with_max_level(level).with_writer(writer.clone()).init();
    // A panic is one line of the log as well. A library that panics, as that for workbooks does on a full disk, ends a
    // response, not the server.
    panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("it has no message");
        tracing::error!(message, place = panic.location().map(tracing::field::display), "a computation panicked");
    }));
    (writer, guard)
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
