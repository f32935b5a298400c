//! A clock that cannot be right; and the practice build's own, which the released build refuses to tell or to move.

use crate::app::protocol::{PageRequest, Response};
use crate::app::views::AgendaView;
use crate::ui::session::Session;
use crate::ui::text::{moment, t, tx};
use leptos::prelude::*;

/// Something was recorded at a time that has not come yet.
#[component]
pub fn ClockDoubt(agenda: Signal<Option<AgendaView>>) -> impl IntoView {
    let session = Session::here();
    let ahead = Memo::new(move |_| agenda.with(|agenda| agenda.as_ref().and_then(|agenda| agenda.ahead)));
    view! {
        <div role="status">
            {move || {
                ahead
                    .get()
                    .map(|at| {
                        view! {
                            <p class="note warned" id="clock-doubt">
                                {tx("ui_clock_doubt", &[&moment(session.now.get()), &moment(at)])}
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

const HOUR_MS: i64 = 3_600_000;

#[component]
pub fn ClockBar() -> impl IntoView {
    let session = Session::here();
    let offset = RwSignal::new(None::<i64>);
    session.ask_or(PageRequest::Clock, move |answer| {
        if let Ok(Response::Clock { offset_ms }) = answer {
            offset.set(Some(offset_ms));
        }
    });
    let set = move |offset_ms: i64| {
        session.ask(PageRequest::SetClock { offset_ms }, move |_| {
            offset.set(Some(offset_ms));
            session.changed();
        });
    };
    let forward = move |hours: i64| set(offset.get_untracked().unwrap_or_default().saturating_add(hours * HOUR_MS));
    view! {
        <Show when=move || offset.get().is_some()>
            <section class="note clock" id="clock" aria-label=t("ui_clock")>
                <p id="clock-now">{move || tx("ui_clock_now", &[&moment(session.now.get())])}</p>
                <div class="actions">
                    <button id="clock-hour" type="button" class="quiet" on:click=move |_| forward(1)>{t("ui_clock_hour")}</button>
                    <button id="clock-day" type="button" class="quiet" on:click=move |_| forward(24)>{t("ui_clock_day")}</button>
                    <button id="clock-real" type="button" class="quiet" on:click=move |_| set(0)>{t("ui_clock_real")}</button>
                </div>
            </section>
        </Show>
    }
    .into_any()
}
