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

/// The files with the limits of a group in a line of `/proc/self/cgroup` (`cgroups(7)`), of version 2 or 1, and of those
/// around it: a group cannot use more than any of them.
fn limit_files(line: &str) -> Vec<PathBuf> {
    let (folder, name, path) = match line.splitn(3, ':').collect::<Vec<_>>()[..] {
        ["0", "", path] => ("/sys/fs/cgroup", "memory.max", path),
        [_, controllers, path] if controllers.split(',').any(|controller| controller == "memory") => {
            ("/sys/fs/cgroup/memory", "memory.limit_in_bytes", path)
        }
        _ => return Vec::new(),
    };
    let group = Path::new(folder).join(path.trim_start_matches('/'));
    group.ancestors().take_while(|around| around.starts_with(folder)).map(|around| around.join(name)).collect()
}

/// The limits on the memory of this process, in bytes, with what sets them. A limit that cannot be read counts as none. By
/// hand: crates for this read the cgroup at the root alone, or bring a survey of the whole system.
fn limits() -> impl Iterator<Item = (u64, String)> {
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let files: Vec<PathBuf> = groups.lines().flat_map(limit_files).collect();
    let groups = files.into_iter().filter_map(|file| {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_found_in_both_versions_of_cgroups() {
        let files = |line| limit_files(line).iter().map(|file| file.display().to_string()).collect::<Vec<_>>();
        assert_eq!(
            files("0::/a/b"),
            ["/sys/fs/cgroup/a/b/memory.max", "/sys/fs/cgroup/a/memory.max", "/sys/fs/cgroup/memory.max"]
        );
        assert_eq!(
            files("9:memory:/a"),
            ["/sys/fs/cgroup/memory/a/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
        );
        assert_eq!(files("3:cpu,cpuacct:/a"), [""; 0]);
    }
}
