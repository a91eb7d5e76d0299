// Files of a message: uploaded at once with progress, by button, paste and drop; sent by their ids.

import { recorder } from "./voice.js";

const composers = new WeakMap();

/** The composer's own list of files: what goes up, what is there, what was refused. */
class Files {
  constructor(box) {
    this.box = box;
    box.classList.add("attach-live");
    this.form = box.closest("form");
    this.list = box.querySelector(".attach-list");
    this.words = box.dataset;
    this.going = new Set();
    this.input = box.querySelector("input[type=file]");
    this.input.addEventListener("change", () => {
      this.take([...this.input.files]);
      this.input.value = "";
    });
    this.form.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      this.take(files);
    });
    this.form.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      this.form.classList.add("composer-drop");
    });
    this.form.addEventListener("dragleave", () => this.form.classList.remove("composer-drop"));
    this.form.addEventListener("drop", (event) => {
      this.form.classList.remove("composer-drop");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.take([...event.dataTransfer.files]);
    });
    for (const row of this.list.querySelectorAll(".attach-item")) this.removable(row);
    recorder(box, (file) => this.take([file], true));
  }

  count() {
    return this.list.querySelectorAll("[name=file], progress").length;
  }

  take(files, isVoice = false) {
    for (const file of files) {
      if (this.count() >= Number(this.words.count)) this.refuse(this.words.wordsMany);
      else if (file.size > Number(this.words.megabytes) * 1e6) this.refuse(`${file.name} ${this.words.wordsLarge}`);
      else this.upload(file, isVoice);
    }
  }

  upload(file, isVoice) {
    const row = line(file.name);
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", file.name);
    bar.max = 1;
    bar.value = 0;
    const request = new XMLHttpRequest();
    let isCancelled = false;
    const cancel = button(this.words.wordsCancel, () => {
      isCancelled = true;
      request.abort();
    });
    row.append(bar, cancel);
    this.list.append(row);
    const done = new Promise((settled) => {
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("loadend", () => {
        row.remove();
        if (!isCancelled) this.arrived(request.response, file.name);
        settled();
      });
    });
    this.going.add(done);
    done.then(() => this.going.delete(done));
    const body = new FormData();
    body.append("files", file, file.name);
    if (isVoice) body.append("voice", "on");
    request.responseType = "json";
    request.open("POST", this.words.url);
    request.setRequestHeader("X-CSRFToken", this.token());
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  }

  arrived(answer, name) {
    const kept = answer?.files ?? [];
    const refused = answer?.refused ?? [];
    for (const file of kept) this.show(file);
    for (const no of refused) this.refuse(no.sentence);
    if (!kept.length && !refused.length) this.refuse(`${name} ${this.words.wordsLost}`);
  }

  show(file) {
    const row = line("");
    const label = document.createElement("label");
    label.className = "choice";
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "file", value: file.id, checked: true });
    const name = document.createElement("bdi");
    name.textContent = file.name;
    label.append(box, " ", name);
    if (file.thumb) {
      const picture = document.createElement("img");
      Object.assign(picture, { src: file.thumb, alt: "" });
      row.append(picture);
    }
    row.append(label);
    this.list.append(row);
    this.removable(row);
  }

  removable(row) {
    const id = row.querySelector("[name=file]").value;
    row.append(
      button(this.words.wordsRemove, () => {
        row.remove();
        const headers = { "X-CSRFToken": this.token() };
        fetch(`${this.words.url}${id}/remove/`, { method: "POST", headers }).catch(() => {});
        this.input.focus();
      }),
    );
  }

  refuse(sentence) {
    const row = line(sentence);
    row.classList.add("attach-refused");
    row.append(button(this.words.wordsRemove, () => row.remove()));
    this.list.append(row);
  }

  token() {
    return this.form.querySelector("[name=csrfmiddlewaretoken]").value;
  }
}

function line(text) {
  const row = document.createElement("li");
  row.className = "attach-item";
  const words = document.createElement("span");
  words.dir = "auto";
  words.textContent = text;
  if (text) row.append(words);
  return row;
}

export function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button button-quiet", textContent: text });
  made.addEventListener("click", act);
  return made;
}

function prepare(root) {
  for (const box of root.querySelectorAll?.("[data-attach]") ?? []) {
    const form = box.closest("form");
    if (form && !composers.has(form)) composers.set(form, new Files(box));
  }
}

// A send waits for what is on its way up; on `window` it is heard before anybody else.
window.addEventListener(
  "submit",
  (event) => {
    const files = composers.get(event.target);
    if (!files?.going.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    Promise.all(files.going).then(() => event.target.requestSubmit(submitter));
  },
  true,
);

document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
prepare(document);
