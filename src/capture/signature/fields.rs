//! The person that a signature describes, from its lines.

use crate::capture::address::is_of_nobody;
use crate::capture::name::{self, fold};
use crate::capture::reading::{Certainty, PersonReading, Source};

use super::phone::{Phone, PhoneKind};
use super::pieces::{Label, Piece};
use super::{Sender, SignatureReading, address, contact, line, pieces, words};

/// Reads the lines of one signature, closing words included.
pub fn read(lines: &[&str], sender: Option<&Sender>) -> SignatureReading {
    let mut split = pieces::split(lines);
    let mut person = PersonReading::default();
    let hosts = hosts(&split.emails, &split.urls, sender);
    split.pieces = split.pieces.into_iter().flat_map(|piece| at_employer(piece, &hosts)).collect();
    let name = pick_name(&split.pieces, &split.emails, sender, &hosts);
    let title = pick_title(&split.pieces, name.as_ref().map(|name| name.place), &hosts);
    let company = pick_company(&split.pieces, name.as_ref().map(|name| name.place), title, &hosts);
    if let Some(name) = &name {
        person.name.push(name.text.clone(), Source::Signature, name.certainty);
    }
    if let Some(piece) = title.and_then(|place| split.pieces.get(place)) {
        let certainty = if piece.label == Some(Label::Title) || title_score(&piece.text) > 2 {
            Certainty::Likely
        } else {
            Certainty::Doubtful
        };
        person.title.push(piece.text.clone(), Source::Signature, certainty);
    }
    for (place, certainty) in company {
        if let Some(piece) = split.pieces.get(place) {
            person.company.push(piece.text.clone(), Source::Signature, certainty);
        }
    }
    contacts(&mut person, &split.emails, &split.urls, name.as_ref().map(|name| name.text.as_str()), sender);
    let phones: Vec<Phone> = split.phones;
    for phone in phones.iter().filter(|phone| phone.kind != PhoneKind::Fax) {
        person.phone.push(phone.text.clone(), Source::Signature, Certainty::Likely);
    }
    let postal: Vec<&str> = split
        .pieces
        .iter()
        .filter(|piece| piece.is_address())
        .map(|piece| address::without_label(&piece.text))
        .collect();
    person.postal_address.push(postal.join(", "), Source::Signature, Certainty::Likely);
    SignatureReading { lines: Vec::new(), person, phones }
}

fn contacts(
    person: &mut PersonReading,
    emails: &[String],
    urls: &[String],
    name: Option<&str>,
    sender: Option<&Sender>,
) {
    for email in emails {
        let sent = sender.is_some_and(|sender| sender.address.eq_ignore_ascii_case(email));
        let own = name.is_some_and(|name| agreement(email, name) > 0);
        let certainty = if sent {
            Certainty::Sure
        } else if own || emails.len() == 1 {
            Certainty::Likely
        } else {
            Certainty::Doubtful
        };
        person.email.push(email.clone(), Source::Signature, certainty);
    }
    for url in urls {
        let host = contact::host(url);
        if let Some(slug) = contact::linkedin_slug(url) {
            person.linkedin.push(slug, Source::Signature, Certainty::Likely);
        } else if !contact::is_social(&host) {
            person.website.push(url.clone(), Source::Signature, Certainty::Likely);
        }
    }
}

/// Names of the hosts that may be the employer's, without ending and separators: `crown-auto.fr` gives `crownauto`.
fn hosts(emails: &[String], urls: &[String], sender: Option<&Sender>) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    let sent = sender.map(|sender| sender.address.clone()).unwrap_or_default();
    let mail = emails
        .iter()
        .chain(std::iter::once(&sent))
        .filter_map(|email| email.split_once('@'))
        .map(|(_, host)| host.to_lowercase());
    for host in mail.chain(urls.iter().map(|url| contact::host(url))) {
        if is_of_nobody(&host) || contact::is_social(&host) {
            continue;
        }
        let labels: Vec<&str> = host.split('.').collect();
        let stem: String = labels
            .iter()
            .take(labels.len().saturating_sub(1))
            .flat_map(|label| label.chars())
            .filter(|c| c.is_alphanumeric())
            .collect();
        if stem.len() > 1 && !hosts.contains(&stem) {
            hosts.push(stem);
        }
    }
    hosts
}

/// `VP of Engineering, Harbour Light` where the mail comes from harbourlight.
fn at_employer(piece: Piece, hosts: &[String]) -> Vec<Piece> {
    match piece.text.rsplit_once(", ") {
        Some((title, firm)) if is_title(title) && host_agreement(firm, hosts) > 0.85 => {
            [title, firm].into_iter().map(|text| Piece { text: text.trim().to_owned(), label: piece.label }).collect()
        }
        _ => vec![piece],
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How much of a text's words the host's name repeats, from 0 to 1.
fn host_agreement(text: &str, hosts: &[String]) -> f32 {
    let whole = letters(text);
    if whole.is_empty() {
        return 0.0;
    }
    hosts
        .iter()
        .map(|host| {
            if *host == whole || (whole.len() > 3 && host.contains(&whole)) {
                return 1.0;
            }
            if host.len() > 3 && whole.contains(host.as_str()) {
                return 0.9;
            }
            // Words in any form: `Crown Auto Parts Ltd` and crownauto.
            let covered: usize = text
                .split([' ', '-', '\''])
                .map(letters)
                .filter(|word| word.len() > 2 && host.contains(word.as_str()))
                .map(|word| word.len())
                .sum();
            let initials: String = text.split([' ', '-']).filter_map(|word| letters(word).chars().next()).collect();
            let abbreviated = initials.len() > 2 && host.starts_with(&initials);
            (covered as f32 / whole.len() as f32).max(if abbreviated { 0.8 } else { 0.0 })
        })
        .fold(0.0, f32::max)
}

/// Words of a name that the local part of an address holds, whole or as an initial before another.
fn agreement(email: &str, name: &str) -> usize {
    let local = letters(email.split('@').next().unwrap_or_default());
    let words: Vec<String> = name.split([' ', '-', '.']).map(letters).filter(|word| !word.is_empty()).collect();
    words.iter().filter(|word| word.len() > 2 && local.contains(word.as_str())).count()
}

struct PickedName {
    place: usize,
    text: String,
    certainty: Certainty,
}

fn pick_name(pieces: &[Piece], emails: &[String], sender: Option<&Sender>, hosts: &[String]) -> Option<PickedName> {
    let first = pieces.iter().position(|piece| !piece.is_address() && piece.label != Some(Label::Title))?;
    let mut best: Option<(f32, usize)> = None;
    for (place, piece) in pieces.iter().enumerate() {
        let Some(score) = name_score(piece, place == first, emails, sender, hosts) else {
            continue;
        };
        if best.is_none_or(|(high, _)| score > high) {
            best = Some((score, place));
        }
    }
    let (score, place) = best.filter(|(score, _)| *score > 0.8)?;
    let text = name::clean(&pieces.get(place)?.text);
    let certainty = if score > 4.0 {
        Certainty::Sure
    } else if score > 1.8 {
        Certainty::Likely
    } else {
        Certainty::Doubtful
    };
    (!text.is_empty()).then_some(PickedName { place, text, certainty })
}

fn name_score(piece: &Piece, first: bool, emails: &[String], sender: Option<&Sender>, hosts: &[String]) -> Option<f32> {
    if piece.is_address() || matches!(piece.label, Some(Label::Title | Label::Company | Label::Address)) {
        return None;
    }
    let text = piece.text.as_str();
    let in_sender = sender.map_or(0, |sender| {
        let known: Vec<String> =
            sender.name.split([' ', ',', '.']).map(letters).filter(|word| word.len() > 1).collect();
        text.split([' ', ',', '.', '-']).map(letters).filter(|word| word.len() > 1 && known.contains(word)).count()
    });
    let in_email = emails.iter().map(|email| agreement(email, text)).max().unwrap_or(0);
    let like = line::is_name_like(text) || first && names_somebody(text, in_email > 0 || title_at_end_only(text));
    if !like && in_sender < 2 {
        return None;
    }
    let verdict = name::is_person(text);
    let mut score = if verdict.person() { verdict.probability } else { -verdict.probability };
    let several = text.contains(' ');
    score += if first { 1.6 } else { 0.0 };
    score += 2.0 * in_sender.min(2) as f32 + 1.5 * in_email.min(2) as f32;
    // Of two forms of the name the fuller one.
    score += if text.split(' ').count() > 2 && in_sender > 1 { 0.2 } else { 0.0 };
    score += if piece.label == Some(Label::Name) { 3.0 } else { 0.0 };
    score -= if several || in_sender > 0 { 0.0 } else { 1.2 };
    score -= if title_score(text) > 2
        && in_sender + in_email == 0
        && !line::is_name_like(text)
        && !(first && title_at_end_only(text))
    {
        2.0
    } else {
        0.0
    };
    // A firm bears its owner's name now and then, but then the name stands elsewhere as well.
    score -= if !first && host_agreement(text, hosts) > 0.8 && in_email == 0 { 2.5 } else { 0.0 };
    Some(score)
}

/// A first line of two or three capitalised words is a name even if some of them are trades as well.
/// The address of a mail vouches for a name that is nothing but a trade by its words.
fn names_somebody(text: &str, vouched: bool) -> bool {
    let list: Vec<&str> = text.split(' ').collect();
    (2..=4).contains(&list.len())
        && list.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase) || word.len() < 4)
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | ',' | '(' | ')' | '"'))
        && (name::is_given_name(list.first().copied().unwrap_or_default())
            || !list.iter().any(|word| name::is_company_word(word) || name::is_legal_form(word)))
        && (title_score(text) < 3 || vouched)
}

/// `Juta Gärtner`: two words, the second of which is a trade as well, the first none and nothing that goes before one.
fn title_at_end_only(text: &str) -> bool {
    let folded = fold(text);
    let list: Vec<&str> = folded.split(' ').collect();
    matches!(list.as_slice(), [first, _] if !words::is_title_noun(first) && !words::is_title_modifier(first) && !name::is_company_word(first))
}

/// Whether a text is a job title by its words.
pub fn is_title(text: &str) -> bool {
    title_score(text) > 2
}

/// 0: no word of a title; 1: the form of a trade's name; 2: a title's noun somewhere; 3: at its head or end.
fn title_score(text: &str) -> u8 {
    let folded = fold(text);
    let list: Vec<&str> =
        folded.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let (Some(first), Some(last)) = (list.first(), list.last()) else {
        return 0;
    };
    let article = matches!(*first, "le" | "la" | "les" | "the" | "das" | "der" | "die" | "el" | "los");
    let house = matches!(
        *first,
        "hopital"
            | "hospital"
            | "clinique"
            | "clinic"
            | "cabinet"
            | "societe"
            | "hotel"
            | "restaurant"
            | "groupe"
            | "ecole"
            | "universite"
            | "university"
            | "ministere"
            | "kanzlei"
            | "praxis"
    );
    let noun = |word: &str| {
        words::is_german_title(word)
        // Inclusive spelling: `Directeur·rice`, `Manager:in`, `Leiter(in)`.
            || words::is_title_noun(word)
            || word.split('-').any(|part| part.len() > 2 && words::is_title_noun(part)) && word.contains('-')
    };
    // "University Recruiter" works there, "University of …" is the place.
    let house = house && !list.get(1).is_some_and(|word| noun(word));
    if list.len() > 12 || text.len() > 120 || article || house {
        return 0;
    }
    let modifiers = list.iter().take_while(|word| words::is_title_modifier(word)).count();
    let head = noun(first)
        || (*first == "maitre" && list.get(1).is_some_and(|word| matches!(*word, "de" | "d")))
        || list.get(modifiers).is_some_and(|word| noun(word));
    let end = noun(last)
        || list
            .iter()
            .position(|word| matches!(*word, "of" | "for" | "de" | "des" | "du" | "d" | "fur" | "at" | "in" | "en"))
            .and_then(|at| at.checked_sub(1))
            .and_then(|at| list.get(at))
            .is_some_and(|word| noun(word));
    if head || end {
        return 3;
    }
    if list.iter().any(|word| noun(word)) {
        return 2;
    }
    let trade = [
        "arzt",
        "arztin",
        "eur",
        "euse",
        "trice",
        "ienne",
        "iste",
        "logue",
        "atre",
        "ologe",
        "ologin",
        "ator",
        "leiter",
        "leiterin",
        "berater",
        "beraterin",
        "meister",
        "ingenieur",
        "manager",
        "managerin",
        "entwickler",
        "referent",
        "referentin",
        "ician",
        "ologist",
        "urier",
        "tier",
        "tiere",
        "niere",
        "iere",
        "graphe",
        "ographer",
        "aste",
    ];
    u8::from(trade.iter().any(|end| first.len() > end.len() + 2 && first.ends_with(end)) && !name::is_given_name(first))
}

/// Nothing but words that go before a title's noun: the department that somebody works in.
fn is_field_of_work(text: &str) -> bool {
    let folded = fold(text);
    let mut list = folded
        .split([' ', '/', ','])
        .filter(|word| !word.is_empty() && !matches!(*word, "&" | "and" | "und" | "et" | "+"));
    list.clone().count() > 0 && list.all(words::is_title_modifier)
}

fn pick_title(pieces: &[Piece], name: Option<usize>, hosts: &[String]) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (place, piece) in pieces.iter().enumerate() {
        if Some(place) == name || piece.is_address() || piece.label == Some(Label::Company) {
            continue;
        }
        let mut score = f32::from(title_score(&piece.text));
        if piece.label == Some(Label::Title) {
            score += 10.0;
        } else {
            let firm = piece.text.split(' ').any(name::is_legal_form);
            // `Driver Door` with driverdoor.fr is a firm, whatever its words mean.
            score -= if firm || host_agreement(&piece.text, hosts) > 0.85 { 4.0 } else { 0.0 };
            score -= if piece.is_project() && title_score(&piece.text) < 3 { 1.5 } else { 0.0 };
            let beside = name.is_some_and(|name| place == name + 1);
            score += if beside { 0.5 } else { 0.0 };
            // "Recruiting & Employer Branding" below the name.
            score += if beside && is_field_of_work(&piece.text) { 0.8 } else { 0.0 };
        }
        if score >= 1.0 && best.is_none_or(|(high, _)| score > high) {
            best = Some((score, place));
        }
    }
    best.map(|(_, place)| place)
}

/// Pieces that may be the employer, best first.
fn pick_company(
    pieces: &[Piece],
    name: Option<usize>,
    title: Option<usize>,
    hosts: &[String],
) -> Vec<(usize, Certainty)> {
    let mut scored: Vec<(f32, usize)> = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        if Some(place) == name || Some(place) == title || piece.is_address() || piece.label == Some(Label::Title) {
            continue;
        }
        let text = piece.text.as_str();
        let agreement = host_agreement(text, hosts);
        let legal = text.split([' ', ',']).any(name::is_legal_form);
        let words = text.split(' ').filter(|word| name::is_company_word(word)).count();
        let mut score = 1.0 + 5.0 * agreement;
        score += if legal { 4.0 } else { 0.0 };
        score += 0.7 * words.min(2) as f32;
        score += if piece.label == Some(Label::Company) { 10.0 } else { 0.0 };
        score -= if piece.is_project() && agreement < 0.8 { 1.5 } else { 0.0 };
        score -= if title_score(text) > 2 && agreement < 0.8 { 1.5 } else { 0.0 };
        score -= if text.split(' ').count() > 7 { 1.5 } else { 0.0 };
        score -= if text.chars().next().is_some_and(char::is_lowercase) && agreement < 0.8 { 0.8 } else { 0.0 };
        if text.chars().filter(|c| c.is_alphabetic()).count() > 1 && score > 0.0 {
            scored.push((score, place));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    // Once something says that a piece is the firm, mere leftovers are no alternative.
    let sure = scored.first().is_some_and(|(score, _)| *score > 3.0);
    scored
        .into_iter()
        .filter(|(score, _)| !sure || *score > 3.0)
        .take(3)
        .map(|(score, place)| (place, if score > 3.0 { Certainty::Likely } else { Certainty::Doubtful }))
        .collect()
}
