//! Whether this process may use as much memory as an atlas needs. Without this check the system would kill it without a
//! message.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

/// The least that the program takes beside an atlas, in bytes.
const BASE: u64 = 24 << 20;

/// Checks that an atlas file can be opened within the limits of this process, beside what it holds already: during a
/// reload, the atlas that is being served.
///
/// The least that an atlas may need, with the indexes over it, is one and a half times the size of its file. A file of 127 MB
/// took 268 MB, one of 167 MB 298 MB.
pub(crate) fn check(atlas: &Path) -> anyhow::Result<()> {
    let size = atlas.metadata().with_context(|| format!("cannot read {}", atlas.display()))?.len();
    let needed = size + size / 2;
    let held = held().unwrap_or_default().max(BASE);
    let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
    for (allowed, source) in limits() {
        if allowed < needed + held {
            bail!(
                "{} needs at least {} MB of memory beside the {} MB that this process holds already, and the process is \
                 allowed {} MB by {source}; raise that limit, or use an atlas with fewer sites",
                atlas.display(),
                megabytes(needed),
                megabytes(held),
                megabytes(allowed)
            );
        }
    }
    Ok(())
}

/// The memory that this process has filled and cannot give back, in bytes; `None` if the system does not report it.
fn held() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes << 10)
}

/// The limits on the memory of this process, in bytes, with what sets them. A limit that cannot be read counts as none. By
/// hand: crates for this read the cgroup at the root alone, or bring a survey of the whole system.
fn limits() -> impl Iterator<Item = (u64, String)> {
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let group =
        groups.lines().find_map(|line| line.strip_prefix("0::/")).map(|path| Path::new("/sys/fs/cgroup").join(path));
    // A group cannot use more than any of those around it.
    let files =
        group.into_iter().flat_map(|group| group.ancestors().map(|group| group.join("memory.max")).collect::<Vec<_>>());
    let groups = files.filter_map(|file: PathBuf| {
        let allowed = fs::read_to_string(&file).ok()?.trim().parse().ok()?;
        Some((allowed, file.display().to_string()))
    });
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let address_space = limits.lines().find_map(|line| {
        let soft = line.strip_prefix("Max address space")?.split_whitespace().next()?;
        Some((soft.parse().ok()?, "the limit on its address space (ulimit -v)".to_owned()))
    });
    groups.chain(address_space)
}
