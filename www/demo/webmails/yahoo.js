"use strict";
// Pills with the address as title; the head of the window and its editor are siblings.
{
  const row = (kind, given) => {
    const pills = h("ul", { class: "pill-list" });
    const input = h("input", { type: "text", class: `input-${kind}`, id: kind === "to" ? "message-to-field" : null, autocomplete: "off", "aria-label": kind });
    const add = ({ name, address }) => pills.append(h("li", {}, h("div", { "data-test-id": "pill", title: address }, name || address)));
    for (const one of given) add(parsed(one));
    const container = h("div", { "data-test-id": `container-${kind}` }, pills, input);
    return { container, input, settle: settling(input, add), values: () => [...pills.querySelectorAll("[title]")].map((pill) => pill.getAttribute("title")) };
  };
  start((form, given) => {
    const to = row("to", given);
    const subject = h("input", { type: "text", "data-test-id": "compose-subject", id: "message-subject-field", "aria-label": "Betreff" });
    const body = h("div", { "data-test-id": "rte", contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-label": "Nachricht" });
    if (form === "reply") body.append(h("div", {}, h("br", {})), h("div", { class: "yahoo_quoted" }, h("div", {}, "Guten Tag")));
    const send = h("button", { type: "button", "data-test-id": "compose-send-button" }, "Senden");
    const more = h("button", { type: "button", "aria-haspopup": "true", "aria-label": "Sendeoptionen" }, "▾");
    const discard = h("button", { type: "button", "data-test-id": "icon-btn-trash" }, "Löschen");
    const root = h("div", { "data-test-id": "compose", class: form },
      h("div", { class: "compose-header" }, to.container, h("div", {}, subject)),
      h("div", { id: "editor-container" }, body), h("div", {}, send, more, discard));
    return { root, to: to.values, subject, body, text: () => body.innerText, send, more, discard, field: to.input, settle: to.settle };
  });
}
