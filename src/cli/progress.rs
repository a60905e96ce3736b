//! A line that says how far a build is, drawn only if it takes long enough to wonder.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::wording::{Language, words};

/// How long a build may take in silence.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is drawn.
const RHYTHM: Duration = Duration::from_millis(100);

/// What takes its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// A build writes files.
    Files,
    /// Other sites are asked for pages.
    Links,
}

/// The line; dropped, it is gone.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to wait; nothing is ever drawn unless somebody watches.
    pub(super) fn begin(is_watched: bool, language: Language, work: Work) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let drawing = is_watched.then(|| {
            let (stop, stopped) = mpsc::channel();
            let done = Arc::clone(&done);
            let thread = std::thread::spawn(move || {
                let mut wait = PATIENCE;
                while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    draw(work, done.load(Ordering::Relaxed), language);
                    wait = RHYTHM;
                }
                if wait == RHYTHM {
                    clear();
                }
            });
            (stop, thread)
        });
        Self { done, drawing }
    }

    /// One more file is written, one more link asked for.
    pub(super) fn one_more(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.drawing.take() {
            drop(stop);
            // It cannot have panicked, and if it had, the build would not be worse for it.
            let _ = thread.join();
        }
    }
}

fn draw(work: Work, done: usize, language: Language) {
    let words = match work {
        Work::Files if done == 0 => words("読み込んでいます…", "reading …"),
        Work::Files => words(
            format!("書き出しています… {done}ファイル"),
            format!("writing … {done} files"),
        ),
        Work::Links => words(
            format!("外部サイトのリンクを確かめています… {done}件"),
            format!("asking other sites … {done} links"),
        ),
    };
    let _ = write!(io::stderr().lock(), "\r\u{1b}[K{}", words.of(language));
}

fn clear() {
    let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
}
