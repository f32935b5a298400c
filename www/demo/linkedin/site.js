"use strict";
// One document that draws itself by its address, as the imitated site does: a click on a profile changes the address at
// once, and the old card stays until the new one is there.

const ORIGIN = "https://www.linkedin.com";
const root = document.getElementById("root");
const slow = document.getElementById("practice-slow");
const finish = document.getElementById("practice-finish");
let drawing = 0;

/** @returns {HTMLElement} an element; children are text or elements, never markup */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function slugOf(path) {
  const match = /^\/in\/([^/]+)/.exec(path);
  return match ? decodeURIComponent(match[1]) : null;
}

const profileUrl = (slug) => `${ORIGIN}/in/${slug}/`;
const degreeWord = (degree) => ({ 1: "· 1st", 2: "· 2nd", 3: "· 3rd" })[degree];

function invite(slug, name) {
  return h("a", {
    href: `${ORIGIN}/preload/custom-invite/?vanityName=${slug}`,
    "aria-label": `Invite ${name} to connect`,
    class: "c4f1 act",
  }, "Connect");
}

function topCard(slug, person) {
  const key = `com.linkedin.sdui.profile.card.refPRACTICE${slug.replace(/-/g, "")}Topcard`;
  const more = h("div", { role: "menu", class: "menu", hidden: "" },
    person.connect === "menu" ? h("div", { role: "menuitem" }, invite(slug, person.name)) : null,
    h("div", { role: "menuitem" }, "Save to PDF"));
  const moreButton = h("button", { type: "button", "aria-label": "More", "aria-expanded": "false", class: "act" }, "More");
  moreButton.addEventListener("click", () => {
    more.toggleAttribute("hidden");
    moreButton.setAttribute("aria-expanded", String(!more.hasAttribute("hidden")));
  });
  return h("section", { componentkey: key, class: "b2a9 card" },
    h("div", { class: "cover", "aria-hidden": "true" }),
    h("div", { class: "e77d who" },
      h("div", { "aria-haspopup": "dialog", "aria-expanded": "false" },
        h("a", { href: profileUrl(slug), tabindex: "0" }, h("div", {}, h("h2", { class: "f00b" }, person.name))),
        // Two marks stand in the document, one of them shown.
        h("div", { class: "gone" }, h("p", {}, degreeWord(person.degree === 1 ? 2 : 1))),
        h("p", { class: "degree" }, degreeWord(person.degree))),
      h("p", { class: "headline" }, person.headline),
      h("p", {}, person.school ? `${person.company} · ${person.school}` : person.company),
      h("div", { class: "where" },
        h("p", {}, person.location), h("p", {}, "·"),
        h("p", {}, h("a", { href: `${ORIGIN}/in/${slug}/overlay/contact-info/` }, "Contact info")))),
    h("div", { class: "actions" },
      person.connect === "open" ? invite(slug, person.name) : null,
      h("a", { href: `${ORIGIN}/messaging/compose/?profile=${slug}`, class: "act" }, "Message"),
      moreButton, more));
}

function experience(slug, person) {
  return h("section", { componentkey: `com.linkedin.sdui.profile.card.refPRACTICE${slug}ExperienceTopLevelSection`, class: "card" },
    h("h2", {}, "Experience"),
    h("ul", {}, person.positions.map((position) => h("li", {},
      h("p", {}, position.title), h("p", {}, `${position.company} · Full-time`), h("p", {}, position.time)))));
}

function rail(except) {
  const others = Object.entries(PEOPLE).filter(([slug, person]) => slug !== except && !person.name.includes("<"));
  return h("aside", { "aria-label": "More profiles for you", class: "rail card" },
    h("h2", {}, "More profiles for you"),
    h("ul", {}, others.map(([slug, person]) => h("li", {},
      h("a", { href: profileUrl(slug) }, h("p", {}, person.name)),
      h("p", {}, degreeWord(person.degree)), h("p", {}, person.headline),
      person.degree === 1 ? null : invite(slug, person.name)))));
}

function topBar() {
  return h("header", { class: "top" },
    h("nav", { "aria-label": "Primary" },
      h("a", { href: `${ORIGIN}/feed/` }, "Home"),
      h("a", { href: `${ORIGIN}/mynetwork/` }, "My Network"),
      h("a", { href: `${ORIGIN}/authwall` }, "Signed-out view"),
      h("button", { type: "button" }, "Me: Sam Candidate")));
}

function feed() {
  return h("main", { class: "feed" },
    Object.entries(PEOPLE).map(([slug, person]) => h("article", { class: "card" },
      h("p", {}, h("a", { href: profileUrl(slug) }, person.name), ` ${degreeWord(person.degree)}`),
      h("p", {}, "Shared a thought about nothing in particular, for practice."))));
}

function skeleton() {
  return h("main", { "aria-busy": "true" }, h("div", { class: "card blank" }), h("div", { class: "card blank" }));
}

function missing() {
  return h("main", {}, h("section", { class: "card" },
    h("h2", {}, "This page doesn’t exist"), h("p", {}, "Please check the address, or go back to the feed.")));
}

function page(path) {
  const slug = slugOf(path);
  if (slug === null) return { title: "Feed | LinkedIn", parts: [topBar(), feed()] };
  const person = PEOPLE[slug];
  if (!person) return { title: "LinkedIn", parts: [topBar(), missing()] };
  return {
    title: `${person.name} | LinkedIn`,
    parts: [topBar(), h("main", {}, topCard(slug, person), experience(slug, person)), rail(slug)],
  };
}

function show(path) {
  finish.hidden = true;
  const { title, parts } = page(path);
  document.title = title;
  root.replaceChildren(...parts);
  root.dataset.shown = path;
}

/** Draws the address; `first` when there is no old card to keep. */
function draw(first) {
  const turn = ++drawing;
  const path = location.pathname;
  const held = slow.checked || slugOf(path) === ALWAYS_SLOW;
  if (first || slugOf(path) === ALWAYS_SLOW) {
    document.title = "LinkedIn";
    root.replaceChildren(topBar(), skeleton());
  }
  const ready = () => { if (turn === drawing) show(path); };
  if (held) {
    finish.hidden = false;
    finish.onclick = ready;
  } else {
    setTimeout(ready, first ? 60 : 250);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.button !== 0) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname.startsWith("/authwall")) return;
  event.preventDefault();
  if (url.pathname.startsWith("/preload/custom-invite")) {
    link.textContent = "Pending (practice: nothing was sent)";
    return;
  }
  if (url.pathname !== location.pathname) {
    history.pushState({}, "", url);
    draw(false);
  }
});
addEventListener("popstate", () => draw(false));
draw(true);
