//! How many connections there is room for.
//!
//! A connection costs a descriptor, and so does every file that an answer reads: strangers who open
//! connections must not use up what the site's own files need.

/// How many connections may be open; more wait at the door.
const MOST_CONNECTIONS: u32 = 1536;

/// How many connections may be open on this machine.
#[cfg(unix)]
pub(super) fn connections() -> u32 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    /// Enough for all connections, and for reading a site beside them.
    const ENOUGH: u64 = 4096;

    // What a process starts with is meant for programs of another time: one may ask for more.
    let limit = getrlimit(Resource::Nofile);
    let now = limit.current.unwrap_or(u64::MAX);
    let most = limit.maximum.unwrap_or(u64::MAX);
    let wanted = ENOUGH.min(most);
    let raised = Rlimit {
        current: Some(wanted),
        maximum: limit.maximum,
    };
    let descriptors = if now < wanted && setrlimit(Resource::Nofile, raised).is_ok() {
        wanted
    } else {
        now
    };
    u32::try_from(descriptors / 2)
        .unwrap_or(u32::MAX)
        .min(MOST_CONNECTIONS)
}

/// How many connections may be open on this machine.
#[cfg(not(unix))]
pub(super) fn connections() -> u32 {
    MOST_CONNECTIONS
}
