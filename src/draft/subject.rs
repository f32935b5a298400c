//! A subject line that sells (rule T10): the job and the user's strongest facts, as many as fit.

/// What an inbox shows, in characters.
pub const LONGEST: usize = 60;

/// What may follow "Thank you:", the fullest first: job and three facts, two, one, the job, its shorter forms, nothing.
pub fn headlines(job: &str, facts: &[String]) -> Vec<String> {
    let job = job.trim();
    let facts: Vec<&str> = facts.iter().map(|fact| fact.trim()).filter(|fact| !fact.is_empty()).take(3).collect();
    let mut found = Vec::new();
    for job in shorter(job) {
        for count in (0..=facts.len()).rev() {
            let parts =
                Some(job.as_str()).filter(|job| !job.is_empty()).into_iter().chain(facts.iter().take(count).copied());
            found.push(parts.collect::<Vec<_>>().join(", "));
        }
    }
    found.push(String::new());
    found
}

/// A job title, then without what stands in brackets or behind a dash, comma or bar.
fn shorter(job: &str) -> Vec<String> {
    let mut forms = vec![job.to_owned()];
    for mark in [" (", " [", " | ", " – ", " — ", " - ", ", ", " / "] {
        if let Some((head, _)) = forms.last().and_then(|form| form.split_once(mark))
            && !head.trim().is_empty()
        {
            let head = head.trim().to_owned();
            forms.push(head);
        }
    }
    forms
}

/// Whole words only.
pub fn cut(line: &str) -> String {
    let Some((end, _)) = line.char_indices().nth(LONGEST) else { return line.to_owned() };
    let head = line.get(..end).unwrap_or_default();
    let whole = line.get(end..).is_some_and(|rest| rest.starts_with(' '));
    let words = if whole { head } else { head.rsplit_once(' ').map_or("", |(words, _)| words) };
    words.trim_end_matches([',', ':', '-', '–', ' ']).to_owned()
}
