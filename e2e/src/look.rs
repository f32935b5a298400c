//! Looking at a page: what keeps somebody out of it, what does not fit, and in which colours and sizes.

use crate::Result;
use crate::browser::Browser;

/// What keeps somebody out of the page as it stands, by axe-core's rules for WCAG 2.2 AA and good practice; `None`
/// where axe-core is not installed, which is said.
///
/// # Errors
/// When the page can't be looked at.
pub async fn barriers(browser: &Browser) -> Result<Option<Vec<String>>> {
    let Some(modules) = crate::tools::node_modules() else {
        eprintln!("skipped: AFTERWORD_NODE_MODULES names no folder with axe-core");
        return Ok(None);
    };
    let axe = std::fs::read_to_string(modules.join("axe-core/axe.min.js"))?;
    let script = format!(
        // Half-way between two colours is none that anybody has to read.
        "{axe}; for (const each of document.getAnimations()) try {{ each.finish(); }} catch {{ }} \
         const runner = globalThis.axe ?? window.axe; const found = await runner.run(document); \
         return found.violations.flatMap(({{ id, nodes }}) => \
             nodes.map((node) => `${{id}}: ${{node.target.join(' ')}}: ${{node.failureSummary}}`))"
    );
    let found = browser.eval_async(&script, vec![]).await?;
    Ok(Some(found.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()))
}

/// By how many pixels the page is wider than its window.
///
/// # Errors
/// When the page can't be looked at.
pub async fn overflow(browser: &Browser) -> Result<i64> {
    let wide = "const page = document.querySelector('.scroll') ?? document.documentElement; \
                return page.scrollWidth - page.clientWidth";
    Ok(browser.eval(wide, vec![]).await?.as_i64().unwrap_or(0))
}
