//! Drafts as the user would find them: of every kind, in every language, with many notes and with none.
#![allow(clippy::unwrap_used)]

use afterword::draft::{Brief, Draft, DraftError, Missing, compose};
use afterword::model::{
    Applicant, FollowUpId, FollowUpKind, Impression, Notes, Opportunity, OpportunityId, Person, PersonId, Role,
};
use uuid::Uuid;

const WRITTEN: [FollowUpKind; 10] = [
    FollowUpKind::ThankYou,
    FollowUpKind::HandwrittenNote,
    FollowUpKind::Connect,
    FollowUpKind::CheckIn,
    FollowUpKind::Letter,
    FollowUpKind::Clipping,
    FollowUpKind::Call,
    FollowUpKind::Reference,
    FollowUpKind::Withdrawal,
    FollowUpKind::RejectionReply,
];

struct Case {
    kind: FollowUpKind,
    language: &'static str,
    notes: Notes,
    impression: Option<Impression>,
    applicant: Applicant,
    new_fact: &'static str,
    job: &'static str,
}

impl Case {
    fn new(kind: FollowUpKind) -> Self {
        Self {
            kind,
            language: "en",
            notes: Notes {
                question: "how a pump tells us that it is about to fail.".into(),
                afterthought: "the bearing logs we kept would have shown it two days ahead".into(),
                challenges: "the new line has to run by May".into(),
                ..Notes::default()
            },
            impression: None,
            applicant: Applicant {
                name: "Ida Sorrel".into(),
                email: "ida@sorrel.example".into(),
                phone: "+49 30 5550142".into(),
                headline_facts: vec!["8 yrs in hydraulics".into(), "TPM".into(), "three plants".into()],
                ..Applicant::default()
            },
            new_fact: "we passed the audit this week",
            job: "Reliability Engineer",
        }
    }

    fn draft(&self) -> Result<Draft, DraftError> {
        let id = Uuid::from_u128(1);
        let person = Person::new(PersonId(id), "Tomas Brandvold");
        let opportunity = Opportunity::new(OpportunityId(id), "Kestrel Pumps", self.job);
        let follow_up =
            FollowUpId::per_opportunity(self.kind, opportunity.id, Some(person.id), u8::from(self.kind.repeats()));
        compose(&Brief {
            follow_up: &follow_up,
            person: &person,
            greeting: "Tomas".into(),
            role: Role::HiringManager,
            opportunity: Some(&opportunity),
            interview: None,
            impression: self.impression,
            notes: self.notes.clone(),
            language: self.language,
            new_fact: self.new_fact,
            applicant: &self.applicant,
            limit: (self.kind == FollowUpKind::Connect).then_some(200),
        })
    }
}

#[test]
fn every_kind_is_plain_text_with_nothing_left_open() {
    for kind in WRITTEN {
        for language in ["en", "de", "fr", "it"] {
            for bare in [false, true] {
                let mut case = Case { language, ..Case::new(kind) };
                if bare {
                    case.notes = Notes::default();
                    case.applicant = Applicant::default();
                    case.new_fact = "";
                    case.job = "";
                }
                let draft = case.draft().unwrap();
                let text = &draft.text;
                assert!(!text.is_empty() && !draft.subject.contains('\n'), "{kind:?} {language}");
                for left in ["{{", "{%", "  ", " .", " ,", "..", "\n\n\n", "none", "undefined"] {
                    assert!(!text.contains(left), "{kind:?} {language}: {left:?} in {text}");
                    assert!(!draft.subject.contains(left), "{kind:?} {language}: {}", draft.subject);
                }
                assert!(text.contains("Tomas") || kind == FollowUpKind::Call, "{kind:?} {language}: {text}");
            }
        }
    }
}

#[test]
fn t8_a_thank_you_names_what_only_this_conversation_gave() {
    for language in ["en", "de", "fr"] {
        let draft = Case { language, ..Case::new(FollowUpKind::ThankYou) }.draft().unwrap();
        assert!(draft.text.contains("how a pump tells us that it is about to fail"), "{}", draft.text);
        assert!(draft.text.contains("The bearing logs we kept would have shown it two days ahead."));
        assert!(draft.missing.is_empty(), "{:?}", draft.missing);
        let without = Case { language, notes: Notes::default(), ..Case::new(FollowUpKind::ThankYou) };
        assert!(without.draft().unwrap().missing.contains(&Missing::Specific));
    }
}

#[test]
fn t10_the_subject_sells_and_the_contact_block_is_there() {
    let draft = Case::new(FollowUpKind::ThankYou).draft().unwrap();
    assert_eq!(draft.subject, "Thank you: Reliability Engineer, 8 yrs in hydraulics, TPM");
    assert!(draft.text.ends_with("Ida Sorrel\nida@sorrel.example\n+49 30 5550142"), "{}", draft.text);
}

#[test]
fn t13_after_a_bad_interview_there_is_appreciation_only() {
    let case = Case { impression: Some(Impression::Badly), ..Case::new(FollowUpKind::ThankYou) };
    let draft = case.draft().unwrap();
    assert!(draft.missing.is_empty());
    for word in ["sorry", "apolog", "meant", "bearing logs"] {
        assert!(!draft.text.to_lowercase().contains(word), "{}", draft.text);
    }
    assert!(draft.text.contains("Thank you"));
}

#[test]
fn t14_a_withdrawal_says_no_more_than_it_must() {
    let draft = Case::new(FollowUpKind::Withdrawal).draft().unwrap();
    assert!(draft.text.contains("Thank you for your time"));
    assert!(!draft.text.contains("pump tells"), "{}", draft.text);
}

#[test]
fn f3_a_further_letter_carries_the_new_fact() {
    let draft = Case::new(FollowUpKind::Letter).draft().unwrap();
    assert!(draft.text.contains("We passed the audit this week."));
    let draft = Case { new_fact: "", ..Case::new(FollowUpKind::Letter) }.draft().unwrap();
    assert!(draft.missing.contains(&Missing::NewFact));
}

#[test]
fn l1_the_note_with_an_invitation_fits() {
    for language in ["en", "de", "fr"] {
        let mut case = Case { language, ..Case::new(FollowUpKind::Connect) };
        case.notes.question = "word ".repeat(200);
        let text = case.draft().unwrap().text;
        assert!(text.chars().count() <= 200, "{text}");
    }
}
