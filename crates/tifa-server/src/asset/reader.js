// What saves a step; every page works without it.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  const field = button.parentElement.querySelector("textarea");
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select();
    document.execCommand("copy");
  }
  button.textContent = button.dataset.done;
});

// A permalink is whole only with the name of this server.
function prepare(root) {
  for (const button of root.querySelectorAll("button.copy[hidden]")) {
    const field = button.parentElement.querySelector("textarea");
    field.value = field.value.replace(/^\/document\//m, location.origin + "/document/");
    button.hidden = false;
  }
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => prepare(event.target));

// How far files are that are being added.
for (const job of document.querySelectorAll("[data-events]")) {
  const events = new EventSource(job.dataset.events);
  const show = (event) => { job.innerHTML = event.data; };
  events.addEventListener("progress", show);
  events.addEventListener("end", (event) => { show(event); events.close(); });
}

// Files and folders dropped on the form are sent as if they had been chosen.
for (const drop of document.querySelectorAll(".drop")) {
  const form = drop.closest("form");
  drop.hidden = false;
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    const body = new FormData(form);
    body.delete("file");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    for (const entry of entries) await collect(entry, "", body);
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.redirected) location.assign(answer.url);
    else document.documentElement.innerHTML = await answer.text();
  });
}

async function collect(entry, path, body) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    body.append("file", file, path + file.name);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return;
    for (const inner of some) await collect(inner, path + entry.name + "/", body);
  }
}

// A letter presses what is marked with it: a link, a button, or what opens to be filled in.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[a-z]$/.test(event.key)) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const chosen = document.querySelector(`[data-key="${event.key}"]`);
  if (!chosen) return;
  event.preventDefault();
  if (chosen.tagName === "DETAILS") {
    chosen.open = true;
    chosen.querySelector("form :is(input:not([type=hidden]), select, textarea)").focus();
  } else {
    chosen.click();
  }
});
