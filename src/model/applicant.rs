use super::{CadenceId, PersonId};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

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
    pub holidays: Vec<Date>,
    /// Rule L1: personalised notes that LinkedIn grants a month.
    pub connect_notes_per_month: u32,
    /// Rule L1: characters of a connect note.
    pub connect_note_length: u32,
    /// Rule F7: who vouches for the user, to be briefed after an interview.
    pub references: Vec<PersonId>,
    /// BCP 47 language of drafts.
    pub language: String,
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
        }
    }
}

impl Settings {
    pub fn is_working_day(&self, date: Date) -> bool {
        !self.days_off.contains(&date.weekday().to_monday_one_offset()) && !self.holidays.contains(&date)
    }
}

/// Local hours in which no notification is shown. `from` after `until` spans midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    pub from: Time,
    pub until: Time,
}
