//! Once a month: what is only in this browser goes with the extension.

use crate::app::protocol::PageRequest;
use crate::app::views::AgendaView;
use crate::browser::rehearsal;
use crate::ui::session::{Session, dashboard, keep_focus};
use crate::ui::text::t;
use leptos::prelude::*;

#[component]
pub fn BackupHint(agenda: Signal<Option<AgendaView>>) -> impl IntoView {
    let session = Session::here();
    // Of the practice run nothing is kept.
    let due = Memo::new(move |_| {
        !rehearsal::is_on() && agenda.with(|agenda| agenda.as_ref().is_some_and(|agenda| agenda.backup_due))
    });
    let dismiss = move |_| {
        session.ask(PageRequest::DismissBackupHint, move |_| {
            session.changed();
            keep_focus();
        });
    };
    view! {
        <Show when=move || due.get()>
            {move || {
                let (href, target) = dashboard("backup");
                view! {
                    <aside class="note" id="backup-hint">
                        <p>{t("ui_backup_hint")}</p>
                        <div class="actions">
                            <a id="backup-hint-open" class="button quiet" href=href target=target>{t("ui_backup_hint_open")}</a>
                            <button id="backup-hint-dismiss" type="button" class="quiet" on:click=dismiss>
                                {t("ui_backup_hint_dismiss")}
                            </button>
                        </div>
                    </aside>
                }
            }}
        </Show>
    }
    .into_any()
}
