//! What a signed-in member is shown, 2018 to 2025.

use super::{Case, RAIL, person};

const NAV: &str = r#"<header><nav><a href="https://www.linkedin.com/mynetwork/">My Network</a><a href="https://www.linkedin.com/messaging/">Messaging</a></nav></header>"#;

/// 2021 to 2024: `text-heading-xlarge`.
struct Xlarge {
    title: &'static str,
    name: &'static str,
    degree: &'static str,
    headline: &'static str,
    company: &'static str,
    place: &'static str,
    contact: &'static str,
    actions: &'static str,
    experience: &'static str,
}

const XL: Xlarge = Xlarge {
    title: "Ada Quill | LinkedIn",
    name: "Ada Quill",
    degree: r#"<span class="dist-value">· 2nd</span>"#,
    headline: "Fern keeper",
    company: r#"<button aria-label="Current company: Farnwood. Click to skip to experience card"><span>Farnwood</span></button>"#,
    place: "Lyon, Auvergne-Rhône-Alpes, France",
    contact: "Contact info",
    actions: "",
    experience: "",
};

impl Xlarge {
    fn html(&self) -> String {
        let Self { title, name, degree, headline, company, place, contact, actions, experience } = self;
        format!(
            r#"<title>{title}</title><body>{NAV}<main><section class="artdeco-card pv-top-card"><div class="ph5"><div class="mt2 relative">
            <div class="pv-text-details__left-panel"><div><h1 class="text-heading-xlarge inline t-24 v-align-middle break-words">{name}</h1>
            <span class="pv-text-details__separator"><span class="visually-hidden">2nd degree connection</span>{degree}</span></div>
            <div class="text-body-medium break-words">{headline}</div></div>
            <ul class="pv-text-details__right-panel"><li>{company}</li><li><button aria-label="Education: Moss University. Click to skip to education card"><span>Moss University</span></button></li></ul>
            <div class="pv-text-details__left-panel mt2"><span class="text-body-small inline t-black--light break-words">{place}</span>
            <span class="pv-text-details__separator"><a href="https://www.linkedin.com/in/ada-quill-91b2/overlay/contact-info/">{contact}</a></span></div>
            <ul class="pv-top-card--list"><li><span class="t-bold">1,204</span> followers</li><li><span>500+</span> connections</li></ul>
            <div class="pv-top-card__connections"><a href="/search/results/people/?x"><span>Kim Vetch, Bo Fern, and 3 other mutual connections</span></a></div>
            <div class="pvs-profile-actions">{actions}</div></div></div></section>
            <section><div id="activity"></div><h2>Activity</h2><a href="https://www.linkedin.com/in/bo-fern/">Bo Fern</a><span>reposted</span></section>
            {experience}</main>{RAIL}</body>"#
        )
    }
}

const ADA: &str = "https://www.linkedin.com/in/ada-quill-91b2/";

fn experience_2022(heading: &str, rows: &[(&str, &str, &str)]) -> String {
    let twice =
        |text: &str| format!(r#"<span aria-hidden="true">{text}</span><span class="visually-hidden">{text}</span>"#);
    let rows: String = rows
        .iter()
        .map(|(title, company, period)| {
            format!(
                r#"<li class="artdeco-list__item"><a href="https://www.linkedin.com/company/1/"><div class="mr1 t-bold">{}</div></a><span class="t-14 t-normal">{}</span><span class="t-14 t-black--light">{}</span></li>"#,
                twice(title), twice(company), twice(period)
            )
        })
        .collect();
    format!(
        r#"<section><div id="experience"></div><h2 class="pvs-header__title">{}</h2><ul class="pvs-list">{rows}</ul></section>"#,
        twice(heading)
    )
}

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

const LONG: &str = "Keeper of ferns | Speaker on moss, peat and bog | Speaker on moss, peat and bog | Speaker on moss, peat and bog | Speaker on moss, peat and bog | Speaker on moss, peat and bog | Speaker on moss, peat and bog | Speaker on moss, peat and bog | Dog person";

pub fn members() -> Vec<Case> {
    let base = [
        ("name", "Ada Quill"),
        ("headline", "Fern keeper"),
        ("company", "Farnwood"),
        ("location", "Lyon, Auvergne-Rhône-Alpes, France"),
        ("degree", "2"),
    ];
    let with = |more: &[(&'static str, &'static str)]| {
        let mut all: Vec<_> = base.iter().copied().filter(|(f, _)| !more.iter().any(|(m, _)| m == f)).collect();
        all.extend(more.iter().copied().filter(|(_, v)| !v.is_empty()));
        all
    };
    let case = |what, page: Xlarge, more: &[(&'static str, &'static str)]| person(what, ADA, page.html(), &with(more));
    let spanish = leak(experience_2022(
        "Experiencia",
        &[("Cuidadora de helechos", "Farnwood · Jornada completa", "ene. 2020 - actualidad · 6 años")],
    ));
    vec![
        case(
            "connect as the first action",
            Xlarge { actions: r#"<button aria-label="Invite Ada Quill to connect"><span>Connect</span></button><button aria-label="Message Ada">Message</button>"#, ..XL },
            &[("connect", "offered")],
        ),
        case(
            "creator mode: follow first, connect in the closed menu",
            Xlarge {
                title: "(27) Ada Quill | LinkedIn",
                degree: r#"<span class="dist-value">· 3rd+</span>"#,
                actions: r#"<button aria-label="Follow Ada Quill"><span>Follow</span></button><button aria-label="More actions"><span>More</span></button>
                    <div aria-hidden="true" class="artdeco-dropdown__content"><ul><li><div role="button" aria-label="Invite Ada Quill to connect"><span>Connect</span></div></li><li><div role="button">Report / Block</div></li></ul></div>"#,
                ..XL
            },
            &[("connect", "offered"), ("degree", "3")],
        ),
        case(
            "an invitation is pending",
            Xlarge { actions: r#"<button aria-label="Pending, click to withdraw invitation sent to Ada Quill"><span>Pending</span></button><button>Message</button><div role="button" aria-label="Invite Ada Quill to connect"><span>Connect</span></div>"#, ..XL },
            &[],
        ),
        case(
            "first degree: nothing to offer, though the menu says remove",
            Xlarge { degree: r#"<span class="dist-value">· 1st</span>"#, actions: r#"<button>Message</button><div role="button">Remove connection</div>"#, ..XL },
            &[("degree", "1")],
        ),
        case(
            "pronouns, verification, credentials, audio, emoji",
            Xlarge {
                name: r#"Ada Quill, PhD 🌿 <svg></svg>"#,
                degree: r#"<span class="text-body-small v-align-middle">(She/Her)</span><button aria-label="Name pronunciation"></button><button aria-label="Verified">Verified</button><span class="dist-value">· 2nd</span>"#,
                ..XL
            },
            &[],
        ),
        case(
            "open to work and hiring frames below the card's values",
            Xlarge { actions: r#"<button>Message</button></div><div><h3>Open to work</h3><p>Fern keeper and Moss keeper roles</p><a href="/in/ada-quill-91b2/overlay/open-to-work/">Show details</a>"#, ..XL },
            &[],
        ),
        case(
            "Spanish",
            Xlarge {
                degree: r#"<span class="dist-value">· 2.º</span>"#,
                headline: "Helechos y musgos",
                company: r#"<button aria-label="Empresa actual: Farnwood. Haz clic para ir a la tarjeta de experiencia"><span>Farnwood</span></button>"#,
                place: "Lyon y alrededores",
                contact: "Información de contacto",
                actions: r#"<button aria-label="Invita a Ada Quill a conectar"><span>Conectar</span></button>"#,
                experience: spanish,
                ..XL
            },
            &[("headline", "Helechos y musgos"), ("title", "Cuidadora de helechos"), ("location", "Lyon y alrededores"), ("connect", "offered")],
        ),
        case(
            "Portuguese, with the employer in the headline only",
            Xlarge {
                degree: r#"<span class="dist-value">· 3º</span>"#,
                headline: "Analista de Samambaias na Farnwood",
                company: r#"<button aria-label="Empresa atual: Farnwood. Clique para ir para o cartão de experiência"><span>Farnwood</span></button>"#,
                place: "São Paulo, São Paulo, Brasil",
                contact: "Informações de contato",
                actions: r#"<button aria-label="Convide Ada Quill para se conectar"><span>Conectar</span></button>"#,
                ..XL
            },
            &[("headline", "Analista de Samambaias na Farnwood"), ("title", "Analista de Samambaias"), ("location", "São Paulo, São Paulo, Brasil"), ("connect", "offered"), ("degree", "3")],
        ),
        case(
            "Italian",
            Xlarge {
                degree: r#"<span class="dist-value">· 2°</span>"#,
                headline: "Responsabile acquisti presso Farnwood",
                company: r#"<button aria-label="Azienda attuale: Farnwood. Fai clic per passare alla scheda dell’esperienza"><span>Farnwood</span></button>"#,
                place: "Milano, Lombardia, Italia",
                contact: "Informazioni di contatto",
                actions: r#"<button aria-label="Invita Ada Quill a collegarsi"><span>Collegati</span></button>"#,
                ..XL
            },
            &[("headline", "Responsabile acquisti presso Farnwood"), ("title", "Responsabile acquisti"), ("location", "Milano, Lombardia, Italia"), ("connect", "offered")],
        ),
        case(
            "Dutch",
            Xlarge {
                degree: r#"<span class="dist-value">· 2e</span>"#,
                headline: "Inkoper bij Farnwood",
                company: r#"<button aria-label="Huidig bedrijf: Farnwood. Klik om naar de ervaringskaart te gaan"><span>Farnwood</span></button>"#,
                place: "Utrecht, Nederland",
                contact: "Contactgegevens",
                actions: r#"<button aria-label="Nodig Ada Quill uit om een connectie te maken"><span>Connectie maken</span></button>"#,
                ..XL
            },
            &[("headline", "Inkoper bij Farnwood"), ("title", "Inkoper"), ("location", "Utrecht, Nederland"), ("connect", "offered")],
        ),
        case(
            "Arabic interface",
            Xlarge {
                degree: r#"<span class="dist-value">· من الدرجة الثانية</span>"#,
                headline: "حارسة السراخس",
                company: r#"<button aria-label="الشركة الحالية: Farnwood. انقر للانتقال إلى بطاقة الخبرة"><span>Farnwood</span></button>"#,
                place: "دبي الإمارات العربية المتحدة",
                contact: "معلومات الاتصال",
                actions: r#"<button aria-label="دعوة Ada Quill للتواصل"><span>تواصل</span></button>"#,
                ..XL
            },
            &[("headline", "حارسة السراخس"), ("location", "دبي الإمارات العربية المتحدة"), ("connect", "offered"), ("degree", "2")],
        ),
        case("no headline: a dash stands there", Xlarge { headline: "--", ..XL }, &[("headline", "")]),
        case(
            "no employer at all",
            Xlarge { company: "", headline: "Looking for a new garden", ..XL },
            &[("headline", "Looking for a new garden"), ("company", "")],
        ),
        case(
            "two jobs in the headline, the employer's link decides",
            Xlarge { headline: "Advisor at Bogland | Fern keeper at Farnwood", ..XL },
            &[("headline", "Advisor at Bogland | Fern keeper at Farnwood"), ("title", "Fern keeper")],
        ),
        case(
            "self-employed",
            Xlarge {
                headline: "Independent fern consultant",
                company: r#"<button aria-label="Current company: Self-employed. Click to skip to experience card"><span>Self-employed</span></button>"#,
                ..XL
            },
            &[("headline", "Independent fern consultant"), ("company", "Self-employed")],
        ),
        case("\"at\" inside a title", Xlarge { headline: "Specialist in at-home ferns", ..XL }, &[("headline", "Specialist in at-home ferns")]),
        person(
            "own profile: edit controls, no degree, analytics",
            ADA,
            Xlarge { degree: "", actions: r#"<button>Open to</button><button>Add profile section</button><a href="/in/ada-quill-91b2/edit/intro/" aria-label="Edit intro"></a>"#, ..XL }.html(),
            &with(&[("degree", "own")]),
        ),
        person(
            "a single name",
            "https://www.linkedin.com/in/suryani/",
            Xlarge { title: "Suryani | LinkedIn", name: "Suryani", ..XL }.html().replace("ada-quill-91b2", "suryani"),
            &with(&[("name", "Suryani")]),
        ),
        person(
            "a name that has nothing to do with the slug",
            "https://www.linkedin.com/in/fernlover77/",
            Xlarge { title: "(1) Ada Quill | LinkedIn", ..XL }.html().replace("ada-quill-91b2", "fernlover77"),
            &base,
        ),
        person(
            "Cyrillic",
            "https://www.linkedin.com/in/%D0%B0%D0%B4%D0%B0-%D0%BA%D0%B2%D0%B8%D0%BB%D0%BB-91b204/",
            Xlarge { title: "Ада Квилл | LinkedIn", name: "Ада Квилл", degree: r#"<span class="dist-value">· 2-й</span>"#, place: "Москва, Россия", ..XL }.html().replace("ada-quill-91b2", "%D0%B0%D0%B4%D0%B0-%D0%BA%D0%B2%D0%B8%D0%BB%D0%BB-91b204"),
            &with(&[("name", "Ада Квилл"), ("location", "Москва, Россия")]),
        ),
        person(
            "2020: the card in lists",
            ADA,
            format!(
                r##"<title>(2) Ada Quill | LinkedIn</title><body>{NAV}<main><section class="pv-top-card"><div class="ph5"><div class="flex-1 mr5">
                <ul class="pv-top-card--list inline-flex align-items-center"><li class="inline t-24 t-black t-normal break-words">Ada Quill</li>
                <li class="pv-top-card__distance-badge"><span class="distance-badge"><span class="visually-hidden">2nd degree connection</span><span class="dist-value">2nd</span></span></li></ul>
                <h2 class="mt1 t-18 t-black t-normal break-words">Keeper of ferns</h2>
                <ul class="pv-top-card--list pv-top-card--list-bullet mt1"><li class="t-16 t-black t-normal inline-block">Lyon, France</li>
                <li class="inline-block"><span class="t-16 t-bold">500+ connections</span></li><li><a href="/in/ada-quill-91b2/detail/contact-info/">Contact info</a></li></ul></div>
                <div><ul class="pv-top-card--experience-list"><li><a class="pv-top-card--experience-list-item" href="#"><span class="text-align-left">Farnwood</span></a></li>
                <li><a class="pv-top-card--experience-list-item" href="#"><span class="text-align-left">Moss University</span></a></li></ul></div>
                <div class="pv-s-profile-actions"><button aria-label="Connect with Ada Quill"><span>Connect</span></button></div></div></section>
                <section id="experience-section"><h2>Experience</h2><ul><li><a href="/company/1/"><h3>Fern keeper</h3><p class="visually-hidden">Company Name</p><p>Farnwood</p>
                <h4><span class="visually-hidden">Dates Employed</span><span>Jan 2018 – Present</span></h4></a></li></ul></section></main>{RAIL}</body>"##
            ),
            &with(&[("headline", "Keeper of ferns"), ("title", "Fern keeper"), ("location", "Lyon, France"), ("connect", "offered")]),
        ),
        person(
            "2025: hashed classes, a bare h1",
            ADA,
            format!(
                r#"<title>Ada Quill | LinkedIn</title><body>{NAV}<main><section class="artdeco-card kXqPzLw"><div class="ph5"><div class="mt2 relative"><div class="bTgHjK">
                <span class="pQwErT"><a href="https://www.linkedin.com/in/ada-quill-91b2/overlay/about-this-profile/" aria-label="Ada Quill"><h1 class="aBcDeF inline t-24 v-align-middle break-words">Ada Quill</h1></a></span>
                <span class="zZ text-body-small">She/Her</span><span class="dist"><span class="visually-hidden">2nd degree connection</span><span aria-hidden="true">· 2nd</span></span></div>
                <div class="text-body-medium break-words" data-generated-suggestion-target="urn:li:fsu_profileActionDelegate:1">Fern keeper</div></div>
                <ul class="rT"><li><button aria-label="Current company: Farnwood, Inc.. Click to skip to experience card"><div>Farnwood, Inc.</div></button></li></ul>
                <div class="mt2"><span class="text-body-small inline t-black--light break-words">Lyon, France</span><span><a href="https://www.linkedin.com/in/ada-quill-91b2/overlay/contact-info/">Contact info</a></span></div>
                <ul><li><span class="t-bold">3,310</span> followers</li><li><a href="/mynetwork/"><span>500+</span> connections</a></li></ul>
                <div><button aria-label="Invite Ada Quill to connect">Connect</button><a href="/messaging/compose/">Message</a></div></div></section></main>{RAIL}</body>"#
            ),
            &with(&[("company", "Farnwood, Inc."), ("location", "Lyon, France"), ("connect", "offered")]),
        ),
        case(
            "a very long headline",
            Xlarge { headline: LONG, ..XL },
            &[("headline", LONG)],
        ),
        case(
            "wishes and studies in the headline",
            Xlarge { headline: "Incoming analyst at Bogland | MBA candidate at Moss University", company: "", ..XL },
            &[("headline", "Incoming analyst at Bogland | MBA candidate at Moss University"), ("company", "")],
        ),
        case(
            "a headline with more behind the employer",
            Xlarge { headline: "Head of ferns at Farnwood - we are hiring! 🌿", company: "", ..XL },
            &[("headline", "Head of ferns at Farnwood - we are hiring! 🌿"), ("title", "Head of ferns")],
        ),
        person(
            "2015, signed in",
            "https://www.linkedin.com/in/ada-quill-91b2",
            format!(
                r#"<title>Ada Quill | LinkedIn</title><body>{NAV}<div id="top-card"><div class="profile-overview"><h1><span class="full-name" dir="auto">Ada Quill</span></h1><span class="fp-degree-icon"><abbr class="degree-icon">2nd</abbr></span>
                <div id="headline"><p class="title" dir="ltr">Ferns since 1998</p></div><dl id="location"><dt>Location</dt><dd><span class="locality">Leeds, United Kingdom</span></dd><dt>Industry</dt><dd class="industry">Gardening</dd></dl>
                <table><tr id="overview-summary-current"><th>Current</th><td><ol><li><span><strong><a href="/company/1">Farnwood</a></strong></span></li></ol></td></tr><tr id="overview-summary-past"><th>Previous</th><td><ol><li><a href="/company/2">Mossworks</a></li></ol></td></tr></table>
                <div class="profile-actions"><a class="button-primary" href="/people/invite?from=profile">Connect</a><a href="/messaging/x">Send Ada InMail</a></div>
                <a class="view-public-profile" href="https://www.linkedin.com/in/ada-quill-91b2">https://www.linkedin.com/in/ada-quill-91b2</a></div></div>
                <div id="background"><h2>Background</h2><div id="background-experience"><h3>Experience</h3><div><header><h4><a>Fern keeper</a></h4><h5><a href="/company/1">Farnwood</a></h5></header><span class="experience-date-locality"><time>January 2012</time> – Present (3 years)</span></div></div></div>{RAIL}</body>"#
            ),
            &with(&[("headline", "Ferns since 1998"), ("title", "Fern keeper"), ("location", "Leeds, United Kingdom"), ("connect", "offered")]),
        ),
    ]
}
