//! Saving what the user filled in: checked, matched with what is known, never twice.

use super::forms::{CaptureForm, InterviewChoice, InterviewForm, OpportunityChoice, OpportunityForm, PersonForm};
use super::{AppError, Context};
use crate::model::{
    EmailAddress, Happening, History, Interview, InterviewId, Message, Opportunity, OpportunityId, Participant, Person,
    PersonId, ProfileSlug, Stage,
};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// What saving a form comes to.
pub struct SavePlan {
    pub what: Vec<Happening>,
    pub message: Message,
    pub person: Option<PersonId>,
    pub opportunity: Option<OpportunityId>,
}

pub fn save_capture(history: &History, form: &CaptureForm, ctx: &mut Context) -> Result<SavePlan, AppError> {
    let (person, known) = person_of(history, &form.person, ctx)?;
    let mut what = Vec::new();
    if history.people.get(&person.id).is_none_or(|record| record.person != person) {
        what.push(Happening::PersonSaved { person: person.clone() });
    }
    let connected = history.people.get(&person.id).is_some_and(|record| record.connected);
    if form.person.connected && !connected {
        what.push(Happening::Connected { person: person.id });
    }
    let opportunity = match &form.opportunity {
        None => None,
        Some(choice) => Some(opportunity_of(history, choice, &mut what, ctx)?),
    };
    if let Some(choice) = &form.interview {
        let opportunity = opportunity.ok_or(AppError::OpportunityMissing)?;
        let mut interview = interview_of(history, opportunity, choice, ctx)?;
        let place = Participant { person: person.id, role: form.role };
        match interview.participants.iter_mut().find(|p| p.person == person.id) {
            Some(participant) => *participant = place,
            None => interview.participants.push(place),
        }
        if history.interviews.get(&interview.id).is_none_or(|known| known.interview != interview || known.cancelled) {
            what.push(Happening::InterviewSaved { interview });
        }
    }
    let key = match (known, what.is_empty()) {
        (true, true) => "saved_unchanged",
        (true, false) => "saved_updated",
        (false, _) => "saved_person",
    };
    Ok(SavePlan { what, message: Message::new(key).text(&person.name), person: Some(person.id), opportunity })
}

/// The person as they will be stored, and whether they are known already: by id, else by profile, else by address.
fn person_of(history: &History, form: &PersonForm, ctx: &mut Context) -> Result<(Person, bool), AppError> {
    let name = one_line(&form.name);
    if name.is_empty() {
        return Err(AppError::NameMissing);
    }
    if name.contains(['<', '>']) {
        return Err(AppError::NameHasMarkup);
    }
    let email = one_line(&form.email);
    if !email.is_empty() && !looks_like_address(&email) {
        return Err(AppError::EmailMalformed(email));
    }
    let linkedin = match one_line(&form.linkedin) {
        text if text.is_empty() => None,
        text => Some(slug_of(&text).ok_or(AppError::LinkedinMalformed(text))?),
    };
    let known = match form.id {
        Some(id) => Some(history.people.get(&id).ok_or(AppError::Gone)?),
        None => find_person(history, linkedin.as_ref(), &email),
    };
    let mut person = match known {
        Some(record) => record.person.clone(),
        None => Person::new(PersonId((ctx.new_id)()), &name),
    };
    person.name = name;
    // An edit may empty a field; a second capture of the same person only adds.
    let edit = form.id.is_some();
    let set = |field: &mut String, value: &str| {
        let value = one_line(value);
        if edit || !value.is_empty() {
            *field = value;
        }
    };
    set(&mut person.greeting, &form.greeting);
    set(&mut person.title, &form.title);
    set(&mut person.company, &form.company);
    set(&mut person.location, &form.location);
    if edit || !form.postal_address.trim().is_empty() {
        form.postal_address.trim().clone_into(&mut person.postal_address);
    }
    if edit || form.motivator.is_some() {
        person.motivator = form.motivator;
    }
    if linkedin.is_some() || edit {
        person.linkedin = linkedin;
    }
    let phone = one_line(&form.phone);
    if !phone.is_empty() && !person.phones.contains(&phone) {
        person.phones.insert(0, phone);
    }
    if !email.is_empty() {
        person.emails.retain(|known| !known.address.eq_ignore_ascii_case(&email));
        person.emails.insert(0, EmailAddress { address: email, checked: form.email_checked });
    }
    Ok((person, known.is_some()))
}

/// Somebody known with this profile or this address: the same profile or address is the same person.
pub fn find_person<'a>(
    history: &'a History,
    linkedin: Option<&ProfileSlug>,
    email: &str,
) -> Option<&'a crate::model::PersonRecord> {
    let by_profile =
        linkedin.and_then(|slug| history.people.values().find(|record| record.person.linkedin.as_ref() == Some(slug)));
    by_profile.or_else(|| {
        (!email.is_empty()).then(|| history.people.values().find(|record| record.person.has_address(email))).flatten()
    })
}

fn opportunity_of(
    history: &History,
    choice: &OpportunityChoice,
    what: &mut Vec<Happening>,
    ctx: &mut Context,
) -> Result<OpportunityId, AppError> {
    match choice {
        OpportunityChoice::Existing { id } => {
            history.opportunities.get(id).map(|record| record.opportunity.id).ok_or(AppError::Gone)
        }
        OpportunityChoice::New { company, job_title } => {
            let (company, job_title) = (one_line(company), one_line(job_title));
            if company.is_empty() {
                return Err(AppError::CompanyMissing);
            }
            let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
            let known = history.opportunities.values().find(|record| {
                record.stage == Stage::Open
                    && same(&record.opportunity.company, &company)
                    && same(&record.opportunity.job_title, &job_title)
            });
            if let Some(record) = known {
                return Ok(record.opportunity.id);
            }
            let opportunity = Opportunity::new(OpportunityId((ctx.new_id)()), company, job_title);
            let id = opportunity.id;
            what.push(Happening::OpportunitySaved { opportunity });
            Ok(id)
        }
    }
}

fn interview_of(
    history: &History,
    opportunity: OpportunityId,
    choice: &InterviewChoice,
    ctx: &mut Context,
) -> Result<Interview, AppError> {
    match choice {
        InterviewChoice::Existing { id } => {
            history.interviews.get(id).map(|record| record.interview.clone()).ok_or(AppError::Gone)
        }
        InterviewChoice::New { interview: form } => {
            let mut interview = Interview {
                id: InterviewId((ctx.new_id)()),
                opportunity,
                kind: form.kind,
                start: ctx.now,
                end: ctx.now,
                zone: String::new(),
                place: String::new(),
                participants: Vec::new(),
                calendar_uid: String::new(),
                calendar_sequence: 0,
            };
            fill_interview(&mut interview, form, ctx)?;
            let same = |known: &&crate::model::InterviewRecord| {
                let known = &known.interview;
                known.opportunity == opportunity && known.start == interview.start && known.end == interview.end
            };
            Ok(history.interviews.values().find(same).map_or(interview, |known| known.interview.clone()))
        }
    }
}

/// Changes an interview's time, place and kind.
pub fn save_interview(history: &History, form: &InterviewForm, ctx: &mut Context) -> Result<SavePlan, AppError> {
    let id = form.id.ok_or(AppError::Gone)?;
    let mut interview = history.interviews.get(&id).ok_or(AppError::Gone)?.interview.clone();
    fill_interview(&mut interview, form, ctx)?;
    let opportunity = interview.opportunity;
    Ok(SavePlan {
        what: vec![Happening::InterviewSaved { interview }],
        message: Message::new("saved_interview"),
        person: None,
        opportunity: Some(opportunity),
    })
}

fn fill_interview(interview: &mut Interview, form: &InterviewForm, ctx: &Context) -> Result<(), AppError> {
    let zone = if form.zone.trim().is_empty() { ctx.zone } else { form.zone.trim() };
    let tz = TimeZone::get(zone).map_err(|_| AppError::UnknownZone(zone.to_owned()))?;
    if form.end <= form.start {
        return Err(AppError::EndsBeforeStart);
    }
    // A local time that a clock change skips or repeats is read as RFC 5545 says: by the offset before the change.
    let instant = |local: DateTime| {
        tz.to_ambiguous_zoned(local).compatible().map(|z| z.timestamp()).map_err(|_| AppError::EndsBeforeStart)
    };
    interview.start = instant(form.start)?;
    interview.end = instant(form.end)?;
    if interview.end <= interview.start {
        return Err(AppError::EndsBeforeStart);
    }
    interview.kind = form.kind;
    zone.clone_into(&mut interview.zone);
    interview.place = one_line(&form.place);
    Ok(())
}

pub fn save_opportunity(history: &History, form: &OpportunityForm, ctx: &mut Context) -> Result<SavePlan, AppError> {
    let company = one_line(&form.company);
    if company.is_empty() {
        return Err(AppError::CompanyMissing);
    }
    let mut opportunity = match form.id {
        Some(id) => history.opportunities.get(&id).ok_or(AppError::Gone)?.opportunity.clone(),
        None => Opportunity::new(OpportunityId((ctx.new_id)()), "", ""),
    };
    opportunity.company = company;
    opportunity.job_title = one_line(&form.job_title);
    opportunity.overriding_message = one_line(&form.overriding_message);
    opportunity.decision_date = form.decision_date;
    opportunity.language = one_line(&form.language);
    opportunity.cadence = match one_line(&form.cadence) {
        name if name.is_empty() => None,
        name => Some(crate::model::CadenceId(name)),
    };
    let id = opportunity.id;
    Ok(SavePlan {
        message: Message::new("saved_opportunity").text(&opportunity.company),
        what: match one_line(&form.new_fact) {
            text if text.is_empty() => vec![Happening::OpportunitySaved { opportunity }],
            text => {
                vec![Happening::OpportunitySaved { opportunity }, Happening::NewFactNoted { opportunity: id, text }]
            }
        },
        person: None,
        opportunity: Some(id),
    })
}

/// Forms are single lines; a pasted line break or control character is white space.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The addr-spec of RFC 5321 as mail programs accept it: something, one `@`, a domain with a dot, no white space.
fn looks_like_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && !local.contains(['@', ' ', '<', '>', ',', ';', '"'])
        && domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// A slug, or any address of a profile: `linkedin.com/in/jane-roe?trk=…`.
pub fn slug_of(text: &str) -> Option<ProfileSlug> {
    let rest = match text.split_once("/in/") {
        Some((host, rest)) if host.to_lowercase().contains("linkedin.") => rest,
        Some(_) => return None,
        None if text.contains(['/', '.', ':']) => return None,
        None => text,
    };
    ProfileSlug::new(rest.split(['/', '?', '#']).next().unwrap_or_default())
}
