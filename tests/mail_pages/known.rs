//! Gmail, Outlook, Yahoo, Proton, Roundcube.

use super::Mail;

const LIST: &str = r#"<div role="listbox">
    <div role="option" data-convid="1"><span title="zoe@moss.example">Zoe Moss</span><span>Your parcel</span><span title="Mon 3/2/2026 9:12 AM">Mon 3/2</span></div>
    <div role="option" data-convid="2" aria-selected="true"><span title="ann@acme.example">Ann Lee</span><span>Interview</span><span title="Wed 3/4/2026 2:30 PM">Wed 3/4</span></div></div>"#;

pub fn known() -> Vec<Mail> {
    let ann = Mail {
        what: "",
        url: "",
        html: String::new(),
        sender: "Ann Lee <ann@acme.example>",
        recipients: "Jo Bell <jo@home.example>, Ben Ivy <ben@acme.example>",
        subject: "Interview on Monday",
        date: "2026-03-04T14:30:00",
        body: "Hello Jo, / we look forward to Monday. / Ann Lee / Head of Ferns",
    };
    let body = "<div>Hello Jo,</div><div>we look forward to Monday.</div><br><div>Ann Lee<br>Head of Ferns</div><blockquote>Dear Ann,<br>may I come?<br>jo@home.example</blockquote>";
    vec![
        Mail {
            what: "Gmail",
            url: "https://mail.google.com/mail/u/0/#inbox/1",
            html: format!(
                r#"<html lang="en"><div role="navigation"><a href="mailto:x@y.example">x</a></div><div role="main"><h2 class="hP" data-thread-perm-id="t1">Interview on Monday</h2><div role="list"><div role="listitem"><div class="adn ads" data-message-id="m1"><div class="gs">
                <table><tr><td class="gF"><span class="qu"><span class="gD" email="ann@acme.example" name="Ann Lee" data-hovercard-id="ann@acme.example"><span>Ann Lee</span></span> <span class="go">&lt;ann@acme.example&gt;</span></span></td>
                <td class="gH"><span class="g3" title="Mar 4, 2026, 2:30 PM" alt="Mar 4, 2026, 2:30 PM">Wed, Mar 4, 2:30 PM (3 days ago)</span></td></tr>
                <tr><td><span class="hb">to <span class="g2" email="jo@home.example" name="Jo Bell">Jo</span>, <span class="g2" email="ben@acme.example" name="Ben Ivy">Ben</span></span></td></tr></table>
                <div class="ii gt"><div class="a3s aiL">{body}</div></div></div></div></div></div></div></html>"#
            ),
            ..ann
        },
        Mail {
            what: "Outlook",
            url: "https://outlook.office.com/mail/inbox/id/AAQk",
            html: format!(
                r#"<html lang="en-US"><div>{LIST}</div><div role="main" id="ReadingPaneContainerId"><div data-app-section="ConversationContainer"><div role="heading" aria-level="2" title="Interview on Monday" id="CONV_1_SUBJECT"><span>Interview on Monday</span></div>
                <div aria-label="Email message" role="listitem"><div data-app-section="ItemHeader"><div><span role="heading" aria-level="3" aria-label="From: Ann Lee"><span title="ann@acme.example">Ann Lee&lt;ann@acme.example&gt;</span></span></div>
                <div aria-label="To: Jo Bell; Ben Ivy">To: <span title="jo@home.example">Jo Bell</span>; <span title="ben@acme.example">Ben Ivy</span></div>
                <div data-testid="SentReceivedSavedTime">Wed 3/4/2026 2:30 PM</div></div>
                <div role="document" aria-label="Message body" id="UniqueMessageBody_1"><div class="rps_1">{body}</div></div></div></div></div></html>"#
            ),
            ..ann
        },
        Mail {
            what: "Outlook in German, under a company's address",
            url: "https://mail.acme.example/owa/",
            html: format!(
                r#"<html lang="de-DE"><head><script src="https://res.cdn.office.net/owamail/1/boot.js"></script><link href="https://res.cdn.office.net/owamail/x.css"></head><div role="main"><div data-app-section="ConversationContainer"><div role="heading" aria-level="2"><span>Interview on Monday</span></div>
                <div aria-label="E-Mail-Nachricht"><div data-app-section="ItemHeader"><div aria-label="Von: Ann Lee"><span title="ann@acme.example">Ann Lee</span></div><div>An: <span title="jo@home.example">Jo Bell</span></div>
                <div>Cc: <span title="ben@acme.example">Ben Ivy</span></div><div data-testid="SentReceivedSavedTime">Mi 04.03.2026 14:30</div></div>
                <div role="document" aria-label="Nachrichtentext" id="UniqueMessageBody_7">{body}</div></div></div></div></html>"#
            ),
            ..ann
        },
        Mail {
            what: "Yahoo",
            url: "https://mail.yahoo.com/d/folders/1/messages/2",
            html: format!(
                r#"<html lang="en-US"><nav>Inbox 3</nav><main><div data-test-id="message-group-view-scroller"><header><span data-test-id="message-group-subject-text">Interview on Monday</span></header>
                <ul><li class="message-view" data-test-id="message-view"><header><div><span data-test-id="message-from"><span data-test-id="email-pill" data-email="ann@acme.example"><span>Ann Lee</span> <span>&lt;ann@acme.example&gt;</span></span></span>
                <time data-test-id="message-date" datetime="2026-03-04T14:30:00">Wed, Mar 4 at 2:30 PM</time></div>
                <div><span>To:</span> <span data-test-id="message-to"><span data-test-id="email-pill" title="jo@home.example">Jo Bell</span>, <span data-test-id="email-pill" title="ben@acme.example">Ben Ivy</span></span></div></header>
                <div data-test-id="message-view-body"><div data-test-id="message-view-body-content">{body}</div></div></li></ul></div></main></html>"#
            ),
            ..ann
        },
        Mail {
            what: "Proton, its text in a frame",
            url: "https://mail.proton.me/u/0/inbox/abc",
            html: r#"<html lang="en"><div data-testid="message-list-loaded"><div data-testid="message-item:x" role="row"><span data-testid="message-column:sender-address" title="zoe@moss.example">Zoe Moss</span><time datetime="Mon, 02 Mar 2026 09:12">9:12 AM</time></div></div>
                <section><header data-testid="conversation-header"><h1 data-testid="conversation-header:subject" title="Interview on Monday"><span>Interview on Monday</span></h1></header>
                <article class="message-container is-opened" data-testid="message-view-0"><div class="message-header message-header-expanded"><div><span data-testid="recipients:sender" title="ann@acme.example"><span class="message-recipient-item-label">Ann Lee</span> <span class="message-recipient-item-address">&lt;ann@acme.example&gt;</span></span>
                <time data-testid="item-date" datetime="2026-03-04T14:30" title="Wednesday, March 4, 2026 at 2:30 PM">Mar 4</time></div>
                <div><span>To</span> <span data-testid="recipients:item-jo@home.example" title="jo@home.example"><span>Jo Bell</span></span> <span data-testid="recipients:item-ben@acme.example" title="ben@acme.example"><span>Ben Ivy</span></span></div></div>
                <div class="message-content" data-testid="message-content:body"><iframe title="Email content"></iframe></div></article></section></html>"#
                .into(),
            body: "",
            ..ann
        },
        Mail {
            what: "Roundcube, the message alone",
            url: "https://post.example.org/rc/?_task=mail&_uid=3&_action=show",
            html: format!(
                r#"<html lang="en"><body class="task-mail action-show"><div id="layout-content"><div id="message-header"><h2 class="subject"><span class="voice">Subject: </span>Interview on Monday</h2>
                <div class="header-summary">From <a href="mailto:ann@acme.example" class="rcmContactAddress" title="ann@acme.example">Ann Lee</a> to <a href="mailto:jo@home.example" class="rcmContactAddress" title="jo@home.example">Jo Bell</a>, <a href="mailto:ben@acme.example" class="rcmContactAddress" title="ben@acme.example">Ben Ivy</a> on <span class="text-nowrap">2026-03-04 14:30</span></div></div>
                <div id="message-content"><div id="messagebody"><div class="message-part">{body}</div></div></div></div></body></html>"#
            ),
            ..ann
        },
        Mail {
            what: "Roundcube, the older table of headers, German",
            url: "https://post.example.org/rc/?_task=mail&_uid=3&_action=show",
            html: format!(
                r#"<html lang="de"><body class="task-mail"><div id="messageheader"><h2 class="subject">Interview on Monday</h2><table class="headers-table"><tr><td class="header-title">Von</td><td class="header from"><span class="adr"><a href="mailto:ann@acme.example" class="rcmContactAddress" title="ann@acme.example">Ann Lee</a></span></td></tr>
                <tr><td class="header-title">An</td><td class="header to"><a href="mailto:jo@home.example" class="rcmContactAddress" title="jo@home.example">Jo Bell</a></td></tr>
                <tr><td class="header-title">Kopie</td><td class="header cc"><a href="mailto:ben@acme.example" class="rcmContactAddress" title="ben@acme.example">Ben Ivy</a></td></tr>
                <tr><td class="header-title">Datum</td><td class="header date">04.03.2026 14:30</td></tr></table></div><div id="messagebody"><div class="message-htmlpart">{body}</div></div></body></html>"#
            ),
            ..ann
        },
    ]
}
