//! The floor: the shortest program that reads pages, parses them, colours their code and writes them.
//!
//! It checks nothing, joins nothing, knows no templates, no navigation, no search and no other page, and what it
//! writes replaces nothing safely: what a build takes beyond it is the price of all that. It uses the parser, the
//! highlighter, the syntaxes and the threads that Madoguchi uses.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

/// Builds a site into a folder.
pub(crate) fn build(root: &Path, output: &Path) -> io::Result<()> {
    let mut pages = Vec::new();
    list(&root.join("content"), &mut pages)?;
    let content = root.join("content");
    pages.par_iter().try_for_each(|page| -> io::Result<()> {
        let text = fs::read_to_string(page)?;
        let below = page.strip_prefix(&content).unwrap_or(page);
        let folder = output.join(below.with_extension(""));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), self::page(&text))
    })
}

fn list(folder: &Path, pages: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, pages)?;
        } else if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path);
        }
    }
    Ok(())
}

fn page(text: &str) -> String {
    let body = text.splitn(3, "+++\n").nth(2).unwrap_or(text);
    let mut out = String::with_capacity(body.len() * 2);
    out.push_str("<!doctype html><meta charset=utf-8>\n");
    let mut language = None;
    let events = Parser::new_ext(body, Options::all()).filter_map(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) => {
            language = Some(name);
            None
        }
        Event::Text(code) if language.is_some() => {
            let name = language.as_deref().unwrap_or_default();
            Some(Event::Html(coloured(name, &code).into()))
        }
        Event::End(TagEnd::CodeBlock) => {
            language = None;
            None
        }
        other => Some(other),
    });
    html::push_html(&mut out, events);
    out
}

fn set() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

fn coloured(language: &str, code: &str) -> String {
    let mut out = String::with_capacity(code.len() * 3);
    out.push_str("<pre><code>");
    let mut names: HashMap<Scope, String> = HashMap::new();
    let syntax = set().find_syntax_by_token(language);
    let mut state = ParseState::new(syntax.unwrap_or_else(|| set().find_syntax_plain_text()));
    let mut stack = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        let mut from = 0;
        for (at, change) in state.parse_line(line, set()).unwrap_or_default() {
            piece(&mut out, &line[from..at], &stack, &mut names);
            from = at;
            let _ = stack.apply(&change);
        }
        piece(&mut out, &line[from..], &stack, &mut names);
    }
    out + "</code></pre>\n"
}

fn piece(out: &mut String, text: &str, stack: &ScopeStack, names: &mut HashMap<Scope, String>) {
    let Some(scope) = stack.as_slice().last().filter(|_| !text.is_empty()) else {
        return;
    };
    let name = names.entry(*scope).or_insert_with(|| scope.build_string());
    let _ = write!(out, "<span class=\"{name}\">");
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(letter),
        }
    }
    out.push_str("</span>");
}
