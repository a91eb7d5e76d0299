// What is being written is saved on every pause and on leaving, so that nothing is ever lost.

const PAUSE_MS = 800;

/** One composer and the draft behind it; savings go one after another, the last words win. */
class Keeper {
  constructor(box) {
    this.box = box;
    this.form = document.getElementById(box.dataset.form);
    this.state = box.querySelector("[data-draft-state]");
    this.saved = this.words();
    this.busy = null;
    this.form.addEventListener("input", () => this.soon());
    this.form.addEventListener("focusout", () => this.save());
    this.form.addEventListener("submit", () => { clearTimeout(this.timer); this.leaving = true; });
    addEventListener("pagehide", () => { if (!this.leaving) this.save(true); });
    addEventListener("pageshow", () => { this.leaving = false; });
  }

  words() {
    const given = new FormData(this.form);
    return ["text", "note", "subject"].map((name) => given.get(name) ?? "").join("\u0000");
  }

  soon() {
    clearTimeout(this.timer);
    this.leaving = false;
    this.timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  save(last = false) {
    clearTimeout(this.timer);
    const words = this.words();
    if (words === this.saved || !this.form.isConnected) return;
    if (this.busy && !last) {
      this.again = true;
      return;
    }
    this.busy = this.post(words, last).finally(() => {
      this.busy = null;
      if (this.again) {
        this.again = false;
        this.save();
      }
    });
  }

  async post(words, last) {
    const given = new FormData(this.form);
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "text", "note", "subject", "client_id", "template"]) {
      if (given.get(name) !== null) body.set(name, given.get(name));
    }
    body.set("revision", this.box.dataset.revision);
    const options = { method: "POST", body, headers: { "X-Rapport-Draft": "1" }, keepalive: last };
    const answer = await fetch(this.box.dataset.draft, options).catch(() => null);
    if (!answer?.ok) {
      this.say(this.box.dataset.failed ?? "Not saved yet");
      if (!answer || answer.status >= 500) this.soon();
      return;
    }
    const { revision, other_text } = await answer.json();
    this.saved = words;
    this.box.dataset.revision = revision;
    this.say(revision ? "Draft saved" : "");
    if (other_text) this.other(other_text);
  }

  say(text) {
    this.state.textContent = text;
  }

  /** Another page of one's own had other words: they are shown, not lost. */
  other(text) {
    const place = this.box.parentElement.querySelector("[data-draft-other]");
    if (!place) return;
    place.querySelector(".kept-words").textContent = text;
    place.hidden = false;
  }
}

const kept = new WeakSet();

function prepare() {
  for (const box of document.querySelectorAll("[data-draft]")) {
    if (kept.has(box) || !document.getElementById(box.dataset.form)) continue;
    kept.add(box);
    new Keeper(box);
  }
}

document.addEventListener("htmx:afterSettle", prepare);
prepare();

// A short reply goes into the composer, to be changed or sent by hand.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-say]");
  const area = link && document.getElementById("composer-text");
  if (!area || area.value.trim()) return;
  event.preventDefault();
  area.value = link.dataset.say;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
});
