//! What was typed into a form and not saved: it outlives the form, the page and the browser, and what another window
//! stores meanwhile is not overwritten without a word.

use crate::app::three_way;
use crate::ui::remember;
use crate::ui::text::{t, tx};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// As it is remembered.
#[derive(Serialize, Deserialize)]
struct Held<T> {
    /// What the form began with.
    base: T,
    typed: T,
}

pub struct Unsaved<T: Send + Sync + 'static> {
    key: StoredValue<String>,
    /// What is stored, as far as this form knows; `None` until it is known.
    base: RwSignal<Option<T>>,
    fill: Callback<T>,
    /// The form began with what was typed before.
    resumed: RwSignal<bool>,
    /// Fields changed here and, otherwise, in another window.
    both: RwSignal<Vec<String>>,
    /// There is no room to remember what is typed.
    refused: RwSignal<bool>,
}

// Derived, they would ask it of `T` too.
impl<T: Send + Sync + 'static> Clone for Unsaved<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Unsaved<T> {}

impl<T> Unsaved<T>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    /// `key`: what it is remembered under. `stored`: the form's fields as they are stored by now. `typed` reads the
    /// form and tracks it; `fill` puts values into it.
    pub fn of(
        key: String,
        stored: Memo<Option<T>>,
        typed: impl Fn() -> T + Copy + Send + Sync + 'static,
        fill: impl Fn(T) + Send + Sync + 'static,
    ) -> Self {
        let unsaved = Self {
            key: StoredValue::new(key),
            base: RwSignal::new(None),
            fill: Callback::new(fill),
            resumed: RwSignal::new(false),
            both: RwSignal::new(Vec::new()),
            refused: RwSignal::new(false),
        };
        Effect::new(move |_| {
            if let Some(stored) = stored.get() {
                unsaved.take_in(stored, untrack(typed));
            }
        });
        Effect::new(move |_| {
            let typed = typed();
            if let Some(base) = unsaved.base.get_untracked() {
                unsaved.keep(base, typed);
            }
        });
        let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
            // Only where nothing but this page has the words.
            if unsaved.refused.try_get_untracked() == Some(true) {
                event.prevent_default();
            }
        });
        on_cleanup(move || leaving.remove());
        unsaved
    }

    fn take_in(self, stored: T, typed: T) {
        let first = self.base.with_untracked(Option::is_none);
        let (base, typed) = match self.base.get_untracked() {
            Some(base) => (base, typed),
            None => match remember::get::<Held<T>>(&self.key.get_value()) {
                Some(held) => (held.base, held.typed),
                None => (stored.clone(), stored.clone()),
            },
        };
        let merged = three_way::merge(&base, &typed, &stored);
        if first {
            self.resumed.set(merged.value != stored);
        }
        // What was told before stays told until it is saved or given up.
        self.both.update(|both| {
            if merged.value == stored {
                both.clear();
            }
            both.extend(merged.both);
            both.sort();
            both.dedup();
        });
        self.base.set(Some(stored.clone()));
        self.fill.run(merged.value.clone());
        self.keep(stored, merged.value);
    }

    fn keep(self, base: T, typed: T) {
        self.key.with_value(|key| {
            if base == typed {
                remember::forget(key);
                self.refused.set(false);
            } else {
                self.refused.set(!remember::put(key, &Held { base, typed }));
            }
        });
    }

    /// What was typed is stored now, so that hearing of it is no news.
    pub fn saved(self, typed: T) {
        let _ = self.resumed.try_set(false);
        let _ = self.both.try_set(Vec::new());
        self.key.try_with_value(|key| remember::forget(key));
        let _ = self.base.try_set(Some(typed));
    }

    fn give_up(self) {
        if let Some(base) = self.base.get_untracked() {
            self.resumed.set(false);
            self.both.set(Vec::new());
            self.fill.run(base);
        }
    }
}

/// What the user has to know of what they typed: that it is from before, that another window changed the same, that
/// it cannot be kept. `label`: the catalogue's key for a field's name.
#[component]
pub fn UnsavedNote<T>(
    id: &'static str,
    unsaved: Unsaved<T>,
    #[prop(optional)] label: Option<fn(&str) -> Option<&'static str>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let names = move || {
        let named = |field: &String| label.and_then(|label| label(field)).map(t);
        unsaved.both.with(|both| {
            let mut names: Vec<String> = both.iter().filter_map(named).collect();
            names.dedup();
            names.join(", ")
        })
    };
    view! {
        <div id=id class="stack" role="status">
            <Show when=move || unsaved.resumed.get() && unsaved.both.with(Vec::is_empty)>
                <p class="note unsaved-resumed">
                    {t("ui_capture_resumed")} " "
                    <button type="button" class="link" on:click=move |_| unsaved.give_up()>{t("ui_start_over")}</button>
                </p>
            </Show>
            <Show when=move || !unsaved.both.with(Vec::is_empty)>
                <p class="note warned unsaved-both">
                    {move || tx("ui_unsaved_both", &[&names()])} " "
                    <button type="button" class="link" on:click=move |_| unsaved.give_up()>
                        {t("ui_unsaved_theirs")}
                    </button>
                </p>
            </Show>
            <Show when=move || unsaved.refused.get()>
                <p class="note note-error unsaved-refused">{t("ui_unsaved_refused")}</p>
            </Show>
        </div>
    }
    .into_any()
}
