//! Where and when a note goes: recipients, address, hour, and whether it should go at all.

use super::hint::{Hint, HintKind, Severity};
use super::people::distance;
use super::view::View;
use crate::model::{Channel, FollowUpKind, Message, Rule};
use std::collections::HashSet;

pub fn check(view: &View, hints: &mut Vec<Hint>) {
    moment(view, hints);
    second(view, hints);
    if matches!(view.note.channel, Channel::Email) {
        several(view, hints);
        address(view, hints);
    }
}

/// Hours in which a message sent looks sleepless.
const NIGHT_FROM: i8 = 23;
const NIGHT_UNTIL: i8 = 6;

fn moment(view: &View, hints: &mut Vec<Hint>) {
    use FollowUpKind::{CheckIn, Clipping, Connect, HandwrittenNote, Letter, ThankYou};
    let Some(at) = &view.note.at else { return };
    let after_it = matches!(view.note.kind, ThankYou | HandwrittenNote | Connect | CheckIn | Letter | Clipping);
    if let Some(end) = view.context.interview_end
        && after_it
        && at.timestamp() < end
    {
        let message = Message::new("hint_too_early").moment(end);
        hints.push(Hint::new(HintKind::TooEarly, Severity::Stop, Some(Rule::T3), message));
    }
    let sent_at_once = matches!(view.note.channel, Channel::Email | Channel::Linkedin)
        && view.note.kind != FollowUpKind::HandwrittenNote;
    if sent_at_once && (at.hour() >= NIGHT_FROM || at.hour() < NIGHT_UNTIL) {
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        hints.push(Hint::new(HintKind::AtNight, Severity::Note, None, Message::new("hint_at_night").text(time)));
    }
}

fn second(view: &View, hints: &mut Vec<Hint>) {
    let letter = matches!(view.note.kind, FollowUpKind::ThankYou | FollowUpKind::Letter | FollowUpKind::Clipping);
    if view.context.considerate && view.context.letters_sent > 0 && letter {
        let message = Message::new("hint_second_letter");
        hints.push(Hint::new(HintKind::SecondLetter, Severity::Warn, Some(Rule::F1), message));
    }
}

/// Rules T4, T6.
fn several(view: &View, hints: &mut Vec<Hint>) {
    if !matches!(view.note.kind, FollowUpKind::ThankYou | FollowUpKind::HandwrittenNote) {
        return;
    }
    let own = key(&view.context.applicant.email);
    let readers: HashSet<String> = view
        .note
        .recipients
        .iter()
        .map(|to| key(&to.address))
        .filter(|address| !address.is_empty() && *address != own)
        .collect();
    if readers.len() > 1 || super::greeting::greets_several(view.note, view) {
        let count = i64::try_from(readers.len().max(2)).unwrap_or(2);
        let message = Message::new("hint_several_recipients").count(count);
        hints.push(Hint::new(HintKind::SeveralRecipients, Severity::Warn, Some(Rule::T4), message));
    }
}

/// Rule N2.
fn address(view: &View, hints: &mut Vec<Hint>) {
    let known = &view.context.addressee.addresses;
    let checked: Vec<&str> = known.iter().filter(|a| a.checked).map(|a| a.address.as_str()).collect();
    let all: Vec<&str> = known.iter().map(|a| a.address.as_str()).filter(|a| !a.trim().is_empty()).collect();
    let trusted = if checked.is_empty() { &all } else { &checked };
    let own = key(&view.context.applicant.email);
    let sent: Vec<&str> =
        view.note.recipients.iter().map(|to| to.address.trim()).filter(|to| !to.is_empty() && key(to) != own).collect();
    if trusted.is_empty() || sent.is_empty() || sent.iter().any(|to| trusted.iter().any(|a| key(a) == key(to))) {
        return;
    }
    for to in &sent {
        let right = trusted.iter().find(|a| looks_alike(&key(a), &key(to)));
        if let Some(right) = right {
            let message = Message::new("hint_address_looks_alike").text(*to).text(*right);
            hints.push(Hint::new(HintKind::AddressLooksAlike, Severity::Stop, Some(Rule::N2), message));
            return;
        }
    }
    if let (false, [to], Some(right)) = (checked.is_empty(), sent.as_slice(), checked.first()) {
        let message = Message::new("hint_address_differs").text(*to).text(*right);
        hints.push(Hint::new(HintKind::AddressDiffers, Severity::Warn, Some(Rule::N2), message));
    }
}

/// As mailboxes compare: without case and display name, without what stands behind a plus.
fn key(address: &str) -> String {
    let address = address.trim().trim_end_matches('>').rsplit('<').next().unwrap_or_default().trim().to_lowercase();
    match address.split_once('@') {
        Some((local, domain)) => {
            format!("{}@{}", local.split('+').next().unwrap_or_default(), domain.trim_end_matches('.'))
        }
        None => address,
    }
}

/// A slip of the pen, another ending of the same domain, or letters that are drawn alike (rn for m, 1 for l).
fn looks_alike(known: &str, sent: &str) -> bool {
    let (Some((name, domain)), Some((other_name, other_domain))) = (known.split_once('@'), sent.split_once('@')) else {
        return false;
    };
    let drawn = |text: &str| text.replace("rn", "m").replace("vv", "w").replace('0', "o").replace(['1', '|', 'i'], "l");
    let near = |a: &str, b: &str| drawn(a) == drawn(b) || distance(a, b) <= if a.len() < 5 { 1 } else { 2 };
    let label = |domain: &str| {
        let mut labels = domain.rsplit('.').skip(1);
        labels.find(|label| !matches!(*label, "co" | "com" | "ac" | "org" | "gov")).unwrap_or_default().to_owned()
    };
    let same_label = !label(domain).is_empty() && label(domain) == label(other_domain);
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let domains =
        domain == other_domain || same_label || near(domain, other_domain) || bare(domain) == bare(other_domain);
    domains && (name == other_name || near(name, other_name) || bare(name) == bare(other_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes() {
        for (known, sent) in [
            ("jane@acme.com", "jane@acme.co"),
            ("jane@acme.com", "jane@acrne.com"),
            ("jane@acme.com", "jane@amce.com"),
            ("jane.doe@acme.com", "janedoe@acme.com"),
            ("jane@acme.com", "jnae@acme.com"),
        ] {
            assert!(looks_alike(known, sent), "{known} {sent}");
        }
        assert!(!looks_alike("jane@acme.com", "tom@acme.com"));
        assert!(!looks_alike("jane@acme.com", "jane@northgate.example"));
        assert_eq!(key("Jane <Jane+x@Acme.com>"), "jane@acme.com");
    }
}
