//! The only place that knows the browser: its functions, its clock, its storage, and the background that ties them to
//! the pure rooms.

pub mod api;
pub mod background;
pub mod clock;
mod messages;
pub mod page;
mod prompts;
mod sites;
mod storage;
pub mod text;
