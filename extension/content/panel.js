// The prompt beside a compose window: drawn into a closed shadow root that the page can neither read nor click.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});

    const STYLE = `
        :host {
            /* Within a shadow tree an important rule stands above the page's: it can neither restyle the prompt nor make
               it invisible under the user's pointer. */
            all: initial !important;
        }
        [data-words]::before { content: attr(data-words); }
        .panel {
            --ink: #1d2433; --soft: #5a6478; --paper: #fffdf9; --line: #e3ddd2; --accent: #1f5f5b; --on-accent: #fff;
            --warn: #8a3b00;
            position: fixed; inset: auto; box-sizing: border-box; z-index: 2147483647; inline-size: 280px;
            max-inline-size: calc(100vw - 16px); max-block-size: calc(100vh - 16px); overflow: auto;
            padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--paper);
            color: var(--ink); font: 14px/1.45 system-ui, sans-serif; box-shadow: 0 6px 24px rgb(0 0 0 / 0.18);
        }
        .panel.folded { inline-size: auto; padding: 4px; }
        .panel.folded > :not(header), .panel.folded h2 { display: none; }
        header { display: flex; gap: 8px; align-items: start; }
        h2 { flex: 1; margin: 0; font-size: 15px; line-height: 1.3; overflow-wrap: anywhere; }
        p { margin: 6px 0 0; overflow-wrap: anywhere; }
        .detail, .reason { color: var(--soft); font-size: 13px; }
        .warning { color: var(--warn); font-weight: 600; }
        ul { margin: 8px 0 0; padding-inline-start: 18px; font-size: 13px; }
        .hints { max-block-size: 220px; overflow: auto; }
        li { overflow-wrap: anywhere; }
        li + li { margin-block-start: 6px; }
        li[data-severity="stop"]::marker { content: "! "; color: var(--warn); font-weight: 700; }
        li ul { margin-block-start: 2px; color: var(--soft); }
        .link {
            border: 0; padding: 0; margin-inline-end: 10px; min-block-size: 24px; color: var(--accent);
            text-decoration: underline;
        }
        /* Where the panel has to scroll, its buttons stay in sight. */
        .actions {
            position: sticky; inset-block-end: -14px; display: flex; flex-wrap: wrap; gap: 8px;
            margin-block-end: -14px; padding-block: 12px 14px; background: var(--paper);
        }
        button {
            font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 8px;
            padding: 5px 10px; min-block-size: 32px; cursor: pointer;
        }
        button:hover { border-color: var(--accent); }
        button:focus-visible { outline: 3px solid #6aa9ff; outline-offset: 1px; }
        button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
        button.icon { border-color: transparent; padding: 0; min-inline-size: 28px; min-block-size: 28px; line-height: 1; }
        [hidden] { display: none !important; }
        @media (prefers-color-scheme: dark) {
            .panel {
                --ink: #eceff4; --soft: #a9b4c6; --paper: #1f2430; --line: #3a4252; --accent: #7fd1c7;
                --on-accent: #10201f; --warn: #ffb27a;
            }
        }
        @media (forced-colors: active) { button.main { border: 2px solid ButtonText; } }
        @media print { .panel { display: none; } }
        /* A copy of this script whose extension is gone can no longer remove its panel: without a beat it fades. */
        .panel { animation: left 1ms 5s forwards; }
        @keyframes left { to { visibility: hidden; } }
    `;
    /** Well below the time after which a panel without a beat fades. */
    const BEAT_MS = 1_500;
    const MARK = "afterword";

    /**
     * @param {string} tag @param {{ class?: string, text?: string }} [options] @param {Node[]} children
     */
    const element = (tag, options = {}, ...children) => {
        const made = document.createElement(tag);
        if (options.class) made.className = options.class;
        if (options.text) made.textContent = options.text;
        made.append(...children);
        return made;
    };

    /**
     * Chromium's `window.find` looks for the page into closed shadow trees too: guess by guess it could read what the prompt
     * says. It looks at text nodes only, so there is none; a style shows the words. Called before the page's next turn.
     *
     * @param {Element} root
     */
    const unspell = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        /** @type {Text[]} */
        const found = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(/** @type {Text} */ (node));
        for (const words of found) {
            const made = element("span");
            made.dataset.words = words.data;
            const button = words.parentElement?.closest("button:not([title])");
            button?.setAttribute("aria-label", words.data);
            words.replaceWith(made);
        }
    };

    /** @param {ShadowRoot} root */
    const dress = (root) => {
        try {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(STYLE);
            root.adoptedStyleSheets = [sheet];
        } catch {
            // Where a content script may not adopt a sheet (bugzilla 1751346), a style element does.
            root.append(element("style", { text: STYLE }));
        }
    };

    /** @param {Element} host @returns {ShadowRoot | null} */
    const rootOf = (host) => {
        const dom = /** @type {any} */ (globalThis.chrome)?.dom;
        return /** @type {any} */ (host).openOrClosedShadowRoot ?? dom?.openOrClosedShadowRoot(host) ?? null;
    };
    shared.removeLeftPanels = () => {
        for (const host of document.querySelectorAll(":root > div")) {
            if (rootOf(host)?.querySelector(`section.panel[data-${MARK}]`)) host.remove();
        }
    };

    /**
     * @param {Record<string, string>} texts @param {PanelActions} actions
     * @returns {Panel}
     */
    shared.createPanel = (texts, actions) => {
        const text = (/** @type {string} */ key) => texts[key] ?? key;
        const host = document.createElement("div");
        const shadow = host.attachShadow({ mode: "closed" });
        dress(shadow);

        const title = element("h2");
        const detail = element("p", { class: "detail" });
        const reason = element("p", { class: "reason" });
        const warning = element("p", { class: "warning" });
        const summary = element("p", { class: "detail" });
        summary.setAttribute("role", "status");
        const hints = element("ul", { class: "hints" });
        const late = element("p", { class: "detail" });
        late.id = "late";
        const status = element("p");
        status.setAttribute("role", "status");
        const actionRow = element("div", { class: "actions" });
        const panel = element("section", { class: "panel" });
        panel.setAttribute("aria-label", text("panel_label"));
        panel.dataset[MARK] = "";
        title.setAttribute("aria-live", "polite");
        let folded = false;

        /**
         * A page cannot reach these buttons; a forged event that did would not be trusted.
         * @param {string} key @param {string} kind @param {() => unknown} action
         */
        const button = (key, kind, action) => {
            const made = /** @type {HTMLButtonElement} */ (element("button", { class: kind, text: text(key) }));
            made.type = "button";
            made.addEventListener("click", async (event) => {
                if (!event.isTrusted) return;
                made.disabled = true;
                try {
                    await action();
                } finally {
                    made.disabled = false;
                }
            });
            return made;
        };
        /** @param {HTMLElement} made @param {string} sign @param {string} key */
        const icon = (made, sign, key) => {
            made.textContent = sign;
            made.title = text(key);
            made.setAttribute("aria-label", text(key));
            return made;
        };
        const insert = button("panel_insert", "main", actions.insert);
        const writeTo = button("panel_write_to", "main", actions.writeTo);
        const same = button("panel_same_yes", "main", actions.samePerson);
        const other = button("panel_same_no", "", actions.notSamePerson);
        const snooze = button("panel_snooze", "", actions.snooze);
        const already = button("panel_already_done", "", actions.alreadyDone);
        const undo = button("panel_undo", "", actions.undo);
        const close = icon(button("panel_close", "icon", actions.close), "×", "panel_close");
        let openedAnyway = false;
        /** Folded for want of a place, not by the user. */
        let gaveWay = false;
        const fold = button("panel_collapse", "icon", () => {
            openedAnyway = folded;
            gaveWay = false;
            actions.fold(!folded);
            setFolded(!folded);
        });
        const setFolded = (/** @type {boolean} */ now) => {
            folded = now;
            panel.classList.toggle("folded", folded);
            icon(fold, folded ? "✉" : "–", folded ? "panel_expand" : "panel_collapse");
            fold.setAttribute("aria-expanded", String(!folded));
            placing?.now();
        };
        actionRow.append(insert, writeTo, same, other, snooze, already, undo);
        panel.append(element("header", {}, title, fold, close), detail, warning, reason, summary, hints, status, late, actionRow);
        panel.addEventListener("keydown", (event) => {
            // Keys pressed in the panel are not the site's shortcuts.
            event.stopPropagation();
            if (event.key === "Escape") actions.close();
        });
        unspell(panel);
        new MutationObserver(() => unspell(panel)).observe(panel, { subtree: true, childList: true, characterData: true });
        shadow.append(panel);

        const placing = shared.createPlacing?.(
            panel,
            () => {
                // On a small screen there may be no place: then only the tab is shown, until the user opens it.
                if (folded || openedAnyway) return false;
                gaveWay = true;
                setFolded(true);
                return true;
            },
            () => {
                if (!gaveWay || !folded) return;
                gaveWay = false;
                setFolded(false);
            },
        );
        const schedule = () => placing?.schedule();

        const beat = setInterval(() => {
            for (const animation of panel.getAnimations()) animation.currentTime = 0;
            actions.beat();
        }, BEAT_MS);

        let shown = false;
        let removed = false;
        let saidOfHints = "";
        const attach = () => {
            if (!host.isConnected && !removed) document.documentElement.append(host);
        };
        const only = (/** @type {HTMLElement[]} */ ...shown) => {
            for (const each of [insert, writeTo, same, other, snooze, already, undo]) each.hidden = !shown.includes(each);
        };

        /** @param {HintView} hint */
        const hintItem = (hint) => {
            const item = element("li", { text: hint.message });
            item.dataset.severity = hint.severity;
            if (hint.shared.length > 0) {
                item.append(element("ul", {}, ...hint.shared.map((shared) => element("li", { text: shared }))));
            }
            const row = element("div");
            const { place, mend } = hint;
            const small = (/** @type {string} */ label, /** @type {() => void} */ action) => {
                const made = element("button", { class: "link", text: label });
                made.setAttribute("type", "button");
                made.addEventListener("click", (event) => event.isTrusted && action());
                return made;
            };
            if (place && place.words !== "") row.append(small(text("panel_show"), () => actions.show(place)));
            // Where nothing stands yet there are no words to find again but at the very beginning.
            if (mend && (mend.place.words !== "" || mend.place.start === 0)) {
                row.append(small(mend.label, () => actions.mend(mend.place, mend.replacement)));
            }
            if (row.childElementCount > 0) item.append(row);
            return item;
        };

        return {
            review(found) {
                hints.replaceChildren(...found.map(hintItem));
                hints.hidden = found.length === 0;
                // What scrolls has to be reached by the keyboard.
                hints.tabIndex = hints.scrollHeight > hints.clientHeight ? 0 : -1;
                const said = found.length === 0 ? text("panel_review_clean") : `${text("panel_review")}: ${found.length}`;
                // Said again only when it changed: the text is read over at each pause in typing.
                if (saidOfHints !== said) summary.textContent = said;
                saidOfHints = said;
                summary.hidden = false;
                schedule();
            },
            show(view) {
                attach();
                title.textContent = view.title;
                detail.textContent = view.detail;
                reason.textContent = view.reason;
                // An offer is no more than that.
                reason.hidden = view.ask === "offer";
                warning.textContent = view.warning ?? "";
                warning.hidden = !view.warning;
                hints.replaceChildren(...view.hints.map((hint) => element("li", { text: hint })));
                hints.hidden = view.hints.length === 0;
                summary.hidden = true;
                status.textContent = "";
                late.textContent = view.snooze_warning ?? "";
                late.hidden = !view.snooze_warning || view.ask !== "write" || !view.can_insert;
                if (late.hidden) snooze.removeAttribute("aria-describedby");
                else snooze.setAttribute("aria-describedby", late.id);
                if (view.ask === "offer") only(writeTo);
                else if (view.ask === "same-person") only(same, other);
                else if (view.can_insert) only(insert, snooze, already);
                else only();
                setFolded(shown ? folded : view.folded);
                shown = true;
                schedule();
            },
            say(message) {
                status.textContent = message;
                schedule();
            },
            inserted(message) {
                // The next press is the site's own: it sends.
                insert.classList.remove("main");
                status.textContent = message;
                schedule();
            },
            sent(message) {
                attach();
                setFolded(folded);
                for (const each of [reason, warning, summary, hints, late]) each.hidden = true;
                only(undo);
                status.textContent = message;
                schedule();
            },
            undoable(message) {
                undo.hidden = false;
                status.textContent = message;
                schedule();
            },
            follow: (root, button) => placing?.follow(root, button),
            remove() {
                removed = true;
                clearInterval(beat);
                placing?.stop();
                host.remove();
            },
            get removed() {
                return removed;
            },
        };
    };
})();
