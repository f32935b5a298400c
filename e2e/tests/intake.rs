//! What is brought to the extension: invites and contact cards, dropped, chosen and pasted; the people and times of an
//! open mail; two records of one person.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
mod common;

use common::{Stage, pictures};
use e2e::browser::{Browser, Kind};
use e2e::{Result, wait};
use serde_json::{Value, json};
use thirtyfour::{Key, WindowHandle};

struct Desk {
    stage: Stage,
    dashboard: WindowHandle,
}

/// An interview of Tidewater at `time` (as `1400`), on 3 March 2031.
fn invite(method: &str, sequence: u32, time: &str) -> String {
    let day = sequence + 1;
    let status = if method == "CANCEL" { "STATUS:CANCELLED\r\n" } else { "" };
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:e2e-1@tidewater.example\r\n\
         SEQUENCE:{sequence}\r\nDTSTAMP:2031020{day}T080000Z\r\n{status}DTSTART:20310303T{time}00Z\r\nDURATION:PT45M\r\n\
         SUMMARY:Interview: Kelp Data Engineer\r\nLOCATION:Harbour office\\, Room Kelp\r\n\
         ORGANIZER;CN=Petra Seegras:mailto:petra.seegras@tidewater.example\r\n\
         ATTENDEE;PARTSTAT=ACCEPTED:mailto:okan.demir@tidewater.example\r\n\
         ATTENDEE;CN=Sam Candidate:mailto:sam.candidate@gmail.com\r\n\
         ATTENDEE;CUTYPE=ROOM;CN=Room Kelp:mailto:kelp@tidewater.example\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Seegras\\, Petra\r\nORG:Tidewater Ltd\r\nTITLE:Talent Lead\r\n\
                     EMAIL:pseegras@tidewater.example\r\nTEL:+44 113 496 0999\r\nEND:VCARD\r\n\
                     BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Lena Fjord\r\nORG:Tidewater Ltd\r\n\
                     EMAIL:lena@tidewater.example\r\nEND:VCARD\r\n";

impl Desk {
    async fn set(kind: Kind) -> Result<Option<Self>> {
        let Some(tools) = common::tools(kind) else { return Ok(None) };
        let stage = Stage::set(&tools).await?;
        let dashboard = stage.browser.open_page("dashboard.html#people").await?;
        Ok(Some(Self { stage, dashboard }))
    }

    fn browser(&self) -> &Browser {
        &self.stage.browser
    }

    /// As when a file is let go over the page.
    async fn drop_file(&self, name: &str, text: &str) -> Result<()> {
        let script = "const data = new DataTransfer(); \
                      data.items.add(new File([arguments[1]], arguments[0])); \
                      const target = document.querySelector('#content'); \
                      for (const kind of ['dragover', 'drop']) \
                          target.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));";
        self.browser().eval(script, vec![json!(name), json!(text)]).await.map(drop)
    }

    async fn paste(&self, text: &str) -> Result<()> {
        if self.browser().eval("return !document.querySelector('#intake-paste')", vec![]).await? == json!(true) {
            self.browser().click("#intake-open").await?;
        }
        self.browser().set("#intake-paste", text).await?;
        self.browser().click("#intake-read").await
    }

    async fn people(&self) -> Result<Vec<Value>> {
        let answer = self.browser().request(json!({ "kind": "people" })).await?;
        Ok(answer["people"].as_array().cloned().unwrap_or_default())
    }

    async fn names(&self) -> Result<Vec<String>> {
        let people = self.people().await?;
        Ok(people.iter().filter_map(|person| person["person"]["name"].as_str()).map(str::to_owned).collect())
    }

    /// The only interview.
    async fn interview(&self) -> Result<Value> {
        let answer = self.browser().request(json!({ "kind": "opportunities" })).await?;
        let interviews = answer["opportunities"][0]["interviews"].as_array().cloned().unwrap_or_default();
        assert_eq!(interviews.len(), 1, "{interviews:?}");
        Ok(interviews[0].clone())
    }

    async fn starts(&self, at: &str) -> Result<()> {
        wait::until(&format!("the interview to start at {at}"), || async {
            let start = self.interview().await?["interview"]["start"].clone();
            Ok((start == json!(at)).then_some(()))
        })
        .await
    }

    async fn picture(&self, name: &str) -> Result<()> {
        pictures(self.browser(), "intake", name).await
    }

    async fn focused(&self, id: &str) -> Result<()> {
        wait::until(&format!("the cursor in {id}"), || async {
            let at = self.browser().eval("return document.activeElement.id", vec![]).await?;
            if at == json!(id) { Ok(Some(())) } else { Err(format!("it is in {at}").into()) }
        })
        .await
    }
}

async fn all(kind: Kind) -> Result<()> {
    let Some(desk) = Desk::set(kind).await? else { return Ok(()) };
    an_invite_is_dropped(&desk).await?;
    an_update_moves_it(&desk).await?;
    what_is_known_or_outdated_says_so(&desk).await?;
    a_cancellation_calls_it_off(&desk).await?;
    a_broken_file_names_its_line(&desk).await?;
    two_cards_are_pasted(&desk).await?;
    a_twin_is_merged_and_parted_again(&desk).await?;
    an_open_mail_offers_its_people_and_times(&desk).await
}

async fn an_invite_is_dropped(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    browser.see("#add-by-hand").await?;
    desk.drop_file("interview.ics", &invite("REQUEST", 0, "1400")).await?;
    browser.see("#invite[data-standing=new]").await?;
    // The company is guessed from the organiser's address; the job only the user knows.
    desk.focused("invite-job").await?;
    assert_eq!(browser.value("#invite-company").await?, "Tidewater");
    let text = browser.text().await?;
    assert!(text.contains("Petra Seegras") && text.contains("Okan Demir") && !text.contains("Room Kelp ·"), "{text}");
    // A guess says that it is one.
    browser.see("#invite-name-1-mark [data-certainty=doubtful]").await?;
    let taken = "return [...document.querySelectorAll('#invite-people input[type=checkbox]')].map(box => box.checked)";
    assert_eq!(browser.eval(taken, vec![]).await?, json!([true, true, false]), "the user is not their own interviewer");
    desk.picture("invite-new").await?;
    assert_eq!(desk.names().await?, [""; 0], "nothing is stored before it is confirmed");
    browser.choose("#invite-role-0", "recruiter").await?;
    // By the keyboard alone from where the cursor was put.
    browser.see("#invite-job").await?.send_keys("Kelp Data Engineer" + Key::Enter).await?;
    browser.read("The interview with 2 people is saved.").await?;
    browser.gone("#invite").await?;
    assert_eq!(desk.names().await?, ["Okan Demir", "Petra Seegras"]);
    desk.starts("2031-03-03T14:00:00Z").await?;
    println!("an invite, dropped: the interview and its people are saved in one action");
    Ok(())
}

async fn an_update_moves_it(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    browser.click("#intake-open").await?;
    let file = std::env::temp_dir().join(format!("afterword-update-{}.ics", std::process::id()));
    std::fs::write(&file, invite("REQUEST", 1, "1630"))?;
    browser.see("#intake-file").await?.send_keys(file.display().to_string()).await?;
    browser.see("#invite[data-standing=updates] table.sides .differs").await?;
    let _ = std::fs::remove_file(&file);
    desk.starts("2031-03-03T14:00:00Z").await?;
    desk.picture("invite-update").await?;
    browser.click("#invite-save").await?;
    browser.gone("#invite").await?;
    desk.starts("2031-03-03T16:30:00Z").await?;
    assert_eq!(desk.names().await?.len(), 2, "somebody is there twice");
    println!("its update, chosen as a file: both sides shown, then moved");
    Ok(())
}

async fn what_is_known_or_outdated_says_so(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.paste(&invite("REQUEST", 1, "1630")).await?;
    browser.read("You have this interview already").await?;
    browser.click("#invite-close").await?;
    browser.gone("#invite").await?;
    desk.paste(&invite("REQUEST", 0, "1400")).await?;
    browser.read("This invitation is outdated").await?;
    browser.gone("#invite-save").await?;
    browser.click("#invite-close").await?;
    desk.starts("2031-03-03T16:30:00Z").await?;
    println!("the same once more, and an older one: said so, nothing changed");
    Ok(())
}

async fn a_cancellation_calls_it_off(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.drop_file("cancel.ics", &invite("CANCEL", 2, "1630")).await?;
    browser.see("#invite[data-standing=cancels]").await?;
    desk.picture("invite-cancelled").await?;
    assert_eq!(desk.interview().await?["cancelled"], json!(false), "before it is confirmed");
    browser.click("#invite-cancel").await?;
    browser.read("The interview is cancelled.").await?;
    assert_eq!(desk.interview().await?["cancelled"], json!(true));
    browser.click("#toast-undo").await?;
    wait::until("the interview to be back", || async {
        Ok((desk.interview().await?["cancelled"] == json!(false)).then_some(()))
    })
    .await?;
    println!("its cancellation: called off, and back by one undo");
    Ok(())
}

async fn a_broken_file_names_its_line(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    let whole = invite("REQUEST", 3, "1700");
    desk.drop_file("half.ics", whole.split("END:VEVENT").next().unwrap()).await?;
    browser.see("#intake-error [data-code=invite-cut-short]").await?;
    browser.read("Line 4").await?;
    desk.picture("broken").await?;
    desk.paste("https://calendar.example/invite.ics").await?;
    browser.read("This is a link. Afterword opens none").await?;
    desk.paste("Dear Sam, see you soon").await?;
    browser.see("#intake-error [data-code=file-foreign]").await?;
    browser.click("#intake-close").await?;
    browser.gone("#intake-error [data-code]").await?;
    desk.starts("2031-03-03T16:30:00Z").await?;
    println!("a broken file: the line is named, nothing changed");
    Ok(())
}

async fn two_cards_are_pasted(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    desk.paste(CARDS).await?;
    browser.read("2 people on contact cards").await?;
    // Petra is known under another address, so she is asked about.
    browser.see("#cards .twin-question").await?;
    desk.picture("cards").await?;
    // Said and taken back: the question stands again.
    browser.click("#cards .twin-yes").await?;
    browser.read("This will be added to Petra Seegras.").await?;
    browser.click("#cards .twin-again").await?;
    browser.see("#cards .twin-question").await?;
    browser.click("#cards-save").await?;
    browser.read("2 people are saved.").await?;
    assert_eq!(desk.names().await?, ["Lena Fjord", "Okan Demir", "Petra Seegras", "Petra Seegras"]);
    println!("two contact cards, pasted: saved in one action");
    Ok(())
}

async fn a_twin_is_merged_and_parted_again(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    let people = desk.people().await?;
    let invited = |person: &&Value| person["person"]["emails"][0]["address"] == "petra.seegras@tidewater.example";
    let petra = people.iter().find(invited).unwrap();
    let id = petra["person"]["id"].as_str().unwrap().to_owned();
    browser.eval("location.hash = arguments[0]", vec![json!(format!("#person/{id}"))]).await?;
    browser.see(".card.twin .twin-merge").await?;
    desk.picture("twin").await?;
    browser.click(".card.twin .twin-merge").await?;
    browser.read("is one person now").await?;
    browser.gone(".card.twin").await?;
    let names = desk.names().await?;
    assert_eq!(names, ["Lena Fjord", "Okan Demir", "Petra Seegras"]);
    let answer = browser.request(json!({ "kind": "person", "person": id })).await?;
    assert_eq!(answer["person"]["person"]["emails"].as_array().unwrap().len(), 2);
    assert_eq!(answer["person"]["interviews"].as_array().unwrap().len(), 1);
    browser.click("#toast-undo").await?;
    browser.see(".card.twin .twin-apart").await?;
    assert_eq!(desk.names().await?.len(), 4, "undo did not part them");
    browser.click(".card.twin .twin-apart").await?;
    browser.gone(".card.twin").await?;
    println!("two records of one person: offered, merged, parted by undo, told apart");
    Ok(())
}

async fn an_open_mail_offers_its_people_and_times(desk: &Desk) -> Result<()> {
    let browser = desk.browser();
    let site = browser.open_tab("https://mail.google.com/mail/u/0/#inbox/1").await?;
    browser.switch(&desk.dashboard).await?;
    let number = browser.tab_number("https://mail.google.com/").await?;
    if browser.kind() == Kind::Firefox {
        browser.open_page(&format!("popup.html?tab={number}")).await?;
        browser.enable_site("gmail").await?;
        browser.close_tab(&desk.dashboard).await?;
    }
    browser.open_page(&format!("popup.html?tab={number}")).await?;
    browser.see("#capture-name").await?;
    assert_eq!(browser.value("#capture-name").await?, "Mara Lindqvist");
    browser.read("Also in this mail").await?;
    browser.read("Kwabena Boateng").await?;
    browser.click("#mail-times button").await?;
    assert_eq!(browser.value("#interview-time").await?, "14:00");
    browser.click("#mail-take-0").await?;
    desk.picture("mail").await?;
    browser.click("#capture-save").await?;
    browser.read("The interview with 2 people is saved.").await?;
    assert!(desk.names().await?.contains(&"Kwabena Boateng".to_owned()));
    browser.switch(&site).await?;
    println!("an open mail: its other people and its times are one click away");
    Ok(())
}

in_both!(all);
