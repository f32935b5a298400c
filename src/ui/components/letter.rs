//! A note that goes by post: to be copied by hand, or printed (rule T12).

use crate::ui::text::t;
use leptos::prelude::*;

/// The note as it goes on paper. The text is the editor's, so that what is changed there shows here.
#[component]
pub fn LetterSheet(
    text: RwSignal<String>,
    /// May be empty.
    address: String,
) -> impl IntoView {
    // A popup ends with the first window that opens over it, such as the print dialogue.
    let prints = document().body().and_then(|body| body.get_attribute("data-page")).as_deref() == Some("dashboard");
    view! {
        <details class="fold" id="letter">
            <summary>{t("ui_letter_sheet")}</summary>
            <p class="hint">{t("ui_letter_why")}</p>
            <div class="sheet" id="letter-sheet">
                {(!address.is_empty()).then(|| view! { <address class="preformatted" dir="auto">{address}</address> })}
                <p class="preformatted" dir="auto">{move || text.get()}</p>
            </div>
            {prints
                .then(|| {
                    view! {
                        <div class="actions">
                            <button
                                id="letter-print"
                                type="button"
                                class="quiet"
                                on:click=move |_| {
                                    // Fails only where there is no window.
                                    let _ = window().print();
                                }
                            >
                                {t("ui_letter_print")}
                            </button>
                        </div>
                    }
                })}
        </details>
    }
    .into_any()
}
