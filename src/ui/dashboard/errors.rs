//! What went wrong, to be read, copied into a report and deleted.

use crate::app::protocol::{PageRequest, Response};
use crate::browser::page;
use crate::store::{ErrorCode, ErrorEntry};
use crate::ui::session::Session;
use crate::ui::text::{moment, t, tn, tx};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn ErrorCard() -> impl IntoView {
    let session = Session::here();
    let errors = RwSignal::new(None::<Vec<ErrorEntry>>);
    let report = RwSignal::new(String::new());
    Effect::new(move |_| {
        session.changes.track();
        session.ask_or(PageRequest::Errors, move |answer| {
            if let Ok(Response::Errors { errors: found, text }) = answer {
                let _ = errors.try_set(Some(found));
                let _ = report.try_set(text);
            }
        });
    });
    let is_empty = Memo::new(move |_| errors.with(|errors| errors.as_ref().is_none_or(Vec::is_empty)));
    let is_known = Memo::new(move |_| errors.with(Option::is_some));
    let copy = move |_| {
        let copied = page::copy(&report.get_untracked());
        spawn_local(async move {
            session.say(if copied.await { t("ui_errors_copied") } else { t("ui_copy_failed") });
        });
    };
    let forget = move |_| {
        session.ask(PageRequest::ForgetErrors, move |_| {
            session.say(t("ui_errors_deleted"));
            session.changed();
        });
    };
    view! {
        <section class="card" aria-labelledby="settings-errors">
            <h3 id="settings-errors" tabindex="-1">{t("ui_errors")}</h3>
            <p class="hint">{t("ui_errors_text")}</p>
            <Show when=move || is_known.get() && is_empty.get()>
                <p id="errors-empty">{t("ui_errors_empty")}</p>
            </Show>
            <Show when=move || !is_empty.get()>
                <ul class="plain stack" id="errors">
                    {move || errors.get().unwrap_or_default().into_iter().map(entry).collect_view()}
                </ul>
                <div class="actions">
                    <button id="errors-copy" type="button" class="quiet" on:click=copy>{t("ui_errors_copy")}</button>
                    <button id="errors-delete" type="button" class="quiet" on:click=forget>{t("ui_errors_delete")}</button>
                </div>
            </Show>
        </section>
    }
    .into_any()
}

fn entry(entry: ErrorEntry) -> AnyView {
    let count = usize::try_from(entry.count).unwrap_or(usize::MAX);
    let when = if count == 1 {
        moment(entry.last)
    } else {
        tx("ui_errors_repeated", &[&tn("ui_errors_times", count), &moment(entry.last)])
    };
    let place = entry.place.as_str().to_owned();
    view! {
        <li class="error-entry">
            <p>{t(words(entry.code))}</p>
            <p class="hint">
                {when}
                {(!place.is_empty()).then(|| view! { " · " <code dir="ltr">{place}</code> })}
            </p>
        </li>
    }
    .into_any()
}

const fn words(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::Panic => "ui_errors_panic",
        ErrorCode::Trap => "ui_errors_trap",
        ErrorCode::Exception => "ui_errors_exception",
        ErrorCode::NotStarted => "ui_errors_not_started",
        ErrorCode::PageStopped => "ui_errors_page_stopped",
        ErrorCode::PageException => "ui_errors_page_exception",
        ErrorCode::WriteRefused => "ui_errors_write_refused",
        ErrorCode::StorageUnread => "ui_errors_storage_unread",
        ErrorCode::RecordsUnreadable => "ui_errors_records_unreadable",
        ErrorCode::AlarmNotSet => "ui_errors_alarm_not_set",
        ErrorCode::NotificationNotShown => "ui_errors_notification_not_shown",
        ErrorCode::ScriptsNotBrought => "ui_errors_scripts_not_brought",
        ErrorCode::Internal => "ui_errors_internal",
    }
}
