//! One element of a page, cut out of its bytes.
//!
//! The bytes themselves are compared, not a tree read from them, so that nobody's serialisation
//! hides what was written. It relies on our own writer, which closes what it opens.

/// The inside of the first element that `selector` names.
pub(crate) fn inner<'h>(html: &'h str, selector: &str) -> Option<&'h str> {
    let whole = outer(html, selector)?;
    let start = whole.find('>')? + 1;
    Some(&whole[start..whole.rfind("</").unwrap_or(whole.len()).max(start)])
}

/// The first element that `selector` names: `#id`, `.class`, a tag, or a tag with an attribute as
/// it is written, `meta[name="description"]`.
pub(crate) fn outer<'h>(html: &'h str, selector: &str) -> Option<&'h str> {
    let mut from = 0;
    while let Some((start, tag)) = next_tag(html, from) {
        from = start + tag.len();
        if !tag.starts_with("</") && is_named(tag, selector) {
            let end = end_of(html, from, name_of(tag))?;
            return Some(&html[start..end]);
        }
    }
    None
}

/// The next tag at or after a place: where it starts, and itself.
fn next_tag(html: &str, from: usize) -> Option<(usize, &str)> {
    let mut from = from;
    loop {
        let start = from + html[from..].find('<')?;
        let rest = &html[start..];
        if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            return Some((start, &rest[..=rest.find('>')?]));
        }
        from = start + 1;
    }
}

fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    &name[..name
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(name.len())]
}

fn is_named(tag: &str, selector: &str) -> bool {
    if let Some(id) = selector.strip_prefix('#') {
        return tag.contains(&format!(" id=\"{id}\""));
    }
    if let Some(class) = selector.strip_prefix('.') {
        let classes = tag.split_once(" class=\"").map_or("", |(_, rest)| rest);
        let classes = classes.split('"').next().unwrap_or_default();
        return classes.split(' ').any(|one| one == class);
    }
    match selector.trim_end_matches(']').split_once('[') {
        Some((name, attribute)) => name_of(tag) == name && tag.contains(attribute),
        None => name_of(tag) == selector,
    }
}

/// Where an element ends whose opening tag ends at `from`.
fn end_of(html: &str, from: usize, name: &str) -> Option<usize> {
    if matches!(
        name,
        "meta" | "link" | "img" | "br" | "hr" | "input" | "wbr"
    ) {
        return Some(from);
    }
    let mut depth = 1;
    let mut from = from;
    while depth > 0 {
        let (start, tag) = next_tag(html, from)?;
        from = start + tag.len();
        if name_of(tag) == name {
            if tag.starts_with("</") {
                depth -= 1;
            } else {
                depth += 1;
            }
        }
    }
    Some(from)
}
