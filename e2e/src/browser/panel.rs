//! What lies in closed shadow roots of the current page: read as a user reads it, pressed with the real mouse. The
//! page's own scripts can't do either.

use super::{Browser, Kind};
use crate::{Result, wait};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, FormatRequestData};
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};

/// What one closed shadow root shows.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Panel {
    /// Its visible text.
    pub text: String,
    /// Where it is, in CSS pixels of the page's visible part.
    pub area: Area,
    /// What can be pressed or filled in, in the order of the keyboard.
    pub controls: Vec<Control>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub struct Control {
    /// As a screen reader says it.
    pub name: String,
    pub id: String,
    /// Tag name, lower case.
    pub tag: String,
    pub focused: bool,
    pub disabled: bool,
    pub area: Area,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.left + other.width
            && other.left < self.left + self.width
            && self.top < other.top + other.height
            && other.top < self.top + self.height
    }
}

/// Takes the root as `this`; what nobody can see is left out.
const LOOK: &str = r#"
    const area = r => ({ left: r.left, top: r.top, width: r.width, height: r.height });
    const shown = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 &&
        (!e.checkVisibility || e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })); };
    const parts = [...this.children].filter(e => e.localName !== 'style' && e.localName !== 'link' && shown(e));
    // Words that a style shows are in no text node.
    const words = e => {
        if (!e.checkVisibility?.({ checkVisibilityCSS: true }) && getComputedStyle(e).display !== 'contents') return '';
        const inner = [...e.childNodes].map(n => n.nodeType === 3 ? n.data : n.nodeType === 1 ? words(n) : '').join('');
        const line = !getComputedStyle(e).display.startsWith('inline') || e.localName === 'button' ? '\n' : '';
        return line + (e.dataset.words ?? '') + inner + line;
    };
    const flat = e => words(e).trim();
    const name = e => {
        const by = (e.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
            .map(id => this.getElementById(id)?.textContent || '').join(' ');
        return (by || e.getAttribute('aria-label') || e.labels?.[0]?.textContent || flat(e) || e.title || '')
            .trim().replace(/\s+/g, ' ');
    };
    const all = parts.flatMap(e => [e, ...e.querySelectorAll('*')]);
    const controls = all.filter(e => shown(e) && e.matches(
        'button, a[href], input, textarea, select, summary, [role=button], [role=menuitem], [contenteditable=true]'));
    const box = parts.map(e => e.getBoundingClientRect()).reduce((a, r) => a ? {
        left: Math.min(a.left, r.left), top: Math.min(a.top, r.top),
        right: Math.max(a.right, r.right), bottom: Math.max(a.bottom, r.bottom) } : r, null);
    return {
        text: parts.map(e => words(e)).join('\n').replace(/\s*\n\s*/g, '\n').trim(),
        area: box ? { left: box.left, top: box.top, width: box.right - box.left, height: box.bottom - box.top }
                  : { left: 0, top: 0, width: 0, height: 0 },
        controls: controls.map(e => ({ name: name(e), id: e.id, tag: e.localName, disabled: !!e.disabled,
            focused: this.activeElement === e, area: area(e.getBoundingClientRect()) })),
    };"#;

impl Browser {
    /// Every closed shadow root that shows something, in document order.
    ///
    /// # Errors
    /// When the page can't be looked at.
    pub async fn panels(&self) -> Result<Vec<Panel>> {
        let seen = match self.kind() {
            Kind::Chromium => self.panels_by_devtools().await?,
            Kind::Firefox => self.panels_by_driver().await?,
        };
        let panels = seen.into_iter().map(serde_json::from_value::<Panel>).collect::<Result<Vec<_>, _>>()?;
        Ok(panels.into_iter().filter(|p| p.area.width > 0.0 && p.area.height > 0.0).collect())
    }

    /// Waits for a panel whose text holds `words`.
    ///
    /// # Errors
    /// When none comes.
    pub async fn panel(&self, words: &str) -> Result<Panel> {
        wait::until(&format!("a panel that says “{words}”"), || async {
            let panels = self.panels().await?;
            let texts: Vec<_> = panels.iter().map(|p| p.text.clone()).collect();
            match panels.into_iter().find(|p| p.text.contains(words)) {
                Some(panel) => Ok(Some(panel)),
                None => Err(format!("panels say {texts:?}").into()),
            }
        })
        .await
    }

    /// Presses the control of this name or id in any panel, with the mouse.
    ///
    /// # Errors
    /// When there is no such control.
    pub async fn panel_click(&self, control: &str) -> Result<()> {
        let area = wait::until(&format!("“{control}” in a panel"), || async {
            let all: Vec<Control> = self.panels().await?.into_iter().flat_map(|p| p.controls).collect();
            let names: Vec<_> = all.iter().map(|c| c.name.clone()).collect();
            match all.into_iter().find(|c| (c.name == control || c.id == control) && !c.disabled) {
                Some(found) => Ok(Some(found.area)),
                None => Err(format!("there are {names:?}").into()),
            }
        })
        .await?;
        let centre = (area.left + area.width / 2.0, area.top + area.height / 2.0);
        #[allow(clippy::cast_possible_truncation, reason = "pixels of a screen")]
        let (x, y) = (centre.0.round() as i64, centre.1.round() as i64);
        self.web()?.action_chain().move_to(x, y).click().perform().await?;
        Ok(())
    }

    async fn panels_by_devtools(&self) -> Result<Vec<Value>> {
        let document = self.cdp("DOM.getDocument", json!({ "depth": -1, "pierce": true })).await?;
        let mut roots = Vec::new();
        let mut rest: Vec<&Value> = document.get("root").into_iter().collect();
        while let Some(node) = rest.pop() {
            let below = ["contentDocument", "shadowRoots", "children"].iter().filter_map(|key| node.get(*key));
            let below: Vec<&Value> = below.flat_map(|v| v.as_array().map_or(vec![v], |a| a.iter().collect())).collect();
            rest.extend(below.into_iter().rev());
            if node.get("shadowRootType").and_then(Value::as_str) == Some("closed") {
                roots.extend(node.get("backendNodeId").cloned());
            }
        }
        let mut seen = Vec::new();
        for root in roots {
            let object = self.cdp("DOM.resolveNode", json!({ "backendNodeId": root })).await?;
            let object = object.pointer("/object/objectId").cloned().unwrap_or_default();
            let call = json!({
                "objectId": object,
                "functionDeclaration": format!("function () {{ {LOOK} }}"),
                "returnByValue": true,
            });
            let answer = self.cdp("Runtime.callFunctionOn", call).await?;
            seen.extend(answer.pointer("/result/value").cloned());
        }
        Ok(seen)
    }

    /// The driver may look into any shadow root; hosts of ours stand directly below the root element or the body.
    async fn panels_by_driver(&self) -> Result<Vec<Value>> {
        let web = self.web()?;
        let mut seen = Vec::new();
        for host in web.find_all(By::Css("html > :not(head, body), body > *")).await? {
            let root = match web.cmd(Shadow(host.element_id().to_string())).await {
                Ok(answer) => answer.value::<Value>()?,
                // The page may have moved on, and most elements host nothing.
                Err(error)
                    if ["shadow root", "stale element", "no such element"]
                        .iter()
                        .any(|w| error.to_string().contains(w)) =>
                {
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            let script = format!("return (function () {{ {LOOK} }}).call(arguments[0])");
            let command = Command::ExecuteScript(script.into(), vec![root].into());
            seen.push(web.cmd(command).await?.value::<Value>()?);
        }
        Ok(seen)
    }
}

/// "Get element shadow root" of the WebDriver standard, open or closed.
#[derive(Debug)]
struct Shadow(String);

impl FormatRequestData for Shadow {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(hyper::Method::GET, format!("/session/{session}/element/{}/shadow", self.0))
    }
}
