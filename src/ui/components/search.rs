//! A field that finds people and opportunities while the user types.

use crate::app::protocol::{PageRequest, Response};
use crate::app::views::FoundView;
use crate::ui::session::Session;
use crate::ui::text::{line, t, tn};
use leptos::prelude::*;

/// `page`: what its links begin with; empty on the dashboard itself.
#[component]
pub fn Search(#[prop(default = "")] page: &'static str) -> impl IntoView {
    let session = Session::here();
    let text = RwSignal::new(String::new());
    let found = RwSignal::new(None::<FoundView>);
    Effect::new(move |_| {
        session.changes.track();
        let wanted = text.get();
        if wanted.trim().is_empty() {
            found.set(None);
            return;
        }
        session.ask(PageRequest::Search { text: wanted.clone() }, move |response| {
            // An answer to what stood there before says nothing any more.
            if let Response::Found { found: new } = response
                && text.try_get_untracked() == Some(wanted)
            {
                found.set(Some(new));
            }
        });
    });
    view! {
        <search class="search">
            <label class="visually-hidden" for="search">{t("ui_search")}</label>
            <input
                id="search"
                type="search"
                dir="auto"
                autocomplete="off"
                placeholder=t("ui_search")
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        text.set(String::new());
                    }
                }
            />
            <div role="status" class="visually-hidden">
                {move || found.get().map(|found| tn("ui_search_found", found.people.len() + found.opportunities.len()))}
            </div>
            {move || found.get().map(|found| results(found, page))}
        </search>
    }
    .into_any()
}

fn results(found: FoundView, page: &'static str) -> AnyView {
    let FoundView { people, opportunities, left_out } = found;
    if people.is_empty() && opportunities.is_empty() {
        return view! { <p class="calm" id="search-none">{t("ui_search_none")}</p> }.into_any();
    }
    let target = (!page.is_empty()).then_some("_blank");
    let entry = move |kind: &'static str, id: String, name: String, more: String| {
        view! {
            <li>
                <a href=format!("{page}#{kind}/{id}") target=target data-found=kind>
                    <span dir="auto">{name}</span>
                    <span class="meta" dir="auto">{more}</span>
                </a>
            </li>
        }
    };
    view! {
        <ul id="search-results" class="found">
            {people
                .into_iter()
                .map(|it| entry("person", it.id.to_string(), it.name.clone(), line(&[&it.title, &it.company])))
                .collect_view()}
            {opportunities
                .into_iter()
                .map(|it| entry("opportunity", it.id.to_string(), it.company.clone(), it.job_title.clone()))
                .collect_view()}
        </ul>
        {(left_out > 0).then(|| view! { <p class="meta">{tn("ui_search_more", left_out)}</p> })}
    }
    .into_any()
}
