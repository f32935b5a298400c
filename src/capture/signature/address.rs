//! Postal addresses: which pieces of a signature are street, postcode, town or country.

use crate::capture::name::fold;

/// Whether a piece of text is (part of) a postal address.
pub fn is_address(text: &str) -> bool {
    if text.len() > 160 {
        return false;
    }
    let folded = fold(text);
    is_labelled(&folded)
        || is_street(&folded)
        || ends_with_country(&folded)
        || is_numbered_place(text)
        || is_town(text, &folded)
        || is_box(&folded)
        || is_country(&folded)
}

/// `Adresse : …`
pub fn is_labelled(folded: &str) -> bool {
    folded.split_once(':').is_some_and(|(label, _)| {
        matches!(
            label.trim(),
            "adresse"
                | "address"
                | "anschrift"
                | "addr"
                | "adr"
                | "direccion"
                | "indirizzo"
                | "adres"
                | "adresse postale"
                | "sitz"
                | "siege"
                | "siege social"
                | "postanschrift"
                | "hausanschrift"
                | "besucheradresse"
        )
    })
}

/// Taken off before the words are looked at.
pub fn without_label(text: &str) -> &str {
    match text.split_once(':') {
        Some((_, rest)) if is_labelled(&fold(text)) => rest.trim(),
        _ => text.trim(),
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-'))).filter(|word| !word.is_empty())
}

/// A word for street, with a house number before or behind it.
fn is_street(folded: &str) -> bool {
    let street = words(folded).any(|word| {
        matches!(
            word,
            "rue"
                | "avenue"
                | "av"
                | "ave"
                | "boulevard"
                | "boul"
                | "bd"
                | "bld"
                | "blvd"
                | "place"
                | "chemin"
                | "quai"
                | "cours"
                | "impasse"
                | "allee"
                | "allees"
                | "route"
                | "rte"
                | "square"
                | "passage"
                | "faubourg"
                | "esplanade"
                | "promenade"
                | "sentier"
                | "villa"
                | "cite"
                | "rond-point"
                | "lieu-dit"
                | "zac"
                | "za"
                | "zi"
                | "residence"
                | "hameau"
                | "voie"
                | "mail"
                | "montee"
                | "parvis"
                | "traverse"
                | "venelle"
                | "ruelle"
                | "lotissement"
                | "street"
                | "st"
                | "road"
                | "rd"
                | "drive"
                | "dr"
                | "lane"
                | "ln"
                | "court"
                | "ct"
                | "way"
                | "parkway"
                | "pkwy"
                | "highway"
                | "hwy"
                | "freeway"
                | "broadway"
                | "crescent"
                | "terrace"
                | "close"
                | "row"
                | "gardens"
                | "grove"
                | "plaza"
                | "suite"
                | "ste"
                | "floor"
                | "fl"
                | "building"
                | "bldg"
                | "circle"
                | "trail"
                | "mews"
                | "wharf"
                | "pike"
                | "loop"
                | "strasse"
                | "str"
                | "weg"
                | "platz"
                | "allee-"
                | "ring"
                | "damm"
                | "ufer"
                | "gasse"
                | "am"
                | "im"
                | "calle"
                | "carrer"
                | "plaza-"
                | "paseo"
                | "avenida"
                | "rua"
                | "travessa"
                | "via"
                | "viale"
                | "piazza"
                | "corso"
                | "largo"
                | "straat"
                | "laan"
                | "plein"
                | "gracht"
                | "ulica"
                | "ul"
                | "vej"
                | "gade"
                | "gatan"
                | "vagen"
                | "etorbidea"
                | "kalea"
                | "praca"
                | "alameda"
                | "avinguda"
                | "ronda"
                | "camino"
                | "strada"
                | "kade"
        ) || [
            "strasse",
            "str",
            "weg",
            "platz",
            "allee",
            "gasse",
            "damm",
            "ufer",
            "ring",
            "straat",
            "laan",
            "gatan",
            "vagen",
            "vej",
            "gade",
            "gate",
            "veien",
            "plein",
            "gracht",
            "kuja",
            "katu",
            "tie",
            "markt",
            "berg",
            "chaussee",
            "promenade",
        ]
        .iter()
        .any(|end| word.len() > end.len() + 2 && word.ends_with(end) && folded.chars().any(|c| c.is_ascii_digit()))
    });
    let mut all = words(folded);
    let number_first = all.next().is_some_and(is_house_number);
    // "4th Floor, Residency Road, Bengaluru 560025"
    let ordinal = |word: &str| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && matches!(word.get(digits..), Some("st" | "nd" | "rd" | "th"))
    };
    let long_code = |word: &str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
    let number_last = words(folded).any(|word| is_house_number(word) || ordinal(word) || long_code(word));
    // Words that are common besides need their number in front or at the end.
    let sure = words(folded).any(|word| {
        matches!(
            word,
            "rue"
                | "avenue"
                | "boulevard"
                | "chemin"
                | "impasse"
                | "strasse"
                | "street"
                | "road"
                | "calle"
                | "suite"
                | "lieu-dit"
                | "rua"
                | "plaza"
                | "via"
                | "corso"
                | "piazza"
                | "avenida"
        )
    });
    // Where the word for street is missing or unknown: a number, then up to five words, before a comma or the end.
    let plain = number_first && folded.contains(',') && words(folded).count() < 9;
    (street && (number_first || number_last)) || (sure && folded.starts_with("rue ")) || plain
}

/// `Marseille, France`, `Metz (France)`
fn ends_with_country(folded: &str) -> bool {
    let rest = folded.trim_end_matches([')', '.', ' ']);
    rest.rsplit_once([',', '(']).is_some_and(|(before, country)| {
        is_country(country) && before.chars().filter(|c| c.is_alphabetic()).count() > 2
    })
}

/// A street without a word for street, its number behind it, and a town: `Nygade 12, Odense`.
fn is_numbered_place(text: &str) -> bool {
    let Some((street, town)) = text.split_once(',') else {
        return false;
    };
    let number = street.trim().rsplit(' ').next().unwrap_or_default();
    street.trim().contains(' ')
        && is_house_number(&fold(number))
        && street.chars().next().is_some_and(char::is_uppercase)
        && town.trim().chars().next().is_some_and(char::is_uppercase)
        && !town.chars().any(|c| c.is_ascii_digit())
        && town.split_whitespace().count() < 5
}

/// `12`, `12bis`, `46-27`, `12b`
fn is_house_number(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word.get(digits..).unwrap_or_default();
    (1..=5).contains(&digits)
        && (rest.is_empty()
            || matches!(rest, "a" | "b" | "c" | "d" | "bis" | "ter" | "quater")
            || rest.strip_prefix('-').is_some_and(|tail| tail.bytes().all(|b| b.is_ascii_digit())))
}

/// A postcode with a town: `75001 Paris`, `Summit, NJ 07901`, `London EC1A 1BB`, `D-10115 Berlin`.
fn is_town(text: &str, folded: &str) -> bool {
    let list: Vec<&str> = words(folded).collect();
    let raw: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-' | '’')))
        .filter(|word| !word.is_empty())
        .collect();
    if list.len() > 9 {
        return false;
    }
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let postcode = |word: &str| {
        let tail = word.rsplit('-').next().unwrap_or_default();
        digits(word) && (4..=5).contains(&word.len())
            || word.len() < 10
                && digits(tail)
                && (4..=5).contains(&tail.len())
                && word.split('-').next().is_some_and(|head| {
                    head.len() < 3 && head.bytes().all(|b| b.is_ascii_alphabetic()) || digits(head) && head.len() == 5
                })
    };
    let first = list.first().copied().unwrap_or_default();
    let leads = list.len() > 1
        && postcode(first)
        && list.get(1).is_some_and(|word| word.chars().next().is_some_and(char::is_alphabetic))
        && raw.get(1).is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase));
    // A state in two capitals before the code.
    let state = raw.windows(2).any(|pair| matches!(pair, [state, code] if state.len() == 2 && state.bytes().all(|b| b.is_ascii_uppercase()) && postcode(code)));
    let british = raw.windows(2).any(|pair| {
        matches!(pair, [outward, inward] if inward.len() == 3 && (2..=4).contains(&outward.len())
            && inward.bytes().next().is_some_and(|b| b.is_ascii_digit())
            && inward.bytes().skip(1).all(|b| b.is_ascii_uppercase())
            && outward.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
            && outward.bytes().any(|b| b.is_ascii_digit()))
    });
    leads || state || british
}

/// `CEDEX 12 CS 13465`, `BP 123`, `P.O. Box 12`, `Postfach 1234`
fn is_box(folded: &str) -> bool {
    let digit = folded.chars().any(|c| c.is_ascii_digit());
    digit
        && (words(folded).any(|word| matches!(word, "cedex" | "postfach" | "bp" | "tsa"))
            || folded.contains("p.o. box")
            || folded.contains("po box")
            || words(folded).next() == Some("cs"))
}

pub fn is_country(folded: &str) -> bool {
    matches!(
        folded.trim_matches(|c: char| !c.is_alphanumeric()),
        "france"
            | "germany"
            | "deutschland"
            | "allemagne"
            | "united kingdom"
            | "uk"
            | "england"
            | "scotland"
            | "ireland"
            | "usa"
            | "united states"
            | "united states of america"
            | "canada"
            | "suisse"
            | "schweiz"
            | "switzerland"
            | "osterreich"
            | "austria"
            | "autriche"
            | "belgique"
            | "belgium"
            | "belgien"
            | "luxembourg"
            | "luxemburg"
            | "italia"
            | "italy"
            | "italie"
            | "italien"
            | "espana"
            | "spain"
            | "espagne"
            | "spanien"
            | "portugal"
            | "nederland"
            | "the netherlands"
            | "netherlands"
            | "pays-bas"
            | "polska"
            | "poland"
            | "sverige"
            | "sweden"
            | "norge"
            | "norway"
            | "danmark"
            | "denmark"
            | "suomi"
            | "finland"
            | "brasil"
            | "brazil"
            | "mexico"
            | "india"
            | "china"
            | "japan"
            | "australia"
            | "new zealand"
            | "maroc"
            | "tunisie"
            | "algerie"
    )
}
