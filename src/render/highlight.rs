//! Code in colours: the one home of the highlighter.
//!
//! The syntaxes are Sublime's, read by syntect; what is written is ours: the deepest scope that
//! means something becomes one of a few one-letter classes and equal neighbours share an element,
//! which takes a tenth of the bytes of syntect's own writer and leaves every colour to the style
//! sheet.
//!
//! The regular expressions of some syntaxes take seconds for a line made to hurt them, so there are
//! budgets: of a line's and a fence's length, and of a thread's *processor time* a fence and a site.
//! What goes over is plain text and told. Processor time rather than a clock, so that a busy machine
//! colours what an idle one does; it is the one measure in the core, and only hostile code meets it.

mod budget;
mod console;
mod fences;
mod lines;
mod paint;
mod syntaxes;

pub use budget::Skipped;
pub use syntaxes::knows;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use syntect::parsing::{ScopeStack, SyntaxReference};

use self::budget::{Meter, SitePurse};
use self::fences::Fences;
use self::lines::{Lines, Met};
use self::paint::Painter;
use crate::digest::Digest;
use crate::theme::escape::push_html;

/// Longer lines, in bytes, are not coloured.
const LONGEST_LINE: usize = 500;
/// Longer fences, in bytes, are not coloured.
const LONGEST_FENCE: usize = 64 * 1024;
/// What one fence may take.
const PER_FENCE: Duration = Duration::from_millis(200);
/// What the first small fence in a language may take besides: the language's expressions are
/// compiled on the way, which is no fault of the fence.
const FIRST_USE: Duration = Duration::from_millis(600);
/// How many fences of a language may be its first: one that fails may have been slow by itself, and time that is
/// given again and again would be without end.
const FIRST_USES: u8 = 3;
/// Up to how many bytes a fence is small: so few cannot be made to cost much.
const SMALL_FENCE: usize = 2 * 1024;
/// Up to how many bytes a fence in a language that is new gets a second try.
const USUAL_FENCE: usize = 16 * 1024;
/// What all fences of a site may take together, besides what each kilobyte of them may take: a site of many
/// pages has much honest code, which takes less.
const PER_SITE: Duration = Duration::from_secs(5);
const PER_KILOBYTE: Duration = Duration::from_millis(8);

/// Coloured code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Painted {
    /// What goes into a `code` element: escaped, with `span`s of one-letter classes.
    pub html: Arc<str>,
    /// Why some or all of it has no colours, where it should have.
    pub skipped: Option<Skipped>,
}

/// Colours code, each distinct piece once. Shared by the threads of a build, and by the builds of
/// a preview.
#[derive(Debug, Default)]
pub struct Highlighter {
    colours: Colours,
    patience: Patience,
    done: Mutex<Fences>,
    lines: Lines,
    /// The syntaxes that were used, and how many first uses each has had.
    uses: Mutex<HashMap<String, u8>>,
    purse: SitePurse,
}

/// How long code may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patience {
    /// As long as honest code does.
    #[default]
    Usual,
    /// As long as it likes: for code that is known, where work is counted and not time.
    Endless,
}

/// Whether colours are wanted at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Colours {
    #[default]
    Given,
    LeftOut,
}

impl Highlighter {
    /// Nothing coloured yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing coloured yet, and so much patience.
    pub fn with(patience: Patience) -> Self {
        Self {
            patience,
            ..Self::default()
        }
    }

    /// One that only says what is too long to be coloured, for those who throw the HTML away.
    pub fn without_colours() -> Self {
        Self {
            colours: Colours::LeftOut,
            ..Self::default()
        }
    }

    /// Starts a site's budget anew; what is coloured already is kept.
    pub fn next_build(&self) {
        self.purse.refill();
    }

    /// Forgets what is coloured already: most of what a long preview has seen is gone again.
    pub fn forget(&self) {
        self.lock().clear();
        self.lines.forget();
        self.purse.refill();
    }

    /// Code in a language as it is named on a fence. An unknown language gives plain text.
    pub fn paint(&self, language: &str, code: &str) -> Painted {
        if console::is_console(&language.to_lowercase()) {
            return Painted {
                html: console::paint(code).into(),
                skipped: None,
            };
        }
        let Some(syntax) = syntaxes::find(language) else {
            return plain(code, None);
        };
        if self.colours == Colours::LeftOut {
            let is_long = |line: &str| line.len() > LONGEST_LINE;
            let long_line = code.split_inclusive('\n').any(is_long);
            let long_line = long_line.then_some(Skipped::LongLine);
            let long_fence = (code.len() > LONGEST_FENCE).then_some(Skipped::LongFence);
            return plain(code, long_fence.or(long_line));
        }
        let key = Digest::of(format!("{}\0{code}", syntax.name).as_bytes());
        if let Some(painted) = self.lock().get(key) {
            return painted;
        }
        let painted = self.paint_new(syntax, code);
        // What was not coloured for want of time may be coloured the next time.
        let lasting = !matches!(painted.skipped, Some(Skipped::Site));
        if lasting {
            self.lock().keep(key, &painted);
        }
        painted
    }

    fn paint_new(&self, syntax: &SyntaxReference, code: &str) -> Painted {
        if code.len() > LONGEST_FENCE {
            return plain(code, Some(Skipped::LongFence));
        }
        if self.patience == Patience::Usual && self.purse.is_empty() {
            return plain(code, Some(Skipped::Site));
        }
        self.purse.bring(code.len());
        let is_cold = self.is_cold(&syntax.name);
        let first_use = if is_cold && code.len() <= SMALL_FENCE {
            FIRST_USE
        } else {
            Duration::ZERO
        };
        let mut painted = self.paint_within(syntax, code, first_use);
        let is_usual = code.len() <= USUAL_FENCE;
        if is_cold && is_usual && matches!(painted, Err(Skipped::Fence)) {
            // By now most of the language is compiled: the second look is at the fence itself.
            painted = self.paint_within(syntax, code, Duration::ZERO);
        }
        self.used(&syntax.name, painted.is_ok());
        painted.unwrap_or_else(|why| plain(code, Some(why)))
    }

    /// One try; what it takes beyond `free` is the site's.
    fn paint_within(
        &self,
        syntax: &SyntaxReference,
        code: &str,
        free: Duration,
    ) -> Result<Painted, Skipped> {
        let meter = Meter::start();
        // Syntect panics where a syntax holds an expression that its engine cannot compile; that
        // must cost the colours, not the page.
        let painted = catch_unwind(AssertUnwindSafe(|| {
            self.coloured(syntax, code, &meter, PER_FENCE + free)
        }))
        .unwrap_or(Err(Skipped::Failed));
        self.purse.take(meter.spent().saturating_sub(free));
        painted
    }

    fn coloured(
        &self,
        syntax: &SyntaxReference,
        code: &str,
        meter: &Meter,
        limit: Duration,
    ) -> Result<Painted, Skipped> {
        let mut reader = self.lines.reader(syntax, syntaxes::set());
        let mut stack = ScopeStack::new();
        let mut painter = Painter::new(code.len());
        let mut skipped = None;
        for line in code.split_inclusive('\n') {
            if line.len() > LONGEST_LINE {
                painter.plain(line);
                skipped = Some(Skipped::LongLine);
                continue;
            }
            let (changes, met) = reader.read(line).map_err(|_| Skipped::Failed)?;
            let mut from = 0;
            for (at, change) in &*changes {
                painter.text(&line[from..*at], stack.as_slice());
                from = *at;
                stack.apply(change).map_err(|_| Skipped::Failed)?;
            }
            painter.text(&line[from..], stack.as_slice());
            // A line that was met before costs less than to ask the clock.
            if met == Met::New && self.patience == Patience::Usual && meter.spent() > limit {
                return Err(Skipped::Fence);
            }
        }
        Ok(Painted {
            html: painter.finish().into(),
            skipped,
        })
    }

    /// Whether the expressions of a syntax may still have to be compiled.
    fn is_cold(&self, syntax: &str) -> bool {
        let uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
        uses.get(syntax).is_none_or(|uses| *uses < FIRST_USES)
    }

    /// Notes that a fence was tried. One that got its colours to its end has compiled what others need.
    fn used(&self, syntax: &str, is_done: bool) {
        let mut uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
        let uses = uses.entry(syntax.to_owned()).or_default();
        *uses = if is_done { FIRST_USES } else { *uses + 1 }.min(FIRST_USES);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Fences> {
        // It holds finished values only, so a thread that died left nothing half done.
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn plain(code: &str, skipped: Option<Skipped>) -> Painted {
    let mut html = String::with_capacity(code.len() + code.len() / 8);
    push_html(&mut html, code);
    Painted {
        html: html.into(),
        skipped,
    }
}

#[cfg(test)]
mod tests;
