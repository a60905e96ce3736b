//! The theme contract of blocks: what `blocks/NAME.html` may show.
//!
//! Like [`super::model`] a promise to theme authors. Fields described as *HTML* are finished and
//! go through the filter `safe`.

use serde::Serialize;

/// A mark beside a value: `未確認`, `終了`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkModel {
    /// `unverified`, `stale`, `ended`, `unofficial` or `notice`: a class for the style sheet.
    pub name: &'static str,
    /// Its word in the page's language.
    pub text: String,
}

/// `table` in `blocks/table.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TableModel {
    /// The caption, as HTML.
    pub caption: Option<String>,
    /// The columns, that of the row headings among them.
    pub columns: Vec<ColumnModel>,
    /// The rows in groups; one group without a title where nothing is grouped.
    pub groups: Vec<GroupModel>,
    /// Whether a narrow screen shows each row as a card: with two columns the table itself fits.
    pub cards: bool,
    /// Whether a reader may sort the rows: not where each row is another field, nor a single row.
    pub sortable: bool,
}

/// A column's heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ColumnModel {
    /// Its words, as HTML.
    pub html: String,
    /// The field's path, `hours`; in a transposed table the channel's id.
    pub key: String,
    /// What the reader should know of it.
    pub marks: Vec<MarkModel>,
}

/// Rows under one title.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GroupModel {
    /// The title, as HTML.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<RowModel>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RowModel {
    /// Its id in the data.
    pub id: String,
    /// Its cells, as many as there are columns.
    pub cells: Vec<CellModel>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CellModel {
    /// What it shows, as HTML: the value, or why there is none.
    pub html: String,
    /// The column's words without markup, for screens on which the heading is not above.
    pub label: String,
    /// Whether it heads its row.
    pub head: bool,
    /// Whether there is no value: `html` says why.
    pub empty: bool,
    /// What the cell is sorted by, where that is not what it shows: a reading, a number, a day.
    pub sort: Option<String>,
    /// What the reader should know of the value.
    pub marks: Vec<MarkModel>,
}

/// `week` in `blocks/week.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WeekModel {
    /// Unique in the page: `ui:week-0`.
    pub id: String,
    /// The channel's name.
    pub name: String,
    /// The caption, as HTML.
    pub caption: Option<String>,
    /// The hours in words, where they hold days that the picture does not show.
    pub said: Option<String>,
    /// The picture: an `svg` element with a title and a description, as HTML.
    pub picture: String,
    /// What its patterns mean; only those that occur.
    pub legend: Vec<LegendModel>,
    /// The same as a table: the headings of the columns after the day …
    pub headings: Vec<String>,
    /// … and the days, each with as many texts.
    pub days: Vec<DayModel>,
    /// Marks.
    pub marks: Vec<MarkModel>,
}

/// A pattern of the picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LegendModel {
    /// `open`, `busy`, `quiet`, `limited`, `closed` or `unknown`.
    pub name: &'static str,
    /// Its word.
    pub text: String,
    /// A small `svg` filled with the pattern, as HTML.
    pub swatch: String,
}

/// A day in the table beneath the picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DayModel {
    /// Its name.
    pub name: String,
    /// A text for each heading; may be empty.
    pub texts: Vec<String>,
}

/// `channel` in `blocks/channel.html`; also each of its parts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CardModel {
    /// Its id.
    pub id: String,
    /// The caption, as HTML.
    pub caption: Option<String>,
    /// Its name, as HTML.
    pub name: String,
    /// Its name without markup.
    pub label: String,
    /// Its kind's word, 電話.
    pub kind: Option<String>,
    /// Marks.
    pub marks: Vec<MarkModel>,
    /// Whether it is open now, as HTML: an element that a script fills; without one it stays hidden.
    pub open: Option<String>,
    /// Labels and values.
    pub fields: Vec<CellModel>,
    /// Its parts.
    pub parts: Vec<CardModel>,
}

/// `chooser` in `blocks/chooser.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChooserModel {
    /// Unique in the page: `ui:chooser-0`.
    pub id: String,
    /// The same as a table.
    pub table: TableModel,
}

/// `faq` in `blocks/faq.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FaqModel {
    /// The caption, as HTML.
    pub caption: Option<String>,
    /// The questions.
    pub questions: Vec<QuestionModel>,
}

/// A question of [`FaqModel`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuestionModel {
    /// Its id.
    pub id: String,
    /// Its words.
    pub question: String,
    /// Where it is answered, relative.
    pub href: String,
    /// The answer, as HTML, where it is shown here.
    pub answer: Option<String>,
}

/// `notices` in `blocks/notices.html`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NoticesModel {
    /// Whether they stand above the page instead of in its text.
    pub banner: bool,
    /// The notices.
    pub notices: Vec<NoticeModel>,
}

/// A notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NoticeModel {
    /// Its id.
    pub id: String,
    /// Its words, as HTML.
    pub html: String,
    /// From when until when, in words.
    pub dates: String,
    /// The first day, `2026-11-01`.
    pub from: String,
    /// The last day; absent: until further notice.
    pub until: Option<String>,
    /// When it is over, in minutes since 1970 in UTC, for a script that hides it then.
    pub ends: Option<i64>,
    /// The names of the channels it is about.
    pub channels: Vec<String>,
    /// Whether it closes them.
    pub closes: bool,
}
