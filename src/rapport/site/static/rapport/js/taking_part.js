// A group conversation that is open follows who takes part: the place to write goes and comes.

import { announce, onLine } from "./live.js";

// What was being written when the place to write went; it comes back with it.
let unsent = "";
let drawing = false;

const find = (selector) => document.querySelector(selector);
const areaIn = () => find("form[data-composer][data-live] textarea");

/** The page as it is for them now; what could not be sent stays in sight. */
async function draw() {
  drawing = true;
  const main = find("main");
  const wasInside = main.contains(document.activeElement);
  const sketches = [...document.querySelectorAll("[data-talk] [data-sketch]")];
  unsent = areaIn()?.value ?? unsent;
  const address = location.pathname + location.search;
  const look = { target: "main", select: "main", swap: "outerHTML settle:0ms" };
  await globalThis.htmx.ajax("GET", address, look).catch(() => {});
  drawing = false;
  if (main.isConnected) return;
  find("[data-talk]").append(...sketches);
  const out = find("[data-out]");
  if (out) leave(out, wasInside);
  else comeBack();
}

function leave(out, wasInside) {
  const words = out.querySelector("[data-unsent]");
  words.querySelector(".kept-words").textContent = unsent;
  words.hidden = !unsent.trim();
  announce(out.innerText);
  if (wasInside) out.focus();
}

function comeBack() {
  const area = areaIn();
  if (!area) return;
  if (!area.value.trim() && unsent) {
    area.value = unsent;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  unsent = "";
  announce(area.labels[0].textContent);
}

onLine((line) => {
  const known = find("[data-talk]")?.dataset.takesPart;
  if (line.type !== "looked" || drawing || !known || !line.takesPart) return;
  if (line.takesPart !== known) draw();
});
