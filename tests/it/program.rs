//! The built program: started on a free port, queried over a socket, stopped by a signal.

use std::{
    fs::OpenOptions,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Output, Stdio},
    thread,
    time::Duration,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_oreatlas");

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

/// A server that stops at the end of the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        Self::start_on("127.0.0.1:0", arguments)
    }

    fn start_on(listen: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--listen", listen])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address =
            line.trim().rsplit_once("http://").unwrap_or_else(|| panic!("no address in {line:?}")).1.to_owned();
        Self { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    fn get(&self, target: &str) -> String {
        self.get_by("HTTP/1.1", target)
    }

    fn get_by(&self, version: &str, target: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {target} {version}\r\nHost: evil.example\r\nConnection: close\r\n\r\n").unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response
    }

    /// Stops the server with a signal, and returns its exit code and its log.
    fn end(mut self, signal: &str) -> (Option<i32>, String) {
        let killed = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails harmlessly if the test has stopped the server.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_server_logs_each_request_and_shuts_down_gracefully() {
    for signal in ["-TERM", "-INT"] {
        let server = Server::start(&[]);
        let response = server.get("/collections/sites/items?limit=1");
        assert!(response.starts_with("HTTP/1.1 200 OK"), "{response}");
        assert!(!response.contains("evil.example"), "links are never made from the Host header");
        let idle = server.connect();
        let (code, log) = server.end(signal);
        drop(idle);
        assert_eq!(code, Some(0), "{signal}: {log}");
        let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let requests: Vec<_> = lines.iter().filter(|line| line["target"] == "oreatlas::request").collect();
        assert_eq!(requests.len(), 1, "{log}");
        assert_eq!((&requests[0]["status"], &requests[0]["method"]), (&200.into(), &"GET".into()));
        assert!(requests[0]["bytes"].as_u64().unwrap() > 1000);
        assert_eq!(requests[0]["outcome"], "complete");
        let id = requests[0]["request_id"].as_str().unwrap();
        assert!(response.contains(&format!("x-request-id: {id}\r\n")), "{response}");
        assert!(lines.iter().all(|line| line["level"] == "INFO"), "{log}");
    }
}

#[test]
fn the_server_survives_malformed_http() {
    let server = Server::start(&["--log", "off"]);
    let too_long = vec![0; 70_000];
    for junk in [&b"\x16\x03\x01\x02\x00"[..], b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nHost", &too_long] {
        let mut stream = server.connect();
        // The server may close the connection early.
        let _ = stream.write_all(junk);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let _ = stream.read_to_end(&mut Vec::new());
    }
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_request_must_name_one_host() {
    let server = Server::start(&["--log", "off"]);
    for (version, hosts, status) in [
        ("HTTP/1.1", &["atlas.example"][..], "200"),
        ("HTTP/1.1", &["[::1]:8080"], "200"),
        ("HTTP/1.1", &[""], "200"),
        ("HTTP/1.0", &[], "200"),
        ("HTTP/1.1", &[], "400"),
        ("HTTP/1.1", &["atlas.example", "evil.example"], "400"),
        ("HTTP/1.1", &["atlas.example", "atlas.example"], "400"),
        ("HTTP/1.0", &["atlas.example", "evil.example"], "400"),
        ("HTTP/1.1", &["atlas.example/path"], "400"),
        ("HTTP/1.1", &["user@atlas.example"], "400"),
        ("HTTP/1.1", &["two words"], "400"),
    ] {
        let mut stream = server.connect();
        write!(stream, "GET /collections {version}\r\n").unwrap();
        for host in hosts {
            write!(stream, "Host: {host}\r\n").unwrap();
        }
        write!(stream, "Connection: close\r\n\r\n").unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        assert_eq!(response.split(' ').nth(1), Some(status), "{hosts:?} {version}: {response}");
    }
}

#[test]
fn links_use_the_public_url() {
    let server =
        Server::start(&["--public-url", "https://atlas.example/pk/", "--frame-ancestors", "https://news.example"]);
    let response = server.get("/collections/sites/items?limit=1");
    assert!(response.contains("\"href\":\"https://atlas.example/pk/collections/sites/items?limit=1\""), "{response}");
    assert!(server.get("/index.html").contains("frame-ancestors https://news.example"));

    let origins = "'self' https://*.news.example:* http://[::1]:3000 *";
    let server = Server::start(&["--public-url", "http://[::1]:8080", "--frame-ancestors", origins]);
    assert!(server.get("/index.html").contains(&format!("frame-ancestors {origins}")));
}

#[test]
fn listening_on_every_address_is_announced_and_links_lead_to_this_machine() {
    let server = Server::start_on("0.0.0.0:0", &[]);
    assert!(server.address.starts_with("127.0.0.1:"), "{}", server.address);
    let response = server.get("/collections/sites/items?limit=1");
    assert!(response.contains(&format!("http://{}/collections", server.address)), "{response}");
    assert!(!response.contains("0.0.0.0"), "{response}");
    let (_, log) = server.end("-TERM");
    let warning = log.lines().find(|line| line.contains("\"WARN\"")).unwrap();
    assert!(warning.contains("--public-url") && warning.contains("anyone who can reach"), "{warning}");

    let server = Server::start_on("0.0.0.0:0", &["--public-url", "https://atlas.example"]);
    let (_, log) = server.end("-TERM");
    assert!(!log.contains("WARN"), "{log}");
}

#[test]
fn bad_arguments_are_refused_with_a_fix() {
    for (arguments, expected) in [
        (&["serve", "--listen", "nowhere"][..], "--listen"),
        (&["serve", "--public-url", "atlas.example"], "https://"),
        (&["serve", "--public-url", "https://"], "https://atlas.example"),
        (&["serve", "--public-url", "https:///atlas"], "https://atlas.example"),
        (&["serve", "--public-url", "https://atlas.example:port"], "https://atlas.example"),
        (&["serve", "--public-url", "https://user@atlas.example"], "https://atlas.example"),
        (&["serve", "--public-url", "http://0.0.0.0:8080"], "no client can reach"),
        (&["serve", "--public-url", "http://[::]:8080"], "no client can reach"),
        (&["serve", "--public-url", "https://atlas.example/../x"], "https://atlas.example"),
        (&["serve", "--public-url", "https://atlas.example/a%zz"], "https://atlas.example"),
        (&["serve", "--max-connections", "0"], "from 1"),
        (&["serve", "--download-space", "0"], "from 1"),
        (&["serve", "--filter-deadline", "0s"], "30s"),
        (&["serve", "--frame-ancestors", "a; script-src *"], "origin"),
        (&["serve", "--frame-ancestors", "javascript:"], "origin"),
        (&["serve", "--frame-ancestors", "'unsafe-inline'"], "origin"),
        (&["serve", "--frame-ancestors", "https://news.example/page"], "origin"),
        (&["serve", "--frame-ancestors", "https://"], "origin"),
        (&["serve", "--report-to", "javascript:alert(1)"], "mailto:"),
        (&["serve", "--report-to", "https://?title={title}"], "mailto:"),
        (&["serve", "--data", "/no/such/folder"], "/no/such/folder"),
        (&["check", "/no/such/folder"], "/no/such/folder"),
        (&["export", "--format", "shp"], "geojson"),
        (&["export", "--format", "csv", "mineral=coper"], "copper"),
        (&["export", "--format", "csv", "colour=red"], "mineral"),
        (&["verify", "--texts", "tests/fixtures"], "text_sha256"),
        (&["check", "--today", "tomorrow"], "--today"),
        (&["new", "mine", "x"], "organization"),
        (&["new", "site", "X"], "lower-case"),
        (&["cite", "README.md"], "BibTeX"),
        (&["cite", "/no/such/file"], "/no/such/file"),
        (&["diff", "data", "/no/such/folder"], "/no/such/folder"),
        (&["diff", "tests/fixtures/rules/syntax/fail", "data"], "oreatlas check"),
        (&["diff", "tests/fixtures/rules/base", "data", "--changelog", "README.md"], "# Changes of the data"),
    ] {
        let output = run(arguments);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && error.contains(expected), "{arguments:?}: {error}");
        assert!(!error.contains("panicked"), "{error}");
    }
}

#[test]
fn a_dataset_with_errors_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let sites = folder.path().join("sites/pk");
    std::fs::create_dir_all(&sites).unwrap();
    std::fs::write(sites.join("x.geojson"), "{\n  \"type\": \"Feature\",\n  \"colour\": 1\n}\n").unwrap();
    let output = run(&["serve", "--listen", "127.0.0.1:0", "--data", folder.path().to_str().unwrap()]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(error.contains("sites/pk/x.geojson:3: error: syntax: "), "{error}");
}

#[test]
fn the_dataset_has_no_problems() {
    let output = run(&["check", "data"]);
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{report}");
    assert!(report.contains("no problems") || report.contains("0 errors, 0 format problems"), "{report}");
}

#[test]
fn an_export_equals_the_download() {
    let server = Server::start(&["--log", "off"]);
    // HTTP/1.0 has no chunked encoding, so the body is plain.
    let download = server.get_by("HTTP/1.0", "/collections/sites/download.geojson?mineral=copper");
    let output = run(&["export", "--format", "geojson", "mineral=copper"]);
    assert!(output.status.success());
    let body = download.split_once("\r\n\r\n").unwrap().1;
    assert_eq!(body, String::from_utf8(output.stdout).unwrap());
}

/// A server that is reading its data, with its output in a file. It ends with the test.
struct Starting {
    child: Child,
    output: tempfile::NamedTempFile,
}

impl Starting {
    /// Starts the server and waits until it handles SIGHUP. Tries again where it is ready by then.
    fn new() -> Self {
        for _ in 0..5 {
            let output = tempfile::NamedTempFile::new().unwrap();
            let file = || OpenOptions::new().append(true).open(output.path()).unwrap();
            let child = Command::new(PROGRAM)
                .args(["serve", "--listen", "127.0.0.1:0"])
                .stdout(file())
                .stderr(file())
                .spawn()
                .unwrap();
            let starting = Self { child, output };
            while !starting.handles_hangup() {
                thread::sleep(Duration::from_millis(1));
            }
            if !starting.says("oreatlas is at") {
                return starting;
            }
        }
        panic!("the server handles signals only when it is ready");
    }

    fn handles_hangup(&self) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        u64::from_str_radix(caught.trim(), 16).unwrap() & 1 == 1
    }

    fn says(&self, text: &str) -> bool {
        std::fs::read_to_string(self.output.path()).unwrap().contains(text)
    }

    fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Starting {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn signals_before_the_server_is_ready_do_what_they_do_later() {
    let mut starting = Starting::new();
    for signal in ["-HUP", "-USR1", "-USR2"] {
        starting.signal(signal);
    }
    while !starting.says("the data was read again") {
        assert_eq!(starting.child.try_wait().unwrap(), None, "the server goes on");
        thread::sleep(Duration::from_millis(10));
    }
    assert!(starting.says("oreatlas is at"));
    for signal in ["-QUIT", "-TERM", "-INT"] {
        let mut starting = Starting::new();
        starting.signal(signal);
        assert_eq!(starting.child.wait().unwrap().code(), Some(0), "{signal}");
        assert!(!starting.says("oreatlas is at"), "{signal}: it ends before it has read the data");
    }
}

#[test]
fn an_atlas_that_needs_more_memory_than_allowed_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let atlas = folder.path().join("sites.atlas");
    std::fs::File::create(&atlas).unwrap().set_len(1 << 30).unwrap();
    let serve = |limit: &str| {
        let command = format!("ulimit -v {limit} && exec {PROGRAM} serve --listen 127.0.0.1:0 --data \"$0\"");
        let output = Command::new("sh").args(["-c", &command]).arg(&atlas).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let problem = serve("1000000");
    for part in ["sites.atlas needs at least", "MB of memory", "allowed 1024 MB by", "ulimit -v"] {
        assert!(problem.contains(part), "{part}: {problem}");
    }
    assert!(!serve("unlimited").contains("memory"), "it is no atlas, but it fits");
}
