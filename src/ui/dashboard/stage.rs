//! Where an opportunity stands, and who answered.

use crate::app::protocol::PageRequest;
use crate::app::views::{PersonBrief, ReplyView};
use crate::model::{OpportunityId, Stage};
use crate::ui::session::Session;
use crate::ui::text::{Choice, moment, t, tx};
use leptos::prelude::*;

/// Rules W2, T14: the stage ends or resumes the prompts; a reply answers the check-ins.
#[component]
pub fn StageRow(
    id: OpportunityId,
    stage: Stage,
    /// Who may have replied.
    people: Memo<Option<Vec<PersonBrief>>>,
) -> impl IntoView {
    let session = Session::here();
    let from = RwSignal::new(String::new());
    let set = move |stage| session.act(PageRequest::SetStage { opportunity: id, stage }, |_| ());
    let replied = move |_| {
        let from = from.get_untracked();
        let people = people.get_untracked().unwrap_or_default();
        let person = people.iter().map(|person| person.id).find(|person| person.to_string() == from);
        session.act(PageRequest::RecordReply { opportunity: id, person }, |_| ());
    };
    view! {
        <div class="row">
            <div class="field">
                <label for="opportunity-stage">{t("ui_stage")}</label>
                <select
                    id="opportunity-stage"
                    on:change=move |event| {
                        if let Some(stage) = Stage::from_value(&event_target_value(&event)) {
                            set(stage);
                        }
                    }
                >
                    {Stage::ALL
                        .iter()
                        .map(|&choice| {
                            view! { <option value=choice.value() selected=choice == stage>{t(choice.label())}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            {if matches!(stage, Stage::Open | Stage::Offered) {
                view! {
                    <div class="field">
                        <label for="reply-from">{t("ui_reply_from")}</label>
                        <select id="reply-from" on:change=move |event| from.set(event_target_value(&event))>
                            <option value="">{t("ui_reply_somebody")}</option>
                            {move || {
                                people
                                    .get()
                                    .unwrap_or_default()
                                    .into_iter()
                                    .map(|person| view! { <option value=person.id.to_string()>{person.name}</option> })
                                    .collect_view()
                            }}
                        </select>
                    </div>
                    <button id="reply-received" type="button" class="quiet" on:click=replied>
                        {t("ui_reply_received")}
                    </button>
                }
                    .into_any()
            } else {
                view! {
                    <button id="opportunity-reopen" type="button" class="quiet" on:click=move |_| set(Stage::Open)>
                        {t("ui_stage_reopen")}
                    </button>
                }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
pub fn Replies(replies: Vec<ReplyView>) -> impl IntoView {
    (!replies.is_empty()).then(|| {
        view! {
            <ul class="plain meta" id="replies" aria-label=t("ui_replies")>
                {replies
                    .into_iter()
                    .map(|ReplyView { at, from }| {
                        let at = moment(at);
                        let text = if from.is_empty() {
                            tx("ui_reply_line", &[&at])
                        } else {
                            tx("ui_reply_line_from", &[&at, &from])
                        };
                        view! { <li dir="auto">{text}</li> }
                    })
                    .collect_view()}
            </ul>
        }
    })
}
