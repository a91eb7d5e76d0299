// The place to write: it grows with the text, counts as the server counts, sends by Ctrl+Enter.

const NEAR = 0.9;

/** Characters as the server counts them: code points after CRLF → LF. */
export function count(text) {
  return [...text.replaceAll("\r\n", "\n")].length;
}

/** Where a length stands against its limit. */
export function stateOf(length, limit) {
  if (length > limit) return "over";
  return length >= limit * NEAR ? "near" : "fine";
}

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.rows = Math.min(24, Math.max(Number(area.dataset.rows), area.value.split("\n").length + 1));
}

/** Numbers for the eye at every key; for a screen reader only when the state changes. */
function show(area) {
  const limit = Number(area.dataset.limit);
  const length = count(area.value);
  const counter = document.getElementById(`${area.id}-limit`);
  if (!limit || !counter) return;
  const state = stateOf(length, limit);
  const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
  counter.dataset.words ??= counter.textContent;
  const text = `${numbers.format(length)} / ${numbers.format(limit)}`;
  counter.textContent = length ? text : counter.dataset.words;
  if (state !== (counter.dataset.state ?? "fine") && state !== "fine") announce(text);
  counter.dataset.state = state;
}

function announce(text) {
  const region = document.getElementById("announcements");
  if (!region) return;
  const line = document.createElement("p");
  line.className = "said";
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), 5000);
}

function prepare(root) {
  for (const area of root.querySelectorAll("textarea[data-limit]")) {
    area.dataset.rows ??= area.rows;
    show(area);
    grow(area);
  }
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("textarea[data-limit]")) return;
  show(event.target);
  grow(event.target);
});

document.addEventListener("keydown", (event) => {
  const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
  if (!sends || !event.target.matches("form[data-composer] textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
prepare(document);
