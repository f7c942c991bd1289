// The page's one WebSocket: opens, subscribes, notices silence, comes back with growing pauses, and says its state.

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 10_000;
const SILENCE = 6_000;

/** States: `connecting`, `open`, `waiting` (a pause before the next attempt), `closed`. */
export class Feed {
  #socket = null;
  #wanted = new Map();
  #timer = 0;
  #attempt = 0;
  #heardAt = 0;
  #sequence = 0;
  #listeners = { message: [], state: [] };

  state = "closed";
  retryAt = 0;
  reconnects = 0;
  messages = 0;
  skipped = 0;
  malformed = 0;

  constructor(url) {
    this.url = url;
    setInterval(() => this.#watch(), 1000);
  }

  /** `on("message", f)` hears every parsed message, `on("state", f)` every change of state. */
  on(kind, listener) {
    this.#listeners[kind].push(listener);
  }

  /** Asks for a market's flow; asks again after every reconnection. */
  subscribe(wanted) {
    this.#ask("flow", { type: "subscribe", ...wanted });
  }

  /** Asks for a chain, or with nothing wanted ends it; asks again after every reconnection. */
  subscribeChain(wanted) {
    if (wanted) return this.#ask("chain", { type: "subscribe_chain", ...wanted });
    if (this.#wanted.delete("chain") && this.#socket?.readyState === WebSocket.OPEN) this.#send({ type: "unsubscribe_chain" });
  }

  #ask(topic, message) {
    this.#wanted.set(topic, message);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#send(message);
    else if (!this.#socket && this.state !== "waiting") this.open();
  }

  #askAll() {
    for (const message of this.#wanted.values()) this.#send(message);
  }

  /** Connects now, whatever pause is running. */
  open() {
    clearTimeout(this.#timer);
    this.#drop();
    this.#become("connecting");
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.onopen = () => {
      this.#attempt = 0;
      this.#sequence = 0;
      this.#heardAt = performance.now();
      this.#become("open");
      this.#askAll();
    };
    socket.onmessage = (event) => this.#hear(event.data);
    socket.onclose = () => this.#retry(socket);
  }

  /** Milliseconds since anything arrived. */
  get silence() {
    return performance.now() - this.#heardAt;
  }

  #hear(data) {
    this.#heardAt = performance.now();
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      this.malformed += 1;
      return;
    }
    this.messages += 1;
    if (typeof message.sequence === "number") {
      if (this.#sequence && message.sequence !== this.#sequence + 1) {
        this.skipped += 1;
        this.#sequence = 0;
        this.#askAll();
      }
      this.#sequence = message.sequence;
    }
    for (const listener of this.#listeners.message) listener(message);
  }

  #retry(socket) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.reconnects += 1;
    const span = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempt);
    const pause = span / 2 + Math.random() * span / 2;
    this.#attempt += 1;
    this.retryAt = Date.now() + pause;
    this.#become("waiting");
    this.#timer = setTimeout(() => this.open(), pause);
  }

  #watch() {
    if (this.state !== "open") return;
    if (this.silence > 2 * SILENCE) this.#socket?.close();
    else if (this.silence > SILENCE) this.#send({ type: "ping" });
  }

  #send(value) {
    this.#socket?.send(JSON.stringify(value));
  }

  #drop() {
    if (!this.#socket) return;
    const old = this.#socket;
    this.#socket = null;
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.#listeners.state) listener(state);
  }
}
