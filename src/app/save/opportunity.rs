//! Saving an opportunity, or finding the one that is meant.

use super::{SavePlan, one_line};
use crate::app::forms::{OpportunityChoice, OpportunityForm};
use crate::app::{AppError, Context};
use crate::model::{CadenceId, Happening, History, Message, Opportunity, OpportunityId, Stage};

/// The opportunity that is chosen; a new one is among `what`.
pub(super) fn opportunity_of(
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
        name => Some(CadenceId(name)),
    };
    opportunity.resume_by_email = form.resume_by_email;
    opportunity.high_tech = form.high_tech;
    opportunity.traditional = form.traditional;
    opportunity.references_wanted = form.references_wanted;
    opportunity.handwritten_notes = form.handwritten_notes;
    opportunity.references.clear();
    for person in form.references.iter().filter(|person| history.people.contains_key(person)) {
        if !opportunity.references.contains(person) {
            opportunity.references.push(*person);
        }
    }
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
