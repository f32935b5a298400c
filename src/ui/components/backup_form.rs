//! Saves a backup, with a passphrase or with a word on what is left unlocked without.

use super::{NewPassphrase, PassphraseFields, download};
use crate::app::protocol::PageRequest;
use crate::ui::session::Session;
use crate::ui::text::t;
use leptos::prelude::*;

/// `ids`: of the form, its fields as [`PassphraseFields`] has them, and its button.
#[component]
pub fn BackupForm(
    ids: [&'static str; 5],
    /// Of the button.
    #[prop(default = "")]
    class: &'static str,
    /// The page says already what it means to have no passphrase.
    #[prop(optional)]
    warned: bool,
) -> impl IntoView {
    let session = Session::here();
    let [form, first, again, warning, button] = ids;
    let passphrase = NewPassphrase::default();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(chosen) = passphrase.chosen() else { return };
        let request = PageRequest::Backup { passphrase: Some(chosen).filter(|text| !text.is_empty()) };
        download(session, request, move || {
            passphrase.clear();
            session.ask(PageRequest::BackupKept, |_| ());
        });
    };
    view! {
        <form class="stack" id=form on:submit=save>
            <PassphraseFields passphrase=passphrase ids=[first, again, warning] hint="ui_backup_passphrase_hint" warned=warned />
            <div class="actions">
                <button id=button type="submit" class=class>{t("ui_backup_download")}</button>
            </div>
        </form>
    }
    .into_any()
}
