//! What the tab in front holds, and whether we know them.

use super::save::{find_person, slug_of};
use super::views::TabView;
use super::{Context, present};
use crate::capture::linkedin;
use crate::capture::reading::Reading;
use crate::capture::snapshot::Snapshot;
use crate::model::History;

pub fn read_tab(history: &History, snapshot: &Snapshot, ctx: &Context) -> TabView {
    match linkedin::read(snapshot) {
        Reading::Loading => TabView::Loading,
        Reading::Nothing { reason } => TabView::Nothing { reason },
        Reading::Profile { person } => {
            let slug = person.linkedin.value().and_then(slug_of);
            let email = person.email.value().unwrap_or_default();
            let known = find_person(history, slug.as_ref(), email)
                .and_then(|record| present::person_view(history, record.person.id, ctx.now))
                .map(Box::new);
            TabView::Person { reading: person, known }
        }
    }
}
