use super::{FieldProblem, Message, Settings};
use std::collections::BTreeSet;

/// LinkedIn takes no longer note, whatever one pays.
const MOST_CHARACTERS: u32 = 300;
/// Shorter than any note that says something.
const FEWEST_CHARACTERS: u32 = 50;
/// More invitations with a note than anybody sends in a month.
const MOST_NOTES: u32 = 1_000;

impl Settings {
    /// All that cannot be meant, in the order of the fields; empty: nothing. Paths are the fields' names, as
    /// "quiet_hours.until" and "holidays[2].date".
    pub fn validate(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        let mut say = |path: String, message| problems.push(FieldProblem { path, message });
        if self.quiet_hours.is_some_and(|quiet| quiet.from == quiet.until) {
            say("quiet_hours.until".into(), Message::new("error_quiet_hours"));
        }
        if (1..=7).all(|day| self.days_off.contains(&day)) {
            say("days_off".into(), Message::new("error_days_off"));
        }
        let mut seen = BTreeSet::new();
        for (index, holiday) in self.holidays.iter().enumerate() {
            if !seen.insert(holiday.date) {
                say(format!("holidays[{index}].date"), Message::new("error_holiday_twice").day(holiday.date));
            }
        }
        if self.connect_notes_per_month > MOST_NOTES {
            let message = Message::new("error_notes_per_month").text(MOST_NOTES.to_string());
            say("connect_notes_per_month".into(), message);
        }
        if !(FEWEST_CHARACTERS..=MOST_CHARACTERS).contains(&self.connect_note_length) {
            let message = Message::new("error_note_length");
            let message = message.text(FEWEST_CHARACTERS.to_string()).text(MOST_CHARACTERS.to_string());
            say("connect_note_length".into(), message);
        }
        problems
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::{Holiday, QuietHours};
    use jiff::civil::{date, time};

    fn problems(edit: impl FnOnce(&mut Settings)) -> Vec<(String, String)> {
        let mut settings = Settings::default();
        edit(&mut settings);
        settings.validate().into_iter().map(|problem| (problem.path, problem.message.key.into_owned())).collect()
    }

    fn one(path: &str, key: &str) -> Vec<(String, String)> {
        vec![(path.into(), key.into())]
    }

    #[test]
    fn says_what_cannot_be_meant() {
        assert_eq!(problems(|_| {}), []);
        assert_eq!(problems(|s| s.quiet_hours = None), []);
        let noon = QuietHours { from: time(12, 0, 0, 0), until: time(12, 0, 0, 0) };
        assert_eq!(problems(|s| s.quiet_hours = Some(noon)), one("quiet_hours.until", "error_quiet_hours"));
        assert_eq!(problems(|s| s.days_off = (1..=7).collect()), one("days_off", "error_days_off"));
        let twice = [date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 25)].map(Holiday::on);
        assert_eq!(problems(|s| s.holidays = twice.into()), one("holidays[2].date", "error_holiday_twice"));
        assert_eq!(problems(|s| s.connect_notes_per_month = 0), []);
        assert_eq!(
            problems(|s| s.connect_notes_per_month = 1_001),
            one("connect_notes_per_month", "error_notes_per_month"),
        );
        for length in [49, 301] {
            assert_eq!(problems(|s| s.connect_note_length = length), one("connect_note_length", "error_note_length"));
        }
    }
}
