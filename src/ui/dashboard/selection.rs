//! Several lines of a list at once: which are chosen, and what can be done with them.

use super::removal::goes_with_it;
use crate::app::protocol::{PageRequest, RemovalTarget, Response};
use crate::app::views::RemovalView;
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{t, tn, tx};
use leptos::ev::keydown;
use leptos::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A list this long is drawn without being noticed; what is beyond it is drawn when it is asked for.
pub const PAGE: usize = 50;

#[derive(Clone, Copy)]
pub struct Selection {
    chosen: RwSignal<BTreeSet<Uuid>>,
    /// Where a range begins: the line that was chosen last.
    last: StoredValue<Option<Uuid>>,
    /// The lines as they stand on the page.
    order: Memo<Vec<Uuid>>,
}

impl Selection {
    /// What leaves the list, by a search or because it was removed, is no longer chosen.
    pub fn over(order: Memo<Vec<Uuid>>) -> Self {
        let selection = Self { chosen: RwSignal::new(BTreeSet::new()), last: StoredValue::new(None), order };
        Effect::new(move |_| {
            let there: BTreeSet<Uuid> = order.get().into_iter().collect();
            if selection.chosen.with_untracked(|chosen| !chosen.is_subset(&there)) {
                selection.chosen.update(|chosen| chosen.retain(|id| there.contains(id)));
            }
        });
        let escape = window_event_listener(keydown, move |event| {
            if event.key() == "Escape" && !event.default_prevented() && !selection.is_empty() {
                selection.clear();
            }
        });
        on_cleanup(move || escape.remove());
        selection
    }

    pub fn ids(self) -> Vec<Uuid> {
        self.chosen.with(|chosen| chosen.iter().copied().collect())
    }

    pub fn count(self) -> usize {
        self.chosen.with(BTreeSet::len)
    }

    fn is_empty(self) -> bool {
        self.chosen.with_untracked(BTreeSet::is_empty)
    }

    pub fn clear(self) {
        self.chosen.set(BTreeSet::new());
        self.last.set_value(None);
    }

    /// `range`: with all between it and the one chosen before.
    fn choose(self, id: Uuid, on: bool, range: bool) {
        let order = self.order.get_untracked();
        let place = |id: Uuid| order.iter().position(|other| *other == id);
        let ends = range.then(|| Some((place(self.last.get_value()?)?, place(id)?))).flatten();
        let lines: Vec<Uuid> = match ends {
            Some((a, b)) => order.iter().skip(a.min(b)).take(a.abs_diff(b) + 1).copied().collect(),
            None => vec![id],
        };
        self.chosen.update(|chosen| {
            for line in lines {
                if on {
                    chosen.insert(line);
                } else {
                    chosen.remove(&line);
                }
            }
        });
        self.last.set_value(Some(id));
    }
}

/// The box before a line. With the shift key it takes in all from the one chosen before.
#[component]
pub fn Chooser(selection: Selection, id: Uuid, name: String) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            class="chooser"
            data-choose=id.to_string()
            aria-label=tx("ui_select_one", &[&name])
            prop:checked=move || selection.chosen.with(|chosen| chosen.contains(&id))
            on:click=move |event| selection.choose(id, event_target_checked(&event), event.shift_key())
        />
    }
    .into_any()
}

/// All of the list at once.
#[component]
pub fn ChooseAll(selection: Selection) -> impl IntoView {
    let all = move || selection.order.with(Vec::len);
    view! {
        <Show when=move || { 1 < all() }>
            <div class="check">
                <input
                    id="select-all"
                    type="checkbox"
                    prop:checked=move || selection.count() == all()
                    prop:indeterminate=move || { 0 < selection.count() && selection.count() < all() }
                    on:click=move |event| {
                        let on = event_target_checked(&event);
                        let lines = if on { selection.order.get_untracked().into_iter().collect() } else { BTreeSet::new() };
                        selection.chosen.set(lines);
                    }
                />
                <label for="select-all">{move || tn("ui_select_all", all())}</label>
            </div>
        </Show>
    }
    .into_any()
}

/// How many are chosen, and what can be done with them: only there while some are.
#[component]
pub fn BulkBar(selection: Selection, children: ChildrenFn) -> impl IntoView {
    let children = StoredValue::new(children);
    let said = move || match selection.count() {
        0 => String::new(),
        count => tn("ui_selected", count),
    };
    view! {
        <div class="bulk" class:shown=move || { 0 < selection.count() }>
            <p id="selected" role="status">{said}</p>
            <Show when=move || { 0 < selection.count() }>
                <div class="actions" role="group" aria-label=t("ui_selected_actions")>
                    {children.with_value(|children| children())}
                    <button id="bulk-clear" type="button" class="quiet" on:click=move |_| {
                        selection.clear();
                        focus_later("select-all");
                    }>
                        {t("ui_select_none")}
                    </button>
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// What goes with those chosen, and whether it is meant.
#[component]
pub fn RemovalQuestion(target: RemovalTarget, #[prop(into)] on_answer: Callback<()>) -> impl IntoView {
    let session = Session::here();
    let known = RwSignal::new(None::<RemovalView>);
    let RemovalTarget::Several { people, opportunities } = target.clone() else { return ().into_any() };
    session.ask(PageRequest::Removal { target }, move |response| {
        if let Response::Removal { removal } = response {
            let _ = known.try_set(Some(removal));
        }
    });
    let remove = move |_| {
        let request = PageRequest::RemoveSeveral { people: people.clone(), opportunities: opportunities.clone() };
        session.act(request, move |_| on_answer.run(()));
    };
    view! {
        <Question
            id="bulk-question"
            title=t("ui_bulk_remove_title")
            text=t("ui_bulk_remove_text")
            before=(move || known.get().map(|removal| goes_with_it("bulk", removal))).into_any()
            asked_by="bulk-remove"
            on_answer=on_answer
        >
            <button id="bulk-remove-yes" type="button" class="danger" on:click=remove>{t("ui_remove_yes")}</button>
        </Question>
    }
    .into_any()
}

/// What is asked before several are changed. Called off, the keyboard is back at the button that asked.
#[component]
pub fn Question(
    id: &'static str,
    title: String,
    text: String,
    #[prop(optional)] before: Option<AnyView>,
    asked_by: &'static str,
    on_answer: Callback<()>,
    /// The buttons that answer.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    let name = heading.clone();
    focus_later(id);
    view! {
        <section class="card" id=id tabindex="-1" aria-labelledby=name>
            <h3 id=heading dir="auto">{title}</h3>
            {before}
            <p>{text}</p>
            <div class="actions">
                {children()}
                <button id=format!("{id}-no") type="button" class="quiet" on:click=move |_| {
                    on_answer.run(());
                    focus_later(asked_by);
                }>
                    {t("ui_cancel")}
                </button>
            </div>
        </section>
    }
    .into_any()
}
