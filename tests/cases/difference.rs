//! Two texts line by line, as a person compares them.

use std::fmt::Write as _;

/// The lines that differ, `-` expected and `+` seen, or nothing where the texts are equal.
pub(crate) fn of(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let (before, after): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), actual.lines().collect());
    let common = common_lines(&before, &after);
    let mut out = String::new();
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in common.into_iter().chain([(before.len(), after.len())]) {
        for line in &before[i..next_i] {
            writeln!(out, "    - {line}").unwrap();
        }
        for line in &after[j..next_j] {
            writeln!(out, "    + {line}").unwrap();
        }
        if let Some(line) = before.get(next_i) {
            writeln!(out, "      {line}").unwrap();
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    Some(out)
}

/// The longest sequence of lines that both have, as pairs of indices.
fn common_lines(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            lengths[i][j] = if before[i] == after[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < before.len() && j < after.len() {
        if before[i] == after[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
