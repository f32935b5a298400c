//! What stands in the confirm form, and how it becomes a request.

use crate::app::ErrorView;
use crate::app::forms::{CaptureForm, InterviewChoice, InterviewForm, OpportunityChoice, PersonForm};
use crate::app::views::{MailView, TwinView};
use crate::capture::reading::{Certainty, Degree, Field, PersonReading, Source};
use crate::model::{InterviewId, InterviewKind, Motivator, OpportunityId, Person, PersonId, ProfileSlug, Role};
use crate::ui::remember;
use crate::ui::text::{Choice, Preferred, error, zone};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Whom the form is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Under which an unfinished form is remembered: the profile, the mail address, or "hand".
    pub key: String,
    pub known: Option<Person>,
    pub connected: bool,
    pub reading: PersonReading,
    /// Who may be the same person.
    pub twins: Vec<TwinView>,
    /// The open mail that the person was read from.
    pub mail: Option<MailView>,
}

impl Subject {
    pub fn by_hand() -> Self {
        Self::of("hand".into(), None, false, PersonReading::default())
    }

    fn of(key: String, known: Option<Person>, connected: bool, reading: PersonReading) -> Self {
        Self { key, known, connected, reading, twins: Vec::new(), mail: None }
    }

    pub fn known(person: Person, connected: bool) -> Self {
        let key = format!("person/{}", person.id);
        Self::of(key, Some(person), connected, PersonReading::default())
    }

    pub fn read(reading: PersonReading, known: Option<(Person, bool)>) -> Self {
        let key = reading.linkedin.value().or(reading.email.value()).or(reading.name.value()).unwrap_or("page");
        let connected =
            reading.degree == Some(Degree::First) || known.as_ref().is_some_and(|(_, connected)| *connected);
        Self::of(format!("read/{key}"), known.map(|(person, _)| person), connected, reading)
    }

    pub fn with(mut self, twins: Vec<TwinView>, mail: Option<Box<MailView>>) -> Self {
        self.twins = twins;
        self.mail = mail.map(|mail| *mail);
        self
    }

    /// Whether the form about this person holds something that was typed and not saved.
    pub fn is_begun(&self) -> bool {
        remember::get::<Kept>(&memory_key(self)).is_some()
    }

    /// What the user confirmed before comes first; what the page says stands beside it.
    fn field(&self, own: impl Fn(&Person) -> String, read: &Field) -> Field {
        let mut field = Field::default();
        if let Some(person) = &self.known {
            field.push(own(person), Source::User, Certainty::Sure);
        }
        for candidate in &read.candidates {
            field.push(candidate.value.clone(), candidate.source, candidate.certainty);
        }
        field
    }

    pub fn fields(&self) -> ReadingFields {
        let reading = &self.reading;
        let mut linkedin = Field::default();
        for candidate in &reading.linkedin.candidates {
            let url = ProfileSlug::new(&candidate.value).map_or_else(|| candidate.value.clone(), |slug| slug.url());
            linkedin.push(url, candidate.source, candidate.certainty);
        }
        ReadingFields {
            name: self.field(|p| p.name.clone(), &reading.name),
            title: self.field(|p| p.title.clone(), &reading.title),
            company: self.field(|p| p.company.clone(), &reading.company),
            linkedin: self.field(|p| p.linkedin.as_ref().map(ProfileSlug::url).unwrap_or_default(), &linkedin),
            email: self.field(|p| p.email().unwrap_or_default().to_owned(), &reading.email),
            phone: self.field(|p| p.phones.first().cloned().unwrap_or_default(), &reading.phone),
            location: self.field(|p| p.location.clone(), &reading.location),
            postal_address: self.field(|p| p.postal_address.clone(), &reading.postal_address),
            website: self.field(|p| p.website.clone(), &reading.website),
        }
    }
}

/// What may go into each field, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingFields {
    pub name: Field,
    pub title: Field,
    pub company: Field,
    pub linkedin: Field,
    pub email: Field,
    pub phone: Field,
    pub location: Field,
    pub postal_address: Field,
    pub website: Field,
}

macro_rules! form {
    ($($name:ident),* $(,)?) => {
        /// The form's texts as remembered between two openings of a popup.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Kept {
            $($name: String,)*
            email_checked: bool,
            connected: bool,
            role: String,
            motivator: String,
            preferred_channel: String,
            interview_kind: String,
        }

        /// The form as it stands.
        #[derive(Clone, Copy)]
        pub struct CaptureState {
            $(pub $name: RwSignal<String>,)*
            pub email_checked: RwSignal<bool>,
            pub connected: RwSignal<bool>,
            pub role: RwSignal<Option<Role>>,
            pub motivator: RwSignal<Option<Motivator>>,
            pub preferred_channel: RwSignal<Option<Preferred>>,
            pub interview_kind: RwSignal<Option<InterviewKind>>,
        }

        impl CaptureState {
            fn from_kept(kept: Kept) -> Self {
                Self {
                    $($name: RwSignal::new(kept.$name),)*
                    email_checked: RwSignal::new(kept.email_checked),
                    connected: RwSignal::new(kept.connected),
                    role: RwSignal::new(Role::from_value(&kept.role)),
                    motivator: RwSignal::new(Motivator::from_value(&kept.motivator)),
                    preferred_channel: RwSignal::new(Preferred::from_value(&kept.preferred_channel)),
                    interview_kind: RwSignal::new(InterviewKind::from_value(&kept.interview_kind)),
                }
            }

            pub fn restore(self, kept: Kept) {
                $(self.$name.set(kept.$name);)*
                self.email_checked.set(kept.email_checked);
                self.connected.set(kept.connected);
                self.role.set(Role::from_value(&kept.role));
                self.motivator.set(Motivator::from_value(&kept.motivator));
                self.preferred_channel.set(Preferred::from_value(&kept.preferred_channel));
                self.interview_kind.set(InterviewKind::from_value(&kept.interview_kind));
            }

            /// Tracks every field.
            pub fn keep(self) -> Kept {
                Kept {
                    $($name: self.$name.get(),)*
                    email_checked: self.email_checked.get(),
                    connected: self.connected.get(),
                    role: self.role.get().map(|role| role.value().to_owned()).unwrap_or_default(),
                    motivator: self.motivator.get().map(|motivator| motivator.value().to_owned()).unwrap_or_default(),
                    preferred_channel: self.preferred_channel.get().map(|way| way.value().to_owned()).unwrap_or_default(),
                    interview_kind: self.interview_kind.get().map(|kind| kind.value().to_owned()).unwrap_or_default(),
                }
            }
        }
    };
}

form! {
    name, greeting, title, company, location, email, phone, linkedin, postal_address, website,
    opportunity, new_company, new_job, interview, date, time, minutes, place,
}

impl Kept {
    /// The person as they are stored by now, with what the form says of opportunity and interview.
    pub fn about(self, form: &Kept) -> Kept {
        Kept {
            role: form.role.clone(),
            interview_kind: form.interview_kind.clone(),
            opportunity: form.opportunity.clone(),
            new_company: form.new_company.clone(),
            new_job: form.new_job.clone(),
            interview: form.interview.clone(),
            date: form.date.clone(),
            time: form.time.clone(),
            minutes: form.minutes.clone(),
            place: form.place.clone(),
            ..self
        }
    }
}

/// Values of the selects that are no id.
pub const NEW: &str = "new";
pub const NONE: &str = "none";

impl CaptureState {
    /// The form as the reading fills it, or as the user left it; and whether it is the latter.
    pub fn open(subject: &Subject, fields: &ReadingFields) -> (Self, bool) {
        let fresh = Self::fresh(subject, fields);
        match remember::get::<Kept>(&memory_key(subject)) {
            Some(kept) if kept != fresh => (Self::from_kept(kept), true),
            _ => (Self::from_kept(fresh), false),
        }
    }

    pub fn start_over(self, subject: &Subject, fields: &ReadingFields) {
        remember::forget(&memory_key(subject));
        self.restore(Self::fresh(subject, fields));
    }

    /// As the form is filled before anybody types.
    pub fn fresh(subject: &Subject, fields: &ReadingFields) -> Kept {
        let best = |field: &Field| field.value().unwrap_or_default().to_owned();
        let known = subject.known.as_ref();
        Kept {
            name: best(&fields.name),
            greeting: known.map(|p| p.greeting.clone()).unwrap_or_default(),
            title: best(&fields.title),
            company: best(&fields.company),
            location: best(&fields.location),
            email: best(&fields.email),
            phone: best(&fields.phone),
            linkedin: best(&fields.linkedin),
            postal_address: best(&fields.postal_address),
            website: best(&fields.website),
            new_company: best(&fields.company),
            minutes: "60".into(),
            email_checked: known.is_some_and(|p| p.emails.iter().any(|e| e.checked)),
            connected: subject.connected,
            role: Role::default().value().into(),
            motivator: known.and_then(|p| p.motivator).map(|m| m.value().to_owned()).unwrap_or_default(),
            preferred_channel: known
                .and_then(|p| p.preferred_channel)
                .map(|way| way.value().to_owned())
                .unwrap_or_default(),
            interview_kind: InterviewKind::default().value().into(),
            ..Kept::default()
        }
    }

    /// What to ask the background to save.
    ///
    /// # Errors
    /// What is missing, where only the form can know it. All else is the background's to judge.
    pub fn form(self, person: Option<PersonId>) -> Result<CaptureForm, ErrorView> {
        let text = |value: RwSignal<String>| value.get().trim().to_owned();
        let opportunity = match self.opportunity.get().as_str() {
            NONE => None,
            id => match id.parse().map(OpportunityId) {
                Ok(id) => Some(OpportunityChoice::Existing { id }),
                Err(_) => {
                    Some(OpportunityChoice::New { company: text(self.new_company), job_title: text(self.new_job) })
                }
            },
        };
        let interview = if opportunity.is_some() { self.interview_choice()? } else { None };
        let person = PersonForm {
            id: person,
            name: text(self.name),
            greeting: text(self.greeting),
            title: text(self.title),
            company: text(self.company),
            location: text(self.location),
            email: text(self.email),
            email_checked: self.email_checked.get(),
            phone: text(self.phone),
            linkedin: text(self.linkedin),
            postal_address: text(self.postal_address),
            website: text(self.website),
            motivator: self.motivator.get(),
            connected: self.connected.get(),
            preferred_channel: self.preferred_channel.get().map(|way| way.0),
            ..PersonForm::default()
        };
        let role = self.role.get().unwrap_or_default();
        Ok(CaptureForm { person, role, opportunity, interview, others: Vec::new() })
    }

    /// An empty date means that none is agreed yet.
    fn interview_choice(self) -> Result<Option<InterviewChoice>, ErrorView> {
        match self.interview.get().as_str() {
            NONE => return Ok(None),
            id => {
                if let Ok(id) = id.parse().map(InterviewId) {
                    return Ok(Some(InterviewChoice::Existing { id }));
                }
            }
        }
        let (date, time) = (self.date.get(), self.time.get());
        if date.is_empty() && time.is_empty() {
            return Ok(None);
        }
        let (start, end) = interview_times(&date, &time, &self.minutes.get())?;
        let interview = InterviewForm {
            id: None,
            kind: self.interview_kind.get().unwrap_or_default(),
            start,
            end,
            zone: zone(),
            place: self.place.get().trim().to_owned(),
        };
        Ok(Some(InterviewChoice::New { interview }))
    }
}

/// Start and end out of the fields for date, time and minutes.
///
/// # Errors
/// Which of them is missing or makes no sense.
pub fn interview_times(date: &str, time: &str, minutes: &str) -> Result<(DateTime, DateTime), ErrorView> {
    let date: Date = date.parse().map_err(|_| error("date-missing", "ui_error_date"))?;
    let time: Time = time.parse().map_err(|_| error("time-missing", "ui_error_time"))?;
    let malformed = || error("duration-malformed", "ui_error_minutes");
    let minutes: i16 = minutes.trim().parse().map_err(|_| malformed())?;
    let start = date.to_datetime(time);
    let end = start.checked_add(i64::from(minutes).minutes()).map_err(|_| malformed())?;
    Ok((start, end))
}

/// Under which unsaved changes to somebody known are remembered on their own page.
pub fn person_memory(person: PersonId) -> String {
    format!("capture/person/{person}")
}

pub fn memory_key(subject: &Subject) -> String {
    format!("capture/{}", subject.key)
}
