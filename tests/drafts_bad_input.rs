//! Notes and names as they really come: pasted, in other scripts, endless, missing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used)]

mod draft_case;

use afterword::model::{Notes, Role, TemplateKind};
use draft_case::{Case, LANGUAGES, words};

fn with_question(question: &str) -> String {
    let notes = Notes { question: question.into(), ..Notes::default() };
    Case { notes, ..Case::new(TemplateKind::ThankYou) }.draft().text
}

#[test]
fn pasted_html_becomes_plain_text() {
    let text = with_question(
        "<div class=\"x\">how we&nbsp;keep <b>pumps</b> &amp; valves<script>alert(1)</script> running</div><style>p{}</style>",
    );
    assert!(text.contains("how we keep pumps & valves running"), "{text}");
    assert!(!text.contains(['<', '>']) && !text.contains("alert"), "{text}");
}

#[test]
fn signs_that_only_look_like_html_stay() {
    let text = with_question("when 3 < 5 and a <b is no tag");
    assert!(text.contains("when 3 < 5 and a <b is no tag"), "{text}");
}

#[test]
fn a_list_becomes_a_sentence() {
    let notes = Notes { challenges: "- two shifts to staff\n- a new line\n\n* the audit.".into(), ..Notes::default() };
    let text = Case { notes, ..Case::new(TemplateKind::ThankYou) }.draft().text;
    assert!(text.contains("two shifts to staff; a new line; the audit."), "{text}");
}

#[test]
fn what_looks_like_a_template_in_a_note_is_never_evaluated() {
    let text = with_question("what {{ me }} and {% if job %}x{% endif %} mean");
    assert!(text.contains("what {{ me }} and {% if job %}x{% endif %} mean"), "{text}");
    let case = Case { name: "{{ me }}", ..Case::new(TemplateKind::ThankYou) };
    assert!(case.draft().text.starts_with("Dear {{,"), "{}", case.draft().text);
}

#[test]
fn notes_in_other_scripts_are_kept_as_they_are() {
    for note in [
        "ポンプが故障する前の兆候について",
        "как насос сообщает о поломке",
        "كيف نعرف أن المضخة ستتعطل؟",
        "איך משאבה מודיעה על תקלה",
    ] {
        for language in LANGUAGES {
            for place in 0..6 {
                let notes = Notes { question: note.into(), afterthought: note.into(), ..Notes::default() };
                let text = Case { notes, language, place, ..Case::new(TemplateKind::ThankYou) }.draft().text;
                let note = note.trim_end_matches('؟').to_lowercase();
                assert!(text.to_lowercase().matches(&note).count() >= 2, "{text}");
            }
        }
    }
}

#[test]
fn signs_that_turn_the_direction_of_a_text_are_taken_out() {
    let text = with_question("how \u{202e}sdrawkcab\u{202c} reads\u{0}\u{7}");
    assert!(text.contains("how sdrawkcab reads"), "{text}");
}

#[test]
fn an_endless_note_is_cut_at_a_sentence() {
    let sentence = "The pump told us two days ahead and nobody listened. ";
    for language in LANGUAGES {
        for role in [Role::Recruiter, Role::HiringManager] {
            let endless = sentence.repeat(1_000_000 / sentence.len());
            let notes = Notes {
                question: endless.clone(),
                afterthought: endless.clone(),
                challenges: endless.clone(),
                success_in_90_days: endless.clone(),
                ..Notes::default()
            };
            let case = Case { notes, language, role, message: endless, ..Case::new(TemplateKind::ThankYou) };
            let text = case.draft().text;
            assert!(words(&text) <= 190, "{} words\n{text}", words(&text));
            assert!(text.contains("nobody listened.") && !text.contains('…'), "{text}");
        }
    }
    let text = with_question(&"x".repeat(1_000_000));
    assert!(text.chars().count() < 1_500, "{}", text.chars().count());
    let text = with_question(&"<a ".repeat(300_000));
    assert!(text.chars().count() < 1_500, "{}", text.chars().count());
}

#[test]
fn who_has_no_given_name_or_no_name_at_all_is_greeted_all_the_same() {
    let first_line = |language, name, own_greeting| {
        let case = Case { language, name, own_greeting, ..Case::new(TemplateKind::ThankYou) };
        case.draft().text.lines().next().unwrap().to_owned()
    };
    assert_eq!(first_line("en", "", ""), "Hello,");
    assert_eq!(first_line("de", "", ""), "Guten Tag,");
    assert_eq!(first_line("fr", "", ""), "Bonjour,");
    assert_eq!(first_line("en", "Suharto", ""), "Dear Suharto,");
    assert_eq!(first_line("de", "Suharto", ""), "Guten Tag Suharto,");
}

#[test]
fn german_and_french_greet_by_what_is_known() {
    let first_line = |language, name, own_greeting| {
        let case = Case { language, name, own_greeting, ..Case::new(TemplateKind::ThankYou) };
        case.draft().text.lines().next().unwrap().to_owned()
    };
    assert_eq!(first_line("de", "Anna Weiss", ""), "Guten Tag Anna Weiss,");
    assert_eq!(first_line("de", "Frau Dr. Weiss", ""), "Sehr geehrte Frau Dr. Weiss,");
    assert_eq!(first_line("de", "Anna Weiss", "Frau Weiss"), "Sehr geehrte Frau Weiss,");
    assert_eq!(first_line("de", "Jan Weiss", "Herr Weiss"), "Sehr geehrter Herr Weiss,");
    assert_eq!(first_line("de", "Anna Weiss", "Liebe Anna,"), "Liebe Anna,");
    assert_eq!(first_line("de", "Anna Weiss", "Dr. Weiss"), "Guten Tag Dr. Weiss,");
    assert_eq!(first_line("fr", "Claire Durand", ""), "Bonjour Claire Durand,");
    assert_eq!(first_line("fr", "Claire Durand", "Madame Durand"), "Bonjour Madame Durand,");
    assert_eq!(first_line("fr", "Claire Durand", "Mme Durand"), "Bonjour Madame Durand,");
    assert_eq!(first_line("en", "Anna Weiss", "Dr. Weiss"), "Dear Dr. Weiss,");
    assert_eq!(first_line("en", "Anna Weiss", "Hi Anna"), "Hi Anna,");
}

#[test]
fn a_question_is_woven_in_whatever_form_it_was_noted() {
    for (note, woven) in [
        ("How do you keep calm?", "our question \"How do you keep calm?\""),
        ("\"How do you keep calm?\"", "our question \"How do you keep calm?\""),
        ("Keeping calm.", "our question about keeping calm"),
        ("She asked how I keep calm", "our question about how I keep calm"),
        ("about calm", "our question about calm"),
        ("ISO 9001", "our question about ISO 9001"),
    ] {
        let text = with_question(note);
        assert!(text.contains(woven), "{note:?}: {text}");
    }
}

#[test]
fn numbers_and_addresses_keep_their_form() {
    let mut case = Case::new(TemplateKind::Clipping);
    case.applicant.phone = "07.12.34.56.78".into();
    case.applicant.headline_facts = vec!["3.5 yrs in pumps".into()];
    case.new_fact = "https://news.example/pumps-that-talk";
    let text = case.draft().text;
    assert!(text.contains("\nhttps://news.example/pumps-that-talk\n"), "{text}");
    assert!(text.ends_with("07.12.34.56.78\nsorrel.example/work"), "{text}");
    let thanks = Case { kind: TemplateKind::ThankYou, ..case };
    assert!(thanks.draft().subject.contains("3.5 yrs in pumps"), "{}", thanks.draft().subject);
    let notes = Notes { challenges: "-5 % on every order".into(), ..Notes::default() };
    assert!(Case { notes, ..thanks }.draft().text.contains("-5 % on every order"));
}
