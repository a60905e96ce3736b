//! A page with every name resolved to what the reader shall see.
//!
//! The type between `site::join` and `render`. What is resolved is given by ordinal, as `page`
//! counts it. Nothing here is HTML, and nothing here is a place in a file: a page whose values
//! are the same is the same page, wherever its lines have moved.

/// What a body's placeholders, links and blocks turned out to be.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedBody {
    /// For each of `Body::placeholders`.
    pub shown: Vec<Shown>,
    /// For each of `Body::links`.
    pub targets: Vec<ResolvedLink>,
    /// For each of `Body::blocks`.
    pub blocks: Vec<JoinedBlock>,
}

/// A fact as the reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// `tel:`, `mailto:` or a URL, where the fact is one that may be followed.
    pub href: Option<String>,
    /// The language of the text where it is not the page's (a fallback).
    pub language: Option<String>,
}

/// A link's end.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct ResolvedLink {
    /// The `href` or `src`, percent-encoded, relative where it stays in the site.
    pub href: String,
    /// Leads out of the site.
    pub external: bool,
    /// The picture's size in pixels, where it is one of the site's and its header says so.
    pub size: Option<(u32, u32)>,
}

/// A block, resolved.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum JoinedBlock {
    /// `{table}`
    Table(JoinedTable),
    /// `{week}`
    Week(JoinedWeek),
    /// `{channel}`
    Channel(JoinedChannel),
    /// `{chooser}`
    Chooser(JoinedChooser),
    /// `{faq}`
    Faq(JoinedFaq),
    /// `{notices}`
    Notices(Vec<JoinedNotice>),
    /// `{include}`: a stretch of another page.
    Include(Excerpt),
    /// A block of the site or the theme: the name of its template and its arguments.
    Custom(String, serde_json::Value),
    /// It was wrong and has been reported; nothing is published anyway.
    Broken,
}

/// A table, cell by cell, as it is to be printed (already transposed).
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedTable {
    /// `caption`
    pub caption: Option<Rich>,
    /// The head's cells, the corner included.
    pub head: Vec<HeadCell>,
    /// The rows, in groups; one group without a title where nothing is grouped.
    pub groups: Vec<RowGroup>,
    /// Whether a reader may put the rows into another order.
    pub order: RowOrder,
}

/// What the order of a table's rows means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RowOrder {
    /// Each row is one of a kind with the others: any order of them is a table.
    #[default]
    Free,
    /// Each row is another field: values of a column have nothing to be compared by.
    Fixed,
}

/// A cell of a table's head.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct HeadCell {
    /// Its words.
    pub content: Rich,
    /// What the column (or, transposed, the channel) is; for style and for the header's `data-` attribute.
    pub key: String,
    /// Marks beside the words: a transposed table names its channels here.
    pub marks: Vec<Mark>,
}

/// Rows under one title.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct RowGroup {
    /// The value the rows share.
    pub title: Option<Rich>,
    /// The rows.
    pub rows: Vec<JoinedRow>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedRow {
    /// The row's id in the data (a column's key where transposed).
    pub id: String,
    /// The cells, as many as the head has.
    pub cells: Vec<JoinedCell>,
    /// Which of them heads the row.
    pub head: usize,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedCell {
    /// Its lines; more than one where a path goes through several channels. Empty: see `empty`.
    pub lines: Vec<CellLine>,
    /// Why there is nothing.
    pub empty: Option<Empty>,
    /// Marks beside the words.
    pub marks: Vec<Mark>,
    /// What the cell is sorted by, where that is not what it shows: a reading, a number, a day.
    pub sort: Option<String>,
}

/// A line of a cell.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct CellLine {
    /// Whose value it is, where that is to be said.
    pub name: Option<Rich>,
    /// The value.
    pub content: Rich,
    /// A remark on the value.
    pub note: Option<Rich>,
    /// Whether it is open now, where the value is when it is.
    pub open: Option<JoinedOpen>,
}

/// When a channel is open, for a script that knows the time.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedOpen {
    /// What is known, as [`crate::dataset::Timeline::text`] writes it.
    pub timeline: String,
    /// The channel's name, for news of it.
    pub name: String,
}

/// Why a cell is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Empty {
    /// The data says `unknown`, or nothing.
    Unknown,
    /// Only the channel's parts have it.
    InParts,
    /// The channel has ended.
    Ended,
}

/// What the reader should know of a row or value besides what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Nobody has verified it.
    Unverified,
    /// It was verified too long ago.
    Stale,
    /// The channel has ended.
    Ended,
    /// Not an official channel.
    Unofficial,
    /// A notice closes it, or changes its hours, on a day from the build's day on.
    Notice,
}

/// Words with what may be in them.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Rich {
    /// What it is.
    pub words: RichWords,
    /// The language where it is not the page's (a fallback).
    pub language: Option<String>,
}

impl Rich {
    /// Letters as they are.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            words: RichWords::Plain(text.into()),
            language: None,
        }
    }
}

/// Words: plain, a link, or inline Markdown.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum RichWords {
    /// Letters as they are.
    Plain(String),
    /// Letters that lead somewhere.
    Link {
        /// The letters.
        text: String,
        /// Where they lead.
        href: String,
    },
    /// Inline Markdown of the dataset, its names resolved.
    Markdown {
        /// The text as it stands in the data.
        text: String,
        /// What is in it, resolved.
        joined: Box<JoinedBody>,
    },
}

impl Default for RichWords {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// A week of one channel or part: when it is open, busy, quiet.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedWeek {
    /// Unique in the page, for ids.
    pub ordinal: usize,
    /// The channel's (or part's) name.
    pub name: String,
    /// `caption`, else nothing.
    pub caption: Option<Rich>,
    /// The hours in words, where they hold days that a usual week does not show: every second
    /// Saturday, a season.
    pub said: Option<String>,
    /// Monday to Sunday, then public holidays where the data tells of them.
    pub days: Vec<WeekDay>,
    /// The first and the last hour shown, 0–48; `open` always lies inside.
    pub hours: (u16, u16),
    /// Which of the columns each day has, as [`crate::dataset::Timeline::text`] writes it.
    pub columns: Option<String>,
    /// Marks.
    pub marks: Vec<Mark>,
}

/// A row of the picture: intervals in minutes since midnight, sorted.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct WeekDay {
    /// The day's printed name (月 or Mon; 祝日).
    pub name: String,
    /// Open; `None`: unknown.
    pub open: Option<Vec<(u16, u16)>>,
    /// Busy.
    pub busy: Vec<(u16, u16)>,
    /// Quiet.
    pub quiet: Vec<(u16, u16)>,
    /// Open for a part of the service.
    pub limited: Vec<(u16, u16)>,
    /// The same in words, for the table beneath the picture: open, busy, quiet, limited.
    pub words: [String; 4],
}

/// A channel as a card.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedChannel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Rich,
    /// Its kind's word, 電話.
    pub kind: Option<String>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// Field labels and values.
    pub fields: Vec<(String, JoinedCell)>,
    /// Whether it is open now.
    pub open: Option<JoinedOpen>,
    /// Its parts, each with its own fields.
    pub parts: Vec<JoinedChannel>,
    /// `caption`
    pub caption: Option<Rich>,
}

/// Questions that lead to a channel.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedChooser {
    /// Unique in the page, for ids.
    pub ordinal: usize,
    /// `caption`
    pub caption: Option<Rich>,
    /// The labels of question, answer and reason.
    pub labels: [String; 3],
    /// Question, answer, reason of each row.
    pub rows: Vec<[JoinedCell; 3]>,
}

/// Questions from FAQ pages.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedFaq {
    /// `caption`
    pub caption: Option<Rich>,
    /// The questions.
    pub questions: Vec<JoinedQuestion>,
}

/// A question and where it is answered.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedQuestion {
    /// Its id.
    pub id: String,
    /// Its words.
    pub question: String,
    /// The one canonical place, relative.
    pub href: String,
    /// The answer, where it is to be shown.
    pub answer: Option<Excerpt>,
}

/// A stretch of another page's body, its names resolved from where it is shown.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Excerpt {
    /// Which of the page's excerpts it is: what it holds needs ids of its own.
    pub ordinal: usize,
    /// The file.
    pub path: String,
    /// The stretch, in bytes of that page's body text; `None`: all of it.
    pub section: Option<std::ops::Range<usize>>,
    /// Whether the heading that opens the stretch is left out.
    pub without_heading: bool,
    /// What is in that page's *whole* body, resolved for the reader's place (only entries inside the stretch are used).
    pub joined: Box<JoinedBody>,
}

/// A notice.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct JoinedNotice {
    /// Its id.
    pub id: String,
    /// Its words, which say its dates.
    pub text: Rich,
    /// From when until when, in words.
    pub dates: String,
    /// First and last day as `2026-11-01`, for scripts that hide what is over.
    pub from: String,
    /// Absent: until further notice.
    pub until: Option<String>,
    /// When it is over, in minutes since 1970 in UTC.
    pub ends: Option<i64>,
    /// The channels it is about.
    pub channels: Vec<String>,
    /// Whether it closes them.
    pub closes: bool,
}
