//! A passphrase that is chosen: typed twice, and none is a choice too.

use crate::ui::components::TextField;
use crate::ui::text::t;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct NewPassphrase {
    text: RwSignal<String>,
    repeated: RwSignal<String>,
    tried: RwSignal<bool>,
}

impl Default for NewPassphrase {
    fn default() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { text: empty(), repeated: empty(), tried: RwSignal::new(false) }
    }
}

impl NewPassphrase {
    /// Empty: none. `None`: the two are not the same, which the fields say from now on.
    pub fn chosen(self) -> Option<String> {
        self.tried.set(true);
        let text = self.text.get_untracked();
        // One who clears the first field again wants none.
        (text.is_empty() || text == self.repeated.get_untracked()).then_some(text)
    }

    pub fn clear(self) {
        self.text.set(String::new());
        self.repeated.set(String::new());
        self.tried.set(false);
    }
}

/// `ids`: of the two fields, and of the warning that stands there as long as there is no passphrase.
#[component]
pub fn PassphraseFields(
    passphrase: NewPassphrase,
    ids: [&'static str; 3],
    hint: &'static str,
    /// The page says already what none means.
    #[prop(optional)]
    warned: bool,
) -> impl IntoView {
    let NewPassphrase { text, repeated, tried } = passphrase;
    let [first, again, warning] = ids;
    let is_plain = Memo::new(move |_| text.with(String::is_empty));
    let differ = Memo::new(move |_| text.get() != repeated.get());
    let problem = Signal::derive(move || (tried.get() && differ.get()).then(|| t("ui_backup_passphrase_differs")));
    view! {
        <TextField
            id=first
            label="ui_backup_passphrase"
            value=text
            kind="password"
            autocomplete="new-password"
            hint=hint
        />
        <Show when=move || !is_plain.get()>
            <TextField
                id=again
                label="ui_backup_passphrase_again"
                value=repeated
                kind="password"
                autocomplete="new-password"
                problem=problem
            />
        </Show>
        <Show when=move || is_plain.get() && !warned>
            <p class="note warned" id=warning>{t("ui_backup_plain_warning")}</p>
        </Show>
    }
    .into_any()
}
