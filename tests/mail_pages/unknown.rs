//! Webmails of which nothing is known.

use super::Mail;

pub fn unknown() -> Vec<Mail> {
    let ann = Mail {
        what: "",
        url: "https://post.example.org/m/1",
        html: String::new(),
        sender: "Ann Lee <ann@acme.example>",
        recipients: "Jo Bell <jo@home.example>",
        subject: "Interview on Monday",
        date: "2026-03-04T14:30:00",
        body: "Hello Jo, / we look forward to meeting you on Monday. / Ann Lee / Head of Ferns, Acme",
    };
    let body = "<p>Hello Jo,</p><p>we look forward to meeting you on Monday.</p><p>Ann Lee<br>Head of Ferns, Acme</p><blockquote><p>Dear Ann, may I come?</p></blockquote>";
    vec![
        Mail {
            what: "a table of labels",
            html: format!(
                r#"<html lang="en"><body><table><tr><th>From:</th><td>Ann Lee &lt;ann@acme.example&gt;</td></tr><tr><th>To:</th><td>Jo Bell &lt;jo@home.example&gt;</td></tr>
                <tr><th>Date:</th><td>Wed, 4 Mar 2026 14:30:00 +0100</td></tr><tr><th>Subject:</th><td>Interview on Monday</td></tr></table><hr><div>{body}</div></body></html>"#
            ),
            ..ann
        },
        Mail {
            what: "divs and data attributes",
            html: format!(
                r#"<html lang="en"><body><div class="app"><div class="sidebar">Inbox (3)</div><div class="pane"><div class="title" role="heading">Interview on Monday</div><div class="msg"><div class="head">
                <div class="avatar">AL</div><div class="who" data-address="ann@acme.example"><span>Ann Lee</span></div><div class="rcpt">to <span data-address="jo@home.example">Jo Bell</span></div><time datetime="2026-03-04T14:30:00Z">Mar 4</time></div>
                <div class="text">{body}</div></div></div></div></body></html>"#
            ),
            ..ann
        },
        Mail {
            what: "no attribute at all, German",
            html: format!(
                r#"<html lang="de"><body><div><div><h1>Interview on Monday</h1><div><div>Von: Ann Lee &lt;ann@acme.example&gt;</div><div>An: Jo Bell &lt;jo@home.example&gt;</div><div>Datum: 4. März 2026, 14:30 Uhr</div></div><div>{body}</div></div></div></body></html>"#
            ),
            ..ann
        },
        Mail {
            what: "a block of header lines, French",
            html: format!(
                r#"<html lang="fr"><body><div>De : Ann Lee &lt;ann@acme.example&gt;<br>À : Jo Bell &lt;jo@home.example&gt;<br>Envoyé : mercredi 4 mars 2026 14:30<br>Objet : Interview on Monday</div><div>{body}</div></body></html>"#
            ),
            ..ann
        },
        Mail {
            what: "a page for printing",
            html: format!(
                r#"<html lang="en"><head><title>Post - Interview on Monday</title></head><body><table><tr><td><b>Post</b></td><td>Jo Bell &lt;jo@home.example&gt;</td></tr></table><hr><table><tr><td><font size="+1"><b>Interview on Monday</b></font><br><font>1 message</font></td></tr></table><hr>
                <table class="message"><tr><td><font><b>Ann Lee </b>&lt;ann@acme.example&gt;</font></td><td align="right"><font>Wed, Mar 4, 2026 at 2:30 PM</font></td></tr><tr><td colspan="2"><font><div>To: Jo Bell &lt;jo@home.example&gt;</div></font></td></tr>
                <tr><td colspan="2"><table><tr><td><div>{body}</div></td></tr></table></td></tr></table></body></html>"#
            ),
            ..ann
        },
        Mail {
            what: "definitions, links to write to people",
            html: format!(
                r#"<html lang="en-GB"><body><main><article><header><h2>Interview on Monday</h2><dl><dt>From</dt><dd><a href="mailto:ann@acme.example">Ann Lee</a></dd><dt>To</dt><dd><a href="mailto:jo@home.example?subject=x">Jo Bell</a></dd><dt>Received</dt><dd><time datetime="2026-03-04T14:30:00+00:00">4 March</time></dd></dl></header>
                <div>{body}</div><footer><a href="mailto:abuse@post.example">Report</a></footer></article></main></body></html>"#
            ),
            ..ann
        },
        Mail {
            what: "a thread, the last message open",
            html: format!(
                r#"<html lang="en"><body><main><h1>Interview on Monday</h1><section><article><div><b>Jo Bell</b> &lt;jo@home.example&gt;</div><time datetime="2026-03-03T10:00:00Z">3 March</time><p>Dear Ann, may I …</p></article>
                <article><div><div><b>Ann Lee</b> &lt;ann@acme.example&gt;</div><time datetime="2026-03-04T14:30:00Z">4 March</time><div>to <span title="jo@home.example">Jo Bell</span></div></div><div>{body}</div></article></section></main></body></html>"#
            ),
            ..ann
        },
        Mail {
            what: "beside its list",
            html: format!(
                r#"<html lang="en"><body><div class="list"><ul><li><span title="zoe@moss.example">Zoe Moss</span><span>Your parcel</span><span>2 Mar 2026, 09:12</span></li><li><span title="ann@acme.example">Ann Lee</span><span>Interview on Monday</span><span>4 Mar 2026, 14:30</span></li><li><span title="kim@moss.example">Kim</span><span>Hi</span><span>1 Mar 2026, 11:02</span></li></ul></div>
                <div class="reader"><h2>Interview on Monday</h2><div><div><span title="ann@acme.example">Ann Lee</span><span>4 Mar 2026, 14:30</span></div><div>To: <span title="jo@home.example">Jo Bell</span></div></div><div>{body}</div></div></body></html>"#
            ),
            ..ann
        },
    ]
}
