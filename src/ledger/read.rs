//! A text → the addresses in it, each mistake at its line.
//!
//! The order of lines and repeated lines mean nothing, since git's union of two branches makes both.

use super::address::{Address, AddressError};
use super::{ARROW, Entry, HEADER, Ledger};
use crate::diagnostic::{Bag, Checked, Diagnostic, Fix, Place, codes};
use crate::text::{Source, Span, Spanned, percent_decoded};
use crate::wording::{Wording, words};

/// What the first line begins with, in any version.
const HEADER_START: &str = "# madoguchi anchors ";

/// What git writes between two sides of a conflict.
const CONFLICT_MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Reads a ledger. Lines that say nothing are reported and passed over; an unknown version is
/// reported and nothing of it is read.
pub fn read(source: &Source) -> Checked<Ledger> {
    let mut bag = Bag::new();
    let mut ledger = Ledger {
        path: source.path.clone(),
        ..Ledger::empty()
    };
    let lines: Vec<Spanned<&str>> = lines(source).collect();
    if let Some(version) = lines.iter().find(|line| is_other_version(line.value)) {
        bag.push(unknown_version(Place::new(&source.path, version.span)));
        return bag.with(ledger);
    }
    if let Some(first) = lines.first().filter(|line| line.value != HEADER)
        && !is_conflict_mark(first.value)
    {
        bag.push(no_header(source));
    }
    let mut conflicts = 0;
    for line in &lines {
        let place = Place::new(&source.path, line.span);
        if is_conflict_mark(line.value) {
            // The other marks of the file are the same mistake.
            if conflicts == 0 {
                bag.push(conflict(place));
            }
            conflicts += 1;
        } else if line.value != HEADER {
            match entry(source, line) {
                Ok((address, entry)) => ledger.enter(address, entry, &mut bag),
                Err((place, text, error)) => bag.push(no_address(place, text, error)),
            }
        }
    }
    bag.with(ledger)
}

/// The lines that hold something, without what ends them.
fn lines(source: &Source) -> impl Iterator<Item = Spanned<&str>> {
    let mut at = source.start();
    source.text[at..]
        .split_inclusive('\n')
        .filter_map(move |line| {
            let start = at;
            at += line.len();
            let line = line.trim_end();
            let inner = line.trim_start();
            let start = start + line.len() - inner.len();
            (!inner.is_empty()).then(|| Spanned::new(inner, Span::new(start, start + inner.len())))
        })
}

fn is_other_version(line: &str) -> bool {
    line.starts_with(HEADER_START) && line != HEADER
}

fn is_conflict_mark(line: &str) -> bool {
    CONFLICT_MARKS.iter().any(|mark| line.starts_with(mark))
}

/// Where something is no address, what stands there, and why it is none.
type NoAddress<'l> = (Place, &'l str, AddressError);

fn entry<'l>(source: &Source, line: &Spanned<&'l str>) -> Result<(Address, Entry), NoAddress<'l>> {
    let part = |text: &'l str, at: usize| {
        let start = line.span.start as usize + at;
        let span = Span::new(start, start + text.len());
        match Address::parse(text) {
            Ok(address) => Ok(Spanned::new(address, span)),
            Err(error) => Err((Place::new(&source.path, span), text, error)),
        }
    };
    let (from, to) = match line.value.split_once(ARROW) {
        Some((from, to)) => (from, Some((to, from.len() + ARROW.len()))),
        None => (line.value, None),
    };
    let address = part(from, 0)?.value;
    let to = to.map(|(to, at)| part(to, at)).transpose()?;
    let span = line.span;
    Ok((address, Entry { span, to }))
}

impl Ledger {
    /// Enters a line; one that retires an address says more than one that only names it.
    fn enter(&mut self, address: Address, entry: Entry, bag: &mut Bag) {
        let Some(known) = self.entries.get_mut(&address) else {
            self.entries.insert(address, entry);
            return;
        };
        match (&known.to, &entry.to) {
            (None, Some(_)) => *known = entry,
            (Some(first), Some(second)) if first.value != second.value => {
                let place = |span| Place::new(&self.path, span);
                bag.push(two_targets(place(second.span), place(first.span), &address));
            }
            _ => {}
        }
    }
}

fn unknown_version(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::LEDGER_VERSION,
        place,
        words(
            "この版の台帳は読めません",
            "ledgers of this version cannot be read",
        ),
    )
    .help(words(
        format!("Madoguchiを新しくするか、先頭の行を `{HEADER}` にしてください"),
        format!("use a newer Madoguchi, or let the first line be `{HEADER}`"),
    ))
}

fn no_header(source: &Source) -> Diagnostic {
    let start = Span::at(source.start());
    Diagnostic::new(
        codes::LEDGER_VERSION,
        Place::new(&source.path, start),
        words(
            "先頭の行に台帳の版がありません",
            "the first line does not say the ledger's version",
        ),
    )
    .help(words(
        format!("先頭に `{HEADER}` の行を置いてください"),
        format!("let the first line be `{HEADER}`"),
    ))
    .fix(Fix::replace(&source.path, start, format!("{HEADER}\n")))
}

fn conflict(place: Place) -> Diagnostic {
    Diagnostic::new(
        codes::BAD_LEDGER,
        place,
        words(
            "gitのマージの競合が解決されていません",
            "a conflict of git's is not resolved",
        ),
    )
    .help(words(
        "両方の行を残し、印の行だけを消してください。`.gitattributes` に `anchors.lock merge=union` と書くと、競合しなくなります",
        "keep the lines of both sides and remove the marks; with `anchors.lock merge=union` in `.gitattributes` git does so itself",
    ))
}

fn two_targets(place: Place, first: Place, address: &Address) -> Diagnostic {
    Diagnostic::new(
        codes::RETIRED_TWICE,
        place,
        words(
            format!("`{address}` の移動先が二つあります"),
            format!("`{address}` is retired to two places"),
        ),
    )
    .label(first, words("もう一つの移動先", "the other one is here"))
    .help(words(
        "どちらかの行を消してください",
        "remove one of the two lines",
    ))
}

fn no_address(place: Place, text: &str, error: AddressError) -> Diagnostic {
    Diagnostic::new(
        codes::BAD_LEDGER,
        place,
        words(
            format!("`{text}` はページや見出しのアドレスではありません"),
            format!("`{text}` is no address of a page or heading"),
        ),
    )
    .help(how_to_write(text, error))
}

/// How an address is written that is none as it stands.
fn how_to_write(text: &str, error: AddressError) -> Wording {
    let instead = match error {
        AddressError::Encoded => percent_decoded(text),
        AddressError::NoEnd => match text.split_once('#') {
            Some((page, anchor)) => format!("{page}/#{anchor}"),
            None => format!("{text}/"),
        },
        AddressError::NoStart if !text.starts_with('#') => format!("/{text}"),
        _ => String::new(),
    };
    if Address::parse(&instead).is_ok() {
        return words(
            format!("`{instead}` と書いてください"),
            format!("write `{instead}`"),
        );
    }
    words(
        "一行に一つ、`/phone/` か `/phone/#callback`、移したものは `/phone/#old -> /chat/#new` の形で書いてください",
        "write one a line, like `/phone/` or `/phone/#callback`, and what was retired like `/phone/#old -> /chat/#new`",
    )
}
