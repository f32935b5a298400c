use crate::desk::Desk;
use afterword::app::forms::{CaptureForm, InterviewChoice, InterviewForm, OpportunityChoice, PersonForm};
use afterword::app::protocol::{PageRequest, Response};
use afterword::app::views::FoundView;
use jiff::civil::date;

fn save(desk: &mut Desk, name: &str, email: &str, company: &str, job: &str) {
    let interview = InterviewForm {
        id: None,
        kind: Default::default(),
        start: date(2026, 3, 3).at(14, 0, 0, 0),
        end: date(2026, 3, 3).at(15, 0, 0, 0),
        zone: String::new(),
        place: String::new(),
    };
    let form = CaptureForm {
        person: PersonForm { name: name.into(), email: email.into(), ..PersonForm::default() },
        opportunity: Some(OpportunityChoice::New { company: company.into(), job_title: job.into() }),
        interview: Some(InterviewChoice::New { interview }),
        ..CaptureForm::default()
    };
    desk.save(form).unwrap();
}

fn found(desk: &mut Desk, text: &str) -> FoundView {
    match desk.ask(PageRequest::Search { text: text.into() }).unwrap() {
        Response::Found { found } => found,
        other => panic!("{other:?}"),
    }
}

fn names(found: &FoundView) -> Vec<&str> {
    let people = found.people.iter().map(|person| person.name.as_str());
    people.chain(found.opportunities.iter().map(|it| it.company.as_str())).collect()
}

#[test]
fn somebody_is_found_by_whatever_is_remembered_of_them() {
    let mut desk = Desk::at("2026-03-01T09:00:00Z");
    save(&mut desk, "Jürgen Möller", "j.moeller@kestrel.example", "Kestrel Pumpen", "Planer");
    save(&mut desk, "Anaïs Le Goff", "anais@huit.example", "Atelier Huit", "Data Engineer");
    for text in ["jürgen", "JURGEN", "juergen mo", "mö", "moeller", "moller j", "j.moeller@kestrel.example"] {
        assert_eq!(names(&found(&mut desk, text)).first(), Some(&"Jürgen Möller"), "{text}");
    }
    assert_eq!(names(&found(&mut desk, "goff anais")), ["Anaïs Le Goff"]);
    assert_eq!(names(&found(&mut desk, "huit")), ["Anaïs Le Goff", "Atelier Huit"]);
    assert_eq!(names(&found(&mut desk, "data eng")), ["Atelier Huit"]);
    for text in ["", "  ", ",.", "nobody", "anaïs möller"] {
        assert!(names(&found(&mut desk, text)).is_empty(), "{text}");
    }
}

#[test]
fn whose_own_name_it_is_comes_first_and_a_long_list_is_cut() {
    let mut desk = Desk::at("2026-03-01T09:00:00Z");
    for number in 0..9 {
        save(&mut desk, &format!("Person {number}"), "", "Adler", "");
    }
    save(&mut desk, "Zoe Adler", "", "Blue Fjord", "");
    let found = found(&mut desk, "adler");
    assert_eq!(names(&found).first(), Some(&"Zoe Adler"));
    assert_eq!((found.people.len(), found.opportunities.len(), found.left_out), (8, 1, 2));
}
