//! Pages of webmails on which no message is open.

pub fn lists() -> Vec<(&'static str, &'static str, String)> {
    const GMAIL: &str = "https://mail.google.com/mail/u/0/#inbox";
    const OUTLOOK: &str = "https://outlook.office.com/mail/";
    const YAHOO: &str = "https://mail.yahoo.com/d/folders/1";
    const PROTON: &str = "https://mail.proton.me/u/0/inbox";
    const OTHER: &str = "https://post.example.org/m/";
    let rows = |row: &str| {
        let one = |n: usize| {
            row.replace("NAME", ["Zoe Moss", "Ann Lee", "Kim Vetch"][n])
                .replace("MAIL", ["zoe@moss.example", "ann@acme.example", "kim@peat.example"][n])
                .replace("DATE", ["2 Mar 2026, 09:12", "4 Mar 2026, 14:30", "1 Mar 2026, 11:02"][n])
        };
        (0..3).map(one).collect::<String>()
    };
    vec![
        (
            "Gmail's list",
            GMAIL,
            format!(
                r#"<div role="main"><table role="grid">{}</table></div>"#,
                rows(r#"<tr class="zA" role="row"><td><span class="yX"><span class="yP" email="MAIL" name="NAME">NAME</span></span></td><td>Subject - <span class="y2">some words of it</span></td><td><span title="DATE">Mar</span></td></tr>"#)
            ),
        ),
        (
            "Outlook's list, nothing chosen",
            OUTLOOK,
            format!(
                r#"<div role="listbox">{}</div><div role="main"><div>Select an item to read</div></div>"#,
                rows(r#"<div role="option" data-convid="1"><span title="MAIL">NAME</span><div>Subject</div><div>Preview of the words</div><span title="DATE">Mar</span></div>"#)
            ),
        ),
        (
            "Yahoo's list",
            YAHOO,
            format!(
                r#"<main><ul>{}</ul></main>"#,
                rows(r#"<li><a role="article" data-test-id="message-list-item" href="/d/1"><span data-test-id="senders" title="MAIL">NAME</span><span>Subject</span><span>DATE</span></a></li>"#)
            ),
        ),
        (
            "Proton's list",
            PROTON,
            format!(
                r#"<main>{}</main>"#,
                rows(r#"<div data-testid="message-item:1"><span data-testid="message-column:sender-address" title="MAIL">NAME</span><span>Subject</span><time datetime="DATE">DATE</time></div>"#)
            ),
        ),
        (
            "a list of divs",
            OTHER,
            format!(r#"<div>{}</div>"#, rows("<div><b>NAME</b> &lt;MAIL&gt; <i>Subject</i> <span>DATE</span></div>")),
        ),
        (
            "a list of links",
            OTHER,
            format!(r#"<div>{}</div>"#, rows(r#"<a href="/m/2"><div>NAME &lt;MAIL&gt;</div><div>DATE</div><div>Words of the message, a few more of them, and so on.</div></a>"#)),
        ),
        (
            "a message being written",
            OTHER,
            r#"<form><label>To</label><input name="to"><span data-address="ann@acme.example">Ann Lee</span><div contenteditable="true"><p>Dear Ann, on 4 Mar 2026, 14:30 you wrote</p></div></form>"#.into(),
        ),
        (
            "a contact's card",
            OTHER,
            r#"<main><h1>Ann Lee</h1><dl><dt>E-Mail</dt><dd><a href="mailto:ann@acme.example">ann@acme.example</a></dd><dt>Phone</dt><dd>+44 20 7946 0000</dd><dt>Company</dt><dd>Acme</dd></dl></main>"#.into(),
        ),
        (
            "a calendar",
            OTHER,
            r#"<main><div><div>14:30 Interview</div><div>ann@acme.example</div></div><div><div>16:00 Dentist</div></div></main>"#.into(),
        ),
        ("settings", OTHER, r#"<main><h1>Settings</h1><p>Signed in as jo@home.example</p><p>Last sign-in: 4 Mar 2026, 14:30</p></main>"#.into()),
    ]
}
