//! The components of a calendar file: which lines belong to which event, and the rules of its zones.

use std::collections::HashMap;
use std::rc::Rc;

use super::recur::Rule;
use super::time::{Civil, civil};
use super::zone::{Observance, Rules, Zone, by_name, by_words, offset};
use super::{InviteError, shown};
use crate::capture::content_lines::{Line, MAX_BYTES, lines};

/// The lines of one `VEVENT`, without those of components inside it (alarms have attendees of their own).
#[derive(Debug, Default)]
pub(super) struct Event {
    pub lines: Vec<Line>,
    /// Where it begins.
    pub number: usize,
    /// Which calendar of the file it stands in.
    pub calendar: usize,
}

#[derive(Debug, Default)]
pub(super) struct Calendar {
    pub method: Option<String>,
    /// `X-WR-TIMEZONE`: what the sender's program shows times without a zone in.
    pub default_zone: Option<Zone>,
    zones: HashMap<String, Option<Rc<Rules>>>,
    resolved: HashMap<String, Zone>,
}

#[derive(Debug, Default)]
pub(super) struct File {
    pub calendars: Vec<Calendar>,
    pub events: Vec<Event>,
}

/// The parts of a `VTIMEZONE` while it is read.
#[derive(Debug, Default)]
struct ZoneDraft {
    id: Option<String>,
    location: Option<String>,
    observances: Vec<Observance>,
    /// The first line of a part that cannot be read and is left out.
    problem: Option<InviteError>,
}

#[derive(Debug, Default)]
struct ObservanceDraft {
    start: Option<jiff::civil::DateTime>,
    from: Option<i32>,
    to: Option<i32>,
    rule: Option<Rule>,
    more: Vec<jiff::civil::DateTime>,
    is_broken: bool,
}

/// Line by line, with a stack of the open components.
pub(super) fn components(bytes: &[u8]) -> Result<File, InviteError> {
    if bytes.len() > MAX_BYTES {
        return Err(InviteError::TooLarge { bytes: bytes.len() });
    }
    let mut file = File::default();
    let mut open: Vec<(String, usize)> = Vec::new();
    let (mut event, mut zone, mut observance) = (None::<Event>, ZoneDraft::default(), ObservanceDraft::default());
    let (mut last_line, mut is_calendar) = (0, false);
    for line in lines(bytes) {
        let line = match line {
            Ok(line) => line,
            Err(stray) => {
                last_line = stray.number;
                if let Some(event) = event.as_mut().filter(|_| open.last().is_some_and(|(name, _)| name == "VEVENT")) {
                    continue_text(event, &stray.text);
                }
                continue;
            }
        };
        last_line = line.number;
        match line.name.as_str() {
            "BEGIN" => {
                let name = line.value.trim().to_ascii_uppercase();
                match name.as_str() {
                    "VCALENDAR" => file.calendars.push(Calendar::default()),
                    "VEVENT" => {
                        if let Some(unclosed) = &event {
                            return Err(InviteError::Unterminated {
                                component: "VEVENT".to_owned(),
                                line: unclosed.number,
                            });
                        }
                        if file.calendars.is_empty() {
                            file.calendars.push(Calendar::default());
                        }
                        event =
                            Some(Event { lines: Vec::new(), number: line.number, calendar: file.calendars.len() - 1 });
                    }
                    "VTIMEZONE" => {
                        zone = ZoneDraft::default();
                        is_calendar = true;
                    }
                    "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VALARM" | "VAVAILABILITY" => is_calendar = true,
                    "STANDARD" | "DAYLIGHT" => observance = ObservanceDraft::default(),
                    _ => {}
                }
                open.push((name, line.number));
            }
            "END" => {
                let name = line.value.trim().to_ascii_uppercase();
                let name = match open.pop() {
                    Some((expected, _)) if expected == name => name,
                    Some((expected, _)) => {
                        let left_open =
                            expected == "VEVENT" || open.iter().rev().take(16).any(|(outer, _)| *outer == name);
                        if left_open {
                            let (expected, found) = (shown(&expected), shown(&name));
                            return Err(InviteError::Mismatched { expected, found, line: line.number });
                        }
                        // A slip of the pen in what closes it.
                        expected
                    }
                    // A pasted fragment may begin in the middle.
                    None => continue,
                };
                match name.as_str() {
                    "VEVENT" => file.events.extend(event.take()),
                    "VTIMEZONE" => close_zone(&mut file, std::mem::take(&mut zone))?,
                    "STANDARD" | "DAYLIGHT" => {
                        zone.observances.extend(close_observance(std::mem::take(&mut observance)));
                    }
                    _ => {}
                }
            }
            _ => match open.last().map(|(name, _)| name.as_str()) {
                Some("VEVENT") => {
                    if let Some(event) = &mut event {
                        event.lines.push(line);
                    }
                }
                Some("VCALENDAR") if line.name == "METHOD" => {
                    if let Some(calendar) = file.calendars.last_mut() {
                        calendar.method = Some(line.value.trim().to_ascii_uppercase());
                    }
                }
                Some("VCALENDAR") if line.name == "X-WR-TIMEZONE" => {
                    if let Some(calendar) = file.calendars.last_mut() {
                        calendar.default_zone = by_name(&line.value);
                    }
                }
                Some("VTIMEZONE") => match line.name.as_str() {
                    "TZID" => zone.id = Some(line.value.trim().to_owned()),
                    "X-LIC-LOCATION" => zone.location = Some(line.value.trim().to_owned()),
                    _ => {}
                },
                Some("STANDARD" | "DAYLIGHT") => {
                    if let Err(error) = observance_line(&mut observance, &line) {
                        observance.is_broken = true;
                        zone.problem.get_or_insert(error);
                    }
                }
                _ => {}
            },
        }
    }
    if let Some((component, line)) = open.into_iter().rev().find(|(name, _)| name != "VCALENDAR") {
        return Err(InviteError::Unterminated { component: shown(&component), line });
    }
    if file.calendars.is_empty() && !is_calendar {
        return Err(InviteError::NotACalendar { lines: last_line });
    }
    Ok(file)
}

/// Some programs break a long text without folding it.
fn continue_text(event: &mut Event, text: &str) {
    if let Some(line) = event.lines.last_mut()
        && matches!(line.name.as_str(), "DESCRIPTION" | "SUMMARY" | "LOCATION")
    {
        line.value.push('\n');
        line.value.push_str(text);
    }
}

/// A part of the rules that cannot be read is left out, often one of long ago. Without any part left, the zone must be
/// one that is known by its name.
fn close_zone(file: &mut File, zone: ZoneDraft) -> Result<(), InviteError> {
    let Some(id) = zone.id else { return Ok(()) };
    let is_known = || by_name(&id).or_else(|| by_words(&id)).is_some();
    if let Some(problem) = zone.problem.filter(|_| zone.observances.is_empty() && !is_known()) {
        return Err(problem);
    }
    let Some(calendar) = file.calendars.last_mut() else { return Ok(()) };
    let rules = Rules::new(id.clone(), zone.observances).map(Rc::new);
    if let Some(known) = zone.location.as_deref().and_then(by_name) {
        calendar.resolved.entry(id.clone()).or_insert(known);
    }
    calendar.zones.entry(id).or_insert(rules);
    Ok(())
}

fn observance_line(draft: &mut ObservanceDraft, line: &Line) -> Result<(), InviteError> {
    let wrong = || InviteError::bad(line);
    match line.name.as_str() {
        "DTSTART" => draft.start = Some(local(&line.value).ok_or_else(wrong)?),
        "TZOFFSETFROM" => draft.from = Some(offset(&line.value).ok_or_else(wrong)?),
        "TZOFFSETTO" => draft.to = Some(offset(&line.value).ok_or_else(wrong)?),
        "RRULE" => draft.rule = Rule::parse(&line.value),
        "RDATE" => draft.more.extend(line.value.split(',').filter_map(|value| local(value.split('/').next()?))),
        _ => {}
    }
    Ok(())
}

fn local(value: &str) -> Option<jiff::civil::DateTime> {
    match civil(value)?.0 {
        Civil::Time(at) => Some(at),
        Civil::Day(date) => Some(date.to_datetime(jiff::civil::Time::midnight())),
    }
}

fn close_observance(draft: ObservanceDraft) -> Option<Observance> {
    let to = draft.to.filter(|_| !draft.is_broken)?;
    let from = draft.from.unwrap_or(to);
    Some(Observance { start: draft.start?, from, to, rule: draft.rule, more: draft.more })
}

impl File {
    /// The zone of a `TZID` in a calendar: a well-known name first, since programs often write out-dated rules beside it;
    /// then the calendar's own rules, then those of the file's other calendars, then the words of the name.
    pub fn zone(&mut self, calendar: usize, tzid: &str) -> Zone {
        if let Some(zone) = self.calendars.get(calendar).and_then(|c| c.resolved.get(tzid)) {
            return zone.clone();
        }
        let rules = |c: &Calendar| c.zones.get(tzid).cloned().flatten();
        let own = self.calendars.get(calendar).and_then(rules);
        let zone = by_name(tzid)
            .or_else(|| own.or_else(|| self.calendars.iter().take(100).find_map(rules)).map(Zone::Rules))
            .or_else(|| by_words(tzid))
            .unwrap_or(Zone::Floating);
        if let Some(calendar) = self.calendars.get_mut(calendar) {
            calendar.resolved.insert(tzid.to_owned(), zone.clone());
        }
        zone
    }
}
