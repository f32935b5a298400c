//! What the grammar reads from: the tokens, and what is known around them.

use std::ops::Deref;

use jiff::civil::DateTime;

use super::token::{Token, Tokens};

pub struct Reader<'t> {
    pub tokens: Tokens<'t>,
    /// The reference on its own clock.
    pub now: DateTime,
    pub forward: bool,
    /// "12/03" is the twelfth of March.
    pub day_first: bool,
    /// The order was stated, so the other one is no candidate.
    pub order_known: bool,
    pub german: bool,
    pub french: bool,
}

impl Reader<'_> {
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The mark before `at`, where there is one.
    pub fn mark_before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.mark(before))
    }

    /// White space, or the text's end, follows the token at `at`.
    pub fn gap_after(&self, at: usize) -> bool {
        !self.glued(at + 1)
    }

    /// The mark at `at` is the one that some programs put between a date and its time.
    pub fn time_may_follow(&self, at: usize) -> bool {
        self.mark(at + 2) == Some(':') && self.number(at + 1).is_some_and(|(_, digits)| digits <= 2)
    }

    /// A weekday or a day word stands before `at`.
    pub fn glued_day_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            super::lexicon::weekday(self.word(before)).is_some() || self.is(before, &["heute", "gestern", "ubermorgen"])
        })
    }

    pub fn is_after(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, words))
    }
}

impl<'t> Deref for Reader<'t> {
    type Target = Tokens<'t>;

    fn deref(&self) -> &Self::Target {
        &self.tokens
    }
}
