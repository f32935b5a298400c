//! No reminder lost, doubled or late, and nothing lost that the user was told is saved, whatever the browser does to the
//! background: it is stopped at any await, its alarm vanishes, a write fails, the clock is set, two pages act at once.
//!
//! `AFTERWORD_FAULT_RUNS=n` and `AFTERWORD_FAULT_SEED=s` choose how many random days and from which seed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod chance;
mod desk;
mod erasing;
mod errors;
#[path = "../common/hostile.rs"]
mod hostile;
mod machine;
mod messages;
mod random_days;
mod saving;
mod user;
mod written_days;
