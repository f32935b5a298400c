#![allow(clippy::unwrap_used)]
mod draft_case;
use draft_case::Case;
#[test]
fn dump() {
    for l in draft_case::LANGUAGES {
        for c in Case::panel(l) {
            let d = c.draft();
            println!(
                "##### {l} {:?} {}\nSubject: {}\n\n{}\n",
                c.role,
                draft_case::words(&draft_case::body(&d.text)),
                d.subject,
                d.text
            );
        }
    }
}
#[test]
fn kinds() {
    use afterword::model::TemplateKind as K;
    for k in K::ALL {
        for l in ["en"] {
            for place in 0..2 {
                let c = Case { place, language: l, ..Case::new(k) };
                let d = c.draft();
                println!("##### {k:?} {l}\nSubject: {}\n\n{}\n", d.subject, d.text);
            }
        }
    }
}
