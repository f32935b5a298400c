// Finds the messages being written on a page, by the selectors of its site. Reads only.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});

    /** Nobody writes more messages at once; a page that pretends so gets no more prompts than this. */
    const MOST_WINDOWS = 20;

    /**
     * The first selector that matches counts.
     * @param {string[]} selectors
     * @param {ParentNode} scope
     * @returns {Element[]}
     */
    const all = (selectors, scope) => {
        for (const selector of selectors) {
            const found = scope.querySelectorAll(selector);
            if (found.length > 0) return [...found];
        }
        return [];
    };

    /** @param {Element} element @param {string[]} selectors */
    const closest = (element, selectors) => {
        for (const selector of selectors) {
            const found = element.closest(selector);
            if (found instanceof HTMLElement) return found;
        }
        return null;
    };

    /** @param {Element} element */
    const isControl = (element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

    /**
     * The body inside an editor's frame; null while the editor is loading or where the frame is another origin's.
     * @param {HTMLIFrameElement} frame @param {ComposePlaces} places
     */
    const bodyIn = (frame, places) => {
        try {
            const inside = frame.contentDocument;
            if (!inside) return null;
            return all(places.frame_body.length > 0 ? places.frame_body : places.body, inside)[0] ?? null;
        } catch {
            return null;
        }
    };

    /** @param {ParentNode} scope @param {ComposePlaces} places @returns {{ body: Element, anchor: Element }[]} */
    const bodies = (scope, places) => {
        const framed = all(places.body_frame, scope)
            .filter((frame) => frame instanceof HTMLIFrameElement && frame.getClientRects().length > 0)
            .map((frame) => ({ body: bodyIn(/** @type {HTMLIFrameElement} */ (frame), places), anchor: frame }))
            .filter((found) => found.body !== null);
        if (framed.length > 0) return /** @type {{ body: Element, anchor: Element }[]} */ (framed);
        return all(places.body, scope)
            .filter((body) => body.getClientRects().length > 0)
            .map((body) => ({ body, anchor: body }));
    };

    /** @param {Element} chip @param {ComposePlaces} places */
    const addressOf = (chip, places) => {
        for (const attribute of places.address_attribute) {
            for (const element of [chip, ...chip.querySelectorAll(`[${attribute}]`)]) {
                let value = element.getAttribute(attribute)?.trim() ?? "";
                if (places.address_prefix && value.startsWith(places.address_prefix)) {
                    value = value.slice(places.address_prefix.length);
                }
                if (value.includes("@")) return value;
            }
        }
        return "";
    };

    /** @param {Element} chip @param {ComposePlaces} places */
    const recipientOf = (chip, places) => {
        const address = addressOf(chip, places);
        const text = (all(places.chip_text, chip)[0] ?? chip).textContent?.trim() ?? "";
        if (address === "") return text.includes("@") ? text : "";
        if (address.includes("<")) return address;
        const named = places.name_attribute.map((attribute) => chip.getAttribute(attribute) ?? "").find(Boolean);
        const name = (named ?? text).replace(/[<>"\s]+/g, " ").trim();
        return name === "" || name.includes("@") ? address : `${name} <${address}>`;
    };

    /**
     * Splits a comma-separated list as RFC 5322 writes it: a comma in quotes separates nothing.
     * @param {string} list
     */
    const split = (list) => {
        const found = [];
        let quoted = false;
        let current = "";
        for (const character of list) {
            if (character === '"') quoted = !quoted;
            if ((character === "," || character === ";" || character === "\n") && !quoted) {
                found.push(current);
                current = "";
            } else {
                current += character;
            }
        }
        found.push(current);
        return found.map((entry) => entry.trim()).filter((entry) => entry.includes("@"));
    };

    /** @param {Element} field @param {ComposePlaces} places @returns {string[]} */
    const recipientsIn = (field, places) => {
        if (isControl(field)) return split(/** @type {HTMLInputElement} */ (field).value);
        const chips = all(places.chips, field);
        if (chips.length > 0) {
            const addresses = chips.map((chip) =>
                chip instanceof HTMLInputElement ? chip.value : recipientOf(chip, places),
            );
            return addresses.filter(Boolean);
        }
        return [...field.querySelectorAll("input, textarea")].flatMap((control) =>
            split(/** @type {HTMLInputElement} */ (control).value),
        );
    };

    /** @param {ParentNode} root @param {ComposePlaces} places */
    const recipients = (root, places) => {
        const named = [places.to, places.cc, places.bcc].flatMap((selectors) => all(selectors, root));
        const fields = named.length > 0 ? named : all(places.in_order, root);
        const found = fields.flatMap((field) => recipientsIn(field, places));
        return [...new Set(found)];
    };

    /** @param {Element} element @returns {element is HTMLElement} */
    const isSeen = (element) => element instanceof HTMLElement && element.getClientRects().length > 0;

    /** @param {ParentNode} root @param {ComposePlaces} places */
    const typingField = (root, places) => {
        const named = all(places.typing, root).find(isSeen);
        if (named) return named;
        const [field] = all(places.to, root);
        const [first] = field ? [field] : all(places.in_order, root);
        if (!first) return null;
        return [first, ...first.querySelectorAll("input, textarea")].filter(isSeen).find(isTyped) ?? null;
    };

    /** @param {Element} element */
    const isTyped = (element) => isControl(element) || /** @type {HTMLElement} */ (element).isContentEditable;

    /** A site's button may stand beside the root that was found. @param {ParentNode} root @param {ComposePlaces} places */
    const sendButton = (root, places) => {
        const found = [...all(places.send, root), ...all(places.send, document)];
        return /** @type {HTMLElement | undefined} */ (found.find(isSeen)) ?? null;
    };

    /** What a signature or a quoted mail adds is not the user's own text. */
    const NOT_OWN = "blockquote, [id*=signature i], [class*=signature i]";

    /**
     * The line that brings a quotation in ("On Monday Ada wrote:") is the program's, in whatever language.
     * @param {string} line
     */
    const introduces = (line) => /[:\uff1a]\s*$/.test(line);

    /** @param {string} text */
    const hasOwnLines = (text) => {
        const lines = (text.split(/^-- ?$/m)[0] ?? "").split("\n").map((line) => line.trim());
        const quoted = lines.findIndex((line) => line.startsWith(">"));
        const own = lines.filter((line, index) => line !== "" && !line.startsWith(">") && (quoted < 0 || index < quoted));
        const below = quoted >= 0 && lines.some((line, index) => index > quoted && line !== "" && !line.startsWith(">"));
        if (quoted >= 0 && own.length > 0 && introduces(own.at(-1) ?? "")) own.pop();
        return own.length > 0 || below;
    };

    /** @param {HTMLElement} body @param {ComposePlaces} places */
    const hasWords = (body, places) => {
        if (isControl(body)) return hasOwnLines(/** @type {HTMLTextAreaElement} */ (/** @type {unknown} */ (body)).value);
        const copy = /** @type {HTMLElement} */ (body.cloneNode(true));
        for (const quote of copy.querySelectorAll("blockquote")) {
            const before = quote.previousElementSibling;
            if (before && introduces(before.textContent ?? "")) before.remove();
        }
        for (const element of copy.querySelectorAll([NOT_OWN, ...places.not_own].join(", "))) element.remove();
        return (copy.textContent ?? "").trim() !== "";
    };

    /** @param {HTMLElement} body */
    const textOf = (body) =>
        isControl(body)
            ? /** @type {HTMLTextAreaElement} */ (/** @type {unknown} */ (body)).value
            : (body.innerText ?? body.textContent ?? "");

    shared.places = {
        find(places) {
            /** @type {ComposeWindow[]} */
            const found = [];
            for (const { body, anchor } of bodies(document, places)) {
                const root = closest(anchor, places.root);
                if (found.length >= MOST_WINDOWS) break;
                if (!root || found.some((other) => other.root === root)) continue;
                const element = /** @type {HTMLElement} */ (body);
                found.push({
                    root,
                    body: element,
                    recipients: () => recipients(root, places),
                    typing: () => typingField(root, places),
                    sendButton: () => sendButton(root, places),
                    subject: () => {
                        const field = all(places.subject, root).at(-1);
                        return field instanceof HTMLInputElement ? field : null;
                    },
                    text: () => textOf(element),
                    attachments: () => {
                        const list = all(places.attachments, document)[0];
                        return list ? list.querySelectorAll("li").length : null;
                    },
                    plain: isControl(element),
                    hasWords: () => hasWords(element, places),
                });
            }
            return found;
        },
        isLoading: (places) => {
            const frames = all(places.body_frame, document).filter((frame) => frame.getClientRects().length > 0);
            return frames.some((frame) => frame instanceof HTMLIFrameElement && bodyIn(frame, places) === null);
        },
        presses: (selectors, compose, target) =>
            selectors.some((selector) => {
                const button = target.closest(selector);
                // A site's button may stand beside the root that was found, in the same document.
                return button !== null && (compose.root.contains(button) || document.querySelectorAll(selector).length === 1);
            }),
        found: (selectors) => all(selectors, document),
    };
})();
