//! The threads that a site is read and made on.
//!
//! They are started before anything is done, where the system's refusal can still be told as one: rayon
//! would start them at the first work and panic.

use std::error::Error as _;
use std::io;

use rayon::ThreadPoolBuilder;

use super::error::HostError;
use crate::wording::words;

/// Starts them, one a core unless `RAYON_NUM_THREADS` says how many.
pub fn start_threads() -> Result<(), HostError> {
    let Err(error) = ThreadPoolBuilder::new().build_global() else {
        return Ok(());
    };
    // Without a cause they are there already.
    let refusal = error.source().and_then(|cause| cause.downcast_ref());
    refusal.map_or(Ok(()), |refusal| Err(refused(refusal)))
}

fn refused(error: &io::Error) -> HostError {
    HostError::machine(words(
        format!("処理のためのスレッドを開始できません: {error}"),
        format!("cannot start the threads to work on: {error}"),
    ))
    .help(words(
        "プロセス数かメモリーの上限(`ulimit -u`、`ulimit -v`、コンテナーの設定)を上げるか、`RAYON_NUM_THREADS=1` を付けて実行してください",
        "raise the limit for processes or memory (`ulimit -u`, `ulimit -v`, the container's), or run it with `RAYON_NUM_THREADS=1`",
    ))
}
