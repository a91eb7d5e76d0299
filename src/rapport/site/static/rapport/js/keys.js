// Single keys in the inbox and in conversations, and the palette; none of it while somebody types.
// The page brings the two dialogs only to members who want keys (WCAG 2.1.4).

const palette = document.getElementById("palette");
const help = document.getElementById("keys");
const PAUSE_MS = 120;
const CHORD_MS = 1200;
let chord = 0;
let asking = null;
let latest = 0;
let opener = "";

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

// The conversations of a list.

function rows() {
  return [...document.querySelectorAll("main .threads .thread-link")];
}

function current() {
  return document.activeElement?.closest?.(".threads li")?.querySelector(".thread-link") ?? null;
}

function step(by) {
  const all = rows();
  const at = all.indexOf(current());
  all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

/** Do a deed to the conversation under the focus, or to the one that is open. */
function sort(deed) {
  const one = document.querySelector("form[data-sorting-one]");
  const form = current() ? document.querySelector("form[data-sorting]") : one;
  if (!form) return false;
  const box = current()?.closest("li").querySelector("input[name=thread]");
  if (form !== one) {
    for (const other of form.querySelectorAll("input[name=thread]")) other.checked = other === box;
  }
  const button = form.querySelector(`button[name=do][value=${deed}]`);
  if (!button) return false;
  form.requestSubmit(button);
  return true;
}

function tick() {
  const box = current()?.closest("li").querySelector("input[name=thread]");
  if (box) box.checked = !box.checked;
  return Boolean(box);
}

function focusOn(selector) {
  const found = document.querySelector(selector);
  found?.focus();
  return Boolean(found);
}

const KEYS = {
  "?": () => { help.showModal(); return true; },
  "/": () => focusOn("#message-search, #search"),
  j: () => { step(1); return rows().length > 0; },
  k: () => { step(-1); return rows().length > 0; },
  e: () => sort("archive") || sort("return"),
  s: () => sort("star") || sort("unstar"),
  u: () => sort("unread"),
  x: tick,
  r: () => focusOn("form[data-composer] textarea"),
  g: () => { chord = Date.now(); return true; },
};

function press(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!plain) {
    const wants = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (wants) { event.preventDefault(); openPalette(); }
    return;
  }
  if (event.key === "ArrowUp" && editLast(event.target)) { event.preventDefault(); return; }
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "i" && Date.now() - chord < CHORD_MS) {
    event.preventDefault();
    location.assign("/messages/");
    return;
  }
  chord = 0;
  if (Object.hasOwn(KEYS, event.key) && KEYS[event.key]()) event.preventDefault();
}

/** In an empty answer the arrow up leads to one's own last message, to change it. */
function editLast(area) {
  if (!area.matches?.("form[data-composer][data-live] textarea") || area.value) return false;
  const own = [...document.querySelectorAll(".talk .bubble-own")].filter((b) => b.querySelector(".bubble-more"));
  const id = own.at(-1)?.id.replace("message-", "");
  if (id) location.assign(`/messages/items/${id}/edit/`);
  return Boolean(id);
}

// The palette.

function openPalette() {
  if (palette.open) return;
  help.close();
  opener = place(document.activeElement);
  palette.showModal();
  const words = palette.querySelector("input");
  words.select();
  ask(words.value);
}

/** A list may be drawn anew meanwhile: its links are known by where they lead. */
function place(element) {
  const link = element?.closest?.(".thread-link")?.getAttribute("href");
  return link ? `.thread-link[href="${CSS.escape(link)}"]` : "";
}

/** The browser gives the focus back to the very element, if it still stands. */
function giveBack() {
  const active = document.activeElement;
  if (opener && (active === document.body || palette.contains(active))) document.querySelector(opener)?.focus();
}

async function ask(words) {
  const mine = ++latest;
  const address = `${palette.dataset.palette}?${new URLSearchParams({ q: words })}`;
  const answer = await fetch(address, { headers: { "X-Palette": "1" } }).catch(() => null);
  if (!answer?.ok || mine !== latest) return;
  palette.querySelector("[data-palette-list]").innerHTML = await answer.text();
}

function walk(event) {
  const links = [...palette.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (event.key === "Escape") {
    // A field for searching would only empty itself at the first press.
    event.preventDefault();
    palette.close();
  } else if (to !== undefined) {
    event.preventDefault();
    if (to < 0) palette.querySelector("input").focus();
    else links[Math.min(to, links.length - 1)]?.focus();
  } else if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    links[0]?.click();
  }
}

// Ticking all, and ticks that outlive a refreshed list.

function tickAll(event) {
  const link = event.target.closest?.("a[data-pick-all]");
  if (!link) return;
  event.preventDefault();
  const boxes = [...document.querySelectorAll(".threads input[name=thread]")];
  const all = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !all;
}

let ticked = [];
let focused = "";
document.addEventListener("click", tickAll);
document.addEventListener("htmx:beforeSwap", () => {
  focused = place(document.activeElement);
  ticked = [...document.querySelectorAll(".threads input[name=thread]:checked")].map((box) => box.value);
});
document.addEventListener("htmx:afterSwap", () => {
  if (focused && document.activeElement === document.body) document.querySelector(focused)?.focus();
  for (const box of document.querySelectorAll(".threads input[name=thread]")) {
    if (ticked.includes(box.value)) box.checked = true;
  }
});

if (palette && help) {
  document.addEventListener("keydown", press);
  palette.addEventListener("keydown", walk);
  palette.addEventListener("close", giveBack);
  palette.addEventListener("input", (event) => {
    clearTimeout(asking);
    asking = setTimeout(() => ask(event.target.value), PAUSE_MS);
  });
}
