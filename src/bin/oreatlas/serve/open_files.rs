//! How many files and connections this process may have open, and what that means for the limits of the server.

use anyhow::bail;
use oreatlas::server::Limits;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// The most file descriptors besides those of connections and finished downloads: the program's own, and those of files
/// that are being written.
const OTHERS: usize = 64;

/// Raises the limit on open files as far as the system lets this process, and returns limits that keep within it.
///
/// # Errors
/// When that leaves no connection.
pub(super) fn within(limits: &Limits) -> anyhow::Result<Limits> {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    let allowed = if raised.is_ok() { maximum } else { current };
    let allowed = allowed.map_or(usize::MAX, |allowed| usize::try_from(allowed).unwrap_or(usize::MAX));
    let Some(limits) = fitting(limits, allowed) else {
        bail!("this process may open {allowed} files, which leaves none for connections; raise that limit (ulimit -n)");
    };
    Ok(limits)
}

/// The limits with as many connections and files as fit into the number of files allowed.
fn fitting(limits: &Limits, allowed: usize) -> Option<Limits> {
    let download_files = limits.download_files.min(allowed / 4).max(1);
    let left = allowed.checked_sub(OTHERS + download_files + limits.reserved).filter(|&left| left > 0)?;
    if left < limits.connections {
        tracing::warn!(
            "this process may open {allowed} files, so it takes {left} connections instead of {}; raise that limit \
             (ulimit -n) or lower --max-connections",
            limits.connections
        );
    }
    Some(Limits { connections: limits.connections.min(left), download_files, ..limits.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_and_files_fit_into_what_is_allowed() {
        let fitting =
            |allowed| fitting(&Limits::DEFAULT, allowed).map(|limits| (limits.connections, limits.download_files));
        assert_eq!(fitting(usize::MAX), Some((1024, 256)));
        assert_eq!(fitting(1024), Some((688, 256)));
        assert_eq!(fitting(300), Some((145, 75)));
        assert_eq!(fitting(100), None);
    }
}
