//! What stands above every page of the practice run: that it is one, what to do now, and the way out.

use crate::app::protocol::{PageRequest, Response};
use crate::app::views::AgendaView;
use crate::browser::rehearsal;
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{moment, resolve, t, tx};
use leptos::prelude::*;

/// Nothing on a page that shows the user's own.
#[component]
pub fn RehearsalBar() -> impl IntoView {
    if !rehearsal::is_on() {
        return ().into_any();
    }
    let session = Session::here();
    let agenda = RwSignal::new(None::<AgendaView>);
    Effect::new(move |_| {
        session.changes.track();
        session.ask(PageRequest::Agenda, move |response| {
            if let Response::Agenda { agenda: fresh } = response {
                session.now.set(fresh.now);
                agenda.set(Some(fresh));
            }
        });
    });
    // Once nothing more is to come, only the way out is left.
    let over = RwSignal::new(false);
    let turn = move || {
        agenda.with(|agenda| {
            let agenda = agenda.as_ref()?;
            Some(match agenda.due.first() {
                Some(step) => tx("ui_rehearsal_due", &[&resolve(&step.title)]),
                None if over.get() => t("ui_rehearsal_over"),
                None => t("ui_rehearsal_wait"),
            })
        })
    };
    let is_due = move || agenda.with(|agenda| agenda.as_ref().is_some_and(|agenda| !agenda.due.is_empty()));
    view! {
        <aside class="note rehearsal" id="rehearsal" aria-label=t("ui_rehearsal")>
            <p>
                <strong>{t("ui_rehearsal")}</strong>
                " · "
                {t("ui_rehearsal_text")}
                " "
                <span class="meta" id="rehearsal-now">{move || tx("ui_rehearsal_now", &[&moment(session.now.get())])}</span>
            </p>
            <p class="turn" id="rehearsal-turn" role="status" dir="auto">{turn}</p>
            <div class="actions">
                <Show when=move || !over.get()>
                    <button
                        id="rehearsal-on"
                        type="button"
                        class:quiet=is_due
                        on:click=move |_| {
                            if !rehearsal::go_on() {
                                over.set(true);
                                focus_later("rehearsal-end");
                            }
                        }
                    >
                        {t("ui_rehearsal_on")}
                    </button>
                </Show>
                <a id="rehearsal-end" class="button" class:quiet=move || !over.get() href="dashboard.html#welcome">
                    {t("ui_rehearsal_end")}
                </a>
            </div>
        </aside>
    }
    .into_any()
}
