//! Who the user is, how they follow up, when they want to be left alone, which sites they enabled.

use super::cadences::CadenceChoice;
use super::errors::ErrorCard;
use super::holidays::{self, HolidayLine, Holidays};
use super::opportunity::Listed;
use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::followup::ConnectBudget;
use crate::model::{CadenceId, FieldProblem, Message, QuietHours, Settings};
use crate::ui::components::{Area, Check, FormError, ShortcutsCard, SiteList, TextField};
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{resolve, t, tn, weekday};
use crate::ui::unsaved::{Unsaved, UnsavedNote};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const LANGUAGES: [(&str, &str); 4] =
    [("", "ui_language_browser"), ("en", "ui_language_en"), ("de", "ui_language_de"), ("fr", "ui_language_fr")];

/// One line each, without empty ones.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    name: String,
    email: String,
    phone: String,
    contact: String,
    headline: String,
    language: String,
    cadence: String,
    quiet: bool,
    quiet_from: String,
    quiet_until: String,
    days_off: Vec<i8>,
    holidays: Vec<HolidayLine>,
    notes_per_month: String,
    note_length: String,
}

impl Typed {
    fn of(settings: &Settings) -> Self {
        let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let quiet = settings.quiet_hours.or(Settings::default().quiet_hours);
        let applicant = settings.applicant.clone();
        Self {
            name: applicant.name,
            email: applicant.email,
            phone: applicant.phone,
            contact: applicant.contact_lines.join("\n"),
            headline: applicant.headline_facts.join("\n"),
            language: settings.language.clone(),
            cadence: settings.cadence.0.clone(),
            quiet: settings.quiet_hours.is_some(),
            quiet_from: quiet.map(|quiet| clock(quiet.from)).unwrap_or_default(),
            quiet_until: quiet.map(|quiet| clock(quiet.until)).unwrap_or_default(),
            days_off: settings.days_off.clone(),
            holidays: holidays::lines(&settings.holidays),
            notes_per_month: settings.connect_notes_per_month.to_string(),
            note_length: settings.connect_note_length.to_string(),
        }
    }
}

fn field_label(field: &str) -> Option<&'static str> {
    Some(match field {
        "name" => "ui_applicant_name",
        "email" => "ui_email",
        "phone" => "ui_phone",
        "contact" => "ui_applicant_contact",
        "headline" => "ui_applicant_headline",
        "language" => "ui_language_label",
        "cadence" => "ui_cadence",
        "quiet" | "quiet_from" | "quiet_until" => "ui_quiet",
        "days_off" => "ui_days_off",
        "holidays" => "ui_holidays",
        "notes_per_month" => "ui_notes_per_month",
        "note_length" => "ui_note_length",
        _ => return None,
    })
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
    holidays: RwSignal<Vec<HolidayLine>>,
    notes_per_month: RwSignal<String>,
    note_length: RwSignal<String>,
    /// Rule L1: of the current month, as stored.
    notes: RwSignal<Option<ConnectBudget>>,
    error: RwSignal<Option<ErrorView>>,
    unsaved: StoredValue<Option<Unsaved<Typed>>>,
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
            holidays: RwSignal::new(Vec::new()),
            notes_per_month: empty(),
            note_length: empty(),
            notes: RwSignal::new(None),
            error: RwSignal::new(None),
            unsaved: StoredValue::new(None),
        };
        Effect::new(move |_| {
            session.changes.track();
            session.ask(PageRequest::Settings, move |response| {
                if let Response::Settings { settings, notes } = response
                    && form.notes.try_set(Some(notes)).is_none()
                    && form.stored.with_untracked(|stored| stored.as_ref() != Some(&*settings))
                {
                    form.stored.set(Some(*settings));
                }
            });
        });
        let stored = Memo::new(move |_| form.stored.with(|stored| stored.as_ref().map(Typed::of)));
        let unsaved = Unsaved::of("settings".into(), stored, move || form.typed(), move |typed| form.fill(typed));
        form.unsaved.set_value(Some(unsaved));
        form
    }

    /// What the user has to know of what they typed before, or in another window.
    pub fn note(self) -> AnyView {
        let unsaved = self.unsaved.get_value();
        unsaved
            .map(|unsaved| view! { <UnsavedNote id="settings-unsaved" unsaved=unsaved label=field_label /> })
            .into_any()
    }

    fn typed(self) -> Typed {
        Typed {
            name: self.name.get(),
            email: self.email.get(),
            phone: self.phone.get(),
            contact: self.contact.get(),
            headline: self.headline.get(),
            language: self.language.get(),
            cadence: self.cadence.get(),
            quiet: self.quiet.get(),
            quiet_from: self.quiet_from.get(),
            quiet_until: self.quiet_until.get(),
            days_off: self.days_off.get(),
            holidays: self.holidays.get(),
            notes_per_month: self.notes_per_month.get(),
            note_length: self.note_length.get(),
        }
    }

    fn fill(self, typed: Typed) {
        // What stands there already is not set again: the cursor would jump.
        let put = |field: RwSignal<String>, value: String| {
            if field.with_untracked(|now| *now != value) {
                field.set(value);
            }
        };
        put(self.name, typed.name);
        put(self.email, typed.email);
        put(self.phone, typed.phone);
        put(self.contact, typed.contact);
        put(self.headline, typed.headline);
        put(self.language, typed.language);
        put(self.cadence, typed.cadence);
        self.quiet.set(typed.quiet);
        put(self.quiet_from, typed.quiet_from);
        put(self.quiet_until, typed.quiet_until);
        self.days_off.set(typed.days_off);
        if self.holidays.with_untracked(|now| *now != typed.holidays) {
            self.holidays.set(typed.holidays);
        }
        put(self.notes_per_month, typed.notes_per_month);
        put(self.note_length, typed.note_length);
    }

    /// The id of the cadence as it is chosen.
    pub fn cadence(self) -> String {
        self.cadence.get()
    }

    /// Name, address, telephone, contact lines and headline facts as typed; tracks each.
    pub fn applicant(self) -> [String; 5] {
        [self.name.get(), self.email.get(), self.phone.get(), self.contact.get(), self.headline.get()]
    }

    /// The same fields, as they were typed before.
    pub fn fill_applicant(self, typed: [String; 5]) {
        let [name, email, phone, contact, headline] = typed;
        self.name.set(name);
        self.email.set(email);
        self.phone.set(phone);
        self.contact.set(contact);
        self.headline.set(headline);
    }

    /// Whether what is stored stands in the fields by now.
    pub fn is_filled(self) -> bool {
        self.stored.with(Option::is_some)
    }

    pub fn error(self) -> RwSignal<Option<ErrorView>> {
        self.error
    }

    pub fn forget_error(self) {
        self.error.set(None);
    }

    /// As typed, and what is wrong with it; what cannot be read stays as it is stored.
    fn read(self) -> (Settings, Vec<FieldProblem>) {
        let mut settings = self.stored.get().unwrap_or_default();
        let text = |value: RwSignal<String>| value.get().trim().to_owned();
        settings.applicant.name = text(self.name);
        settings.applicant.email = text(self.email);
        settings.applicant.phone = text(self.phone);
        settings.applicant.contact_lines = lines(&self.contact.get());
        settings.applicant.headline_facts = lines(&self.headline.get());
        settings.language = self.language.get();
        settings.cadence = CadenceId(self.cadence.get());
        settings.days_off = self.days_off.get();
        let mut problems = Vec::new();
        let mut say = |path: &str, key| problems.push(FieldProblem { path: path.into(), message: Message::new(key) });
        settings.quiet_hours = None;
        if self.quiet.get() {
            match (text(self.quiet_from).parse(), text(self.quiet_until).parse()) {
                (Ok(from), Ok(until)) => settings.quiet_hours = Some(QuietHours { from, until }),
                (Err(_), _) => say("quiet_hours.from", "ui_error_time"),
                (_, Err(_)) => say("quiet_hours.until", "ui_error_time"),
            }
        }
        match text(self.notes_per_month).parse() {
            Ok(count) => settings.connect_notes_per_month = count,
            Err(_) => say("connect_notes_per_month", "ui_error_number"),
        }
        match text(self.note_length).parse() {
            Ok(length) => settings.connect_note_length = length,
            Err(_) => say("connect_note_length", "ui_error_number"),
        }
        let (listed, places, unread) = self.holidays.with(|lines| holidays::read(lines));
        settings.holidays = listed;
        problems.extend(unread);
        let found = settings.validate().into_iter().map(|problem| FieldProblem {
            path: holidays::place(&problem.path, &places).unwrap_or(problem.path),
            message: problem.message,
        });
        // What could not be read is said alone.
        for problem in found {
            if problems.iter().all(|known| known.path != problem.path) {
                problems.push(problem);
            }
        }
        (settings, problems)
    }

    /// What is wrong, while it is typed.
    fn problems(self) -> Memo<Vec<FieldProblem>> {
        Memo::new(move |_| if self.stored.with(Option::is_none) { Vec::new() } else { self.read().1 })
    }

    /// The element that a problem belongs to.
    fn element_of(self, path: &str) -> Option<String> {
        let fixed = |id: &str| Some(id.to_owned());
        match path {
            "quiet_hours.from" => fixed("settings-quiet-from"),
            "quiet_hours.until" => fixed("settings-quiet-until"),
            "days_off" => fixed("settings-days-off"),
            "connect_notes_per_month" => fixed("settings-notes-month"),
            "connect_note_length" => fixed("settings-note-length"),
            _ => self.holidays.with_untracked(|lines| holidays::date_id(lines, path)),
        }
    }

    pub fn save(self, then: impl FnOnce() + 'static) {
        let (settings, problems) = untrack(|| self.read());
        if let Some(problem) = problems.into_iter().next() {
            if let Some(element) = self.element_of(&problem.path) {
                focus_later(element);
            }
            self.error.set(Some(ErrorView { code: "settings".into(), message: problem.message }));
            return;
        }
        let kept = settings.clone();
        let typed = untrack(|| self.typed());
        let request = PageRequest::SaveSettings { settings: Box::new(settings) };
        self.session.act_or(request, move |answer| match answer {
            Ok(_) => {
                let _ = self.error.try_set(None);
                if let Some(Some(unsaved)) = self.unsaved.try_get_value() {
                    unsaved.saved(typed);
                }
                let _ = self.stored.try_set(Some(kept));
                then();
            }
            Err(problem) => {
                let _ = self.error.try_set(Some(problem));
            }
        });
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
        <CadenceChoice id="settings-cadence" value=form.cadence />
        <p class="hint">
            {move || {
                form.cadence.with(|cadence| match cadence.as_str() {
                    "considerate" => t("ui_cadence_considerate_text"),
                    "persistent" => t("ui_cadence_persistent_text"),
                    _ => String::new(),
                })
            }}
        </p>
    }
    .into_any()
}

#[component]
pub fn SettingsPage() -> impl IntoView {
    let form = SettingsForm::open();
    let problems = form.problems();
    view! {
        <h2>{t("ui_tab_settings")}</h2>
        <form
            class="column"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                form.save(|| ());
            }
        >
            {form.note()}
            <section class="card" aria-labelledby="settings-you">
                <h3 id="settings-you">{t("ui_settings_you")}</h3>
                <p class="hint">{t("ui_settings_you_text")}</p>
                <ApplicantFields form=form />
                <Listed id="settings-language" label="ui_language_label" value=form.language options=&LANGUAGES />
            </section>
            <section class="card" aria-labelledby="settings-rhythm">
                <h3 id="settings-rhythm">{t("ui_settings_rhythm")}</h3>
                <CadenceField form=form />
            </section>
            <Times form=form problems=problems />
            <ConnectNotes form=form problems=problems />
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
        <ShortcutsCard />
        <section class="card" aria-labelledby="settings-sites">
            <h3 id="settings-sites">{t("ui_settings_sites")}</h3>
            <p class="hint">{t("ui_settings_sites_text")}</p>
            <SiteList />
        </section>
        <ErrorCard />
    }
    .into_any()
}

/// What is wrong with the field of that name.
fn problem_of(problems: Memo<Vec<FieldProblem>>, path: &'static str) -> Signal<Option<String>> {
    let found = move |problems: &Vec<FieldProblem>| {
        problems.iter().find(|problem| problem.path == path).map(|problem| resolve(&problem.message))
    };
    Signal::derive(move || problems.with(found))
}

/// When the user does not want to be asked.
#[component]
fn Times(form: SettingsForm, problems: Memo<Vec<FieldProblem>>) -> impl IntoView {
    let (from, until) = (problem_of(problems, "quiet_hours.from"), problem_of(problems, "quiet_hours.until"));
    view! {
        <section class="card" aria-labelledby="settings-times">
            <h3 id="settings-times">{t("ui_settings_times")}</h3>
            <Check id="settings-quiet" label="ui_quiet" value=form.quiet />
            <Show when=move || form.quiet.get()>
                <div class="pair">
                    <TextField id="settings-quiet-from" label="ui_quiet_from" kind="time" value=form.quiet_from problem=from />
                    <TextField id="settings-quiet-until" label="ui_quiet_until" kind="time" value=form.quiet_until problem=until />
                </div>
            </Show>
            <DaysOff days=form.days_off problem=problem_of(problems, "days_off") />
            <Holidays lines=form.holidays problems=problems />
        </section>
    }
    .into_any()
}

/// Rule L1: what LinkedIn grants.
#[component]
fn ConnectNotes(form: SettingsForm, problems: Memo<Vec<FieldProblem>>) -> impl IntoView {
    let count = problem_of(problems, "connect_notes_per_month");
    let length = problem_of(problems, "connect_note_length");
    let left = move || {
        let used = form.notes.get()?.used;
        let of: u32 = form.notes_per_month.with(|text| text.trim().parse().ok())?;
        Some(tn("ui_notes_left", usize::try_from(of.saturating_sub(used)).unwrap_or_default()))
    };
    view! {
        <section class="card" aria-labelledby="settings-connect">
            <h3 id="settings-connect">{t("ui_settings_connect")}</h3>
            <div class="pair">
                <TextField id="settings-notes-month" label="ui_notes_per_month" kind="number" value=form.notes_per_month hint="ui_notes_per_month_hint" problem=count />
                <TextField id="settings-note-length" label="ui_note_length" kind="number" value=form.note_length hint="ui_note_length_hint" problem=length />
            </div>
            <p id="settings-notes-left" role="status">{left}</p>
        </section>
    }
    .into_any()
}

#[component]
fn DaysOff(days: RwSignal<Vec<i8>>, problem: Signal<Option<String>>) -> impl IntoView {
    view! {
        <fieldset class="segments" id="settings-days-off" tabindex="-1" aria-describedby="settings-days-off-problem">
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
            <p class="problem" id="settings-days-off-problem">{move || problem.get()}</p>
        </fieldset>
    }
    .into_any()
}
