//! Reading the tab in front, so that what is shown is always about the page that is shown.

use crate::app::ErrorView;
use crate::app::protocol::{PageRequest, Response};
use crate::app::views::TabView;
use crate::browser::page;
use crate::model::ProfileSlug;
use crate::ui::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Milliseconds before each further look at a page that has not shown its person yet.
const RETRIES: [u64; 8] = [250, 400, 700, 1_000, 1_500, 2_500, 4_000, 6_000];

#[derive(Clone, Copy)]
pub struct Reader {
    session: Session,
    /// `None` until the answer is there.
    pub view: RwSignal<Option<Result<TabView, ErrorView>>>,
    /// Counts up with every question; an answer to an older one is dropped.
    generation: StoredValue<u32>,
}

impl Reader {
    pub fn new(session: Session) -> Self {
        Self { session, view: RwSignal::new(None), generation: StoredValue::new(0) }
    }

    /// Forgets what is shown, at once.
    pub fn clear(self) {
        self.next_generation();
        self.session.editing.set(false);
        self.view.set(None);
    }

    /// Reads the tab, from now on until it is cleared or read anew.
    pub fn read(self, tab: i32) {
        let generation = self.next_generation();
        spawn_local(self.read_until_shown(tab, generation));
    }

    fn next_generation(self) -> u32 {
        let generation = self.generation.get_value().wrapping_add(1);
        self.generation.set_value(generation);
        generation
    }

    fn is_current(self, generation: u32) -> bool {
        self.generation.try_get_value() == Some(generation)
    }

    async fn read_until_shown(self, tab: i32, generation: u32) {
        for retry in RETRIES.iter().map(Some).chain([None]) {
            let answer = page::ask(&PageRequest::ReadTab { tab }).await;
            let url = page::tab(tab).await.and_then(|tab| tab.url);
            if !self.is_current(generation) {
                return;
            }
            let view = match answer {
                Ok(Response::Tab { tab }) => Ok(if belongs(&tab, url.as_deref()) { *tab } else { TabView::Loading }),
                Ok(_) => return,
                Err(error) => Err(error),
            };
            if view == Ok(TabView::NotAllowed) && self.session.editing.get_untracked() {
                // The permission was withdrawn meanwhile: what was read is read, and what was typed stays.
                return;
            }
            let loading = view == Ok(TabView::Loading);
            if self.view.with_untracked(|shown| shown.as_ref() != Some(&view)) {
                self.view.set(Some(view));
            }
            match retry {
                Some(pause) if loading => wait(Duration::from_millis(*pause)).await,
                _ => return,
            }
            if !self.is_current(generation) {
                return;
            }
        }
    }

    /// The slug of the profile that is shown now.
    pub fn shown_slug(self) -> Option<ProfileSlug> {
        self.view.with_untracked(|view| match view {
            Some(Ok(TabView::Person { reading, .. })) => reading.linkedin.value().and_then(ProfileSlug::new),
            _ => None,
        })
    }
}

async fn wait(pause: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
            },
            pause,
        );
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Whether the person that was read belongs to the address that the tab shows by now. Where the browser does not tell
/// us the address, the background's reading, which compares the two itself, stands.
fn belongs(view: &TabView, url: Option<&str>) -> bool {
    let (TabView::Person { reading, .. }, Some(on_page)) = (view, url.and_then(profile_slug)) else { return true };
    reading.linkedin.value().and_then(ProfileSlug::new) == Some(on_page)
}

/// The slug in the address of a LinkedIn profile.
pub fn profile_slug(url: &str) -> Option<ProfileSlug> {
    let (host, path) = url.split_once("://")?.1.split_once('/')?;
    if host != "linkedin.com" && !host.ends_with(".linkedin.com") {
        return None;
    }
    let slug = path.strip_prefix("in/")?.split(['/', '?', '#']).next()?;
    ProfileSlug::new(&String::from(js_sys::decode_uri_component(slug).ok()?))
}
