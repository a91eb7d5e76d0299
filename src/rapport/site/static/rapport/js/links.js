// The choice to send links without previews stands there only while the words hold a link.

const LINK = /\bhttps?:\/\/([^\s/?#@"'<>()\\]{1,200})/gi;
const SHOWN_MAX = 3;

/** The hosts that the words link to, each once, as they are typed. */
export function hostsIn(text) {
  const found = new Set();
  for (const [, host] of text.matchAll(LINK)) {
    found.add(host.toLowerCase().replace(/[.,;:!]+$/, ""));
    if (found.size === SHOWN_MAX) break;
  }
  return [...found];
}

function show(form) {
  const choice = form.querySelector("[data-links-choice]");
  const area = form.querySelector("textarea[data-limit]");
  if (!choice || !area) return;
  const hosts = hostsIn(area.value);
  choice.hidden = !hosts.length;
  // What can't be seen must not decide.
  if (choice.hidden) choice.querySelector("input").checked = false;
  choice.querySelector("[data-links-hosts]").textContent = hosts.join(", ");
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-composer]")) show(form);
});
document.addEventListener("htmx:afterSettle", () => prepare());

function prepare() {
  for (const form of document.querySelectorAll("form[data-composer]")) show(form);
}
prepare();
