//! Drafts as the product gives them, from what is stored.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic)]

use afterword::app::protocol::{PageRequest, Response};
use afterword::app::views::DraftView;
use afterword::app::{App, Context, answer_page};
use afterword::model::{
    ActionId, Applicant, Channel, Done, Fact, FactId, FollowUpId, FollowUpKind, Happening, InterviewId, Notes,
    Opportunity, OpportunityId, Origin, Participant, Person, PersonId, Role, Settings, TemplateKey, TemplateKind,
};
use jiff::Timestamp;
use uuid::Uuid;

const PANEL: [(&str, Role); 5] = [
    ("Tomas Brandvold", Role::HiringManager),
    ("Claire Durand", Role::Recruiter),
    ("Frau Dr. Anna Weiss", Role::Peer),
    ("Suharto", Role::Peer),
    ("Ruth Okafor", Role::Executive),
];

fn person(number: usize) -> PersonId {
    PersonId(Uuid::from_u128(100 + u128::try_from(number).unwrap()))
}

fn opportunity() -> OpportunityId {
    OpportunityId(Uuid::from_u128(7))
}

fn interview() -> InterviewId {
    InterviewId(Uuid::from_u128(8))
}

struct Desk {
    app: App,
    seq: u64,
}

impl Desk {
    /// Five people, one interview, notes about all of them at once.
    fn open(language: &str) -> Self {
        let mut desk = Self { app: App::default(), seq: 0 };
        for (number, (name, _)) in PANEL.iter().enumerate() {
            desk.record(Happening::PersonSaved { person: Person::new(person(number), *name) });
        }
        desk.record(Happening::PersonSaved { person: Person::new(person(9), "Vera Lund") });
        let mut job = Opportunity::new(opportunity(), "Kestrel Pumps", "Reliability Engineer");
        job.overriding_message = "I bring calm to plants that stop too often".into();
        job.language = language.into();
        desk.record(Happening::OpportunitySaved { opportunity: job });
        desk.record(Happening::InterviewSaved {
            interview: serde_json::from_value(serde_json::json!({
                "id": interview(),
                "opportunity": opportunity(),
                "start": "2026-03-02T09:00:00Z",
                "end": "2026-03-02T10:00:00Z",
                "zone": "Europe/Berlin",
                "participants": PANEL
                    .iter()
                    .enumerate()
                    .map(|(number, (_, role))| Participant { person: person(number), role: *role })
                    .collect::<Vec<_>>(),
            }))
            .unwrap(),
        });
        desk.record(Happening::SettingsSaved {
            settings: Settings {
                applicant: Applicant {
                    name: "Ida Sorrel".into(),
                    email: "ida@sorrel.example".into(),
                    ..Applicant::default()
                },
                ..Settings::default()
            },
        });
        desk
    }

    fn with_notes(mut self) -> Self {
        let notes = Notes {
            question: "how a pump tells us that it is about to fail".into(),
            afterthought: "the bearing logs would have shown it two days ahead".into(),
            challenges: "the new line has to run by May".into(),
            ..Notes::default()
        };
        self.record(Happening::NotesSaved { interview: interview(), person: None, notes });
        self
    }

    fn record(&mut self, what: Happening) {
        self.seq += 1;
        let id = Uuid::from_u128(u128::from(self.seq) + 1000);
        let at: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        self.app.commit(vec![Fact {
            id: FactId(id),
            seq: self.seq,
            action: ActionId(id),
            at,
            origin: Origin::Page,
            what,
        }]);
    }

    fn draft(&self, follow_up: FollowUpId) -> DraftView {
        let mut new_id = || Uuid::from_u128(1);
        let now = "2026-03-02T12:00:00Z".parse().unwrap();
        let mut ctx = Context { now, zone: "Europe/Berlin", language: "en", new_id: &mut new_id };
        match answer_page(&self.app, PageRequest::Draft { follow_up }, &mut ctx).unwrap().response {
            Response::Draft { draft } => draft,
            other => panic!("{other:?}"),
        }
    }

    fn thanks(&self, number: usize) -> DraftView {
        self.draft(FollowUpId::per_participant(FollowUpKind::ThankYou, opportunity(), interview(), person(number)))
    }
}

#[test]
fn five_people_of_a_panel_get_five_letters_that_all_carry_the_message() {
    let desk = Desk::open("en").with_notes();
    let drafts: Vec<DraftView> = (0..5).map(|number| desk.thanks(number)).collect();
    let mut openings = Vec::new();
    for draft in &drafts {
        assert!(draft.text.contains("bring calm to plants that stop too often"), "{}", draft.text);
        assert!(draft.missing.is_empty() && draft.notice.is_none());
        openings.push(draft.text.split("\n\n").nth(1).unwrap().split(' ').take(3).collect::<Vec<_>>().join(" "));
    }
    openings.sort();
    openings.dedup();
    assert_eq!(openings.len(), 5, "{openings:?}");
    assert_eq!(desk.thanks(0), drafts[0], "the same draft whenever it is looked at");
}

#[test]
fn everybody_is_greeted_by_what_their_name_says() {
    let first_line = |language: &str, number| {
        Desk::open(language).with_notes().thanks(number).text.lines().next().unwrap().to_owned()
    };
    assert_eq!(first_line("de", 0), "Guten Tag Tomas Brandvold,");
    assert_eq!(first_line("de", 2), "Sehr geehrte Frau Dr. Weiss,");
    assert_eq!(first_line("de-AT", 3), "Guten Tag Suharto,");
    assert_eq!(first_line("fr", 1), "Bonjour Claire Durand,");
    assert_eq!(first_line("en", 2), "Dear Anna,");
    assert_eq!(first_line("en", 3), "Dear Suharto,");
}

#[test]
fn t8_what_is_missing_comes_with_the_field_that_completes_it() {
    let draft = Desk::open("en").thanks(0);
    assert_eq!(draft.missing_fields, ["notes.challenges"]);
    assert_eq!(draft.missing[0].key, "missing_specific_challenges");
    assert_eq!(Desk::open("en").thanks(1).missing_fields, ["notes.question"]);
}

#[test]
fn the_users_own_template_is_used_until_it_is_broken_or_taken_back() {
    let mut desk = Desk::open("en").with_notes();
    let key = TemplateKey::new(TemplateKind::ThankYou, "en");
    let save = |source: Option<&str>| Happening::TemplateSaved { key: key.clone(), source: source.map(Into::into) };
    desk.record(save(Some("{{ salutation }}\n\nmine")));
    assert_eq!(desk.thanks(0).text, "Dear Tomas,\n\nmine");
    desk.record(save(Some("{{ salutation }}\n\n{{ mine }}")));
    let draft = desk.thanks(0);
    assert!(draft.text.contains("Reliability Engineer"), "{}", draft.text);
    let notice = serde_json::to_string(&draft.notice.unwrap()).unwrap();
    assert!(notice.contains("draft_template_unknown_field") && notice.contains("\"3\"") && notice.contains("mine"));
    desk.record(save(None));
    assert!(desk.thanks(0).notice.is_none());
}

#[test]
fn f3_a_third_letter_does_not_tell_the_second_ones_news() {
    let mut desk = Desk::open("en").with_notes();
    let letter = |number| FollowUpId::per_opportunity(FollowUpKind::Letter, opportunity(), Some(person(0)), number);
    desk.record(Happening::NewFactNoted { opportunity: opportunity(), text: "we passed the audit".into() });
    let second = desk.draft(letter(1));
    assert!(second.text.contains("We passed the audit."), "{}", second.text);
    let done = Done {
        at: "2026-03-02T12:00:00Z".parse().unwrap(),
        channel: Some(Channel::Email),
        subject: second.subject,
        text: second.text,
    };
    desk.record(Happening::FollowUpDone { follow_up: letter(1), done });
    let third = desk.draft(letter(2));
    assert!(!third.text.contains("audit"), "{}", third.text);
    assert_eq!(third.missing_fields, ["opportunity.new_fact"]);
    desk.record(Happening::NewFactNoted { opportunity: opportunity(), text: "our line runs".into() });
    assert!(desk.draft(letter(2)).text.contains("Our line runs."));
}

#[test]
fn f2_a_check_in_by_telephone_is_a_card_to_have_at_hand() {
    let mut desk = Desk::open("en").with_notes();
    let check_in = FollowUpId::per_opportunity(FollowUpKind::CheckIn, opportunity(), None, 1);
    assert!(desk.draft(check_in).text.starts_with("Opening:\n- "));
    desk.record(Happening::ChannelChosen { follow_up: check_in, channel: Channel::Email });
    let text = desk.draft(check_in).text;
    assert!(text.starts_with("Dear "), "{text}");
}

#[test]
fn f7_a_reference_hears_what_the_interview_was_about() {
    let desk = Desk::open("en").with_notes();
    let id = FollowUpId::per_opportunity(FollowUpKind::Reference, opportunity(), Some(person(9)), 0);
    let text = desk.draft(id).text;
    assert!(text.starts_with("Dear Vera,") && text.contains("the new line has to run by May"), "{text}");
}
