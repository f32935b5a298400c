//! The first two minutes: who the user is, which sites, which cadence. All of it may be skipped and changed later.

use super::go;
use super::settings::{ApplicantFields, CadenceField, SettingsForm};
use crate::ui::components::SiteList;
use crate::ui::text::t;
use leptos::prelude::*;

#[component]
pub fn Welcome() -> impl IntoView {
    let form = SettingsForm::open();
    view! {
        <section class="welcome" aria-labelledby="welcome-title">
            <h2 id="welcome-title">{t("ui_welcome_title")}</h2>
            <p>{t("ui_welcome_text")}</p>
        </section>
        <section class="card" aria-labelledby="welcome-sites">
            <h3 id="welcome-sites">{t("ui_welcome_sites")}</h3>
            <p>{t("ui_settings_sites_text")}</p>
            <SiteList />
        </section>
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                form.save(|| go("today"));
            }
        >
            <section class="card" aria-labelledby="welcome-you">
                <h3 id="welcome-you">{t("ui_settings_you")}</h3>
                <p class="hint">{t("ui_settings_you_text")}</p>
                <ApplicantFields form=form />
            </section>
            <section class="card" aria-labelledby="welcome-cadence">
                <h3 id="welcome-cadence">{t("ui_settings_rhythm")}</h3>
                <CadenceField form=form />
            </section>
            <div class="actions">
                <button id="welcome-save" type="submit">{t("ui_welcome_save")}</button>
                <a id="welcome-skip" class="button quiet" href="#today">{t("ui_welcome_skip")}</a>
            </div>
        </form>
    }
    .into_any()
}
