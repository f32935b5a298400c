//! The whole product in real browsers.
//!
//! - [`net`]: the practice site under the real host names on loopback, and a proxy that refuses and remembers the rest.
//! - [`browser`]: Chromium and Firefox over WebDriver, with the extension in a throw-away profile.
//! - [`roundcube`]: a real webmail with its IMAP and SMTP, where it is installed.
//! - [`story`]: the main job, played step by step; [`run`]: the same for people to watch or to play themselves.
//! - [`tour`]: every page in every state, looked at; [`look`]: what is looked for.
//! - [`cost`]: what the extension costs a page, beside the same page without it.
//! - [`shots`]: the pictures that the stores show.
//! - [`tools`]: where browsers, drivers and the built extension are.
//! - [`wait`]: conditions instead of pauses.
//!
//! A test starts a [`net::Practice`], then a [`browser::Browser`] behind its proxy. Nothing here sleeps for a guessed
//! time, and nothing outlives the value that started it: dropping a browser ends its processes and its profile.
//!
//! # The practice site (`www/demo`)
//!
//! `https://practice.test/` explains the story. Profiles stand at `https://www.linkedin.com/in/SLUG/` (the cast is in
//! `linkedin/people.js`: a namesake, a name full of markup, one already connected, one whose invitation hides in a menu,
//! one that never finishes loading), with a feed, unknown people and `/authwall`. A click changes the address at once and
//! the card a moment later; `#practice-slow` keeps the old card until `#practice-finish` is pressed. The mail at
//! `https://mail.google.com/mail/u/0/` opens pop-ups (`#practice-compose`, or `?view=cm&to=…&su=…&fs=1`) and inline
//! replies (`button.ams` at `#inbox/1`); sent mails are at `#sent`, each as JSON in `[data-sent]`, and `#practice-undo`
//! calls the last one back. The other webmails (`webmails`, each under its own host) have their sites' compose windows in
//! German and little else: `#practice-compose`, `#practice-full`, `#practice-reply`. In all of them `data-practice` names
//! the parts of a window for the tests: `compose`, `to`, `subject`, `body`, `send`, `discard`; `more`, the menu of other ways
//! to send, with `now`, `later`, `tomorrow` and `cancel`; `undo`, which calls the last mail back. `data-saved` of a window is
//! its draft as the site has saved it. All sites report breaches of their policy to the server's log.
//!
//! # What each browser needs
//!
//! Chromium loads the unpacked extension from a copy whose manifest carries a fixed `key`, hence a fixed id. A tab that
//! the *extension* opens is not among WebDriver's windows, so tests open extension pages themselves. Optional hosts
//! can't be granted headless (the prompt can't be answered): the practice build holds them as required.
//!
//! Firefox wants an archive, installed once for good (`xpinstall.signatures.required=false`, which ESR, Developer
//! Edition and Nightly respect), because a temporary add-on is gone after a restart. Its pages open only under
//! `geckodriver --allow-system-access`, at an address fixed by `extensions.webextensions.uuids`. The same switch gives
//! scripts in the browser's own window, with which the toolbar button is pressed and the event page stopped.
//!
//! Both browsers' panels in webmail live in closed shadow roots: [`browser::panel`] sees into them as a reader of the
//! screen would, and presses what it finds with the real mouse.

pub mod browser;
pub mod cost;
pub mod look;
pub mod net;
pub mod roundcube;
pub mod run;
#[allow(clippy::indexing_slicing, reason = "of a JSON value: null where there is nothing")]
pub mod shots;
pub mod story;
pub mod tools;
pub mod tour;
pub mod wait;

/// What went wrong, in words.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// How a test ends: an error is shown as it reads, line by line.
pub type Outcome = std::result::Result<(), Said>;

pub struct Said(Error);

impl From<Error> for Said {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}
