//! Two who look alike, side by side: the same person, or not?

use crate::app::protocol::PageRequest;
use crate::app::views::{InterviewView, TwinView};
use crate::capture::reading::PersonReading;
use crate::capture::twins::Sign;
use crate::model::{Person, PersonId, ProfileSlug};
use crate::ui::session::{Session, focus_later};
use crate::ui::text::{moment, t, tx};
use leptos::prelude::*;

/// One line of a comparison: its name, and what either side says.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub label: String,
    pub left: String,
    pub right: String,
}

impl Compared {
    pub fn new(label: String, left: impl Into<String>, right: impl Into<String>) -> Self {
        Self { label, left: left.into(), right: right.into() }
    }
}

/// Two sides of something; lines that both lack are left out.
#[component]
pub fn Sides(left: String, right: String, lines: Vec<Compared>) -> impl IntoView {
    view! {
        <table class="sides">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{left}</th>
                    <th scope="col">{right}</th>
                </tr>
            </thead>
            <tbody>
                {lines
                    .into_iter()
                    .filter(|line| !line.left.trim().is_empty() || !line.right.trim().is_empty())
                    .map(|line| {
                        let differs = line.left != line.right;
                        view! {
                            <tr class:differs=differs>
                                <th scope="row">{line.label}</th>
                                <td dir="auto">{line.left}</td>
                                <td dir="auto">{line.right}</td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
    .into_any()
}

/// What is compared of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    name: String,
    title: String,
    company: String,
    email: String,
    phone: String,
    profile: String,
    interviews: String,
}

impl Side {
    pub fn of_person(person: &Person, interviews: &[InterviewView]) -> Self {
        let emails: Vec<&str> = person.emails.iter().map(|email| email.address.as_str()).collect();
        let interviews: Vec<String> = interviews.iter().map(|held| moment(held.interview.start)).collect();
        Self {
            name: person.name.clone(),
            title: person.title.clone(),
            company: person.company.clone(),
            email: emails.join(", "),
            phone: person.phones.join(", "),
            profile: person.linkedin.as_ref().map(|slug| slug.as_str().to_owned()).unwrap_or_default(),
            interviews: interviews.join(", "),
        }
    }

    pub fn of_reading(reading: &PersonReading) -> Self {
        let best = |field: &crate::capture::reading::Field| field.value().unwrap_or_default().to_owned();
        let profile = reading.linkedin.value().and_then(ProfileSlug::new);
        Self {
            name: best(&reading.name),
            title: best(&reading.title),
            company: best(&reading.company),
            email: best(&reading.email),
            phone: best(&reading.phone),
            profile: profile.map(|slug| slug.as_str().to_owned()).unwrap_or_default(),
            interviews: String::new(),
        }
    }

    fn beside(self, other: Self) -> Vec<Compared> {
        vec![
            Compared::new(t("ui_name"), self.name, other.name),
            Compared::new(t("ui_title"), self.title, other.title),
            Compared::new(t("ui_company"), self.company, other.company),
            Compared::new(t("ui_email"), self.email, other.email),
            Compared::new(t("ui_phone"), self.phone, other.phone),
            Compared::new(t("ui_linkedin"), self.profile, other.profile),
            Compared::new(t("ui_interviews"), self.interviews, other.interviews),
        ]
    }
}

fn signs(signs: &[Sign]) -> String {
    let word = |sign: &Sign| {
        t(match sign {
            Sign::SameProfile => "ui_sign_profile",
            Sign::SameAddress => "ui_sign_address",
            Sign::LikeAddress => "ui_sign_like_address",
            Sign::LikeName => "ui_sign_name",
            Sign::SameCompany => "ui_sign_company",
        })
    };
    tx("ui_twin_signs", &[&signs.iter().map(word).collect::<Vec<_>>().join(", ")])
}

/// What the user says of somebody not saved yet and those who look alike.
#[derive(Clone, Copy)]
pub struct Verdicts {
    pub same: RwSignal<Option<PersonId>>,
    pub not_same: RwSignal<Vec<PersonId>>,
}

impl Verdicts {
    pub fn new() -> Self {
        Self { same: RwSignal::new(None), not_same: RwSignal::new(Vec::new()) }
    }
}

/// Asks about each who looks alike, one after the other, until one is the same.
#[component]
pub fn TwinQuestion(#[prop(into)] id: String, here: Side, twins: Vec<TwinView>, verdicts: Verdicts) -> impl IntoView {
    let twins = StoredValue::new(twins);
    let name_of = move |id: PersonId| {
        twins.with_value(|all| all.iter().find(|twin| twin.person.id == id).map(|twin| twin.person.name.clone()))
    };
    let asked = move || {
        let decided = verdicts.not_same.get();
        twins.with_value(|all| all.iter().find(|twin| !decided.contains(&twin.person.id)).cloned())
    };
    let place = StoredValue::new(id.clone());
    // The button that was pressed goes; the keyboard goes on from here.
    let go_on = move || focus_later(place.get_value());
    let again = move || {
        view! {
            <button
                type="button"
                class="link twin-again"
                on:click=move |_| {
                    verdicts.same.set(None);
                    verdicts.not_same.set(Vec::new());
                    go_on();
                }
            >
                {t("ui_twin_again")}
            </button>
        }
    };
    view! {
        <div class="twin" id=id role="group" aria-label=t("ui_twin_question") tabindex="-1">
            {move || match verdicts.same.get() {
                Some(id) => {
                    let text = tx("ui_twin_is_same", &[&name_of(id).unwrap_or_default()]);
                    view! { <p class="note twin-same"><span>{text}</span> " " {again()}</p> }.into_any()
                }
                None => {
                    let decided: Vec<String> = verdicts.not_same.get().into_iter().filter_map(name_of).collect();
                    let told = (!decided.is_empty())
                        .then(|| {
                            let text = tx("ui_twin_is_other", &[&decided.join(", ")]);
                            view! { <p class="note twin-other"><span>{text}</span> " " {again()}</p> }
                        });
                    let question = asked()
                        .map(|twin| {
                            let id = twin.person.id;
                            let other = Side::of_person(&twin.person, &twin.interviews);
                            view! {
                                <div class="twin-question" data-twin=id.to_string()>
                                    <p><strong>{t("ui_twin_question")}</strong> " " {signs(&twin.signs)}</p>
                                    <Sides left=t("ui_twin_here") right=t("ui_twin_saved") lines=here.clone().beside(other) />
                                    <div class="actions">
                                        <button
                                            type="button"
                                            class="quiet twin-yes"
                                            on:click=move |_| {
                                                verdicts.same.set(Some(id));
                                                go_on();
                                            }
                                        >
                                            {t("ui_twin_yes")}
                                        </button>
                                        <button
                                            type="button"
                                            class="quiet twin-no"
                                            on:click=move |_| {
                                                verdicts.not_same.update(|all| all.push(id));
                                                go_on();
                                            }
                                        >
                                            {t("ui_twin_no")}
                                        </button>
                                    </div>
                                </div>
                            }
                        });
                    view! {
                        {told}
                        {question}
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

/// Those who may be the same as somebody known. Merging keeps the one whose page this is.
#[component]
pub fn KnownTwins(person: Person, interviews: Vec<InterviewView>, twins: Vec<TwinView>) -> impl IntoView {
    let session = Session::here();
    let kept = person.id;
    let here = Side::of_person(&person, &interviews);
    twins
        .into_iter()
        .map(|twin| {
            let gone = twin.person.id;
            let other = Side::of_person(&twin.person, &twin.interviews);
            view! {
                <div class="card twin" role="group" data-twin=gone.to_string() aria-label=t("ui_twin_question")>
                    <p><strong>{t("ui_twin_question")}</strong> " " {signs(&twin.signs)}</p>
                    <Sides left=person.name.clone() right=twin.person.name.clone() lines=here.clone().beside(other) />
                    <div class="actions">
                        <button
                            type="button"
                            class="twin-merge"
                            on:click=move |_| session.act(PageRequest::MergePeople { kept, gone }, |_| ())
                        >
                            {t("ui_twin_merge")}
                        </button>
                        <button
                            type="button"
                            class="quiet twin-apart"
                            on:click=move |_| session.act(PageRequest::TellApart { one: kept, other: gone }, |_| ())
                        >
                            {t("ui_twin_no")}
                        </button>
                    </div>
                </div>
            }
        })
        .collect_view()
        .into_any()
}
