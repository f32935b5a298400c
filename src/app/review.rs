//! What the reviewer says of a text that is being written for a follow-up.

use super::content::address_in;
use super::drafts::{address, addressee_of, interview_for, role_in};
use super::protocol::Written;
use super::views::{HintView, MendView, PlaceView};
use super::{AppError, Context};
use crate::capture::name;
use crate::draft::review::{self, Addressee, ColleagueNote, Contact, KnownAddress, Note, OtherPerson, Recipient};
use crate::followup;
use crate::model::{
    Channel, FollowUpId, FollowUpKind, History, Impression, InterviewRecord, Notes, OpportunityId, Person, PersonId,
};
use jiff::Zoned;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

pub fn hints(
    history: &History,
    follow_up: FollowUpId,
    written: &Written,
    ctx: &Context,
) -> Result<Vec<HintView>, AppError> {
    let person = addressee_of(history, follow_up, ctx.now).ok_or(AppError::NothingToWrite)?;
    let person = &history.people.get(&person).ok_or(AppError::Gone)?.person;
    let interview = interview_for(history, follow_up, person.id, ctx.now);
    let note = Note {
        subject: written.subject.clone(),
        recipients: written.recipients.iter().map(|recipient| recipient_in(recipient)).collect(),
        attachments: written.attachments,
        at: local_now(interview, ctx),
        ..Note::new(follow_up.kind, written.channel, &written.text)
    };
    let known = context_of(history, follow_up, person, interview);
    Ok(review::review(&note, &known).into_iter().map(|hint| view_of(&note, hint)).collect())
}

/// The present moment where the note is read: the interview's zone is the best guess at theirs.
fn local_now(interview: Option<&InterviewRecord>, ctx: &Context) -> Option<Zoned> {
    let zone = interview.map_or(ctx.zone, |record| record.interview.zone.as_str());
    Some(ctx.now.to_zoned(TimeZone::get(zone).ok()?))
}

fn context_of(
    history: &History,
    follow_up: FollowUpId,
    person: &Person,
    interview: Option<&InterviewRecord>,
) -> review::Context {
    let opportunity = follow_up.opportunity.or(interview.map(|record| record.interview.opportunity));
    let record = opportunity.and_then(|id| history.opportunities.get(&id));
    let thanks = matches!(follow_up.kind, FollowUpKind::ThankYou | FollowUpKind::HandwrittenNote);
    let company = record.map_or(person.company.as_str(), |record| record.opportunity.company.as_str());
    let mut companies: Vec<String> = history.opportunities.values().map(|r| r.opportunity.company.clone()).collect();
    companies.retain(|other| !other.is_empty() && !other.eq_ignore_ascii_case(company));
    let applicant = &history.settings.applicant;
    review::Context {
        addressee: described(person, interview),
        applicant: Contact {
            name: applicant.name.clone(),
            email: applicant.email.clone(),
            phone: applicant.phone.clone(),
            lines: applicant.contact_lines.clone(),
        },
        company: company.to_owned(),
        job_title: record.map(|record| record.opportunity.job_title.clone()).unwrap_or_default(),
        interview_end: interview.filter(|_| thanks).map(InterviewRecord::ended_at),
        went_badly: interview.is_some_and(|record| record.impression == Some(Impression::Badly)),
        considerate: opportunity
            .and_then(|id| followup::cadence_of(history, id))
            .is_some_and(|cadence| cadence.rule(FollowUpKind::Letter).is_none()),
        letters_sent: opportunity.map_or(0, |id| letters_sent(history, id, person.id)),
        people: others(history, opportunity, person.id),
        companies,
        notes: interview.map(|record| fields_of(record.notes_for(person.id))).unwrap_or_default(),
        colleagues: opportunity.map(|id| colleagues_notes(history, id, follow_up)).unwrap_or_default(),
    }
}

fn described(person: &Person, interview: Option<&InterviewRecord>) -> Addressee {
    let name = name::parse(&person.name);
    Addressee {
        name: person.name.clone(),
        family: name.family_full(),
        given: name.given,
        middle: name.middle,
        nickname: name.nickname,
        greeting: if person.greeting.trim().is_empty() { address(person).casual } else { person.greeting.clone() },
        addresses: person
            .emails
            .iter()
            .map(|email| KnownAddress { address: email.address.clone(), checked: email.checked })
            .collect(),
        role: interview.map(|record| role_in(record, person.id)).unwrap_or_default(),
    }
}

fn letters_sent(history: &History, opportunity: OpportunityId, person: PersonId) -> usize {
    let letter = |kind| matches!(kind, FollowUpKind::ThankYou | FollowUpKind::Letter | FollowUpKind::Clipping);
    let written = |channel| matches!(channel, Some(Channel::Email | Channel::Letter));
    let theirs = |id: &FollowUpId| id.opportunity == Some(opportunity) && id.person.is_none_or(|to| to == person);
    let to_them = history.done.iter().filter(|(id, _)| theirs(id));
    to_them.filter(|(id, done)| letter(id.kind) && written(done.channel)).count()
}

fn others(history: &History, opportunity: Option<OpportunityId>, addressee: PersonId) -> Vec<OtherPerson> {
    let interviews = opportunity.map(|id| history.interviews_of(id)).unwrap_or_default();
    let met: BTreeSet<PersonId> =
        interviews.iter().flat_map(|record| &record.interview.participants).map(|p| p.person).collect();
    history
        .people
        .values()
        .filter(|record| record.person.id != addressee)
        .map(|record| OtherPerson {
            name: record.person.name.clone(),
            company: record.person.company.clone(),
            colleague: met.contains(&record.person.id),
        })
        .collect()
}

fn fields_of(notes: Notes) -> Vec<String> {
    let Notes { question, afterthought, challenges, success_in_90_days, success_in_a_year, common_ground, other } =
        notes;
    let fields = [question, afterthought, challenges, success_in_90_days, success_in_a_year, common_ground, other];
    fields.into_iter().filter(|field| !field.trim().is_empty()).collect()
}

/// Rule T4: notes of the same sort to others of this opportunity, sent or still in the making.
fn colleagues_notes(history: &History, opportunity: OpportunityId, own: FollowUpId) -> Vec<ColleagueNote> {
    let thanks = |kind| matches!(kind, FollowUpKind::ThankYou | FollowUpKind::HandwrittenNote);
    let comparable = |id: &FollowUpId| {
        let same_sort = id.kind == own.kind || (thanks(id.kind) && thanks(own.kind));
        id.opportunity == Some(opportunity) && id.person.is_some() && id.person != own.person && same_sort
    };
    let note = |id: &FollowUpId, text: &str, sent| {
        let person = &history.people.get(&id.person?)?.person;
        (!text.trim().is_empty()).then(|| ColleagueNote { person: person.name.clone(), text: text.to_owned(), sent })
    };
    let sent = history.done.iter().filter(|(id, _)| comparable(id)).filter_map(|(id, done)| note(id, &done.text, true));
    let drafted = history
        .drafts
        .iter()
        .filter(|(id, _)| comparable(id) && !history.done.contains_key(id))
        .filter_map(|(id, draft)| note(id, &draft.text, false));
    sent.chain(drafted).collect()
}

/// `Jane Roe <jane@acme.example>`, or an address alone.
fn recipient_in(recipient: &str) -> Recipient {
    let address = address_in(recipient).to_owned();
    let name = recipient.rsplit_once('<').map_or("", |(name, _)| name.trim().trim_matches('"').trim());
    Recipient { address, name: name.to_owned() }
}

fn view_of(note: &Note, hint: review::Hint) -> HintView {
    HintView {
        kind: hint.kind,
        severity: hint.severity,
        message: hint.message,
        place: hint.place.as_ref().map(|place| place_view(note, place)),
        mend: hint.mend.map(|mend| MendView {
            place: place_view(note, &mend.place),
            replacement: mend.replacement,
            label: mend.label,
        }),
        shared: hint.shared,
    }
}

fn place_view(note: &Note, place: &review::Place) -> PlaceView {
    let text = match place.field {
        review::Field::Subject => &note.subject,
        review::Field::Text => &note.text,
    };
    let before = text.get(..place.range.start).unwrap_or_default();
    let words = text.get(place.range.clone()).unwrap_or_default();
    let start = before.encode_utf16().count();
    PlaceView {
        field: place.field,
        start,
        end: start + words.encode_utf16().count(),
        words: words.to_owned(),
        nth: if words.is_empty() { 0 } else { before.matches(words).count() },
    }
}
