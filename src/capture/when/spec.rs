//! What the words of a date say, before it is known which day they mean.

use jiff::civil::{Date, Time, Weekday};

use super::{Precision, lexicon::Which, numbers::Length};

#[derive(Clone, Copy, Debug, Default)]
pub struct DateSpec {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub weekday: Option<Weekday>,
    /// The weekday of the week that was counted to: "Monday two weeks from now".
    pub in_week: Option<Weekday>,
    pub which: Option<Which>,
    /// Weeks from this one, where the week was named beside the weekday.
    pub week: Option<i32>,
    /// The last day of "10 - 22 August", and its month where that is another one.
    pub until: Option<(Option<i8>, i8)>,
    pub fixed: Option<Fixed>,
    /// Day and month could be the other way round.
    pub swappable: bool,
    /// Added to the day once it is known: "two days after next Friday".
    pub shift: Option<Length>,
    pub whole: Whole,
    /// Says too little to stand alone in a sentence: "10.1", "the 4th".
    pub weak: bool,
    /// Has no day in any year: "30 February".
    pub impossible: bool,
}

/// The stretch that a date without a day covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whole {
    #[default]
    Day,
    /// Monday to Sunday around the day.
    Week,
    Month,
}

/// A day or stretch of days that follows from the reference alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    pub first: Date,
    /// The last day of the stretch.
    pub last: Date,
    /// Where the words name a moment: "in two hours".
    pub time: Option<Time>,
    pub precision: Precision,
    /// "in about 15m": written with a unit of a letter or two.
    pub abbreviated: bool,
}

impl DateSpec {
    pub fn fixed_day(date: Date) -> Self {
        Self::fixed(Fixed { first: date, last: date, time: None, precision: Precision::Day, abbreviated: false })
    }

    pub fn fixed(fixed: Fixed) -> Self {
        Self { fixed: Some(fixed), ..Self::default() }
    }

    pub fn weekday(weekday: Weekday) -> Self {
        Self { weekday: Some(weekday), ..Self::default() }
    }
}
