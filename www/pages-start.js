import init from "./wasm/pages.js";
import { failure } from "./failure.js";

// Both browsers give promises under this name; Chromium knows it as `chrome` only, in older versions.
globalThis.browser ??= globalThis.chrome;

// A page that fails without end fills no log.
let reportsLeft = 20;

/** @param {unknown} error for the log that the settings show */
async function report(error) {
  if (!error || reportsLeft === 0) return;
  reportsLeft -= 1;
  const { kind, place } = failure(error);
  const stopped = kind !== "exception";
  if (stopped) say("ui_error_stopped", error);
  const code = stopped ? "page-stopped" : "page-exception";
  try {
    await browser.runtime.sendMessage({ kind: "report-error", code, place });
  } catch (unsent) {
    console.error(unsent);
  }
}

/**
 * @param {string} key
 * @param {unknown} error
 */
function say(key, error) {
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.className = "note note-error";
  note.textContent = globalThis.browser?.i18n?.getMessage(key) || String(error);
  document.body.prepend(note);
}

addEventListener("error", (event) => report(event.error));
addEventListener("unhandledrejection", (event) => report(event.reason));

try {
  await init();
  performance.mark("drawn");
} catch (error) {
  console.error(error);
  say("ui_error_start", error);
  report(error);
}
