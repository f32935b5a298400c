//! Redesigns by chance: random edits of a page's tree of the kinds that sites make from one release to the next.
//!
//! One drifted version of a page has three to six different edits out of ten. Each edit goes over the whole page, as a
//! redesign does, with a strength drawn for it:
//!
//! | edit | what it does |
//! |---|---|
//! | classes | 30 to 100 % of the class names get new, hashed names, the same name everywhere on the page |
//! | data | `data-*` and `componentkey` attributes get hashed names (half of them) or hashed values |
//! | ids | 50 to 100 % of the ids go |
//! | wrap | 1 to 5 % of the elements get a `div` (an inline one a `span`) around them |
//! | unwrap | 2 to 10 % of the `div`, `span`, `section` and `ul` elements without text of their own go; what they hold stays |
//! | tags | `h1`→`h2`→`div`, `p`, `section`, `main`, `li`, `ul`, `header` → `div`, `button` → `div role=button`, 30 to 100 % |
//! | order | in 1 to 5 % of the elements two neighbouring children change places, unless both are pieces of one text |
//! | labels | each `aria-label` goes (half), is translated as far as it is one of the usual ones, or stays |
//! | decoys | one to four invented people, each with link, degree, headline and a button to invite them, at the side |
//! | split | 5 to 20 % of the texts of two words or more are cut into two or three bare `span`s |
//!
//! What a reader sees stays: `hidden` goes with its element, as style sheets go with a redesign. Addresses stay.

use std::collections::HashMap;

use afterword::capture::snapshot::{Node, Snapshot};

/// A small random generator (splitmix64), so that a seed means the same pages on every machine.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to `end`, without it.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % (end.max(1) as u64)).unwrap_or_default()
    }

    /// True in `percent` of a hundred cases.
    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn hash(&mut self) -> String {
        format!("_{:08x}", self.number() & 0xffff_ffff)
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }
}

type Edit = fn(&mut Tree, &mut Chance);

const EDITS: [Edit; 10] = [classes, data, ids, wrap, unwrap_some, tags, order, labels, decoys, split];

/// One drifted version of `page`.
pub fn drifted(page: &Snapshot, chance: &mut Chance) -> Snapshot {
    let mut tree = Tree::of(page);
    let mut edits = EDITS;
    let count = chance.between(3, 6);
    for place in 0..count {
        let other = chance.between(place, EDITS.len() - 1);
        edits.swap(place, other);
    }
    for edit in edits.into_iter().take(count) {
        edit(&mut tree, chance);
    }
    tree.snapshot(page)
}

/// A page as a tree that can be edited; nodes are named by their index, children are in order.
struct Tree {
    nodes: Vec<Branch>,
}

struct Branch {
    node: Node,
    children: Vec<usize>,
    /// In the document's head, or a script: not edited.
    fixed: bool,
}

impl Tree {
    fn of(page: &Snapshot) -> Self {
        let mut nodes: Vec<Branch> = Vec::with_capacity(page.nodes.len() + 64);
        for (index, node) in page.nodes.iter().enumerate() {
            let fixed = matches!(node.tag.as_str(), "html" | "head" | "body" | "script" | "title")
                || nodes.get(node.parent).is_some_and(|p| p.fixed && !matches!(p.node.tag.as_str(), "html" | "body"));
            nodes.push(Branch { node: node.clone(), children: Vec::new(), fixed });
            if index > 0
                && let Some(parent) = nodes.get_mut(node.parent)
            {
                parent.children.push(index);
            }
        }
        Self { nodes }
    }

    fn snapshot(&self, page: &Snapshot) -> Snapshot {
        let mut out = Snapshot { nodes: Vec::with_capacity(self.nodes.len()), ..page.clone_head() };
        let mut stack = vec![(0_usize, 0_usize)];
        while let Some((index, parent)) = stack.pop() {
            let Some(branch) = self.nodes.get(index) else { continue };
            let place = out.nodes.len();
            out.nodes.push(Node { parent: parent.min(place), ..branch.node.clone() });
            stack.extend(branch.children.iter().rev().map(|c| (*c, place)));
        }
        out
    }

    /// The elements that may be edited.
    fn elements(&self) -> Vec<usize> {
        (0..self.nodes.len())
            .filter(|i| self.nodes.get(*i).is_some_and(|b| !b.fixed && !b.node.tag.is_empty()))
            .collect()
    }

    fn each(&mut self, mut edit: impl FnMut(&mut Node)) {
        for branch in self.nodes.iter_mut().filter(|b| !b.fixed && !b.node.tag.is_empty()) {
            edit(&mut branch.node);
        }
    }

    fn add(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) -> usize {
        let attributes = attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let index = self.nodes.len();
        let node = Node { parent: 0, tag: tag.into(), attributes, text: String::new(), hidden: false };
        self.nodes.push(Branch { node, children: Vec::new(), fixed: false });
        if !text.is_empty() {
            let child = self.nodes.len();
            let node =
                Node { parent: index, tag: String::new(), attributes: Vec::new(), text: text.into(), hidden: false };
            self.nodes.push(Branch { node, children: Vec::new(), fixed: false });
            self.adopt(index, child);
        }
        index
    }

    fn adopt(&mut self, parent: usize, child: usize) {
        if let Some(branch) = self.nodes.get_mut(parent) {
            branch.children.push(child);
        }
    }

    fn is_inline(&self, index: usize) -> bool {
        self.nodes.get(index).is_some_and(|b| matches!(b.node.tag.as_str(), "a" | "span" | "strong" | "b" | "em" | "i"))
    }
}

trait CloneHead {
    /// Everything but the nodes.
    fn clone_head(&self) -> Self;
}

impl CloneHead for Snapshot {
    fn clone_head(&self) -> Self {
        Self {
            url: self.url.clone(),
            title: self.title.clone(),
            lang: self.lang.clone(),
            nodes: Vec::new(),
            truncated: false,
        }
    }
}

fn classes(tree: &mut Tree, chance: &mut Chance) {
    let share = chance.between(30, 100);
    let mut renamed: HashMap<String, String> = HashMap::new();
    tree.each(|node| {
        for (_, value) in node.attributes.iter_mut().filter(|(name, _)| name == "class") {
            let names: Vec<String> = value
                .split_ascii_whitespace()
                .map(|name| {
                    let new = || if chance.percent(share) { chance.hash() } else { name.to_owned() };
                    renamed.entry(name.to_owned()).or_insert_with(new).clone()
                })
                .collect();
            *value = names.join(" ");
        }
    });
}

fn data(tree: &mut Tree, chance: &mut Chance) {
    let names = chance.percent(50);
    tree.each(|node| {
        for (name, value) in &mut node.attributes {
            if name.starts_with("data-") || name == "componentkey" {
                if names {
                    *name = format!("data{}", chance.hash().replace('_', "-"));
                } else {
                    *value = chance.hash();
                }
            }
        }
    });
}

fn ids(tree: &mut Tree, chance: &mut Chance) {
    let share = chance.between(50, 100);
    tree.each(|node| node.attributes.retain(|(name, _)| name != "id" || !chance.percent(share)));
}

fn wrap(tree: &mut Tree, chance: &mut Chance) {
    let share = chance.between(1, 5);
    for index in tree.elements() {
        let Some(count) = tree.nodes.get(index).map(|b| b.children.len()).filter(|c| *c > 0) else { continue };
        if !chance.percent(share) {
            continue;
        }
        // Around one child, or around all of them.
        let which = chance.below(count + 1);
        let children = tree.nodes.get(index).map(|b| b.children.clone()).unwrap_or_default();
        let inside: Vec<usize> = children.get(which).map_or_else(|| children.clone(), |c| vec![*c]);
        let inline = tree.is_inline(index) || inside.iter().all(|c| tree.is_inline(*c) || is_text(tree, *c));
        let wrapper = tree.add(if inline { "span" } else { "div" }, &[], "");
        if let Some(branch) = tree.nodes.get_mut(wrapper) {
            branch.children = inside;
        }
        if let Some(branch) = tree.nodes.get_mut(index) {
            match branch.children.get_mut(which) {
                Some(slot) => *slot = wrapper,
                None => branch.children = vec![wrapper],
            }
        }
    }
}

fn is_text(tree: &Tree, index: usize) -> bool {
    tree.nodes.get(index).is_some_and(|b| b.node.tag.is_empty())
}

fn unwrap_some(tree: &mut Tree, chance: &mut Chance) {
    let share = chance.between(2, 10);
    for index in tree.elements() {
        let Some(children) = tree.nodes.get(index).map(|b| b.children.clone()) else { continue };
        let mut kept = Vec::with_capacity(children.len());
        for child in children {
            let goes = tree.nodes.get(child).is_some_and(|b| {
                matches!(b.node.tag.as_str(), "div" | "span" | "section" | "ul")
                    && !b.node.hidden
                    && !b.children.is_empty()
                    && !b.children.iter().any(|c| is_text(tree, *c))
            });
            if goes && chance.percent(share) {
                kept.extend(tree.nodes.get(child).map(|b| b.children.clone()).unwrap_or_default());
            } else {
                kept.push(child);
            }
        }
        if let Some(branch) = tree.nodes.get_mut(index) {
            branch.children = kept;
        }
    }
}

fn tags(tree: &mut Tree, chance: &mut Chance) {
    let share = chance.between(30, 100);
    tree.each(|node| {
        if !chance.percent(share) {
            return;
        }
        let new = match node.tag.as_str() {
            "h1" => chance.pick(&["h2", "div"]),
            "h2" => chance.pick(&["h3", "div"]),
            "h3" | "h4" | "p" | "section" | "main" | "li" | "ul" | "header" => "div",
            "button" => {
                node.attributes.push(("role".into(), "button".into()));
                "div"
            }
            _ => return,
        };
        node.tag = new.into();
    });
}

fn order(tree: &mut Tree, chance: &mut Chance) {
    let share = chance.between(1, 5);
    for index in tree.elements() {
        let Some(branch) = tree.nodes.get(index) else { continue };
        let elements: Vec<usize> = (0..branch.children.len())
            .filter(|i| branch.children.get(*i).is_some_and(|c| !is_text(tree, *c)))
            .collect();
        if elements.len() < 2 || !chance.percent(share) {
            continue;
        }
        let at = chance.below(elements.len() - 1);
        if let (Some(a), Some(b)) = (elements.get(at).copied(), elements.get(at + 1).copied())
            && !both_inline(tree, index, a, b)
            && let Some(branch) = tree.nodes.get_mut(index)
        {
            branch.children.swap(a, b);
        }
    }
}

fn both_inline(tree: &Tree, parent: usize, a: usize, b: usize) -> bool {
    let child = |at: usize| tree.nodes.get(parent).and_then(|p| p.children.get(at)).copied();
    child(a).zip(child(b)).is_some_and(|(a, b)| tree.is_inline(a) && tree.is_inline(b))
}

/// The usual labels in English and what they are elsewhere; `{}` is a name or a value.
const LABELS: &[(&str, &str, &str)] = &[
    ("Invite ", " to connect", "Inviter {} à se connecter"),
    ("Invite ", " to connect", "{} als Kontakt einladen"),
    (
        "Current company: ",
        " Click to skip to experience card",
        "Aktuelles Unternehmen: {} Klicken Sie, um fortzufahren",
    ),
    ("Follow ", "", "Seguir a {}"),
    ("Send a message to ", "", "Envoyer un message à {}"),
    ("Message ", "", "Nachricht an {}"),
];

fn labels(tree: &mut Tree, chance: &mut Chance) {
    tree.each(|node| {
        let mut dropped = false;
        for (_, value) in node.attributes.iter_mut().filter(|(name, _)| name == "aria-label") {
            if chance.percent(50) {
                dropped = true;
                continue;
            }
            let from = chance.below(LABELS.len());
            let order = LABELS.iter().cycle().skip(from).take(LABELS.len());
            for (before, after, new) in order {
                if let Some(inner) = value.strip_prefix(before).and_then(|v| v.strip_suffix(after)) {
                    *value = new.replace("{}", inner);
                    break;
                }
            }
        }
        if dropped {
            node.attributes.retain(|(name, _)| name != "aria-label");
        }
    });
}

const GIVEN: &[&str] = &["Ottilie", "Bram", "Nuria", "Tadeo", "Siw", "Yara", "Matvei", "Ines", "Corin", "Haruki"];
const FAMILY: &[&str] = &["Fernsby", "Okonjo", "Brandvold", "Quillon", "Tamsin", "Varga", "Lindqvist", "Aramaki"];
const JOBS: &[&str] =
    &["Recruiter at Farnwood", "Engineering Manager @ Polder", "Data Lead bei Kestrel GmbH", "Advisor"];

fn decoys(tree: &mut Tree, chance: &mut Chance) {
    let body = (0..tree.nodes.len()).find(|i| tree.nodes.get(*i).is_some_and(|b| b.node.tag == "body"));
    let main = (0..tree.nodes.len()).find(|i| tree.nodes.get(*i).is_some_and(|b| b.node.tag == "main"));
    let Some(home) = (if chance.percent(50) { main.or(body) } else { body.or(main) }) else { return };
    let rail = tree.add("aside", &[("class", "rail")], "");
    for _ in 0..chance.between(1, 4) {
        let name = format!("{} {}", chance.pick(GIVEN), chance.pick(FAMILY));
        let slug = format!("{}-{}", name.to_lowercase().replace(' ', "-"), chance.below(9000));
        let card = tree.add("div", &[], "");
        let link = tree.add("a", &[("href", &format!("https://www.linkedin.com/in/{slug}/"))], "");
        let shown = tree.add(chance.pick(&["span", "h3", "p"]), &[], &name);
        let degree = tree.add("span", &[], "· 2nd");
        let job = tree.add("p", &[], chance.pick(JOBS));
        let invite = tree.add("button", &[("aria-label", &format!("Invite {name} to connect"))], "Connect");
        tree.adopt(link, shown);
        for part in [link, degree, job, invite] {
            tree.adopt(card, part);
        }
        tree.adopt(rail, card);
    }
    if let Some(branch) = tree.nodes.get_mut(home) {
        let at = if chance.percent(25) { 0 } else { branch.children.len() };
        branch.children.insert(at, rail);
    }
}

fn split(tree: &mut Tree, chance: &mut Chance) {
    let share = chance.between(5, 20);
    for index in 0..tree.nodes.len() {
        let Some(branch) = tree.nodes.get(index).filter(|b| !b.fixed && !b.node.tag.is_empty()) else { continue };
        let children = branch.children.clone();
        let mut kept = Vec::with_capacity(children.len());
        let mut changed = false;
        for child in children {
            let words: Vec<String> = match tree.nodes.get(child) {
                Some(b) if b.node.tag.is_empty() => b.node.text.split_whitespace().map(str::to_owned).collect(),
                _ => Vec::new(),
            };
            if words.len() < 2 || !chance.percent(share) {
                kept.push(child);
                continue;
            }
            changed = true;
            let pieces = chance.between(2, 3).min(words.len());
            let each = words.len().div_ceil(pieces);
            for (rank, part) in words.chunks(each).enumerate() {
                if rank > 0 {
                    let gap = tree.nodes.len();
                    let node = Node {
                        parent: index,
                        tag: String::new(),
                        attributes: Vec::new(),
                        text: " ".into(),
                        hidden: false,
                    };
                    tree.nodes.push(Branch { node, children: Vec::new(), fixed: false });
                    kept.push(gap);
                }
                let piece = tree.add("span", &[], &part.join(" "));
                kept.push(piece);
            }
        }
        if changed && let Some(branch) = tree.nodes.get_mut(index) {
            branch.children = kept;
        }
    }
}
