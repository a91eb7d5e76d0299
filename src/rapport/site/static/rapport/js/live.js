// The live door: news come to the open page, what is written goes out and is never lost on the way.

import { release } from "./app.js";
import { keep, kept, forget } from "./unsent.js";

const LATER_MS = [500, 1000, 2000, 5000, 10000];
const ANSWER_MS = 15000;
const ENDED = 4401;
const AGAIN_MS = 4000;
const RETRIES_MAX = 5;

const listeners = new Set();
let socket = null;
let tries = 0;
let over = false;

/** Call back for every line that comes: `{type, …}`; and with `{type: "open"}` on each return. */
export function onLine(callback) {
  listeners.add(callback);
}

/** Say something to the server; false where there is no connection at the moment. */
export function say(line) {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(line));
  return true;
}

export function isOpen() {
  return socket?.readyState === WebSocket.OPEN;
}

function open() {
  if (over || socket) return;
  const address = new URL("/live/socket/", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.addEventListener("message", ({ data }) => {
    for (const text of data.split("\n")) hear(JSON.parse(text));
  });
  socket.addEventListener("close", ({ code }) => {
    socket = null;
    over = code === ENDED;
    document.documentElement.dataset.connection = "away";
    if (!over) setTimeout(open, LATER_MS[Math.min(tries++, LATER_MS.length - 1)]);
  });
}

function hear(line) {
  if (line.type === "ready") {
    tries = 0;
    document.documentElement.dataset.connection = "open";
    line = { type: "open" };
  }
  for (const callback of listeners) callback(line);
}

// What every page shows: the counts of the navigation.

let counting = null;

function countSoon() {
  counting ??= setTimeout(async () => {
    counting = null;
    const answer = await fetch("/counts/").catch(() => null);
    if (!answer?.ok) return;
    for (const [key, number] of Object.entries(await answer.json())) {
      for (const badge of document.querySelectorAll(`[data-count="${CSS.escape(key)}"]`)) {
        badge.hidden = !number;
        badge.querySelector("[data-number]").textContent = number;
      }
    }
  }, 300);
}

// The conversation that is open on this page.

let talk = null;
let composer = null;
const me = document.body.dataset.live;
let fetching = null;
let again = false;

function lastSeq() {
  return Math.max(0, ...[...talk.querySelectorAll("[data-seq]")].map((row) => Number(row.dataset.seq)));
}

/** What of it is on the page: it is drawn anew when one comes to take part, or takes part no longer. */
function look() {
  talk = document.querySelector("[data-talk]");
  composer = document.querySelector("form[data-composer][data-live]");
}

look();
document.addEventListener("htmx:afterSwap", look);

/** Fetch what the page is missing; one request at a time, and once more if news came meanwhile. */
function fill() {
  if (!talk) return;
  if (fetching) {
    again = true;
    return;
  }
  fetching = fetchAfter().finally(() => {
    fetching = null;
    if (again) {
      again = false;
      fill();
    }
  });
}

async function fetchAfter() {
  const answer = await fetch(`${talk.dataset.url}after/${lastSeq()}/`).catch(() => null);
  if (!answer?.ok) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text();
  let theirs = false;
  let fresher = false;
  for (const bubble of fresh.content.querySelectorAll(".bubble, .talk-line")) {
    if (document.getElementById(bubble.id)) continue;
    const sketch = talk.querySelector(`[data-sketch="${CSS.escape(bubble.dataset.client ?? "")}"]`);
    fresher = true;
    theirs ||= !bubble.classList.contains("bubble-own");
    if (sketch) sketch.remove();
    const sketches = talk.querySelector("[data-sketch]");
    talk.insertBefore(bubble, sketches);
    globalThis.htmx?.process(bubble);
    if (!bubble.classList.contains("bubble-own")) announce(bubble.textContent);
  }
  if (theirs && document.visibilityState === "visible") markRead();
  if (fresher) talk.lastElementChild.scrollIntoView({ block: "nearest" });
  hear({ type: "looked", takesPart: answer.headers.get("X-Takes-Part") });
}

/** One message was changed, deleted or reacted to: draw it anew. */
async function redraw(seq) {
  const old = talk.querySelector(`[data-seq="${Number(seq)}"]`);
  const answer = old && (await fetch(`${talk.dataset.url}after/${Number(seq) - 1}/?one=1`).catch(() => null));
  if (!answer?.ok) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text();
  const bubble = fresh.content.querySelector(".bubble");
  if (bubble?.id !== old.id) return;
  keepTools(old, bubble);
}

/** Draw a bubble anew around what somebody has open under it and is at. */
function keepTools(old, bubble) {
  const tools = old.querySelector(".bubble-tools");
  const at = tools?.contains(document.activeElement) ? document.activeElement : null;
  const closed = bubble.querySelector(".bubble-more");
  old.replaceWith(bubble);
  globalThis.htmx?.process(bubble);
  if (tools && closed) closed.replaceWith(tools);
  at?.focus();
}

function markRead() {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token) return;
  const headers = { "X-CSRFToken": token, "HX-Request": "true" };
  fetch(`${talk.dataset.url}read/`, { method: "POST", headers }).then(countSoon).catch(() => {});
}

/** Have it read out, politely. */
export function announce(text) {
  const region = document.getElementById("announcements");
  if (!region) return;
  const line = document.createElement("p");
  line.className = "said";
  line.textContent = text.replace(/\s+/g, " ").trim().slice(0, 300);
  region.append(line);
  setTimeout(() => line.remove(), 6000);
}

// Writing: shown at once with its true state, kept until the server has it, sent again on return.

const STATES = { sending: "Sending", waiting: "Waits for the network", failed: "Not sent" };
const timers = new Map();
const retries = new Map();

function sketch(entry, state, why = "") {
  let row = talk.querySelector(`[data-sketch="${CSS.escape(entry.client_id)}"]`);
  if (!row) {
    row = document.createElement("li");
    row.className = "bubble bubble-own bubble-sketch";
    row.dataset.sketch = entry.client_id;
    row.innerHTML =
      '<p class="said"></p><div class="bubble-text" dir="auto"><p></p></div><div class="bubble-foot"><span class="bubble-state"></span></div>';
    row.querySelector(".bubble-text p").textContent = entry.text;
    talk.append(row);
    row.scrollIntoView({ block: "nearest" });
  }
  row.classList.toggle("bubble-failed", state === "failed");
  row.querySelector(".bubble-state").textContent = why || STATES[state];
  row.querySelector(".said").textContent = "";
  return row;
}

function dispatch(entry) {
  const { client_id, thread, text } = entry;
  const gone = say({ type: "send", client_id, thread, text });
  if (talk?.dataset.talk === thread) sketch(entry, gone ? "sending" : "waiting");
  if (!gone) return;
  clearTimeout(timers.get(client_id));
  // No answer for long: the same again, under the same client id, so that it is written once.
  timers.set(client_id, setTimeout(() => kept(me).some((e) => e.client_id === client_id) && dispatch(entry), ANSWER_MS));
}

function settled(line) {
  clearTimeout(timers.get(line.client_id));
  timers.delete(line.client_id);
  const entry = kept(me).find((one) => one.client_id === line.client_id);
  if (line.type === "sent") {
    forget(me, line.client_id);
    if (talk?.dataset.talk === line.thread) fill();
    return;
  }
  if (!entry) return;
  // Too busy is not a no: it stays and goes again, in a while or with the next connection.
  if (["busy", "failed"].includes(line.code) && (retries.get(line.client_id) ?? 0) < RETRIES_MAX) {
    retries.set(line.client_id, (retries.get(line.client_id) ?? 0) + 1);
    timers.set(line.client_id, setTimeout(() => dispatch(entry), AGAIN_MS));
    return;
  }
  forget(me, line.client_id);
  if (talk?.dataset.talk !== entry.thread) return;
  sketch(entry, "failed", line.sentence);
  giveBack(entry.text, line.sentence);
  if (line.on === "overrule") offerOverrule();
}

/** Asked once whether to send all the same: the choice is the form's, so it goes by the form. */
function offerOverrule() {
  const offer = composer?.querySelector("template[data-overrule]");
  offer?.replaceWith(offer.content.cloneNode(true));
}

/** A refused text goes back to where it was written, if nothing new stands there. */
function giveBack(text, sentence) {
  const area = composer?.querySelector("textarea");
  if (!area) return;
  if (!area.value.trim()) {
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  announce(sentence);
}

/** Only plain words go by the socket; whatever else a form holds goes by the form. */
function isPlain(form) {
  const known = ["csrfmiddlewaretoken", "client_id", "text"];
  return [...new FormData(form).entries()].every(
    ([name, value]) => known.includes(name) || (value instanceof File ? !value.size : value === ""),
  );
}

function write(event) {
  const form = event.target;
  if (form !== composer || event.submitter?.name || !talk || !isPlain(form)) return;
  const area = form.querySelector("textarea");
  const limit = Number(area.dataset.limit);
  if (!area.value.trim() || [...area.value].length > limit) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  release(form);  // no page comes back that would
  const field = form.querySelector("[name=client_id]");
  const entry = { client_id: field.value, thread: form.dataset.live, text: area.value, at: Date.now() };
  keep(me, entry);
  dispatch(entry);
  field.value = crypto.randomUUID();
  area.value = "";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

onLine((line) => {
  if (line.type === "open") {
    for (const entry of kept(me)) dispatch(entry);
    countSoon();
    fill();
    document.body.dispatchEvent(new CustomEvent("rapport:news", { detail: {} }));
  } else if (line.type === "sent" || line.type === "refused") {
    settled(line);
  } else if (line.type === "news") {
    countSoon();
    if (talk?.dataset.talk === line.about.thread) {
      if (line.kind === "changed") redraw(line.about.seq);
      else fill();
    }
    document.body.dispatchEvent(new CustomEvent("rapport:news", { detail: line }));
  }
});

// A conversation opens at its end, where one reads on and writes; who comes back finds their place.
if (talk && !location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate") {
  (composer ?? talk.lastElementChild)?.scrollIntoView({ block: "end" });
}

if (me) {
  open();
  if (talk) for (const entry of kept(me)) if (entry.thread === talk.dataset.talk) sketch(entry, "waiting");
  document.addEventListener("submit", write, true);
  addEventListener("online", () => { tries = 0; open(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && talk) fill();
  });
}
