//! HTML text → [`Snapshot`], as `extension/content/snapshot.js` makes one in a browser, as far as that can be told
//! without style sheets: what the `hidden` attribute or an inline style hides is marked hidden.

use afterword::capture::snapshot::{Node, Snapshot};
use scraper::{Html, Node as HtmlNode};

/// Elements whose content no reader needs; the same list as in `snapshot.js`.
const DROPPED: &[&str] =
    &["style", "svg", "noscript", "template", "link", "object", "embed", "canvas", "video", "audio", "picture"];

/// The page at `url`. `title` is the text of the page's `<title>`.
pub fn snapshot(url: &str, html: &str) -> Snapshot {
    let page = Html::parse_document(html);
    let mut snapshot = Snapshot { url: url.into(), ..Snapshot::default() };
    let mut stack = vec![(*page.root_element(), None::<usize>, false)];
    let mut first_title = true;
    while let Some((node, parent, hidden)) = stack.pop() {
        match node.value() {
            HtmlNode::Text(text) => {
                let text: &str = text;
                let blank_text = text.trim().is_empty();
                // White space matters between inline neighbours only.
                let between = node.prev_sibling().is_some_and(|n| is_inline(n.value()))
                    && node.next_sibling().is_some_and(|n| is_inline(n.value()));
                if blank_text && !between {
                    continue;
                }
                let text = if blank_text { " " } else { text };
                let parent = parent.unwrap_or_default();
                snapshot.nodes.push(Node { parent, text: text.into(), hidden: false, ..blank() });
            }
            HtmlNode::Element(element) => {
                let tag = element.name();
                let data = tag == "script" && element.attr("type") == Some("application/ld+json");
                if (tag == "script" && !data) || DROPPED.contains(&tag) {
                    continue;
                }
                if tag == "title" && first_title {
                    first_title = false;
                    let text: String =
                        node.children().filter_map(|c| c.value().as_text().map(|t| t.to_string())).collect();
                    snapshot.title = text.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                let hidden = hidden || is_hidden(element);
                if tag == "code" && hidden {
                    continue;
                }
                let index = snapshot.nodes.len();
                if tag == "html" {
                    snapshot.lang = element.attr("lang").unwrap_or_default().into();
                }
                snapshot.nodes.push(Node {
                    parent: parent.unwrap_or(index),
                    tag: tag.into(),
                    attributes: element.attrs().map(|(k, v)| (k.to_string(), v.to_string())).collect(),
                    hidden,
                    ..blank()
                });
                // What a frame holds is another page.
                let children: Vec<_> = if tag == "iframe" { Vec::new() } else { node.children().collect() };
                for child in children.into_iter().rev() {
                    stack.push((child, Some(index), hidden));
                }
            }
            _ => {}
        }
    }
    snapshot
}

fn blank() -> Node {
    Node { parent: 0, tag: String::new(), attributes: Vec::new(), text: String::new(), hidden: false }
}

fn is_inline(node: &HtmlNode) -> bool {
    match node {
        HtmlNode::Text(_) => true,
        HtmlNode::Element(e) => matches!(
            e.name(),
            "a" | "abbr"
                | "b"
                | "code"
                | "em"
                | "font"
                | "i"
                | "label"
                | "mark"
                | "small"
                | "span"
                | "strong"
                | "sub"
                | "sup"
                | "time"
                | "u"
        ),
        _ => false,
    }
}

fn is_hidden(element: &scraper::node::Element) -> bool {
    // The fixtures' style sheets are emptied; these are the usual names of the class that clips an element.
    let clipped = element.classes().any(|c| matches!(c, "visually-hidden" | "a11y-text" | "sr-only"));
    let style: String = element.attr("style").unwrap_or_default().split_whitespace().collect();
    clipped || element.attr("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}
