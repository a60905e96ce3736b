//! Blocks: from a fence's arguments to what is to be printed.

use super::Site;
use super::joined::JoinedBlock;
use super::joining::Joining;
use super::link::View;
use super::table::Row;
use crate::decode::{Cursor, Node, Origin, Reader};
use crate::diagnostic::{Diagnostic, Place, codes, did_you_mean};
use crate::page::{BUILT_IN_BLOCKS, Block, Braces, phrase_at};
use crate::wording::words;

impl Site {
    /// Resolves a block.
    pub(super) fn block(
        &self,
        block: &Block,
        view: &View<'_>,
        joining: &mut Joining<'_>,
    ) -> JoinedBlock {
        let origin = Origin::from_offset(view.path, 0);
        let reader = Reader::new(&origin);
        let arguments = Cursor::new(&reader, &block.arguments);
        let joined = match block.name.value.as_str() {
            "table" => self
                .table(&arguments, view, joining)
                .map(JoinedBlock::Table),
            "week" => self.week(&arguments, view, joining).map(JoinedBlock::Week),
            "channel" => self
                .channel_block(&arguments, view, joining)
                .map(JoinedBlock::Channel),
            "chooser" => self
                .chooser(&arguments, view, joining)
                .map(JoinedBlock::Chooser),
            "notices" => Some(JoinedBlock::Notices(
                self.notices_block(&arguments, view, joining),
            )),
            "include" => self.include(&arguments, view, joining),
            "faq" => self.faq_block(&arguments, view, joining),
            name if self.names.theme_blocks.contains(name) => {
                let values = super::extra::json_with(&block.arguments, &mut |node, _| {
                    self.argument(node, view, joining)
                });
                joining.extend(reader.take_bag().into_sorted());
                return JoinedBlock::Custom(name.to_owned(), values);
            }
            name => {
                joining.report(Some(
                    self.unknown_block(Place::new(view.path, block.name.span), name),
                ));
                return JoinedBlock::Broken;
            }
        };
        arguments.finish();
        joining.extend(reader.take_bag().into_sorted());
        joined.unwrap_or(JoinedBlock::Broken)
    }

    /// A text among the arguments of a site's own block, the facts in it put in.
    fn argument(&self, node: &Node, view: &View<'_>, joining: &mut Joining<'_>) -> String {
        let braces = view
            .page
            .map_or(Braces::Facts, |page| self.braces(&self.pages[page].page));
        let parsed = phrase_at(node, view.path, braces);
        joining.extend(parsed.findings);
        self.phrase(&parsed.value, braces, view, joining)
    }

    fn unknown_block(&self, place: Place, name: &str) -> Diagnostic {
        let known = BUILT_IN_BLOCKS
            .iter()
            .copied()
            .chain(self.names.theme_blocks.iter().map(String::as_str));
        Diagnostic::new(
            codes::UNKNOWN_BLOCK,
            place,
            words(
                format!("`{{{name}}}` というブロックはありません"),
                format!("there is no block `{{{name}}}`"),
            ),
        )
        .maybe_help(did_you_mean(name, known))
    }
}

/// A `{week}` of something whose hours nobody knows; its parts may have some.
pub(super) fn no_hours(place: Place, row: Row<'_>) -> Diagnostic {
    let id = row.id();
    let whole = row.channel.filter(|_| row.part_of().is_none());
    let parts: Vec<String> = whole
        .map_or(&[][..], |channel| channel.parts.as_slice())
        .iter()
        .filter(|part| part.hours("hours").is_some())
        .map(|part| format!("`{id}.{}`", part.id))
        .collect();
    let help = if parts.is_empty() {
        words(
            "時間のわかる窓口か部分を選んでください",
            "choose a channel or part whose hours are known",
        )
    } else {
        words(
            format!("時間があるのは {} です", parts.join("、")),
            format!("these have hours: {}", parts.join(", ")),
        )
    };
    Diagnostic::new(
        codes::UNKNOWN_FACT,
        place,
        words(
            format!("`{id}` の `hours` はデータに書かれていません"),
            format!("the data does not say the `hours` of `{id}`"),
        ),
    )
    .label(
        row.record.place.clone(),
        words("ここに書き加えられます", "they could be said here"),
    )
    .help(help)
}
