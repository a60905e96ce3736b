//! Where in a page an edit was made.

use crate::page::Page;

/// The id of the heading above the first letter that differs from the text before; absent above
/// the first heading.
pub(super) fn place_of_edit(before: &str, page: &Page) -> Option<String> {
    let pairs = before.bytes().zip(page.text.bytes());
    let at = pairs.take_while(|(a, b)| a == b).count();
    let in_body = at.checked_sub(page.body_start)?;
    let mut headings = page.body.headings.iter();
    let above = headings.rfind(|heading| heading.section.start <= in_body);
    above.map(|heading| heading.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Dialect, parse};
    use crate::text::Source;

    #[test]
    fn the_heading_above_the_first_difference() {
        let text = |word: &str| {
            format!(
                "+++\ntitle = \"t\"\n+++\nlead\n\n## 電話 {{#phone}}\n\nabc\n\n## Chat\n\n{word}\n"
            )
        };
        let page =
            |text: &str| parse(&Source::new("content/a.md", text), &Dialect::default()).value;
        let (before, now) = (text("old"), text("new"));
        assert_eq!(place_of_edit(&before, &page(&now)).as_deref(), Some("chat"));
        let other = now.replace("abc", "abd");
        assert_eq!(place_of_edit(&now, &page(&other)).as_deref(), Some("phone"));
        let other = now.replace("lead", "load");
        assert_eq!(place_of_edit(&now, &page(&other)), None);
        let other = now.replace("\"t\"", "\"u\"");
        assert_eq!(place_of_edit(&now, &page(&other)), None);
    }
}
