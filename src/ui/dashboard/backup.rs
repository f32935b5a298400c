//! A copy that the user can hold, and back from it; files for other programs.

use super::restore::RestoreCard;
use crate::app::protocol::{Export, PageRequest};
use crate::ui::components::{ExportButton, TextField, download};
use crate::ui::session::Session;
use crate::ui::text::t;
use leptos::prelude::*;

#[component]
pub fn BackupPage() -> impl IntoView {
    view! {
        <h2>{t("ui_tab_backup")}</h2>
        <SaveCard />
        <RestoreCard />
        <section class="card" aria-labelledby="export-title">
            <h3 id="export-title">{t("ui_export_title")}</h3>
            <p>{t("ui_export_text")}</p>
            <div class="actions">
                <ExportButton id="export-people-csv" what=Export::PeopleTable label="ui_export_people_csv" />
                <ExportButton id="export-people-vcard" what=Export::PeopleCards label="ui_export_people_vcard" />
                <ExportButton id="export-follow-ups" what=Export::FollowUpsTable label="ui_export_follow_ups" />
                <ExportButton id="export-calendar" what=Export::Calendar label="ui_export_calendar" />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn SaveCard() -> impl IntoView {
    let session = Session::here();
    let passphrase = RwSignal::new(String::new());
    let repeated = RwSignal::new(String::new());
    let is_plain = Memo::new(move |_| passphrase.with(String::is_empty));
    let tried = RwSignal::new(false);
    let differ = Memo::new(move |_| passphrase.get() != repeated.get());
    let problem = Signal::derive(move || (tried.get() && differ.get()).then(|| t("ui_backup_passphrase_differs")));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        // One who clears the first field again wants none.
        if !is_plain.get_untracked() && differ.get_untracked() {
            return;
        }
        let chosen = Some(passphrase.get_untracked()).filter(|text| !text.is_empty());
        download(session, PageRequest::Backup { passphrase: chosen }, move || {
            passphrase.set(String::new());
            repeated.set(String::new());
            tried.set(false);
            session.ask(PageRequest::BackupKept, |_| ());
        });
    };
    view! {
        <section class="card" aria-labelledby="backup-title">
            <h3 id="backup-title">{t("ui_backup_title")}</h3>
            <p>{t("ui_backup_text")}</p>
            <form class="stack" id="backup-form" on:submit=save>
                <TextField
                    id="backup-passphrase"
                    label="ui_backup_passphrase"
                    value=passphrase
                    kind="password"
                    autocomplete="new-password"
                    hint="ui_backup_passphrase_hint"
                />
                <Show when=move || !is_plain.get()>
                    <TextField
                        id="backup-passphrase-again"
                        label="ui_backup_passphrase_again"
                        value=repeated
                        kind="password"
                        autocomplete="new-password"
                        problem=problem
                    />
                </Show>
                <Show when=move || is_plain.get()>
                    <p class="note" id="backup-plain-warning">{t("ui_backup_plain_warning")}</p>
                </Show>
                <div class="actions">
                    <button id="backup-download" type="submit">{t("ui_backup_download")}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
