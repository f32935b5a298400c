//! Open messages of several webmail programs, as small pages of the same build.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "common/html.rs"]
mod html;

use afterword::capture::css::Selector;
use afterword::capture::mail::{Correspondent, MailReading, read};
use afterword::capture::sites::Sites;
use afterword::capture::snapshot::{Node, Snapshot};
use proptest::prelude::*;

fn open(url: &str, html: &str) -> Option<MailReading> {
    read(&html::snapshot(url, html), &Sites::shipped().unwrap())
}

fn who(name: &str, address: &str) -> Correspondent {
    Correspondent { name: name.into(), address: address.into() }
}

const GMAIL: &str = "https://mail.google.com/mail/u/0/#inbox/1";

fn gmail_message(sender: &str, body: &str) -> String {
    format!(
        r#"<div class="adn ads"><div class="gs"><h3 class="iw"><span email="{sender}@acme.example" name="{sender} Muster" class="gD"><span>{sender} Muster</span></span>
        <span class="go">&lt;{sender}@acme.example&gt;</span></h3><table><tr><td class="gH"><span class="g3" title="20 Aug 2025, 13:19">Aug 20</span></td></tr></table>
        <div class="hb">to <span class="g2" email="me@home.example" name="me">me</span>, <span class="g2" email="ben@acme.example" name="Ben">Ben</span></div>
        <div class="ii gt"><div class="a3s">{body}</div></div></div></div>"#
    )
}

#[test]
fn the_last_open_message_of_a_gmail_thread_is_read() {
    let page = format!(
        "<h2 class=hP>Interview next week</h2><div style='display:none'>{}</div>{}{}",
        gmail_message("zoe", "hidden"),
        gmail_message("ada", "First"),
        gmail_message(
            "mia",
            "<div>Hello Jo,</div><div><br></div><p>See you.</p>Mia<br>Acme <a href='https://www.linkedin.com/in/mia'>LinkedIn</a>\
             <blockquote>Old<br>words</blockquote>",
        )
    );
    let reading = open(GMAIL, &page).unwrap();
    assert_eq!(reading.site, "gmail");
    assert_eq!(reading.sender, who("mia Muster", "mia@acme.example"));
    assert_eq!(reading.recipients, [who("me", "me@home.example"), who("Ben", "ben@acme.example")]);
    assert_eq!(reading.subject, "Interview next week");
    assert_eq!(reading.date.unwrap().at.unwrap().to_string(), "2025-08-20T13:19:00");
    assert_eq!(reading.body_text, "Hello Jo,\n\nSee you.\n\nMia\nAcme LinkedIn\n> Old\n> words");
    assert_eq!(reading.links[0].url, "https://www.linkedin.com/in/mia");
}

#[test]
fn a_list_of_messages_is_nobodys_message() {
    let row = |n: u8| {
        format!(
            "<div class='row'><span email='p{n}@acme.example' name='Person {n}'>Person {n}</span><span>Subject {n} - some words of it</span>\
             <span title='20 Aug 2025, 13:1{n}'>Aug 20</span></div>"
        )
    };
    for count in 1..4 {
        let rows: String = (0..count).map(row).collect();
        let list = format!("<div role=main><div class='list'>{rows}</div></div><div>1-3 of 3</div>");
        if count > 1 {
            assert_eq!(open(GMAIL, &list), None);
            assert_eq!(open("https://post.example.org/", &list), None);
        }
        let table =
            format!("<table>{}</table>", rows.replace("<div class='row'", "<tr role=row").replace("</div>", "</tr>"));
        assert_eq!(open("https://post.example.org/", &table), None);
    }
    assert_eq!(open(GMAIL, "<p>Loading ada@acme.example</p>"), None);
    assert_eq!(open("https://post.example.org/", ""), None);
}

#[test]
fn roundcube_is_known_by_its_page_and_its_invite_is_found() {
    let page = r##"<body class="task-mail action-show"><div id="layout-content"><div id="message-header"><h2 class="subject">Your interview</h2>
        <div class="header-summary">From <a href="mailto:olga@acme.example" class="rcmContactAddress" title="olga@acme.example">Olga Beispiel</a>
        on <span class="text-nowrap">2026-03-04 14:30</span></div></div>
        <ul id="attachment-list"><li class="ics"><a class="filename" href="./?_task=mail&amp;_part=2">invite.ics <span>(~2 KB)</span></a></li>
        <li><a class="filename" href="./?_part=3">cv.pdf</a></li></ul>
        <div id="messagebody"><div class="pre">Hi<br>there</div></div></div></body>"##;
    let reading = open("https://post.example.org/rc/?_task=mail&_action=show", page).unwrap();
    assert_eq!(reading.site, "roundcube");
    assert_eq!(reading.sender, who("Olga Beispiel", "olga@acme.example"));
    assert_eq!(reading.subject, "Your interview");
    assert_eq!(reading.body_text, "Hi\nthere");
    assert!(reading.recipients.is_empty());
    let urls: Vec<_> = reading.invites.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["https://post.example.org/rc/?_task=mail&_part=2"]);
}

#[test]
fn outlook_yahoo_and_proton_are_read_by_their_places() {
    let outlook = r#"<div aria-label="Email message"><div data-app-section="ItemHeader"><span title="Ann Lee &lt;ann@acme.example&gt;">Ann Lee</span>
        <div>To: <span title="jo@home.example">Jo</span></div></div><div data-testid="SentReceivedSavedTime">Thu 8/20/2026 12:19 AM</div>
        <div id="UniqueMessageBody_1">See you</div></div>"#;
    let reading = open("https://outlook.office.com/mail/id/1", outlook).unwrap();
    assert_eq!((reading.site.as_str(), reading.sender), ("outlook", who("Ann Lee", "ann@acme.example")));
    assert_eq!(reading.recipients, [who("Jo", "jo@home.example")]);
    let yahoo = r#"<div class="message-view"><header><span data-test-id="message-from"><span data-test-id="email-pill"><b>Ann Lee</b> &lt;ann@acme.example&gt;</span></span>
        <span data-test-id="message-to">jo@home.example</span></header><div data-test-id="message-view-body-content">See you</div></div>"#;
    let reading = open("https://mail.yahoo.com/d/folders/1/messages/2", yahoo).unwrap();
    assert_eq!((reading.sender, reading.body_text.as_str()), (who("Ann Lee", "ann@acme.example"), "See you"));
    let proton = r#"<h1 data-testid="conversation-header:subject">Talk</h1><span data-testid="message-column:sender-address">list@row.example</span>
        <article class="message-container"><span data-testid="recipients:sender" title="ann@acme.example">Ann Lee</span>
        <span data-testid="recipients:item-1" title="jo@home.example">Jo</span></article>"#;
    let reading = open("https://mail.proton.me/u/0/inbox/1", proton).unwrap();
    assert_eq!((reading.sender, reading.subject.as_str()), (who("Ann Lee", "ann@acme.example"), "Talk"));
    assert_eq!(reading.recipients, [who("Jo", "jo@home.example")]);
}

#[test]
fn a_webmail_without_data_is_read_by_general_means() {
    let page = r#"<nav><a href="mailto:help@post.example">Help</a></nav><aside><span title="other@acme.example">Other One</span> <time>10:15</time></aside>
        <main><h2>About Monday</h2><section><div class="x1"><div><b>Ann Lee</b> <span>&lt;ann@acme.example&gt;</span></div>
        <time datetime="2026-03-04T14:30:00+01:00">4 March</time></div>
        <div>To <a href="mailto:jo@home.example">Jo</a>, <a href="mailto:ben@acme.example">Ben Beispiel</a></div>
        <div class="x2"><p>Hello Jo, we look forward to it. Write to hr@acme.example any time you want to.</p><p>Ann</p></div></section></main>"#;
    let reading = open("https://post.example.org/m/1", page).unwrap();
    assert_eq!(reading.site, "generic");
    assert_eq!(reading.sender, who("Ann Lee", "ann@acme.example"));
    assert_eq!(reading.recipients, [who("Jo", "jo@home.example"), who("Ben Beispiel", "ben@acme.example")]);
    assert_eq!(reading.subject, "About Monday");
    assert_eq!(reading.date.unwrap().at.unwrap().to_string(), "2026-03-04T14:30:00");
    assert!(reading.body_text.starts_with("Hello Jo") && reading.body_text.ends_with("Ann"), "{}", reading.body_text);
}

#[test]
fn a_message_that_names_a_date_and_a_person_stays_one_message() {
    let page = r#"<main><h2>Interview</h2><div><div><div><span title="ann@acme.example">Ann Lee</span></div><time>4 March 2026, 14:30</time></div>
        <div><p>We meet on</p><p>20 March 2026, 13:00</p><p>with</p><p>Ben Beispiel &lt;ben@acme.example&gt;</p></div></div></main>"#;
    let reading = open("https://post.example.org/m/1", page).unwrap();
    assert_eq!(reading.sender, who("Ann Lee", "ann@acme.example"));
    assert!(reading.recipients.is_empty());
    assert!(reading.body_text.contains("Ben Beispiel"));
}

#[test]
fn a_known_webmail_with_all_its_classes_changed_is_still_read() {
    let page = gmail_message("mia", "<p>Hello Jo, see you on Monday.</p>").replace("class=\"", "class=\"q9");
    let reading = open(GMAIL, &page).unwrap();
    assert_eq!(reading.sender, who("mia Muster", "mia@acme.example"));
    assert_eq!(reading.recipients.len(), 2);
}

#[test]
fn every_selector_for_reading_is_understood() {
    for site in Sites::shipped().unwrap().all {
        let Some(r) = site.reading else { continue };
        let lists =
            [&site.detect, &r.message, &r.sender, &r.recipients, &r.cc, &r.subject, &r.date, &r.body, &r.attachments];
        for text in lists.into_iter().flatten() {
            assert!(Selector::parse(text).is_ok(), "{}: {text}", site.key);
        }
    }
}

#[test]
fn a_huge_page_holds_nobody() {
    let wide = "<div><span email='a@b.example'>A</span><time>20 Aug 2025, 13:19</time></div>".repeat(20_000);
    assert_eq!(open("https://post.example.org/", &wide), None);
}

/// Pages made to be slow: an answer in bounded time, whatever it is.
#[test]
fn hostile_pages_end() {
    let node = |parent: usize, tag: &str, attributes: &[(&str, &str)], text: String| Node {
        parent,
        tag: tag.into(),
        attributes: attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        text,
        hidden: false,
    };
    let root = || node(0, "main", &[], String::new());
    let sites = Sites::shipped().unwrap();
    let ends = |what: &str, nodes: Vec<Node>| {
        for url in [GMAIL, "https://outlook.office.com/mail/", "https://post.example.org/"] {
            let page = Snapshot { url: url.into(), nodes: nodes.clone(), ..Snapshot::default() };
            if let Some(reading) = read(&page, &sites) {
                assert!(reading.body_text.len() <= 300_000, "{what} at {url}");
            }
        }
    };
    let long = "From: Ada <ada@example.org> 4 Mar 2026, 14:30 \u{202e}".repeat(100_000);
    // Everything is a person, all the way down, around five megabytes of text.
    let mut deep: Vec<Node> = (0..20_000_usize)
        .map(|i| {
            node(
                i.saturating_sub(1),
                "span",
                &[("email", "a@b.example"), ("title", "20 Aug 2025, 13:19")],
                String::new(),
            )
        })
        .collect();
    deep.push(node(19_999, "", &[], long.clone()));
    ends("deep", deep);
    let mut wide = vec![root()];
    for i in 0..8_000 {
        let place = wide.len();
        wide.push(node(
            0,
            ["div", "tr", "iframe", "h2"][i % 4],
            &[("class", "adn subject"), ("email", "a@b.example")],
            String::new(),
        ));
        wide.push(node(place, "", &[], ["From:", "Ada <a@b.example>", "4 Mar 2026, 14:30", "Objet : x"][i % 4].into()));
    }
    ends("wide", wide);
    ends("one text", vec![root(), node(0, "div", &[], String::new()), node(1, "", &[], long)]);
}

proptest! {
    #[test]
    fn any_tree_ends_without_a_panic(nodes in proptest::collection::vec((any::<usize>(), 0..6_usize, 0..6_usize, "[a-z@:.<> 0-9]{0,20}", any::<bool>()), 0..60)) {
        let tags = ["", "div", "span", "blockquote", "h2", "time"];
        let names = ["email", "title", "class", "role", "href", "datetime"];
        let nodes = nodes.into_iter().map(|(parent, tag, name, text, hidden)| Node {
            parent,
            tag: tags[tag].into(),
            attributes: vec![(names[name].into(), text.clone())],
            text: if tag == 0 { text } else { String::new() },
            hidden,
        });
        let page = Snapshot { url: GMAIL.into(), nodes: nodes.collect(), ..Snapshot::default() };
        let _ = read(&page, &Sites::shipped().unwrap());
    }
}
