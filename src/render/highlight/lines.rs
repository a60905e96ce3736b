//! Lines that were read before: most code repeats lines of other code, and to read one costs a
//! hundred times what it costs to look it up.
//!
//! What a line means follows from its language, the state in which the line before it left the
//! parser, and its letters. So that is the key, and what comes out is the same with and without this
//! memory. There is a fixed room: what finds none is read each time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use syntect::parsing::{ParseState, ParsingError, ScopeStackOp, SyntaxReference, SyntaxSet};

/// States of one language that are told apart. Names that must come back, as those of here documents,
/// make ever more of them.
const MOST_STATES: usize = 64;
/// The room, in bytes.
const ROOM: usize = 8 << 20;
/// Longer lines, in bytes, are hardly ever met twice.
const LONGEST: usize = 160;

/// How the scopes change along a line.
pub(super) type Changes = Arc<[(usize, ScopeStackOp)]>;

/// The lines that were read, of all languages.
#[derive(Debug, Default)]
pub(super) struct Lines {
    languages: Mutex<HashMap<String, Arc<Mutex<Language>>>>,
    taken: AtomicUsize,
}

/// The lines of one language.
#[derive(Debug)]
struct Language {
    /// The states that have a number; the first is that before the first line.
    states: Vec<ParseState>,
    /// By the number of the state before them: lines, what they change, the state after them.
    lines: Vec<HashMap<Box<str>, (Changes, usize)>>,
}

impl Lines {
    /// Forgets all of them.
    pub(super) fn forget(&self) {
        lock(&self.languages).clear();
        self.taken.store(0, Ordering::Relaxed);
    }

    /// Begins to read code.
    pub(super) fn reader<'l>(&'l self, syntax: &SyntaxReference, set: &'l SyntaxSet) -> Reader<'l> {
        let new = || {
            Arc::new(Mutex::new(Language {
                states: vec![ParseState::new(syntax)],
                lines: vec![HashMap::new()],
            }))
        };
        let mut languages = lock(&self.languages);
        let known = languages.get(&syntax.name).cloned();
        let language = known.unwrap_or_else(|| {
            let name = syntax.name.clone();
            languages.entry(name).or_insert_with(new).clone()
        });
        drop(languages);
        Reader {
            all: self,
            language,
            set,
            state: State::Numbered(0),
        }
    }

    /// Takes room for a line, if there is any.
    fn take(&self, line: &str, changes: &Changes) -> bool {
        let bytes = 128 + line.len() + size_of_val(&**changes);
        let taken = self.taken.fetch_add(bytes, Ordering::Relaxed);
        taken < ROOM
    }
}

/// Code that is being read, line after line.
pub(super) struct Reader<'l> {
    all: &'l Lines,
    language: Arc<Mutex<Language>>,
    set: &'l SyntaxSet,
    state: State,
}

/// Whether a line was read before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    Before,
    New,
}

/// Where a reader is.
enum State {
    /// In a state that has a number.
    Numbered(usize),
    /// In another one.
    Other(ParseState),
}

impl Reader<'_> {
    /// Reads the next line, its end included.
    pub(super) fn read(&mut self, line: &str) -> Result<(Changes, Met), ParsingError> {
        let (mut parser, before) = match &self.state {
            State::Other(parser) => (parser.clone(), None),
            State::Numbered(number) => {
                let language = lock(&self.language);
                if let Some((changes, after)) = language.lines[*number].get(line) {
                    self.state = State::Numbered(*after);
                    return Ok((changes.clone(), Met::Before));
                }
                (language.states[*number].clone(), Some(*number))
            }
        };
        let changes: Changes = parser.parse_line(line, self.set)?.into();
        let mut language = lock(&self.language);
        let after = language.number_of(&parser);
        if let (Some(before), Some(after)) = (before, after)
            && line.len() <= LONGEST
            && self.all.take(line, &changes)
        {
            language.lines[before].insert(line.into(), (changes.clone(), after));
        }
        self.state = after.map_or(State::Other(parser), State::Numbered);
        Ok((changes, Met::New))
    }
}

impl Language {
    /// The number of a state, which gets one if there are not too many.
    fn number_of(&mut self, state: &ParseState) -> Option<usize> {
        if let Some(number) = self.states.iter().position(|known| known == state) {
            return Some(number);
        }
        if self.states.len() == MOST_STATES {
            return None;
        }
        self.states.push(state.clone());
        self.lines.push(HashMap::new());
        Some(self.states.len() - 1)
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    // Whole values are put in, so a thread that died left nothing half done.
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
