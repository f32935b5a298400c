//! A candidate's weeks, lived by moving the clock and telling the background what a user would tell it.

use crate::browser::Browser;
use crate::{Error, Result};
use serde_json::{Value, json};

/// What is done from an extension page in front.
pub struct Life<'a> {
    browser: &'a Browser,
}

/// Somebody who interviews: name, title, role, slug of the profile (may be empty). The address follows from name and firm.
pub type Interviewer<'a> = (&'a str, &'a str, &'a str, &'a str);

/// A conversation with everybody who took part.
#[derive(Clone, Copy, Debug)]
pub struct Meeting<'a> {
    pub company: &'a str,
    pub job: &'a str,
    /// Local: `2027-02-24T14:00`.
    pub start: &'a str,
    pub minutes: u32,
    pub kind: &'a str,
    pub place: &'a str,
    pub people: &'a [Interviewer<'a>],
}

impl<'a> Life<'a> {
    pub fn of(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// Moves the practice clock to a local time: `2027-02-24T15:04`.
    ///
    /// # Errors
    /// When it is no time.
    pub async fn at(&self, local: &str) -> Result<()> {
        let ahead = "return new Date(arguments[0]).getTime() - Date.now()";
        let offset = self.browser.eval(ahead, vec![json!(local)]).await?;
        self.browser.set_clock(offset.as_i64().ok_or_else(|| format!("no time: {local}"))?).await
    }

    /// Saves the people and the interview, on the opportunity of this firm if there is one.
    ///
    /// # Errors
    /// What the background refuses.
    pub async fn meets(&self, meeting: Meeting<'_>) -> Result<()> {
        let opportunity = match self.opportunity(meeting.company).await {
            Ok(known) => json!({ "kind": "existing", "id": known["opportunity"]["id"] }),
            Err(_) => json!({ "kind": "new", "company": meeting.company, "job_title": meeting.job }),
        };
        let host = meeting.company.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "");
        let host = if host.is_empty() { "firm" } else { host.as_str() };
        let people: Vec<Value> =
            meeting.people.iter().map(|person| self::person(person, meeting.company, host)).collect();
        let end = "const end = new Date(arguments[0] + 'Z'); end.setUTCMinutes(end.getUTCMinutes() + arguments[1]); \
                   return end.toISOString().slice(0, 16)";
        let end = self.browser.eval(end, vec![json!(meeting.start), json!(meeting.minutes)]).await?;
        let interview = json!({ "kind": meeting.kind, "start": meeting.start, "end": end, "place": meeting.place });
        let form = json!({
            "people": people,
            "opportunity": opportunity,
            "interview": { "kind": "new", "interview": interview },
        });
        self.tell(json!({ "kind": "save-group", "form": form })).await
    }

    /// Notes about the latest interview at this firm: the question liked, the afterthought, the challenge.
    ///
    /// # Errors
    /// When there is no such interview.
    pub async fn notes(&self, company: &str, [question, afterthought, challenges]: [&str; 3]) -> Result<()> {
        let known = self.opportunity(company).await?;
        let interviews = known["interviews"].as_array().ok_or("no interviews")?;
        let latest = interviews.iter().max_by_key(|one| one["interview"]["start"].to_string());
        let id = latest.ok_or("no interview")?["interview"]["id"].clone();
        let notes = json!({
            "question": question, "afterthought": afterthought, "challenges": challenges, "success_in_90_days": "",
            "success_in_a_year": "", "common_ground": "", "other": "",
        });
        self.tell(json!({ "kind": "save-notes", "interview": id, "person": null, "notes": notes })).await
    }

    /// Does the step of this kind for this person; `channel` as the user would name it, empty for the planned one.
    ///
    /// # Errors
    /// When nothing of the kind is planned.
    pub async fn does(&self, kind: &str, company: &str, person: &str, channel: &str) -> Result<()> {
        let known = self.opportunity(company).await?;
        let steps = known["steps"].as_array().ok_or("no steps")?;
        let is = |step: &&Value| {
            step["kind"] == kind && (person.is_empty() || step["person"]["name"] == person) && step["state"] != "done"
        };
        let step = steps.iter().find(is).ok_or_else(|| {
            let there: Vec<_> =
                steps.iter().map(|step| format!("{} {}", step["kind"], step["person"]["name"])).collect();
            Error::from(format!("no {kind} for {person} at {company}, but {there:?}"))
        })?;
        let channel = (!channel.is_empty()).then_some(channel);
        self.tell(json!({
            "kind": "mark-done", "follow_up": step["id"], "channel": channel, "subject": "", "text": "",
        }))
        .await
    }

    /// The user sets how the opportunity stands: `offered`, `rejected`, `let-go` …
    ///
    /// # Errors
    /// When there is no such opportunity.
    pub async fn stands(&self, company: &str, stage: &str) -> Result<()> {
        let id = self.opportunity(company).await?["opportunity"]["id"].clone();
        self.tell(json!({ "kind": "set-stage", "opportunity": id, "stage": stage })).await
    }

    /// Somebody at this firm replied.
    ///
    /// # Errors
    /// When there is no such opportunity.
    pub async fn hears_from(&self, company: &str) -> Result<()> {
        let id = self.opportunity(company).await?["opportunity"]["id"].clone();
        self.tell(json!({ "kind": "record-reply", "opportunity": id, "person": null })).await
    }

    /// Who the candidate is.
    ///
    /// # Errors
    /// What the background refuses.
    pub async fn is_somebody(&self, applicant: Value) -> Result<()> {
        let mut settings = self.browser.request(json!({ "kind": "settings" })).await?["settings"].clone();
        for (field, value) in applicant.as_object().ok_or("no fields")? {
            settings["applicant"][field] = value.clone();
        }
        self.tell(json!({ "kind": "save-settings", "settings": settings })).await
    }

    /// # Errors
    /// What the background refuses, with the request.
    pub async fn tell(&self, request: Value) -> Result<()> {
        let shown = request.to_string();
        self.browser.request(request).await.map(drop).map_err(|error| format!("{error}: {shown}").into())
    }

    async fn opportunity(&self, company: &str) -> Result<Value> {
        let all = self.browser.request(json!({ "kind": "opportunities" })).await?;
        let list = all["opportunities"].as_array().ok_or("no opportunities")?;
        let found = list.iter().find(|one| one["opportunity"]["company"] == company);
        Ok(found.ok_or_else(|| format!("no opportunity at {company}"))?.clone())
    }
}

fn person((name, title, role, slug): &Interviewer<'_>, company: &str, host: &str) -> Value {
    let local: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '.' }).collect();
    let local = local.trim_matches('.').to_owned();
    let local = if local.is_empty() { "hello".to_owned() } else { local };
    let email = format!("{local}@{host}.example");
    json!({
        "person": { "name": name, "title": title, "company": company, "email": email, "linkedin": slug },
        "role": role,
    })
}
