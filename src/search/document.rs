//! What is found: a page's documents, each with its title, its place and its words.
//!
//! A page's own words and each section are one each, so that a result leads to the heading. What
//! other pages show of a text (`{include}`, answers of `{faq}`) belongs to where it is written.

use super::plan::LanguagePlan;
use crate::page::{self, Dialect, EventList, Heading, Kind, SectionLetters};
use crate::site::joined::{
    CellLine, JoinedBlock, JoinedBody, JoinedCell, JoinedChannel, JoinedTable, Rich, RichWords,
};
use crate::site::{ChannelJoined, JoinedPage, Route, Site, encode};

/// What is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Its heading.
    pub title: String,
    /// The titles above it, from the outermost.
    pub path: Vec<String>,
    /// Where it is, from the site's root, percent-encoded: `phone/#hours`.
    pub href: String,
    /// Its words.
    pub prose: String,
    /// Its code.
    pub code: String,
    /// The group of the channel's words, if it is one.
    pub group: Option<usize>,
}

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentKind {
    /// What stands below a heading.
    #[default]
    Section,
    /// A page, with what stands above its first heading.
    Page,
    /// A question and its answer.
    Question,
    /// A channel.
    Channel,
}

/// The documents of a page by slot. `above` are the titles above the page. A slot is empty where its
/// words belong to another: the heading that is the page's title.
pub fn documents(
    site: &Site,
    at: usize,
    read: &EventList<'_>,
    joined: &JoinedPage,
    above: &[String],
    plan: &LanguagePlan,
) -> Vec<Option<Document>> {
    let of = &site.pages[at];
    let shown = |ordinal: usize| letters_of(&joined.body, ordinal);
    let sections = page::sections(read, &shown);
    let mut page = PageSearched {
        joined,
        above,
        home: encode(of.route.url.trim_start_matches('/')),
        is_faq: of.page.front.kind == Kind::Faq,
        plan,
        path: Vec::new(),
        cards: plan.cards_of(at).map(|(id, at)| (id, at, None)).collect(),
    };
    let mut first = page.itself();
    let mut documents = Vec::with_capacity(sections.len() + page.cards.len());
    for (slot, section) in sections.into_iter().enumerate() {
        let heading = slot.checked_sub(1);
        let heading = heading.and_then(|at| Some((of.page.body.headings.get(at)?, at)));
        match heading {
            Some((heading, at)) if joined.title_id.as_ref() != Some(&heading.id) => {
                let mut document = page.below(heading, &joined.headings[at]);
                page.fill(&mut document, section);
                documents.push(Some(document));
            }
            _ => {
                page.fill(&mut first, section);
                documents.push(None);
            }
        }
    }
    documents[0] = Some(first);
    documents.extend(page.cards.into_iter().map(|(_, _, document)| document));
    documents
}

/// A page whose documents are being put together.
struct PageSearched<'p> {
    joined: &'p JoinedPage,
    above: &'p [String],
    /// Its address from the site's root.
    home: String,
    is_faq: bool,
    plan: &'p LanguagePlan,
    /// Levels and titles of the headings that are open.
    path: Vec<(u8, String)>,
    /// The channels that are documents of the page, with the ordinals of their blocks.
    cards: Vec<(&'p String, usize, Option<Document>)>,
}

impl PageSearched<'_> {
    fn itself(&self) -> Document {
        Document {
            kind: DocumentKind::Page,
            title: self.joined.title.clone(),
            path: self.above.to_vec(),
            href: self.home.clone(),
            prose: self.joined.description.clone().unwrap_or_default(),
            ..Document::default()
        }
    }

    fn below(&mut self, heading: &Heading, title: &str) -> Document {
        self.path.retain(|(level, _)| *level < heading.level);
        let mut path = self.above.to_vec();
        path.push(self.joined.title.clone());
        path.extend(self.path.iter().map(|(_, title)| title.clone()));
        self.path.push((heading.level, title.to_owned()));
        let is_question = self.is_faq && heading.level == 2;
        Document {
            kind: if is_question {
                DocumentKind::Question
            } else {
                DocumentKind::Section
            },
            title: title.to_owned(),
            path,
            href: format!("{}#{}", self.home, encode(&heading.id)),
            ..Document::default()
        }
    }

    /// Puts the words of a section into its document; the card of a channel is one of its own.
    fn fill(&mut self, document: &mut Document, section: SectionLetters) {
        push_line(&mut document.prose, &section.prose);
        document.code.push_str(&section.code);
        for block in section.blocks {
            let Some(resolved) = self.joined.body.blocks.get(block) else {
                continue;
            };
            let card = self.cards.iter_mut().find(|(_, of, _)| *of == block);
            match (resolved, card) {
                (JoinedBlock::Channel(channel), Some((id, _, card))) => {
                    let mut path = document.path.clone();
                    path.push(document.title.clone());
                    *card = Some(Document {
                        kind: DocumentKind::Channel,
                        title: letters(&channel.name),
                        path,
                        href: document.href.clone(),
                        prose: words_of(resolved),
                        group: self.plan.synonyms.channels.get(*id).copied(),
                        ..Document::default()
                    });
                }
                _ => push_line(&mut document.prose, &words_of(resolved)),
            }
        }
    }
}

/// The document of a channel's own page.
pub fn of_channel(
    id: &str,
    route: &Route,
    joined: &ChannelJoined,
    plan: &LanguagePlan,
) -> Document {
    let mut prose = String::new();
    for block in &joined.blocks {
        push_line(&mut prose, &words_of(block));
    }
    Document {
        kind: DocumentKind::Channel,
        title: joined.name.clone(),
        href: encode(route.url.trim_start_matches('/')),
        prose,
        group: plan.synonyms.channels.get(id).copied(),
        ..Document::default()
    }
}

/// The words that a reader sees of a block of data.
fn words_of(block: &JoinedBlock) -> String {
    let mut out = String::new();
    match block {
        JoinedBlock::Table(table) => push_table(&mut out, table),
        JoinedBlock::Channel(channel) => push_card(&mut out, channel),
        JoinedBlock::Week(week) => {
            push_rich(&mut out, week.caption.as_ref());
            push_line(&mut out, &week.name);
            push_line(&mut out, week.said.as_deref().unwrap_or_default());
        }
        JoinedBlock::Chooser(chooser) => {
            push_rich(&mut out, chooser.caption.as_ref());
            chooser
                .rows
                .iter()
                .flatten()
                .for_each(|cell| push_cell(&mut out, cell));
        }
        JoinedBlock::Notices(notices) => {
            for notice in notices {
                push_rich(&mut out, Some(&notice.text));
                push_line(&mut out, &notice.dates);
            }
        }
        JoinedBlock::Faq(faq) => push_rich(&mut out, faq.caption.as_ref()),
        JoinedBlock::Include(_) | JoinedBlock::Custom(..) | JoinedBlock::Broken => {}
    }
    out
}

fn push_table(out: &mut String, table: &JoinedTable) {
    push_rich(out, table.caption.as_ref());
    for head in &table.head {
        push_rich(out, Some(&head.content));
    }
    for group in &table.groups {
        push_rich(out, group.title.as_ref());
        let cells = group.rows.iter().flat_map(|row| &row.cells);
        cells.for_each(|cell| push_cell(out, cell));
    }
}

fn push_card(out: &mut String, card: &JoinedChannel) {
    push_rich(out, card.caption.as_ref());
    push_rich(out, Some(&card.name));
    push_line(out, card.kind.as_deref().unwrap_or_default());
    for (label, cell) in &card.fields {
        push_line(out, label);
        push_cell(out, cell);
    }
    card.parts.iter().for_each(|part| push_card(out, part));
}

fn push_cell(out: &mut String, cell: &JoinedCell) {
    for CellLine {
        name,
        content,
        note,
        // What a clock says is nothing to be found.
        open: _,
    } in &cell.lines
    {
        push_rich(out, name.as_ref());
        push_rich(out, Some(content));
        push_rich(out, note.as_ref());
    }
}

fn push_rich(out: &mut String, rich: Option<&Rich>) {
    if let Some(rich) = rich {
        push_line(out, &letters(rich));
    }
}

fn push_line(out: &mut String, letters: &str) {
    if !out.is_empty() && !letters.is_empty() {
        out.push('\n');
    }
    out.push_str(letters);
}

fn letters(rich: &Rich) -> String {
    match &rich.words {
        RichWords::Plain(text) | RichWords::Link { text, .. } => text.clone(),
        RichWords::Markdown { text, joined } => {
            let shown = |ordinal: usize| letters_of(joined, ordinal);
            page::letters_in(text, &Dialect::default(), &shown, None)
        }
    }
}

fn letters_of(joined: &JoinedBody, ordinal: usize) -> &str {
    let shown = joined.shown.get(ordinal);
    shown.map_or("", |shown| shown.text.as_str())
}
