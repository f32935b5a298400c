//! A copy that the user can hold, and back from it; files for other programs.

use super::auto_backup::AutoBackupCard;
use super::erase::EraseCard;
use super::restore::RestoreCard;
use crate::app::protocol::Export;
use crate::ui::components::{BackupForm, ExportButton};
use crate::ui::text::t;
use leptos::prelude::*;

#[component]
pub fn BackupPage() -> impl IntoView {
    view! {
        <h2>{t("ui_tab_backup")}</h2>
        <p class="note warned" id="backup-plain-warning">{t("ui_backup_plain_warning")}</p>
        <SaveCard />
        <AutoBackupCard />
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
        <EraseCard />
    }
    .into_any()
}

#[component]
fn SaveCard() -> impl IntoView {
    let ids = ["backup-form", "backup-passphrase", "backup-passphrase-again", "backup-form-warning", "backup-download"];
    view! {
        <section class="card" aria-labelledby="backup-title">
            <h3 id="backup-title">{t("ui_backup_title")}</h3>
            <p>{t("ui_backup_text")}</p>
            <BackupForm ids=ids warned=true />
        </section>
    }
    .into_any()
}
