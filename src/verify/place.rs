//! A table of a data file, by the keys that lead to it.

use super::target::Step;
use crate::decode::{Kind, Table};
use crate::text::Span;

/// A table, and where it begins: a header, an inline table, or the key that makes it.
pub(super) struct At<'t> {
    pub table: &'t Table,
    pub span: Span,
}

/// The table that some keys lead to.
pub(super) fn at<'t>(root: &'t Table, steps: &[Step]) -> Option<At<'t>> {
    let mut found = At {
        table: root,
        span: root.span,
    };
    let mut list = None;
    for step in steps {
        let node = match (step, list.take()) {
            (Step::Key(key), None) => &found.table.get(key)?.value,
            (Step::Nth(at), Some(nodes)) => <[_]>::get(nodes, *at)?,
            _ => return None,
        };
        match &node.kind {
            Kind::Table(table) => {
                found = At {
                    table,
                    span: node.span,
                }
            }
            Kind::List(nodes) => list = Some(nodes.as_slice()),
            _ => return None,
        }
    }
    list.is_none().then_some(found)
}
