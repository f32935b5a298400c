//! Somebody on the page in front whom the user saved before, as popup and sidebar both show them.

use crate::app::views::PersonView;
use crate::capture::reading::Degree;
use crate::model::FollowUpKind;
use crate::ui::capture::{CaptureCard, KnownTwins, MailInvites, Subject};
use crate::ui::components::{AlreadyConnected, PersonHead};
use crate::ui::text::t;
use leptos::prelude::*;

/// Who they are, what the page says anew, and the form to correct it.
#[component]
pub fn KnownCard(
    view: PersonView,
    subject: Subject,
    /// Whether "already connected" can be said here; not where the invitation's own form says it.
    #[prop(optional)]
    may_connect: bool,
) -> impl IntoView {
    let editing = RwSignal::new(subject.is_begun());
    let (twins, whole, held) = (subject.twins.clone(), view.person.clone(), view.interviews.clone());
    let mail = subject.mail.clone();
    let person = view.person.id;
    // Read off the page, and a fact only once the user says so.
    let invited = view.history.iter().any(|step| step.kind == FollowUpKind::Connect && step.state.name() == "done");
    let already = if invited { "ui_connect_accepted" } else { "ui_connect_already" };
    let seen = subject.reading.degree == Some(Degree::First) && !view.connected;
    view! {
        {move || {
            let mail = mail.clone().filter(|_| !editing.get());
            mail.map(|mail| view! { <MailInvites mail=mail /> })
        }}
        <KnownTwins person=whole interviews=held twins=twins />
        {seen
            .then(|| {
                view! {
                    <p class="note" id="connected-seen">
                        {t("ui_connected_seen")}
                        " "
                        <AlreadyConnected person=person id="connected-seen-yes" label="ui_connected_note" />
                    </p>
                }
            })}
        <Show
            when=move || editing.get()
            fallback=move || {
                view! {
                    <section class="card known" id="known">
                        <PersonHead view=view.clone() />
                        <div class="actions">
                            <button id="known-edit" type="button" class="quiet" on:click=move |_| editing.set(true)>
                                {t("ui_known_edit")}
                            </button>
                            {(may_connect && !seen).then(|| view! { <AlreadyConnected person=person label=already /> })}
                        </div>
                    </section>
                }
            }
        >
            <CaptureCard
                subject=subject.clone()
                focus=true
                on_saved=move |_| editing.set(false)
                on_cancel=Callback::new(move |()| editing.set(false))
            />
        </Show>
    }
    .into_any()
}
