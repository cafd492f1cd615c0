//! The options of `serve`, and what is wrong with a value of one.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    path::PathBuf,
    str::FromStr,
    time::Duration,
};

use axum::http::HeaderName;
use clap::{Args, builder::BoolishValueParser};
use jiff::SignedDuration;
use oreatlas::server::Limits;
use tracing_subscriber::filter::LevelFilter;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 picks a free one. A socket that systemd passes (socket activation) takes its place.
    #[arg(long, env = "OREATLAS_LISTEN", default_value = "127.0.0.1:8080")]
    pub(super) listen: SocketAddr,
    /// The folder of a dataset, or a file written by `import` [default: the dataset inside the program]. SIGHUP reads it
    /// again; if it has errors then, the server logs them and goes on with the data it has.
    #[arg(long, env = "OREATLAS_DATA", value_name = "PATH")]
    pub(super) data: Option<PathBuf>,
    /// The public address, from which links are made [default: the address that the server listens on, or that of this
    /// machine itself where it listens on all of them].
    #[arg(long, env = "OREATLAS_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub(super) public_url: Option<String>,
    /// The origins that may embed the atlas in a frame, such as `https://news.example` or `https://*.news.example`; `*`
    /// allows any [default: none].
    #[arg(long, env = "OREATLAS_FRAME_ANCESTORS", value_name = "ORIGIN", value_delimiter = ' ', num_args = 1.., value_parser = origin)]
    pub(super) frame_ancestors: Vec<String>,
    /// Keeps pages of other origins from reading responses, which they may by default (CORS). They may never read `/metrics`.
    #[arg(long, env = "OREATLAS_NO_CORS", value_parser = BoolishValueParser::new())]
    pub(super) no_cors: bool,
    /// Where readers report errors in the data: a web or mail address. The page replaces `{title}` and `{body}` in it by
    /// those of the report.
    #[arg(long, env = "OREATLAS_REPORT_TO", value_name = "URL", value_parser = report_to)]
    pub(super) report_to: Option<String>,
    /// What to log to standard error, in lines of JSON: `info` logs every request, `warn` only problems, `off` nothing. The
    /// line of a request has the client's address, the bytes of the response's body and its outcome: `complete` if all of it
    /// was passed to the operating system, `broken` if not, `abandoned` if the client left before it began.
    #[arg(long, env = "OREATLAS_LOG", default_value = "info", value_name = "LEVEL", value_parser = level)]
    pub(super) log: LevelFilter,
    #[command(flatten)]
    limits: LimitOptions,
}

/// What a client may take, and for how long: the options behind [`Limits`].
#[derive(Args)]
#[command(next_help_heading = "Limits")]
struct LimitOptions {
    /// The most connections that are open at once. When all are in use, a new client takes the place of the client with the
    /// most connections, whose connection that has been idle for longest is closed. There are fewer where the system allows too
    /// few open files (`ulimit -n`), which the server logs.
    #[arg(long, env = "OREATLAS_MAX_CONNECTIONS", default_value_t = Limits::DEFAULT.connections, value_name = "N", value_parser = at_least_one)]
    max_connections: usize,
    /// Connections beyond these, for `/healthz`, `/readyz` and `/metrics` alone.
    #[arg(long, env = "OREATLAS_RESERVED_CONNECTIONS", default_value_t = Limits::DEFAULT.reserved, value_name = "N")]
    reserved_connections: usize,
    /// How long a client may take to send the head of a request, and how long a connection may stay open between requests.
    #[arg(long, env = "OREATLAS_HEAD_TIMEOUT", default_value_t = Time(Limits::DEFAULT.head_timeout), value_name = "TIME", value_parser = some_time)]
    head_timeout: Time,
    /// How long sending a response may stall: a client that receives nothing for this long is disconnected.
    #[arg(long, env = "OREATLAS_SEND_TIMEOUT", default_value_t = Time(Limits::DEFAULT.send_timeout), value_name = "TIME", value_parser = some_time)]
    send_timeout: Time,
    /// The lowest average rate, in bytes per second, at which a client must receive a response.
    #[arg(long, env = "OREATLAS_MIN_RATE", default_value_t = Limits::DEFAULT.min_rate, value_name = "BYTES")]
    min_rate: u32,
    /// How much processor time a filter may take before the server gives up on it. It also does after six times as long, where
    /// other requests take the processor. In an atlas of more than 65,000 sites, one that
    /// would take over ten times as long, as measured on a sample of the sites, is refused before it is evaluated.
    #[arg(long, env = "OREATLAS_FILTER_DEADLINE", default_value_t = Time(Limits::DEFAULT.filter_deadline), value_name = "TIME", value_parser = some_time)]
    filter_deadline: Time,
    /// How long writing the file of a download may take before the server gives up on it. GeoJSON, CSV and KML need no
    /// file.
    #[arg(long, env = "OREATLAS_DOWNLOAD_TIMEOUT", default_value_t = Time(Limits::DEFAULT.download_timeout), value_name = "TIME", value_parser = some_time)]
    download_timeout: Time,
    /// The space for files of downloads, in the folder for temporary files (`TMPDIR`), those that are being written included.
    /// A file is shared by all who request it, and kept until another needs its space. The files of one client take at most
    /// four times the space that they leave to the others; its requests for more are refused.
    #[arg(long, env = "OREATLAS_DOWNLOAD_SPACE", default_value_t = Limits::DEFAULT.download_space >> 20, value_name = "MB", value_parser = at_least_one)]
    download_space: usize,
    /// The header in which your proxy names the client's address, such as `X-Forwarded-For` [default: none; without it,
    /// clients are distinguished by the address of their connection].
    #[arg(long, env = "OREATLAS_CLIENT_HEADER", value_name = "NAME")]
    client_header: Option<HeaderName>,
    /// How long responses in progress may take after SIGTERM. A second signal ends them at once.
    #[arg(long, env = "OREATLAS_DRAIN", default_value_t = Time(Limits::DEFAULT.drain), value_name = "TIME")]
    drain: Time,
}

impl Arguments {
    /// The limits that the options set.
    pub(super) fn limits(&self) -> Limits {
        let options = &self.limits;
        Limits {
            connections: options.max_connections,
            reserved: options.reserved_connections,
            head_timeout: options.head_timeout.0,
            send_timeout: options.send_timeout.0,
            min_rate: options.min_rate,
            filter_deadline: options.filter_deadline.0,
            download_timeout: options.download_timeout.0,
            download_files: Limits::DEFAULT.download_files,
            download_space: options.download_space.saturating_mul(1 << 20),
            drain: options.drain.0,
            client_header: options.client_header.clone(),
        }
    }
}

/// A length of time, written as 30s, 500ms or 2m.
#[derive(Clone, Copy)]
struct Time(Duration);

impl FromStr for Time {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.parse::<SignedDuration>().ok().and_then(|duration| Duration::try_from(duration).ok());
        parsed.map(Self).ok_or("write a length of time such as 30s, 500ms or 2m")
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", SignedDuration::try_from(self.0).unwrap_or(SignedDuration::MAX))
    }
}

/// A length of time in which something can happen.
fn some_time(text: &str) -> Result<Time, &'static str> {
    let time: Time = text.parse()?;
    if time.0.is_zero() { Err("nothing can be done in no time; write a length of time such as 30s") } else { Ok(time) }
}

fn at_least_one(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|&number| number > 0).ok_or("write a whole number from 1")
}

fn level(name: &str) -> Result<LevelFilter, &'static str> {
    name.parse().map_err(|_| "write off, error, warn, info, debug or trace")
}

/// The host in an address of the web; `None` if the address is not one.
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
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}?#".contains(&byte))
        && !url.split('/').any(|segment| matches!(segment, "." | ".."))
        && url.split('%').skip(1).all(|escaped| {
            escaped.get(..2).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
        });
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
