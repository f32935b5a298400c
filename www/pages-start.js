import init from "./wasm/pages.js";

// Both browsers give promises under this name; Chromium knows it as `chrome` only, in older versions.
globalThis.browser ??= globalThis.chrome;

try {
  await init();
  performance.mark("drawn");
} catch (error) {
  console.error(error);
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.className = "note note-error";
  note.textContent = globalThis.browser?.i18n?.getMessage("ui_error_start") || String(error);
  document.body.append(note);
}
