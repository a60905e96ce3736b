//! The letters of a body, section by section: what search looks through.
//!
//! A section is what stands below one heading up to the next heading of any level; what stands
//! above the first is a section, too. Code is kept apart, since it is rarely what is looked for, and
//! blocks are named by their ordinals, since their letters come from elsewhere.

use super::dialect::{CodeBlockKind, Event, Tag, TagEnd};
use super::letters::Writer;
use super::{EventList, Fence, fence};

/// What a reader sees between two headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionLetters {
    /// The prose; paragraphs, items and cells end in a line break.
    pub prose: String,
    /// The code between fences.
    pub code: String,
    /// The blocks that stand in it.
    pub blocks: Vec<usize>,
}

/// The sections of a text: the one above the first heading, then one for each heading in order.
pub fn sections<'s>(read: &EventList<'_>, shown: &dyn Fn(usize) -> &'s str) -> Vec<SectionLetters> {
    let mut sections = vec![SectionLetters::default()];
    let mut writer = Writer::new(shown);
    let (mut in_heading, mut in_code, mut blocks) = (false, false, 0);
    for (event, _) in read.all() {
        let last = sections.len() - 1;
        let section = &mut sections[last];
        match event {
            Event::Start(Tag::Heading { .. }) => {
                section.prose = finished(&mut writer, shown);
                sections.push(SectionLetters::default());
                in_heading = true;
                continue;
            }
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                continue;
            }
            Event::Start(Tag::CodeBlock(kind)) => match kind {
                CodeBlockKind::Fenced(info) if !matches!(fence(info), Fence::Code(_)) => {
                    if matches!(fence(info), Fence::Block(_)) {
                        section.blocks.push(blocks);
                        blocks += 1;
                    }
                }
                _ => in_code = true,
            },
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if in_code => {
                section.code.push_str(text);
                continue;
            }
            _ if in_heading => continue,
            _ => {}
        }
        writer.write(event, true);
    }
    let last = sections.len() - 1;
    sections[last].prose = finished(&mut writer, shown);
    sections
}

fn finished<'f, 's>(writer: &mut Writer<'f, 's>, shown: &'f dyn Fn(usize) -> &'s str) -> String {
    let done = std::mem::replace(writer, Writer::new(shown));
    let mut prose = done.out;
    prose.truncate(prose.trim_end().len());
    prose
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Dialect;

    #[test]
    fn each_heading_has_its_own_letters() {
        let text = "前{{ a }}\n\n# **一**\n\n甲\n\n```{table}\nof = 1\n```\n\n> ## 二 `b` {#x}\n> 乙\n\n```toml\nc = 1\n```\n\n```table\n```\n\n```{week}\n```\n";
        let found = sections(&EventList::of(text, Dialect::default()), &|_| "9時");
        let shown: Vec<(&str, &str, &[usize])> = found
            .iter()
            .map(|section| (&*section.prose, &*section.code, &*section.blocks))
            .collect();
        assert_eq!(
            shown,
            [
                ("前9時", "", &[][..]),
                ("甲", "", &[0]),
                ("乙", "c = 1\n", &[1])
            ]
        );
    }
}
