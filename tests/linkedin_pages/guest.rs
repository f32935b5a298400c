//! What somebody who is not signed in is shown, 2013 to 2026.

use super::{Case, person};

const JOIN: &str = r#"<nav><a href="https://www.linkedin.com/signup/cold-join?trk=public_profile_nav-header-join">Join now</a>
    <a href="https://www.linkedin.com/login?fromSignIn=true">Sign in</a></nav>"#;

fn v3_desktop(slug: &str, name: &str, headline: &str, place: &str, company: &str, school: &str, body: &str) -> String {
    let link = |section: &str, text: &str, kind: &str| {
        if text.is_empty() {
            return String::new();
        }
        format!(
            r#"<div data-section="{section}"><a class="top-card-link" href="https://www.linkedin.com/{kind}/x?trk=public_profile_topcard-{kind}">
            <span class="top-card-link__description">{text}</span></a></div>"#
        )
    };
    format!(
        r#"<body>{JOIN}<main><section class="top-card-layout">
        <h1 class="top-card-layout__title">{name}</h1><h2 class="top-card-layout__headline">{headline}</h2>
        <h3 class="top-card-layout__first-subline"><div class="top-card__subline-item">{place}</div>
        <span class="top-card__subline-item">2K followers</span> <span class="top-card__subline-item">500+ connections</span></h3>
        <div class="top-card-layout__cta-container"><a href="https://www.linkedin.com/signup/public-profile-join?vieweeVanityName={slug}">Join to view profile</a></div>
        <div class="top-card__links-container">{}{}</div></section>{body}
        <section class="aside"><h2>Others named {name}</h2><ul><li><a href="https://www.linkedin.com/in/other-one-2">{name}</a><p>Baker at Breadworks</p></li></ul></section>
        <section><h2>People also viewed</h2><a href="https://www.linkedin.com/in/bo-fern?trk=x"><h3>Bo Fern</h3><p>Moss keeper at Mossworks</p></a></section>
        </main></body>"#,
        link("currentPositionsDetails", company, "company"),
        link("educationsDetails", school, "school"),
    )
}

fn experience(heading: &str, rows: &str) -> String {
    format!(
        r#"<section data-section="experience"><h2 class="core-section-container__title">{heading}</h2><ul class="experience__list">{rows}</ul></section>"#
    )
}

fn position(title: &str, company: &str, period: &str) -> String {
    format!(
        r#"<li class="experience-item"><h3><span class="experience-item__title">{title}</span></h3><h4><a href="https://www.linkedin.com/company/x"><span class="experience-item__subtitle">{company}</span></a></h4>
        <div><p><span class="date-range"><time>{period}</time></span></p><p class="experience-item__meta-item">Lyon, France</p></div></li>"#
    )
}

fn head(title: &str, record: &str) -> String {
    let record = if record.is_empty() {
        String::new()
    } else {
        format!(r#"<script type="application/ld+json">{record}</script>"#)
    };
    format!(r#"<head><meta name="pageKey" content="public_profile_v3_desktop"><title>{title}</title>{record}</head>"#)
}

fn record(slug: &str, name: &str, jobs: &str, companies: &str, place: &str) -> String {
    format!(
        r#"{{"@context":"http://schema.org","@graph":[{{"@type":"Person","name":"{name}","jobTitle":[{jobs}],"worksFor":[{companies}],
        "url":"https://www.linkedin.com/in/{slug}","address":{{"@type":"PostalAddress","addressLocality":"{place}"}}}},
        {{"@type":"WebPage","url":"https://www.linkedin.com/in/{slug}"}}]}}"#
    )
}

pub fn guests() -> Vec<Case> {
    let page = |title: &str, record: &str, body: &str| format!("<html>{}{body}</html>", head(title, record));
    let current = experience("Experience", &position("Fern keeper", "Farnwood", "Jan 2020 - Present"));
    vec![
        person(
            "2014: German labels",
            "https://de.linkedin.com/in/adaquill",
            r#"<html lang="de"><title>Ada Quill | LinkedIn</title><body><a href="/reg/join">Mitglied werden</a><div class="profile-overview">
            <h1><span id="name"><span class="full-name"><span class="given-name">Ada</span> <span class="family-name">Quill</span></span></span></h1>
            <div id="headline"><p class="title">Leiterin Einkauf bei Farnwood GmbH</p></div>
            <dl id="location"><dt>Ort</dt><dd><span class="locality">Köln und Umgebung, Deutschland</span></dd><dt>Branche</dt><dd class="industry">Gartenbau</dd></dl>
            <table><tr id="overview-summary-current"><th>Aktuell</th><td><ol><li><a href="/company/farnwood">Farnwood GmbH</a></li></ol></td></tr>
            <tr id="overview-summary-past"><th>Früher</th><td><ol><li>Mossworks</li></ol></td></tr>
            <tr><th>Ausbildung</th><td><ol><li>Universität Moos</li></ol></td></tr></table></div>
            <div id="background-experience"><h3>Berufserfahrung</h3><div><h4>Leiterin Einkauf</h4><h5>Farnwood GmbH</h5><span>Januar 2010 – Heute</span></div></div>
            <div class="insights-browse-map"><h3>Andere Mitglieder</h3><ul><li><a href="https://de.linkedin.com/in/bo-fern">Bo Fern</a><p>Chef bei Mossworks</p></li></ul></div></body></html>"#,
            &[
                ("name", "Ada Quill"),
                ("headline", "Leiterin Einkauf bei Farnwood GmbH"),
                ("title", "Leiterin Einkauf"),
                ("company", "Farnwood GmbH"),
                ("location", "Köln und Umgebung, Deutschland"),
            ],
        ),
        person(
            "2017: French, a record with the name only, headline without an employer",
            "https://fr.linkedin.com/in/ada-quill-91b2",
            format!(
                r#"<html lang="fr"><title>Ada Quill | LinkedIn</title>{}<body><a href="https://www.linkedin.com/start/join">S’inscrire</a>
                <section id="topcard" class="profile-section"><h1 id="name" class="fn">Ada Quill</h1><p class="headline title">Gardienne de fougères</p>
                <dl id="demographics"><dt>Lieu</dt><dd class="descriptor adr"><span class="locality">Région de Lyon, France</span></dd><dt>Secteur</dt><dd class="descriptor">Jardinage</dd></dl>
                <table class="extra-info"><tr data-section="currentPositionsDetails"><th>Actuel</th><td><ol><li><span class="org"><a href="https://www.linkedin.com/company/farnwood">Farnwood</a></span></li></ol></td></tr>
                <tr data-section="pastPositionsDetails"><th>Précédent</th><td><ol><li>Mossworks</li></ol></td></tr></table></section>
                <section id="experience"><h3>Expérience</h3><ul><li class="position"><h4 class="item-title">Responsable des fougères</h4><h5 class="item-subtitle">Farnwood</h5><span class="date-range">mars 2012 – Aujourd’hui (5 ans)</span></li></ul></section></body></html>"#,
                r#"<script type="application/ld+json">{"@context":"http://schema.org","@type":"Person","name":"Ada Quill"}</script>"#
            ),
            &[
                ("name", "Ada Quill"),
                ("headline", "Gardienne de fougères"),
                ("title", "Responsable des fougères"),
                ("company", "Farnwood"),
                ("location", "Région de Lyon, France"),
            ],
        ),
        person(
            "2023: a record, several employers",
            "https://uk.linkedin.com/in/ada-quill-91b2",
            page(
                "Ada Quill - Fern keeper - Farnwood | LinkedIn",
                &record(
                    "ada-quill-91b2",
                    "Ada Quill",
                    r#""Fern keeper","Trustee""#,
                    r#"{"@type":"Organization","name":"Farnwood"},{"@type":"Organization","name":"Moss Trust"}"#,
                    "Leeds, England, United Kingdom",
                ),
                &v3_desktop(
                    "ada-quill-91b2",
                    "Ada Quill",
                    "Ferns | Moss | Peat",
                    "Leeds, England, United Kingdom",
                    "Farnwood",
                    "Moss University",
                    &current,
                ),
            ),
            &[
                ("name", "Ada Quill"),
                ("headline", "Ferns | Moss | Peat"),
                ("title", "Fern keeper"),
                ("company", "Farnwood"),
                ("location", "Leeds, England, United Kingdom"),
            ],
        ),
        person(
            "2023: a student without an employer",
            "https://in.linkedin.com/in/ada-quill-91b2",
            page(
                "Ada Quill - Moss University | LinkedIn",
                &record("ada-quill-91b2", "Ada Quill", "", "", "Pune, Maharashtra, India"),
                &v3_desktop(
                    "ada-quill-91b2",
                    "Ada Quill",
                    "Student at Moss University",
                    "Pune, Maharashtra, India",
                    "",
                    "Moss University",
                    "",
                ),
            ),
            &[
                ("name", "Ada Quill"),
                ("headline", "Student at Moss University"),
                ("location", "Pune, Maharashtra, India"),
            ],
        ),
        person(
            "2023: no headline: the site repeats job and employer there",
            "https://www.linkedin.com/in/ada-quill-91b2",
            page(
                "Ada Quill – Fern keeper – Farnwood | LinkedIn",
                "",
                &v3_desktop(
                    "ada-quill-91b2",
                    "Ada Quill",
                    "Fern keeper at Farnwood",
                    "Utrecht, Utrecht, Netherlands",
                    "Farnwood",
                    "",
                    "",
                ),
            ),
            &[
                ("name", "Ada Quill"),
                ("headline", "Fern keeper at Farnwood"),
                ("title", "Fern keeper"),
                ("company", "Farnwood"),
                ("location", "Utrecht, Utrecht, Netherlands"),
            ],
        ),
        person(
            "2026: name in full, job and employer masked",
            "https://www.linkedin.com/in/ada-quill-91b2",
            page(
                "Ada Quill - Moss University | LinkedIn",
                &record(
                    "ada-quill-91b2",
                    "Ada Quill",
                    r#""*** ******""#,
                    r#"{"@type":"Organization","name":"********"}"#,
                    "Lyon, France",
                ),
                &v3_desktop(
                    "ada-quill-91b2",
                    "Ada Quill",
                    "Keeper of ferns",
                    "Lyon, Auvergne-Rhône-Alpes, France",
                    "",
                    "Moss University",
                    &experience("Experience", &position("**** ******", "********", "2020 - Present")),
                ),
            ),
            &[
                ("name", "Ada Quill"),
                ("headline", "Keeper of ferns"),
                ("location", "Lyon, Auvergne-Rhône-Alpes, France"),
            ],
        ),
        person(
            "2026: place and counts in one row of spans",
            "https://nl.linkedin.com/in/ada-quill-91b2",
            page(
                "Ada Quill - Farnwood | LinkedIn",
                "",
                &format!(
                    r#"<body>{JOIN}<main><section class="top-card-layout"><h1 class="top-card-layout__title">Ada Quill</h1>
                    <h2 class="top-card-layout__headline">Varens en mos</h2><div class="profile-info-subheader"><div class="not-first-middot"><span>Utrecht, Nederland</span></div>
                    <div class="not-first-middot"><span>1 d. volgers</span><span>500+ connecties</span></div></div>
                    <a href="https://nl.linkedin.com/signup?vieweeVanityName=ada-quill-91b2">Word lid</a>
                    <div data-section="currentPositionsDetails"><a href="https://nl.linkedin.com/company/farnwood?trk=public_profile_topcard-current-company"><span class="top-card-link__description">Farnwood</span></a></div></section>
                    <section><h2>Ervaring</h2><ul><li><h3>Varenbewaarder</h3><h4>Farnwood</h4><p>jan. 2020 - heden</p></li></ul></section></main></body>"#
                ),
            ),
            &[
                ("name", "Ada Quill"),
                ("headline", "Varens en mos"),
                ("title", "Varenbewaarder"),
                ("company", "Farnwood"),
                ("location", "Utrecht, Nederland"),
            ],
        ),
        person(
            "Japanese page, a name in Japanese, a slug in Latin letters",
            "https://jp.linkedin.com/in/aoisato-91b2",
            page(
                "佐藤 葵 - 株式会社ファーン | LinkedIn",
                &record(
                    "aoisato-91b2",
                    "佐藤 葵",
                    r#""営業部長""#,
                    r#"{"@type":"Organization","name":"株式会社ファーン"}"#,
                    "東京都",
                ),
                &v3_desktop(
                    "aoisato-91b2",
                    "佐藤 葵",
                    "株式会社ファーン - 営業部長",
                    "日本 東京都",
                    "株式会社ファーン",
                    "",
                    "",
                ),
            ),
            &[
                ("name", "佐藤 葵"),
                ("headline", "株式会社ファーン - 営業部長"),
                ("title", "営業部長"),
                ("company", "株式会社ファーン"),
                ("location", "日本 東京都"),
            ],
        ),
        person(
            "a percent-encoded Arabic slug",
            "https://ae.linkedin.com/in/%D8%A3%D9%85%D9%84-%D8%AE%D8%A7%D9%84%D8%AF-91b204a1",
            page(
                "أمل خالد - مديرة - فارن | LinkedIn",
                &record(
                    "%D8%A3%D9%85%D9%84-%D8%AE%D8%A7%D9%84%D8%AF-91b204a1",
                    "أمل خالد",
                    r#""مديرة""#,
                    r#"{"@type":"Organization","name":"فارن"}"#,
                    "Dubai, United Arab Emirates",
                ),
                &v3_desktop(
                    "%D8%A3%D9%85%D9%84-%D8%AE%D8%A7%D9%84%D8%AF-91b204a1",
                    "أمل خالد",
                    "مديرة الموارد البشرية",
                    "Dubai, United Arab Emirates",
                    "فارن",
                    "",
                    "",
                ),
            ),
            &[
                ("name", "أمل خالد"),
                ("headline", "مديرة الموارد البشرية"),
                ("title", "مديرة"),
                ("company", "فارن"),
                ("location", "Dubai, United Arab Emirates"),
            ],
        ),
        person(
            "a layout nobody has seen: headings alone",
            "https://www.linkedin.com/in/ada-quill-91b2?trk=x",
            r#"<title>Ada Quill - Fern keeper - Farnwood | LinkedIn</title><body><a href="https://www.linkedin.com/signup">Join</a><main><div><div><h1>Ada Quill</h1><h2>Ferns since 1998</h2>
            <h3>Leeds, England, United Kingdom</h3><p>500+ connections</p></div><div><a href="/company/farnwood">Farnwood</a><a href="/school/moss">Moss University</a></div></div>
            <div><h2>About</h2><p>Words.</p></div><div><h2>Experience</h2><div><h3>Fern keeper</h3><h4>Farnwood</h4><p>Jan 2020 - Present</p></div><div><h3>Gardener</h3><h4>Mossworks</h4><p>2015 - 2019</p></div></div></main></body>"#,
            &[
                ("name", "Ada Quill"),
                ("headline", "Ferns since 1998"),
                ("title", "Fern keeper"),
                ("company", "Farnwood"),
                ("location", "Leeds, England, United Kingdom"),
            ],
        ),
        person(
            "several positions that go on, none on the card",
            "https://www.linkedin.com/in/ada-quill-91b2",
            page(
                "Ada Quill | LinkedIn",
                "",
                &v3_desktop(
                    "ada-quill-91b2",
                    "Ada Quill",
                    "Ferns and moss",
                    "Leeds, England, United Kingdom",
                    "",
                    "",
                    &experience(
                        "Experience",
                        &(position("Fern keeper", "Farnwood", "Jan 2020 - Present")
                            + &position("Trustee", "Moss Trust", "2018 - Present")
                            + &position("Gardener", "Mossworks", "2010 - 2018")),
                    ),
                ),
            ),
            &[
                ("name", "Ada Quill"),
                ("headline", "Ferns and moss"),
                ("title", "Fern keeper"),
                ("company", "Farnwood"),
                ("location", "Leeds, England, United Kingdom"),
            ],
        ),
        person(
            "positions of the past alone",
            "https://www.linkedin.com/in/ada-quill-91b2",
            page(
                "Ada Quill | LinkedIn",
                "",
                &v3_desktop(
                    "ada-quill-91b2",
                    "Ada Quill",
                    "Former gardener at Mossworks",
                    "Leeds, England, United Kingdom",
                    "",
                    "",
                    &experience("Experience", &position("Gardener", "Mossworks", "2010 - 2018")),
                ),
            ),
            &[
                ("name", "Ada Quill"),
                ("headline", "Former gardener at Mossworks"),
                ("location", "Leeds, England, United Kingdom"),
            ],
        ),
    ]
}
