//! `pictures DIR`: what the stores show of the product, in the sizes that they ask for. Taken in Chromium, with people who
//! do not exist, on the practice site; popup and side panel are laid where the browser shows them, since it shows neither
//! to a driver.

use crate::browser::{Browser, Kind, Setup};
use crate::net::{Practice, demo_folder};
use crate::tools::Tools;
use crate::{Result, wait};
use serde_json::{Value, json};
use std::path::Path;

const PROFILE: &str = "https://www.linkedin.com/in/mara-lindqvist-practice/";
const MAIL: &str = "https://mail.google.com/mail/u/0/";
const ADDRESS: &str = "mara.lindqvist@fernhollow.example";
/// Both stores take this size.
const WIDE: (u32, u32) = (1280, 800);
const POPUP: (u32, u32) = (400, 600);
const PANEL: u32 = 400;
const HOUR: i64 = 3_600_000;

/// # Errors
/// What is missing, or what the browser refuses.
pub async fn take(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let practice = Practice::start(&demo_folder()).await?;
    let browser = Browser::start(Setup::new(&Tools::find(Kind::Chromium)?, &practice)).await?;
    let studio = Studio { browser, folder: folder.to_path_buf() };
    studio.compose().await?;
    studio.capture().await?;
    studio.dashboard().await?;
    studio.panel().await?;
    studio.tiles().await
}

struct Studio {
    browser: Browser,
    folder: std::path::PathBuf,
}

impl Studio {
    /// A mail to the interviewer, with the prompt beside it and the draft in it.
    async fn compose(&self) -> Result<()> {
        let browser = &self.browser;
        browser.open_page("dashboard.html").await?;
        self.know_everybody().await?;
        browser.open_tab(MAIL).await?;
        browser.see("#practice-compose").await?;
        self.as_if_used().await?;
        self.sized(WIDE).await?;
        browser.click("#practice-compose").await?;
        let to = browser.see("[role=dialog] .anm[name=to] input").await?;
        to.send_keys(format!("{ADDRESS},")).await?;
        browser.panel("Thank Mara Lindqvist").await?;
        browser.panel_click("Insert draft").await?;
        browser.panel("The draft is in").await?;
        self.keep("1-thank-you", &self.shot(WIDE).await?)
    }

    /// The popup over a profile of somebody who is not known yet.
    async fn capture(&self) -> Result<()> {
        let browser = &self.browser;
        let page = "https://www.linkedin.com/in/kwabena-osei-practice/";
        browser.open_tab(page).await?;
        browser.read("Fernhollow Robotics").await?;
        self.as_if_used().await?;
        let site = self.shot(WIDE).await?;
        let number = self.number_of(page).await?;
        browser.open_page(&format!("popup.html?tab={number}")).await?;
        wait::until("the name in the form", || async {
            Ok((!browser.value("#capture-name").await?.is_empty()).then_some(()))
        })
        .await?;
        let popup = self.shot(POPUP).await?;
        self.keep("2-capture", &self.laid(&site, &popup, "popup").await?)
    }

    async fn dashboard(&self) -> Result<()> {
        let browser = &self.browser;
        browser.open_page("dashboard.html").await?;
        browser.see("#agenda-due [data-step]").await?;
        self.keep("3-what-is-due", &self.shot(WIDE).await?)?;
        let opportunities = browser.request(json!({ "kind": "opportunities" })).await?;
        let all = opportunities["opportunities"].as_array().cloned().unwrap_or_default();
        let ours = all.iter().find(|view| view["opportunity"]["company"] == "Fernhollow Robotics");
        let id = ours.and_then(|view| view["opportunity"]["id"].as_str()).ok_or("the opportunity is not known")?;
        browser.open_page(&format!("dashboard.html#opportunity/{id}")).await?;
        browser.read("Fernhollow Robotics").await?;
        self.keep("4-one-opportunity", &self.shot(WIDE).await?)
    }

    /// Four days later: the side panel beside the profile, with the note of the invitation.
    async fn panel(&self) -> Result<()> {
        let browser = &self.browser;
        for kind in ["notes", "thank-you"] {
            self.finish(kind).await?;
        }
        self.clock(4 * 24 * HOUR).await?;
        browser.open_tab(PROFILE).await?;
        browser.read("Engineering Manager at Fernhollow Robotics").await?;
        self.as_if_used().await?;
        let site = self.shot((WIDE.0 - PANEL, WIDE.1)).await?;
        let number = self.number_of(PROFILE).await?;
        browser.open_page(&format!("sidebar.html?tab={number}")).await?;
        wait::until("the note of the invitation", || async {
            Ok((!browser.value("#connect-note").await?.is_empty()).then_some(()))
        })
        .await?;
        let panel = self.shot((PANEL, WIDE.1)).await?;
        self.keep("5-connect", &self.laid(&site, &panel, "panel").await?)
    }

    async fn tiles(&self) -> Result<()> {
        let icon = concat!(env!("CARGO_MANIFEST_DIR"), "/../extension/icons/afterword.svg");
        let icon = std::fs::read_to_string(icon)?;
        self.browser.open_page("dashboard.html").await?;
        for (name, size, scale) in [("tile-440x280", (440, 280), 1.0), ("marquee-1400x560", (1400, 560), 2.2)] {
            self.browser.eval(TILE, vec![json!(icon), json!(scale)]).await?;
            self.keep(name, &self.shot(size).await?)?;
        }
        Ok(())
    }

    /// Three firms at different moments: an interview that has just ended, one of last week, one of a fortnight ago.
    async fn know_everybody(&self) -> Result<()> {
        let browser = &self.browser;
        let day = browser.eval(WEDNESDAY, vec![]).await?;
        let day = day.as_str().ok_or("the browser knows no day")?.to_owned();
        let settings = json!({ "applicant": { "name": "Robin Ashdown", "email": "robin.ashdown@mail.example",
            "phone": "+44 20 7946 0321", "headline_facts": ["6 years of gripper control", "two lines brought into service"] } });
        let mut all = browser.request(json!({ "kind": "settings" })).await?["settings"].clone();
        all["applicant"] = settings["applicant"].clone();
        browser.request(json!({ "kind": "save-settings", "settings": all })).await?;
        let firms = [
            Firm {
                company: "Larkfield Instruments",
                job: "Controls Engineer",
                days: -12,
                time: "10:00",
                person: ["Tomas Reiter", "Head of Engineering", "tomas.reiter@larkfield.example", "hiring-manager"],
                other: None,
                question: "how the spectrometers keep their calibration in the field",
                challenge: "the service team has to halve its visits by autumn",
            },
            Firm {
                company: "Harbour & Vale",
                job: "Automation Lead",
                days: -6,
                time: "11:30",
                person: ["Ines Carvalho", "Operations Director", "ines.carvalho@harbourvale.example", "executive"],
                other: None,
                question: "what the night shift does when the sorter stops",
                challenge: "one depot a quarter has to move to the new line",
            },
            Firm {
                company: "Fernhollow Robotics",
                job: "Robotics Engineer",
                days: 0,
                time: "14:00",
                person: ["Mara Lindqvist", "Engineering Manager", ADDRESS, "hiring-manager"],
                other: Some(["Jo Achterberg", "Senior Engineer", "jo.achterberg@fernhollow.example", "peer"]),
                question: "how the grippers find their grip on wet glass",
                challenge: "the new line in Leeds has to run by May",
            },
        ];
        for firm in &firms {
            firm.meet(browser, &day).await?;
            // Of the earlier ones everything that was due by then was done.
            if firm.days < 0 {
                self.clock_at(&day, firm.days, "18:00").await?;
                firm.note(browser).await?;
                for kind in ["thank-you", "connect"] {
                    self.finish(kind).await?;
                }
            }
        }
        self.clock_at(&day, 0, "15:20").await?;
        if let Some(today) = firms.last() {
            today.note(browser).await?;
        }
        Ok(())
    }

    async fn clock_at(&self, day: &str, days: i64, time: &str) -> Result<()> {
        let script = "const day = new Date(arguments[0] + 'T' + arguments[2]); \
                      day.setDate(day.getDate() + arguments[1]); return day.getTime() - Date.now()";
        let ahead = self.browser.eval(script, vec![json!(day), json!(days), json!(time)]).await?;
        self.browser.set_clock(ahead.as_i64().ok_or("no such time")?).await
    }

    async fn clock(&self, further_ms: i64) -> Result<()> {
        self.browser.open_page("dashboard.html").await?;
        let now = self.browser.request(json!({ "kind": "clock" })).await?;
        self.browser.set_clock(now["offset_ms"].as_i64().unwrap_or_default() + further_ms).await
    }

    /// Everything of a kind that is due is done.
    async fn finish(&self, kind: &str) -> Result<()> {
        let agenda = self.browser.request(json!({ "kind": "agenda" })).await?;
        let due = agenda["agenda"]["due"].as_array().cloned().unwrap_or_default();
        for step in due.iter().filter(|step| step["kind"] == kind) {
            let request = json!({ "kind": "mark-done", "follow_up": step["id"], "channel": step["channel"],
                "subject": "", "text": "" });
            self.browser.request(request).await?;
        }
        Ok(())
    }

    async fn number_of(&self, address: &str) -> Result<i64> {
        let here = self.browser.web()?.window().await?;
        self.browser.open_page("dashboard.html").await?;
        let number = self.browser.tab_number(address).await?;
        self.browser.web()?.switch_to_window(here).await?;
        Ok(number)
    }

    /// Without the bar that says that this is practice, and with the mails that anybody has.
    async fn as_if_used(&self) -> Result<()> {
        self.browser.eval(USED, vec![]).await.map(drop)
    }

    async fn sized(&self, (width, height): (u32, u32)) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.browser.cdp("Emulation.setDeviceMetricsOverride", size).await.map(drop)
    }

    /// A PNG of the tab in front at this size, in base64.
    async fn shot(&self, size: (u32, u32)) -> Result<String> {
        self.sized(size).await?;
        let settle = "document.activeElement?.blur(); scrollTo(0, 0); \
                      for (const each of [document.documentElement, document.body, ...document.querySelectorAll('.scroll')]) { \
                          each.scrollTo(0, 0); each.style.scrollbarWidth = 'none'; \
                      } \
                      document.querySelector('#clock')?.style.setProperty('display', 'none'); \
                      for (const each of document.getAnimations()) try { each.finish(); } catch { } \
                      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";
        self.browser.eval_async(settle, vec![]).await?;
        let answer = self.browser.cdp("Page.captureScreenshot", json!({ "format": "png" })).await?;
        Ok(answer["data"].as_str().ok_or("no picture")?.to_owned())
    }

    /// A picture of ours on a picture of a site, where the browser has it.
    async fn laid(&self, site: &str, ours: &str, place: &str) -> Result<String> {
        // One of our own pages, for no other may show a picture from an address of this kind.
        self.browser.open_page("dashboard.html").await?;
        self.browser.eval_async(LAY, vec![json!(site), json!(ours), json!(place)]).await?;
        self.shot(WIDE).await
    }

    fn keep(&self, name: &str, picture: &str) -> Result<()> {
        let file = self.folder.join(format!("{name}.png"));
        std::fs::write(&file, decoded(picture)?)?;
        println!("{}", file.display());
        Ok(())
    }
}

struct Firm {
    company: &'static str,
    job: &'static str,
    /// From the day of the story.
    days: i64,
    time: &'static str,
    /// Name, title, address, role.
    person: [&'static str; 4],
    other: Option<[&'static str; 4]>,
    question: &'static str,
    challenge: &'static str,
}

impl Firm {
    fn participant(&self, [name, title, email, role]: [&str; 4]) -> Value {
        json!({ "person": { "name": name, "title": title, "company": self.company, "email": email }, "role": role })
    }

    async fn meet(&self, browser: &Browser, day: &str) -> Result<()> {
        let script = "const at = new Date(arguments[0] + 'T' + arguments[2]); at.setDate(at.getDate() + arguments[1]); \
                      at.setHours(at.getHours() + arguments[3]); \
                      const two = part => String(part).padStart(2, '0'); \
                      return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}:00`";
        let at = async |hours: i64| {
            browser.eval(script, vec![json!(day), json!(self.days), json!(self.time), json!(hours)]).await
        };
        let interview = json!({ "start": at(0).await?, "end": at(1).await?, "zone": "Europe/London" });
        let mut form = self.participant(self.person);
        form["opportunity"] = json!({ "kind": "new", "company": self.company, "job_title": self.job });
        form["interview"] = json!({ "kind": "new", "interview": interview });
        if self.person[2] == ADDRESS {
            form["person"]["linkedin"] = json!(PROFILE);
        }
        if let Some(other) = self.other {
            form["others"] = json!([self.participant(other)]);
        }
        browser.request(json!({ "kind": "save-capture", "form": form })).await.map(drop)
    }

    async fn note(&self, browser: &Browser) -> Result<()> {
        let agenda = browser.request(json!({ "kind": "agenda" })).await?;
        let due = agenda["agenda"]["due"].as_array().cloned().unwrap_or_default();
        let step = due.iter().find(|step| step["kind"] == "notes" && step["opportunity"]["company"] == self.company);
        let step = step.ok_or_else(|| format!("no notes are asked for at {}", self.company))?;
        let notes = json!({ "question": self.question, "challenges": self.challenge });
        let request =
            json!({ "kind": "save-notes", "interview": step["id"]["interview"], "person": null, "notes": notes });
        browser.request(request).await.map(drop)
    }
}

/// Base64 (RFC 4648).
fn decoded(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return Err("the browser's picture is not in base64".into()),
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff)?);
        }
    }
    Ok(bytes)
}

const WEDNESDAY: &str = "const day = new Date(); do day.setDate(day.getDate() + 1); while (day.getDay() !== 3); \
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(part => String(part).padStart(2, '0')).join('-')";

const USED: &str = r"
    document.querySelector('#practice-bar')?.remove();
    for (const each of document.querySelectorAll('nav a, nav button, header a, header button')) {
        if (each.textContent.includes('Signed-out')) each.remove();
        if (each.textContent.includes('Me: ')) each.textContent = 'Me';
    }
    const rows = document.querySelector('#practice-view table tbody') ?? document.querySelector('#practice-view table');
    const row = rows?.querySelector('tr');
    if (!row) return;
    const mails = [
        ['Ines Carvalho', 'Thank you for coming in on Thursday', '20 Nov 2026, 17:12'],
        ['Harbour & Vale People Team', 'Your visit to the Rochester depot', '18 Nov 2026, 09:40'],
        ['Tomas Reiter', 'Re: Controls Engineer, next steps', '16 Nov 2026, 14:05'],
        ['Marlow Street Library', 'Two books are ready for you', '15 Nov 2026, 08:30'],
        ['Jo Achterberg', 'Directions to the Fernhollow workshop', '14 Nov 2026, 16:48'],
        ['Larkfield Instruments', 'Interview on Friday: who you will meet', '11 Nov 2026, 11:20'],
    ];
    for (const parts of mails) {
        const copy = row.cloneNode(true);
        [...copy.cells].forEach((cell, at) => (cell.querySelector('a') ?? cell).textContent = parts[at] ?? '');
        rows.append(copy);
    }
";

const LAY: &str = r"
    const [site, ours, place] = arguments;
    document.body.replaceChildren();
    document.body.className = '';
    const picture = async (data, style) => {
        const image = new Image();
        image.src = 'data:image/png;base64,' + data;
        await image.decode();
        Object.assign(image.style, { position: 'fixed', maxWidth: 'none', ...style });
        document.body.append(image);
    };
    await picture(site, { left: '0', top: '0' });
    if (place === 'popup') {
        await picture(ours, { right: '24px', top: '12px', borderRadius: '10px', boxShadow: '0 8px 40px #0006, 0 0 0 1px #0002' });
    } else {
        await picture(ours, { right: '0', top: '0', boxShadow: '0 0 0 1px #0003' });
    }
";

const TILE: &str = r"
    const [icon, scale] = arguments;
    document.body.replaceChildren();
    document.body.className = '';
    Object.assign(document.documentElement.style, { overflow: 'hidden' });
    const box = document.createElement('div');
    Object.assign(box.style, { position: 'fixed', inset: '0', display: 'flex', flexDirection: scale > 2 ? 'row' : 'column',
        gap: `${12 * scale}px`, alignItems: 'center', justifyContent: 'center', background: '#f7f3ea', color: '#17342f',
        font: `${15 * scale}px system-ui, sans-serif`, textAlign: scale > 2 ? 'start' : 'center' });
    const drawing = document.importNode(new DOMParser().parseFromString(icon, 'image/svg+xml').documentElement, true);
    Object.assign(drawing.style, { width: `${88 * scale}px`, height: `${88 * scale}px`, flex: 'none' });
    const words = document.createElement('div');
    const name = document.createElement('div');
    name.textContent = 'Afterword';
    Object.assign(name.style, { font: `600 ${38 * scale}px Georgia, serif`, letterSpacing: '.01em' });
    const line = document.createElement('div');
    line.textContent = 'The word after the interview';
    line.style.opacity = '.9';
    words.append(name, line);
    box.append(drawing, words);
    document.body.append(box);
";

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read() {
        assert_eq!(decoded("QWZ0ZXJ3b3Jk").unwrap(), b"Afterword");
        assert_eq!(decoded("QQ==").unwrap(), b"A");
        assert_eq!(decoded("+/8=").unwrap(), [0xfb, 0xff]);
        assert!(decoded("a b").is_err());
    }
}
