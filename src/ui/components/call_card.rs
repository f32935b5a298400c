//! What to have before one's eyes with the telephone in one's hand (rules F5, F6).

use super::draft::DraftEditor;
use crate::app::views::CallView;
use crate::followup::OpenerKind;
use crate::ui::text::{moment, resolve, t, tn, tx};
use leptos::prelude::*;

const fn about(kind: OpenerKind) -> &'static str {
    match kind {
        OpenerKind::News => "ui_opener_news",
        OpenerKind::Special => "ui_opener_special",
        OpenerKind::CommonGround => "ui_opener_common_ground",
        OpenerKind::SharedInterest => "ui_opener_shared_interest",
    }
}

/// RFC 3966: digits, and a plus in front; all else is for the eye.
pub fn dialled(number: &str) -> String {
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    format!("tel:{plus}{digits}")
}

#[component]
pub fn CallCard(editor: DraftEditor) -> impl IntoView {
    let call = Memo::new(move |_| editor.draft.with(|draft| draft.as_ref().and_then(|draft| draft.call.clone())));
    view! {
        <section class="call-card stack" id="call-card" tabindex="-1" aria-label=t("ui_call_card")>
            {move || call.get().map(|call| whole(*call))}
        </section>
    }
    .into_any()
}

fn whole(call: CallView) -> AnyView {
    let CallView { card, last_contact, voicemail } = call;
    let phones = card.phones.into_iter().filter(|phone| !phone.trim().is_empty());
    let phones: Vec<String> = phones.collect();
    let last = card.last_contact.zip(last_contact).map(|((at, _), what)| {
        let text = tx("ui_call_last", &[&moment(at), &resolve(&what)]);
        view! { <p class="meta" id="call-last">{text}</p> }
    });
    let openers = card.openers;
    view! {
        {(!phones.is_empty())
            .then(|| {
                view! {
                    <p class="phones">
                        {phones
                            .into_iter()
                            .map(|phone| view! { <a class="button quiet" dir="ltr" href=dialled(&phone)>{phone.clone()}</a> })
                            .collect_view()}
                    </p>
                }
            })}
        {last}
        {if openers.is_empty() {
            view! { <p class="hint">{t("ui_call_openers_none")}</p> }.into_any()
        } else {
            view! {
                <div>
                    <h4>{t("ui_call_openers")}</h4>
                    <dl class="openers" id="call-openers">
                        {openers
                            .into_iter()
                            .map(|opener| {
                                view! {
                                    <div>
                                        <dt>{t(about(opener.about))}</dt>
                                        <dd dir="auto">{opener.text}</dd>
                                    </div>
                                }
                            })
                            .collect_view()}
                    </dl>
                </div>
            }
                .into_any()
        }}
        {voicemail
            .map(|voicemail| {
                view! {
                    <div class="voicemail" id="draft-voicemail">
                        <h4>{t("ui_voicemail")}</h4>
                        <p class="preformatted" dir="auto">{voicemail.text}</p>
                        <p class="meta">{tn("ui_voicemail_seconds", voicemail.seconds as usize)}</p>
                    </div>
                }
            })}
    }
    .into_any()
}
