// The prompt of each message being written: asks the background whether it is a follow-up, shows what it answers, and
// does what the user presses.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});

    /** How long "marked as sent" stays. */
    const SENT_SHOWN_MS = 20_000;
    /** A pause in typing after which the text is read over. */
    const REVIEW_MS = 300;
    /** A window that stays without recipients for so long is offered whom to thank: an answer has them by then. */
    const OFFER_MS = 600;

    /** @param {string[]} list */
    const joined = (list) => [...list].sort().join("\n").toLowerCase();

    shared.createPrompts = ({ page, tracked, panels, schedule }) => {
        const { ask } = page;
        /** @param {string} key */
        const text = (key) => page.texts[key] ?? key;
        let lastTyped = -OFFER_MS;

        /** @param {Tracked} each */
        const panelOf = (each) => {
            if (!each.panel || each.panel.removed) {
                for (const panel of panels) if (panel.removed) panels.delete(panel);
                const panel = shared.createPanel?.(page.texts, actionsOf(each)) ?? null;
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
                notSamePerson: saying(async () => {
                    const answer = await ask({ kind: "not-same-person", recipients: each.compose.recipients() });
                    if (!answer?.action) return;
                    each.undo = answer.action;
                    each.view = null;
                    const panel = panelOf(each);
                    panel?.sent(text("panel_same_told_apart"));
                    setTimeout(() => each.undo === answer.action && panel?.remove(), SENT_SHOWN_MS);
                }),
                fold: (folded) => {
                    ask({ kind: "fold", site: page.key, folded }).catch(() => {});
                },
                beat: () => {
                    if (!page.alive()) page.retire();
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
                    const action = each.undo;
                    each.undo = null;
                    each.sent = false;
                    if (action) await ask({ kind: "undo", action });
                    each.panel?.remove();
                    if (each.compose.root.isConnected) await refresh(each, true);
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
            const [written, attachments] = [compose.text(), compose.attachments()];
            const state = `${each.recipients}\n${subject}\n${hasWords} ${attachments}\n${written}`;
            if (state === each.reviewed) return;
            each.reviewed = state;
            const recipients = compose.recipients();
            const request = { kind: "review", follow_up: view.follow_up, recipients, subject, text: written, attachments };
            // An empty message has nothing to be said about yet.
            const asked = hasWords ? await ask(request) : { hints: null };
            // What was typed since has a review of its own under way.
            if (each.reviewed !== state || !asked || each.view !== view) return;
            if (asked.hints) each.panel?.review(asked.hints);
            else if (each.hinted) each.panel?.show(view);
            each.hinted = asked.hints !== null;
        };

        /** @param {Tracked} each @param {{ subject: string, text: string }} draft */
        const insert = async (each, draft) => {
            const subject = each.compose.subject();
            if (subject && draft.subject) shared.insert?.subject(subject, draft.subject);
            if (shared.insert?.body(each.compose.body, draft.text)) {
                each.panel?.inserted(text("panel_inserted"));
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
            const answer = await ask({ kind: "compose", recipients, site: page.key })
                .catch((error) => {
                    // To be asked again at the next look.
                    each.recipients = null;
                    throw error;
                })
                .finally(() => (each.asking = false));
            // Meanwhile the window may have gone, or the user have typed on.
            if (tracked.get(each.compose.root) !== each) return;
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
            const answer = await ask({ kind: "compose", recipients: [], site: page.key });
            if (stands()) show(each, answer?.panel ?? null);
        };

        /** @param {Tracked} each @param {PanelView | null} view */
        const show = (each, view) => {
            each.view = view;
            each.reviewed = null;
            if (view) panelOf(each)?.show(view);
            else each.panel?.remove();
        };

        return {
            refresh,
            showSent,
            typed() {
                lastTyped = performance.now();
            },
            forget(each) {
                clearTimeout(each.reviewTimer);
                clearTimeout(each.offerTimer);
            },
        };
    };
})();
