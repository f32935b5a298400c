//! The only place that knows the browser: its functions, its clock, its storage, its words.

pub mod api;
pub mod background;
pub mod clock;
mod downloads;
pub mod failure;
mod host;
pub mod page;
pub mod rehearsal;
mod sites;
mod storage;
pub mod text;
