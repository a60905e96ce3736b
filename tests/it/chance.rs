//! Random numbers of a seed that is told, so that what went wrong once can be tried again.

use std::env;
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};

/// Set to the seed of an earlier run, to have its numbers again.
const SEED: &str = "MADOGUCHI_TEST_SEED";

/// Numbers of a seed (Steele, Lea and Flood's `SplitMix`). Displayed it says how to have them again.
pub(crate) struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    /// Other numbers in every run, unless the seed is given.
    pub(crate) fn of_this_run() -> Self {
        let seed = match env::var(SEED) {
            Ok(seed) => seed.parse().expect("the seed is a number"),
            Err(_) => RandomState::new().hash_one(SEED),
        };
        let chance = Self { seed, state: seed };
        println!("{chance}");
        chance
    }

    /// A number from one bound up to another.
    pub(crate) fn between(&mut self, from: f64, to: f64) -> f64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let upper = u32::try_from(mixed >> 32).expect("32 bits");
        from + (to - from) * f64::from(upper) / f64::from(u32::MAX)
    }
}

impl fmt::Display for Chance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{SEED}={}", self.seed)
    }
}
