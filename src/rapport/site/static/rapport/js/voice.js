// Voice notes: recorded in the browser, five minutes at most, attached like any other file.

const MOST_MS = 5 * 60 * 1000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const ENDINGS = { "audio/webm": "weba", "audio/ogg": "ogg", "audio/mp4": "m4a" };

/** Add the button that records to a box of files; `take` gets the finished file. */
export function recorder(box, take) {
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) return;
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  if (!type) return;
  const words = box.dataset;
  const row = box.querySelector(".row");
  const start = made(words.wordsRecord);
  const cancel = made(words.wordsCancel);
  const clock = document.createElement("span");
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  cancel.hidden = clock.hidden = true;
  row.append(start, cancel, clock, said);
  let running = null;

  async function begin() {
    said.textContent = "";
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      said.textContent = words.wordsSilent;
      return;
    }
    const parts = [];
    const recording = new MediaRecorder(stream, { mimeType: type });
    const began = Date.now();
    const tick = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      // The place to write may go while somebody speaks: then nobody listens any more.
      if (!box.isConnected) running.keep = false;
      if (!box.isConnected || Date.now() - began > MOST_MS) recording.stop();
    }, 250);
    running = { recording, keep: true };
    recording.addEventListener("dataavailable", ({ data }) => parts.push(data));
    recording.addEventListener("stop", () => {
      clearInterval(tick);
      for (const track of stream.getTracks()) track.stop();
      const { keep } = running;
      running = null;
      show(false);
      if (keep && parts.length) take(file(parts));
    });
    recording.start();
    show(true);
  }

  function file(parts) {
    const plain = type.split(";")[0];
    const at = new Date().toISOString().slice(0, 16).replace("T", " ").replace(":", ".");
    return new File(parts, `${at}.${ENDINGS[plain]}`, { type: plain });
  }

  function show(isOn) {
    start.textContent = isOn ? words.wordsStop : words.wordsRecord;
    start.setAttribute("aria-pressed", String(isOn));
    cancel.hidden = clock.hidden = !isOn;
    clock.textContent = "0:00";
  }

  start.addEventListener("click", () => (running ? running.recording.stop() : begin()));
  cancel.addEventListener("click", () => {
    if (!running) return;
    running.keep = false;
    running.recording.stop();
  });
}

function made(text) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small", textContent: text });
  return button;
}
