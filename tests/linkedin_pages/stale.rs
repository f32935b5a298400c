//! The address already names the next member, the page still shows the one before.

use super::{Case, Expect};

const ADA: &str = "https://www.linkedin.com/in/ada-quill-91b2/";

pub fn stale() -> Vec<Case> {
    let case = |what, html: String| Case { what, url: ADA, html, expect: Expect::Loading };
    let rail = r#"<aside><h2>More profiles for you</h2><a href="https://www.linkedin.com/in/ada-quill-91b2/">Ada Quill</a><span>· 2nd</span><p>Fern keeper at Farnwood</p><button aria-label="Invite Ada Quill to connect">Connect</button></aside>"#;
    let sdui = r#"<main><section componentkey="com.linkedin.sdui.profile.card.refXTopcard"><a href="https://www.linkedin.com/in/bo-fern/"><h2>Bo Fern</h2></a><p>· 2nd</p><p>Moss keeper</p><p>Mossworks</p><p>Oslo, Norway</p><p>·</p><a href="https://www.linkedin.com/in/bo-fern/overlay/contact-info/">Contact info</a></section></main>"#;
    let xlarge = r#"<main><h1 class="text-heading-xlarge">Bo Fern</h1><div class="text-body-medium break-words">Moss keeper</div><span class="text-body-small inline t-black--light break-words">Oslo, Norway</span><a href="/in/bo-fern/overlay/contact-info/">Contact info</a></main>"#;
    let v2018 = r#"<main><h1 class="pv-top-card-section__name">Bo Fern</h1><h2 class="pv-top-card-section__headline">Moss keeper</h2><h3 class="pv-top-card-section__location">Oslo, Norway</h3><a href="/in/bo-fern/detail/contact-info/">See contact info</a></main>"#;
    let v2020 = r#"<main><ul class="pv-top-card--list"><li class="t-24">Bo Fern</li></ul><div class="ph5"><h2 class="mt1 t-18 t-black">Moss keeper</h2></div><a href="/in/bo-fern/detail/contact-info/">Contact info</a></main>"#;
    let mobile = r#"<main><h1 class="heading-large" dir="ltr">Bo Fern</h1><div class="body-small text-color-text"><span dir="ltr">Moss keeper</span></div><div class="profile-action-container" data-vanity-name="bo-fern"><button>Connect</button></div></main>"#;
    let guest = r#"<script type="application/ld+json">{"@type":"Person","name":"Bo Fern","url":"https://www.linkedin.com/in/bo-fern","jobTitle":["Moss keeper"]}</script><body><a href="/signup?vieweeVanityName=bo-fern">Join</a><main><h1 class="top-card-layout__title">Bo Fern</h1><h2 class="top-card-layout__headline">Moss keeper</h2></main></body>"#;
    let bare = r#"<main><h1>Bo Fern</h1><div>Moss keeper</div><div>Oslo, Norway</div></main>"#;
    let mut cases = Vec::new();
    for (what, card) in [
        ("SDUI", sdui),
        ("2021 to 2025", xlarge),
        ("2018", v2018),
        ("2020", v2020),
        ("mobile web", mobile),
        ("guest with a record", guest),
        ("a bare heading", bare),
    ] {
        // The title may be ahead of the page or behind it.
        for title in ["Bo Fern | LinkedIn", "Ada Quill | LinkedIn", "(2) Bo Fern | LinkedIn", "LinkedIn"] {
            let head = format!(
                r#"<title>{title}</title><link rel="canonical" href="https://www.linkedin.com/in/bo-fern"><meta property="og:title" content="Bo Fern | LinkedIn">"#
            );
            cases.push(case(what, format!("{head}{card}{rail}")));
            cases.push(case(what, format!("{head}{card}")));
        }
    }
    // Namesakes and one-letter slugs: the former member's name fits the new address too.
    cases.push(case(
        "a namesake's card",
        format!(r#"<title>Ada Quill | LinkedIn</title><main><section><a href="/in/ada-quill-7/"><h1 class="text-heading-xlarge">Ada Quill</h1></a><div class="text-body-medium break-words">Baker</div><a href="/in/ada-quill-7/overlay/contact-info/">Contact info</a></section></main>{rail}"#),
    ));
    cases.push(case(
        "a namesake's record",
        r#"<title>Ada Quill - Baker | LinkedIn</title><script type="application/ld+json">{"@type":"Person","name":"Ada Quill","url":"https://www.linkedin.com/in/ada-quill-7"}</script><body><a href="/signup?vieweeVanityName=ada-quill-7">Join</a><main><h1 class="top-card-layout__title">Ada Quill</h1><h2 class="top-card-layout__headline">Baker</h2></main></body>"#.into(),
    ));
    cases
}
