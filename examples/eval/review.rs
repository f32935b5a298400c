//! Measures the review of notes: `tests/review/*.jsonl`, or the folder `review` among the fixtures where there is one.
//!
//! A hint is right when the note is labelled with it, whatever its place; missed when it is labelled and not given; a
//! false alarm when it is given and not labelled. A good note is one without labels.

use crate::labelled::{Labelled, sets};
use crate::report::{HintTally, Row, TextTally};
use crate::{Options, skipped};
use afterword::draft::review::{HintKind, review};
use std::collections::BTreeSet;
use std::path::Path;

const SOURCE: &str = "review";
const HELD_OUT: &str = "held-out";

pub fn run(dir: &Path, options: &Options) -> Vec<Row> {
    let other = dir.join("review");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/review");
    let mut rows = measure(&own, "", options);
    if other.is_dir() {
        rows.extend(measure(&other, "fixtures ", options));
    }
    rows
}

fn measure(folder: &Path, prefix: &str, options: &Options) -> Vec<Row> {
    let sets = match sets(folder) {
        Ok(sets) => sets,
        Err(why) => {
            skipped(SOURCE, &why);
            return Vec::new();
        }
    };
    let notes = || sets.iter().flat_map(|(set, notes)| notes.iter().map(move |note| (set.as_str(), note)));
    if options.verbose {
        notes().for_each(|(_, note)| say_what_is_off(note));
    }
    let of = |wanted: &dyn Fn(&str, &Labelled) -> bool| -> Vec<&Labelled> {
        notes().filter(|(set, note)| wanted(set, note)).map(|(_, note)| note).collect()
    };
    let mut rows = tally(&format!("{prefix}all"), &of(&|_, _| true));
    rows.extend(tally(&format!("{prefix}tuned on"), &of(&|set, _| !set.starts_with(HELD_OUT))));
    rows.extend(tally(&format!("{prefix}{HELD_OUT}"), &of(&|set, _| set.starts_with(HELD_OUT))));
    let mut languages: Vec<_> = notes().filter_map(|(_, note)| note.note.language).collect();
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        let layout = format!("{prefix}all, {language:?}").to_lowercase();
        let mut of_language = tally(&layout, &of(&|_, note| note.note.language == Some(language)));
        // By language the sums are enough.
        of_language.retain(|row| matches!(row, Row::Texts(_)));
        rows.extend(of_language);
    }
    rows
}

fn given(note: &Labelled) -> BTreeSet<HintKind> {
    review(&note.note, &note.context).into_iter().map(|hint| hint.kind).collect()
}

fn tally(layout: &str, notes: &[&Labelled]) -> Vec<Row> {
    if notes.is_empty() {
        return Vec::new();
    }
    let mut texts = TextTally { source: SOURCE.into(), layout: layout.into(), ..TextTally::default() };
    let mut hints: Vec<HintTally> = HintKind::ALL
        .into_iter()
        .map(|kind| HintTally {
            source: SOURCE.into(),
            layout: layout.into(),
            hint: kind.code().into(),
            ..HintTally::default()
        })
        .collect();
    for note in notes {
        let given = given(note);
        let labels: BTreeSet<HintKind> = note.labels.iter().copied().collect();
        let good = labels.is_empty();
        texts.texts += 1;
        texts.good += u64::from(good);
        texts.good_without_alarm += u64::from(good && given.is_empty());
        for (kind, tally) in HintKind::ALL.into_iter().zip(&mut hints) {
            let (is, should) = (given.contains(&kind), labels.contains(&kind));
            tally.right += u64::from(is && should);
            tally.missed += u64::from(!is && should);
            tally.false_alarms += u64::from(is && !should);
        }
    }
    for tally in &hints {
        texts.right += tally.right;
        texts.missed += tally.missed;
        texts.false_alarms += tally.false_alarms;
    }
    hints.retain(|tally| tally.right + tally.missed + tally.false_alarms > 0);
    std::iter::once(Row::Texts(texts)).chain(hints.into_iter().map(Row::Hint)).collect()
}

fn say_what_is_off(note: &Labelled) {
    let labels: BTreeSet<HintKind> = note.labels.iter().copied().collect();
    let given = review(&note.note, &note.context);
    for hint in given.iter().filter(|hint| !labels.contains(&hint.kind)) {
        let place = hint.place.as_ref().and_then(|place| match place.field {
            afterword::draft::review::Field::Subject => note.note.subject.get(place.range.clone()),
            afterword::draft::review::Field::Text => note.note.text.get(place.range.clone()),
        });
        println!("{}: false alarm {}: {:?}", note.id, hint.kind.code(), place.unwrap_or_default());
    }
    for kind in labels.iter().filter(|kind| !given.iter().any(|hint| hint.kind == **kind)) {
        println!("{}: missed {}", note.id, kind.code());
    }
}
