//! Resolved blocks into HTML, through the templates `blocks/NAME.html`.

use super::block_model::{
    CardModel, CellModel, ChooserModel, ColumnModel, FaqModel, GroupModel, NoticeModel,
    NoticesModel, QuestionModel, RowModel, TableModel,
};
use super::cells::{Pen, letters};
use super::open_now;
use super::words::Words;
use super::{table, week};
use crate::diagnostic::Diagnostic;
use crate::site::joined::{
    Excerpt, JoinedBlock, JoinedBody, JoinedChannel, JoinedChooser, JoinedFaq, JoinedNotice,
};
use crate::theme::escape::html;
use crate::theme::{Common, Theme};

/// What turns Markdown into HTML, as blocks need it: the room that renders bodies.
pub trait Bodies {
    /// Inline Markdown of the dataset.
    fn inline(&self, text: &str, joined: &JoinedBody) -> String;
    /// A stretch of another page.
    fn excerpt(&self, excerpt: &Excerpt) -> String;
}

/// What the blocks of a page are rendered with.
#[derive(Clone, Copy)]
pub struct Blocks<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// `site` and `words`, as templates see them.
    pub common: &'a Common,
    /// The words of the page's language.
    pub words: &'a Words,
    /// What turns Markdown into HTML.
    pub bodies: &'a dyn Bodies,
}

impl Blocks<'_> {
    /// A block as HTML; what goes wrong is a template's mistake.
    pub fn html(&self, block: &JoinedBlock) -> Result<String, Box<Diagnostic>> {
        let pen = self.pen();
        match block {
            JoinedBlock::Table(joined) => {
                self.fill("blocks/table.html", "table", &table::table(&pen, joined))
            }
            JoinedBlock::Week(joined) => {
                self.fill("blocks/week.html", "week", &week::week(&pen, joined))
            }
            JoinedBlock::Channel(joined) => {
                self.fill("blocks/channel.html", "channel", &card(&pen, joined))
            }
            JoinedBlock::Chooser(joined) => {
                self.fill("blocks/chooser.html", "chooser", &chooser(&pen, joined))
            }
            JoinedBlock::Faq(joined) => self.fill("blocks/faq.html", "faq", &faq(&pen, joined)),
            JoinedBlock::Notices(joined) => {
                let model = notices(&pen, joined, false);
                self.fill("blocks/notices.html", "notices", &model)
            }
            JoinedBlock::Include(excerpt) => Ok(self.bodies.excerpt(excerpt)),
            JoinedBlock::Custom(name, arguments) => {
                self.fill(&format!("blocks/{name}.html"), "arguments", arguments)
            }
            JoinedBlock::Broken => Ok(String::new()),
        }
    }

    /// The notices that stand above a page; empty where there are none.
    pub fn banner(&self, joined: &[JoinedNotice]) -> Result<String, Box<Diagnostic>> {
        if joined.is_empty() {
            return Ok(String::new());
        }
        let model = notices(&self.pen(), joined, true);
        self.fill("blocks/notices.html", "notices", &model)
    }

    fn fill(
        &self,
        template: &str,
        name: &'static str,
        model: &impl serde::Serialize,
    ) -> Result<String, Box<Diagnostic>> {
        self.theme.render(template, name, model, self.common)
    }

    fn pen(&self) -> Pen<'_> {
        Pen {
            words: self.words,
            bodies: self.bodies,
        }
    }
}

fn card(pen: &Pen<'_>, channel: &JoinedChannel) -> CardModel {
    CardModel {
        id: channel.id.clone(),
        caption: channel.caption.as_ref().map(|caption| pen.rich(caption)),
        name: pen.rich(&channel.name),
        label: letters(&channel.name),
        kind: channel.kind.clone(),
        marks: pen.marks(&channel.marks),
        open: channel.open.as_ref().map(open_now::badge),
        fields: channel
            .fields
            .iter()
            .map(|(label, cell)| CellModel {
                label: label.clone(),
                ..table::value(pen, cell)
            })
            .collect(),
        parts: channel.parts.iter().map(|part| card(pen, part)).collect(),
    }
}

fn chooser(pen: &Pen<'_>, chooser: &JoinedChooser) -> ChooserModel {
    let keys = ["question", "answer", "why"];
    let columns = chooser
        .labels
        .iter()
        .zip(keys)
        .map(|(label, key)| ColumnModel {
            html: html(label),
            key: key.to_owned(),
            marks: Vec::new(),
        })
        .collect();
    let rows = chooser
        .rows
        .iter()
        .map(|cells| RowModel {
            id: String::new(),
            cells: cells
                .iter()
                .zip(&chooser.labels)
                .enumerate()
                .map(|(at, (cell, label))| CellModel {
                    head: at == 0,
                    label: label.clone(),
                    ..table::value(pen, cell)
                })
                .collect(),
        })
        .collect();
    ChooserModel {
        id: format!("ui:chooser-{}", chooser.ordinal),
        table: TableModel {
            caption: chooser.caption.as_ref().map(|caption| pen.rich(caption)),
            columns,
            groups: vec![GroupModel { title: None, rows }],
            cards: true,
            sortable: false,
        },
    }
}

fn faq(pen: &Pen<'_>, faq: &JoinedFaq) -> FaqModel {
    FaqModel {
        caption: faq.caption.as_ref().map(|caption| pen.rich(caption)),
        questions: faq
            .questions
            .iter()
            .map(|question| QuestionModel {
                id: question.id.clone(),
                question: question.question.clone(),
                href: question.href.clone(),
                answer: question
                    .answer
                    .as_ref()
                    .map(|answer| pen.bodies.excerpt(answer)),
            })
            .collect(),
    }
}

fn notices(pen: &Pen<'_>, notices: &[JoinedNotice], banner: bool) -> NoticesModel {
    NoticesModel {
        banner,
        notices: notices
            .iter()
            .map(|notice| NoticeModel {
                id: notice.id.clone(),
                html: pen.rich(&notice.text),
                dates: notice.dates.clone(),
                from: notice.from.clone(),
                until: notice.until.clone(),
                ends: notice.ends,
                channels: notice.channels.clone(),
                closes: notice.closes,
            })
            .collect(),
    }
}
