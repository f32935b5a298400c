"use strict";
// Inbox, reading view and sent mails. Sent mails are in the page alone: nothing is posted anywhere.

const view = document.getElementById("practice-view");
const windows = document.getElementById("practice-windows");
const toast = document.getElementById("practice-toast");
const RECALL_MS = 20_000;

let sent = [];
try {
  sent = JSON.parse(sessionStorage.getItem("sent") || "[]");
} catch {
  sent = [];
}
const keep = () => sessionStorage.setItem("sent", JSON.stringify(sent));

function tell(text, action, act) {
  const shown = h("span", {}, text);
  toast.replaceChildren(shown);
  if (action) {
    const button = h("button", { type: "button", id: "practice-undo", "data-practice": "undo" }, action);
    button.addEventListener("click", () => {
      toast.replaceChildren();
      act();
    });
    toast.append(button);
  }
  setTimeout(() => {
    if (shown.isConnected) toast.replaceChildren();
  }, RECALL_MS);
}

function onSend({ reopen, ...mail }) {
  const entry = { ...mail, at: new Date().toISOString() };
  sent.push(entry);
  keep();
  if (location.hash === "#sent") draw();
  tell(mail.scheduled ? "Send scheduled" : "Message sent", "Undo", () => {
    sent = sent.filter((other) => other !== entry);
    keep();
    reopen();
    if (location.hash === "#sent") draw();
  });
}

function compose(how) {
  const made = composeWindow(how, onSend);
  (how.form === "inline" ? how.at : windows).append(made.root);
  made.focus();
}

const when = (date) => date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });

function inbox() {
  return h("table", { class: "F cf zt", role: "grid", "aria-label": "Inbox" }, h("tbody", {}, LETTERS.map((letter, index) => {
    const row = h("tr", { class: "zA yO", role: "row", tabindex: "-1" },
      h("td", { class: "yX" }, h("span", { class: "yP", email: letter.from.address, name: letter.from.name }, letter.from.name)),
      h("td", { class: "xY" }, h("a", { href: `#inbox/${index}` }, h("span", { class: "bog" }, letter.subject))),
      h("td", { class: "xW" }, h("span", { title: when(letter.date) }, when(letter.date))));
    return row;
  })));
}

function reading(letter) {
  const at = h("div", { class: "gA" });
  const reply = h("button", { type: "button", class: "ams bkH" }, "Reply");
  reply.addEventListener("click", () => {
    if (at.querySelector(".M9")) return;
    compose({
      form: "inline", at, to: [`${letter.from.name} <${letter.from.address}>`],
      subject: `Re: ${letter.subject}`, quote: letter.lines,
    });
  });
  return h("div", { class: "nH if" },
    h("div", { class: "ha" }, h("h2", { class: "hP", "data-thread-perm-id": `thread-${letter.id}`, "data-legacy-thread-id": letter.legacy }, letter.subject)),
    h("div", { role: "list" }, h("div", { role: "listitem" },
      h("div", { class: "adn ads", "data-message-id": `#msg-${letter.id}`, "data-legacy-message-id": letter.legacy },
        h("div", { class: "gs" },
          h("div", { class: "gE iv gt" }, h("table", { class: "cf gJ" }, h("tbody", {},
            h("tr", { class: "acZ" },
              h("td", { class: "gF gK" }, h("h3", { class: "iw" }, h("span", { class: "qu" },
                h("span", { class: "gD", email: letter.from.address, name: letter.from.name, "data-hovercard-id": letter.from.address }, h("span", {}, letter.from.name)),
                h("span", { class: "go" }, ` <${letter.from.address}>`)))),
              h("td", { class: "gH bAk" }, h("span", { class: "g3", title: when(letter.date), alt: when(letter.date) }, when(letter.date)))),
            h("tr", { class: "acZ xD" }, h("td", { colspan: "2" }, h("span", { class: "hb" }, "to ",
              letter.to.map((person) => h("span", { class: "g2", email: person.address, name: person.name, "data-hovercard-id": person.address }, person.name)))))))),
          h("div", { class: "ii gt" }, h("div", { class: "a3s aiL" },
            h("div", { dir: "ltr" }, letter.lines.map((line) => h("div", {}, line || h("br", {}))))))),
        reply, at))));
}

function sentView() {
  const list = [...sent].reverse();
  return h("section", { id: "practice-sent", "aria-label": "Sent mails" }, h("h2", {}, "Sent"),
    list.length === 0 ? h("p", {}, "No mail has been sent.") : list.map((mail) =>
      h("article", { "data-sent": JSON.stringify(mail) },
        h("h3", {}, mail.subject || "(no subject)"),
        h("p", {}, `to ${[...mail.to, ...mail.cc, ...mail.bcc].join(", ")}`),
        h("pre", {}, mail.text))));
}

function draw() {
  const [folder, which] = location.hash.slice(1).split("/");
  const letter = folder === "inbox" && which !== undefined ? LETTERS[Number(which)] : undefined;
  const title = letter ? letter.subject : folder === "sent" ? "Sent" : "Inbox";
  document.title = `${title} - ${OWN_ADDRESS} - Practice mail`;
  view.replaceChildren(letter ? reading(letter) : folder === "sent" ? sentView() : inbox());
}

const button = document.getElementById("practice-compose");
button.addEventListener("click", () => compose({ form: "pop-up" }));
button.addEventListener("keydown", (event) => {
  if (event.key === "Enter") compose({ form: "pop-up" });
});
addEventListener("hashchange", draw);
draw();

// A link that writes a mail: ?view=cm&to=…&su=…, in a window of its own when &fs=1.
const asked = new URLSearchParams(location.search);
if (asked.get("view") === "cm") {
  compose({
    form: asked.get("fs") === "1" ? "full-screen" : "pop-up",
    to: (asked.get("to") || "").split(",").filter(Boolean),
    subject: asked.get("su") || "",
  });
}
