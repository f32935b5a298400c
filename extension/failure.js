// What an error is to the log: a code and a place in our own source. Its words may hold anything and go no further
// than the console.

/**
 * @typedef {'panic' | 'trap' | 'exception'} Kind
 * @typedef {{ kind: Kind, place: string }} Failure
 */

/**
 * @param {unknown} error
 * @returns {Failure}
 */
export function failure(error) {
    // Left there by the Rust side; what stops it afterwards is a trap like any other.
    const scope = /** @type {{ panicPlace?: string }} */ (globalThis);
    const panicked = scope.panicPlace;
    delete scope.panicPlace;
    if (panicked) return { kind: 'panic', place: panicked };
    return { kind: isTrap(error) ? 'trap' : 'exception', place: ownFrame(error) };
}

/** @param {unknown} error */
function isTrap(error) {
    if (error instanceof WebAssembly.RuntimeError) return true;
    // Firefox says InternalError where the stack is exhausted.
    return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');
}

/**
 * The first of our scripts that the stack names.
 *
 * @param {unknown} error
 */
function ownFrame(error) {
    const base = globalThis.browser.runtime.getURL('');
    const stack = error instanceof Error ? String(error.stack ?? '').slice(0, 10_000) : '';
    const frames = stack.split(base).slice(1);
    return frames.map((frame) => /^[\w/.-]+\.js:\d+:\d+/.exec(frame)?.[0]).find(Boolean) ?? '';
}
