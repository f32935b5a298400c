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

/**
 * Makes a window of the site: its parts, put where the form belongs, and what its buttons do.
 * @param {{ root: HTMLElement, to: () => string[], subject: HTMLInputElement, text: () => string, body: HTMLElement,
 *   send: HTMLElement, discard: HTMLElement, field: HTMLElement, settle: () => void }} parts
 * @param {HTMLElement} place
 */
function open(parts, place) {
  parts.root.dataset.practice = "compose";
  parts.field.dataset.practice = "to";
  parts.send.dataset.practice = "send";
  parts.discard.dataset.practice = "discard";
  parts.subject.dataset.practice = "subject";
  parts.body.dataset.practice = "body";
  const go = () => {
    parts.settle();
    if (parts.to().length === 0) return;
    sent.push({ to: parts.to(), subject: parts.subject.value, text: parts.text() });
    parts.root.remove();
    draw();
  };
  parts.send.addEventListener("click", go);
  parts.root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) go();
  });
  parts.discard.addEventListener("click", () => parts.root.remove());
  place.append(parts.root);
  parts.opened?.(go);
  parts.field.focus();
}

/** @param {(form: "pop-up" | "full-screen" | "reply", to: string[]) => Parameters<typeof open>[0]} build */
function start(build) {
  const press = (id, act) => document.getElementById(id).addEventListener("click", act);
  const windows = document.getElementById("practice-windows");
  press("practice-compose", () => open(build("pop-up", []), windows));
  press("practice-full", () => open(build("full-screen", []), windows));
  const asked = new URLSearchParams(location.search).get("to");
  press("practice-reply", () => open(build("reply", asked ? [asked] : []), document.getElementById("practice-thread")));
}
