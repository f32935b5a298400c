//! Who the user is, how they follow up, when they want to be left alone, which sites they enabled.

use super::opportunity::Listed;
use crate::app::protocol::{PageRequest, Response};
use crate::model::{CadenceId, QuietHours, Settings};
use crate::ui::components::{Area, Check, FormError, SiteList, TextField};
use crate::ui::session::Session;
use crate::ui::text::{error, t, weekday};
use leptos::prelude::*;

const LANGUAGES: [(&str, &str); 4] =
    [("", "ui_language_browser"), ("en", "ui_language_en"), ("de", "ui_language_de"), ("fr", "ui_language_fr")];
const CADENCES: [(&str, &str); 2] =
    [("considerate", "ui_cadence_considerate"), ("persistent", "ui_cadence_persistent")];

/// One line each, without empty ones.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[derive(Clone, Copy)]
pub struct SettingsForm {
    session: Session,
    /// As stored; what has no field here is kept.
    stored: RwSignal<Option<Settings>>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    contact: RwSignal<String>,
    headline: RwSignal<String>,
    language: RwSignal<String>,
    cadence: RwSignal<String>,
    quiet: RwSignal<bool>,
    quiet_from: RwSignal<String>,
    quiet_until: RwSignal<String>,
    days_off: RwSignal<Vec<i8>>,
    notes_per_month: RwSignal<String>,
    note_length: RwSignal<String>,
    error: RwSignal<Option<crate::app::ErrorView>>,
}

impl SettingsForm {
    pub fn open() -> Self {
        let empty = || RwSignal::new(String::new());
        let session = Session::here();
        let form = Self {
            session,
            stored: RwSignal::new(None),
            name: empty(),
            email: empty(),
            phone: empty(),
            contact: empty(),
            headline: empty(),
            language: empty(),
            cadence: empty(),
            quiet: RwSignal::new(false),
            quiet_from: empty(),
            quiet_until: empty(),
            days_off: RwSignal::new(Vec::new()),
            notes_per_month: empty(),
            note_length: empty(),
            error: RwSignal::new(None),
        };
        session.ask(PageRequest::Settings, move |response| {
            if let Response::Settings { settings } = response {
                form.fill(*settings);
            }
        });
        form
    }

    fn fill(self, settings: Settings) {
        // The page may be gone by now.
        if self.stored.try_set(Some(settings.clone())).is_some() {
            return;
        }
        let applicant = settings.applicant;
        self.name.set(applicant.name);
        self.email.set(applicant.email);
        self.phone.set(applicant.phone);
        self.contact.set(applicant.contact_lines.join("\n"));
        self.headline.set(applicant.headline_facts.join("\n"));
        self.language.set(settings.language);
        self.cadence.set(settings.cadence.0);
        self.quiet.set(settings.quiet_hours.is_some());
        let quiet = settings.quiet_hours.or(Settings::default().quiet_hours);
        let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
        self.quiet_from.set(quiet.map(|quiet| clock(quiet.from)).unwrap_or_default());
        self.quiet_until.set(quiet.map(|quiet| clock(quiet.until)).unwrap_or_default());
        self.days_off.set(settings.days_off);
        self.notes_per_month.set(settings.connect_notes_per_month.to_string());
        self.note_length.set(settings.connect_note_length.to_string());
    }

    fn read(self) -> Result<Settings, crate::app::ErrorView> {
        let mut settings = self.stored.get_untracked().unwrap_or_default();
        let text = |value: RwSignal<String>| value.get_untracked().trim().to_owned();
        settings.applicant.name = text(self.name);
        settings.applicant.email = text(self.email);
        settings.applicant.phone = text(self.phone);
        settings.applicant.contact_lines = lines(&self.contact.get_untracked());
        settings.applicant.headline_facts = lines(&self.headline.get_untracked());
        settings.language = self.language.get_untracked();
        settings.cadence = CadenceId(self.cadence.get_untracked());
        settings.days_off = self.days_off.get_untracked();
        settings.quiet_hours = if self.quiet.get_untracked() {
            let time =
                |value: RwSignal<String>| text(value).parse().map_err(|_| error("time-missing", "ui_error_time"));
            Some(QuietHours { from: time(self.quiet_from)?, until: time(self.quiet_until)? })
        } else {
            None
        };
        let number =
            |value: RwSignal<String>| text(value).parse().map_err(|_| error("number-malformed", "ui_error_number"));
        settings.connect_notes_per_month = number(self.notes_per_month)?;
        settings.connect_note_length = number(self.note_length)?;
        Ok(settings)
    }

    pub fn save(self, then: impl FnOnce() + 'static) {
        match self.read() {
            Err(problem) => self.error.set(Some(problem)),
            Ok(settings) => {
                let kept = settings.clone();
                let request = PageRequest::SaveSettings { settings: Box::new(settings) };
                self.session.act_or(request, move |answer| match answer {
                    Ok(_) => {
                        let _ = self.error.try_set(None);
                        let _ = self.stored.try_set(Some(kept));
                        then();
                    }
                    Err(problem) => {
                        let _ = self.error.try_set(Some(problem));
                    }
                });
            }
        }
    }
}

#[component]
pub fn ApplicantFields(form: SettingsForm) -> impl IntoView {
    view! {
        <div class="pair">
            <TextField id="applicant-name" label="ui_applicant_name" value=form.name autocomplete="name" />
            <TextField id="applicant-email" label="ui_email" kind="email" value=form.email autocomplete="email" />
            <TextField id="applicant-phone" label="ui_phone" kind="tel" value=form.phone autocomplete="tel" />
        </div>
        <Area id="applicant-contact" label="ui_applicant_contact" value=form.contact hint="ui_one_per_line" />
        <Area id="applicant-headline" label="ui_applicant_headline" value=form.headline hint="ui_headline_hint" />
    }
    .into_any()
}

#[component]
pub fn CadenceField(form: SettingsForm) -> impl IntoView {
    view! {
        <Listed id="settings-cadence" label="ui_cadence" value=form.cadence options=&CADENCES />
        <p class="hint">
            {move || {
                let persistent = form.cadence.with(|cadence| cadence == "persistent");
                if persistent { t("ui_cadence_persistent_text") } else { t("ui_cadence_considerate_text") }
            }}
        </p>
    }
    .into_any()
}

#[component]
pub fn SettingsPage() -> impl IntoView {
    let form = SettingsForm::open();
    view! {
        <h2>{t("ui_tab_settings")}</h2>
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                form.save(|| ());
            }
        >
            <section class="card" aria-labelledby="settings-you">
                <h3 id="settings-you">{t("ui_settings_you")}</h3>
                <p class="hint">{t("ui_settings_you_text")}</p>
                <ApplicantFields form=form />
                <Listed id="settings-language" label="ui_language_label" value=form.language options=&LANGUAGES />
            </section>
            <section class="card" aria-labelledby="settings-rhythm">
                <h3 id="settings-rhythm">{t("ui_settings_rhythm")}</h3>
                <CadenceField form=form />
                <Check id="settings-quiet" label="ui_quiet" value=form.quiet />
                <Show when=move || form.quiet.get()>
                    <div class="pair">
                        <TextField id="settings-quiet-from" label="ui_quiet_from" kind="time" value=form.quiet_from />
                        <TextField id="settings-quiet-until" label="ui_quiet_until" kind="time" value=form.quiet_until />
                    </div>
                </Show>
                <DaysOff days=form.days_off />
                <div class="pair">
                    <TextField id="settings-notes-month" label="ui_notes_per_month" kind="number" value=form.notes_per_month hint="ui_notes_per_month_hint" />
                    <TextField id="settings-note-length" label="ui_note_length" kind="number" value=form.note_length hint="ui_note_length_hint" />
                </div>
            </section>
            <FormError id="settings-error" error=form.error />
            <div class="actions">
                <button id="settings-save" type="submit" disabled=move || form.stored.with(Option::is_none)>{t("ui_save")}</button>
            </div>
        </form>
        <section class="card" aria-labelledby="settings-templates">
            <h3 id="settings-templates">{t("ui_templates")}</h3>
            <p class="hint">{t("ui_templates_text")}</p>
            <p>
                <a id="open-templates" href="#templates">{t("ui_templates_open")}</a>
            </p>
        </section>
        <section class="card" aria-labelledby="settings-sites">
            <h3 id="settings-sites">{t("ui_settings_sites")}</h3>
            <p class="hint">{t("ui_settings_sites_text")}</p>
            <SiteList />
        </section>
    }
    .into_any()
}

#[component]
fn DaysOff(days: RwSignal<Vec<i8>>) -> impl IntoView {
    view! {
        <fieldset class="segments">
            <legend>{t("ui_days_off")}</legend>
            {(1..=7_i8)
                .map(|day| {
                    view! {
                        <button
                            type="button"
                            class="segment"
                            data-day=day.to_string()
                            aria-pressed=move || days.with(|days| days.contains(&day)).to_string()
                            on:click=move |_| {
                                days.update(|days| {
                                    if days.contains(&day) {
                                        days.retain(|other| *other != day);
                                    } else {
                                        days.push(day);
                                        days.sort_unstable();
                                    }
                                });
                            }
                        >
                            {weekday(day)}
                        </button>
                    }
                })
                .collect_view()}
        </fieldset>
    }
    .into_any()
}
