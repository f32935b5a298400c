//! What a mail's writer wrote, apart from what they answer to.

use crate::capture::name::fold;

/// Longest introduction to a quotation, over all its lines, in bytes.
const LONGEST_INTRODUCTION: usize = 400;

/// Indexes of the lines of `body.split('\n')` that are neither quoted nor introduce a quotation, blank ones included.
///
/// A line beginning with `>` is quoted. Behind an introduction (`On … wrote:`, a block of `From:`/`Sent:` lines,
/// `-----Original Message-----`, in many languages) everything is quoted; only where the quotation is marked with `>`
/// may the writer go on below it.
pub fn own_lines(body: &str) -> Vec<usize> {
    let lines: Vec<&str> = body.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let mut own = Vec::new();
    let mut index = 0;
    let marked = |index: Option<usize>| index.and_then(|index| lines.get(index)).is_some_and(|line| is_marked(line));
    while let Some(line) = lines.get(index) {
        // The end of a quoted line that a mail program broke.
        let wrapped = !line.trim().is_empty() && marked(index.checked_sub(1)) && marked(Some(index + 1));
        if is_marked(line) || wrapped {
            index += 1;
            continue;
        }
        if is_separator(line) || is_header_block(&lines, index) {
            break;
        }
        if let Some(length) = introduction(&lines, index) {
            let next = lines.iter().skip(index + length).find(|line| !line.trim().is_empty());
            if !next.is_some_and(|line| is_marked(line)) {
                break;
            }
            index += length;
            continue;
        }
        own.push(index);
        index += 1;
    }
    // A rule that only set off the quotation.
    while let Some(last) = own.last().and_then(|last| lines.get(*last)) {
        let line = last.trim();
        if line.is_empty() || (line.len() > 4 && line.chars().all(|c| matches!(c, '_' | '='))) {
            own.pop();
        } else {
            break;
        }
    }
    own
}

/// The writer's own lines of a mail, joined by `\n`; see [`own_lines`].
pub fn own_text(body: &str) -> String {
    let lines: Vec<&str> = body.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    own_lines(body).into_iter().filter_map(|index| lines.get(index).copied()).collect::<Vec<_>>().join("\n")
}

fn is_marked(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') || line.starts_with("&gt;") || line.starts_with("|>")
}

/// `-----Original Message-----`, `Begin forwarded message:`
fn is_separator(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "original message",
        "original appointment",
        "forwarded message",
        "forwarded by",
        "reply message",
        "message d'origine",
        "message original",
        "message transfere",
        "message initial",
        "mail d'origine",
        "e-mail d'origine",
        "ursprungliche nachricht",
        "originalnachricht",
        "original-nachricht",
        "weitergeleitete nachricht",
        "urspr. nachricht",
        "oprindelig besked",
        "oprindelig meddelelse",
        "videresendt",
        "ursprungligt meddelande",
        "vidarebefordrat",
        "originalmeddelande",
        "opprinnelig melding",
        "videresendt melding",
        "alkuperainen viesti",
        "mensaje original",
        "mensaje reenviado",
        "mensagem original",
        "mensagem encaminhada",
        "messaggio originale",
        "messaggio inoltrato",
        "oorspronkelijk bericht",
        "doorgestuurd bericht",
        "wiadomosc oryginalna",
        "oryginalna wiadomosc",
        "puvodni zprava",
        "исходное сообщение",
        "пересылаемое сообщение",
        "пересланное сообщение",
        "原始邮件",
        "原始郵件",
        "转发邮件",
        "元のメッセージ",
    ];
    let trimmed = line.trim();
    let ruled = trimmed.starts_with(['-', '_', '*', '=', '—']);
    if trimmed.len() > 120 || !(ruled || trimmed.ends_with(':') || trimmed.starts_with(['M', 'm'])) {
        return false;
    }
    let folded = fold(trimmed);
    let bare = folded.trim_matches(|c: char| matches!(c, '-' | '_' | '*' | '=' | ' ' | ':' | '—' | '–'));
    let ruled =
        folded.starts_with("--") || folded.starts_with("__") || folded.starts_with("*-") || folded.starts_with("—");
    (ruled && NAMES.iter().any(|name| bare.starts_with(name)))
        || (folded.ends_with(':')
            && matches!(
                bare,
                "begin forwarded message"
                    | "debut du message transfere"
                    | "debut du message reexpedie"
                    | "anfang der weitergeleiteten nachricht"
                    | "inizio messaggio inoltrato"
                    | "inicio del mensaje reenviado"
            ))
        || (bare.starts_with("message du") && bare.contains(':') && bare.chars().any(|c| c.is_ascii_digit()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Header {
    From,
    Other,
}

/// A mail header copied into the text: `From: …`, `Envoyé le : …`, `*Betreff:* …`.
fn header(line: &str) -> Option<Header> {
    let line = line.trim_start().trim_start_matches(['*', '_']);
    let end = line.char_indices().take(24).find(|(_, c)| matches!(c, ':' | '：')).map(|(at, _)| at)?;
    let name = fold(line.get(..end)?.trim_end().trim_end_matches(['*', '_']));
    match name.as_str() {
        "from" | "de" | "von" | "van" | "da" | "fra" | "fran" | "lahettaja" | "od" | "от" | "от кого" | "发件人"
        | "寄件者" | "差出人" | "보낸 사람" | "expediteur" | "absender" | "remitente" | "kimden" => {
            Some(Header::From)
        }
        "sent"
        | "date"
        | "to"
        | "cc"
        | "bcc"
        | "subject"
        | "reply-to"
        | "envoye"
        | "envoye le"
        | "a"
        | "objet"
        | "copie a"
        | "sujet"
        | "gesendet"
        | "datum"
        | "an"
        | "betreff"
        | "kopie"
        | "verzonden"
        | "aan"
        | "onderwerp"
        | "inviato"
        | "oggetto"
        | "data"
        | "enviado"
        | "enviado el"
        | "enviada em"
        | "para"
        | "asunto"
        | "assunto"
        | "fecha"
        | "dato"
        | "til"
        | "emne"
        | "sendt"
        | "skickat"
        | "till"
        | "amne"
        | "lahetetty"
        | "vastaanottaja"
        | "aihe"
        | "wyslano"
        | "do"
        | "temat"
        | "отправлено"
        | "дата"
        | "кому"
        | "тема"
        | "发送时间"
        | "收件人"
        | "主题"
        | "日期"
        | "送信日時"
        | "宛先"
        | "件名"
        | "보낸 날짜"
        | "받는 사람"
        | "제목"
        | "konu"
        | "kime" => Some(Header::Other),
        _ => None,
    }
}

/// Two kinds of header within a few lines, one of them the sender's.
fn is_header_block(lines: &[&str], index: usize) -> bool {
    let Some(first) = lines.get(index).and_then(|line| header(line)) else {
        return false;
    };
    let (mut from, mut other) = (0, 0);
    let next = lines.iter().skip(index + 1).filter(|line| !line.trim().is_empty()).take(5);
    for kind in std::iter::once(Some(first)).chain(next.map(|line| header(line))) {
        match kind {
            Some(Header::From) => from += 1,
            Some(Header::Other) => other += 1,
            None => {}
        }
    }
    from > 0 && other > 0
}

/// Verbs at the end (or, in some languages, the middle) of an introduction.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "a ecrit",
    "ecrit",
    "ecrivait",
    "schrieb",
    "geschrieben",
    "ha scritto",
    "scritto",
    "escribio",
    "escreveu",
    "schreef",
    "skrev",
    "kirjoitti",
    "napisal",
    "napisala",
    "napisal(a)",
    "napsal",
    "napsal(a)",
    "пишет",
    "написал",
    "написала",
    "написал(а)",
    "yazdi",
    "wrote ----",
    "写道",
    "寫道",
    "書きました",
    "のメール",
    "작성",
    "kirjutas",
    "irta",
    "a scris",
    "skrifaoi",
];

/// How many lines from `index` introduce a quotation, if they do.
fn introduction(lines: &[&str], index: usize) -> Option<usize> {
    let first = lines.get(index)?.trim();
    if first.is_empty()
        || first.len() > LONGEST_INTRODUCTION
        || !first.contains(|c: char| c.is_ascii_digit() || c == '@')
    {
        return None;
    }
    let mut joined = String::new();
    for length in 1..=4 {
        let line = lines.get(index + length - 1)?.trim();
        if line.is_empty()
            || (is_marked(line) && !(length > 1 && matches!(line, ">:" | "> :")))
            || joined.len() + line.len() > LONGEST_INTRODUCTION
        {
            return None;
        }
        if length > 1 {
            if !opens_introduction(&fold(first)) {
                return None;
            }
            joined.push(' ');
        }
        joined.push_str(line);
        let may_end = joined.ends_with([':', '：', '-', '*']) || joined.contains('@');
        if may_end && is_introduction(&fold(&joined)) {
            return Some(length);
        }
    }
    None
}

fn opens_introduction(folded: &str) -> bool {
    let text = folded.trim_start_matches(['-', ' ', '*', '"']);
    let word = text.split([' ', '.', ',']).next().unwrap_or_default();
    let digit = text.chars().any(|c| c.is_ascii_digit());
    let opening = matches!(
        word,
        "on" | "le"
            | "am"
            | "il"
            | "el"
            | "em"
            | "op"
            | "den"
            | "in"
            | "w"
            | "dnia"
            | "na"
            | "a"
            | "pa"
            | "ons"
            | "tir"
            | "man"
            | "tor"
            | "fre"
            | "lor"
            | "son"
            | "ma"
            | "ti"
            | "ke"
            | "to"
            | "pe"
            | "la"
            | "su"
            | "пн"
            | "вт"
            | "ср"
            | "чт"
            | "пт"
            | "сб"
            | "вс"
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
            | "lun"
            | "mar"
            | "mer"
            | "jeu"
            | "ven"
            | "sam"
            | "dim"
            | "quoting"
    );
    (opening && digit) || word.chars().next().is_some_and(|c| c.is_ascii_digit())
}

fn is_introduction(folded: &str) -> bool {
    let text = folded.trim_end_matches(['-', ' ', '*']);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let address = text.contains('@');
    let closed = text.ends_with([':', '：']);
    let bare = text.trim_end_matches([':', '：', ' ']);
    let verb_at_end = WROTE.iter().any(|verb| bare.ends_with(verb));
    // `Am 13.12.2017 schrieb Jane <jane@…>:`, `Op … schreef …:`, `… skrev …:`
    let verb_inside = closed
        && [" schrieb ", " schreef ", " skrev ", " wrote ", " escribio ", " a ecrit "]
            .iter()
            .any(|verb| text.contains(verb));
    if verb_at_end && (closed || address || folded.len() != text.len()) {
        return address || digits > 2;
    }
    if verb_inside {
        return digits > 2 && (address || opens_introduction(folded));
    }
    // `30.09.2017, 18.30, "Jane" <jane@…>:`
    closed && address && digits > 5 && bare.ends_with('>') && !text.contains("http")
}
