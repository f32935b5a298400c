//! The user's own templates: checked with line and field, shown on an example, never in the way of a draft.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used)]

mod draft_case;

use afterword::draft::{FIELDS, Overrides, Problem, built_in, check, preview};
use afterword::model::{ActionId, Fact, FactId, Happening, History, Origin, Role, TemplateKey, TemplateKind};
use draft_case::{Case, LANGUAGES, ROLES};
use jiff::Timestamp;
use uuid::Uuid;

fn key() -> TemplateKey {
    TemplateKey::new(TemplateKind::ThankYou, "en")
}

#[test]
fn every_kind_has_a_template_of_its_own_in_every_language() {
    for kind in TemplateKind::ALL {
        let mut sources: Vec<&str> = LANGUAGES.map(|language| built_in(&TemplateKey::new(kind, language))).into();
        assert!(sources.iter().all(|source| check(source) == Ok(()) && !source.is_empty()), "{kind:?}");
        let variants: Vec<usize> = sources.iter().map(|source| source.matches("\n===").count()).collect();
        assert!(variants.iter().all(|n| n == &variants[0] && *n >= 2), "{kind:?}: {variants:?}");
        sources.sort_unstable();
        sources.dedup();
        assert_eq!(sources.len(), LANGUAGES.len(), "{kind:?}");
    }
}

#[test]
fn the_guide_to_the_templates_explains_every_field() {
    let guide = include_str!("../src/draft/templates/README.md");
    for field in FIELDS {
        assert!(guide.contains(&format!("`{field}`")), "{field} is not explained");
    }
}

#[test]
fn a_template_with_an_error_names_line_and_field() {
    let cases = [
        ("Subject: Hi\n\n{{ salutation }}\n\nabout {{ jobb }}\n", 5, "jobb", Problem::UnknownField),
        ("Subject: {{ heading }}\n\ntext", 1, "heading", Problem::UnknownField),
        ("a\n=== 1\nSubject: x\n\ntext\n=== 2\nmore {{ whom }}", 7, "whom", Problem::UnknownField),
        ("# {{ nothing }}\ntext {% if jb %}x{% endif %}", 2, "jb", Problem::UnknownField),
        ("text\n{% if role == \"recruter\" %}x{% endif %}", 2, "recruter", Problem::UnknownValue),
        ("text\n\n{{ job", 3, "{{", Problem::NotClosed),
        ("{{ job | upper }}", 1, "job | upper", Problem::NotUnderstood),
        ("{% for x in facts %}x{% endfor %}", 1, "for", Problem::NotUnderstood),
        ("{% include \"other\" %}", 1, "include", Problem::NotUnderstood),
        ("=== 1\n# only this\n", 2, "", Problem::Empty),
    ];
    for (source, line, field, problem) in cases {
        let error = check(source).unwrap_err();
        assert_eq!((error.line, error.field.as_str(), &error.problem), (line, field, &problem), "{source:?}");
    }
    let error = check("one\ntwo {% if job %}three\n").unwrap_err();
    assert!(matches!(error.problem, Problem::Conditions(_)), "{error}");
    assert!(check(&"word ".repeat(100_000)).is_err());
    assert_eq!(check("{{ a { b } {{ job }}").unwrap_err().line, 1);
}

#[test]
fn the_users_own_template_is_used_and_the_way_back_is_open() {
    let mut overrides = Overrides::new();
    overrides.insert(key(), "Subject: Mine: {{ job }}\n\nHi {{ greeting }},\n\nmy own words.\n\nBye\n{{ me }}".into());
    let case = Case { overrides, ..Case::new(TemplateKind::ThankYou) };
    let draft = case.draft();
    assert_eq!(draft.subject, "Mine: Reliability Engineer");
    assert_eq!(draft.text, "Hi Tomas,\n\nmy own words.\n\nBye\nIda Sorrel");
    assert!(draft.refused.is_none());
    let back = Case { overrides: Overrides::new(), ..case };
    assert!(back.draft().text.contains("Thank you for the time"));
}

#[test]
fn a_template_for_one_role_is_for_that_role() {
    let mut overrides = Overrides::new();
    overrides.insert(key().for_role(Role::Recruiter), "to recruiters".into());
    overrides.insert(key(), "to all others".into());
    for role in ROLES {
        let case = Case { role, overrides: overrides.clone(), ..Case::new(TemplateKind::ThankYou) };
        let expected = if role == Role::Recruiter { "to recruiters" } else { "to all others" };
        assert_eq!(case.draft().text, expected);
    }
    let german = Case { language: "de", overrides, ..Case::new(TemplateKind::ThankYou) };
    assert!(german.draft().text.contains("vielen Dank"));
}

#[test]
fn a_broken_template_gives_way_to_the_built_in_one_and_says_so() {
    let mut overrides = Overrides::new();
    overrides.insert(key(), "Hello\n\n{{ greting }}".into());
    let draft = Case { overrides, ..Case::new(TemplateKind::ThankYou) }.draft();
    assert!(draft.text.contains("Thank you for the time"), "{}", draft.text);
    let (which, error) = draft.refused.unwrap();
    assert_eq!((which, error.line, error.field.as_str()), (key(), 3, "greting"));
}

#[test]
fn a_preview_shows_an_invented_person() {
    for kind in TemplateKind::ALL {
        for language in LANGUAGES {
            let key = TemplateKey::new(kind, language);
            let draft = preview(built_in(&key), &key).unwrap();
            assert!(draft.text.contains("Robin") || draft.text.contains("Kim Larsen"), "{}", draft.text);
            assert!(!draft.text.contains("{{") && draft.missing.is_empty(), "{kind:?} {:?}", draft.missing);
        }
    }
    assert_eq!(preview("{{ nobody }}", &key()).unwrap_err().field, "nobody");
}

#[test]
fn a_saved_template_is_remembered_until_it_is_taken_back() {
    let fact = |seq: u64, source: Option<&str>| Fact {
        id: FactId(Uuid::from_u128(seq.into())),
        seq,
        action: ActionId(Uuid::from_u128(seq.into())),
        at: Timestamp::UNIX_EPOCH,
        origin: Origin::Page,
        what: Happening::TemplateSaved { key: key().for_role(Role::Peer), source: source.map(Into::into) },
    };
    let facts = [fact(1, Some("mine")), fact(2, Some("better"))];
    let written = serde_json::to_string(&facts).unwrap();
    let read: Vec<Fact> = serde_json::from_str(&written).unwrap();
    assert_eq!(read, facts);
    let history = History::from_facts(&read);
    assert_eq!(history.templates.get(&key().for_role(Role::Peer)).map(String::as_str), Some("better"));
    let history = History::from_facts(&[facts[0].clone(), facts[1].clone(), fact(3, None)]);
    assert!(history.templates.is_empty());
}
