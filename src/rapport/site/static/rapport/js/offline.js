// The service worker's page side: it is begun here, kept pages are made read-only, devices are told.

import { onLine } from "./live.js";

const page = document.documentElement;
const TOLD = "rapport-device-told";

/** A kept page is for reading: nothing on it can be sent; it is fetched anew on return. */
function readOnly() {
  for (const one of document.querySelectorAll("button, input, textarea, select")) one.disabled = true;
  const again = () => location.reload();
  addEventListener("online", again);
  onLine((line) => line.type === "open" && again());
}

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

function post(address, fields) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token() });
  return fetch(address, { method: "POST", body, redirect: "manual" });
}

/** What the place needs to reach this browser. */
function fieldsOf(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, p256dh: keys.p256dh, auth: keys.auth, label: label() };
}

function label() {
  const brands = navigator.userAgentData?.brands?.map((one) => one.brand).filter((one) => !/not.*brand/i.test(one));
  const browser = brands?.at(-1) ?? navigator.userAgent.match(/(Firefox|Edg|Chrome|Safari)/)?.[1] ?? "Browser";
  return `${browser}, ${navigator.userAgentData?.platform || navigator.platform || "?"}`;
}

/** Once in each session of the browser: the place hears that this device is still there, unless it was forgotten. */
async function renew(worker) {
  if (!worker.pushManager || Notification.permission !== "granted" || sessionStorage[TOLD]) return;
  const subscription = await worker.pushManager.getSubscription();
  if (!subscription) return;
  const answer = await post("/notices/devices/", { ...fieldsOf(subscription), again: "yes" });
  if (answer.ok) sessionStorage[TOLD] = "yes";
  if (answer.status === 409) await subscription.unsubscribe();
}

/** The settings' button: allow this device, by its browser's own question. */
function offer(worker) {
  const box = document.querySelector("[data-push]");
  if (!box || !worker.pushManager || !("Notification" in window)) return;
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  box.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
      const subscription = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: box.dataset.push,
      });
      const answer = await post("/notices/devices/", fieldsOf(subscription));
      if (!answer.ok) throw new Error(String(answer.status));
      sessionStorage[TOLD] = "yes";
      location.reload();
    } catch {
      said.textContent = box.dataset.refused;
    }
  });
}

/** Whoever signs out is told nothing more here. */
function signOut(worker) {
  document.addEventListener("submit", (event) => {
    if (!event.target.action?.includes("/logout/")) return;
    delete sessionStorage[TOLD];
    worker.pushManager?.getSubscription().then((subscription) => subscription?.unsubscribe());
  });
}

/** Whoever forgets this very device is told nothing more here: else it would be told again by itself. */
function forget(worker) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.closest("[data-this-device]")) return;
    event.preventDefault();
    const subscription = await worker.pushManager?.getSubscription().catch(() => null);
    await subscription?.unsubscribe().catch(() => {});
    form.submit();
  });
}

if (page.dataset.offline) readOnly();
if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/sw.js").then(async () => {
    const worker = await navigator.serviceWorker.ready;
    offer(worker);
    signOut(worker);
    forget(worker);
    if (!page.dataset.offline) await renew(worker);
  }).catch(() => {});
}
