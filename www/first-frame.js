// What the popup showed last, as plain text, in its very first frame: the module behind it takes longer to start than
// somebody in a hurry looks at an empty window. The page draws over it as soon as it runs (src/ui/first_frame.rs).

(() => {
    /**
     * @param {Element} parent
     * @param {string} tag
     * @param {string} className
     * @param {unknown} [text]
     */
    function add(parent, tag, className, text) {
        const element = document.createElement(tag);
        if (className) element.className = className;
        // Text, never markup: it holds names that somebody else chose.
        if (typeof text === 'string') element.textContent = text;
        parent.append(element);
        return element;
    }

    /** @returns {Array<Record<string, any>>} */
    function sections() {
        try {
            const kept = JSON.parse(localStorage.getItem('afterword/1/first-frame') ?? 'null');
            return Array.isArray(kept?.sections) ? kept.sections : [];
        } catch {
            // No storage, or of another version: there is only nothing to show yet.
            return [];
        }
    }

    const app = document.getElementById('app');
    if (!app) return;
    const scroll = add(app, 'div', 'scroll');
    const brand = add(add(scroll, 'header', 'top'), 'h1', 'brand');
    add(brand, 'span', 'mark');
    brand.append('Afterword');
    // Not the page's main part: that one is there when it can be used.
    const content = add(scroll, 'div', '');
    content.id = 'first-frame';
    content.setAttribute('aria-busy', 'true');
    for (const section of sections()) {
        const part = add(content, 'section', '');
        const heading = add(part, 'h2', '', section.title);
        if (section.count > 0) add(heading, 'span', 'count', String(section.count));
        if (section.calm) add(part, 'p', 'calm', section.calm);
        const items = add(part, 'div', 'stack steps');
        for (const item of Array.isArray(section.items) ? section.items : []) {
            const card = add(items, 'article', item.action ? 'card step' : 'waiting');
            if (item.state) card.dataset.state = String(item.state);
            add(card, 'h3', '', item.title).dir = 'auto';
            const meta = add(card, 'p', 'meta');
            // Where the time will stand: what was right then may be wrong by now.
            if (item.action) add(meta, 'span', 'when', '\u00a0');
            add(meta, 'span', '', item.place).dir = 'auto';
            add(card, 'p', item.action ? 'why' : '', item.why);
            if (item.action) {
                const button = add(add(card, 'div', 'actions'), 'button', 'main-action', item.action);
                button.toggleAttribute('disabled', true);
            }
        }
    }
    performance.mark('first-frame', { detail: content.textContent });
})();
