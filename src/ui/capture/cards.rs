//! Contact cards: whom to save.

use super::kept::KeptForm;
use super::met::{MetRow, MetRows, restore_rows};
use crate::app::forms::GroupForm;
use crate::app::protocol::PageRequest;
use crate::app::views::MetView;
use crate::ui::components::FormError;
use crate::ui::session::Session;
use crate::ui::text::{t, tn};
use leptos::prelude::*;

/// Of the same cards the form stands as it was left.
fn remember_rows(rows: &[MetRow]) {
    const ABOUT: &str = "cards";
    if let Some(kept) = KeptForm::of(ABOUT) {
        restore_rows(rows, kept.rows);
    }
    let rows = rows.to_vec();
    Effect::new(move |before: Option<KeptForm>| {
        let rows = rows.iter().map(|row| row.keep()).collect();
        let form = KeptForm { about: ABOUT.into(), rows, ..KeptForm::default() };
        if before.is_some_and(|before| before != form) {
            form.put();
        }
        form
    });
}

#[component]
pub fn CardsForm(people: Vec<MetView>, on_done: Callback<()>) -> impl IntoView {
    let session = Session::here();
    let title = tn("ui_cards_title", people.len());
    let nobody = people.is_empty();
    let rows = MetRow::all(people, true);
    remember_rows(&rows);
    let problem = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let chosen = rows.clone();
    let none = Memo::new(move |_| chosen.iter().all(|row| !row.taken.get()));
    let saved = rows.clone();
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let people = saved.iter().filter(|row| row.taken.get_untracked()).map(|row| row.form()).collect();
        let form = Box::new(GroupForm { people, ..GroupForm::default() });
        session.act_or(PageRequest::SaveGroup { form }, move |answer| {
            let _ = busy.try_set(false);
            match answer {
                Ok(_) => on_done.run(()),
                Err(wrong) => {
                    let _ = problem.try_set(Some(wrong));
                }
            }
        });
    };
    view! {
        <section class="card capture" id="cards" aria-labelledby="cards-title">
            <h2 id="cards-title">{title}</h2>
            {nobody.then(|| view! { <p class="calm">{t("ui_cards_none")}</p> })}
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <MetRows prefix="cards" rows=rows />
                <FormError id="cards-error" error=problem />
                <div class="actions">
                    {(!nobody)
                        .then(|| {
                            view! {
                                <button id="cards-save" type="submit" disabled=move || busy.get() || none.get()>
                                    {t("ui_save")}
                                </button>
                            }
                        })}
                    <button id="cards-close" type="button" class="quiet" on:click=move |_| on_done.run(())>
                        {t(if nobody { "ui_close" } else { "ui_cancel" })}
                    </button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
