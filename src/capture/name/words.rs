//! The word lists, read once from the text files beside this one.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::fold;

type Words = HashSet<&'static str>;

fn words(file: &'static str) -> Words {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

static TITLES: LazyLock<Words> = LazyLock::new(|| words(include_str!("titles.txt")));
static GIVEN_TITLES: LazyLock<Words> = LazyLock::new(|| words(include_str!("given_titles.txt")));
static SUFFIXES: LazyLock<Words> = LazyLock::new(|| words(include_str!("suffixes.txt")));
static PARTICLES: LazyLock<Words> = LazyLock::new(|| words(include_str!("particles.txt")));
static GIVEN_NAMES: LazyLock<Words> = LazyLock::new(|| words(include_str!("given_names.txt")));
static COMPANY_WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("company_words.txt")));

/// A word as the lists have it: folded, without dots, and without commas at its ends.
pub fn key(word: &str) -> String {
    let mut key = fold(word.trim_matches(|c: char| matches!(c, ',' | ';' | '(' | ')' | '"' | '.' | '。' | '．' | '｡')));
    key.retain(|c| c != '.');
    key
}

pub fn is_title(word: &str) -> bool {
    TITLES.contains(key(word).as_str())
}

/// `Sir`, `Sister`: one word behind it is a given name.
pub fn is_given_title(word: &str) -> bool {
    GIVEN_TITLES.contains(key(word).as_str())
}

/// Degrees that are as well names or particles, when not written with dots or in capitals.
const DOUBTFUL_SUFFIXES: &[&str] = &[
    "ma", "do", "ba", "be", "ed", "om", "pe", "pa", "ms", "bs", "pg", "aia", "ing", "asa", "mas", "mim", "eng", "vi",
    "assoc", "abr", "np", "od", "rn", "ca", "si", "dm", "cpt", "peng",
];

/// Whether a word behind a name is a generation, a degree or a membership. `capitals`: a whole name in capitals says
/// nothing by them, so doubtful words are then taken for names.
pub fn is_suffix(word: &str, shouted: bool) -> bool {
    // Several in one word: `JD.CPA`, `OTR/L`.
    let parts = || word.split(['.', '/']).map(key).filter(|part| !part.is_empty());
    if word.contains(['.', '/'])
        && parts().count() > 1
        && parts().all(|part| part.len() > 1 && SUFFIXES.contains(part.as_str()))
    {
        return true;
    }
    let key = key(word);
    if !SUFFIXES.contains(key.as_str()) {
        return false;
    }
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    // "PEng" is a degree, "Peng" a family name.
    let capitals =
        letters().all(char::is_uppercase) || key == "peng" && letters().filter(|c| c.is_uppercase()).count() == 2;
    let dotted = letters().count() > 1 && word.trim_end_matches('.').contains('.');
    !DOUBTFUL_SUFFIXES.contains(&key.as_str()) || dotted || (capitals && !shouted)
}

pub fn is_generation(word: &str) -> bool {
    matches!(
        key(word).as_str(),
        "jr" | "sr"
            | "jnr"
            | "snr"
            | "ii"
            | "iii"
            | "iv"
            | "vi"
            | "vii"
            | "viii"
            | "2nd"
            | "3rd"
            | "4th"
            | "junior"
            | "senior"
            | "fils"
    )
}

pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(fold(word.trim_end_matches('.')).as_str())
}

/// Particles that open no given name, so that they may stand first: `de la Vega`.
pub fn is_sure_particle(word: &str) -> bool {
    matches!(
        fold(word).as_str(),
        "de" | "dos"
            | "das"
            | "do"
            | "du"
            | "des"
            | "zu"
            | "zum"
            | "zur"
            | "ter"
            | "ten"
            | "vom"
            | "af"
            | "av"
            | "auf"
            | "vd"
            | "bint"
            | "degli"
            | "dei"
            | "delle"
            | "dello"
            | "delli"
            | "'t"
            | "op"
            | "d'"
            | "l'"
            | "al-"
            | "el-"
            | "az-"
            | "ar-"
            | "ad-"
            | "as-"
    )
}

/// First half of a given name of two words: `abdul salam`, `abu bakr`.
pub fn is_bound_given(word: &str) -> bool {
    matches!(fold(word).as_str(), "abdul" | "abdel" | "abd" | "abu" | "umm" | "abdoul" | "abd-ul")
}

/// Two words that are said as one given name: `Mary Jo`, `Hans Peter`, `Marie Claire`.
pub fn is_double_given(first: &str, second: &str) -> bool {
    let second = key(second);
    match key(first).as_str() {
        "mary" => matches!(
            second.as_str(),
            "jo" | "ann" | "anne" | "ellen" | "beth" | "lou" | "kay" | "jane" | "kate" | "sue" | "lynn" | "grace"
        ),
        "jo" => matches!(second.as_str(), "ann" | "anne" | "ellen" | "beth"),
        "hans" => matches!(second.as_str(), "peter" | "jurgen" | "georg" | "joachim" | "werner" | "dieter" | "martin"),
        "karl" => matches!(second.as_str(), "heinz" | "josef" | "friedrich" | "otto"),
        "eva" | "anna" => matches!(second.as_str(), "maria" | "lena"),
        "marie" => matches!(
            second.as_str(),
            "claire" | "anne" | "france" | "laure" | "pierre" | "therese" | "christine" | "helene" | "jose" | "louise"
        ),
        "anne" => matches!(second.as_str(), "marie" | "sophie" | "laure" | "claire"),
        "jean" => matches!(
            second.as_str(),
            "pierre"
                | "luc"
                | "marc"
                | "paul"
                | "louis"
                | "claude"
                | "michel"
                | "jacques"
                | "philippe"
                | "francois"
                | "baptiste"
        ),
        _ => false,
    }
}

/// `GIVEN_NAMES` has it. A hyphenated name counts by its first half.
pub fn is_given_name(word: &str) -> bool {
    let key = key(word);
    GIVEN_NAMES.contains(key.as_str()) || key.split_once('-').is_some_and(|(first, _)| GIVEN_NAMES.contains(first))
}

pub fn is_company_word(word: &str) -> bool {
    COMPANY_WORDS.contains(key(word).as_str())
}

/// Legal forms, which nothing but an organisation has. The one- and two-letter ones must be in capitals.
pub fn is_legal_form(word: &str) -> bool {
    let key = key(word);
    let key = key.trim_start_matches('(').trim_end_matches(')');
    match key {
        "inc" | "incorporated" | "llc" | "llp" | "ltd" | "limited" | "corp" | "corporation" | "plc" | "pllc"
        | "gmbh" | "mbh" | "kgaa" | "ohg" | "sas" | "sasu" | "sarl" | "eurl" | "pty" | "bhd" | "ltda" | "eireli"
        | "sro" | "srl" | "kft" => true,
        "ag" | "kg" | "ug" | "ev" | "se" | "sa" | "bv" | "nv" | "ab" | "oy" | "oyj" | "asa" | "aps" | "spa" | "sl"
        | "pc" | "lp" | "kk" | "co" | "scop" | "sci" | "zrt" | "ooo" | "eg" => {
            word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
                || matches!(word.trim_matches(','), "e.V." | "e.G." | "eG" | "ApS" | "SpA" | "Co." | "Oy" | "Ab")
        }
        _ => false,
    }
}

/// Words of a surname that Spanish use pairs: by ending or by frequency.
pub fn is_spanish_surname(word: &str) -> bool {
    let key = key(word);
    (key.len() > 4 && (key.ends_with("ez") || key.ends_with("oz")))
        || matches!(
            key.as_str(),
            "garcia"
                | "moreno"
                | "alvarado"
                | "romero"
                | "torres"
                | "navarro"
                | "ramos"
                | "ortega"
                | "castro"
                | "rubio"
                | "molina"
                | "medina"
                | "morales"
                | "delgado"
                | "suarez"
                | "castillo"
                | "guerrero"
                | "cortes"
                | "santos"
                | "lozano"
                | "cano"
                | "prieto"
                | "calvo"
                | "vidal"
                | "gallego"
                | "leon"
                | "cabrera"
                | "campos"
                | "vega"
                | "fuentes"
                | "carrasco"
                | "diez"
                | "reyes"
                | "nieto"
                | "aguilar"
                | "pascual"
                | "herrera"
                | "montero"
                | "lorenzo"
                | "hidalgo"
                | "gimenez"
                | "santana"
                | "duran"
                | "benitez"
                | "mora"
                | "vicente"
                | "arias"
                | "vargas"
                | "carmona"
                | "crespo"
                | "roman"
                | "pastor"
                | "soto"
                | "saez"
                | "velasco"
                | "moya"
                | "soler"
                | "parra"
                | "esteban"
                | "bravo"
                | "gallardo"
                | "rojas"
                | "pardo"
                | "merino"
                | "franco"
                | "espinosa"
                | "lara"
                | "rivas"
                | "izquierdo"
                | "rivera"
                | "casado"
                | "arroyo"
                | "redondo"
                | "silva"
                | "camacho"
                | "rey"
                | "vera"
                | "otero"
                | "luque"
                | "galan"
                | "montes"
                | "rios"
                | "sierra"
                | "segura"
                | "carrillo"
                | "marquez"
                | "flores"
                | "mendoza"
                | "guzman"
                | "cruz"
                | "salazar"
                | "luna"
                | "contreras"
                | "pena"
                | "ochoa"
                | "mejia"
                | "quinones"
                | "carreno"
                | "llosa"
                | "borges"
                | "bolivar"
                | "quiroga"
                | "jimenez"
        )
}
