//! CSS selectors, parsed. No pseudo-classes but the structural ones, no pseudo-elements, no `:has()` (its cost is not
//! bounded by the page's size).

use std::fmt;

use cssparser::{Parser, ToCss, serialize_identifier, serialize_string};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{
    NonTSPseudoClass, ParseRelative, PseudoElement as PseudoElementTrait, SelectorImpl, SelectorList,
    SelectorParseErrorKind,
};
use serde::{Deserialize, Deserializer, de::Error as _};

/// A parsed, comma-separated list of selectors.
#[derive(Clone, Debug)]
pub struct Selector(SelectorList<Css>);

impl Selector {
    /// # Errors
    /// The text is no CSS selector, or uses what is not supported here.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let mut parser = Parser::new(text);
        SelectorList::parse(&Dialect, &mut parser, ParseRelative::No)
            .map(Self)
            .map_err(|_| SelectorError { selector: text.to_owned() })
    }

    pub(crate) fn list(&self) -> &SelectorList<Css> {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a selector: {selector}")]
pub struct SelectorError {
    pub selector: String,
}

#[derive(Clone, Debug)]
pub struct Css;

impl SelectorImpl for Css {
    type ExtraMatchingData<'a> = ();
    type AttrValue = CssText;
    type Identifier = CssName;
    type LocalName = CssName;
    type NamespaceUrl = CssName;
    type NamespacePrefix = CssName;
    type BorrowedNamespaceUrl = CssName;
    type BorrowedLocalName = CssName;
    type NonTSPseudoClass = Pseudo;
    type PseudoElement = PseudoElement;
}

struct Dialect;

impl<'i> selectors::parser::Parser<'i> for Dialect {
    type Impl = Css;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CssText(String);

impl From<&str> for CssText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl AsRef<str> for CssText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for CssText {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_string(&self.0, dest)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CssName(String);

impl CssName {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CssName {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl ToCss for CssName {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, dest)
    }
}

impl PrecomputedHash for CssName {
    /// FNV-1a, 32 bits.
    fn precomputed_hash(&self) -> u32 {
        self.0.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}

/// No pseudo-class beyond the structural ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pseudo {}

impl NonTSPseudoClass for Pseudo {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl ToCss for Pseudo {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PseudoElement {}

impl PseudoElementTrait for PseudoElement {}

impl ToCss for PseudoElement {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}
