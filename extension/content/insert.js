// Puts a draft into a field so that the site notices as if it had been typed: its draft saving and its undo work.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});

    /** @param {HTMLElement} field */
    const notify = (field) => {
        field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
    };

    /** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} text */
    const type = (field, text) => {
        field.focus();
        field.setSelectionRange(0, 0);
        // Deprecated, and the only call that keeps the field's own undo.
        const typed = field.ownerDocument.execCommand("insertText", false, text);
        if (!typed || !field.value.startsWith(text)) {
            field.setRangeText(text, 0, 0, "end");
            notify(field);
        }
    };

    /** @param {HTMLElement} editor @param {string} text */
    const write = (editor, text) => {
        const inside = editor.ownerDocument;
        editor.focus();
        const selection = inside.getSelection();
        if (!selection) return;
        const start = inside.createRange();
        start.setStart(editor, 0);
        start.collapse(true);
        selection.removeAllRanges();
        selection.addRange(start);
        // A line break as a break: editors turn an inserted newline into a paragraph, which doubles it in plain text.
        text.split("\n").forEach((line, index) => {
            if (index > 0) inside.execCommand("insertLineBreak");
            if (line !== "") inside.execCommand("insertText", false, line);
        });
    };

    /** @param {string} text */
    const words = (text) => text.replace(/\s+/g, " ").trim();

    /** @param {HTMLElement} field */
    const isControl = (field) => field.tagName === "TEXTAREA" || field.tagName === "INPUT";

    /** Editors write a space at a line's end as one that does not break. @param {string} text */
    const spaces = (text) => text.replaceAll("\u00a0", " ");

    /** @param {string} text @param {string} words @param {number} nth */
    const indexOf = (text, words, nth) => {
        let found = -1;
        for (let count = 0; count <= nth; count += 1) {
            found = spaces(text).indexOf(spaces(words), found < 0 ? 0 : found + words.length);
            if (found < 0) return -1;
        }
        return found;
    };

    /** @param {HTMLElement} editor @param {string} words @param {number} nth */
    const rangeOf = (editor, words, nth) => {
        const inside = editor.ownerDocument;
        const walker = inside.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
        /** @type {{ node: Text, from: number }[]} */
        const nodes = [];
        let text = "";
        while (walker.nextNode()) {
            const node = /** @type {Text} */ (walker.currentNode);
            nodes.push({ node, from: text.length });
            text += node.data;
        }
        const start = indexOf(text, words, nth);
        if (start < 0) return null;
        const range = inside.createRange();
        const at = (/** @type {number} */ offset) => [...nodes].reverse().find(({ from }) => from <= offset);
        const [first, last] = [at(start), at(Math.max(start + words.length - 1, start))];
        if (!first || !last) return null;
        range.setStart(first.node, start - first.from);
        range.setEnd(last.node, start + words.length - last.from);
        return range;
    };

    /** @param {HTMLElement} field @param {string} words @param {number} nth */
    const select = (field, words, nth) => {
        if (isControl(field)) {
            const control = /** @type {HTMLTextAreaElement} */ (field);
            const start = indexOf(control.value, words, nth);
            if (start < 0) return false;
            control.focus();
            control.setSelectionRange(start, start + words.length);
            return true;
        }
        const range = rangeOf(field, words, nth);
        if (!range) return false;
        field.focus();
        const selection = field.ownerDocument.getSelection();
        selection?.removeAllRanges();
        selection?.addRange(range);
        const box = range.startContainer.parentElement;
        box?.scrollIntoView({ block: "nearest" });
        return true;
    };

    /** How long a site may take to make a recipient of what was typed. */
    const SETTLE_MS = 400;

    /** @param {() => boolean} holds */
    const soon = async (holds) => {
        const end = Date.now() + SETTLE_MS;
        while (!holds() && Date.now() < end) await new Promise((done) => setTimeout(done, 20));
        return holds();
    };

    /** @param {HTMLElement} field @param {string} text */
    const typeAtEnd = (field, text) => {
        field.focus();
        if (isControl(field)) {
            const control = /** @type {HTMLInputElement} */ (field);
            const end = control.value.length;
            control.setSelectionRange(end, end);
            if (field.ownerDocument.execCommand("insertText", false, text)) return;
            control.setRangeText(text, end, end, "end");
            notify(control);
            return;
        }
        const selection = field.ownerDocument.getSelection();
        selection?.selectAllChildren(field);
        selection?.collapseToEnd();
        field.ownerDocument.execCommand("insertText", false, text);
    };

    shared.insert = {
        async recipient(field, address, isThere) {
            if (!field) return false;
            const before = isControl(field) ? /** @type {HTMLInputElement} */ (field).value : null;
            // The comma before the key: where a site proposes people meanwhile, Enter might take another one.
            typeAtEnd(field, `${address},`);
            if (await soon(isThere)) return true;
            const enter = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true };
            for (const kind of ["keydown", "keyup"]) field.dispatchEvent(new KeyboardEvent(kind, enter));
            field.blur();
            if (await soon(isThere)) return true;
            if (before !== null) {
                /** @type {HTMLInputElement} */ (field).value = before;
                notify(field);
            }
            return false;
        },
        select,
        replace(field, words, nth, replacement) {
            if (!select(field, words, nth)) return false;
            const inside = field.ownerDocument;
            if (isControl(field)) {
                const control = /** @type {HTMLTextAreaElement} */ (field);
                const before = control.value;
                if (!inside.execCommand("insertText", false, replacement) || control.value === before) {
                    control.setRangeText(replacement);
                    notify(control);
                }
                return true;
            }
            if (replacement === "") return inside.execCommand("delete");
            replacement.split("\n").forEach((line, index) => {
                if (index > 0) inside.execCommand("insertLineBreak");
                if (line !== "") inside.execCommand("insertText", false, line);
            });
            return true;
        },
        subject(field, text) {
            if (field.value.trim() === "") type(field, text);
        },
        body(body, text) {
            // An editor's frame has constructors of its own, so the tag decides.
            if (isControl(body)) {
                const field = /** @type {HTMLTextAreaElement} */ (/** @type {unknown} */ (body));
                type(field, field.value === "" ? text : `${text}\n\n`);
                return words(field.value).startsWith(words(text));
            }
            write(body, text);
            return words(body.innerText ?? "").includes(words(text));
        },
    };
})();
