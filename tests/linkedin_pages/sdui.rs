//! Server-driven pages from 2026 on: no `h1`, hashed classes, paragraphs.

use super::{Case, person};

const ADA: &str = "https://www.linkedin.com/in/ada-quill-91b2/";

struct Card {
    title: &'static str,
    name: &'static str,
    degrees: &'static str,
    headline: &'static str,
    company: &'static str,
    place: &'static str,
    contact: &'static str,
    actions: &'static str,
    below: &'static str,
}

const CARD: Card = Card {
    title: "Ada Quill | LinkedIn",
    name: "Ada Quill",
    degrees: "<p>· 2nd</p>",
    headline: "<p>Fern keeper at Farnwood</p>",
    company: "<p>Farnwood · Moss University</p>",
    place: "<p>Lyon, France</p>",
    contact: "Contact info",
    actions: r#"<a href="/messaging/compose/?x">Message</a><button>More</button>"#,
    below: "",
};

impl Card {
    fn html(&self) -> String {
        let Self { title, name, degrees, headline, company, place, contact, actions, below } = self;
        format!(
            r#"<html lang="en"><title>{title}</title><body><header><a href="https://www.linkedin.com/mynetwork/">My Network</a><a href="https://www.linkedin.com/messaging/">Messaging</a></header>
            <div class="_1a"><div class="_2b"><p>{name}</p>{headline}</div><button>More</button></div>
            <main><section class="_3c" componentkey="com.linkedin.sdui.profile.card.refACoAAB1Topcard"><div><div><a href="https://www.linkedin.com/in/ada-quill-91b2/"><div><h2 class="_4d">{name}</h2></div></a><div>{degrees}</div></div>
            {headline}{company}<div>{place}<p>·</p><p><a href="https://www.linkedin.com/in/ada-quill-91b2/overlay/contact-info/">{contact}</a></p></div>
            <div><p>1,204 followers</p><p>·</p><p>500+ connections</p></div><div><a href="/search/results/people/?x"><p>Kim Vetch, Bo Fern, and 3 other mutual connections</p></a></div>
            <div>{actions}</div></div></section>
            <section componentkey="com.linkedin.sdui.profile.card.refACoAAB1Activity"><h2>Activity</h2><a href="https://www.linkedin.com/in/kim-vetch/"><p>Kim Vetch</p><p>Peat director</p></a><p>Words of hers.</p></section>{below}
            <section><h2>People you may know</h2><div><a href="https://www.linkedin.com/in/bo-fern/"><p>Bo Fern</p></a><p>· 2nd</p><p>Moss keeper</p><a href="/preload/custom-invite/?vanityName=bo-fern" aria-label="Invite Bo Fern to connect">Connect</a></div></section></main></body></html>"#
        )
    }
}

pub fn sdui() -> Vec<Case> {
    let all = [
        ("name", "Ada Quill"),
        ("headline", "Fern keeper at Farnwood"),
        ("title", "Fern keeper"),
        ("company", "Farnwood"),
        ("location", "Lyon, France"),
        ("degree", "2"),
    ];
    let with = |more: &[(&'static str, &'static str)]| {
        let mut kept: Vec<_> = all.iter().copied().filter(|(f, _)| !more.iter().any(|(m, _)| m == f)).collect();
        kept.extend(more.iter().copied().filter(|(_, v)| !v.is_empty()));
        kept
    };
    let invite = r#"<a href="/preload/custom-invite/?vanityName=ada-quill-91b2" aria-label="Invite Ada Quill to connect"><span>Connect</span></a><a href="/messaging/compose/?x">Message</a>"#;
    vec![
        person("connect in the card", ADA, Card { actions: invite, ..CARD }.html(), &with(&[("connect", "offered")])),
        person("connect under the closed menu", ADA, CARD.html(), &all),
        person(
            "connect in the menu that is open, outside of the card",
            ADA,
            CARD.html().replace(
                "</body>",
                r#"<div role="menu"><div role="menuitem">Save to PDF</div><a role="menuitem" href="/preload/custom-invite/?vanityName=ada-quill-91b2">Connect</a></div></body>"#,
            ),
            &with(&[("connect", "offered")]),
        ),
        person(
            "pending",
            ADA,
            Card { actions: r#"<a aria-label="Pending, click to withdraw invitation sent to Ada Quill" href="https://www.linkedin.com/in/ada-quill-91b2/"><span>Pending</span></a><a href="/messaging/compose/?x">Message</a>"#, ..CARD }.html(),
            &all,
        ),
        person(
            "two marks of degree, one of them hidden",
            ADA,
            Card { degrees: "<p hidden>· 1st</p><p>· 3rd</p>", actions: invite, ..CARD }.html(),
            &with(&[("degree", "3"), ("connect", "offered")]),
        ),
        person(
            "a school alone between headline and place",
            ADA,
            Card { headline: "<p>Biologist</p>", company: "<p>Moss University</p>", ..CARD }.html(),
            &with(&[("headline", "Biologist"), ("title", ""), ("company", "")]),
        ),
        person(
            "no row of employer and school",
            ADA,
            Card { headline: "<p>Gardening since 1998</p>", company: "", ..CARD }.html(),
            &with(&[("headline", "Gardening since 1998"), ("title", ""), ("company", "")]),
        ),
        person(
            "no place",
            ADA,
            Card { place: "", ..CARD }.html(),
            &with(&[("location", "")]),
        ),
        person(
            "pronouns and a badge beside the name",
            ADA,
            Card { name: "Ada Quill 🌿", degrees: r#"<p>She/Her</p><svg></svg><p>· 2nd</p>"#, ..CARD }.html(),
            &all,
        ),
        person(
            "German interface",
            ADA,
            Card {
                degrees: "<p>· 2.</p>",
                headline: "<p>Leiterin Einkauf bei Farnwood GmbH</p>",
                company: "<p>Farnwood GmbH · Universität Moos</p>",
                place: "<p>Großraum Köln</p>",
                contact: "Kontaktinfo",
                actions: r#"<a href="/preload/custom-invite/?vanityName=ada-quill-91b2" aria-label="Ada Quill einladen, sich zu vernetzen">Vernetzen</a>"#,
                ..CARD
            }
            .html()
            .replace("Activity", "Aktivität")
            .replace("People you may know", "Personen, die Sie vielleicht kennen"),
            &[
                ("name", "Ada Quill"),
                ("headline", "Leiterin Einkauf bei Farnwood GmbH"),
                ("title", "Leiterin Einkauf"),
                ("company", "Farnwood GmbH"),
                ("location", "Großraum Köln"),
                ("degree", "2"),
                ("connect", "offered"),
            ],
        ),
        person(
            "experience with positions below one employer",
            ADA,
            Card {
                headline: "<p>Ferns first</p>",
                below: r#"<section componentkey="com.linkedin.sdui.profile.card.refACoAAB1ExperienceTopLevelSection"><h2>Experience</h2><div><p>Farnwood</p><p>7 yrs 2 mos</p><ul><li><p>Head of ferns</p><p>Full-time</p><p>Sep 2023 - Present · 2 yrs 11 mos</p><p>Lyon, France · On-site</p></li>
                    <li><p>Fern keeper</p><p>Full-time</p><p>Jul 2019 - Sep 2023 · 4 yrs 3 mos</p></li></ul></div><div><p>Gardener</p><p>Mossworks · Part-time</p><p>Jan 2016 - Jul 2019 · 3 yrs 7 mos</p></div></section>
                    <section><h2>Volunteer Experience</h2><div><p>Treasurer</p><p>Peat Trust</p><p>Jan 2020 - Present · 6 yrs</p></div></section>"#,
                ..CARD
            }
            .html(),
            &with(&[("headline", "Ferns first"), ("title", "Head of ferns")]),
        ),
        person(
            "a title that goes on after the name",
            ADA,
            Card { title: "(5) Ada Quill - Fern keeper at Farnwood | LinkedIn", ..CARD }.html(),
            &all,
        ),
    ]
}
