//! From steps and records to what a surface shows.

use super::App;
use super::views::{
    AgendaView, InterviewView, OpportunityBrief, OpportunityView, PersonBrief, PersonView, ReplyView, StandingView,
    StepView, TwinView,
};
use crate::app::save::twins_of_known;
use crate::capture::twins::Twin;
use crate::followup::{self, Standing, Step};
use crate::model::{
    FollowUpId, FollowUpKind, History, InterviewRecord, Message, Opportunity, OpportunityId, Person, PersonId,
};
use jiff::{SignedDuration, Timestamp};

pub fn agenda_view(app: &App, now: Timestamp, zone: &str) -> AgendaView {
    let history = app.history();
    app.with_index(now, zone, |index| AgendaView {
        now,
        due: index.due().map(|step| step_view(history, step)).collect(),
        next: index.next().map(|step| step_view(history, step)).collect(),
        waiting: index
            .waiting()
            .filter_map(|waiting| standing_view(history, waiting.opportunity, &waiting.standing))
            .collect(),
        empty: history.people.is_empty() && history.opportunities.is_empty(),
        ahead: ahead(app, now),
        backup_due: followup::backup_is_due(history, now, zone),
    })
}

/// A clock that is a little off is nobody's concern; a merged file may come from another machine.
const FAR_AHEAD: SignedDuration = SignedDuration::from_hours(24);

fn ahead(app: &App, now: Timestamp) -> Option<Timestamp> {
    let undone = &app.history().undone;
    let counts = app.facts().iter().filter(|fact| !undone.contains(&fact.action));
    counts.map(|fact| fact.at).max().filter(|at| at.duration_since(now) > FAR_AHEAD)
}

pub fn step_view(history: &History, step: &Step) -> StepView {
    let person = step.person.and_then(|id| history.people.get(&id)).map(|record| person_brief(&record.person));
    let opportunity = step
        .opportunity
        .and_then(|id| history.opportunities.get(&id))
        .map(|record| opportunity_brief(&record.opportunity));
    StepView {
        id: step.id,
        kind: step.id.kind,
        state: step.state,
        title: step_title(history, step.id, person.as_ref(), opportunity.as_ref()),
        reason: step.reason.message.clone(),
        rule: step.reason.rule,
        channel: step.channel,
        channel_reason: step.channel_reason.as_ref().map(|reason| reason.message.clone()),
        opens: step.opens,
        due: step.due,
        closes: step.closes,
        act_by: step.act_by,
        person,
        opportunity,
        lacks_address: step.lacks_address,
        needs_new_fact: step.needs_new_fact,
        went_by: history.done.get(&step.id).and_then(|done| done.channel),
        skip_reason: history.skipped.get(&step.id).map(|skipped| skipped.reason.clone()).unwrap_or_default(),
    }
}

/// "Check in with Jane Roe, the second time": where a cadence has several of a kind, which of them it is.
fn step_title(
    history: &History,
    id: FollowUpId,
    person: Option<&PersonBrief>,
    opportunity: Option<&OpportunityBrief>,
) -> Message {
    let title = kind_title(id.kind, person, opportunity);
    let cadence = id.opportunity.and_then(|id| followup::cadence_of(history, id));
    let alike = cadence.map_or(0, |cadence| cadence.steps.iter().filter(|rule| rule.kind == id.kind).count());
    match id.number {
        0 => title,
        1 if alike < 2 => title,
        1 => Message::new("title_first").nested(title),
        2 => Message::new("title_second").nested(title),
        3 => Message::new("title_third").nested(title),
        number => Message::new("title_nth").nested(title).text(number.to_string()),
    }
}

pub(super) fn kind_title(
    kind: FollowUpKind,
    person: Option<&PersonBrief>,
    opportunity: Option<&OpportunityBrief>,
) -> Message {
    let name = person.map(|p| p.name.as_str()).unwrap_or_default();
    let company = opportunity.map(|o| o.company.as_str()).unwrap_or_default();
    let key = match kind {
        FollowUpKind::Notes => "title_notes",
        FollowUpKind::ThankYou => "title_thank_you",
        FollowUpKind::HandwrittenNote => "title_handwritten_note",
        FollowUpKind::Connect => "title_connect",
        FollowUpKind::CheckIn => "title_check_in",
        FollowUpKind::Letter => "title_letter",
        FollowUpKind::Clipping => "title_clipping",
        FollowUpKind::Call => "title_call",
        FollowUpKind::Reference if person.is_some() => "title_reference_person",
        FollowUpKind::Reference => "title_reference",
        FollowUpKind::Withdrawal => "title_withdrawal",
        FollowUpKind::RejectionReply => "title_rejection_reply",
        FollowUpKind::LetGo => "title_let_go",
    };
    Message::new(key).text(if name.is_empty() { company } else { name }).text(company)
}

/// A notification's title and text: who and what, or how many.
pub fn notification_text(steps: &[StepView]) -> Option<(Message, Message)> {
    match steps {
        [] => None,
        [only] => Some((only.title.clone(), only.reason.clone())),
        [first, ..] => Some((
            Message::new("notification_several").count(i64::try_from(steps.len()).unwrap_or(i64::MAX)),
            Message::new("notification_first").nested(first.title.clone()),
        )),
    }
}

pub fn person_brief(person: &Person) -> PersonBrief {
    PersonBrief {
        id: person.id,
        name: person.name.clone(),
        title: person.title.clone(),
        company: person.company.clone(),
        email: person.email().map(str::to_owned),
        linkedin_url: person.linkedin.as_ref().map(crate::model::ProfileSlug::url),
        postal_address: person.postal_address.clone(),
    }
}

pub fn opportunity_brief(opportunity: &Opportunity) -> OpportunityBrief {
    OpportunityBrief {
        id: opportunity.id,
        company: opportunity.company.clone(),
        job_title: opportunity.job_title.clone(),
    }
}

fn briefs(history: &History, people: &[PersonId]) -> Vec<PersonBrief> {
    people.iter().filter_map(|id| history.people.get(id)).map(|record| person_brief(&record.person)).collect()
}

fn standing_view(history: &History, opportunity: OpportunityId, standing: &Standing) -> Option<StandingView> {
    let record = history.opportunities.get(&opportunity)?;
    Some(StandingView {
        opportunity: opportunity_brief(&record.opportunity),
        message: standing.message.clone(),
        rule: standing.rule,
        normal_until: standing.normal_until,
    })
}

pub fn opportunity_view(history: &History, id: OpportunityId, now: Timestamp) -> Option<OpportunityView> {
    let record = history.opportunities.get(&id)?;
    let plan = followup::plan(history, id, now)?;
    let name = |person: &Option<PersonId>| person.and_then(|id| history.people.get(&id)).map(|r| r.person.name.clone());
    let reply =
        |(at, from): &(Timestamp, Option<PersonId>)| ReplyView { at: *at, from: name(from).unwrap_or_default() };
    let mut documents: Vec<_> = record.documents.values().cloned().collect();
    documents.sort_by_cached_key(|document| (document.kind, document.name.to_lowercase()));
    Some(OpportunityView {
        opportunity: record.opportunity.clone(),
        stage: record.stage,
        interviews: history.interviews_of(id).into_iter().map(|r| interview_view(history, r)).collect(),
        steps: plan.steps.iter().map(|step| step_view(history, step)).collect(),
        standing: standing_view(history, id, &plan.standing)?,
        documents,
        new_facts: record.new_facts.clone(),
        replies: record.replies.iter().rev().map(reply).collect(),
        references: briefs(history, &record.opportunity.references),
        usual_references: briefs(history, &history.settings.references),
    })
}

pub fn interview_view(history: &History, record: &InterviewRecord) -> InterviewView {
    let people = record
        .interview
        .participants
        .iter()
        .filter_map(|p| history.people.get(&p.person).map(|known| (person_brief(&known.person), p.role)))
        .collect();
    let has_notes = !record.notes.is_empty() || record.notes_by_person.values().any(|notes| !notes.is_empty());
    InterviewView {
        interview: record.interview.clone(),
        cancelled: record.cancelled,
        people,
        has_notes,
        impression: record.impression,
    }
}

pub fn person_view(history: &History, id: PersonId, now: Timestamp) -> Option<PersonView> {
    let record = history.people.get(&id)?;
    let mut interviews = history.interviews_with(id);
    interviews.sort_by_key(|record| record.interview.start);
    let mut opportunities: Vec<OpportunityId> = interviews.iter().map(|r| r.interview.opportunity).collect();
    opportunities.sort();
    opportunities.dedup();
    let mut steps: Vec<Step> = opportunities
        .iter()
        .filter_map(|opportunity| followup::plan(history, *opportunity, now))
        .flat_map(|plan| plan.steps)
        .filter(|step| concerns(history, step, id))
        .collect();
    // The invitation to connect is one per person, however many opportunities plan it.
    steps.sort_by_key(|step| (step.due, step.id));
    steps.dedup_by_key(|step| step.id);
    let (mut past, open): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(Step::is_over);
    past.reverse();
    let views = |steps: Vec<Step>| steps.iter().map(|step| step_view(history, step)).collect();
    Some(PersonView {
        person: record.person.clone(),
        connected: record.connected,
        opportunities: opportunities
            .iter()
            .filter_map(|id| history.opportunities.get(id))
            .map(|record| opportunity_brief(&record.opportunity))
            .collect(),
        interviews: interviews.into_iter().map(|record| interview_view(history, record)).collect(),
        steps: views(open),
        history: views(past),
        twins: Vec::new(),
    })
}

/// As [`person_view`], with those who may be the same person.
pub fn person_with_twins(history: &History, id: PersonId, now: Timestamp) -> Option<PersonView> {
    let mut view = person_view(history, id, now)?;
    view.twins = twin_views(history, twins_of_known(history, &view.person));
    Some(view)
}

/// More than a handful of likely twins is a common name, not a question.
const MOST_TWINS: usize = 5;

pub fn twin_views(history: &History, twins: Vec<Twin>) -> Vec<TwinView> {
    twins
        .into_iter()
        .take(MOST_TWINS)
        .filter_map(|twin| {
            let person = history.people.get(&twin.person)?.person.clone();
            let interviews = history.interviews_with(twin.person).into_iter();
            let interviews = interviews.map(|record| interview_view(history, record)).collect();
            Some(TwinView { person, signs: twin.signs, interviews })
        })
        .collect()
}

/// A step for this person, or the notes of an interview they took part in.
fn concerns(history: &History, step: &Step, person: PersonId) -> bool {
    step.person == Some(person)
        || (step.id.kind == FollowUpKind::Notes
            && step
                .interview
                .and_then(|id| history.interviews.get(&id))
                .is_some_and(|record| record.interview.participants.iter().any(|p| p.person == person)))
}
