//! A code's reason and cure, at length, in both languages: what `madoguchi explain CODE` prints.
//!
//! A message says what is wrong at one place; here stands what the rule is for, so that a reader can
//! judge whether to mend the text, the data or the settings. Each ends with an example.

mod anchors;
mod channels;
mod config;
mod files;
mod hours;
mod markdown;
mod moving;
mod names;
mod pages;
mod prose;
mod templates;
mod writing;

use super::Code;
use crate::wording::{Wording, words};

/// A code, and its explanation in Japanese and in English.
type Explained = (Code, &'static str, &'static str);

/// The explanation of a code.
pub fn explanation(code: Code) -> Option<Wording> {
    let areas: [&[Explained]; 12] = [
        config::EXPLAINED,
        files::EXPLAINED,
        pages::EXPLAINED,
        markdown::EXPLAINED,
        names::EXPLAINED,
        anchors::EXPLAINED,
        channels::EXPLAINED,
        hours::EXPLAINED,
        prose::EXPLAINED,
        templates::EXPLAINED,
        writing::EXPLAINED,
        moving::EXPLAINED,
    ];
    let (_, ja, en) = areas.into_iter().flatten().find(|(of, _, _)| *of == code)?;
    Some(words(*ja, *en))
}
