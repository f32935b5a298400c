//! What always holds, in every cadence, zone and clock, over random histories.
//!
//! A longer run: `PROPTEST_CASES=2000 HISTORY_EVENTS=3000 cargo test --release --test followup_properties`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod random_history;

use afterword::followup::{self, OpportunityPlan, Step, StepState};
use afterword::model::*;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use proptest::prelude::*;
use random_history::{Event, Life, ZONES, cadence_id, edit, event, opportunity_id};
use std::collections::{BTreeMap, BTreeSet};

fn config() -> ProptestConfig {
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 48 };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 4_000, ..ProptestConfig::default() }
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let most = std::env::var("HISTORY_EVENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(90);
    prop::collection::vec(event(), 1..=most)
}

fn zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(ZONES.to_vec())
}

/// Lives through the events; `look` sees every state on the way.
fn live(
    zone: &str,
    events: &[Event],
    mut look: impl FnMut(&Life) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut life = Life::new(zone);
    for event in events {
        life.happen(event);
        look(&life)?;
    }
    Ok(())
}

fn plans(life: &Life) -> Vec<OpportunityPlan> {
    plans_at(&life.history, life.now)
}

fn plans_at(history: &History, now: Timestamp) -> Vec<OpportunityPlan> {
    history.opportunities.keys().map(|id| followup::plan(history, *id, now).unwrap()).collect()
}

fn is_asked(step: &Step) -> bool {
    !step.is_over()
}

fn ended(stage: Stage) -> bool {
    matches!(stage, Stage::Accepted | Stage::Rejected | Stage::Withdrawn | Stage::LetGo)
}

/// Rule T14 as the user sees it: the last interview that was held is not for them.
fn withdrawing(history: &History, opportunity: OpportunityId, now: Timestamp) -> bool {
    let held = history.interviews.values().filter(|record| {
        record.interview.opportunity == opportunity
            && !record.cancelled
            && record.interview.end <= now
            && record.interview.start <= now
    });
    let last = held.max_by_key(|r| (r.interview.end.max(r.interview.start), r.interview.start, r.interview.id));
    last.is_some_and(|record| record.impression == Some(Impression::NotForMe))
}

proptest! {
    #![proptest_config(config())]

    /// 1. No thank-you before the interview's end; a cancelled or moved interview moves or removes its prompts.
    #[test]
    fn no_thanks_before_the_end(zone in zone(), events in events()) {
        live(zone, &events, |life| {
            for step in plans(life).iter().flat_map(|plan| &plan.steps).filter(|step| is_asked(step)) {
                if !matches!(step.id.kind, FollowUpKind::ThankYou | FollowUpKind::HandwrittenNote | FollowUpKind::Notes) {
                    continue;
                }
                let record = &life.history.interviews[&step.id.interview.unwrap()];
                let end = record.interview.end.max(record.interview.start);
                prop_assert!(!record.cancelled, "{step:?}");
                prop_assert!(step.opens >= end);
                prop_assert!(!step.is_actionable() || end <= life.now, "{:?}", step);
            }
            Ok(())
        })?;
    }

    /// 2. Everybody of every held interview has exactly one thank-you; one connect a person at most.
    #[test]
    fn everybody_is_thanked_once(zone in zone(), events in events()) {
        live(zone, &events, |life| {
            let plans = plans(life);
            for record in life.history.interviews.values().filter(|record| !record.cancelled) {
                let opportunity = record.interview.opportunity;
                let Some(found) = life.history.opportunities.get(&opportunity) else { continue };
                if ended(found.stage) || withdrawing(&life.history, opportunity, life.now) {
                    continue;
                }
                let plan = plans.iter().find(|plan| plan.opportunity == opportunity).unwrap();
                for participant in &record.interview.participants {
                    let thanks = plan.steps.iter().filter(|step| {
                        step.id.kind == FollowUpKind::ThankYou
                            && step.id.interview == Some(record.interview.id)
                            && step.id.person == Some(participant.person)
                    });
                    let known = life.history.people.contains_key(&participant.person);
                    prop_assert_eq!(thanks.count(), usize::from(known));
                }
            }
            let agenda = followup::agenda(&life.history, life.now);
            let mut seen = BTreeSet::new();
            for step in agenda.due.iter().chain(&agenda.next) {
                prop_assert!(seen.insert(step.id), "twice on the agenda: {:?}", step.id);
                let person = step.id.person.and_then(|id| life.history.people.get(&id));
                let connected = person.is_some_and(|record| record.connected);
                prop_assert!(step.id.kind != FollowUpKind::Connect || !connected, "connected: {:?}", step.id);
            }
            Ok(())
        })?;
    }

    /// 3. Nothing is asked after the end; after "not for me", a withdrawal only; a reply cancels what it answers.
    #[test]
    fn what_is_over_is_over(zone in zone(), events in events()) {
        let mut life = Life::new(zone);
        for event in &events {
            let before = plans(&life);
            life.happen(event);
            for plan in plans(&life) {
                let asked = || plan.steps.iter().filter(|step| is_asked(step));
                let stage = life.history.opportunities[&plan.opportunity].stage;
                if stage == Stage::Rejected {
                    // Rule T11: one gracious answer.
                    prop_assert!(asked().all(|step| step.id.kind == FollowUpKind::RejectionReply) && asked().count() < 2);
                } else if ended(stage) {
                    prop_assert_eq!(asked().count(), 0);
                } else if withdrawing(&life.history, plan.opportunity, life.now) {
                    prop_assert!(asked().all(|step| step.id.kind == FollowUpKind::Withdrawal));
                }
                if let Event::Reply(which, _) = event
                    && opportunity_id(*which) == plan.opportunity
                {
                    let open = before.iter().filter(|old| old.opportunity == plan.opportunity).flat_map(|old| &old.steps);
                    for old in open.filter(|step| step.is_actionable() && step.id.kind == FollowUpKind::CheckIn) {
                        prop_assert!(asked().all(|step| step.id != old.id), "answered, and still asked: {:?}", old.id);
                    }
                }
            }
        }
    }

    /// 4. What was done or skipped never comes back; what was snoozed comes back when asked, and says if it is too late.
    #[test]
    fn what_is_settled_stays_settled(zone in zone(), events in events()) {
        let mut life = Life::new(zone);
        for event in &events {
            life.happen(event);
            for step in plans(&life).iter().flat_map(|plan| &plan.steps) {
                let done = life.history.done.contains_key(&step.id);
                let settled = done || life.history.skipped.contains_key(&step.id);
                let is_done = matches!(step.state, StepState::Done { .. });
                prop_assert!(!settled || is_done || step.state == StepState::Skipped);
                prop_assert!(!done || is_done);
            }
            let notices = followup::to_notify(&life.history, life.now, &life.zone);
            for notice in notices {
                prop_assert!(notice.step.is_actionable());
                prop_assert!(!life.history.done.contains_key(&notice.step.id));
                prop_assert!(!life.history.notified.contains(&(notice.step.id, notice.at)));
            }
            // A snooze of something that can be done now.
            let due = followup::agenda(&life.history, life.now).due;
            let Some((step, Event::Snoozed(_, minutes))) = due.first().zip(Some(event)) else { continue };
            let until = life.now + SignedDuration::from_mins(i64::from(*minutes));
            let mut snoozed = life.history.clone();
            snoozed.snoozed.insert(step.id, until);
            let state = |at: Timestamp| {
                plans_at(&snoozed, at).into_iter().flat_map(|plan| plan.steps).find(|found| found.id == step.id)
            };
            // Meanwhile another interview may be held: one that is not for the user, or that follows one that was not.
            let (Some(before), Some(back)) = (state(until - SignedDuration::from_secs(1)), state(until)) else {
                let withdraws = |at| withdrawing(&snoozed, step.opportunity.unwrap(), at);
                prop_assert!(withdraws(life.now) != withdraws(until));
                continue;
            };
            prop_assert_eq!(before.state, StepState::Snoozed { until });
            if step.id.kind != FollowUpKind::Connect {
                prop_assert!(back.is_actionable(), "{:?}", back);
                let too_late = back.closes.is_some_and(|closes| closes <= until);
                prop_assert_eq!(back.reason.message.key == "reason_snoozed_past_window", too_late);
            }
            if back.is_actionable() {
                // Its own word, or that of a deadline which cannot wait any longer.
                let shown = followup::to_notify(&snoozed, until, &life.zone);
                let shown = shown.iter().any(|notice| notice.step.id == step.id && notice.at >= until);
                prop_assert!(shown || snoozed.notified.contains(&(step.id, until)));
            }
        }
    }

    /// 5. Quiet hours and days off never move a window, and a notification stays inside it; none is lost or doubled.
    #[test]
    fn notifications_stay_inside_their_windows(zone in zone(), events in events()) {
        let mut life = Life::new(zone);
        for event in &events {
            life.happen(event);
        }
        let mut loud = life.history.clone();
        loud.settings.quiet_hours = None;
        prop_assert_eq!(plans_at(&loud, life.now), plans(&life));
        for record in life.history.opportunities.values_mut().chain(loud.opportunities.values_mut()) {
            record.opportunity.decision_date = None;
        }
        // Where the user's own cadence counts in working days, they belong to the window.
        let own = life.history.cadences.values().map(|cadence| serde_json::to_string(cadence).unwrap());
        if !own.into_iter().any(|text| text.contains("wd\"")) {
            loud.settings.days_off = Vec::new();
            loud.settings.holidays = Vec::new();
            prop_assert_eq!(plans_at(&loud, life.now), plans(&life));
        }

        // From here on nothing happens but wake-ups.
        let started = life.now;
        // By the window too: another interview opens another one for the same step.
        let mut shown: BTreeMap<(FollowUpId, Timestamp), Vec<Timestamp>> = BTreeMap::new();
        let mut opened: BTreeMap<FollowUpId, Step> = BTreeMap::new();
        for _ in 0..400 {
            let planned: BTreeMap<FollowUpId, Step> =
                plans(&life).into_iter().flat_map(|plan| plan.steps).map(|step| (step.id, step)).collect();
            // What another interview took away, or another occasion put off, needs no word any more.
            opened.retain(|id, _| planned.get(id).is_some_and(|step| step.opens <= life.now));
            for step in planned.into_values().filter(Step::is_actionable) {
                opened.entry(step.id).or_insert(step);
            }
            for notice in followup::to_notify(&life.history, life.now, &life.zone) {
                let step = &notice.step;
                prop_assert!(step.opens <= life.now && step.is_actionable());
                prop_assert!(!life.history.notified.contains(&(step.id, notice.at)), "shown twice");
                let key = (step.id, notice.at);
                let snoozed = life.history.snoozed.get(&step.id) == Some(&notice.at);
                let hours = life.history.settings.quiet_hours.filter(|hours| hours.from != hours.until);
                if let Some(hours) = hours.filter(|_| !snoozed) {
                    let local = life.now.to_zoned(TimeZone::get(&life.zone).unwrap());
                    let time = local.time();
                    let quiet = if hours.from < hours.until {
                        hours.from <= time && time < hours.until
                    } else {
                        time >= hours.from || time < hours.until
                    };
                    if quiet {
                        let day = if time < hours.until { local.date() } else { local.date().tomorrow().unwrap() };
                        let end = day.to_datetime(hours.until).to_zoned(local.time_zone().clone()).unwrap().timestamp();
                        // Days off may follow the night; only then can a later window's end be out of reach.
                        let reach = if life.history.settings.days_off.is_empty() { end } else { end + SignedDuration::from_hours(24 * 8) };
                        let ends = [Some(step.due), step.last_call, step.closes].into_iter().flatten();
                        let hurried = ends.clone().any(|at| at > life.now - SignedDuration::from_mins(1) && at <= reach);
                        prop_assert!(hurried || ends.max() <= Some(step.due), "in quiet hours: {notice:?} at {}", life.now);
                    }
                }
                life.history.notified.insert(key);
                shown.entry((step.id, step.opens)).or_default().push(life.now);
            }
            prop_assert!(followup::to_notify(&life.history, life.now, &life.zone).is_empty());
            let Some(next) = followup::next_wakeup(&life.history, life.now, &life.zone) else { break };
            prop_assert!(next > life.now);
            life.now = next;
        }
        for (id, times) in &shown {
            prop_assert!(times.len() <= 4, "{} notifications of {id:?}", times.len());
        }
        for (id, step) in opened.iter().filter(|(_, step)| step.opens > started) {
            let deadline = step.last_call.unwrap_or(step.due).max(step.opens + SignedDuration::from_hours(24 * 90));
            let told = shown.iter().any(|((told, _), times)| told == id && times.iter().any(|at| *at <= deadline));
            let already = life.history.notified.iter().any(|(told, _)| told == id);
            prop_assert!(told || already, "never told of {step:?}");
        }
    }

    /// 6. 24 and 48 hours are elapsed hours; the others are days of the calendar in the interview's zone.
    #[test]
    fn windows_are_counted_as_promised(zone in zone(), events in events()) {
        live(zone, &events, |life| {
            for step in plans(life).iter().flat_map(|plan| &plan.steps).filter(|step| is_asked(step)) {
                let hours = |n| SignedDuration::from_hours(n);
                match step.id.kind {
                    FollowUpKind::ThankYou => {
                        let interview = &life.history.interviews[&step.interview.unwrap()].interview;
                        let end = interview.end.max(interview.start);
                        let cadence = followup::cadence_of(&life.history, interview.opportunity).unwrap();
                        let timing = &cadence.rule(FollowUpKind::ThankYou).unwrap().timing;
                        let elapsed = |offset: Offset| match offset {
                            Offset::Hours(n) => end + hours(i64::from(n)),
                            _ => panic!("a thank-you is counted in hours"),
                        };
                        prop_assert_eq!(step.opens, elapsed(timing.opens));
                        prop_assert_eq!(step.due, elapsed(timing.due));
                        prop_assert_eq!(step.last_call, timing.last_call.map(elapsed));
                        let within = if cadence.id == CadenceId::considerate() { 24 } else { 48 };
                        prop_assert!(step.due.duration_since(end) <= hours(within));
                    }
                    FollowUpKind::Connect => {
                        let interview = &life.history.interviews[&step.interview.unwrap()].interview;
                        let zone = TimeZone::get(&interview.zone).unwrap();
                        let thanks = FollowUpId::per_participant(
                            FollowUpKind::ThankYou, interview.opportunity, interview.id, step.person.unwrap());
                        let sent = life.history.done[&thanks].at.to_zoned(zone.clone()).datetime();
                        let cadence = followup::cadence_of(&life.history, interview.opportunity).unwrap();
                        let Offset::Days(days) = cadence.rule(FollowUpKind::Connect).unwrap().timing.opens else {
                            return Err(TestCaseError::fail("days"));
                        };
                        let wanted = sent.date() + hours(24 * i64::from(days));
                        let opens = step.opens.to_zoned(zone.clone()).datetime();
                        let there = wanted.to_datetime(sent.time()).to_zoned(zone).unwrap().datetime();
                        prop_assert_eq!(opens, there);
                    }
                    _ => {}
                }
                prop_assert!(step.opens <= step.due);
                prop_assert!(step.last_call.is_none_or(|at| step.due <= at));
                prop_assert!(step.closes.is_none_or(|at| step.last_call.unwrap_or(step.due) <= at));
            }
            Ok(())
        })?;
    }

    /// 7. The same facts give the same plan: after a restart, an export and an import, in whatever order they come.
    #[test]
    fn plans_follow_from_facts_alone(zone in zone(), events in events(), other in zone_index()) {
        let mut life = Life::new(zone);
        for event in &events {
            life.happen(event);
        }
        let stored: Vec<String> = life.facts.iter().rev().map(|fact| serde_json::to_string(fact).unwrap()).collect();
        let restored: Vec<Fact> = stored.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        let history = History::from_facts(&restored);
        prop_assert_eq!(&history, &life.history);
        prop_assert_eq!(plans_at(&history, life.now), plans(&life));
        // A journey changes when one is told, not what there is to do.
        let here = followup::overview(&history, life.now, &life.zone).agenda;
        prop_assert_eq!(followup::overview(&history, life.now, ZONES[other]).agenda, here);
    }

    /// 8. Considerate: one thank-you an interview, one connect, two check-ins, and nothing else that asks for an answer.
    #[test]
    fn considerate_is_considerate(zone in zone(), events in events()) {
        let mut asked: BTreeSet<FollowUpId> = BTreeSet::new();
        let events: Vec<_> = events
            .into_iter()
            .filter(|event| !matches!(event, Event::Cadence(_) | Event::OwnCadence { .. }))
            .map(|event| match event {
                Event::OpportunitySaved { which, decides_in_days, flags, .. } => {
                    Event::OpportunitySaved { which, cadence: None, decides_in_days, flags }
                }
                other => other,
            })
            .collect();
        live(zone, &events, |life| {
            let agenda = followup::agenda(&life.history, life.now);
            asked.extend(agenda.due.iter().map(|step| step.id));
            for step in &agenda.due {
                prop_assert!(!matches!(step.id.kind, FollowUpKind::Letter | FollowUpKind::Clipping | FollowUpKind::Call));
            }
            Ok(())
        })?;
        for id in &asked {
            let alike = asked.iter().filter(|other| (other.kind, other.opportunity) == (id.kind, id.opportunity));
            let most = match id.kind {
                FollowUpKind::CheckIn => 2,
                FollowUpKind::LetGo => 1,
                _ => continue,
            };
            prop_assert!(alike.count() <= most);
        }
    }

    /// 9. Every prompt says why, and every opportunity in the running has a next step or says why it has none (rule W3).
    #[test]
    fn everything_has_its_reason(zone in zone(), events in events()) {
        live(zone, &events, |life| {
            for plan in plans(life) {
                for step in &plan.steps {
                    let name = format!("reason_{:?}_", step.reason.rule);
                    let key = step.reason.message.key.as_ref();
                    prop_assert!(key.starts_with(&name) || key == "reason_snoozed_past_window", "{key} {name}");
                }
                let key = plan.standing.message.key.as_ref();
                prop_assert!(key.starts_with(&format!("standing_{:?}_", plan.standing.rule)), "{}", key);
                let stage = life.history.opportunities[&plan.opportunity].stage;
                let to_do = plan.steps.iter().any(Step::is_actionable);
                if !ended(stage) {
                    prop_assert_eq!(to_do, key.starts_with("standing_W3_now"), "{} {:?}", key, plan.steps);
                }
                prop_assert!(plan.standing.normal_until.is_none_or(|until| until > life.now));
            }
            Ok(())
        })?;
    }

    /// Until the next wake-up nothing changes, so that one alarm is enough.
    #[test]
    fn nothing_changes_before_the_next_wake_up(zone in zone(), events in events(), share in 0.0..1.0f64) {
        let mut life = Life::new(zone);
        for event in &events {
            life.happen(event);
            life.happen(&Event::Notify);
            let now = followup::overview(&life.history, life.now, &life.zone);
            let end = now.next_wakeup.unwrap_or(life.now + SignedDuration::from_hours(24 * 700));
            prop_assert!(end > life.now);
            let between = end.duration_since(life.now).as_secs_f64() * share;
            let then = life.now + SignedDuration::try_from_secs_f64(between).unwrap();
            if then >= end {
                continue;
            }
            prop_assert!(now.notices.is_empty());
            let later = followup::overview(&life.history, then, &life.zone);
            prop_assert_eq!(&later.agenda, &now.agenda);
            prop_assert_eq!(&later.notices, &now.notices);
            prop_assert_eq!(later.next_wakeup, now.next_wakeup);
        }
    }

    /// Another cadence plans anew what is open, never asks again for what is settled, and back again is as before.
    #[test]
    fn another_cadence_repeats_nothing(zone in zone(), events in events(), other in 0..4u8) {
        live(zone, &events, |life| {
            let mut changed = life.history.clone();
            changed.settings.cadence = cadence_id(other);
            for record in changed.opportunities.values_mut() {
                record.opportunity.cadence = None;
            }
            for step in plans_at(&changed, life.now).iter().flat_map(|plan| &plan.steps).filter(|step| is_asked(step)) {
                prop_assert!(!changed.done.contains_key(&step.id) && !changed.skipped.contains_key(&step.id));
            }
            changed.settings.cadence = life.history.settings.cadence.clone();
            for (id, record) in &mut changed.opportunities {
                record.opportunity.cadence = life.history.opportunities[id].opportunity.cadence.clone();
            }
            prop_assert_eq!(plans_at(&changed, life.now), plans(life));
            Ok(())
        })?;
    }

    /// Whatever was done last can be taken back, and all is as it was before.
    #[test]
    fn everything_can_be_taken_back(zone in zone(), events in events()) {
        let mut life = Life::new(zone);
        for event in &events {
            let before = (life.facts.len(), life.history.clone());
            life.happen(event);
            if life.facts.len() != before.0 + 1 {
                continue;
            }
            let mut facts = life.facts.clone();
            let last = facts.last().unwrap().clone();
            facts.push(Fact { seq: last.seq + 1, what: Happening::Undone { action: last.action },
                action: ActionId(uuid::Uuid::from_u128(1 << 80)), ..last });
            let mut back = History::from_facts(&facts);
            back.last_seq = before.1.last_seq;
            // To take something back is something new to save.
            back.backup.is_behind = before.1.backup.is_behind;
            back.undone = before.1.undone.clone();
            prop_assert_eq!(&back, &before.1);
        }
    }

    /// What a change of the cadence is said to do is what it does, and nothing that is done or skipped is asked again.
    #[test]
    fn a_change_of_cadence_does_what_it_says(
        zone in zone(),
        events in events(),
        base in 0..2u8,
        edits in prop::collection::vec(edit(), 0..12),
        removed in any::<bool>(),
    ) {
        let mut life = Life::new(zone);
        for event in &events {
            life.happen(event);
        }
        let own = Event::OwnCadence { base, edits };
        if removed {
            life.happen(&own);
        }
        let before = life.history.clone();
        life.happen(if removed { &Event::CadenceRemoved } else { &own });
        let follows = |history: &History, id: &OpportunityId| {
            followup::cadence_of(history, *id).is_some_and(|cadence| cadence.id == cadence_id(2))
        };
        let known = life.history.opportunities.keys().copied();
        let concerned = known.filter(|id| follows(&before, id) || follows(&life.history, id)).collect();
        let changes = followup::plan_changes(&before, &life.history, &concerned, life.now);
        let open = |history: &History| -> BTreeSet<FollowUpId> {
            let plans = plans_at(history, life.now);
            plans.iter().flat_map(|plan| &plan.steps).filter(|step| is_asked(step)).map(|step| step.id).collect()
        };
        let added: BTreeSet<FollowUpId> = changes.added.iter().map(|step| step.id).collect();
        let dropped: BTreeSet<FollowUpId> = changes.removed.iter().map(|step| step.id).collect();
        let moved: BTreeSet<FollowUpId> = changes.moved.iter().map(|(_, step)| step.id).collect();
        let (was, is) = (open(&before), open(&life.history));
        prop_assert_eq!(&(&is - &was), &added);
        prop_assert_eq!(&(&was - &is), &dropped);
        prop_assert!(moved.iter().all(|id| was.contains(id) && is.contains(id)));
        for id in added.iter().chain(&moved).chain(&is) {
            prop_assert!(!life.history.done.contains_key(id) && !life.history.skipped.contains_key(id), "{id:?}");
        }
    }

    /// The index says what planning everything says, after every fact and at every moment.
    #[test]
    fn the_index_equals_the_whole(zone in zone(), events in events(), other in zone_index()) {
        let mut life = Life::new(zone);
        let mut index = followup::Index::rebuild(&life.history, life.now, &life.zone);
        for (number, event) in events.iter().enumerate() {
            let known = life.facts.len();
            life.happen(event);
            if life.facts.len() > known {
                index.apply(&life.history, &life.facts[known..], life.now);
            } else {
                index.advance(&life.history, life.now, &life.zone);
            }
            let whole = followup::overview(&life.history, life.now, &life.zone);
            prop_assert_eq!(&index.overview(), &whole, "after event {} {:?}", number, event);
        }
        // Time passes from wake-up to wake-up.
        for _ in 0..10 {
            let Some(next) = index.next_wakeup() else { break };
            life.now = next;
            index.advance(&life.history, next, &life.zone);
            prop_assert_eq!(index.overview(), followup::overview(&life.history, next, &life.zone));
        }
        index.advance(&life.history, life.now, ZONES[other]);
        prop_assert_eq!(index.overview(), followup::overview(&life.history, life.now, ZONES[other]));
    }
}

fn zone_index() -> impl Strategy<Value = usize> {
    0..ZONES.len()
}

/// What was done about somebody who is removed and saved again (an older backup is merged, say) shows once more, also
/// where no step of the cadence in use is about them any more.
#[test]
fn the_index_knows_whoever_comes_back() {
    let mut life = Life::new("UTC");
    let mut cadence = followup::builtin_cadences()[0].clone();
    cadence.id = cadence_id(2);
    cadence.steps.retain(|rule| rule.kind != FollowUpKind::HandwrittenNote);
    life.record(Happening::CadenceSaved { cadence });
    let (opportunity, person) = (opportunity_id(0), random_history::person_id(0));
    let settings = Settings { cadence: cadence_id(2), ..Settings::default() };
    life.record(Happening::SettingsSaved { settings });
    let follow_up = FollowUpId::per_participant(
        FollowUpKind::HandwrittenNote,
        opportunity,
        random_history::interview_id(0),
        person,
    );
    let done = Done { at: life.now, channel: None, subject: String::new(), text: String::new() };
    life.record(Happening::FollowUpDone { follow_up, done });
    let mut index = followup::Index::rebuild(&life.history, life.now, "UTC");
    let back = Happening::PersonSaved { person: life.history.people[&person].person.clone() };
    for what in [Happening::PersonRemoved { person }, back] {
        life.record(what);
        index.apply(&life.history, &life.facts[life.facts.len() - 1..], life.now);
        assert_eq!(index.overview(), followup::overview(&life.history, life.now, "UTC"));
    }
    let shown = index.plan(opportunity).unwrap().steps.iter().any(|step| step.person == Some(person));
    assert!(shown, "what was done is there again");
}
