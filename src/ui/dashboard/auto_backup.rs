//! Backups that are saved by themselves: asked for with the permission that it takes, and given back with it.

use crate::app::protocol::{AutoBackupView, PageRequest, Response, Rhythm};
use crate::browser::page;
use crate::ui::components::{NewPassphrase, PassphraseFields, Pick};
use crate::ui::session::{Session, keep_focus};
use crate::ui::text::{moment, resolve, t, tx};
use leptos::prelude::*;
use leptos::task::spawn_local;

const PERMISSION: &str = "downloads";

#[component]
pub fn AutoBackupCard() -> impl IntoView {
    let session = Session::here();
    // `None`: not known yet.
    let auto = RwSignal::new(None::<AutoBackupView>);
    let show = move |answer| {
        if let Response::AutoBackup { auto: now } = answer {
            auto.try_set(Some(now));
        }
    };
    session.ask(PageRequest::AutoBackup, show);
    view! {
        <section class="card" id="auto-backup" aria-labelledby="auto-backup-title">
            <h3 id="auto-backup-title">{t("ui_auto_backup_title")}</h3>
            <p>{t("ui_auto_backup_text")}</p>
            {move || {
                auto.get()
                    .map(|now| match now.every {
                        None => view! { <SwitchOn show=show /> }.into_any(),
                        Some(every) => running(session, every, now, show),
                    })
            }}
        </section>
    }
    .into_any()
}

#[component]
fn SwitchOn(show: impl Fn(Response) + Copy + Send + Sync + 'static) -> impl IntoView {
    let session = Session::here();
    let every = RwSignal::new(Some(Rhythm::Week));
    let passphrase = NewPassphrase::default();
    let switch = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(chosen) = passphrase.chosen() else { return };
        // The browser grants a request only within the press itself: nothing may be awaited before it is made.
        let answer = page::request_feature(PERMISSION);
        spawn_local(async move {
            if answer.await {
                let request = PageRequest::SetAutoBackup { every: every.get_untracked(), passphrase: chosen };
                session.ask(request, move |answer| {
                    show(answer);
                    keep_focus();
                });
            } else {
                session.say(t("ui_auto_backup_refused"));
            }
        });
    };
    let ids = ["auto-backup-passphrase", "auto-backup-passphrase-again", "auto-backup-plain-warning"];
    view! {
        <form class="stack" id="auto-backup-form" on:submit=switch>
            <Pick id="auto-backup-every" label="ui_auto_backup_every" value=every />
            <PassphraseFields passphrase=passphrase ids=ids hint="ui_auto_backup_passphrase_hint" warned=true />
            <p class="hint" id="auto-backup-why">{t("ui_auto_backup_why")}</p>
            <div class="actions">
                <button id="auto-backup-on" type="submit" class="quiet" aria-describedby="auto-backup-why">
                    {t("ui_auto_backup_on")}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn running(session: Session, every: Rhythm, now: AutoBackupView, show: impl Fn(Response) + Copy + 'static) -> AnyView {
    let is = match (every, now.locked) {
        (Rhythm::Day, false) => "ui_auto_backup_is_day",
        (Rhythm::Day, true) => "ui_auto_backup_is_day_locked",
        (Rhythm::Week, false) => "ui_auto_backup_is_week",
        (Rhythm::Week, true) => "ui_auto_backup_is_week_locked",
    };
    let off = move |_| {
        session.ask(PageRequest::SetAutoBackup { every: None, passphrase: String::new() }, move |answer| {
            show(answer);
            keep_focus();
            // Only now: withdrawn before it is off, it would be missed.
            spawn_local(async move {
                if !page::drop_feature(PERMISSION).await {
                    session.say(t("ui_auto_backup_kept"));
                }
            });
        });
    };
    // What failed for want of the permission is asked for again.
    let again = move |_| {
        let answer = page::request_feature(PERMISSION);
        spawn_local(async move {
            if answer.await {
                session.ask(PageRequest::AutoBackupNow, show);
            } else {
                session.say(t("ui_auto_backup_refused"));
            }
        });
    };
    view! {
        <p id="auto-backup-state">{t(is)}</p>
        {now.failed
            .map(|why| {
                view! {
                    <p class="note note-error" id="auto-backup-failed" role="status">
                        <span>
                            <strong>{t("auto_backup_failed")}</strong>
                            " "
                            {resolve(&why)}
                        </span>
                    </p>
                }
            })}
        {now.saved
            .map(|(at, name)| view! { <p class="meta" id="auto-backup-saved">{tx("ui_auto_backup_saved", &[&moment(at), &name])}</p> })}
        <div class="actions">
            <button id="auto-backup-now" type="button" class="quiet" on:click=again>{t("ui_auto_backup_now")}</button>
            <button id="auto-backup-off" type="button" class="quiet" on:click=off>{t("ui_auto_backup_off")}</button>
        </div>
    }
    .into_any()
}
