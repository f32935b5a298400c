//! What the user's own record says of their follow-up. Numbers this small say little, so each says how many it is of,
//! and none becomes a percentage before there are enough of them.

use crate::model::{
    FollowUpId, FollowUpKind, History, Impression, InterviewRecord, OpportunityRecord, Participant, Stage,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Below this a share is told in words: one case more or less would turn it round.
pub const FEW: usize = 5;

const IN_TIME: SignedDuration = SignedDuration::from_hours(24);
const LAST_CALL: SignedDuration = SignedDuration::from_hours(48);

/// The last day of each band of days waited, counted from the end of the interview; the last band has no end.
const BANDS: [u32; 3] = [2, 7, 14];

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InsightsView {
    pub thanks: ThanksView,
    pub answers: AnswersView,
}

/// Rule T2: how soon those who were met were thanked; one count for each person of each interview that was held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ThanksView {
    /// Within 24 hours of the interview's end.
    pub in_time: usize,
    /// Within 48 hours.
    pub last_call: usize,
    pub later: usize,
    /// Not at all, and 24 hours are over.
    pub unsent: usize,
    /// Not yet, and there is time. Counted in no share.
    pub still_time: usize,
    /// Left out on purpose, or the opportunity ended first. Counted in no share.
    pub left_out: usize,
    /// Of all but the last two, thanked within 24 hours; `None` while they are few.
    pub share: Option<Share>,
}

impl ThanksView {
    /// What a share would be of.
    pub fn counted(&self) -> usize {
        self.in_time + self.last_call + self.later + self.unsent
    }
}

/// In whole percent, with the 95 % interval of Wilson (1927), which holds for small numbers and for shares near 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub percent: u8,
    pub low: u8,
    pub high: u8,
}

/// The first answer after each interview that was held, by days waited. An answer is what the user recorded as one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AnswersView {
    /// All of them, shortest wait first.
    pub bands: Vec<Band>,
    /// Days by which half of the answers had come; `None` while they are few.
    pub median_days: Option<u32>,
    /// Interviews without a recorded answer that the next interview followed: that is an answer, on a day unknown.
    pub invited_again: usize,
    /// No answer, and the opportunity is open.
    pub waiting: usize,
    /// No answer, and the opportunity has ended.
    pub ended: usize,
}

impl AnswersView {
    pub fn answered(&self) -> usize {
        self.bands.iter().map(|band| band.answers).sum()
    }
}

/// Whole days waited, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    pub from: u32,
    /// Absent: without end.
    pub to: Option<u32>,
    pub answers: usize,
}

pub fn insights(history: &History, now: Timestamp) -> InsightsView {
    InsightsView { thanks: thanks(history, now), answers: answers(history, now) }
}

fn held(history: &History, now: Timestamp) -> impl Iterator<Item = (&InterviewRecord, &OpportunityRecord)> {
    history
        .interviews
        .values()
        .filter(move |record| !record.cancelled && record.ended_at() <= now)
        .filter_map(|record| Some((record, history.opportunities.get(&record.interview.opportunity)?)))
}

fn thanks(history: &History, now: Timestamp) -> ThanksView {
    let mut view = ThanksView::default();
    for (record, opportunity) in held(history, now) {
        for Participant { person, .. } in &record.interview.participants {
            *place(&mut view, history, record, opportunity, *person, now) += 1;
        }
    }
    view.share = share(view.in_time, view.counted());
    view
}

/// The count that one person's thanks belong to.
fn place<'a>(
    view: &'a mut ThanksView,
    history: &History,
    record: &InterviewRecord,
    opportunity: &OpportunityRecord,
    person: crate::model::PersonId,
    now: Timestamp,
) -> &'a mut usize {
    let interview = &record.interview;
    let id = FollowUpId::per_participant(FollowUpKind::ThankYou, interview.opportunity, interview.id, person);
    let end = record.ended_at();
    if let Some(done) = history.done.get(&id) {
        return match done.at.duration_since(end) {
            after if after <= IN_TIME => &mut view.in_time,
            after if after <= LAST_CALL => &mut view.last_call,
            _ => &mut view.later,
        };
    }
    let over = end.saturating_add(IN_TIME).unwrap_or(Timestamp::MAX);
    let ended_first = !matches!(opportunity.stage, Stage::Open | Stage::Offered) && opportunity.stage_since <= over;
    if history.skipped.contains_key(&id) || record.impression == Some(Impression::NotForMe) || ended_first {
        &mut view.left_out
    } else if now < over {
        &mut view.still_time
    } else {
        &mut view.unsent
    }
}

/// `None` where there are too few to say.
pub fn share(of: usize, all: usize) -> Option<Share> {
    if all < FEW {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "numbers of people that somebody met")]
    let (part, n) = (of.min(all) as f64 / all as f64, all as f64);
    let z = 1.96_f64;
    let middle = part + z * z / (2.0 * n);
    let spread = z * (part * (1.0 - part) / n + z * z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z * z / n;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let percent = |share: f64| (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    Some(Share {
        percent: percent(part),
        low: percent((middle - spread) / whole),
        high: percent((middle + spread) / whole),
    })
}

fn answers(history: &History, now: Timestamp) -> AnswersView {
    let mut view = AnswersView::default();
    let mut waits: Vec<u32> = Vec::new();
    for (record, opportunity) in held(history, now) {
        let end = record.ended_at();
        let next = history
            .interviews_of(record.interview.opportunity)
            .into_iter()
            .filter(|other| {
                !other.cancelled && other.interview.start >= end && other.interview.id != record.interview.id
            })
            .map(|other| other.interview.start)
            .min();
        let answer = opportunity
            .replies
            .iter()
            .map(|(at, _)| *at)
            .filter(|at| *at >= end && next.is_none_or(|next| *at <= next))
            .min();
        match answer {
            Some(at) => waits.push(days(at.duration_since(end))),
            None if next.is_some() => view.invited_again += 1,
            None if matches!(opportunity.stage, Stage::Open | Stage::Offered) => view.waiting += 1,
            None => view.ended += 1,
        }
    }
    waits.sort_unstable();
    let mut from = 0;
    for to in BANDS.into_iter().map(Some).chain([None]) {
        let within = |days: &&u32| **days >= from && to.is_none_or(|to| **days <= to);
        view.bands.push(Band { from, to, answers: waits.iter().filter(within).count() });
        from = to.map_or(from, |to| to + 1);
    }
    if waits.len() >= FEW {
        view.median_days = waits.get((waits.len() - 1) / 2).copied();
    }
    view
}

fn days(wait: SignedDuration) -> u32 {
    u32::try_from(wait.as_hours() / 24).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_only_where_there_are_enough_and_with_its_interval() {
        assert_eq!(share(4, 4), None);
        // Wilson's interval as statistics packages give it for 9 of 12, 5 of 5 and 0 of 20.
        assert_eq!(share(9, 12), Some(Share { percent: 75, low: 47, high: 91 }));
        assert_eq!(share(5, 5), Some(Share { percent: 100, low: 57, high: 100 }));
        assert_eq!(share(0, 20), Some(Share { percent: 0, low: 0, high: 16 }));
    }
}
