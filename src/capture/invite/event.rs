//! One `VEVENT` becomes an invite.

use std::collections::{HashMap, HashSet};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use super::calendar::{Event, File};
use super::recur::{Rule, Until};
use super::time::{Civil, Moment, civil, length};
use super::zone::Zone;
use super::{Invite, InviteError, Method, Participation, Party, PartyKind, Role, link};
use crate::capture::address::{address_in, clean_name, is_machine, name_and_address};
use crate::capture::content_lines::{Line, unescape};
use crate::capture::name::{fold, is_person};

/// Series beyond this number in one file show their first instance: the search for the next one takes time.
const MAX_SERIES: usize = 500;

/// A time as written, before it becomes a moment.
#[derive(Clone, Debug)]
struct Written {
    civil: Civil,
    zone: Zone,
}

impl Written {
    fn moment(&self) -> Moment {
        match self.civil {
            Civil::Day(date) => Moment::Day { date },
            Civil::Time(at) => self.zone.moment(at),
        }
    }

    fn local(&self) -> DateTime {
        match self.civil {
            Civil::Day(date) => date.to_datetime(jiff::civil::Time::midnight()),
            Civil::Time(at) => at,
        }
    }

    /// The same clock and zone on another local time.
    fn at(&self, local: DateTime) -> Self {
        let civil = match self.civil {
            Civil::Day(_) => Civil::Day(local.date()),
            Civil::Time(_) => Civil::Time(local),
        };
        Self { civil, zone: self.zone.clone() }
    }
}

pub(super) fn read_all(file: &mut File, events: Vec<Event>, now: &Zoned) -> Vec<Invite> {
    let mut moved: HashMap<String, HashSet<Timestamp>> = HashMap::new();
    for event in &events {
        if let Some(line) = find(event, "RECURRENCE-ID")
            && let Some(at) = written(file, event.calendar, line).ok().flatten()
        {
            moved.entry(text(event, "UID")).or_default().insert(instant(&at.moment(), now.time_zone()));
        }
    }
    let mut series = 0;
    events.iter().map(|event| read(file, event, now, &moved, &mut series)).collect()
}

fn read(
    file: &mut File,
    event: &Event,
    now: &Zoned,
    moved: &HashMap<String, HashSet<Timestamp>>,
    series: &mut usize,
) -> Invite {
    let uid = text(event, "UID");
    let mut problem = None;
    let mut readable = |time: Result<Option<Written>, InviteError>| {
        time.unwrap_or_else(|error| {
            problem.get_or_insert(error);
            None
        })
    };
    let start = readable(timed(file, event, "DTSTART"));
    let recurrence_id = readable(timed(file, event, "RECURRENCE-ID"));
    let end = readable(timed(file, event, "DTEND"));
    let end = match (&start, end, find(event, "DURATION")) {
        (_, Some(end), _) => Some(end),
        (Some(start), None, Some(line)) if !line.value.trim().is_empty() => readable(after(start, line).map(Some)),
        _ => None,
    };
    let recurs = ["RRULE", "RDATE"].iter().any(|name| find(event, name).is_some());
    let (mut start_moment, mut end_moment) = (start.as_ref().map(Written::moment), end.as_ref().map(Written::moment));
    if let Some(start) = start.as_ref().filter(|_| recurs && *series < MAX_SERIES) {
        *series += 1;
        let none = HashSet::new();
        if let Some((next, next_end)) = next(file, event, start, end.as_ref(), now, moved.get(&uid).unwrap_or(&none)) {
            (start_moment, end_moment) = (Some(next), next_end.or(end_moment));
        }
    }
    let method = match file.calendars.get(event.calendar).and_then(|c| c.method.as_deref()) {
        None | Some("" | "PUBLISH") => Method::Publish,
        Some("REQUEST" | "ADD") => Method::Request,
        Some("CANCEL") => Method::Cancel,
        Some("REPLY") => Method::Reply,
        Some("COUNTER") => Method::Counter,
        Some(_) => Method::Other,
    };
    // An end before the start is nobody's meaning.
    if let (Some(Moment::Instant { at: from, .. }), Some(Moment::Instant { at: to, .. })) = (&start_moment, &end_moment)
        && to < from
    {
        end_moment = None;
    }
    let location = clean_lines(&text(event, "LOCATION"));
    let organiser = find(event, "ORGANIZER").map(party);
    let mut attendees: Vec<Party> = all(event, "ATTENDEE").map(party).collect();
    // Outlook puts the rooms' names into the location and may leave out that they are rooms.
    let places: HashSet<&str> = location.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    for attendee in attendees.iter_mut().filter(|attendee| attendee.kind == PartyKind::Person) {
        let is_place = places.contains(attendee.name.as_str());
        let is_room = is_place && (attendee.role == Role::NonParticipant || !is_person(&attendee.name).person());
        if is_room || is_room_name(&attendee.name) {
            attendee.kind = PartyKind::Room;
        }
    }
    Invite {
        sequence: text(event, "SEQUENCE").trim().parse().unwrap_or(0),
        made: timed(file, event, "DTSTAMP").ok().flatten().and_then(|at| at.moment().instant()),
        method,
        cancelled: method == Method::Cancel || text(event, "STATUS").trim().eq_ignore_ascii_case("CANCELLED"),
        recurrence_id: recurrence_id.map(|at| at.moment()),
        summary: clean_lines(&text(event, "SUMMARY")),
        organiser,
        attendees,
        start: start_moment,
        end: end_moment,
        recurs,
        meeting_link: meeting_link(event),
        location,
        description: link::plain(&text(event, "DESCRIPTION")),
        line: event.number,
        problem,
        uid,
    }
}

fn find<'e>(event: &'e Event, name: &str) -> Option<&'e Line> {
    event.lines.iter().find(|line| line.name == name)
}

fn all<'e>(event: &'e Event, name: &'e str) -> impl Iterator<Item = &'e Line> {
    event.lines.iter().filter(move |line| line.name == name)
}

fn text(event: &Event, name: &str) -> String {
    find(event, name).map(|line| unescape(&line.value)).unwrap_or_default()
}

fn clean_lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Nothing where the property is absent or empty.
fn timed(file: &mut File, event: &Event, name: &str) -> Result<Option<Written>, InviteError> {
    find(event, name).map_or(Ok(None), |line| written(file, event.calendar, line))
}

fn written(file: &mut File, calendar: usize, line: &Line) -> Result<Option<Written>, InviteError> {
    if line.value.trim().is_empty() {
        return Ok(None);
    }
    written_value(file, calendar, line, &line.value).map(Some).ok_or_else(|| InviteError::bad(line))
}

fn written_value(file: &mut File, calendar: usize, line: &Line, value: &str) -> Option<Written> {
    let (civil, utc) = civil(value)?;
    let zone = match line.parameter("TZID").map(str::trim).filter(|tzid| !tzid.is_empty()) {
        _ if utc => Zone::Utc,
        Some(tzid) => file.zone(calendar, tzid),
        None => file.calendars.get(calendar).and_then(|c| c.default_zone.clone()).unwrap_or(Zone::Floating),
    };
    Some(Written { civil, zone })
}

/// Start and duration make an end: days by the calendar, the rest by the clock.
fn after(start: &Written, line: &Line) -> Result<Written, InviteError> {
    let wrong = || InviteError::bad(line);
    let length = length(&line.value).ok_or_else(wrong)?;
    let days = Span::new().try_days(length.days).map_err(|_| wrong())?;
    let local = start.local().checked_add(days).map_err(|_| wrong())?;
    if let (Civil::Time(_), Moment::Instant { at, .. }) = (start.civil, start.at(local).moment()) {
        // Back to the wall clock by way of the instant, so that two hours stay two hours when the clocks change.
        let end = at.checked_add(length.exact).map_err(|_| wrong())?;
        let wall = match start.at(local).moment() {
            Moment::Instant { zone, .. } => Moment::Instant { at: end, zone }.local(),
            other => other.local(),
        };
        return Ok(start.at(wall));
    }
    Ok(start.at(local.checked_add(length.exact).map_err(|_| wrong())?))
}

/// Floating times and days are placed in the reader's zone.
fn instant(moment: &Moment, home: &TimeZone) -> Timestamp {
    moment.instant().unwrap_or_else(|| home.to_timestamp(moment.local()).unwrap_or(Timestamp::MIN))
}

/// The instance of a series that is running or next. Nothing when it is all past, or beyond the rules we evaluate.
fn next(
    file: &mut File,
    event: &Event,
    start: &Written,
    end: Option<&Written>,
    now: &Zoned,
    moved: &HashSet<Timestamp>,
) -> Option<(Moment, Option<Moment>)> {
    let home = now.time_zone();
    let at = |written: &Written| instant(&written.moment(), home);
    let first = at(start);
    let length = end.map(|end| at(end).duration_since(first)).filter(|length| length.is_positive()).unwrap_or_default();
    let wall_length = end.map(|end| end.local().duration_since(start.local()));
    let to_come = |instance: Timestamp| instance.saturating_add(length).is_ok_and(|end| end >= now.timestamp());
    let mut out: HashSet<Timestamp> = moved.clone();
    let mut extra = Vec::new();
    for (name, is_extra) in [("EXDATE", false), ("RDATE", true)] {
        for line in all(event, name) {
            for value in line.value.split(',') {
                let Some(date) = written_value(file, event.calendar, line, value.split('/').next().unwrap_or(""))
                else {
                    continue;
                };
                if is_extra {
                    extra.push(date);
                } else {
                    out.insert(at(&date));
                }
            }
        }
    }
    let rules: Vec<&Line> = all(event, "RRULE").take(4).collect();
    let mut best: Option<Written> = None;
    let mut consider = |written: Written| {
        let instance = at(&written);
        let open = to_come(instance) && !out.contains(&instance);
        if open && best.as_ref().is_none_or(|best| instance < at(best)) {
            best = Some(written);
        }
        open
    };
    consider(start.clone());
    extra.into_iter().for_each(|date| {
        consider(date);
    });
    for line in rules {
        let Some(rule) = Rule::parse(&line.value) else { continue };
        let begin = start.local();
        let today = now.datetime().checked_sub(length).ok()?;
        let period = if rule.count.is_some() { 0 } else { rule.period_before(begin, today) };
        let instances = rule.instances(begin, period).take(rule.count.unwrap_or(usize::MAX));
        for instance in instances {
            let written = start.at(instance);
            let over = match rule.until {
                Some(Until::Instant(until)) => at(&written) > until,
                Some(Until::Local(until)) => instance > until,
                None => false,
            };
            if over || consider(written) {
                break;
            }
        }
    }
    let best = best?;
    let end = end.zip(wall_length).and_then(|(end, length)| match best.civil {
        // Whole days and floating times move on the wall clock; an end in another zone moves with the instant.
        _ if best.local() == start.local() => Some(end.moment()),
        _ => best.local().checked_add(length).ok().map(|local| best.at(local).moment()),
    });
    Some((best.moment(), end))
}

/// Words that only rooms bear.
fn is_room_name(name: &str) -> bool {
    const WORDS: [&str; 12] = [
        "conference room",
        "conf room",
        "conf. room",
        "meeting room",
        "interview room",
        "boardroom",
        "besprechungsraum",
        "besprechungszimmer",
        "konferenzraum",
        "meetingraum",
        "salle de reunion",
        "salle de conference",
    ];
    let folded = fold(name);
    WORDS.iter().any(|word| folded.contains(word)) || folded.starts_with("salle ") || folded.starts_with("raum ")
}

fn party(line: &Line) -> Party {
    let value = unescape(&line.value);
    // vCalendar 1.0 writes `Name <address>` instead of a link.
    let (named, address) = name_and_address(&value);
    let address = line.parameter("EMAIL").and_then(address_in).or(address).unwrap_or_default();
    let common = line.parameter("CN").map(clean_name).unwrap_or_default();
    let named = if named.contains(':') { String::new() } else { named };
    let name = if common.is_empty() { named } else { common };
    // A name that is only the address again is none.
    let name = if name.contains('@') && address_in(&name).is_some() { String::new() } else { name };
    let upper = |parameter| line.parameter(parameter).unwrap_or_default().to_ascii_uppercase();
    let kind = match upper("CUTYPE").as_str() {
        "GROUP" => PartyKind::Group,
        "RESOURCE" => PartyKind::Resource,
        "ROOM" => PartyKind::Room,
        _ if address.ends_with("@resource.calendar.google.com") => PartyKind::Resource,
        _ if is_machine(&address) => PartyKind::Resource,
        _ => PartyKind::Person,
    };
    let role = match upper("ROLE").as_str() {
        "CHAIR" => Role::Chair,
        "OPT-PARTICIPANT" => Role::Optional,
        "NON-PARTICIPANT" => Role::NonParticipant,
        _ => Role::Required,
    };
    let status = match (upper("PARTSTAT").as_str(), upper("STATUS").as_str()) {
        ("ACCEPTED", _) | ("", "ACCEPTED" | "CONFIRMED") => Participation::Accepted,
        ("DECLINED", _) | ("", "DECLINED") => Participation::Declined,
        ("TENTATIVE", _) | ("", "TENTATIVE") => Participation::Tentative,
        ("DELEGATED", _) | ("", "DELEGATED") => Participation::Delegated,
        _ => Participation::NeedsAction,
    };
    Party { name, address, kind, role, status }
}

/// A link of a known meeting service from wherever it stands; otherwise a link that stands where one is to go; otherwise
/// the only link of the description.
fn meeting_link(event: &Event) -> Option<String> {
    let of = |names: &[&str]| -> Vec<String> {
        let lines = names.iter().flat_map(|name| event.lines.iter().filter(move |line| line.name == *name));
        lines.flat_map(|line| link::links(&unescape(&line.value)).collect::<Vec<_>>()).collect()
    };
    let marked = of(&[
        "X-GOOGLE-CONFERENCE",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-MICROSOFT-ONLINEMEETINGCONFLINK",
        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
        "CONFERENCE",
    ]);
    let place = of(&["LOCATION"]);
    let page = of(&["URL"]);
    let told = of(&["DESCRIPTION"]);
    let vendor: Vec<String> = event
        .lines
        .iter()
        .filter(|line| line.name.starts_with("X-") && line.name != "X-ALT-DESC")
        .flat_map(|line| link::links(&unescape(&line.value)).collect::<Vec<_>>())
        .collect();
    let mut known =
        marked.iter().chain(&place).chain(&page).chain(&told).chain(&vendor).filter(|link| link::is_meeting(link));
    let only = told.first().filter(|first| told.iter().all(|link| link == *first));
    known.next().or_else(|| marked.first()).or_else(|| place.first()).or(only).cloned()
}
