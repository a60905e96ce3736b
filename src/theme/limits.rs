//! What tera does not limit itself: chains whose every link takes stack.
//!
//! A stack that overflows ends the process and cannot be caught, so a preview would die of one
//! template. Tera limits nested tags, nested expressions and components that call each other; it
//! follows `elif`s, parents and includes as far as they go.

use std::ops::Range;

use super::report::{Report, Templates, body};
use super::tags::Tags;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::Span;
use crate::wording::{Wording, words};

/// The most `elif`s in a template.
const ELIFS: usize = 200;
/// The most templates one after another by `include` or `extends`.
const DEPTH: usize = 12;

/// What goes over a limit.
#[derive(Debug, Default)]
pub(super) struct Excess {
    /// What to tell: of a chain only its start, of a circle one member.
    pub(super) told: Vec<Report>,
    /// Every template that must not reach tera.
    pub(super) replaced: Vec<String>,
}

/// Looks at all templates at once.
pub(super) fn check(templates: &Templates) -> Excess {
    let web = Web::of(templates);
    let mut excess = Excess::default();
    for node in &web.nodes {
        if let Some(range) = node.tags.elifs.get(ELIFS) {
            let message = words(
                format!("1つのテンプレートに書ける `elif` は{ELIFS}個までです"),
                format!("a template holds at most {ELIFS} `elif`s"),
            );
            excess.told.push(web.report(node, range, message));
            excess.replaced.push(node.name.to_owned());
        }
    }
    web.circles(&mut excess);
    web.chains(&mut excess);
    excess
}

/// The templates and which leads to which.
struct Web<'a> {
    templates: &'a Templates,
    nodes: Vec<Node<'a>>,
}

struct Node<'a> {
    name: &'a str,
    tags: Tags,
    /// Where each `extends` and `include` that leads to a template of ours stands.
    links: Vec<(usize, Range<usize>)>,
}

impl<'a> Web<'a> {
    fn of(templates: &'a Templates) -> Self {
        let names: Vec<&str> = templates.keys().map(String::as_str).collect();
        let nodes = templates
            .iter()
            .map(|(name, source)| {
                let tags = Tags::of(body(source));
                let links = tags
                    .extends
                    .iter()
                    .chain(&tags.includes)
                    .filter_map(|(to, range)| {
                        Some((names.binary_search(&to.as_str()).ok()?, range.clone()))
                    })
                    .collect();
                Node { name, tags, links }
            })
            .collect();
        Self { templates, nodes }
    }

    /// Templates that lead back to themselves: the first of each circle is told and replaced.
    fn circles(&self, excess: &mut Excess) {
        let mut told = vec![false; self.nodes.len()];
        for (start, node) in self.nodes.iter().enumerate() {
            let Some(way) = self.way_back(start) else {
                continue;
            };
            excess.replaced.push(node.name.to_owned());
            if way.iter().any(|(at, _)| told[*at]) {
                continue;
            }
            for (at, _) in &way {
                told[*at] = true;
            }
            let names: Vec<String> = [start]
                .into_iter()
                .chain(way.iter().map(|(at, _)| *at))
                .map(|at| format!("`{}`", self.nodes[at].name))
                .collect();
            let names = names.join(" → ");
            let message = words(
                format!("テンプレートの `extends` や `include` が自分自身に戻ってきます: {names}"),
                format!("templates include or extend each other in a circle: {names}"),
            );
            let Some((_, range)) = way.first() else {
                continue;
            };
            let mut report = self.report(node, range, message);
            report.finding = report.finding.help(words(
                "ここを消すか、別のテンプレートを指してください",
                "remove this or name another template",
            ));
            excess.told.push(report);
        }
    }

    /// The shortest way from a template back to itself: each next template and where it is named.
    fn way_back(&self, start: usize) -> Option<Vec<(usize, Range<usize>)>> {
        let mut from: Vec<Option<(usize, Range<usize>)>> = vec![None; self.nodes.len()];
        let mut open = std::collections::VecDeque::from([start]);
        while let Some(at) = open.pop_front() {
            for (to, range) in &self.nodes[at].links {
                if from[*to].is_some() {
                    continue;
                }
                from[*to] = Some((at, range.clone()));
                open.push_back(*to);
            }
        }
        let mut way = Vec::new();
        let mut at = start;
        while let Some((before, range)) = from[at].clone() {
            way.push((at, range));
            at = before;
            if at == start {
                way.reverse();
                return Some(way);
            }
        }
        None
    }

    /// Templates from which more than [`DEPTH`] links lead on.
    fn chains(&self, excess: &mut Excess) {
        // The longest way from each template, grown link by link; what still grows is too long.
        let mut lengths = vec![0_usize; self.nodes.len()];
        for _ in 0..=DEPTH {
            lengths = self
                .nodes
                .iter()
                .map(|node| {
                    let ways = node.links.iter().map(|(to, _)| lengths[*to] + 1);
                    ways.max().unwrap_or(0)
                })
                .collect();
        }
        let long = |at: usize| {
            lengths[at] > DEPTH
                && !excess
                    .replaced
                    .iter()
                    .any(|name| name == self.nodes[at].name)
        };
        let mut follows = vec![false; self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            for (to, _) in &node.links {
                follows[*to] |= long(at);
            }
        }
        let (mut told, mut replaced) = (Vec::new(), Vec::new());
        for (at, node) in self.nodes.iter().enumerate().filter(|(at, _)| long(*at)) {
            replaced.push(node.name.to_owned());
            // Who leads into a circle is long for no fault of its own: the circle has been told.
            if excess.told.is_empty() && !follows[at] {
                let message = words(
                    format!("`extends` と `include` は{DEPTH}段までです"),
                    format!("`extends` and `include` go at most {DEPTH} levels deep"),
                );
                let range = node.links.first().map_or(0..0, |(_, range)| range.clone());
                told.push(self.report(node, &range, message));
            }
        }
        excess.told.append(&mut told);
        excess.replaced.append(&mut replaced);
    }

    fn report(&self, node: &Node<'_>, range: &Range<usize>, message: Wording) -> Report {
        let source = &self.templates[node.name];
        let start = source.start();
        let span = Span::new(start + range.start, start + range.end);
        let place = Place::new(&source.path, span);
        Report {
            template: node.name.to_owned(),
            finding: Diagnostic::new(codes::TEMPLATE_ERROR, place, message),
        }
    }
}
