// Follows the messages being written on a page: finds them, tells `prompt.js` of their recipients and `sending.js` of
// presses and keys. Decides nothing: what is due, and for whom, the background says.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});

    /** At most one look in so long; after a quiet while at once. A prompt should be there within 300 ms. */
    const SCAN_MS = 120;
    /** While the user is at it: what a key has changed should show before the next one is pressed. */
    const QUICK_MS = 40;
    /** For so long after a press or key its consequences are looked for that often. */
    const AT_IT_MS = 1_000;
    /** A message that is left open while nobody does anything to it: what changes then is seldom the message. */
    const CALM_MS = 250;
    /** For so long after a press or key nothing is calm. */
    const CALM_AFTER_MS = 5_000;
    /** An editor's frame that is not ready by then will not be. */
    const LOADING_MS = 10_000;
    /** How long "marked as sent" stays. */
    const SENT_SHOWN_MS = 20_000;

    /** Some sites act when the button goes down; by the click the window is gone. */
    const PRESSES = ["pointerdown", "click"];

    /** @param {ComposeWindow} compose @returns {Tracked} */
    const fresh = (compose) => ({
        compose,
        since: Date.now(),
        recipients: null,
        view: null,
        panel: null,
        dismissed: false,
        confirmInsert: false,
        reviewed: null,
        hinted: false,
        reviewTimer: 0,
        offerTimer: 0,
        undo: null,
        sent: false,
        asking: false,
        filling: false,
        sending: null,
    });

    shared.begin = (page) => {
        const { places, signal } = page;
        /** @type {Map<HTMLElement, Tracked>} */
        const tracked = new Map();
        /** Also those whose compose window is gone. @type {Set<Panel>} */
        const panels = new Set();
        let timer = 0;
        let planned = 0;
        let lastScan = -SCAN_MS;
        let lastAct = -AT_IT_MS;

        const schedule = () => {
            const now = performance.now();
            const idle = now - lastAct;
            let pause = SCAN_MS;
            if (tracked.size > 0 && idle < AT_IT_MS) pause = QUICK_MS;
            else if (tracked.size > 0 && idle > CALM_AFTER_MS) pause = CALM_MS;
            const at = Math.max(lastScan + pause, now);
            if (timer !== 0 && planned <= at) return;
            clearTimeout(timer);
            planned = at;
            timer = setTimeout(scan, at - now);
        };
        const desk = { page, tracked, panels, schedule };
        const prompts = shared.createPrompts?.(desk);
        if (!prompts) return;
        const sending = shared.createSending?.(desk, prompts);
        if (!sending) return;

        let loadingSince = 0;
        /** What an editor's frame does while it loads, the page around it does not show. */
        const waitForFrames = () => {
            if (!shared.places?.isLoading(places)) loadingSince = 0;
            else {
                loadingSince ||= performance.now();
                if (performance.now() - loadingSince < LOADING_MS) schedule();
            }
        };
        const scan = () => {
            timer = 0;
            lastScan = performance.now();
            if (!page.alive()) return page.retire();
            observe();
            const open = shared.places?.find(places) ?? [];
            waitForFrames();
            for (const [root, each] of tracked) {
                if (open.some((compose) => compose.root === root)) continue;
                tracked.delete(root);
                prompts.forget(each);
                if (!sending.vanished(each) && !each.sent) each.panel?.remove();
            }
            for (const compose of open) {
                listenIn(compose.body.ownerDocument);
                const known = tracked.get(compose.root) ?? fresh(compose);
                known.compose = compose;
                tracked.set(compose.root, known);
                sending.look(known);
                prompts.refresh(known).catch(() => {});
            }
        };

        const listening = { capture: true, passive: true, signal };
        /** Documents of editors' frames that are listened to. @type {WeakSet<Document>} */
        const heard = new WeakSet();
        /** What happens within a frame does not reach the page around it. @param {Document} inside */
        const listenIn = (inside) => {
            if (inside === document || heard.has(inside)) return;
            heard.add(inside);
            for (const kind of PRESSES) inside.addEventListener(kind, onPress, listening);
            inside.addEventListener("keydown", onKey, listening);
            inside.addEventListener("input", onInput, listening);
            inside.addEventListener("focusin", onFocus, listening);
        };
        const act = () => {
            lastAct = performance.now();
            schedule();
        };
        /** @param {Event} event */
        const onPress = (event) => {
            if (!event.isTrusted || tracked.size === 0) return;
            sending.pressed(event.target);
            act();
        };
        /** @param {KeyboardEvent} event */
        const onKey = (event) => {
            if (!event.isTrusted || tracked.size === 0) return;
            sending.keyed(event);
            act();
        };
        const onInput = () => {
            if (tracked.size === 0) return;
            prompts.typed();
            act();
        };
        const onFocus = () => tracked.size > 0 && act();

        const observer = new MutationObserver((changes) => {
            if (tracked.size === 0 && changes.every((change) => change.addedNodes.length === 0)) return;
            // A tab in the background is given its timers once a second: the page that sends may be gone by then.
            if (document.hidden && [...tracked.values()].some(({ sending }) => sending)) {
                clearTimeout(timer);
                scan();
                return;
            }
            // Until that look no further change matters: a busy page makes thousands.
            observer.disconnect();
            schedule();
        });
        const observe = () => observer.observe(document.documentElement, { childList: true, subtree: true });
        for (const kind of PRESSES) document.addEventListener(kind, onPress, listening);
        document.addEventListener("keydown", onKey, listening);
        document.addEventListener("focusin", onFocus, listening);
        document.addEventListener("input", onInput, listening);
        addEventListener("pagehide", () => sending.left(), { signal });
        signal.addEventListener("abort", () => {
            observer.disconnect();
            clearTimeout(timer);
            for (const each of tracked.values()) prompts.forget(each);
            for (const panel of panels) panel.remove();
            tracked.clear();
        });

        shared.showJustSent = (action) => {
            const nothing = async () => {};
            const panel = shared.createPanel?.(page.texts, {
                insert: nothing,
                snooze: nothing,
                alreadyDone: nothing,
                writeTo: nothing,
                samePerson: nothing,
                notSamePerson: nothing,
                undo: async () => {
                    await page.ask({ kind: "undo", action });
                    panel?.remove();
                },
                fold: () => {},
                beat: () => page.alive() || page.retire(),
                close: () => panel?.remove(),
                show: () => {},
                mend: () => {},
            });
            if (!panel) return;
            panels.add(panel);
            panel.sent(page.texts.panel_sent ?? "");
            setTimeout(() => panel.remove(), SENT_SHOWN_MS);
        };
        shared.removeLeftPanels?.();
        scan();
    };
})();
