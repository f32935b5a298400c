//! Somebody known: who they are, the interviews, what was done.

use super::call_card::dialled;
use super::step::{kind_name, settled};
use crate::app::steps;
use crate::app::views::{InterviewView, PersonBrief, PersonView, StepView};
use crate::model::Role;
use crate::ui::session::dashboard;
use crate::ui::text::{Choice, clock_time, isolated, line, moment, moment_in, resolve, t, tx, zone};
use leptos::prelude::*;

/// Name, place in the company, and how to reach them. `level` of the heading is 2.
#[component]
pub fn PersonHead(view: PersonView) -> impl IntoView {
    let PersonView { person, connected, opportunities, .. } = view;
    let email = person.email().map(str::to_owned);
    let website = Some(person.website.clone()).filter(|site| !site.is_empty());
    let address = person.postal_address.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let address = address.join(", ");
    let phones: Vec<String> = person.phones.iter().filter(|phone| !phone.trim().is_empty()).cloned().collect();
    let preferred = person.preferred_channel.map(|way| tx("ui_preferred_is", &[&resolve(&steps::by(way))]));
    let profile = person.linkedin.as_ref().map(crate::model::ProfileSlug::url);
    view! {
        <header class="person" data-person=person.id.to_string()>
            <h2 id="person-name" dir="auto">{person.name.clone()}</h2>
            <p>{line(&[&person.title, &person.company])}</p>
            {opportunities
                .into_iter()
                .map(|o| {
                    let (href, target) = dashboard(&format!("opportunity/{}", o.id));
                    // Their own company stands in the line above.
                    let same = o.company == person.company && !o.job_title.is_empty();
                    let label = line(&[if same { "" } else { &o.company }, &o.job_title]);
                    view! {
                        <p class="meta person-opportunity" dir="auto">
                            <a href=href target=target>{label}</a>
                        </p>
                    }
                })
                .collect_view()}
            <p class="meta links">
                {connected.then(|| view! { <span class="badge">{t("ui_connected")}</span> })}
                {email.map(|email| view! { <span dir="ltr" id="person-email">{email}</span> })}
                {phones
                    .into_iter()
                    .map(|phone| {
                        view! {
                            <span>
                                <a class="person-phone" dir="ltr" href=dialled(&phone)>{phone.clone()}</a>
                            </span>
                        }
                    })
                    .collect_view()}
                {profile
                    .map(|url| {
                        view! {
                            <span>
                                <a href=url target="_blank" rel="noreferrer">{t("ui_profile")}</a>
                            </span>
                        }
                    })}
                {website.map(website_link)}
            </p>
            {preferred.map(|preferred| view! { <p class="meta" id="person-preferred">{preferred}</p> })}
            {(!address.is_empty()).then(|| view! { <p class="meta" id="person-address" dir="auto">{address}</p> })}
        </header>
    }
    .into_any()
}

/// A link only where it leads to a web page; any other text stays text.
fn website_link(site: String) -> AnyView {
    let lower = site.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        view! {
            <span>
                <a id="person-website" href=site target="_blank" rel="noreferrer">{t("ui_website")}</a>
            </span>
        }
        .into_any()
    } else {
        view! { <span id="person-website" dir="ltr">{site}</span> }.into_any()
    }
}

/// Who, and as what where that says something.
fn named(person: &PersonBrief, role: Role) -> String {
    let name = isolated(&person.name);
    if role == Role::Other { name } else { tx("ui_name_role", &[&name, &t(role.label())]) }
}

/// When, what kind, with whom; the interview's own zone too when it is not the user's.
#[component]
pub fn InterviewLine(view: InterviewView) -> impl IntoView {
    let InterviewView { interview, cancelled, people, .. } = view;
    let time = format!("{} – {}", moment(interview.start), clock_time(interview.end));
    let elsewhere = (interview.zone != zone()).then(|| moment_in(interview.start, &interview.zone)).filter(|other| {
        // The same wall clock under another name is no news.
        !other.starts_with(&moment(interview.start))
    });
    let with: Vec<String> = people.iter().map(|(person, role)| named(person, *role)).collect();
    view! {
        <p class="interview" class:cancelled=cancelled data-interview=interview.id.to_string()>
            <strong>{t(interview.kind.label())}</strong>
            " · "
            <span>{time}</span>
            {elsewhere.map(|time| view! { <span class="meta">" ("{time}")"</span> })}
            {cancelled.then(|| view! { <span class="badge">{t("ui_cancelled")}</span> })}
            {(!interview.place.is_empty()).then(|| view! { <span class="meta" dir="auto">" · "{interview.place.clone()}</span> })}
            <span class="meta block">{with.join(", ")}</span>
        </p>
    }
    .into_any()
}

/// What was done or left, latest first.
#[component]
pub fn HistoryList(steps: Vec<StepView>) -> impl IntoView {
    view! {
        <ul class="plain history" id="history">
            {steps
                .into_iter()
                .map(|step| {
                    let when = settled(&step).unwrap_or_else(|| t("ui_when_expired"));
                    view! {
                        <li data-history=kind_name(step.kind) data-state=step.state.name()>
                            <span dir="auto">{resolve(&step.title)}</span>
                            <span class="meta block">{when}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}
