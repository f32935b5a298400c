//! A page at one moment, as plain data: the element tree without scripts and styles, each element with whether a reader
//! could see it. Made by `extension/content/snapshot.js` in a browser.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub url: String,
    pub title: String,
    #[serde(default)]
    pub lang: String,
    /// In document order; a node's parent always comes before it. The first node is the root element.
    pub nodes: Vec<Node>,
    /// The page was larger than the limits; the rest was left out.
    #[serde(default)]
    pub truncated: bool,
}

/// Short field names because a page has tens of thousands of nodes and each is sent as a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Index of the parent; the root names itself.
    #[serde(rename = "p")]
    pub parent: usize,
    /// Lower-case tag name; empty for a text node.
    #[serde(rename = "t", default, skip_serializing_if = "String::is_empty")]
    pub tag: String,
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
    /// Text of a text node.
    #[serde(rename = "x", default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Not shown to a reader (display, visibility, clipped for screen readers).
    #[serde(rename = "h", default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}
