// What was written and has not reached the server yet; kept in this browser, for its writer alone.

const DAYS_MS = 7 * 24 * 3600 * 1000;
const name = (me) => `rapport-unsent-${me}`;

/** What waits of this member, oldest first; what is older than a week is let go. */
export function kept(me) {
  try {
    const found = JSON.parse(localStorage.getItem(name(me)) ?? "[]");
    return found.filter((entry) => Date.now() - entry.at < DAYS_MS);
  } catch {
    return [];
  }
}

export function keep(me, entry) {
  store(me, [...kept(me).filter((one) => one.client_id !== entry.client_id), entry]);
}

export function forget(me, clientId) {
  store(me, kept(me).filter((one) => one.client_id !== clientId));
}

function store(me, entries) {
  try {
    if (entries.length) localStorage.setItem(name(me), JSON.stringify(entries));
    else localStorage.removeItem(name(me));
  } catch {
    // A full or closed store: the page still holds what it shows.
  }
}

// Whoever signs out leaves nothing behind.
document.addEventListener("submit", (event) => {
  if (!event.target.action?.includes("/logout/")) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("rapport-unsent-")) localStorage.removeItem(key);
  }
});
