//! The popup, the sidebar and the dashboard: one binary, the page says which.

fn main() {
    afterword::ui::start();
}
