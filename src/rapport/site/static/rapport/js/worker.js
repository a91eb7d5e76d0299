// The service worker: reads the inbox without a network, and shows pushes.
//
// It keeps the shell (style sheets, scripts) and, of private pages, only those that the server
// marks: the inbox and the conversations opened last, under the mark of one session. A sign-out,
// another session or a page for visitors empties what was kept.

const { version, shell, words } = self.RAPPORT;
const SHELL = `rapport-shell-${version}`;
const KEPT = "rapport-kept-";
const HEADER = "X-Rapport-Keep";
const STORED = "X-Rapport-Stored";
const PAGES_MAX = 21;
const DAYS_MS = 7 * 24 * 3600 * 1000;
const SAFE_HEADERS = ["content-type", "content-security-policy", "x-content-type-options", "referrer-policy"];

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(SHELL);
    await cache.addAll(shell.map((address) => new Request(address, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("rapport-shell-") && name !== SHELL) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (address.pathname.includes("/logout/")) event.waitUntil(forget());
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(ofShell(request));
  } else if (request.mode === "navigate") {
    event.respondWith(ofPlace(event, request, address));
  }
});

/** A file of the shell: the newest, else the kept one. */
async function ofShell(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
    throw error;
  }
}

/** A page: from the place, else as it was kept, else the page that says so. */
async function ofPlace(event, request, address) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return (await kept(address)) ?? (await nothingKept());
  }
  const mark = answer.headers.get(HEADER);
  if (mark === "none") event.waitUntil(forget());
  else if (mark) event.waitUntil(keep(mark, address.pathname, answer.clone()));
  return answer;
}

/** Keep a page under the mark of its session, and nothing of any other. */
async function keep(mark, path, answer) {
  const name = KEPT + mark;
  await forget(name);
  const headers = new Headers([[STORED, new Date().toISOString()]]);
  for (const one of SAFE_HEADERS) {
    if (answer.headers.has(one)) headers.set(one, answer.headers.get(one));
  }
  const cache = await caches.open(name);
  const whole = new Response(await answer.text(), { headers });
  await cache.delete(path);
  await cache.put(path, whole);
  const oldest = (await cache.keys()).filter((one) => new URL(one.url).pathname !== "/messages/");
  for (const one of oldest.slice(0, Math.max(0, oldest.length - PAGES_MAX + 1))) await cache.delete(one);
}

/** Empty what was kept, but for one name. */
async function forget(but = "") {
  for (const name of await caches.keys()) {
    if (name.startsWith(KEPT) && name !== but) await caches.delete(name);
  }
}

/** A kept page, marked as such; none that is older than a week. */
async function kept(address) {
  const path = address.pathname === "/" ? "/messages/" : address.pathname;
  for (const name of await caches.keys()) {
    if (!name.startsWith(KEPT)) continue;
    const cache = await caches.open(name);
    const found = await cache.match(path, { ignoreVary: true });
    if (!found) continue;
    const at = new Date(found.headers.get(STORED));
    if (!(Date.now() - at < DAYS_MS)) {
      await cache.delete(path);
      continue;
    }
    return new Response(marked(await found.text(), at), { headers: found.headers });
  }
  return null;
}

/** The page says that it is of before: style sheets and scripts make it one to read. */
function marked(html, at) {
  const banner = `<p class="offline-note" role="status">${plain(words.kept)} ${plain(at.toLocaleString())}.</p>`;
  return html
    .replace("<html ", `<html data-offline="${at.toISOString()}" `)
    .replace(/<body[^>]*>/, (body) => body + banner);
}

function plain(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

async function nothingKept() {
  const found = await caches.match("/offline/", { ignoreVary: true });
  if (!found) return Response.error();
  return new Response(await found.text(), { status: 503, headers: found.headers });
}

// Pushes: who wrote and where; the text itself never travels this way.

self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data.json();
  } catch {
    // A push without words still has to be shown.
  }
  event.waitUntil(self.registration.showNotification(told.title || words.fallback, {
    body: told.body || "",
    tag: told.tag || "rapport",
    icon: "/static/rapport/img/icon-192.png",
    data: { path: told.path || "/notices/" },
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data?.path ?? "/notices/", location.origin);
  if (address.origin !== location.origin) return;
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window" });
    const there = open.find((page) => page.url === address.href);
    if (there) return there.focus();
    return self.clients.openWindow(address.href);
  })());
});
