//! What is gathered while a page is joined: findings, where its facts come from, how deep it is in others.

use std::collections::BTreeSet;

use super::Site;
use super::print::Standing;
use crate::civil::Date;
use crate::dataset::{Cell, Provenance};
use crate::diagnostic::{Bag, Diagnostic, Place};

/// Where shown facts come from.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Needs {
    /// Whether any fact is shown.
    pub shows_facts: bool,
    /// The sources.
    pub sources: BTreeSet<String>,
    /// The oldest day on which one of them was verified.
    pub last_verified: Option<Date>,
    /// Whether nobody has verified one of them.
    pub unverified: bool,
    /// Whether one was verified too long ago.
    pub stale: bool,
}

impl Needs {
    /// Notes that a fact is shown. What has no source is a site's own words, about which there is
    /// nothing to verify, unless somebody did.
    pub(super) fn add(&mut self, site: &Site, cell: &Cell) {
        let Provenance {
            source, verified, ..
        } = &cell.provenance;
        self.shows_facts = true;
        self.sources.extend(source.iter().cloned());
        if let Some(verified) = verified {
            self.last_verified = Some(
                self.last_verified
                    .map_or(verified.value, |oldest| oldest.min(verified.value)),
            );
        }
        if source.is_none()
            && verified.is_none()
            && !crate::dataset::is_channel_file(&cell.place.path)
        {
            return;
        }
        match site.standing(&cell.provenance) {
            Standing::Good => {}
            Standing::Stale | Standing::Expired => self.stale = true,
            Standing::Unverified => self.unverified = true,
        }
    }
}

/// Which cell of the dataset it is: an inherited value is a cell of its own in each record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellId(usize);

impl CellId {
    /// The dataset of a site is shared and never moves, so a cell is known by its address.
    pub(super) fn of(cell: &Cell) -> Self {
        Self(std::ptr::from_ref(cell).addr())
    }
}

/// What is gathered while a page is joined.
#[derive(Debug)]
pub(super) struct Joining<'b> {
    bag: Option<&'b mut Bag>,
    /// Where the facts shown come from.
    pub needs: Needs,
    /// The stretches of pages that are being shown elsewhere, the outermost first.
    pub including: Vec<(usize, Option<usize>)>,
    /// The stretches that lead back to the first of them, if a stretch was found inside itself.
    pub inside_itself: Option<Vec<(usize, Option<usize>)>>,
    /// The texts of the dataset that are being shown in one another, the outermost first.
    pub way: Vec<Place>,
    /// Texts of the dataset that lead back to the first of them, if some were met.
    pub circle: Option<Vec<Place>>,
    /// Blocks that need an id of their own are counted.
    pub ordinal: usize,
    /// The cells whose values were met, where somebody wants to know.
    pub met: Option<BTreeSet<CellId>>,
}

impl<'b> Joining<'b> {
    pub(super) fn new(bag: &'b mut Bag) -> Self {
        Self {
            bag: Some(bag),
            needs: Needs::default(),
            including: Vec::new(),
            inside_itself: None,
            way: Vec::new(),
            circle: None,
            ordinal: 0,
            met: None,
        }
    }

    /// Notes that a fact is shown.
    pub(super) fn shows(&mut self, site: &Site, cell: &Cell) {
        self.needs.add(site, cell);
        self.meets(cell);
    }

    /// Notes that a value is seen on the page, for which nobody need vouch there: a name in a heading.
    pub(super) fn meets(&mut self, cell: &Cell) {
        if let Some(met) = &mut self.met {
            met.insert(CellId::of(cell));
        }
    }

    /// Reports a finding, if there is one.
    pub(super) fn report(&mut self, finding: Option<Diagnostic>) {
        if let (Some(bag), Some(finding)) = (&mut self.bag, finding) {
            bag.push(finding);
        }
    }

    /// The same without a place for findings, for what is reported elsewhere.
    pub(super) fn quietly(&mut self) -> Quiet<'_, 'b> {
        Quiet {
            bag: self.bag.take(),
            of: self,
        }
    }

    /// Adds what another joining found.
    pub(super) fn extend(&mut self, findings: Vec<Diagnostic>) {
        if let Some(bag) = &mut self.bag {
            bag.extend(findings);
        }
    }
}

/// A joining that reports nothing until it is dropped.
pub(super) struct Quiet<'q, 'b> {
    bag: Option<&'b mut Bag>,
    of: &'q mut Joining<'b>,
}

impl Drop for Quiet<'_, '_> {
    fn drop(&mut self) {
        self.of.bag = self.bag.take();
    }
}

impl<'b> std::ops::Deref for Quiet<'_, 'b> {
    type Target = Joining<'b>;
    fn deref(&self) -> &Joining<'b> {
        self.of
    }
}

impl<'b> std::ops::DerefMut for Quiet<'_, 'b> {
    fn deref_mut(&mut self) -> &mut Joining<'b> {
        self.of
    }
}
