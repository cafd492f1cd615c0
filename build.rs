//! Builds the page, which the program embeds. When its sources are newer than `web/dist`, npm installs its packages (without
//! install scripts) and Vite builds it. A packaged crate contains the built page.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

/// What the page is built from, relative to `web/`.
const SOURCES: [&str; 7] =
    ["src", "messages", "basemap/out", "index.html", "package.json", "package-lock.json", "vite.config.ts"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=data");
    let web = Path::new("web");
    println!("cargo:rerun-if-changed=web/dist/index.html");
    if !web.join("package.json").exists() {
        // A packaged crate has no sources of the page.
        return;
    }
    for source in SOURCES {
        println!("cargo:rerun-if-changed=web/{source}");
    }
    let built = modified(&web.join("dist/index.html"));
    let newest = SOURCES.iter().filter_map(|source| newest(&web.join(source)).ok()).max();
    if built.is_some() && built >= newest {
        return;
    }
    let installed = modified(&web.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < modified(&web.join("package-lock.json")) {
        npm(web, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    }
    npm(web, &["run", "build"]);
}

fn npm(web: &Path, arguments: &[&str]) {
    let program = env::var_os("NPM").unwrap_or_else(|| "npm".into());
    let run = Command::new(&program).args(arguments).current_dir(web).output();
    let failed = match run {
        Ok(output) if output.status.success() => return,
        Ok(output) => {
            format!("failed:\n{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
        }
        Err(error) => format!("could not be started ({error}): install Node.js 20 or later"),
    };
    panic!(
        "the page could not be built: `{} {}` in web {failed}",
        PathBuf::from(program).display(),
        arguments.join(" ")
    );
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

fn newest(path: &Path) -> io::Result<SystemTime> {
    let metadata = fs::metadata(path)?;
    let mut newest = metadata.modified()?;
    if metadata.is_dir() {
        for entry in fs::read_dir(path)? {
            newest = newest.max(self::newest(&entry?.path())?);
        }
    }
    Ok(newest)
}
