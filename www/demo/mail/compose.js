"use strict";
// Compose windows as the imitated webmail builds them: pop-up, full screen, inline reply, as many as wanted.

/** @returns {HTMLElement} an element; children are text or elements, never markup */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

let drafts = 0;

const ADDRESS = /[^\s<>,;"]+@[^\s<>,;"]+/;

function chip(text) {
  const address = (ADDRESS.exec(text) || [text.trim()])[0];
  const name = text.replace(/<?[^\s<>]+@[^\s<>]+>?/, "").replace(/"/g, "").trim() || address;
  const remove = h("div", { class: "afX", role: "button", "aria-label": `Remove ${name}` }, "×");
  const made = h("div", { role: "option", class: "afV", "data-name": name, "data-hovercard-id": address }, h("span", { class: "afU" }, name), remove);
  remove.addEventListener("click", () => made.remove());
  return made;
}

/** A row of recipients; what is typed becomes a chip with Enter, Tab, comma, semicolon or by leaving the field. */
function recipients(kind, label, given) {
  const list = h("div", { role: "listbox", "aria-label": label, class: "list" }, given.map(chip));
  const input = h("input", { class: "agP aFw", "peoplekit-id": "BbVjBd", type: "text", autocomplete: "off", "aria-label": `${label} recipients` });
  const settle = () => {
    for (const part of input.value.split(/[,;]/)) if (part.trim()) list.append(chip(part));
    input.value = "";
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "," || event.key === ";") {
      event.preventDefault();
      settle();
    } else if (event.key === "Backspace" && input.value === "") {
      list.lastElementChild?.remove();
    }
  });
  input.addEventListener("blur", settle);
  const row = h("div", { class: "anm", name: kind }, h("span", { class: "label" }, label), list, input);
  return { row, settle, values: () => [...list.children].map((c) => c.getAttribute("data-hovercard-id")) };
}

/**
 * @param {{ form: "pop-up" | "full-screen" | "inline", to?: string[], subject?: string, quote?: string[] }} how
 * @param {(mail: object) => void} send
 */
function composeWindow(how, send) {
  const id = `r-practice-${++drafts}`;
  const to = recipients("to", "To", how.to || []);
  const cc = recipients("cc", "Cc", []);
  const bcc = recipients("bcc", "Bcc", []);
  const subject = h("input", { name: "subjectbox", class: "aoT", placeholder: "Subject", "aria-label": "Subject", autocomplete: "off" });
  subject.value = how.subject || "";
  const body = h("div", {
    class: "Am aiL Al editable LW-avf tS-tW", g_editable: "true", role: "textbox", contenteditable: "true",
    "aria-multiline": "true", "aria-label": "Message Body", tabindex: "1",
  });
  if (how.quote) {
    body.append(h("div", {}, h("br", {})), h("div", { class: "gmail_quote" },
      h("blockquote", { class: "gmail_quote" }, how.quote.map((line) => h("div", {}, line || h("br", {}))))));
  }
  const state = h("span", { class: "state", role: "status" });
  const draft = h("input", { type: "hidden", name: "draft" });
  draft.value = "";
  let saves = 0;
  const save = () => {
    draft.value = `${id}:${++saves}`;
    state.textContent = "Draft saved";
    root.dataset.saved = JSON.stringify({ subject: subject.value, text: body.innerText });
  };
  body.addEventListener("input", save);
  subject.addEventListener("input", save);

  const sendButton = h("div", { role: "button", tabindex: "1", class: "T-I J-J5-Ji aoO v7 T-I-atl L3", "data-tooltip": "Send ‪(Ctrl-Enter)‬", "aria-label": "Send" }, "Send");
  const later = h("div", { role: "menuitem", tabindex: "-1", selector: "scheduledSend", "data-practice": "later" }, "Schedule send");
  const menu = h("div", { role: "menu", class: "choices", hidden: "" }, later);
  const tomorrow = h("div", { role: "menuitem", tabindex: "0", class: "Az", "data-practice": "tomorrow" }, "Tomorrow morning");
  const cancel = h("button", { type: "button", "data-practice": "cancel" }, "Cancel");
  const times = h("div", { role: "dialog", "aria-label": "Schedule send", class: "choices", hidden: "" }, tomorrow, cancel);
  const arrow = h("div", { role: "button", tabindex: "1", class: "T-I J-J5-Ji hG T-I-atl L3", "aria-haspopup": "true", "aria-expanded": "false", "aria-label": "More send options" }, "▾");
  const discard = h("div", { role: "button", tabindex: "1", class: "og T-I-J3", "data-tooltip": "Discard draft", "aria-label": "Discard draft" }, "Discard");

  const form = h("div", { class: "M9" },
    h("div", { class: "aoP" },
      h("div", { class: "I5" },
        h("input", { type: "hidden", name: "from", value: OWN_ADDRESS }), draft,
        h("div", { class: "GS" }, to.row, cc.row, bcc.row),
        subject,
        h("div", { class: "Ap" }, body),
        h("div", { class: "IZ" },
          h("div", { class: "Up" }, h("div", {}, sendButton, arrow)),
          state, discard))));

  let root = form;
  if (how.form === "inline") {
    root = h("div", { class: "ip adB" }, form);
  } else {
    const close = h("button", { type: "button", class: "Ha", "aria-label": "Save & close" }, "×");
    const fold = h("button", { type: "button", class: "Hl", "aria-label": "Minimise" }, "–");
    root = h("div", { role: "dialog", class: how.form === "full-screen" ? "nH Hd aSt" : "nH Hd", "aria-label": "New Message" },
      h("div", { class: "aYF" }, h("h2", {}, "New Message"), fold, close), form);
    close.addEventListener("click", () => root.remove());
    fold.addEventListener("click", () => form.toggleAttribute("hidden"));
  }

  // By these the tests find the parts, in this webmail as in the others.
  const parts = { compose: root, to: to.row.querySelector("input"), subject, body, send: sendButton, more: arrow, discard };
  for (const [name, element] of Object.entries(parts)) element.dataset.practice = name;

  const go = (scheduled) => {
    for (const field of [to, cc, bcc]) field.settle();
    if (to.values().length === 0) {
      state.textContent = "Please name at least one recipient.";
      return;
    }
    const place = { parent: root.parentElement, next: root.nextSibling };
    root.remove();
    send({
      to: to.values(), cc: cc.values(), bcc: bcc.values(), subject: subject.value, text: body.innerText, scheduled,
      // Called back: the same window stands there again, as it was.
      reopen: () => place.parent?.append(root),
    });
  };
  // As the real one: the press is what counts, and by the click the window may be gone.
  sendButton.addEventListener("click", () => go(false));
  // Menus and dialogs of the site stand beside its windows.
  const show = (element, shown) => {
    if (!element.isConnected) document.body.append(element);
    element.toggleAttribute("hidden", !shown);
  };
  arrow.addEventListener("click", () => {
    show(menu, menu.hasAttribute("hidden"));
    arrow.setAttribute("aria-expanded", String(!menu.hasAttribute("hidden")));
  });
  later.addEventListener("click", () => {
    show(menu, false);
    show(times, true);
  });
  cancel.addEventListener("click", () => show(times, false));
  tomorrow.addEventListener("click", () => {
    show(times, false);
    go(true);
  });
  sendButton.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") go(false);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) go(false);
  });
  discard.addEventListener("click", () => root.remove());
  return { root, focus: () => (how.to && how.to.length > 0 ? body : to.row.querySelector("input")).focus() };
}
