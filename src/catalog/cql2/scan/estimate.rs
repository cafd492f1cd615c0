//! How long a test takes for all rows, estimated from a sample of them.
//!
//! The cost of a condition depends on the data, on what other conditions decide before it, and on the machine. So it is not
//! computed from constants but measured: on blocks that are spread over the rows, in processor time, which does not grow when
//! other computations share the core.

use super::{Mask, ROWS, Scan};
use crate::catalog::{Stop, Stopped, stop::processor_time};

/// The number of blocks in the sample: in an atlas of 300,000 sites, one of 293.
const SAMPLE: usize = 16;

/// Fewer blocks than this are not worth an estimate.
const MIN_BLOCKS: usize = 64 * SAMPLE;

/// A test that takes very long is refused after this number of blocks, because the whole sample would take long too.
const FEWEST: usize = 4;

/// Refuses a test that would take longer than `stop` allows for the rows in `passing`. The estimate is rather too low than
/// too high: of the blocks in the sample it takes the lower quartile, so that a few expensive rows do not count for all.
/// Does nothing if there are few rows, or if any length is allowed.
///
/// # Errors
/// When it would take longer, or `stop` was given.
pub(super) fn check(scan: &Scan<'_>, passing: &[Mask], stop: &Stop) -> Result<(), Stopped> {
    if !stop.has_limit() || passing.len() < MIN_BLOCKS {
        return Ok(());
    }
    let blocks: Vec<usize> = (0..passing.len()).filter(|&block| passing[block] != 0).collect();
    if blocks.len() < MIN_BLOCKS {
        return Ok(());
    }
    let mut times = Vec::with_capacity(SAMPLE);
    for number in 0..SAMPLE {
        stop.check()?;
        // In the middle of each of as many parts, in an order in which the first few are spread as well.
        let part = number * 5 % SAMPLE;
        let block = blocks[(2 * part + 1) * blocks.len() / (2 * SAMPLE)];
        let begin = processor_time();
        scan(block * ROWS, passing[block]);
        times.push(processor_time().saturating_sub(begin));
        times.sort_unstable();
        if times.len() >= FEWEST {
            stop.expect(times[times.len() / 4] * u32::try_from(blocks.len()).unwrap_or(u32::MAX))?;
        }
    }
    Ok(())
}
