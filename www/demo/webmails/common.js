"use strict";
// What the practice webmails share. Each site's own script says what its compose windows are made of; labels are in
// German throughout, so that nothing can depend on English ones. Sent mails stay in the page: nothing is posted.

const OWN_ADDRESS = "sam.candidate@post.example";
const ADDRESS = /[^\s<>,;"]+@[^\s<>,;"]+/;

function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** `Ada Lang <ada@example.org>` as name and address; the name is empty where there is none. */
function parsed(text) {
  const address = (ADDRESS.exec(text) || [text.trim()])[0];
  const name = text.replace(/<?[^\s<>]+@[^\s<>]+>?/, "").replace(/["<>,]/g, "").trim();
  return { name, address };
}

/**
 * What is typed becomes a recipient with a comma, a semicolon, Enter or by leaving the field.
 * @param {HTMLElement} field an input, or an editable element whose chips stand in it
 * @param {(recipient: { name: string, address: string }) => void} add
 */
function settling(field, add) {
  const isInput = field instanceof HTMLInputElement;
  const typed = () => (isInput ? field.value : [...field.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data).join(""));
  const clear = () => {
    if (isInput) field.value = "";
    else for (const node of [...field.childNodes]) if (node.nodeType === Node.TEXT_NODE) node.remove();
  };
  const settle = () => {
    const parts = typed().split(/[,;]/).filter((part) => part.trim());
    if (parts.length === 0) return;
    clear();
    for (const part of parts) add(parsed(part));
  };
  field.addEventListener("input", () => {
    if (/[,;]\s*$/.test(typed())) settle();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    settle();
  });
  field.addEventListener("blur", settle);
  return settle;
}

const sent = [];
function draw() {
  const list = document.getElementById("practice-sent");
  list.replaceChildren(...sent.map((mail) => h("li", { "data-sent": JSON.stringify(mail) }, `${mail.to.join(", ")}: ${mail.subject}`)));
}

/** What is shown over the page: a menu of other ways to send, a dialog of times, the way back. */
function over(role, ...children) {
  const element = h("div", { role, class: "choices", "aria-label": "Auswahl" }, children);
  document.body.append(element);
  return element;
}
function choice(name, label, act, attributes) {
  const made = h("button", { type: "button", "data-practice": name, ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** How long a message can be called back. */
const RECALL_MS = 30_000;

/**
 * Makes a window of the site: its parts, put where the form belongs, and what its buttons do.
 * @param {{ root: HTMLElement, to: () => string[], subject: HTMLInputElement, text: () => string, body: HTMLElement,
 *   send: HTMLElement, more: HTMLElement, discard: HTMLElement, field: HTMLElement, settle: () => void, recalls?: boolean,
 *   later?: object, editor?: () => HTMLElement, opened?: (go: () => void, given: Node[]) => void }} parts
 * @param {HTMLElement} place
 * @param {(to: string[]) => Parameters<typeof opened>[0]} again builds another one like it
 * @param {Node[]} given what stands in the body already
 */
function opened(parts, place, again, given = []) {
  parts.root.dataset.practice = "compose";
  parts.field.dataset.practice = "to";
  parts.send.dataset.practice = "send";
  parts.more.dataset.practice = "more";
  parts.discard.dataset.practice = "discard";
  parts.subject.dataset.practice = "subject";
  parts.body.dataset.practice = "body";
  const body = () => parts.editor?.() ?? parts.body;
  const go = (scheduled = false) => {
    parts.settle();
    if (parts.to().length === 0) return;
    const mail = { to: parts.to(), subject: parts.subject.value, text: parts.text(), scheduled };
    const nodes = [...body().cloneNode(true).childNodes];
    sent.push(mail);
    parts.root.remove();
    draw();
    if (!parts.recalls) return;
    const toast = over("status", choice("undo", "Rückgängig", () => {
      toast.remove();
      sent.splice(sent.indexOf(mail), 1);
      draw();
      const reopened = again(mail.to);
      reopened.subject.value = mail.subject;
      opened(reopened, place, again, nodes);
    }));
    setTimeout(() => toast.remove(), RECALL_MS);
  };
  // As the site's own saving of drafts: by what its fields tell of themselves.
  const save = () => {
    parts.root.dataset.saved = JSON.stringify({ subject: parts.subject.value, text: parts.text() });
  };
  parts.root.addEventListener("input", save);
  parts.send.addEventListener("click", () => go());
  parts.more.addEventListener("click", () => {
    const menu = over("menu",
      choice("now", "Jetzt senden", () => { menu.remove(); go(); }, { role: "menuitem" }),
      choice("later", "Später senden", () => {
        menu.remove();
        const dialog = over("dialog",
          choice("tomorrow", "Morgen früh", () => { dialog.remove(); go(true); }),
          choice("cancel", "Abbrechen", () => dialog.remove()));
      }, { role: "menuitem", ...parts.later }));
  });
  parts.root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) go();
  });
  parts.discard.addEventListener("click", () => parts.root.remove());
  place.append(parts.root);
  if (parts.opened) parts.opened(go, given, save);
  else body().append(...given);
  parts.field.focus();
}

/** @param {(form: "pop-up" | "full-screen" | "reply", to: string[]) => Parameters<typeof opened>[0]} build */
function start(build) {
  const press = (id, act) => document.getElementById(id).addEventListener("click", act);
  const windows = document.getElementById("practice-windows");
  const make = (form, to, place) => opened(build(form, to), place, (again) => build(form, again));
  press("practice-compose", () => make("pop-up", [], windows));
  press("practice-full", () => make("full-screen", [], windows));
  const asked = new URLSearchParams(location.search);
  const to = asked.get("to");
  press("practice-reply", () => make("reply", to ? [to] : [], document.getElementById("practice-thread")));
  // What a site opens in a window of its own is such a page.
  if (asked.has("own-window")) make("full-screen", [], windows);
}
