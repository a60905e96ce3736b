//! Which addresses outside the site a reader may be sent to, and from where.

use std::collections::BTreeMap;

use super::Site;
use crate::dataset::{Record, Value};
use crate::diagnostic::Place;
use crate::page::{Body, Link, Piece, Target};
use crate::text::SourcePath;

/// The places that lead to each address; an address has no `#…`, which no server is told.
pub type OutsideLinks = BTreeMap<String, Vec<Place>>;

impl Site {
    /// All of them: of pages that are published, and of the data.
    pub fn outside_links(&self) -> OutsideLinks {
        let mut links = OutsideLinks::new();
        for page in self.pages.iter() {
            of_body(&page.page.body, &page.page.path, &mut links);
        }
        for (place, body) in self.names.texts.bodies() {
            of_body(body, &place.path, &mut links);
        }
        let channels = self.dataset.channels.iter();
        let records = channels
            .flat_map(|channel| std::iter::once(&channel.record).chain(&channel.parts))
            .chain(self.dataset.tables.values().flat_map(|table| &table.rows));
        for record in records {
            of_record(record, &mut links);
        }
        for places in links.values_mut() {
            places.sort();
            places.dedup();
        }
        links
    }
}

fn of_body(body: &Body, path: &SourcePath, links: &mut OutsideLinks) {
    for link in &body.links {
        if let Some(url) = address(link) {
            add(url, Place::new(path, link.destination.span), links);
        }
    }
}

fn of_record(record: &Record, links: &mut OutsideLinks) {
    for cell in record.cells.values() {
        if let Value::Url(url) = &cell.value {
            add(url, cell.place.clone(), links);
        }
    }
}

/// Where a link leads; a fact in it is the data's, which is asked for by itself.
fn address(link: &Link) -> Option<&str> {
    match (&link.target, link.destination.pieces.as_slice()) {
        (Target::External, [Piece::Text(url)]) => Some(url),
        _ => None,
    }
}

fn add(url: &str, place: Place, links: &mut OutsideLinks) {
    let url = url.split('#').next().unwrap_or(url);
    links.entry(url.to_owned()).or_default().push(place);
}
