//! The lists of all terms, merged from pages that come from many threads in any order.
//!
//! A list keeps the heaviest documents alone, the first of those that are equally heavy, so what it
//! holds in the end does not depend on the order in which they came. Where there are too many
//! terms for the memory that search may take, all lists of a partition become shorter.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::plan::LanguagePlan;
use super::terms::shard_of;
use super::weigh::{Weighed, shard_of_key, term_of};
use super::write;

/// Parts of the index that threads fill at the same time.
const PARTITIONS: u32 = 16;
/// Documents of one list.
const LONGEST_LIST: usize = 300;
/// Documents of all lists of a partition.
const MOST_POSTINGS: usize = 200_000;
/// Documents are numbered with so many bits; the bits above hold the weight.
const NUMBER_BITS: u32 = 24;
const NUMBERS: u32 = (1 << NUMBER_BITS) - 1;

/// The lists of one language.
pub struct Index {
    shards: u32,
    version: String,
    partitions: Vec<Mutex<Partition>>,
}

/// The shards of a part of an index: their numbers and what is in their files.
pub type Shards = Vec<(u32, String)>;

struct Partition {
    letters: HashMap<u64, List, BuildHasherDefault<Spread>>,
    words: HashMap<Box<str>, List>,
    longest: usize,
    /// Documents of all lists, each list counted as long as it may be.
    postings: usize,
}

/// The documents of a term.
#[derive(Default)]
struct List {
    /// How many there are, those that are left out among them.
    documents: u32,
    /// Weight and number, packed so that the greatest comes first.
    heaviest: Vec<u32>,
}

impl Index {
    /// An index without documents.
    pub fn new(plan: &LanguagePlan) -> Self {
        let partition = |_| {
            Mutex::new(Partition {
                letters: HashMap::default(),
                words: HashMap::new(),
                longest: LONGEST_LIST,
                postings: 0,
            })
        };
        Self {
            shards: plan.shards,
            version: plan.version.clone(),
            partitions: (0..PARTITIONS.min(plan.shards)).map(partition).collect(),
        }
    }

    /// Takes documents with their numbers.
    pub fn add(&self, documents: &[(u32, Weighed)]) {
        let partitions = self.partitions.len();
        let mut letters: Vec<Vec<(u64, u32)>> = vec![Vec::new(); partitions];
        let mut words: Vec<Vec<(&str, u32)>> = vec![Vec::new(); partitions];
        for (number, weighed) in documents {
            let packed = |weight: u8| u32::from(weight) << NUMBER_BITS | (NUMBERS - number);
            if *number >= NUMBERS {
                continue;
            }
            for (key, weight) in &weighed.letters {
                let at = self.partition_of(shard_of_key(*key, self.shards));
                letters[at].push((*key, packed(*weight)));
            }
            for (word, weight) in &weighed.words {
                let at = self.partition_of(shard_of(word, self.shards));
                words[at].push((word, packed(*weight)));
            }
        }
        for (at, (letters, words)) in letters.into_iter().zip(words).enumerate() {
            let mut partition = lock(&self.partitions[at]);
            for (key, posting) in letters {
                let longest = partition.longest;
                let list = partition.letters.entry(key).or_default();
                partition.postings += list.add(posting, longest);
            }
            for (word, posting) in words {
                let longest = partition.longest;
                let known = partition
                    .words
                    .get_mut(word)
                    .map(|list| list.add(posting, longest));
                partition.postings += known.unwrap_or_else(|| {
                    let mut list = List::default();
                    let added = list.add(posting, longest);
                    partition.words.insert(word.into(), list);
                    added
                });
            }
            partition.shorten();
        }
    }

    fn partition_of(&self, shard: u32) -> usize {
        shard as usize % self.partitions.len()
    }

    /// The parts of the index, each of which can be written by itself.
    pub fn parts(&self) -> usize {
        self.partitions.len()
    }

    /// The shards of one part, which is empty afterwards.
    pub fn take(&self, part: usize) -> Shards {
        let mut partition = lock(&self.partitions[part]);
        let longest = partition.longest;
        let letters = std::mem::take(&mut partition.letters);
        let words = std::mem::take(&mut partition.words);
        drop(partition);
        let letters = letters.into_iter().map(|(key, list)| (term_of(key), list));
        let words = words.into_iter().map(|(word, list)| (word.into(), list));
        let mut terms: Vec<(u32, String, List)> = letters
            .chain(words)
            .map(|(term, list)| (shard_of(&term, self.shards), term, list))
            .collect();
        terms.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut terms = terms.into_iter().peekable();
        let step = self.partitions.len();
        let numbers = (part..self.shards as usize).step_by(step);
        numbers
            .filter_map(|number| u32::try_from(number).ok())
            .map(|number| {
                let mut shard = write::Shard::new(&self.version, number);
                while let Some((_, term, mut list)) = terms.next_if(|term| term.0 == number) {
                    list.cut(longest);
                    let heaviest = list.heaviest.iter().map(|packed| {
                        let weight = (packed >> NUMBER_BITS) as u8;
                        (weight, NUMBERS - (packed & NUMBERS))
                    });
                    shard.put(&term, list.documents, heaviest);
                }
                (number, shard.finish())
            })
            .collect()
    }
}

impl Partition {
    /// Shortens all lists until there is room again. However documents come, there is a time at which
    /// there is no room if there is none in the end, so the order does not show.
    fn shorten(&mut self) {
        while self.postings > MOST_POSTINGS && self.longest > 1 {
            self.longest /= 2;
            self.postings = 0;
            for list in self.letters.values_mut().chain(self.words.values_mut()) {
                list.cut(self.longest);
                list.heaviest.shrink_to_fit();
                self.postings += list.heaviest.len();
            }
        }
    }
}

impl List {
    /// Adds a document; how much longer the list counts as.
    fn add(&mut self, posting: u32, longest: usize) -> usize {
        let was_cut = self.documents as usize > self.heaviest.len();
        self.documents += 1;
        // Once cut, it begins with the heaviest in their order, and what is lighter than all of them never stays.
        let least = self.heaviest.get(longest - 1);
        if was_cut && least.is_some_and(|least| posting < *least) {
            return 0;
        }
        if self.heaviest.len() >= 2 * longest {
            self.cut(longest);
        }
        self.heaviest.push(posting);
        usize::from(self.documents as usize <= longest)
    }

    /// Leaves the heaviest, sorted.
    fn cut(&mut self, longest: usize) {
        self.heaviest.sort_unstable_by(|a, b| b.cmp(a));
        self.heaviest.truncate(longest);
    }
}

fn lock(partition: &Mutex<Partition>) -> MutexGuard<'_, Partition> {
    partition.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Spreads keys that are letters already; nobody outside chooses them freely enough to do harm.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_the_heaviest_in_whatever_order_they_come() {
        let rising: Vec<u32> = (1..=500).collect();
        let falling = rising.iter().rev().copied().collect();
        let mixed = (0..500).map(|at| at * 211 % 500 + 1).collect();
        for postings in [rising, falling, mixed] {
            let mut list = List::default();
            let counted: usize = postings.iter().map(|posting| list.add(*posting, 7)).sum();
            list.cut(7);
            assert_eq!(list.heaviest, [500, 499, 498, 497, 496, 495, 494]);
            assert_eq!((list.documents, counted), (500, 7));
            // Shorter lists are asked for while others still come.
            list.cut(3);
            list.add(1, 3);
            list.add(501, 3);
            list.cut(3);
            assert_eq!(list.heaviest, [501, 500, 499]);
        }
    }
}
