//! How alike two notes are (rule T4: they compare them).

/// From this likeness on, two notes to colleagues would be taken for the same letter.
pub const LIKENESS_WARNING: f64 = 0.35;

/// Words in one shingle.
const SHINGLE: usize = 3;

/// Share of three-word sequences that two texts have in common (Jaccard index: common ones by all of either), from 0,
/// nothing, to 1, the same words in the same order. Compared are words without case, accents and punctuation.
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (shingles(a), shingles(b));
    let common = a.intersection(&b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

fn shingles(text: &str) -> std::collections::BTreeSet<Vec<String>> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.windows(SHINGLE.min(words.len().max(1))).map(<[String]>::to_vec).collect()
}
