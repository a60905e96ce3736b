//! The walk over the events: each is handed to the one that writes its kind.

use std::fmt::Write as _;
use std::ops::Range;

use super::code::{self, Written};
use super::lines::join_wide_lines;
use super::links::{self, Load, MayLink};
use super::notes::Notes;
use super::questions::Questions;
use super::raw::Raw;
use super::tables::Table;
use super::{BodyHtml, BodyOptions, Extent, RawHtmlMode, escape};
use crate::page::dialect::{Event, LinkStart, Placed, Tag, TagEnd};
use crate::page::{Body, EventList, Heading, LinkKind, is_class};
use crate::site::joined::JoinedBody;

/// What is around the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A page.
    Blocks,
    /// A cell or a sentence: no paragraph of its own.
    Sentence,
}

/// Writes a body.
pub(super) fn write_body(
    read: &EventList<'_>,
    body: &Body,
    joined: &JoinedBody,
    with: &BodyOptions<'_>,
    frame: Frame,
) -> BodyHtml {
    let events = join_wide_lines(read.all(), joined);
    let mut writer = Writer {
        body,
        joined,
        with,
        frame,
        out: String::with_capacity(read.text().len() * 2),
        notes: Notes::default(),
        raw: Raw::new(body, joined),
        table: Table::default(),
        written: Vec::new(),
        headings: 0,
        blocks: 0,
        images: 0,
        links: 0,
        questions: Questions::new(with.sections),
        has_code: false,
    };
    let mut at = 0;
    while at < events.len() {
        at = writer.event(&events, at) + 1;
    }
    writer.questions.close(&mut writer.out);
    writer.notes.write(&mut writer.out, with);
    BodyHtml {
        html: writer.out,
        has_code: writer.has_code,
    }
}

struct Writer<'w> {
    body: &'w Body,
    joined: &'w JoinedBody,
    with: &'w BodyOptions<'w>,
    frame: Frame,
    out: String,
    notes: Notes,
    raw: Raw<'w>,
    table: Table,
    /// For each element that is open, whether it was written.
    written: Vec<bool>,
    headings: usize,
    blocks: usize,
    images: usize,
    /// How many links are open.
    links: usize,
    questions: Questions,
    has_code: bool,
}

impl Writer<'_> {
    /// Writes the event at `at`; gives back the last one that was used up.
    fn event(&mut self, events: &[Placed<'_>], at: usize) -> usize {
        let Some((event, range)) = events.get(at) else {
            return at;
        };
        let shown = self.is_shown(range);
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let mut scratch = String::new();
                let out = if shown { &mut self.out } else { &mut scratch };
                let (written, end) = code::write(out, kind, (events, at), self.blocks, self.with);
                self.blocks += usize::from(written == Written::Block);
                self.has_code |= shown && written == Written::Coloured;
                end
            }
            Event::Start(Tag::HtmlBlock) => self.html_block(events, at, shown),
            Event::InlineHtml(html) => {
                self.inline_html(html, shown);
                at
            }
            Event::Start(Tag::Heading { .. }) => self.heading(events, at, shown),
            Event::Link(link) if link.kind == LinkKind::Image => {
                let mut scratch = String::new();
                let out = if shown { &mut self.out } else { &mut scratch };
                let load = Load::of(self.with, self.images);
                let end = links::image(out, link, (events, at), load, self.joined);
                self.images += usize::from(shown);
                // Tags in an image's text are not written, but they count.
                for (event, _) in &events[at..end.min(events.len())] {
                    if let Event::InlineHtml(html) = event {
                        self.raw.inline(&mut scratch, html);
                    }
                }
                end
            }
            Event::Link(link) => {
                self.open_link(link, shown);
                at
            }
            Event::Start(tag) => {
                let is_empty = matches!(events.get(at + 1), Some((Event::End(_), _)));
                self.start(tag, shown, is_empty);
                at
            }
            Event::End(end) => {
                let before = at.checked_sub(1).and_then(|before| events.get(before));
                let is_empty = matches!(before, Some((Event::Start(_), _)));
                self.end(*end, is_empty);
                at
            }
            event if shown => {
                self.leaf(event);
                at
            }
            _ => at,
        }
    }

    /// Whether something is inside the stretch that is written. Footnotes are wherever they stand.
    fn is_shown(&self, range: &Range<usize>) -> bool {
        match self.with.extent {
            Extent::Whole => true,
            Extent::Excerpt(stretch) => {
                (range.start >= stretch.start && range.end <= stretch.end) || self.notes.is_open()
            }
        }
    }

    fn html_block(&mut self, events: &[Placed<'_>], at: usize, shown: bool) -> usize {
        let mut written = String::new();
        let end = self.raw.block(&mut written, events, at);
        if !shown {
            return end;
        }
        if self.with.raw_html == RawHtmlMode::Safe {
            self.out.push_str(&written);
            return end;
        }
        for (event, _) in &events[at..end] {
            match event {
                Event::Html(html) => self.out.push_str(html),
                event => self.leaf(event),
            }
        }
        end
    }

    fn inline_html(&mut self, html: &str, shown: bool) {
        let mut written = String::new();
        self.raw.inline(&mut written, html);
        match self.with.raw_html {
            _ if !shown => {}
            RawHtmlMode::Safe => self.out.push_str(&written),
            RawHtmlMode::Allow => self.out.push_str(html),
        }
    }

    /// A heading is written here up to its end, or left out up to its end.
    fn heading(&mut self, events: &[Placed<'_>], at: usize, shown: bool) -> usize {
        let ordinal = self.headings;
        self.headings += 1;
        let left_out = !shown || self.with.without_heading == Some(ordinal);
        let Some((Event::Start(Tag::Heading { level, classes, .. }), _)) = events.get(at) else {
            return at;
        };
        // A heading in a list, a quotation or an element that an author opened is part of an answer.
        let is_inside = !self.written.is_empty() || self.notes.is_open() || self.raw.is_open();
        let level_of = |heading: &Heading| (!left_out && !is_inside).then_some(heading.level);
        let own_level = self.body.headings.get(ordinal).and_then(level_of);
        let is_question = self.questions.begin(&mut self.out, own_level);
        let before = self.out.len();
        let _ = write!(self.out, "<{level}");
        let id = self
            .body
            .headings
            .get(ordinal)
            .map(|heading| heading.id.as_str());
        let id = id.filter(|_| matches!(self.with.extent, Extent::Whole) && !left_out);
        if let Some(id) = id {
            escape::push_named(&mut self.out, "id", id);
        }
        let classes: Vec<&str> = classes
            .iter()
            .map(|c| &**c)
            .filter(|c| is_class(c))
            .collect();
        if !classes.is_empty() {
            escape::push_named(&mut self.out, "class", &classes.join(" "));
        }
        self.out.push('>');
        links::former_ids(&mut self.out, self.with.former_ids, ordinal);
        let mut at = at + 1;
        while !matches!(
            events.get(at),
            None | Some((Event::End(TagEnd::Heading(_)), _))
        ) {
            at = self.event(events, at) + 1;
        }
        if let Some(id) = id {
            self.out.push_str("<a class=\"permalink\"");
            let href = format!("#{}", escape::fragment(id));
            escape::push_named(&mut self.out, "href", &href);
            escape::push_named(&mut self.out, "aria-label", &self.with.words.permalink);
            self.out.push_str(">#</a>");
        }
        let _ = writeln!(self.out, "</{level}>");
        if left_out {
            self.out.truncate(before);
        }
        if is_question {
            self.questions.answer(&mut self.out);
        }
        at
    }

    fn open_link(&mut self, link: &LinkStart<'_>, shown: bool) {
        self.written.push(shown);
        if shown {
            self.links += 1;
            links::open_link(&mut self.out, link, self.joined);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, shown: bool, is_empty: bool) {
        if let Tag::FootnoteDefinition(label) = tag {
            self.notes.open(&mut self.out, label);
            self.written.push(true);
            return;
        }
        // An item cannot stand without its list, nor a cell without its row.
        let is_part = matches!(
            tag,
            Tag::Item
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
        );
        let written = shown && (!is_part || self.written.last() == Some(&true));
        self.written.push(written);
        if written {
            self.open(tag, is_empty);
        }
    }

    fn open(&mut self, tag: &Tag<'_>, is_empty: bool) {
        let simple = match tag {
            Tag::Paragraph if self.frame == Frame::Sentence => "",
            Tag::Paragraph => "<p>",
            Tag::BlockQuote(None) => "<blockquote>\n",
            Tag::List(None) => "<ul>\n",
            Tag::List(Some(1)) => "<ol>\n",
            Tag::Item => "<li>",
            Tag::DefinitionList => "<dl>\n",
            Tag::DefinitionListTitle => "<dt>",
            Tag::DefinitionListDefinition => "<dd>",
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<del>",
            Tag::List(Some(start)) => {
                let _ = writeln!(self.out, "<ol start=\"{start}\">");
                ""
            }
            Tag::BlockQuote(Some(kind)) => {
                let (title, class) = self.with.words.alert(*kind);
                let _ = write!(
                    self.out,
                    "<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">"
                );
                escape::push_text(&mut self.out, title);
                "</p>\n"
            }
            Tag::Table(alignments) => {
                self.table = Table::open(&mut self.out, alignments, &self.with.words.table);
                ""
            }
            Tag::TableHead => {
                self.table.open_head(&mut self.out);
                ""
            }
            Tag::TableRow => {
                self.table.open_row(&mut self.out);
                ""
            }
            Tag::TableCell => {
                self.table.open_cell(&mut self.out, is_empty);
                ""
            }
            _ => "",
        };
        self.out.push_str(simple);
    }

    fn end(&mut self, end: TagEnd, is_empty: bool) {
        if end == TagEnd::FootnoteDefinition {
            self.written.pop();
            self.notes.close(&mut self.out);
        } else if self.written.pop() == Some(true) {
            self.close(end, is_empty);
        }
    }

    fn close(&mut self, end: TagEnd, is_empty: bool) {
        let simple = match end {
            TagEnd::Paragraph if self.frame == Frame::Sentence => "\n",
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</aside>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                "</a>"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::Table => {
                self.table.close(&mut self.out);
                ""
            }
            TagEnd::TableHead => {
                self.table.close_head(&mut self.out);
                ""
            }
            TagEnd::TableCell => {
                self.table.close_cell(&mut self.out, is_empty);
                ""
            }
            _ => "",
        };
        self.out.push_str(simple);
    }

    fn leaf(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => escape::push_text(&mut self.out, text),
            Event::Code(code) => {
                self.out.push_str("<code>");
                escape::push_text(&mut self.out, code);
                self.out.push_str("</code>");
            }
            Event::Fact(fact) => {
                let may_link = if self.links == 0 {
                    MayLink::Yes
                } else {
                    MayLink::No
                };
                if let Some(shown) = self.joined.shown.get(fact.ordinal) {
                    links::fact(&mut self.out, shown, may_link);
                }
            }
            Event::FootnoteReference(label) => {
                self.notes
                    .refer(&mut self.out, label, self.with.note_prefix);
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.with.words.push_task(&mut self.out, *done),
            _ => {}
        }
    }
}
