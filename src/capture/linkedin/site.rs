//! LinkedIn's site data, parsed once.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::capture::css::Selector;

#[derive(Debug, Deserialize)]
pub struct Site {
    pub hidden: Selector,
    pub layout: Vec<Layout>,
    pub words: Words,
}

/// Where one generation of pages keeps each field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Which pages, in words.
    #[cfg_attr(not(test), expect(dead_code, reason = "for those who edit the data"))]
    pub about: String,
    /// The month ("2026-04") of the last page found to be so.
    #[cfg_attr(not(test), expect(dead_code, reason = "for those who edit the data"))]
    pub seen: String,
    pub name: Option<Selector>,
    pub headline: Option<Selector>,
    pub title: Option<Selector>,
    pub company: Option<Selector>,
    pub location: Option<Selector>,
}

/// Words by what they mean, over all languages; see the data for each.
#[derive(Debug, Deserialize)]
pub struct Words {
    pub sections: Phrases,
    pub experience: Phrases,
    pub present: Phrases,
    pub current: Phrases,
    pub current_company: Phrases,
    pub at: Vec<String>,
    pub at_weak: Vec<String>,
    pub not_now: Vec<String>,
    pub student: Parts,
    pub labels: Phrases,
    pub place_labels: Phrases,
    pub contact: Phrases,
    pub connect: Phrases,
    pub invite: Parts,
    pub pending: Parts,
    pub first_degree: Phrases,
    pub second_degree: Phrases,
    pub third_degree: Phrases,
    pub contract: Phrases,
    pub badges: Phrases,
    pub pronouns: Phrases,
    pub area: Phrases,
    pub school: Parts,
    pub counts: Parts,
    pub no_names: Phrases,
    pub countries: Phrases,
}

/// Phrases compared by [`fold`].
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases(HashSet<String>);

impl From<Vec<String>> for Phrases {
    fn from(list: Vec<String>) -> Self {
        Self(list.iter().map(|p| fold(p)).collect())
    }
}

impl Phrases {
    pub fn has(&self, text: &str) -> bool {
        text.len() <= 120 && self.has_folded(&fold(text))
    }

    pub fn has_folded(&self, folded: &str) -> bool {
        !folded.is_empty() && self.0.contains(folded)
    }
}

/// Parts of phrases, looked for in folded text.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Parts(Vec<String>);

impl From<Vec<String>> for Parts {
    fn from(list: Vec<String>) -> Self {
        Self(list.iter().map(|p| fold(p)).filter(|p| !p.is_empty()).collect())
    }
}

impl Parts {
    pub fn within(&self, folded: &str) -> bool {
        self.0.iter().any(|part| folded.contains(part.as_str()))
    }
}

/// Text for comparison: lower case, no accents, no punctuation, compatibility forms made plain, single spaces.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfkd() {
        if is_combining_mark(c) || matches!(c, '\'' | '’' | '`' | '.') {
            continue;
        }
        if c.is_alphanumeric() || c == '+' || c == '#' {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            match c {
                'ß' => out.push_str("ss"),
                'æ' | 'Æ' => out.push_str("ae"),
                'œ' | 'Œ' => out.push_str("oe"),
                'ø' | 'Ø' => out.push('o'),
                'ł' | 'Ł' => out.push('l'),
                'đ' | 'Đ' => out.push('d'),
                'ı' => out.push('i'),
                _ => out.extend(c.to_lowercase()),
            }
        } else {
            space = true;
        }
    }
    out
}

const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/src/capture/sites/linkedin.json"));

static SITE: LazyLock<Option<Site>> = LazyLock::new(|| serde_json::from_str(DATA).ok());

/// `None` only if the data could not be parsed, which a test rules out.
pub fn site() -> Option<&'static Site> {
    SITE.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::unwrap_used)]
    fn the_data_parses() {
        let site: Site = serde_json::from_str(DATA).unwrap();
        assert!(
            site.layout.iter().all(|l| l.seen.len() == "2026-04".len() && !l.about.is_empty() && l.name.is_some()),
            "{:?}",
            site.layout
        );
    }

    #[test]
    fn folding_ignores_case_accents_and_marks() {
        assert_eq!(fold("  Expérience — Ltd. "), "experience ltd");
        assert_eq!(fold("Straße Ｔakuto O'Hara"), "strasse takuto ohara");
    }
}
