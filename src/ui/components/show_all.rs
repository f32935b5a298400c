//! The rest of a long list.

use crate::ui::text::tn;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// To stand right after the list, which shows the first `shown` of `all`.
#[component]
pub fn ShowAll(#[prop(into)] all: Signal<usize>, shown: RwSignal<usize>) -> impl IntoView {
    // The button goes with the click: the keyboard moves on to the first line that it brought.
    let show = move |event: web_sys::MouseEvent| {
        let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let list = button.and_then(|button| button.closest("p").ok()?).and_then(|own| own.previous_element_sibling());
        let seen = shown.get_untracked();
        shown.set(usize::MAX);
        request_animation_frame(move || {
            let line = list.and_then(|list| list.children().item(u32::try_from(seen).ok()?));
            let first = line.and_then(|line| line.query_selector("a, button, input").ok()?);
            if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                let _ = first.focus();
            }
        });
    };
    view! {
        <Show when=move || { shown.get() < all.get() }>
            <p>
                <button type="button" class="quiet show-all" on:click=show>
                    {move || tn("ui_show_all", all.get())}
                </button>
            </p>
        </Show>
    }
    .into_any()
}
