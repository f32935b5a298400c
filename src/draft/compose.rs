use super::brief::Brief;
use super::built_in::{built_in, motives, role_slug};
use super::language::Language;
use super::material::Material;
use super::missing::{Missing, missing};
use super::source::{self, TemplateError, Variant};
use super::text::{self, KEEP};
use super::{notes, subject};
use crate::model::{Applicant, InterviewKind, Motivator, TemplateKey, TemplateKind};
use minijinja::context;
use std::collections::BTreeMap;

/// The user's own templates, as they wrote them.
pub type Overrides = BTreeMap<TemplateKey, String>;

/// Longest thank-you, in words from greeting to name.
const THANKS_WORDS: usize = 175;
/// Rule F5.
const VOICEMAIL_SECONDS: u32 = 30;

/// A plain-text note, ready to be looked over. Line breaks are `\n`; [`super::wrap72`] breaks the lines where the
/// channel is plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub kind: TemplateKind,
    /// Of the template: `en`, `de` or `fr`.
    pub language: &'static str,
    /// Empty where the channel has none.
    pub subject: String,
    pub text: String,
    pub missing: Vec<Missing>,
    /// The user's own template, when it could not be used and the built-in one was.
    pub refused: Option<(TemplateKey, TemplateError)>,
    /// Of a voicemail script, and of the one on a call card (rule F5).
    pub reading_seconds: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// This kind of follow-up is not written.
    #[error("no template for this kind")]
    NoTemplate,
    /// A built-in template that the build should have refused.
    #[error("{0}")]
    Template(TemplateError),
}

/// The draft for a follow-up, from the user's own template if there is one.
///
/// # Errors
/// [`DraftError::NoTemplate`] for a follow-up that is no text.
pub fn compose(brief: &Brief, overrides: &Overrides) -> Result<Draft, DraftError> {
    let interview = brief.interview.map_or(InterviewKind::Interview, |interview| interview.kind);
    let kind = TemplateKind::of(brief.follow_up, brief.channel, interview, brief.impression);
    compose_as(kind.ok_or(DraftError::NoTemplate)?, brief, overrides)
}

/// The draft of one kind, whatever the follow-up: a voicemail script beside the call card, for instance.
///
/// # Errors
/// Only if a built-in template is broken, which the build refuses.
pub fn compose_as(kind: TemplateKind, brief: &Brief, overrides: &Overrides) -> Result<Draft, DraftError> {
    let key = TemplateKey::new(kind, Language::of(brief.language).tag()).for_role(brief.role);
    let general = TemplateKey { role: None, ..key.clone() };
    let mut refused = None;
    for own in [&key, &general] {
        let Some(source) = overrides.get(own) else { continue };
        match source::check(source).and_then(|()| fill(kind, source, brief, overrides)) {
            Ok(draft) => return Ok(Draft { refused, ..draft }),
            Err(error) => refused = refused.or_else(|| Some((own.clone(), error))),
        }
    }
    let draft = fill(kind, built_in(&key), brief, overrides).map_err(DraftError::Template)?;
    Ok(Draft { refused, ..draft })
}

/// The draft that a source gives, said as briefly as its kind wants.
pub fn fill(kind: TemplateKind, source: &str, brief: &Brief, overrides: &Overrides) -> Result<Draft, TemplateError> {
    let variants = source::variants(source);
    let Some(variant) = variants.get(brief.place.pick(variants.len())) else {
        return Err(TemplateError { line: 1, field: String::new(), problem: source::Problem::Empty });
    };
    let mut material = Material::of(brief);
    let has_specific = material.has_specific();
    let voicemail = (kind == TemplateKind::Call)
        .then(|| compose_as(TemplateKind::Voicemail, brief, overrides).ok())
        .flatten()
        .map(|draft| (draft.text, draft.reading_seconds.unwrap_or_default()));
    let mut fields = Fields { kind, brief, voicemail: voicemail.as_ref(), language: Language::of(brief.language) };
    let text = loop {
        let text = fields.text(variant, &material)?;
        if fits(kind, &text, brief) || !material.reduce(is_thanks(kind)) {
            break text;
        }
    };
    let text = match brief.limit {
        Some(limit) if kind == TemplateKind::Connect => text::within(&text, limit),
        _ => text,
    };
    fields.voicemail = None;
    let set = |text: String| match fields.language {
        Language::Fr => text::spaced_as_in_french(&text),
        Language::En | Language::De => text,
    };
    let (subject, text) = (set(fields.subject(variant, &material)?), set(text));
    Ok(Draft {
        kind,
        language: fields.language.tag(),
        subject,
        missing: missing(kind, brief, has_specific),
        reading_seconds: match kind {
            TemplateKind::Voicemail => Some(text::reading_seconds(&text)),
            _ => voicemail.map(|(_, seconds)| seconds),
        },
        text,
        refused: None,
    })
}

pub const fn is_thanks(kind: TemplateKind) -> bool {
    matches!(kind, TemplateKind::ThankYou | TemplateKind::ThankYouPhoneScreen | TemplateKind::ThankYouInformational)
}

fn fits(kind: TemplateKind, text: &str, brief: &Brief) -> bool {
    match kind {
        TemplateKind::Voicemail => text::reading_seconds(text) <= VOICEMAIL_SECONDS,
        TemplateKind::Connect => brief.limit.is_none_or(|limit| text.chars().count() <= limit),
        kind if is_thanks(kind) => text::words(text) <= THANKS_WORDS,
        _ => true,
    }
}

struct Fields<'a> {
    kind: TemplateKind,
    brief: &'a Brief<'a>,
    voicemail: Option<&'a (String, u32)>,
    language: Language,
}

impl Fields<'_> {
    fn text(&self, variant: &Variant, material: &Material) -> Result<String, TemplateError> {
        let text = text::set(&self.render(&variant.text, variant.line, material, "")?);
        Ok(if self.kind == TemplateKind::Connect { text.replace('\n', " ") } else { text })
    }

    /// Rule T10: as many of the strongest facts as the line holds.
    fn subject(&self, variant: &Variant, material: &Material) -> Result<String, TemplateError> {
        let facts: Vec<String> = self.brief.applicant.headline_facts.iter().map(|fact| notes::flat(fact)).collect();
        let mut shortest = String::new();
        // Where nothing else is known, the company still says what the mail is about.
        let is_bare = material.job.trim().is_empty() && facts.iter().all(|fact| fact.trim().is_empty());
        let about = if is_bare { &material.company } else { &material.job };
        for headline in subject::headlines(about, &facts) {
            let line = self.render(&variant.subject, variant.line.saturating_sub(1), material, &headline)?;
            shortest = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if shortest.chars().count() <= subject::LONGEST {
                return Ok(shortest);
            }
        }
        Ok(subject::cut(&shortest))
    }

    fn render(&self, source: &str, line: usize, m: &Material, headline: &str) -> Result<String, TemplateError> {
        let Self { brief, language, .. } = *self;
        let question = language.question(&m.question, m.question_is_theirs);
        let person = notes::flat(&brief.person.name);
        let me = notes::flat(&brief.applicant.name);
        let (voicemail, seconds) = self.voicemail.map_or(("", 0), |(text, seconds)| (text.as_str(), *seconds));
        let values = context! {
            afterthought => notes::sentence(&m.afterthought, usize::MAX),
            afterthought_clause => notes::clause(&m.afterthought, usize::MAX, language),
            asked => m.question.as_str(),
            at_company => language.at_company(&m.company),
            challenge => language.clause(&m.challenge),
            common_ground => language.clause(&m.common_ground),
            company => m.company.as_str(),
            contact => contact(brief.applicant, &me),
            facts => brief.applicant.headline_facts.iter().map(|f| notes::flat(f)).filter(|f| !f.is_empty()).take(3).collect::<Vec<_>>().join(", "),
            full_name => person.as_str(),
            greeting => notes::flat(if brief.address.own.trim().is_empty() { &brief.address.casual } else { &brief.address.own }),
            headline => headline,
            interview => interview_slug(brief),
            job => m.job.as_str(),
            job_quoted => language.job_quoted(&m.job),
            me => me.as_str(),
            message => notes::sentence(&m.message, usize::MAX),
            message_clause => notes::clause(&m.message, usize::MAX, language),
            message_phrase => capitalised(&notes::phrase(&m.message, usize::MAX)),
            message_that => language.that_clause(&notes::phrase(&m.message, usize::MAX)),
            motivator => motivator_slug(brief.person.motivator),
            motive => if m.motive { self.motive() } else { String::new() },
            new_fact => notes::sentence(&m.new_fact, usize::MAX),
            new_fact_clause => notes::clause(&m.new_fact, usize::MAX, language),
            phone => notes::flat(&brief.applicant.phone),
            question => question.as_str(),
            question_start => capitalised(&question),
            role => role_slug(brief.role),
            salutation => notes::flat(&language.salutation(&brief.address)),
            success_90 => language.clause(&m.success_90),
            success_year => language.clause(&m.success_year),
            the_job => language.the_job(&m.job),
            voicemail => voicemail,
            voicemail_seconds => seconds,
        };
        source::environment().render_str(&source::marked(source), values).map_err(|error| TemplateError {
            line: line + error.line().unwrap_or(1).saturating_sub(1),
            field: String::new(),
            problem: source::Problem::Conditions(error.detail().unwrap_or_default().to_owned()),
        })
    }

    fn motive(&self) -> String {
        let variants = source::variants(motives(self.language));
        let chosen = variants.get(self.brief.place.pick(variants.len()));
        let values = context! { motivator => motivator_slug(self.brief.person.motivator) };
        let rendered = chosen.map(|v| source::environment().render_str(&v.text, values).unwrap_or_default());
        rendered.unwrap_or_default().trim().to_owned()
    }
}

/// Rule T10: name, mail, telephone and what else the user put there, a line each.
fn contact(applicant: &Applicant, me: &str) -> String {
    let mut block = String::new();
    let lines = [me, &applicant.email, &applicant.phone].map(notes::flat).into_iter();
    for line in lines.chain(applicant.contact_lines.iter().map(|line| notes::flat(line))).filter(|l| !l.is_empty()) {
        block.push(KEEP);
        block.push_str(&line);
    }
    block
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn interview_slug(brief: &Brief) -> &'static str {
    match brief.interview.map(|interview| interview.kind).unwrap_or_default() {
        InterviewKind::Interview => "interview",
        InterviewKind::PhoneScreen => "phone-screen",
        InterviewKind::Informational => "informational",
    }
}

const fn motivator_slug(motivator: Option<Motivator>) -> &'static str {
    match motivator {
        Some(Motivator::SaveMoney) => "save-money",
        Some(Motivator::EarnMoney) => "earn-money",
        Some(Motivator::SaveReputation) => "save-reputation",
        Some(Motivator::EarnReputation) => "earn-reputation",
        None => "",
    }
}
