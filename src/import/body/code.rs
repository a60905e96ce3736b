//! Fences: languages that would be blocks here, and lines of code that were hidden.

use std::ops::Range;

use super::super::finding;
use super::super::old::Rules;
use super::super::traced::Edit;
use super::Change;
use crate::page::dialect::CodeBlockKind;
use crate::page::foreign::{ForeignEvent as Event, ForeignPlaced, ForeignTag as Tag};
use crate::page::{Fence, fence};
use crate::wording::words;
impl Change<'_> {
    pub(super) fn code(&mut self, events: &[ForeignPlaced<'_>]) {
        for (event, range) in events {
            if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event {
                self.info(info, range);
                self.hidden(info, range);
            }
        }
    }

    /// An info string that would be taken for a block becomes that of code.
    fn info(&mut self, info: &str, range: &Range<usize>) {
        let new = match fence(info) {
            Fence::Code(language) if !language.starts_with('｛') => return,
            Fence::Code(_) | Fence::Unbraced(_) => "text".to_owned(),
            Fence::Block(name) => {
                let name = name.trim_start_matches(['.', '#']);
                let name = name.split([' ', ',', '=']).next().unwrap_or_default();
                match fence(name) {
                    Fence::Code(language) if !language.is_empty() => language.to_owned(),
                    _ => "text".to_owned(),
                }
            }
        };
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        let marks = line.len() - line.trim_start_matches(['`', '~']).len();
        let of = range.start + marks..range.start + line.len();
        let place = self.place(of.clone());
        self.findings.push(finding::markup(
            place,
            info,
            words(
                format!("はここではブロックの意味になるため、`{new}` のコードにしました"),
                format!("would be a block here and became code in `{new}`"),
            ),
        ));
        self.edits.push(Edit::new(of, new));
    }

    /// Takes out lines that readers were not shown.
    fn hidden(&mut self, info: &str, range: &Range<usize>) {
        let Rules::MdBook(prefixes) = &self.shared.site.rules else {
            return;
        };
        let mut parts = info.split([' ', '\t', ',']).filter(|part| !part.is_empty());
        let language = parts.next().unwrap_or_default();
        let own = parts.find_map(|part| part.strip_prefix("hidelines="));
        let Some(prefix) = own.or(prefixes.get(language).map(String::as_str)) else {
            return;
        };
        let (prefix, is_rust) = (prefix.to_owned(), language == "rust" && prefix == "#");
        let block = range.clone();
        let mut at = block.start;
        let mut count = 0;
        let lines: Vec<&str> = self.text[block.clone()].split_inclusive('\n').collect();
        for (number, line) in lines.iter().enumerate() {
            let start = at;
            at += line.len();
            // The fences themselves are no code.
            if number == 0 || number + 1 == lines.len() && is_fence(line) {
                continue;
            }
            let code = line.trim_start_matches([' ', '\t', '>']);
            let Some(rest) = code.strip_prefix(prefix.as_str()) else {
                continue;
            };
            let rest = rest.trim_end_matches(['\n', '\r']);
            if is_rust && rest.starts_with('#') {
                let mark = start + line.len() - code.len();
                self.edits.push(Edit::new(mark..mark + 1, ""));
            } else if !is_rust || rest.is_empty() || rest.starts_with(' ') {
                count += 1;
                self.edits.push(Edit::new(start..at, ""));
            }
        }
        if count > 0 {
            let place = self.place(block.start..block.start + lines[0].trim_end().len());
            self.findings.push(finding::markup(
                place,
                lines[0],
                words(
                    format!("の隠れていた{count}行は、見えないままになるよう取り除きました"),
                    format!("had {count} hidden lines, which were taken out"),
                ),
            ));
        }
    }
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
    line.len() >= 3 && (line.chars().all(|c| c == '`') || line.chars().all(|c| c == '~'))
}
