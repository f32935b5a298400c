//! A signature's lines cut into pieces of one fact each, with contact data taken out.

use crate::capture::name::{self, fold};

use super::phone::{self, Phone};
use super::{address, contact, fields, line, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Title,
    Company,
    Name,
    Address,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// What a word before a colon said it is.
    pub label: Option<Label>,
}

impl Piece {
    pub fn is_address(&self) -> bool {
        self.label == Some(Label::Address) || (self.label.is_none() && address::is_address(&self.text))
    }

    /// A department, service or undertaking rather than the employer.
    pub fn is_project(&self) -> bool {
        let folded = fold(&self.text);
        folded.split([' ', '\'']).any(|word| {
            matches!(
                word,
                "project"
                    | "projet"
                    | "projekt"
                    | "departement"
                    | "department"
                    | "dept"
                    | "abteilung"
                    | "team"
                    | "equipe"
                    | "division"
                    | "pole"
                    | "direction"
                    | "referat"
                    | "bereich"
                    | "campaign"
                    | "programme"
            )
        }) || folded.starts_with("service ")
    }
}

#[derive(Clone, Debug, Default)]
pub struct Split {
    pub pieces: Vec<Piece>,
    pub emails: Vec<String>,
    pub urls: Vec<String>,
    pub phones: Vec<Phone>,
}

/// Stands where contact data was.
const HOLE: char = '\u{1}';

pub fn split(lines: &[&str]) -> Split {
    let mut split = Split::default();
    for line in lines {
        if matches!(line::kind(line), line::Kind::SignOff | line::Kind::Rule | line::Kind::Device | line::Kind::Blank) {
            continue;
        }
        let line = words::after_sign_off(line::bare(line)).filter(|rest| line::is_name_like(rest)).unwrap_or(line);
        // Columns set by tabs or spaces are facts of their own.
        let rest = take_contacts(line, &mut split);
        cut(&rest, &mut split.pieces);
    }
    mark_town_alone(&mut split.pieces);
    split
}

/// A short piece between two of an address: the town of `12 Mill Road ⏎ Cambridge ⏎ CB1 2AD`.
fn mark_town_alone(pieces: &mut [Piece]) {
    for at in 1..pieces.len().saturating_sub(1) {
        let Some([before, this, after]) = pieces.get(at - 1..=at + 1) else { continue };
        let town = this.label.is_none()
            && this.text.split(' ').count() < 4
            && !this.text.chars().any(|c| c.is_ascii_digit())
            && !fields::is_title(&this.text)
            && !this.text.split(' ').any(|word| name::is_legal_form(word) || name::is_company_word(word));
        if town
            && before.is_address()
            && after.is_address()
            && let Some(piece) = pieces.get_mut(at)
        {
            piece.label = Some(Label::Address);
        }
    }
}

/// Files the contact data of a line and leaves holes.
fn take_contacts(line: &str, split: &mut Split) -> String {
    let mut rest = line.to_owned();
    let blank = |rest: &mut String, span: std::ops::Range<usize>| {
        let width = span.len();
        if width > 0 && rest.get(span.clone()).is_some() {
            rest.replace_range(span, &HOLE.to_string().repeat(width));
        }
    };
    let push = |list: &mut Vec<String>, text: String| {
        if !list.iter().any(|known| known.eq_ignore_ascii_case(&text)) {
            list.push(text);
        }
    };
    for found in contact::emails(line) {
        blank(&mut rest, found.span);
        push(&mut split.emails, found.text);
    }
    for found in contact::urls(&rest) {
        blank(&mut rest, found.span);
        push(&mut split.urls, found.text);
    }
    let addressed = address::is_labelled(&fold(line));
    for phone in phone::phones(&rest) {
        // House numbers and the like.
        if addressed && !phone.labelled && !phone.text.starts_with('+') {
            continue;
        }
        blank(&mut rest, phone.span.clone());
        if !split.phones.iter().any(|known| known.digits() == phone.digits()) {
            split.phones.push(phone);
        }
    }
    rest
}

fn cut(rest: &str, pieces: &mut Vec<Piece>) {
    let folded = fold(rest);
    if address::is_labelled(&folded) && !rest.contains(HOLE) {
        push(rest, pieces);
        return;
    }
    let rest = rest.replace('\t', "  ");
    let first = pieces.len();
    for part in rest.split([HOLE, '|', '•', '·', '∙', '●', '<', '>', '[', ']', ';']) {
        for part in part.split("  ").flat_map(|part| part.split(" / ")).flat_map(|part| part.split(" // ")) {
            for part in part.split(" - ").flat_map(|part| part.split(" – ")).flat_map(|part| part.split(" — ")) {
                commas(part.trim(), pieces);
            }
        }
    }
    mark_towns(pieces.get_mut(first..).unwrap_or_default());
}

/// What follows a street on its line, without saying that it is something else, is the town: `12 rue X - Lyon / France`.
fn mark_towns(line: &mut [Piece]) {
    let mut street = false;
    for piece in line {
        if piece.is_address() {
            street = true;
        } else if street
            && piece.label.is_none()
            && piece.text.split(' ').count() < 5
            && !fields::is_title(&piece.text)
            && !piece.text.split(' ').any(|word| name::is_legal_form(word) || name::is_company_word(word))
        {
            piece.label = Some(Label::Address);
        }
    }
}

/// `Jane Doe, Head of Talent` and `Head of Talent, Acme Inc.` are two facts, `Acme, Inc.` and `Doe, Jane` are one.
fn commas(part: &str, pieces: &mut Vec<Piece>) {
    if let Some((before, after)) = part.split_once(", ")
        && !address::is_address(part)
    {
        let (before, after) = (before.trim(), after.trim());
        if line::is_name_like(before) && before.contains(' ') && fields::is_title(after) {
            push(before, pieces);
            commas(after, pieces);
            return;
        }
        // "Jane Doe, ing."
        if line::is_name_like(before) && after.ends_with('.') && after.chars().count() < 7 && !after.contains(' ') {
            push(before, pieces);
            return;
        }
        let firm = after.split([' ', ',']).any(name::is_legal_form) && after.contains(' ');
        if fields::is_title(before) && firm {
            push(before, pieces);
            push(after, pieces);
            return;
        }
    }
    for joint in [" at ", " @ ", " chez ", " bei ", " @"] {
        if let Some((before, after)) = part.split_once(joint)
            && fields::is_title(before)
            && after.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        {
            commas(before.trim(), pieces);
            push(after.trim_end_matches(['!', '.', ' ']), pieces);
            return;
        }
    }
    push(part, pieces);
}

fn push(text: &str, pieces: &mut Vec<Piece>) {
    let text = line::bare(text)
        .trim_matches(|c: char| matches!(c, ',' | ':' | '-' | '–' | '/' | '(' | ' ' | '\u{a0}') || is_picture(c))
        .trim();
    let text = if text.contains('(') { text } else { text.trim_end_matches(')') };
    if text.is_empty() || is_label_only(text) {
        return;
    }
    let (label, text) = labelled(text);
    let text = without_proxy(text);
    if !text.is_empty() && !is_label_only(text) {
        pieces.push(Piece { text: text.to_owned(), label });
    }
}

/// German letters are signed "by order of" or "by proxy" before the name: `i. A. Tom Becker`.
pub fn without_proxy(text: &str) -> &str {
    ["i.A. ", "i. A. ", "i.V. ", "i. V. ", "iA ", "iV ", "ppa. ", "p.p. ", "gez. ", "I.A. "]
        .iter()
        .find_map(|proxy| text.strip_prefix(*proxy))
        .unwrap_or(text)
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2300}'..='\u{27bf}' | '\u{fe0f}')
}

/// `Poste : Comptable`; an unknown word before a colon is dropped.
fn labelled(text: &str) -> (Option<Label>, &str) {
    let Some((label, rest)) = text.split_once(':') else {
        return (None, text);
    };
    let rest = rest.trim();
    let label = fold(label.trim());
    if address::is_labelled(&fold(text)) {
        return (Some(Label::Address), rest);
    }
    match label.as_str() {
        "poste" | "fonction" | "titre" | "title" | "job title" | "position" | "role" | "metier" | "emploi"
        | "beruf" | "funktion" | "stelle" | "cargo" | "puesto" | "functie" | "ruolo" | "profession"
        | "intitule du poste" | "occupation" => (Some(Label::Title), rest),
        "societe" | "entreprise" | "organisation" | "organization" | "company" | "firma" | "unternehmen"
        | "employeur" | "employer" | "empresa" | "azienda" | "bedrijf" | "raison sociale" => {
            (Some(Label::Company), rest)
        }
        "nom" | "name" | "prenom nom" | "nom prenom" | "nombre" | "naam" | "nome" => (Some(Label::Name), rest),
        _ if label.split(' ').count() < 4 => (None, rest),
        _ => (None, text),
    }
}

/// Words that only say which contact data follows, and names of networks.
pub fn is_label_only(text: &str) -> bool {
    let folded = fold(text);
    let mut list =
        folded.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).peekable();
    if list.peek().is_some_and(|word| {
        matches!(
            *word,
            "linkedin"
                | "facebook"
                | "twitter"
                | "instagram"
                | "xing"
                | "skype"
                | "youtube"
                | "github"
                | "whatsapp"
                | "viber"
                | "snapchat"
                | "tiktok"
                | "pinterest"
                | "telegram"
        )
    }) {
        return folded.len() < 60;
    }
    text.starts_with('@')
        || list.all(|word| {
            matches!(
                word,
                "tel"
                    | "telephone"
                    | "telefon"
                    | "telefono"
                    | "phone"
                    | "ph"
                    | "fax"
                    | "mobile"
                    | "mob"
                    | "mobil"
                    | "portable"
                    | "gsm"
                    | "cell"
                    | "email"
                    | "e-mail"
                    | "mail"
                    | "courriel"
                    | "mel"
                    | "contact"
                    | "kontakt"
                    | "web"
                    | "site"
                    | "website"
                    | "webseite"
                    | "homepage"
                    | "internet"
                    | "lien"
                    | "link"
                    | "url"
                    | "t"
                    | "f"
                    | "m"
                    | "p"
                    | "e"
                    | "w"
                    | "o"
                    | "d"
                    | "c"
                    | "h"
                    | "b"
                    | "direct"
                    | "directe"
                    | "direkt"
                    | "durchwahl"
                    | "work"
                    | "home"
                    | "office"
                    | "bureau"
                    | "fixe"
                    | "standard"
                    | "ext"
                    | "pro"
                    | "perso"
                    | "ligne"
                    | "line"
                    | "number"
                    | "numero"
                    | "no"
                    | "mailto"
                    | "at"
                    | "de"
                    | "main"
                    | "adresse"
                    | "address"
                    | "handy"
                    | "fon"
                    | "telefax"
                    | "tlf"
                    | "and"
                    | "et"
                    | "und"
                    | "or"
                    | "ou"
                    | "via"
                    | "visit"
                    | "us"
                    | "http"
                    | "https"
                    | "www"
            )
        })
}
