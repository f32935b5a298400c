//! The interviewer is saved from their profile; the sidebar follows.

use super::{ADDRESS, NAME, PROFILE, Story, ensure};
use crate::browser::Kind;
use crate::{Result, wait};
use serde_json::{Value, json};

/// Another interviewer at the same company, linked from the first one's profile.
const NEXT_NAME: &str = "Dr. Kwabena Osei-Tutu";

/// From now on the page remembers every text it shows, with the time.
const WATCH: &str = "window.shown = []; \
    const look = () => window.shown.push([Date.now(), document.body.innerText]); look(); \
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })";

impl Story {
    pub(super) async fn capture(&mut self) -> Result<()> {
        let morning = format!("{}T10:00", self.day);
        self.clock(&morning).await?;
        self.browser.see("#agenda-empty").await?;
        self.tell("start", "It is the morning of the interview. Afterword knows nobody yet.").await?;

        self.visit(PROFILE).await?;
        self.browser.read("Engineering Manager at Fernhollow Robotics").await?;
        self.tell("profile", "The candidate opens the interviewer's profile.").await?;

        if self.kind() == Kind::Firefox {
            // No site is enabled: the press on the icon lends the extension this one page.
            self.browser.press_toolbar_button().await?;
        }
        self.open("popup.html").await?;
        self.read_from_the_profile().await?;
        self.tell(
            "popup",
            "A click on the icon: name, title, company and profile are filled in, with how sure each is.",
        )
        .await?;

        self.browser.fill("#capture-title", "Engineering Manager, Grippers").await?;
        self.browser.read("as you typed it").await?;
        self.browser.fill("#capture-email", ADDRESS).await?;
        self.browser.choose("#capture-role", "hiring-manager").await?;
        self.browser.fill("#capture-job", "Robotics Engineer").await?;
        self.browser.set("#interview-date", &self.day).await?;
        self.browser.set("#interview-time", "14:00").await?;
        self.tell("form", "The candidate corrects the title, adds the address, the role, and the interview at 14:00.")
            .await?;

        self.browser.click("#capture-save").await?;
        self.browser.read("Mara Lindqvist is saved.").await?;
        self.browser.see("#known").await?;
        self.tell("saved", "Saved; one click would take it back.").await?;
        self.enable("linkedin").await?;
        self.close().await
    }

    /// The form is filled in as the profile says, and nothing of it is presented as surer than it is.
    async fn read_from_the_profile(&self) -> Result<()> {
        let wanted = [
            ("name", NAME),
            ("title", "Engineering Manager"),
            ("company", "Fernhollow Robotics"),
            ("linkedin", PROFILE),
        ];
        for (field, value) in wanted {
            let read = self.browser.value(&format!("#capture-{field}")).await?;
            let same = read.trim_end_matches('/') == value.trim_end_matches('/');
            ensure(same, format!("the popup reads the {field} as “{read}”"))?;
            let mark = self.browser.see(&format!("#capture-{field}-mark .mark-text")).await?;
            let certainty = mark.attr("data-certainty").await?.unwrap_or_default();
            ensure(matches!(certainty.as_str(), "sure" | "likely"), format!("the {field} is marked “{certainty}”"))?;
            let words = mark.text().await?;
            ensure(words.contains("from the profile"), format!("the {field} says “{words}”"))?;
        }
        let address = self.browser.value("#capture-email").await?;
        ensure(address.is_empty(), format!("an address from nowhere: {address}"))
    }

    /// Presses the button that enables a site, in the popup in front. The practice build for Chromium holds the sites
    /// already, since nobody could answer its question headless.
    pub(super) async fn enable(&mut self, site: &str) -> Result<()> {
        if self.kind() == Kind::Chromium {
            return Ok(());
        }
        self.browser.enable_site(site).await?;
        self.tell(&format!("enable-{site}"), &format!("The candidate enables {site}, and only that.")).await
    }

    pub(super) async fn follow_in_sidebar(&mut self) -> Result<()> {
        let sidebar = self.open("sidebar.html").await?;
        self.browser.see("#known").await?;
        let text = self.browser.read("Thank Mara Lindqvist after the interview, never before").await?;
        ensure(text.contains("Engineering Manager, Grippers"), format!("the sidebar lost the correction:\n{text}"))?;
        self.browser.see("[data-step=thank-you][data-state=upcoming]").await?;
        self.tell("sidebar", "The sidebar knows the person on the page, and says what is next.").await?;

        self.browser.eval(WATCH, vec![]).await?;
        self.browser.switch(&self.tabs.site).await?;
        self.browser.click("#practice-slow").await?;
        self.browser.click(".rail a[href*='kwabena-osei-practice']").await?;
        self.browser.switch(&sidebar).await?;
        self.browser.see("#tab-loading, #tab-reading").await?;
        let since = self.browser.eval("return Date.now()", vec![]).await?;
        self.tell(
            "moving",
            "On to the next profile: its page still shows the first person, the sidebar no longer does.",
        )
        .await?;

        self.browser.switch(&self.tabs.site).await?;
        self.browser.click("#practice-finish").await?;
        self.browser.read("Principal Engineer at Fernhollow Robotics").await?;
        self.browser.switch(&sidebar).await?;
        self.browser.see("#not-captured").await?;
        let name = self.browser.value("#capture-name").await?;
        ensure(NEXT_NAME.contains(&name) && name.contains("Osei-Tutu"), format!("the sidebar reads “{name}”"))?;
        let late =
            "return window.shown.filter(([at, text]) => at > arguments[0] && text.includes(arguments[1])).length";
        let late = self.browser.eval(late, vec![since, json!(NAME)]).await?;
        ensure(late == json!(0), "the sidebar showed the first person beside the second one's page")?;
        self.tell("not-saved", "The next profile is there: somebody not saved yet.").await?;

        self.visit("https://www.linkedin.com/authwall").await?;
        self.browser.switch(&sidebar).await?;
        self.browser.read("LinkedIn asks you to sign in first").await?;
        self.browser.gone("#capture, #known").await?;
        self.tell("login-wall", "At the login wall there is nobody to read.").await?;

        self.follow_tab_switches().await?;
        self.close().await
    }

    /// A sidebar of its own accord follows the tab in front. It is looked at while another tab is in front, as a sidebar
    /// is.
    async fn follow_tab_switches(&mut self) -> Result<()> {
        self.browser.goto(&self.browser.extension_url("sidebar.html")).await?;
        self.visit_from_behind("https://www.linkedin.com/in/juno-abernethy-practice/").await?;
        self.wait_for_reading("Juno Abernethy").await?;
        let front = "await chrome.tabs.update(arguments[0], { active: true })";
        let desk = self.browser.tab_number(&self.browser.extension_url("dashboard.html")).await?;
        self.browser.eval_async(front, vec![json!(desk)]).await?;
        self.browser.gone("#capture").await?;
        self.browser.eval_async(front, vec![json!(self.tabs.number)]).await?;
        self.wait_for_reading("Juno Abernethy").await?;
        println!("    The sidebar follows when another tab comes to the front.");
        Ok(())
    }

    /// Brings the web sites to the front and shows an address there, while the current page stays the one looked at.
    async fn visit_from_behind(&self, url: &str) -> Result<()> {
        let script = "await chrome.tabs.update(arguments[0], { active: true, url: arguments[1] })";
        self.browser.eval_async(script, vec![json!(self.tabs.number), json!(url)]).await.map(drop)
    }

    async fn wait_for_reading(&self, name: &str) -> Result<()> {
        let field = "return document.querySelector('#capture-name')?.value ?? document.body.innerText";
        wait::until(&format!("{name} in the sidebar"), || async {
            match self.browser.eval(field, vec![]).await? {
                Value::String(read) if read == name => Ok(Some(())),
                other => Err(format!("it shows {other}").into()),
            }
        })
        .await
    }
}
