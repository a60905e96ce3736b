//! What a file looks like from outside: enough to know, without reading it, that it is as it was.
//!
//! Not its name: a file that is renamed over another has another inode. Not its mode: what may not
//! be read any more has another time of change.

use std::time::{Duration, SystemTime};

/// How far apart two writes may be and still bear one time, where the disk counts in nanoseconds:
/// the kernel's clock for files ticks every 1 to 10 ms, and some for slow machines.
const TICK: Duration = Duration::from_millis(50);

/// The same where the disk counts in seconds: FAT in twos, HFS+ and ext3 in ones.
const COARSE_TICK: Duration = Duration::from_secs(2);

/// What stands at a path, a link not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) shape: Shape,
    pub(crate) signature: Signature,
}

/// What kind of thing stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    File,
    Folder,
    Link,
    /// A pipe, socket or device.
    Special,
}

/// A file's length, times and number: equal for as long as nobody writes to it.
///
/// As wide as the widest of all systems, since their types differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    /// In bytes.
    pub(crate) length: u64,
    /// When its content changed last, in nanoseconds since 1970, as its owner may have set it.
    pub(crate) modified: i128,
    /// When anything of it changed last, in nanoseconds since 1970; only the system sets it.
    pub(crate) changed: i128,
    pub(crate) inode: i128,
    pub(crate) device: i128,
}

impl Signature {
    /// Whether a later write is sure to give another signature, when this one is seen at `now`.
    ///
    /// A time far in the future is as good as one in the past: whatever is written now gets
    /// another.
    pub(crate) fn is_settled(&self, now: SystemTime) -> bool {
        let since_1970 = now.duration_since(SystemTime::UNIX_EPOCH);
        let now = since_1970.map_or(0, |since| since.as_nanos()).cast_signed();
        let second = 1_000_000_000;
        let tick = match self.changed % second {
            0 => COARSE_TICK,
            _ => TICK,
        };
        (now - self.changed).unsigned_abs() > tick.as_nanos()
    }

    /// Whether it is the same file or folder, whatever became of it.
    pub(crate) fn is_same_place(&self, other: &Self) -> bool {
        (self.inode, self.device) == (other.inode, other.device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(nanoseconds: i128) -> Signature {
        Signature {
            length: 1,
            modified: 0,
            changed: nanoseconds,
            inode: 1,
            device: 1,
        }
    }

    #[test]
    fn a_file_of_this_very_moment_may_be_written_again_unseen() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
        let at = |milliseconds: i128| changed(milliseconds * 1_000_000 + 1).is_settled(now);
        assert!(at(900_000));
        assert!(at(999_940));
        assert!(!at(999_960));
        assert!(!at(1_000_000));
        assert!(!at(1_000_040), "the clock was set back a little");
        assert!(at(2_000_000), "a file of the future is read once");
    }

    #[test]
    fn a_disk_that_counts_in_seconds_gets_seconds() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
        let at = |second: i128| changed(second * 1_000_000_000).is_settled(now);
        assert!(!at(1_000));
        assert!(!at(998));
        assert!(at(997));
    }
}
