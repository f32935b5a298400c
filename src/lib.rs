pub mod app;
pub mod background;
pub mod capture;
pub mod draft;
pub mod followup;
pub mod model;
pub mod store;

#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "browser")]
pub mod ui;
