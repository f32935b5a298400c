//! The confirm form itself.

use super::interview::{InterviewFields, follow_company, preselect};
use super::mail::{MailInvites, MailOthers};
use super::met::{KeptRow, MetRow, restore_rows};
use super::panel::note_saved;
use super::reading_field::ReadingField;
use super::state::{CaptureState, NEW, ReadingFields, Subject, memory_key};
use super::twins::{Side, TwinQuestion, Verdicts};
use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::app::three_way;
use crate::app::views::TwinView;
use crate::capture::reading::{Candidate, Certainty, Field};
use crate::model::{Person, PersonId, Role};
use crate::ui::components::{Check, FormError, Pick, TextField};
use crate::ui::remember;
use crate::ui::session::{Saved, Session, focus_later, show_after_change};
use crate::ui::text::{t, tx};
use leptos::prelude::*;

/// Where the cursor belongs: on the first value to be doubted, else on the first thing only the user knows.
fn first_field(fields: &ReadingFields, looks_known: bool, folded: RwSignal<bool>, state: CaptureState) -> &'static str {
    // Saved without an answer, somebody known would stand there twice.
    if looks_known {
        return "capture-twin";
    }
    let doubtful = |field: &Field| field.best().is_some_and(|best| best.certainty == Certainty::Doubtful);
    let places = [
        ("capture-name", &fields.name),
        ("capture-title", &fields.title),
        ("capture-company", &fields.company),
        ("capture-linkedin", &fields.linkedin),
        ("capture-email", &fields.email),
    ];
    let hidden = [
        ("capture-phone", &fields.phone),
        ("capture-location", &fields.location),
        ("capture-postal", &fields.postal_address),
        ("capture-website", &fields.website),
    ];
    if fields.name.is_empty() {
        return "capture-name";
    }
    if let Some((id, _)) = places.iter().find(|(_, field)| doubtful(field)) {
        return id;
    }
    if let Some((id, _)) = hidden.iter().find(|(_, field)| doubtful(field)) {
        folded.set(false);
        return id;
    }
    if state.opportunity.with_untracked(|id| id == NEW) && state.new_job.with_untracked(String::is_empty) {
        return "capture-job";
    }
    match state.interview.get_untracked().as_str() {
        NEW | "" => "interview-date",
        _ => "capture-save",
    }
}

/// In the latest interview in which they had one.
fn role_of(twins: &[TwinView], same: PersonId) -> Option<Role> {
    let held = &twins.iter().find(|twin| twin.person.id == same)?.interviews;
    let parts =
        held.iter().flat_map(|held| held.interview.participants.iter().map(|part| (held.interview.start, part)));
    let theirs = parts.filter(|(_, part)| part.person == same && part.role != Role::default());
    theirs.max_by_key(|(start, _)| *start).map(|(_, part)| part.role)
}

/// Shows what is wrong, and puts the cursor where it can be put right.
fn show_problem(error: RwSignal<Option<ErrorView>>, problem: ErrorView) {
    let field = match problem.code.as_str() {
        "name-missing" | "name-has-markup" => Some("capture-name"),
        "email-malformed" => Some("capture-email"),
        "linkedin-malformed" => Some("capture-linkedin"),
        "company-missing" => Some("capture-new-company"),
        "date-missing" => Some("interview-date"),
        "time-missing" => Some("interview-time"),
        "duration-malformed" | "ends-before-start" => Some("interview-minutes"),
        _ => None,
    };
    // The form may be gone by now.
    if error.try_set(Some(problem)).is_none()
        && let Some(field) = field
    {
        focus_later(field);
    }
}

fn field_label(field: &str) -> Option<&'static str> {
    Some(match field {
        "name" => "ui_name",
        "greeting" => "ui_greeting",
        "title" => "ui_title",
        "company" => "ui_company",
        "location" => "ui_location",
        "email" => "ui_email",
        "email_checked" => "ui_email_checked",
        "phone" => "ui_phone",
        "linkedin" => "ui_linkedin",
        "postal_address" => "ui_postal",
        "website" => "ui_website",
        "motivator" => "ui_motivator",
        "preferred_channel" => "ui_preferred",
        "connected" => "ui_connected_already",
        _ => return None,
    })
}

/// Person, role, opportunity and interview, to be confirmed and saved.
#[component]
pub fn CaptureCard(
    subject: Subject,
    /// Whether to put the cursor into the form; not where that would take it from the page that the user reads.
    #[prop(optional)]
    focus: bool,
    on_saved: impl Fn(Saved) + Copy + Send + Sync + 'static,
    #[prop(optional)] on_cancel: Option<Callback<()>>,
    /// Somebody known, as they are stored by now: another window may change them meanwhile.
    #[prop(optional)]
    live: Option<Memo<Option<(Person, bool)>>>,
) -> impl IntoView {
    let session = Session::here();
    let fields = subject.fields();
    let (state, resumed) = CaptureState::open(&subject, &fields);
    let resumed = RwSignal::new(resumed);
    let error = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let opportunities = RwSignal::new(Vec::new());
    let folded = RwSignal::new(true);
    let verdicts = Verdicts::new();
    let mail = subject.mail.clone();
    let others = MetRow::all(mail.clone().map(|mail| mail.others).unwrap_or_default(), false);
    let others_key = format!("{}/others", memory_key(&subject));
    if let Some(kept) = remember::get::<Vec<KeptRow>>(&others_key) {
        restore_rows(&others, kept);
    }
    let times = mail.clone().map(|mail| mail.times).unwrap_or_default();
    // Of somebody known the question stands on their own page.
    let twins = if subject.known.is_some() { Vec::new() } else { subject.twins.clone() };
    let here = Side::of_reading(&subject.reading);
    let person = subject.known.as_ref().map(|person| person.id);
    let key = memory_key(&subject);
    let untouched = StoredValue::new(untrack(|| state.keep()));

    let (start_fields, looks_known) = (fields.clone(), !twins.is_empty());
    session.ask_or(PageRequest::Opportunities, move |answer| {
        if let Ok(Response::Opportunities { opportunities: all }) = answer {
            // The form may be gone by now.
            if opportunities.try_set(all).is_none() {
                opportunities.with_untracked(|all| preselect(state, all, person, session.now.get_untracked()));
                untouched.set_value(untrack(|| state.keep()));
            }
        }
        if focus {
            focus_later(first_field(&start_fields, looks_known, folded, state));
        }
    });
    let kept_key = key.clone();
    Effect::new(move |_| {
        let form = state.keep();
        let touched = untouched.with_value(|untouched| *untouched != form);
        session.editing.set(touched);
        if touched {
            remember::put(&kept_key, &form);
        } else if live.is_some() {
            // Typed back to what is stored: nothing is begun.
            remember::forget(&kept_key);
        }
    });

    {
        let (others, key) = (others.clone(), others_key.clone());
        Effect::new(move |before: Option<Vec<KeptRow>>| {
            let rows: Vec<KeptRow> = others.iter().map(|row| row.keep()).collect();
            if before.is_some_and(|before| before != rows) {
                session.editing.set(true);
                remember::put(&key, &rows);
            }
            rows
        });
    }

    // Whoever turns out to be known keeps the part they had, until the user says otherwise.
    let looked_alike = StoredValue::new(twins.clone());
    Effect::new(move |_| {
        let Some(same) = verdicts.same.get() else { return };
        let role = looked_alike.with_value(|twins| role_of(twins, same));
        if state.role.get_untracked().unwrap_or_default() == Role::default() && role.is_some() {
            state.role.set(role);
        }
    });

    let both = RwSignal::new(String::new());
    if let Some(live) = live {
        Effect::new(move |before: Option<Option<(Person, bool)>>| {
            let now = live.get();
            if let (Some(Some(before)), Some((person, connected))) = (before, now.clone())
                && before != (person.clone(), connected)
            {
                let subject = Subject::known(person, connected);
                let (base, typed) = (untouched.get_value(), untrack(|| state.keep()));
                let stored = CaptureState::fresh(&subject, &subject.fields()).about(&base);
                let merged = three_way::merge(&base, &typed, &stored);
                let names: Vec<String> = merged.both.iter().filter_map(|field| field_label(field)).map(t).collect();
                both.set(names.join(", "));
                untouched.set_value(stored);
                state.restore(merged.value);
            }
            now
        });
    }

    Effect::new(move |before: Option<String>| {
        let company = state.company.get();
        if let Some(before) = before
            && before != company
        {
            opportunities
                .with_untracked(|all| follow_company(state, all, &before, person, session.now.get_untracked()));
        }
        company
    });

    let save = {
        let (key, others, others_key) = (key.clone(), others.clone(), others_key.clone());
        move || {
            if busy.get_untracked() {
                return;
            }
            match untrack(|| state.form(person)) {
                Err(problem) => show_problem(error, problem),
                Ok(mut form) => {
                    if person.is_none() {
                        form.person.same_as = verdicts.same.get_untracked();
                        form.person.not_same = verdicts.not_same.get_untracked();
                    }
                    form.others = others.iter().filter(|row| row.taken.get_untracked()).map(|row| row.form()).collect();
                    busy.set(true);
                    error.set(None);
                    let (key, others_key) = (key.clone(), others_key.clone());
                    let sent = untrack(|| state.keep());
                    session.act_or(PageRequest::SaveCapture { form: Box::new(form) }, move |answer| {
                        let _ = busy.try_set(false);
                        match answer {
                            Ok(saved) => {
                                // Else what still reacts to the form remembers it again, as begun.
                                let _ = untouched.try_set_value(sent);
                                remember::forget(&key);
                                remember::forget(&others_key);
                                session.editing.set(false);
                                note_saved(saved.person, saved.opportunity, session.now.get_untracked());
                                on_saved(saved);
                                // The form was longer than what stands in its place now.
                                show_after_change("known");
                            }
                            Err(problem) => show_problem(error, problem),
                        }
                    });
                }
            }
        }
    };

    let start_over = {
        let (subject, fields) = (subject.clone(), fields.clone());
        move |_| {
            state.start_over(&subject, &fields);
            opportunities.with_untracked(|all| preselect(state, all, person, session.now.get_untracked()));
            untouched.set_value(untrack(|| state.keep()));
            resumed.set(false);
        }
    };
    // A headline is no job title; it is offered, not filled in.
    let headline: Vec<Candidate> = match subject.reading.headline.best() {
        Some(best) if fields.title.candidates.iter().all(|c| c.value != best.value) => vec![best.clone()],
        _ => Vec::new(),
    };
    let heading = match (&subject.known, fields.name.value()) {
        (Some(person), _) => tx("ui_capture_edit", &[&person.name]),
        (None, Some(name)) => tx("ui_capture_title", &[name]),
        (None, None) => t("ui_capture_by_hand"),
    };
    view! {
        <section class="card capture" id="capture" aria-labelledby="capture-heading">
            <h2 id="capture-heading" dir="auto">{heading}</h2>
            <Show when=move || resumed.get()>
                <p class="note" id="capture-resumed">
                    {t("ui_capture_resumed")}
                    " "
                    <button type="button" class="link" on:click=start_over.clone()>{t("ui_start_over")}</button>
                </p>
            </Show>
            <div role="status">
                <Show when=move || !both.with(String::is_empty)>
                    <p class="note warned unsaved-both">{move || tx("ui_unsaved_both", &[&both.get()])}</p>
                </Show>
            </div>
            {mail.map(|mail| view! { <MailInvites mail=mail /> })}
            {(!twins.is_empty()).then(|| view! { <TwinQuestion id="capture-twin" here=here twins=twins verdicts=verdicts /> })}
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <ReadingField id="capture-name" label="ui_name" value=state.name field=fields.name required=true />
                <ReadingField id="capture-title" label="ui_title" value=state.title field=fields.title more=headline />
                <ReadingField id="capture-company" label="ui_company" value=state.company field=fields.company />
                <ReadingField id="capture-linkedin" label="ui_linkedin" value=state.linkedin field=fields.linkedin kind="url" />
                <ReadingField id="capture-email" label="ui_email" value=state.email field=fields.email kind="email" />
                <details class="fold" prop:open=move || !folded.get()>
                    <summary>{t("ui_capture_more")}</summary>
                    <Check id="capture-email-checked" label="ui_email_checked" value=state.email_checked />
                    <ReadingField id="capture-phone" label="ui_phone" value=state.phone field=fields.phone kind="tel" />
                    <ReadingField id="capture-location" label="ui_location" value=state.location field=fields.location />
                    <TextField id="capture-greeting" label="ui_greeting" value=state.greeting hint="ui_greeting_hint" />
                    <Pick id="capture-preferred" label="ui_preferred" value=state.preferred_channel none="ui_unknown" hint="ui_preferred_hint" />
                    <Pick id="capture-motivator" label="ui_motivator" value=state.motivator none="ui_unknown" />
                    <ReadingField id="capture-postal" label="ui_postal" value=state.postal_address field=fields.postal_address />
                    <ReadingField id="capture-website" label="ui_website" value=state.website field=fields.website kind="url" />
                    <Check id="capture-connected" label="ui_connected_already" value=state.connected />
                </details>
                <InterviewFields state=state opportunities=opportunities person=person times=times />
                <MailOthers rows=others />
                <FormError id="capture-error" error=error />
                <div class="actions">
                    <button id="capture-save" type="submit" disabled=move || busy.get()>{t("ui_save")}</button>
                    {on_cancel
                        .map(|cancel| {
                            // Put away, so that it does not stand here again when the popup is opened anew.
                            let cancel = move |_| {
                                remember::forget(&key);
                                remember::forget(&others_key);
                                session.editing.set(false);
                                cancel.run(());
                            };
                            view! {
                                <button id="capture-cancel" type="button" class="quiet" on:click=cancel>
                                    {t("ui_cancel")}
                                </button>
                            }
                        })}
                </div>
            </form>
        </section>
    }
    .into_any()
}
