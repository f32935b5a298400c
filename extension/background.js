// The background of both browsers: Chromium's service worker, Firefox's event page.
//
// Every listener is registered before anything is awaited: a browser that wakes this script for an event delivers it
// only to listeners that are there when the script's first turn ends. What an event means is decided in Rust; here it
// becomes plain data and goes to the one function `handle`.

import init, { handle, __wbg_reset_state as startAfresh } from './wasm/background.js';
import { failure } from './failure.js';

// Chromium may know the API as `chrome` only; the Rust side says `browser`.
globalThis.browser ??= chrome;

/** The module, compiled and started once; forgotten when that failed, so that the next event tries again. */
/** @type {Promise<unknown> | undefined} */
let ready;

/** @type {boolean} */
let started = false;

/** Failures to be told to the next instance that runs, for its log. */
/** @type {{ kind: string, [part: string]: unknown }[]} */
const untold = [];

/** More than that at once say no more. */
const MOST_UNTOLD = 20;

/** Errors that were seen: one that stops several events arrives once for each. */
const seen = new WeakSet();

/** Events that the running instance has not answered: none of them will be, once it has trapped. */
/** @type {Map<(error: unknown) => void, string>} */
const waiting = new Map();

/**
 * @param {{ kind: string, [part: string]: unknown }} event as `Event` in src/background/mod.rs
 * @returns {Promise<unknown>}
 */
async function deliver(event) {
    ready ??= init();
    try {
        await ready;
        started = true;
    } catch (error) {
        ready = undefined;
        remember(error, 'not-started', event.kind);
        throw error;
    }
    for (const failed of untold.splice(0)) tell(failed);
    /** @type {(error: unknown) => void} */
    let giveUp = () => {};
    const trapped = new Promise((_, reject) => (giveUp = reject));
    waiting.set(giveUp, event.kind);
    try {
        return await Promise.race([handle(event), trapped]);
    } catch (error) {
        recover(error, event.kind);
        throw error;
    } finally {
        waiting.delete(giveUp);
    }
}

/**
 * After a trap the instance's memory is not to be trusted, and after an exception that went through it neither: what it
 * held at that moment it holds for ever. A fresh one reads everything from storage again; events under way in the old
 * one are answered with the error.
 *
 * @param {unknown} error
 * @param {string} [during] the kind of the event that met it, where that is known
 */
function recover(error, during) {
    if (isSeen(error) || isStale(error)) return;
    console.error('The background starts over:', error);
    const [first] = waiting.values();
    remember(error, undefined, during ?? first);
    for (const giveUp of waiting.keys()) giveUp(error);
    waiting.clear();
    if (started) startAfresh();
    // A failure to note a failure is not noted: it could go on for ever.
    if (during !== 'failed') for (const failed of untold.splice(0)) tell(failed);
}

/**
 * Something that the old instance had asked of the browser was answered: the glue refuses to hand it on, and that is all.
 *
 * @param {unknown} error
 */
function isStale(error) {
    return error instanceof Error && /from previous wasm instance$/i.test(error.message);
}

/** @param {unknown} error */
function isSeen(error) {
    if (typeof error !== 'object' || error === null) return false;
    if (seen.has(error)) return true;
    seen.add(error);
    return false;
}

/**
 * @param {unknown} error
 * @param {string | undefined} code
 * @param {string | undefined} during
 */
function remember(error, code, during) {
    const { kind, place } = failure(error);
    if (during === 'failed' || untold.length >= MOST_UNTOLD) return;
    untold.push({ kind: 'failed', code: code ?? kind, place, during });
}

// Rust continues after an await in a task of its own, so a trap there is nobody's rejected promise.
self.addEventListener('error', (event) => recover(event.error));
self.addEventListener('unhandledrejection', (event) => recover(event.reason));

/** @param {any} event one that nobody waits for an answer to */
function tell(event) {
    deliver(event).catch((error) => console.error(error));
}

browser.runtime.onInstalled.addListener(({ reason }) => tell({ kind: 'installed', reason }));
browser.runtime.onStartup.addListener(() => tell({ kind: 'startup' }));
browser.alarms.onAlarm.addListener(() => tell({ kind: 'alarm' }));
browser.notifications.onClicked.addListener((id) => tell({ kind: 'notification-clicked', id }));
browser.notifications.onButtonClicked?.addListener((id) => tell({ kind: 'notification-button', id }));
browser.notifications.onClosed.addListener((id) => tell({ kind: 'notification-closed', id }));
// Chromium only: Firefox knows such a command itself, and its add-on site's linter warns of calls that Firefox has not.
// A side panel opens within the key's own turn or not at all.
const { sidePanel } = browser;
if (sidePanel) {
    browser.commands?.onCommand.addListener((command, tab) => {
        if (command === 'open-sidebar' && tab) sidePanel.open({ windowId: tab.windowId }).catch(console.error);
    });
}
browser.permissions.onAdded.addListener(() => tell({ kind: 'permissions-changed' }));
browser.permissions.onRemoved.addListener(() => tell({ kind: 'permissions-changed' }));

browser.runtime.onMessage.addListener((message, { id, url, tab, frameId }, answer) => {
    const sender = { id, url, tabUrl: tab?.url, tab: tab?.id, frame: frameId };
    deliver({ kind: 'message', message, sender }).then(answer, (error) => {
        console.error(error);
        answer({ error: { code: 'internal', message: internalError(url) } });
    });
    // The answer comes later.
    return true;
});

/**
 * Our own pages look texts up themselves; a content script is given the text.
 *
 * @param {string | undefined} url the sender's
 */
function internalError(url) {
    const key = 'error_internal';
    return url?.startsWith(browser.runtime.getURL('')) ? { key } : browser.i18n.getMessage(key);
}

// Whatever woke this script, prompts are made again from facts; some reasons for its start are told by no event.
tell({ kind: 'started' });

// What is stored is none of the content scripts' business. Firefox knows no such setting.
browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(console.error);
