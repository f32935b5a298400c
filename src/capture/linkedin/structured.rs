//! What a guest page says of its member in JSON-LD (schema.org `Person`).

use serde_json::Value;

use super::address::member_link;
use super::page::Page;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structured {
    pub name: String,
    pub title: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
    /// The record names the subject's own address; without it, it is only the one person on the page.
    pub proven: bool,
}

/// The page's record of its subject.
pub fn structured(page: &Page<'_>) -> Option<Structured> {
    let dom = page.dom;
    let mut loose: Vec<Structured> = Vec::new();
    for place in dom.places() {
        if dom.tag(place) != "script" || dom.attribute(place, "type") != Some("application/ld+json") {
            continue;
        }
        let text: String = dom.subtree(place).map(|p| dom.own_text(p)).collect();
        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
        let graph = value.get("@graph").and_then(Value::as_array);
        let items: Vec<&Value> = graph.map_or_else(|| vec![&value], |g| g.iter().collect());
        for item in items {
            let item = if is_type(item, "ProfilePage") { item.get("mainEntity").unwrap_or(item) } else { item };
            if !is_type(item, "Person") {
                continue;
            }
            let slugs: Vec<String> = ["url", "sameAs", "@id", "mainEntityOfPage"]
                .iter()
                .filter_map(|key| item.get(*key).and_then(first_text))
                .filter_map(|href| member_link(&href))
                .map(|link| link.slug)
                .collect();
            let Some(found) = person(item) else { continue };
            if slugs.iter().any(|s| s == page.slug) {
                return Some(Structured { proven: true, ..found });
            }
            if slugs.is_empty() {
                loose.push(found);
            }
        }
    }
    match loose.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

fn person(item: &Value) -> Option<Structured> {
    let name = item.get("name").and_then(first_text)?;
    let address = item.get("address");
    let location = address.and_then(|a| a.get("addressLocality")).and_then(first_text);
    let works = item.get("worksFor").map(|w| w.as_array().and_then(|l| l.first()).unwrap_or(w));
    Some(Structured {
        name,
        title: item.get("jobTitle").and_then(first_text),
        company: works.and_then(|w| w.get("name").or(Some(w))).and_then(first_text),
        location,
        proven: false,
    })
}

fn is_type(item: &Value, wanted: &str) -> bool {
    match item.get("@type") {
        Some(Value::String(kind)) => kind == wanted,
        Some(Value::Array(kinds)) => kinds.iter().any(|k| k.as_str() == Some(wanted)),
        _ => false,
    }
}

/// A string, or the first of a list of them.
fn first_text(value: &Value) -> Option<String> {
    let value = value.as_array().and_then(|l| l.first()).unwrap_or(value);
    let text = crate::capture::lines::plain(&unescape(value.as_str()?));
    (!text.is_empty()).then_some(text)
}

/// The few character references that the site leaves in plain text, also doubly escaped.
pub fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">")
}
