//! What happens in a scenario, in more words: own cadences, put off until "Monday", moved to another company, documents.

use super::{
    moment,
    world::{Told, World, channel_named},
};
use afterword::followup::{SnoozeChoice, builtin_cadences, channels_for, snooze_until};
use afterword::model::*;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

impl World {
    /// "me: Ida Fox, ida@fox.example, +49 30 901820, 6 yrs in sales"
    pub fn introduce(&mut self, text: &str) -> Told {
        let mut parts = text.split(", ").map(str::to_owned);
        let mut next = || parts.next().ok_or("name, e-mail, telephone, facts");
        let (name, email, phone) = (next()?, next()?, next()?);
        self.settings.applicant =
            Applicant { name, email, phone, headline_facts: parts.collect(), ..Applicant::default() };
        Ok(())
    }

    /// What begins with a word of its own. `None`: something else.
    pub fn happen_with_words(&mut self, at: Timestamp, text: &str) -> Option<Told> {
        if let Some(rest) = text.strip_prefix("cadence mine is ") {
            return Some(self.edit_cadence(at, rest));
        }
        if let Some(rest) = text.strip_prefix("skipped ") {
            return Some(self.skip(at, rest));
        }
        if let Some(rest) = text.strip_prefix("snoozed ") {
            return Some(self.snooze(at, rest));
        }
        if let Some(rest) = text.strip_prefix("notes on interview ").filter(|rest| rest.contains(": ")) {
            return Some(self.note(at, rest));
        }
        if let Some(rest) = text.strip_prefix("kept ") {
            return Some(self.keep(at, rest));
        }
        if let Some(rest) = text.strip_prefix("chose ") {
            return Some(self.choose(at, rest));
        }
        None
    }

    /// "considerate, check-in 1 opens 5 d, check-in 1 due 6 d, without check-in 2"
    fn edit_cadence(&mut self, at: Timestamp, text: &str) -> Told {
        let mut parts = text.split(", ");
        let base = parts.next().unwrap_or_default();
        let mut cadence = builtin_cadences().iter().find(|c| c.id.0 == base).ok_or("a copy of which one?")?.clone();
        cadence.id = CadenceId("mine".into());
        cadence.name = "Mine".into();
        for part in parts {
            let (gone, part) = part.strip_prefix("without ").map_or((false, part), |part| (true, part));
            let step = |rule: &StepRule| {
                let kind = serde_json::to_value(rule.kind).unwrap();
                let kind = kind.as_str().unwrap();
                if rule.number > 0 { format!("{kind} {}", rule.number) } else { kind.to_owned() }
            };
            let place = cadence.steps.iter().position(|rule| part.starts_with(&step(rule))).ok_or("which step?")?;
            if gone {
                cadence.steps.remove(place);
                continue;
            }
            let rest = part[step(&cadence.steps[place]).len()..].trim();
            let (field, offset) = rest.split_once(' ').ok_or("which moment?")?;
            let offset: Offset = offset.parse().map_err(|e: OffsetError| e.to_string())?;
            let timing = &mut cadence.steps[place].timing;
            match field {
                "opens" => timing.opens = offset,
                "due" => timing.due = offset,
                "closes" => timing.closes = Some(offset),
                _ => return Err(format!("unknown moment “{field}”")),
            }
        }
        let problems = cadence.validate();
        if !problems.is_empty() {
            return Err(format!("{problems:?}"));
        }
        self.record(at, Happening::CadenceSaved { cadence });
        Ok(())
    }

    /// "check-in 1 Acme because they called me"
    fn skip(&mut self, at: Timestamp, text: &str) -> Told {
        let (step, reason) = text.split_once(" because ").unwrap_or((text, ""));
        let follow_up = self.step(step)?;
        self.record(at, Happening::FollowUpSkipped { follow_up, reason: reason.into() });
        Ok(())
    }

    /// "thank-you Jane Roe until 2026-03-03 17:00", "… in two hours", "… until tomorrow morning", "… until Monday",
    /// "… until 2026-03-09"
    fn snooze(&mut self, at: Timestamp, text: &str) -> Told {
        let choose = |choice| snooze_until(choice, at, &self.zone_name, &self.settings).ok_or("that is over");
        let (step, until) = match text.strip_suffix(" in two hours") {
            Some(step) => (step, choose(SnoozeChoice::InTwoHours)?),
            None => {
                let (step, until) = text.split_once(" until ").ok_or("until when?")?;
                let until = match until {
                    "tomorrow morning" => choose(SnoozeChoice::TomorrowMorning)?,
                    "Monday" => choose(SnoozeChoice::Monday)?,
                    _ => match until.parse::<Date>() {
                        Ok(date) if until.len() == 10 => choose(SnoozeChoice::On { date })?,
                        _ => moment(until, &self.zone).ok_or("until when?")?.0,
                    },
                };
                (step, until)
            }
        };
        let follow_up = self.step(step)?;
        self.record(at, Happening::FollowUpSnoozed { follow_up, until });
        Ok(())
    }

    /// "at Acme: question: how you plan a week; common ground: sailing"
    fn note(&mut self, at: Timestamp, text: &str) -> Told {
        let (interview, fields) = text.split_once(": ").ok_or("which notes?")?;
        let interview = self.interview_or(interview)?;
        let mut notes = Notes::default();
        for field in fields.split("; ") {
            let (name, value) = field.split_once(": ").ok_or("which field?")?;
            let place = match name {
                "question" => &mut notes.question,
                "afterthought" => &mut notes.afterthought,
                "challenges" => &mut notes.challenges,
                "in 90 days" => &mut notes.success_in_90_days,
                "in a year" => &mut notes.success_in_a_year,
                "common ground" => &mut notes.common_ground,
                _ => return Err(format!("unknown field “{name}”")),
            };
            *place = value.into();
        }
        self.record(at, Happening::NotesSaved { interview, person: None, notes });
        Ok(())
    }

    /// "the advertisement for Acme"
    fn keep(&mut self, at: Timestamp, text: &str) -> Told {
        let (name, company) = text.split_once(" for ").ok_or("for whom?")?;
        let opportunity = self.opportunity(company).ok_or("unknown company")?;
        let document = Document {
            id: DocumentId(Uuid::from_u128(1)),
            kind: DocumentKind::JobDescription,
            name: name.into(),
            link: String::new(),
            text: "Clerk wanted.".into(),
        };
        self.record(at, Happening::DocumentSaved { opportunity, document });
        Ok(())
    }

    /// "letter for thank-you Jane Roe"
    fn choose(&mut self, at: Timestamp, text: &str) -> Told {
        let (channel, step) = text.split_once(" for ").ok_or("for which step?")?;
        let (channel, follow_up) = (channel_named(channel)?, self.step(step)?);
        if !channels_for(follow_up.kind).contains(&channel) {
            return Err("that is not to be chosen".into());
        }
        self.record(at, Happening::ChannelChosen { follow_up, channel });
        Ok(())
    }

    /// "at Acme belongs to Bolt"
    pub fn belongs(&mut self, at: Timestamp, text: &str) -> Told {
        let (interview, company) = text.split_once(" belongs to ").ok_or("to whom?")?;
        let mut interview = self.saved_interview(interview)?;
        if self.opportunity(company).is_none() {
            self.companies.push(company.into());
            let opportunity = Opportunity::new(self.opportunity(company).unwrap(), company, "Clerk");
            self.record(at, Happening::OpportunitySaved { opportunity });
        }
        interview.opportunity = self.opportunity(company).unwrap();
        self.record(at, Happening::InterviewSaved { interview });
        Ok(())
    }
}
