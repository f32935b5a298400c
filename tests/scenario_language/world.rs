//! What happens in a scenario, as facts.

use super::moment;
use afterword::model::*;
use jiff::{SignedDuration, Timestamp, civil::Date, civil::Time, tz::TimeZone};
use std::{cell::RefCell, collections::BTreeMap};
use uuid::Uuid;

pub struct World {
    pub zone: TimeZone,
    pub zone_name: String,
    pub facts: Vec<Fact>,
    pub settings: Settings,
    /// The last text seen of each draft.
    pub drafts: RefCell<BTreeMap<FollowUpId, String>>,
    /// In the order in which they were first named.
    people: Vec<String>,
    pub companies: Vec<String>,
    /// Company and number.
    interviews: Vec<(String, u8)>,
    actions: u128,
}

pub type Told = Result<(), String>;

impl World {
    pub fn new() -> Self {
        Self {
            zone: TimeZone::UTC,
            zone_name: "UTC".into(),
            facts: Vec::new(),
            settings: Settings::default(),
            drafts: RefCell::default(),
            people: Vec::new(),
            companies: Vec::new(),
            interviews: Vec::new(),
            actions: 0,
        }
    }

    pub fn history(&self) -> History {
        History::from_facts(&self.facts)
    }

    pub fn record(&mut self, at: Timestamp, what: Happening) {
        let seq = self.facts.len() as u64 + 1;
        let id = FactId(Uuid::from_u128(u128::from(seq)));
        let action = ActionId(Uuid::from_u128(self.actions));
        self.facts.push(Fact { id, seq, action, at, origin: Origin::Page, what });
    }

    pub fn person(&self, name: &str) -> Option<PersonId> {
        let place = self.people.iter().position(|known| known == name)?;
        Some(PersonId(Uuid::from_u128(1000 + place as u128)))
    }

    pub fn opportunity(&self, company: &str) -> Option<OpportunityId> {
        let place = self.companies.iter().position(|known| known == company)?;
        Some(OpportunityId(Uuid::from_u128(2000 + place as u128)))
    }

    /// "Acme" or "2 at Acme".
    pub fn interview(&self, text: &str) -> Option<InterviewId> {
        let key = interview_key(text);
        let place = self.interviews.iter().position(|known| *known == key)?;
        Some(InterviewId(Uuid::from_u128(3000 + place as u128)))
    }

    /// A setting or something that happened.
    pub fn tell(&mut self, line: &str) -> Told {
        self.actions += 1;
        if let Some((key, value)) = line.split_once(": ")
            && !line.starts_with(|c: char| c.is_ascii_digit())
        {
            return self.set(key, value);
        }
        let zone = self.zone.clone();
        let (at, rest) = moment(line, &zone).ok_or("begins neither with a time nor with a setting")?;
        if let Some(rest) = rest.strip_prefix('-') {
            let end: Time = rest.get(..5).and_then(|t| t.parse().ok()).ok_or("no end")?;
            let date = at.to_zoned(zone.clone()).date();
            let end = date.to_datetime(end).to_zoned(zone).map_err(|e| e.to_string())?.timestamp();
            return self.arrange(at, end, rest.get(5..).unwrap_or_default().trim());
        }
        self.happen(at, rest)
    }

    fn set(&mut self, key: &str, value: &str) -> Told {
        let parts = || value.split(',').map(str::trim).filter(|part| !part.is_empty() && *part != "none");
        match key {
            "cadence" => {
                // "cadence: considerate   zone: America/New_York" on one line.
                let (name, rest) = value.split_once("zone:").map_or((value, None), |(name, zone)| (name, Some(zone)));
                self.settings.cadence = CadenceId(name.trim().into());
                if let Some(zone) = rest {
                    self.set("zone", zone.trim())?;
                }
            }
            "zone" => {
                self.zone = TimeZone::get(value.trim()).map_err(|e| e.to_string())?;
                self.zone_name = value.trim().into();
            }
            "quiet hours" => {
                self.settings.quiet_hours = match value.split_once('-') {
                    Some((from, until)) => Some(QuietHours {
                        from: from.trim().parse().map_err(|_| "no time")?,
                        until: until.trim().parse().map_err(|_| "no time")?,
                    }),
                    None => None,
                }
            }
            "days off" => self.settings.days_off = parts().map(|day| day.parse().unwrap()).collect(),
            "holidays" => {
                // "2026-12-25 yearly"
                let holiday = |text: &str| {
                    let (day, yearly) = text.split_once(' ').map_or((text, false), |(day, _)| (day, true));
                    Holiday { yearly, ..Holiday::on(day.parse().unwrap()) }
                };
                self.settings.holidays = parts().map(holiday).collect();
            }
            "me" => self.introduce(value)?,
            _ => return Err(format!("unknown setting “{key}”")),
        }
        let settings = self.settings.clone();
        self.record(Timestamp::UNIX_EPOCH, Happening::SettingsSaved { settings });
        Ok(())
    }

    /// "interview at Acme with Jane Roe (hiring manager), Bob Poe"
    fn arrange(&mut self, start: Timestamp, end: Timestamp, text: &str) -> Told {
        let kinds = [
            ("interview", InterviewKind::Interview),
            ("phone screen", InterviewKind::PhoneScreen),
            ("networking talk", InterviewKind::Informational),
        ];
        let (rest, kind) = kinds
            .iter()
            .find_map(|(word, kind)| text.strip_prefix(word).map(|rest| (rest.trim(), *kind)))
            .ok_or("what kind of interview?")?;
        let (what, people) = rest.split_once(" with ").unwrap_or((rest, ""));
        let key = interview_key(what.trim_start_matches("at "));
        let known_before = start - SignedDuration::from_hours(24);
        if self.opportunity(&key.0).is_none() {
            self.companies.push(key.0.clone());
            let opportunity = Opportunity::new(self.opportunity(&key.0).unwrap(), key.0.clone(), "Clerk");
            self.record(known_before, Happening::OpportunitySaved { opportunity });
        }
        let mut participants = Vec::new();
        for part in people.split(", ").filter(|part| !part.trim().is_empty()) {
            participants.push(self.participant(known_before, part)?);
        }
        if !self.interviews.contains(&key) {
            self.interviews.push(key.clone());
        }
        let id = self.interview(&format!("{} at {}", key.1, key.0)).unwrap();
        let interview = Interview {
            kind,
            participants,
            ..Interview::new(id, self.opportunity(&key.0).unwrap(), start, end, self.zone_name.clone())
        };
        self.record(known_before, Happening::InterviewSaved { interview });
        Ok(())
    }

    /// "Jane Roe (hiring manager)"
    fn participant(&mut self, at: Timestamp, text: &str) -> Result<Participant, String> {
        let (name, role) = text.trim().trim_end_matches(')').split_once(" (").unwrap_or((text.trim(), "other"));
        let role = match role {
            "recruiter" => Role::Recruiter,
            "hiring manager" => Role::HiringManager,
            "peer" => Role::Peer,
            "executive" => Role::Executive,
            "other" => Role::Other,
            _ => return Err(format!("unknown role “{role}”")),
        };
        Ok(Participant { person: self.meet(at, name), role })
    }

    pub fn meet(&mut self, at: Timestamp, name: &str) -> PersonId {
        if self.person(name).is_none() {
            self.people.push(name.into());
            let person = Person::new(self.person(name).unwrap(), name);
            self.record(at, Happening::PersonSaved { person });
        }
        self.person(name).unwrap()
    }

    fn happen(&mut self, at: Timestamp, text: &str) -> Told {
        if text == "undo" {
            let action = self.facts.last().map(|fact| fact.action).ok_or("nothing to undo")?;
            self.record(at, Happening::Undone { action });
            return Ok(());
        }
        if let Some(told) = self.happen_with_words(at, text) {
            return told;
        }
        if let Some(id) = text.strip_prefix("cadence ") {
            self.settings.cadence = CadenceId(id.into());
            let settings = self.settings.clone();
            self.record(at, Happening::SettingsSaved { settings });
            return Ok(());
        }
        if let Some(names) = text.strip_prefix("references are ") {
            self.settings.references = names.split(", ").map(|name| self.meet(at, name.trim())).collect();
            let settings = self.settings.clone();
            self.record(at, Happening::SettingsSaved { settings });
            return Ok(());
        }
        if let Some(step) = text.strip_prefix("done ") {
            let (step, text) =
                step.split_once(" with a note").map_or((step, ""), |(step, _)| (step, "Good to meet you."));
            let (step, channel) = match step.split_once(" by ") {
                Some((step, channel)) => (step, Some(channel_named(channel)?)),
                None => (step, None),
            };
            let follow_up = self.step(step)?;
            let done = Done { at, channel, subject: String::new(), text: text.into() };
            self.record(at, Happening::FollowUpDone { follow_up, done });
            return Ok(());
        }
        if let Some(interview) = text.strip_prefix("notes on interview ") {
            let interview = self.interview_or(interview)?;
            let notes = Notes { question: "How do you plan a week?".into(), ..Notes::default() };
            self.record(at, Happening::NotesSaved { interview, person: None, notes });
            return Ok(());
        }
        if let Some(rest) = text.strip_prefix("interview ").filter(|rest| !rest.contains(" belongs to ")) {
            return self.interview_happens(at, rest);
        }
        if let Some((who, interview)) = text.split_once(" was at interview ") {
            let interview = interview.strip_suffix(" too").unwrap_or(interview);
            let participant = self.participant(at, who)?;
            let mut interview = self.saved_interview(interview)?;
            interview.participants.push(participant);
            self.record(at, Happening::InterviewSaved { interview });
            return Ok(());
        }
        if let Some(company) = text.strip_prefix("new fact for ") {
            let opportunity = self.opportunity(company).ok_or("unknown company")?;
            self.record(at, Happening::NewFactNoted { opportunity, text: "I passed my exam.".into() });
            return Ok(());
        }
        if let Some(rest) = text.strip_prefix("interview ").filter(|rest| rest.contains(" belongs to ")) {
            return self.belongs(at, rest);
        }
        if let Some((who, rest)) = self.subject(text, &self.people) {
            let person = self.person(&who).unwrap();
            return self.person_happens(at, person, &rest);
        }
        if let Some((who, rest)) = self.subject(text, &self.companies) {
            let opportunity = self.opportunity(&who).unwrap();
            return self.opportunity_happens(at, opportunity, &rest);
        }
        Err("nobody knows what that means".into())
    }

    fn subject(&self, text: &str, known: &[String]) -> Option<(String, String)> {
        known
            .iter()
            .find_map(|name| text.strip_prefix(name.as_str()).map(|rest| (name.clone(), rest.trim().to_owned())))
    }

    fn interview_happens(&mut self, at: Timestamp, text: &str) -> Told {
        if let Some((interview, to)) = text.split_once(" moved to ") {
            let mut interview = self.saved_interview(interview)?;
            let (start, rest) = moment(to, &self.zone).ok_or("moved to when?")?;
            let end: Time = rest.trim_start_matches('-').parse().map_err(|_| "no end")?;
            let date = start.to_zoned(self.zone.clone()).date();
            interview.start = start;
            interview.end = date.to_datetime(end).to_zoned(self.zone.clone()).unwrap().timestamp();
            self.record(at, Happening::InterviewSaved { interview });
        } else if let Some(interview) = text.strip_suffix(" cancelled") {
            let interview = self.interview_or(interview)?;
            self.record(at, Happening::InterviewCancelled { interview });
        } else {
            let impressions = [
                (" went badly", Impression::Badly),
                (" went well", Impression::Well),
                (" is not for me", Impression::NotForMe),
            ];
            let (interview, impression) = impressions
                .iter()
                .find_map(|(end, impression)| text.strip_suffix(end).map(|which| (which, *impression)))
                .ok_or("what about the interview?")?;
            let interview = self.interview_or(interview)?;
            self.record(at, Happening::ImpressionGiven { interview, impression });
        }
        Ok(())
    }

    fn person_happens(&mut self, at: Timestamp, person: PersonId, text: &str) -> Told {
        let what = match text {
            "connected" => Happening::Connected { person },
            "removed" => Happening::PersonRemoved { person },
            _ => {
                if let Some(kept) = text.strip_prefix("is ") {
                    let kept = self.person(kept).ok_or("unknown person")?;
                    Happening::PeopleMerged { kept, gone: person }
                } else {
                    let mut person = self.history().people[&person].person.clone();
                    if let Some(motivator) = text.strip_prefix("wants to ") {
                        let name = serde_json::Value::from(motivator.replace(' ', "-"));
                        person.motivator = serde_json::from_value(name).map_err(|e| e.to_string())?;
                    } else if let Some(channel) = text.strip_prefix("prefers ") {
                        person.preferred_channel = Some(channel_named(channel)?);
                    } else if let Some(address) = text.strip_prefix("lives at ") {
                        person.postal_address = address.into();
                    } else if let Some(number) = text.strip_prefix("answers at ") {
                        person.phones = vec![number.into()];
                    } else {
                        let (address, checked) = text
                            .strip_prefix("writes from ")
                            .ok_or("what about that person?")?
                            .split_once(" (")
                            .map_or((text, false), |(address, _)| (address, true));
                        let address = address.trim_start_matches("writes from ").into();
                        person.emails.push(EmailAddress { address, checked });
                    }
                    Happening::PersonSaved { person }
                }
            }
        };
        self.record(at, what);
        Ok(())
    }

    fn opportunity_happens(&mut self, at: Timestamp, opportunity: OpportunityId, text: &str) -> Told {
        let stages = [
            ("open again", Stage::Open),
            ("offered", Stage::Offered),
            ("accepted", Stage::Accepted),
            ("rejected", Stage::Rejected),
            ("withdrawn", Stage::Withdrawn),
            ("let go", Stage::LetGo),
        ];
        let mut saved = self.history().opportunities[&opportunity].opportunity.clone();
        let what = if let Some((_, stage)) = stages.iter().find(|(word, _)| *word == text) {
            Happening::StageChanged { opportunity, stage: *stage }
        } else if text == "replied" {
            Happening::ReplyReceived { opportunity, person: None, at }
        } else {
            match text {
                "is traditional" => saved.traditional = true,
                "is high-tech" => saved.high_tech = true,
                "got the résumé by e-mail" => saved.resume_by_email = true,
                "wants references" => saved.references_wanted = true,
                "gets handwritten notes" => saved.handwritten_notes = true,
                _ => {
                    if let Some(names) = text.strip_prefix("hears of ") {
                        saved.references = names.split(", ").map(|name| self.meet(at, name.trim())).collect();
                    } else if let Some(message) = text.strip_prefix("should remember ") {
                        saved.overriding_message = message.into();
                    } else if let Some(cadence) = text.strip_prefix("follows cadence ") {
                        saved.cadence = Some(CadenceId(cadence.into()));
                    } else {
                        let date = text.strip_prefix("decides on ").ok_or("what about that company?")?;
                        saved.decision_date = Some(date.parse::<Date>().map_err(|e| e.to_string())?);
                    }
                }
            }
            Happening::OpportunitySaved { opportunity: saved }
        };
        self.record(at, what);
        Ok(())
    }

    pub fn interview_or(&self, text: &str) -> Result<InterviewId, String> {
        self.interview(text.trim_start_matches("at ")).ok_or_else(|| format!("unknown interview “{text}”"))
    }

    pub fn saved_interview(&self, text: &str) -> Result<Interview, String> {
        Ok(self.history().interviews[&self.interview_or(text)?].interview.clone())
    }

    /// "thank-you Jane Roe", "thank-you Jane Roe (2 at Acme)", "check-in 1 Acme", "connect Jane Roe", "reference Tom May
    /// (Acme)". The interview or company in parentheses can be left out where the person has one only: the last one.
    pub fn step(&self, text: &str) -> Result<FollowUpId, String> {
        use FollowUpKind as K;
        let kinds = [
            ("notes ", K::Notes),
            ("thank-you ", K::ThankYou),
            ("handwritten note ", K::HandwrittenNote),
            ("connect ", K::Connect),
            ("check-in ", K::CheckIn),
            ("letter ", K::Letter),
            ("clipping ", K::Clipping),
            ("call ", K::Call),
            ("reference ", K::Reference),
            ("withdrawal ", K::Withdrawal),
            ("rejection reply ", K::RejectionReply),
            ("let-go ", K::LetGo),
        ];
        let text = text.trim();
        let (rest, kind) = kinds
            .iter()
            .find_map(|(word, kind)| text.strip_prefix(word).map(|rest| (rest.trim(), *kind)))
            .ok_or_else(|| format!("“{text}” names no step"))?;
        let (number, rest) = match rest.split_once(' ') {
            Some((number, rest)) if kind.repeats() => (number.parse().map_err(|_| "no number")?, rest),
            _ => (0, rest),
        };
        let (target, place) = rest.trim_end_matches(')').split_once(" (").map_or((rest, None), |(t, p)| (t, Some(p)));
        let history = self.history();
        let person = self.person(target);
        let unknown = || format!("“{target}” is unknown");
        match kind {
            K::Notes => {
                let interview = self.interview(target).ok_or_else(unknown)?;
                let opportunity = self.opportunity(&interview_key(target).0).ok_or_else(unknown)?;
                Ok(FollowUpId::notes(opportunity, interview))
            }
            K::ThankYou | K::HandwrittenNote => {
                let person = person.ok_or_else(unknown)?;
                let interview = match place {
                    Some(place) => self.interview(place).ok_or_else(unknown)?,
                    None => {
                        let with = history
                            .interviews
                            .values()
                            .filter(|record| record.interview.participants.iter().any(|p| p.person == person));
                        with.map(|record| record.interview.id)
                            .next_back()
                            .or_else(|| history.interviews.keys().last().copied())
                            .ok_or_else(unknown)?
                    }
                };
                let opportunity = history.interviews[&interview].interview.opportunity;
                Ok(FollowUpId::per_participant(kind, opportunity, interview, person))
            }
            K::Connect => Ok(FollowUpId::connect(person.ok_or_else(unknown)?)),
            _ => {
                let company = place.unwrap_or(if person.is_some() { &self.companies[0] } else { target });
                let opportunity = self.opportunity(company).ok_or_else(unknown)?;
                Ok(FollowUpId::per_opportunity(kind, opportunity, person, number))
            }
        }
    }
}

fn interview_key(text: &str) -> (String, u8) {
    let text = text.trim();
    match text.split_once(" at ") {
        Some((number, company)) => (company.trim().into(), number.trim().parse().unwrap_or(1)),
        None => (text.trim_start_matches("at ").into(), 1),
    }
}

pub fn channel_named(name: &str) -> Result<Channel, String> {
    match name {
        "e-mail" => Ok(Channel::Email),
        "letter" => Ok(Channel::Letter),
        "telephone" => Ok(Channel::Telephone),
        "LinkedIn" => Ok(Channel::Linkedin),
        "word of mouth" => Ok(Channel::InPerson),
        _ => Err(format!("unknown channel “{name}”")),
    }
}
