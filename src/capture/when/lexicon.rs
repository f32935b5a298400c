//! The words of dates and times in English, German and French, lower-case and without accents as
//! [`super::token::Tokens`] folds them.

use jiff::civil::Weekday;

use super::DayPart;

/// The month, and whether the name is written in full.
pub fn month(word: &str) -> Option<(i8, bool)> {
    let month = match word {
        "january" | "januar" | "janner" | "janvier" => (1, true),
        "jan" | "janv" => (1, false),
        "february" | "februar" | "feber" | "fevrier" => (2, true),
        "feb" | "fev" | "fevr" => (2, false),
        "march" | "marz" | "maerz" | "mars" => (3, true),
        "mar" | "mrz" => (3, false),
        "april" | "avril" => (4, true),
        "apr" | "avr" => (4, false),
        "may" | "mai" => (5, true),
        "june" | "juni" | "juin" | "juno" => (6, true),
        "jun" => (6, false),
        "july" | "juli" | "juillet" | "julei" => (7, true),
        "jul" | "juil" => (7, false),
        "august" | "aout" => (8, true),
        "aug" => (8, false),
        "september" | "septembre" => (9, true),
        "sep" | "sept" => (9, false),
        "october" | "oktober" | "octobre" => (10, true),
        "oct" | "okt" => (10, false),
        "november" | "novembre" => (11, true),
        "nov" => (11, false),
        "december" | "dezember" | "decembre" => (12, true),
        "dec" | "dez" => (12, false),
        _ => return None,
    };
    Some(month)
}

/// Month names that are also everyday words: alone they are no month.
pub fn is_common_word(month: &str) -> bool {
    matches!(month, "may" | "march" | "mars" | "mar" | "august" | "dec" | "mai")
}

/// How sure a word is to be a weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    Full,
    /// "Tue", "Thurs".
    Short,
    /// Also another word, or two letters only: needs a date beside it.
    Weak,
}

pub fn weekday(word: &str) -> Option<(Weekday, Spelling)> {
    use Spelling::{Full, Short, Weak};
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let weekday = match word {
        "monday" | "montag" | "lundi" => (Monday, Full),
        "mon" => (Monday, Short),
        "mo" | "lun" | "lu" => (Monday, Weak),
        "tuesday" | "dienstag" | "mardi" => (Tuesday, Full),
        "tue" | "tues" => (Tuesday, Short),
        "di" | "mar" | "ma" | "die" => (Tuesday, Weak),
        "wednesday" | "mittwoch" | "mercredi" => (Wednesday, Full),
        "wed" | "weds" => (Wednesday, Short),
        "mi" | "mer" | "me" | "mitt" => (Wednesday, Weak),
        "thursday" | "donnerstag" | "jeudi" => (Thursday, Full),
        "thu" | "thur" | "thurs" => (Thursday, Short),
        "do" | "jeu" | "je" | "don" => (Thursday, Weak),
        "friday" | "freitag" | "vendredi" => (Friday, Full),
        "fri" => (Friday, Short),
        "fr" | "ven" | "ve" | "fre" => (Friday, Weak),
        "saturday" | "samstag" | "sonnabend" | "samedi" => (Saturday, Full),
        "sat" => (Saturday, Short),
        "sa" | "sam" => (Saturday, Weak),
        "sunday" | "sonntag" | "dimanche" => (Sunday, Full),
        "sun" => (Sunday, Short),
        "so" | "dim" | "son" => (Sunday, Weak),
        _ => return None,
    };
    Some(weekday)
}

/// "Dienstagnachmittag": a German weekday with the part of the day in the same word.
pub fn weekday_with_part(word: &str) -> Option<(Weekday, DayPart)> {
    if word.len() < "montagfruh".len() {
        return None;
    }
    let at = word.find("tag").map(|at| at + 3).or_else(|| word.find("woch").map(|at| at + 4))?;
    let (first, rest) = word.split_at_checked(at)?;
    let (day, Spelling::Full) = weekday(first)? else { return None };
    Some((day, day_part(rest)?))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    /// Monday to Friday.
    Weekday,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
}

impl Unit {
    pub fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

/// The unit, and whether it is written in full.
pub fn unit(word: &str) -> Option<(Unit, bool)> {
    let unit = match word {
        "second" | "seconds" | "sekunde" | "sekunden" | "seconde" | "secondes" => (Unit::Second, true),
        "s" | "sec" | "secs" | "sek" => (Unit::Second, false),
        "minute" | "minutes" | "minuten" => (Unit::Minute, true),
        "min" | "mins" | "m" | "mn" => (Unit::Minute, false),
        "hour" | "hours" | "stunde" | "stunden" | "heure" | "heures" => (Unit::Hour, true),
        "h" | "hr" | "hrs" | "std" => (Unit::Hour, false),
        "day" | "days" | "tag" | "tage" | "tagen" | "jour" | "jours" => (Unit::Day, true),
        "d" => (Unit::Day, false),
        "weekday" | "weekdays" | "workday" | "workdays" | "werktag" | "werktage" | "werktagen" | "arbeitstag"
        | "arbeitstage" | "arbeitstagen" => (Unit::Weekday, true),
        "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" => (Unit::Week, true),
        "w" | "wk" | "wks" => (Unit::Week, false),
        "fortnight" | "fortnights" | "quinzaine" => (Unit::Fortnight, true),
        "month" | "months" | "monat" | "monate" | "monaten" | "mois" => (Unit::Month, true),
        "mo" | "mon" | "mos" => (Unit::Month, false),
        "quarter" | "quarters" | "quartal" | "quartale" | "quartalen" | "trimestre" | "trimestres" => {
            (Unit::Quarter, true)
        }
        "qtr" | "qtrs" => (Unit::Quarter, false),
        "year" | "years" | "jahr" | "jahre" | "jahren" | "an" | "ans" | "annee" | "annees" => (Unit::Year, true),
        "y" | "yr" | "yrs" => (Unit::Year, false),
        _ => return None,
    };
    Some(unit)
}

/// Cardinal number words up to ninety; the tens may be followed by a one.
pub fn cardinal(word: &str) -> Option<u32> {
    let value = match word {
        "one" | "ein" | "eins" | "eine" | "einem" | "einen" | "einer" | "un" | "une" => 1,
        "two" | "zwei" | "zwo" | "deux" => 2,
        "three" | "drei" | "trois" => 3,
        "four" | "vier" | "quatre" => 4,
        "five" | "funf" | "fuenf" | "cinq" => 5,
        "six" | "sechs" => 6,
        "seven" | "sieben" | "sept" => 7,
        "eight" | "acht" | "huit" => 8,
        "nine" | "neun" | "neuf" => 9,
        "ten" | "zehn" | "dix" => 10,
        "eleven" | "elf" | "onze" => 11,
        "twelve" | "zwolf" | "zwoelf" | "douze" => 12,
        "thirteen" | "dreizehn" | "treize" => 13,
        "fourteen" | "vierzehn" | "quatorze" => 14,
        "fifteen" | "funfzehn" | "fuenfzehn" | "quinze" => 15,
        "sixteen" | "sechzehn" | "seize" => 16,
        "seventeen" | "siebzehn" => 17,
        "eighteen" | "achtzehn" => 18,
        "nineteen" | "neunzehn" => 19,
        "twenty" | "zwanzig" | "vingt" => 20,
        "thirty" | "dreissig" | "trente" => 30,
        "forty" | "vierzig" | "quarante" => 40,
        "fifty" | "funfzig" | "fuenfzig" | "cinquante" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    };
    Some(value)
}

/// Ordinal number words; the twenties and thirties are made of two words in English.
pub fn ordinal(word: &str) -> Option<u32> {
    let value = match word {
        "first" | "ersten" | "erste" | "erster" | "premier" | "premiere" => 1,
        "second" | "zweiten" | "zweite" | "deuxieme" => 2,
        "third" | "dritten" | "dritte" | "troisieme" => 3,
        "fourth" | "vierten" | "vierte" | "quatrieme" => 4,
        "fifth" | "funften" | "fuenften" | "cinquieme" => 5,
        "sixth" | "sechsten" | "sixieme" => 6,
        "seventh" | "siebten" | "siebenten" | "septieme" => 7,
        "eighth" | "achten" | "huitieme" => 8,
        "ninth" | "neunten" | "neuvieme" => 9,
        "tenth" | "zehnten" | "dixieme" => 10,
        "eleventh" | "elften" => 11,
        "twelfth" | "zwolften" | "zwoelften" => 12,
        "thirteenth" | "dreizehnten" => 13,
        "fourteenth" | "vierzehnten" => 14,
        "fifteenth" | "funfzehnten" | "fuenfzehnten" => 15,
        "sixteenth" | "sechzehnten" => 16,
        "seventeenth" | "siebzehnten" => 17,
        "eighteenth" | "achtzehnten" => 18,
        "nineteenth" | "neunzehnten" => 19,
        "twentieth" | "zwanzigsten" => 20,
        "thirtieth" | "dreissigsten" => 30,
        _ => return None,
    };
    Some(value)
}

/// What follows the digits of an ordinal: "4th", "1er", "2e".
pub fn is_ordinal_suffix(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "er" | "eme" | "ere" | "ten" | "ter")
}

/// Which of several: this, the next, the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    This,
    Next,
    /// The next to come, be it in this week.
    Coming,
    Last,
    /// The last that went by, be it in this week.
    Past,
}

pub fn which(word: &str) -> Option<Which> {
    let which = match word {
        "this" | "current" | "diese" | "diesen" | "dieser" | "dieses" | "diesem" | "ce" | "cet" | "cette" => {
            Which::This
        }
        "next" | "following" | "nachste" | "nachsten" | "nachster" | "nachstes" | "nachstem" | "naechste"
        | "naechsten" | "naechster" | "naechstes" | "prochain" | "prochaine" | "prochains" | "prochaines"
        | "folgende" | "folgenden" => Which::Next,
        "coming" | "upcoming" | "kommende" | "kommenden" | "kommender" | "kommendes" => Which::Coming,
        "last" | "previous" | "letzte" | "letzten" | "letzter" | "letztes" | "vorige" | "vorigen" | "vergangene"
        | "vergangenen" | "dernier" | "derniere" | "derniers" | "dernieres" | "passe" | "passee" => Which::Last,
        "past" => Which::Past,
        _ => return None,
    };
    Some(which)
}

pub fn day_part(word: &str) -> Option<DayPart> {
    let part = match word {
        "morning" | "vormittag" | "vormittags" | "morgens" | "fruh" | "frueh" | "matin" | "matinee" => DayPart::Morning,
        "lunchtime" | "lunch" | "mittagszeit" => DayPart::Noon,
        "afternoon" | "nachmittag" | "nachmittags" => DayPart::Afternoon,
        "evening" | "abend" | "abends" | "soir" | "soiree" => DayPart::Evening,
        "night" | "nacht" | "nachts" | "nuit" => DayPart::Night,
        _ => return None,
    };
    Some(part)
}

/// Words that make a date one of a series, which is no single moment.
pub fn is_recurrence(word: &str) -> bool {
    matches!(word, "every" | "each" | "jeden" | "jede" | "jeder" | "jedes" | "chaque" | "tous" | "toutes")
}

/// Words between two ends of a range, without the "and" that only "between" allows.
pub fn is_until(word: &str) -> bool {
    matches!(word, "to" | "until" | "till" | "til" | "through" | "thru" | "bis" | "à" | "au" | "jusqu")
}

/// Greetings: "good morning" is no time.
pub fn is_greeting(word: &str) -> bool {
    matches!(word, "good" | "guten" | "gute" | "schonen" | "schoenen" | "bon" | "bonne" | "happy")
}
