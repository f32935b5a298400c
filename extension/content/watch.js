// The one script that every page of an enabled webmail gets. It looks for a message that is being written, and has the
// background bring the other scripts only then: a page on which nobody writes carries nothing more.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});
    // An editor's own frame (about:blank) is reached from the page that holds it.
    if (location.protocol === "about:" || shared.isAlive?.()) return;
    // What an earlier copy, whose extension is gone, has left: it may share this world.
    shared.retire?.();
    const api = globalThis.browser ?? globalThis.chrome;
    /** At most one look in so long; after a quiet while at once. */
    const LOOK_MS = 120;

    const scope = new AbortController();
    const alive = () => Boolean(api.runtime?.id);
    /** An update or removal of the extension leaves this copy without a background: it goes quietly. */
    const retire = () => scope.abort();
    shared.isAlive = () => alive() && !scope.signal.aborted;
    shared.retire = retire;

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

    /** @type {Promise<void> | undefined} */
    let begun;
    let timer = 0;
    let lastLook = -LOOK_MS;
    let writing = "";
    const look = () => {
        timer = 0;
        lastLook = performance.now();
        if (begun) return;
        if (!document.querySelector(writing)) observe();
        else if (alive()) begin().catch(retire);
        else retire();
    };
    // The first change is enough to know that there is something to look at; a busy page makes thousands until then.
    const observer = new MutationObserver(() => {
        observer.disconnect();
        if (timer === 0) timer = setTimeout(look, Math.max(lastLook + LOOK_MS - performance.now(), 0));
    });
    const observe = () => observer.observe(document.documentElement, { childList: true, subtree: true });
    scope.signal.addEventListener("abort", () => {
        observer.disconnect();
        clearTimeout(timer);
    });

    /** @type {ComposeSite | undefined} */
    let own;
    const begin = () => (begun ??= bring());
    const bring = async () => {
        observer.disconnect();
        const answer = await ask({ kind: "scripts" });
        if (!answer || !own || scope.signal.aborted) return;
        const { key, compose: places } = own;
        shared.begin?.({ key, places, texts: answer.texts, ask, alive, retire, signal: scope.signal });
    };

    const start = async () => {
        /** @type {{ sites: ComposeSite[] } | null} */
        const answer = await ask({ kind: "site" });
        const matches = (/** @type {string[]} */ selectors) => selectors.some((each) => document.querySelector(each));
        own = answer?.sites.find(({ detect }) => detect.length === 0 || matches(detect));
        if (!own) return;
        const { body, body_frame, sent } = own.compose;
        writing = [...body_frame, ...body].join(", ");
        look();
        if (sent.length === 0) return;
        // Where the page changes with sending, the next one tells that it was noticed, and offers the way back.
        const justSent = await ask({ kind: "just-sent" });
        if (!justSent?.action) return;
        await begin();
        shared.showJustSent?.(justSent.action);
    };
    start().catch(retire);
})();
