//! Days with a name: "Christmas Eve", "Labor Day", "Ostermontag".

use jiff::{
    Span,
    civil::{Date, Weekday},
};

use super::{
    lexicon::{self, Which},
    numbers,
    reader::Reader,
    relative,
    spec::DateSpec,
};

#[derive(Clone, Copy)]
enum Rule {
    On(i8, i8),
    /// Month, weekday, which one (negative: from the end), days after it.
    Nth(i8, Weekday, i8, i32),
    /// Days after Easter Sunday.
    Easter(i32),
}

impl Rule {
    fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::On(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, weekday, nth, after) => {
                let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
                day.checked_add(Span::new().days(after)).ok()
            }
            Self::Easter(after) => easter(year)?.checked_add(Span::new().days(after)).ok(),
        }
    }
}

use Rule::{Easter, Nth, On};
use Weekday::{Monday, Thursday};

/// Longer names before their beginnings. A possessive "'s" in the text is passed over.
const HOLIDAYS: &[(&[&str], Rule)] = &[
    (&["christmas", "eve"], On(12, 24)),
    (&["christmas", "day"], On(12, 25)),
    (&["christmas"], On(12, 25)),
    (&["xmas"], On(12, 25)),
    (&["boxing", "day"], On(12, 26)),
    (&["heiligabend"], On(12, 24)),
    (&["weihnachten"], On(12, 25)),
    (&["noel"], On(12, 25)),
    (&["new", "year", "eve"], On(12, 31)),
    (&["new", "years", "eve"], On(12, 31)),
    (&["silvester"], On(12, 31)),
    (&["new", "year", "day"], On(1, 1)),
    (&["new", "years", "day"], On(1, 1)),
    (&["new", "year"], On(1, 1)),
    (&["neujahr"], On(1, 1)),
    (&["nouvel", "an"], On(1, 1)),
    (&["martin", "luther", "king", "day"], Nth(1, Monday, 3, 0)),
    (&["mlk", "day"], Nth(1, Monday, 3, 0)),
    (&["presidents", "day"], Nth(2, Monday, 3, 0)),
    (&["valentine", "day"], On(2, 14)),
    (&["valentines", "day"], On(2, 14)),
    (&["valentinstag"], On(2, 14)),
    (&["saint", "patrick", "day"], On(3, 17)),
    (&["saint", "patrick"], On(3, 17)),
    (&["st", ".", "patrick", "day"], On(3, 17)),
    (&["st", "patrick", "day"], On(3, 17)),
    (&["earth", "day"], On(4, 22)),
    (&["good", "friday"], Easter(-2)),
    (&["karfreitag"], Easter(-2)),
    (&["easter", "monday"], Easter(1)),
    (&["ostermontag"], Easter(1)),
    (&["lundi", "de", "paques"], Easter(1)),
    (&["easter", "sunday"], Easter(0)),
    (&["easter"], Easter(0)),
    (&["ostern"], Easter(0)),
    (&["ostersonntag"], Easter(0)),
    (&["paques"], Easter(0)),
    (&["christi", "himmelfahrt"], Easter(39)),
    (&["ascension"], Easter(39)),
    (&["pfingstmontag"], Easter(50)),
    (&["pfingsten"], Easter(49)),
    (&["pentecote"], Easter(49)),
    (&["fronleichnam"], Easter(60)),
    (&["tag", "der", "arbeit"], On(5, 1)),
    (&["international", "workers", "day"], On(5, 1)),
    (&["may", "day"], On(5, 1)),
    (&["memorial", "day"], Nth(5, Monday, -1, 0)),
    (&["juneteenth"], On(6, 19)),
    (&["independence", "day"], On(7, 4)),
    (&["bastille", "day"], On(7, 14)),
    (&["labor", "day"], Nth(9, Monday, 1, 0)),
    (&["labour", "day"], Nth(9, Monday, 1, 0)),
    (&["tag", "der", "deutschen", "einheit"], On(10, 3)),
    (&["columbus", "day"], Nth(10, Monday, 2, 0)),
    (&["halloween"], On(10, 31)),
    (&["reformationstag"], On(10, 31)),
    (&["allerheiligen"], On(11, 1)),
    (&["toussaint"], On(11, 1)),
    (&["veterans", "day"], On(11, 11)),
    (&["thanksgiving", "day"], Nth(11, Thursday, 4, 0)),
    (&["thanksgiving"], Nth(11, Thursday, 4, 0)),
    (&["black", "friday"], Nth(11, Thursday, 4, 1)),
    (&["cyber", "monday"], Nth(11, Thursday, 4, 4)),
];

/// The holiday named at `at`, with "next" before it and a year after it; not in a wish.
pub fn date(r: &Reader, at: usize) -> Option<(DateSpec, usize)> {
    let which = lexicon::which(r.word(at));
    let start = at + usize::from(which.is_some());
    if r.is_after(
        at,
        &[
            "happy",
            "merry",
            "frohe",
            "frohes",
            "joyeux",
            "joyeuses",
            "bonne",
            "schone",
            "schones",
            "guten",
            "great",
            "good",
            "wonderful",
            "lovely",
            "nice",
            "prosperous",
        ],
    ) {
        return None;
    }
    let first = r.word(start);
    let begins = |name: &[&str]| name.first().is_some_and(|word| *word == first);
    // First names too.
    let led = r.is_after(
        at,
        &["à", "avant", "apres", "pour", "de", "le", "la", "a", "before", "after", "by", "until", "vor", "nach", "bis"],
    );
    if r.is(start, &["noel", "toussaint", "ascension"]) && !led {
        return None;
    }
    let (rule, next) = HOLIDAYS
        .iter()
        .filter(|(name, _)| begins(name))
        .find_map(|(name, rule)| Some((*rule, named(r, start, name)?)))?;
    if let Some((year, next)) = numbers::year(r, next) {
        return Some((DateSpec::fixed_day(rule.in_year(year)?), next));
    }
    let today = r.now.date();
    // "Independence Day of next year"
    let of = if r.is(next, &["of", "in"]) { next + 1 } else { next };
    if let Some(which) = lexicon::which(r.word(of))
        && r.is(of + 1, &["year", "jahr", "jahres"])
    {
        let step = i16::try_from(relative::steps(which)).ok()?;
        return Some((DateSpec::fixed_day(rule.in_year(today.year().checked_add(step)?)?), of + 2));
    }
    let years = |step: i16| (0..=1).filter_map(move |n: i16| rule.in_year(today.year().checked_add(n * step)?));
    let coming = years(1).find(|date| *date >= today)?;
    let gone = years(-1).find(|date| *date < today)?;
    let near = |date: Date| (date - today).get_days().unsigned_abs();
    let back = match which {
        Some(Which::Last | Which::Past) => true,
        Some(_) => false,
        None => !r.forward && near(gone) < near(coming),
    };
    Some((DateSpec::fixed_day(if back { gone } else { coming }), next))
}

fn named(r: &Reader, at: usize, name: &[&str]) -> Option<usize> {
    let mut next = at;
    for part in name {
        next = r.phrase(next, &[*part])?;
        if r.mark(next) == Some('\'') {
            next += if r.is(next + 1, &["s"]) && r.glued(next + 1) { 2 } else { 1 };
        }
    }
    Some(next)
}

/// Easter Sunday after the anonymous Gregorian computus.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
