//! What the page of a channel shows, from data alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::joined::{JoinedBlock, JoinedNotice};
use super::joining::{Joining, Needs};
use super::link::View;
use super::table::Row;
use super::{Claims, Inputs, Route, Site, SitePage, why_unpublishable};
use crate::dataset::Value;
use crate::diagnostic::{Bag, Diagnostic, codes};
use crate::output::OutputPath;
use crate::page::{Block, Body, Placeholder};
use crate::text::SourcePath;

/// The contents of a channel's page.
#[derive(Clone, Debug, Default)]
pub struct ChannelJoined {
    /// The channel's name.
    pub name: String,
    /// Its card, its week if its hours are known, its notices.
    pub blocks: Vec<JoinedBlock>,
    /// The pages that speak of it.
    pub shown_on: Vec<usize>,
    /// Where its facts come from.
    pub needs: Needs,
}

/// The pages of channels (`[publish] channel_pages`), by language and id.
pub(super) fn pages(
    pages: &[Arc<SitePage>],
    inputs: Inputs<'_>,
    claims: &mut Claims,
    bag: &mut Bag,
) -> BTreeMap<(String, String), Route> {
    let mut routes = BTreeMap::new();
    if !inputs.config.channel_pages {
        return routes;
    }
    let languages: BTreeSet<&String> = pages.iter().map(|page| &page.route.language).collect();
    for language in languages {
        for channel in &inputs.dataset.channels {
            let prefix = if *language == inputs.config.default_language {
                String::new()
            } else {
                format!("{language}/")
            };
            let url = format!("/{prefix}channels/{}/", channel.id());
            let file = format!("{}index.html", &url[1..]);
            let owner = channel.record.place.clone();
            let output = match OutputPath::new(&file) {
                Ok(output) => output,
                Err(error) => {
                    let why = why_unpublishable(&file, error);
                    bag.push(Diagnostic::new(codes::RESERVED_NAME, owner, why));
                    continue;
                }
            };
            claims.claim(&output, owner, bag);
            let route = Route {
                language: language.clone(),
                url,
                output,
                key: format!("channels/{}", channel.id()),
                folder: "channels".into(),
                is_index: false,
            };
            routes.insert((language.clone(), channel.id().to_owned()), route);
        }
    }
    routes
}

impl Site {
    /// Joins the page of a channel. What is wrong with its facts is told where they stand.
    pub fn join_channel(&self, id: &str, route: &Route) -> ChannelJoined {
        let mut bag = Bag::new();
        let mut joining = Joining::new(&mut bag);
        let path = SourcePath::new("content/data/channels.toml");
        let view = View {
            path: &path,
            page: None,
            url: &route.url,
            in_place: false,
            language: &route.language,
        };
        let Some(channel) = self.dataset.channel(id) else {
            return ChannelJoined::default();
        };
        let row = Row {
            record: &channel.record,
            channel: Some(channel),
        };
        let name = channel
            .record
            .text("name")
            .map(|name| self.letters(name, &view, &mut joining).0)
            .unwrap_or_default();
        let mut blocks = Vec::new();
        let about = [id.to_owned()];
        let notices = self.notices(Some(&about), &view, &mut joining);
        if !notices.is_empty() {
            blocks.push(JoinedBlock::Notices(notices));
        }
        blocks.push(JoinedBlock::Channel(self.card(
            row,
            None,
            &view,
            &mut joining,
        )));
        if channel.record.hours("hours").is_some() {
            let week = self.week_of(row, None, &view, &mut joining);
            blocks.extend(week.map(JoinedBlock::Week));
        }
        let needs = std::mem::take(&mut joining.needs);
        let shown_on = (0..self.pages.len())
            .filter(|page| self.speaks_of(*page, id, &route.language))
            .collect();
        ChannelJoined {
            name,
            blocks,
            shown_on,
            needs,
        }
    }

    /// Whether a page asks for a fact of a channel, or has a block that names it.
    fn speaks_of(&self, page: usize, id: &str, language: &str) -> bool {
        let of = &self.pages[page];
        of.route.language == language && self.body_speaks_of(&of.page.body, id)
    }

    /// Whether a body asks for a fact of a channel (or of the channel of a part), or has a block
    /// in which the channel stands.
    fn body_speaks_of(&self, body: &Body, named: &str) -> bool {
        let id = named.split('.').next().unwrap_or(named);
        let is_it = |path: &str| path.split('.').next().map(str::trim) == Some(id);
        let in_prose = |placeholder: &Placeholder| is_it(&placeholder.path);
        body.placeholders.iter().any(in_prose)
            || body.blocks.iter().any(|block| {
                let argument = |key| block.arguments.get(key)?.value.as_text();
                argument("channel").is_some_and(is_it)
                    || argument("of").is_some_and(|of| is_it(of) || self.stands_in(id, of, block))
            })
    }

    /// Whether a channel stands in a table: in that of all channels unless other rows are chosen,
    /// in others where a row refers to it.
    fn stands_in(&self, id: &str, table: &str, block: &Block) -> bool {
        if table == "channels" {
            let rows = block
                .arguments
                .get("rows")
                .and_then(|rows| rows.value.as_list());
            return rows.is_none_or(|rows| rows.iter().any(|row| row.as_text() == Some(id)));
        }
        let rows = self
            .dataset
            .tables
            .get(table)
            .map_or(&[][..], |table| &table.rows);
        let mut cells = rows.iter().flat_map(|row| row.cells.values());
        cells.any(|cell| match &cell.value {
            Value::Channels(channels) => channels
                .iter()
                .any(|channel| channel.value.split('.').next() == Some(id)),
            _ => false,
        })
    }

    /// The notices that stand above a page: those in force or to come. The home page shows all of
    /// them, other pages those of channels they speak of.
    pub fn banner(&self, page: usize) -> Vec<JoinedNotice> {
        let of = &self.pages[page];
        let shows_them = |block: &crate::page::Block| block.name.value == "notices";
        if of.page.body.blocks.iter().any(shows_them) {
            return Vec::new();
        }
        let changing: Vec<&str> = self
            .dataset
            .notices
            .iter()
            .filter(|notice| notice.is_current(self.today))
            .filter(|notice| {
                let home = of.route.is_index && of.route.folder.is_empty();
                home || notice.channels.is_empty()
                    || notice
                        .channels
                        .iter()
                        .any(|channel| self.body_speaks_of(&of.page.body, &channel.value))
            })
            .map(|notice| notice.id.as_str())
            .collect();
        if changing.is_empty() {
            return Vec::new();
        }
        let mut bag = Bag::new();
        let mut joining = Joining::new(&mut bag);
        let view = self.own_view(page);
        let all = self.notices(None, &view, &mut joining);
        all.into_iter()
            .filter(|notice| changing.contains(&notice.id.as_str()))
            .collect()
    }
}
