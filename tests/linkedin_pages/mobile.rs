//! The mobile web, signed in and not.

use super::{Case, person};

const ADA: &str = "https://www.linkedin.com/in/ada-quill-91b2/";

struct Card {
    name: &'static str,
    degree: &'static str,
    headline: &'static str,
    row: &'static str,
    place: &'static str,
    actions: &'static str,
    tag: &'static str,
}

const CARD: Card = Card {
    name: "Ada Quill",
    degree: r#"<span title="2nd degree connection" class="text-color-text-low-emphasis">2nd</span>"#,
    headline: "Fern keeper",
    row: r#"<span dir="ltr">Moss University</span><span class="dot-separator"> · </span><span class="member-current-company" dir="ltr">Farnwood</span>"#,
    place: "Lyon, Auvergne-Rhône-Alpes, France",
    actions: r#"<button>Connect</button><button>Message</button><button>More</button>"#,
    tag: "div",
};

impl Card {
    fn html(&self) -> String {
        let Self { name, degree, headline, row, place, actions, tag } = self;
        let row = if row.is_empty() {
            String::new()
        } else {
            format!(r#"<{tag} class="body-small text-color-text-low-emphasis">{row}</{tag}>"#)
        };
        format!(
            r#"<head><meta name="pageKey" content="p_mwlite_profile_view"><title>{name} | LinkedIn</title></head><body>
            <header><a href="/mwlite/feed">Home</a><a href="/mwlite/mynetwork">My Network</a><a href="/mwlite/messaging">Messaging</a></header>
            <div class="modal" hidden><h2>About this profile</h2><h3>{name}</h3><p>Joined</p><p>March 2014</p><p>Contact information</p><p>Updated 2 years ago</p></div>
            <main><section class="basic-profile-section"><div id="profile-picture-container"></div>
            <div class="bg-color-background-container mx-2 mt-2 mb-1"><{tag}><h1 class="text-color-text heading-large" dir="ltr">{name}</h1>{degree}</{tag}>
            <{tag} class="body-small text-color-text"><span dir="ltr">{headline}</span></{tag}>{row}
            <{tag} class="body-small text-color-text-low-emphasis"><span dir="ltr">{place}</span> <span class="dot-separator"> · </span> <span class="whitespace-nowrap">500+ connections</span></{tag}></div>
            <div class="profile-action-container" data-vanity-name="ada-quill-91b2">{actions}</div></section>
            <section class="about-section"><h2>About</h2><div class="description">Words about ferns, moss and peat.</div></section>
            <section class="experience-container"><h2>Experience</h2><ol><li><a href="/mwlite/company/farnwood"><span class="list-item-heading">Keeper of ferns</span><span class="body-medium">Farnwood</span></a>
            <div class="body-small"><span>Jan 2020</span> - <span>Present</span> <span>6 yrs 2 mos</span></div></li></ol></section>
            <section><h2>People also viewed</h2><ul><li><a href="/mwlite/profile/in/bo-fern"><span>Bo Fern</span><span>Moss keeper at Mossworks</span></a><button>Connect</button></li></ul></section></main></body>"#
        )
    }
}

pub fn mobile() -> Vec<Case> {
    let all = [
        ("name", "Ada Quill"),
        ("headline", "Fern keeper"),
        ("title", "Keeper of ferns"),
        ("company", "Farnwood"),
        ("location", "Lyon, Auvergne-Rhône-Alpes, France"),
        ("degree", "2"),
        ("connect", "offered"),
    ];
    let without = |fields: &[&str]| all.iter().copied().filter(|(f, _)| !fields.contains(f)).collect::<Vec<_>>();
    vec![
        person("signed in", ADA, CARD.html(), &all),
        person(
            "signed in, on its own path",
            "https://www.linkedin.com/mwlite/profile/in/ada-quill-91b2",
            CARD.html(),
            &all,
        ),
        person("signed in, as a list of definitions", ADA, Card { tag: "dd", ..CARD }.html(), &all),
        person(
            "the school alone in the row",
            ADA,
            Card { row: r#"<span dir="ltr">Moss University</span>"#, ..CARD }.html(),
            &all,
        ),
        person("no row of employer and school", ADA, Card { row: "", ..CARD }.html(), &all),
        person(
            "first degree",
            ADA,
            Card {
                degree: r#"<span title="1st degree connection">1st</span>"#,
                actions: "<button>Message</button>",
                ..CARD
            }
            .html(),
            &{
                let mut first = without(&["degree", "connect"]);
                first.push(("degree", "1"));
                first
            },
        ),
        person(
            "pending, with a premium badge and a Hebrew name",
            ADA,
            Card {
                name: "עדה קוויל",
                degree: r#"<span>Premium member</span><span title="2nd degree connection">2nd</span>"#,
                actions: "<button>Pending</button><button>Message</button>",
                ..CARD
            }
            .html(),
            &{
                let mut hebrew = without(&["name", "connect"]);
                hebrew.push(("name", "עדה קוויל"));
                hebrew
            },
        ),
        person(
            "a guest on the mobile web",
            "https://m.linkedin.com/in/ada-quill-91b2",
            r#"<head><title>Ada Quill - Fern keeper - Farnwood | LinkedIn</title></head><body><a href="https://www.linkedin.com/signup/x">Join now</a><a href="https://www.linkedin.com/login">Sign in</a>
            <main><section class="top-card-layout"><h1 class="top-card-layout__title">Ada Quill</h1><h2 class="top-card-layout__headline">Ferns and more</h2>
            <h3><span>Lyon, France</span></h3><h4><span>412 connections</span></h4><a href="/company/farnwood?trk=public_profile_topcard-current-company">Farnwood</a></section>
            <section><h2>Experience</h2><ul><li><h3>Fern keeper</h3><h4>Farnwood</h4><p>2020 – Present</p></li></ul></section></main></body>"#,
            &[
                ("name", "Ada Quill"),
                ("headline", "Ferns and more"),
                ("title", "Fern keeper"),
                ("company", "Farnwood"),
                ("location", "Lyon, France"),
            ],
        ),
    ]
}
