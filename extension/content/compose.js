// Watches for messages being written, asks the background whether one of them is a follow-up, and shows the prompt.
// Decides nothing: what is due, and for whom, the background says.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});
    // An editor's own frame (about:blank) is reached from the page that holds it.
    if (location.protocol === "about:" || shared.isAlive?.()) return;
    // What an earlier copy, whose extension is gone, has left: it may share this world.
    shared.retire?.();
    const api = globalThis.browser ?? globalThis.chrome;

    /** How long after a click on Send a vanished window still counts as sent. */
    const SENDING_MS = 15_000;
    /** How long "marked as sent" stays. */
    const SENT_SHOWN_MS = 20_000;
    /** Sites let a message be called back for at most this long. */
    const RECALL_MS = 60_000;
    /** At most one look in so long; after a quiet while at once. A prompt should be there within 300 ms. */
    const SCAN_MS = 120;
    /** An editor's frame that is not ready by then will not be. */
    const LOADING_MS = 10_000;
    /** A pause in typing after which the text is read over. */
    const REVIEW_MS = 300;
    /** A window that stays without recipients for so long is offered whom to thank: an answer has them by then. */
    const OFFER_MS = 600;

    /** @type {SiteAnswer} */
    let site = { sites: [], texts: {} };
    /** @type {ComposePlaces | null} */
    let places = null;
    let siteKey = "";
    /** @type {Map<HTMLElement, Tracked>} */
    const tracked = new Map();
    /** @type {{ action: string, recipients: string, text: string, at: number }[]} */
    const recent = [];
    let timer = 0;
    const scope = new AbortController();

    /**
     * @typedef {object} Tracked
     * @property {ComposeWindow} compose
     * @property {string | null} recipients Of the last look; null: not looked at yet.
     * @property {PanelView | null} view
     * @property {Panel | null} panel
     * @property {boolean} dismissed
     * @property {boolean} confirmInsert
     * @property {string | null} reviewed
     * @property {boolean} hinted The panel shows what the reviewer said.
     * @property {number} reviewTimer
     * @property {number} offerTimer
     * @property {string | null} undo The action that the panel's undo takes back.
     * @property {boolean} sent
     * @property {boolean} asking
     * @property {boolean} filling The address is being put in.
     * @property {{ at: number, recipients: string[], subject: string, text: string } | null} sending
     */

    /** An update or removal of the extension leaves this copy without a background: it goes quietly. */
    const alive = () => Boolean(api.runtime?.id);
    const retire = () => {
        scope.abort();
        observer.disconnect();
        clearTimeout(timer);
        for (const each of tracked.values()) forget(each);
        for (const panel of panels) panel.remove();
        tracked.clear();
        isRetired = true;
    };
    let isRetired = false;
    shared.isAlive = () => alive() && !isRetired;
    shared.retire = () => retire();
    /** @param {Tracked} each */
    const forget = (each) => {
        clearTimeout(each.reviewTimer);
        clearTimeout(each.offerTimer);
    };
    /** Also those whose compose window is gone. @type {Set<Panel>} */
    const panels = new Set();

    /** @param {object} request @returns {Promise<any>} */
    const ask = async (request) => {
        if (!alive()) {
            retire();
            return null;
        }
        try {
            const reply = await api.runtime.sendMessage(request);
            if (reply?.error) throw new Error(reply.error.message);
            return reply?.ok ?? null;
        } catch (error) {
            if (!alive()) retire();
            throw error;
        }
    };
    /** @param {string} key */
    const text = (key) => site.texts[key] ?? key;
    /** @param {string[]} list */
    const joined = (list) => [...list].sort().join("\n").toLowerCase();
    /** @param {string} some */
    const words = (some) => some.replace(/\s+/g, " ").trim();

    /** @param {Tracked} each */
    const panelOf = (each) => {
        if (!each.panel || each.panel.removed) {
            for (const panel of panels) if (panel.removed) panels.delete(panel);
            const panel = shared.createPanel?.(site.texts, actionsOf(each)) ?? null;
            panel?.follow(each.compose.root, () => each.compose.sendButton());
            if (panel) panels.add(panel);
            each.panel = panel;
        }
        return each.panel;
    };

    /** @param {Tracked} each @returns {PanelActions} */
    const actionsOf = (each) => {
        /** @param {() => Promise<void>} action */
        const saying = (action) => async () => {
            try {
                await action();
            } catch (error) {
                each.panel?.say(error instanceof Error ? error.message : String(error));
            }
        };
        const followUp = () => ({ follow_up: each.view?.follow_up, recipients: each.compose.recipients() });
        return {
            insert: saying(async () => {
                if (each.compose.hasWords() && !each.confirmInsert) {
                    each.confirmInsert = true;
                    each.panel?.say(text("panel_replace"));
                    return;
                }
                each.confirmInsert = false;
                /** @type {DraftAnswer | null} */
                const answer = await ask({ kind: "insert-draft", ...followUp(), plain: each.compose.plain });
                if (answer) await insert(each, answer.draft);
            }),
            writeTo: saying(async () => {
                /** @type {{ address: string } | null} */
                const answer = await ask({ kind: "addressee", follow_up: each.view?.follow_up });
                if (!answer) return;
                const address = answer.address.toLowerCase();
                const isThere = () => each.compose.recipients().some((one) => one.toLowerCase().includes(address));
                each.filling = true;
                const typed = shared.insert?.recipient(each.compose.typing(), answer.address, isThere);
                const filled = await typed?.finally(() => (each.filling = false));
                if (filled) return schedule();
                await navigator.clipboard.writeText(answer.address);
                each.panel?.say(text("panel_address_copied"));
            }),
            samePerson: saying(async () => {
                const answer = await ask({ kind: "same-person", recipients: each.compose.recipients() });
                if (!answer?.action) return;
                each.undo = answer.action;
                await refresh(each, true);
                each.panel?.undoable(text("panel_alias_added"));
            }),
            fold: (folded) => {
                ask({ kind: "fold", site: siteKey, folded }).catch(() => {});
            },
            beat: () => {
                if (!alive()) retire();
            },
            snooze: saying(async () => {
                await ask({ kind: "snooze", choice: { kind: "in-two-hours" }, ...followUp() });
                close(each);
            }),
            alreadyDone: saying(async () => {
                const answer = await ask({ kind: "already-done", ...followUp() });
                if (answer?.action) showSent(each, answer.action);
            }),
            undo: saying(async () => {
                await undo(each);
            }),
            close: () => close(each),
            show: (place) => {
                const field = fieldOf(each, place);
                if (field) shared.insert?.select(field, place.words, place.nth);
            },
            mend: (place, replacement) => {
                const field = fieldOf(each, place);
                const mended = field && shared.insert?.replace(field, place.words, place.nth, replacement);
                if (!mended) each.panel?.say(text("panel_mend_gone"));
                scheduleReview(each);
            },
        };
    };

    /** @param {Tracked} each @param {PlaceView} place @returns {HTMLElement | null} */
    const fieldOf = (each, place) => (place.field === "subject" ? each.compose.subject() : each.compose.body);

    let lastTyped = 0;
    /** @param {Tracked} each */
    const scheduleReview = (each) => {
        if (each.view?.ask !== "write" || each.dismissed || each.sent || each.reviewTimer !== 0) return;
        each.reviewTimer = setTimeout(() => {
            each.reviewTimer = 0;
            if (performance.now() - lastTyped < REVIEW_MS) scheduleReview(each);
            else review(each).catch(() => {});
        }, REVIEW_MS);
    };

    /** @param {Tracked} each */
    const review = async (each) => {
        const { compose, view } = each;
        if (!view || each.sent) return;
        const subject = compose.subject()?.value ?? "";
        const hasWords = compose.hasWords();
        const [text, attachments] = [compose.text(), compose.attachments()];
        const written = `${each.recipients}\n${subject}\n${hasWords} ${attachments}\n${text}`;
        if (written === each.reviewed) return;
        each.reviewed = written;
        // An empty message has nothing to be said about yet.
        const recipients = compose.recipients();
        const asked = hasWords
            ? await ask({ kind: "review", follow_up: view.follow_up, recipients, subject, text, attachments })
            : { hints: null };
        // What was typed since has a review of its own under way.
        if (each.reviewed !== written || !asked || each.view !== view) return;
        if (asked.hints) each.panel?.review(asked.hints);
        else if (each.hinted) each.panel?.show(view);
        each.hinted = asked.hints !== null;
    };

    /** @param {Tracked} each @param {{ subject: string, text: string }} draft */
    const insert = async (each, draft) => {
        const subject = each.compose.subject();
        if (subject && draft.subject) shared.insert?.subject(subject, draft.subject);
        if (shared.insert?.body(each.compose.body, draft.text)) {
            each.panel?.say(text("panel_inserted"));
            return;
        }
        await navigator.clipboard.writeText(draft.text);
        each.panel?.say(text("panel_copied"));
    };

    /** @param {Tracked} each */
    const close = (each) => {
        each.dismissed = true;
        each.panel?.remove();
    };

    /** @param {Tracked} each @param {string} action */
    const showSent = (each, action) => {
        each.sent = true;
        each.undo = action;
        const panel = panelOf(each);
        panel?.sent(text("panel_sent"));
        setTimeout(() => panel?.remove(), SENT_SHOWN_MS);
    };
    /** @param {Tracked} each */
    const undo = async (each) => {
        const action = each.undo;
        each.undo = null;
        each.sent = false;
        if (action) await ask({ kind: "undo", action });
        each.panel?.remove();
        if (each.compose.root.isConnected) await refresh(each, true);
    };

    /** @param {Tracked} each @param {boolean} [anew] */
    const refresh = async (each, anew = false) => {
        const recipients = each.compose.recipients();
        const now = joined(recipients);
        // Whoever begins to type knows whom to write to.
        if (each.view?.ask === "offer" && !each.filling && !isUnaddressed(each)) show(each, null);
        if (now === each.recipients && !anew) return scheduleReview(each);
        // One question at a time: an address is many while it is typed.
        if (each.asking) return;
        each.recipients = now;
        clearTimeout(each.offerTimer);
        if (recipients.length === 0) {
            show(each, null);
            each.offerTimer = setTimeout(() => offer(each).catch(() => {}), OFFER_MS);
            return;
        }
        each.asking = true;
        const answer = await ask({ kind: "compose", recipients, site: siteKey })
            .catch((error) => {
                // To be asked again at the next look.
                each.recipients = null;
                throw error;
            })
            .finally(() => (each.asking = false));
        // Meanwhile the user may have typed on.
        if (joined(each.compose.recipients()) !== now) return schedule();
        if (each.dismissed) return;
        const view = answer?.panel ?? null;
        // Half an address is no other address.
        if (view?.ask === "same-person" && performance.now() - lastTyped < OFFER_MS) {
            show(each, null);
            each.offerTimer = setTimeout(() => refresh(each, true).catch(() => {}), OFFER_MS);
            return;
        }
        show(each, view);
        takeBackRecalled(each);
        scheduleReview(each);
    };

    /** Nobody is written to, and nobody is being typed. @param {Tracked} each */
    const isUnaddressed = ({ compose }) => {
        const field = compose.typing();
        const typed = field instanceof HTMLInputElement ? field.value : (field?.textContent ?? "");
        return compose.recipients().length === 0 && typed.trim() === "";
    };

    /** @param {Tracked} each */
    const offer = async (each) => {
        const stands = () => !each.dismissed && tracked.has(each.compose.root) && isUnaddressed(each);
        if (!stands()) return;
        const answer = await ask({ kind: "compose", recipients: [], site: siteKey });
        if (stands()) show(each, answer?.panel ?? null);
    };

    /** @param {Tracked} each @param {PanelView | null} view */
    const show = (each, view) => {
        each.view = view;
        each.reviewed = null;
        if (view) panelOf(each)?.show(view);
        else each.panel?.remove();
    };

    /** A site that undoes its sending opens the message again as it was. @param {Tracked} each */
    const takeBackRecalled = (each) => {
        const now = Date.now();
        const found = recent.findIndex(
            (sent) =>
                now - sent.at < RECALL_MS && sent.recipients === each.recipients && sent.text === words(each.compose.text()),
        );
        if (found < 0) return;
        const [sent] = recent.splice(found, 1);
        for (const other of tracked.values()) if (other !== each) other.panel?.remove();
        ask({ kind: "undo", action: sent?.action }).then(() => refresh(each, true)).catch(() => {});
    };

    /** @param {Tracked} each */
    const sent = (each) => {
        const sending = each.sending;
        each.sending = null;
        if (!sending || each.view?.ask !== "write") return;
        const { recipients, subject, text: body } = sending;
        ask({ kind: "sent", follow_up: each.view.follow_up, recipients, subject, text: body })
            .then((answer) => {
                if (!answer?.action) return;
                recent.push({ action: answer.action, recipients: joined(recipients), text: words(body), at: Date.now() });
                showSent(each, answer.action);
            })
            .catch((error) => each.panel?.say(error.message));
    };

    const scan = () => {
        timer = 0;
        lastScan = performance.now();
        if (!alive()) return retire();
        if (!places) return;
        const open = shared.places?.find(places) ?? [];
        waitForFrames();
        for (const [root, each] of tracked) {
            if (open.some((compose) => compose.root === root)) continue;
            tracked.delete(root);
            forget(each);
            if (each.sending && Date.now() - each.sending.at < SENDING_MS) sent(each);
            else if (!each.sent) each.panel?.remove();
        }
        for (const compose of open) {
            listenIn(compose.body.ownerDocument);
            const known = tracked.get(compose.root);
            if (known) {
                known.compose = compose;
                if (known.sending && shared.places?.matches(places.sent)) sent(known);
                if (known.sending && shared.places?.matches(places.failed)) known.sending = null;
                refresh(known).catch(() => {});
                continue;
            }
            /** @type {Tracked} */
            const each = {
                compose,
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
            };
            tracked.set(compose.root, each);
            refresh(each).catch(() => {});
        }
    };
    let loadingSince = 0;
    /** What an editor's frame does while it loads, the page around it does not show. */
    const waitForFrames = () => {
        if (!places || !shared.places?.isLoading(places)) loadingSince = 0;
        else {
            loadingSince ||= performance.now();
            if (performance.now() - loadingSince < LOADING_MS) schedule();
        }
    };
    let lastScan = 0;
    const schedule = () => {
        if (timer === 0) timer = setTimeout(scan, Math.max(lastScan + SCAN_MS - performance.now(), 0));
    };

    /** The message as it stands when Send is pressed; whether it went is seen afterwards. @param {Tracked} each */
    const remember = (each) => {
        const { compose } = each;
        each.sending = {
            at: Date.now(),
            recipients: compose.recipients(),
            subject: compose.subject()?.value ?? "",
            text: compose.text(),
        };
        schedule();
    };
    /** Documents of editors' frames that are listened to. @type {WeakSet<Document>} */
    const heard = new WeakSet();
    /** What happens within a frame does not reach the page around it. @param {Document} inside */
    const listenIn = (inside) => {
        if (inside === document || heard.has(inside)) return;
        heard.add(inside);
        const listening = { capture: true, passive: true, signal: scope.signal };
        inside.addEventListener("keydown", onKey, listening);
        inside.addEventListener("input", onInput, listening);
        inside.addEventListener("focusin", schedule, listening);
    };

    /** @param {Event} event */
    const onClick = (event) => {
        if (!event.isTrusted || tracked.size === 0 || !places || !(event.target instanceof Element)) return;
        for (const each of tracked.values()) {
            if (shared.places?.sends(places, each.compose, event.target)) remember(each);
        }
        schedule();
    };
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
        if (!event.isTrusted || tracked.size === 0) return;
        // A frame has classes of its own, so the target is of none of ours.
        const target = /** @type {Node | null} */ (event.target);
        const within = (/** @type {ComposeWindow} */ { root, body }) =>
            root.contains(target) || (body.ownerDocument !== document && body.ownerDocument === target?.ownerDocument);
        const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
        if (sends) for (const each of tracked.values()) if (within(each.compose)) remember(each);
        schedule();
    };
    const onInput = () => {
        if (tracked.size === 0) return;
        lastTyped = performance.now();
        schedule();
    };
    /** A webmail that loads a new page after sending takes this script with it. */
    const onLeave = () => {
        for (const each of tracked.values()) {
            if (each.sending && Date.now() - each.sending.at < SENDING_MS) sent(each);
        }
    };

    const observer = new MutationObserver((changes) => {
        if (timer !== 0) return;
        if (tracked.size > 0 || changes.some((change) => change.addedNodes.length > 0)) schedule();
    });

    const start = async () => {
        const answer = await ask({ kind: "site" });
        if (!answer) return;
        site = answer;
        const own = site.sites.find(({ detect }) => detect.length === 0 || shared.places?.matches(detect));
        if (!own) return;
        places = own.compose;
        siteKey = own.key;
        shared.removeLeftPanels?.();
        observer.observe(document.documentElement, { childList: true, subtree: true });
        const listening = { capture: true, passive: true, signal: scope.signal };
        document.addEventListener("click", onClick, listening);
        document.addEventListener("keydown", onKey, listening);
        document.addEventListener("focusin", schedule, listening);
        document.addEventListener("input", onInput, listening);
        addEventListener("pagehide", onLeave, { signal: scope.signal });
        scan();
        if (places.sent.length > 0) await showJustSent();
    };
    /** Where the page changes with sending, the next one tells that it was noticed, and offers the way back. */
    const showJustSent = async () => {
        const answer = await ask({ kind: "just-sent" });
        if (!answer?.action) return;
        /** @type {Panel | undefined} */
        let panel;
        const nothing = async () => {};
        panel = shared.createPanel?.(site.texts, {
            insert: nothing,
            snooze: nothing,
            alreadyDone: nothing,
            writeTo: nothing,
            samePerson: nothing,
            undo: async () => {
                await ask({ kind: "undo", action: answer.action });
                panel?.remove();
            },
            fold: () => {},
            beat: () => alive() || retire(),
            close: () => panel?.remove(),
            show: () => {},
            mend: () => {},
        });
        if (!panel) return;
        panels.add(panel);
        panel.sent(text("panel_sent"));
        setTimeout(() => panel?.remove(), SENT_SHOWN_MS);
    };
    start().catch(() => retire());
})();
