"use strict";
// What a page can go and look for. Each finding is a short text; `data-json` of the report holds them all.
(() => {
  const { quietly, take, clear, words } = window.probes;
  const inWebmail = location.hostname !== "www.linkedin.com";
  const parameters = new URLSearchParams(location.search);
  // Where the practice build of this browser is; somebody who looks for an extension knows where that is.
  const homes = ["chrome-extension://kmkdaeoaphjoifljphkfehlkdfmghpip/", "moz-extension://6f1d2c3e-7a4b-4d55-9c0e-5a8f1b2d3c4e/"];
  const nobody = ["chrome-extension://abcdefghijklmnopabcdefghijklmnop/", "moz-extension://00000000-0000-4000-8000-000000000000/"];
  const home = /Firefox/.test(navigator.userAgent) ? 1 : 0;
  const FILES = ["manifest.json", "background.js", "failure.js", "pages-start.js", "dashboard.html", "popup.html", "sidebar.html",
    "base.css", "icons/icon-16.png", "icons/icon-128.png", "content/panel.js", "content/compose.js", "content/snapshot.js",
    "wasm/pages.js", "wasm/background.js", "wasm/background_bg.wasm", "_locales/en/messages.json"];

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  const loaded = (tag, attributes) => new Promise((done) => {
    const element = quietly(() => Object.assign(document.createElement(tag), attributes));
    const end = (how) => { quietly(() => element.remove()); done(how); };
    element.onload = () => end("loads");
    element.onerror = () => end("fails");
    setTimeout(() => end("silent"), 1500);
    quietly(() => document.getElementById("windows").append(element));
  });

  const ways = {
    fetch: (url) => fetch(url).then((answer) => `answers ${answer.status}`, (error) => error.name),
    opaque: (url) => fetch(url, { mode: "no-cors" }).then((answer) => answer.type, (error) => error.name),
    image: (url) => loaded("img", { src: url }),
    script: (url) => loaded("script", { src: url }),
    style: (url) => loaded("link", { rel: "stylesheet", href: url }),
    video: (url) => loaded("video", { src: url }),
    object: (url) => loaded("object", { data: url }),
    import: (url) => import(url).then(() => "imports", (error) => error.name),
    worker: async (url) => { try { new Worker(url).terminate(); return "starts"; } catch (error) { return error.name; } },
    font: (url) => new FontFace("probe", `url(${url})`).load().then(() => "loads", (error) => error.name),
  };

  // Firefox 140 tells of an address that exists by letting a worker begin there. It draws the address at random for each
  // profile, so that no page knows it; this one knows the practice build's, and has to do without.
  if (home === 1) delete ways.worker;

  /** Every file in every way, beside the same of an extension that does not exist. */
  async function resources() {
    const told = [];
    await Promise.all(Object.entries(ways).map(async ([way, ask]) => {
      for (const file of way === "fetch" || way === "image" ? FILES : FILES.slice(0, 6)) {
        const [ours, none] = [await ask(homes[home] + file), await ask(nobody[home] + file)];
        if (ours !== none) told.push(`${way} ${file}: ${ours}, not ${none}`);
      }
    }));
    return told.sort().join("; ") || "as of one that does not exist";
  }

  async function frames() {
    const look = async (url) => {
      const frame = quietly(() => Object.assign(document.createElement("iframe"), { src: url }));
      const before = window.length;
      quietly(() => document.getElementById("windows").append(frame));
      await pause(400);
      let inside;
      try { inside = String(frame.contentWindow.location.href); } catch (error) { inside = error.name; }
      const found = `${window.length - before} ${inside} ${quietly(() => frame.contentDocument) === null}`;
      quietly(() => frame.remove());
      return found;
    };
    const [ours, none] = [await look(`${homes[home]}popup.html`), await look(`${nobody[home]}popup.html`)];
    return ours === none ? "as of one that does not exist" : `${ours}, not ${none}`;
  }

  /** How often a refusal of ours took longer than one of nobody's: a half of all pairs where there is nothing to tell. */
  async function timing() {
    const time = async (base) => {
      const from = performance.now();
      await ways.fetch(`${base}manifest.json?${Math.random()}`);
      return performance.now() - from;
    };
    let longer = 0;
    const pairs = 300;
    for (let pair = 0; pair < pairs; pair += 1) {
      // In turns, so that what comes first does not matter.
      const [first, second] = pair % 2 ? [homes[home], nobody[home]] : [nobody[home], homes[home]];
      const [one, other] = [await time(first), await time(second)];
      const [ours, none] = pair % 2 ? [one, other] : [other, one];
      longer += ours > none ? 1 : ours === none ? 0.5 : 0;
    }
    const share = longer / pairs;
    window.timingShare = share;
    return share > 0.3 && share < 0.7 ? "no difference" : `ours took longer in ${Math.round(100 * share)} of 100`;
  }

  async function knocking() {
    const api = window.chrome?.runtime ?? window.browser?.runtime;
    if (typeof api?.sendMessage !== "function") return "there is nobody to speak to";
    return new Promise((done) => {
      try {
        api.sendMessage(new URL(homes[home]).host, { kind: "agenda" }, (answer) => done(`answer: ${JSON.stringify(answer)}`));
        api.connect(new URL(homes[home]).host);
      } catch (error) { done(error.name); }
      setTimeout(() => done("no answer"), 1000);
    });
  }

  async function forging() {
    const heard = [];
    const listen = (event) => heard.push(event.type);
    quietly(() => addEventListener("message", listen));
    const kinds = ["site", "compose", "sent", "agenda", "snapshot", "ping", "afterword"];
    for (const kind of kinds) {
      quietly(() => {
        window.postMessage({ kind, recipients: [], id: 1, mine: true }, "*");
        document.dispatchEvent(new CustomEvent(kind, { detail: { kind } }));
        document.dispatchEvent(new CustomEvent(`afterword-${kind}`, { detail: { kind } }));
        new BroadcastChannel("afterword").postMessage({ kind });
      });
    }
    await pause(300);
    quietly(() => removeEventListener("message", listen));
    return heard.length === kinds.length ? "no answer" : `${heard.length - kinds.length} answers`;
  }

  function document_() {
    return quietly(() => {
      const foreign = [...document.querySelectorAll("*")].filter((element) => !element.closest("main, head") && !["HTML", "BODY", "SCRIPT", "MAIN"].includes(element.tagName));
      const attributes = [document.documentElement, document.body].flatMap((element) => [...element.attributes].map((one) => one.name));
      const open = [...document.querySelectorAll("*")].filter((element) => element.shadowRoot).length;
      return `${foreign.length} strange elements, attributes ${attributes.sort().join(" ")}, ${open} open shadow roots`;
    });
  }

  function styles() {
    return quietly(() => {
      const probe = document.createElement("div");
      document.getElementById("windows").append(probe);
      const look = [...getComputedStyle(probe)].map((name) => `${name}:${getComputedStyle(probe).getPropertyValue(name)}`);
      const variables = look.filter((one) => one.startsWith("--")).length;
      const box = probe.getBoundingClientRect();
      probe.remove();
      const page = document.scrollingElement;
      return `${document.styleSheets.length} sheets, ${document.adoptedStyleSheets.length} adopted, ${document.fonts.size} fonts, ` +
        `${variables} variables, a line of ${Math.round(box.width)}, ${page.scrollWidth - page.clientWidth} over`;
    });
  }

  function globals() {
    return quietly(() => {
      // What a clean window of the same browser does not have.
      const frame = document.createElement("iframe");
      document.getElementById("windows").append(frame);
      const clean = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      const own = ["probes", "timingShare", "quietly"];
      const extra = Object.getOwnPropertyNames(window)
        .filter((name) => !clean.has(name) && !own.includes(name) && !/^\d+$|^\$?cdc_|^(windows|again|state|report|profile)$|^ret_nodes$/.test(name));
      frame.remove();
      return `${extra.sort().join(" ") || "none"}; ${window.length} frames`;
    });
  }

  async function kept() {
    const found = [Object.keys({ ...localStorage }), Object.keys({ ...sessionStorage }), document.cookie ? ["cookie"] : []];
    if (indexedDB.databases) found.push((await indexedDB.databases()).map((one) => one.name));
    if (window.caches) found.push(await caches.keys());
    found.push((await navigator.serviceWorker?.getRegistrations?.() ?? []).map(String));
    return found.flat().join(", ") || "nothing";
  }

  async function memory() {
    if (!crossOriginIsolated || !performance.measureUserAgentSpecificMemory) return "the browser does not say";
    const told = JSON.stringify(await performance.measureUserAgentSpecificMemory());
    return /extension/.test(told) ? "an extension is named" : "no extension is named";
  }

  async function look(noticed) {
    const found = { ...noticed };
    found["files of the extension"] = await resources();
    found["its pages in a frame"] = await frames();
    found["time that a refusal takes"] = await timing();
    found["speaking to it by its name"] = await knocking();
    found["forged messages and events"] = await forging();
    found["elements and attributes"] = document_();
    found["styles, fonts and measures"] = styles();
    found["names and frames of the window"] = globals();
    found["what is kept for this site"] = await kept();
    found["memory"] = await memory();
    clear();
    return found;
  }

  let first = null;
  let looking = false;

  async function run(phase, noticed) {
    if (looking) return;
    looking = true;
    const state = document.getElementById("state");
    quietly(() => { state.textContent = "Looking…"; });
    const found = await look(noticed);
    first ??= found;
    quietly(() => {
      const report = document.getElementById("report");
      const row = (cells) => {
        const line = document.createElement("tr");
        for (const text of cells) line.append(Object.assign(document.createElement("td"), { textContent: text }));
        if (cells[1] !== cells[2]) line.dataset.changed = "";
        return line;
      };
      report.replaceChildren(...Object.keys(found).map((trick) => row([trick, first[trick], found[trick]])));
      const same = Object.keys(found).every((trick) => first[trick] === found[trick]);
      state.textContent = same ? "Nothing has changed since the start." : "Something has changed since the start: in bold.";
      report.dataset.json = JSON.stringify(found);
      report.dataset.words = JSON.stringify(words);
      report.dataset.phase = phase;
    });
    looking = false;
    clear();
  }

  // Whoever looks at the page, as a test does, is not to be taken for an extension: what counts is noticed from the moment
  // at which the user turns to another tab until they are back.
  let away = false;
  let returns = 0;
  quietly(() => {
    addEventListener("visibilitychange", () => quietly(() => {
      if (document.visibilityState === "hidden") {
        away = true;
        clear();
      } else if (away && first) {
        away = false;
        returns += 1;
        run(`return ${returns}`, take());
      }
    }), true);
    document.getElementById("again").addEventListener("click", () => run("again", quietly(take)));
  });

  /** A compose window of the practice webmail's kind, to whom the page thinks that the user knows. */
  function compose(address) {
    const made = (tag, attributes, ...children) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    document.getElementById("windows").append(made("div", { class: "M9", role: "dialog" },
      made("div", { class: "anm", name: "to" }, made("div", { role: "option", "data-hovercard-id": address }, address)),
      made("input", { name: "subjectbox" }),
      made("div", { class: "Ap" }, made("div", { g_editable: "true", contenteditable: "true" }, "")),
      made("div", { class: "aoO", role: "button" }, "Send")));
  }

  /** The characters of a text, by a font that is only fetched for those that are there. */
  function fonts() {
    const names = ["system-ui", "sans-serif", "Segoe UI", "Roboto", "Arial", "Helvetica", "inherit", "leak"];
    const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    const faces = names.flatMap((name) => [...letters].map((letter) =>
      `@font-face { font-family: "${name}"; src: url("/practice/leaked-font/${encodeURIComponent(name)}/${letter}"); unicode-range: U+${letter.codePointAt(0).toString(16)}; }`));
    const style = document.createElement("style");
    style.textContent = `${faces.join("\n")}
      :root > div, :root > div * { font-family: leak !important; --ink: url("/practice/leaked-font?ink"); }`;
    document.head.append(style);
  }

  /** All that this page can read, and every press that it can make, with the prompt beside its window. */
  async function pry() {
    quietly(fonts);
    await pause(300);
    const hosts = [...document.querySelectorAll(":root > :not(head, body)")];
    for (const host of hosts) {
      const box = host.getBoundingClientRect();
      for (const kind of ["pointerdown", "mousedown", "mouseup", "click"]) {
        for (const target of [host, ...document.elementsFromPoint(innerWidth / 2, innerHeight / 2)]) {
          target.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true, clientX: box.x + 40, clientY: box.y + 40 }));
        }
      }
      host.focus();
      for (const key of ["Tab", "Enter", " "]) host.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
      host.style.setProperty("opacity", "0", "important");
      words.push(`opacity ${getComputedStyle(host).opacity}`);
      host.style.removeProperty("opacity");
      words.push(host.outerHTML, String(host.shadowRoot), host.innerText, JSON.stringify(box));
    }
    document.execCommand("selectAll");
    words.push(getSelection().toString());
    getSelection().removeAllRanges();
    for (let x = 0; x < innerWidth; x += 40) {
      for (let y = 0; y < innerHeight; y += 40) {
        const caret = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
        const node = caret?.offsetNode ?? caret?.startContainer;
        if (node && !document.body.contains(node)) words.push(node.textContent);
      }
    }
    const guesses = (parameters.get("guess") ?? "").split("|").filter(Boolean);
    const found = guesses.filter((guess) => { getSelection().removeAllRanges(); return window.find?.(guess, true, false, true); });
    words.push(`find: ${found.join(", ")}`);
    words.push(document.getAnimations().map((one) => one.effect?.target?.outerHTML + one.effect?.target?.getRootNode().textContent).join());
    words.push(performance.getEntries().map((entry) => entry.name).join());
    words.push([...document.styleSheets].flatMap((sheet) => { try { return [...sheet.cssRules].map((rule) => rule.cssText.slice(0, 200)); } catch { return []; } }).length);
  }

  addEventListener("load", async () => {
    if (inWebmail) {
      quietly(() => compose(parameters.get("to") ?? "mara.lindqvist@fernhollow.example"));
      // Until the prompt is there, if it comes.
      for (let turn = 0; turn < 60 && !document.querySelector(":root > :not(head, body)"); turn += 1) await pause(100);
      await pause(500);
      await pry();
    }
    clear();
    await pause(500);
    await run("start", quietly(take));
  });
})();
