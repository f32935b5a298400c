//! The templates that come with the product; the build lists and checks them.

use super::language::Language;
use crate::model::{Role, TemplateKey};

// `SHIPPED`: language, file name without its ending, source.
include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The template that the product comes with. A language without one of its own gets the English one.
pub fn built_in(key: &TemplateKey) -> &'static str {
    let slug = key.kind.slug();
    let language = Language::of(&key.language).tag();
    key.role
        .and_then(|role| shipped(language, &format!("{slug}.{}", role_slug(role))))
        .or_else(|| shipped(language, slug))
        .or_else(|| shipped("en", slug))
        .unwrap_or_default()
}

/// The words for what a reader wants from a new colleague (rule T7).
pub fn motives(language: Language) -> &'static str {
    shipped(language.tag(), "motive").unwrap_or_default()
}

fn shipped(language: &str, name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(l, n, _)| *l == language && *n == name).map(|(_, _, source)| *source)
}

pub const fn role_slug(role: Role) -> &'static str {
    match role {
        Role::Recruiter => "recruiter",
        Role::HiringManager => "hiring-manager",
        Role::Peer => "peer",
        Role::Executive => "executive",
        Role::Other => "other",
    }
}
