//! What one expression leaves to another: "Thursday for half an hour? 2 pm would be fine", "Monday or Tuesday at 3".

use super::{
    numbers,
    point::Expression,
    rank,
    reader::Reader,
    token::Gap,
    zones::{self, Meaning},
};

/// How many tokens a time may stand behind the date that it belongs to.
const REACH: usize = 30;

/// Gives times without a date the date before them, and the dates of a list the time that follows the last of them.
pub fn complete(r: &Reader, expressions: &mut Vec<Expression>) {
    split_moves(r, expressions);
    for at in 1..expressions.len() {
        let Some([before, this]) = expressions.get_mut(at - 1..=at) else { continue };
        give_date(r, before, this);
    }
    for at in (1..expressions.len()).rev() {
        let Some([this, next]) = expressions.get_mut(at - 1..=at) else { continue };
        take_date(r, this, next);
    }
    for at in (1..expressions.len()).rev() {
        let Some([this, next]) = expressions.get_mut(at - 1..=at) else { continue };
        give_time(r, this, next);
    }
    if let Some(zone) = common_zone(r) {
        for expression in expressions.iter_mut().filter(|expression| expression.first.time.is_some()) {
            expression.first.zone = expression.first.zone.or(Some(zone));
        }
    }
}

/// "moved from Tuesday 2 pm to Wednesday 4 pm" names two moments and no stretch.
fn split_moves(r: &Reader, expressions: &mut Vec<Expression>) {
    let mut split = Vec::with_capacity(expressions.len());
    for expression in expressions.drain(..) {
        match expression.last {
            Some(last) if rank::is_moved(r, expression.from) => {
                split.push(Expression { last: None, to: expression.between, ..expression });
                split.push(Expression { first: last, last: None, from: expression.between + 1, ..expression });
            }
            _ => split.push(expression),
        }
    }
    *expressions = split;
}

/// "all times PT": the zone of every time that names none.
fn common_zone(r: &Reader) -> Option<(Meaning, usize, usize)> {
    let at = (0..r.len()).find(|at| r.is(*at, &["times"]) && r.is_after(*at, &["all"]))?;
    (at + 1..at + 5).find_map(|at| zones::zone(&r.tokens, at, true).map(|(meaning, next)| (meaning, at, next)))
}

fn give_date(r: &Reader, before: &Expression, this: &mut Expression) {
    let Some(date) = before.first.date else { return };
    let is_day = date.day.is_some()
        || date.weekday.is_some()
        || date.fixed.is_some_and(|fixed| fixed.first == fixed.last && fixed.time.is_none());
    let lone_time =
        this.first.date.is_none() && this.last.is_none() && this.first.time.is_some_and(|time| time.start.is_some());
    if !is_day
        || before.last.is_some()
        || date.until.is_some()
        || !lone_time
        || this.from.saturating_sub(before.to) > REACH
    {
        return;
    }
    let ends = (before.to..this.from).filter(|at| numbers::is_sentence_end(r, *at)).count();
    let fits = match before.first.time {
        // "Monday 8-9 am or 9-10 am", and a schedule with a time at the beginning of each line.
        Some(_) => is_listed(r, before.to, this.from) || r.gap(this.from) == Gap::Line,
        // Into the next sentence, but not past it.
        None => ends <= 1,
    };
    if fits {
        this.first.date = Some(date);
        this.first.zone = this.first.zone.or(before.first.zone);
        this.inferred = true;
        // Only the first takes the date's words along, so that the spans of a long list stay short.
        if !before.inferred {
            this.from = before.from;
        }
    }
}

/// "2 pm or 3 pm on Friday", "3 pm ET / 12 pm PT on Friday", "10 am Eastern Time (US & Canada), Tuesday": a time whose
/// date follows.
fn take_date(r: &Reader, this: &mut Expression, next: &Expression) {
    let lone_time =
        this.first.date.is_none() && this.last.is_none() && this.first.time.is_some_and(|time| time.start.is_some());
    let Some(date) = next.first.date.filter(|date| lone_time && (date.weekday.is_some() || date.day.is_some())) else {
        return;
    };
    let fits = match next.first.time {
        Some(_) => is_listed(r, this.to, next.from) && r.mark(this.to) != Some(','),
        None => {
            next.from.saturating_sub(this.to) <= 8
                && (this.to..next.from).all(|at| !numbers::is_sentence_end(r, at) && r.gap(at) < Gap::Line)
        }
    };
    if fits && !next.inferred {
        this.first.date = Some(date);
        this.inferred = true;
        this.to = next.to;
    }
}

fn give_time(r: &Reader, this: &mut Expression, next: &Expression) {
    let dated =
        this.first.date.is_some_and(|date| date.weekday.is_some() || date.day.is_some()) && next.first.date.is_some();
    if !dated || this.first.time.is_some() || this.last.is_some() || next.last.is_some() || next.inferred {
        return;
    }
    if next.first.time.is_some_and(|time| time.start.is_some()) && is_listed(r, this.to, next.from) {
        this.first.time = next.first.time;
        this.first.zone = this.first.zone.or(next.first.zone);
        this.inferred = true;
    }
}

/// Only a comma, "or" or "and" stands between.
fn is_listed(r: &Reader, from: usize, to: usize) -> bool {
    from < to
        && to - from <= 3
        && (from..to).all(|at| {
            matches!(r.mark(at), Some(',' | '/' | '&'))
                || r.is(at, &["or", "and", "oder", "und", "ou", "et", "on", "am", "at", "um", "à"])
        })
}
