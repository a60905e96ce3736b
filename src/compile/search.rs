//! The files of search: made beside the pages that they tell of, or when a preview is asked for them.
//!
//! A build looks at each page while it is joined anyway, hands the file of its texts to the sink
//! and its terms to the index, and keeps neither. A preview makes the same when somebody searches:
//! of all pages for a shard, of one for its texts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::edition::{Edition, File, Made};
use crate::diagnostic::Bag;
use crate::digest::Digest;
use crate::output::{Content, Output, OutputPath};
use crate::page::EventList;
use crate::search::{self, Document, Index, LanguagePlan, Plan, Subject, Weighed};
use crate::site::{Claims, JoinedPage, Site, start_of};

/// What a file of search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchFile {
    /// What is loaded first.
    Head,
    /// The lists of some terms.
    Shard(u32),
    /// The texts of some documents.
    Texts(usize),
}

impl SearchFile {
    fn path(self, plan: &LanguagePlan) -> Option<OutputPath> {
        let name = match self {
            Self::Head => "index".to_owned(),
            Self::Shard(number) => number.to_string(),
            Self::Texts(number) => format!("t{number}"),
        };
        OutputPath::new(&plan.path_of(&name)).ok()
    }
}

impl File {
    /// Whether it belongs to search: it has no mistakes of its own, and who wants it asks for it.
    pub fn is_of_search(&self) -> bool {
        matches!(self, Self::Search(..))
    }
}

/// The files of search with their paths.
pub(super) fn files(plan: &Plan) -> impl Iterator<Item = (OutputPath, File)> {
    plan.languages.iter().flat_map(|(language, plan)| {
        let shards = (0..plan.shards).map(SearchFile::Shard);
        let texts = (0..plan.files.len()).map(SearchFile::Texts);
        let all = [SearchFile::Head].into_iter().chain(shards).chain(texts);
        all.filter_map(|file| {
            let path = file.path(plan)?;
            Some((path, File::Search(language.clone(), file)))
        })
    })
}

/// Claims the paths of the files of search.
pub(super) fn claim(site: &Site, plan: &Plan, claims: &mut Claims, bag: &mut Bag) {
    let ours = start_of(&site.config.path);
    for (path, _) in files(plan) {
        claims.claim(&path, ours.clone(), bag);
    }
}

/// What search knows of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    language: String,
    /// Its files of texts by their numbers.
    texts: Vec<(usize, String)>,
    /// The terms of its documents by their numbers.
    terms: Vec<(u32, Weighed)>,
}

impl Searched {
    /// Its terms, packed.
    pub(super) fn packed(&self) -> Vec<u8> {
        search::pack(&self.terms)
    }

    /// The digests of its files of texts.
    pub(super) fn digests(&self) -> impl Iterator<Item = Digest> {
        self.texts
            .iter()
            .map(|(_, text)| Digest::of(text.as_bytes()))
    }
}

impl Edition {
    /// The files of texts of a page.
    pub(super) fn search_paths(&self, at: usize) -> impl Iterator<Item = OutputPath> {
        let language = &self.site.pages[at].route.language;
        let plan = self.search.languages.get(language);
        plan.into_iter().flat_map(move |plan| {
            let numbers = plan.files_of(at);
            numbers.filter_map(|number| SearchFile::Texts(number).path(plan))
        })
    }

    /// What search knows of a page; nothing where it is not searched.
    pub(super) fn searched(
        &self,
        at: usize,
        read: &EventList<'_>,
        joined: &JoinedPage,
    ) -> Option<Searched> {
        let language = &self.site.pages[at].route.language;
        let plan = self.search.languages.get(language)?;
        let files = plan.files_of(at);
        if files.is_empty() {
            return None;
        }
        let documents = self.documents(at, read, joined, plan);
        Some(searched(language, plan, files, &documents))
    }

    fn documents(
        &self,
        at: usize,
        read: &EventList<'_>,
        joined: &JoinedPage,
        plan: &LanguagePlan,
    ) -> Vec<Option<Document>> {
        let route = &self.site.pages[at].route;
        let home = self.site.homes().get(&route.language);
        let way = home.map(|home| home.way_to(&route.folder));
        let above: Vec<String> = way
            .unwrap_or_default()
            .into_iter()
            .filter(|folder| !folder.path.is_empty())
            .filter_map(|folder| folder.index)
            .filter(|index| *index != at)
            .map(|index| self.shared.titles[index].clone())
            .collect();
        search::documents(&self.site, at, read, joined, &above, plan)
    }

    /// The document of a channel's page.
    fn channel_document(&self, language: &str, id: &str, plan: &LanguagePlan) -> Option<Document> {
        let of = (language.to_owned(), id.to_owned());
        let route = self.site.channel_pages().get(&of)?;
        let joined = self.site.join_channel(id, route);
        Some(search::of_channel(id, route, &joined, plan))
    }

    /// What search knows of the channels' pages in a language.
    fn searched_channels(&self, language: &str, plan: &LanguagePlan) -> Vec<Searched> {
        let files = plan.files.iter().enumerate();
        let channels = files.filter_map(|(at, file)| match &file.of {
            Subject::Channel(id) => Some((at, self.channel_document(language, id, plan))),
            Subject::Page(_) => None,
        });
        channels
            .map(|(at, document)| searched(language, plan, at..at + 1, &[document]))
            .collect()
    }

    /// Makes a file of search by itself.
    pub(super) fn search_file(&self, language: &str, file: SearchFile) -> Made {
        let Some(plan) = self.search.languages.get(language) else {
            return Made::default();
        };
        let text = match file {
            SearchFile::Head => Some(search::head(plan)),
            SearchFile::Shard(number) => self.shard(language, number),
            SearchFile::Texts(number) => self.texts_file(language, plan, number),
        };
        text.map_or_else(Made::default, |text| Ok(text).into())
    }

    fn texts_file(&self, language: &str, plan: &LanguagePlan, number: usize) -> Option<String> {
        let file = plan.files.get(number)?;
        let documents = match &file.of {
            Subject::Page(at) => {
                let read = self.site.events_of(*at);
                self.documents(*at, &read, &self.site.join(*at).value, plan)
            }
            Subject::Channel(id) => vec![self.channel_document(language, id, plan)],
        };
        let slots = documents.get(file.slots.clone())?;
        let slots = slots.iter().map(Option::as_ref);
        Some(search::texts(plan, number, slots))
    }

    /// A shard; all of them are made when the first is asked for.
    fn shard(&self, language: &str, number: u32) -> Option<String> {
        let shards = self.shards.get_or_init(|| {
            let gathering = Gathering::new(self);
            (0..self.site.pages.len()).into_par_iter().for_each(|at| {
                let read = self.site.events_of(at);
                let found = self.searched(at, &read, &self.site.join(at).value);
                if let Some(found) = found {
                    gathering.add(&found.language, &found.terms);
                }
            });
            let found = Mutex::new(BTreeMap::new());
            let keep = |file: File, text: String| {
                let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                found.insert(file, text);
                Ok::<(), ()>(())
            };
            // Keeping cannot fail.
            let _ = gathering.shards(&keep);
            Arc::new(found.into_inner().unwrap_or_else(PoisonError::into_inner))
        });
        let file = File::Search(language.to_owned(), SearchFile::Shard(number));
        shards.get(&file).cloned()
    }
}

/// The index of a site while pages are made.
pub(super) struct Gathering {
    edition: Edition,
    indexes: BTreeMap<String, Index>,
}

impl Gathering {
    pub(super) fn new(edition: &Edition) -> Self {
        let plans = edition.search.languages.iter();
        let gathering = Self {
            edition: edition.clone(),
            indexes: plans
                .map(|(language, plan)| (language.clone(), Index::new(plan)))
                .collect(),
        };
        for (language, plan) in &edition.search.languages {
            for found in edition.searched_channels(language, plan) {
                gathering.add(&found.language, &found.terms);
            }
        }
        gathering
    }

    /// Takes the terms of a page.
    pub(super) fn add(&self, language: &str, terms: &[(u32, Weighed)]) {
        if let Some(index) = self.indexes.get(language) {
            index.add(terms);
        }
    }

    /// Takes what was found on a page and hands its texts on.
    pub(super) fn take<E>(
        &self,
        found: Searched,
        sink: &(dyn Fn(Output) -> Result<(), E> + Sync),
    ) -> Result<(), E> {
        self.add(&found.language, &found.terms);
        for (number, text) in found.texts {
            self.put(&found.language, SearchFile::Texts(number), text, sink)?;
        }
        Ok(())
    }

    /// Makes everything that is no page's.
    pub(super) fn finish<E: Send>(
        &self,
        sink: &(dyn Fn(Output) -> Result<(), E> + Sync),
    ) -> Result<(), E> {
        for (language, plan) in &self.edition.search.languages {
            let head = search::head(plan);
            self.put(language, SearchFile::Head, head, sink)?;
            for found in self.edition.searched_channels(language, plan) {
                for (number, text) in found.texts {
                    self.put(language, SearchFile::Texts(number), text, sink)?;
                }
            }
        }
        self.shards(&|file, text| match file {
            File::Search(language, file) => self.put(&language, file, text, sink),
            _ => Ok(()),
        })
    }

    fn shards<E: Send>(
        &self,
        put: &(dyn Fn(File, String) -> Result<(), E> + Sync),
    ) -> Result<(), E> {
        let parts = self.indexes.iter().flat_map(|(language, index)| {
            let parts = 0..index.parts();
            parts.map(move |part| (language, index, part))
        });
        let parts: Vec<_> = parts.collect();
        parts
            .into_par_iter()
            .try_for_each(|(language, index, part)| {
                let mut shards = index.take(part).into_iter();
                shards.try_for_each(|(number, text)| {
                    let file = SearchFile::Shard(number);
                    put(File::Search(language.clone(), file), text)
                })
            })
    }

    fn put<E>(
        &self,
        language: &str,
        file: SearchFile,
        text: String,
        sink: &(dyn Fn(Output) -> Result<(), E> + Sync),
    ) -> Result<(), E> {
        let plan = self.edition.search.languages.get(language);
        let path = plan.and_then(|plan| file.path(plan));
        let content = Content::Bytes(text.into_bytes());
        path.map_or(Ok(()), |path| sink(Output { path, content }))
    }
}

fn searched(
    language: &str,
    plan: &LanguagePlan,
    files: std::ops::Range<usize>,
    documents: &[Option<Document>],
) -> Searched {
    let mut found = Searched {
        language: language.to_owned(),
        ..Searched::default()
    };
    for number in files {
        let file = &plan.files[number];
        let slots = documents.get(file.slots.clone()).unwrap_or_default();
        let shown = slots.iter().map(Option::as_ref);
        let text = search::texts(plan, number, shown);
        found.texts.push((number, text));
        let numbered = (file.first..).zip(slots);
        let weighed = numbered.filter_map(|(number, document)| {
            Some((number, search::weigh(document.as_ref()?, plan)))
        });
        found.terms.extend(weighed);
    }
    found
}
