// Signs between those who talk: how far the others have read, that they type; of two, who is here.

import { onLine, say } from "./live.js";

const SAY_MS = 3000;
const TYPING_MS = 6000;
const HERE_MS = 20000;
const SETTLE_MS = 400;
// So many messages come in one answer.
const ONE_ANSWER = 50;

let talk, typing, who, here, asked;
let said = -SAY_MS;
// Who types, by handle, with the timer that ends it; of two the other has none.
const typists = new Map();
let refreshing = null;
let connected = false;

/** What of them is on the page; a group's is drawn anew with who takes part. */
function look() {
  const signs = document.querySelector("[data-signs]");
  talk = document.querySelector("[data-talk]");
  typing = signs?.querySelector("[data-typing]");
  who = signs?.querySelector("[data-typing-who]");
  here = signs?.querySelector("[data-here]") ?? here;
  asked = signs?.dataset.signs.split(" ") ?? [];
}

/** While somebody writes an answer the other hears of it, at most every three seconds. */
function tell(event) {
  const area = event.target;
  if (!asked.includes("typing") || !area.matches("form[data-live] textarea") || !area.value.trim()) return;
  const clock = performance.now();
  if (clock - said < SAY_MS) return;
  if (say({ type: "typing", thread: talk.dataset.talk })) said = clock;
}

/** `about` names who types where there are several. */
function showTyping({ handle = "", by = "" }) {
  clearTimeout(typists.get(handle)?.timer);
  typists.set(handle, { by, timer: setTimeout(() => hideTyping(handle), TYPING_MS) });
  drawTyping();
}

function hideTyping(handle = "") {
  clearTimeout(typists.get(handle)?.timer);
  typists.delete(handle);
  drawTyping();
}

function drawTyping() {
  if (!typing) return;
  const names = [...typists.values()].map((one) => one.by);
  if (who && names.length) {
    const { one, two, many } = who.dataset;
    const words = [one, two][names.length - 1] ?? many;
    const said = words.replace(/\{([12])\}/g, (_, place) => names[place - 1]);
    if (who.textContent !== said) who.textContent = said;
  }
  // It is written once while it stands, so that a screen reader says it once.
  if (typing.hidden === Boolean(names.length)) typing.hidden = !names.length;
}

function ask() {
  if (document.visibilityState !== "visible") return;
  if (!say({ type: "here", thread: talk.dataset.talk })) here.hidden = true;
}

/** Beside the name, where there is one. */
function place() {
  document.querySelector("main .member-name")?.after(here);
}

/** The marks of one's own messages as the server tells them; bubbles keep all else they have. */
function refresh() {
  refreshing ??= setTimeout(async () => {
    refreshing = null;
    const all = [...talk.querySelectorAll(".bubble-own[data-seq]:not([data-state=answered])")];
    const seq = (bubble) => Number(bubble.dataset.seq);
    const open = all.filter((bubble) => seq(bubble) > seq(all.at(-1)) - ONE_ANSWER);
    if (!open.length) return;
    const first = Math.max(0, seq(open[0]) - 1);
    const answer = await fetch(`${talk.dataset.url}after/${first}/`).catch(() => null);
    if (!answer?.ok) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = await answer.text();
    for (const bubble of open) mark(bubble, fresh.content.getElementById(bubble.id));
  }, SETTLE_MS);
}

function mark(bubble, fresh) {
  const now = fresh?.querySelector(".bubble-state");
  if (!now) return;
  bubble.dataset.state = fresh.dataset.state;
  bubble.querySelector(".bubble-state")?.replaceWith(now);
}

look();
if (talk) {
  document.addEventListener("htmx:afterSwap", look);
  onLine((line) => {
    if (line.type === "open") {
      if (asked.includes("here")) ask();
      // What was read while the connection was away.
      if (connected) refresh();
      connected = true;
    }
    const mine = line.about?.thread === talk.dataset.talk;
    if (!mine) return;
    if (line.type === "news" && line.kind === "message") {
      hideTyping(who ? line.about.handle : "");
      refresh();
    }
    if (line.type !== "sign") return;
    if (line.sign === "read") refresh();
    if (line.sign === "typing" && asked.includes("typing")) showTyping(line.about);
    if (line.sign === "here" && here) here.hidden = !line.about.here;
  });
  document.addEventListener("input", tell);
  if (asked.includes("here")) {
    place();
    setInterval(ask, HERE_MS);
    document.addEventListener("visibilitychange", ask);
  }
}
