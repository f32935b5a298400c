"use strict";
// Nothing is known of this one: a window as HTML and ARIA have it in common.
{
  start((form, given) => {
    const chips = h("div", { class: "tokens" });
    const input = h("input", { type: "text", autocomplete: "off", "aria-label": "An" });
    const add = ({ name, address }) => chips.append(h("span", { class: "token", title: address }, name || address));
    for (const one of given) add(parsed(one));
    const settle = settling(input, add);
    const subject = h("input", { type: "text", name: "subject", "aria-label": "Betreff" });
    // Whoever writes plain text has a text area instead.
    const plain = new URLSearchParams(location.search).has("plain");
    const body = plain
      ? h("textarea", { name: "body", rows: "8", "aria-label": "Nachricht" })
      : h("div", { role: "textbox", contenteditable: "true", "aria-multiline": "true", "aria-label": "Nachricht" });
    const more = h("button", { type: "button", "aria-haspopup": "menu" }, "▾");
    const send = h("button", { type: "submit" }, "Senden");
    const discard = h("button", { type: "button" }, "Verwerfen");
    const to = h("div", { role: "group" }, chips, input);
    const root = h("form", { class: form, action: "#" }, to, subject, body, send, more, discard);
    root.addEventListener("submit", (event) => event.preventDefault());
    return {
      root, to: () => [...chips.children].map((chip) => chip.title), subject, body, text: () => (plain ? body.value : body.innerText), send, more, discard,
      field: input, settle,
    };
  });
}
