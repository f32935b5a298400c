//! The lines of text a reader sees, in document order. What a line is does not hang on one tag or another: text of
//! neighbouring inline elements is one line, text of blocks is several, and text cut into bare `span`s is joined again.

use super::dom::{Dom, Place};

/// Longer lines are cut here (bytes): no field is that long.
const MAX_LINE: usize = 4_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Runs of white space are one space; invisible direction and joining marks are gone.
    pub text: String,
    /// The first text node.
    pub first: Place,
    /// The lowest element that holds all of the line.
    pub place: Place,
    pub hidden: bool,
    /// The `a` around it.
    pub link: Option<Place>,
    /// The button around it (`button`, or an element with that role).
    pub control: Option<Place>,
    /// 1 to 6 for a line in `h1` to `h6`, 0 for any other.
    pub heading: u8,
}

/// What a text node inherits from the elements around it.
#[derive(Clone, Copy, Default)]
struct Around {
    hidden: bool,
    silent: bool,
    link: Option<Place>,
    control: Option<Place>,
    heading: u8,
}

/// The lines of a page. `also_hidden`: elements that the page hides in a way the snapshot could not see. `apart`: text
/// that never joins its neighbours, such as a mark between two values.
pub fn lines(dom: &Dom<'_>, also_hidden: &[Place], apart: impl Fn(&str) -> bool) -> Vec<Line> {
    let mut around: Vec<Around> = Vec::with_capacity(dom.len());
    let mut lines: Vec<Line> = Vec::new();
    // The text node before, whether it may be joined, and what stood between.
    let mut last: Option<(Place, bool)> = None;
    let (mut broken, mut spaced) = (false, false);
    let mut hidden_from = also_hidden.iter().copied().peekable();
    for place in dom.places() {
        let mut here = dom.parent(place).and_then(|p| around.get(p)).copied().unwrap_or_default();
        here.hidden |= dom.hidden(place);
        while hidden_from.next_if(|p| *p < place).is_some() {}
        here.hidden |= hidden_from.peek() == Some(&place);
        let tag = dom.tag(place);
        if !tag.is_empty() {
            enter(dom, place, tag, &mut here);
            around.push(here);
            broken |= tag == "br" || tag == "hr";
            continue;
        }
        around.push(here);
        let raw = dom.own_text(place);
        if here.silent {
            continue;
        }
        let text = plain(raw);
        if text.is_empty() {
            spaced |= !raw.is_empty();
            continue;
        }
        let alone = apart(&text);
        let joined = match (last, lines.last_mut()) {
            (Some((before, before_alone)), Some(line))
                if !alone
                    && !before_alone
                    && !broken
                    && line.hidden == here.hidden
                    && flows(dom, before, place, spaced || raw.starts_with(char::is_whitespace)) =>
            {
                if spaced || raw.starts_with(char::is_whitespace) {
                    line.text.push(' ');
                }
                if line.text.len() < MAX_LINE {
                    line.text.push_str(&text);
                }
                line.place = dom.common_ancestor(line.place, place);
                line.link = line.link.filter(|l| Some(*l) == here.link);
                line.control = line.control.or(here.control);
                line.heading = line.heading.max(here.heading);
                true
            }
            _ => false,
        };
        if !joined {
            lines.push(Line {
                text: cut(text),
                first: place,
                place: dom.parent(place).unwrap_or(place),
                hidden: here.hidden,
                link: here.link,
                control: here.control,
                heading: here.heading,
            });
        }
        last = Some((place, alone));
        broken = false;
        spaced = raw.ends_with(char::is_whitespace);
    }
    lines
}

fn enter(dom: &Dom<'_>, place: Place, tag: &str, here: &mut Around) {
    match tag {
        "script" | "style" | "head" | "title" | "noscript" | "template" | "option" | "textarea" => here.silent = true,
        "a" => here.link = Some(place),
        "button" => here.control = Some(place),
        _ => {}
    }
    match dom.attribute(place, "role") {
        Some("button" | "menuitem") => here.control = Some(place),
        Some("heading") => {
            let level = dom.attribute(place, "aria-level").and_then(|l| l.parse::<u8>().ok());
            here.heading = level.unwrap_or(2).clamp(1, 6);
        }
        _ => {}
    }
    if let [b'h', level @ b'1'..=b'6'] = tag.as_bytes() {
        here.heading = level - b'0';
    }
}

/// Whether two neighbouring text nodes stand in one line. `spaced`: there is white space between them.
fn flows(dom: &Dom<'_>, a: Place, b: Place, spaced: bool) -> bool {
    let common = dom.common_ancestor(a, b);
    let (Some(up_a), Some(up_b)) = (branch(dom, common, a), branch(dom, common, b)) else { return false };
    if !up_a.inline || !up_b.inline {
        return false;
    }
    // Text straight in the common element: it is a paragraph, whatever its tag.
    if up_a.top == a || up_b.top == b {
        return true;
    }
    if up_a.link != up_b.link {
        return false;
    }
    // Values that a style sheet sets apart: in one line their words would run together.
    let styled = |p: Place| dom.attribute(p, "class").is_some_and(|c| !c.is_empty());
    if !spaced && styled(up_a.top) && styled(up_b.top) {
        return false;
    }
    let tag = dom.tag(common);
    if is_inline(tag) || matches!(tag.as_bytes(), [b'h', b'1'..=b'6']) || tag == "p" || tag == "button" {
        return true;
    }
    // Bare spans in a block: text that was only cut.
    let bare = |p: Place| dom.node(p).is_none_or(|n| n.attributes.is_empty());
    bare(up_a.top) && bare(up_b.top)
}

struct Branch {
    /// The child of the common ancestor on the way down.
    top: Place,
    /// No block on the way.
    inline: bool,
    link: Option<Place>,
}

fn branch(dom: &Dom<'_>, common: Place, leaf: Place) -> Option<Branch> {
    let mut found = Branch { top: leaf, inline: true, link: None };
    for place in dom.ancestors(leaf).skip(1) {
        if place == common {
            return Some(found);
        }
        let tag = dom.tag(place);
        found.inline &= is_inline(tag);
        if tag == "a" {
            found.link = Some(place);
        }
        found.top = place;
    }
    None
}

pub(crate) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "wbr"
    )
}

/// Text as a reader sees it: one space for each run of white space, no marks that turn or hide text.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_LINE));
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = !out.is_empty();
        } else if !is_invisible(c) {
            if space {
                out.push(' ');
                space = false;
            }
            out.push(c);
        }
        if out.len() > MAX_LINE {
            break;
        }
    }
    out
}

/// Control characters, direction marks (bidi tricks), zero-width space, soft hyphen, byte order mark. The zero-width
/// joiners stay: emoji and several scripts are written with them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2064}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffc}'
        )
}

fn cut(mut text: String) -> String {
    if text.len() > MAX_LINE {
        let end = (0..=MAX_LINE).rev().find(|i| text.is_char_boundary(*i)).unwrap_or_default();
        text.truncate(end);
    }
    text
}
