//! The reviewer reads what was drafted: it finds nothing to warn of, and no two letters of a panel alike.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod draft_case;

use afterword::draft::review::{Addressee, Contact, Context, LIKENESS_WARNING, Note, likeness, review};
use afterword::model::{Channel, FollowUpKind, TemplateKind};
use draft_case::{Case, LANGUAGES, ROLES};

/// What the reviewer looks at; a script to be spoken is nothing to it.
fn written(kind: TemplateKind) -> Option<(FollowUpKind, Channel)> {
    Some(match kind {
        TemplateKind::ThankYou
        | TemplateKind::ThankYouPhoneScreen
        | TemplateKind::ThankYouInformational
        | TemplateKind::ThankYouBadly => (FollowUpKind::ThankYou, Channel::Email),
        TemplateKind::HandwrittenNote => (FollowUpKind::HandwrittenNote, Channel::Letter),
        TemplateKind::Connect => (FollowUpKind::Connect, Channel::Linkedin),
        TemplateKind::CheckInMail => (FollowUpKind::CheckIn, Channel::Email),
        TemplateKind::SecondLetter | TemplateKind::ThirdLetter => (FollowUpKind::Letter, Channel::Email),
        TemplateKind::Clipping => (FollowUpKind::Clipping, Channel::Email),
        TemplateKind::Withdrawal => (FollowUpKind::Withdrawal, Channel::Email),
        TemplateKind::RejectionReply => (FollowUpKind::RejectionReply, Channel::Email),
        TemplateKind::Reference => (FollowUpKind::Reference, Channel::Email),
        TemplateKind::Call | TemplateKind::Voicemail => return None,
    })
}

fn context(case: &Case) -> Context {
    Context {
        addressee: Addressee {
            name: case.name.into(),
            given: "Tomas".into(),
            family: "Brandvold".into(),
            role: case.role,
            ..Addressee::default()
        },
        applicant: Contact {
            name: case.applicant.name.clone(),
            email: case.applicant.email.clone(),
            phone: case.applicant.phone.clone(),
            lines: case.applicant.contact_lines.clone(),
        },
        company: case.company.into(),
        job_title: case.job.clone(),
        went_badly: case.kind == TemplateKind::ThankYouBadly,
        notes: vec![case.notes.question.clone(), case.notes.afterthought.clone(), case.notes.challenges.clone()],
        ..Context::default()
    }
}

#[test]
fn the_reviewer_has_nothing_to_say_about_a_draft() {
    let mut read = 0;
    for kind in TemplateKind::ALL {
        let Some((follow_up, channel)) = written(kind) else { continue };
        for (role, language, place) in ROLES
            .into_iter()
            .flat_map(|role| LANGUAGES.map(|language| (role, language)))
            .flat_map(|(role, language)| (0..6).map(move |place| (role, language, place)))
        {
            for case in [Case::new(kind), Case::new(kind).one_note()] {
                let case = Case { role, language, place, panel: 6, ..case };
                let draft = case.draft();
                let note = Note { subject: draft.subject.clone(), ..Note::new(follow_up, channel, &draft.text) };
                let hints: Vec<_> = review(&note, &context(&case)).into_iter().map(|hint| hint.kind).collect();
                assert!(hints.is_empty(), "{kind:?} {role:?} {language} at {place}: {hints:?}\n{}", draft.text);
                read += 1;
            }
        }
    }
    assert!(read > 2_000, "{read}");
}

#[test]
fn t4_no_two_letters_of_a_panel_reach_the_likeness_at_which_the_reviewer_warns() {
    for language in LANGUAGES {
        let texts: Vec<String> = Case::panel(language).iter().map(|case| case.draft().text).collect();
        for (i, one) in texts.iter().enumerate() {
            for other in &texts[i + 1..] {
                let likeness = likeness(one, other);
                assert!(likeness < LIKENESS_WARNING, "{likeness:.2}\n{one}\n\n{other}");
            }
        }
    }
}
