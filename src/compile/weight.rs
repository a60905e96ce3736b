//! Where a page that is new would stand among its neighbours.

use super::Edition;

/// The distance between two weights, so that a page can be put between them later.
const STEP: i64 = 10;

impl Edition {
    /// The weight of a new last page or section of a folder, in a language; nothing where the
    /// neighbours have none, since a weight would put it before all of them.
    pub fn last_weight(&self, folder: &str, language: &str) -> Option<i64> {
        let neighbours = self.site.pages.iter().filter(|page| {
            let route = &page.route;
            let around = if route.is_index {
                route.folder.rsplit_once('/').map_or("", |(above, _)| above)
            } else {
                route.folder.as_str()
            };
            // The page that opens the folder is no neighbour of what is in it.
            let opens_it = route.is_index && route.folder == folder;
            route.language == language && around == folder && !opens_it
        });
        let weights: Vec<Option<i64>> = neighbours.map(|page| page.page.front.weight).collect();
        if weights.is_empty() {
            return Some(STEP);
        }
        let last = weights.into_iter().flatten().max()?;
        Some(last.saturating_add(STEP))
    }
}
