//! What would change in texts, as a unified diff: for `git apply`, or drawn for people.
//!
//! Names are relative to the site and there is no `diff --git` line, so `git apply` and `patch -p1` take
//! it in the site's folder, wherever the repository begins. For programs every byte is exact; what
//! people see cannot steer their terminal.

use std::fmt::Write as _;
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use super::{Color, calm};
use crate::text::SourcePath;

/// So many unchanged lines are shown around what changes.
const AROUND: usize = 3;

/// The changes of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    kind: LineKind,
    /// With its sign, and its end as it is in the file.
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineKind {
    File,
    Place,
    Same,
    Gone,
    New,
}

impl Patch {
    /// Adds what changes in a file; nothing if nothing does.
    pub fn add(&mut self, path: &SourcePath, before: &str, after: &str) {
        let old: Vec<&str> = before.split_inclusive('\n').collect();
        let new: Vec<&str> = after.split_inclusive('\n').collect();
        let changes = capture_diff_slices(Algorithm::Myers, &old, &new);
        if changes.iter().all(|change| change.tag() == DiffTag::Equal) {
            return;
        }
        self.push(LineKind::File, format!("--- {}\n", name("a", path)));
        self.push(LineKind::File, format!("+++ {}\n", name("b", path)));
        for hunk in group_diff_ops(changes, AROUND) {
            self.hunk(&hunk, &old, &new);
        }
    }

    /// The patch, byte for byte.
    pub fn exact(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect()
    }

    /// The patch for people.
    pub fn shown(&self, color: Color) -> String {
        let mut out = String::new();
        for Line { kind, text } in &self.lines {
            let (letters, end) = text.split_at(text.trim_end_matches('\n').len());
            let letters: Vec<_> = letters.split('\t').map(calm).collect();
            let letters = letters.join("\t");
            let paint = match (color, kind) {
                (Color::Plain, _) | (_, LineKind::Same) => None,
                (Color::Ansi, LineKind::File) => Some(1),
                (Color::Ansi, LineKind::Place) => Some(36),
                (Color::Ansi, LineKind::Gone) => Some(31),
                (Color::Ansi, LineKind::New) => Some(32),
            };
            // Writing to a string cannot fail.
            let _ = match paint {
                Some(paint) => write!(out, "\u{1b}[{paint}m{letters}\u{1b}[0m{end}"),
                None => write!(out, "{letters}{end}"),
            };
        }
        out
    }

    fn push(&mut self, kind: LineKind, text: String) {
        self.lines.push(Line { kind, text });
    }

    fn hunk(&mut self, changes: &[DiffOp], old: &[&str], new: &[&str]) {
        let (Some(first), Some(last)) = (changes.first(), changes.last()) else {
            return;
        };
        let place = |from: Range<usize>, to: Range<usize>| {
            let length = to.end - from.start;
            // An empty stretch is named by the line before it.
            let start = from.start + usize::from(length > 0);
            format!("{start},{length}")
        };
        let (was, is) = (
            place(first.old_range(), last.old_range()),
            place(first.new_range(), last.new_range()),
        );
        self.push(LineKind::Place, format!("@@ -{was} +{is} @@\n"));
        for change in changes {
            let (gone, came) = (&old[change.old_range()], &new[change.new_range()]);
            if change.tag() == DiffTag::Equal {
                self.lines_of(LineKind::Same, ' ', gone);
            } else {
                self.lines_of(LineKind::Gone, '-', gone);
                self.lines_of(LineKind::New, '+', came);
            }
        }
    }

    fn lines_of(&mut self, kind: LineKind, sign: char, lines: &[&str]) {
        for line in lines {
            let is_ended = line.ends_with('\n');
            let end = if is_ended { "" } else { "\n" };
            self.push(kind, format!("{sign}{line}{end}"));
            if !is_ended {
                self.push(LineKind::Same, "\\ No newline at end of file\n".to_owned());
            }
        }
    }
}

/// A file's name as git writes it: quoted if a letter of it would be misread, and with a closing tab if
/// a space might be taken for its end.
fn name(side: &str, path: &SourcePath) -> String {
    let is_special = |c: char| c.is_control() || matches!(c, '"' | '\\');
    let path = path.as_str();
    if !path.contains(is_special) {
        let end = if path.contains(' ') { "\t" } else { "" };
        return format!("{side}/{path}{end}");
    }
    let mut quoted = format!("\"{side}/");
    for c in path.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    // Writing to a string cannot fail.
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(before: &str, after: &str) -> Patch {
        let mut patch = Patch::default();
        patch.add(&SourcePath::new("content/窓 口.md"), before, after);
        patch
    }

    #[test]
    fn shows_what_changes_and_three_lines_around() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let after = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n";
        assert_eq!(
            patch(before, after).exact(),
            "--- a/content/窓 口.md\t\n+++ b/content/窓 口.md\t\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        );
        assert_eq!(patch(before, before), Patch::default());
    }

    #[test]
    fn ends_of_lines_and_of_files_are_part_of_it() {
        assert_eq!(
            patch("a\r\nb", "a\r\nc").exact(),
            "--- a/content/窓 口.md\t\n+++ b/content/窓 口.md\t\n@@ -1,2 +1,2 @@\n a\r\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
        );
        let grown = patch("", "a\n").exact();
        assert!(grown.contains("@@ -0,0 +1,1 @@\n+a\n"), "{grown}");
    }

    #[test]
    fn people_see_signs_and_colours() {
        let shown = patch("\u{1b}[2J\ta\n", "b\n").shown(Color::Ansi);
        assert!(shown.contains("\u{1b}[31m-␛[2J\ta\u{1b}[0m\n\u{1b}[32m+b\u{1b}[0m\n"));
        assert!(
            !patch("\u{1b}a\n", "b\n")
                .shown(Color::Plain)
                .contains('\u{1b}')
        );
    }

    #[test]
    fn a_name_that_would_be_misread_is_quoted() {
        let path = SourcePath::new("content/a\"b\u{7}.md");
        assert_eq!(name("a", &path), "\"a/content/a\\\"b\\007.md\"");
    }
}
