// Shapes of what the content scripts exchange with the background (src/app/protocol.rs) and with each other.

declare var browser: typeof chrome;

interface ComposePlaces {
    root: string[];
    to: string[];
    cc: string[];
    bcc: string[];
    in_order: string[];
    chips: string[];
    address_attribute: string[];
    address_prefix: string;
    name_attribute: string[];
    chip_text: string[];
    typing: string[];
    subject: string[];
    body: string[];
    body_frame: string[];
    frame_body: string[];
    not_own: string[];
    attachments: string[];
    send: string[];
    send_menu: string[];
    shortcuts: string[];
    sent: string[];
    failed: string[];
}

interface ComposeSite {
    key: string;
    detect: string[];
    compose: ComposePlaces;
}

interface PanelView {
    follow_up: object;
    ask: "write" | "offer" | "same-person";
    title: string;
    detail: string;
    reason: string;
    can_insert: boolean;
    warning: string | null;
    hints: string[];
    folded: boolean;
    /** What to know before putting it off. */
    snooze_warning: string | null;
}

interface PlaceView {
    field: "subject" | "text";
    words: string;
    nth: number;
    start: number;
}

interface HintView {
    kind: string;
    severity: "stop" | "warn" | "note";
    message: string;
    place: PlaceView | null;
    mend: { place: PlaceView; replacement: string; label: string } | null;
    shared: string[];
}

interface DraftAnswer {
    draft: { subject: string; text: string };
}

/** A message being written. */
interface ComposeWindow {
    root: HTMLElement;
    body: HTMLElement;
    /** Each an address, or `Name <address>`. */
    recipients(): string[];
    /** Where a recipient is typed. */
    typing(): HTMLElement | null;
    sendButton(): HTMLElement | null;
    subject(): HTMLInputElement | null;
    text(): string;
    /** Number of attached files; null where the site's list of them is not known. */
    attachments(): number | null;
    /** The body takes plain text only. */
    plain: boolean;
    /** Whether the user's own words are in it already. */
    hasWords(): boolean;
}

/** What is known of a compose window that is followed. */
interface Tracked {
    compose: ComposeWindow;
    /** When it was first seen, in ms of the Unix epoch. */
    since: number;
    /** Of the last look; null: not looked at yet. */
    recipients: string | null;
    view: PanelView | null;
    panel: Panel | null;
    dismissed: boolean;
    confirmInsert: boolean;
    reviewed: string | null;
    /** The panel shows what the reviewer said. */
    hinted: boolean;
    reviewTimer: number;
    offerTimer: number;
    /** The action that the panel's undo takes back. */
    undo: string | null;
    sent: boolean;
    asking: boolean;
    /** The address is being put in. */
    filling: boolean;
    /** The message as it was when the user did what may send it. */
    sending: {
        /** Send was pressed; one of its menus was; something in such a menu was. */
        stage: "sent" | "choosing" | "chosen";
        at: number;
        recipients: string[];
        subject: string;
        text: string;
        /** What the page said already then, of this or another message. */
        said: Element[];
    } | null;
}

/** The page as its first script found it. */
interface AfterwordPage {
    key: string;
    places: ComposePlaces;
    texts: Record<string, string>;
    ask(request: object): Promise<any>;
    /** Whether there is an extension behind this script. */
    alive(): boolean;
    retire(): void;
    /** Aborted when this copy retires. */
    signal: AbortSignal;
}

interface Desk {
    page: AfterwordPage;
    tracked: Map<HTMLElement, Tracked>;
    /** Also those whose compose window is gone. */
    panels: Set<Panel>;
    /** Looks at the page soon. */
    schedule(): void;
}

interface Prompts {
    /** Asks about the recipients if they have changed, or `anew`. */
    refresh(each: Tracked, anew?: boolean): Promise<void>;
    /** `action`: what undoing takes back. */
    showSent(each: Tracked, action: string): void;
    /** The user has just typed something. */
    typed(): void;
    forget(each: Tracked): void;
}

interface Sending {
    pressed(target: EventTarget | null): void;
    keyed(event: KeyboardEvent): void;
    /** Whether the window that is gone has sent its message. */
    vanished(each: Tracked): boolean;
    /** What the page says of a message under way, and whether this one was called back. */
    look(each: Tracked): void;
    /** The page goes. */
    left(): void;
}

interface Placing {
    /** Finds a place without waiting for the next frame. */
    now(): void;
    schedule(): void;
    follow(root: HTMLElement, sendButton: () => HTMLElement | null): void;
    stop(): void;
}

interface PanelActions {
    /** Writes to the person whom the panel offers to thank. */
    writeTo(): Promise<void>;
    /** The recipient is the person whom the panel asks about. */
    samePerson(): Promise<void>;
    /** The recipient is somebody else. */
    notSamePerson(): Promise<void>;
    fold(folded: boolean): void;
    /** Called every now and then while the panel is shown. */
    beat(): void;
    insert(): Promise<void>;
    snooze(): Promise<void>;
    alreadyDone(): Promise<void>;
    undo(): Promise<void>;
    close(): void;
    show(place: PlaceView): void;
    mend(place: PlaceView, replacement: string): void;
}

interface Panel {
    show(view: PanelView): void;
    say(text: string): void;
    /** The draft is in the message, which `text` says. */
    inserted(text: string): void;
    /** What the reviewer says of the text as it stands. */
    review(hints: HintView[]): void;
    /** After sending: no question, only the way back. */
    sent(text: string): void;
    /** Something was done that one press takes back. */
    undoable(text: string): void;
    follow(root: HTMLElement, sendButton: () => HTMLElement | null): void;
    remove(): void;
    readonly removed: boolean;
}

/** What the scripts of one page share. Lives in the extension's isolated world: no page script sees it. */
interface AfterwordContent {
    places?: {
        find(places: ComposePlaces): ComposeWindow[];
        /** Whether an editor's frame is there without its editor. */
        isLoading(places: ComposePlaces): boolean;
        /** Whether a press there is one on a button of this window. */
        presses(selectors: string[], window: ComposeWindow, target: Element): boolean;
        /** What the page shows of these. */
        found(selectors: string[]): Element[];
    };
    insert?: {
        /** Adds an address to the recipients; whether it is among them now, `isThere` says. */
        recipient(field: HTMLElement | null, address: string, isThere: () => boolean): Promise<boolean>;
        subject(field: HTMLInputElement, text: string): void;
        /** Whether the text is in the body now. */
        body(body: HTMLElement, text: string): boolean;
        /** Selects the nth of these words, counted from 0; false where they are gone. */
        select(field: HTMLElement, words: string, nth: number): boolean;
        /** Puts other words where these stand (none: at the beginning); false where they are gone. */
        replace(field: HTMLElement, words: string, nth: number, replacement: string): boolean;
    };
    begin?(page: AfterwordPage): void;
    /** Tells of the action that the page before this one recorded. */
    showJustSent?(action: string): void;
    createPrompts?(desk: Desk): Prompts;
    createSending?(desk: Desk, prompts: Prompts): Sending;
    /**
     * `giveWay`: there is no place for all of it; whether it has made itself smaller. `comeBack`: the window is another
     * one, there may be a place now.
     */
    createPlacing?(panel: HTMLElement, giveWay: () => boolean, comeBack: () => void): Placing;
    createPanel?(texts: Record<string, string>, actions: PanelActions): Panel;
    /** Removes what a copy of these scripts left on the page whose extension is gone. */
    removeLeftPanels?(): void;
    /** Whether a copy of the scripts is at work here, with an extension behind it. */
    isAlive?(): boolean;
    retire?(): void;
}

declare var afterword: AfterwordContent | undefined;
