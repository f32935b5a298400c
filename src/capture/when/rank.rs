//! Which of the candidates is the interview, as far as the words around them tell.

use super::{Language, Precision, When, numbers, reader::Reader, token::Tokens};
use crate::capture::reading::Certainty;

/// A candidate with the tokens that it was read from.
pub struct Ranked {
    pub from: usize,
    pub to: usize,
    /// 0: the likeliest reading of these words.
    pub reading: usize,
    pub when: When,
}

pub fn sorted(r: &Reader, mut found: Vec<Ranked>) -> Vec<When> {
    found.sort_by_cached_key(|ranked| (std::cmp::Reverse(score(r, ranked)), ranked.from, ranked.reading));
    found.into_iter().map(|ranked| ranked.when).collect()
}

/// How far around a candidate words are looked at.
const WINDOW: usize = 12;

fn score(r: &Reader, ranked: &Ranked) -> i32 {
    let when = &ranked.when;
    let mut score = match when.precision {
        Precision::Minute if when.dated => 60,
        Precision::Minute => 30,
        Precision::DayPart if when.dated => 40,
        Precision::DayPart => 5,
        Precision::Day => 35,
        Precision::Week => 10,
        Precision::Month => 5,
        Precision::Longer => 0,
    };
    score += match when.certainty {
        Certainty::Sure => 6,
        Certainty::Likely => 4,
        Certainty::Doubtful => 0,
    };
    let past = match when.start.time {
        Some(time) => when.start.date.to_datetime(time) < r.now,
        None => when.end.map_or(when.start.date, |end| end.date) < r.now.date(),
    };
    if past {
        score -= 30;
    }
    // "now" is hardly ever meant as an appointment.
    if when.start.time.is_some_and(|time| when.start.date.to_datetime(time) == r.now) {
        score -= 60;
    }
    score += 3 * i32::from(when.zone.is_some()) + 2 * i32::from(when.end.is_some_and(|end| end.time.is_some()));
    score -= 8 * i32::try_from(ranked.reading.min(10)).unwrap_or(10);
    if is_quoted_header(r, ranked) {
        return score - 80;
    }
    let before = ranked.from.saturating_sub(WINDOW)..ranked.from;
    let after = ranked.to..ranked.to.saturating_add(WINDOW).min(r.len());
    let near = |words: &[&str]| before.clone().chain(after.clone()).any(|at| r.is(at, words));
    if near(MEETING) {
        score += 12;
    }
    if near(DEADLINE) {
        score -= 10;
    }
    // "by Friday" is when something is due.
    if (ranked.from.saturating_sub(3)..=ranked.from)
        .any(|at| r.is(at, &["by", "until", "before", "bis", "avant", "since", "seit", "depuis"]))
    {
        score -= 20;
    }
    if is_refused(r, ranked.from) {
        score -= 15;
    }
    // "moved from Tuesday 2 pm to Wednesday 4 pm"
    if (r.is(ranked.from, FROM) || r.is_after(ranked.from, FROM)) && is_moved(r, ranked.from) {
        score -= 20;
    }
    score
}

const FROM: &[&str] = &["from", "von", "vom", "de", "du"];

/// What stands at `at` is moved to another time.
pub fn is_moved(r: &Reader, at: usize) -> bool {
    (at.saturating_sub(WINDOW)..at).rev().take_while(|at| !numbers::is_sentence_end(r, *at)).any(|at| r.is(at, MOVES))
}

const MOVES: &[&str] = &[
    "move",
    "moved",
    "moving",
    "reschedule",
    "rescheduled",
    "rescheduling",
    "push",
    "pushed",
    "shift",
    "shifted",
    "change",
    "changed",
    "postpone",
    "postponed",
    "verschieben",
    "verschoben",
    "verlegen",
    "verlegt",
    "deplacer",
    "deplace",
    "decaler",
    "decale",
    "reporter",
    "reporte",
];

/// "I can't make Thursday", "leider nicht am Freitag".
fn is_refused(r: &Reader, at: usize) -> bool {
    let words = &["cannot", "unable", "not", "nicht", "leider", "unfortunately", "malheureusement", "pas"];
    let near = at.saturating_sub(5)..at;
    near.rev().take_while(|at| !numbers::is_sentence_end(r, *at)).any(|at| {
        let verb = r.is(at, &["can", "won", "couldn", "don", "doesn", "isn"]);
        r.is(at, words) || verb && r.mark(at + 1) == Some('\'') && r.is(at + 2, &["t"])
    })
}

const MEETING: &[&str] = &[
    "interview",
    "interviews",
    "call",
    "meeting",
    "meet",
    "chat",
    "zoom",
    "teams",
    "invite",
    "invitation",
    "schedule",
    "scheduled",
    "confirmed",
    "conversation",
    "vorstellungsgesprach",
    "gesprach",
    "termin",
    "einladung",
    "einladen",
    "telefonat",
    "kennenlernen",
    "entretien",
    "rendez",
    "reunion",
    "rdv",
    "convier",
    "rencontrer",
    "rencontre",
    "invitons",
    "appel",
    "visio",
    "speak",
    "talk",
    "slot",
    "uhrzeit",
    "when",
];

const DEADLINE: &[&str] = &[
    "deadline",
    "due",
    "expires",
    "expire",
    "valid",
    "submit",
    "apply",
    "respond",
    "reply",
    "published",
    "posted",
    "updated",
    "founded",
    "established",
    "frist",
    "einsendeschluss",
    "antwort",
    "bewerbungsschluss",
    "limite",
    "copyright",
    "born",
    "since",
];

/// The line over a quoted mail: "On Mon, Mar 3, 2025 at 9:12 AM Jane Roe wrote:", "Sent: …", "Am … schrieb …:".
fn is_quoted_header(r: &Reader, ranked: &Ranked) -> bool {
    let label = ranked.from.checked_sub(2).is_some_and(|at| {
        r.mark(at + 1) == Some(':') && r.is(at, &["sent", "gesendet", "envoye", "received", "empfangen"])
    });
    label
        || (ranked.to..ranked.to.saturating_add(20).min(r.len()))
            .take_while(|at| !numbers::is_sentence_end(r, *at))
            .any(|at| r.is(at, &["wrote", "schrieb", "ecrit"]))
}

/// The language that most of the small words at the text's beginning belong to.
pub fn language(tokens: &Tokens) -> Language {
    let (mut english, mut german, mut french) = (0, 0, 0);
    for at in 0..tokens.len().min(2000) {
        // "ET" and "EST" are zones.
        if tokens.get(at).is_some_and(|token| token.upper && token.end - token.start > 1) {
            continue;
        }
        match tokens.word(at) {
            "the" | "and" | "of" | "to" | "is" | "you" | "we" | "at" | "for" | "your" | "this" | "with" | "i"
            | "are" | "next" | "be" | "will" => english += 1,
            "der" | "die" | "das" | "und" | "ist" | "wir" | "sie" | "um" | "den" | "mit" | "uhr" | "fur" | "ich"
            | "ihnen" | "zum" | "im" | "bei" | "ein" | "eine" | "vom" | "nicht" | "von" | "bis" | "montag"
            | "dienstag" | "mittwoch" | "donnerstag" | "freitag" | "samstag" | "sonntag" | "marz" | "mai" | "juni"
            | "juli" | "oktober" | "dezember" => {
                german += 1;
            }
            "le" | "la" | "les" | "et" | "est" | "vous" | "nous" | "à" | "des" | "du" | "une" | "pour" | "votre"
            | "avec" | "au" | "je" | "dans" | "lundi" | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi"
            | "dimanche" | "heures" => {
                french += 1;
            }
            _ => {}
        }
    }
    if german > english && german >= french {
        Language::German
    } else if french > english {
        Language::French
    } else {
        Language::English
    }
}
