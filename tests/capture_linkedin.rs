//! LinkedIn pages: the fixtures, small pages of our own for each kind of evidence, and hostile snapshots.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "common/html.rs"]
mod html;

use afterword::capture::linkedin::read;
use afterword::capture::reading::{Certainty, Degree, NothingReason, PersonReading, Reading};
use afterword::capture::snapshot::{Node, Snapshot};

const FIXTURES: &str = "../shared/fixtures/linkedin";

fn page(url: &str, html: &str) -> Snapshot {
    html::snapshot(url, html)
}

#[track_caller]
fn person(url: &str, html: &str) -> PersonReading {
    match read(&page(url, html)) {
        Reading::Profile { person } => *person,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn nobody(url: &str, html: &str) -> Reading {
    match read(&page(url, html)) {
        Reading::Profile { person } => panic!("read {:?}", person.name.value()),
        other => other,
    }
}

const ADA: &str = "https://www.linkedin.com/in/ada-quill-91b2/";

/// A card without a single class, id or heading: only links and order are left.
fn bare_card(slug: &str, name: &str, headline: &str, company: &str, place: &str) -> String {
    format!(
        r#"<div><div><a href="/in/{slug}/"><div>{name}</div></a><div>· 2nd</div></div>
        <div>{headline}</div><div>{company}</div>
        <div><div>{place}</div><div>·</div><div><a href="/in/{slug}/overlay/contact-info/">Contact info</a></div></div>
        <div><a href="/messaging/compose/">Message</a></div></div>"#
    )
}

#[test]
fn a_card_without_classes_is_read_by_its_links_and_order() {
    let card = bare_card(
        "ada-quill-91b2",
        "Ada Quill",
        "Head of Ferns @ Farnwood",
        "Farnwood · Moss University",
        "Lyon, France",
    );
    let ada = person(ADA, &format!("<title>(3) Ada Quill | LinkedIn</title><main>{card}</main>"));
    assert_eq!(ada.name.value(), Some("Ada Quill"));
    assert_eq!(ada.name.best().unwrap().certainty, Certainty::Sure);
    assert_eq!(ada.headline.value(), Some("Head of Ferns @ Farnwood"));
    assert_eq!(ada.title.value(), Some("Head of Ferns"));
    assert_eq!(ada.company.value(), Some("Farnwood"));
    assert_eq!(ada.location.value(), Some("Lyon, France"));
    assert_eq!(ada.linkedin.value(), Some("ada-quill-91b2"));
    assert_eq!(ada.degree, Some(Degree::Second));
    assert!(!ada.connect_offered);
}

#[test]
fn a_localised_page_is_read_alike() {
    let html = r#"<title>Ada Quill | LinkedIn</title><main><section><h1>Ada Quill</h1><span>Kontakt 2. Grades</span>
        <div>Leiterin Einkauf bei Farnwood GmbH</div>
        <button aria-label="Aktuelles Unternehmen: Farnwood GmbH. Klicken Sie hier, um zur Berufserfahrung zu springen">Farnwood GmbH</button>
        <span>München, Bayern, Deutschland</span>
        <a href="/in/ada-quill-91b2/overlay/contact-info/">Kontaktinfo</a>
        <button aria-label="Ada Quill als Kontakt einladen">Vernetzen</button></section>
        <section><h2>Berufserfahrung</h2><div><div>Leiterin Einkauf</div><div>Farnwood GmbH · Vollzeit</div>
        <div>Jan. 2020 – Heute · 6 Jahre</div></div></section></main>"#;
    let ada = person(ADA, html);
    assert_eq!(ada.title.value(), Some("Leiterin Einkauf"));
    assert_eq!(ada.company.value(), Some("Farnwood GmbH"));
    assert_eq!(ada.location.value(), Some("München, Bayern, Deutschland"));
    assert_eq!(ada.degree, Some(Degree::Second));
    assert!(ada.connect_offered);
}

#[test]
fn a_mobile_card_is_read_by_its_site_data() {
    let html = r#"<title>Ada Quill | LinkedIn</title><main><section class="basic-profile-section">
        <div class="mx-2"><div><h1 class="heading-large text-color-text" dir="ltr">Ada Quill</h1>
        <span title="2nd degree connection">· 2nd</span></div>
        <div class="body-small text-color-text"><span dir="ltr">Fern keeper, moss friend</span></div>
        <div class="body-small text-color-text-low-emphasis"><span dir="ltr" class="member-current-company">Farnwood</span>
        <span>·</span> <span dir="ltr">Moss University</span></div>
        <div class="body-small text-color-text-low-emphasis"><span dir="ltr">Lyon und Umgebung</span>
        <span class="dot-separator">·</span> <span class="whitespace-nowrap">500+ connections</span></div></div>
        <div class="profile-action-container" data-vanity-name="ada-quill-91b2"><button>Connect</button><button>Message</button></div>
        </section><section><h2>About</h2><div>Words</div></section></main>"#;
    let ada = person(ADA, html);
    assert_eq!(ada.name.value(), Some("Ada Quill"));
    assert_eq!(ada.headline.value(), Some("Fern keeper, moss friend"));
    assert_eq!(ada.company.value(), Some("Farnwood"));
    assert_eq!(ada.location.value(), Some("Lyon und Umgebung"));
    assert_eq!(ada.degree, Some(Degree::Second));
    assert!(ada.connect_offered);
    // Another member's actions: the card before.
    let html = html.replace("ada-quill-91b2", "bo-fern").replace("Ada Quill", "Bo Fern");
    assert_eq!(nobody(ADA, &html), Reading::Loading);
}

#[test]
fn the_current_position_gives_the_job_also_below_a_shared_employer() {
    let html = |list: &str| {
        format!(
            r#"<title>Ada Quill | LinkedIn</title><main><section><h1>Ada Quill</h1><div>Keeps ferns</div>
            <span>Lyon, France</span><a href="/in/ada-quill-91b2/overlay/contact-info/">Contact info</a></section>
            <section><h2>Experience</h2>{list}</section></main>"#
        )
    };
    let one = "<div><div>Fern keeper</div><div>Farnwood · Full-time</div><div>Jan 2020 - Present · 6 yrs</div></div>";
    let ada = person(ADA, &html(one));
    assert_eq!((ada.title.value(), ada.company.value()), (Some("Fern keeper"), Some("Farnwood")));
    let grouped = "<div>Farnwood</div><div>6 yrs 2 mos</div><div>Head keeper</div><div>Full-time</div>
        <div>Jan 2022 - Present · 4 yrs</div><div>Lyon, France</div><div>Keeper</div><div>2020 - 2022 · 2 yrs</div>";
    let ada = person(ADA, &html(grouped));
    assert_eq!((ada.title.value(), ada.company.value()), (Some("Head keeper"), Some("Farnwood")));
    let past = "<div><div>Fern keeper</div><div>Farnwood</div><div>Jan 2015 - Mar 2019 · 4 yrs</div></div>";
    let ada = person(ADA, &html(past));
    assert_eq!((ada.title.value(), ada.company.value()), (None, None));
}

#[test]
fn decoration_does_not_leak_into_a_name() {
    let html = r#"<title>(12) Ada Quill, PhD | LinkedIn</title><main><section>
        <h1>Ada Quill 🚀 (She/Her), PhD <span class="visually-hidden">Ada Quill</span></h1><span>Verified</span><span>She/Her</span><span>· 1st</span>
        <div>Fern keeper</div><div>Lyon, France</div><a href="/in/ada-quill-91b2/overlay/contact-info/">Contact info</a>
        </section></main>"#;
    let ada = person(ADA, html);
    assert_eq!(ada.name.value(), Some("Ada Quill"));
    assert_eq!(ada.headline.value(), Some("Fern keeper"));
    assert_eq!(ada.degree, Some(Degree::First));
}

#[test]
fn a_connect_control_of_somebody_else_is_not_the_subjects() {
    let rail = r#"<aside><div><a href="/in/bo-fern/">Bo Fern</a><span>· 2nd</span>
        <button aria-label="Invite Bo Fern to connect">Connect</button></div></aside>"#;
    let card = bare_card("ada-quill-91b2", "Ada Quill", "Fern keeper", "Farnwood", "Lyon, France");
    let html = |menu: &str| format!("<title>Ada Quill | LinkedIn</title><main><div>{card}{menu}</div>{rail}</main>");
    assert!(!person(ADA, &html("")).connect_offered);
    // In a closed menu, with an apostrophe escaped twice over.
    let menu =
        |label: &str| format!(r#"<div hidden><div role="button"><span>Connect</span><span>{label}</span></div></div>"#);
    assert!(person(ADA, &html(&menu("Invite Ada Quill to connect"))).connect_offered);
    assert!(!person(ADA, &html(r#"<button>Pending</button><div role="button">Connect</div>"#)).connect_offered);
}

#[test]
fn an_escaped_apostrophe_in_a_menu_still_names_the_subject() {
    let html = r#"<title>Ada O'Quill | LinkedIn</title><main><section><h1>Ada O'Quill</h1><div>Fern keeper</div>
        <div>Lyon, France</div><a href="/in/ada-quill-91b2/overlay/contact-info/">Contact info</a>
        <div hidden><span>Invite Ada O&amp;#39;Quill to connect</span></div></section></main>"#;
    assert!(person(ADA, html).connect_offered);
}

#[test]
fn the_card_of_the_member_before_is_never_read_under_the_next_address() {
    let bo = bare_card("bo-fern", "Bo Fern", "Moss keeper", "Mossworks", "Oslo, Norway");
    // The side rail links to Ada: that is where the user clicked.
    let rail = r#"<aside><div><a href="/in/ada-quill-91b2/">Ada Quill</a><p>Fern keeper</p></div></aside>"#;
    for title in ["Bo Fern | LinkedIn", "Ada Quill | LinkedIn", "LinkedIn"] {
        let html = format!("<title>{title}</title><main>{bo}{rail}</main>");
        assert_eq!(nobody(ADA, &html), Reading::Loading, "{title}");
    }
    let ada = bare_card("ada-quill-91b2", "Ada Quill", "Fern keeper", "Farnwood", "Lyon, France");
    let html = format!("<title>Ada Quill | LinkedIn</title><main>{ada}</main>");
    assert_eq!(person(ADA, &html).name.value(), Some("Ada Quill"));
}

#[test]
fn a_heading_of_somebody_else_without_any_link_is_not_the_subject() {
    let html = "<title>Bo Fern | LinkedIn</title><main><h1>Bo Fern</h1><div>Moss keeper</div></main>";
    assert_eq!(nobody(ADA, html), Reading::Loading);
}

const RECORD: &str = r#"<script type="application/ld+json">{"@context":"http://schema.org","@graph":[
    {"@type":"Article","author":{"@type":"Person","name":"Bo Fern"}},
    {"@type":"Person","name":"NAME","url":"https://fr.linkedin.com/in/ada-quill-91b2","jobTitle":["JOB","Advisor"],
     "worksFor":[{"@type":"Organization","name":"COMPANY"}],"address":{"@type":"PostalAddress","addressLocality":"Lyon, France"}}]}</script>"#;

fn guest(name: &str, job: &str, company: &str) -> String {
    let record = RECORD.replace("NAME", name).replace("JOB", job).replace("COMPANY", company);
    format!(
        r#"<html lang="en"><head><title>{name} - {job} - {company} | LinkedIn</title>{record}</head><body>
        <a href="https://fr.linkedin.com/signup/public-profile-join?vieweeVanityName=ada-quill-91b2">Join now</a>
        <main><section><h1>{name}</h1><h2>Keeps ferns | Speaks of moss</h2><h3><div>Lyon, France</div><span>6K followers</span></h3></section>
        <section><h2>Others named {name}</h2><a href="https://fr.linkedin.com/in/bo-fern">Bo Fern</a></section></main></body></html>"#
    )
}

#[test]
fn a_guest_page_is_read_by_its_record() {
    let ada = person("https://fr.linkedin.com/in/ada-quill-91b2", &guest("Ada Quill", "Fern keeper", "Farnwood"));
    assert_eq!(ada.name.value(), Some("Ada Quill"));
    assert_eq!(ada.headline.value(), Some("Keeps ferns | Speaks of moss"));
    assert_eq!(ada.title.value(), Some("Fern keeper"));
    assert_eq!(ada.company.value(), Some("Farnwood"));
    assert_eq!(ada.location.value(), Some("Lyon, France"));
    assert!(!ada.connect_offered);
    assert_eq!(ada.degree, None);
}

#[test]
fn a_masked_guest_page_yields_nobody() {
    for name in ["Ada Q.", "Ada Q", "A*** Q****"] {
        let reading = nobody("https://www.linkedin.com/in/ada-quill-91b2", &guest(name, "*** ******", "********"));
        assert!(!matches!(reading, Reading::Profile { .. }), "{name}");
    }
    let masked = nobody("https://www.linkedin.com/in/ada-quill-91b2", &guest("Ada Q.", "****", "****"));
    assert_eq!(masked, Reading::Nothing { reason: NothingReason::Masked });
}

#[test]
fn pages_without_a_member() {
    let not = Reading::Nothing { reason: NothingReason::NotAProfile };
    let card = bare_card("ada-quill-91b2", "Ada Quill", "Fern keeper", "Farnwood", "Lyon, France");
    for url in [
        "https://www.linkedin.com/",
        "https://www.linkedin.com/feed/",
        "https://www.linkedin.com/search/results/people/?keywords=ada",
        "https://www.linkedin.com/posts/ada-quill-91b2_ferns-activity-1",
        "https://www.linkedin.com/company/farnwood/",
        "https://www.linkedin.com/in/ada-quill-91b2/recent-activity/all/",
        "https://www.linkedin.com/in/ada-quill-91b2/details/experience/",
        "https://www.linkedin.com.example.org/in/ada-quill-91b2/",
        "https://example.org/in/ada-quill-91b2/",
        "not an address",
        "",
    ] {
        assert_eq!(nobody(url, &format!("<title>Ada Quill | LinkedIn</title>{card}")), not, "{url}");
    }
    let wall = Reading::Nothing { reason: NothingReason::LoginWall };
    assert_eq!(nobody("https://www.linkedin.com/authwall?trk=x", "<h1>Join LinkedIn</h1>"), wall);
    let form = r#"<title>Sign Up | LinkedIn</title><h1>Join LinkedIn</h1><form><input type="password" name="session_password"></form>"#;
    assert_eq!(nobody(ADA, form), wall);
    assert_eq!(nobody(ADA, "<title>LinkedIn</title><div id=app></div>"), Reading::Loading);
}

#[test]
fn the_same_profile_under_other_addresses() {
    let card = bare_card("ada-quill-91b2", "Ada Quill", "Fern keeper", "Farnwood", "Lyon, France");
    let html = format!("<title>Ada Quill | LinkedIn</title><main>{card}</main>");
    for url in [
        "https://www.linkedin.com/in/Ada-Quill-91b2?trk=x#y",
        "http://fr.linkedin.com/in/ada-quill-91b2/en",
        "https://www.linkedin.com/in/ada-quill-91b2/overlay/contact-info/",
        "https://www.linkedin.com/in/ada%2Dquill%2D91b2/",
        "https://www.linkedin.com/mwlite/in/ada-quill-91b2",
    ] {
        assert_eq!(person(url, &html).linkedin.value(), Some("ada-quill-91b2"), "{url}");
    }
}

#[test]
fn a_field_that_two_signs_contradict_stays_empty_or_names_one_of_them_only() {
    let html = r#"<title>Ada Quill | LinkedIn</title><main><section><h1>Ada Quill</h1>
        <a href="/in/ada-quill-91b2/overlay/contact-info/">Contact info</a></section></main>"#;
    let ada = person(ADA, html);
    assert!(ada.headline.is_empty() && ada.title.is_empty() && ada.company.is_empty() && ada.location.is_empty());
}

#[test]
fn markup_and_formulas_stay_text() {
    let card = bare_card(
        "ada-quill-91b2",
        "Ada Quill",
        "&lt;img src=x onerror=alert(1)&gt;",
        "=HYPERLINK(&quot;x&quot;)",
        "Lyon, France",
    );
    let ada = person(ADA, &format!("<title>Ada Quill | LinkedIn</title><main>{card}</main>"));
    assert_eq!(ada.headline.value(), Some("<img src=x onerror=alert(1)>"));
}

// Hostile snapshots: an answer in bounded time, whatever it is.

fn element(parent: usize, tag: &str, class: &str) -> Node {
    let attributes = if class.is_empty() { Vec::new() } else { vec![("class".to_owned(), class.to_owned())] };
    Node { parent, tag: tag.into(), attributes, text: String::new(), hidden: false }
}

fn text(parent: usize, text: impl Into<String>) -> Node {
    Node { parent, tag: String::new(), attributes: Vec::new(), text: text.into(), hidden: false }
}

fn hostile(nodes: Vec<Node>) -> Snapshot {
    Snapshot { url: ADA.into(), title: "Ada Quill | LinkedIn".into(), lang: "en".into(), nodes, truncated: false }
}

#[test]
fn cycles_and_indices_out_of_range() {
    read(&hostile(Vec::new()));
    read(&hostile(vec![element(7, "html", "")]));
    read(&hostile(vec![
        element(2, "div", ""),
        element(2, "p", ""),
        element(1, "p", ""),
        text(usize::MAX, "Ada Quill"),
    ]));
}

#[test]
fn a_hundred_thousand_deep_and_wide() {
    let deep =
        (0..100_000).map(|i: usize| element(i.saturating_sub(1), "h1", "pv-top-card-section__name full-name locality"));
    let mut deep: Vec<Node> = deep.collect();
    deep.push(text(99_999, "Ada Quill"));
    read(&hostile(deep));
    let mut wide = vec![element(0, "main", "")];
    for i in 0..50_000 {
        let place = wide.len();
        wide.push(element(0, "h1", "text-heading-xlarge"));
        wide.push(text(place, format!("Ada Quill {}", if i % 2 == 0 { "" } else { "PhD" })));
    }
    read(&hostile(wide));
}

#[test]
fn megabytes_of_text_and_links() {
    let mut nodes = vec![element(0, "main", ""), element(0, "h1", ""), text(1, "Ada Quill ".repeat(500_000))];
    nodes.push(text(0, "\u{202e}\u{200f}Ada\u{2066}".repeat(100_000)));
    read(&hostile(nodes));
    let mut links = vec![element(0, "main", "")];
    for _ in 0..30_000 {
        let place = links.len();
        let href = ("href".to_owned(), "/in/ada-quill-91b2/overlay/contact-info/".to_owned());
        links.push(Node { attributes: vec![href], ..element(0, "a", "") });
        links.push(text(place, "Ada Quill"));
    }
    read(&hostile(links));
}

#[test]
fn direction_marks_do_not_change_a_name() {
    let card =
        bare_card("ada-quill-91b2", "\u{202e}Ada\u{202c} Quill\u{200b}", "Fern keeper", "Farnwood", "Lyon, France");
    let ada = person(ADA, &format!("<title>Ada Quill | LinkedIn</title><main>{card}</main>"));
    assert_eq!(ada.name.value(), Some("Ada Quill"));
}

mod random {
    use super::*;
    use proptest::prelude::*;

    fn word() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("Ada Quill".to_owned()),
            Just("Contact info".to_owned()),
            Just("Experience".to_owned()),
            Just("Current company: Farnwood".to_owned()),
            Just("Connect".to_owned()),
            Just("2020 - Present".to_owned()),
            Just("· 2nd".to_owned()),
            Just("Lyon, France".to_owned()),
            Just("Fern keeper at Farnwood | İ ß".to_owned()),
            "\\PC{0,20}",
        ]
    }

    fn node() -> impl Strategy<Value = Node> {
        let tag = prop_oneof![
            Just("div"),
            Just("a"),
            Just("h1"),
            Just("span"),
            Just("button"),
            Just("section"),
            Just(""),
            Just("script")
        ];
        let attribute = prop_oneof![
            Just(("href", "/in/ada-quill-91b2/overlay/contact-info/".to_owned())),
            Just(("href", "/in/bo-fern/".to_owned())),
            Just(("href", "%%%/in/%zz".to_owned())),
            Just(("class", "text-heading-xlarge visually-hidden".to_owned())),
            Just(("type", "application/ld+json".to_owned())),
            word().prop_map(|w| ("aria-label", w)),
        ];
        (0..60_usize, tag, prop::collection::vec(attribute, 0..3), word(), any::<bool>()).prop_map(
            |(parent, tag, attributes, text, hidden)| Node {
                parent,
                tag: tag.into(),
                attributes: attributes.into_iter().map(|(k, v)| (k.to_owned(), v)).collect(),
                text: if tag.is_empty() { text } else { String::new() },
                hidden,
            },
        )
    }

    proptest! {
        #[test]
        fn any_tree_is_read_without_a_panic_and_names_only_the_subject(nodes in prop::collection::vec(node(), 0..60), title in word()) {
            let snapshot = Snapshot { title: format!("{title} | LinkedIn"), ..hostile(nodes) };
            if let Reading::Profile { person } = read(&snapshot) {
                prop_assert_eq!(person.linkedin.value(), Some("ada-quill-91b2"));
                prop_assert!(!person.name.is_empty());
            }
        }

        #[test]
        fn any_address_is_read_without_a_panic(url in "(https://www.linkedin.com)?/in/\\PC{0,20}|\\PC{0,40}") {
            read(&Snapshot { url, ..hostile(vec![element(0, "main", "")]) });
        }
    }
}

// The fixtures: real pages of every generation.

#[test]
fn the_fixtures_are_read_right() {
    let Ok(labels) = std::fs::read_to_string(format!("{FIXTURES}/gold.json")) else {
        eprintln!("skipped: {FIXTURES} is not there");
        return;
    };
    let labels: serde_json::Value = serde_json::from_str(&labels).unwrap();
    let mut wrong = Vec::new();
    for gold in labels.as_array().unwrap() {
        let field = |name: &str| gold[name].as_str();
        let file = field("file").unwrap();
        let html = std::fs::read_to_string(format!("{FIXTURES}/{file}")).unwrap();
        let reading = read(&page(field("url").unwrap(), &html));
        let Reading::Profile { person } = reading else {
            if field("kind") == Some("profile") {
                wrong.push(format!("{file}: {reading:?}"));
            }
            continue;
        };
        if field("kind") == Some("negative") {
            wrong.push(format!("{file}: read somebody"));
            continue;
        }
        let plain = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
        for (read, label, others) in [
            (&person.name, "name", ""),
            (&person.headline, "headline", ""),
            (&person.title, "current_title", "title_alternatives"),
            (&person.company, "current_company", "company_alternatives"),
            (&person.location, "location", "location_alternatives"),
        ] {
            let alternatives = gold[others].as_array().cloned().unwrap_or_default();
            let fits = match (read.value(), field(label)) {
                (None, None) => true,
                (Some(value), expected) => {
                    expected.is_some_and(|e| plain(e) == plain(value))
                        || alternatives.iter().any(|a| a.as_str().is_some_and(|a| plain(a) == plain(value)))
                }
                (None, Some(_)) => false,
            };
            if !fits {
                wrong.push(format!("{file}: {label}: {:?}", read.value()));
            }
        }
        if gold["connect_available"] != person.connect_offered {
            wrong.push(format!("{file}: connect {}", person.connect_offered));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_member_shows_the_same_whatever_counter_is_on_the_page() {
    let both: Vec<Reading> = ["sdui-2026-04-a.html", "sdui-2026-04-a-bis.html"]
        .iter()
        .filter_map(|file| std::fs::read_to_string(format!("{FIXTURES}/{file}")).ok())
        .map(|html| read(&page("https://www.linkedin.com/in/waderhcolsten/", &html)))
        .collect();
    let [first, second] = both.as_slice() else {
        eprintln!("skipped: {FIXTURES} is not there");
        return;
    };
    assert_eq!(first, second);
}
