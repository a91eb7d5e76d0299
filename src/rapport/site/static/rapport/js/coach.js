// The coach beside a draft: underlines its quotations, mends by one click, undoes it again.
// Places count code points, as the server counts them.

const undone = new WeakMap();

const areaOf = (section) => document.getElementById(section.dataset.coach);
const sectionOf = (element) => element.closest("[data-coach]");

/** The field a line speaks of: the text, or the subject beside it. */
function fieldOf(section, line) {
  const area = areaOf(section);
  return line.dataset.coachIn === "subject" ? area.form.elements.subject : area;
}

/** A layer behind the text, which draws the same words with its underlines. */
function layerOf(area) {
  const frame = area.parentElement;
  if (frame.classList.contains("marked")) return frame.firstElementChild;
  const focused = document.activeElement === area;
  const marked = document.createElement("div");
  const layer = document.createElement("div");
  marked.className = "marked";
  layer.className = "marks";
  layer.setAttribute("aria-hidden", "true");
  layer.dir = "auto";
  area.before(marked);
  marked.append(layer, area);
  if (focused) area.focus();
  const follow = () => {
    layer.style.inlineSize = `${area.offsetWidth}px`;
    layer.style.paddingInlineEnd = `${area.offsetWidth - area.clientWidth + 11}px`;
    layer.scrollTop = area.scrollTop;
  };
  area.addEventListener("scroll", follow, { passive: true });
  new ResizeObserver(follow).observe(area);
  return layer;
}

/** Draw what the panel quotes and still stands where it stood. */
function draw(section) {
  const area = areaOf(section);
  if (!area) return;
  const layer = layerOf(area);
  const points = [...area.value];
  const lines = [...section.querySelectorAll("[data-coach-start]")]
    .filter((line) => line.dataset.coachIn === "text")
    .map((line) => [Number(line.dataset.coachStart), Number(line.dataset.coachEnd), line])
    .filter(([a, b, line]) => a < b && points.slice(a, b).join("") === line.dataset.coachEvidence)
    .sort((one, other) => one[0] - other[0]);
  const parts = [];
  let at = 0;
  for (const [start, end, line] of lines) {
    if (start < at) continue;
    const mark = document.createElement("mark");
    mark.className = `coach-mark coach-${line.dataset.coachLevel}`;
    mark.textContent = points.slice(start, end).join("");
    parts.push(points.slice(at, start).join(""), mark);
    at = end;
  }
  // A last line feed needs something after it to take its line.
  layer.replaceChildren(...parts, `${points.slice(at).join("")}\n`);
  layer.scrollTop = area.scrollTop;
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

/** Put new words into a field, with the way back remembered. */
function change(section, field, value, caret) {
  const before = undone.get(section) ?? [];
  undone.set(section, [...before, [field, field.value, field.selectionStart]].slice(-50));
  put(section, field, value, caret);
}

function put(section, field, value, caret) {
  field.value = value;
  field.focus();
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  section.querySelector(".coach-undo").hidden = !(undone.get(section) ?? []).length;
  draw(section);
}

/** Replace the quotation by its fix, if it still stands there. */
function mend(section, button) {
  const line = button.closest("[data-coach-start]");
  const field = fieldOf(section, line);
  const points = [...field.value];
  const start = Number(line.dataset.coachStart);
  const end = Number(line.dataset.coachEnd);
  const chars = Number(section.querySelector("[data-coach-chars]")?.dataset.coachChars);
  const stands =
    start === end
      ? line.dataset.coachIn === "subject" || points.length === chars
      : points.slice(start, end).join("") === line.dataset.coachEvidence;
  if (!stands) return;
  const head = points.slice(0, start).join("") + button.dataset.coachFix;
  change(section, field, head + points.slice(end).join(""), head.length);
  button.closest("li").remove();
}

function undo(section) {
  const before = undone.get(section) ?? [];
  const last = before.pop();
  if (last) put(section, ...last);
}

/** Ask for another wording, once, at the member's click. */
async function rephrase(section, button) {
  const box = button.closest(".coach-rephrase");
  const panel = section.querySelector(".coach-panel");
  const body = new URLSearchParams(JSON.parse(panel.getAttribute("hx-vals")));
  const form = areaOf(section).form;
  for (const name of ["csrfmiddlewaretoken", "text", "note", "subject", "via", "reply_to"]) {
    const value = new FormData(form).get(name);
    if (value !== null) body.set(name, value.replaceAll("\r\n", "\n"));
  }
  button.disabled = true;
  section.dataset.coachBusy = "";
  const answer = await fetch(button.dataset.coachRephrase, {
    method: "POST", body, headers: { "HX-Request": "true" },
  }).catch(() => null);
  button.disabled = false;
  delete section.dataset.coachBusy;
  const said = document.createElement("div");
  said.className = "coach-answer";
  if (answer && (answer.ok || answer.status === 422)) said.innerHTML = await answer.text();
  else said.textContent = "That did not work. Your text is as it was.";
  box.querySelector(".coach-answer")?.remove();
  box.append(said);
  announce(said.textContent.replace(/\s+/g, " ").trim().slice(0, 300));
}

document.addEventListener("click", (event) => {
  const section = event.target.closest?.("[data-coach]");
  const button = event.target.closest?.("button");
  if (!section || !button) return;
  const area = areaOf(section);
  if ("coachFix" in button.dataset) mend(section, button);
  else if ("coachUndo" in button.dataset) undo(section);
  else if ("coachInsert" in button.dataset) change(section, area, button.dataset.coachInsert + area.value, 0);
  else if ("coachRephrase" in button.dataset) rephrase(section, button);
  else if ("coachAccept" in button.dataset) change(section, area, button.dataset.coachAccept, 0);
  else if ("coachDecline" in button.dataset) button.closest(".coach-answer").remove();
});

document.addEventListener("input", (event) => {
  for (const section of document.querySelectorAll("[data-coach]")) {
    if (areaOf(section) === event.target) draw(section);
  }
});

// While a new wording is waited for or looked at, the panel holds still.
document.addEventListener("htmx:beforeSwap", (event) => {
  const section = sectionOf(event.target);
  if (section && event.target.matches(".coach-panel") && "coachBusy" in section.dataset) {
    event.detail.shouldSwap = false;
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const section = sectionOf(event.target);
  if (!section) return;
  draw(section);
  const verdict = section.querySelector("[data-coach-verdict] strong")?.textContent ?? "";
  if (section.dataset.coachSaid && section.dataset.coachSaid !== verdict && areaOf(section).value) announce(verdict);
  section.dataset.coachSaid = verdict;
});
