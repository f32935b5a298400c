//! Drafts as the user would find them: of every kind, to every role, in every language, with many notes and with none.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used)]

mod draft_case;

use afterword::draft::{Draft, Missing, NoteField, wrap72};
use afterword::model::{Channel, Impression, InterviewKind, Motivator, Notes, Role, TemplateKind};
use draft_case::{Case, LANGUAGES, ROLES, body, sentences, words};
use std::sync::LazyLock;

/// Every kind to every role in every language, six people of a panel, with many notes, with one and with none.
static EVERY_DRAFT: LazyLock<Vec<(Case, Draft, String)>> = LazyLock::new(|| {
    let mut drafts = Vec::new();
    for kind in TemplateKind::ALL {
        for role in ROLES {
            for language in LANGUAGES {
                for place in 0..6 {
                    for (what, case) in [
                        ("full", Case::new(kind)),
                        ("one note", Case::new(kind).one_note()),
                        ("bare", Case::new(kind).bare()),
                    ] {
                        let case = Case { role, language, place, panel: 6, ..case };
                        let draft = case.draft();
                        drafts.push((case, draft, format!("{kind:?} {role:?} {language} at {place}, {what}")));
                    }
                }
            }
        }
    }
    drafts
});

fn every_draft(mut each: impl FnMut(&Case, &Draft, &str)) {
    for (case, draft, what) in EVERY_DRAFT.iter() {
        each(case, draft, what);
    }
}

#[test]
fn every_draft_is_plain_text_with_nothing_left_open() {
    every_draft(|case, draft, what| {
        let all = format!("{}\n{}", draft.subject, draft.text);
        for left in [
            "{{",
            "}}",
            "{%",
            "  ",
            " ,",
            "..",
            "( )",
            "()",
            "\n\n\n",
            "none",
            "undefined",
            "\u{2028}",
            "\u{2029}",
            ",,",
            "?.",
            ": .",
            ":.",
        ] {
            assert!(!all.contains(left), "{what}: {left:?} in\n{all}");
        }
        assert!(
            case.language == "fr" || ![" .", " :", " ?", " ;"].iter().any(|left| all.contains(left)),
            "{what}:\n{all}"
        );
        assert!(!draft.subject.contains('\n') && draft.subject.chars().count() <= 60, "{what}: {}", draft.subject);
        assert!(draft.text.split("\n\n").all(|paragraph| !paragraph.trim().is_empty()), "{what}:\n{all}");
        for line in draft.text.lines() {
            assert!(!line.ends_with(' ') && !line.starts_with(' '), "{what}:\n{all}");
        }
        // Headings of a card stand above something.
        for paragraph in draft.text.split("\n\n").filter(|p| p.contains("\n- ") || p.ends_with(':')) {
            let alone = paragraph.lines().count() == 1 && !paragraph.contains('(');
            assert!(!alone, "{what}: nothing under {paragraph:?} in\n{all}");
        }
    });
}

#[test]
fn every_letter_greets_and_signs() {
    every_draft(|case, draft, what| {
        let greeting = match case.language {
            "en" => "Dear Tomas,\n\n",
            "de" => "Guten Tag Tomas Brandvold,\n\n",
            _ => "Bonjour Tomas Brandvold,\n\n",
        };
        match case.kind {
            TemplateKind::Connect => assert!(draft.text.contains("Tomas"), "{what}: {}", draft.text),
            TemplateKind::Call | TemplateKind::Voicemail => {}
            _ => assert!(draft.text.starts_with(greeting), "{what}:\n{}", draft.text),
        }
        let signed = !matches!(
            case.kind,
            TemplateKind::Connect | TemplateKind::HandwrittenNote | TemplateKind::Call | TemplateKind::Voicemail
        );
        if signed && !case.applicant.name.is_empty() {
            let block = ",\nIda Sorrel\nida@sorrel.example\n+49 30 5550142\nsorrel.example/work";
            let block = if case.language == "de" { block.trim_start_matches(',') } else { block };
            assert!(draft.text.ends_with(block), "{what}:\n{}", draft.text);
        }
    });
}

#[test]
fn every_draft_has_the_length_of_its_kind() {
    every_draft(|case, draft, what| {
        let length = words(&body(&draft.text));
        let noted = !case.notes.is_empty() || !case.shared.is_empty();
        let range = match case.kind {
            TemplateKind::ThankYou if case.is_full() => 90..=180,
            TemplateKind::ThankYou if noted => 55..=180,
            TemplateKind::ThankYouPhoneScreen | TemplateKind::ThankYouInformational if noted => 45..=180,
            TemplateKind::ThankYouBadly => 20..=80,
            TemplateKind::HandwrittenNote => 10..=80,
            TemplateKind::Withdrawal => 25..=75,
            TemplateKind::Call => 40..=240,
            TemplateKind::CheckInMail => 40..=130,
            TemplateKind::Connect => 8..=45,
            _ => 15..=200,
        };
        assert!(range.contains(&length), "{what}: {length} words\n{}", draft.text);
    });
}

#[test]
fn no_draft_talks_like_a_form_or_asks_for_the_decision() {
    const CLICHES: [&str; 26] = [
        "i am writing to",
        "i wanted to",
        "great fit",
        "good fit",
        "perfect fit",
        "passionate",
        "excited",
        "insightful",
        "reach out",
        "touch base",
        "look forward to hearing",
        "looking forward to hearing",
        "your decision",
        "did i get",
        "team player",
        "synerg",
        "hiermit",
        "ihre entscheidung",
        "spannend",
        "leidenschaft",
        "hochmotiviert",
        "votre décision",
        "passionné",
        "motivé",
        "je me permets",
        "dans l'attente de",
    ];
    every_draft(|_, draft, what| {
        let text = draft.text.to_lowercase();
        for cliche in CLICHES {
            assert!(!text.contains(cliche), "{what}: {cliche:?} in\n{text}");
        }
    });
}

#[test]
fn german_and_french_drafts_are_in_their_language_throughout() {
    const ENGLISH: [&str; 14] = [
        "the", "and", "you", "your", "with", "thank", "dear", "regards", "this", "would", "have", "what", "about",
        "from",
    ];
    const GERMAN: [&str; 8] = ["und", "ich", "sie", "der", "für", "nicht", "mit", "ihnen"];
    every_draft(|case, draft, what| {
        if case.language == "en" || !case.notes.is_empty() {
            return;
        }
        let text = format!("{} {}", draft.subject, draft.text).to_lowercase();
        let foreign: &[&[&str]] = if case.language == "de" { &[&ENGLISH] } else { &[&ENGLISH, &GERMAN] };
        for word in text.split(|c: char| !c.is_alphabetic()) {
            assert!(!foreign.iter().any(|list| list.contains(&word)), "{what}: {word:?} in\n{text}");
        }
    });
}

#[test]
fn t5_the_overriding_message_is_in_every_thank_you_of_a_panel_and_never_the_same_sentence() {
    for language in LANGUAGES {
        let panel = Case::panel(language);
        let line = panel[0].message.trim_end_matches('.').to_lowercase();
        let mut framed = Vec::new();
        for case in &panel {
            let text = case.draft().text;
            assert!(text.to_lowercase().contains(&line), "{language}:\n{text}");
            framed.push(sentences(&text).into_iter().find(|s| s.contains(&line)).unwrap());
        }
        framed.sort();
        framed.dedup();
        assert_eq!(framed.len(), panel.len(), "{framed:#?}");
    }
}

#[test]
fn t6_recruiter_and_hiring_manager_read_different_things() {
    for language in LANGUAGES {
        let text = |role| Case { role, language, ..Case::new(TemplateKind::ThankYou) }.draft().text;
        let texts: Vec<String> = ROLES.map(text).into();
        for (i, one) in texts.iter().enumerate() {
            assert!(!texts[i + 1..].contains(one), "{language}:\n{one}");
        }
    }
}

#[test]
fn t7_the_motivator_shows() {
    for language in LANGUAGES {
        for place in 0..6 {
            let case = Case { language, place, panel: 6, ..Case::new(TemplateKind::ThankYou).one_note() };
            let text = |motivator| Case { motivator, ..case.clone() }.draft().text;
            let mut texts: Vec<String> = [
                None,
                Some(Motivator::SaveMoney),
                Some(Motivator::EarnMoney),
                Some(Motivator::SaveReputation),
                Some(Motivator::EarnReputation),
            ]
            .map(text)
            .into();
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), 5, "{language} at {place}");
        }
    }
}

#[test]
fn t8_a_thank_you_names_what_only_this_conversation_gave() {
    for language in LANGUAGES {
        for place in 0..6 {
            let draft = Case { language, place, ..Case::new(TemplateKind::ThankYou) }.draft();
            assert!(draft.text.contains("how a pump tells us that it is about to fail"), "{}", draft.text);
            assert!(draft.text.contains("earing logs we kept would have shown it two days ahead."), "{}", draft.text);
            assert!(draft.missing.is_empty(), "{:?}", draft.missing);
        }
    }
}

#[test]
fn t8_a_draft_without_a_specific_says_which_note_would_complete_it() {
    for (role, note, field) in [
        (Role::HiringManager, NoteField::Challenges, "notes.challenges"),
        (Role::Peer, NoteField::Question, "notes.question"),
        (Role::Executive, NoteField::Afterthought, "notes.afterthought"),
    ] {
        let case =
            Case { role, notes: Notes::default(), shared: Notes::default(), ..Case::new(TemplateKind::ThankYou) };
        let missing = case.draft().missing;
        assert_eq!(missing, [Missing::Specific(note)]);
        assert_eq!(missing[0].field(), field);
    }
}

#[test]
fn t10_the_subject_sells_and_breaks_no_word() {
    let subject = |job: &str| {
        let draft = Case { job: job.into(), ..Case::new(TemplateKind::ThankYou) }.draft();
        draft.subject
    };
    assert_eq!(subject("Reliability Engineer"), "Thank you: Reliability Engineer, 8 yrs in hydraulics, TPM");
    assert_eq!(subject("Senior Reliability Engineer (m/f/d)"), "Thank you: Senior Reliability Engineer (m/f/d)");
    assert_eq!(
        subject("Principal Reliability and Maintenance Engineer (permanent, full time)"),
        "Thank you: Principal Reliability and Maintenance Engineer",
    );
    assert_eq!(subject(""), "Thank you: 8 yrs in hydraulics, TPM, three plants");
    let mut bare = Case { job: String::new(), ..Case::new(TemplateKind::ThankYou) };
    bare.applicant.headline_facts.clear();
    assert_eq!(bare.draft().subject, "Thank you: Kestrel Pumps");
}

#[test]
fn t10_lines_break_at_72_columns_and_addresses_stay_whole() {
    let text = Case { language: "de", ..Case::new(TemplateKind::ThankYou) }.draft().text;
    let link = format!("https://sorrel.example/{}", "a".repeat(80));
    let wrapped = wrap72(&format!("{text}\n{link}"));
    assert!(wrapped.lines().all(|line| line.chars().count() <= 74 || line == link), "{wrapped}");
    assert!(wrapped.lines().all(|line| !line.starts_with([':', '»', '?'])), "{wrapped}");
    assert_eq!(
        wrapped.split_whitespace().collect::<Vec<_>>(),
        format!("{text}\n{link}").split_whitespace().collect::<Vec<_>>()
    );
}

#[test]
fn t13_after_a_bad_interview_there_is_appreciation_only() {
    for language in LANGUAGES {
        for place in 0..6 {
            let case =
                Case { impression: Some(Impression::Badly), language, place, ..Case::new(TemplateKind::ThankYou) };
            let draft = case.follow_up_draft();
            assert_eq!(draft.kind, TemplateKind::ThankYouBadly);
            assert!(draft.missing.is_empty());
            let text = draft.text.to_lowercase();
            for word in [
                "sorry",
                "apolog",
                "meant",
                "unfortunately",
                "bearing logs",
                "leider",
                "entschuld",
                "désolé",
                "excus",
                "malheureusement",
            ] {
                assert!(!text.contains(word), "{text}");
            }
            assert!(
                ["thank", "appreciate", "grateful", "dank", "schätzen", "merci", "remercie", "reconnaissant"]
                    .iter()
                    .any(|w| text.contains(w)),
                "{text}"
            );
        }
    }
}

#[test]
fn t14_a_withdrawal_says_no_more_than_it_must() {
    for role in [Role::Recruiter, Role::HiringManager] {
        let text = Case { role, ..Case::new(TemplateKind::Withdrawal) }.draft().text;
        assert!(text.contains("hank you"), "{text}");
        for word in ["pump", "calm", "audit"] {
            assert!(!text.contains(word), "{text}");
        }
    }
}

#[test]
fn a_phone_screen_an_informational_talk_and_a_call_have_their_own_words() {
    let interview =
        |interview_kind| Case { interview_kind, ..Case::new(TemplateKind::ThankYou) }.follow_up_draft().kind;
    assert_eq!(interview(InterviewKind::PhoneScreen), TemplateKind::ThankYouPhoneScreen);
    assert_eq!(interview(InterviewKind::Informational), TemplateKind::ThankYouInformational);
    let check_in = |channel| Case { channel, ..Case::new(TemplateKind::CheckInMail) }.follow_up_draft().kind;
    assert_eq!(check_in(Channel::Telephone), TemplateKind::Call);
    assert_eq!(check_in(Channel::Email), TemplateKind::CheckInMail);
}

#[test]
fn f3_a_further_letter_carries_the_new_fact() {
    for kind in [TemplateKind::SecondLetter, TemplateKind::ThirdLetter, TemplateKind::Clipping] {
        let draft = Case::new(kind).draft();
        assert!(draft.text.contains("We passed the audit this week."), "{}", draft.text);
        assert!(draft.missing.is_empty());
        let draft = Case { new_fact: "", ..Case::new(kind) }.draft();
        assert_eq!(draft.missing, [Missing::NewFact]);
    }
}

#[test]
fn f5_the_voicemail_takes_half_a_minute_at_most() {
    every_draft(|case, draft, what| {
        if !matches!(case.kind, TemplateKind::Voicemail | TemplateKind::Call) {
            return;
        }
        let seconds = draft.reading_seconds.unwrap();
        assert!((8..=30).contains(&seconds), "{what}: {seconds} s\n{}", draft.text);
        if !case.applicant.name.is_empty() {
            assert!(draft.text.contains("Ida Sorrel") && draft.text.contains("+49 30 5550142"), "{}", draft.text);
        }
        if case.kind == TemplateKind::Call {
            assert!(draft.text.contains(&format!("({seconds} ")), "{}", draft.text);
        }
    });
}

#[test]
fn l1_the_note_with_an_invitation_fits_as_whole_sentences() {
    const NAMES: [&str; 4] =
        ["Jo Li", "Tomas Brandvold", "Maximiliane Schwarzenberger", "Jean-Christophe de La Rochefoucauld"];
    for language in LANGUAGES {
        for name in NAMES {
            for place in 0..6 {
                for (question, challenge) in [
                    ("how a pump tells us that it is about to fail", ""),
                    ("", "the new line has to run by May"),
                    ("", ""),
                ] {
                    let mut case = Case { language, place, name, ..Case::new(TemplateKind::Connect) };
                    case.notes = Notes { question: question.into(), challenges: challenge.into(), ..Notes::default() };
                    let text = case.draft().text;
                    assert!(text.chars().count() <= 200 && !text.contains('…'), "{language} {name}: {text}");
                    assert!(text.ends_with("Ida Sorrel"), "{text}");
                    case.notes.question = "word ".repeat(200);
                    let text = case.draft().text;
                    assert!(text.chars().count() <= 200 && !text.contains('…'), "{language} {name}: {text}");
                }
            }
        }
    }
}
