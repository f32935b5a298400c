//! Tables for a spreadsheet: RFC 4180, UTF-8 with a byte order mark (without it Excel takes it for the local code page;
//! every other reader skips it), moments as RFC 3339 in UTC.

use crate::model::{Channel, FollowUpKind, History};
use jiff::Timestamp;
use serde::Serialize;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// One follow-up of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpRow {
    pub kind: FollowUpKind,
    pub number: u8,
    pub company: String,
    pub job_title: String,
    pub person: String,
    pub opens: Timestamp,
    pub due: Timestamp,
    pub closes: Option<Timestamp>,
    /// As the plan names it: "open", "due", "done" …
    pub state: String,
    pub done_at: Option<Timestamp>,
    pub channel: Option<Channel>,
    /// Why it was skipped.
    pub reason: String,
    pub subject: String,
}

/// Everybody, by name; several addresses or numbers are separated by line breaks.
pub fn people_csv(history: &History) -> String {
    let header = [
        "name",
        "title",
        "company",
        "location",
        "emails",
        "phones",
        "linkedin",
        "postal_address",
        "preferred_channel",
        "motivator",
        "connected",
        "added_at",
        "id",
    ];
    let mut people: Vec<_> = history.people.values().collect();
    people.sort_by_key(|record| (record.person.name.to_lowercase(), record.person.id));
    let rows = people.into_iter().map(|record| {
        let person = &record.person;
        let emails: Vec<&str> = person.emails.iter().map(|email| email.address.as_str()).collect();
        vec![
            person.name.clone(),
            person.title.clone(),
            person.company.clone(),
            person.location.clone(),
            emails.join("\n"),
            person.phones.join("\n"),
            person.linkedin.as_ref().map(|slug| slug.url()).unwrap_or_default(),
            person.postal_address.clone(),
            word(&person.preferred_channel),
            word(&person.motivator),
            if record.connected { "yes".into() } else { String::new() },
            record.saved_at.to_string(),
            person.id.to_string(),
        ]
    });
    table(&header, rows)
}

/// In the order given.
pub fn follow_ups_csv(rows: &[FollowUpRow]) -> String {
    let header = [
        "kind",
        "number",
        "company",
        "job_title",
        "person",
        "opens",
        "due",
        "closes",
        "state",
        "done_at",
        "channel",
        "reason",
        "subject",
    ];
    let moment = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    let rows = rows.iter().map(|row| {
        vec![
            word(&Some(row.kind)),
            if row.number > 0 { row.number.to_string() } else { String::new() },
            row.company.clone(),
            row.job_title.clone(),
            row.person.clone(),
            row.opens.to_string(),
            row.due.to_string(),
            moment(row.closes),
            row.state.clone(),
            moment(row.done_at),
            word(&row.channel),
            row.reason.clone(),
            row.subject.clone(),
        ]
    });
    table(&header, rows)
}

/// The name under which a value is stored.
fn word<T: Serialize>(value: &Option<T>) -> String {
    let stored = value.as_ref().and_then(|value| serde_json::to_value(value).ok());
    stored.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    text.push_str(&header.join(","));
    text.push_str("\r\n");
    for row in rows {
        let fields: Vec<String> = row.iter().map(|value| field(value)).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

/// What a spreadsheet would take for a formula gets an apostrophe before it: a captured name is somebody else's text
/// (OWASP, "CSV Injection"). A space before the sign does not keep all spreadsheets from running it.
fn field(value: &str) -> String {
    let formula = value
        .trim_start_matches([' ', '\u{a0}', '\u{feff}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let safe = if formula { format!("'{value}") } else { value.to_owned() };
    if safe.contains(['"', ',', '\r', '\n', ';', '\t', '\'']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_a_formula() {
        for evil in ["=1+1", "+49 151", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"] {
            assert!(field(evil).starts_with("\"'"), "{evil:?}");
        }
        assert_eq!(field("Jane Roe"), "Jane Roe");
        assert_eq!(field("Roe, \"J\""), "\"Roe, \"\"J\"\"\"");
    }
}
