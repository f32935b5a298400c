//! What a compose window asks when it names nobody known: whether to thank the person who is due, or whether its
//! recipient is somebody known under another address.

use super::content::{address_in, detail_of, written_step};
use super::save::twins_of_reading;
use super::views::{PanelAsk, PanelView};
use super::{App, AppError, Context, present};
use crate::capture::address::name_and_address;
use crate::capture::reading::{Certainty, Field, PersonReading, Source};
use crate::capture::twins::Sign;
use crate::followup::{Step, StepState};
use crate::model::{
    EmailAddress, FollowUpId, FollowUpKind, Happening, History, Message, Person, PersonRecord, Settings,
};

/// Sites on which the panel is kept small; the addresses of sites are no part of it, only their keys.
const MOST_FOLDED: usize = 30;

/// For a window without recipients: the most urgent thank-you that is due by mail.
pub(super) fn offer(app: &App, ctx: &Context) -> Option<PanelView> {
    let history = app.history();
    let step = app.with_index(ctx.now, ctx.zone, |index| index.due().find(|step| offered(history, step)).cloned())?;
    let view = present::step_view(history, &step);
    Some(PanelView {
        follow_up: step.id,
        ask: PanelAsk::Offer,
        title: view.title.clone(),
        detail: detail_of(history, &step, &view),
        reason: view.reason,
        can_insert: false,
        warning: None,
        hints: Vec::new(),
        folded: false,
        snooze_warning: None,
    })
}

fn offered(history: &History, step: &Step) -> bool {
    let open = matches!(step.state, StepState::Open | StepState::Due | StepState::LastCall | StepState::Late);
    let person = step.person.and_then(|id| history.people.get(&id));
    step.id.kind == FollowUpKind::ThankYou && open && person.is_some_and(|record| record.person.email().is_some())
}

/// Name and address of whom an empty window is offered to thank, and of nobody else.
pub(super) fn addressee(app: &App, follow_up: FollowUpId, ctx: &Context) -> Result<(String, String), AppError> {
    let offered = offer(app, ctx).filter(|view| view.follow_up == follow_up).ok_or(AppError::NotAllowed)?;
    let record = offered.follow_up.person.and_then(|id| app.history().people.get(&id)).ok_or(AppError::NotAllowed)?;
    let address = record.person.email().ok_or(AppError::NotAllowed)?;
    Ok((record.person.name.clone(), address.to_owned()))
}

/// For a window whose only recipient has an address that nobody known has: whoever of that name a mail is due to.
pub(super) fn question(history: &History, recipients: &[String], ctx: &Context) -> Option<PanelView> {
    let (record, address) = namesake(history, recipients)?;
    let step = written_step(history, record.person.id, ctx).filter(|step| step.state != StepState::Upcoming)?;
    let view = present::step_view(history, &step);
    Some(PanelView {
        follow_up: step.id,
        ask: PanelAsk::SamePerson,
        title: Message::new("panel_same_person").text(record.person.name.as_str()),
        detail: Message::new("panel_same_person_address").text(address),
        reason: view.title,
        can_insert: false,
        warning: None,
        hints: Vec::new(),
        folded: false,
        snooze_warning: None,
    })
}

/// The user says that the only recipient is the person asked about: the address is theirs, and compared by the user.
pub(super) fn same_person(history: &History, recipients: &[String]) -> Result<Vec<Happening>, AppError> {
    let (record, address) = namesake(history, recipients).ok_or(AppError::NotAllowed)?;
    let mut person: Person = record.person.clone();
    person.emails.push(EmailAddress { address, checked: true });
    Ok(vec![Happening::PersonSaved { person }])
}

/// The user says that the only recipient is somebody else: they are not asked again about this address.
pub(super) fn not_same_person(history: &History, recipients: &[String]) -> Result<Vec<Happening>, AppError> {
    let (record, address) = namesake(history, recipients).ok_or(AppError::NotAllowed)?;
    Ok(vec![Happening::AddressToldApart { person: record.person.id, address }])
}

fn namesake<'a>(history: &'a History, recipients: &[String]) -> Option<(&'a PersonRecord, String)> {
    let [recipient] = recipients else { return None };
    let (name, address) = name_and_address(recipient);
    let address = address.unwrap_or_else(|| address_in(recipient).to_owned());
    let name = if name.trim().is_empty() { name_of_mailbox(&address)? } else { name };
    let known = history.people.values().any(|record| record.person.has_address(&address));
    if known || address.eq_ignore_ascii_case(&history.settings.applicant.email) {
        return None;
    }
    let reading = PersonReading {
        name: Field::of(name, Source::MailHeader, Certainty::Likely),
        email: Field::of(address.as_str(), Source::MailHeader, Certainty::Sure),
        ..PersonReading::default()
    };
    let mut likely = twins_of_reading(history, &reading).likely;
    likely.retain(|twin| twin.signs.contains(&Sign::LikeName) && !history.is_not_theirs(twin.person, &address));
    match likely.as_slice() {
        [only] => Some((history.people.get(&only.person)?, address)),
        // Two of one name: the user knows, the window does not.
        _ => None,
    }
}

/// `ada.lang@example.org` names Ada Lang; `al@example.org` names nobody.
fn name_of_mailbox(address: &str) -> Option<String> {
    let local = address.split('@').next().unwrap_or_default();
    let words: Vec<&str> = local.split(['.', '_', '-']).collect();
    let are_names = words.iter().all(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic));
    (words.len() > 1 && are_names).then(|| words.join(" "))
}

pub(super) fn is_folded(history: &History, site: &str) -> bool {
    history.settings.folded_panels.contains(site)
}

/// Nothing where it is so already.
pub(super) fn fold(history: &History, site: &str, folded: bool) -> Option<Happening> {
    let plain = !site.is_empty() && site.len() <= 40 && site.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let mut settings: Settings = history.settings.clone();
    let changed = match folded {
        true if !plain || settings.folded_panels.len() >= MOST_FOLDED => false,
        true => settings.folded_panels.insert(site.to_owned()),
        false => settings.folded_panels.remove(site),
    };
    changed.then_some(Happening::SettingsSaved { settings })
}
