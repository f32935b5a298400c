//! Which of the notes go into the draft to one person.
//!
//! What was noted about the person comes first. What was noted about the whole conversation is dealt out among the
//! people of the panel, so that no two of them read the same things (rule T4).

use super::brief::Brief;
use super::notes;
use crate::model::{Notes, Role};

/// Longest that each goes into a draft, in characters.
const QUESTION: usize = 160;
const AFTERTHOUGHT: usize = 320;
const POINT: usize = 160;
const MESSAGE: usize = 220;

/// The chosen notes, as the user wrote them, one line each; empty: none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Material {
    pub question: String,
    /// Noted about this person, or nobody else was there to ask it.
    pub question_is_theirs: bool,
    pub afterthought: String,
    pub challenge: String,
    pub success_90: String,
    pub success_year: String,
    pub common_ground: String,
    pub message: String,
    pub new_fact: String,
    pub motive: bool,
    pub job: String,
    pub company: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    Question,
    Afterthought,
    Challenge,
}

impl Material {
    pub fn of(brief: &Brief) -> Self {
        let own = brief.notes;
        let shared = brief.shared_notes;
        let alone = brief.place.of <= 1;
        let either = |own: &str, shared: &str| {
            let own = notes::line(own);
            if own.is_empty() { notes::line(shared) } else { own }
        };
        let mut material = Self {
            question: notes::asked(&notes::line(&own.question), QUESTION),
            afterthought: notes::cut(&notes::line(&own.afterthought), AFTERTHOUGHT),
            challenge: notes::phrase(&notes::line(&own.challenges), POINT),
            common_ground: notes::phrase(&notes::line(&own.common_ground), POINT),
            message: brief
                .opportunity
                .map(|o| notes::cut(&notes::line(&o.overriding_message), MESSAGE))
                .unwrap_or_default(),
            new_fact: notes::cut(&notes::line(brief.new_fact), AFTERTHOUGHT),
            motive: brief.person.motivator.is_some(),
            job: brief.opportunity.map(|o| notes::flat(&o.job_title)).unwrap_or_default(),
            company: brief.opportunity.map_or_else(|| notes::flat(&brief.person.company), |o| notes::flat(&o.company)),
            ..Self::default()
        };
        // A measure of success belongs to whoever answers for it.
        if brief.role == Role::Executive {
            material.success_year = notes::phrase(&either(&own.success_in_a_year, &shared.success_in_a_year), POINT);
        } else if brief.role == Role::HiringManager || alone && brief.role != Role::Recruiter {
            material.success_90 = notes::phrase(&either(&own.success_in_90_days, &shared.success_in_90_days), POINT);
        } else {
            material.success_90 = notes::phrase(&notes::line(&own.success_in_90_days), POINT);
        }
        if alone {
            material.common_ground = notes::phrase(&either(&own.common_ground, &shared.common_ground), POINT);
        }
        material.question_is_theirs = alone || !material.question.is_empty();
        material.deal(brief, &shared_points(shared), alone);
        material
    }

    fn deal(&mut self, brief: &Brief, shared: &[(Topic, String)], alone: bool) {
        if alone {
            for (topic, text) in shared {
                self.fill(*topic, text);
            }
            return;
        }
        let has = [&self.question, &self.afterthought, &self.challenge].iter().filter(|text| !text.is_empty()).count();
        let wanted = 2_usize.saturating_sub(has);
        let mut taken = 0;
        // Rule T9: who hires reads how their challenge would be met.
        if brief.role == Role::HiringManager && self.challenge.is_empty() && wanted > 0 {
            let challenges: Vec<&str> =
                shared.iter().filter(|(topic, _)| *topic == Topic::Challenge).map(|(_, text)| text.as_str()).collect();
            if let Some(text) = around(&challenges, brief.place.index).next() {
                self.fill(Topic::Challenge, text);
                taken = 1;
            }
        }
        // Each round through the panel pairs the points differently.
        let step = 1 + brief.place.index / shared.len().max(1);
        let order = around(shared, brief.place.index).take(1).chain(around(shared, brief.place.index + step));
        for (topic, text) in order {
            if taken < wanted && self.fill(*topic, text) {
                taken += 1;
            }
        }
    }

    fn fill(&mut self, topic: Topic, text: &str) -> bool {
        let (place, text) = match topic {
            Topic::Question => (&mut self.question, notes::asked(text, QUESTION)),
            Topic::Afterthought => (&mut self.afterthought, notes::cut(text, AFTERTHOUGHT)),
            Topic::Challenge => (&mut self.challenge, notes::phrase(text, POINT)),
        };
        let free = place.is_empty();
        if free {
            *place = text;
        }
        free
    }

    /// Rule T8: at least one thing that only this conversation could have given.
    pub fn has_specific(&self) -> bool {
        [&self.question, &self.afterthought, &self.challenge].iter().any(|text| !text.is_empty())
    }

    /// Says less, the least needed first. `false` when there is nothing more to leave out.
    pub fn reduce(&mut self, keep_specific: bool) -> bool {
        let specifics =
            [&self.question, &self.afterthought, &self.challenge].iter().filter(|text| !text.is_empty()).count();
        let spare = specifics > 1 || !keep_specific && specifics > 0;
        for text in [&mut self.common_ground, &mut self.success_year, &mut self.success_90] {
            if !text.is_empty() {
                text.clear();
                return true;
            }
        }
        if self.motive {
            self.motive = false;
            return true;
        }
        if spare {
            for text in [&mut self.challenge, &mut self.afterthought, &mut self.question] {
                if !text.is_empty() {
                    text.clear();
                    return true;
                }
            }
        }
        if !keep_specific {
            for text in [&mut self.message, &mut self.company, &mut self.job] {
                if !text.is_empty() {
                    text.clear();
                    return true;
                }
            }
        }
        false
    }
}

/// The points of the whole conversation's notes, a question, a thought, a challenge in turn.
fn shared_points(shared: &Notes) -> Vec<(Topic, String)> {
    let mut lists = [
        (Topic::Question, notes::points(&shared.question).into_iter()),
        (Topic::Afterthought, vec![notes::line(&shared.afterthought)].into_iter()),
        (Topic::Challenge, notes::points(&shared.challenges).into_iter()),
    ];
    let mut points = Vec::new();
    loop {
        let before = points.len();
        for (topic, list) in &mut lists {
            points.extend(list.next().filter(|text| !text.is_empty()).map(|text| (*topic, text)));
        }
        if points.len() == before || points.len() > 60 {
            return points;
        }
    }
}

/// All of a list, from `start` on and around.
fn around<T>(list: &[T], start: usize) -> impl Iterator<Item = &T> {
    list.iter().cycle().skip(start.checked_rem(list.len()).unwrap_or(0)).take(list.len())
}
