//! A page, a mail, a card or an invite becomes a reading: values with where they came from and how sure we are.

pub mod address;
pub mod content_lines;
pub mod css;
pub mod dom;
pub mod invite;
pub mod lines;
pub mod linkedin;
pub mod mail;
pub mod name;
pub mod reading;
pub mod signature;
pub mod sites;
pub mod snapshot;
pub mod twins;
pub mod vcard;
pub mod when;
