//! The plan as a calendar (RFC 5545), for those who live by theirs.
//!
//! Every step has a UID of its own that never changes and a SEQUENCE that only grows, so that a second import updates
//! events instead of doubling them; what was done, skipped or called off is in it as cancelled.

use super::{Step, StepState, agenda, cadences::cadence_of, planner::plan, standing::step_name};
use crate::model::content_line::{escaped, fold};
use crate::model::{Condition, FollowUpId, FollowUpKind, History, Message, OpportunityId, StepRule};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How messages become words; the pure rooms know no language.
pub type Say<'a> = &'a dyn Fn(&Message) -> String;

/// All opportunities as the text of an `.ics` file.
pub fn of_all(history: &History, now: Timestamp, say: Say) -> String {
    let mut steps: Vec<Step> = agenda::plans(history, now).flat_map(|plan| plan.steps).collect();
    steps.sort_by_key(|step| step.id);
    steps.dedup_by_key(|step| step.id);
    let planned: BTreeSet<FollowUpId> = steps.iter().map(|step| step.id).collect();
    let opportunities = history.opportunities.keys();
    let called_off: BTreeMap<_, _> = opportunities.flat_map(|id| called_off(history, *id, &planned)).collect();
    Writer { history, now, say }.calendar(&steps, &called_off)
}

/// One opportunity. `None`: there is no such opportunity.
pub fn of_opportunity(history: &History, opportunity: OpportunityId, now: Timestamp, say: Say) -> Option<String> {
    let plan = plan(history, opportunity, now)?;
    let planned = plan.steps.iter().map(|step| step.id).collect();
    Some(Writer { history, now, say }.calendar(&plan.steps, &called_off(history, opportunity, &planned)))
}

/// One step as a calendar with a single event.
pub fn of_step(history: &History, step: &Step, now: Timestamp, say: Say) -> String {
    Writer { history, now, say }.calendar(std::slice::from_ref(step), &BTreeMap::new())
}

/// What an earlier calendar may have held and the plan holds no more: an interview was cancelled, the opportunity has
/// ended, a reply has answered. With a moment, because an event has to have one.
fn called_off(
    history: &History,
    opportunity: OpportunityId,
    planned: &BTreeSet<FollowUpId>,
) -> BTreeMap<FollowUpId, Timestamp> {
    let mut found = BTreeMap::new();
    let Some(cadence) = cadence_of(history, opportunity) else { return found };
    let wants_paper = history.opportunities.get(&opportunity).is_some_and(|it| it.opportunity.handwritten_notes);
    let is_planned = |rule: &&StepRule| rule.only_if != Some(Condition::HandwrittenNotes) || wants_paper;
    let mut last = None;
    for record in history.interviews_of(opportunity) {
        let (interview, at) = (record.interview.id, record.ended_at());
        last = last.max(Some(at));
        for rule in cadence.steps.iter().filter(is_planned) {
            let ids: Vec<FollowUpId> = match rule.kind {
                FollowUpKind::Notes => vec![FollowUpId::notes(opportunity, interview)],
                FollowUpKind::ThankYou | FollowUpKind::HandwrittenNote => {
                    let people = record.interview.participants.iter().map(|participant| participant.person);
                    people.map(|who| FollowUpId::per_participant(rule.kind, opportunity, interview, who)).collect()
                }
                _ => continue,
            };
            found.extend(ids.into_iter().map(|id| (id, at)));
        }
    }
    if let Some(at) = last {
        let pursuit = cadence.steps.iter().filter(|rule| rule.kind.is_pursuit());
        let ids = pursuit.map(|rule| FollowUpId::per_opportunity(rule.kind, opportunity, None, rule.number));
        found.extend(ids.map(|id| (id, at)));
    }
    found.retain(|id, _| !planned.contains(id));
    found
}

struct Writer<'a> {
    history: &'a History,
    now: Timestamp,
    say: Say<'a>,
}

/// Long enough to be seen in a calendar, short enough to fit in.
const LENGTH: SignedDuration = SignedDuration::from_mins(15);

impl Writer<'_> {
    fn calendar(&self, steps: &[Step], called_off: &BTreeMap<FollowUpId, Timestamp>) -> String {
        let mut text = String::new();
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Afterword//Follow-ups//EN", "METHOD:PUBLISH"] {
            fold(&mut text, line);
        }
        for step in steps.iter().filter(|step| step.state != StepState::Expired) {
            self.event(&mut text, step);
        }
        for (id, at) in called_off {
            let summary = (self.say)(&step_name(id.kind));
            self.head(&mut text, id, *at, &summary);
            fold(&mut text, "STATUS:CANCELLED");
            fold(&mut text, "END:VEVENT");
        }
        fold(&mut text, "END:VCALENDAR");
        text
    }

    fn event(&self, text: &mut String, step: &Step) {
        let at = match step.state {
            StepState::Snoozed { until } => until,
            _ => step.due,
        };
        self.head(text, &step.id, at, &(self.say)(&self.title(step)));
        fold(text, &format!("DESCRIPTION:{}", escaped(&(self.say)(&step.reason.message))));
        if step.is_over() {
            fold(text, "STATUS:CANCELLED");
        } else {
            fold(text, "STATUS:CONFIRMED");
            self.alarms(text, step, at);
        }
        fold(text, "END:VEVENT");
    }

    fn head(&self, text: &mut String, id: &FollowUpId, at: Timestamp, summary: &str) {
        fold(text, "BEGIN:VEVENT");
        fold(text, &format!("UID:{}", uid(id)));
        fold(text, &format!("DTSTAMP:{}", utc(self.now)));
        // Facts are only ever added, so their count grows with every change.
        fold(text, &format!("SEQUENCE:{}", self.history.last_seq.min(i32::MAX.unsigned_abs().into())));
        fold(text, &format!("DTSTART:{}", utc(at)));
        fold(text, &format!("DTEND:{}", utc(at.saturating_add(LENGTH).unwrap_or(at))));
        fold(text, "TRANSP:TRANSPARENT");
        fold(text, &format!("SUMMARY:{}", escaped(summary)));
    }

    /// When it opens, and when it falls due (two hours before, where it is a matter of hours).
    fn alarms(&self, text: &mut String, step: &Step, at: Timestamp) {
        let hurried = at.duration_since(step.opens) > SignedDuration::from_hours(4)
            && step.due.duration_since(step.opens) <= SignedDuration::from_hours(48);
        let title = escaped(&(self.say)(&self.title(step)));
        let mut triggers = vec![if hurried { "TRIGGER:-PT2H".to_owned() } else { "TRIGGER:PT0S".to_owned() }];
        if step.opens < at && !matches!(step.state, StepState::Snoozed { .. }) {
            triggers.insert(0, format!("TRIGGER;VALUE=DATE-TIME:{}", utc(step.opens)));
        }
        for trigger in triggers {
            fold(text, "BEGIN:VALARM");
            fold(text, "ACTION:DISPLAY");
            fold(text, &format!("DESCRIPTION:{title}"));
            fold(text, &trigger);
            fold(text, "END:VALARM");
        }
    }

    fn title(&self, step: &Step) -> Message {
        let person = step.person.and_then(|id| self.history.people.get(&id)).map(|record| &record.person.name);
        let company = step.opportunity.and_then(|id| self.history.opportunities.get(&id));
        let company = company.map(|record| &record.opportunity.company);
        let name = step_name(step.id.kind);
        match (person, company) {
            (Some(person), Some(company)) => {
                Message::new("cadence_event_person").nested(name).text(person.clone()).text(company.clone())
            }
            (Some(only), None) | (None, Some(only)) => Message::new("cadence_event").nested(name).text(only.clone()),
            (None, None) => name,
        }
    }
}

fn uid(id: &FollowUpId) -> String {
    let mut uid = match id.kind {
        FollowUpKind::Notes => "notes",
        FollowUpKind::ThankYou => "thank-you",
        FollowUpKind::HandwrittenNote => "handwritten-note",
        FollowUpKind::Connect => "connect",
        FollowUpKind::CheckIn => "check-in",
        FollowUpKind::Letter => "letter",
        FollowUpKind::Clipping => "clipping",
        FollowUpKind::Call => "call",
        FollowUpKind::Reference => "reference",
        FollowUpKind::Withdrawal => "withdrawal",
        FollowUpKind::RejectionReply => "rejection-reply",
        FollowUpKind::LetGo => "let-go",
    }
    .to_owned();
    let parts =
        [('o', id.opportunity.map(|id| id.0)), ('i', id.interview.map(|id| id.0)), ('p', id.person.map(|id| id.0))];
    for (letter, part) in parts {
        if let Some(part) = part {
            // Writing to a string cannot fail.
            let _ = write!(uid, "-{letter}{}", part.simple());
        }
    }
    if id.number > 0 {
        let _ = write!(uid, "-{}", id.number);
    }
    uid + "@afterword"
}

fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::model::*;
    use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
    use uuid::Uuid;

    fn say(message: &Message) -> String {
        let args = message.args.iter().map(|arg| match arg {
            Arg::Text { text } => text.clone(),
            Arg::Nested { message } => say(message),
            _ => String::new(),
        });
        std::iter::once(message.key.to_string()).chain(args).collect::<Vec<_>>().join(" ")
    }

    fn fact(seq: u64, what: Happening) -> Fact {
        let id = Uuid::from_u128(seq.into());
        let at = "2026-03-01T09:00:00Z".parse().unwrap();
        Fact { id: FactId(id), seq, action: ActionId(id), at, origin: Origin::Page, what }
    }

    fn history(name: &str) -> (History, OpportunityId) {
        let person = Person::new(PersonId(Uuid::from_u128(7)), name);
        let opportunity = Opportunity::new(OpportunityId(Uuid::from_u128(8)), "Brot, Butter & Söhne", "Clerk");
        let interview = Interview {
            participants: vec![Participant { person: person.id, role: Role::HiringManager }],
            ..Interview::new(
                InterviewId(Uuid::from_u128(9)),
                opportunity.id,
                "2026-03-03T13:00:00Z".parse().unwrap(),
                "2026-03-03T14:00:00Z".parse().unwrap(),
                "Europe/Berlin",
            )
        };
        let id = opportunity.id;
        let facts = [
            fact(1, Happening::PersonSaved { person }),
            fact(2, Happening::OpportunitySaved { opportunity }),
            fact(3, Happening::InterviewSaved { interview }),
        ];
        (History::from_facts(&facts), id)
    }

    /// UID, start and summary of each event, and how many alarms it has, as a calendar program reads it.
    fn events(text: &str) -> Vec<(String, String, usize)> {
        let calendar = ICalendar::parse(text).unwrap();
        let of = |component: &calcard::icalendar::ICalendarComponent, property: &ICalendarProperty| {
            let value = component.property(property).and_then(|entry| entry.values.first()).unwrap();
            value.as_text().unwrap().to_owned()
        };
        calendar
            .components
            .iter()
            .filter(|component| component.component_type == ICalendarComponentType::VEvent)
            .map(|event| {
                let uid = of(event, &ICalendarProperty::Uid);
                (uid, of(event, &ICalendarProperty::Summary), event.component_ids.len())
            })
            .collect()
    }

    #[test]
    fn a_calendar_program_reads_every_step_with_its_alarms() {
        let (history, opportunity) = history("Jörg; “the” Köhler\r\nBEGIN:VEVENT");
        let now = "2026-03-03T14:00:00Z".parse().unwrap();
        let text = of_opportunity(&history, opportunity, now, &say).unwrap();
        let events = events(&text);
        let titles: Vec<&str> = events.iter().map(|(_, title, _)| title.split(' ').nth(1).unwrap()).collect();
        assert_eq!(
            titles,
            [
                "cadence_step_notes",
                "cadence_step_thank_you",
                "cadence_step_check_in",
                "cadence_step_check_in",
                "cadence_step_let_go"
            ]
        );
        // As it opens, and two hours before it is due.
        assert_eq!(events[1].2, 2);
        assert!(events[1].1.contains("Jörg; “the” Köhler"));
        assert!(events[1].1.contains("Brot, Butter & Söhne"));
        assert!(text.contains("DTSTART:20260304T140000Z\r\n"));
        assert!(text.contains("TRIGGER;VALUE=DATE-TIME:20260303T140000Z\r\n"));
        assert!(text.lines().all(|line| line.len() <= crate::model::content_line::LINE));
        assert!(text.split("\r\n").all(|line| !line.contains(['\r', '\n'])));
    }

    #[test]
    fn a_second_import_updates_instead_of_doubling() {
        let (mut history, opportunity) = history("Jörg Köhler");
        let now = "2026-03-03T14:00:00Z".parse().unwrap();
        let before = of_opportunity(&history, opportunity, now, &say).unwrap();
        let mut interview = history.interviews.values().next().unwrap().interview.clone();
        interview.end = "2026-03-05T14:00:00Z".parse().unwrap();
        history.apply(&fact(4, Happening::InterviewSaved { interview }));
        let moved = of_opportunity(&history, opportunity, now, &say).unwrap();
        let uids = |text: &str| events(text).into_iter().map(|(uid, _, _)| uid).collect::<Vec<_>>();
        assert_eq!(uids(&before), uids(&moved));
        assert!(before.contains("SEQUENCE:3\r\n") && moved.contains("SEQUENCE:4\r\n"));
        assert!(moved.contains("DTSTART:20260306T140000Z\r\n"));

        history.apply(&fact(5, Happening::InterviewCancelled { interview: InterviewId(Uuid::from_u128(9)) }));
        let cancelled = of_all(&history, now, &say);
        let thanks = &uids(&before)[1];
        assert!(uids(&cancelled).contains(thanks));
        assert!(!cancelled.contains("STATUS:CONFIRMED"));
    }

    #[test]
    fn what_has_ended_leaves_the_calendar_too() {
        let (mut history, opportunity) = history("Jörg Köhler");
        let now = "2026-03-03T14:00:00Z".parse().unwrap();
        let open = |text: &str| text.matches("STATUS:CONFIRMED").count();
        let before = of_opportunity(&history, opportunity, now, &say).unwrap();
        assert!(open(&before) >= 4, "{before}");
        history.apply(&fact(4, Happening::StageChanged { opportunity, stage: Stage::Withdrawn }));
        for after in [of_opportunity(&history, opportunity, now, &say).unwrap(), of_all(&history, now, &say)] {
            assert_eq!(open(&after), 0);
            let uids = |text: &str| text.lines().filter(|line| line.starts_with("UID:")).count();
            assert_eq!(uids(&after), uids(&before));
            assert_eq!(after.matches("STATUS:CANCELLED").count(), uids(&before));
        }
    }

    #[test]
    fn one_event_at_a_time() {
        let (history, opportunity) = history("Jörg Köhler");
        let now = "2026-03-03T14:00:00Z".parse().unwrap();
        let plan = plan(&history, opportunity, now).unwrap();
        assert_eq!(events(&of_step(&history, &plan.steps[1], now, &say)).len(), 1);
    }
}
