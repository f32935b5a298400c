//! Invites and contact cards: dropped anywhere on the page, chosen as a file, or pasted.

use super::cards::CardsForm;
use super::invite::InvitePick;
use super::kept;
use crate::app::ErrorView;
use crate::app::forms::FileBytes;
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::{ImportView, InviteView};
use crate::capture::content_lines::MAX_BYTES;
use crate::ui::components::FormError;
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{error, t};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// What was brought to the page, and whether the place to bring it to stands open.
#[derive(Clone, Copy)]
pub struct Intake {
    session: Session,
    pub open: RwSignal<bool>,
    import: RwSignal<Option<ImportView>>,
    problem: RwSignal<Option<ErrorView>>,
    /// Name and text of a backup that was brought; whoever shows backups takes it.
    pub backup: RwSignal<Option<(String, String)>>,
    /// Something is being dragged over the page.
    over: RwSignal<bool>,
    /// What is shown was brought before the page was opened anew.
    resumed: RwSignal<bool>,
}

impl Intake {
    /// To be called once, by the page.
    pub fn provide(session: Session) -> Self {
        let intake = Self {
            session,
            open: RwSignal::new(false),
            import: RwSignal::new(None),
            problem: RwSignal::new(None),
            backup: RwSignal::new(None),
            over: RwSignal::new(false),
            resumed: RwSignal::new(false),
        };
        provide_context(intake);
        intake.listen();
        intake.resume();
        intake
    }

    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// Goes on with what was brought before a popup was closed. It is read anew: what is known may have changed since.
    fn resume(self) {
        if let Some(file) = kept::file() {
            self.resumed.set(true);
            self.read(file);
        } else if kept::pasted().is_some() {
            self.open.set(true);
        }
    }

    /// Shows an invite that was read already.
    pub fn show(self, invite: InviteView) {
        self.problem.set(None);
        self.import.set(Some(ImportView::Invites { invites: vec![invite], left_out: 0 }));
        focus_later("intake");
    }

    pub fn ask(self) {
        self.open.set(true);
        self.problem.set(None);
        self.import.set(None);
        focus_later("intake");
    }

    pub fn close(self) {
        kept::forget();
        self.resumed.set(false);
        self.open.set(false);
        self.problem.set(None);
        self.import.set(None);
        focus_later("intake-open");
    }

    fn fail(self, problem: ErrorView) {
        self.import.set(None);
        self.problem.set(Some(problem));
        focus_later("intake");
    }

    fn read(self, file: FileBytes) {
        self.session.ask_or(PageRequest::ReadFile { bytes: file.clone() }, move |answer| match answer {
            Ok(Response::Import { import }) => {
                kept::put_file(&file);
                self.problem.set(None);
                self.import.set(Some(*import));
                focus_later("intake");
            }
            Ok(_) => {}
            Err(problem) => self.fail(problem),
        });
    }

    fn read_text(self, text: &str) {
        let first = text.trim().lines().next().unwrap_or_default();
        if ["http://", "https://", "webcal://"].iter().any(|scheme| first.starts_with(scheme)) {
            self.fail(error("file-link", "error_file_link"));
        } else {
            self.read(FileBytes(text.as_bytes().to_vec()));
        }
    }

    /// Restoring is the dashboard's; elsewhere it is said where to go.
    fn read_backup(self, file: web_sys::File) {
        let here = document().body().and_then(|body| body.get_attribute("data-page"));
        if here.as_deref() != Some("dashboard") {
            return self.fail(error("backup-elsewhere", "error_file_backup_elsewhere"));
        }
        spawn_local(async move {
            match JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
                Some(text) => {
                    self.problem.set(None);
                    self.backup.set(Some((file.name(), text)));
                }
                None => self.fail(error("file-unreadable", "error_file_unreadable")),
            }
        });
    }

    /// Several files are read as one; a backup is read alone.
    fn read_files(self, files: &web_sys::FileList) {
        let files: Vec<web_sys::File> = (0..files.length()).filter_map(|place| files.get(place)).collect();
        if let Some(backup) = files.iter().find(|file| is_backup(file)) {
            return self.read_backup(backup.clone());
        }
        #[expect(clippy::cast_precision_loss, reason = "the limit is far below where it matters")]
        let too_large = files.iter().map(|file| file.size()).sum::<f64>() > MAX_BYTES as f64;
        if too_large {
            return self.fail(error("invite-too-large", "error_file_too_large"));
        }
        spawn_local(async move {
            let mut bytes = Vec::new();
            for file in files {
                let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
                    return self.fail(error("file-unreadable", "error_file_unreadable"));
                };
                bytes.extend(js_sys::Uint8Array::new(&buffer).to_vec());
                bytes.extend(b"\r\n");
            }
            self.read(FileBytes(bytes));
        });
    }

    fn listen(self) {
        let listeners = [
            window_event_listener(ev::dragover, move |event| {
                if brings_something(&event) {
                    // Without this the browser would open the file instead.
                    event.prevent_default();
                    self.over.set(true);
                }
            }),
            window_event_listener(ev::dragleave, move |event| {
                if event.related_target().is_none() {
                    self.over.set(false);
                }
            }),
            window_event_listener(ev::drop, move |event| {
                self.over.set(false);
                if brings_something(&event)
                    && let Some(data) = event.data_transfer()
                {
                    event.prevent_default();
                    self.take(&data);
                }
            }),
            window_event_listener(ev::paste, move |event| {
                let data = js_sys::Reflect::get(event.as_ref(), &"clipboardData".into()).ok();
                let Some(data) = data.and_then(|data| data.dyn_into::<web_sys::DataTransfer>().ok()) else { return };
                let text = data.get_data("text/plain").unwrap_or_default();
                let files = data.files().is_some_and(|files| files.length() > 0);
                if files || (!is_typing(event.target()) && looks_like_file(&text)) {
                    event.prevent_default();
                    self.take(&data);
                }
            }),
        ];
        on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    }

    fn take(self, data: &web_sys::DataTransfer) {
        match data.files() {
            Some(files) if files.length() > 0 => self.read_files(&files),
            _ => self.read_text(&data.get_data("text/plain").unwrap_or_default()),
        }
    }
}

/// By its name: what is in it is the restore's to judge.
fn is_backup(file: &web_sys::File) -> bool {
    let name = file.name().to_ascii_lowercase();
    name.ends_with(".json") || name.ends_with(".age")
}

fn looks_like_file(text: &str) -> bool {
    let upper = text.trim_start().get(..15).unwrap_or_default().to_ascii_uppercase();
    upper.starts_with("BEGIN:VCALENDAR") || upper.starts_with("BEGIN:VCARD")
}

/// Files, links or text from elsewhere; not what is dragged from one field of the page to another.
fn brings_something(event: &web_sys::DragEvent) -> bool {
    !is_typing(event.target()) && event.data_transfer().is_some_and(|data| data.types().length() > 0)
        || event.data_transfer().is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}

fn is_typing(target: Option<web_sys::EventTarget>) -> bool {
    target.and_then(|target| target.dyn_into::<web_sys::Element>().ok()).is_some_and(|element| {
        ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().to_ascii_uppercase().as_str())
    })
}

/// Where what was brought is shown and confirmed. Empty until then.
#[component]
pub fn IntakeArea(
    /// A popup closes when the browser's file dialogue opens; the dashboard does not.
    #[prop(optional)]
    no_files: bool,
) -> impl IntoView {
    let intake = Intake::here();
    let done = Callback::new(move |()| intake.close());
    let asks =
        move || intake.import.with(Option::is_none) && (intake.open.get() || intake.problem.with(Option::is_some));
    view! {
        <div class="drop" class:over=move || intake.over.get() aria-hidden="true">
            <p>{t("ui_intake_drop")}</p>
        </div>
        <div id="intake" tabindex="-1">
            <Show when=asks>
                <Ask no_files=no_files />
            </Show>
            <Show when=move || intake.resumed.get() && intake.import.with(Option::is_some)>
                <p class="note" id="intake-resumed">
                    {t("ui_capture_resumed")}
                    " "
                    <button type="button" class="link" on:click=move |_| intake.close()>{t("ui_put_away")}</button>
                </p>
            </Show>
            {move || match intake.import.get() {
                None => ().into_any(),
                Some(ImportView::Invites { invites, left_out }) => {
                    view! { <InvitePick invites=invites left_out=left_out on_done=done /> }.into_any()
                }
                Some(ImportView::Cards { people }) => view! { <CardsForm people=people on_done=done /> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Ask(no_files: bool) -> impl IntoView {
    let intake = Intake::here();
    let text = RwSignal::new(kept::pasted().unwrap_or_default());
    view! {
        <section class="card" aria-labelledby="intake-title">
            <h2 id="intake-title">{t("ui_intake_title")}</h2>
            <p>{t("ui_intake_text")}</p>
            {if no_files {
                view! {
                    <p>
                        <a id="intake-elsewhere" href="dashboard.html#import" target="_blank">{t("ui_intake_elsewhere")}</a>
                    </p>
                }
                    .into_any()
            } else {
                view! {
                    <div class="field">
                        <label for="intake-file">{t("ui_intake_file")}</label>
                        <input
                            id="intake-file"
                            type="file"
                            multiple=true
                            accept=".ics,.ical,.ifb,.vcs,.vcf,.vcard,text/calendar,text/vcard,text/x-vcard"
                            on:change=move |event| {
                                let input = event.target().and_then(|i| i.dyn_into::<web_sys::HtmlInputElement>().ok());
                                if let Some(files) = input.and_then(|input| input.files()) {
                                    intake.read_files(&files);
                                }
                            }
                        />
                    </div>
                }
                    .into_any()
            }}
            <div class="field">
                <label for="intake-paste">{t("ui_intake_paste")}</label>
                <textarea
                    id="intake-paste"
                    name="intake-paste"
                    rows="3"
                    dir="ltr"
                    spellcheck="false"
                    autocomplete="off"
                    prop:value=move || text.get()
                    on:input=move |event| {
                        text.set(event_target_value(&event));
                        text.with_untracked(|text| kept::put_pasted(text));
                    }
                ></textarea>
            </div>
            <FormError id="intake-error" error=intake.problem />
            <div class="actions">
                <button id="intake-read" type="button" on:click=move |_| text.with_untracked(|text| intake.read_text(text))>
                    {t("ui_intake_read")}
                </button>
                <button id="intake-close" type="button" class="quiet" on:click=move |_| intake.close()>
                    {t("ui_cancel")}
                </button>
            </div>
        </section>
    }
    .into_any()
}
