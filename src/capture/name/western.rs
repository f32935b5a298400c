//! Names written in alphabets: titles, given names, particles, family name, suffixes, in either order.

use super::{Name, join, words};

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
        None if leading_comma => given_part(first, &mut name, &mut suffixes),
        None => in_order(first, &mut name, &mut suffixes, shouted),
        Some((second, others)) => {
            if is_tail(second, first.len(), shouted) {
                let alone = first.len() == 1 || first.iter().take(first.len() - 1).all(|word| words::is_particle(word));
                if alone {
                    family_part(first, &mut name, &mut suffixes);
                } else {
                    in_order(first, &mut name, &mut suffixes, shouted);
                }
                tail(second, &mut name, &mut suffixes);
            } else {
                family_part(first, &mut name, &mut suffixes);
                given_part(second.clone(), &mut name, &mut suffixes);
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

/// Brackets and quotes: a nickname, a birth name, or a suffix in disguise.
fn take_asides(text: &str, name: &mut Name) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, open)) = rest.char_indices().find(|(at, c)| opens(rest, *at, *c)) {
        let close = match open {
            '(' => ")",
            '“' | '„' => "”",
            '‘' => "’",
            '«' => "»",
            '\'' if rest.get(at..).is_some_and(|tail| tail.starts_with("''")) => "''",
            '\'' => "'",
            _ => "\"",
        };
        let width = if close == "''" { 2 } else { open.len_utf8() };
        let (before, tail) = rest.split_at(at);
        let inside_on = tail.get(width..).unwrap_or_default();
        let Some(end) = find_close(inside_on, close) else {
            out.push_str(before);
            out.push(' ');
            rest = inside_on;
            continue;
        };
        let (inside, after) = inside_on.split_at(end);
        out.push_str(before);
        out.push(' ');
        out.push_str(&aside(inside.trim(), before.is_empty(), name));
        out.push(' ');
        rest = after.get(close.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn opens(text: &str, at: usize, c: char) -> bool {
    let at_word_start = || text.get(..at).is_none_or(|before| before.is_empty() || before.ends_with([' ', '(', ',']));
    match c {
        '(' | '“' | '„' | '«' => true,
        // An apostrophe inside a word is a letter: O'Connor. At its start it may be a particle: 't Hooft.
        '\'' | '‘' => {
            at_word_start()
                && text.get(at..).is_some_and(|tail| {
                    find_close(tail.get(c.len_utf8()..).unwrap_or_default(), if c == '‘' { "’" } else { "'" }).is_some()
                })
        }
        '"' => true,
        _ => false,
    }
}

/// The closing mark; a single quote closes only at a word's end.
fn find_close(text: &str, close: &str) -> Option<usize> {
    text.match_indices(close).map(|(at, _)| at).find(|at| {
        let after = text.get(at + close.len()..).unwrap_or_default();
        !matches!(close, "'" | "’") || after.is_empty() || after.starts_with([' ', ',', ')', '.'])
    })
}

/// Files one aside; gives back what belongs into the running text.
fn aside(inside: &str, opening: bool, name: &mut Name) -> String {
    let inner: Vec<&str> = inside.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if let Some((marker, born)) = inner.split_first()
        && is_maiden_marker(marker)
        && !born.is_empty()
    {
        name.maiden = born.join(" ");
        return String::new();
    }
    let suffix = !inner.is_empty() && inner.iter().all(|word| words::is_suffix(word, false));
    if suffix && inner.iter().all(|word| words::is_generation(word) || words::key(word) == "ret") {
        return inside.to_owned();
    }
    if suffix && !opening {
        name.suffix = join(&[&name.suffix, inside]);
        return String::new();
    }
    if inner.is_empty() {
        return String::new();
    }
    if !name.nickname.is_empty() {
        name.nickname.push(' ');
    }
    name.nickname.push_str(inside);
    String::new()
}

fn is_maiden_marker(word: &str) -> bool {
    matches!(
        word.to_lowercase().trim_end_matches([':', '.']),
        "née"
            | "nee"
            | "né"
            | "geb"
            | "geborene"
            | "geborener"
            | "born"
            | "roz"
            | "rozená"
            | "z"
            | "z d"
            | "旧姓"
            | "o.s"
            | "fødd"
            | "født"
            | "född"
            | "syntyjään"
            | "урождённая"
            | "урожденная"
    ) && word != "z"
}

/// `Jane Doe née Smith, PhD`: the words behind the marker, up to a suffix.
fn take_maiden(part: &mut Vec<&str>, name: &mut Name, shouted: bool) {
    let marker = part.iter().position(|word| {
        matches!(word.to_lowercase().trim_end_matches('.'), "née" | "nee" | "geb" | "geborene" | "né")
    });
    let Some(at) = marker.filter(|at| *at > 0 && at + 1 < part.len()) else {
        return;
    };
    let tail = part.split_off(at);
    let (born, rest): (Vec<&str>, Vec<&str>) = {
        let names =
            tail.iter().skip(1).take_while(|word| !words::is_suffix(word, shouted) && !is_dotted_title(word)).count();
        let mut tail = tail.into_iter().skip(1);
        (tail.by_ref().take(names).collect(), tail.collect())
    };
    name.maiden = born.join(" ");
    part.extend(rest);
}

/// A title that is written with its dot: may stand behind the name as well.
fn is_dotted_title(word: &str) -> bool {
    word.ends_with('.') && words::is_title(word) && !words::is_suffix(word, false)
}

/// What follows a comma and is no given name: titles and suffixes only.
fn is_tail(part: &[&str], words_before: usize, shouted: bool) -> bool {
    let sure = |word: &&str| {
        words::is_suffix(word, shouted && words_before < 2)
            || words::is_title(word) && word.ends_with('.')
            || is_joint(word)
    };
    // Behind a whole name a single letter is a numeral, and capitals are some membership.
    let acronym = |word: &&str| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        words_before > 1
            && !shouted
            && capitals > 2
            && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '&'))
    };
    let numeral = |word: &&str| words_before > 1 && ["V", "I", "X", "V."].contains(word);
    let phd = part.windows(2).any(|pair| is_split_phd(pair));
    let honorific = part.iter().all(|word| words::is_title(word) || words::is_suffix(word, false))
        && part.len() == 1
        && matches!(
            words::key(part.first().copied().unwrap_or_default()).as_str(),
            "dr" | "mr" | "mrs" | "prof" | "sra" | "ms"
        );
    phd && part.len() == 2
        || honorific
        || part.iter().all(|word| sure(word) || acronym(word) || numeral(word) || *word == "D." && phd)
            && part.iter().any(|word| sure(word) || acronym(word) || words_before > 1)
}

fn is_joint(word: &str) -> bool {
    matches!(word, "-" | "&" | "/")
}

fn is_split_phd(pair: &[&str]) -> bool {
    matches!(pair, [a, b] if matches!(a.to_lowercase().as_str(), "ph." | "ph") && matches!(b.to_lowercase().as_str(), "d." | "d"))
}

fn tail(part: &[&str], name: &mut Name, suffixes: &mut Vec<String>) {
    let (mut titles, mut others) = (Vec::new(), Vec::new());
    for word in part {
        let title = words::is_title(word) && !words::is_suffix(word, false) && !words::is_generation(word);
        if title { titles.push(*word) } else { others.push(*word) }
    }
    name.honorific = join(&[&name.honorific, &titles.join(" ")]);
    suffixes.push(others.join(" "));
}

/// `van der Berg Jr.` before a comma.
fn family_part(mut part: Vec<&str>, name: &mut Name, suffixes: &mut Vec<String>) {
    let titles = part.iter().take_while(|word| is_dotted_title(word)).count();
    if titles < part.len() {
        name.honorific = join(&[&name.honorific, &part.drain(..titles).collect::<Vec<_>>().join(" ")]);
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
    let particles = leading_particles(&part).min(part.len().saturating_sub(1));
    name.particle = part.iter().take(particles).copied().collect::<Vec<_>>().join(" ");
    name.family = part.into_iter().skip(particles).collect::<Vec<_>>().join(" ");
}

fn leading_particles(part: &[&str]) -> usize {
    let particle = |word: &&&str| words::is_particle(word) && !word.ends_with('.') || words::key(word) == "st";
    // `La Torre` but `Le` alone is a Vietnamese name.
    part.iter().take_while(particle).count()
}

/// `Dr. Juan Q. Xavier III` behind a comma.
fn given_part(part: Vec<&str>, name: &mut Name, suffixes: &mut Vec<String>) {
    let mut part = part;
    take_titles(&mut part, name);
    take_trailing(&mut part, name, suffixes, 1, true);
    // `Vega, Juan de la`: the particle was put behind.
    let tail = part.iter().rev().take_while(|word| words::is_sure_particle(word)).count();
    if tail > 0 && tail < part.len() && name.particle.is_empty() {
        name.particle = part.split_off(part.len() - tail).join(" ");
    }
    take_given(&part, name, true);
}

fn take_given(part: &[&str], name: &mut Name, more_follows: bool) {
    let Some(first) = part.first() else {
        return;
    };
    let mut count = 1;
    if words::is_bound_given(first) && part.len() > 1 && more_follows {
        count = 2;
    }
    // `John and Jane`.
    while part.get(count).is_some_and(|word| is_and(word)) && count + 1 < part.len() {
        count += 2;
    }
    name.given = part.iter().take(count).copied().collect::<Vec<_>>().join(" ");
    name.middle = part.iter().skip(count).copied().collect::<Vec<_>>().join(" ");
}

fn is_and(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "and" | "&" | "or" | "et" | "und")
}

fn take_titles(part: &mut Vec<&str>, name: &mut Name) {
    let mut count = 0;
    while let Some(word) = part.get(count) {
        let next = part.get(count + 1);
        let title = words::is_title(word)
            && !(words::is_suffix(word, true)
                && count == 0
                && !word.ends_with('.')
                && !words::is_given_title(word)
                && is_name_like(word));
        let unknown = is_unknown_title(word);
        // `Mr. and Mrs.`
        let bridge = count > 0 && is_and(word) && next.is_some_and(|next| words::is_title(next));
        let of_state = count > 0
            && matches!(words::key(word).as_str(), "of" | "at")
            && next.is_some_and(|next| words::is_title(next) || words::key(next) == "affairs");
        if !(title || unknown || bridge || of_state) || next.is_none() && !(title && word.ends_with('.')) {
            break;
        }
        count += 1;
    }
    if count == part.len() {
        count = count.saturating_sub(1);
    }
    let titles: Vec<&str> = part.drain(..count).collect();
    let titles = titles.join(" ");
    name.honorific = join(&[&name.honorific, &titles]);
}

/// Words that are titles and given names alike, when nothing marks them as titles.
fn is_name_like(word: &str) -> bool {
    matches!(words::key(word).as_str(), "major" | "king" | "prince" | "earl" | "duke" | "dean")
}

/// `Foo.`: a capital, small letters, a dot.
fn is_unknown_title(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else {
        return false;
    };
    let mut chars = stem.chars();
    chars.next().is_some_and(|c| c.is_uppercase() && c.is_ascii())
        && stem.chars().count() > 1
        && chars.all(char::is_lowercase)
        && words::key(stem) != "st"
        && !words::is_particle(stem)
}

/// Peels suffixes and dotted titles off the end, leaving at least `keep` words.
fn take_trailing(part: &mut Vec<&str>, name: &mut Name, suffixes: &mut Vec<String>, keep: usize, behind_comma: bool) {
    let shouted = !part.iter().any(|word| word.chars().any(char::is_lowercase));
    let mut behind: Vec<&str> = Vec::new();
    let mut titles: Vec<&str> = Vec::new();
    while part.len() > keep {
        let Some(last) = part.last().copied() else {
            break;
        };
        if part.len() > keep + 1 && part.get(part.len() - 2..).is_some_and(is_split_phd) {
            let at = part.len() - 2;
            let mut pair = part.split_off(at);
            pair.append(&mut behind);
            behind = pair;
        } else if is_dotted_title(last)
            || words::is_title(last)
                && behind_comma
                && matches!(words::key(last).as_str(), "mr" | "mrs" | "ms" | "dr" | "prof")
        {
            titles.insert(0, last);
            part.pop();
        } else if words::is_suffix(last, shouted)
            || is_tail_phrase(part, last)
            || behind_comma && part.len() > 1 && matches!(last, "V" | "I")
            || !behind_comma && part.len() > 2 && last == "V" && !shouted
        {
            behind.insert(0, last);
            part.pop();
        } else {
            break;
        }
    }
    if !behind.is_empty() {
        suffixes.push(behind.join(" "));
    }
    name.honorific = join(&[&name.honorific, &titles.join(" ")]);
}

/// `attorney at law`.
fn is_tail_phrase(part: &[&str], last: &str) -> bool {
    matches!(last.to_lowercase().as_str(), "law" | "at")
        && part.iter().any(|word| matches!(words::key(word).as_str(), "attorney" | "atty" | "counselor"))
}

/// Words in the order they are said.
fn in_order(part: Vec<&str>, name: &mut Name, suffixes: &mut Vec<String>, shouted: bool) {
    let mut part = part;
    take_titles(&mut part, name);
    take_trailing(&mut part, name, suffixes, 1, false);
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
    let mut given = 1;
    if part.first().is_some_and(|word| words::is_bound_given(word)) && part.len() > 2 {
        given = 2;
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
    let middle = part.split_off(given.min(part.len()));
    name.given = part.join(" ");
    name.middle = middle.join(" ");
    let particles = leading_particles(&family).min(family.len().saturating_sub(1));
    let (particle, family) = family.split_at(particles);
    name.particle = particle.join(" ");
    name.family = family.join(" ");
}

/// One word: a family name behind a title that takes one, or when it is shouted and no given name that we know.
fn alone(word: &str, name: &mut Name, shouted: bool) {
    let title_takes_family =
        !name.honorific.is_empty() && !name.honorific.split(' ').next_back().is_some_and(words::is_given_title);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let sounds_given = || {
        let key = words::key(word);
        words::is_given_name(word)
            || ["a", "ie", "ine", "elle", "ette", "een", "lyn", "lynn", "isha", "ndra", "ica", "y"]
                .iter()
                .any(|end| key.ends_with(end))
    };
    if title_takes_family || (shouted && letters > 2 && !sounds_given()) {
        name.family = word.to_owned();
    } else {
        name.given = word.to_owned();
    }
}

/// `Jean DUPONT`, `DUPONT Jean`: when only some words are in capitals those are the family name, by French and
/// European custom.
fn family_in_capitals<'a>(part: &[&'a str], shouted: bool) -> Option<(Vec<&'a str>, Vec<&'a str>)> {
    if shouted {
        return None;
    }
    let capital = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 2
            && word.chars().all(|c| !c.is_lowercase())
            && !word.contains('.')
            && word.chars().any(|c| matches!(words::key(&c.to_string()).as_str(), "a" | "e" | "i" | "o" | "u" | "y"))
    };
    let first = part.iter().position(capital)?;
    let last = part.iter().rposition(capital)?;
    let inside = part.get(first..=last)?;
    let given_in_capitals = inside.iter().any(|word| !capital(word) && !words::is_particle(word));
    if given_in_capitals {
        return None;
    }
    let mut start = first;
    while start > 1 && part.get(start - 1).is_some_and(|word| words::is_particle(word)) {
        start -= 1;
    }
    let family: Vec<&str> = part.get(start..=last)?.to_vec();
    let given: Vec<&str> = part.iter().take(start).chain(part.iter().skip(last + 1)).copied().collect();
    let whole_end = start == 0 || last + 1 == part.len();
    (whole_end && !given.is_empty() && given.iter().all(|word| word.chars().any(|c| c.is_lowercase() || c == '.')))
        .then_some((family, given))
}

/// Index of the family name's first word, its particles included.
fn family_start(part: &[&str], given: usize) -> usize {
    let last = part.len() - 1;
    let at = |index: usize| part.get(index).copied().unwrap_or_default();
    // The last run of particles that has a name behind it.
    let mut start = last;
    let mut index = last;
    while index > given {
        index -= 1;
        let small = |word: &str| matches!(word, "y" | "z" | "e");
        if words::is_particle(at(index)) && !small(at(index)) && !is_initial(at(index)) {
            start = index;
            while start > given
                && (words::is_particle(at(start - 1)) && !is_initial(at(start - 1))
                    || is_and(at(start - 1)) && words::is_particle(at(start.saturating_sub(2)))
                    || is_noble(at(start - 1)))
            {
                start -= 1;
            }
            return start.max(given);
        }
    }
    // `Velasquez y Garcia`, with enough names before it that "y" is no initial.
    if last >= given + 2 && matches!(at(last - 1), "y" | "i") && at(last - 2).chars().count() > 1 {
        return last - 2;
    }
    if is_and(at(last)) && last > given {
        return last - 1;
    }
    if last > given && words::is_spanish_surname(at(last)) && words::is_spanish_surname(at(last - 1)) {
        return last - 1;
    }
    start
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1 && word.chars().any(char::is_uppercase)
}

fn is_noble(word: &str) -> bool {
    matches!(words::key(word).as_str(), "freiherr" | "freiherrin" | "freifrau" | "graf" | "grafin" | "furst" | "prinz")
}
