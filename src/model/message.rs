use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A sentence to show: a key of `_locales/*/messages.json` and what goes into its places `$1` … `$9`.
///
/// Pure code never holds a translated text; the edge that shows the message also knows the user's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub key: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<Arg>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Arg {
    Text {
        text: String,
    },
    Count {
        count: i64,
    },
    /// Shown as date and time in the user's zone.
    Moment {
        at: Timestamp,
    },
    /// Shown as a date.
    Day {
        date: Date,
    },
    /// Another message, for a word that has to be translated too.
    Nested {
        message: Box<Message>,
    },
}

impl Message {
    pub const fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), args: Vec::new() }
    }

    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.args.push(Arg::Text { text: text.into() });
        self
    }

    pub fn count(mut self, count: i64) -> Self {
        self.args.push(Arg::Count { count });
        self
    }

    pub fn moment(mut self, at: Timestamp) -> Self {
        self.args.push(Arg::Moment { at });
        self
    }

    pub fn day(mut self, date: Date) -> Self {
        self.args.push(Arg::Day { date });
        self
    }

    pub fn nested(mut self, message: Message) -> Self {
        self.args.push(Arg::Nested { message: Box::new(message) });
        self
    }
}

/// What is wrong with one field of something that the user edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Where, as stored data names it: "name", "holidays[2].date".
    pub path: String,
    /// What to tell the user.
    pub message: Message,
}
