//! From a written time to the clock of 24 hours: morning or afternoon, and how the ends of a range share it.

use jiff::civil::Time;

use super::{
    DayPart,
    clock::{Clock, Half},
    times::TimeSpec,
};

/// A time as it is on the clock of 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    pub start: Time,
    pub end: Option<Time>,
    /// The end is on the day after the start's.
    pub overnight: bool,
    /// The start could as well be twelve hours from there.
    pub other: Option<Time>,
    pub midnight: bool,
    /// Morning or afternoon was stated.
    pub stated: bool,
}

/// Turns what was written into hours of the day; `forward`: of an appointment to come. `None` where only a part of the day
/// was named.
pub fn settle(spec: &TimeSpec, forward: bool) -> Option<Settled> {
    let start = spec.start?;
    let half = start.half.or_else(|| spec.part.and_then(|part| half_of(part, start)));
    let mut hour = to_hour(start, half);
    let mut guessed = false;
    let mut end_hour = None;
    if half.is_none() && !start.exact {
        let end_half = spec
            .end
            .and_then(|end| end.half.or_else(|| spec.part.and_then(|part| half_of(part, end))).map(|half| (end, half)));
        if let Some((end, half)) = end_half {
            let last = to_hour(end, Some(half));
            let (same, other) = (to_hour(start, Some(half)), to_hour(start, Some(opposite(half))));
            let minutes = |hour: i8, clock: Clock| i32::from(hour) * 60 + i32::from(clock.minute);
            hour = if minutes(same, start) < minutes(last, end) { same } else { other };
            end_hour = Some(last);
        } else {
            guessed = true;
            // Nobody is interviewed before seven in the morning.
            if forward && (1..=6).contains(&start.hour) {
                hour = start.hour + 12;
            }
        }
    }
    let time = |hour: i8, clock: Clock| Time::new(hour, clock.minute, clock.second, 0).ok();
    let first = time(hour, start)?;
    let mut settled = Settled {
        start: first,
        end: None,
        overnight: false,
        other: guessed.then(|| time((hour + 12) % 24, start)).flatten().filter(|_| forward && start.hour <= 6),
        midnight: start.midnight,
        stated: !guessed,
    };
    if let Some(end) = spec.end {
        let half = end.half.or_else(|| spec.part.and_then(|part| half_of(part, end)));
        let mut last = end_hour.unwrap_or_else(|| to_hour(end, half));
        // "10am-12am" is written by people who mean noon.
        if last == 0 && end.half == Some(Half::Am) && start.half == Some(Half::Am) && first.hour() >= 6 {
            last = 12;
        }
        let later = |hour: i8| {
            i32::from(hour) * 60 + i32::from(end.minute) > i32::from(first.hour()) * 60 + i32::from(first.minute())
        };
        if half.is_none() && !end.exact && last < 12 && !later(last) && later(last + 12) {
            last += 12;
        }
        settled.end = time(last, end);
        settled.overnight = !later(last);
    } else if let Some(length) = spec.length {
        settled.end = Some(first.wrapping_add(jiff::Span::new().try_seconds(length).ok()?));
        settled.overnight = settled.end <= Some(first);
    }
    Some(settled)
}

fn opposite(half: Half) -> Half {
    if half == Half::Am { Half::Pm } else { Half::Am }
}

fn to_hour(clock: Clock, half: Option<Half>) -> i8 {
    match half {
        Some(Half::Am) if clock.hour == 12 => 0,
        Some(Half::Pm) if clock.hour < 12 => clock.hour + 12,
        _ => clock.hour,
    }
}

/// What the part of the day says of an hour on the clock of twelve.
fn half_of(part: DayPart, clock: Clock) -> Option<Half> {
    if clock.hour > 12 || clock.hour == 0 {
        return None;
    }
    Some(match part {
        DayPart::Morning => Half::Am,
        DayPart::Noon if clock.hour >= 10 && clock.hour < 12 => Half::Am,
        DayPart::Noon | DayPart::Afternoon | DayPart::Evening | DayPart::EndOfDay => Half::Pm,
        DayPart::Night if clock.hour == 12 || clock.hour < 6 => Half::Am,
        DayPart::Night => Half::Pm,
    })
}
