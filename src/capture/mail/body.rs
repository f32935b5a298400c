//! The text of a message as its reader sees it.

use super::Link;
use crate::capture::dom::{Dom, Place};
use crate::capture::lines::{is_inline, plain};

/// Longer texts are cut (bytes): what matters stands in the newest message, on top or at its end.
const MAX_TEXT: usize = 200_000;
const MAX_LINKS: usize = 200;

/// Where a text stands: an element, or several beside each other.
pub(super) type Span = std::ops::Range<Place>;

/// Visible lines; a blank one between paragraphs, `> ` before quoted ones.
pub(super) fn body_text(dom: &Dom<'_>, body: Span) -> String {
    let mut out = Lines::default();
    // What the nearest ancestors ask for: block ends to come, and whether text is quoted or keeps its own line ends.
    let mut open: Vec<Open> = Vec::new();
    for place in body {
        while open.last().is_some_and(|block| block.end <= place) {
            if let Some(block) = open.pop()
                && block.is_block
            {
                out.end_line(block.quotes, block.is_paragraph);
            }
        }
        let around = open.last().copied().unwrap_or_default();
        let tag = dom.tag(place);
        if tag.is_empty() {
            if around.silent || dom.hidden(place) {
                continue;
            }
            if around.keeps_lines {
                let mut rows = dom.own_text(place).split('\n').peekable();
                while let Some(row) = rows.next() {
                    out.push(row, around.quotes);
                    if rows.peek().is_some() {
                        out.line_break(around.quotes);
                    }
                }
            } else {
                out.push(dom.own_text(place), around.quotes);
            }
        } else if tag == "br" {
            out.line_break(around.quotes);
        } else {
            let is_block = !is_inline(tag) && !matches!(tag, "td" | "th" | "img" | "input");
            if is_block {
                out.end_line(around.quotes, matches!(tag, "p"));
            } else if matches!(tag, "td" | "th") {
                out.push(" ", around.quotes);
            }
            open.push(Open {
                end: dom.subtree(place).end,
                is_block,
                is_paragraph: tag == "p",
                quotes: around.quotes + usize::from(tag == "blockquote"),
                keeps_lines: around.keeps_lines || tag == "pre",
                silent: around.silent
                    || matches!(tag, "script" | "style" | "head" | "title" | "button" | "select" | "textarea"),
            });
        }
        if out.size > MAX_TEXT {
            break;
        }
    }
    out.end_line(0, false);
    out.text()
}

#[derive(Clone, Copy, Default)]
struct Open {
    end: Place,
    is_block: bool,
    is_paragraph: bool,
    quotes: usize,
    keeps_lines: bool,
    silent: bool,
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    current: String,
    quotes: usize,
    size: usize,
}

impl Lines {
    fn push(&mut self, text: &str, quotes: usize) {
        if self.current.trim().is_empty() {
            self.quotes = quotes;
        }
        self.size += text.len();
        self.current.push_str(text);
    }

    /// What `br` does: also ends an empty line.
    fn line_break(&mut self, quotes: usize) {
        if self.current.trim().is_empty() {
            self.quotes = quotes;
        }
        let line = plain(&self.current);
        self.current.clear();
        let marks = ">".repeat(self.quotes.min(8));
        self.size += marks.len() + 1;
        self.done.push(match (marks.is_empty(), line.is_empty()) {
            (true, _) => line,
            (false, true) => marks,
            (false, false) => format!("{marks} {line}"),
        });
    }

    /// What the edge of a block does: ends a line if there is one.
    fn end_line(&mut self, quotes: usize, blank_after: bool) {
        if !self.current.trim().is_empty() {
            self.line_break(quotes);
        }
        self.current.clear();
        if blank_after && self.done.last().is_some_and(|line| !line.trim_start_matches('>').is_empty()) {
            self.done.push(">".repeat(quotes.min(8)));
        }
    }

    fn text(mut self) -> String {
        self.done.dedup_by(|a, b| a.is_empty() && b.is_empty());
        self.done.join("\n").trim_matches('\n').to_owned()
    }
}

/// Links of the writer's own text, not of what is quoted.
pub(super) fn links(dom: &Dom<'_>, body: Span) -> Vec<Link> {
    let mut quoted_to = 0;
    let mut found: Vec<Link> = Vec::new();
    for place in body {
        if dom.tag(place) == "blockquote" {
            quoted_to = quoted_to.max(dom.subtree(place).end);
        }
        if place < quoted_to || dom.tag(place) != "a" || dom.hidden(place) {
            continue;
        }
        if let Some(url) = dom.attribute(place, "href").filter(|url| url.len() <= 4_000) {
            found.push(Link { text: dom.text(place).chars().take(300).collect(), url: url.to_owned() });
        }
        if found.len() >= MAX_LINKS {
            break;
        }
    }
    found
}
