// Notices that a message goes out: by the site's button, its shortcut, one of its menus (sent or scheduled), and that it
// is called back. A window that is closed or discarded has sent nothing.
"use strict";
(() => {
    /** @type {AfterwordContent} */
    const shared = (globalThis.afterword ??= {});

    /** How long after Send was pressed a vanished window still counts as sent. */
    const SENDING_MS = 15_000;
    /** A menu, and the dialog that it opens, may be read for a while before something in it is chosen. */
    const CHOOSING_MS = 5 * 60_000;
    /** Sites let a message be called back for at most this long. */
    const RECALL_MS = 60_000;
    /** Where a site lets one choose how to send: what menus and dialogs have in common, in whatever language. */
    const CHOICES = "[role=menu], [role=menuitem], [role=listbox], [role=dialog], [aria-modal=true], dialog";

    /** @param {string} some */
    const words = (some) => some.replace(/\s+/g, " ").trim();
    /** @param {string[]} list */
    const joined = (list) => [...list].sort().join("\n").toLowerCase();

    shared.createSending = (desk, prompts) => {
        const { page, tracked, schedule } = desk;
        const { places } = page;
        /** @type {{ action: string, recipients: string, text: string, at: number }[]} */
        const recent = [];
        /** @param {string[]} selectors */
        const says = (selectors) => shared.places?.found(selectors) ?? [];

        /**
         * The message as it stands when Send is pressed; whether it went is seen afterwards.
         * @param {Tracked} each @param {"sent" | "choosing" | "chosen"} stage
         */
        const remember = (each, stage) => {
            const { compose } = each;
            each.sending = {
                stage,
                at: Date.now(),
                recipients: compose.recipients(),
                subject: compose.subject()?.value ?? "",
                text: compose.text(),
                said: [...says(places.sent), ...says(places.failed)],
            };
            schedule();
        };
        /** @param {Tracked} each */
        const isGoing = ({ sending }) =>
            sending !== null && sending.stage !== "choosing" && Date.now() - sending.at < SENDING_MS;

        /** @param {Tracked} each @param {Node | null} target */
        const isWithin = ({ compose: { root, body } }, target) =>
            root.contains(target) || (body.ownerDocument !== document && body.ownerDocument === target?.ownerDocument);

        /** A press on what may send, or on what sends another way. @param {Tracked} each @param {Element} target */
        const press = (each, target) => {
            const { compose } = each;
            // The menu's button may look like the one that sends.
            if (shared.places?.presses(places.send_menu, compose, target)) return remember(each, "choosing");
            if (shared.places?.presses(places.send, compose, target)) return remember(each, "sent");
            const { sending } = each;
            if (!sending) return;
            const choice = target.closest(CHOICES);
            const isChoice = choice !== null && !choice.contains(compose.root);
            const isChoosing = sending.stage !== "sent" && Date.now() - sending.at < CHOOSING_MS;
            if (isChoice && isChoosing) return remember(each, "chosen");
            // Whoever goes on with the message, closes it or turns to another one has not sent it. What a dialog asks
            // about sending (no subject, no attachment) stands outside the window.
            const goesOn = isWithin(each, target) || Boolean(choice?.contains(compose.root));
            if (goesOn || (isChoosing && !isChoice)) each.sending = null;
        };

        /** @param {KeyboardEvent} event */
        const isShortcut = (event) =>
            places.shortcuts.some((shortcut) => {
                const keys = shortcut.split("+");
                const held = keys.includes("mod") ? event.ctrlKey || event.metaKey : !event.ctrlKey && !event.metaKey;
                return held && keys.includes("alt") === event.altKey && keys.at(-1) === event.key.toLowerCase();
            });

        /** @param {Tracked} each */
        const record = async (each) => {
            const { sending } = each;
            each.sending = null;
            if (!sending || sending.recipients.length === 0) return;
            const { recipients, subject, text } = sending;
            let view = each.view;
            // Sent before it was known to whom, or to others than it was when last looked at.
            if (joined(recipients) !== each.recipients || each.asking) {
                const answer = await page.ask({ kind: "compose", recipients, site: page.key });
                view = answer?.panel ?? null;
            }
            if (view?.ask !== "write") return each.panel?.remove();
            const answer = await page.ask({ kind: "sent", follow_up: view.follow_up, recipients, subject, text });
            if (!answer?.action) return each.panel?.remove();
            recent.push({ action: answer.action, recipients: joined(recipients), text: words(text), at: Date.now() });
            prompts.showSent(each, answer.action);
        };
        /** @param {Tracked} each */
        const sent = (each) => {
            record(each).catch((error) => each.panel?.say(error.message));
        };

        /** A site that undoes its sending opens the message again as it was. @param {Tracked} each */
        const takeBackRecalled = (each) => {
            const recipients = joined(each.compose.recipients());
            const found = recent.findIndex(
                ({ at, ...sent }) =>
                    at < each.since && sent.recipients === recipients && sent.text === words(each.compose.text()),
            );
            if (found < 0) return;
            const [sent] = recent.splice(found, 1);
            for (const panel of desk.panels) if (panel !== each.panel) panel.remove();
            page.ask({ kind: "undo", action: sent?.action })
                .then(() => prompts.refresh(each, true))
                .catch(() => {});
        };

        return {
            pressed(target) {
                const element = /** @type {Element | null} */ (target);
                // A frame has classes of its own, so the target may be an instance of none of ours.
                if (element?.nodeType !== Node.ELEMENT_NODE) return;
                for (const each of tracked.values()) press(each, element);
            },
            keyed(event) {
                const target = /** @type {Element | null} */ (event.target);
                const presses = event.key === "Enter" || event.key === " ";
                for (const each of tracked.values()) {
                    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
                    if (isShortcut(event)) {
                        if (isWithin(each, target)) remember(each, "sent");
                    } else if (presses && target?.closest?.("[role=button], [role=menuitem]")) {
                        // A button of the site's own making is pressed by a key without a click.
                        press(each, target);
                    } else if (isText && isWithin(each, target) && places.sent.length === 0) {
                        each.sending = null;
                    }
                }
            },
            vanished(each) {
                if (!isGoing(each)) return false;
                sent(each);
                return true;
            },
            look(each) {
                const saysNow = (/** @type {string[]} */ selectors) =>
                    each.sending && says(selectors).some((element) => !each.sending?.said.includes(element));
                if (saysNow(places.sent)) sent(each);
                if (saysNow(places.failed)) each.sending = null;
                const now = Date.now();
                while (recent[0] && now - recent[0].at > RECALL_MS) recent.shift();
                if (recent.length > 0 && !each.sending) takeBackRecalled(each);
            },
            left() {
                // A webmail that loads a new page after sending takes this script with it.
                for (const each of tracked.values()) if (isGoing(each)) sent(each);
            },
        };
    };
})();
