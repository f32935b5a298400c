// @ts-check
/**
 * Takes a snapshot of the page: its element tree as plain data, for the reader in the background.
 *
 * Run once, by `scripting.executeScript`; the value of its last expression is the result. It decides nothing, changes
 * nothing on the page, and leaves nothing behind. What people typed is not read: no form values, no editable text.
 *
 * @typedef {object} SnapshotNode
 * @property {number} p Index of the parent; the root names itself.
 * @property {string} [t] Lower-case tag name; absent for a text node.
 * @property {[string, string][]} [a] Attributes.
 * @property {string} [x] Text of a text node.
 * @property {boolean} [h] Hidden from a reader, with all below it.
 *
 * @typedef {object} Snapshot
 * @property {string} url
 * @property {string} title
 * @property {string} lang
 * @property {SnapshotNode[]} nodes In document order, parents first.
 * @property {boolean} truncated The page was larger than the limits.
 */
(() => {
  const MAX_NODES = 60_000;
  /** Characters of text and attributes in all. */
  const MAX_SIZE = 4_000_000;
  const MAX_TEXT = 100_000;
  const MAX_RECORD = 500_000;
  const MAX_ATTRIBUTE = 400;
  const MAX_HREF = 1_000;
  const MAX_DATA_ATTRIBUTE = 200;

  const DROPPED = new Set([
    "style", "svg", "noscript", "template", "link", "object", "embed", "canvas", "video", "audio", "picture",
  ]);
  const INLINE = new Set([
    "a", "abbr", "b", "code", "em", "font", "i", "label", "mark", "small", "span", "strong", "sub", "sup", "time", "u",
  ]);
  const KEPT = new Set([
    "id", "class", "href", "role", "name", "type", "alt", "title", "dir", "lang", "datetime", "email", "property",
    "content", "hidden", "aria-label", "aria-level", "aria-hidden", "componentkey", "contenteditable", "g_editable",
  ]);

  /**
   * Reads a property past what the page put in its place: a form answers to the names of its fields before its own, so
   * that `<input name="attributes">` would hide what it is asked for.
   * @param {object} prototype
   * @param {string} name
   * @returns {(node: Node) => any}
   */
  const own = (prototype, name) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
    return (node) => get?.call(node);
  };
  const attributesIn = own(Element.prototype, "attributes");
  const lastChild = own(Node.prototype, "lastChild");
  const previousSibling = own(Node.prototype, "previousSibling");
  const localName = own(Element.prototype, "localName");
  const nodeType = own(Node.prototype, "nodeType");

  /** @type {SnapshotNode[]} */
  const nodes = [];
  let size = 0;
  let truncated = false;

  /**
   * @param {Element} element
   * @returns {[string, string][]}
   */
  const attributesOf = (element) => {
    /** @type {[string, string][]} */
    const kept = [];
    for (const { name, value } of attributesIn(element)) {
      const data = name.startsWith("data-") && value.length <= MAX_DATA_ATTRIBUTE;
      if (!data && !KEPT.has(name)) {
        continue;
      }
      const short = value.slice(0, name === "href" ? MAX_HREF : MAX_ATTRIBUTE);
      size += name.length + short.length;
      kept.push([name, short]);
    }
    return kept;
  };

  /**
   * Text clipped to nothing, for screen readers. A style is computed only for the few boxes this small.
   * @param {Element} element
   */
  const isClipped = (element) => {
    const box = /** @type {Partial<HTMLElement>} */ (element);
    if (box.offsetWidth === undefined || box.offsetHeight === undefined || box.offsetWidth > 1 || box.offsetHeight > 1) {
      return false;
    }
    const style = getComputedStyle(element);
    return (
      style.display !== "contents" &&
      style.display !== "inline" &&
      (style.overflow === "hidden" || style.overflow === "clip" || style.clipPath !== "none" || style.clip !== "auto")
    );
  };

  const SHOWN = { visibilityProperty: true, opacityProperty: true };

  /** @param {Element} element */
  const isHidden = (element) =>
    !(Element.prototype.checkVisibility.call(element, SHOWN) || isContents(element)) ||
    isClipped(element);

  /**
   * An element without a box of its own (`display: contents`) counts as invisible to `checkVisibility`; its children
   * may well be shown.
   * @param {Element} element
   */
  const isContents = (element) => getComputedStyle(element).display === "contents";

  /**
   * A node of a frame's document is no instance of this window's classes.
   * @param {Node | null} node
   * @returns {node is Text}
   */
  const isText = (node) => node !== null && nodeType(node) === Node.TEXT_NODE;

  /**
   * @param {Node | null} node
   * @returns {node is Element}
   */
  const isElement = (node) => node !== null && nodeType(node) === Node.ELEMENT_NODE;

  /**
   * The body of a frame that the page may look into itself: some webmails show the open message in one.
   * @param {Element} element
   * @returns {HTMLElement | null}
   */
  const frameBody = (element) => {
    try {
      return /** @type {HTMLIFrameElement} */ (element).contentDocument?.body ?? null;
    } catch {
      return null;
    }
  };

  /** @param {Node | null} node */
  const isInline = (node) => isText(node) || (isElement(node) && INLINE.has(node.localName));

  /** @param {Element} element */
  const isTyped = (element) =>
    element.localName === "textarea" ||
    element.localName === "select" ||
    /** @type {Partial<HTMLElement>} */ (element).isContentEditable === true;

  /**
   * @param {Text} text
   * @param {number} parent
   * @param {boolean} record
   */
  const addText = (text, parent, record) => {
    let value = text.data;
    if (value.trim() === "") {
      // White space matters between inline neighbours only.
      if (!isInline(text.previousSibling) || !isInline(text.nextSibling)) {
        return;
      }
      value = " ";
    }
    const limit = record ? MAX_RECORD : MAX_TEXT;
    if (value.length > limit) {
      truncated = true;
      value = value.slice(0, limit);
    }
    size += value.length;
    nodes.push({ p: parent, x: value });
  };

  /**
   * @typedef {object} Visit
   * @property {Node} node
   * @property {number} parent
   * @property {boolean} settled Whether it is hidden is known from an ancestor, or of no interest.
   * @property {boolean} record Whether the parent is a JSON-LD record.
   */
  /** @type {Visit[]} */
  const stack = [{ node: document.documentElement, parent: 0, settled: false, record: false }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    if (nodes.length >= MAX_NODES || size >= MAX_SIZE) {
      truncated = true;
      break;
    }
    const { node, parent } = visit;
    if (isText(node)) {
      addText(node, parent, visit.record);
      continue;
    }
    if (!isElement(node)) {
      continue;
    }
    const tag = localName(node);
    const record = tag === "script" && node.getAttribute("type") === "application/ld+json";
    if (DROPPED.has(tag) || (tag === "script" && !record)) {
      continue;
    }
    const silent = record || tag === "head";
    const hidden = !visit.settled && !silent && isHidden(node);
    if (tag === "code" && (hidden || visit.settled)) {
      // LinkedIn keeps whole data sets, also of other people, in hidden code elements.
      continue;
    }
    const index = nodes.length;
    /** @type {SnapshotNode} */
    const entry = { p: parent, t: tag };
    const attributes = attributesOf(node);
    if (attributes.length > 0) {
      entry.a = attributes;
    }
    if (hidden) {
      entry.h = true;
    }
    nodes.push(entry);
    if (isTyped(node)) {
      continue;
    }
    const settled = visit.settled || hidden || silent;
    // Last first: the stack hands them back in order, a shadow tree before the children it holds.
    for (let child = lastChild(node); child !== null; child = previousSibling(child)) {
      stack.push({ node: child, parent: index, settled, record });
    }
    const framed = tag === "iframe" && !settled ? frameBody(node) : null;
    if (framed !== null) {
      stack.push({ node: framed, parent: index, settled, record });
    }
    for (let child = node.shadowRoot?.lastChild ?? null; child !== null; child = previousSibling(child)) {
      stack.push({ node: child, parent: index, settled, record });
    }
  }

  /** @type {Snapshot} */
  const snapshot = { url: location.href, title: document.title, lang: document.documentElement.lang, nodes, truncated };
  return snapshot;
})();
