"use strict";
// Recipients are chips within editable fields that bear no name of their own and exist once their row has the focus; an
// address is text of its chip. A pop-out window says so in an attribute; a draft in the pane and a reply do not.
{
  let drafts = 0;
  const row = (label, given) => {
    const field = h("div", { contenteditable: "true", role: "textbox", "aria-label": label, class: "EditorClass", tabindex: "0" });
    const add = ({ name, address }) =>
      field.append(h("span", { contenteditable: "false", class: "_Entity" },
        h("span", { class: "textContainer-182" }, name ? `${name} <${address}>` : address)));
    for (const one of given) add(parsed(one));
    return { field, settle: settling(field, add), values: () => [...field.querySelectorAll(".textContainer-182")].map((chip) => parsed(chip.textContent).address) };
  };
  start((form, given) => {
    const to = row("An", given);
    const cc = h("div", { class: "row", tabindex: "0" }, "Cc");
    cc.addEventListener("focusin", () => cc.replaceChildren(row("Cc", []).field), { once: true });
    const subject = h("input", { type: "text", autocomplete: "off", "aria-label": "Betreff hinzufügen" });
    const body = h("div", { role: "textbox", contenteditable: "true", "aria-multiline": "true", "aria-label": "Nachrichtentext", class: "elementToProof" });
    if (form === "reply") {
      body.append(h("div", {}, h("br", {})), h("div", { id: "appendonsend" }), h("div", { id: "divRplyFwdMsg" }, "Von: Ada"), h("div", {}, "Guten Tag"));
    }
    const send = h("button", { type: "button", "aria-label": "Senden" }, "Senden");
    const discard = h("button", { type: "button", "aria-label": "Verwerfen" }, "Verwerfen");
    const more = h("button", { type: "button", "aria-haspopup": "menu", "aria-label": "Weitere Sendeoptionen" }, "▾");
    const bar = h("div", { role: "toolbar" }, h("span", { "data-testid": "ComposeSendButton" }, send, more), discard);
    const inside = [bar, h("div", { class: "row" }, to.field), cc, subject, body];
    const root = form === "full-screen"
      ? h("div", { "data-app-section": "Form_Content" }, inside)
      : h("div", { id: `docking_InitVisiblePart_${drafts++}` }, inside);
    return { root, to: to.values, subject, body, text: () => body.innerText, send, more, discard, field: to.field, settle: to.settle, recalls: true };
  });
}
