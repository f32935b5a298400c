//! Pages that hold no member, or one whom the site hides.

use super::{Case, Expect, RAIL};

const ADA: &str = "https://www.linkedin.com/in/ada-quill-91b2";

pub fn nobody() -> Vec<Case> {
    let case = |what, url, html: String, expect| Case { what, url, html, expect };
    let nothing = |what, url, html: &str| case(what, url, html.to_owned(), Expect::Nothing);
    let masked = |what, name: &str, record: &str, title: &str| {
        case(
            what,
            ADA,
            format!(
                r#"<head><title>{title}</title><script type="application/ld+json">{{"@context":"http://schema.org","@graph":[{{"@type":"Person","name":"{record}","url":"{ADA}","jobTitle":["****"],"worksFor":[{{"name":"****"}}]}}]}}</script></head>
                <body><a href="https://www.linkedin.com/signup/cold-join">Join</a><main><section class="top-card-layout"><h1 class="top-card-layout__title">{name}</h1><h2 class="top-card-layout__headline">Ferns</h2>
                <a href="https://www.linkedin.com/signup?vieweeVanityName=ada-quill-91b2">View full profile</a></section>
                <section><h2>View {name}’s full profile</h2></section></main></body>"#
            ),
            Expect::Nothing,
        )
    };
    let company = r#"<title>Farnwood: Overview | LinkedIn</title><main><h1>Farnwood</h1><p>Gardening</p><h2>People</h2><a href="/in/ada-quill-91b2/">Ada Quill</a><p>Fern keeper</p></main>"#;
    vec![
        masked("masked: the surname's initial", "Ada Q.", "Ada Q.", "Ada Q. - Farnwood | LinkedIn"),
        masked("masked: without a full stop", "Ada Q", "Ada Q", "Ada Q - Farnwood | LinkedIn"),
        masked("masked: asterisks", "A** Q****", "A** Q****", "A** Q**** | LinkedIn"),
        masked("masked: one asterisk a letter", "Ada *****", "Ada *****", "Ada ***** | LinkedIn"),
        masked("masked: title and record alone", "Ada Q.", "Ada Q.", "LinkedIn"),
        masked("masked: with credentials and pronouns", "Ada Q., PhD (She/Her)", "Ada Q.", "Ada Q., PhD | LinkedIn"),
        masked("masked: Chinese", "李*", "李*", "李* | LinkedIn"),
        masked("masked: Cyrillic", "Ада К.", "Ада К.", "Ада К. | LinkedIn"),
        nothing("company", "https://www.linkedin.com/company/farnwood/", company),
        nothing("company's people", "https://www.linkedin.com/company/farnwood/people/", company),
        nothing("school", "https://www.linkedin.com/school/moss-university/", company),
        nothing("showcase", "https://www.linkedin.com/showcase/ferns/", company),
        nothing("product", "https://www.linkedin.com/products/fern/", company),
        nothing("group", "https://www.linkedin.com/groups/123/", company),
        nothing("event", "https://www.linkedin.com/events/123/", company),
        nothing("job", "https://www.linkedin.com/jobs/view/123/", r#"<title>Farnwood hiring Fern keeper | LinkedIn</title><h1>Fern keeper</h1><h2>Meet the hiring team</h2><a href="/in/ada-quill-91b2/">Ada Quill</a><span>2nd</span>"#),
        nothing("jobs search", "https://www.linkedin.com/jobs/search/?keywords=x", RAIL),
        nothing("search results", "https://www.linkedin.com/search/results/people/?keywords=ada", RAIL),
        nothing("public people directory", "https://www.linkedin.com/pub/dir/Ada/Quill", RAIL),
        nothing("feed", "https://www.linkedin.com/feed/", RAIL),
        nothing("post", "https://www.linkedin.com/feed/update/urn:li:activity:1/", RAIL),
        nothing("article", "https://www.linkedin.com/pulse/ferns-ada-quill/", RAIL),
        nothing("messages", "https://www.linkedin.com/messaging/thread/2-x/", RAIL),
        nothing("network", "https://www.linkedin.com/mynetwork/invitation-manager/", RAIL),
        nothing("sales navigator", "https://www.linkedin.com/sales/lead/ACwAA,NAME_SEARCH,x", r#"<title>Ada Quill | Sales Navigator</title><h1>Ada Quill</h1>"#),
        nothing("recruiter", "https://www.linkedin.com/talent/profile/AEMAA", r#"<title>Ada Quill | LinkedIn Talent Solutions</title><h1>Ada Quill</h1>"#),
        nothing("learning", "https://www.linkedin.com/learning/ferns", RAIL),
        nothing("404", "https://www.linkedin.com/404/", "<title>LinkedIn</title><h1>This page doesn’t exist</h1>"),
        nothing("a member who is gone", "https://www.linkedin.com/in/unavailable/", "<title>LinkedIn</title><h1>This page doesn’t exist</h1>"),
        nothing("one's own alias", "https://www.linkedin.com/in/me/", RAIL),
        nothing("sub-page: skills", "https://www.linkedin.com/in/ada-quill-91b2/details/skills/", "<title>(1) Skills | Ada Quill | LinkedIn</title><h1>Ada Quill</h1>"),
        nothing("sub-page: experience in SDUI", "https://www.linkedin.com/in/ada-quill-91b2/details/experience/", r#"<title>Experience | Ada Quill | LinkedIn</title><a href="/in/ada-quill-91b2/"><p>Ada Quill</p></a><h2>Experience</h2>"#),
        nothing("sub-page: comments", "https://www.linkedin.com/in/ada-quill-91b2/recent-activity/comments/", "<title>Activity | Ada Quill | LinkedIn</title><h1>Ada Quill</h1>"),
        nothing("auth wall", "https://www.linkedin.com/authwall?trk=x&sessionRedirect=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fada-quill-91b2", "<title>Sign Up | LinkedIn</title><h1>Join LinkedIn</h1>"),
        nothing("checkpoint", "https://www.linkedin.com/checkpoint/challenge/x", "<title>Security Verification | LinkedIn</title><h1>Let’s do a quick security check</h1>"),
        nothing(
            "a wall under the member's own address",
            ADA,
            r#"<title>Ada Quill | LinkedIn</title><meta name="pageKey" content="auth_wall_desktop_profile"><main><h1>Join LinkedIn</h1><h2>Sign in to see who Ada Quill knows</h2><form><input name="session_key"><input type="password" name="session_password"></form></main>"#,
        ),
        case("not found under the member's own address", ADA, "<title>Profile Not Found | LinkedIn</title><h1>Profile Not Found</h1>".into(), Expect::Loading),
        case("not found, today's words", ADA, format!("<title>LinkedIn</title><main><h2>This page doesn’t exist</h2><p>Please check your URL or return to LinkedIn home.</p></main>{RAIL}"), Expect::Loading),
        case(
            "a member's memorial or blocked page",
            ADA,
            "<title>LinkedIn</title><main><h1>This profile is not available</h1><a href=\"/in/ada-quill-91b2/\">Back</a></main>".into(),
            Expect::Loading,
        ),
        case(
            "only the viewer is named",
            ADA,
            r#"<title>LinkedIn</title><header><a href="/in/ana-quill/"><img alt="Ana Quill"><span>Ana Quill</span></a></header><main><div class="skeleton"></div></main>"#.into(),
            Expect::Loading,
        ),
    ]
}
