use super::{CadenceId, PersonId};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The user, as their notes are signed (rule T10). All may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Applicant {
    pub name: String,
    pub email: String,
    pub phone: String,
    /// Anything else for the contact block, one line each.
    pub contact_lines: Vec<String>,
    /// The strongest facts, short, best first: "6 yrs in sales", "autos".
    pub headline_facts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub applicant: Applicant,
    pub cadence: CadenceId,
    pub quiet_hours: Option<QuietHours>,
    /// Days that are no working days, as ISO 8601 numbers: Monday is 1, Sunday 7.
    pub days_off: Vec<i8>,
    /// Public holidays and the like, as the user lists them.
    pub holidays: Vec<Holiday>,
    /// Rule L1: personalised notes that LinkedIn grants a month.
    pub connect_notes_per_month: u32,
    /// Rule L1: characters of a connect note.
    pub connect_note_length: u32,
    /// Rule F7: who vouches for the user, to be briefed after an interview.
    pub references: Vec<PersonId>,
    /// BCP 47 language of drafts.
    pub language: String,
    /// Keys of the sites on which the panel beside a mail is kept small.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub folded_panels: BTreeSet<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            applicant: Applicant::default(),
            cadence: CadenceId::considerate(),
            quiet_hours: Some(QuietHours { from: Time::constant(21, 0, 0, 0), until: Time::constant(8, 0, 0, 0) }),
            days_off: vec![6, 7],
            holidays: Vec::new(),
            connect_notes_per_month: 5,
            connect_note_length: 200,
            references: Vec::new(),
            language: String::new(),
            folded_panels: BTreeSet::new(),
        }
    }
}

impl Settings {
    pub fn is_working_day(&self, date: Date) -> bool {
        !self.days_off.contains(&date.weekday().to_monday_one_offset())
            && !self.holidays.iter().any(|holiday| holiday.falls_on(date))
    }
}

/// Local hours in which no notification is shown. `from` after `until` spans midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    pub from: Time,
    pub until: Time,
}

/// A day without work. Stored as `{date, name, yearly}`; a bare date is read too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredHoliday")]
pub struct Holiday {
    pub date: Date,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// On the same day of every year, before and after `date`. 29 February is one in leap years only.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub yearly: bool,
}

impl Holiday {
    pub fn on(date: Date) -> Self {
        Self { date, name: String::new(), yearly: false }
    }

    pub fn falls_on(&self, date: Date) -> bool {
        self.date == date || (self.yearly && (self.date.month(), self.date.day()) == (date.month(), date.day()))
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum StoredHoliday {
    Bare(Date),
    Full {
        date: Date,
        #[serde(default)]
        name: String,
        #[serde(default)]
        yearly: bool,
    },
}

impl From<StoredHoliday> for Holiday {
    fn from(stored: StoredHoliday) -> Self {
        match stored {
            StoredHoliday::Bare(date) => Self::on(date),
            StoredHoliday::Full { date, name, yearly } => Self { date, name, yearly },
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_holiday_is_a_day_or_a_day_of_every_year() {
        let bare: Holiday = serde_json::from_str("\"2026-04-03\"").unwrap();
        assert_eq!(bare, Holiday::on("2026-04-03".parse().unwrap()));
        let text = r#"{"date":"2026-12-25","name":"Christmas Day","yearly":true}"#;
        let yearly: Holiday = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&yearly).unwrap(), text);
        let settings = Settings { holidays: vec![bare, yearly], days_off: Vec::new(), ..Settings::default() };
        let works = |day: &str| settings.is_working_day(day.parse().unwrap());
        assert!(!works("2026-04-03") && works("2027-04-03"));
        assert!(!works("2026-12-25") && !works("2031-12-25") && works("2026-12-26"));
    }

    #[test]
    fn a_week_may_begin_on_sunday() {
        let settings = Settings { days_off: vec![5, 6], ..Settings::default() };
        // 6 March 2026 is a Friday.
        let works: Vec<bool> = (6..=8).map(|day| settings.is_working_day(jiff::civil::date(2026, 3, day))).collect();
        assert_eq!(works, [false, false, true]);
    }
}
