//! Invented pages in the build of each generation of LinkedIn's profile pages.

mod guest;
mod member;
mod mobile;
mod nobody;
mod sdui;
mod stale;

pub use guest::guests;
pub use member::members;
pub use mobile::mobile;
pub use nobody::nobody;
pub use sdui::sdui;
pub use stale::stale;

pub struct Case {
    pub what: &'static str,
    pub url: &'static str,
    pub html: String,
    pub expect: Expect,
}

pub enum Expect {
    /// Field and value; what is not named stays empty.
    Person(Vec<(&'static str, &'static str)>),
    Loading,
    Nothing,
}

pub fn person(
    what: &'static str,
    url: &'static str,
    html: impl Into<String>,
    expect: &[(&'static str, &'static str)],
) -> Case {
    Case { what, url, html: html.into(), expect: Expect::Person(expect.to_vec()) }
}

/// People beside the subject, as every generation shows them.
pub const RAIL: &str = r#"<aside><section><h2>People also viewed</h2><ul>
    <li><a href="https://www.linkedin.com/in/bo-fern/"><span>Bo Fern</span></a><span>· 3rd</span><div>Moss keeper at Mossworks</div>
      <button aria-label="Invite Bo Fern to connect">Connect</button></li>
    <li><a href="https://www.linkedin.com/in/kim-vetch/"><span>Kim Vetch</span></a><span>· 2nd</span><div>Director of Peat @ Bogland</div>
      <button aria-label="Follow Kim Vetch">Follow</button></li></ul></section></aside>"#;
