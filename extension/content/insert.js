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

    shared.insert = {
        subject(field, text) {
            if (field.value.trim() === "") type(field, text);
        },
        body(body, text) {
            // An editor's frame has constructors of its own, so the tag decides.
            if (body.tagName === "TEXTAREA") {
                const field = /** @type {HTMLTextAreaElement} */ (/** @type {unknown} */ (body));
                type(field, field.value === "" ? text : `${text}\n\n`);
                return words(field.value).startsWith(words(text));
            }
            write(body, text);
            return words(body.innerText ?? "").includes(words(text));
        },
    };
})();
