//! Asking for sites, each by its name and with the reason. The browser asks again before it grants anything.

use crate::browser::page;
use crate::ui::session::Session;
use crate::ui::sites::{AskableSite, askable_sites, may_ask_own, own_pattern};
use crate::ui::text::{t, tx};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The askable sites with whether each is enabled; kept up to date while the page lives.
fn site_states() -> RwSignal<Vec<(AskableSite, bool)>> {
    let states = RwSignal::new(Vec::new());
    let refresh = move || {
        spawn_local(async move {
            let mut all = Vec::new();
            for site in askable_sites() {
                let enabled = page::has_permission(&hosts(&site)).await;
                all.push((site, enabled));
            }
            let _ = states.try_set(all);
        });
    };
    refresh();
    page::on_permissions(refresh);
    states
}

fn hosts(site: &AskableSite) -> Vec<&str> {
    site.hosts.iter().map(String::as_str).collect()
}

/// The browser grants a request only within the click itself: nothing may be awaited before it is made.
fn enable(session: Session, site: &AskableSite) {
    let answer = page::request_permission(&hosts(site));
    let name = site.name.clone();
    spawn_local(async move {
        let key = if answer.await { "ui_site_enabled" } else { "ui_site_refused" };
        session.say(tx(key, &[&name]));
        session.changed();
    });
}

/// Said once for all webmails, wherever there is one to enable.
const WHY_WEBMAIL: &str = "why-webmail";

fn webmail_reason() -> AnyView {
    view! { <p class="hint" id=WHY_WEBMAIL>{t("ui_why_webmail")}</p> }.into_any()
}

fn enable_label(site: &AskableSite) -> String {
    if site.is_linkedin() { t("ui_enable_linkedin") } else { tx("ui_enable_site", &[&site.name]) }
}

/// Offers what is not enabled yet; nothing when all is.
#[component]
pub fn SiteOffer() -> impl IntoView {
    let states = site_states();
    let open = Memo::new(move |_| {
        let all = states.get();
        all.into_iter().filter(|(_, enabled)| !enabled).map(|(site, _)| site).collect::<Vec<_>>()
    });
    let linkedin = move || open.get().into_iter().filter(AskableSite::is_linkedin).collect::<Vec<_>>();
    let webmails = move || open.get().into_iter().filter(|site| !site.is_linkedin()).collect::<Vec<_>>();
    view! {
        <Show when=move || !open.with(Vec::is_empty)>
            <section class="offer" aria-labelledby="offer-title">
                <h2 id="offer-title">{t("ui_sites_offer")}</h2>
                <Show when=move || !linkedin().is_empty()>
                    <ul class="plain">
                        <For each=linkedin key=|site| site.key.clone() let:site>
                            <SiteAsk site=site />
                        </For>
                    </ul>
                </Show>
                <Show when=move || !webmails().is_empty()>
                    <details class="fold" id="offer-webmail">
                        <summary>{t("ui_enable_webmail")}</summary>
                        {webmail_reason()}
                        <ul class="plain">
                            <For each=webmails key=|site| site.key.clone() let:site>
                                <SiteAsk site=site />
                            </For>
                        </ul>
                    </details>
                </Show>
                <p class="meta">{t("ui_sites_without")}</p>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn SiteAsk(site: AskableSite) -> impl IntoView {
    let session = Session::here();
    let id = format!("enable-{}", site.key);
    let own_reason = site.is_linkedin().then(|| format!("{id}-why"));
    let why = own_reason.clone().unwrap_or_else(|| WHY_WEBMAIL.into());
    view! {
        <li class="site">
            <button
                id=id
                type="button"
                class="quiet"
                aria-describedby=why
                on:click={
                    let site = site.clone();
                    move |_| enable(session, &site)
                }
            >
                {enable_label(&site)}
            </button>
            {own_reason.map(|id| view! { <p class="hint" id=id>{t("ui_why_linkedin")}</p> })}
        </li>
    }
    .into_any()
}

/// All sites with their state, and a way to withdraw each.
#[component]
pub fn SiteList(
    /// Without the field for an address of the user's own.
    #[prop(optional)]
    no_own: bool,
) -> impl IntoView {
    let session = Session::here();
    let states = site_states();
    let asks_webmail = move || states.with(|all| all.iter().any(|(site, enabled)| !enabled && !site.is_linkedin()));
    view! {
        <Show when=asks_webmail>{webmail_reason()}</Show>
        <ul class="plain sites" id="sites">
            <For each=move || states.get() key=|(site, enabled)| (site.key.clone(), *enabled) let:entry>
                {
                    let (site, enabled) = entry;
                    if enabled {
                        let id = format!("disable-{}", site.key);
                        let name = site.name.clone();
                        view! {
                            <li class="site site-on">
                                <p><strong>{site.name.clone()}</strong> " " <span class="badge">{t("ui_site_on")}</span></p>
                                <button
                                    id=id
                                    type="button"
                                    class="quiet"
                                    on:click=move |_| {
                                        let site = site.clone();
                                        spawn_local(async move {
                                            let removed = page::drop_permission(&hosts(&site)).await;
                                            let key = if removed { "ui_site_disabled" } else { "ui_site_kept" };
                                            session.say(tx(key, &[&site.name]));
                                        });
                                    }
                                >
                                    {tx("ui_disable_site", &[&name])}
                                </button>
                            </li>
                        }
                        .into_any()
                    } else {
                        view! { <SiteAsk site=site /> }.into_any()
                    }
                }
            </For>
        </ul>
        {(may_ask_own() && !no_own).then(|| view! { <OwnWebmail /> })}
    }
    .into_any()
}

/// A webmail that the user's employer or provider runs at its own address.
#[component]
fn OwnWebmail() -> impl IntoView {
    let session = Session::here();
    let address = RwSignal::new(String::new());
    view! {
        <form
            class="row"
            on:submit=move |event| {
                event.prevent_default();
                let typed = address.get_untracked();
                let Some(pattern) = own_pattern(&typed) else {
                    session.say(tx("ui_own_host_bad", &[&typed]));
                    return;
                };
                let site = AskableSite { key: "own".into(), name: typed.trim().to_owned(), hosts: vec![pattern] };
                enable(session, &site);
            }
        >
            <div class="field">
                <label for="own-host">{t("ui_own_host")}</label>
                <input id="own-host" type="text" inputmode="url" dir="ltr" autocomplete="off" placeholder="mail.example.org" bind:value=address />
            </div>
            <button id="enable-own-host" type="submit" class="quiet">{t("ui_own_host_enable")}</button>
        </form>
    }
    .into_any()
}
