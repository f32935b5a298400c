//! Names written in alphabets: titles, given names, particles, family name, suffixes, in either order.

mod asides;
mod ends;
mod family;

use super::{Name, join, words};
use asides::{take_asides, take_maiden};
use ends::{Place, is_dotted_title, is_tail, tail, take_titles, take_trailing};
use family::{family_in_capitals, family_start, leading_particles, small_words};

pub fn parse(text: &str) -> Name {
    let mut name = Name::default();
    let text = take_asides(text, &mut name);
    let shouted = !text.chars().any(char::is_lowercase);
    let leading_comma = text.trim_start().starts_with(',');
    let mut parts: Vec<Vec<&str>> = text
        .split([',', ';'])
        .map(|part| part.split(' ').filter(|word| is_word(word)).collect::<Vec<_>>())
        .filter(|part| !part.is_empty())
        .collect();
    for part in &mut parts {
        take_maiden(part, &mut name, shouted);
    }
    parts.retain(|part| !part.is_empty());
    let mut suffixes: Vec<String> = Vec::new();
    if !name.suffix.is_empty() {
        suffixes.push(std::mem::take(&mut name.suffix));
    }
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else {
        name.suffix = suffixes.join(", ");
        return name;
    };
    let rest: Vec<Vec<&str>> = parts.collect();
    match rest.split_first() {
        None if leading_comma => given_part(first, &mut name, &mut suffixes, true),
        None => in_order(first, &mut name, &mut suffixes, shouted),
        Some((second, others)) => {
            // `Ford, Jr., Henry`
            let generation = first.len() == 1 && second.iter().all(|word| words::is_generation(word));
            if let Some((third, others)) = others.split_first()
                && generation
                && !is_tail(third, 1, true, true)
            {
                family_part(first, &mut name, &mut suffixes);
                tail(second, &mut name, &mut suffixes);
                given_part(third.clone(), &mut name, &mut suffixes, others.is_empty());
                for part in others {
                    tail(part, &mut name, &mut suffixes);
                }
                name.suffix = suffixes.into_iter().filter(|suffix| !suffix.is_empty()).collect::<Vec<_>>().join(", ");
                return name;
            }
            let capitals = first.iter().any(|word| {
                word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.chars().any(char::is_lowercase)
            });
            if is_tail(second, first.len(), shouted, capitals) {
                let names: Vec<&&str> = first.iter().filter(|word| !words::is_generation(word)).collect();
                let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
                let alone = names.len() == 1
                    || names.iter().take(names.len().saturating_sub(1)).all(|word| {
                        words::is_sure_particle(word) || words::is_particle(word) && (small(word) || names.len() > 2)
                    });
                if alone {
                    family_part(first, &mut name, &mut suffixes);
                } else {
                    in_order(first, &mut name, &mut suffixes, shouted);
                }
                tail(second, &mut name, &mut suffixes);
            } else {
                family_part(first, &mut name, &mut suffixes);
                given_part(second.clone(), &mut name, &mut suffixes, others.is_empty());
            }
            for part in others {
                tail(part, &mut name, &mut suffixes);
            }
        }
    }
    name.suffix = suffixes.into_iter().filter(|suffix| !suffix.is_empty()).collect::<Vec<_>>().join(", ");
    name
}

fn is_word(word: &str) -> bool {
    word.chars().any(|c| c.is_alphanumeric() || !c.is_ascii()) || word == "&"
}

/// `van der Berg Jr.` before a comma.
fn family_part(mut part: Vec<&str>, name: &mut Name, suffixes: &mut Vec<String>) {
    if part.len() > 1 {
        take_titles(&mut part, name);
    }
    let mut behind = Vec::new();
    while part.len() > 1 {
        match part.last() {
            Some(last) if words::is_suffix(last, true) => behind.insert(0, part.pop().unwrap_or_default()),
            Some(last) if is_dotted_title(last) => {
                name.honorific = join(&[part.pop().unwrap_or_default(), &name.honorific]);
            }
            _ => break,
        }
    }
    if !behind.is_empty() {
        suffixes.push(behind.join(" "));
    }
    let particles = leading_particles(&part).max(small_words(&part)).min(part.len().saturating_sub(1));
    name.particle = part.iter().take(particles).copied().collect::<Vec<_>>().join(" ");
    name.family = part.into_iter().skip(particles).collect::<Vec<_>>().join(" ");
}

/// `Dr. Juan Q. Xavier III` behind a comma.
fn given_part(part: Vec<&str>, name: &mut Name, suffixes: &mut Vec<String>, last: bool) {
    let mut part = part;
    take_titles(&mut part, name);
    take_trailing(&mut part, name, suffixes, 1, if last { Place::BehindComma } else { Place::BeforeComma });
    // `Vega, Juan de la`: the particle was put behind.
    let tail = part
        .iter()
        .rev()
        .take_while(|word| words::is_sure_particle(word) || matches!(**word, "la" | "las" | "los" | "le"))
        .count();
    let sure = part.iter().rev().take(tail).next_back().is_some_and(|word| words::is_sure_particle(word));
    if sure && tail < part.len() && name.particle.is_empty() {
        name.particle = part.split_off(part.len() - tail).join(" ");
    }
    take_given(&part, name, true);
}

fn take_given(part: &[&str], name: &mut Name, more_follows: bool) {
    let Some(first) = part.first() else {
        return;
    };
    let mut count = 1;
    let bound = words::is_bound_given(first) && more_follows
        || part.get(1).is_some_and(|second| words::is_double_given(first, second));
    if bound && part.len() > 1 {
        count = 2;
    }
    // `John and Jane`.
    if part.len() > count + 2
        && part.get(count).is_some_and(|word| is_initial(word))
        && part.get(count + 1).is_some_and(|word| is_and(word))
    {
        // `John T. and Jane P.`
        let second = part.get(count + 2).copied().unwrap_or_default();
        name.given = join(&[first, part.get(count + 1).copied().unwrap_or_default(), second]);
        name.middle = part
            .iter()
            .enumerate()
            .filter(|(place, _)| *place == count || *place > count + 2)
            .map(|(_, word)| *word)
            .collect::<Vec<_>>()
            .join(" ");
        return;
    }
    while part.get(count).is_some_and(|word| is_and(word)) && count + 1 < part.len() {
        count += 2;
    }
    name.given = part.iter().take(count).copied().collect::<Vec<_>>().join(" ");
    name.middle = part.iter().skip(count).copied().collect::<Vec<_>>().join(" ");
}

fn is_and(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "and" | "&" | "or" | "et" | "und")
}

/// Words in the order they are said.
fn in_order(part: Vec<&str>, name: &mut Name, suffixes: &mut Vec<String>, shouted: bool) {
    let mut part = part;
    take_titles(&mut part, name);
    take_trailing(&mut part, name, suffixes, 1, Place::InOrder);
    if part.len() == 1 {
        alone(part.first().copied().unwrap_or_default(), name, shouted);
        return;
    }
    if let Some((family, given)) = family_in_capitals(&part, shouted) {
        let (particles, family) = family.split_at(leading_particles(&family).min(family.len() - 1));
        name.particle = particles.join(" ");
        name.family = family.join(" ");
        take_given(&given, name, true);
        return;
    }
    if part.first().is_some_and(|word| words::is_sure_particle(word)) {
        let particles = leading_particles(&part).min(part.len() - 1);
        if particles + 1 == part.len() {
            let family = part.split_off(particles);
            name.particle = part.join(" ");
            name.family = family.join(" ");
            return;
        }
    }
    // `Sheikh Abdul Rahman`: no family name behind a title that goes with given names.
    if part.len() == 2
        && part.first().is_some_and(|word| words::is_bound_given(word))
        && name.honorific.split(' ').any(words::is_given_title)
    {
        name.given = part.join(" ");
        return;
    }
    // `Swanson Peter A`: an initial is no family name.
    if let [family, given, initial] = part.as_slice()
        && is_initial(initial)
        && words::is_given_name(given)
        && !words::is_given_name(family)
        && !is_initial(family)
    {
        name.family = (*family).to_owned();
        take_given(&[*given, *initial], name, true);
        return;
    }
    let mut given = 1;
    if part.first().is_some_and(|word| words::is_bound_given(word)) && part.len() > 2 {
        given = 2;
    }
    if part.len() > given + 3
        && part.get(given).is_some_and(|word| is_initial(word))
        && part.get(given + 1).is_some_and(|word| is_and(word))
    {
        given += 3;
    }
    while part.get(given).is_some_and(|word| is_and(word)) && given + 1 < part.len() {
        given += 2;
    }
    if given >= part.len() {
        name.given = part.join(" ");
        return;
    }
    let start = family_start(&part, given);
    let family = part.split_off(start);
    take_given(&part, name, true);
    let particles = leading_particles(&family).min(family.len().saturating_sub(1));
    let (particle, family) = family.split_at(particles);
    name.particle = particle.join(" ");
    name.family = family.join(" ");
}

/// One word: a family name behind a title that takes one, or when it is shouted and no given name that we know.
fn alone(word: &str, name: &mut Name, shouted: bool) {
    let title_takes_family = !name.honorific.is_empty() && !name.honorific.split(' ').any(words::is_given_title);
    let given_title = name.honorific.split(' ').any(words::is_given_title);
    let takes_family = title_takes_family || !(given_title || name.nickname.is_empty() && name.maiden.is_empty());
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let sounds_given = || {
        let key = words::key(word);
        words::is_given_name(word)
            || ["a", "ie", "ine", "elle", "ette", "een", "lyn", "lynn", "isha", "ndra", "ica", "y"]
                .iter()
                .any(|end| key.ends_with(end))
    };
    if takes_family || (shouted && letters > 2 && !sounds_given()) {
        name.family = word.to_owned();
    } else {
        name.given = word.to_owned();
    }
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1 && word.chars().any(char::is_uppercase)
}
