// Where the prompt stands: beside its compose window or above it, never over the button that sends, and never moving
// anything of the site's.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});

    const GAP = 8;
    /** Less of it is not worth scrolling. */
    const LEAST_HEIGHT = 160;
    /** Of windows less wide than so many times the prompt, it would take most. */
    const MUCH = 1.5;

    /** @param {{ left: number, top: number, width: number, height: number }} box @param {DOMRect} other */
    const overlaps = (box, other) =>
        box.left < other.right && other.left < box.left + box.width && box.top < other.bottom && other.top < box.top + box.height;

    shared.createPlacing = (panel, giveWay, comeBack) => {
        /** @type {HTMLElement | null} */
        let anchor = null;
        /** @type {() => HTMLElement | null} */
        let sendButton = () => null;
        let frame = 0;
        let last = "";
        /**
         * Beside the compose window where there is room, else above it, else over it in its corner: wherever the button
         * that sends stays free.
         * @param {DOMRect} own
         */
        const spots = (own) => {
            const furthest = Math.max(innerWidth - own.width - GAP, GAP);
            const lowest = Math.max(innerHeight - own.height - GAP, GAP);
            const corner = { left: furthest, top: lowest };
            const around = anchor?.isConnected ? anchor.getBoundingClientRect() : null;
            // What is scrolled out of sight has nothing beside it.
            const isSeen = around && around.width > 0 && around.top < innerHeight && around.bottom > 0;
            if (!isSeen) return { free: [corner], over: [] };
            const top = Math.min(Math.max(around.top, GAP), lowest);
            const right = Math.min(Math.max(around.right - own.width - GAP, GAP), furthest);
            const free = [];
            if (around.left >= own.width + 2 * GAP) free.push({ left: around.left - own.width - GAP, top });
            if (innerWidth - around.right >= own.width + 2 * GAP) free.push({ left: around.right + GAP, top });
            if (around.top >= own.height + 2 * GAP) free.push({ left: right, top: around.top - own.height - GAP });
            const left = Math.min(Math.max(around.left, GAP), furthest);
            return { free, over: [{ left: right, top }, { left: right, top: GAP }, { left, top: GAP }, corner] };
        };
        /** The row of the button that sends, where the others stand too. */
        const buttons = () => {
            const send = sendButton()?.getBoundingClientRect();
            if (!send || send.width === 0) return null;
            const around = anchor?.isConnected ? anchor.getBoundingClientRect() : send;
            const left = Math.min(around.left, send.left);
            return new DOMRect(left, send.top, Math.max(around.right, send.right) - left, send.height);
        };
        const now = () => {
            panel.style.removeProperty("max-block-size");
            const own = panel.getBoundingClientRect();
            const row = buttons();
            const { free, over } = spots(own);
            const all = [...free, ...over];
            const isFree = (/** @type {{ left: number, top: number }} */ spot, /** @type {number} */ height) =>
                !row || !overlaps({ ...spot, width: own.width, height }, row);
            let spot = all.find((each) => isFree(each, own.height));
            if (!spot && row) {
                // What does not fit scrolls, above those buttons or below.
                const left = all[0]?.left ?? GAP;
                const [above, below] = [row.top - 2 * GAP, innerHeight - row.bottom - 2 * GAP];
                const room = Math.max(above, below);
                if (room >= LEAST_HEIGHT) {
                    spot = { left, top: above >= below ? GAP : row.bottom + GAP };
                    panel.style.setProperty("max-block-size", `${Math.floor(room)}px`);
                }
            }
            // On a narrow screen it would lie over all that is written.
            const crowds = innerWidth < MUCH * own.width && (!spot || !free.includes(spot));
            if ((!spot || crowds) && giveWay()) return;
            const { left, top } = spot ?? all[0] ?? { left: GAP, top: GAP };
            const place = `${Math.round(left)} ${Math.round(top)}`;
            if (place === last) return;
            last = place;
            panel.style.setProperty("left", `${Math.round(left)}px`);
            panel.style.setProperty("top", `${Math.round(top)}px`);
        };
        const schedule = () => {
            cancelAnimationFrame(frame);
            frame = requestAnimationFrame(now);
        };
        const sizes = new ResizeObserver(schedule);
        const scope = new AbortController();
        const resized = () => {
            comeBack();
            schedule();
        };
        addEventListener("resize", resized, { signal: scope.signal, passive: true });
        addEventListener("scroll", schedule, { signal: scope.signal, passive: true, capture: true });
        return {
            now,
            schedule,
            follow(root, button) {
                if (anchor) sizes.unobserve(anchor);
                anchor = root;
                sendButton = button;
                sizes.observe(root);
                schedule();
            },
            stop() {
                scope.abort();
                sizes.disconnect();
                cancelAnimationFrame(frame);
            },
        };
    };
})();
