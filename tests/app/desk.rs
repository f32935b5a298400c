//! The extension without a browser, and an interview to begin with.

use afterword::app::forms::{
    CaptureForm, FileBytes, GroupForm, InterviewChoice, InterviewForm, OpportunityChoice, PersonForm,
};
use afterword::app::protocol::{ContentRequest, PageRequest, Response};
use afterword::app::views::{AgendaView, ImportView, PanelView, PersonView};
use afterword::app::{App, AppError, Context, answer_content, answer_page};
use afterword::model::{ActionId, Arg, Fact, FactId, FollowUpKind, Happening, Message, Origin, PersonId, Role};
use jiff::Timestamp;
use uuid::Uuid;

/// The extension with a browser's part played by hand.
pub struct Desk {
    pub app: App,
    pub now: Timestamp,
    pub ids: u128,
}

impl Desk {
    pub fn at(now: &str) -> Self {
        Self { app: App::default(), now: now.parse().unwrap(), ids: 0 }
    }

    pub fn clock(&mut self, now: &str) {
        self.now = now.parse().unwrap();
    }

    pub fn ask(&mut self, request: PageRequest) -> Result<Response, AppError> {
        let ids = &mut self.ids;
        let mut new_id = || {
            *ids += 1;
            Uuid::from_u128(*ids)
        };
        let mut ctx = Context { now: self.now, zone: "Europe/Berlin", language: "en-GB", new_id: &mut new_id };
        let answer = answer_page(&self.app, request, &mut ctx)?;
        self.app.commit(answer.facts);
        Ok(answer.response)
    }

    pub fn ask_from_webmail(&mut self, request: ContentRequest) -> Result<Response, AppError> {
        let ids = &mut self.ids;
        let mut new_id = || {
            *ids += 1;
            Uuid::from_u128(*ids)
        };
        let mut ctx = Context { now: self.now, zone: "Europe/Berlin", language: "en-GB", new_id: &mut new_id };
        let answer = answer_content(&self.app, request, &mut ctx)?;
        self.app.commit(answer.facts);
        Ok(answer.response)
    }

    pub fn save(&mut self, form: CaptureForm) -> Result<(ActionId, PersonId, String), AppError> {
        match self.ask(PageRequest::SaveCapture { form: Box::new(form) })? {
            Response::Saved { action, person, message, .. } => Ok((action, person.unwrap(), message.key.into_owned())),
            other => panic!("{other:?}"),
        }
    }

    /// A file, as it is dropped or chosen.
    pub fn read(&mut self, file: &str) -> Result<ImportView, AppError> {
        match self.ask(PageRequest::ReadFile { bytes: FileBytes(file.as_bytes().to_vec()) })? {
            Response::Import { import } => Ok(*import),
            other => panic!("{other:?}"),
        }
    }

    pub fn save_group(&mut self, form: GroupForm) -> Result<(ActionId, String), AppError> {
        match self.ask(PageRequest::SaveGroup { form: Box::new(form) })? {
            Response::Saved { action, message, .. } => Ok((action, message.key.into_owned())),
            other => panic!("{other:?}"),
        }
    }

    /// Something that no request here says as barely.
    pub fn record(&mut self, what: Happening) {
        self.ids += 1;
        let id = Uuid::from_u128(self.ids);
        let seq = self.app.history().last_seq + 1;
        let fact = Fact { id: FactId(id), seq, action: ActionId(id), at: self.now, origin: Origin::Page, what };
        self.app.commit(vec![fact]);
    }

    pub fn undo(&mut self, action: ActionId) {
        self.ask(PageRequest::Undo { action }).unwrap();
    }

    pub fn person(&mut self, person: PersonId) -> PersonView {
        match self.ask(PageRequest::Person { person }).unwrap() {
            Response::Person { person } => *person,
            other => panic!("{other:?}"),
        }
    }

    /// Everybody known, by name.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.app.history().people.values().map(|r| r.person.name.as_str()).collect();
        names.sort_unstable();
        names
    }

    pub fn agenda(&mut self) -> AgendaView {
        match self.ask(PageRequest::Agenda).unwrap() {
            Response::Agenda { agenda } => agenda,
            other => panic!("{other:?}"),
        }
    }

    pub fn due(&mut self) -> Vec<FollowUpKind> {
        self.agenda().due.iter().map(|step| step.kind).collect()
    }

    pub fn panel(&mut self, recipients: &[&str]) -> Option<PanelView> {
        let recipients = recipients.iter().map(|&r| r.to_owned()).collect();
        match self.ask_from_webmail(ContentRequest::Compose { recipients, site: String::new() }).unwrap() {
            Response::Panel { panel } => panel.map(|panel| *panel),
            other => panic!("{other:?}"),
        }
    }
}

/// Two o'clock to three in Berlin on Tuesday, 3 March 2026.
pub fn nora() -> CaptureForm {
    CaptureForm {
        person: PersonForm {
            name: "Nora Lindqvist".into(),
            title: "Head of Platform".into(),
            company: "Brightwell".into(),
            email: "nora@brightwell.example".into(),
            linkedin: "https://www.linkedin.com/in/Nora-Lindqvist/?trk=x".into(),
            ..PersonForm::default()
        },
        role: Role::HiringManager,
        opportunity: Some(OpportunityChoice::New { company: "Brightwell".into(), job_title: "Data Engineer".into() }),
        interview: Some(InterviewChoice::New {
            interview: InterviewForm {
                id: None,
                kind: afterword::model::InterviewKind::Interview,
                start: "2026-03-03T14:00".parse().unwrap(),
                end: "2026-03-03T15:00".parse().unwrap(),
                zone: String::new(),
                place: String::new(),
            },
        }),
        others: Vec::new(),
    }
}

pub const BEFORE: &str = "2026-03-03T12:00:00Z";
pub const AFTER: &str = "2026-03-03T14:05:00Z";

/// The catalogue's part, played simply.
pub fn say(message: &Message) -> String {
    let args = message.args.iter().map(|arg| match arg {
        Arg::Text { text } => text.clone(),
        Arg::Nested { message } => say(message),
        _ => String::new(),
    });
    std::iter::once(message.key.to_string()).chain(args).collect::<Vec<_>>().join(" ")
}
