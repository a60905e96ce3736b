//! The live preview as a state machine: the site as it is comes in, answers and news go out.
//!
//! It touches no disk, clock or network and starts no thread. Whoever drives it hands over the
//! site's files as a value ([`Preview::take`]), asks for what stands at a path ([`Preview::ask`]),
//! runs the tasks that it names wherever there is time ([`Preview::tasks`], [`Task::run`]) and
//! tells browsers its [`Preview::news`]. Every file is made by the same function as in a build, so
//! that what is answered is what a build would write, plus one script element.
//!
//! It never forgets the last good state: while something is broken, everything that was there
//! before is still answered.

mod address;
mod cache;
mod edit;
mod news;
mod reply;
mod state;
mod take;
mod task;

pub use news::News;
pub use reply::{Body, Reply, Standing};
pub use task::{Done, Maker, Task};

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use cache::Cache;
use state::{State, Status};
use task::Purpose;

use crate::compile::{Edition, File, Memo, Options, Wanted, settle};
use crate::diagnostic::{Bag, Diagnostic};
use crate::digest::Digest;
use crate::policy::content_security_policy;
use crate::render::highlight::Highlighter;
use crate::text::{Snapshot, SourcePath};

/// Where the list of what is wrong is answered.
pub const PROBLEMS: &str = "/.madoguchi/problems";

/// The script that each page gets: it listens, and takes in what is new. `{token}` in it is to be
/// replaced by the server's.
pub const CLIENT: &str = include_str!("client.js");

/// How the list of what is wrong looks.
pub const OVERLAY_STYLE: &str = include_str!("overlay.css");

/// What a preview is asked to show.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The config, from the site's root.
    pub config: SourcePath,
    /// What is asked for besides what the files say.
    pub options: Options,
}

/// The live preview of a site.
pub struct Preview {
    setup: Setup,
    memo: Memo,
    highlighter: Arc<Highlighter>,
    maker: Maker,
    snapshot: Arc<Snapshot>,
    edition: Arc<Edition>,
    states: HashMap<File, State>,
    /// How many of them are stale.
    stale: usize,
    /// The files of search that somebody asked for since the site changed last.
    asked_of_search: Vec<File>,
    /// What is to be made, the most urgent first; what has been made meanwhile is passed over.
    queue: VecDeque<File>,
    cache: Cache,
    /// Editions that are over: to put them away takes time that nobody should wait for.
    retired: Vec<Arc<Edition>>,
    /// How many files have had new bytes lately.
    updated: usize,
    /// The files that every page depends on.
    for_all: Arc<[SourcePath]>,
    takes: usize,
    /// What the site as a whole lacks, or what went wrong with us.
    alarm: Option<Diagnostic>,
    /// The version of each page that a browser shows, as it has been told.
    told: BTreeMap<String, Digest>,
    told_problems: Option<Digest>,
    /// Whether something else may be wrong than when findings were told last.
    is_troubled: bool,
    /// The file and the URL of the last edit, until browsers have been told.
    edited: Option<(File, String)>,
}

/// What is to be done to answer.
pub enum Asked {
    /// Nothing: here it is.
    Answer(Reply),
    /// Run this, hand it to [`Preview::done`], and ask again.
    Make(Box<Task>),
}

impl Preview {
    /// A preview of a site as it is. Nothing is made before it is asked for.
    pub fn new(setup: Setup, snapshot: Arc<Snapshot>) -> Self {
        Self::with_maker(setup, snapshot, Arc::new(Edition::make))
    }

    /// The same with another way to make files, for tests of what happens when it fails.
    pub fn with_maker(setup: Setup, snapshot: Arc<Snapshot>, maker: Maker) -> Self {
        let mut memo = Memo::default();
        let highlighter = Arc::new(Highlighter::new());
        let parsed = memo.parse(&snapshot, &setup.config, &setup.options);
        let edition = Edition::declare(parsed, &snapshot, &setup.options, highlighter.clone());
        let mut preview = Self {
            setup,
            memo,
            highlighter,
            maker,
            edition: Arc::new(edition),
            states: HashMap::new(),
            stale: 0,
            asked_of_search: Vec::new(),
            queue: VecDeque::new(),
            cache: Cache::default(),
            retired: Vec::new(),
            updated: 0,
            for_all: take::for_all(&snapshot),
            snapshot,
            takes: 0,
            alarm: None,
            told: BTreeMap::new(),
            told_problems: None,
            is_troubled: true,
            edited: None,
        };
        preview.stale_all(&[]);
        preview
    }

    /// What stands at a path of the server: decoded, in NFC, starting with `/`.
    pub fn ask(&mut self, path: &str) -> Asked {
        match address::resolve(&self.edition, path) {
            address::Stands::File(file) => self.ask_file(&file, Standing::Found),
            address::Stands::Moved(to) => Asked::Answer(Reply::moved(to)),
            address::Stands::Nowhere => self.ask_file(&File::NotFound, Standing::NotFound),
        }
    }

    fn ask_file(&mut self, file: &File, standing: Standing) -> Asked {
        if file.is_of_search() && !self.states.contains_key(file) {
            self.wait_for_search(file);
        }
        let Some(state) = self.states.get(file) else {
            return Asked::Answer(Reply::placeholder(&self.edition));
        };
        let task = |edition: &Arc<Edition>, wanted, purpose| {
            Asked::Make(Box::new(Task {
                edition: edition.clone(),
                maker: self.maker.clone(),
                file: file.clone(),
                generation: state.generation,
                wanted,
                purpose,
            }))
        };
        let kept = self.cache.get(file);
        match (&state.status, kept) {
            (Status::Stale, None) => task(&self.edition, Wanted::Changed(None), Purpose::Show),
            (Status::Stale, Some(_)) => {
                task(&self.edition, Wanted::Changed(state.inputs), Purpose::Show)
            }
            (Status::Good | Status::Broken, Some(body)) => Asked::Answer(Reply::of(
                &self.edition,
                file,
                standing,
                body,
                state.version,
            )),
            (Status::Good, None) => task(&self.edition, Wanted::File, Purpose::Again),
            (Status::Broken, None) => match &state.last_good {
                Some(edition) => task(edition, Wanted::File, Purpose::Again),
                None => Asked::Answer(Reply::placeholder(&self.edition)),
            },
        }
    }

    /// What is to be made next, at most `limit` files: first what stands at these paths, which
    /// browsers show, then what was edited, then the rest, so that every mistake becomes known.
    pub fn tasks(&mut self, on_screen: &[String], limit: usize) -> Vec<Task> {
        for path in on_screen.iter().rev() {
            let file = match address::resolve(&self.edition, path) {
                address::Stands::File(file) => file,
                address::Stands::Nowhere => File::NotFound,
                address::Stands::Moved(_) => continue,
            };
            if self.is_stale(&file) {
                self.queue.push_front(file);
            }
        }
        let mut tasks: Vec<Task> = Vec::new();
        while tasks.len() < limit {
            let Some(file) = self.queue.pop_front() else {
                break;
            };
            if !self.is_stale(&file) || tasks.iter().any(|task| task.file == file) {
                continue;
            }
            let state = &self.states[&file];
            tasks.push(Task {
                edition: self.edition.clone(),
                maker: self.maker.clone(),
                generation: state.generation,
                wanted: Wanted::Changed(state.inputs),
                purpose: Purpose::Know,
                file,
            });
        }
        tasks
    }

    /// Takes what a task came to. What was made for a state that is over is let go.
    pub fn done(&mut self, done: Done) {
        let Some(state) = self.states.get_mut(&done.file) else {
            return;
        };
        if state.generation != done.generation {
            return;
        }
        if done.purpose == Purpose::Again {
            if let Some((body, _)) = done.body {
                self.cache.put(done.file, body);
            } else if state.status == Status::Good {
                // It was made a moment ago: only a bug of our own can be the reason.
                state.findings = done.findings;
                state.rendering = done.rendering;
                state.status = Status::Broken;
            }
            return;
        }
        let was_stale = state.status == Status::Stale;
        self.is_troubled |=
            state.findings != done.findings || state.rendering != done.rendering || self.stale == 1;
        let is_shown = done.purpose == Purpose::Show || self.cache.get(&done.file).is_some();
        let change = state.take(&done);
        if state.status == Status::Good
            && let Some(over) = state.last_good.take()
            && !self.retired.iter().any(|known| Arc::ptr_eq(known, &over))
        {
            self.retired.push(over);
        }
        let keeps_last_good = state.last_good.is_some();
        self.updated += usize::from(change == state::Change::New);
        match (change, done.body) {
            (state::Change::New | state::Change::Same, Some((body, _))) if is_shown => {
                self.cache.put(done.file, body);
            }
            (state::Change::New, _) => self.cache.drop(&done.file),
            (state::Change::Broken, _) if !keeps_last_good => self.cache.drop(&done.file),
            (state::Change::Broken | state::Change::Same, _) => {}
        }
        self.stale -= usize::from(was_stale);
    }

    /// Whether everything has been made (or found wrong) as it is now.
    pub fn is_settled(&self) -> bool {
        self.stale == 0
    }

    /// Everything that is known to be wrong, sorted.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut bag = Bag::new();
        bag.extend(self.alarm.iter().cloned());
        bag.extend(self.edition.findings().cloned());
        for (file, state) in &self.states {
            // Places in a text that has changed meanwhile would lead astray.
            let is_as_shown = state.text == self.edition.text_of(file);
            if is_as_shown && !matches!(file, File::Page(path) if self.snapshot.refuses(path)) {
                bag.extend(state.findings.iter().chain(&state.rendering).cloned());
            }
        }
        let edition = &self.edition;
        let config = &edition.parsed().config;
        settle(bag, config, &self.setup.options, edition.sources())
    }

    /// The files as they are shown; places of findings lie in their texts.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The edition that is shown.
    pub fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    /// Where the site stands on the server: `/`, or the path of its base URL.
    pub fn base(&self) -> &str {
        address::base(&self.edition)
    }

    /// The policy that all pages carry.
    pub fn policy(&self) -> String {
        let images = &self.edition.parsed().config.image_sources;
        content_security_policy(&[("img-src", images)])
    }

    /// A page that says nothing yet.
    pub fn placeholder(&self) -> Reply {
        Reply::placeholder(&self.edition)
    }

    /// The editions that are over, to be dropped where nobody waits for it.
    pub fn take_retired(&mut self) -> Vec<Arc<Edition>> {
        std::mem::take(&mut self.retired)
    }

    /// How many files have had new bytes since this was asked last.
    pub fn take_updated(&mut self) -> usize {
        std::mem::take(&mut self.updated)
    }

    /// The files that an answer depends on most: a driver looks at them before it asks.
    pub fn sources(&self, path: &str) -> Vec<SourcePath> {
        let own = match address::resolve(&self.edition, path) {
            address::Stands::File(File::Page(page) | File::Copy(page)) => Some(page),
            _ => None,
        };
        self.for_all.iter().cloned().chain(own).collect()
    }

    fn is_stale(&self, file: &File) -> bool {
        let state = self.states.get(file);
        state.is_some_and(|state| state.status == Status::Stale)
    }
}
