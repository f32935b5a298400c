//! What a template gives, shown on an example while it is being written.

use super::brief::{Address, Brief, Place};
use super::compose::{Draft, Overrides, fill};
use super::language::Language;
use super::source::{TemplateError, check};
use crate::model::{
    Applicant, Channel, FollowUpId, FollowUpKind, Interview, InterviewId, Motivator, Notes, Opportunity, OpportunityId,
    Person, PersonId, Role, TemplateKey, TemplateKind,
};
use jiff::Timestamp;
use uuid::Uuid;

/// The example's words, in one language.
struct Words {
    company: &'static str,
    job: &'static str,
    message: &'static str,
    question: &'static str,
    afterthought: &'static str,
    challenge: &'static str,
    success_90: &'static str,
    success_year: &'static str,
    common_ground: &'static str,
    new_fact: &'static str,
    facts: [&'static str; 2],
}

const ENGLISH: Words = Words {
    company: "Harbour Lights Ltd",
    job: "Operations Manager",
    message: "I make busy places run calmly",
    question: "how to keep the night shift staffed in summer",
    afterthought: "A rota that people swap among themselves, as we had in Leith, took three weeks to set up",
    challenge: "two depots moving into one building before autumn",
    success_90: "one rota for both depots",
    success_year: "no late departures for which we are the cause",
    common_ground: "rowing on the same river",
    new_fact: "I passed the safety examination last week",
    facts: ["9 yrs in logistics", "two depot moves"],
};

const GERMAN: Words = Words {
    company: "Hafenlicht GmbH",
    job: "Betriebsleitung",
    message: "Ich bringe Ruhe in Betriebe, in denen viel auf einmal geschieht",
    question: "Wie halten Sie im Sommer die Nachtschicht besetzt?",
    afterthought: "Ein Dienstplan, den die Leute untereinander tauschen, stand bei uns nach drei Wochen",
    challenge: "zwei Lager, die bis zum Herbst in ein Gebäude ziehen",
    success_90: "ein gemeinsamer Dienstplan für beide Lager",
    success_year: "keine verspätete Abfahrt, die an uns liegt",
    common_ground: "Rudern auf demselben Fluss",
    new_fact: "Letzte Woche habe ich die Prüfung zur Sicherheitsfachkraft bestanden",
    facts: ["9 Jahre Logistik", "zwei Umzüge"],
};

const FRENCH: Words = Words {
    company: "Phare et Quai SA",
    job: "Responsable d'exploitation",
    message: "J'apporte du calme là où tout arrive en même temps",
    question: "Comment garder l'équipe de nuit au complet en été ?",
    afterthought: "Un planning que les équipes s'échangent entre elles a été prêt chez nous en trois semaines",
    challenge: "deux dépôts à réunir sous un même toit avant l'automne",
    success_90: "un seul planning pour les deux dépôts",
    success_year: "plus aucun départ en retard de notre fait",
    common_ground: "l'aviron sur la même rivière",
    new_fact: "J'ai réussi la semaine dernière l'examen de sécurité",
    facts: ["9 ans de logistique", "deux déménagements"],
};

/// The draft that `source` would give to an invented person who has everything noted.
///
/// # Errors
/// What [`check`] finds.
pub fn preview(source: &str, key: &TemplateKey) -> Result<Draft, TemplateError> {
    check(source)?;
    let language = Language::of(&key.language);
    let words = match language {
        Language::En => &ENGLISH,
        Language::De => &GERMAN,
        Language::Fr => &FRENCH,
    };
    let id = Uuid::from_u128(7);
    let mut person = Person::new(PersonId(id), "Robin Ashdown");
    person.motivator = Some(Motivator::SaveReputation);
    let mut opportunity = Opportunity::new(OpportunityId(id), words.company, words.job);
    opportunity.overriding_message = words.message.into();
    let interview =
        Interview::new(InterviewId(id), opportunity.id, Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH, "UTC");
    let notes = Notes {
        question: words.question.into(),
        afterthought: words.afterthought.into(),
        challenges: words.challenge.into(),
        success_in_90_days: words.success_90.into(),
        success_in_a_year: words.success_year.into(),
        common_ground: words.common_ground.into(),
        ..Notes::default()
    };
    let applicant = Applicant {
        name: "Kim Larsen".into(),
        email: "kim@larsen.example".into(),
        phone: "+44 20 7946 0123".into(),
        headline_facts: words.facts.map(Into::into).into(),
        ..Applicant::default()
    };
    let follow_up = FollowUpId::per_opportunity(FollowUpKind::ThankYou, opportunity.id, Some(person.id), 0);
    let brief = Brief {
        follow_up: &follow_up,
        person: &person,
        address: Address { own: String::new(), casual: "Robin".into(), formal: "Robin Ashdown".into() },
        role: key.role.unwrap_or(Role::HiringManager),
        channel: Channel::Email,
        opportunity: Some(&opportunity),
        interview: Some(&interview),
        impression: None,
        notes: &notes,
        shared_notes: &Notes::default(),
        place: Place { index: 0, of: 1, seed: 0 },
        language: language.tag(),
        new_fact: words.new_fact,
        applicant: &applicant,
        limit: (key.kind == TemplateKind::Connect).then_some(200),
    };
    fill(key.kind, source, &brief, &Overrides::new())
}
