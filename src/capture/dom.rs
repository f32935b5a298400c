//! A snapshot as a tree that can be walked and matched against CSS selectors, in time linear in its size whatever a
//! page does: parents that point nowhere, cycles and bottomless nesting are straightened out first.

use std::collections::HashMap;

use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector};
use selectors::parser::Component;
use selectors::{Element, OpaqueElement};

use super::css::{Css, CssName, CssText, Pseudo, PseudoElement, Selector};
use super::snapshot::{Node, Snapshot};

/// What lies deeper than this is taken as lying at this depth, so that a walk to the root is short.
pub const MAX_DEPTH: usize = 128;

/// The place of a node in [`Dom`]: its rank in document order.
pub type Place = usize;

/// Nodes in document order; `subtree_end` makes every subtree a range of places.
#[derive(Debug)]
pub struct Dom<'a> {
    pub snapshot: &'a Snapshot,
    nodes: Vec<Link<'a>>,
}

#[derive(Clone, Copy, Debug)]
struct Link<'a> {
    node: &'a Node,
    parent: Option<Place>,
    previous_sibling: Option<Place>,
    depth: usize,
    subtree_end: Place,
    hidden: bool,
}

impl<'a> Dom<'a> {
    pub fn new(snapshot: &'a Snapshot) -> Self {
        let count = snapshot.nodes.len();
        // A child list per node, as first child and next sibling; only an earlier node can be a parent, so no cycles.
        let mut first_child = vec![usize::MAX; count];
        let mut last_child = vec![usize::MAX; count];
        let mut next_sibling = vec![usize::MAX; count];
        let mut depth = vec![0_usize; count];
        let mut parent_of = vec![usize::MAX; count];
        for (index, node) in snapshot.nodes.iter().enumerate().skip(1) {
            let mut parent = if node.parent < index { node.parent } else { 0 };
            if depth.get(parent).is_some_and(|d| *d >= MAX_DEPTH) {
                parent = parent_of.get(parent).copied().unwrap_or_default();
            }
            let at = depth.get(parent).map_or(0, |d| d + 1);
            set(&mut depth, index, at);
            set(&mut parent_of, index, parent);
            match last_child.get(parent).copied().unwrap_or(usize::MAX) {
                usize::MAX => set(&mut first_child, parent, index),
                last => set(&mut next_sibling, last, index),
            }
            set(&mut last_child, parent, index);
        }

        let mut nodes: Vec<Link<'a>> = Vec::with_capacity(count);
        let mut rank = vec![usize::MAX; count];
        let mut stack: Vec<(usize, bool)> = if count == 0 { Vec::new() } else { vec![(0, false)] };
        while let Some((index, left)) = stack.pop() {
            if left {
                let end = nodes.len();
                if let Some(link) = rank.get(index).and_then(|r| nodes.get_mut(*r)) {
                    link.subtree_end = end;
                }
                continue;
            }
            let Some(node) = snapshot.nodes.get(index) else { continue };
            let parent = parent_of.get(index).and_then(|p| rank.get(*p)).copied().filter(|r| *r != usize::MAX);
            let place = nodes.len();
            set(&mut rank, index, place);
            let hidden = node.hidden || parent.and_then(|p| nodes.get(p)).is_some_and(|p| p.hidden);
            nodes.push(Link {
                node,
                parent,
                previous_sibling: None,
                depth: depth.get(index).copied().unwrap_or_default(),
                subtree_end: place + 1,
                hidden,
            });
            stack.push((index, true));
            let from = stack.len();
            let mut child = first_child.get(index).copied().unwrap_or(usize::MAX);
            while child != usize::MAX {
                stack.push((child, false));
                child = next_sibling.get(child).copied().unwrap_or(usize::MAX);
            }
            if let Some(children) = stack.get_mut(from..) {
                children.reverse();
            }
        }

        let mut last_element = vec![None; nodes.len()];
        for place in 0..nodes.len() {
            let Some(link) = nodes.get_mut(place) else { continue };
            if link.node.tag.is_empty() {
                continue;
            }
            if let Some(last) = link.parent.and_then(|p| last_element.get_mut(p)) {
                link.previous_sibling = *last;
                *last = Some(place);
            }
        }
        Self { snapshot, nodes }
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Every place, in document order.
    pub fn places(&self) -> std::ops::Range<Place> {
        0..self.nodes.len()
    }

    pub fn node(&self, place: Place) -> Option<&'a Node> {
        self.nodes.get(place).map(|l| l.node)
    }

    /// Lower-case tag name; empty for a text node and for a place outside the tree.
    pub fn tag(&self, place: Place) -> &'a str {
        self.nodes.get(place).map_or("", |l| l.node.tag.as_str())
    }

    /// The text of a text node; empty for an element.
    pub fn own_text(&self, place: Place) -> &'a str {
        self.nodes.get(place).map_or("", |l| l.node.text.as_str())
    }

    pub fn attribute(&self, place: Place, name: &str) -> Option<&'a str> {
        self.nodes.get(place).and_then(|l| l.node.attributes.iter().find(|(k, _)| k == name)).map(|(_, v)| v.as_str())
    }

    pub fn has_class(&self, place: Place, class: &str) -> bool {
        self.attribute(place, "class").is_some_and(|c| c.split_ascii_whitespace().any(|c| c == class))
    }

    pub fn parent(&self, place: Place) -> Option<Place> {
        self.nodes.get(place).and_then(|l| l.parent)
    }

    pub fn depth(&self, place: Place) -> usize {
        self.nodes.get(place).map_or(0, |l| l.depth)
    }

    /// Whether the node or one of its ancestors is hidden from a reader.
    pub fn hidden(&self, place: Place) -> bool {
        self.nodes.get(place).is_some_and(|l| l.hidden)
    }

    /// The node itself and everything below it.
    pub fn subtree(&self, place: Place) -> std::ops::Range<Place> {
        self.nodes.get(place).map_or(0..0, |l| place..l.subtree_end)
    }

    /// The node, its parent, and so on up to the root.
    pub fn ancestors(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        std::iter::successors(Some(place), |p| self.parent(*p))
    }

    /// The lowest node that holds both.
    pub fn common_ancestor(&self, a: Place, b: Place) -> Place {
        let (mut a, mut b) = (a, b);
        while a != b {
            if self.depth(a) >= self.depth(b) {
                let Some(up) = self.parent(a) else { return b };
                a = up;
            } else {
                let Some(up) = self.parent(b) else { return a };
                b = up;
            }
        }
        a
    }

    /// The visible text below a node, runs of white space made one space.
    pub fn text(&self, place: Place) -> String {
        let mut out = String::new();
        for inner in self.subtree(place) {
            if !self.hidden(inner) {
                push_words(&mut out, self.own_text(inner));
            }
        }
        out
    }

    /// Every element that matches, in document order.
    pub fn select(&self, selector: &Selector) -> Vec<Place> {
        let set = SelectorSet::new([(0, selector)]);
        set.matches(self).into_iter().map(|(place, _)| place).collect()
    }

    pub fn matches(&self, place: Place, selector: &Selector) -> bool {
        let Some(element) = self.element(place) else { return false };
        let mut caches = SelectorCaches::default();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        selector.list().slice().iter().any(|s| matches_selector(s, 0, None, &element, &mut context))
    }

    fn element(&self, place: Place) -> Option<ElementRef<'_>> {
        let link = self.nodes.get(place)?;
        (!link.node.tag.is_empty()).then_some(ElementRef { dom: self, place })
    }
}

fn set(values: &mut [usize], index: usize, value: usize) {
    if let Some(slot) = values.get_mut(index) {
        *slot = value;
    }
}

/// Appends the words of `text`, one space between them.
fn push_words(out: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Many selectors matched in one walk. Each is filed under a class, id or tag that its last part asks for, so that an
/// element is tried against few of them.
#[derive(Debug)]
pub struct SelectorSet<'s, K> {
    by_class: HashMap<&'s str, Vec<usize>>,
    by_id: HashMap<&'s str, Vec<usize>>,
    by_tag: HashMap<&'s str, Vec<usize>>,
    other: Vec<usize>,
    selectors: Vec<(K, &'s selectors::parser::Selector<Css>)>,
}

impl<'s, K: Copy> SelectorSet<'s, K> {
    pub fn new(selectors: impl IntoIterator<Item = (K, &'s Selector)>) -> Self {
        let mut set = Self {
            by_class: HashMap::new(),
            by_id: HashMap::new(),
            by_tag: HashMap::new(),
            other: Vec::new(),
            selectors: Vec::new(),
        };
        for (key, list) in selectors {
            for selector in list.list().slice() {
                let index = set.selectors.len();
                set.selectors.push((key, selector));
                let (mut class, mut id, mut tag) = (None, None, None);
                // Components come right to left; a combinator ends the last part.
                for component in selector.iter_raw_match_order() {
                    match component {
                        Component::Combinator(_) => break,
                        Component::Class(name) => class = Some(name.as_str()),
                        Component::ID(name) => id = Some(name.as_str()),
                        Component::LocalName(name) => tag = Some(name.lower_name.as_str()),
                        _ => {}
                    }
                }
                let file = match (id, class, tag) {
                    (Some(id), ..) => set.by_id.entry(id).or_default(),
                    (_, Some(class), _) => set.by_class.entry(class).or_default(),
                    (.., Some(tag)) => set.by_tag.entry(tag).or_default(),
                    _ => &mut set.other,
                };
                file.push(index);
            }
        }
        set
    }

    /// Every pair of an element and a selector's key that match, in document order.
    pub fn matches(&self, dom: &Dom<'_>) -> Vec<(Place, K)> {
        let mut caches = SelectorCaches::default();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let mut found = Vec::new();
        let mut tried: Vec<usize> = Vec::new();
        for place in dom.places() {
            let Some(element) = dom.element(place) else { continue };
            tried.clear();
            tried.extend(&self.other);
            tried.extend(self.by_tag.get(dom.tag(place)).into_iter().flatten());
            if let Some(id) = dom.attribute(place, "id") {
                tried.extend(self.by_id.get(id).into_iter().flatten());
            }
            if let Some(classes) = dom.attribute(place, "class") {
                for class in classes.split_ascii_whitespace() {
                    tried.extend(self.by_class.get(class).into_iter().flatten());
                }
            }
            tried.sort_unstable();
            tried.dedup();
            for index in &tried {
                let Some((key, selector)) = self.selectors.get(*index) else { continue };
                if matches_selector(selector, 0, None, &element, &mut context) {
                    found.push((place, *key));
                }
            }
        }
        found
    }
}

#[derive(Clone, Copy)]
struct ElementRef<'d> {
    dom: &'d Dom<'d>,
    place: Place,
}

impl std::fmt::Debug for ElementRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} #{}>", self.dom.tag(self.place), self.place)
    }
}

impl ElementRef<'_> {
    fn at(&self, place: Place) -> Self {
        Self { dom: self.dom, place }
    }

    fn child_elements(&self) -> impl Iterator<Item = Place> + '_ {
        let end = self.dom.subtree(self.place).end;
        let step = move |p: &Place| Some(self.dom.subtree(*p).end).filter(|next| *next < end);
        std::iter::successors(Some(self.place + 1).filter(|p| *p < end), step).filter(|p| !self.dom.tag(*p).is_empty())
    }
}

impl Element for ElementRef<'_> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        match self.dom.node(self.place) {
            Some(node) => OpaqueElement::new(node),
            None => OpaqueElement::new(self.dom),
        }
    }

    fn parent_element(&self) -> Option<Self> {
        self.dom.parent(self.place).map(|p| self.at(p))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.dom.nodes.get(self.place).and_then(|l| l.previous_sibling).map(|p| self.at(p))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        let parent = self.dom.parent(self.place)?;
        let end = self.dom.subtree(parent).end;
        let mut next = self.dom.subtree(self.place).end;
        while next < end {
            if !self.dom.tag(next).is_empty() {
                return Some(self.at(next));
            }
            next = self.dom.subtree(next).end.max(next + 1);
        }
        None
    }

    fn first_element_child(&self) -> Option<Self> {
        self.child_elements().next().map(|p| self.at(p))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        true
    }

    fn has_local_name(&self, name: &CssName) -> bool {
        self.dom.tag(self.place) == name.as_str()
    }

    fn has_namespace(&self, _: &CssName) -> bool {
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.dom.tag(self.place) == other.dom.tag(other.place)
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&CssName>,
        name: &CssName,
        operation: &AttrSelectorOperation<&CssText>,
    ) -> bool {
        self.dom.attribute(self.place, name.as_str()).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, pseudo: &Pseudo, _: &mut MatchingContext<'_, Css>) -> bool {
        match *pseudo {}
    }

    fn match_pseudo_element(&self, pseudo: &PseudoElement, _: &mut MatchingContext<'_, Css>) -> bool {
        match *pseudo {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.dom.tag(self.place) == "a" && self.dom.attribute(self.place, "href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &CssName, case: CaseSensitivity) -> bool {
        self.dom.attribute(self.place, "id").is_some_and(|own| case.eq(own.as_bytes(), id.as_str().as_bytes()))
    }

    fn has_class(&self, class: &CssName, case: CaseSensitivity) -> bool {
        self.dom
            .attribute(self.place, "class")
            .is_some_and(|own| own.split_ascii_whitespace().any(|c| case.eq(c.as_bytes(), class.as_str().as_bytes())))
    }

    fn has_custom_state(&self, _: &CssName) -> bool {
        false
    }

    fn imported_part(&self, _: &CssName) -> Option<CssName> {
        None
    }

    fn is_part(&self, _: &CssName) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.dom.subtree(self.place).skip(1).all(|p| self.dom.tag(p).is_empty() && self.dom.own_text(p).is_empty())
    }

    fn is_root(&self) -> bool {
        self.place == 0
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
