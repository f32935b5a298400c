use crate::model::History;
use jiff::{Timestamp, ToSpan, tz::TimeZone};

/// Whether to suggest saving a backup: something was recorded since the last one, and neither that nor the last "not now"
/// is less than a month old. Uninstalling an extension wipes its storage. `zone`: the IANA name of the user's own.
pub fn backup_is_due(history: &History, now: Timestamp, zone: &str) -> bool {
    let kept = &history.backup;
    let holds_anything = !history.people.is_empty() || !history.opportunities.is_empty();
    let Some(since) = [kept.saved_at, kept.dismissed_at, kept.first_at].into_iter().flatten().max() else {
        return false;
    };
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let then = since.to_zoned(zone).checked_add(1.month()).map_or(Timestamp::MAX, |later| later.timestamp());
    holds_anything && kept.is_behind && then <= now
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::*;
    use uuid::Uuid;

    #[test]
    fn once_a_month_when_there_is_something_new() {
        let mut history = History::default();
        let mut seq = 0;
        let mut tell = |history: &mut History, at: &str, what| {
            seq += 1;
            let id = Uuid::from_u128(u128::from(seq));
            let at = at.parse().unwrap();
            history.apply(&Fact { id: FactId(id), seq, action: ActionId(id), at, origin: Origin::Page, what });
        };
        let due = |history: &History, at: &str| backup_is_due(history, at.parse().unwrap(), "Europe/Berlin");
        let person = || Happening::PersonSaved { person: Person::new(PersonId(Uuid::nil()), "Jane Roe") };
        assert!(!due(&history, "2026-03-03T10:00:00Z"));
        tell(&mut history, "2026-01-31T10:00:00Z", person());
        assert!(!due(&history, "2026-02-28T09:59:59Z"));
        assert!(due(&history, "2026-02-28T10:00:00Z"));
        tell(&mut history, "2026-03-01T10:00:00Z", Happening::BackupHintDismissed);
        assert!(!due(&history, "2026-03-31T08:59:59Z"));
        assert!(due(&history, "2026-04-01T10:00:00Z"));
        tell(&mut history, "2026-04-02T10:00:00Z", Happening::BackupSaved);
        assert!(!due(&history, "2026-12-01T10:00:00Z"));
        tell(&mut history, "2026-12-01T10:00:00Z", person());
        assert!(due(&history, "2026-12-01T10:00:00Z"));
    }
}
