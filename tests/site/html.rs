//! A page as a browser reads it: its elements in order, and what of it is to be seen.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// Its name, `a`.
    pub(crate) name: String,
    /// Its attributes in order.
    pub(crate) attributes: Vec<(String, String)>,
    /// The letters in it and in what it holds, white space kept.
    pub(crate) text: String,
    /// The names of the elements around it, the innermost last.
    pub(crate) around: Vec<String>,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(of, _)| of == name)
            .map(|(_, value)| value.as_str())
    }
}

/// All elements of a page, in order.
pub(crate) fn elements(markup: &str) -> Vec<Element> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(markup);
    let mut elements = Vec::new();
    walk(&dom.document, &mut Vec::new(), &mut elements);
    elements
}

fn walk(node: &Handle, around: &mut Vec<String>, elements: &mut Vec<Element>) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        NodeData::Element { name, attrs, .. } => {
            let attribute =
                |of: &html5ever::Attribute| (of.name.local.to_string(), of.value.to_string());
            let at = elements.len();
            elements.push(Element {
                name: name.local.to_string(),
                attributes: attrs.borrow().iter().map(attribute).collect(),
                text: String::new(),
                around: around.clone(),
            });
            around.push(name.local.to_string());
            let text = below(node, around, elements);
            around.pop();
            elements[at].text.clone_from(&text);
            text
        }
        _ => below(node, around, elements),
    }
}

fn below(node: &Handle, around: &mut Vec<String>, elements: &mut Vec<Element>) -> String {
    let children = node.children.borrow();
    children
        .iter()
        .map(|child| walk(child, around, elements))
        .collect()
}

/// The letters alone, without any white space: how they stand in lines does not count.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
