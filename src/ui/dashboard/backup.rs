//! A copy that the user can hold, and back from it; files for other programs.

use super::restore::RestoreCard;
use crate::app::protocol::{Export, PageRequest};
use crate::ui::components::{ExportButton, download};
use crate::ui::session::Session;
use crate::ui::text::t;
use leptos::prelude::*;

#[component]
pub fn BackupPage() -> impl IntoView {
    let session = Session::here();
    let save = move |_| {
        download(session, PageRequest::Backup, move || session.ask(PageRequest::BackupKept, |_| ()));
    };
    view! {
        <h2>{t("ui_tab_backup")}</h2>
        <section class="card" aria-labelledby="backup-title">
            <h3 id="backup-title">{t("ui_backup_title")}</h3>
            <p>{t("ui_backup_text")}</p>
            <div class="actions">
                <button id="backup-download" type="button" on:click=save>{t("ui_backup_download")}</button>
            </div>
        </section>
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
