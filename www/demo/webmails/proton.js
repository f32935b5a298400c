"use strict";
// The text is in a frame of its own, which is ready a moment after the window; a chip's address is in the name of the
// button that removes it.
{
  let drafts = 0;
  start((form, given) => {
    const number = ++drafts;
    const chips = h("div", { class: "chips" });
    const input = h("input", { type: "text", "data-testid": "composer:to", id: `to-composer-${number}`, autocomplete: "off", placeholder: "E-Mail-Adresse" });
    const add = ({ name, address }) =>
      chips.append(h("div", { class: "composer-addresses-item", "data-testid": "composer-addresses-item" },
        h("span", { class: "composer-addresses-item-label" }, name || address),
        h("button", { type: "button", "data-testid": `remove-address-button-${address}` }, "×")));
    for (const one of given) add(parsed(one));
    const settle = settling(input, add);
    const values = () => [...chips.querySelectorAll("button")].map((button) => button.dataset.testid.replace("remove-address-button-", ""));
    const subject = h("input", { type: "text", "data-testid": "composer:subject", placeholder: "Betreff" });
    const frame = h("iframe", { title: "E-Mail-Editor", "data-testid": "rooster-iframe" });
    const send = h("button", { type: "button", "data-testid": "composer:send-button" }, "Senden");
    const more = h("button", { type: "button", "aria-expanded": "false", title: "Weitere" }, "▾");
    const discard = h("button", { type: "button", "data-testid": "composer:delete-draft-button" }, "Löschen");
    const root = h("div", { class: `composer ${form}`, "data-testid": `composer-${number}` },
      h("div", {}, chips, input), subject, frame, h("footer", {}, send, more, discard));
    const editor = () => frame.contentDocument.getElementById("rooster-editor");
    return {
      root, to: values, subject, body: frame, text: () => editor().innerText, send, more, discard, field: input, settle, editor,
      recalls: true, later: { "data-testid": "composer:schedule-send-button" },
      opened: (go, given, save) => setTimeout(() => {
        const inside = frame.contentDocument;
        const body = inside.createElement("div");
        body.id = "rooster-editor";
        body.contentEditable = "true";
        if (form === "reply") {
          const quote = inside.createElement("div");
          quote.className = "protonmail_quote";
          quote.textContent = "Guten Tag";
          body.append(inside.createElement("br"), quote);
        }
        body.append(...given);
        inside.body.append(body);
        inside.addEventListener("input", save);
        inside.addEventListener("keydown", (event) => {
          if (event.key === "Enter" && event.ctrlKey) go();
        });
      }, 150),
    };
  });
}
