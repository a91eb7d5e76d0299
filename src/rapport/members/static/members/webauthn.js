// Passkeys and security keys: ask the browser for a credential, put it into the form, send it.

/** Bytes ↔ base64url, the form in which credentials travel as JSON (WebAuthn, section 5.1.8). */
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The server's options with bytes where the browser wants bytes. */
function revive({ publicKey }) {
  const options = structuredClone(publicKey);
  options.challenge = toBytes(options.challenge);
  if (options.user) options.user.id = toBytes(options.user.id);
  for (const known of [...(options.excludeCredentials ?? []), ...(options.allowCredentials ?? [])]) {
    known.id = toBytes(known.id);
  }
  return options;
}

/** The browser's credential as JSON for the server. */
function written(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = {};
  for (const part of parts) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  const transports = credential.response.getTransports?.();
  if (transports) response.transports = transports;
  return JSON.stringify({
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

/** Options that stand in the page as a data block. */
const standing = (form) => JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);

/** A new credential; one that signs in alone must live in the device and ask for its lock. */
async function add(form) {
  const publicKey = revive(standing(form).creation_options);
  const alone = form.elements.passwordless?.checked ?? false;
  Object.assign((publicKey.authenticatorSelection ??= {}), {
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  });
  return navigator.credentials.create({ publicKey });
}

/** A proof with one of the member's known keys. */
const prove = (form) =>
  navigator.credentials.get({ publicKey: revive(standing(form).request_options) });

/** A proof with any passkey that this browser knows for this place: options are asked for now. */
async function signIn(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  const { request_options: options } = await answer.json();
  return navigator.credentials.get({ publicKey: revive(options) });
}

const CEREMONIES = { add, prove, "sign-in": signIn };

async function begin(event) {
  const form = event.target.closest("form[data-passkey]");
  if (!form) return;
  event.preventDefault();
  const said = form.querySelector("[data-passkey-said]");
  said.textContent = "";
  try {
    form.elements.credential.value = written(await CEREMONIES[form.dataset.passkey](form));
    form.submit();
  } catch (fault) {
    said.textContent = fault.name === "InvalidStateError" ? said.dataset.known : said.dataset.failed;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = false;
  document.addEventListener("submit", begin);
}
