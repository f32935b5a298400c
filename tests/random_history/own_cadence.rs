//! Cadences as users edit them: always valid, seldom sensible.

use super::{ROLES, cadence_id};
use afterword::followup;
use afterword::model::*;
use proptest::prelude::*;

/// One edit of one step.
#[derive(Clone, Debug)]
pub struct Edit {
    step: u8,
    what: u8,
    /// Hours, ascending.
    moments: [u16; 4],
    unit: u8,
    roles: u8,
}

pub fn edit() -> impl Strategy<Value = Edit> {
    (any::<u8>(), 0..8u8, any::<[u16; 4]>(), 0..4u8, 0..32u8).prop_map(|(step, what, mut moments, unit, roles)| {
        moments.iter_mut().for_each(|hours| *hours %= 24 * 60);
        moments.sort_unstable();
        Edit { step, what, moments, unit, roles }
    })
}

fn offset(hours: u16, unit: u8) -> Offset {
    match unit {
        0 => Offset::Hours(hours),
        1 => Offset::Days(hours / 24),
        2 => Offset::WorkingDays(hours / 24),
        _ => Offset::EndOfDay(hours / 24),
    }
}

/// A copy of a built-in cadence under the third id.
pub fn own_cadence(base: u8, edits: &[Edit]) -> Cadence {
    let mut cadence = followup::builtin_cadences()[usize::from(base)].clone();
    cadence.id = cadence_id(2);
    cadence.name = "My own".into();
    for edit in edits {
        let place = usize::from(edit.step) % cadence.steps.len();
        let rule = &mut cadence.steps[place];
        let thanks = rule.kind == FollowUpKind::ThankYou;
        let [opens, due, last_call, closes] = edit.moments;
        let timing = &mut rule.timing;
        match edit.what {
            // Rule T2 leaves little choice: within 48 hours.
            0..=2 if thanks => {
                timing.opens = Offset::Hours(opens % 4);
                timing.due = Offset::Hours(4 + due % 45);
                timing.last_call = (edit.unit > 1).then_some(Offset::Hours(48 + last_call % 100));
                timing.closes = (edit.roles > 8).then_some(Offset::Days(7 + closes % 60));
            }
            0..=2 => {
                // The tests count invitations in days.
                let unit = if rule.kind == FollowUpKind::Connect { 1 } else { edit.unit };
                timing.opens = offset(opens, unit);
                timing.due = offset(due, unit);
                timing.last_call = (edit.roles > 20).then(|| offset(last_call, unit));
                timing.closes = (edit.roles > 8).then(|| offset(closes, unit));
            }
            3 if !thanks => drop(cadence.steps.remove(place)),
            4 if !thanks => {
                rule.roles = ROLES.iter().copied().filter(|role| edit.roles & (1 << *role as u8) > 0).collect()
            }
            5 if rule.kind.is_pursuit() => {
                timing.from = if edit.unit > 1 { Anchor::Previous } else { Anchor::LastInterview };
                timing.after_decision = (edit.unit % 2 > 0).then(|| DecisionTiming {
                    opens: offset(opens, 1),
                    due: offset(due, 1),
                    closes: (edit.roles > 8).then(|| offset(closes, 1)),
                });
            }
            6 if rule.kind.is_pursuit() => timing.spacing = Some(offset(opens, edit.unit)),
            7 if rule.kind.repeats() => {
                let copy = rule.clone();
                if cadence.steps.len() < 30 {
                    cadence.steps.insert(place + 1, copy);
                }
            }
            _ => {}
        }
    }
    let mut counts = std::collections::BTreeMap::new();
    for rule in cadence.steps.iter_mut().filter(|rule| rule.kind.repeats()) {
        let count = counts.entry(rule.kind).or_insert(0);
        *count += 1;
        rule.number = *count;
    }
    assert_eq!(cadence.validate(), []);
    cadence
}
