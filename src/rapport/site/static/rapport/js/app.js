// What every page gains from script: one send a press, a second thought, the theme, tidy menus.

const WAIT_MS = 15000;
const SURE_MS = 6000;

/** A form is sent once: while its answer is awaited, a second press does nothing. */
function guard(event) {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.confirm && form.dataset.sure !== "yes") {
    halt(event);
    ask(form, event.submitter);
    return;
  }
  if (form.dataset.busy) {
    halt(event);
    return;
  }
  form.dataset.busy = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => release(form), WAIT_MS);
}

function halt(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The form may be sent again. */
export function release(form) {
  delete form.dataset.busy;
  delete form.dataset.sure;
  for (const button of form.querySelectorAll("button[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
}

/** The first press turns the button's words into the question; the second one means yes. */
function ask(form, button) {
  const words = (button ?? form.querySelector("button")).querySelector("span") ?? button;
  const before = words.textContent;
  words.textContent = form.dataset.confirm;
  say(form.dataset.confirm);
  form.dataset.sure = "yes";
  const back = () => {
    words.textContent = before;
    delete form.dataset.sure;
  };
  const timer = setTimeout(back, SURE_MS);
  form.addEventListener("focusout", () => { clearTimeout(timer); back(); }, { once: true });
}

/** Say something to a screen reader, politely. */
function say(text) {
  const region = document.getElementById("announcements");
  if (!region) return;
  const line = document.createElement("p");
  line.className = "said";
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), SURE_MS);
}

/** The theme changes at once; the server is told so that the next page comes in it. */
function changeTheme(event) {
  const form = event.target;
  if (!form.matches("form[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  const chosen = event.submitter.value;
  const body = new FormData(form, event.submitter);
  document.documentElement.dataset.theme = chosen;
  const scheme = document.querySelector('meta[name="color-scheme"]');
  if (scheme) scheme.content = chosen === "system" ? "light dark" : chosen;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === chosen));
  }
  fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
}

/** A menu closes by Escape and by a press elsewhere. */
function closeMenus(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    const escape = event.type === "keydown" && event.key === "Escape";
    if (event.type === "keydown" ? !escape : menu.contains(event.target)) continue;
    menu.open = false;
    if (escape) menu.querySelector("summary").focus();
  }
}

document.addEventListener("submit", guard, true);
document.addEventListener("submit", changeTheme);
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", closeMenus);
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-once]");
  if (form) release(form);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-busy]")) release(form);
});
