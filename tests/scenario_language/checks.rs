//! What a scenario expects.

use super::{moment, world::World, world::channel_named};
use afterword::app::{App, Context, answer_page, protocol::PageRequest, protocol::Response, views::DraftView};
use afterword::draft::review;
use afterword::followup::{self, OpportunityPlan, Step, StepState};
use afterword::model::{FollowUpId, Happening};
use jiff::Timestamp;

type Outcome = Result<(), String>;

pub fn check(world: &mut World, now: Timestamp, text: &str) -> Outcome {
    let history = world.history();
    if let Some(list) = text.strip_prefix("due: ") {
        let due: Vec<_> = followup::agenda(&history, now).due.iter().map(|step| step.id).collect();
        return same(world, &due, list);
    }
    if let Some(list) = text.strip_prefix("notify: ") {
        let notices = followup::to_notify(&history, now, &world.zone_name);
        let shown: Vec<_> = notices.iter().map(|notice| notice.step.id).collect();
        for notice in &notices {
            world.record(now, Happening::Notified { follow_up: notice.step.id, due: notice.at });
        }
        return same(world, &shown, list);
    }
    if let Some(expected) = text.strip_prefix("wake-up ") {
        let next = followup::next_wakeup(&history, now, &world.zone_name);
        let expected = match expected {
            "never" => None,
            _ => Some(moment(expected, &world.zone).ok_or("when?")?.0),
        };
        return equal("the next wake-up is", world, next, expected);
    }
    if let Some(used) = text.strip_prefix("connect notes used: ") {
        let budget = followup::connect_budget(&history, now, &world.zone_name);
        let right = used.parse() == Ok(budget.used);
        return if right { Ok(()) } else { Err(format!("{} were used", budget.used)) };
    }
    if let Some(rest) = text.strip_prefix("draft of ") {
        return draft(world, now, rest);
    }
    if let Some(rest) = text.strip_prefix("calling for ") {
        return call(world, now, rest);
    }
    if let Some(rest) = text.strip_prefix("removing ") {
        return removing(world, rest);
    }
    if let Some(rest) = text.strip_prefix("writing to ") {
        return writing(world, now, rest);
    }
    if let Some(step) = text.strip_prefix("nothing about ") {
        let id = world.step(step)?;
        let due = followup::agenda(&history, now).due;
        return match due.iter().find(|step| step.id == id) {
            Some(step) => Err(format!("it is {:?}", step.state)),
            None => Ok(()),
        };
    }
    if let Some(step) = text.strip_prefix("no ") {
        let id = world.step(step)?;
        return match find(world, now, id).filter(|step| !step.is_over()) {
            Some(step) => Err(format!("it is {:?}", step.state)),
            None => Ok(()),
        };
    }
    if let Some((company, rest)) = text.split_once(" waits until ").or_else(|| text.split_once(" stands on ")) {
        return standing(world, now, company, rest, text.contains(" waits until "));
    }
    let (step, rest) = text.split_once(" is ").ok_or("nobody knows what that means")?;
    let id = world.step(step)?;
    let step = find(world, now, id).ok_or("it is not planned")?;
    let mut parts = rest.split(',').map(str::trim);
    let state = parts.next().unwrap_or_default();
    if state_name(step.state) != state {
        return Err(format!("it is {} ({})", state_name(step.state), describe(world, &step)));
    }
    for part in parts {
        clause(world, &step, part).map_err(|why| format!("{part}: {why} ({})", describe(world, &step)))?;
    }
    Ok(())
}

fn clause(world: &World, step: &Step, text: &str) -> Outcome {
    let right = |right: bool, is: String| if right { Ok(()) } else { Err(is) };
    let times = [
        ("opens ", Some(step.opens)),
        ("due ", Some(step.due)),
        ("last call ", step.last_call),
        ("closes ", step.closes),
        (
            "until ",
            match step.state {
                StepState::Snoozed { until } => Some(until),
                _ => None,
            },
        ),
    ];
    for (word, at) in times {
        if let Some((expected, _)) = text.strip_prefix(word).and_then(|time| moment(time, &world.zone)) {
            return equal("it is", world, at, Some(expected));
        }
    }
    if let Some(rule) = text.strip_prefix("because ") {
        let is = format!("{:?}", step.reason.rule);
        return right(is == rule, is);
    }
    if let Some(rule) = text.strip_prefix("channel because ") {
        let is = step.channel_reason.as_ref().map(|reason| format!("{:?}", reason.rule)).unwrap_or_default();
        return right(is == rule, is);
    }
    if let Some(channel) = text.strip_prefix("by ") {
        return right(step.channel == channel_named(channel)?, format!("{:?}", step.channel));
    }
    if let Some(name) = text.strip_prefix("to ") {
        return right(step.person.is_some() && step.person == world.person(name), format!("{:?}", step.person));
    }
    if text == "needs a new fact" || text == "needs no new fact" {
        return right(step.needs_new_fact == (text == "needs a new fact"), "it is otherwise".into());
    }
    if text == "lacks an address" || text == "has an address" {
        return right(step.lacks_address == (text == "lacks an address"), "it is otherwise".into());
    }
    if let Some(reason) = text.strip_prefix("for the reason that ") {
        let is = world.history().skipped.get(&step.id).map(|skipped| skipped.reason.clone()).unwrap_or_default();
        return right(is == reason, is);
    }
    if let Some(channel) = text.strip_prefix("went by ") {
        let is = world.history().done.get(&step.id).and_then(|done| done.channel);
        return right(is == Some(channel_named(channel)?), format!("{is:?}"));
    }
    Err("nobody knows what that means".into())
}

/// "thank-you Jane Roe says I ship on time, because T5", "… misses something, because T8", "… goes to j@roe.example, …",
/// "… reads unlike thank-you Bob Poe, …", "… reads otherwise than before, …"
fn draft(world: &World, now: Timestamp, text: &str) -> Outcome {
    let (text, _rule) = text.split_once(", because ").ok_or("because of what?")?;
    let verbs = [
        " says nothing of ",
        " says ",
        " is headed ",
        " goes to ",
        " misses ",
        " is ready",
        " reads unlike ",
        " reads otherwise than before",
    ];
    let (step, verb, rest) = verbs
        .iter()
        .find_map(|verb| text.split_once(verb).map(|(step, rest)| (step, verb.trim(), rest)))
        .ok_or("what about the draft?")?;
    let follow_up = world.step(step)?;
    let draft = draft_of(world, now, follow_up)?;
    let before = world.drafts.borrow_mut().insert(follow_up, draft.text.clone());
    let missing: Vec<_> = draft.missing.iter().map(|message| message.key.as_ref()).collect();
    let right = match verb {
        "says" => draft.text.contains(rest),
        "says nothing of" => !draft.text.contains(rest),
        "is headed" => draft.subject == rest,
        "goes to" => draft.to.as_deref() == Some(rest),
        "misses" => missing.iter().any(|key| key.starts_with(&format!("missing_{}", rest.replace(' ', "_")))),
        "reads unlike" => {
            let other = draft_of(world, now, world.step(rest)?)?.text;
            review::likeness(&draft.text, &other) < review::LIKENESS_WARNING
        }
        "reads otherwise than before" => before.is_some_and(|before| before != draft.text),
        _ => missing.is_empty(),
    };
    if right { Ok(()) } else { Err(format!("{missing:?} {:?} {}\n{}", draft.to, draft.subject, draft.text)) }
}

fn draft_of(world: &World, now: Timestamp, follow_up: FollowUpId) -> Result<DraftView, String> {
    let app = App::open(world.facts.clone());
    let mut new_id = uuid::Uuid::nil;
    let mut ctx = Context { now, zone: &world.zone_name, language: "en", new_id: &mut new_id };
    let answer = answer_page(&app, PageRequest::Draft { follow_up }, &mut ctx).map_err(|e| e.to_string())?;
    match answer.response {
        Response::Draft { draft } => Ok(draft),
        other => Err(format!("{other:?}")),
    }
}

/// "check-in 1 Acme begins with special I ship on time, because F6", "… leaves name, job, facet and number …, because F5"
fn call(world: &World, now: Timestamp, text: &str) -> Outcome {
    let (text, rule) = text.rsplit_once(", because ").ok_or("because of what?")?;
    let card = |step: &str| {
        let step = find(world, now, world.step(step)?).ok_or("it is not planned")?;
        followup::call_card(&world.history(), &step).ok_or_else(|| "to nobody".to_owned())
    };
    if let Some((step, message)) = text.split_once(" leaves ") {
        let said = card(step)?.voicemail;
        let is = [said.name, said.job, said.facet, said.number].join("; ");
        let seconds = afterword::draft::reading_seconds(&is);
        let right = is == message && format!("{:?}", said.rule) == rule && seconds <= said.at_most_seconds;
        return if right { Ok(()) } else { Err(format!("{is} ({seconds} s)")) };
    }
    if let Some((step, number)) = text.split_once(" dials ") {
        let phones = card(step)?.phones;
        return if phones == [number] { Ok(()) } else { Err(format!("{phones:?}")) };
    }
    let (step, openers) = text.split_once(" begins with ").ok_or("what about the call?")?;
    let lines = card(step)?.openers;
    let right = lines.iter().all(|line| format!("{:?}", line.rule) == rule);
    let is: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    if right && is.join("; ") == openers { Ok(()) } else { Err(format!("{is:?}")) }
}

/// "Acme is warned of, because N4", "Acme is fine", "Jane Roe is fine"
fn removing(world: &World, text: &str) -> Outcome {
    let company =
        text.strip_suffix(" is fine").or(text.strip_suffix(" is warned of, because N4")).ok_or("how is it?")?;
    let guard = match (world.opportunity(company), world.person(company)) {
        (Some(opportunity), _) => followup::removal_guard(&world.history(), opportunity),
        (None, Some(person)) => followup::person_removal_guard(&world.history(), person),
        (None, None) => return Err("neither a company nor a person".into()),
    };
    let found = guard.map(|reason| format!("{:?}", reason.rule));
    let expected = text.ends_with("N4").then(|| "N4".to_owned());
    if found == expected { Ok(()) } else { Err(format!("{found:?}")) }
}

fn writing(world: &World, now: Timestamp, text: &str) -> Outcome {
    let guards = |name: &str| {
        let person = world.person(name).ok_or("unknown person")?;
        Ok::<_, String>(followup::writing_guards(&world.history(), person, now))
    };
    if let Some(name) = text.strip_suffix(" is fine") {
        let found = guards(name)?;
        return if found.is_empty() { Ok(()) } else { Err(format!("{found:?}")) };
    }
    let (name, rule) = text.split_once(" is warned of, because ").ok_or("nobody knows what that means")?;
    let found = guards(name)?;
    let right = found.iter().any(|reason| format!("{:?}", reason.rule) == rule);
    if right { Ok(()) } else { Err(format!("{found:?}")) }
}

fn standing(world: &World, now: Timestamp, company: &str, text: &str, waits: bool) -> Outcome {
    let opportunity = world.opportunity(company).ok_or("unknown company")?;
    let plan = followup::plan(&world.history(), opportunity, now).ok_or("not planned")?;
    let (until, rule) = if waits {
        let (until, rule) = text.split_once(", because ").ok_or("because of what?")?;
        (Some(moment(until, &world.zone).ok_or("until when?")?.0), rule)
    } else {
        (None, text)
    };
    if format!("{:?}", plan.standing.rule) != rule {
        return Err(format!("it is {:?}", plan.standing));
    }
    if waits { equal("it is", world, plan.standing.normal_until, until) } else { Ok(()) }
}

fn find(world: &World, now: Timestamp, id: FollowUpId) -> Option<Step> {
    let history = world.history();
    let plans: Vec<OpportunityPlan> =
        history.opportunities.keys().filter_map(|opportunity| followup::plan(&history, *opportunity, now)).collect();
    plans.into_iter().flat_map(|plan| plan.steps).find(|step| step.id == id)
}

fn same(world: &World, ids: &[FollowUpId], list: &str) -> Outcome {
    let names = list.split(", ").filter(|name| *name != "nothing");
    let mut expected = names.map(|name| world.step(name)).collect::<Result<Vec<_>, _>>()?;
    let mut ids = ids.to_vec();
    // What falls due at the same moment has no order that matters.
    expected.sort_unstable();
    ids.sort_unstable();
    if ids == expected { Ok(()) } else { Err(format!("it is {ids:#?}")) }
}

fn equal(what: &str, world: &World, is: Option<Timestamp>, expected: Option<Timestamp>) -> Outcome {
    let local = |at: Option<Timestamp>| at.map_or("never".into(), |at| local(world, at));
    if is == expected { Ok(()) } else { Err(format!("{what} {}, not {}", local(is), local(expected))) }
}

fn local(world: &World, at: Timestamp) -> String {
    at.to_zoned(world.zone.clone()).datetime().to_string()
}

fn describe(world: &World, step: &Step) -> String {
    let at =
        |name: &str, at: Option<Timestamp>| at.map(|at| format!(" {name} {}", local(world, at))).unwrap_or_default();
    let opens = at("opens", Some(step.opens));
    let due = at("due", Some(step.due));
    let rule = step.reason.rule;
    format!("{rule:?}{opens}{due}{}{}", at("last call", step.last_call), at("closes", step.closes))
}

fn state_name(state: StepState) -> &'static str {
    match state {
        StepState::Upcoming => "upcoming",
        StepState::Open => "open",
        StepState::Due => "due",
        StepState::LastCall => "last call",
        StepState::Late => "late",
        StepState::Snoozed { .. } => "snoozed",
        StepState::Done { .. } => "done",
        StepState::Skipped => "skipped",
        StepState::Expired => "expired",
    }
}
