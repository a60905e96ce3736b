//! A new question at the end of a page of questions, whose other lines stay as they are.

use super::ending::{line_end_of, with_blank_line};
use crate::wording::{Language, words};

/// The page with the question at its end, in the file's own line ends.
pub fn with_question(page: &str, question: &str, id: &str, language: Language) -> String {
    let answer = words("ここに答えを書きます。", "Write its answer here.");
    let answer = answer.of(language);
    let entry = format!("## {question} {{#{id}}}\n\n{answer}\n");
    with_blank_line(page) + &entry.replace('\n', line_end_of(page))
}
