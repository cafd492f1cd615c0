//! `oreatlas serve`: starts the server.

use std::{
    io::{BufWriter, Write},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread,
};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    app::{self, App, Config},
    server::{self, RequestLog},
};
use tokio::{net::TcpListener, runtime, signal::unix};
use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 picks a free one.
    #[arg(long, env = "OREATLAS_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder of a dataset, or a file written by `import` [default: the dataset inside the program].
    #[arg(long, env = "OREATLAS_DATA", value_name = "PATH")]
    data: Option<PathBuf>,
    /// The public address, from which links are made [default: the address that the server listens on].
    #[arg(long, env = "OREATLAS_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// The origins that may embed the atlas in a frame, such as `https://news.example` [default: none].
    #[arg(long, env = "OREATLAS_FRAME_ANCESTORS", value_name = "ORIGIN", value_delimiter = ' ', num_args = 1..)]
    frame_ancestors: Vec<String>,
    /// Where readers report errors in the data: a web or mail address. The page replaces `{title}` and `{body}` in it by
    /// those of the report.
    #[arg(long, env = "OREATLAS_REPORT_TO", value_name = "URL")]
    report_to: Option<String>,
    /// What to log to standard error: `info` logs every request, `warn` only problems, `off` nothing.
    #[arg(long, env = "OREATLAS_LOG", default_value = "info", value_name = "LEVEL")]
    log: String,
}

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let (lines, _guard) = log(&arguments.log)?;
    let public_url = arguments.public_url.as_deref().map(public_url).transpose()?;
    let frame_ancestors = origins(arguments.frame_ancestors)?;
    let report_to = arguments.report_to.map(report_to).transpose()?;
    let atlas = crate::open::atlas(arguments.data.as_deref())?;
    runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind(arguments.listen)
            .await
            .with_context(|| format!("cannot listen on {}; choose another address with --listen", arguments.listen))?;
        let address = format!("http://{}", listener.local_addr()?);
        let config = Config {
            public_url: public_url.unwrap_or_else(|| address.clone()),
            frame_ancestors,
            report_to,
            request_log: tracing::enabled!(target: "oreatlas::request", tracing::Level::INFO).then(|| {
                // As with every other log line, a full queue drops it and counts the loss.
                RequestLog::new(move |line| drop(lines.make_writer().write_all(line)))
            }),
        };
        let app = Arc::new(App::of(atlas, config)?);
        let service = app::service(&app);
        thread::spawn(move || app.warm());
        // Scripts wait for this line on a pipe. A closed pipe does not stop the server.
        let mut out = std::io::stdout();
        let _ = writeln!(out, "oreatlas is at {address}").and_then(|()| out.flush());
        server::serve(listener, service, shutdown_signal()?).await.context("the server stopped listening")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Logs JSON lines to standard error from a thread of its own, so that responses do not wait for writes. The thread
/// flushes whenever its queue is empty.
fn log(level: &str) -> anyhow::Result<(NonBlocking, WorkerGuard)> {
    let filter =
        EnvFilter::builder().parse(level).context("--log must be one of off, error, warn, info, debug and trace")?;
    let (writer, guard) = tracing_appender::non_blocking(BufWriter::with_capacity(64 * 1024, std::io::stderr()));
    tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter).with_writer(writer.clone()).init();
    Ok((writer, guard))
}

fn public_url(url: &str) -> anyhow::Result<String> {
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}?#".contains(&byte));
    if !plain || !(url.starts_with("http://") || url.starts_with("https://")) {
        bail!(
            "--public-url {url:?} is not a web address; write it as https://atlas.example or https://example.org/atlas"
        );
    }
    Ok(url.trim_end_matches('/').to_owned())
}

fn report_to(url: String) -> anyhow::Result<String> {
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`|".contains(&byte));
    if !plain || !["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
        bail!(
            "--report-to {url:?} is not an address; write it as mailto:data@atlas.example or \
             https://tracker.example/new?title={{title}}&body={{body}}"
        );
    }
    Ok(url)
}

fn origins(origins: Vec<String>) -> anyhow::Result<Vec<String>> {
    for origin in &origins {
        let plain = origin.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/[]*'".contains(&byte));
        if origin.is_empty() || !plain {
            bail!("--frame-ancestors {origin:?} is not an origin; write it as https://news.example");
        }
    }
    Ok(origins)
}

/// Completes on SIGTERM or Ctrl-C.
fn shutdown_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = unix::signal(unix::SignalKind::terminate())?;
    let mut interrupt = unix::signal(unix::SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
