//! A backup back in: what merging and replacing would change, then the choice.

use super::unlock::{Locked, UnlockForm};
use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::browser::page;
use crate::followup::step_name;
use crate::model::TemplateKind;
use crate::store::{Changes, Conflict, ConflictKind, Item, Kept, RestoreMode, RestorePreview, is_locked};
use crate::ui::capture::Intake;
use crate::ui::components::FormError;
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{Choice, error, line, moment, resolve, t, tx};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;

/// A file that was read, and what it would change.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    name: String,
    text: String,
    merge: RestorePreview,
    replace: RestorePreview,
}

async fn preview(text: &str, mode: RestoreMode) -> Result<RestorePreview, ErrorView> {
    match page::ask(&PageRequest::PreviewRestore { text: text.to_owned(), mode }).await? {
        Response::Restore { preview } => Ok(*preview),
        _ => Err(error("answer-not-understood", "ui_error_answer")),
    }
}

pub(super) async fn read_text(file: &web_sys::File) -> Result<String, ErrorView> {
    let text = wasm_bindgen_futures::JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| error("file-unreadable", "ui_error_file"))
}

async fn look(name: String, text: String) -> Result<Found, ErrorView> {
    let merge = preview(&text, RestoreMode::Merge).await?;
    let replace = preview(&text, RestoreMode::Replace).await?;
    Ok(Found { name, text, merge, replace })
}

#[component]
pub fn RestoreCard() -> impl IntoView {
    let problem = RwSignal::new(None::<ErrorView>);
    let found = RwSignal::new(None::<Found>);
    let locked = RwSignal::new(None::<Locked>);
    let take = move |name: String, text: String| {
        spawn_local(async move {
            match look(name, text).await {
                Ok(read) => drop(found.try_set(Some(read))),
                Err(wrong) => drop(problem.try_set(Some(wrong))),
            }
        });
    };
    let begin = move |name: String, text: String| {
        found.set(None);
        locked.set(None);
        problem.set(None);
        if is_locked(&text) {
            locked.set(Some(Locked { name, text }));
        } else {
            take(name, text);
        }
    };
    let read = move |file: web_sys::File| {
        spawn_local(async move {
            match read_text(&file).await {
                Ok(text) => begin(file.name(), text),
                Err(wrong) => drop(problem.try_set(Some(wrong))),
            }
        });
    };
    let intake = Intake::here();
    Effect::new(move |_| {
        if let Some((name, text)) = intake.backup.get() {
            intake.backup.set(None);
            begin(name, text);
            focus_later("restore-title");
        }
    });
    let opened = move |name: String, text: String| {
        locked.set(None);
        take(name, text);
    };
    view! {
        <section class="card" aria-labelledby="restore-title">
            <h3 id="restore-title" tabindex="-1">{t("ui_restore_title")}</h3>
            <p>{t("ui_restore_text")}</p>
            <div class="field">
                <label for="restore-file">{t("ui_restore_file")}</label>
                <input
                    id="restore-file"
                    type="file"
                    accept=".json,.age,application/json"
                    on:change=move |event| {
                        let input = event.target().and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok());
                        if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) {
                            read(file);
                        }
                    }
                />
            </div>
            <FormError id="restore-error" error=problem />
            {move || locked.get().map(|file| view! { <UnlockForm file=file on_open=opened /> })}
            <div role="status">
                {move || found.get().map(|read| view! { <Decision found=read on_done=move || found.set(None) /> })}
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Decision(found: Found, on_done: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let session = Session::here();
    let mode = RwSignal::new(RestoreMode::Merge);
    let Found { name, text, merge, replace } = found;
    let saved_at = moment(merge.saved_at);
    let nothing = [merge.is_nothing(), replace.is_nothing()];
    let is_nothing = move || {
        let [merge, replace] = nothing;
        if mode.get() == RestoreMode::Merge { merge } else { replace }
    };
    let text = StoredValue::new(text);
    let confirm = move |_| {
        let request = PageRequest::Restore { text: text.get_value(), mode: mode.get_untracked() };
        session.act(request, move |_| on_done());
    };
    let choice = move |id: &'static str, of: RestoreMode, label: &'static str| {
        view! {
            <div class="check">
                <input
                    id=id
                    name="restore-mode"
                    type="radio"
                    prop:checked=move || mode.get() == of
                    on:change=move |_| mode.set(of)
                />
                <label for=id>{t(label)}</label>
            </div>
        }
    };
    view! {
        <div class="stack" id="restore-preview">
            <p dir="auto"><strong>{name}</strong></p>
            <p class="meta">{tx("ui_restore_saved_at", &[&saved_at])}</p>
            <fieldset class="choices">
                <legend>{t("ui_restore_how")}</legend>
                {choice("restore-merge", RestoreMode::Merge, "ui_restore_merge")}
                {choice("restore-replace", RestoreMode::Replace, "ui_restore_replace")}
            </fieldset>
            {move || {
                let shown = if mode.get() == RestoreMode::Merge { &merge } else { &replace };
                what_changes(shown, mode.get())
            }}
            <Show when=move || mode.get() == RestoreMode::Replace && !is_nothing()>
                <p class="note note-error" id="restore-warning">{t("ui_restore_warning")}</p>
            </Show>
            <div class="actions">
                <Show when=move || !is_nothing()>
                    <button
                        id="restore-confirm"
                        type="button"
                        class:danger=move || mode.get() == RestoreMode::Replace
                        on:click=confirm
                    >
                        {move || match mode.get() {
                            RestoreMode::Merge => t("ui_restore_confirm"),
                            RestoreMode::Replace => t("ui_restore_confirm_replace"),
                        }}
                    </button>
                </Show>
                <button id="restore-cancel" type="button" class="quiet" on:click=move |_| on_done()>{t("ui_cancel")}</button>
            </div>
        </div>
    }
    .into_any()
}

fn what_changes(preview: &RestorePreview, mode: RestoreMode) -> AnyView {
    if preview.is_nothing() {
        let same = if mode == RestoreMode::Merge { "ui_restore_nothing" } else { "ui_restore_same" };
        return view! { <p class="calm" id="restore-nothing">{t(same)}</p> }.into_any();
    }
    let kinds = [
        ("people", "ui_tab_people", &preview.people),
        ("opportunities", "ui_tab_opportunities", &preview.opportunities),
        ("interviews", "ui_interviews", &preview.interviews),
        ("follow-ups", "ui_restore_follow_ups", &preview.follow_ups),
        ("cadences", "ui_restore_cadences", &preview.cadences),
        ("templates", "ui_restore_templates", &preview.templates),
    ];
    let seen = kinds.iter().any(|(_, _, changes)| **changes != Changes::default()) || preview.settings_change;
    view! {
        <div class="stack" id="restore-changes">
            {kinds.into_iter().map(|(kind, label, changes)| changes_of(kind, label, changes)).collect_view()}
            {preview.settings_change.then(|| view! { <p id="restore-settings">{t("ui_restore_settings")}</p> })}
            {(!seen).then(|| view! { <p class="calm">{t("ui_restore_small")}</p> })}
            {(!preview.conflicts.is_empty()).then(|| conflicts(&preview.conflicts))}
        </div>
    }
    .into_any()
}

fn changes_of(kind: &'static str, label: &'static str, changes: &Changes) -> AnyView {
    [
        ("added", "ui_restore_added", &changes.added),
        ("changed", "ui_restore_changed", &changes.changed),
        ("removed", "ui_restore_removed", &changes.removed),
    ]
    .into_iter()
    .filter(|(_, _, items)| !items.is_empty())
    .map(|(change, text, items)| {
        let names = items.iter().map(|item| named(kind, item)).collect();
        view! {
            <details class="fold" data-kind=kind data-change=change>
                <summary>{tx(text, &[&t(label), &items.len().to_string()])}</summary>
                {list(names)}
            </details>
        }
    })
    .collect_view()
    .into_any()
}

/// More than anybody reads through.
const MOST_NAMES: usize = 200;

fn list(mut lines: Vec<String>) -> AnyView {
    let more = lines.len().saturating_sub(MOST_NAMES);
    lines.truncate(MOST_NAMES);
    view! {
        <ul class="plain">
            {lines.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect_view()}
            {(more > 0).then(|| view! { <li>{tx("ui_restore_more", &[&more.to_string()])}</li> })}
        </ul>
    }
    .into_any()
}

fn named(kind: &str, item: &Item) -> String {
    let name = if kind == "templates" { template(&item.name) } else { item.name.clone() };
    let step = item.follow_up.map(|step| resolve(&step_name(step))).unwrap_or_default();
    let at = item.at.map(moment).unwrap_or_default();
    line(&[&step, &name, &at])
}

fn template(slug: &str) -> String {
    TemplateKind::from_value(slug).map_or_else(|| slug.to_owned(), |kind| t(kind.label()))
}

fn conflicts(conflicts: &[Conflict]) -> AnyView {
    let lines = conflicts
        .iter()
        .map(|conflict| {
            let key = match conflict.kept {
                Kept::Here => "ui_restore_kept_here",
                Kept::File => "ui_restore_kept_file",
            };
            tx(key, &[&subject(conflict), &moment(conflict.here_at), &moment(conflict.file_at)])
        })
        .collect();
    view! {
        <details class="fold" id="restore-conflicts" open>
            <summary>{tx("ui_restore_conflicts", &[&conflicts.len().to_string()])}</summary>
            {list(lines)}
        </details>
    }
    .into_any()
}

fn subject(conflict: &Conflict) -> String {
    match conflict.what {
        ConflictKind::Template => template(&conflict.name),
        ConflictKind::Settings => t("ui_tab_settings"),
        // An interview is named by its start.
        ConflictKind::Interview => conflict.name.parse().map_or_else(|_| conflict.name.clone(), moment),
        _ => conflict.name.clone(),
    }
}
