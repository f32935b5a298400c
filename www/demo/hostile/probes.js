"use strict";
// First on the page: whatever an extension does from now on is to be noticed. Everything that a script could call is
// replaced by something that counts, every event is listened to, every change of the document recorded.
(() => {
  const counts = new Map();
  const words = [];
  let own = 0;
  const count = (what) => {
    if (own === 0) counts.set(what, (counts.get(what) ?? 0) + 1);
  };
  const keep = (value) => {
    if (words.length < 2000) words.push(String(value).slice(0, 20_000));
  };

  /** What the page does itself is not counted. */
  const quietly = (work) => {
    own += 1;
    try {
      return work();
    } finally {
      own -= 1;
    }
  };

  const apply = Reflect.apply;
  const replace = (owner, label) => {
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (name === "constructor") continue;
      const found = Object.getOwnPropertyDescriptor(owner, name);
      if (!found?.configurable) continue;
      const counting = (original) => typeof original !== "function" ? original : function (...all) {
        count(`${label}.${name}`);
        if (name === "attachShadow") keep("attachShadow");
        return apply(original, this, all);
      };
      const changed = "value" in found
        ? (typeof found.value === "function" && !/^[A-Z]/.test(name) ? { ...found, value: counting(found.value) } : null)
        : { ...found, get: counting(found.get), set: counting(found.set) };
      if (changed) Object.defineProperty(owner, name, changed);
    }
  };
  const types = ["EventTarget", "Node", "Element", "HTMLElement", "Document", "ShadowRoot", "DocumentFragment", "Range",
    "Selection", "CharacterData", "HTMLInputElement", "HTMLFormElement", "DOMTokenList", "NamedNodeMap", "CSSStyleSheet",
    "TreeWalker", "NodeIterator", "Storage", "History", "MutationObserver"];
  for (const type of types) if (window[type]) replace(window[type].prototype, type);
  for (const name of ["getComputedStyle", "getSelection", "postMessage", "fetch", "matchMedia", "requestAnimationFrame"]) {
    const original = window[name];
    window[name] = function (...all) {
      count(`window.${name}`);
      return apply(original, window, all);
    };
  }
  const text = Function.prototype.toString;
  Function.prototype.toString = function () {
    count("Function.toString");
    return apply(text, this, []);
  };
  const say = console.log;
  console.log = (...all) => {
    keep(all.join(" "));
    say(...all);
  };

  // A proxy in the place of the API sees who asks for it.
  for (const name of ["chrome", "browser"]) {
    const real = window[name];
    try {
      window[name] = new Proxy(real ?? {}, { get: (target, key) => { count(`${name}.${String(key)}`); return target[key]; } });
    } catch {
      // It can't be replaced in this browser.
    }
    quietly(() => { if (real === undefined) delete window[name]; });
  }

  // The browser's own window taking the focus, the pointer and loading are no extension's doing.
  const everyday = /^(pointer|mouse|drag|key|touch|wheel|focus|blur|visibility|resize|scroll|page|load|ready|DOMContent|hashchange|click|auxclick|contextmenu|before|input|change|select|animation|transition|devicemotion|deviceorientation|error|unhandled)/;
  const names = new Set();
  for (const owner of [window, Document.prototype, HTMLElement.prototype, Element.prototype]) {
    for (const name of Object.getOwnPropertyNames(owner)) if (name.startsWith("on")) names.add(name.slice(2));
  }
  for (const more of ["message", "storage", "DOMActivate", "contentvisibilityautostatechange", "slotchange", "animationstart",
    "transitionrun", "securitypolicyviolation", "focusin", "copy", "beforecopy", "toggle", "afterword", "afterword-capture"]) {
    names.add(more);
  }
  quietly(() => {
    for (const name of names) {
      addEventListener(name, (event) => {
        if (!everyday.test(name)) count(`event ${name}`);
        if (event.composedPath) keep(quietly(() => event.composedPath().map((node) => node.textContent ?? "").join("|")));
        if ("data" in event && event.data) keep(event.data);
      }, true);
    }
  });

  const errors = [];
  for (const kind of ["error", "unhandledrejection"]) {
    quietly(() => addEventListener(kind, (event) => {
      const stack = String(event.error?.stack ?? event.reason?.stack ?? event.message ?? event.reason);
      if (event.target === window || kind !== "error") errors.push(stack);
    }, true));
  }

  const changes = new MutationObserver((records) => note(records));
  let changed = 0;
  const note = (records) => {
    for (const record of records) {
      // The page's own report.
      if (quietly(() => record.target instanceof Element && record.target.closest("#report, #state, #windows"))) continue;
      changed += 1;
      quietly(() => record.addedNodes.forEach((node) => keep(node.outerHTML ?? node.textContent)));
    }
  };
  quietly(() => changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true }));

  const entries = [];
  for (const type of PerformanceObserver.supportedEntryTypes ?? []) {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => entries.push(entry.name)))
        .observe({ type, buffered: true });
    } catch {
      // Not observed one by one.
    }
  }
  const channel = new BroadcastChannel("afterword");
  quietly(() => channel.addEventListener("message", () => count("BroadcastChannel")));

  window.probes = {
    quietly,
    words,
    /** Starts counting anew. */
    clear: () => { changes.takeRecords(); counts.clear(); changed = 0; errors.length = 0; entries.length = 0; },
    /** What was counted. */
    take: () => {
      note(changes.takeRecords());
      const foreign = (text) => /-extension:/.test(text);
      return {
        "changes of the document": String(changed),
        "functions of the page that were called": [...counts].filter(([what]) => !what.startsWith("event ")).map(([what]) => what).sort().join(", ") || "none",
        "events that nobody caused": [...counts].filter(([what]) => what.startsWith("event ")).map(([what]) => what.slice(6)).sort().join(", ") || "none",
        "errors, and their stacks": errors.length === 0 ? "none" : `${errors.length}${errors.some(foreign) ? ", of an extension" : ""}`,
        "loaded files, marks and measures": entries.filter(foreign).join(", ") || "none of an extension",
      };
    },
  };
})();
