//! One draft to write, with invented people, and what tests ask about texts.
#![allow(dead_code, reason = "each test file uses a part")]

use afterword::draft::{Address, Brief, Draft, Overrides, Place, compose, compose_as};
use afterword::model::{
    Applicant, Channel, FollowUpId, FollowUpKind, Impression, Interview, InterviewId, InterviewKind, Motivator, Notes,
    Opportunity, OpportunityId, Person, PersonId, Role, TemplateKind,
};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

pub const LANGUAGES: [&str; 3] = ["en", "de", "fr"];
pub const ROLES: [Role; 5] = [Role::Recruiter, Role::HiringManager, Role::Peer, Role::Executive, Role::Other];

#[derive(Clone, Debug)]
pub struct Case {
    pub kind: TemplateKind,
    pub language: &'static str,
    pub name: &'static str,
    /// The user's own greeting.
    pub own_greeting: &'static str,
    pub role: Role,
    pub motivator: Option<Motivator>,
    pub channel: Channel,
    pub interview_kind: InterviewKind,
    pub notes: Notes,
    pub shared: Notes,
    pub impression: Option<Impression>,
    pub applicant: Applicant,
    pub new_fact: &'static str,
    pub job: String,
    pub company: &'static str,
    pub message: String,
    pub place: usize,
    pub panel: usize,
    pub overrides: Overrides,
}

impl Case {
    pub fn new(kind: TemplateKind) -> Self {
        Self {
            kind,
            language: "en",
            name: "Tomas Brandvold",
            own_greeting: "",
            role: Role::HiringManager,
            motivator: None,
            channel: Channel::Email,
            interview_kind: InterviewKind::Interview,
            notes: Notes {
                question: "how a pump tells us that it is about to fail.".into(),
                afterthought: "the bearing logs we kept would have shown it two days ahead".into(),
                challenges: "the new line has to run by May".into(),
                common_ground: "a liking for old machines".into(),
                ..Notes::default()
            },
            shared: Notes::default(),
            impression: None,
            applicant: Applicant {
                name: "Ida Sorrel".into(),
                email: "ida@sorrel.example".into(),
                phone: "+49 30 5550142".into(),
                contact_lines: vec!["sorrel.example/work".into()],
                headline_facts: vec!["8 yrs in hydraulics".into(), "TPM".into(), "three plants".into()],
            },
            new_fact: "we passed the audit this week",
            job: "Reliability Engineer".into(),
            company: "Kestrel Pumps",
            message: "I bring calm to plants that stop too often.".into(),
            place: 0,
            panel: 1,
            overrides: Overrides::new(),
        }
    }

    pub fn one_note(self) -> Self {
        Self {
            notes: Notes { challenges: "the new line has to run by May".into(), ..Notes::default() },
            message: String::new(),
            new_fact: "",
            ..self
        }
    }

    pub fn bare(&self) -> Self {
        Self {
            notes: Notes::default(),
            shared: Notes::default(),
            applicant: Applicant::default(),
            new_fact: "",
            job: String::new(),
            company: "",
            message: String::new(),
            ..self.clone()
        }
    }

    pub fn is_full(&self) -> bool {
        !self.message.is_empty() && !self.notes.is_empty()
    }

    /// Five people of one conversation, with what was noted about all of them at once.
    pub fn panel(language: &'static str) -> Vec<Self> {
        let (shared, message) = match language {
            "de" => (
                Notes {
                    question: "Was tun Sie, wenn um drei Uhr nachts eine Pumpe ausfällt?".into(),
                    afterthought: "Die Lagerprotokolle, die wir geführt haben, hätten es zwei Tage vorher gezeigt"
                        .into(),
                    challenges: "Die neue Linie muss im Mai laufen".into(),
                    success_in_90_days: "ein Wartungsplan, den alle Schichten kennen".into(),
                    success_in_a_year: "halb so viele ungeplante Stillstände".into(),
                    ..Notes::default()
                },
                "Ich bringe Ruhe in Werke, die zu oft stillstehen",
            ),
            "fr" => (
                Notes {
                    question: "Que faites-vous quand une pompe lâche à trois heures du matin ?".into(),
                    afterthought: "Les relevés de paliers que nous tenions l'auraient montré deux jours plus tôt"
                        .into(),
                    challenges: "la nouvelle ligne doit tourner en mai".into(),
                    success_in_90_days: "un plan d'entretien connu de toutes les équipes".into(),
                    success_in_a_year: "deux fois moins d'arrêts imprévus".into(),
                    ..Notes::default()
                },
                "J'apporte du calme aux usines qui s'arrêtent trop souvent",
            ),
            _ => (
                Notes {
                    question: "What do you do when a pump fails at three in the morning?".into(),
                    afterthought: "The bearing logs we kept would have shown it two days ahead".into(),
                    challenges: "The new line has to run by May".into(),
                    success_in_90_days: "a maintenance plan that every shift knows".into(),
                    success_in_a_year: "half as many unplanned stops".into(),
                    ..Notes::default()
                },
                "I bring calm to plants that stop too often",
            ),
        };
        let people = [
            ("Tomas Brandvold", Role::HiringManager, Some(Motivator::SaveMoney)),
            ("Claire Durand", Role::Recruiter, None),
            ("Anna Weiss", Role::Peer, None),
            ("Kenji Moore", Role::Peer, Some(Motivator::EarnReputation)),
            ("Ruth Okafor", Role::Executive, Some(Motivator::SaveMoney)),
        ];
        let place = |place| {
            move |(name, role, motivator)| Self {
                language,
                name,
                role,
                motivator,
                notes: Notes::default(),
                shared: shared.clone(),
                message: message.into(),
                place,
                panel: people.len(),
                ..Self::new(TemplateKind::ThankYou)
            }
        };
        people.iter().enumerate().map(|(index, person)| place.clone()(index)(*person)).collect()
    }

    /// The draft of this kind.
    pub fn draft(&self) -> Draft {
        self.with_brief(|brief, overrides| compose_as(self.kind, brief, overrides).unwrap())
    }

    /// The draft that the follow-up asks for.
    pub fn follow_up_draft(&self) -> Draft {
        self.with_brief(|brief, overrides| compose(brief, overrides).unwrap())
    }

    fn with_brief(&self, write: impl FnOnce(&Brief, &Overrides) -> Draft) -> Draft {
        let id = Uuid::from_u128(1);
        let mut person = Person::new(PersonId(id), self.name);
        person.motivator = self.motivator;
        let mut opportunity = Opportunity::new(OpportunityId(id), self.company, self.job.clone());
        opportunity.overriding_message = self.message.clone();
        let interview = Interview {
            kind: self.interview_kind,
            ..Interview::new(InterviewId(id), opportunity.id, Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH, "UTC")
        };
        let kind = match self.kind {
            TemplateKind::CheckInMail => FollowUpKind::CheckIn,
            TemplateKind::Call | TemplateKind::Voicemail => FollowUpKind::Call,
            _ => FollowUpKind::ThankYou,
        };
        let follow_up = FollowUpId::per_opportunity(kind, opportunity.id, Some(person.id), u8::from(kind.repeats()));
        let given = self.name.split(' ').next().unwrap_or_default();
        write(
            &Brief {
                follow_up: &follow_up,
                person: &person,
                address: Address { own: self.own_greeting.into(), casual: given.into(), formal: self.name.into() },
                role: self.role,
                channel: self.channel,
                opportunity: Some(&opportunity),
                interview: Some(&interview),
                impression: self.impression,
                notes: &self.notes,
                shared_notes: &self.shared,
                place: Place { index: self.place, of: self.panel, seed: 0 },
                language: self.language,
                new_fact: self.new_fact,
                applicant: &self.applicant,
                limit: (self.kind == TemplateKind::Connect).then_some(200),
            },
            &self.overrides,
        )
    }
}

/// Without the contact block.
pub fn body(text: &str) -> String {
    text.lines()
        .filter(|line| !line.contains("sorrel.example") && !line.starts_with("+49"))
        .collect::<Vec<_>>()
        .join("\n")
}

pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// In small letters, without marks at the ends.
pub fn sentences(text: &str) -> Vec<String> {
    body(text)
        .split(['.', '!', '?', '\n'])
        .map(|sentence| sentence.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

fn shingles(text: &str) -> BTreeSet<Vec<String>> {
    let words: Vec<String> = body(text)
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(3).map(<[String]>::to_vec).collect()
}

/// Three-word shingles that both have, as a share of all that either has.
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (shingles(one), shingles(other));
    let both = one.intersection(&other).count();
    let all = one.union(&other).count();
    f64::from(u32::try_from(both).unwrap()) / f64::from(u32::try_from(all.max(1)).unwrap())
}
